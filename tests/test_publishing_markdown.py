from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from bilingual import publishing
from bilingual.article import Mark, Role, Source
from bilingual.errors import OutputError
from bilingual.publishing.front_matter import replace_values
from bilingual.publishing.markdown_inline import address, inline
from tests.publishing_sample import FRONT_MATTER, SHA, article, one, post

READ = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(markdown: str):
    return html.fragment_fromstring(READ.render(markdown), create_parent="div")


def files(made) -> dict[str, str]:
    return {suffix: content.decode() for suffix, content in publishing.render(made, "md").items()}


def test_a_post_in_english():
    assert files(post())["en.md"] == (
        "---\n"
        "title:   'The river''s name'   # the headline\n"
        "categories: [ News,  World ]\n"
        "excerpt: >\n  A short text: yes\n\n"
        "feature_text: >-\n  A short text: yes\n"
        'image: "/a b.jpg"\n'
        "---\n\n"
        "SEOUL (Wire) --\n\nThe [**river** rose](https://example.org/a%28b%29). \\[not translated\\]\n\n"
        "## Second # heading\n\n"
        "-   One\n-   Two\n\n"
        "| Kind \\| sort |  |\n| --- | --- |\n|  | Place |\n"
    )


def test_a_post_without_a_translated_excerpt_shows_a_notice_not_the_source():
    text = files(post())["zh-Hans.md"]
    assert "excerpt: >\n  [未翻译]\n" in text
    assert "feature_text: >-\n  [未翻译]\n" in text
    assert "짧은" not in text


def test_the_original_of_a_post_has_its_excerpt_cleaned():
    assert "excerpt: >\n  짧은 글.\n" in files(post())["ko.md"]


def test_a_text_has_no_front_matter_and_its_title_is_a_heading():
    made = article(
        one("1", Role.TITLE, "제목", "A #title ##"),
        one("2", Role.BODY, "글", "--- text"),
        source=Source("a", SHA),
    )
    text = files(made)["en.md"]
    assert text == "# A #title \\#\\#\n\n\\--- text\n"
    assert [e.text_content() for e in shown(text)] == ["A #title ##", "--- text"]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "1. no list",
        "2022) no list",
        "- no list",
        "+ no list",
        "* no list",
        "> no quotation",
        "=====",
        "--- no rule",
        "~~~ no fence",
        "```no code```",
        "a * b * c and _d_ and __e__",
        "[no](link) ![no](image) [^1]",
        "<script>alert(1)</script> <b>",
        "&lt; &amp; &#65; AT&T",
        "10~20일, 30~~40~~일",
        "a\\b \\* c",
        "{{ site.title }} {% raw %}",
        ": no definition",
        "| no | table |",
        "[a]: https://example.org",
    ],
)
def test_text_stays_text(text):
    markdown = inline(text)
    (paragraph,) = shown(markdown)
    assert paragraph.tag == "p"
    assert not list(paragraph)
    assert paragraph.text_content().strip() == text.strip()
    assert "{{" not in markdown
    assert "{%" not in markdown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
@settings(max_examples=400)
@example("**“중국”**은")
def test_any_text_is_shown_as_it_is(text):
    seen = "".join(element.text_content() for element in shown(inline(text)))
    assert seen.split() == text.replace("\ufffd", "").split() or "\ufffd" in text or _odd(text)


def _odd(text: str) -> bool:
    """Line separators that the Markdown reader itself turns into white space or drops."""
    return bool(re.search(r"[\u0085\u2028\u2029\u00ad]", text))


_LETTERS = st.text("가나ab 1.“”()-*_,", min_size=1, max_size=14)
_MARKS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 14), st.sampled_from(["b", "i", "a", "u"])), max_size=4
)


@given(_LETTERS, _MARKS)
@settings(max_examples=600, deadline=None)
@example("“중국”은 ab", [(0, 4, "b")])
@example("abcd", [(0, 4, "b"), (0, 4, "i")])
@example("abcd", [(0, 2, "b"), (2, 4, "i")])
@example("abcd", [(0, 3, "b"), (1, 4, "a")])
@example("1111111_", [(0, 8, "a"), (7, 8, "b"), (7, 8, "a")])
def test_marks_cover_what_they_covered(text, given_marks):
    marks = [
        Mark(str(n), a, b, tag, "https://example.org/" if tag == "a" else None)
        for n, (a, b, tag) in enumerate(given_marks)
    ]
    expected = [
        (character, frozenset(m.tag for m in marks if m.start <= at < m.end))
        for at, character in enumerate(text)
        if not character.isspace()
    ]
    assert list(_seen(shown(inline(text, marks)), frozenset())) == expected


_NAMES = {"strong": "b", "em": "i", "a": "a", "u": "u"}


def _seen(element, over):
    here = over | ({_NAMES[element.tag]} if element.tag in _NAMES else set())
    for character in element.text or "":
        if not character.isspace():
            yield character, frozenset(here)
    for child in element:
        yield from _seen(child, here)
        for character in child.tail or "":
            if not character.isspace():
                yield character, frozenset(here)


@pytest.mark.parametrize(
    ("href", "made"),
    [
        ("https://example.org/a_b?c=1&d=2", "https://example.org/a%5Fb?c=1&d=2"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/assets/a b.jpg", "/assets/a%20b.jpg"),
        ("#part", "#part"),
        ("javascript:alert(1)", None),
        (" JaVa\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("", None),
        (None, None),
        ("https://example.org/{{x}}", "https://example.org/%7B%7Bx%7D%7D"),
    ],
)
def test_only_harmless_addresses_become_links(href, made):
    assert address(href) == made


def test_a_nested_list():
    made = article(
        one("1", Role.BODY, "가", "one", tag="li", path="ol1/i1"),
        one("2", Role.BODY, "나", "inner", tag="li", path="ol1/i1/ul1/i1"),
        one("3", Role.BODY, "다", "two", tag="li", path="ol1/i2"),
    )
    tree = shown(files(made)["en.md"])
    assert [e.text_content().strip() for e in tree.xpath("ol/li/ul/li")] == ["inner"]
    assert len(tree.xpath("ol/li")) == 2


# ---- front matter ----


def test_all_but_the_value_is_byte_for_byte():
    assert replace_values(FRONT_MATTER, {}) == FRONT_MATTER
    new = replace_values(FRONT_MATTER, {"title": "강"})
    assert new == FRONT_MATTER.replace("강의 이름", "강")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: a\nb: 1\n", "title: New\nb: 1\n"),
        ("title: a # why\n", "title: New # why\n"),
        ("title: 'a'\n", "title: 'New'\n"),
        ('title: "a"\n', 'title: "New"\n'),
        ("title:\nb: 1\n", "title: New\nb: 1\n"),
        ("title: # none yet\nb: 1\n", "title: New # none yet\nb: 1\n"),
        ("title: >\n    a\n    b\n\n\nb: 1\n", "title: >\n    New\n\n\nb: 1\n"),
        ("title: |-\n  a\n# c\nb: 1\n", "title: |-\n  New\n# c\nb: 1\n"),
        ("b: 1\r\ntitle: >\r\n  a\r\nc: 2\r\n", "b: 1\r\ntitle: >\r\n  New\r\nc: 2\r\n"),
        ("title: !!str a\n", "title: !!str New\n"),
        ("title: &t a\nagain: *t\n", "title: &t New\nagain: *t\n"),
        ("title: a", "title: New"),
        ("title: a\n  b\n  c\nd: 1\n", "title: New\nd: 1\n"),
        ("{title: a, b: 2}\n", "{title: New, b: 2}\n"),
        ("title: [a]\n", "title: [a]\n"),
        ("other: a\n", "other: a\n"),
        ("x: .nan\nd: 2022-08-21 06:05:00\ntitle: a\n", "x: .nan\nd: 2022-08-21 06:05:00\ntitle: New\n"),
    ],
)
def test_each_way_to_write_a_value(before, after):
    assert replace_values(before, {"title": "New"}) == after


def test_nested_places():
    before = "seo:\n  - title: a\n    b: 1\n"
    assert replace_values(before, {"seo/0/title": "New", "seo/9/title": "no"}) == before.replace(
        ": a", ": New"
    )


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', ">\n  {}", "|\n  {}", ">-\n  {}"])
@given(value=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30))
@example(value="[not translated]")
@example(value="Putin: 'a' #b")
@example(value="true")
@example(value="- 2022-01-01")
@example(value="# comment")
@example(value="\ufffe\U0001f600")
@settings(max_examples=120, deadline=None)
def test_any_value_in_any_style(style, value):
    from ruamel.yaml import YAML

    value = " ".join(value.split())
    before = f"a: 'x'  # one\ntitle: {style.format('old')}\nlast:  [ 1,2 ]\n"
    after = replace_values(before, {"title": value})
    assert after.startswith("a: 'x'  # one\ntitle: ")
    assert after.endswith("\nlast:  [ 1,2 ]\n")
    assert YAML(typ="safe", pure=True).load(after)["title"].strip() == value


@pytest.mark.parametrize("value", ["No", "yes", "2022-08-21", "12:30", "1_000", "0x1", "~", "3.5"])
def test_what_an_older_parser_takes_for_something_else_is_quoted(value):
    assert replace_values("title: a\n", {"title": value}) == f'title: "{value}"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: >\n  a\n\n  b\n", "title: >\n  One.\n\n  Two.\n"),
        ("title: |\n  a\n  b\nc: 1\n", "title: |\n  One.\n  Two.\nc: 1\n"),
        ("title: 'a'\n", "title: 'One. Two.'\n"),
    ],
)
def test_a_value_of_several_lines(before, after):
    assert replace_values(before, {"title": "One.\nTwo."}) == after


def test_blocks_of_one_place_are_written_together_and_repeated_together():
    made = article(
        one("f2", Role.BODY, "가", "One.", path="front_matter/excerpt"),
        one("f3", Role.BODY, "나", "Two.", path="front_matter/excerpt"),
        one("1", Role.BODY, "다", "Body."),
        source=Source("a.md", SHA, "post", front_matter="excerpt: |\n  가\n  나\ntext: 가\n"),
        repeats={"front_matter/text": "f2"},
    )
    assert files(made)["en.md"] == "---\nexcerpt: |\n  One.\n  Two.\ntext: One. Two.\n---\n\nBody.\n"


def test_an_image_keeps_its_place_with_its_text_translated():
    picture = (Mark("m1", 0, 3, "img", "/assets/a b.jpg"),)
    made = article(one("1", Role.CAPTION, "강 [1]", "A river [1]", tag="img", marks=picture))
    assert files(made)["en.md"] == "![A river \\[1\\]](/assets/a%20b.jpg)\n"
    (image,) = shown(files(made)["en.md"]).iter("img")
    assert image.attrib == {"src": "/assets/a%20b.jpg", "alt": "A river [1]"}


def test_broken_front_matter_is_an_error():
    with pytest.raises(OutputError, match="cannot be read as YAML"):
        replace_values("a: [1\nb: 2\n", {"a": "x"})


def test_quotations_stay_quotations():
    made = article(
        one("1", Role.BODY, "가", "one", tag="blockquote", path="quote1"),
        one("2", Role.BODY, "나", "two", tag="blockquote", path="quote1"),
        one("3", Role.BODY, "다", "item", tag="li", path="quote1/ol1/i1"),
        one("4", Role.BODY, "라", "after"),
        one("5", Role.BODY, "마", "alone", tag="blockquote"),
    )
    tree = shown(files(made)["en.md"])
    assert [e.xpath("count(.//p|.//li)") for e in tree.xpath("blockquote")] == [3.0, 1.0]
    assert [p.text_content() for p in tree.xpath("p")] == ["after"]
    assert tree.xpath("string(blockquote/ol/li)") == "item"


def test_a_paragraph_after_an_inner_list_opens_no_item():
    made = article(
        one("1", Role.BODY, "가", "one", tag="li", path="ol1/i3"),
        one("2", Role.BODY, "나", "inner", tag="li", path="ol1/i3/list2/i1"),
        one("3", Role.BODY, "다", "more", tag="li", path="ol1/i3"),
    )
    tree = shown(files(made)["en.md"])
    assert len(tree.xpath("ol[@start='3']/li")) == 1
    assert tree.xpath("string(ol/li/p[last()])") == "more"


def test_an_inner_item_whose_outer_has_no_text_is_no_code():
    made = article(one("1", Role.BODY, "가", "one", tag="li", path="list1/i1/list2/i1"))
    assert files(made)["en.md"] == "-   one\n"


@pytest.mark.parametrize(
    ("text", "bold", "link", "made"),
    [
        ("한중의 협력 방안", (0, 9), (4, 6), "**한중의 [협력](https://e.org/) 방안**"),
        ("한중의 협력 방안", (4, 6), (0, 9), "[한중의 **협력** 방안](https://e.org/)"),
        ("한중의 협력은", (0, 6), (4, 6), "<strong>한중의 [협력](https://e.org/)</strong>은"),
    ],
)
def test_bold_with_a_link_is_one_bold(text, bold, link, made):
    assert inline(text, [Mark("m1", *bold, "b"), Mark("m2", *link, "a", "https://e.org/")]) == made
