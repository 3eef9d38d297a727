from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bilingual import publishing
from bilingual.article import Role, Source, Status
from bilingual.publishing.editions import NOT_TRANSLATED
from tests.publishing_sample import SHA, article, articles, block, one, post, segment, target


def clean(made) -> dict[str, str]:
    return {suffix: content.decode() for suffix, content in publishing.render(made, "txt").items()}


def test_one_file_a_language():
    assert list(clean(post())) == ["ko.txt", "en.txt", "zh-Hans.txt"]


def test_the_editions_of_a_post():
    files = clean(post())
    assert files["en.txt"] == (
        "The river's name\n\nA short text: yes\n\n"
        "SEOUL (Wire) --\n\nThe river rose. [not translated]\n\nSecond # heading\n\n- One\n- Two\n\n"
        "Kind | sort\n\tPlace\n\nPublished: 2022-08-21T06:05\n"
    )
    assert files["zh-Hans.txt"] == (
        "江的名字\n\n[未翻译]\n\n（通讯社首尔电）\n\n江水上涨。=水满了。\n\n第二\n\n- 一\n- 二\n\n种类\n\t地点\n\n"
        "发布: 2022-08-21T06:05\n"
    )
    assert files["ko.txt"].startswith(
        "강의 이름\n\n짧은 글.\n\n(서울=통신) 김 기자 =\n\n강이 넘쳤다. =물이 찼다.\n\n둘째"
    )


def test_the_title_stands_first_wherever_it_was():
    made = article(one("1", Role.BYLINE, "기자", "By"), one("2", Role.TITLE, "제목", "Title"))
    assert clean(made)["en.txt"] == "Title\n\nBy\n"


def test_a_target_edition_never_holds_source_text():
    failed = target("원문이 섞인 것", Status.FAILED)
    made = article(one("1", Role.BODY, "원문이 섞인 것", failed, None))
    for suffix, text in clean(made).items():
        assert ("원문" in text) == (suffix == "ko.txt")
    assert clean(made)["en.txt"] == "[not translated]\n"


def test_a_kept_block_without_segments_is_a_notice_not_a_hole():
    made = article((block("1", Role.BODY, text="남은 글"), ()))
    assert clean(made)["en.txt"] == "[not translated]\n"


def test_a_line_break_between_sentences_stays_one():
    first, second = segment("1", 1, "하나.", en="One."), segment("1", 2, "둘.", start=4, en="Two.")
    made = article((block("1", Role.BODY, first, second, text="하나.\n둘."), (first, second)))
    assert clean(made)["en.txt"] == "One.\nTwo.\n"


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [("甲。", "乙。", "甲。乙。"), ("甲 CSTO", "NATO 乙", "甲 CSTO NATO 乙"), ("甲5.", "乙", "甲5.乙")],
)
def test_chinese_sentences_are_joined_without_a_space(left, right, joined):
    first, second = segment("1", 1, "하나.", zh=left), segment("1", 2, "둘.", start=4, zh=right)
    made = article((block("1", Role.BODY, first, second), (first, second)))
    assert clean(made)["zh-Hans.txt"] == joined + "\n"


def test_an_article_in_a_target_language_has_one_edition_of_it():
    copied = target("Hello.", Status.COPIED)
    made = article(
        one("1", Role.BODY, "Hello.", copied, "你好。"),
        source=Source("a.txt", SHA, language="en"),
        targets=("en",),
    )
    assert clean(made) == {"en.txt": "Hello.\n"}


def test_an_article_without_language_is_undetermined():
    made = article(one("1", Role.BODY, "123", "123", "123"), source=Source("a.txt", SHA))
    assert list(clean(made)) == ["und.txt", "en.txt", "zh-Hans.txt"]


def test_cells_and_items_hold_no_tab_or_line_break():
    made = article(
        one("1", Role.BODY, "가", "a\tb\nc", path="table1/r1/c1"),
        one("2", Role.BODY, "나", "d", path="table1/r1/c2"),
        one("3", Role.BODY, "다", "e", path="ol2/i1", tag="li"),
        one("4", Role.BODY, "라", "f", path="ol2/i1/ul1/i1", tag="li"),
        one("5", Role.BODY, "마", "g", path="ol2/i2", tag="li"),
    )
    assert clean(made)["en.txt"] == "a b c\td\n\n1. e\n  - f\n2. g\n"


def test_a_table_that_claims_a_million_columns_is_not_laid_out_so():
    made = article(
        one("1", Role.BODY, "가", "a", path="table1/r1/c1"),
        one("2", Role.BODY, "나", "b", path="table1/r1/c999999999"),
    )
    assert clean(made)["en.txt"] == "a\tb\n"
    assert len(publishing.render(made, "md")["en.md"]) < 100


def test_a_lone_surrogate_is_seen_and_does_not_crash():
    made = article(one("1", Role.BODY, "가\ud800", "a\udc00b"))
    assert clean(made)["en.txt"] == "a\ufffdb\n"
    assert publishing.render(made, "md")["en.md"].decode() == "a\ufffdb\n"


def test_every_language_we_name_has_its_notice():
    from bilingual.languages import NAMES

    assert set(NOT_TRANSLATED) == set(NAMES)


@given(articles())
@settings(max_examples=80, deadline=None)
def test_editions_of_any_fitting_article_can_be_written(made):
    ids = {s.id for s in made.segments}
    fitting = replace(
        made,
        blocks=tuple(replace(b, segments=tuple(i for i in b.segments if i in ids)) for b in made.blocks),
        source=replace(made.source, front_matter=""),
    )
    for name in ("txt", "md", "xlsx"):
        assert all(isinstance(content, bytes) for content in publishing.render(fitting, name).values())


def test_numbers_of_a_list_survive_in_clean_text():
    made = article(
        one("1", Role.BODY, "가", "one", tag="li", path="ol1/i1"),
        one("2", Role.BODY, "나", "inner", tag="li", path="ol1/i1/list2/i1"),
        one("3", Role.BODY, "다", "two", tag="li", path="ol1/i2"),
    )
    assert clean(made)["en.txt"] == "1. one\n  - inner\n2. two\n"
