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
        ([None, "CSTO met."], [None, f"The {LONG} met."]),
        (["No name.", "CSTO met. CSTO left."], ["No name.", f"The {LONG} met. CSTO left."]),
        (["The CSTO met.", f"The {LONG} left."], ["The CSTO met.", f"The {LONG} left."]),
        (
            ["The Collective Security Treaty Organization met.", "CSTO left."],
            ["The Collective Security Treaty Organization met.", "CSTO left."],
        ),
        (
            ["CSTO’s 103 troops left."],
            ["The Collective Security Treaty Organization’s (CSTO) 103 troops left."],
        ),
        (["Its CSTO allies met."], [f"Its {LONG} allies met."]),
        (["He left the bloc of CSTO states."], [f"He left the bloc of the {LONG} states."]),
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


EU = TermMatch(
    "EU",
    0,
    2,
    Policy.PIN,
    {"en": "EU"},
    {"en": ("EU", "European Union")},
    {"en": "European Union (EU)"},
    entry="g.csv:3",
)


def _with_terms(made: Article, *terms: TermMatch) -> Article:
    return replace(made, segments=tuple(replace(segment, terms=terms) for segment in made.segments))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["An EU spokesman said EU."], ["A European Union (EU) spokesman said EU."]),
        (["He met an EU official."], ["He met a European Union (EU) official."]),
        (["EU-led and pro-EU, then the EU"], ["EU-led and pro-EU, then the European Union (EU)"]),
        (["EU-led", "The EU met."], ["EU-led", "The European Union (EU) met."]),
        (["EU-led only"], ["EU-led only"]),
        (["The EU's head left the EU."], ["The EU's head left the European Union (EU)."]),
        (["The EU’s head left."], ["The European Union’s (EU) head left."]),
        (["The EU's head left.", "The EU met."], ["The European Union's (EU) head left.", "The EU met."]),
        (["www.EU.int and press@EU.int", "EU"], ["www.EU.int and press@EU.int", "European Union (EU)"]),
        (["the bloc (the EU) met"], ["the bloc (the EU) met"]),
        (["The Europaen Union (EU) met.", "EU"], ["The Europaen Union (EU) met.", "EU"]),
        (["The Union of European States, or EU, met."], ["The Union of European States, or EU, met."]),
        (["The European union met.", "EU"], ["The European union met.", "EU"]),
    ],
)
def test_where_the_first_form_goes(before: list[str | None], after: list[str | None]) -> None:
    made = apply_first(_with_terms(article(*before), EU), "en")
    assert texts(made) == after
    assert apply_first(made, "en") == made


@pytest.mark.parametrize(
    "text",
    [
        "The Collective Security Treaty Organisation (CSTO) met. CSTO left.",
        "The Organisation for Co-operation and Development (CSTO) met. CSTO left.",
        "The Treaty Organization (the CSTO) met. CSTO left.",
    ],
)
def test_another_spelling_of_the_long_name_introduces_too(text: str) -> None:
    made = article(text)
    assert apply_first(made, "en") == made


def test_a_quoted_short_form_introduces_in_chinese() -> None:
    made = article("集体安全条约机构（简称“集安组织”）开会", target="zh-Hans")
    assert texts(apply_first(made, "zh-Hans"), "zh-Hans") == [
        "集体安全条约机构（简称“集体安全条约组织（集安组织）”）开会"
    ]
    made = article("集体安全条约国组织（简称集安组织）开会", target="zh-Hans")
    assert apply_first(made, "zh-Hans") == made


def test_what_a_person_wrote_is_left() -> None:
    before = article("The CSTO met.", "The CSTO left.")
    edited = replace(before.segments[1], targets={"en": Target("The CSTO met.", Status.EDITED)})
    before = replace(before, segments=(before.segments[0], edited, before.segments[2]))
    assert texts(apply_first(before, "en")) == ["The CSTO met.", f"The {LONG} left."]


def test_another_terms_longer_form_is_no_mention() -> None:
    council = TermMatch("이사회", 0, 2, Policy.PIN, {"en": "EU Council"}, {"en": ("EU Council",)})
    made = apply_first(_with_terms(article("The EU Council met the EU."), EU, council), "en")
    assert texts(made) == ["The EU Council met the European Union (EU)."]


def test_marks_move_with_a_changed_article() -> None:
    text = "An EU spokesman in Minsk"
    marks = (Mark("1", 3, 5, "a"), Mark("2", 6, 15, "b"), Mark("3", 0, 24, "em"), Mark("4", 0, 2, "i"))
    before = _with_terms(article(text), EU)
    marked = replace(before.segments[1], targets={"en": Target(text, Status.TRANSLATED, marks=marks)})
    target = (
        apply_first(replace(before, segments=(before.segments[0], marked)), "en").segments[1].targets["en"]
    )
    assert target.text == "A European Union (EU) spokesman in Minsk"
    covered = [target.text[m.start : m.end] for m in target.marks]
    assert covered[:3] == ["European Union (EU)", "spokesman", target.text]
    assert covered[3].strip() == "A"


def test_many_segments_are_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.terminology import first_mentions

    asked: list[int] = []
    real = first_mentions.spans_of

    def counted(text: str, form: str, endings: bool = True) -> list[tuple[int, int]]:
        asked.append(len(text))
        return real(text, form, endings)

    monkeypatch.setattr(first_mentions, "spans_of", counted)
    apply_first(article(*["Nobody is named here."] * 400), "en")
    whole = 400 * len("Nobody is named here.")
    assert sum(length > whole for length in asked) <= 5
