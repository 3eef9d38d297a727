"""How well and how fast furniture is told from the article, beside three programs that do the same.

    pip install trafilatura justext readability-lxml     # what is absent is left out, and said to be
    python benchmarks/cleaning.py [--corpus DIR] [--pages] [--only scores|growth]

Pages with labels are read from DIR (folders ``pages`` and ``gold``, or the pages in DIR itself), by default
``../shared/corpus`` beside the repository, else ``tests/pages`` in it.  `benchmarks/line_scores.py` says how
a kept line is told.  The others are given the bytes of an HTML page as they are; of a text page, each line in
a ``<p>``.  Title and text count as kept where a program gives both.  No network.
"""

from __future__ import annotations

import argparse
import html
import importlib.metadata
import logging
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.line_scores import LabelledPage, Score, interval, labelled_pages, score
from benchmarks.machine import machine
from bilingual.detection import Row, detect
from bilingual.languages import script_label
from bilingual.reading.encoding import decode, unify_newlines

ROOT = Path(__file__).resolve().parents[1]
CORPORA = (ROOT.parent / "shared" / "corpus", ROOT / "tests" / "pages")
PASSES = 5
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
KINDS = ("html", "text", "short lines", "one line")
#: Seconds of process time that a program may take for one input of the growth table.
LIMIT = 60
#: What gives a page's kept text, in pieces, from its bytes and its name.
Keeper = Callable[[bytes, str], list[str]]


def _ours(data: bytes, name: str) -> list[str]:
    return [row.text for row in detect(data, name) if row.keep]


def _trafilatura() -> Keeper:
    import trafilatura

    def keep(data: bytes, name: str) -> list[str]:
        found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
        return [found.title or "", *(found.text or "").split("\n")] if found else []

    return keep


def _justext() -> Keeper:
    import justext

    korean = justext.get_stoplist("Korean")

    def keep(data: bytes, name: str) -> list[str]:
        # It has no list of Chinese words; without one it goes by length and links alone, as its manual says.
        sample = re.sub(r"<[^>]*>", " ", decode(data, name).text)
        words = {"stoplist": korean} if script_label(sample) in ("ko", "mixed") else None
        options = words or {"stoplist": frozenset(), "stopwords_low": 0, "stopwords_high": 0}
        return [p.text for p in justext.justext(data, **options) if not p.is_boilerplate]

    return keep


def _readability() -> Keeper:
    import lxml.html
    from readability import Document

    def keep(data: bytes, name: str) -> list[str]:
        document = Document(data)
        summary = lxml.html.fromstring(document.summary(html_partial=True))
        return [document.short_title(), *(text for text in summary.itertext() if text.strip())]

    return keep


PEERS = {"trafilatura": _trafilatura, "justext": _justext, "readability-lxml": _readability}


def keepers() -> Iterator[tuple[str, Keeper]]:
    """Yield ours and each peer that is installed; say which are not."""
    yield "bilingual", _ours
    for name, make in PEERS.items():
        try:
            yield name, make()
        except ImportError as error:
            print(f"left out: {name} is not installed ({error}); pip install {name}")


def as_html(data: bytes, name: str) -> bytes:
    """Return a text page as the peers get it: each line a paragraph."""
    lines = unify_newlines(decode(data, name).text).split("\n")
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'.encode()


def quality(corpus: Path, per_page: bool) -> None:
    """Print the table of scores and speeds for the HTML pages and the text pages."""
    ours: list[tuple[str, Score]] = []
    names = list(keepers())
    seeds = [folder for folder in (ROOT / "seeds", corpus.parent / "seeds") if folder.is_dir()]
    for title, suffix in (("HTML pages", ".html"), ("text pages (peers get each line in <p>)", ".txt")):
        pages = list(labelled_pages(corpus, suffix, next(iter(seeds), None)))
        print(f"\n{title}: {len(pages)} labelled, {sum(len(page.lines) for page in pages)} lines")
        if not pages:
            continue
        print(f"{'':18} {'keep F1':>8} {'±95 %':>7} {'roles':>7} {'pages/s':>9}")
        for name, keep in names:
            given = [_given(page, name) for page in pages]
            kept = [keep(data, path) for data, path in given]
            scores = [_score(page, pieces, name) for page, pieces in zip(pages, kept, strict=True)]
            total = sum(scores, Score())
            roles = "–" if total.roles is None else f"{total.roles:.4f}"
            print(
                f"{name:18} {total.f1:>8.4f} {interval(scores):>7.4f} {roles:>7} {_rate(keep, given):>9,.1f}"
            )
            if name == "bilingual":
                ours += [(page.path.name, one) for page, one in zip(pages, scores, strict=True)]
        every = [(path.read_bytes(), path.name) for path in _every(corpus, suffix)]
        posts = [one for one in every if one[0].startswith(b"---")]
        for said, some in (("all", every), ("  posts of them", posts)):
            if some:
                size = sum(len(data) for data, _ in some) / len(some)
                about = f"ours, {len(some)} pages, {size:,.0f} bytes each"
                print(f"{said:15} {about:>37} {_rate(_ours, some):>9,.1f}")
    if per_page:
        print(f"\n{'bilingual, page':48} {'F1':>6} {'wrong':>6} {'missed':>7} {'roles':>9}")
        for name, one in ours:
            print(f"{name:48} {one.f1:>6.3f} {one.wrong:>6} {one.missed:>7} {one.right:>4}/{one.asked}")


def _every(corpus: Path, suffix: str) -> list[Path]:
    """Return all pages, labelled or not."""
    folder = corpus / "pages" if (corpus / "pages").is_dir() else corpus
    return sorted(path for path in folder.glob(f"*{suffix}") if path.is_file())


def _given(page: LabelledPage, program: str) -> tuple[bytes, str]:
    data, name = page.path.read_bytes(), page.path.name
    wrap = program != "bilingual" and page.path.suffix == ".txt"
    return (as_html(data, name) if wrap else data), name


def _score(page: LabelledPage, kept: list[str], program: str) -> Score:
    rows: list[Row] | None = None
    if program == "bilingual":
        rows = detect(page.path.read_bytes(), page.path.name)
    return score(page.lines, kept, rows, page.path.suffix == ".txt")


def _rate(keep: Keeper, given: Sequence[tuple[bytes, str]]) -> float:
    """Pages a second of process time: the best of some passes, after the one that scored."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        for data, name in given:
            keep(data, name)
        best = min(best, time.process_time() - start)
    return len(given) / best


# -- growth -----------------------------------------------------------------------------------------------


def generated(kind: str, size: int) -> tuple[bytes, str]:
    """Return a page of ``size`` bytes, or a few more, and its name; ``kind`` is one of KINDS.

    It is as dense as the labelled pages: about 330 bytes of HTML a block, 150 bytes of text a line.  One kind
    has nothing but short lines, of 36 bytes or so, and one is a single line.
    """
    pieces: list[str] = []
    length = n = 0
    while length < size:
        n += 1
        said = (
            f"대변인은 {n}일 서울에서 두 나라가 {n % 97}개 조항에 합의했다고 밝혔다. 회담은 {n % 7}시간 했다."
        )
        item, date = f"{n}번째 소식의 머리", f"20{n % 24:02}-0{n % 9 + 1}-1{n % 10}"
        if kind == "html":
            address = f"https://news.example.com/world/20{n % 24:02}/0{n % 9 + 1}/1{n % 10}/{n:08}.html"
            piece = (
                f'<div class="paragraph" id="p{n}"><p style="text-indent: 2em">{said} {said}</p></div>\n'
                f'<ul class="list news"><li class="item"><a href="{address}" target="_blank" title="{item}">'
                f'<span class="headline">{item}</span></a></li>\n'
                f'<li class="item date"><span class="time" data-time="{n}">{date}</span></li></ul>\n'
            )
        elif kind == "short lines":
            piece = f"{item} {n % 97}위\n"
        else:
            piece = f"{said} " if kind == "one line" else f"{said} {said}\n{item}\n{date}\n"
        pieces.append(piece)
        length += len(piece.encode())
    text = "".join(pieces)
    if kind == "html":
        head = '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>새 소식</title></head>'
        return f"{head}<body><h1>두 나라 합의</h1>\n{text}</body></html>".encode(), "page.html"
    return f"두 나라 합의\n{text}\n".encode(), "page.txt"


def child(program: str, kind: str, size: int) -> None:
    """Print the seconds for one input and the peak of this process's memory in MiB."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    data, name = generated(kind, size)
    keep = _ours if program == "bilingual" else PEERS[program]()
    keep(*generated(kind, 500))
    start = time.process_time()
    keep(data, name)
    seconds = time.process_time() - start
    print(f"{seconds:.2f} {_peak():.0f}")


def _peak() -> float:
    """This process's peak of resident memory in MiB; on Linux without that of the process it came from."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth(programs: Sequence[str]) -> None:
    """Print how time and memory grow with the input, each figure from a process of its own."""
    print(f"\nseconds of process time and peak MiB, imports and all; over {LIMIT} s is cut off")
    print(f"{'':18} {'':12}" + "".join(f"{size // 1000:>12,} KB" for size in SIZES))
    for kind in KINDS:
        for program in programs:
            if program != "bilingual" and kind != "html":
                continue
            cells = [_measured(program, kind, size) for size in SIZES]
            print(f"{program:18} {kind:12}" + "".join(f"{cell:>15}" for cell in cells), flush=True)


def _measured(program: str, kind: str, size: int) -> str:
    command = [sys.executable, str(Path(__file__).resolve()), "--child", program, kind, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10 * LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return f"> {LIMIT} s"
    except subprocess.CalledProcessError as error:
        if error.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return f"> {LIMIT} s"
        return (error.stderr.strip().splitlines() or ["failed"])[-1][:14]
    seconds, memory = done.stdout.split()
    return f"{seconds} s {memory:>4}"


def _versions() -> str:
    said = []
    for name in ("bilingual", *PEERS):
        try:
            said.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            said.append(f"{name} (from the checkout)" if name == "bilingual" else f"{name} absent")
    return " · ".join(said)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="labelled pages: folders pages and gold")
    parser.add_argument("--pages", action="store_true", help="print our own scores page by page")
    parser.add_argument("--only", choices=("scores", "growth"))
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if options.child:
        child(options.child[0], options.child[1], int(options.child[2]))
        return 0
    if options.only != "growth":
        asked = (options.corpus,) if options.corpus else CORPORA
        corpus = next((folder for folder in asked if (folder / "gold").is_dir()), None)
        for folder in asked:
            if folder != corpus and (corpus is None or asked.index(folder) < asked.index(corpus)):
                print(f"absent: {folder} (labelled pages)")
        if corpus is not None:
            quality(corpus, options.pages)
    if options.only != "scores":
        present = [name for name in ("trafilatura",) if name in dict(keepers())]
        growth(["bilingual", *present])
    print(f"\n{_versions()}\n{machine()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
