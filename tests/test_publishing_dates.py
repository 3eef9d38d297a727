"""Dates as people read them, in the format of the language that they stand in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.languages import NAMES
from bilingual.publishing.shown_dates import is_iso, shown_date


@pytest.mark.parametrize(
    ("iso", "language", "shown"),
    [
        ("2022-08-21", "en", "21 August 2022"),
        ("2022-08-21", "ko", "2022년 8월 21일"),
        ("2022-08-21", "zh-Hans", "2022年8月21日"),
        ("2022-08-21", "zh-Hant", "2022年8月21日"),
        ("2022-08-21", "ja", "2022年8月21日"),
        ("2022-08-21", "de", "21. August 2022"),
        ("2022-08-21", "und", "21 August 2022"),
        ("2022-08-21", "no such language", "21 August 2022"),
        ("2022-08-21T18:05", "en", "21 August 2022, 18:05"),
        ("2022-08-21T18:05", "ko", "2022년 8월 21일 18:05"),
        ("2022-08-21T18:05:59", "zh-Hans", "2022年8月21日 18:05"),
        ("2022-08-21T06:05:00+09:00", "en", "21 August 2022, 06:05 UTC+09:00"),
        ("2022-08-21T06:05:00+09:00", "ko", "2022년 8월 21일 06:05 UTC+09:00"),
        ("2022-08-21T06:05:00-03:30", "zh-Hans", "2022年8月21日 06:05 UTC-03:30"),
        ("2022-08-21T06:05:00Z", "en", "21 August 2022, 06:05 UTC"),
        ("어제", "ko", "어제"),
        ("2022-13-01", "en", "2022-13-01"),
        ("", "en", ""),
    ],
)
def test_a_date_is_written_as_its_language_does(iso: str, language: str, shown: str) -> None:
    assert shown_date(iso, language) == shown
    assert is_iso(iso) is (shown != iso)


@given(
    st.datetimes(min_value=datetime(1000, 1, 1)),
    st.integers(-23 * 60, 23 * 60),
    st.sampled_from(sorted(NAMES)),
)
def test_the_hour_is_never_moved_and_the_year_always_there(
    moment: datetime, minutes: int, language: str
) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    shown = shown_date(zoned.isoformat(), language)
    assert f"{moment.minute:02}" in shown
    assert str(moment.hour) in shown
    # The Buddhist calendar is not meant, whatever the country.
    assert str(moment.year) in shown
