"""What an engine's answer may be wrapped in, and how near to the source it may come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines.answers import is_echo, spoilt, unwrapped, usable

SENTENCE = "The energy ministers of nine states gathered in Baku to agree on a price."


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("Uzbekistan Hosts Regional Water Summit", True),
        ("Xi Leaves Tashkent", True),
        ("PARLIAMENT REJECTS BUDGET", True),
        ("NATO Chief Visits", True),
        ("KBS MBC YTN", False),
        ("Vladimir Putin", False),
        ("AP, AFP, YouTube", False),
        ("BRICS+ 2024", False),
        ("G7 G20 COP28", False),
        ("desk@news.example www.news.example/a https://news.example/today", False),
        ("Rossija, 24", False),
    ],
)
@pytest.mark.parametrize("target", ["ko", "zh-Hans", "ja"])
def test_a_headline_in_latin_letters_is_an_echo_where_others_are_written(
    text: str, echo: bool, target: str
) -> None:
    assert is_echo(text, text, source="en", target=target) is echo
    assert is_echo(f"“{text}.”", text, source="en", target=target) is echo


def test_names_may_come_back_where_latin_letters_are_written() -> None:
    text = "Corriere della Sera, Le Monde Diplomatique"
    assert not is_echo(text, text, source="fr", target="en")


def test_a_text_in_the_target_language_may_come_back() -> None:
    # Terms put into a Korean source can leave nothing to translate.
    text = "Secretary General of the Council on water and energy"
    assert not is_echo(text, text, source="ko", target="en")
    assert is_echo(text, text, source="ko", target="zh-Hans")


@pytest.mark.parametrize(
    "answer",
    [
        SENTENCE.replace("gathered", "met"),
        "Result: " + SENTENCE,
        SENTENCE.upper(),
        "的 " + SENTENCE,
        SENTENCE.replace(" ", "  ").rstrip("."),
    ],
)
@pytest.mark.parametrize("target", ["zh-Hans", "ko", "fr"])
def test_a_long_text_that_is_nearly_the_source_is_an_echo(answer: str, target: str) -> None:
    assert is_echo(answer, SENTENCE, source="en", target=target)


@pytest.mark.parametrize(
    ("answer", "asked", "source", "target"),
    [
        ("九国能源部长在巴库会晤。", SENTENCE, "en", "zh-Hans"),
        ("Les ministres de l’énergie de neuf États se sont réunis à Bakou.", SENTENCE, "en", "fr"),
        (
            "Regjeringen vil ikke gi mer penger til dette",
            "Regeringen vil ikke gi mer penger til dette",
            "da",
            "no",
        ),
        ("Xi meets Putin", "Xi met Putin", "en", "ko"),
    ],
)
def test_a_translation_is_no_echo(answer: str, asked: str, source: str, target: str) -> None:
    assert not is_echo(answer, asked, source=source, target=target)


@pytest.mark.parametrize(
    ("answer", "asked", "target", "text"),
    [
        (
            "He said &quot;no&quot; &#91;again&#93; &amp; left",
            "그는 또 거부하고 떠났다",
            "en",
            'He said "no" [again] & left',
        ),
        ("It&amp;#39;s over", "끝났다", "en", "It's over"),
        ("Write &amp;amp; for it", "&amp; 로 쓴다", "en", "Write &amp;amp; for it"),
        ("AT&T; and R&D;", "에이티앤티", "en", "AT&T; and R&D;"),
        ("Translation: Prices rose", "물가가 올랐다", "en", "Prices rose"),
        ("**Translation:** Prices rose", "물가가 올랐다", "en", "Prices rose"),
        ("English: Prices rose", "물가가 올랐다", "en", "Prices rose"),
        ("Chinese: we will not yield", "중국 우리는 양보 못해", "en", "Chinese: we will not yield"),
        ("译文：物价上涨", "물가가 올랐다", "zh-Hans", "物价上涨"),
        ("翻译: 物价上涨", "물가가 올랐다", "zh-Hans", "物价上涨"),
        ("번역: 물가가 올랐다", "Prices rose", "ko", "물가가 올랐다"),
        ("English: the language of trade", "영어: 무역의 언어", "en", "English: the language of trade"),
        ("Translation: an art", "번역은 예술", "en", "Translation: an art"),
        ("Moscow: prices rose", "모스크바 물가 올라", "en", "Moscow: prices rose"),
        ("```\nPrices rose\n```", "물가가 올랐다", "en", "Prices rose"),
        ("```text\nPrices rose```", "물가가 올랐다", "en", "Prices rose"),
        ('"Prices rose"', "물가가 올랐다", "en", "Prices rose"),
        ("“物价上涨”", "물가가 올랐다", "zh-Hans", "物价上涨"),
        ('"Prices rose"', '"물가가 올랐다"', "en", '"Prices rose"'),
        ('"Yes," he said, "no"', "그는 그렇다, 아니다 했다", "en", '"Yes," he said, "no"'),
        ("'Parasite'", "‘기생충’", "en", "'Parasite'"),
        ("「寄生虫」", "《기생충》", "zh-Hant", "「寄生虫」"),
    ],
)
def test_what_an_engine_puts_around_a_text_goes(answer: str, asked: str, target: str, text: str) -> None:
    assert unwrapped(answer, asked, target=target) == text


@pytest.mark.parametrize(
    ("answer", "asked", "source", "target", "reason"),
    [
        ("Translation: " + SENTENCE, SENTENCE, "en", "ko", "source text back"),
        ("“北约今天开会”", "北约今天开会", "zh-Hans", "ko", "source text back"),
        ("번역: 北约今天开会", "北约今天开会", "zh-Hans", "ko", "source text back"),
        ("Translation:", "물가가 올랐다", "ko", "en", "empty"),
        ("&nbsp;&#8203;", "물가가 올랐다", "ko", "en", "empty"),
        ("&lt;html&gt;Sorry", "물가가 올랐다", "ko", "en", "web page"),
    ],
)
def test_what_is_left_is_judged(answer: str, asked: str, source: str, target: str, reason: str) -> None:
    text, said = usable(answer, asked, source=source, target=target)
    assert text is None
    assert reason in said


@given(st.text(alphabet='&#;x39quotampTranslation:`"“” \n가中', max_size=40), st.text(max_size=10))
def test_unwrapping_leaves_no_outer_white_space(answer: str, asked: str) -> None:
    text, reason = usable(answer, asked, source="ko", target="en")
    assert (text is None) == bool(reason)
    assert text is None or text == text.strip()


def test_an_answer_of_an_eighth_of_a_long_text_is_cut_short() -> None:
    asked = "강가에서 사람들이 노래를 부르며 천천히 걸었다고 마을 신문이 아침에 전했다. " * 4
    assert usable("People sang", asked, source="ko", target="en")[1] == "the engine's answer is cut short"
    assert usable(
        "人们在河边唱着歌慢慢地走着，村里的报纸早上报道了。" * 2, asked, source="ko", target="zh-Hans"
    )[0]
    assert usable("Song", "강가에서 사람들이 노래를 부르며 걸었다.", source="ko", target="en")[0]


@pytest.mark.parametrize(
    ("asked", "answer", "target", "expected"),
    [
        ("그는 떠났다.", "Sure! Here is the translation:\nHe left.\n(Note: names kept.)", "en", "He left."),
        ("그는 떠났다.", "Here's your English translation: He left.", "en", "He left."),
        ("그는 떠났다.", "He left.\n\nLet me know if you need anything else!", "en", "He left."),
        ("그는 떠났다.", "好的，以下是译文：\n他走了。\n（注：保留了名字。）", "zh-Hans", "他走了。"),
        ("번역은 이렇다.", "Here is the translation: so.", "en", "Here is the translation: so."),
        ("참고: 그는 떠났다.", "He left. (Note: he left.)", "en", "He left. (Note: he left.)"),
        ("여기 그가 있다.", "Here is the man: he left.", "en", "Here is the man: he left."),
    ],
)
def test_what_an_engine_says_of_its_work_goes(asked: str, answer: str, target: str, expected: str) -> None:
    assert unwrapped(answer, asked, target=target) == expected


def test_answers_run_together_are_told_by_an_empty_neighbour() -> None:
    asked = ["날씨 소식", "시민들이 환호했다.", "그는 떠났다."]
    assert spoilt(asked, ["It was calm. They cheered. He left.", "", ""]) == {0}
    assert spoilt(asked, ["It was calm", "They cheered.", ""]) == frozenset()
    assert spoilt(asked, ["It was calm. They cheered.", "They.", None]) == frozenset()
