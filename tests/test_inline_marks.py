from __future__ import annotations

from bilingual.article import Mark, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.inline_marks import place_marks

TERM = TermMatch(
    "나토", 3, 5, Policy.PIN, {"en": "NATO"}, {"en": ("NATO", "North Atlantic Treaty Organization")}
)


def _segment(source: str, *marks: Mark, terms: tuple[TermMatch, ...] = ()) -> Segment:
    return Segment("00000000-1.1", "1", source, "ko", marks=marks, terms=terms)


def test_a_mark_on_the_whole_covers_the_whole_target() -> None:
    segment = _segment("협력의 확대", Mark("m1", 0, 6, "b"))
    target = place_marks(segment, Target("Wider cooperation", Status.TRANSLATED), "en")
    assert target.marks == (Mark("m1", 0, 17, "b"),)
    assert target.findings == ()


def test_a_mark_on_a_term_moves_to_the_term_s_target_form() -> None:
    segment = _segment("그는 나토를 비판했다.", Mark("m1", 3, 5, "a", "https://nato.int"), terms=(TERM,))
    target = place_marks(segment, Target("He criticised NATO.", Status.REUSED), "en")
    assert target.marks == (Mark("m1", 14, 18, "a", "https://nato.int"),)


def test_a_mark_on_text_that_stands_unchanged_finds_it() -> None:
    segment = _segment("바로, newsdao.kr 로", Mark("m1", 4, 14, "a", "https://newsdao.kr"))
    target = place_marks(segment, Target("Go to newsdao.kr now", Status.TRANSLATED), "en")
    assert target.marks == (Mark("m1", 6, 16, "a", "https://newsdao.kr"),)


def test_a_mark_that_cannot_be_told_is_reported_not_guessed() -> None:
    segment = _segment("매우 중요한 합의", Mark("m1", 3, 6, "b"))
    target = place_marks(segment, Target("A very important deal", Status.TRANSLATED), "en")
    assert target.marks == ()
    assert [(finding.check, finding.severity) for finding in target.findings] == [("marks", Severity.INFO)]
    assert "중요한" in target.findings[0].message


def test_text_that_stands_twice_is_not_guessed_at() -> None:
    segment = _segment("그 A와 A 사이", Mark("m1", 2, 3, "b"))
    assert place_marks(segment, Target("Between A and A", Status.TRANSLATED), "en").marks == ()


def test_a_missing_target_has_no_marks() -> None:
    segment = _segment("협력", Mark("m1", 0, 2, "b"))
    empty = Target(None, Status.UNTRANSLATED)
    assert place_marks(segment, empty, "en") == empty


USA = TermMatch(
    "미국", 0, 2, Policy.PIN, {"en": "US", "zh-Hans": "美国"}, {"en": ("US",), "zh-Hans": ("美国", "美")}
)


def test_a_mark_never_lands_inside_another_word() -> None:
    segment = _segment("미국 정부", Mark("m1", 0, 2, "b"), terms=(USA,))
    assert place_marks(segment, Target("The USA acted.", Status.TRANSLATED), "en").marks == ()
    assert place_marks(segment, Target("美丽的城市", Status.TRANSLATED), "zh-Hans").marks == ()
    assert place_marks(segment, Target("The USA and US", Status.TRANSLATED), "en").marks == (
        Mark("m1", 12, 14, "b"),
    )
    link = _segment("국제 US 뉴스", Mark("m1", 3, 5, "a"))
    assert place_marks(link, Target("The USA news", Status.TRANSLATED), "en").marks == ()
    assert (
        place_marks(_segment("a - b", Mark("m1", 2, 3, "b")), Target("xyz", Status.TRANSLATED), "en").marks
        == ()
    )


def test_the_first_mention_is_covered_whole() -> None:
    first = TermMatch(
        "나토",
        0,
        2,
        Policy.PIN,
        {"en": "NATO"},
        {"en": ("NATO",)},
        {"en": "North Atlantic Treaty Organization (NATO)"},
    )
    segment = _segment("나토 정상회의", Mark("m1", 0, 2, "b"), terms=(first,))
    text = "The North Atlantic Treaty Organization (NATO) met."
    assert place_marks(segment, Target(text, Status.TRANSLATED), "en").marks == (Mark("m1", 4, 45, "b"),)
