"""Learns what the signs of `bilingual.cleaning.line_signs` weigh, from labelled pages.

    pip install numpy
    python benchmarks/line_weights.py FOLDER... [--write] [--folds N] [--least SCORE]

Each FOLDER holds pages and labels as ``../shared/corpus`` does.  Without ``--write`` the weights are only
judged: the pages are parted by site into N folds, and each fold is cleaned with weights learnt from the
others, once with all rules and once with a part of them left out.

The rules know the labelled pages too well to learn from: nearly all furniture that they have not settled
would be gone.  So every page is also judged with a random part of all patterns left out, several times, as if
it were a page of words that no rule knows; seeded, so that the same pages give the same weights.  Then
logistic regression, with a penalty on the squares of the weights: one weight a sign, and one more, dearer, a
sign and place.  A line of the article counts for several of furniture, since losing it is worse; no page
counts for more than so many lines.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.line_scores import LabelledPage, Score, labelled_pages, rows_of_lines, score
from bilingual.cleaning import Rules, default_rules, judging, line_signs, scoring
from bilingual.cleaning.shape import Line
from bilingual.detection import detect

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "bilingual" / "cleaning" / "line_weights.toml"
SEED = 20260301
#: Sets of rules with a part left out, the part, and what a line of theirs counts for.
THINNED, PART, COUNTS = 8, 0.5, 0.3
#: A line of the article counts for so many of furniture; a page for so many lines of each, at most.
LOST, A_PAGE = 3.0, 15.0
#: The penalties on a sign's weight, and on its weight in one place beyond that.
SHARED, PLACED = 1.0, 4.0
#: Signs seen on fewer pages are left out.
PAGES = 4


@dataclass(frozen=True)
class Sample:
    """A line that no rule knew: where, its signs, whether it is the article's, what it counts for."""

    page: str
    place: int
    signs: tuple[str, ...]
    keep: bool
    counts: float


def site(page: LabelledPage) -> str:
    """Return the site of a page, by its name: ``k09_naver_018`` is of naver."""
    return re.sub(r"^(?:[a-z]+\d+_|(?:ko|zh|mixed)_)", "", page.path.stem).split("_")[0]


def thinned(rules: Rules, chance: random.Random) -> Rules:
    """Return ``rules`` without a random part of their patterns."""

    def few(patterns: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(one for one in patterns if chance.random() >= PART)

    def each(tables: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(t, patterns=left) for t in tables if (left := few(t.patterns)))

    return replace(rules, lines=each(rules.lines), headings=each(rules.headings), regions=each(rules.regions))


def samples(page: LabelledPage, rules: Rules, counts: float) -> list[Sample]:
    """Return what is seen of a labelled page's lines that no rule knows."""
    seen: list[tuple[str, line_signs.Seen]] = []

    def look(body: Sequence[Line], begin: int, end: int, spare: bool = False) -> None:
        seen.extend((body[one.line].block.id, one) for one in line_signs.signs(body, begin, end))

    settle, judging.settle_unlikely = judging.settle_unlikely, look
    try:
        rows = detect(page.path.read_bytes(), page.path.name, rules=rules)
    finally:
        judging.settle_unlikely = settle
    of_block: dict[str, bool] = {}
    matched = rows_of_lines(page.lines, rows, page.path.suffix != ".html")
    for line, row in zip(page.lines, matched, strict=True):
        if row is not None and line.scored:
            of_block.setdefault(row.block, line.keep)  # type: ignore[attr-defined]
    last = {block: one for block, one in seen if block in of_block}
    sizes = Counter(of_block[block] for block in last)
    return [
        Sample(
            str(page.path),
            one.place,
            one.signs,
            of_block[block],
            counts * min(1.0, A_PAGE / sizes[of_block[block]]) * (LOST if of_block[block] else 1.0),
        )
        for block, one in last.items()
    ]


def learn(found: Sequence[Sample]) -> list[dict[str, float]]:
    """Return a table of weights a place."""
    import numpy as np

    pages: dict[tuple[int, str], set[str]] = defaultdict(set)
    for one in found:
        for sign in one.signs:
            pages[-1, sign].add(one.page)
            pages[one.place, sign].add(one.page)
    columns = {key: n for n, key in enumerate(sorted(k for k, on in pages.items() if len(on) >= PAGES))}
    x = np.zeros((len(found), len(columns)), dtype=np.float64)
    for row, one in enumerate(found):
        for sign in one.signs:
            for key in ((-1, sign), (one.place, sign)):
                if key in columns:
                    x[row, columns[key]] = 1.0
    y = np.array([one.keep for one in found], dtype=np.float64)
    counts = np.array([one.counts for one in found])
    penalty = np.array([SHARED if place < 0 else PLACED for place, _ in columns])
    w = np.zeros(len(columns))
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (counts * (p - y)) + penalty * w
        bend = (x * (counts * p * (1 - p) + 1e-6)[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(bend, slope)
    signs = sorted({sign for _, sign in columns})
    return [
        {
            sign: round(
                sum(float(w[columns[key]]) for key in ((-1, sign), (place, sign)) if key in columns), 2
            )
            for sign in signs
        }
        for place in range(len(line_signs.PLACES))
    ]


def cleaned(page: LabelledPage, rules: Rules, model: scoring.Weights) -> Score:
    """Return how well a page is cleaned with these weights."""
    held, scoring.weights = scoring.weights, lambda: model  # type: ignore[assignment]
    try:
        rows = detect(page.path.read_bytes(), page.path.name, rules=rules)
    finally:
        scoring.weights = held
    kept = [row.text for row in rows if row.keep and row.role.value != "front_matter"]
    return score(page.lines, kept, rows, page.path.suffix != ".html")


def told(one: Score) -> str:
    """Return a score as a row of a table."""
    return f"F1 {one.f1:.4f}  furniture kept {one.wrong:4}  lost {one.missed:4}  roles {one.roles or 0:.4f}"


def write(least: float, tables: Sequence[dict[str, float]]) -> None:
    """Write the weights to where the program reads them."""
    text = [
        "# What the signs of a line weigh; learnt by benchmarks/line_weights.py, not to be edited by hand.",
        "# A line that scores less than this is furniture.",
        f"least = {least}",
    ]
    for place, table in zip(line_signs.PLACES, tables, strict=True):
        text += ["", f"[{place}]", *(f'"{sign}" = {weight}' for sign, weight in table.items())]
    TARGET.write_text("\n".join(text) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, judge and perhaps write."""
    parser = argparse.ArgumentParser(description="Learn the weights of signs from labelled pages.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--least", type=float, nargs="+", default=[0.0])
    options = parser.parse_args()
    pages = [
        (folder, page)
        for folder in options.folders
        for suffix in (".txt", ".html", ".md")
        for page in labelled_pages(folder, suffix, ROOT / "seeds")
    ]
    chance = random.Random(SEED)
    whole = default_rules()
    few = [thinned(whole, chance) for _ in range(THINNED)]
    found: dict[str, list[Sample]] = {}
    for _, page in pages:
        found[str(page.path)] = samples(page, whole, 1.0)
        for rules in few:
            found[str(page.path)] += samples(page, rules, COUNTS)
    print(len(pages), "pages,", sum(map(len, found.values())), "lines")
    if options.write:
        tables = learn([one for some in found.values() for one in some])
        write(options.least[0], tables)
        return
    judge(pages, found, (whole, few[0]), options)


def judge(pages: Sequence[Any], found: dict[str, list[Sample]], sets: Sequence[Rules], options: Any) -> None:
    """Print how pages are cleaned with weights learnt from other sites, beside none."""
    sites = sorted({site(page) for _, page in pages})
    random.Random(SEED).shuffle(sites)
    totals: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for fold in range(options.folds):
        held = set(sites[fold :: options.folds])
        tables = learn([one for _, page in pages if site(page) not in held for one in found[str(page.path)]])
        for folder, page in pages:
            if site(page) in held:
                for rules, name in zip(sets, ("all rules", "half of them"), strict=True):
                    for least in (-1e9, *options.least):
                        model = scoring.Weights(least, tuple(tables))
                        one = cleaned(page, rules, model)
                        for where in (str(folder), "all"):
                            totals[name, where, f"{least:g}"] += one
    for (name, where, least), total in sorted(totals.items()):
        print(f"{name:12} {where:24} least {least:>6}  {told(total)}")


if __name__ == "__main__":
    main()
