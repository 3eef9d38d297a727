"""No line of ordinary length keeps the shipped rules busy: lines that nearly match them are told in time.

A regular expression that hangs cannot be interrupted from within, so all lines are tried in a child process.
It writes down what it tries; when a line takes for ever, the last name is the guilty one.  Counted is the work
of the child itself, whatever else the machine is busy with: a signal ends it that no code of its own handles.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path
from typing import Any

import pytest

from bilingual import cleaning, reading

LONGEST = 400
#: Seconds of the child's own work for a line.  It takes some thousandths; one that hangs takes years.
WORK = 30
#: Seconds until a child that such a signal does not reach (on Windows, or asleep) is ended.
AT_LAST = 3600
SPOILT = " 外 ♧x"

KNOWN = {
    "pager": " | ".join(map(str, range(1, 16))) + " | 맨끝",
    "pager of ten": " | ".join(map(str, range(1, 11))) + " | 더보기",
    "Chinese counter": "阅读 1 评论 2 点赞 3 转发 4 播放 5 热度 6 人气 7 点击 8 阅读 9 收藏",
    "Chinese counter with colons": "阅读: 1 评论: 2 点赞: 3 转发: 4 播放: 5 热度: 6 人气: 7 收藏: 8",
    "Korean counter": "조회 1 | 추천 2 | 댓글 3 | 공감 4 | 좋아요 5 | 클릭 6 | 반대 7 | 공유 8 | 저장 9",
    "Korean counter of commas": "조회,,,,추천,,,," * 3 + "x",
    "beside a Chinese comment": "顶 | 踩 | 赞 | 支持 | 反对 | 回复 | 举报 | 收藏 | 更多",
    "beside a Chinese comment, counted": "顶 [0] 踩 [0] 赞 [0] 支持 [0] 反对 [0] 回复 [0] 举报 [0] 更多",
    "beside a Korean comment": "답글 0 공감 0 비공감 0 신고 0 삭제 0 수정 0 찬성 0 반대 0 답글 0 인쇄",
    "mail addresses": "a@b.c-" * 12 + " 가",
    "mail addresses apart": "a@b.c - d@e.f - g@h.i - j@k.l - m@n.o - p@q.r - 문의",
    "sections": "정치/경제/사회/문화/국제/연예/스포츠/사설/칼럼/지역/전국/북한/산업/증권/금융/교육 뉴스레터",
    "buttons": "기사 보내기 인쇄하기 공유하기 글자크기조절 본문보기 전체메뉴 더보기 카카오톡 인쇄용 목록 독자",
    "Chinese buttons": "新浪微博分享到腾讯微博QQ空间人人网返回首页字体放大字体缩小字体打印本页 读者",
    "breadcrumbs": "홈 > 뉴스 > 정치 > 국회 > 여당 > 기사 > 목록 > 보기 <",
    "breadcrumbs of marks": "> " * 45 + "<",
    "breadcrumbs of quotation marks": "a›" * 35 + "x" * 30,
    "credit of a photo": "물가가 올랐다고 밝혔다 (그래픽" + " " * 380 + "x",
    "credit of a photo, wide spaces": "물가가 올랐다고 밝혔다 (사진" + "\u3000" * 380 + "x",
    "reporter": "홍길동 · " * 40 + "x",
    "reporter with spaces": "홍" + " " * 380 + "기",
    "date line": "." + " " * 300 + "1911 / 1 - 11",
    "leaked style": "/* a */" + "a-" * 190 + " {",
}


def patterns() -> Iterator[tuple[str, str]]:
    """Yield the expressions of the shipped rules, each with a name."""
    folder = resources.files("bilingual.cleaning").joinpath("rules")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for table, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
                for entry in entries:
                    for n, pattern in enumerate([*entry.get("patterns", ()), *entry.get("never", ())]):
                        yield f"{file.name}, {table} {entry.get('name', '')!r}, pattern {n}", pattern


def walk(items: Any, words: list[str]) -> None:
    """Add the literal pieces of a parsed expression to ``words``."""
    word = ""
    for op, argument in items:
        name = str(op)
        if name == "LITERAL":
            word += chr(argument)
            continue
        if word:
            words.append(word)
            word = ""
        if name == "SUBPATTERN":
            walk(argument[-1], words)
        elif name == "BRANCH":
            for branch in argument[1]:
                walk(branch, words)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            walk(argument[2], words)
        elif name == "ATOMIC_GROUP":
            walk(argument, words)
        elif name == "IN":
            words.extend(
                chr(value) for kind, value in argument if str(kind) == "LITERAL" and len(words) < 200
            )
    if word:
        words.append(word)


def near_misses(pattern: str) -> Iterator[str]:
    """Yield lines of pieces of the expression that it may nearly match."""
    words: list[str] = []
    walk(import_module("re._parser").parse(pattern), words)
    words = list(dict.fromkeys(word for word in words if word.strip()))
    long = [word for word in words if len(word) > 1] or words
    if not words:
        return
    for joint in ("", " ", " | ", " 1 ", ",,"):
        for pieces in (words, long):
            for length in (59, LONGEST):
                line = joint.join(pieces)
                line = (line + joint) * (length // len(line) + 1)
                yield line[: length - len(SPOILT)] + SPOILT
    for word in (long[0], long[-1]):
        yield word + " " * (LONGEST - len(word) - 1) + "x"
        yield word + ", " * 100 + "x"


def lines() -> Iterator[tuple[str, str]]:
    """Yield all lines, each with the name of what it nearly is."""
    yield from KNOWN.items()
    seen: set[str] = set()
    for name, pattern in patterns():
        for line in near_misses(pattern):
            if line not in seen:
                seen.add(line)
                yield name, line


def wind_up(seconds: float) -> None:
    """End this process after so many seconds of its own work, unless it is wound up again."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def try_all(log: Path) -> None:
    """Try every line, the name of each being written to ``log`` before."""
    facts = [re.compile(pattern) for name, pattern in patterns() if name.startswith("metadata.toml")]
    with log.open("w", encoding="utf-8") as told:
        for name, line in lines():
            told.seek(0)
            told.truncate()
            told.write(f"{name}: {line!r}")
            told.flush()
            wind_up(WORK)
            between = f"금리 동결\n\n은행이 결정했다고 밝혔다.\n\n{line}\n\n물가가 올랐다고 했다.\n"
            for text in (f"{line}\n", between):
                cleaning.judge(reading.parse(text.encode(), "a.txt"))
            if name in KNOWN or name.startswith("metadata.toml"):
                for fact in facts:
                    fact.search(line)


def run(code: str, *arguments: str) -> int:
    """Run a line of code in a child process, this module being ``t``; return its exit status."""
    command = [sys.executable, "-c", f"import sys, pathlib, tests.test_cleaning_rules_cost as t; {code}"]
    return subprocess.run(
        [*command, *arguments], timeout=AT_LAST, cwd=Path(__file__).parent.parent
    ).returncode


def test_no_line_that_nearly_matches_takes_for_ever(tmp_path: Path) -> None:
    log = tmp_path / "tried.txt"
    status = run("t.try_all(pathlib.Path(sys.argv[1]))", str(log))
    assert status == 0, f"did not come to an end: {log.read_text(encoding='utf-8')}"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such timers here")
def test_an_expression_that_hangs_is_ended() -> None:
    hangs = r"import re; t.wind_up(0.2); re.match(r'(?:a|a)*b', 'a' * 100)"
    assert run(hangs) == -signal.SIGVTALRM
