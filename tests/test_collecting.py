"""Garbage is looked for seldom while a large page is read, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from bilingual.collecting import LARGE, THRESHOLD, seldom


def test_a_large_source_is_read_with_few_searches() -> None:
    before = gc.get_threshold()
    with seldom(LARGE):
        assert gc.get_threshold() == (THRESHOLD, *before[1:])
        with seldom(LARGE):
            assert gc.get_threshold()[0] == THRESHOLD
    assert gc.get_threshold() == before


def test_a_small_source_and_an_error_leave_all_as_it_was() -> None:
    before = gc.get_threshold()
    with seldom(LARGE - 1):
        assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="page"), seldom(LARGE):
        raise ValueError("page")
    assert gc.get_threshold() == before
