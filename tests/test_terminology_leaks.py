"""No piece of a mark reaches a reader: it is made a term, taken out, or the answer is told to leak."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import TermMatch
from bilingual.terminology import Matcher, load_glossary, pinning
from bilingual.terminology.pinning import leaked, missing, prepare, repair, restore

SENTENCES = [
    "나토는 유엔과 푸틴을 [비판]했다.",
    "유엔과 나토",
    "푸틴은 'CSTO'를 (나토)와",
    " ".join(["나토"] * 40),
]
PIECE = re.compile(r"(?i)q\W{0,2}z|\[\s?\[|\]\s?\]")
SIDES = ["", "[[", "]]", "[", "]", "【【", "】】", "((", "))", "{{", "}}", " "]
GAPS = ["", "", "\u200b", "\u00ad", "-", "_", ".", "*", "/", " "]
CHANGES: dict[str, Callable[[str], str]] = {
    "known": lambda c: f"[[{c}]]",
    "glued ending": lambda c: c + "s",
    "glued article": lambda c: "the" + c,
    "glued in small letters": lambda c: c.lower() + "ed",
    "letters added": lambda c: f"[[{c}en]]",
    "a letter doubled": lambda c: f"[[{c}B]]",
    "letters added, no brackets": lambda c: c + "BB",
    "spelled": lambda c: f"[[Cue {c[1:]}]]",
    "spelled whole": lambda c: "cue zee bee",
    "translated": lambda c: f"[[群组{c[2:]}]]",
    "root only": lambda c: f"[[{c[:2]}]]",
    "root only, no brackets": lambda c: f" {c[:2]} ",
    "cut": lambda c: "[[" + c[0],
    "cut at the start": lambda c: c[-1] + "]]",
    "invisible": lambda c: "[[" + "\u200b".join(c) + "]]",
    "invisible in the brackets": lambda c: "\u200b[\u200b[" + c + "]\u200b]",
    "slashes": lambda c: "[[" + "/".join(c) + "]]",
    "empty": lambda c: "[[]]",
    "possessive": lambda c: f"[[{c}'s]]",
    "curly possessive": lambda c: f"[[{c}’s]]",
    "dot": lambda c: f"[[{c}.]]",
    "article": lambda c: f"[[the {c}]]",
    "plural": lambda c: f"[[{c}s]]",
    "number": lambda c: f"[[{c[:2]}2]]",
    "dotted": lambda c: f"Q. Z. {c[2:]}.",
    "escaped": lambda c: f"\\[\\[{c}\\]\\]",
}
RECOVERED = [
    "known", "glued ending", "glued article", "letters added", "invisible", "invisible in the brackets",
    "slashes", "possessive", "curly possessive", "dot", "article", "plural",
]  # fmt: skip


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("glossary") / "g.csv"
    path.write_text(
        "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,pin\n유엔,UN,联合国,organisation,pin\n"
        "푸틴,Putin,普京,person,pin\nCSTO,CSTO,集安组织,organisation,pin\n",
        encoding="utf-8",
    )
    return Matcher(load_glossary([path]))


def _answer(text: str, change: Callable[[str], str], target: str) -> str:
    changed = re.sub(r"\[\[(\w+)\]\]", lambda mark: change(mark[1]), text)
    return re.sub("[가-힣]+", " word " if target == "en" else "话", changed)


def _clean(text: str, source: str) -> bool:
    return PIECE.search(text) is None or PIECE.search(source) is not None


@pytest.mark.parametrize("target", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", CHANGES)
def test_no_piece_of_a_mark_is_left_untold(matcher: Matcher, name: str, target: str) -> None:
    for sentence in SENTENCES:
        matches = matcher.find(sentence, "ko", [target])
        prepared = prepare(sentence, matches, target, "protect")
        text = repair(restore(prepared, _answer(prepared.text, CHANGES[name], target)), matches, target)
        if not leaked(prepared, text):
            assert _clean(text, sentence), text
            assert "zee" not in text
        if name in RECOVERED:
            assert not leaked(prepared, text), text
            assert missing(text, matches, target) == (), text
            assert _clean(text, sentence), text


def _fuzzed(prepared: pinning.Prepared, data: st.DataObject) -> str:
    gap, side = st.sampled_from(GAPS), st.sampled_from(SIDES)
    end = st.sampled_from(["", "s", "'s", "ed", ".", "B", "en", "2"])

    def change(code: str) -> str:
        letters = code.lower() if data.draw(st.booleans()) else code
        cut = data.draw(st.integers(0, len(letters)))
        between = data.draw(gap)
        body = between.join(letters[: max(cut, 1)]) + data.draw(end)
        return f"{data.draw(side)}{between}{body}{between}{data.draw(side)}"

    return _answer(prepared.text, change, prepared.target)


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(SENTENCES[:3]), st.sampled_from(["en", "zh-Hans"]))
def test_a_misbehaving_engine_leaks_nothing_untold(
    matcher: Matcher, data: st.DataObject, sentence: str, target: str
) -> None:
    matches = matcher.find(sentence, "ko", [target])
    prepared = prepare(sentence, matches, target, "protect")
    text = repair(restore(prepared, _fuzzed(prepared, data)), matches, target)
    assert leaked(prepared, text) or _clean(text, sentence), text


def test_brackets_and_letters_of_the_source_are_no_leak(matcher: Matcher) -> None:
    source = "[[나토]]와 QZ8501"
    matches: tuple[TermMatch, ...] = matcher.find(source, "ko", ["en"])
    prepared = prepare(source, matches, "en", "protect")
    text = restore(prepared, prepared.text)
    assert text.startswith("[[NATO]]")
    assert text.endswith("QZ8501")
    assert not leaked(prepared, text)
    assert leaked(prepared, "[[NATO]] and zqfed")
    assert not leaked(prepared, "Jazz. Quiet")


def test_only_the_way_with_marks_leaks(matcher: Matcher) -> None:
    matches = matcher.find("나토는", "ko", ["en"])
    for way in ("native", "substitute", "plain"):
        assert not leaked(prepare("나토는", matches, "en", way), "qzfed [[")
    prepared = prepare("나토는", matches, "en", "protect")
    assert leaked(prepared, "qzfed")
    assert leaked(prepared, "a [[ b")
    assert not leaked(prepared, "Iraq. Zelensky spoke of Jacques Zidane.")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[[the QZB]] met", "the NATO met"),
        ("theQZB met", "the NATO met"),
        ("[[QZB's]] head", "NATO's head"),
        ("QZB's head", "NATO's head"),
        ("QZB-led", "NATO-led"),
        ("Talks [[Q", "Talks"),
        ("Talks [[]] end", "Talks end"),
        ("a () b [[QZ]] c", "a b c"),
    ],
)
def test_what_becomes_of_pieces(matcher: Matcher, answer: str, expected: str) -> None:
    matches = matcher.find("나토는", "ko", ["en"])
    assert restore(prepare("나토는", matches, "en", "protect"), answer) == expected
