"""Pages on a real socket that answer with something that looks like a translation and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bilingual.engines.answers import usable
from bilingual.engines.answers_together import misfit, repeated, without_numbers
from bilingual.engines.asking import Request, ask
from bilingual.engines.foreign_words import foreign
from bilingual.engines.google import Google
from bilingual.errors import EngineError

from .google_page import Site, page, send

SOURCES = [
    "산림청은 올해 나무 4812그루를 새로 심었다고 밝혔다.",
    "도서관에는 책 96350권이 있으며 누구나 빌릴 수 있다.",
    "이 다리는 1927년에 세워졌고 지금도 사람들이 건넌다.",
    "항구에서는 배 77척이 바람이 잦아들기를 기다렸다.",
    "학교 급식에 쓰이는 쌀은 한 해에 638톤에 이른다.",
    "연구진은 철새 2904마리에 고리를 달아 돌려보냈다.",
]
ENGLISH = [
    "The forest service said that it planted 4,812 new trees this year.",
    "The library has 96,350 books, and anyone may borrow them.",
    "This bridge was built in 1927, and people still cross it.",
    "In the harbour 77 ships waited for the wind to drop.",
    "The rice for school meals comes to 638 tonnes a year.",
    "The researchers ringed 2,904 migrating birds and let them go.",
]
RIGHT = dict(zip(SOURCES, ENGLISH, strict=True))
FRENCH = "Le gouvernement a déclaré que les élections auront lieu dans les prochains jours."


def run(engine: Google, site: Site, spoil: Callable[[list[str]], list[str]]) -> list[str | None]:
    def reply(handler: object, query: dict[str, str]) -> None:
        lines = spoil([RIGHT[line] for line in query["q"].split("\n")])
        send(handler, page("\n".join(lines)))  # type: ignore[arg-type]

    site.reply = reply
    texts: list[str | None] = [None] * len(SOURCES)
    requests = [Request(text) for text in SOURCES]
    for packet in ask(engine, requests, source="ko", target="en", sleep=lambda _: None):
        for answer in packet:
            texts[answer.index] = answer.text
    return texts


def merged_and_split(lines: list[str]) -> list[str]:
    if len(lines) < 3:
        return lines
    return [f"{lines[0]} {lines[1]}", *lines[2:-1], lines[-1][:20], lines[-1][20:]]


@pytest.mark.parametrize(
    ("spoil", "most"),
    [
        (lambda lines: lines, 1),
        (lambda lines: [lines[0]] * len(lines), 12),
        (lambda lines: [lines[0], *lines[:1], *lines[2:]] if len(lines) > 1 else lines, 2),
        (merged_and_split, 12),
        (lambda lines: lines[1:] + lines[:1], 12),
        (lambda lines: lines[::-1], 12),
        (lambda lines: [f"{n}. {line}" for n, line in enumerate(lines, 1)], 1),
        (lambda lines: [each for line in lines for each in (line, line)], 1),
        (lambda lines: [*lines[:-1], lines[-1][: len(lines[-1]) * 2 // 3]] if len(lines) > 1 else lines, 2),
    ],
    ids=[
        "right",
        "all the first",
        "one twice",
        "merged",
        "rotated",
        "reversed",
        "numbered",
        "doubled",
        "cut",
    ],
)
def test_lines_that_slipped_are_asked_for_again(
    google: Google, site: Site, spoil: Callable[[list[str]], list[str]], most: int
) -> None:
    assert run(google, site, spoil) == ENGLISH
    assert len(site.asked) <= most


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [FRENCH] * len(lines),
        lambda lines: ["None"] * len(lines),
        lambda lines: [line[: len(line) // 2] for line in lines],
    ],
    ids=["french", "none", "cut"],
)
def test_what_is_no_translation_even_alone_is_never_taken(
    google: Google, site: Site, spoil: Callable[[list[str]], list[str]]
) -> None:
    assert run(google, site, spoil) == [None] * len(SOURCES)


def test_a_text_given_as_the_answer_to_everything_is_taken_once_at_most(google: Google, site: Site) -> None:
    texts = run(
        google, site, lambda lines: ["This service is closed for maintenance until tomorrow morning."]
    )
    assert len([text for text in texts if text is not None]) <= 1


@pytest.mark.parametrize(
    ("answer", "asked", "source", "target"),
    [
        ("None", "없음", "ko", "en"),
        ("None.", "아무도 없다.", "ko", "en"),
        ("La Vie en Rose", "라 비 앙 로즈", "ko", "en"),
        ("Liga de Fútbol Profesional de la República del Perú", "페루 프로 축구 리그", "ko", "en"),
        ("Seoul", "서울", "ko", "en"),
        ("2024", "2024", "ko", "en"),
        ("“Peace first”", "“평화가 먼저다”", "ko", "en"),
        ("Energy ministers of nine states meet in Baku", "9개국 에너지 장관 바쿠에서 회동", "ko", "en"),
        (
            "Le ministre a dit que les élections auront lieu dans le pays.",
            "장관이 선거를 말했다.",
            "ko",
            "fr",
        ),
        ("水之会议", "물 회의", "ko", "zh-Hans"),
    ],
)
def test_short_right_answers_pass(answer: str, asked: str, source: str, target: str) -> None:
    assert usable(answer, asked, source=source, target=target) == (answer, "")


def test_another_language_is_told_by_its_small_words() -> None:
    assert foreign(FRENCH, SOURCES[0], "en")
    assert foreign("Die Regierung hat gesagt, dass die Wahlen in den nächsten Tagen sind.", "", "en")
    assert not foreign(FRENCH, SOURCES[0], "fr")
    assert not any(foreign(text, "", "en") for text in ENGLISH)
    # What the source itself quotes may stay.
    assert not foreign(FRENCH, f"그는 “{FRENCH}”라고 했다.", "en")


def test_right_packets_are_not_taken_apart() -> None:
    texts = ["3월 12일", "12월 25일 열린다", "3만 명", "15명이 왔다", "서울", "서울시"]
    answers = ["March 12", "It opens on December 25", "30,000 people", "Fifteen came", "Seoul", "Seoul"]
    assert misfit(texts, answers) == ""
    assert repeated(texts, answers) == []
    assert without_numbers(["첫째, 물.", "둘째, 불."], ["1. Water.", "2. Fire."]) == ["1. Water.", "2. Fire."]
    assert without_numbers(["물.", "불."], ["1. Water.", "3. Fire."]) == ["1. Water.", "3. Fire."]


def test_an_answer_that_holds_a_key_is_refused(
    google: Google, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bilingual.engines import keys

    monkeypatch.setenv("SOME_API_KEY", "s3cr3t-of-mine")
    assert keys.find("some") == "s3cr3t-of-mine"
    texts = run(google, site, lambda lines: [f"{line} s3cr3t-of-mine" for line in lines])
    assert texts == [None] * len(SOURCES)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Sorry...</title><body>unusual traffic<form id='captcha-form'></form></body></html>",
        page("Our systems have detected unusual traffic from your computer network."),
    ],
)
def test_a_page_that_asks_for_a_captcha_ends_the_run_with_a_time(
    google: Google, site: Site, body: bytes
) -> None:
    site.reply = lambda handler, query: send(handler, body)
    with pytest.raises(EngineError, match="Come back after") as caught:
        list(ask(google, [Request(t) for t in SOURCES], source="ko", target="en", sleep=lambda _: None))
    assert caught.value.retryable
    assert len(site.asked) <= 10


@pytest.mark.parametrize(("status", "body"), [(204, b""), (500, b"x"), (200, page("half")[:-60])])
def test_a_page_that_is_always_wrong_is_soon_given_up_with_a_time(
    google: Google, site: Site, status: int, body: bytes
) -> None:
    site.reply = lambda handler, query: send(handler, body, status)
    with pytest.raises(EngineError, match="Come back after"):
        list(ask(google, [Request(t) for t in SOURCES], source="ko", target="en", sleep=lambda _: None))
    assert len(site.asked) <= 10
