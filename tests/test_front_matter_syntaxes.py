"""Posts of Hugo and Hexo: front matter in TOML and JSON, read by line and written back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Role, Segment, Status, Target
from bilingual.cleaning import clean, judge
from bilingual.errors import OutputError, SourceError
from bilingual.publishing import render
from bilingual.publishing.other_front_matter import replace_json, replace_toml
from bilingual.reading import parse
from bilingual.segmenting import segment

BODY = "\n첫 문단은 회의를 전한다. 둘째 문장도 있다.\n\n둘째 문단은 결과를 전한다.\n"
TOML = """\
+++
# 주석
title = '국회, 예산안 통과' # 제목
date = 2024-05-06T07:08:09+09:00
tags = [
  "국회", "예산",
  "title = 'no'",
]
excerpt = \"\"\"
국회는 어제
예산안을 통과시켰다.\"\"\"
draft = false
[params]
title = "다른 제목"
+++
"""
JSON = """\
{
  "date": "2024-05-06",
  "params": {"title": "다른 제목"},
  "title": "국회, 예산안 \\"통과\\"",
  "tags": ["국회", "예산"]
}
"""
HEXO = '"title": "국회, 예산안 통과",\n"date": "2024/05/06",\n"params": {"title": "다른 제목"}\n;;;\n'


def places(text: str) -> list[tuple[str, int | None, str]]:
    return [(b.path, b.line, b.text) for b in parse(text.encode(), "a.md").blocks if b.path.count("/")]


def translated(text: str, title: str) -> str:
    article = segment(clean(judge(parse(text.encode(), "a.md"))))

    def target(one: Segment) -> Mapping[str, Target]:
        role = next(block.role for block in article.blocks if block.id == one.block)
        return {"en": Target(title if role is Role.TITLE else "Text.", Status.TRANSLATED)}

    done: Article = replace(
        article, targets=("en",), segments=tuple(replace(s, targets=target(s)) for s in article.segments)
    )
    return render(done, "md")["en.md"].decode()


def test_toml_by_line() -> None:
    article = parse((TOML + BODY).encode(), "a.md")
    assert (article.source.kind, article.source.front_matter_syntax) == ("post", "toml")
    assert article.source.front_matter == TOML.removeprefix("+++\n").removesuffix("+++\n")
    assert places(TOML + BODY) == [
        ("front_matter/title", 3, "국회, 예산안 통과"),
        ("front_matter/excerpt", 9, "국회는 어제 예산안을 통과시켰다."),
    ]
    assert [b.line for b in article.blocks if b.path == "front_matter"] == [
        1,
        2,
        4,
        5,
        6,
        7,
        8,
        12,
        13,
        14,
        15,
    ]
    body = [(b.id, b.line) for b in article.blocks if not b.path.startswith("front_matter")]
    assert body == [("1", 17), ("2", 19)]


def test_json_by_line() -> None:
    article = parse((JSON + BODY).encode(), "a.md")
    assert article.source.front_matter_syntax == "json"
    assert places(JSON + BODY) == [
        ("front_matter/date", 2, "2024-05-06"),
        ("front_matter/title", 4, '국회, 예산안 "통과"'),
    ]
    assert [b.line for b in article.blocks if not b.path.startswith("front_matter")] == [8, 10]


def test_json_on_one_line_and_hexo() -> None:
    article = parse(('{"title": "제목", "date": "2024", "n": 1}\n' + BODY).encode(), "a.md")
    assert [(b.id, b.text) for b in article.blocks][:2] == [("f1", "제목"), ("f1v2", "2024")]
    article = parse((HEXO + BODY).encode(), "a.md")
    assert article.source.front_matter_syntax == "hexo"
    assert places(HEXO + BODY)[0] == ("front_matter/title", 1, "국회, 예산안 통과")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (TOML, ("title = '국회, 예산안 통과'", 'title = "It\'s \\"passed\\""')),
        (JSON, ('"title": "국회, 예산안 \\"통과\\""', '"title": "It\'s \\"passed\\""')),
        (HEXO, ('"title": "국회, 예산안 통과"', '"title": "It\'s \\"passed\\""')),
    ],
    ids=["toml", "json", "hexo"],
)
def test_the_front_matter_comes_back_with_the_title_translated(text: str, changed: tuple[str, str]) -> None:
    written = translated(text + BODY, 'It\'s "passed"')
    expected = text.replace(*changed)
    head = expected.partition("excerpt")[0]
    assert written.startswith(head)
    assert "다른 제목" in written
    again = parse(written.encode(), "a.md")
    assert (
        again.source.front_matter_syntax == parse((text + BODY).encode(), "a.md").source.front_matter_syntax
    )
    assert [b.text for b in again.blocks if b.path == "front_matter/title"] == ['It\'s "passed"']


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("+++\ntitle = '제목'\n\n", r"a\.md:1: .*'\+\+\+' is never closed"),
        ('{"title": "제목"} 본문\n', r"a\.md:1: text after"),
        ('{"a": ' + "[" * 100_000 + "\n", r"a\.md:1: malformed"),
    ],
)
def test_malformed_front_matter_names_its_line(text: str, where: str) -> None:
    with pytest.raises(SourceError, match=where) as error:
        parse(text.encode(), "a.md")
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "where", "title"),
    [
        ("+++\ntitle = '제목'\ndate = \n+++\n본문\n", "a.md:3: malformed", "제목"),
        ("+++\ntitle = 울산 공장\n+++\n본문\n", "a.md:2: malformed", "울산 공장"),
        ("+++\na = " + "[" * 5000 + "\ntitle = '제목'\n+++\n본문\n", "a.md:2: malformed", None),
        ('{\n "title": "제목",\n "date" 3\n}\n본문\n', "a.md:3: malformed", "제목"),
        (
            '{\n "title": "제목",\n "x": {\n  "title": "속"\n }\n "tags": [\n"가"\n]\n|\n본문\n',
            "a.md:6: malformed",
            "제목",
        ),
        ('{"title": "제목"\n\n본문\n', "a.md:3: malformed", "제목"),
        ('"title": "제목"\n"date": 1\n;;;\n본문\n', "a.md:2: malformed", "제목"),
    ],
)
def test_a_broken_line_costs_no_more_than_itself(text: str, where: str, title: str | None) -> None:
    article = parse(text.encode(), "a.md")
    assert article.warnings[0].startswith(where)
    assert title in (None, *(b.text for b in article.blocks if b.path == "front_matter/title"))
    assert article.blocks[-1].text == "본문"
    from bilingual.publishing.post import _FENCES

    opened, closed = _FENCES[article.source.front_matter_syntax]
    again = parse(f"{opened}\n{article.source.front_matter}{closed}\n본문\n".lstrip("\n").encode(), "a.md")
    assert again.warnings == ()


@pytest.mark.parametrize(
    "text", ["+++\n끝\n", "+++ 속보 +++\n본문\n", "{속보} 국회\n", '"인용": 말했다.\n', "{% if x %}\n글\n"]
)
def test_a_text_that_only_looks_like_it(text: str) -> None:
    article = parse(text.encode(), "a.txt")
    assert article.source.kind == "text"


@given(
    st.text(min_size=1, max_size=30).filter(lambda t: t.strip()),
    st.sampled_from(['"x"', "'x'", '"""\nx"""', "'''x'''"]),
)
def test_any_text_goes_into_toml(value: str, old: str) -> None:
    value = value.encode("utf-8", "replace").decode()
    new = replace_toml(f"a = 1\ntitle = {old} # c\n[t]\ntitle = 'x'\n", {"title": value, "none": "y"})
    said = tomllib.loads(new)
    assert said["title"].split() == value.split()
    assert (said["a"], said["t"], new.count("# c")) == (1, {"title": "x"}, 1 + value.count("# c"))


@given(st.text(min_size=1, max_size=30))
def test_any_text_goes_into_json(value: str) -> None:
    new = replace_json('{"t": {"title": "x"}, "title": "x", "z": [1.50]}', {"title": value})
    assert json.loads(new)["title"].split() == value.split()
    assert new.startswith('{"t": {"title": "x"}, ')
    assert new.endswith('"z": [1.50]}')


def test_what_is_not_front_matter_is_told() -> None:
    for replaced in (replace_toml, replace_json):
        with pytest.raises(OutputError, match="cannot be read"):
            replaced("a b c", {"title": "x"})
