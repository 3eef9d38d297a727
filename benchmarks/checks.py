"""How often the checks alarm on good translations, how often they catch a changed number, and how fast.

Reads ``dev.tsv`` of FLORES-101 (tab separated, columns ``ko en zh``) from ``../shared/flores`` beside the
repository, or from the path given.  The extractors were developed on its first 600 rows; the rest was
kept unseen.  Says so and ends well where the file is absent.  No network.

    python benchmarks/checks.py [--rows all|seen|unseen] [--show N] [dev.tsv]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import machine
from bilingual.article import Finding, Segment, Severity, Status, Target
from bilingual.checks import check_target
from bilingual.checks.number_check import numbers

DATA = Path(__file__).resolve().parents[2] / "shared" / "flores" / "dev.tsv"
SEEN = 600
CODES = {"ko": "ko", "en": "en", "zh": "zh-Hans"}
DIRECTIONS = (("ko", "en"), ("ko", "zh"), ("en", "ko"), ("zh", "ko"), ("zh", "en"), ("en", "zh"))
DIGIT = re.compile(r"[0-9０-９]")
FIGURE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
SCALES = {
    "en": (
        ("hundred", "thousand", "million", "billion", "trillion"),
        r"(?<=[0-9] )(?:thousand|million|billion|trillion)",
    ),
    "ko": (("천", "만", "억", "조"), r"(?<=[0-9])[만억조]"),
    "zh": (("千", "万", "亿", "万亿"), r"(?<=[0-9])(?:万亿|[万亿])|(?<=[0-9] )(?:万亿|[万亿])"),
}
#: The goals, in percent.
GOALS = {
    "errors": 2.0,
    "errors with a digit": 8.0,
    "errors and warnings": 4.0,
    "errors and warnings of the others": 1.5,
    "caught": 97.0,
    "into ko": 95.0,
}


def rows(path: Path, which: str) -> list[dict[str, str]]:
    """The rows of the file that are asked for, as column to text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    table = [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:]]
    return {"all": table, "seen": table[:SEEN], "unseen": table[SEEN:]}[which]


def check(source: str, text: str, languages: tuple[str, str]) -> tuple[Finding, ...]:
    """All checks of one pair of sentences, without a glossary."""
    segment = Segment("00000000-1.1", "1", source, CODES[languages[0]])
    return check_target(segment, Target(text, Status.TRANSLATED), CODES[languages[1]], lambda *_: True)


def changes(text: str, language: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Texts with one number changed: (kind, changed text, what the finding must name).

    A dropped number must be named by the source's side, so nothing of the target is asked for then.
    """
    figures = [match for match in FIGURE.finditer(text) if len(match.group()) < 16]
    if figures:
        match = chance.choice(figures)
        figure, before, after = match.group(), text[: match.start()], text[match.end() :]
        whole = figure.replace(",", "")
        for zeros in (1, 2, 4):
            if "." in whole:
                left, right = whole.split(".")
                right = right.ljust(zeros, "0")
                scaled = (left + right[:zeros]).lstrip("0") + ("." + right[zeros:] if right[zeros:] else "")
            else:
                scaled = whole + "0" * zeros
            if whole.strip("0."):
                yield f"x10^{zeros}", before + scaled + after, scaled
        place = chance.choice([i for i, char in enumerate(figure) if char.isdigit()])
        digit = chance.choice([d for d in "123456789" if d != figure[place]])
        other = figure[:place] + digit + figure[place + 1 :]
        yield "digit", before + other + after, other
        pairs = [
            i for i in range(len(figure) - 1) if figure[i : i + 2].isdigit() and figure[i] != figure[i + 1]
        ]
        pairs = [i for i in pairs if not (i == 0 and figure[1] == "0")]
        if pairs:
            i = chance.choice(pairs)
            swapped = figure[:i] + figure[i + 1] + figure[i] + figure[i + 2 :]
            yield "swapped", before + swapped + after, swapped
        yield "dropped", before + after, ""
    words, pattern = SCALES[language]
    scales = list(re.finditer(pattern, text))
    if scales:
        match = chance.choice(scales)
        word = chance.choice([w for w in words if w != match.group() and w != "hundred"])
        yield "scale", text[: match.start()] + word + text[match.end() :], word


def measure(table: list[dict[str, str]], languages: tuple[str, str], show: int) -> list[str]:
    """One direction's line of the table; alarms and misses are printed to stderr as far as ``show`` goes."""
    source, target = languages
    errors = warned = digits = digit_errors = others = infos = 0
    tried: dict[str, int] = {}
    caught: dict[str, int] = {}
    bearing = [0, 0]
    chance = random.Random(20220821)
    for row in table:
        found = check(row[source], row[target], languages)
        findings = [one for one in found if one.check.startswith("number")]
        rest = [one for one in found if one not in findings]
        others += any(one.severity is not Severity.INFO for one in rest)
        infos += any(one.severity is Severity.INFO for one in rest)
        has_digit = bool(DIGIT.search(row[source] + row[target]))
        error = any(found.severity is Severity.ERROR for found in findings)
        errors += error
        warned += bool(findings)
        digits += has_digit
        digit_errors += error and has_digit
        alarms = [one for one in found if one.severity is not Severity.INFO]
        if alarms and show > 0:
            show -= 1
            print(f"{alarms}\n  {row[source]}\n  {row[target]}", file=sys.stderr)
        for kind, text, name in changes(row[target], target, chance):
            now = check(row[source], text, languages)
            named = any(f.check.startswith("number") and _same(name, f.message) for f in now)
            if DIGIT.search(row[source]):
                bearing[0] += named
                bearing[1] += 1
            tried[kind] = tried.get(kind, 0) + 1
            caught[kind] = caught.get(kind, 0) + named
            if not named and show > 0:
                show -= 1
                print(f"MISSED {kind} {name}: {now}\n  {row[source]}\n  {text}", file=sys.stderr)
    total, got = sum(tried.values()), sum(caught.values())
    kinds = " ".join(f"{kind} {100 * caught[kind] / tried[kind]:.1f}" for kind in sorted(tried))
    return [
        f"{source}->{target}",
        f"{100 * errors / len(table):.2f}",
        f"{100 * digit_errors / max(digits, 1):.2f}",
        f"{100 * warned / len(table):.2f}",
        f"{100 * got / max(total, 1):.2f}",
        f"{100 * bearing[0] / max(bearing[1], 1):.2f}",
        f"{total}",
        f"{100 * others / len(table):.2f}",
        f"{100 * infos / len(table):.2f}",
        kinds,
    ]


def _same(name: str, message: str) -> bool:
    return name.replace(",", "") in message.replace(",", "")


def speed(table: list[dict[str, str]]) -> float:
    """Segments a second of process time, each source checked against two targets, nothing cached at first."""
    numbers.cache_clear()
    best = 0.0
    for _ in range(3):
        numbers.cache_clear()
        start = time.process_time()
        for row in table:
            check(row["ko"], row["en"], ("ko", "en"))
            check(row["ko"], row["zh"], ("ko", "zh"))
        best = max(best, 2 * len(table) / (time.process_time() - start))
    return best


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, default=DATA)
    parser.add_argument("--rows", choices=("all", "seen", "unseen"), default="all")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N alarms and misses a direction"
    )
    parser.add_argument("--only", help="one direction, such as ko-en")
    options = parser.parse_args()
    if not options.path.is_file():
        print(f"skipped: {options.path} is absent (FLORES-101 dev in ko, en, zh)")
        return 0
    table = rows(options.path, options.rows)
    print(machine())
    print(f"{options.path.name}, {options.rows} rows: {len(table)}; goals in percent: {GOALS}")
    print(
        "number checks: errors in percent of all segments and of those with a digit; changed numbers caught"
    )
    print(
        "(all, digits in the source); others: segments with errors and warnings of other checks, with infos"
    )
    print("direction  errors  errors/digit  errors+warnings  caught  c./digit    of  others  infos  by kind")
    for languages in DIRECTIONS:
        if options.only in (None, "-".join(languages)):
            cells = measure(table, languages, options.show)
            print("{:9}  {:>6}  {:>12}  {:>15}  {:>6}  {:>8}  {:>4}  {:>6}  {:>5}  {}".format(*cells))
    print(f"all checks: {speed(table):,.0f} segments/s (goal 5,000)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
