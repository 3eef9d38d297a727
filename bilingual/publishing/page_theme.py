"""A theme: one CSS file of the user's that comes after the page's own styles.

It is put into the page, so that the page stays one file, and the page's policy allows it by its hash.  What
would fetch something (``url()``, ``@import`` and their kin), and what would end the element that holds it, is
refused with its line: such a page would be broken, or would tell others who reads it.
"""

from __future__ import annotations

import re
from pathlib import Path

from bilingual.errors import UsageError

#: The largest theme in bytes: it is in every page.
MAX_THEME = 200_000

# A piece of CSS that is read as one: a comment, a string, a bad string (to its line's end), or a brace.
# CSS Syntax Module Level 3, 4.3.
_PIECE = re.compile(
    r"""(?s)/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|\Z)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z)|[{}]"""
)
# An escape: up to six hex digits and a white space, or any other character.
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_REFUSED = (
    (re.compile(r"</|<!--"), "'{}' could end the theme's place in the page"),
    (re.compile(r"(?i)@import\b"), "'{}' names another file; put its rules into this one"),
    (
        re.compile(
            r"(?i)\b(?:url(?:-prefix)?|src|image(?:-set)?|cross-fade|element|expression)\(|@font-face\b"
        ),
        "'{}' would fetch a file, and a page fetches nothing (font-family names fonts that readers have)",
    ),
    (re.compile(r"(?i)\b(?:behavior|-moz-binding)\s*:"), "'{}' would run a script"),
)  # fmt: skip


def read_theme(path: Path) -> str:
    """Return the CSS of the theme at ``path``, fit to stand in a page.

    Raises UsageError, with the line, for a file that cannot be read, is no UTF-8, is larger than `MAX_THEME`,
    fetches anything, could end its place in the page, or leaves a brace, comment or text in quotes open.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_THEME + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: the theme cannot be read: {error.strerror}\n"
            "Name a CSS file with 'theme' in bilingual.toml, or with --theme of bilingual translate."
        ) from error
    if len(data) > MAX_THEME:
        raise UsageError(f"{path}: a theme may have {MAX_THEME:,} bytes; this one is larger")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: the theme is not UTF-8\nSave it as UTF-8.") from error
    if "\0" in text:
        raise UsageError(f"{path}: is no CSS file: it holds NUL characters")
    text = _lines(text)
    if problem := _problem(text):
        line, said = problem
        raise UsageError(f"{path}:{line}: {said}\ndocs/page.md says what a theme may hold.")
    return text


def embeddable(theme: str) -> str:
    """Return ``theme`` as it may stand in a page's element for styles, or nothing where it would end that."""
    # A theme that a program hands over has not been read from a file, and so not been checked.
    if "</" in theme or "<!--" in theme:
        return ""
    return _lines(theme).replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _lines(text: str) -> str:
    """Return ``text`` with the ends of lines that a browser reads, and that the policy's hash counts."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(text: str) -> tuple[int, str] | None:
    """Return what is wrong with a theme and its line, or None.

    What ends the element is looked for everywhere, for HTML knows no comments of CSS; what fetches is looked
    for with comments and texts in quotes taken out and escapes resolved (``u\\72l(`` is ``url(``).
    """
    said = _REFUSED[0]
    if found := said[0].search(text):
        return _line(text, found.start()), said[1].format(found[0])
    open_braces: list[int] = []
    bare: list[str] = []
    end = 0
    for piece in _PIECE.finditer(text):
        bare.append(text[end : piece.start()])
        end = piece.end()
        sign = piece[0]
        if sign == "{":
            open_braces.append(piece.start())
        elif sign == "}" and not open_braces:
            return _line(text, piece.start()), "'}' closes nothing"
        elif sign == "}":
            open_braces.pop()
        elif sign.startswith("/*"):
            if len(sign) < 4 or not sign.endswith("*/"):
                return _line(text, piece.start()), "a comment is never closed"
            sign = "\n" * sign.count("\n") or " "
        elif len(sign) < 2 or sign[-1] != sign[0]:
            return _line(text, piece.start()), "a text in quotes is never closed"
        else:
            # Words in quotes fetch nothing; what takes a text in quotes and fetches it stands outside.
            sign = sign[0] + "\n" * sign.count("\n") + sign[0]
        bare.append(sign)
    bare.append(text[end:])
    if open_braces:
        return _line(text, open_braces[-1]), "'{' is never closed"
    plain = _ESCAPE.sub(_resolved, "".join(bare))
    for pattern, said_of in _REFUSED:
        if found := pattern.search(plain):
            return _line(plain, found.start()), said_of.format(found[0])
    return None


def _resolved(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    code = int(escape[1], 16)
    # A line's end would move the lines that are told.
    return " " if code in (0, 10, 12, 13) or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
