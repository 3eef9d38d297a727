"""Front matter read line by line says what a whole YAML parser says, or nothing; keys that stand twice are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.reading import front_matter, parse
from bilingual.reading.plain_yaml import plain_values

LINES = st.sampled_from(
    [
        "title:",
        "date:",
        "a-b:",
        "가:",
        "- 하나",
        "  - 둘",
        "    - 셋",
        "  k: 글",
        "",
        "  ",
        "# 말",
        "  # 말",
        "...",
    ]
)
VALUES = (
    st.sampled_from(
        [
            "제목",
            "［韓流］ 말!",
            "a: b",
            "a #b",
            "a#b",
            "'글'",
            "'it''s'",
            '"글"',
            '"a\\u00e9"',
            "[가, 나]",
            "[]",
            "[가,]",
        ]
    )
    | st.sampled_from(
        [
            ">",
            "|",
            ">-",
            "|2",
            "yes",
            "Null",
            "~",
            "3",
            "0x1f",
            "1e3",
            "2024-05-06",
            "2024-05-06 10:00:00 +0900",
        ]
    )
    | st.sampled_from(
        [
            "http://a.kr/b",
            "/a.jpg",
            "글:",
            "&a 글",
            "*a",
            "!t 글",
            "- 글",
            "? 글",
            "{a: b}",
            "a, b",
            "@a",
            "`a",
            "글 \t",
            "ﬁ\u00a0",
        ]
    )
)
YAML = st.lists(
    LINES
    | st.tuples(st.sampled_from(["title: ", "excerpt: ", "a:", "  k: ", "- ", "  ", " "]), VALUES).map(
        "".join
    )
    | st.text(alphabet="aé글:#-'\"[]>| \t", max_size=12),
    max_size=8,
)


@given(YAML)
def test_the_short_way_says_what_the_long_way_says(lines: list[str]) -> None:
    values = plain_values(lines)
    if values is None:
        return
    raw = "".join(f"{line}\n" for line in lines)
    whole = list(front_matter._composed(front_matter._compose(raw)))
    assert list(front_matter._blocks(values, lines, 99)) == list(front_matter._blocks(whole, lines, 99))
    assert [(value.key, value.text is None) for value in values] == [
        (value.key, value.text is None) for value in whole if not value.style
    ] or any(value.style for value in whole)


def test_common_front_matter_goes_the_short_way() -> None:
    lines = [
        "layout: post",
        'title: "제목: 말"',
        "categories:",
        "  - News",
        "  - 국제",
        "tags: [가, 나]",
        "excerpt: >",
        "  첫째 줄: 말 # 아님",
        "",
        "  둘째 줄",
        "image: /assets/a.jpg",
        "date: 2024-05-06",
    ]
    assert plain_values(lines) is not None


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("---\ntitle: 하나\ntags: [가]\ntitle: 둘\n---\n글\n", ["a.md:4: the key 'title'"]),
        ("---\na: &x 1\ntitle: 하나\n\ntags:\n  - 가\ntags: 나\n---\n글\n", ["a.md:7: the key 'tags'"]),
        ('{"title": "하나",\n"title": "둘"}\n글\n', ["a.md:2: the key 'title'"]),
        ('"title": "하나",\n"a": 1,\n"title": "둘"\n;;;\n글\n', ["a.md:3: the key 'title'"]),
        ("---\n- 하나\n- 둘\n---\n글\n", ["a.md:1: a list, not front matter"]),
        ("---\n- title: 하나\n  date: 둘\n---\n글\n", ["a.md:1: a list, not front matter"]),
        ("---\n어느 날의 이야기\n---\n글\n", []),
        ("---\ntitle: 하나\nexcerpt: |\n  title: 둘\n---\n글\n", []),
    ],
)
def test_what_is_odd_in_front_matter_is_told(text: str, warnings: list[str]) -> None:
    article = parse(text.encode(), "a.md")
    assert len(article.warnings) == len(warnings)
    for told, expected in zip(article.warnings, warnings, strict=True):
        assert told.startswith(expected)
    assert article.blocks[-1].text == "글"


def test_both_values_of_a_key_that_stands_twice_are_blocks() -> None:
    blocks = parse('{"title": "하나",\n"title": "둘"}\n글\n'.encode(), "a.md").blocks
    assert [(b.text, b.line) for b in blocks if b.path == "front_matter/title"] == [("하나", 1), ("둘", 2)]


def test_front_matter_that_is_no_pairs() -> None:
    article = parse("---\n[a: b,\nccc: d]\n---\n글\n".encode(), "a.md")
    assert article.warnings == (
        "a.md:2: malformed front matter: no 'key: value' lines; only what could be read of it is kept",
    )
    assert article.source.front_matter == '# [a: b,\nccc: "d]"\n'
    assert article.blocks[-1].text == "글"
