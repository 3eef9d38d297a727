"""Names through engines that misbehave, whole way, judged without the program's own look-up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pinning_engines import Misbehaving, engines
from benchmarks.pinning_faults import FORMS, MARKS, PACKETS, TEXTS
from benchmarks.pinning_oracle import garbage, held, missed
from benchmarks.pinning_runs import (
    TARGETS,
    Outcome,
    article,
    good_pairs,
    judge,
    sentences,
    shipped,
    untrue_of_good,
)
from bilingual.article import Policy, TermMatch

TEXTS_OF_ALL = sentences(5)
KINDS = [maker().kind for maker in engines()]
# Kinds after which nothing of a mark or name may be lost.
WHOLE = [
    *(f"marks {name}" for name in (
        "spaced", "widened", "widened and spaced", "lower-cased", "doubled", "one bracket", "no brackets", "round",
        "corner", "quoted", "entities", "letters as entities", "bold", "code", "tagged", "hyphened", "zero-width",
        "soft hyphens", "Cyrillic", "Greek", "circled", "bold letters", "accented", "article inside", "possessive",
        "glued", "with an article",
    )),
    *(f"names {name}" for name in (
        "upper-cased", "lower-cased", "title-cased", "plural", "possessive", "with the", "particle left", "quoted",
        "particles left", "doubled in brackets", "bold", "tagged", "entities", "decomposed", "widened", "zero-width",
        "soft hyphens", "no-break spaces", "other middle dots", "Cyrillic", "Greek", "one Cyrillic letter",
    )),
    "good", "texts decomposed", "texts widened", "texts escaped twice", "texts labelled", "texts fenced",
    "marks an English particle glued", "marks LaTeX", "marks isolated", "marks a span", "marks underlined",
    "names a link", "names ligatures", "names British", "names LaTeX", "names isolated", "names footnoted",
    "texts JSON", "texts JSON in ASCII", "texts fenced JSON", "texts bold words", "texts isolated words",
    "texts each word a line", "texts XML", "texts a byte order mark", "texts bidi", "texts traditional",
    "texts names at the end", "honours terms", "says that it honours terms",
]  # fmt: skip


def test_the_sentences_are_many_and_real() -> None:
    assert len({text for _, text in TEXTS_OF_ALL}) >= 300
    assert {language for language, _ in TEXTS_OF_ALL} == {"ko", "zh-Hans"}
    assert len(KINDS) == len(set(KINDS)) > 200
    assert set(WHOLE) <= set(KINDS)
    pinned = 0
    for language, text in TEXTS_OF_ALL:
        pinned += any(term.policy is Policy.PIN for term in shipped().find(text, language, ("en",)))
    assert pinned >= 0.98 * len(TEXTS_OF_ALL)


@pytest.mark.parametrize("kind", KINDS)
def test_a_missed_name_always_has_a_finding(kind: str) -> None:
    at = KINDS.index(kind)
    # Other sentences for each kind, so that all of them are sent through together.
    texts = [TEXTS_OF_ALL[(7 * at + 23 * n) % len(TEXTS_OF_ALL)] for n in range(4)]
    outcome = Outcome(kind)
    for target in TARGETS:
        judge(article(texts, target, shipped()), engines()[at](), target, outcome)
    assert outcome.names > 3
    assert outcome.silent == []
    assert outcome.disfigured == []
    if kind.startswith("marks"):
        assert outcome.garbage == []
    if kind in WHOLE:
        assert outcome.lost == []
        assert outcome.present == outcome.recoverable
        assert outcome.untrue == []


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(list(MARKS)),
    st.sampled_from(list(FORMS)),
    st.sampled_from(list(TEXTS)),
    st.sampled_from(list(PACKETS)),
    st.sampled_from([None, *FORMS]),
    st.integers(1, 3),
    st.sampled_from(TARGETS),
    st.lists(st.sampled_from(TEXTS_OF_ALL), min_size=2, max_size=8, unique=True),
    st.booleans(),
)
def test_any_mixture_of_faults_misses_nothing_silently(
    mark: str,
    form: str,
    text: str,
    packet: str,
    known: str | None,
    every: int,
    target: str,
    texts: list[tuple[str, str]],
    honours: bool,
) -> None:
    engine = Misbehaving(
        mark=MARKS[mark],
        form=FORMS[form],
        text=TEXTS[text],
        packet=PACKETS[packet],
        known=None if known is None else FORMS[known],
        honours_terms=honours,
        honest=False,
        only=lambda number: number % every == 0,
    )
    made = article(texts, target, shipped())
    if made.segments:
        outcome = Outcome("mixture")
        judge(made, engine, target, outcome)
        assert outcome.silent == []


def test_a_good_engine_is_asked_once_a_packet() -> None:
    outcome = Outcome("good")
    for target in TARGETS:
        judge(article(TEXTS_OF_ALL[:95], target, shipped()), Misbehaving(), target, outcome)
    assert outcome.calls == outcome.packets
    assert (outcome.lost, outcome.silent, outcome.untrue) == ([], [], [])
    assert outcome.present > 300


def test_good_translations_have_no_finding() -> None:
    pairs, names, untrue = untrue_of_good()
    assert pairs >= 100
    assert names > 100
    assert untrue == []
    assert all(garbage(text, source) is False for source, _, text in good_pairs())


def test_the_judge_knows_what_is_there_and_what_could_be() -> None:
    un = TermMatch("유엔", 0, 2, Policy.PIN, {"en": "UN"}, {"en": ("UN", "United Nations")})
    council = TermMatch("안보리", 3, 6, Policy.PIN, {"en": "UN Security Council"})
    assert missed("the UN's vote", (un, council), "en") == {"안보리"}
    assert missed("the UN Security Council met", (un, council), "en") == {"유엔"}
    assert missed("the UNESCO", (un,), "en") == {"유엔"}
    assert held("【 ｑ ｚ ｂ 】", un, "[[QZB]]", "en")
    assert not held("QZBC and @UN and UN2", un, "[[QZB]]", "en")
    assert held("the united nations", un, None, "en")
