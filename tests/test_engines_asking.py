"""Asking engines that behave, and many that do not."""

from __future__ import annotations

import sys
import threading
import urllib.error
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines import asking
from bilingual.engines.answers import is_blank, is_echo, usable
from bilingual.engines.asking import (
    FAILURES_IN_A_ROW,
    TRIES,
    Answer,
    Request,
    Watcher,
    ask,
    is_connection_error,
)
from bilingual.engines.contract import AnswerError, Limits, limits_of, name_of, needs_network, signature_of
from bilingual.engines.packing import encoded_bytes, packets, too_long
from bilingual.engines.quiet import stdout_to_stderr
from bilingual.engines.splitting import split
from bilingual.engines.waiting import FIRST_WAIT, MOST_WAIT, wait_before
from bilingual.errors import EngineError


class Fake:
    """Answers with a function of the packet; remembers what it was asked."""

    name = "fake"

    def __init__(self, answer: Callable[[list[str]], Any] | None = None, **attributes: object) -> None:
        self.answer = answer or (lambda texts: [f"en:{text.encode().hex()}" for text in texts])
        self.calls: list[list[str]] = []
        self.terms: list[object] = []
        vars(self).update(attributes)

    def translate(self, texts: Sequence[str], *, source: str, target: str, terms: Any = ()) -> Any:
        self.calls.append(list(texts))
        self.terms.append(terms)
        return self.answer(list(texts))


def run(engine: Any, texts: Sequence[str], **more: Any) -> dict[int, Answer]:
    more.setdefault("sleep", lambda seconds: None)
    more = {"source": "ko", "target": "en", **more}
    answers: dict[int, Answer] = {}
    for packet in ask(engine, [t if isinstance(t, Request) else Request(t) for t in texts], **more):
        for answer in packet:
            assert answer.index not in answers, "answered twice"
            answers[answer.index] = answer
    return answers


KOREAN = [f"러시아가 말했다 {n}." for n in range(7)]


def right(texts: Sequence[str]) -> list[str]:
    return [f"en:{text.encode().hex()}" for text in texts]


def test_one_call_for_what_fits() -> None:
    engine = Fake()
    answers = run(engine, KOREAN)
    assert engine.calls == [KOREAN]
    assert [answers[n].text for n in range(7)] == right(KOREAN)


def test_each_packet_is_yielded_before_the_next_is_asked() -> None:
    engine = Fake(limits={"items": 3})
    stream = ask(engine, [Request(text) for text in KOREAN], source="ko", target="en")
    assert [answer.index for answer in next(stream)] == [0, 1, 2]
    assert len(engine.calls) == 1
    assert [[answer.index for answer in packet] for packet in stream] == [[3, 4, 5], [6]]


def test_default_limits() -> None:
    engine = Fake()
    run(engine, ["가나다"] * 120)
    assert [len(call) for call in engine.calls] == [50, 50, 20]
    engine = Fake()
    run(engine, ["가" * 2000] * 5)
    assert [len(call) for call in engine.calls] == [2, 2, 1]


@pytest.mark.parametrize(
    "limits",
    [None, {}, "many", 3, {"items": 0}, {"items": -1, "characters": None}, {"items": "2"}, {"items": True}],
)
def test_broken_limits_do_no_harm(limits: object) -> None:
    engine = Fake(limits=limits)
    assert len(run(engine, KOREAN)) == 7


def test_a_text_too_long_is_not_asked() -> None:
    engine = Fake(limits={"characters": 10, "encoded_bytes": 60})
    answers = run(engine, ["짧다", "가" * 11, "가나다라마바사", "CSTO"])
    assert engine.calls == [["짧다", "CSTO"]]
    assert answers[1].text is None
    assert "11 characters" in answers[1].reason
    assert "63 bytes" in answers[2].reason


def test_blank_texts_are_not_asked() -> None:
    engine = Fake()
    answers = run(engine, ["", " \n", "\u200b\ufeff", "말"])
    assert engine.calls == [["말"]]
    assert [answers[n].text for n in range(3)] == [None] * 3


def test_nothing_to_ask() -> None:
    engine = Fake()
    assert run(engine, []) == {}
    assert engine.calls == []


def test_terms_are_not_mixed_where_they_are_honoured() -> None:
    a, b = (("러시아", "Russia"),), (("한국", "Korea"),)
    texts = [Request("하나", a), Request("둘", b), Request("셋", a), Request("넷")]
    engine = Fake(honours_terms=True)
    answers = run(engine, texts)
    assert engine.calls == [["하나", "셋"], ["둘"], ["넷"]]
    assert engine.terms == [a, b, ()]
    assert all(answer.text for answer in answers.values())
    engine = Fake()
    run(engine, texts)
    assert engine.calls == [["하나", "둘", "셋", "넷"]]
    assert engine.terms == [()]


def test_an_engine_without_terms_and_one_with_options() -> None:
    class NoTerms:
        name = "plain"

        def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str | None]:
            return ["x"] * len(texts)

    class Anything:
        name = "any"
        seen: dict[str, object]

        def translate(self, texts: Sequence[str], **keywords: object) -> list[str | None]:
            self.seen = keywords
            return ["x"] * len(texts)

    class Styled(Fake):
        def translate(
            self, texts: Sequence[str], *, source: str, target: str, style: str = "", **more: Any
        ) -> Any:
            self.style, self.more = style, more
            return ["x"] * len(texts)

    assert run(NoTerms(), ["말"])[0].text == "x"
    engine = Anything()
    run(engine, ["말"], options={"style": "news"})
    assert engine.seen == {"source": "ko", "target": "en", "terms": ()}
    styled = Styled()
    run(styled, ["말"], options={"style": "news", "context": "title"})
    assert (styled.style, styled.more) == ("news", {"terms": ()})


@pytest.mark.parametrize(
    "answer",
    [
        lambda texts: [*right(texts), "one too many"] if len(texts) > 1 else right(texts),
        lambda texts: right(texts)[1:] if len(texts) > 1 else right(texts),
        lambda texts: "\n".join(right(texts)) if len(texts) > 1 else right(texts),
        lambda texts: None if len(texts) > 1 else right(texts),
        lambda texts: dict(enumerate(right(texts))) if len(texts) > 1 else right(texts),
        lambda texts: iter(right(texts)) if len(texts) > 2 else right(texts),
    ],
)
def test_a_wrong_shape_is_halved_down_to_one(answer: Callable[[list[str]], Any]) -> None:
    answers = run(Fake(answer), KOREAN)
    assert [answers[n].text for n in range(7)] == right(KOREAN)


def test_a_wrong_shape_for_one_text_alone_fails_with_its_reason() -> None:
    answers = run(Fake(lambda texts: ["a"] * (len(texts) + 1)), KOREAN)
    assert {answer.text for answer in answers.values()} == {None}
    assert "2 answers for 1 texts" in answers[0].reason
    answers = run(Fake(lambda texts: "text"), ["말"])
    assert "str instead of a list" in answers[0].reason


def test_none_for_one_text_fails_that_text_only() -> None:
    engine = Fake(lambda texts: [None if text == KOREAN[2] else f"t{text[-2]}" for text in texts])
    answers = run(engine, KOREAN)
    assert [answers[n].text for n in range(7)] == ["t0", "t1", None, "t3", "t4", "t5", "t6"]
    assert engine.calls == [KOREAN, [KOREAN[2]]]


def test_what_came_through_is_yielded_before_the_rest_is_asked_again() -> None:
    engine = Fake(lambda texts: [None, *["ok"] * (len(texts) - 1)] if len(texts) > 1 else ["at last"])
    stream = ask(engine, [Request(text) for text in KOREAN[:3]], source="ko", target="en")
    assert [answer.index for answer in next(stream)] == [1, 2]
    assert next(stream) == [Answer(0, "at last")]


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        (None, "no answer"),
        (3, "int"),
        (b"bytes", "bytes"),
        (["nested"], "list"),
        ("", "empty"),
        (" \n\u200b", "empty"),
        ("\x00\x07", "empty"),
        ("\ud800", "Unicode"),
        ("<!DOCTYPE html><html><body>502</body></html>", "web page"),
        ("  <HTML lang=en>", "web page"),
        ("집단안보조약기구  회의.", "source text"),
    ],
)
def test_what_is_no_translation_never_passes(given_: object, reason: str) -> None:
    answers = run(Fake(lambda texts: [given_] * len(texts)), ["집단안보조약기구 회의."])
    assert answers[0].text is None
    assert reason in answers[0].reason


def test_answers_are_cleaned_of_what_no_workbook_takes() -> None:
    answers = run(Fake(lambda texts: ["  Cafe\u0301\x0b bar\x00 "]), ["카페"])
    assert answers[0].text == "Café bar"


@pytest.mark.parametrize(
    ("text", "source", "target", "echo"),
    [
        ("러시아", "ko", "en", True),
        ("러시아", "ko", "ko", False),
        ("CSTO", "ko", "en", False),
        ("BRICS 2024", "ko", "zh-Hans", False),
        ("2024.08.21 06:05", "ko", "en", False),
        ("中国", "zh-Hans", "en", True),
        ("中国", "zh-Hans", "zh-Hant", False),
        ("中国", "zh-Hans", "ja", False),
        ("中国", "zh-Hans", "ko", True),
        ("微信", "ko", "zh-Hans", False),
        ("위챗(微信)", "ko", "zh-Hans", True),
        ("カザフスタン", "ja", "zh-Hans", True),
        ("Россия", "ru", "en", True),
        ("Россия", "ru", "mn", False),
        ("New York Times", "en", "ko", True),
        ("The ministers met in the capital on Monday.", "en", "ko", True),
        ("The ministers met in the capital on Monday.", "en", "en", False),
        ("Alla ricerca del tempo", "it", "fr", True),
    ],
)
def test_echo(text: str, source: str, target: str, echo: bool) -> None:
    assert is_echo(text, text, source=source, target=target) is echo
    assert is_echo(f" {text.upper()}\n", text, source=source, target=target) is echo
    assert is_echo(text + "?", text, source=source, target=target) is echo
    assert not is_echo("Quite another text", text, source=source, target=target)


@given(st.text(), st.text())
def test_usable_gives_a_text_or_a_reason(answer: str, asked: str) -> None:
    text, reason = usable(answer, asked, source="ko", target="en")
    assert (text is None) == bool(reason)
    if text is not None:
        assert not is_blank(text)
        assert text == text.strip()


def test_retryable_errors_are_tried_again_with_longer_waits() -> None:
    waits: list[float] = []
    left = iter([EngineError("busy", retryable=True), EngineError("busy", retryable=True)])

    def answer(texts: list[str]) -> list[str]:
        if (error := next(left, None)) is not None:
            raise error
        return right(texts)

    answers = run(Fake(answer), KOREAN, sleep=waits.append)
    assert answers[6].text == right(KOREAN)[6]
    assert 0 <= waits[0] <= FIRST_WAIT
    assert 0 <= waits[1] <= 2 * FIRST_WAIT


def raising(error: BaseException) -> Callable[[list[str]], Any]:
    def answer(texts: list[str]) -> Any:
        raise error

    return answer


def test_a_storm_of_429_ends_after_the_tries_and_what_was_answered_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 1e6)
    waits: list[float] = []
    engine = Fake(limits={"items": 3})
    stream = ask(engine, [Request(text) for text in KOREAN], source="ko", target="en", sleep=waits.append)
    assert len(next(stream)) == 3
    engine.answer = raising(EngineError("429", retryable=True, retry_after=7))
    with pytest.raises(EngineError, match=f"gave up after {TRIES} tries") as caught:
        next(stream)
    assert len(engine.calls) == 1 + TRIES
    assert all(7 <= wait <= MOST_WAIT for wait in waits)
    assert len(waits) == TRIES - 1
    assert "Come back after" in str(caught.value)
    assert caught.value.retry_after == 7


def test_a_long_retry_after_is_not_sat_out() -> None:
    waits: list[float] = []
    engine = Fake(raising(EngineError("quota", retryable=True, retry_after=3600)))
    with pytest.raises(EngineError, match=r"3600 s\)\nCome back after 20"):
        run(engine, KOREAN, sleep=waits.append)
    assert waits == []
    assert len(engine.calls) == 1


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -5.0, 1e300])
def test_an_odd_retry_after_does_no_harm(odd: float) -> None:
    waits: list[float] = []
    with pytest.raises(EngineError):
        run(Fake(raising(EngineError("x", retryable=True, retry_after=odd))), ["말"], sleep=waits.append)
    assert all(0 <= wait <= 60 for wait in waits)


def test_an_error_that_is_final_ends_the_run_at_once() -> None:
    engine = Fake(raising(EngineError("key refused")))
    with pytest.raises(EngineError, match="key refused"):
        run(engine, KOREAN)
    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    "error",
    [ConnectionResetError("gone"), TimeoutError(), requests.ConnectionError("x"), urllib.error.URLError("x")],
)
def test_connection_errors_are_retryable(error: Exception) -> None:
    engine = Fake(raising(error))
    with pytest.raises(EngineError) as caught:
        run(engine, KOREAN)
    assert caught.value.retryable
    assert len(engine.calls) == TRIES


def test_which_exceptions_are_of_the_connection() -> None:
    import httpx

    assert is_connection_error(httpx.ConnectError("x"))
    assert not is_connection_error(urllib.error.HTTPError("u", 403, "no", {}, None))  # type: ignore[arg-type]
    assert not is_connection_error(requests.HTTPError("x"))
    assert not is_connection_error(FileNotFoundError("x"))


def test_a_text_that_breaks_the_engine_spoils_only_itself() -> None:
    def answer(texts: list[str]) -> list[str]:
        if KOREAN[4] in texts:
            raise KeyError("a plug-in's fault")
        return right(texts)

    answers = run(Fake(answer), KOREAN)
    assert [n for n in range(7) if answers[n].text is None] == [4]
    assert "KeyError" in answers[4].reason


def test_an_engine_that_always_breaks_is_given_up() -> None:
    engine = Fake(raising(RuntimeError("no model\nsecond line")))
    with pytest.raises(EngineError, match=r"fake: RuntimeError: no model$") as caught:
        run(engine, [f"말 {n}" for n in range(40)])
    assert not caught.value.retryable
    assert len([call for call in engine.calls if len(call) == 1]) == FAILURES_IN_A_ROW
    assert len(engine.calls) < 12


def test_a_page_instead_of_answers_is_tried_again_then_halved() -> None:
    def answer(texts: list[str]) -> list[str]:
        if len(texts) > 2:
            raise AnswerError("a page", retryable=True)
        return right(texts)

    engine = Fake(answer)
    answers = run(engine, KOREAN)
    assert all(answers[n].text == text for n, text in enumerate(right(KOREAN)))
    assert [len(call) for call in engine.calls][:3] == [7, 7, 3]


def test_an_interrupt_passes_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Fake(raising(KeyboardInterrupt())), KOREAN)


def test_an_asynchronous_engine_is_refused() -> None:
    class Async:
        name = "async"

        async def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
            return list(texts)

    with pytest.raises(EngineError, match="asynchronous"):
        run(Async(), ["말"])


def test_what_an_engine_prints_does_not_reach_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(texts: list[str]) -> list[str]:
        print("Path to the file is wrong!")  # noqa: T201
        return right(texts)

    run(Fake(answer), KOREAN)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Path to the file is wrong!" in err


def test_other_threads_keep_their_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout
    with stdout_to_stderr():
        thread = threading.Thread(target=print, args=("a result",))
        thread.start()
        thread.join()
        with stdout_to_stderr():
            print("noise")  # noqa: T201
        print("more noise")  # noqa: T201
    assert sys.stdout is before
    assert capsys.readouterr() == ("a result\n", "noise\nmore noise\n")


def test_reading_an_engine() -> None:
    assert name_of(Fake()) == signature_of(Fake()) == "fake"
    assert signature_of(Fake(signature="fake@2")) == "fake@2"
    assert name_of(object()) == "object"
    assert needs_network(Fake()) is True
    assert needs_network(Fake(needs_network=False)) is False
    assert limits_of(Fake(limits={"items": 4, "tokens": 9})) == Limits(items=4)


def test_encoded_bytes_is_what_a_url_takes() -> None:
    assert encoded_bytes("가") == 9
    assert encoded_bytes("😀") == 12
    assert encoded_bytes("a b") == 3
    assert encoded_bytes("\n") == 3


@given(
    st.lists(st.tuples(st.text(max_size=12), st.integers(0, 2)), max_size=30),
    st.integers(1, 5),
    st.integers(1, 40),
    st.integers(1, 200),
    st.booleans(),
)
def test_packets_lose_nothing_and_keep_the_limits(
    texts: list[tuple[str, int]], items: int, characters: int, size: int, by_terms: bool
) -> None:
    limits = Limits(items, characters, size)
    requests_ = [Request(text, ((("a", str(kind)),))) for text, kind in texts]
    able = [n for n, request in enumerate(requests_) if not too_long(request.text, limits)]
    packed = list(packets(requests_, able, limits, by_terms=by_terms))
    assert sorted(index for packet in packed for index in packet) == able
    for packet in packed:
        joined = "\n".join(requests_[index].text for index in packet)
        assert packet == sorted(packet)
        assert 1 <= len(packet) <= items
        assert len(joined) <= characters
        assert encoded_bytes(joined) <= size
        assert not by_terms or len({requests_[index].terms for index in packet}) == 1


# --- answers that are all refused


def test_a_moment_of_garbage_costs_one_request() -> None:
    left = iter([lambda texts: texts, lambda texts: [""] * len(texts)])
    engine = Fake(lambda texts: next(left, right)(list(texts)))
    answers = run(engine, KOREAN, refuse=lambda index, text: "")
    assert [answers[n].text for n in range(7)] == right(KOREAN)
    # The source text came back, then nothing: asked once more, then in halves.
    assert engine.calls == [KOREAN, KOREAN, KOREAN[:3], KOREAN[3:]]


def test_an_engine_that_echoes_everything_is_not_asked_for_ever() -> None:
    engine = Fake(lambda texts: list(texts), limits={"items": 50})
    answers = run(engine, [f"말 {n}" for n in range(500)])
    assert {answer.text for answer in answers.values()} == {None}
    assert len(engine.calls) <= 10 + 20
    assert all("source text" in answer.reason for answer in answers.values())


def test_what_the_caller_refuses_is_asked_for_again() -> None:
    seen: list[int] = []

    def answer(texts: list[str]) -> list[str]:
        return [f"{text[:-1]} en" if len(texts) == 1 else f"{text[:-1]} xx" for text in texts]

    def refuse(index: int, text: str) -> str:
        seen.append(index)
        return "in the wrong language" if text.endswith("xx") and index == 3 else ""

    engine = Fake(answer)
    answers = run(engine, KOREAN, refuse=refuse)
    assert engine.calls == [KOREAN, [KOREAN[3]]]
    assert (answers[3].text or "").endswith("en")
    assert (answers[2].text or "").endswith("xx")
    assert seen == [0, 1, 2, 3, 4, 5, 6, 3]
    answers = run(Fake(lambda texts: ["xx"] * len(texts)), KOREAN[:4], refuse=refuse)
    assert (answers[3].text, answers[3].reason) == (None, "in the wrong language")


# --- waiting


def test_full_jitter_is_spread_between_nothing_and_a_bound_that_doubles() -> None:
    error = EngineError("busy", retryable=True)
    for tries, bound in [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (60, 8.0)]:
        waits = [wait_before(error, tries) for _ in range(300)]
        assert 0 <= min(waits) < bound / 4
        assert bound * 3 / 4 < max(waits) <= bound


def test_a_service_that_does_not_say_when_is_given_a_time_to_come_back() -> None:
    engine = Fake(raising(EngineError("429 too many", retryable=True)))
    with pytest.raises(EngineError, match=r"gave up after 10 tries\)\nCome back after 20\d\d-"):
        run(engine, KOREAN)


def test_a_packet_is_not_tried_for_longer_than_patience_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 40.0)
    waits: list[float] = []
    engine = Fake(raising(EngineError("503", retryable=True, retry_after=25)))
    with pytest.raises(EngineError, match="gave up after 3 tries"):
        run(engine, KOREAN, sleep=waits.append)
    assert 50 <= sum(waits) <= 52


def test_who_watches_hears_of_calls_and_long_waits() -> None:
    told: list[object] = []

    class Heard(Watcher):
        def called(self, characters: int, answered: bool) -> None:
            told.append((characters, answered))

        def waits(self, seconds: float, error: EngineError) -> None:
            told.append((round(seconds), str(error)))

    left = iter([EngineError("busy", retryable=True, retry_after=5)])

    def answer(texts: list[str]) -> list[str]:
        if (error := next(left, None)) is not None:
            raise error
        return right(texts)

    run(Fake(answer), ["하나", "둘"], watcher=Heard())
    assert told == [(3, False), (5, "busy"), (3, True)]


# --- texts longer than an engine takes


def test_a_long_text_is_cut_at_its_sentences_and_joined_again() -> None:
    engine = Fake(lambda texts: [text.replace("말", "word") for text in texts], limits={"characters": 19})
    answers = run(engine, ["말 하나다. 말 둘이다. 말 셋이다! 말 넷이다."])
    assert engine.calls == [["말 하나다. 말 둘이다."], ["말 셋이다! 말 넷이다."]]
    assert answers[0].text == "word 하나다. word 둘이다. word 셋이다! word 넷이다."
    engine.calls.clear()
    answers = run(engine, ["말 하나다. 말 둘이다. 말 셋이다! 말 넷이다."], target="zh-Hans")
    assert answers[0].text == "word 하나다. word 둘이다.word 셋이다! word 넷이다."


def test_a_piece_without_an_answer_leaves_the_whole_text_without_one() -> None:
    engine = Fake(lambda texts: [None if "셋" in t else "ok" for t in texts], limits={"characters": 20})
    answers = run(engine, ["말 하나다. 말 둘이다. 말 셋이다! 말 넷이다.", "말"])
    assert (answers[0].text, answers[1].text) == (None, "ok")
    assert "no answer" in answers[0].reason


@given(st.text(alphabet="가나다. ,!A1\n", max_size=120), st.integers(1, 30))
def test_pieces_fit_and_keep_every_word(text: str, most: int) -> None:
    parts = split(text, lambda piece: len(piece) <= most)
    if parts:
        assert all(0 < len(part) <= most and part == part.strip() for part in parts)
        assert " ".join(parts).split() == text.split()
    else:
        assert not text.split() or max(len(word) for word in text.split()) > most


@given(st.text(alphabet="天地人，。！A1 ", max_size=120), st.integers(1, 30))
def test_chinese_pieces_lose_nothing_but_space(text: str, most: int) -> None:
    parts = split(text, lambda piece: len(piece) <= most)
    assert not parts or "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= most for part in parts)


def test_a_text_of_a_megabyte_is_cut_without_measuring_it_over_and_over() -> None:
    measured = 0

    def fits(piece: str) -> bool:
        nonlocal measured
        measured += len(piece)
        return len(piece) <= 1000

    text = "강가에서 사람들이 노래를 불렀다, " * 55_000
    parts = split(text, fits)
    assert " ".join(parts) == text.strip()
    assert len(parts) < len(text) / 900
    assert measured < 40 * len(text)
