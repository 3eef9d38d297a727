"""Targets as texts: script, names, lengths, repetition, signs, punctuation, leaks, links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Mark, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.checks import check_article, check_marks, check_target


def names(source: str, text: str, language: str, origin: str = "ko") -> list[str]:
    segment = Segment("0a1b2c3d-1.1", "1", source, origin)
    found = check_target(segment, Target(text, Status.TRANSLATED), language, lambda *_: True)
    return [one.check for one in found if not one.check.startswith("number")]


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("總統說會談結束了。", "zh-Hans", Severity.ERROR),
        ("总统说会談结束。", "zh-Hans", Severity.WARNING),
        ("总统发表了讲话，發言人说。", "zh-Hans", Severity.WARNING),
        ("总统读了《会談》一书。", "zh-Hans", Severity.WARNING),
        ("总统读了《会談》一书，会談结束。", "zh-Hans", Severity.WARNING),
        ("总统会谈结束。", "zh-Hant", Severity.ERROR),
        ("總統說會談結束了。", "zh-Hant", None),
        ("著名的乾隆皇帝与王后在里面。", "zh-Hans", None),
        ("皇后在台北的裡面只有一隻。", "zh-Hant", None),
        ("朱镕基与陶喆见面。", "zh-Hans", None),
    ],
)
def test_letters_of_the_other_chinese_script(text: str, language: str, severity: Severity | None) -> None:
    segment = Segment("0a1b2c3d-1.1", "1", "그는 말했다.", "ko")
    found = check_target(segment, Target(text, Status.TRANSLATED), language, lambda *_: True)
    assert [one.severity for one in found if one.check == "chinese-script"] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(
    ("source", "text", "language", "lost"),
    [
        ("그는 Rosatom 사장을 만났다.", "He met the president of the company.", "en", True),
        ("그는 Rosatom 사장을 만났다.", "He met the president of Rosatom.", "en", False),
        ("WHO는 밝혔다.", "The World Health Organization said.", "en", False),
        (
            "OPEC은 감산했다.",
            "The Organization of the Petroleum Exporting Countries cut output.",
            "en",
            False,
        ),
        ("KBS는 보도했다.", "The broadcaster reported.", "en", True),
        ("5km를 달렸다.", "He ran five kilometers.", "en", False),
        ("Müller 씨가 왔다.", "Mr. Muller came.", "en", False),
        ("www.Example.org에 있다.", "It is on the web.", "en", False),
        ("YouTube에 올렸다.", "上传到了网上。", "zh-Hans", True),
        ("GDP가 늘었다.", "国内生产总值增长了。", "zh-Hans", False),
        ("Google은 밝혔다.", "谷歌表示。", "zh-Hans", False),
    ],
)
def test_names_in_latin_letters(source: str, text: str, language: str, lost: bool) -> None:
    assert ("latin-lost" in names(source, text, language)) is lost


@pytest.mark.parametrize(
    ("source", "text", "language", "found"),
    [
        ("대통령은 내년 예산을 두고 여야 지도부와 협의하겠다고 국회에서 밝혔다.", "He spoke.", "en", True),
        ("대통령은 말했다.", "He spoke.", "en", False),
        (
            "대통령은 예산을 협의하겠다고 밝혔다.",
            "他说" + "要与各党派的领导人就明年的预算进行协商" * 3,
            "zh-Hans",
            True,
        ),
        (
            "대통령은 내년 예산을 두고 여야 지도부와 협의하겠다고 국회에서 밝혔다.",
            "The president told the National Assembly he would consult party leaders on next year's budget.",
            "en",
            False,
        ),
    ],
)
def test_lengths_that_no_good_translation_has(source: str, text: str, language: str, found: bool) -> None:
    assert ("length-ratio" in names(source, text, language)) is found


@pytest.mark.parametrize(
    ("source", "text", "language", "expected"),
    [
        ("그는 왔다.", "He came and came and came and came and came and came.", "en", "repetition"),
        ("그는 왔다.", "他来了，他来了，他来了，他来了，他来了。", "zh-Hans", "repetition"),
        (
            "그는 왔고 나는 갔다.",
            "He came to the city. I went away. He came to the city.",
            "en",
            "repetition",
        ),
        ("그는 왔다.", "He came came home.", "en", "doubled"),
        ("He spoke of the talks.", "그는 회담을 회담을 말했다.", "ko", "doubled"),
        ("유엔은 밝혔다.", "联合国联合国表示。", "zh-Hans", "doubled"),
        ("대통령이 참석했다.", "总统总统出席了会议。", "zh-Hans", "doubled"),
        ("회담이 열렸다.", "会谈会谈举行了。", "zh-Hans", "doubled"),
        ("회담이 열렸다.", "The talks took place took place there.", "en", "doubled"),
        ("회담이 열렸다.", "They met again and again and again.", "en", ""),
        ("한 걸음씩 갔다.", "They went step by step by step.", "en", ""),
        ("뉴욕에 갔다.", "They sang New York New York loudly.", "en", ""),
        ("하나씩 갔다.", "他们一个一个地走。", "zh-Hans", ""),
        ("2020년에 갔다.", "二〇二〇年他去了。", "zh-Hans", ""),
        ("더 상의하자.", "我们商量商量再说。", "zh-Hans", ""),
        ("매우 좋다.", "很好很好。", "zh-Hans", ""),
        ("He nodded.", "네 네 하며 고개를 끄덕였다.", "ko", ""),
        ("He ran quickly.", "그는 빨리 빨리 뛰었다.", "ko", ""),
        ("그는 갔었다.", "I knew that that was what he had had.", "en", ""),
        ("두란두란이 왔다.", "Duran Duran came.", "en", ""),
        ("응고롱고로에 갔다.", "去了恩戈罗恩戈罗。", "zh-Hans", ""),
        ("하하하하하하 웃었다.", "He laughed: ha ha ha ha ha ha.", "en", ""),
        ("연구를 연구했다.", "研究研究再说。", "zh-Hans", ""),
        ("표를 봤다.", "----------------- 1,000,000,000,000", "en", ""),
    ],
)
def test_what_a_target_says_again(source: str, text: str, language: str, expected: str) -> None:
    found = names(source, text, language, "en" if source.isascii() else "ko")
    assert [name for name in found if name in ("repetition", "doubled")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("source", "text", "language", "expected"),
    [
        ("그는 “좋다”고 했다.", "He said, “Good.", "en", "quotes"),
        ('그는 "좋다"고 했다.', 'He said, "Good."', "en", ""),
        ("“그는 왔다.", "“He came.", "en", ""),
        ("그는 왔다(어제).", "He came (yesterday.", "en", "brackets"),
        ("그는 왔다(어제).", "他来了（昨天）。", "zh-Hans", ""),
        ("그는 왔다(어제).", "他来了（昨天)。", "zh-Hans", ""),
        ("1) 그는 왔다.", "1) He came.", "en", ""),
        ("첫째로 그는 왔다.", "a) He came.", "en", ""),
        ("그는 웃었다.", "He smiled :)", "en", ""),
        ("'11호'라 불렸다.", 'It was called "No. 11", they said.', "en", ""),
        ('키는 "5피트"다.', 'He is 5\'7" tall, "five feet".', "en", ""),
        ("그는 (다른 사람들과 함께) 왔다.", "He came.", "en", "signs-lost"),
        ("세계보건기구(WHO)는 밝혔다.", "The WHO said.", "en", ""),
        ('그는 "정말로 좋다"고 했다.', "He said it was really good.", "en", "signs-lost"),
        ('그는 "정말로 좋다"고 했다.', "他说：「真好」。", "zh-Hant", ""),
    ],
)
def test_signs_that_go_in_pairs(source: str, text: str, language: str, expected: str) -> None:
    found = [name for name in names(source, text, language) if name in ("quotes", "brackets", "signs-lost")]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("他说,他来了。", "zh-Hans", True),
        ("他来了.", "zh-Hans", True),
        ("中国 经济增长。", "zh-Hans", True),
        ("他用 iPhone 打电话给Tim。", "zh-Hans", True),
        ("他用iPhone打电话，3:15到。", "zh-Hans", False),
        ("他用 iPhone 打电话，GDP 增长 3.5%。", "zh-Hans", False),
        ("见 https://example.org/a,b 一文。", "zh-Hans", False),
        ("He came，and left。", "en", True),
        ("He came, and left.", "en", False),
        ("그는 왔다。", "ko", True),
        ("그는 ‘왔다’고 했다.", "ko", False),
    ],
)
def test_punctuation_of_the_language(text: str, language: str, found: bool) -> None:
    source, origin = ("He came.", "en") if language == "ko" else ("그는 왔다.", "ko")
    assert ("punctuation" in names(source, text, language, origin)) is found


@pytest.mark.parametrize(
    "text",
    [
        "He met [[QZB]] today.",
        "He met QZB today.",
        "He met <g1>him</g1> today.",
        "他见了＜g1＞他＜/g1＞。",
        "He met {1}him{/1}.",
        'He met <x id="1"/> today.',
        "He paid %s today.",
        "He met {{name}} today.",
        "AT&amp;T grew.",
        "It&#39;s good.",
        "A __TERM_1__ came.",
        "A <unk> came.",
        "A \ufffd came.",
        "Hello</s>",
    ],
)
def test_marks_of_programs(text: str) -> None:
    assert "leak" in names("그는 왔다.", text, "en" if text.isascii() else "zh-Hans")
    assert "leak" not in names(text, text + " More.", "en")


@pytest.mark.parametrize(
    "text",
    ["2 < 3 and 5 > 4.", "AT&T paid $5.", "50%sure?", "Q&A on B<C.", "VQ and QX code, 100% good", "Ω⟨x⟩"],
)
def test_what_is_no_mark_of_a_program(text: str) -> None:
    assert "leak" not in names("그는 왔다.", text, "en")


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("그는 왔다.", "He \u202ecame\u202c.", "U+202E right-to-left override, U+202C"),
        ("그는 \u202e왔다.", "He \u202ecame.", "U+202E"),
        ("그는 왔다.", "He \x1b[2Jcame.", "U+001B control character"),
        ("그는 왔다.", "He \ud800came.", "U+D800 half of a surrogate pair"),
        ("그는 왔다.", "He\u200b came.", "U+200B zero width space"),
        ("그는\u200b 왔다.", "He\u200b came.", ""),
        ("그는 왔다.", "He came 👩\u200d🚀, \u200eok\u200f,\tand\nleft.", ""),
        ("그는 왔다.", "He came.", ""),
    ],
)
def test_characters_that_nobody_sees(source: str, text: str, said: str) -> None:
    segment = Segment("0a1b2c3d-1.1", "1", source, "ko")
    found = check_target(segment, Target(text, Status.TRANSLATED), "en", lambda *_: True)
    messages = [one.message for one in found if one.check == "invisible"]
    assert len(messages) == bool(said)
    assert said in "".join(messages)


def test_letters_of_the_glossary_s_own_form_are_meant() -> None:
    term = TermMatch("회담", 0, 2, Policy.PIN, {"zh-Hans": "会談"})
    segment = Segment("0a1b2c3d-1.1", "1", "회담이 끝났다.", "ko", terms=(term,))
    found = check_target(segment, Target("会談结束。", Status.TRANSLATED), "zh-Hans", lambda *_: True)
    assert "chinese-script" not in [one.check for one in found]


def test_links_and_addresses() -> None:
    link = Mark("m1", 0, 3, "a", "https://example.org")
    segment = Segment(
        "0a1b2c3d-1.1", "1", "누리집 info@example.org, https://b.example/x.", "ko", marks=(link,)
    )

    def found(text: str, *marks: Mark) -> list[str]:
        target = Target(text, Status.TRANSLATED, marks=marks)
        return [
            one.message for one in check_target(segment, target, "en", lambda *_: True) if one.check == "link"
        ]

    assert (
        found("Site info@example.org, https://b.example/x.", Mark("m9", 0, 4, "a", "https://example.org"))
        == []
    )
    assert found("Site info@example.org, https://b.example/x.", Mark("m1", 0, 4, "a")) == []
    (lost,) = found("Site")
    assert all(what in lost for what in ("누리집", "info@example.org", "https://b.example/x"))


def test_inline_marks_are_counted_by_their_ids() -> None:
    marks = (Mark("1", 0, 2, "b"), Mark("2", 3, 4, "i"), Mark("3", 4, 4, "ph"))
    segment = Segment("x", "", "굵게 ., 끝", "ko", marks=marks)
    (lost,) = check_marks(segment, Target("Bold, end", Status.TRANSLATED, marks=(Mark("9", 0, 4, "b"),)))
    assert "“굵게”" in lost.message
    assert "<ph 3>" in lost.message
    assert check_marks(segment, Target("Bold", Status.TRANSLATED, marks=marks)) == ()


def article(*pairs: tuple[str, str], language: str = "en", origin: str = "ko") -> list[Segment]:
    return [
        Segment(
            f"0a1b2c3d-{n}.1", str(n), source, origin, targets={language: Target(text, Status.TRANSLATED)}
        )
        for n, (source, text) in enumerate(pairs, start=1)
    ]


def test_one_source_in_two_ways() -> None:
    found = check_article(
        article(("참고 기사", "See also"), ("그는 왔다.", "He came."), ("참고  기사", "Reference article"))
    )
    assert [(key, one.check) for key, those in found.items() for one in those] == [
        ((2, "en"), "inconsistent")
    ]
    assert "0a1b2c3d-1.1" in found[2, "en"][0].message


@pytest.mark.parametrize(("one", "other"), [("See also", "SEE ALSO:"), ("See also", "")])
def test_one_source_in_one_way(one: str, other: str) -> None:
    assert check_article(article(("참고 기사", one), ("참고 기사", other))) == {}


FILLER = (("날씨가 좋았다.", "The weather was fine."), ("회의는 끝났다.", "The meeting ended."))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        (("토카예프가 왔다.", "Tokayev came."), ("그 뒤 토카예프는 떠났다.", "Then Tokaev left."), "en"),
        (("젤렌스키가 말했다.", "Zelensky spoke."), ("젤렌스키는 웃었다.", "Zelenskyy smiled."), "en"),
        (
            ("김상욱 의원이 왔다.", "Kim Sang-wook came."),
            ("그 뒤 김상욱은 갔다.", "Then Kim Sang-uk left."),
            "en",
        ),
        (("김민수 씨가 왔다.", "Kim Min-su came."), ("그 뒤 김민수는 갔다.", "Then Kim Minsoo left."), "en"),
        (("최정희 씨가 왔다.", "Choi Jeong-hee came."), ("최정희는 갔다.", "Choi Chung-hee left."), "en"),
        (("김민수 씨가 왔다.", "金民洙来了。"), ("그 뒤 김민수는 갔다.", "后来金敏秀走了。"), "zh-Hans"),
        (("류민수 씨가 왔다.", "柳民洙来了。"), ("그 뒤 류민수는 갔다.", "后来柳敏秀走了。"), "zh-Hans"),
        (("젤렌스키가 말했다.", "泽连斯基说。"), ("젤렌스키는 웃었다.", "泽伦斯基笑了。"), "zh-Hans"),
    ],
)
def test_a_name_in_two_ways(one: tuple[str, str], other: tuple[str, str], language: str) -> None:
    found = check_article(article(one, *FILLER, other, language=language))
    assert [(key, those[0].check) for key, those in found.items()] == [((3, language), "name-variants")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("독일이 말했다.", "Germany spoke."), ("독일 총리는 웃었다.", "The German chancellor smiled.")),
        (("이탈리아가 말했다.", "Italy spoke."), ("이탈리아인은 웃었다.", "Italians smiled.")),
        (("마린이 말했다.", "Marin spoke."), ("마틴은 웃었다.", "Martin smiled.")),
        (("김정은이 김정일을 봤다.", "Kimjong saw Kimjung."), ("김정은은 웃었다.", "Kimjong smiled.")),
    ],
)
def test_other_words_and_other_people(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert check_article(article(one, *FILLER, other)) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("김민수 씨가 왔다.", "金民洙来了。"), ("김철호는 갔다.", "金哲浩走了。")),
        (("김민수 씨가 왔다.", "金民洙来了。"), ("금융업은 안정됐다.", "金融业稳定了。")),
        (("김민수 씨가 왔다.", "金民洙来了。"), ("김민수는 갔다.", "金民洙走了。")),
    ],
)
def test_other_people_of_one_surname(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert check_article(article(one, *FILLER, other, language="zh-Hans")) == {}


def test_a_name_in_two_ways_is_found_in_an_article_of_many_names() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    others = [
        (f"다른 말 {n}", f"{first.upper()}{a}{b}{a}{b}{first}{a} spoke.")
        for n, (first, a, b) in enumerate(
            (f, a, b) for f in letters for a in letters[:9] for b in letters[:9]
        )
    ]
    two = [("젤렌스키가 말했다.", "Zelensky spoke."), ("젤렌스키는 웃었다.", "Zelenskyy smiled.")]
    found = check_article(article(*others, *two))
    assert (len(others) + 1, "en") in found


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=8),
    st.sampled_from(["en", "zh-Hans", "zh-Hant", "ko"]),
)
def test_no_article_raises(pairs: list[tuple[str, str]], language: str) -> None:
    check_article(article(*pairs, language=language))
