"""From bytes to text, and from text to numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.errors import SourceError
from bilingual.reading.foreign import binary_kind, written_kind
from bilingual.reading.legacy import (
    cjk_letters,
    declared_instead,
    guess,
    guess_damaged,
    ordinary_share,
    read_line,
    shown_name,
)
from bilingual.reading.stretches import stretches

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NEWLINE_BYTES = re.compile(rb"\r\n|\n|\r")
# Control characters that no text holds; tab, newlines, form feed, vertical tab and escape are met in texts.
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_OTHERS = bytes(set(range(0x100)) - set(_CONTROL))
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Encodings of ASCII bytes alone, and their runs of other letters.
_IN_ASCII = {
    "utf-7": re.compile(rb"(?<![A-Za-z0-9/])\+[A-Za-z0-9+/]{7,4096}(?:-|(?![A-Za-z0-9+/]))"),
    "hz": re.compile(rb"~\{[!-}]{4,4096}~\}"),
    "iso2022_kr": re.compile(rb"\x0e[!-~]{4,4096}"),
    "iso2022_jp": re.compile(rb"\x1b\$[B@][!-~]{4,4096}\x1b\([BJ]"),
}
_MAIL = {"iso2022_kr": "ISO-2022-KR", "iso2022_jp": "ISO-2022-JP"}
_SAMPLE = 65536
#: The share of plain ASCII and of frequent Hangul and Han from which UTF-16 needs no mark.
_SURE = 0.5
#: Of a hundred characters, so many may be nulls before the whole is taken for binary data.
_NULLS_PER_HUNDRED = 1
#: But no binary data reads as UTF-8 with so many Korean or Chinese letters for each null.
_LETTERS_PER_NULL = 3
_REPLACEMENT = "\ufffd"
_LOST = re.compile(f"{_REPLACEMENT}+")
#: A stretch of so many bytes inside a line tells by itself which encoding it is in.
_TELLING = 64


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's text without byte order mark, and what a person should know of how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


#: UTF-8 has at least so many Korean or Chinese letters for each broken character, or it is something else.
SOUND = 15
#: From so many letters on fewer are enough: bytes of another encoding are never a dozen by chance.
_MANY, _SOUND_AMONG_MANY = 24, 5


def decode(data: bytes, path: str) -> Decoded:
    """Return the text of ``data``, whatever encoding it is in.

    A byte order mark decides; then UTF-8, if the bytes are; then UTF-16 without mark, where nulls and letters
    agree; then the encoding among those of Korea, China and the rest, whose text makes sense (what the page
    declares counts, but sense counts more).  Lines of another encoding inside a UTF-8 text, and stretches of
    one inside a line, are read with theirs, and a warning says which.  Broken characters are U+FFFD, with a
    warning, as long as the rest makes sense.

    Raises SourceError for empty input, for binary data, and for bytes that no encoding explains; the last
    names the line (from 1) and the byte offset (from 0) of the first byte that is not UTF-8.
    """
    if data.startswith(b"%PDF-"):
        raise _binary(data, path)
    kind = written_kind(data)
    if kind:
        raise SourceError(f"{path}: {kind.name}, which is not read\n{kind.way_out}")
    try:
        text, warnings = _decode(data, path)
    except SourceError as error:
        if b"\0" in data or binary_kind(data):
            raise _binary(data, path) from error
        raise
    nulls = text.count("\0")
    if nulls * 100 > len(text) * _NULLS_PER_HUNDRED and nulls * _LETTERS_PER_NULL > cjk_letters(text):
        raise _binary(data, path)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000\u200b\0"):
        raise SourceError(
            f"{path}: empty, there is nothing to translate\nSave the article in it and try again."
        )
    if nulls:
        line = len(_NEWLINE.findall(text[: text.index("\0")])) + 1
        text = text.replace("\0", "")
        noun = "null character" if nulls == 1 else "null characters"
        warnings += (f"{path}:{line}: {nulls} {noun} left out",)
    # In bytes, since those are sifted many times faster than characters.
    if len(text.encode("utf-8", "surrogatepass").translate(None, _OTHERS)) > len(text) // 100:
        raise _binary(data, path)
    return Decoded(text, warnings)


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, from 1; lines end at ``\\n``, ``\\r\\n`` or ``\\r`` only."""
    return enumerate(unify_newlines(text).split("\n"), start=1)


def unify_newlines(text: str) -> str:
    """Return ``text`` with every line end as ``\\n``, so that line numbers stay what they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _binary(data: bytes, path: str) -> SourceError:
    kind = binary_kind(data)
    null = data.find(0)
    why = kind.name if kind else f"a null at byte {null}" if null >= 0 else "control characters"
    way_out = kind.way_out if kind else "Give a text file, a page or a post."
    return SourceError(f"{path}: binary data, not text ({why})\n{way_out}")


def _decode(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            if name == "utf-8":
                return _utf8(data, len(mark), path)
            return _replacing(data[len(mark) :], name, path, 0)
    if b"\0" in data:
        wide = _unmarked(data)
        if wide:
            return _replacing(data, wide, path, 0)
    return _utf8(data, 0, path)


def _replacing(data: bytes, encoding: str, path: str, line: int) -> tuple[str, tuple[str, ...]]:
    """Decode; what is broken becomes U+FFFD, with a warning that names its first line."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    at = text.find(_REPLACEMENT)
    line += len(_NEWLINE.findall(text[: max(at, 0)])) + 1
    lost = text.count(_REPLACEMENT)
    noun = "character is" if lost == 1 else "characters are"
    return text, (f"{path}:{line}: {lost} {noun} broken in this {shown_name(encoding)} text",)


def _unmarked(data: bytes) -> str | None:
    """Name UTF-16 or UTF-32 without a mark; None unless the text makes sense in one."""
    sample = data[:16384]
    sample = sample[: len(sample) // 4 * 4] or sample[:2]
    best: tuple[float, str] | None = None
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        share = ordinary_share(sample.decode(name, "replace"))
        if share > _SURE and (best is None or share > best[0]):
            best = (share, name)
    return best[1] if best else None


def _utf8(data: bytes, start: int, path: str) -> tuple[str, tuple[str, ...]]:
    body = data[start:]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = start + error.start
    else:
        _refuse_mail_encodings(body, path)
        either = declared_instead(data, text)
        return (body.decode(either) if either else text), ()
    try:
        # Halves of characters, as some old programs write those beyond the first plane: joined if they fit.
        text = (
            body.decode("utf-8", "surrogatepass")
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )
    except UnicodeDecodeError:
        return _other(data, start, bad, path)
    lost = text.count(_REPLACEMENT)
    line = _line_of(data, bad)
    return text, ((f"{path}:{line}: {lost} halves of characters (surrogates) are lost",) if lost else ())


def _refuse_mail_encodings(body: bytes, path: str) -> None:
    """Refuse Korean and Chinese written in ASCII, as mail once did: nobody publishes pages so any more."""
    if body.isascii():
        for name, sign in _IN_ASCII.items():
            found = sign.findall(body, 0, _SAMPLE)
            if found and _mostly_cjk(found, name):
                raise SourceError(
                    f"{path}: written in {_MAIL.get(name, name.upper())}, which is not read\n"
                    "Open it in a browser or an editor, save it as UTF-8 and try again."
                )


def _mostly_cjk(found: list[bytes], encoding: str) -> bool:
    # What tells the set of characters stands once, at the beginning.
    first = b"\x1b$)C" if encoding == "iso2022_kr" else b""
    text = "".join((first + run).decode(encoding, "replace") for run in found)
    return cjk_letters(text) > 0.7 * len(text) and ordinary_share(text) > _SURE / 2


def _line_of(data: bytes, at: int) -> int:
    return len(_NEWLINE_BYTES.findall(data[:at])) + 1


def _other(data: bytes, start: int, bad: int, path: str) -> tuple[str, tuple[str, ...]]:
    lines = data[start:].splitlines(keepends=True) if b"\n" not in data else data[start:].split(b"\n")
    joint = b"" if b"\n" not in data else b"\n"
    parted: list[list[tuple[bytes, str | None]]] = []
    own = 0
    for line in lines:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            parted.append(stretches(line))
            own += any(text is not None for _, text in parted[-1])
        else:
            parted.append([(line, text)])
            own += cjk_letters(text) >= 2
    foreign = joint.join(
        b"".join(piece for piece, text in line if text is None)
        for line in parted
        if any(text is None for _, text in line)
    )
    beside = "\n".join(text for line in parted for _, text in line if text is not None) if own else ""
    encoding = guess(foreign, data, beside) if foreign else None
    if encoding is not None and own:
        return _mixed(parted, joint.decode(), encoding, path)
    if encoding is None:
        broken = _broken_utf8(data[start:])
        if broken is not None:
            text, lost = broken
            where = f"{path}:{_line_of(data, bad)}"
            return text, (
                f"{where}: {lost} broken characters are shown as {_REPLACEMENT}, from this line on",
            )
        encoding = guess_damaged(data[start:], data)
    if encoding is None:
        raise SourceError(
            f"{path}:{_line_of(data, bad)}: not UTF-8, byte {bad} (0x{data[bad]:02x}) is invalid\n"
            "No other encoding explains it. Save the file as UTF-8 and try again."
        )
    return _replacing(data[start:], encoding, path, 0)


def _broken_utf8(body: bytes) -> tuple[str, int] | None:
    """Return UTF-8 with some broken characters, and how many; None where too much of it is none."""
    text = body.decode("utf-8", "replace")
    lost = text.count(_REPLACEMENT)
    letters = cjk_letters(text)
    sound = SOUND * lost if letters < _MANY else _SOUND_AMONG_MANY * len(_LOST.findall(text))
    return (text, lost) if letters >= sound else None


def _mixed(
    parted: list[list[tuple[bytes, str | None]]], joint: str, encoding: str, path: str
) -> tuple[str, tuple[str, ...]]:
    """Read what is not UTF-8 in each line with ``encoding``, or with another that fits better."""
    numbers: list[int] = []
    names: dict[str, None] = {}
    done: list[str] = []
    part = False
    for number, line in enumerate(parted, start=1):
        for piece, text in line:
            if text is None:
                # A few words say nothing of themselves.
                alone = len(line) == 1 or len(piece) >= _TELLING
                text, name = (
                    read_line(piece, encoding) if alone else (piece.decode(encoding, "replace"), encoding)
                )
                names[shown_name(name)] = None
                part = part or len(line) > 1
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
            done.append(text)
        done.append(joint)
    where = f"line {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} lines from line {numbers[0]} on"
    where = f"part of {where}" if part else where
    return "".join(done[:-1]), (
        f"{path}:{numbers[0]}: {where} read as {' or '.join(names)}, the rest as UTF-8",
    )
