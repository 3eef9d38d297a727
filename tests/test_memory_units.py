"""Which of several units is reused; hashes and term pairs."""

from __future__ import annotations

import dataclasses
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.memory.units import (
    IMPORTED,
    MACHINE,
    PERSON,
    Query,
    Unit,
    best,
    context,
    digest,
    identity,
    normalised,
    pairs_json,
    read_pairs,
    storable,
    text_key,
)

TEXT = "회의가 열렸다."
QUERY = Query("aaaaaaaa-3.1", TEXT, "ko", "en", "앞 문장.", "뒤 문장.", "google", (("중국", "China"),))


def unit(origin: str, place: str, target: str = "x") -> Unit:
    made = Unit(TEXT, target, "ko", "en", origin)
    if origin == MACHINE:
        made = dataclasses.replace(made, engine="google", pairs=QUERY.pairs)
    if place == "segment":
        made = dataclasses.replace(made, segment=QUERY.segment)
    if place == "neighbours":
        made = dataclasses.replace(made, segment="b-1.1", previous=QUERY.previous, following=QUERY.following)
    return made


# From the design: people's before engines'; then the place; then a person's before an imported one.
ORDER = [
    (PERSON, "segment"),
    (IMPORTED, "segment"),
    (PERSON, "neighbours"),
    (IMPORTED, "neighbours"),
    (PERSON, "anywhere"),
    (IMPORTED, "anywhere"),
    (MACHINE, "segment"),
    (MACHINE, "neighbours"),
    (MACHINE, "anywhere"),
]


@pytest.mark.parametrize(("better", "worse"), list(itertools.combinations(ORDER, 2)))
def test_each_kind_outranks_every_later_one_however_old_it_is(better, worse):
    older, newer = unit(*better, target="right"), unit(*worse, target="wrong")
    found = best(QUERY, [(1, older), (2, newer)])
    assert found is older
    assert best(QUERY, [(2, newer), (1, older)]) is older


@pytest.mark.parametrize("kind", ORDER)
def test_of_equals_the_newest_wins(kind):
    old, new = unit(*kind, target="old"), unit(*kind, target="new")
    assert best(QUERY, [(8, new), (7, old)]) is new


def test_an_engines_unit_needs_the_same_signature_and_pairs():
    made = unit(MACHINE, "segment")
    other_engine = dataclasses.replace(QUERY, engine="deepl")
    any_engine = dataclasses.replace(QUERY, engine=None)
    other_pairs = dataclasses.replace(QUERY, pairs=(("중국", "PRC"),))
    assert best(QUERY, [(1, made)]) is made
    assert best(any_engine, [(1, made)]) is made
    assert best(other_engine, [(1, made)]) is None
    assert best(other_pairs, [(1, made)]) is None
    assert best(dataclasses.replace(other_pairs, engine=None), [(1, made)]) is None


@pytest.mark.parametrize("origin", [PERSON, IMPORTED])
def test_what_is_not_an_engines_is_reused_whatever_the_pairs(origin):
    made = unit(origin, "anywhere")
    query = dataclasses.replace(QUERY, pairs=(("러시아", "Russia"),), engine="deepl")
    assert best(query, [(1, made)]) is made


def test_other_languages_and_other_texts_are_passed_over():
    made = unit(PERSON, "segment")
    assert best(dataclasses.replace(QUERY, target_language="zh-Hans"), [(1, made)]) is None
    assert best(dataclasses.replace(QUERY, source_language="zh-Hans"), [(1, made)]) is None
    assert best(dataclasses.replace(QUERY, source="회의가 끝났다."), [(1, made)]) is None


def test_the_same_segment_with_another_text_is_not_this_segment():
    changed = dataclasses.replace(unit(PERSON, "segment"), source="회의가 열릴 것이다.")
    assert best(QUERY, [(1, changed)]) is None


def test_units_without_neighbours_are_no_neighbours_of_a_lonely_segment():
    alone = dataclasses.replace(QUERY, previous="", following="")
    person, imported = unit(PERSON, "anywhere"), unit(IMPORTED, "anywhere")
    assert best(alone, [(1, person), (2, imported)]) is person


def test_the_first_segment_of_an_article_has_a_neighbour_on_one_side():
    first = dataclasses.replace(QUERY, previous="")
    same = dataclasses.replace(unit(PERSON, "anywhere", "same"), following=QUERY.following)
    newer = unit(PERSON, "anywhere", "newer")
    assert best(first, [(1, same), (2, newer)]) is same


def test_half_of_the_neighbours_is_not_the_neighbours():
    half = dataclasses.replace(
        unit(PERSON, "anywhere", "half"), previous=QUERY.previous, following="다른 것."
    )
    newer = unit(PERSON, "anywhere", "newer")
    assert best(QUERY, [(1, half), (2, newer)]) is newer


def test_kept_hashes_of_neighbours_match_their_texts():
    kept = unit(PERSON, "neighbours", "kept")
    kept = dataclasses.replace(kept, previous=context(kept.previous), following=context(kept.following))
    assert best(QUERY, [(1, kept), (2, unit(PERSON, "anywhere"))]) is kept


@given(st.text())
def test_an_exact_match_looks_past_composition_and_white_space(text):
    spread = "  " + unicodedata.normalize("NFD", text).replace(" ", " \u3000\t\n") + "\n"
    assert normalised(spread) == normalised(text)
    assert text_key(spread) == text_key(text)
    assert -(2**63) <= text_key(text) < 2**63


@given(st.text())
def test_context_is_stable_and_short(text):
    kept = context(text)
    assert context(kept) == kept
    assert context(text + " ") == kept or not text.strip() or text == kept
    assert len(kept) in (0, 23)


@given(st.lists(st.tuples(st.text(), st.text())))
def test_pairs_are_canonical_and_come_back(pairs):
    text = pairs_json(tuple(pairs))
    assert pairs_json(tuple(reversed(pairs))) == text == pairs_json(tuple(pairs + pairs))
    assert read_pairs(text) == tuple(sorted(set(pairs)))


@pytest.mark.parametrize("text", ["", "{", "{}", "3", '["ab"]', "[[1,2]]", '[["a"]]', '[["a","b","c"]]'])
def test_what_is_not_pairs_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  json's own error is one too
        read_pairs(text)


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_digest_tells_apart_where_parts_end(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)


def test_an_engines_new_answer_is_the_same_unit_but_a_persons_new_wording_is_another():
    for origin, same in ((MACHINE, True), (PERSON, False), (IMPORTED, False)):
        one, other = unit(origin, "segment", "one"), unit(origin, "segment", "other")
        assert (identity(one) == identity(other)) is same
        assert identity(one) == identity(dataclasses.replace(one, created="2020-01-01T00:00:00Z"))
    assert identity(unit(MACHINE, "segment")) != identity(unit(PERSON, "segment"))


def test_an_unknown_origin_is_refused():
    with pytest.raises(ValueError, match="person"):
        Unit("a", "b", "ko", "en", "robot")


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("가", "a", True),
        ("", "a", False),
        ("가", " \n", False),
        ("가", "\ud83d", False),
        ("가\0", "a", False),
    ],
)
def test_only_units_with_two_texts_are_kept(source, target, kept):
    assert storable(Unit(source, target, "ko", "en", PERSON)) is kept
