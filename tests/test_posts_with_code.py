"""Code in posts: never translated, and back at its place in the post that is written."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bilingual import cleaning, segmenting
from bilingual.article import Article, Mark
from bilingual.publishing.article_json import to_json
from bilingual.publishing.markdown_inline import inline
from bilingual.publishing.page_model import Column
from bilingual.publishing.post import render
from bilingual.reading import parse

HEAD = "---\nlayout: post\ntitle: 코드 글\n---\n"


def cleaned(body: str, path: str = "a.md") -> Article:
    return segmenting.segment(cleaning.clean(cleaning.judge(parse((HEAD + body).encode(), path))))


def written(body: str, path: str = "a.md") -> str:
    return render(cleaned(body, path))["ko.md"].decode().removeprefix(HEAD + "\n")


@pytest.mark.parametrize(
    "code",
    [
        '```js\nconsole.log("x")\n\n# {{ page.title }}\n```',
        '~~~~ python title="a"\n```\n값 = 1  # 한국어\n~~~~',
        "    indented()\n\n    again()",
        "<pre><code>x &lt; 1\n\ny</code></pre>",
        "```\n{% raw %}\n{: .class }\n$$ x $$\n```",
    ],
)
def test_code_between_paragraphs_is_written_as_it_stands(code: str) -> None:
    body = f"첫 문장이 있다.\n\n{code}\n\n둘째 문장이 있다.\n"
    assert written(body) == body
    article = cleaned(body)
    assert [s.source for s in article.segments if s.block.isdigit()] == [
        "첫 문장이 있다.",
        "둘째 문장이 있다.",
    ]


def test_code_within_html_and_at_the_ends() -> None:
    body = '```\na\n```\n\n첫 문장이 있다.\n\n<div class="h"><pre>x\ny</pre></div>\n\n둘째다.\n\n    b()\n'
    assert written(body) == body.replace('<div class="h">', "").replace("</div>", "")


def test_code_in_items_of_a_list_stays_in_them() -> None:
    body = "- 하나\n\n  ```\n  a\n    b\n  ```\n\n- 둘\n  - 셋\n\n        c()\n\n끝 문장이다.\n"
    assert written(body) == (
        "-   하나\n\n    ```\n    a\n      b\n    ```\n\n-   둘\n    -   셋\n\n            c()\n\n끝 문장이다.\n"
    )


def test_prose_that_is_indented_is_translated_and_code_that_is_not_closed_is_code() -> None:
    body = "첫 문장이 있다.\n\n    들여 쓴 글이다.\n\n```\nx\n"
    assert written(body) == "첫 문장이 있다.\n\n들여 쓴 글이다.\n\n```\nx\n"


def test_inline_code_is_kept() -> None:
    assert "<code>x = 1</code>" in written("값은 `x = 1` 이라고 한다.\n")


def test_a_stranger_s_code_comes_along_unless_a_generator_would_run_it() -> None:
    body = "첫 문장이 있다.\n\n```\n{}\n```\n\n둘째 문장이 있다.\n"
    address = "https://example.com/a.md"
    assert "```\nx = 1\n```" in written(body.replace("{}", "x = 1"), address)
    assert "```" not in written(body.replace("{}", "{% include x %}"), address)
    assert "```" not in written(body.replace("{}", "<script>x()</script>"), address)


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("수소 버스", [(0, 5, "a"), (0, 5, "b"), (3, 5, "i")], "[**수소 *버스***](https://e.org/)"),
        ("울산 공장 재개", [(0, 8, "a"), (0, 8, "b"), (3, 5, "i")], "[**울산 *공장* 재개**](https://e.org/)"),
        ("“울산” 공장은", [(0, 7, "a"), (0, 7, "b")], "[**“울산” 공장**](https://e.org/)은"),
        ("울산", [(0, 2, "b"), (0, 2, "i")], "***울산***"),
        ("울산 공장", [(0, 5, "i"), (0, 2, "b")], None),
    ],
)
def test_bold_and_italic_letters_in_a_link(
    text: str, marks: list[tuple[int, int, str]], expected: str | None
) -> None:
    from markdown_it import MarkdownIt

    made = [
        Mark(f"m{n}", s, e, tag, "https://e.org/" if tag == "a" else None)
        for n, (s, e, tag) in enumerate(marks)
    ]
    said = inline(text, made)
    assert expected in (None, said)
    shown = MarkdownIt("commonmark").render(said)
    for tag in {"a": "a href", "b": "strong", "i": "em"}.items():
        assert (f"<{tag[1]}" in shown) == any(mark[2] == tag[0] for mark in marks)
    assert "*" not in shown


@pytest.mark.parametrize(
    ("text", "expected"), [("8.4MW", "8.4MW"), ("8. 끝", "8\\. 끝"), ("8)", "8\\)"), ("3)의", "3)의")]
)
def test_a_number_is_an_item_only_before_a_blank(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_what_is_no_yaml_is_not_called_so() -> None:
    text = parse("본문이 여기에 있다.\n".encode(), "a.txt")
    assert text.source.front_matter_syntax == ""
    made = cleaning.clean(cleaning.judge(parse('{\n"title": "제목"\n}\n본문이 있다.\n'.encode(), "a.md")))
    assert [b["tag"] for b in to_json(made)["blocks"]] == ["json", "p"]


def test_open_graph_knows_languages_with_their_countries() -> None:
    codes = ("ko", "en", "zh-Hans", "zh-Hant", "pt-BR")
    assert [Column(0, code, True).locale for code in codes] == ["ko_KR", "en_US", "zh_CN", "zh_TW", "pt_BR"]


def test_the_package_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "bilingual", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout[:10]) == (0, "bilingual ")
