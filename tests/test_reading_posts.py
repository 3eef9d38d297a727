"""Posts as Jekyll, Hexo and Hugo have them: what is text, what the generator is told, what is written again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Segment, Status, Target
from bilingual.cleaning import clean, judge
from bilingual.errors import SourceError
from bilingual.publishing.post import render
from bilingual.reading import parse


def article(body: str, name: str = "a.md") -> Article:
    return parse(body.encode("utf-8", "surrogatepass"), name)


def texts(body: str) -> list[str]:
    return [block.text for block in article(body).blocks]


def written(body: str, name: str = "a.md") -> str:
    return render(clean(judge(article(body, name))))["und.md"].decode()


# -- what the generator is told ----------------------------------------------------------------------------------

DIRECTIVES = [
    '{{< youtube id="abc" autoplay="true" >}}',
    "{{< youtube abc >}}",
    "{{% toc %}}",
    '{{< gallery\n  dir="/a"\n  hover="b" >}}',
    "{% asset_img a.jpg %}",
    "{% asset_img left a.jpg 400 300 %}",
    "{% post_link other 다른 글 %}",
    "{% include ad.html %}",
    "{%- assign x = 1 -%}",
    "{{ content }}",
    "{% raw %}{% endraw %}",
    "{% highlight ruby %}\nputs '안녕'\n\nputs 1\n{% endhighlight %}",
    "{% codeblock lang:js %}\nalert('말');\n{% endcodeblock %}",
    '{{< highlight go >}}\nfmt.Println("말")\n{{< /highlight >}}',
    "{{< mermaid >}}\n가 --> 나\n\n나 --> 다\n{{< /mermaid >}}",
    "<!--more-->",
    "<!-- more -->",
    "{:toc}",
    "$$\nx = \\frac{가}{2}\n$$",
    "[TOC]",
    "*[HTML]: 하이퍼텍스트",
]


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_a_directive_is_no_text_and_stays_in_the_post(directive: str) -> None:
    body = f"첫 문단이 여기에 있다.\n\n{directive}\n\n둘째 문단이 여기에 있다.\n"
    assert texts(body) == ["첫 문단이 여기에 있다.", "둘째 문단이 여기에 있다."]
    assert not article(body).warnings
    assert written(body) == body


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% blockquote 저자, 책 %}", "{% endblockquote %}"),
        ("{{% notice tip %}}", "{{% /notice %}}"),
        ("{{< details >}}", "{{< /details >}}"),
        ("{% if page.x %}", "{% endif %}"),
        ("{::nomarkdown}", "{:/}"),
    ],
)
def test_what_stands_between_paired_tags_is_text(opening: str, closing: str) -> None:
    body = f"앞 문단.\n\n{opening}\n안의 **문장**이다.\n{closing}\n\n뒤 문단.\n"
    assert texts(body) == ["앞 문단.", "안의 문장이다.", "뒤 문단."]
    assert written(body) == f"앞 문단.\n\n{opening}\n\n안의 **문장**이다.\n\n{closing}\n\n뒤 문단.\n"


def test_attributes_stay_with_the_lines_above() -> None:
    body = '문단이다.\n{: .lead}\n\n## 제목 {#id}\n\n![그림](a.png){: width="3"} 옆의 글\n\n* TOC\n{:toc}\n\n끝이다.\n'
    assert texts(body) == ["문단이다.", "제목", "그림", "옆의 글", "끝이다."]
    assert written(body).startswith("문단이다.\n{: .lead}\n\n## 제목\n")
    assert "\n\n* TOC\n{:toc}\n\n끝이다." in written(body)


def test_attributes_stay_with_the_tag_above() -> None:
    body = "앞 문단이다.\n\n{% include x.html %}\n{: .center}\n\n끝 문단이다.\n"
    assert written(body) == body


@pytest.mark.parametrize("quote", ['"', "'"])
def test_captions_are_text_and_are_translated_in_their_place(quote: str) -> None:
    tag = f"{{{{< figure src={quote}/a.jpg{quote} alt={quote}대체 글{quote} caption={quote}회담의 사진{quote} >}}}}"
    found = clean(judge(article(f"첫 문단이다.\n\n{tag}\n\n끝 문단이다.\n")))
    assert [(b.text, b.tag, b.line) for b in found.blocks][1:3] == [
        ("대체 글", "figcaption", 3),
        ("회담의 사진", "figcaption", 3),
    ]
    said = {"대체 글": "alt", "회담의 사진": 'A "photo" }} {% x %} of\nthe talks \\'}
    segments = tuple(
        Segment(
            f"s-{b.id}.1",
            b.id,
            b.text,
            "ko",
            targets={"en": Target(said.get(b.text, "Text."), Status.TRANSLATED)},
        )
        for b in found.blocks
    )
    blocks = tuple(replace(b, segments=(f"s-{b.id}.1",)) for b in found.blocks)
    english = render(replace(found, blocks=blocks, segments=segments, targets=("en",)))["en.md"].decode()
    q = quote
    assert english == (
        f"Text.\n\n{{{{< figure src={q}/a.jpg{q} alt={q}alt{q} "
        f"caption={q}A ”photo” )) (% x %) of the talks{q} >}}}}\n\nText.\n"
    )


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{% asset_img a.jpg 큰 사진 %}", ["큰 사진"]),
        ("{% asset_img left wide a.jpg 400 300 큰 사진 %}", ["큰 사진"]),
        ("""{% asset_img a.jpg 400 '"큰 사진" "대신하는 글"' %}""", ["큰 사진", "대신하는 글"]),
        ('{% img /images/a.PNG 50% "큰 사진" %}', ["큰 사진"]),
        ("{%- image a.webp '큰 사진' -%}", ["큰 사진"]),
        ('{% asset_img a.jpg title="큰 사진" %}', ["큰 사진"]),
        ("{%- asset_img a.jpg 큰 사진-%}", ["큰 사진"]),
        ("{% img /images/a.png plain words %}", []),
    ],
)
def test_words_below_a_picture_of_hexo_are_captions(tag: str, words: list[str]) -> None:
    body = f"첫 문단이 여기에 있다.\n\n{tag}\n\n둘째 문단이 여기에 있다.\n"
    found = clean(judge(article(body)))
    assert [block.text for block in found.blocks if block.tag == "figcaption"] == words
    assert all(
        tag[start:end] == word
        for d in found.source.directives
        for (_, start, end), word in zip(d.words, words, strict=True)
    )
    assert written(body) == body


def test_a_tag_amid_text_is_left_out_and_told() -> None:
    found = article(
        '본문은 {{< ref "b.md" >}} 있고 [링크]({% link x.md %}) 있다.\n\n{{ site.title }}의 글.\n'
    )
    assert [block.text for block in found.blocks] == ["본문은 있고 링크 있다.", "의 글."]
    assert found.warnings == ("a.md:1: 3 tags amid text are left out ({{ … }}, {% … %})",)


@pytest.mark.parametrize(
    "body",
    [
        "`{{ x }}` 글",
        "```\n{{ x }}\n{% y %}\n```\n글",
        "\\{{ x }} 글",
        "{{ 열린\n\n괄호 }} 글",
        "{% 글",
        "}} {{ 글",
    ],
)
def test_what_only_looks_like_a_tag(body: str) -> None:
    found = article(body)
    assert all(directive.code for directive in found.source.directives)
    assert not found.warnings
    assert "글" in found.blocks[-1].text


def test_tags_of_a_stranger_are_not_written() -> None:
    found = article("글이 여기에 있다.\n\n{% include x %}\n", "https://example.com/a.md")
    assert [block.text for block in found.blocks] == ["글이 여기에 있다."]
    assert not found.source.directives


# -- Markdown ----------------------------------------------------------------------------------------------------

NOTES = """첫 문장이다.[^1] 둘째 문장이다[^출처].

[^1]: 짧다
[^출처]: 책의 **이름**이 있다.
    이어진 줄.

    둘째 문단.

[^2]: 아무도 부르지 않는다.

끝 문단 [^없음].
"""


def test_notes() -> None:
    found = article(NOTES)
    assert [(b.text, b.path) for b in found.blocks] == [
        ("첫 문장이다.[1] 둘째 문장이다[2].", ""),
        ("[1] 짧다", "note/1"),
        ("[2] 책의 이름이 있다. 이어진 줄.", "note/출처"),
        ("둘째 문단.", ""),
        ("[3] 아무도 부르지 않는다.", "note/2"),
        ("끝 문단 [^없음].", ""),
    ]
    marks = [(m.tag, m.href, b.text[m.start : m.end]) for b in found.blocks for m in b.marks]
    assert marks == [
        ("sup", "#fn:1", "[1]"),
        ("sup", "#fn:출처", "[2]"),
        ("sup", "#fn:1", "[1]"),
        ("sup", "#fn:출처", "[2]"),
        ("b", None, "이름"),
        ("sup", "#fn:2", "[3]"),
    ]
    assert found.blocks[2].lines == ((4, 0), (5, 15))
    again = written(NOTES)
    assert again.startswith(
        "첫 문장이다.[^1] 둘째 문장이다[^출처].\n\n[^1]: 짧다\n\n[^출처]: 책의 **이름**이 있다. 이어진 줄.\n"
    )
    assert [b.text for b in article(again).blocks] == [b.text for b in found.blocks]


def test_formulas_are_marked_and_money_is_not() -> None:
    body = "식 $E=mc^2$ 그리고 $$\\sum_i x_i$$ 끝. 값은 $5에서 $10_000까지다. $a와 b$ 그리고 $\\alpha$원."
    (block,) = article(body).blocks
    assert [block.text[m.start : m.end] for m in block.marks] == ["$E=mc^2$", "$$\\sum_i x_i$$", "$\\alpha$"]
    assert "$E=mc^2$ 그리고 $$\\sum_i x_i$$" in written(body)


def test_other_shapes() -> None:
    body = """제목
====

둘째 제목
---------

용어
: 뜻 하나
: 뜻 둘이
  이어진다

- [ ] 할 일
- [x] 한 일
  1. 안쪽

[참조][ref], [Ref], <https://example.com/b>

<div>칸의 <b>글</b></div>

두 칸\x20\x20
다음\\
셋째

[ref]: https://example.com/a "제목"
"""
    found = article(body)
    assert [(b.text, b.tag) for b in found.blocks] == [
        ("제목", "h1"),
        ("둘째 제목", "h2"),
        ("용어", "p"),
        ("뜻 하나", "dd"),
        ("뜻 둘이 이어진다", "dd"),
        ("☐ 할 일", "li"),
        ("☑ 한 일", "li"),
        ("안쪽", "li"),
        ("참조, Ref, https://example.com/b", "p"),
        ("칸의 글", "p"),
        ("두 칸", "p"),
        ("다음", "p"),
        ("셋째", "p"),
    ]
    links = [m.href for b in found.blocks for m in b.marks if m.tag == "a"]
    assert links == ["https://example.com/a", "https://example.com/a", "https://example.com/b"]


@pytest.mark.parametrize("depth", [19, 20, 60, 99, 100, 400])
@pytest.mark.parametrize("opener", ["> ", "- ", "1. "])
def test_however_deep_a_quotation_or_list_is_its_text_is_read(depth: int, opener: str) -> None:
    assert texts(opener * depth + "깊은 글\n\n밖의 글\n") == ["깊은 글", "밖의 글"]


# -- front matter that nothing opens -----------------------------------------------------------------------------


def test_front_matter_of_hexo_without_an_opening_line() -> None:
    found = article("title: 제목\ndate: 2020-01-02\ntags:\n  - 하나\n---\n\n본문이 여기에 있다.\n")
    assert found.source.kind == "post"
    assert found.source.front_matter == "title: 제목\ndate: 2020-01-02\ntags:\n  - 하나\n"
    assert [(b.id, b.line, b.text) for b in found.blocks if b.path == "front_matter/title"] == [
        ("f1", 1, "제목")
    ]
    assert [(b.line, b.text) for b in found.blocks][-2:] == [(5, "---"), (7, "본문이 여기에 있다.")]
    assert found.warnings == ("a.md:1: front matter without '---' above it, taken as Hexo takes it",)


def test_what_is_wrong_in_it_has_its_line() -> None:
    broken = article("title: 제목\ndate: a: b\n---\n본문\n")
    assert broken.warnings[1].startswith("a.md:2: malformed")
    assert broken.source.front_matter == 'title: 제목\ndate: "a: b"\n'
    assert article("title: 제목\ntitle: 둘\n---\n본문\n").warnings[1].startswith("a.md:2: the key 'title'")


# -- anything ----------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "{{",
        "}}",
        "{%",
        "%}",
        "highlight",
        "endhighlight",
        "$",
        "$$",
        "`",
        "```",
        "[^1]",
        "글",
        "<div>",
        "</div>",
        "{:.a}",
        "<!--more-->",
        "\n",
        "\n\n",
        "[^1]: ",
        ": ",
        " ",
        "> ",
        "- ",
        'alt="말"',
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_pieces_give_sound_blocks(pieces: list[str]) -> None:
    body = "".join(pieces)
    try:
        found = article(body)
    except SourceError:
        return
    assert [block.id for block in found.blocks] == [str(n) for n in range(1, len(found.blocks) + 1)]
    after = [directive.after for directive in found.source.directives]
    assert after == sorted(after)
    lines = body.split("\n")
    for block in found.blocks:
        assert block.line is not None
        assert 1 <= block.line <= len(lines)
        assert all(0 <= m.start < m.end <= len(block.text) for m in block.marks)
    for directive in found.source.directives:
        assert directive.text.split("\n")[0].strip() in body
        assert all(directive.text[start:end] for _, start, end in directive.words)


@pytest.mark.parametrize(
    "piece",
    [
        "{{<",
        "{%",
        "{{ ",
        "$$ ",
        "$a",
        "[^1]",
        "`{{",
        "{% highlight %}",
        "{: ",
        "{#",
        "\n: 글",
        "[^1]: 글\n",
        "{% x %}\n",
        "{% x %}",
    ],
)
def test_cost_is_linear(piece: str) -> None:
    # What grows with the square would take minutes here.
    article("글\n" + piece * (400_000 // len(piece)) + "\n글\n")


def test_a_post_of_hugo_goes_the_whole_route(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from bilingual.cli.main import main

    post = tmp_path / "post.md"
    post.write_text(
        '+++\ntitle = "회담"\n+++\n두 나라가 회담했다.[^1]\n\n{{< figure src="a.jpg" caption="회담장" >}}\n\n[^1]: 어제.\n'
    )
    done = CliRunner().invoke(
        main,
        [
            "translate",
            str(post),
            "--engine=memory",
            "--memory=none",
            "--format=md,txt,json,html,xlsx",
            f"--output={tmp_path / 'out'}",
        ],
    )
    assert done.exit_code == 1, done.output
    korean = (tmp_path / "out" / "post.ko.md").read_text()
    assert korean == (
        '+++\ntitle = "회담"\n+++\n\n두 나라가 회담했다.[^1]\n\n'
        '{{< figure src="a.jpg" caption="회담장" >}}\n\n[^1]: 어제.\n'
    )
