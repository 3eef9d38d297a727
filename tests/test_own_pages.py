"""Pages of our own writing, each with the role of every line beside it: what is kept, and as what.

``pages/gold/NAME.jsonl`` labels ``pages/NAME.*``: one object a line with ``line``, ``text``, ``label``, ``keep``,
``lang``; a line with ``alt_keep`` could be decided either way and is left out; ``spans`` are pieces of another role.
The labels say what a careful reader would, not what the program does: where it differs, the line is in DIFFERS.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.article import KEPT_ROLES, Role
from bilingual.detection import Row, detect

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.name for path in PAGES.iterdir() if path.is_file())

#: Lines that the program does not judge as the labels do, by page: line -> what it says instead.
DIFFERS: dict[str, dict[int, str]] = {
    # a caption between two paragraphs, told only by its credit
    "ko_captions.txt": {6: "+body"},
    "ko_yanbian_text.txt": {20: "-nav"},
    # what one of two lists of other articles says of them
    "ko_portal_second.txt": {22: "-promo"},
    # promotion between two lists of other articles
    "zh_portal_app.txt": {32: "-related"},
    # a reaction without its figure, a menu's entry that is worded as a heading
    "ko_lineup.txt": {19: "-nav"},
    "ko_poem_below.txt": {21: "-related"},
    # comments that nothing tells but their place
    "mixed_reading.txt": {12: "-counter", 14: "-nav"},
    # promotion in a letter, between headlines
    "zhh_letter.txt": {2: "-related"},
    # a total of comments among the forms
    "zh_portal.txt": {26: "-comment_form"},
}


def _labels(name: str) -> list[dict[str, Any]]:
    text = (PAGES / "gold" / f"{Path(name).stem}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _rows(name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in detect((PAGES / name).read_bytes(), name):
        assert row.line is not None
        found.setdefault(row.line, []).append(row)
    return found


def _said(rows: list[Row]) -> str:
    return " ".join(dict.fromkeys(f"{'+' if row.keep else '-'}{row.role.value}" for row in rows)) or "nothing"


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_the_role_that_a_reader_gives_it(name: str) -> None:
    rows = _rows(name)
    wrong: dict[int, str] = {}
    for label in _labels(name):
        found = rows.get(label["line"], [])
        # Absent is as good as dropped: the fence of front matter, the words on a button.
        if label.get("alt_keep") or (not found and not label["keep"]):
            continue
        if _said(found) != f"{'+' if label['keep'] else '-'}{label['label']}":
            wrong[label["line"]] = _said(found)
    known = DIFFERS.get(name, {})
    assert {line: said for line, said in wrong.items() if line not in known} == {}
    assert set(known) <= set(wrong), "judged as labelled by now: take it out of DIFFERS"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_kept_that_has_no_label(name: str) -> None:
    labelled = {label["line"] for label in _labels(name)}
    assert [
        row.text for line, rows in _rows(name).items() for row in rows if row.keep and line not in labelled
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_script_of_every_line_and_its_pieces(name: str) -> None:
    rows = _rows(name)
    for label in _labels(name):
        found = rows.get(label["line"], [])
        if label["lang"] != "none" and Path(name).suffix != ".md":
            assert {row.lang for row in found} <= {label["lang"], "none"}, label["text"]
        for span in label.get("spans", ()):
            pieces = {
                (part.role.value, row.text[part.start : part.end].strip())
                for row in found
                for part in row.parts
            }
            assert (span["label"], span["text"]) in pieces, (label["line"], pieces)


def test_labels_follow_the_roles_of_the_contract() -> None:
    for name in NAMES:
        for label in _labels(name):
            assert not label["keep"] or Role(label["label"]) in KEPT_ROLES


def test_the_pages_are_few_and_small() -> None:
    assert sum(path.stat().st_size for path in PAGES.rglob("*") if path.is_file()) < 240_000
