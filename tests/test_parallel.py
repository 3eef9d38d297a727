"""Pages that give their own translation, and those that merely hold two languages."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bilingual import cleaning, parallel, reading, segmenting
from bilingual.article import Article, Block, Role, Status
from bilingual.memory import IMPORTED, PERSON, Query, Unit, open_memory
from bilingual.parallel.evidence import LENGTH_RATIO, evidence, letters, of_chinese, of_korean
from bilingual.parallel.readings import readings
from bilingual.pipeline import Pipeline
from bilingual.publishing.article_json import from_json, to_json
from bilingual.settings import Settings

from . import scripted_engines
from .parallel_pages import LAYOUTS, MIXED, PAIRS, page

FLORES = Path(__file__).resolve().parent.parent.parent / "shared" / "flores" / "dev.tsv"
needs_flores = pytest.mark.skipif(
    not FLORES.is_file(), reason="needs ../shared/flores, which is not published"
)


def _nothing(text: str, language: str, targets: Sequence[str]) -> tuple[()]:
    return ()


def _read(text: str) -> Article:
    name = "page.html" if text.startswith("<") else "page.txt"
    return segmenting.segment(cleaning.clean(cleaning.judge(reading.parse(text.encode(), name))))


def _paired(text: str) -> tuple[Article, Article]:
    before = _read(text)
    return before, parallel.pair(before, _nothing)


def _flat(text: str) -> str:
    return "".join(text.split())


def _sides(article: Article) -> dict[str, str]:
    """The Korean text of every block with the Chinese of its pairs."""
    own = {pair.segment: pair.text for pair in article.pairs}
    found: dict[str, str] = {}
    for block in article.blocks:
        segments = [segment for segment in article.segments if segment.block == block.id]
        korean = _flat("".join(segment.source for segment in segments))
        found[korean] = _flat("".join(own.get(segment.id, "") for segment in segments))
    return found


def _whole(article: Article) -> None:
    """What must hold of any article: segments lie in their blocks, and each knows the other."""
    blocks = {block.id: block for block in article.blocks}
    assert [id_ for block in article.blocks for id_ in block.segments] == [s.id for s in article.segments]
    for segment in article.segments:
        text = blocks[segment.block].text
        assert text[segment.start : segment.start + len(segment.source)] == segment.source
        assert all(0 <= mark.start < mark.end <= len(segment.source) for mark in segment.marks)
    ids = {segment.id for segment in article.segments}
    for pair in article.pairs:
        assert pair.segment in ids
        assert not ids & set(pair.folded)
        assert all(0 <= mark.start < mark.end <= len(pair.text) for mark in pair.marks)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_korean_line_gets_the_page_s_own_translation(layout: str) -> None:
    before, after = _paired(page(layout))
    _whole(after)
    sides = _sides(after)
    pairs = PAIRS[1:] if layout in ("table", "line breaks") else PAIRS
    for korean, chinese in pairs:
        assert sides[_flat(korean)] == _flat(chinese)
    assert {segment.language for segment in after.segments} == {"ko"}
    assert after.source.language == "ko"
    assert {segment.id for segment in after.segments} <= {segment.id for segment in before.segments}


@pytest.mark.parametrize("kind", MIXED)
def test_a_page_that_is_merely_mixed_keeps_its_lines(kind: str) -> None:
    before, after = _paired(MIXED[kind])
    assert after is before
    assert {segment.language for segment in after.segments} == {"ko", "zh-Hans"}


def test_korean_segments_are_the_same_whether_or_not_the_page_is_folded() -> None:
    before, after = _paired(page("in turn"))
    kept = {segment.id: segment for segment in before.segments if segment.language == "ko"}
    assert {segment.id: segment for segment in after.segments} == kept
    folded = {id_ for pair in after.pairs for id_ in pair.folded}
    assert folded == {segment.id for segment in before.segments if segment.language == "zh-Hans"}


def test_a_paragraph_of_other_sentence_counts_becomes_one_segment_under_the_first_id() -> None:
    korean, chinese = PAIRS[1]
    text = page("in turn").replace(chinese, chinese.replace("开幕。来自", "开幕，来自"))
    before, after = _paired(text)
    _whole(after)
    whole = next(segment for segment in after.segments if segment.source == korean)
    first = next(segment for segment in before.segments if korean.startswith(segment.source))
    assert whole.id == first.id
    rest = {segment.id for segment in after.segments} - {whole.id}
    assert rest <= {
        segment.id for segment in before.segments if segment.source in {s.source for s in after.segments}
    }


def test_one_korean_paragraph_may_have_two_chinese_ones() -> None:
    korean, chinese = PAIRS[1]
    first, second = chinese.split("。", 1)
    text = page("in turn").replace(chinese, f"{first}。\n\n{second}")
    sides = _sides(_paired(text)[1])
    assert sides[_flat(korean)] == _flat(chinese)


@pytest.mark.parametrize("odd", ["行业动态", "（完）", "본지 단독 취재", "▲ 사진 제공: 주최측"])
@pytest.mark.parametrize("layout", ["in turn", "one language, then the other", "Chinese, then Korean"])
def test_a_line_without_counterpart_stays_and_spoils_no_pair(layout: str, odd: str) -> None:
    lines = page(layout).split("\n\n")
    lines.insert(4, odd)
    _, after = _paired("\n\n".join(lines))
    _whole(after)
    sides = _sides(after)
    for korean, chinese in PAIRS:
        assert sides[_flat(korean)] == _flat(chinese)


def test_captions_between_paragraphs_are_paired_too() -> None:
    def figure(text: str) -> str:
        return f"<figure><img src='a.jpg'><figcaption>{text}</figcaption></figure>"

    body = [f"<p>{text}</p>" for pair in PAIRS[1:] for text in pair]
    body[4:4] = [figure("도서전 개막식 현장."), figure("书展开幕式现场。")]
    after = _paired(f"<html><body><article><h1>{PAIRS[0][0]}</h1>{''.join(body)}</article></body></html>")[1]
    assert _sides(after)["도서전개막식현장."] == "书展开幕式现场。"


def test_marks_of_the_chinese_line_stand_on_the_target() -> None:
    text = (
        page("line breaks")
        .replace("免费入场", "<b>免费</b>入场")
        .replace("입장은 무료", "입장은 <b>무료</b>")
    )
    after = _paired(text)[1]
    pair = next(pair for pair in after.pairs if "免费" in pair.text)
    assert [pair.text[mark.start : mark.end] for mark in pair.marks] == ["免费"]


def test_marks_of_the_chinese_line_stand_on_the_converted_target(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    text = (
        page("line breaks")
        .replace("免费入场", "<b>免费</b><i>入场</i>")
        .replace("입장은 무료", "<a href='https://example.org/'>입장은</a> 무료")
    )
    article = _run(replace(settings, targets=("zh-Hans", "zh-Hant")), text)
    segment = next(s for s in article.segments if any("免费" in (t.text or "") for t in s.targets.values()))
    for code, bold, italic in (("zh-Hans", "免费", "入场"), ("zh-Hant", "免費", "入場")):
        target = segment.targets[code]
        assert target.text is not None
        shown = {(mark.tag, target.text[mark.start : mark.end]) for mark in target.marks}
        assert shown == {("b", bold), ("i", italic)}
        assert not [finding for finding in target.findings if finding.check == "marks"]


def test_a_traditional_page_is_traditional() -> None:
    text = "\n".join(
        f"{korean}\n{chinese}\n"
        for korean, chinese in (
            ("한국 배우, 대만 방문", "韓國演員訪問台灣"),
            (
                "한국 배우가 3년 만에 타이완을 방문해 팬들과 만났습니다.",
                "韓國演員時隔3年訪問台灣，與粉絲見面。",
            ),
            ("공항에는 500명의 팬이 모였습니다.", "機場聚集了500名粉絲。"),
        )
    )
    after = _paired(text)[1]
    assert [pair.language for pair in after.pairs] == ["zh-Hant"] * 3


def test_pairs_come_back_from_json() -> None:
    after = _paired(page("line breaks"))[1]
    document = json.loads(json.dumps(to_json(after), ensure_ascii=False))
    assert from_json(document).pairs == after.pairs
    assert [set(pair) for pair in document["pairs"]] == [
        {"segment", "language", "text", "marks", "folded", "line"}
    ] * len(after.pairs)


_LINES = st.sampled_from(
    [
        *(text for pair in PAIRS for text in pair),
        *(f"{korean} / {chinese}" for korean, chinese in PAIRS),
        "행사 안내",
        "相关阅读",
        "2,300",
        "“We will see,” he said.",
        "한국어 / ",
        "((中文))",
    ]
)


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(_LINES, st.booleans()), min_size=1, max_size=24))
def test_whatever_the_page_nothing_is_lost_or_moved(lines: list[tuple[str, bool]]) -> None:
    blocks: list[Block] = []
    for number, (line, below) in enumerate(lines):
        if below and blocks:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{line}")
        else:
            blocks.append(Block(str(number), line, number + 1, role=Role.BODY, keep=True))
    source = reading.parse("글".encode(), "page.txt").source
    before = segmenting.segment(Article(source, tuple(blocks)))
    after = parallel.pair(before, _nothing)
    _whole(after)
    ids = [segment.id for segment in before.segments]
    assert [id_ for id_ in ids if id_ in {s.id for s in after.segments}] == [s.id for s in after.segments]
    told = _flat("".join(s.source for s in after.segments) + "".join(pair.text for pair in after.pairs))
    ours = "".join(segment.source for segment in before.segments)
    # Only the signs between two sides of a line, and brackets around one, may go.
    assert sorted(char for char in told if char.isalnum()) == sorted(char for char in ours if char.isalnum())


def _flores() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in FLORES.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[0], row[2]) for row in rows]


def _article(pairs: Sequence[tuple[str, str]], in_turn: bool) -> Article:
    korean, chinese = ([pair[at] for pair in pairs] for at in (0, 1))
    lines = [text for pair in pairs for text in pair] if in_turn else [*korean, *chinese]
    blocks = [Block(str(at), line, at + 1, role=Role.BODY, keep=True) for at, line in enumerate(lines)]
    return segmenting.segment(Article(reading.parse("글".encode(), "page.txt").source, tuple(blocks)))


@needs_flores
@pytest.mark.parametrize(("size", "recall"), [(2, 0.7), (3, 0.8), (5, 0.9), (10, 0.98)])
def test_right_pairs_of_flores_are_found(size: int, recall: float) -> None:
    """Measured on 400 pages a size: 0.80, 0.88, 0.93 and 1.00 of the pages, 0.98 of their pairs, 4 of 7,561 wrong."""
    rows, draw = _flores(), random.Random(size)
    found = right = wrong = 0
    for number in range(60):
        at = draw.randrange(len(rows) - size)
        after = parallel.pair(_article(rows[at : at + size], number % 2 == 0), _nothing)
        if after.pairs:
            found += 1
            sides = _sides(after)
            wanted = {_flat(korean): _flat(chinese) for korean, chinese in rows[at : at + size]}
            right += sum(sides.get(korean) == chinese for korean, chinese in wanted.items())
            wrong += sum(
                bool(sides.get(korean)) and sides[korean] != chinese for korean, chinese in wanted.items()
            )
    assert found / 60 >= recall
    assert right / (found * size) >= 0.95
    assert wrong <= 0.01 * right


@needs_flores
@pytest.mark.parametrize("size", [1, 2, 3, 5, 10, 20])
def test_sentences_that_are_no_translations_are_never_called_so(size: int) -> None:
    rows, draw = _flores(), random.Random(100 + size)
    for number in range(60):
        chosen = draw.sample(rows, 2 * size)
        wrong = [(a[0], b[1]) for a, b in zip(chosen[:size], chosen[size:], strict=True)]
        assert not parallel.pair(_article(wrong, number % 2 == 0), _nothing).pairs


@needs_flores
def test_the_figures_of_the_docstring() -> None:
    rows = _flores()
    ratio = sum(letters(chinese) for _, chinese in rows) / sum(letters(korean) for korean, _ in rows)
    assert ratio == pytest.approx(LENGTH_RATIO, abs=0.02)
    korean = [of_korean(text, _nothing) for text, _ in rows]
    chinese = [of_chinese(text) for _, text in rows]
    right = [evidence(a, b) for a, b in zip(korean, chinese, strict=True)]
    following = [evidence(a, b) for a, b in zip(korean, chinese[1:], strict=False)]
    another = [evidence(a, b) for a, b in zip(korean, chinese[300:], strict=False)]
    assert sum(value >= 1 for value in right) / len(right) >= 0.68
    assert sum(value >= 1 for value in following) / len(following) <= 0.08
    assert sum(value >= 1 for value in another) / len(another) <= 0.003


@pytest.mark.parametrize(
    ("korean", "right", "wrong"),
    [
        ("수출은 245억 달러로 늘었다.", "出口增至245亿美元。", "出口增至254亿美元。"),
        ("참가자는 1만 2천 명이다.", "参加者有1.2万人。", "参加者有2.1万人。"),
        ("2,089명이 참석했다.", "2089人出席。", "2890人出席。"),
    ],
)
def test_numbers_in_other_shapes_agree(korean: str, right: str, wrong: str) -> None:
    ours = of_korean(korean, _nothing)
    assert evidence(ours, of_chinese(right)) > evidence(ours, of_chinese(wrong)) + 2


def test_names_of_the_glossary_are_evidence(tmp_path: Path) -> None:
    from bilingual.terminology import Matcher, load_glossary

    path = tmp_path / "glossary.csv"
    path.write_text("ko,en,zh,kind,policy\n두만강,Tumen River,图们江,place,\n", encoding="utf-8")
    find = Matcher(load_glossary((path,), None)).find
    text, chinese = "두만강 얼음이 녹았다.", of_chinese("图们江的冰融化了。")
    assert evidence(of_korean(text, find), chinese) > evidence(of_korean(text, _nothing), chinese) + 1


@pytest.mark.parametrize(
    ("char", "sounds"),
    [
        ("國", {"국"}),
        ("女", {"녀", "여"}),
        ("龍", {"룡", "용"}),
        ("金", {"금", "김"}),
        ("樂", {"악", "락", "낙"}),
    ],
)
def test_readings_of_characters(char: str, sounds: set[str]) -> None:
    assert set(readings(char)) == sounds


def test_readings_follow_the_order_of_the_standard() -> None:
    chars = [bytes((row, cell)).decode("euc_kr") for row in range(0xCA, 0xFE) for cell in range(0xA1, 0xFF)]
    first = [readings(char)[0] for char in chars if not "\uf900" <= char <= "\ufaff"]
    assert len(first) == 4620
    assert all(a <= b for a, b in pairwise(first))
    assert readings("们") == ()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        targets=("en", "zh-Hans"),
        engines=("tests.scripted_engines:engine",),
        memory=str(tmp_path / "memory.db"),
        output=tmp_path / "output",
        formats=("json", "html", "txt"),
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> scripted_engines.Scripted:
    made = scripted_engines.Scripted()
    monkeypatch.setattr(scripted_engines, "engine", made, raising=False)
    return made


def _run(settings: Settings, text: str) -> Article:
    with Pipeline(settings) as pipeline:
        return pipeline.translate(text.encode(), "page.txt")


def test_english_is_made_once_and_chinese_not_at_all(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    article = _run(settings, page("in turn"))
    assert sorted(engine.asked) == sorted(segment.source for segment in article.segments)
    for segment in article.segments:
        assert segment.targets["en"].status is Status.TRANSLATED
        target = segment.targets["zh-Hans"]
        assert (target.status, target.origin) == (Status.COPIED, parallel.PAGE)
    assert "".join(s.targets["zh-Hans"].text or "" for s in article.segments) == "".join(
        zh for _, zh in PAIRS
    )


def test_both_lines_stay_where_both_are_to_be_kept(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    folded = _run(replace(settings, memory="none"), page("in turn"))
    engine.asked.clear()
    article = _run(replace(settings, keep_both=True, memory="none"), page("in turn"))
    assert not article.pairs
    languages = [segment.language for segment in article.segments]
    assert languages.count("ko") == languages.count("zh-Hans") == len(folded.segments)
    for segment in article.segments:
        own = Status.COPIED if segment.language == "zh-Hans" else Status.TRANSLATED
        assert segment.targets["zh-Hans"].status is own
        assert segment.source in engine.asked


def test_an_edition_shows_one_row_for_a_pair(settings: Settings, engine: scripted_engines.Scripted) -> None:
    with Pipeline(settings) as pipeline:
        article = pipeline.translate(page("in turn").encode(), "page.txt")
        pipeline.publish(article, "page")
    text = (settings.output / "page.zh-Hans.txt").read_text(encoding="utf-8")
    html = (settings.output / "page.html").read_text(encoding="utf-8")
    for _, chinese in PAIRS:
        first = chinese.split("。")[0]
        assert text.count(first) == 1
        assert html.count(first) == 1


@pytest.mark.parametrize("target", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("own", ["zh-Hans", "zh-Hant"])
def test_the_other_chinese_script_is_converted(
    settings: Settings, engine: scripted_engines.Scripted, own: str, target: str
) -> None:
    import opencc

    text = page("in turn") if own == "zh-Hans" else opencc.OpenCC("s2t").convert(page("in turn"))
    article = _run(replace(settings, targets=(target,)), text)
    wanted = [pair.text for pair in article.pairs]
    assert engine.asked == []
    assert {pair.language for pair in article.pairs} == {own}
    targets = [segment.targets[target] for segment in article.segments]
    if own == target:
        assert [t.text for t in targets] == wanted
        assert {(t.status, t.origin) for t in targets} == {(Status.COPIED, "page")}
    else:
        convert = opencc.OpenCC("s2t" if target == "zh-Hant" else "t2s").convert
        assert [t.text for t in targets] == [convert(text) for text in wanted]
        assert {t.origin for t in targets} == {"opencc"}


def test_memory_is_offered_the_page_s_translation_once(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    import sqlite3

    for _ in range(2):
        article = _run(settings, page("in turn"))
    with sqlite3.connect(settings.memory) as connection:
        count = connection.execute("select count(*) from units where origin = 'imported'").fetchone()[0]
    assert count == len(article.pairs)
    with open_memory(settings.memory) as memory:
        unit = memory.lookup([Query("", PAIRS[2][0], "ko", "zh-Hans")])[0]
    assert unit is not None
    assert (unit.origin, unit.target) == (IMPORTED, PAIRS[2][1])


def test_a_person_s_wording_goes_before_the_page_s(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    article = _run(settings, page("in turn"))
    segment = next(s for s in article.segments if s.source == PAIRS[2][0])
    mended = "开幕式现场来了约3万名市民。"
    unit = Unit(segment.source, mended, "ko", "zh-Hans", PERSON, status="edited", segment=segment.id)
    with open_memory(settings.memory) as memory:
        memory.store([unit])
    for _ in range(2):
        again = _run(settings, page("in turn"))
        target = next(s for s in again.segments if s.id == segment.id).targets["zh-Hans"]
        assert (target.text, target.status) == (mended, Status.EDITED)
    with open_memory(settings.memory) as memory:
        assert memory.lookup([Query(segment.id, segment.source, "ko", "zh-Hans")])[0].origin == PERSON


MIXED_PAGE = """\
베이징 지하철 요금 인상 논란

베이징시가 지하철 요금을 인상하기로 했다. 시민들은 불만을 나타냈다.

“涨价是必要的。”

臺北市民對此也表示關心。

“We will listen to the public,” the mayor said in a statement on Monday.

전문가 3명은 요금 인상이 불가피하다고 말했다.
"""


def test_a_mixed_page_s_lines_go_only_where_a_target_differs(
    settings: Settings, engine: scripted_engines.Scripted
) -> None:
    languages = ("en", "zh-Hans", "zh-Hant", "ko")
    article = _run(replace(settings, targets=languages, engines=("memory",)), MIXED_PAGE)
    seen = {
        segment.language: {code: segment.targets[code] for code in languages} for segment in article.segments
    }
    assert set(seen) == set(languages)
    for own, targets in seen.items():
        for code, target in targets.items():
            if own == code:
                assert (target.status, target.origin) == (Status.COPIED, None)
            elif {own, code} == {"zh-Hans", "zh-Hant"}:
                assert target.origin == "opencc"
            else:
                assert target.status is Status.UNTRANSLATED
    assert seen["zh-Hant"]["zh-Hans"].text == "台北市民对此也表示关心。"


def test_keep_both_is_a_setting_of_the_project(tmp_path: Path) -> None:
    from bilingual.errors import UsageError
    from bilingual.settings import load_settings

    project = tmp_path / "bilingual.toml"
    project.write_text("keep_both = true\n", encoding="utf-8")
    assert load_settings(start=tmp_path).keep_both
    assert not load_settings(start=tmp_path, keep_both=False).keep_both
    project.write_text('keep_both = "yes"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="keep_both"):
        load_settings(start=tmp_path)


def test_pages_of_the_corpus_that_are_parallel(corpus: Path) -> None:
    """Of all its pages, those that give a translation of their own."""
    from bilingual.errors import SourceError
    from bilingual.terminology import Matcher, load_glossary

    from .conftest import ROOT

    find = Matcher(load_glossary((ROOT / "glossary" / "entities.csv",), None)).find
    found = set()
    for path in sorted((corpus / "pages").glob("*.txt")):
        try:
            article = cleaning.clean(cleaning.judge(reading.parse(path.read_bytes(), path.name)))
        except SourceError:
            continue
        if parallel.pair(segmenting.segment(article), find).pairs:
            found.add(path.name[:3])
    assert found == {"074", "077", "078"}


@pytest.mark.parametrize(
    "form", ["{ko} ({zh})", "{ko}（{zh}）", "{ko} [{zh}]", "({zh}) {ko}", "「{zh}」 {ko}", "{ko} / {zh}"]
)
def test_brackets_around_a_side_of_a_line_are_no_part_of_it(form: str) -> None:
    pairs = [
        ("가을 「사과배」 수확 시작", "秋季苹果梨开始收获"),
        ("룡정시에서 5일 “사과배” 수확 시작", "龙井市5日开始收获苹果梨"),
        ("수확량은 3만톤(지난해 2만톤) 예상", "预计产量3万吨（去年2万吨）"),
    ]
    _, after = _paired("\n".join(form.format(ko=ko, zh=zh) for ko, zh in pairs))
    assert _sides(after) == {_flat(ko): _flat(zh) for ko, zh in pairs}
