from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bilingual.naming import result_stems, stem_of


def test_a_single_source_keeps_its_stem() -> None:
    assert result_stems([("news/a.txt", "0123abcd"), ("-", "4567abcd")]) == ("a", "stdin")


def test_two_sources_of_one_stem_add_the_article_s_digits() -> None:
    assert result_stems([("x/a.txt", "0123abcd"), ("y/a.html", "4567abcd")]) == ("a", "a-4567")


def test_the_order_of_the_command_line_changes_nothing() -> None:
    sources = [("x/a.txt", "0123abcd"), ("y/a.txt", "4567abcd"), ("z/A.txt", "4567abcd")]
    expected = dict(zip(sources, result_stems(sources), strict=True))
    for order in itertools.permutations(sources):
        assert dict(zip(order, result_stems(order), strict=True)) == expected


def test_a_made_name_never_takes_another_source_s_name() -> None:
    stems = result_stems([("x/a.txt", "0123abcd"), ("y/a.txt", "4567abcd"), ("a-4567.txt", "89abcdef")])
    assert len(set(stems)) == 3
    assert stems[2] == "a-4567"


def test_a_dot_file_and_a_name_of_dots_have_a_stem() -> None:
    assert stem_of(".news") == ".news"
    assert stem_of("") == "stdin"


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("ab/.A"), min_size=1, max_size=4), st.sampled_from(["0000aaaa", "1111"])
        ),
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_stems_are_unique_whatever_the_case(sources: list[tuple[str, str]]) -> None:
    stems = result_stems(sources)
    assert len({stem.lower() for stem in stems}) == len(sources)
