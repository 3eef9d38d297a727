"""What matching skips to be fast changes nothing: every shortcut beside the long way."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.article import Policy, TermMatch
from bilingual.terminology import Entry, Matcher, load_glossary
from bilingual.terminology.boundaries import _Judge
from bilingual.terminology.bylines import in_byline, may_hold_byline
from bilingual.terminology.folding import ADDRESS, fold
from bilingual.terminology.index import Index
from tests.labelled_sentences import DATA

_SHIPPED = Path(__file__).resolve().parents[1] / "glossary" / "entities.csv"
_MATCHER = Matcher(load_glossary([DATA / "glossary.csv", _SHIPPED]))
_TARGETS = ("en", "zh-Hans")
# Names, what stands before and after them, and what makes them parts of other words.
_KOREAN = st.lists(
    st.sampled_from(
        [
            "미국",
            "중국",
            "인도",
            "이란",
            "수단",
            "대만",
            "러시아",
            "유엔",
            "나토",
            "이재명",
            "토카예프",
            "아베신조",
            "총리",
            "외교부",
            "의장",
            "중국인",
            "인민은행",
            "대",
            "반",
            "주",
            "친",
            "범",
            "3년",
            "2024년",
            "기",
            "비",
            "은",
            "는",
            "의",
            "에서",
            "으로",
            "과",
            "와",
            "이라고",
            "인",
            "측",
            "간",
            "부",
            "장",
            "관",
            "서",
            "기자",
            "특파원",
            "글",
            "UN",
            "CSTO",
            "(",
            ")",
            "·",
            "-",
            "@",
            ".",
            ",",
            "'",
            "”",
            "美",
            "中",
            "日",
            "對",
            "韓",
            " ",
            " ",
            " ",
            "\n",
        ]
    ),
    max_size=14,
).map("".join)


@given(_KOREAN)
@example("기대만큼 미국중국 인도주의")
@settings(max_examples=400, deadline=None)
def test_places_left_out_unseen_are_no_matches(text: str) -> None:
    # Who listens for refusals is told of every candidate; nobody else's are all judged.
    told: list[str] = []
    listened = _MATCHER.find(text, "ko", _TARGETS, "", lambda _, form, why: told.append(form.text + why))
    assert _MATCHER.find(text, "ko", _TARGETS) == listened


@given(st.text(st.sampled_from("가힣미국 A bZ,.-~/@‘’“”…中国\n\u00a0ＡΣİé한\u11ab\u1112"), max_size=30))
def test_folding_ordinary_text_is_folding(text: str) -> None:
    # An invisible mark at the end leads any text the long way round.
    short, long = fold(text), fold(text + "\u2060")
    assert (short.base + "\u2060", short.skeleton) == (long.base, long.skeleton)
    assert [*short.cuts, len(short.skeleton)] == long.cuts
    assert [short.original(at, at + 1) for at in range(len(short.base))] == [
        long.original(at, at + 1) for at in range(len(short.base))
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "이재명",
                "김철수",
                "기자",
                "기자회견",
                "특파원",
                "통신원",
                "논설위원",
                "앵커",
                "아나운서",
                "PD",
                "피디",
                "글",
                "정리",
                "취재",
                "촬영",
                "선임",
                "워싱턴",
                "a.b@yna.co.kr",
                "[",
                "]",
                "(",
                ")",
                "=",
                "·",
                ",",
                "/",
                ".",
                "대통령",
                " ",
                " ",
            ]
        ),
        max_size=8,
    ).map("".join),
    st.sampled_from(["", "글 ", "기자 ", "촬영 "]),
)
@settings(max_examples=400)
def test_every_byline_holds_one_of_its_words(after: str, before: str) -> None:
    text = f"{before}이재명{after}"
    start = len(before)
    if in_byline(text, start, start + 3):
        assert may_hold_byline(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "http",
                "s://",
                "www",
                "WWW",
                ".",
                "@",
                "un",
                "kr",
                "com",
                "중국",
                " ",
                "\xa0",
                "é",
                "/",
                "-",
                "9",
                '"',
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=400)
def test_every_address_is_looked_for(text: str) -> None:
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    judge = _Judge(text, "en", None)
    for at, char in enumerate(text):
        if char.isalnum() and char.isascii():
            assert judge._in_address(at) == any(low <= at < high for low, high in addresses)


def test_matches_are_whole_values() -> None:
    (match,) = _MATCHER.find("미국은", "ko", _TARGETS)
    made = TermMatch(
        match.source,
        match.start,
        match.end,
        match.policy,
        match.targets,
        match.accepted,
        match.first,
        match.kind,
        match.note,
        match.entry,
    )
    assert match == made
    assert repr(match) == repr(made)
    assert replace(match, policy=Policy.PIN).policy is Policy.PIN
    assert pickle.loads(pickle.dumps(match)) == copy.copy(match) == made


# Letters whose two bytes are also the end of one letter and the beginning of another, and one of four bytes.
_LETTERS = st.text(st.sampled_from("가각갬겯곬\u00acꂬ갂갊𠀋"), min_size=1, max_size=3)


@given(
    st.lists(_LETTERS, min_size=1, max_size=4, unique=True),
    st.text(st.sampled_from("가각갬겯곬\u00acꂬ갂갊𠀋 "), max_size=20),
)
@example(["각가"], "가각가가")
@example(["갬"], "ꂬ겯𠀋갬갬")
def test_letters_of_two_and_four_bytes_are_found_where_they_stand(forms: list[str], text: str) -> None:
    entries = tuple(Entry({"ko": (form,), "en": ("X",)}, Policy.PIN, boundary="any") for form in forms)
    folded = fold(text)
    skeleton = folded.skeleton
    index = Index(entries, "ko")
    found = {
        (folded.base[low:high].replace(" ", ""), low - text.count(" ", 0, low))
        for low, high, _ in index.hits(folded, index.places(skeleton), True)
    }
    assert found == {
        (form, at) for form in forms for at in range(len(skeleton)) if skeleton.startswith(form, at)
    }
