"""What lines outside the article are, by the learnt weights of all that stands around them."""

from __future__ import annotations

import struct
import tomllib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Block, Role
from bilingual.cleaning import furniture
from bilingual.cleaning.shape import Line

KO = (
    "솔밭시는 내년부터 버스 요금을 받지 않는다고 4일 밝혔다.",
    "예산은 1200억 원이며 시의회가 다음 달에 심의한다.",
    "주민들은 대체로 반긴다고 시 관계자가 말했다.",
)
LISTED = (
    "강변 둑길 새로 단장해 시민에게 열어",
    "올해 첫 눈 작년보다 열흘 늦어",
    "항구 물동량 석 달째 늘어 최대치",
)


def _line(text: str, role: Role, rule: str = "", placed: bool = False, keep: bool = False) -> Line:
    line = Line.of(Block("x", text, 1))
    line.settle(role, rule, keep)
    line.placed = placed
    return line


def _page() -> list[Line]:
    return [
        *(_line(text, Role.BODY, "running text", keep=True) for text in KO),
        _line("copyright", Role.COPYRIGHT, "ban on reuse"),
        *(_line(text, Role.NAV, "after the text", placed=True) for text in LISTED),
    ]


def test_headlines_below_the_text_are_other_articles_though_they_were_taken_for_a_menu() -> None:
    body = _page()
    furniture.settle_furniture(body)
    assert [line.role for line in body[4:]] == [Role.RELATED] * 3


def test_a_changed_role_is_explained_and_what_a_rule_settled_stands() -> None:
    body = _page()
    furniture.settle_furniture(body)
    assert {line.rule for line in body[4:]} == {"after the text; by what is around it related"}
    assert [(line.role, line.rule) for line in body[:4]] == [
        *[(Role.BODY, "running text")] * 3,
        (Role.COPYRIGHT, "ban on reuse"),
    ]


def test_a_page_with_more_guesses_than_any_news_page_is_left_alone() -> None:
    body = [
        _line("가나 다라", Role.RELATED, "after the text", placed=True) for _ in range(furniture.MOST + 1)
    ]
    furniture.settle_furniture(body)
    assert {line.rule for line in body} == {"after the text"}


def test_a_page_of_nothing_and_a_page_without_an_article() -> None:
    furniture.settle_furniture([])
    body = [_line("로그인", Role.OTHER, "outside the article", placed=True)]
    furniture.settle_furniture(body)
    assert body[0].role in furniture.ROLES


def test_names_of_elements_without_end_are_not_held() -> None:
    tables = furniture.Tables[tuple[str, ...]](tuple)
    for n in range(1000):
        assert tables.tag(f"x{n}") == (f"element x{n}",)
        tables.near("K" * (n % 9) + chr(0x4E00 + n))
    assert len(tables._tags) < 1000


_WEIGHTS = st.lists(st.lists(st.integers(-3000, 3000), min_size=10, max_size=10), min_size=1, max_size=40)


@given(_WEIGHTS)
def test_sums_of_packed_weights_are_those_of_the_roles(signs: list[list[int]]) -> None:
    total = sum(map(furniture.packed, signs))
    lanes = struct.unpack("<10I", total.to_bytes(40, "little"))
    sums = [sum(sign[n] for sign in signs) for n in range(10)]
    assert [lane - lanes[0] for lane in lanes] == [one - sums[0] for one in sums]
    # Alone in its row a line goes by its own sum.
    assert furniture.likeliest([7], [total]) == [furniture.ROLES[sums.index(max(sums))]]


def test_every_weight_that_is_shipped_fits_its_place() -> None:
    text = (files("bilingual.cleaning") / "furniture_weights.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    assert read["roles"] == [role.value for role in furniture.ROLES]
    for sign, weights in read["weights"].items():
        assert len(weights) == len(furniture.ROLES), sign
        assert max(map(abs, weights)) < 1 << 14, sign
