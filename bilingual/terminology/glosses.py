"""Names with another form of theirs in brackets behind them, which are one mention: ``A(B)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.terminology.candidates import Form, Hit
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat

_GLOSS = re.compile(r"[ \u00a0]?[(（\[［〔【]")
_CLOSING = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】"}
#: One of these opens a gloss, right behind the name or behind one space.
BRACKETS = frozenset(_CLOSING)
# Characters of a gloss at most; what is not closed by then is none.
_LONGEST_GLOSS = 200
_WITHIN_GLOSS = re.compile(r"[\s,·/、，'\"‘’“”:;]*")


def with_glosses(found: Sequence[Hit], text: str) -> tuple[list[Hit], set[int]]:
    """Join ``A(B)`` of one entry into one find, so that its target stands once; where joined ones start."""
    hits: list[Hit] = []
    joined: set[int] = set()
    ahead = text + "  "
    at = 0
    while at < len(found):
        head = found[at]
        start, end, form = head
        at += 1
        near = ahead[end] in BRACKETS or ahead[end + 1] in BRACKETS
        opening = _GLOSS.match(text, end) if near else None
        if opening:
            within = opening.end()
            close = text.find(_CLOSING[opening.group()[-1]], within, within + _LONGEST_GLOSS)
            inner = text[within:close] if close >= 0 else ""
            last = at
            while last < len(found) and found[last][1] <= close:
                last += 1
            if inner and _same(form, found[at:last], inner, within):
                head = (start, close + 1, form)
                joined.add(start)
                at = last
        hits.append(head)
    return hits, joined


def _same(head: Form, inside: Sequence[Hit], inner: str, offset: int) -> bool:
    row = head.entry
    if head.glosses is None:
        head.glosses = {flat(form).lower() for forms in row.forms.values() for form in forms}
        head.glosses |= {flat(form).lower() for form in row.first.values()}
    if flat(inner).strip().lower() in head.glosses:
        return True
    if not inside or not all(_one_thing(row, form.entry) for _, _, form in inside):
        return False
    position = 0
    rest = ""
    for start, end, _ in inside:
        rest += inner[position : start - offset]
        position = end - offset
    rest += inner[position:]
    return _WITHIN_GLOSS.fullmatch(rest) is not None


def _one_thing(one: Entry, other: Entry) -> bool:
    if one is other:
        return True
    shared = [code for code in one.forms if code != "ko" and code in other.forms]
    return bool(shared) and all(one.forms[code][0] == other.forms[code][0] for code in shared)
