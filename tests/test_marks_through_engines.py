"""Marks go through engines of every kind: kept where they come back whole, never left in a text."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Article, Block, Mark, Policy, Segment, Source, Status, Target, TermMatch
from bilingual.chinese_scripts import converted
from bilingual.copying import in_other_script, without_engine
from bilingual.engine_chain import EngineChain
from bilingual.inline_marks import place_marks
from bilingual.inline_marks.anchoring import sent_spans
from bilingual.inline_marks.notation import BRACES, MOST_PAIRS, TAGS, mark_up, read
from bilingual.inline_marks.spans import carried, carried_marks, normal, proper
from bilingual.memory import Memory, open_memory
from bilingual.terminology import pinning
from bilingual.translation import fulfil, plan

NATO = TermMatch("나토", 0, 2, Policy.PIN, {"en": "NATO"}, {"en": ("NATO",)})


class Words:
    """Translates by a table, piece by piece, and keeps whatever it does not know."""

    name = "words"
    needs_network = False

    def __init__(self, words: dict[str, str], change: Callable[[str], str] = str) -> None:
        self.words = words
        self.change = change
        self.asked: list[str] = []

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        self.asked += texts
        return [self.change(self._one(text)) for text in texts]

    def _one(self, text: str) -> str:
        pattern = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))
        return re.sub(pattern, lambda m: self.words[m.group()], text) if pattern else text


def _run(
    engine: object, *segments: Segment, memory: Memory | None = None, target: str = "en"
) -> list[Target]:
    article = Article(
        Source("a.txt", "0" * 64, language="ko"),
        tuple(Block(s.block, s.source) for s in segments),
        segments,
        targets=(target,),
    )
    chain = EngineChain(["words"], offline=False, say=lambda line: None)
    chain._loaded["words"] = engine  # type: ignore[assignment]
    kept = memory or open_memory("none")
    job = plan(article, target, kept, chain)
    (done,) = fulfil([job], kept, chain, lambda n: None)
    return [place_marks(s, done[s.id], target) for s in segments]


def _segment(text: str, *terms: TermMatch, number: int = 1) -> Segment:
    """``a [b:words] c`` with a mark over the words; tags are letters, links have an address."""
    marks: list[Mark] = []
    out = ""
    stack: list[tuple[str, int]] = []
    for piece in re.split(r"(\[\w+:|\])", text):
        if piece.startswith("[") and piece.endswith(":"):
            stack.append((piece[1:-1], len(out)))
        elif piece == "]":
            tag, start = stack.pop()
            href = "https://example.org/" if tag == "a" else None
            marks.append(Mark(f"m{len(marks) + 1}", start, len(out), tag, href))
        else:
            out += piece
    found = tuple(
        replace(term, start=at.start(), end=at.end())
        for term in terms
        for at in re.finditer(re.escape(term.source), out)
    )
    return Segment(f"00000000-{number}.1", str(number), out, "ko", marks=tuple(marks), terms=found)


def _shown(target: Target) -> list[tuple[str, str]]:
    assert target.text is not None
    return [(mark.tag, target.text[mark.start : mark.end]) for mark in target.marks]


WORDS = {
    "정부는": "The government",
    "오늘": "today",
    "새로운": "a new",
    "정책을": "policy",
    "발표했다": "announced",
    "그리고": "and",
    "설명했다": "explained",
}


def test_marks_come_back_with_their_words() -> None:
    engine = Words(WORDS)
    (target,) = _run(engine, _segment("[b:정부는] 오늘 [a:새로운 [i:정책을]] 발표했다."))
    assert target.text == "The government today a new policy announced."
    assert _shown(target) == [("b", "The government"), ("a", "a new policy"), ("i", "policy")]
    assert target.findings == ()
    assert len(engine.asked) == 1


def test_a_text_without_inner_marks_is_sent_as_it_is() -> None:
    engine = Words(WORDS)
    whole, water, plain = (
        _segment("[b:정부는 오늘 발표했다]."),
        _segment("오늘 CO[sub:2] 정책을 발표했다.", number=2),
        _segment("정부는 설명했다.", number=3),
    )
    targets = _run(engine, whole, water, plain)
    assert engine.asked == [whole.source, water.source, plain.source]
    assert _shown(targets[0]) == [("b", "The government today announced")]
    assert _shown(targets[1]) == [("sub", "2")]
    assert targets[1].text is not None
    assert targets[1].text[: targets[1].marks[0].start].endswith("CO")


def test_a_power_is_never_sent_as_a_number() -> None:
    engine = Words({"만": " ten thousand ", "톤이": "tonnes", "나왔다": "came out"})
    (target,) = _run(engine, _segment("10[sup:6]톤이 나왔다."))
    assert engine.asked == ["10<g1>6</g1>톤이 나왔다."]
    assert _shown(target) == [("sup", "6")]


def test_a_bold_link_is_one_pair() -> None:
    engine = Words(WORDS)
    (target,) = _run(engine, _segment("오늘 [b:[a:정책을]] 발표했다."))
    assert engine.asked == ["오늘 <g1>정책을</g1> 발표했다."]
    assert sorted(_shown(target)) == [("a", "policy"), ("b", "policy")]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"<(/?)g(\d+)>", r"< \1 G\2 >", text),
        lambda text: text.replace("<", "＜").replace(">", "＞").replace("/g", "／ｇ"),
        lambda text: re.sub(r"<(/?g\d+)>", r" <\1> ", text),
        lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
        lambda text: re.sub(r"<(/?g\d+)>", r"《\1》", text),
    ],
)
def test_marks_that_were_spaced_or_widened_are_known(change: Callable[[str], str]) -> None:
    engine = Words(WORDS, change)
    (target,) = _run(engine, _segment("정부는 오늘 [b:새로운 정책을] 발표했다."))
    assert target.text == "The government today a new policy announced."
    assert _shown(target) == [("b", "a new policy")]
    assert len(engine.asked) == 1


def test_an_engine_that_breaks_tags_is_asked_in_braces() -> None:
    engine = Words(WORDS, lambda text: re.sub(r"</g\d>", "", text))
    (target,) = _run(engine, _segment("오늘 [b:정책을] 발표했다."))
    assert engine.asked == ["오늘 <g1>정책을</g1> 발표했다.", "오늘 {1}정책을{/1} 발표했다."]
    assert _shown(target) == [("b", "policy")]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"<[^>]*>|\{[^}]*\}", "", text),  # drops them
        lambda text: re.sub(r"([<{].*?[>}])", r"\1\1", text),  # doubles them
        lambda text: text.replace("<", "").replace("{", "").replace(">", "").replace("}", ""),
        lambda text: re.sub(r"(<g1>|\{1\})(.*?)(</g1>|\{/1\})", r"\3\2\1", text),  # swaps them
        lambda text: re.sub(r"(<g1>|\{1\})(.*?)(</g1>|\{/1\})", r"\1\3\2", text),  # empties them
        lambda text: re.sub(r"<g1>|\{1\}", "«tag one»", text) if "<" in text or "{" in text else text,
    ],
)
def test_no_notation_ever_stays_and_the_rest_is_a_finding(change: Callable[[str], str]) -> None:
    engine = Words(WORDS, change)
    (target,) = _run(engine, _segment("정부는 오늘 [b:새로운 정책을] 발표했다."))
    assert target.text == "The government today a new policy announced."
    assert target.status is Status.TRANSLATED
    assert all(shown == ("b", "a new policy") for shown in _shown(target))
    assert target.marks or [finding.check for finding in target.findings] == ["marks"]


def test_words_that_an_answer_marked_are_found_again_in_the_answer_without_marks() -> None:
    def half(text: str) -> str:
        return re.sub(r"</g2>|\{/2\}", "", text)

    engine = Words(WORDS, half)
    (target,) = _run(engine, _segment("[b:정부는] 오늘 [i:새로운] 정책을 발표했다."))
    assert _shown(target) == [("b", "The government")]
    assert "새로운" in target.findings[0].message


def test_a_hopeless_engine_is_soon_asked_without_marks() -> None:
    engine = Words(WORDS, lambda text: re.sub(r"<[^>]*>|\{[^}]*\}", "", text))
    segments = [_segment(f"정부는 {n}번 오늘 [b:정책을] 발표했다.", number=n) for n in range(1, 41)]
    _run(engine, *segments)
    assert len(engine.asked) == 40 + 2 * 4


def test_a_pinned_term_is_never_cut_and_its_link_stays() -> None:
    engine = Words({"정상회의가": "summit", "열렸다": "opened", "의": "'s", "는": ""})
    segment = _segment("[b:[a:나토] 정상회의가] 오늘 열렸다.", NATO)
    (target,) = _run(engine, segment)
    assert ("a", "NATO") in _shown(target)
    assert any(tag == "b" and "NATO" in words for tag, words in _shown(target))


def test_a_mark_through_a_term_takes_the_whole_term_in_every_way_of_pinning() -> None:
    segment = replace(
        _segment("오늘 나토는 설명했다.", NATO), marks=(Mark("m1", 4, 6, "b"),)
    )  # the second syllable and the particle
    for way in ("substitute", "protect", "plain"):
        prepared = pinning.prepare(segment.source, segment.terms, "en", way)
        start, end = prepared.moved(3, 5)
        assert prepared.text[start:end] in ("NATO", "[[QZB]]", "나토")
    (target,) = _run(Words({"오늘": "Today", "설명했다": "explained", "는": " has"}), segment)
    assert [words for _, words in _shown(target)] in (["NATO has"], ["NATO"])


def test_many_marks_and_neighbours_of_one_kind() -> None:
    text = " ".join("[b:정책을]" for _ in range(20))
    segment = _segment(f"오늘 {text} 발표했다.")
    assert len(normal(segment.source, segment.marks)) == 1
    linked = _segment("[a:발표를] 했다. " + " 그리고 ".join(f"[b:{n}번 정책을]" for n in range(20)))
    assert sent_spans([linked], MOST_PAIRS) == ((0, 3),)
    many = _segment(" 그리고 ".join(f"[b:{n}번 정책을]" for n in range(20)) + " 발표했다.")
    engine = Words(WORDS)
    (target,) = _run(engine, many)
    assert engine.asked == [many.source]
    assert target.text is not None
    assert mark_up("가 나 다", [(0, 1)] * (MOST_PAIRS + 1), [(0, 1)] * (MOST_PAIRS + 1), TAGS) is not None


def test_memory_keeps_where_marks_lie_and_other_marks_profit(tmp_path) -> None:
    first = _segment("정부는 오늘 [b:새로운 정책을] 발표했다.")
    other = _segment("정부는 오늘 [a:새로운 정책을] 발표했다.", number=2)
    strange = _segment("정부는 [i:오늘] 새로운 정책을 발표했다.", number=3)
    engine = Words(WORDS)
    with open_memory(str(tmp_path / "m.db")) as memory:
        _run(engine, first, memory=memory)
        again, linked, lost = _run(engine, first, other, strange, memory=memory)
    assert len(engine.asked) == 1
    assert {t.status for t in (again, linked, lost)} == {Status.REUSED}
    assert _shown(again) == [("b", "a new policy")]
    assert _shown(linked) == [("a", "a new policy")]
    assert linked.marks[0].href == "https://example.org/"
    assert lost.marks == ()
    assert lost.findings[0].check == "marks"


def test_equal_texts_with_other_marks_are_one_request() -> None:
    engine = Words(WORDS)
    one = _segment("정부는 [b:오늘] 정책을 발표했다.")
    two = _segment("정부는 오늘 [a:정책을] 발표했다.", number=2)
    targets = _run(engine, one, two)
    assert engine.asked == ["정부는 <g1>오늘</g1> <g2>정책을</g2> 발표했다."]
    assert [_shown(target) for target in targets] == [[("b", "today")], [("a", "policy")]]


def test_an_engine_that_honours_marks_is_sent_well_formed_tags_only() -> None:
    engine = Words(WORDS, lambda text: re.sub(r"<[^>]*>", "", text))
    engine.honours_marks = True  # type: ignore[attr-defined]
    _run(engine, _segment("오늘 [b:정책을] 발표했다."), _segment("A&B는 [b:정책을] 발표했다.", number=2))
    assert engine.asked[0] == "오늘 <g1>정책을</g1> 발표했다."
    assert engine.asked[1] == "A&B는 정책을 발표했다."
    assert not any("{" in text for text in engine.asked)


def test_the_source_coming_back_without_its_marks_is_no_translation() -> None:
    engine = Words({}, lambda text: re.sub(r"<[^>]*>|\{[^}]*\}", "", text))
    (target,) = _run(engine, _segment("정부는 오늘 [b:정책을] 발표했다."))
    assert target.status is Status.FAILED
    assert target.text is None


@pytest.mark.parametrize(
    ("source", "text", "shown"),
    [
        ("[b:질문:] 왜 그런가?", "Question: why is that?", [("b", "Question:")]),
        ("[b:질문]: 왜 그런가?", "Question: why is that?", [("b", "Question")]),
        ("그는 [i:《기생충》]을 보았다.", "He saw 《Parasite》.", [("i", "《Parasite》")]),
        ("그는 [b:“가겠다”]고 말했다.", "“I will go,” he said.", [("b", "“I will go,”")]),
        ("지난 [b:19일] 만났다.", "They met on the 19.", [("b", "19")]),
        ("그는 말했다.[sup:3]", "He said so.3", [("sup", "3")]),
        ("인구는 [b:3,400명]이다.", "The population is 3,400.", [("b", "3,400")]),
        ("[b:전부 굵다]!", "All of it is bold!", [("b", "All of it is bold")]),
        ("넓이는 30m[sup:2]이다.", "The area is 30m2.", [("sup", "2")]),
        ("[b: ]빈 표시", "Empty mark", []),
        ("표시[b:,] 둘", "Mark, two", []),
    ],
)
def test_marks_are_told_from_a_text_alone(source: str, text: str, shown: list[tuple[str, str]]) -> None:
    segment = _segment(source)
    target = place_marks(segment, Target(text, Status.REUSED), "en")
    assert [pair for pair in _shown(target) if pair[1] != ","] == shown
    assert target.findings == ()


def test_an_engine_that_writes_tags_out_is_asked_in_braces() -> None:
    engine = Words(WORDS, lambda text: text.replace("<g1>", "<tag one>"))
    (target,) = _run(engine, _segment("오늘 [b:정책을] 발표했다."))
    assert len(engine.asked) == 2
    assert _shown(target) == [("b", "policy")]


@pytest.mark.parametrize("word", ["word", "단어"])
def test_an_answer_in_the_wrong_language_is_asked_for_once_more_without_marks(word: str) -> None:
    engine = Words({}, lambda text: re.sub("[가-힣]+", word, text))
    segment = _segment("정부는 오늘 [b:새로운 정책을] 그리고 내일 발표했다고 설명했다.")
    (target,) = _run(engine, segment, target="zh-Hans")
    assert len(engine.asked) == 2
    assert (target.status, target.text) == (Status.FAILED, None)


def test_thousands_of_marks_are_no_burden() -> None:
    text = " ".join(f"낱말{n}" for n in range(3000))
    marks = tuple(
        Mark(f"m{n}", at.start(), at.end(), "b", str(n)) for n, at in enumerate(re.finditer(r"\S+", text))
    )
    segment = Segment("00000000-1.1", "1", text, "ko", marks=marks)
    (target,) = _run(Words({"낱말": "word"}), segment)
    assert len(target.marks) <= 200
    assert len(target.findings[0].message) < 200


def test_marks_that_cross_are_cut() -> None:
    marks = normal("가나다라마바", [Mark("m1", 0, 4, "b"), Mark("m2", 2, 6, "a", "https://x.org")])
    assert [(m.id, m.start, m.end) for m in marks] == [("m1", 0, 4), ("m2", 2, 4), ("m2.2", 4, 6)]


def test_a_staircase_of_marks_takes_no_time() -> None:
    marks = [Mark(f"m{n}", n, n + 500, "b" if n % 2 else "i", str(n)) for n in range(1500)]
    assert len(normal("가" * 2000, marks)) < 10_000


# --- any text, any marks, any engine ----------------------------------------------------------------------

_ALPHABET = "가나다라 mark12.,<>{}《》“”[]g/Hé世界\n"
_TEXTS = st.text(_ALPHABET, min_size=1, max_size=30)
_MARKS = st.lists(
    st.builds(
        Mark,
        st.sampled_from(["m1", "m2", "m3", "m4"]),
        st.integers(-2, 31),
        st.integers(-2, 33),
        st.sampled_from(["b", "i", "a", "sup"]),
        st.sampled_from([None, "https://a.org"]),
    ),
    max_size=6,
    unique_by=lambda mark: mark.id,
)
_NOTATION = re.compile(r"<\s*/?\s*g\s*\d+\s*>|\{\s*/?\s*\d+\s*\}", re.IGNORECASE)


def _valid(target: Target) -> bool:
    spans = [(mark.start, mark.end) for mark in target.marks]
    return len(proper(spans, len(target.text or ""))) == len(spans)


@st.composite
def _engines(draw: st.DrawFn) -> Callable[[str], str]:
    """An engine that cuts a text at its marks and keeps, drops, doubles, moves and spoils the pieces."""
    seed = draw(st.randoms(use_true_random=False))
    harm = draw(st.sampled_from([0, 0.05, 0.3]))

    def answer(text: str) -> str:
        pieces = re.split(r"(<[^<>]*>|\{[^{}]*\})", text)
        out: list[str] = []
        for piece in pieces:
            chance = seed.random()
            if chance < harm:
                continue
            if chance < 2 * harm:
                out.append(piece)
            if chance < 3 * harm:
                piece = piece[:-1]
            elif chance < 4 * harm:
                piece = piece.replace("g", "G ").replace("<", " ＜")
            out.append(re.sub("[가-힣]", "w", piece))
        if seed.random() < harm:
            seed.shuffle(out)
        return "".join(out)

    return answer


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _MARKS, _engines())
def test_whatever_an_engine_does_the_target_is_sound(
    text: str, marks: list[Mark], answer: Callable[[str], str]
) -> None:
    said: list[str] = []

    def engine_answer(asked: str) -> str:
        said.append(answer(asked))
        return said[-1]

    segment = Segment("00000000-1.1", "1", text, "ko", marks=tuple(marks))
    (target,) = _run(Words({}, engine_answer), segment)
    assert _valid(target) or target.status is Status.COPIED
    if target.status is not Status.TRANSLATED or target.text is None:
        return
    if _NOTATION.search(text):
        return  # which braces are ours and which the page's cannot be told from here
    assert not _NOTATION.search(target.text)

    def bare(words: str) -> str:
        return re.sub(r"\W", "", _NOTATION.sub("", words.translate({0xFF1C: "<"})))

    assert bare(target.text) in {bare(words) for words in said}


@settings(deadline=None)
@given(_TEXTS.map(lambda text: re.sub(r"[<>{}&]", "", text)), _MARKS, st.sampled_from([TAGS, BRACES]))
def test_what_is_marked_up_is_read_back(text: str, marks: list[Mark], notation: str) -> None:
    spans = [(mark.start, mark.end) for mark in normal(text, marks)]
    made = mark_up(text, spans, spans, notation)
    if made is None:
        assert not spans
        return
    reading = read(made, made.text, "fr")
    assert "".join(reading.text.split()) == "".join(text.split())
    assert not reading.leaked
    for number, (start, end) in reading.spans.items():
        low, high = made.spans[number]
        assert "".join(reading.text[start:end].split()) == "".join(text[low:high].split())


@settings(deadline=None)
@given(st.text("ab cd", max_size=25), st.text("ab cd", max_size=25), st.integers(0, 24), st.integers(1, 9))
def test_a_span_is_carried_into_the_text(before: str, after: str, start: int, length: int) -> None:
    start, end = min(start, len(before)), min(start + length, len(before))
    if start >= end:
        return
    (place,) = carried([(start, end)], before, after)
    assert place is None or 0 <= place[0] < place[1] <= len(after)
    assert carried([(start, end)], before, before) == [(start, end)]


def test_repeated_characters_are_converted_at_once() -> None:
    # Comparing these two texts in full takes 20 seconds.
    segment = Segment("1-1.1", "1", "一后" * 700, "zh-Hans", marks=(Mark("m1", 1, 5, "b"),))
    began = time.process_time()
    target = without_engine(segment, "zh-Hant")
    assert time.process_time() - began < 2
    assert target is not None
    assert target.text == converted(segment.source, "zh-Hant") != segment.source
    assert target.marks == segment.marks
    assert place_marks(segment, target, "zh-Hant") == target


def test_what_is_as_long_keeps_its_offsets() -> None:
    # Which 里 is which cannot be told by comparing.
    marks = (Mark("m1", 2, 3, "b"), Mark("m2", 4, 6, "i"))
    assert carried_marks(marks, "里里里里里里", "裏里裏裏里裡") == marks


@pytest.mark.parametrize("size", [400, 1400, 20_000])
def test_repeats_of_another_length_are_compared_no_further(size: int) -> None:
    before, after = "一后" * (size // 2), "三後四" * (size // 2)
    began = time.process_time()
    assert carried([(1, 5)], before, after) == [None]
    assert carried([(0, len(before))], before, after) == [(0, len(after))]
    assert time.process_time() - began < 2


def test_a_long_text_is_tied_together_by_what_it_has_once() -> None:
    chars = [chr(0x4E00 + n) for n in range(2000)]
    random.Random(3).shuffle(chars)
    before = "".join(chars)
    after = before[:300] + "NATO" + before[302:1500] + "나토" + before[1501:]
    assert carried([(310, 320), (300, 302), (1400, 1502)], before, after) == [
        (312, 322),
        (300, 304),
        (1402, 1505),
    ]
    moved = before[:50] + before[900:950] + before[50:900] + before[950:]
    assert carried([(100, 110), (1000, 1010)], before, moved) == [(150, 160), (1000, 1010)]


def test_marks_that_a_conversion_loses_are_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.copying.rewritten", lambda text, to: "三後四" * 500)
    segment = Segment("1-1.1", "1", "一后" * 500, "zh-Hans", marks=(Mark("m1", 1, 5, "b"),))
    target = in_other_script(segment.source, segment.marks, "zh-Hant")
    assert target.marks == ()
    assert [finding.message for finding in target.findings] == ["formatting not carried over: “后一后一”"]
    assert place_marks(segment, target, "zh-Hant") == target


@settings(deadline=None)
@given(_TEXTS, _MARKS)
def test_normal_marks_are_proper(text: str, marks: list[Mark]) -> None:
    made = normal(text, marks)
    spans = [(mark.start, mark.end) for mark in made]
    assert proper(spans, len(text)) == spans
    assert set(sent_spans([Segment("1", "1", text, "ko", marks=tuple(marks))], 12)) <= set(spans)


def test_a_note_in_brackets_keeps_its_link() -> None:
    source = "그는 말했다.[1]"
    segment = Segment("1-1.1", "1", source, "ko", marks=(Mark("m1", 7, 10, "a", "https://example.org/n1"),))
    assert sent_spans([segment], MOST_PAIRS) == ()
    assert _shown(place_marks(segment, Target("He said so.[1]", Status.REUSED), "en")) == [("a", "[1]")]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["나토", "는 ", "회의", " 열", "12", "“", "”", ", "]), min_size=1, max_size=10),
    _MARKS,
    _engines(),
)
def test_no_mark_ever_cuts_a_pinned_name(
    pieces: list[str], marks: list[Mark], answer: Callable[[str], str]
) -> None:
    text = "".join(pieces)
    terms = tuple(replace(NATO, start=at.start(), end=at.end()) for at in re.finditer("나토", text))
    segment = Segment("00000000-1.1", "1", text, "ko", marks=tuple(marks), terms=terms)
    (target,) = _run(Words({}, answer), segment)
    if target.text is None or target.status is Status.COPIED:
        return
    assert _valid(target)
    assert not _NOTATION.search(target.text)
    assert "QZ" not in target.text
    for name in re.finditer(r"(?<![A-Za-z0-9])NATO(?![A-Za-z0-9])", target.text):
        for mark in target.marks:
            assert not name.start() < mark.start < name.end()
            assert not name.start() < mark.end < name.end()
