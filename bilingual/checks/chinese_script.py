"""Letters of the other Chinese script in a Chinese target."""

from __future__ import annotations

from bilingual.article import Finding, Severity
from bilingual.checks.registry import finding
from bilingual.languages import chinese_form

_OTHER = {"zh-Hans": "t", "zh-Hant": "s"}
_NAMES = {"zh-Hans": "traditional", "zh-Hant": "simplified"}
#: Letters that were looked at and are no other script's; there are but so many.
_FINE: dict[str, set[str]] = {"zh-Hans": set(), "zh-Hant": set()}
_SHOWN = 6


def check_chinese_script(text: str, language: str, forms: str = "") -> tuple[Finding, ...]:
    """At most one finding ``chinese-script``: traditional letters in Simplified Chinese, or the reverse.

    Only letters that the one script has and the other has not (see `chinese_form`).  A single one is only a
    warning: it may be in a name that its bearer writes so.  Letters in ``forms``, what the glossary has here,
    are meant.
    """
    other = _OTHER.get(language)
    if other is None:
        return ()
    known = _FINE[language]
    unknown = set(text) - known
    if not unknown:
        return ()
    known.update(letter for letter in unknown if chinese_form(letter) != other)
    letters = dict.fromkeys(letter for letter in text if letter not in known and letter not in forms)
    if not letters:
        return ()
    shown = "".join(list(letters)[:_SHOWN]) + ("…" if len(letters) > _SHOWN else "")
    severity = Severity.WARNING if len(letters) == 1 else None
    return (finding("chinese-script", f"{_NAMES[language]} letters in the target: {shown}", severity),)
