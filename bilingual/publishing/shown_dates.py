"""Dates as people read them, in the format of the language that they stand in (CLDR, by Babel)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

#: CLDR's plain English is American.  An edition is for readers of any country: day first, 24 hours.
_LOCALES = {"en": "en_GB", "und": "en_GB"}


def is_iso(given: str) -> bool:
    """Return whether ``given`` is a date, or date and time, of ISO 8601."""
    try:
        datetime.fromisoformat(given)
    except ValueError:
        return False
    return True


def shown_date(given: str, language: str) -> str:
    """Return a date of ISO 8601 as ``language`` writes it, ``2022년 8월 21일 06:05`` in Korean.

    ``language`` is one of our codes; one that CLDR does not know gets the English form.  The time is shown
    where ``given`` has one, on 24 hours and to the minute, with its offset from UTC where it has that.
    What is no date of ISO 8601 is returned as it is.
    """
    if not is_iso(given):
        return given
    from babel.dates import format_date, format_skeleton

    moment = datetime.fromisoformat(given)
    locale = _locale(language)
    day = format_date(moment.date(), "long", locale=locale)
    if len(given) <= 10:
        return day
    # Without its zone, which would be translated into the time of the machine.
    time = format_skeleton("Hm", moment.replace(tzinfo=None), locale=locale)
    both = str(locale.datetime_formats["long"]).replace("{1}", day).replace("{0}", time)
    return f"{both} {_zone(moment)}".rstrip()


def _zone(moment: datetime) -> str:
    if moment.tzinfo is None:
        return ""
    return f"UTC{moment.isoformat()[-6:] if moment.utcoffset() else ''}"


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_LOCALES.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_LOCALES["en"])
