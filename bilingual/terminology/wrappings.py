"""What engines wrap a translation in: JSON, fences, tags of their own, escapes, links and commands.

Nothing is taken away that the source has itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import unquote

_FENCE = re.compile(r"\s*```[\w-]*[ \t]*\n(?P<text>.*?)\n?```\s*", re.DOTALL)
_THOUGHT = re.compile(r"<(?P<tag>think|thinking|reasoning)>.*?</(?P=tag)>\s*", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(
    r"\s*<(?P<tag>translation|translated|target|answer|output|text)>(?P<text>.*)</(?P=tag)>\s*",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]+)\]\((?:https?://|mailto:|#|/)[^()\s]*\)")
_COMMAND = re.compile(r"\\(?:text|emph|math)[a-z]{0,4}\{(?P<text>[^{}\n]*)\}")
_ESCAPE = re.compile(r"\\u(?P<code>[0-9a-fA-F]{4})")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def unwrapped(answer: str, source: str) -> str:
    """An engine's answer without what it wrapped it in; ``source`` is the text that it was asked for.

    >>> unwrapped('{"translation": "NATO spoke."}', "나토는 말했다.")
    'NATO spoke.'
    """
    if answer.isascii() and answer.isalnum():
        return answer
    if "<" not in source:
        answer = _THOUGHT.sub("", answer)
    if "```" not in source and (fenced := _FENCE.fullmatch(answer)):
        answer = fenced["text"]
    answer = _out_of_json(answer, source)
    if "<" not in source and (element := _ELEMENT.fullmatch(answer)):
        answer = element["text"].strip()
    if "\\" not in source and "\\" in answer:
        answer = _COMMAND.sub(r"\g<text>", answer)
        answer = _ESCAPE.sub(_character, answer)
    if "%" in answer and "://" not in answer and not _ENCODED.search(source):
        answer = _ENCODED.sub(lambda found: unquote(found[0], errors="replace"), answer)
    if "](" not in source and "](" in answer:
        answer = _LINK.sub(r"\g<text>", answer)
    if not answer.isascii():
        answer = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), answer)
    return answer


def _character(found: re.Match[str]) -> str:
    code = int(found["code"], 16)
    # Halves of a pair and control characters are left as they are.
    return chr(code) if code >= 0x20 and not 0xD800 <= code <= 0xDFFF else found[0]


def _out_of_json(answer: str, source: str) -> str:
    """The one text of a JSON object or list that an answer is, the answer itself otherwise."""
    bare = answer.strip()
    if not bare.startswith(("{", "[")) or not bare.endswith(("}", "]")) or source.lstrip()[:1] in ("{", "["):
        return answer
    try:
        value = json.loads(bare)
    except (ValueError, RecursionError):
        return answer
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    return answer
