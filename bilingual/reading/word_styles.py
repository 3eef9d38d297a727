"""What styles and properties of a Word document say: headings, captions, lists, and marks of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What switches a property off.
OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"(?:heading|제목|标题|標題)\s*(\d)", re.I)
# Word's own style for captions has this name whatever the language; LibreOffice has one a kind.
_CAPTIONS = frozenset({"caption", "illustration", "figure", "drawing"})
_LIST = re.compile(r"list (bullet|number)?\s*(\d)?", re.I)
#: No list of Word is nested deeper.
_LEVELS = 9


class Item(NamedTuple):
    """An item of a list: its level from 0, ``ol`` or ``ul``, what names its list, and the item's number."""

    level: int
    tag: str
    list: str
    number: int


def style_tag(style: Any) -> str:
    """Return the element that a paragraph style stands for, by its name or outline level."""
    name = style.name or ""
    found = _HEADING.match(name)
    if found:
        return f"h{min(max(int(found[1]), 1), 6)}"
    if name.lower() == "title":
        return "h1"
    if name.lower() in _CAPTIONS:
        return "figcaption"
    if name.lower().startswith("list ") and "continue" not in name.lower():
        return "li"
    return "p"


def run_marks(run: Any) -> Iterator[str]:
    """Yield the marks of a run of letters (``b i sup sub``), and ``hidden`` where they are not shown."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return
    for name, mark in (("b", "b"), ("i", "i"), ("vanish", "hidden")):
        found = properties.find(f"{W}{name}")
        if found is not None and (_value(found) or "1").lower() not in OFF:
            yield mark
    raised = properties.find(f"{W}vertAlign")
    place = properties.find(f"{W}position")
    if raised is not None and _value(raised) in ("superscript", "subscript"):
        yield _value(raised)[:3]
    elif place is not None and properties.find(f"{W}sz") is not None and _number(_value(place)):
        # So LibreOffice writes it: moved from the line, and of a size of its own.
        yield "sub" if _number(_value(place)) < 0 else "sup"


class Lists:
    """Numbers the items of a document's lists, in the order in which they are asked for."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the root of the numbering part, or None, and the document's styles."""
        self._kinds: dict[str, dict[int, tuple[str, int]]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._named: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles:
            own = style.element.find(f"{W}pPr/{W}numPr")
            if own is not None and style.style_id:
                self._styles[style.style_id] = _numbered(own)
            found = _LIST.fullmatch(style.name or "")
            if found and style.style_id:
                tag = "ol" if (found[1] or "").lower() == "number" else "ul"
                self._named[style.style_id] = (tag, max(_number(found[2] or "1") - 1, 0))

    def _read(self, numbering: Any) -> None:
        abstract: dict[str, dict[int, tuple[str, int]]] = {}
        for one in numbering.iterchildren(f"{W}abstractNum"):
            abstract[one.get(f"{W}abstractNumId") or ""] = dict(map(_level, one.iterchildren(f"{W}lvl")))
        for one in numbering.iterchildren(f"{W}num"):
            base = one.find(f"{W}abstractNumId")
            levels = dict(abstract.get(_value(base), {})) if base is not None else {}
            for override in one.iterchildren(f"{W}lvlOverride"):
                at, start = _number(override.get(f"{W}ilvl")), override.find(f"{W}startOverride")
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[at] = _level(own)[1]
                if start is not None:
                    levels[at] = (levels.get(at, ("ol", 1))[0], _number(_value(start)))
            self._kinds[one.get(f"{W}numId") or ""] = levels

    def item(self, paragraph: Any) -> Item | None:
        """Return what item a paragraph is, or None where it is no list's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = _value(style) if style is not None else ""
        number, level = _numbered(own) if own is not None else self._styles.get(name, ("", 0))
        if own is not None and not number:
            number = self._styles.get(name, ("", 0))[0]
        if number == "0" or not (number or name in self._named):
            return None
        if number in self._kinds or name not in self._named:
            tag, start = self._kinds.get(number, {}).get(level, ("ul", 1))
        else:
            (tag, level), start = self._named[name], 1
        key = number or name
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop((key, deeper), None)
        count = self._counts[key, level] = self._counts.get((key, level), start - 1) + 1
        return Item(level, tag, key, count)


def _level(level: Any) -> tuple[int, tuple[str, int]]:
    kind, start = level.find(f"{W}numFmt"), level.find(f"{W}start")
    bulleted = kind is None or _value(kind) in ("bullet", "none")
    first = _number(_value(start)) if start is not None else 1
    return _number(level.get(f"{W}ilvl")), ("ul" if bulleted else "ol", first)


def _numbered(properties: Any) -> tuple[str, int]:
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    at = _number(_value(level)) if level is not None else 0
    return _value(number) if number is not None else "", min(max(at, 0), _LEVELS - 1)


def _value(element: Any) -> str:
    return element.get(f"{W}val") or ""


def _number(text: str | None) -> int:
    """Return a small whole number; 0 for anything else."""
    found = re.fullmatch(r"([+-]?\d{1,6})(?:\.\d{1,6})?(?:pt)?", text or "", re.ASCII)
    return int(found[1]) if found else 0
