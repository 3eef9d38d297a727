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
    segment = _segment("A와 A", Mark("m1", 0, 1, "b"))
    assert place_marks(segment, Target("A and A", Status.TRANSLATED), "en").marks == ()


def test_a_missing_target_has_no_marks() -> None:
    segment = _segment("협력", Mark("m1", 0, 2, "b"))
    empty = Target(None, Status.UNTRANSLATED)
    assert place_marks(segment, empty, "en") == empty
