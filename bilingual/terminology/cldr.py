"""Glossary rows out of the Unicode CLDR, as Babel carries it: territories, languages, currencies.

All rows have the policy ``check``: languages inflect such names, so a translation needs one of the accepted
forms.  Names that are common Korean words too get context words or the policy ``suggest``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bilingual.article import Policy
from bilingual.errors import UsageError, did_you_mean
from bilingual.terminology import cldr_words as words

#: What may be asked for, in the order of the rows.
PARTS = ("countries", "languages", "currencies")
_ALIASES = {"territories": "countries", "country": "countries"}

# Territories whose name in the CLDR no newspaper writes.
_UNLIKE_PRESS = frozenset({"CD", "CG", "KR", "PS"})
_PARENTHESES = re.compile(r"\s*[(（].*?[)）]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# A language of so many syllables is not met by chance.
_LONG = 4
# A language named after its territory shares so many letters with it: Kazakh, Kazakhstan.
_SHARED = 4


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be added to a glossary.

    ``forms`` maps language codes, Korean included, to variants, the preferred one first.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: str
    policy: Policy
    context: tuple[str, ...] = ()
    note: str = ""


def cldr_rows(only: Collection[str] = ()) -> list[NewRow]:
    """The rows for the parts named (``countries``, ``languages``, ``currencies``), all by default.

    Raises UsageError for another part.
    """
    asked = {_ALIASES.get(part, part) for part in only} or set(PARTS)
    for part in asked:
        if part not in PARTS:
            raise UsageError(
                f"the CLDR import has no '{part}'{did_you_mean(part, PARTS)} (known: {', '.join(PARTS)})"
            )
    names = _Names()
    makers: dict[str, Callable[[_Names], Iterator[NewRow]]] = {
        "countries": _countries,
        "languages": _languages,
        "currencies": _currencies,
    }
    return [row for part in PARTS if part in asked for row in makers[part](names)]


class _Names:
    """The display names of the three languages."""

    def __init__(self) -> None:
        from babel import Locale

        self.ko, self.en = Locale("ko"), Locale("en")
        self.zh = Locale.parse("zh_Hans")

    def units(self, currency: str) -> tuple[str, ...]:
        """A currency's English name for one and for many: ``US dollar``, ``US dollars``."""
        plurals = self.en._data["currency_names_plural"].get(currency, {})
        return tuple(dict.fromkeys(plurals[key] for key in ("other", "one") if key in plurals))

    def adjectives(self, territory: str) -> tuple[str, ...]:
        """English adjectives of a territory: what its own money and its language are called."""
        from babel.languages import get_official_languages
        from babel.numbers import get_territory_currencies

        found: list[str] = []
        former = (code for code in self.en._data["currency_names_plural"] if code.startswith(territory))
        for code in (*get_territory_currencies(territory), *former):
            name = next(reversed(self.units(code)), "") if code.startswith(territory) else ""
            # US dollar, South Korean won, Israeli new shekel: the unit is in small letters.
            leading = re.match(r"(?:[A-Z][\w-]+ )+(?=[a-z])", name)
            if leading and leading.group().split()[0] not in words.NOT_NATIONALITIES:
                found.append(leading.group().strip())
                break
        territory_name = self.en.territories[territory]
        for code in get_official_languages(territory):
            language = self.en.languages.get(code, "")
            shared = len(language) >= _SHARED and language[:_SHARED] == territory_name[:_SHARED]
            if shared and " " not in territory_name:
                found.append(language)
        return tuple(found)


def _alpha2(names: _Names) -> list[str]:
    return [str(code) for code in names.en.territories if re.fullmatch("[A-Z]{2}", str(code))]


def _row(
    korean: Sequence[str],
    english: Sequence[str],
    chinese: Sequence[str],
    kind: str,
    code: str,
    policy: Policy = Policy.CHECK,
    context: str = "",
) -> NewRow:
    forms = {
        language: tuple(dict.fromkeys(form for form in found if form))
        for language, found in (("ko", korean), ("en", english), ("zh-Hans", chinese))
    }
    return NewRow(forms, kind, policy, tuple(filter(None, context.split("|"))), f"CLDR {code}")


def _spelt(name: str) -> tuple[str, ...]:
    """An English name as newspapers write it, then as the CLDR has it."""
    plain = _PARENTHESES.sub("", name).replace("&", "and").replace("’", "'")
    plain = plain.removesuffix(" SAR China")
    return plain, name.replace("’", "'")


def _countries(names: _Names) -> Iterator[NewRow]:
    for code in sorted(names.ko.territories):
        if not re.fullmatch("[A-Z]{2}", code) or code in words.NOT_PLACES:
            continue
        korean, english, chinese = (locale.territories.get(code) for locale in (names.ko, names.en, names.zh))
        if not (korean and english and chinese):
            continue
        korean = _PARENTHESES.sub("", korean)
        ours = [cell.split("|") for cell in words.TERRITORY_FORMS.get(code, ("", "", ""))]
        # Where press has another name than the CLDR it comes first: Hong Kong, not its status.
        official = "(" in names.ko.territories[code] or code in _UNLIKE_PRESS
        spelt = [*ours[1], english] if code in _UNLIKE_PRESS else [_spelt(english)[0], *ours[1]]
        yield _row(
            [*ours[0], korean] if official else [korean, *ours[0]],
            [*spelt, *_spelt(english)[1:], *names.adjectives(code)],
            [*ours[2], chinese] if official and code != "KR" else [chinese, *ours[2]],
            "place",
            code,
            context=words.TERRITORY_CONTEXT.get(korean, ""),
        )


def _languages(names: _Names) -> Iterator[NewRow]:
    official = _official_languages(names)
    for code in sorted(names.ko.languages):
        korean, english, chinese = (locale.languages.get(code) for locale in (names.ko, names.en, names.zh))
        if not (korean and english and chinese) or "_" in code or code in words.NOT_LANGUAGES:
            continue
        if "(" in korean or "(" in english or _LATIN_LETTER.search(korean):
            continue
        known = code in official or len(korean.replace(" ", "")) >= _LONG
        policy = Policy.CHECK if known and len(korean) > 1 else Policy.SUGGEST
        yield _row(re.split(r";\s*", korean), _spelt(english), [chinese], "language", code, policy)


def _official_languages(names: _Names) -> set[str]:
    from babel.languages import get_official_languages

    return {code for territory in _alpha2(names) for code in get_official_languages(territory)}


def _currencies(names: _Names) -> Iterator[NewRow]:
    from babel.numbers import get_territory_currencies

    tender = {currency for code in _alpha2(names) for currency in get_territory_currencies(code)}
    for code in sorted(tender):
        korean, chinese = (locale.currencies.get(code) for locale in (names.ko, names.zh))
        english = names.units(code)
        if not (korean and chinese and english):
            continue
        shorter = korean.removesuffix("화")
        spelt = [form.replace("&", "and") for form in english]
        # A later mention is the unit alone.
        units = [form.rsplit(" ", 1)[-1] for form in spelt]
        yield _row([korean, shorter, f"{shorter}화"], [*spelt, *units], [chinese], "currency", code)
