"""Repairs never write a name twice: over every person of the shipped glossary, however the answer spells it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bilingual.article import Policy, TermMatch
from bilingual.chinese_scripts import converted
from bilingual.terminology import Entry, Matcher, load_glossary
from bilingual.terminology.pinning import PLAIN, missing, prepare, repair, restore

from .conftest import ROOT

GLOSSARY = load_glossary([ROOT / "glossary" / "entities.csv"])
MATCHER = Matcher(GLOSSARY)
PERSONS = [entry for entry in GLOSSARY.entries if entry.kind == "person"]


def repaired(source: str, answer: str, target: str) -> tuple[str, list[str]]:
    matches = [m for m in MATCHER.find(source, "ko", [target]) if m.policy is Policy.PIN]
    return _made(source, answer, target, matches)


def _made(source: str, answer: str, target: str, matches: list[TermMatch]) -> tuple[str, list[str]]:
    text = repair(restore(prepare(source, matches, target, PLAIN), answer), matches, target)
    return text, [match.source for match in missing(text, matches, target)]


def cases(entry: Entry, target: str) -> Iterator[tuple[str, str]]:
    """The full name as the glossary has it, and a wrong spelling of it."""
    forms = entry.forms.get(target, ())
    if len(forms) < 2:
        return
    full = forms[0]
    if target == "en" and " " in full:
        first, *others = full.split()
        rest = " ".join(others)
        for name in (
            f"{first[:-1]}x {rest}",
            f"{'W' if first[0] != 'W' else 'V'}{first[1:]} {rest}",
            f"{first[0]}. {rest}",
            f"{first[0]}. {first[0]}. {rest}",
            f"{first} J. {rest}",
            f"{first[:2]}h{first[2:]} {rest}",
            f"{first} Petrovich {rest}",
            f"{rest} {first}",
            f"{first}-{rest}",
            f"Bartholomew {rest}",
            f'{first} "Bo" {rest}',
        ):
            yield full, name
            yield full, name.lower()
            yield full, name.upper()
    elif target != "en" and "·" in full:
        first, *others = full.split("·")
        rest = "·".join(others)
        for name in (
            f"某{first[1:]}·{rest}",
            f"{first[:-1]}某·{rest}",
            f"{first[0]}·{rest}",
            f"V.·{rest}",
            f"{first[:-1]}某・{rest}",
            f"{first[:-1]}某 · {rest}",
            f"{first[:-1] or first}某{rest}",
            f"米尔顿·{rest}",
            f"{rest}·{first}",
            full,
        ):
            yield full, name
            yield full, converted(name, "zh-Hant")


@pytest.mark.parametrize("target", ["en", "zh-Hans"])
def test_no_name_of_the_glossary_is_doubled(target: str) -> None:
    before, after = ("president ", " said.") if target == "en" else ("总统", "说。")
    wrong, whole, count = [], 0, 0
    for entry in PERSONS:
        source = f"{entry.forms['ko'][0]} 씨는 말했다."
        found = MATCHER.find(source, "ko", [target], " ".join(entry.context))
        matches = [match for match in found if match.policy is Policy.PIN]
        for full, name in cases(entry, target) if matches else ():
            count += 1
            text, lost = _made(source, f"{before}{name}{after}", target, matches)
            left = text.removeprefix(before).removesuffix(after)
            forms = entry.forms[target]
            if full in text:
                whole += 1
                if left != full:
                    wrong.append((name, text))
            else:
                told = lost or any(form in text for form in forms)
                longer = len(text) > len(name) + len(before) + len(after) + 1
                wrong += [(name, text)] if longer or not told else []
    assert wrong == []
    assert count > 1500
    assert whole > count // 2


@pytest.mark.parametrize(
    ("source", "target", "answer", "expected"),
    [
        ("블라디미르 푸틴 대통령", "en", "President Wladimir Putin met", "President Vladimir Putin met"),
        ("블라디미르 푸틴 대통령", "en", "president vladimir putin met", "president Vladimir Putin met"),
        ("블라디미르 푸틴 대통령", "en", "French papers say President Putin met", "French papers say President Vladimir Putin met"),
        ("블라디미르 푸틴 대통령", "en", "Biden Slams Putin Over War", "Biden Slams Putin Over War"),
        ("도널드 트럼프", "en", "Donald J. Trump’s aide", "Donald Trump’s aide"),
        ("볼로디미르 젤렌스키", "en", "Volodymir Zelenskyy spoke", "Volodymyr Zelenskyy spoke"),
        ("블라디미르 푸틴", "zh-Hans", "总统弗拉迪米尔·普京说", "总统弗拉基米尔·普京说"),
        ("블라디미르 푸틴", "zh-Hans", "总统弗·弗·普京说", "总统弗拉基米尔·普京说"),
        ("블라디미르 푸틴", "zh-Hans", "弗拉基米爾·普京說", "弗拉基米尔·普京說"),
        ("유엔 특사", "en", "the UN's envoy", "the United Nations' envoy"),
        ("집단안보조약기구 회원국", "en", "an csto member", "a CSTO member"),
        ("집단안보조약기구 회원국", "en", "An the CSTO member", "A CSTO member"),
        ("집단안보조약기구 회원국", "en", "The a CSTO member", "The CSTO member"),
        ("하마스", "en", "said the a Hamas man", "said the Hamas man"),
        ("세계보건기구", "en", "the WHO (World Health Organization, WHO) said", "the WHO said"),
        ("하마스는 잃었지만 하마스는", "en", "Hamas Hamas lost but Hamas Hamas said", "Hamas lost but Hamas said"),
        ("하마스는 잃었지만 하마스는", "en", "Hamas lost but Hamas, Hamas said", "Hamas lost but Hamas, Hamas said"),
        ("집단안보조약기구", "en", "Collective Security Treaty Organization (CSTO) (집단안보조약기구) left", "Collective Security Treaty Organization (CSTO) left"),
    ],
)  # fmt: skip
def test_repairs(source: str, target: str, answer: str, expected: str) -> None:
    assert repaired(source, answer, target) == (expected, [])


def test_somebody_else_s_name_is_left_and_told() -> None:
    text = "in Moscow the feared Boris Putin spoke to the crowd"
    assert repaired("블라디미르 푸틴은 말했다", text, "en") == (text, ["블라디미르 푸틴"])
    text = "总统鲍里斯·普京说"
    assert repaired("블라디미르 푸틴은 말했다", text, "zh-Hans") == (text, ["블라디미르 푸틴"])


def test_a_word_that_goes_on_as_the_name_does_is_no_half_of_it() -> None:
    match = TermMatch("누리호", 0, 3, Policy.PIN, {"en": "Nuri rocket"}, {"en": ("Nuri rocket", "Nuri")})
    assert repair("Nuri rocketword flew", [match], "en") == "Nuri rocketword flew"
    assert repair("Nuri flew", [match], "en") == "Nuri rocket flew"
