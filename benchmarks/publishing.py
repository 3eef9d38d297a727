"""How fast a workbook is written at 1,000 to 100,000 rows, and one article as page, workbook and JSON.

``python benchmarks/publishing.py [1000 10000 100000]`` prints both tables.  Targets: 100,000 rows at 6,000 a
second, and at 3,000 with terms in bold inside the cells, within 300 MB; one article within 60 ms after
start-up.  Beside ours, the same cells are written by openpyxl and by XlsxWriter in their ways of least memory
(``write_only``, ``constant_memory``), styled, with bold terms, but without measured heights, links and
colours; one that is not installed is left out.  Each figure is a process of its own, so that its memory can
be told: seconds of process time for the workbook alone, the peak of the whole process, and how much of that
came on top of the article.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from machine import machine

from bilingual import publishing
from bilingual.article import (
    Article,
    Block,
    Policy,
    Role,
    Segment,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)
from bilingual.pipeline import Pipeline
from bilingual.settings import load_settings
from bilingual.workbook_columns import source_hash

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
_WORDS = [
    *("러시아와", "카자흐스탄의", "협력이", "논의됐다고", "크렘린궁", "대변인이", "19일(현지시간)", "밝혔다"),
    *("정상회의에서", "집단안보조약기구", "회원국들은"),
]
_Forms = tuple[dict[str, str], dict[str, tuple[str, ...]]]
_RUSSIA: _Forms = (
    {"en": "Russia", "zh-Hans": "俄罗斯"},
    {"en": ("Russia", "Russian"), "zh-Hans": ("俄罗斯", "俄")},
)
_CSTO: _Forms = {"en": "CSTO", "zh-Hans": "集安组织"}, {"en": ("CSTO",), "zh-Hans": ("集安组织",)}


def article(rows: int, terms: bool) -> Article:
    """Return an article of ``rows`` sentences, each unlike the others, with two targets."""
    segments = []
    for number in range(rows):
        turned = number % len(_WORDS)
        source = " ".join(_WORDS[turned:] + _WORDS[:turned]) + f" {number}번째."
        english = (
            f"Cooperation between Russia and Kazakhstan was discussed, the Kremlin spokesman said on the "
            f"19th, number {number}; members of the CSTO agreed at the summit."
        )
        chinese = (
            "克里姆林宫发言人19日表示，俄罗斯和哈萨克斯坦讨论了合作，集安组织成员国在峰会上达成一致，"
            f"第{number}次。"
        )
        found = [
            _term(source, "러시아", Policy.CHECK, *_RUSSIA),
            _term(source, "집단안보조약기구", Policy.PIN, *_CSTO),
        ]
        targets = {"en": Target(english, Status.TRANSLATED), "zh-Hans": Target(chinese, Status.REUSED)}
        segments.append(
            Segment(
                f"1a2b3c4d-{number}.1", str(number), source, "ko",
                terms=tuple(sorted(found, key=lambda term: term.start)) if terms else (), targets=targets,
            )
        )  # fmt: skip
    blocks = (Block(s.block, s.source, role=Role.BODY, keep=True, segments=(s.id,)) for s in segments)
    return Article(
        Source("generated.txt", "1a2b3c4d" * 8, language="ko", title="생성"), tuple(blocks), tuple(segments),
        targets=("en", "zh-Hans"), signature=Signature("bilingual", "none", "none"),
    )  # fmt: skip


def _term(
    source: str, text: str, policy: Policy, targets: dict[str, str], accepted: dict[str, tuple[str, ...]]
) -> TermMatch:
    start = source.index(text)
    return TermMatch(text, start, start + len(text), policy, targets, accepted=accepted)


def ours(made: Article) -> bytes:
    """Write the workbook as the program does."""
    return publishing.render(made, "xlsx")["xlsx"]


def _rows(made: Article) -> list[tuple[str, str, str, list[tuple[str, list[tuple[int, int]]]]]]:
    """Return each row's cells, the texts with the places of their terms, found beforehand."""
    from bilingual.publishing.page_inline import target_terms

    rows = []
    for segment in made.segments:
        texts = [(segment.source, [(term.start, term.end) for term in segment.terms])]
        for code, target in segment.targets.items():
            spans = target_terms(target.text or "", segment.terms, code, made.targets)
            texts.append((target.text or "", [(span.start, span.end) for span in spans]))
        rows.append((segment.id, source_hash(segment.source), "body", texts))
    return rows


def with_openpyxl(made: Article) -> Callable[[], bytes]:
    """Write the same cells by openpyxl alone."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Font

    rows = _rows(made)

    def write() -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Article")
        model: Any = WriteOnlyCell(sheet)
        model.font, model.alignment = Font(name="Malgun Gothic"), Alignment(wrap_text=True)
        model.number_format = "@"
        bold, style = InlineFont(b=True), model._style
        for id_, hash_, role, texts in rows:
            cells = []
            for text, spans in ((id_, []), (hash_, []), (role, []), *texts, ("reused", [])):
                cell: Any = WriteOnlyCell(sheet)
                pieces: list[Any] = []
                at = 0
                for start, end in spans:
                    pieces += [*([text[at:start]] if start > at else []), TextBlock(bold, text[start:end])]
                    at = end
                cell.value = CellRichText([*pieces, text[at:]]) if spans else text
                cell._style = style
                cells.append(cell)
            sheet.append(cells)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return write


def with_xlsxwriter(made: Article) -> Callable[[], bytes]:
    """Write the same cells by XlsxWriter."""
    xlsxwriter: Any = importlib.import_module("xlsxwriter")
    rows = _rows(made)

    def write() -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet("Article")
        plain = book.add_format({"font_name": "Malgun Gothic", "text_wrap": True, "num_format": "@"})
        bold = book.add_format({"bold": True})
        for number, (id_, hash_, role, texts) in enumerate(rows):
            for column, (text, spans) in enumerate(
                ((id_, []), (hash_, []), (role, []), *texts, ("reused", []))
            ):
                pieces: list[object] = []
                at = 0
                for start, end in spans:
                    pieces += [*([text[at:start]] if start > at else []), bold, text[start:end]]
                    at = end
                if spans:
                    sheet.write_rich_string(number, column, *pieces, text[at:], plain)
                else:
                    sheet.write_string(number, column, text, plain)
        book.close()
        return out.getvalue()

    return write


def measure(writer: str, rows: int, terms: bool) -> None:
    """Print, as JSON, rows a second, the process's peak and what the workbook added to it, in MiB."""
    made = article(rows, terms)
    if writer == "bilingual":
        publishing.render(article(1, terms), "xlsx")
        write: Callable[[], bytes] = lambda: ours(made)  # noqa: E731
    else:
        write = {"openpyxl": with_openpyxl, "XlsxWriter": with_xlsxwriter}[writer](made)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    size = len(write())
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {"rate": rows / seconds, "peak": peak / 1024, "more": (peak - before) / 1024, "size": size}
        )
    )


def workbooks(sizes: list[int]) -> None:
    """Print the table of workbooks."""
    writers = ["bilingual", *(n for n in ("openpyxl", "XlsxWriter") if importlib.util.find_spec(n.lower()))]
    print(
        f"{'rows':>8} {'terms':<6} {'writer':<11} {'rows/s':>8} {'peak MiB':>9} {'of it':>6} {'file MB':>8}"
    )
    for rows in sizes:
        for terms in (False, True):
            for writer in writers:
                command = [sys.executable, __file__, "--measure", writer, str(rows), str(int(terms))]
                answers = [
                    json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                    for _ in range(3 if rows < 100_000 else 2)
                ]
                best = max(answers, key=lambda answer: answer["rate"])
                print(
                    f"{rows:>8,} {'bold' if terms else 'none':<6} {writer:<11} {best['rate']:>8,.0f} "
                    f"{best['peak']:>9.0f} {best['more']:>6.0f} {best['size'] / 1e6:>8.1f}",
                    flush=True,
                )


def one_article() -> None:
    """Print how long a sample takes as page, workbook and JSON, once the program has started."""
    print(f"\n{'one article, ms of process time':<34} {'html':>6} {'xlsx':>6} {'json':>6} {'all':>6}")
    with tempfile.TemporaryDirectory() as name:
        os.environ["BILINGUAL_HOME"] = name
        settings = load_settings(offline=True, output=Path(name) / "output")
        with Pipeline(settings) as pipeline:
            for seed in sorted((ROOT / "seeds").glob("*.txt")):
                made = pipeline.translate(seed.read_bytes(), seed.name)
                times = [_milliseconds(made, form) for form in ("html", "xlsx", "json")]
                print(f"{seed.name:<34} " + " ".join(f"{ms:>6.1f}" for ms in (*times, sum(times))))


def _milliseconds(made: Article, form: str) -> float:
    publishing.render(made, form)
    taken = []
    for _ in range(15):
        start = time.process_time()
        publishing.render(made, form)
        taken.append(time.process_time() - start)
    return median(taken) * 1000


def main() -> None:
    """Print the tables, or measure one writer in this process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        writer, rows, terms = options.measure
        measure(writer, int(rows), terms == "1")
        return
    workbooks(list(options.rows))
    one_article()
    print(machine())


if __name__ == "__main__":
    main()
