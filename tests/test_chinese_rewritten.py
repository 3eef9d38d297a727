"""A line of the one Chinese script as the other writes it: characters, particles and quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Segment
from bilingual.chinese_scripts import rewritten
from bilingual.copying import without_engine


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("他說：「今天開始。」", "他说：“今天开始。”"),
        ("他說：「她講『好』。」", "他说：“她讲‘好’。”"),
        ("民眾看著大橋，等著通車", "民众看着大桥，等着通车"),
        ("意味著改革著重民生", "意味着改革着重民生"),
        ("這本著名的著作是他的原著", "这本著名的著作是他的原著"),
        ("世界名著與土著文化、貢獻卓著", "世界名著与土著文化、贡献卓著"),
        # Hong Kong tells the two apart itself.
        ("他拿着名著看着", "他拿着名著看着"),
        # Words stay what their author wrote.
        ("資訊軟體", "资讯软体"),
    ],
)
def test_a_traditional_line_in_simplified_characters(traditional: str, simplified: str) -> None:
    assert rewritten(traditional, "zh-Hans") == simplified
    target = without_engine(Segment("1", "1", traditional, "zh-Hant"), "zh-Hans")
    assert target is not None
    assert target.text == simplified


def test_a_simplified_line_keeps_its_marks() -> None:
    assert rewritten("他说：“看着龙门”", "zh-Hant") == "他說：“看着龍門”"


@settings(deadline=None)
@given(st.text(alphabet="「」『』著着原名看說说這軟體abc가나“”", max_size=30))
def test_nothing_moves(text: str) -> None:
    made = rewritten(text, "zh-Hans")
    assert len(made) == len(text)
    assert not set(made) & set("「」『』")
    assert rewritten(made, "zh-Hans").replace("着", "著") == made.replace("着", "著")
