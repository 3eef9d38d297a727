"""First-mention forms put into the assembled article, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.article import Article, Block, Mark, Policy, Role, Segment, Source, Status, Target, TermMatch
from bilingual.terminology.pinning import apply_first

TERM = TermMatch(
    "CSTO",
    0,
    4,
    Policy.PIN,
    {"en": "CSTO", "zh-Hans": "集安组织"},
    {
        "en": ("CSTO", "Collective Security Treaty Organization (CSTO)"),
        "zh-Hans": ("集安组织", "集体安全条约组织", "集体安全条约组织（集安组织）"),
    },
    {"en": "Collective Security Treaty Organization (CSTO)", "zh-Hans": "集体安全条约组织（集安组织）"},
    entry="g.csv:2",
)
LONG = "Collective Security Treaty Organization (CSTO)"


def article(*texts: str | None, role: Role = Role.BODY, tag: str = "p", target: str = "en") -> Article:
    blocks = [Block("t", "제목", role=Role.TITLE, tag="h1", keep=True)]
    blocks += [Block(str(n), "본문", role=role, tag=tag, keep=True) for n in range(len(texts))]
    segments = [_segment("t", "CSTO in the title", target)]
    segments += [_segment(str(n), text, target) for n, text in enumerate(texts)]
    return Article(Source("x", "0" * 64), tuple(blocks), tuple(segments))


def _segment(block: str, text: str | None, target: str) -> Segment:
    have = Target(text, Status.TRANSLATED if text else Status.UNTRANSLATED)
    return Segment(f"a-{block}.1", block, "CSTO", "ko", terms=(TERM,), targets={target: have})


def texts(made: Article, target: str = "en") -> list[str | None]:
    return [segment.targets[target].text for segment in made.segments][1:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["The CSTO met.", "The CSTO left."], [f"The {LONG} met.", "The CSTO left."]),
        ([None, "CSTO met."], [None, f"{LONG} met."]),
        (["No name.", "CSTO met. CSTO left."], ["No name.", f"{LONG} met. CSTO left."]),
        (["The CSTO met.", f"The {LONG} left."], ["The CSTO met.", f"The {LONG} left."]),
        (
            ["The Collective Security Treaty Organization met.", "CSTO left."],
            ["The Collective Security Treaty Organization met.", "CSTO left."],
        ),
        (["A bloc (CSTO) met."], ["A bloc (Collective Security Treaty Organization, CSTO) met."]),
    ],
)
def test_english(before: list[str | None], after: list[str | None]) -> None:
    made = apply_first(article(*before), "en")
    assert texts(made) == after
    assert apply_first(made, "en") == made
    assert made.segments[0].targets["en"].text == "CSTO in the title"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["与集安组织成员国", "集安组织"], ["与集体安全条约组织（集安组织）成员国", "集安组织"]),
        (["集体安全条约组织(集安组织)成员国", "集安组织"], ["集体安全条约组织(集安组织)成员国", "集安组织"]),
        (["集体安全条约组织成员国", "集安组织"], ["集体安全条约组织成员国", "集安组织"]),
    ],
)
def test_chinese(before: list[str], after: list[str]) -> None:
    made = apply_first(article(*before, target="zh-Hans"), "zh-Hans")
    assert texts(made, "zh-Hans") == after
    assert apply_first(made, "zh-Hans") == made


@pytest.mark.parametrize(
    ("role", "tag"),
    [
        (Role.CAPTION, "p"),
        (Role.DATELINE, "line"),
        (Role.BYLINE, "line"),
        (Role.TITLE, "line"),
        (Role.BODY, "h2"),
        (Role.BODY, "h6"),
        (Role.BODY, "td"),
        (Role.BODY, "th"),
    ],
)
def test_elsewhere_nothing_is_put(role: Role, tag: str) -> None:
    before = article("The CSTO met.", role=role, tag=tag)
    assert apply_first(before, "en") == before


def test_copies_are_left() -> None:
    before = article("The CSTO met.")
    copied = replace(before.segments[1], targets={"en": Target("The CSTO met.", Status.COPIED)})
    before = replace(before, segments=(before.segments[0], copied))
    assert apply_first(before, "en") == before


def test_marks_move_with_the_text() -> None:
    text = "The CSTO met in Minsk."
    marks = (Mark("1", 0, 3, "b"), Mark("2", 4, 8, "a"), Mark("3", 16, 21, "i"), Mark("4", 0, 22, "em"))
    before = article(text)
    marked = replace(before.segments[1], targets={"en": Target(text, Status.TRANSLATED, marks=marks)})
    made = apply_first(replace(before, segments=(before.segments[0], marked)), "en")
    target = made.segments[1].targets["en"]
    assert target.text is not None
    assert [target.text[m.start : m.end] for m in target.marks] == ["The", LONG, "Minsk", target.text]


def test_another_language_is_not_touched() -> None:
    before = article("The CSTO met.")
    assert apply_first(before, "zh-Hans") == before
