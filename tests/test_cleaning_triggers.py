"""The words that are looked for before a rule is tried: they may save time, never change a verdict."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Article, Block, Role, Source
from bilingual.cleaning import default_rules, judge, parts, read_rules
from bilingual.cleaning.expressions import Candidates, Expression
from bilingual.cleaning.shape import Line
from bilingual.cleaning.triggers import folded, needs
from bilingual.errors import SourceError
from bilingual.reading import parse

ROOT = Path(__file__).resolve().parent.parent
RULES = default_rules()
EXPRESSIONS = [
    *(p for rule in (*RULES.lines, *RULES.parts, *RULES.headings) for p in rule.patterns),
    *RULES.credits,
    *RULES.bans,
]
WORDS = sorted({word for e in EXPRESSIONS for word in e.needs.words or ()})
PIECES = [
    *" .,:[](){}|0189年월일@다=-/\u00a0\u3000",
    "요.",
    "습니다",
    "• ",
    "Ä",
    "İ",
    "ı",
    "ſ",
    "\u212a",
    "Σ",
    "ς",
    "Ⓒ",
]
LINES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(PIECES),
        st.sampled_from(EXPRESSIONS)
        .flatmap(lambda e: st.from_regex(e.compiled))
        .map(lambda text: text[:200]),
        st.text(alphabet="가나다라 漢字新闻abcXYZ09.:[]@", max_size=12),
    ),
    min_size=1,
    max_size=5,
).map(lambda pieces: " ".join("".join(pieces).split("\n")))


# -- what an expression needs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "flags", "words"),
    [
        ("관련\\s*기사", 0, {"관련"}),
        ("[来來]源", 0, {"来源", "來源"}),
        ("(?:来|來)\\s*源?", 0, {"来", "來"}),
        ("(?:Copy)?Right", re.I, {"right"}),
        (r"한\s?줄\s평", 0, {"한줄 평", "한 줄 평"}),
        (r"가[\s,]나", 0, {"가 나", "가,나"}),
        ("가\u3000나", 0, {"가 나"}),
        (r"\s", 0, None),
        ("(?:기사|글){2,}", 0, {"기사", "글"}),
        ("x*|y", 0, None),
        ("(?:y)?", 0, None),
        ("[^a]b?", 0, None),
        (r"\d{4}", 0, None),
        ("(?=.*저장)", 0, {"저장"}),
        ("(?!저장)", 0, None),
        ("(", 0, None),
    ],
)
def test_the_words_that_a_match_must_hold(source: str, flags: int, words: set[str] | None) -> None:
    assert needs(source, flags).words == words


@pytest.mark.parametrize("space", list(" \t\n\x0b\x1f\x85\xa0\u2028\u3000"))
def test_white_space_of_every_kind_is_as_good_as_a_plain_space(space: str) -> None:
    candidates = Candidates([Expression(r"한\s?줄\s평")])
    line = f"한줄{space}평"
    assert candidates.of(line) == 1
    assert list(candidates.of_each(["평", line, "줄", "한", "줄 평"])) == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("source", "lead", "tail"),
    [
        ("^가", True, False),
        ("가$", False, True),
        ("(?:^가|^나)다$", True, True),
        ("^가|나", False, False),
        ("가$|나", False, False),
        (r"(?<=[.])\s*(?P<part>가)\s*$", False, True),
        ("(?m)^가$", False, False),
    ],
)
def test_where_an_expression_may_match(source: str, lead: bool, tail: bool) -> None:
    found = needs(source)
    assert (found.lead, found.tail) == (lead, tail)


_ATOMS = st.sampled_from(
    [*"ab가.|", "[ab]", "[^b]", "[a-c가]", r"\s", r"\w", r"\d", "K", "[kſ]", "ß", "σ", "\\."]
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}?", "{1}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?=.*(?:{one}))"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"^{one}"),
        inner.map(lambda one: f"{one}$"),
    )


@settings(max_examples=400)
@given(
    st.recursive(_ATOMS, _grow, max_leaves=8),
    st.text(alphabet="abcABC가나 .|kKſ\u212aßσςΣ9", max_size=12),
    st.sampled_from([0, re.I]),
)
def test_no_expression_matches_without_its_words(source: str, text: str, flags: int) -> None:
    found = needs(source, flags)
    for match in re.finditer(source, text, flags):
        assert found.words is None or any(word in folded(text) for word in found.words)
        assert not found.lead or match.start() == 0
        assert not found.tail or match.end() == len(text)
        assert found.least <= len(match[0]) <= found.most


def test_all_that_matches_a_letter_is_folded_to_it() -> None:
    every = "".join(map(chr, (n for n in range(sys.maxunicode + 1) if not 0xD800 <= n < 0xE000)))
    odd = "".join(char for char in every if not char.isascii() and char.lower() != char.upper())
    for letter in {char for word in WORDS for char in word if char.lower() != char.upper()}:
        for char in re.findall(re.escape(letter), odd + letter.upper() + letter, re.IGNORECASE):
            assert folded(char) == letter


# -- the rules that come with the program ------------------------------------------------------------------------


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda e: e.source[:40])
def test_every_expression_that_is_shipped_compiles(expression: Expression) -> None:
    assert expression.compiled.flags & re.UNICODE


def test_nearly_every_expression_that_is_shipped_can_be_looked_for() -> None:
    free = [e.source for e in EXPRESSIONS if e.needs.words is None]
    assert len(free) < len(EXPRESSIONS) / 10, free


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_what_matches_a_line_is_a_candidate(line: str) -> None:
    found = Candidates(EXPRESSIONS).of(line)
    for n, expression in enumerate(EXPRESSIONS):
        assert not expression.search(line) or found >> n & 1, expression


@pytest.mark.parametrize("at", [4090, 4095, 4096, 4097, 8190])
def test_a_word_is_found_wherever_it_stands_in_a_long_line(at: int) -> None:
    assert Candidates([Expression("무단전재")]).of("가" * at + "무단전재" + "가" * 5000) == 1
    assert Candidates([Expression("무단전재")]).of("가" * at + "무단" + "가" * 5000) == 0


# -- judging with and without ------------------------------------------------------------------------------------


def verdicts(data: bytes, name: str) -> list[tuple[object, ...]]:
    return [(b.role, b.keep, b.rule, b.parts) for b in judge(parse(data, name)).blocks]


def unfiltered(monkeypatch: pytest.MonkeyPatch, data: bytes, name: str) -> list[tuple[object, ...]]:
    with monkeypatch.context() as patch:
        patch.setattr(Candidates, "of", lambda self, text: -1)
        patch.setattr(parts, "matches", lambda expression, text: expression.finditer(text))
        return verdicts(data, name)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["page.txt", "page.md"]))
def test_a_page_is_judged_the_same_with_and_without(lines: list[str], name: str) -> None:
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as monkeypatch:
        try:
            want = unfiltered(monkeypatch, data, name)
        except SourceError:
            with pytest.raises(SourceError):
                verdicts(data, name)
            return
    assert verdicts(data, name) == want


PAGES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT.parent / "shared" / "corpus" / "pages").glob("*")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: Path(page).name)
def test_a_sample_page_is_judged_the_same_with_and_without(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = page.read_bytes()
    assert verdicts(data, page.name) == unfiltered(monkeypatch, data, page.name)


# -- long lines --------------------------------------------------------------------------------------------------


def found_in(text: str, role: Role = Role.BODY) -> list[tuple[str, Role]]:
    line = Line.of(Block("1", text, 1))
    line.role, line.keep = role, True
    parts.find_parts([line], RULES)
    return [(text[start:end], role) for start, end, role in sorted(line.parts)]


def test_the_pieces_of_a_long_line_are_found_at_its_ends_and_within() -> None:
    middle = "정부가 대책을 냈다. " * 500
    lead, question = "(서울=연합뉴스) 홍길동 기자 =", "기사를 번역해 드릴까요?"
    text = f"{lead} {middle}{question} {middle.strip()} hong@example.com"
    assert found_in(text) == [
        (lead, Role.DATELINE),
        (question, Role.OTHER),
        ("hong@example.com", Role.CONTACT),
    ]


def test_a_judged_line_keeps_all_that_reading_knew_of_it() -> None:
    given_values = {f.name: object() for f in fields(Block)}
    line = Line(Block(**given_values), role=Role.BODY, keep=True, rule="x")  # type: ignore[arg-type]
    want = replace(line.block, role=Role.BODY, keep=True, rule="x", parts=())
    assert all(getattr(line.judged(), f.name) is getattr(want, f.name) for f in fields(Block))


def test_a_rule_for_a_place_looks_there_whatever_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    rule = (
        '[[line]]\nname = "cell"\nrole = "promo"\npath = "Table\\\\d/.*"\nprose = true\npatterns = ["가"]\n'
    )
    path.write_text(rule, encoding="utf-8")
    rules = read_rules([path])
    blocks = (Block("1", "가나다라.", 1, "td", "Table1/r1"), Block("2", "가나다라.", 2, "td", "list1/i1"))
    article = judge(Article(Source("x", "0" * 64), blocks), rules)
    assert [block.rule == "own.toml: cell" for block in article.blocks] == [True, False]


def test_a_line_that_is_a_whole_page_is_looked_through_three_times_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentence = "강변 산책로의 가로등 40개가 이달 안에 새것으로 바뀐다고 구청이 12일 밝혔다. "
    text = sentence * 100
    asked: list[int] = []
    of = Candidates.of

    def counted(self: Candidates, told: str) -> int:
        asked.append(len(told))
        return of(self, told)

    monkeypatch.setattr(Candidates, "of", counted)
    judge(parse(text.encode(), "a.txt"))
    assert sum(length > len(text) // 2 for length in asked) <= 3
