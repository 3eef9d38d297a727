"""Learns what the signs of `bilingual.cleaning.furniture` weigh, from labelled pages.

    pip install numpy
    python benchmarks/line_roles.py FOLDER... [--write] [--penalty P]

Each FOLDER holds pages and labels as ``../shared/corpus`` does.  Without ``--write`` the weights are only
judged: each folder is read with weights learnt from all the others, and the table says how many lines whose
role is a guess have the right one, by the rules alone and with the weights.

As in `benchmarks.line_weights` every page is also judged with a random part of all patterns left out, several
times, since the rules know the labelled pages too well.  Then multinomial logistic regression with a penalty
on the squares of the weights, by Newton's steps with a bound on the curvature (Böhning 1992).  No page counts
for more than so many lines.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import line_weights
from benchmarks.line_scores import LabelledPage, labelled_pages, rows_of_lines
from bilingual.article import Role
from bilingual.cleaning import Rules, default_rules, furniture, judging
from bilingual.cleaning.shape import Line
from bilingual.detection import detect

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "bilingual" / "cleaning" / "furniture_weights.toml"
SEED = 20261123
#: Sets of rules with a part left out, and what a line of theirs counts for.
THINNED, COUNTS = 6, 0.4
#: A page counts for so many lines at most; the penalty on a weight; steps of learning.
A_PAGE, PENALTY, STEPS = 15.0, 2.0, 150
#: Signs seen on fewer pages are left out.
PAGES = 4
#: What the training's tables know of a line: the names of its signs.
NAMES = furniture.Tables[tuple[str, ...]](tuple)


@dataclass(frozen=True)
class Sample:
    """A line whose role is a guess: its signs, its row, what it is taken for, what it is, if asked."""

    index: int
    signs: tuple[str, ...]
    guess: Role
    label: str


@dataclass(frozen=True)
class Judged:
    """The guesses of a page, read with one set of rules; what a line of it counts for."""

    folder: str
    page: str
    whole: bool
    samples: tuple[Sample, ...]

    @property
    def asked(self) -> list[Sample]:
        """The samples whose label the model can give."""
        return [one for one in self.samples if one.label in furniture.ROLES]

    @property
    def counts(self) -> float:
        """What a line of the page counts for."""
        return (1.0 if self.whole else COUNTS) * self.share

    @property
    def share(self) -> float:
        """What a line counts for, so that long pages count for no more than others."""
        return min(1.0, A_PAGE / max(1, len(self.asked)))


def judged(folder: str, page: LabelledPage, rules: Rules, whole: bool) -> Judged:
    """Return the guesses of a labelled page."""
    seen: list[tuple[str, Role, int, tuple[str, ...]]] = []

    def look(body: Sequence[Line]) -> None:
        for n, names in furniture.looked_up(body, NAMES):
            line = body[n]
            seen.append(
                (line.block.id, line.role or Role.OTHER, n, tuple(name for some in names for name in some))
            )

    settle, judging.settle_furniture = judging.settle_furniture, look
    try:
        rows = detect(page.path.read_bytes(), page.path.name, rules=rules)
    finally:
        judging.settle_furniture = settle
    labels: dict[str, str] = {}
    matched = rows_of_lines(page.lines, rows, page.path.suffix != ".html")
    for line, row in zip(page.lines, matched, strict=True):
        if row is not None and line.scored:
            labels.setdefault(row.block, "" if line.keep else line.label)  # type: ignore[attr-defined]
    samples = tuple(Sample(n, names, role, labels.get(block, "")) for block, role, n, names in seen)
    return Judged(folder, page.path.stem, whole, samples)


def learn(pages: Sequence[Judged], penalty: float) -> dict[str, list[int]]:
    """Return the weights of each sign, one a role, in hundredths."""
    import numpy as np

    on: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for one in page.samples:
            for sign in one.signs:
                on[sign].add(page.page)
    columns = {sign: n for n, sign in enumerate(sorted(s for s, some in on.items() if len(some) >= PAGES))}
    asked = [(page.counts, one) for page in pages for one in page.asked]
    x = np.zeros((len(asked), len(columns)), dtype=np.float32)
    y = np.zeros((len(asked), len(furniture.ROLES)), dtype=np.float32)
    for row, (_, one) in enumerate(asked):
        for sign in one.signs:
            if sign in columns:
                x[row, columns[sign]] += 1.0
        y[row, furniture.ROLES.index(Role(one.label))] = 1.0
    counts = np.array([count for count, _ in asked], dtype=np.float32)[:, None]
    bend = 0.5 * (x.T @ (counts * x)).astype(np.float64) + penalty * np.eye(len(columns))
    step = np.linalg.inv(bend)
    w = ahead = np.zeros((len(columns), len(furniture.ROLES)))
    for n in range(STEPS):
        z = x @ ahead.astype(np.float32)
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        slope = (x.T @ (counts * (p - y))).astype(np.float64) + penalty * ahead
        last, w = w, ahead - step @ slope
        ahead = w + n / (n + 3) * (w - last)
    w = w - w.mean(axis=1, keepdims=True)
    return {sign: [round(100 * float(one)) for one in w[n]] for sign, n in columns.items()}


def named(page: Judged, weights: dict[str, list[int]]) -> list[Role]:
    """Return the role that the model gives each sample of a page."""
    nothing = [0] * len(furniture.ROLES)
    own = [sum(furniture.packed(weights.get(sign, nothing)) for sign in one.signs) for one in page.samples]
    return furniture.likeliest([one.index for one in page.samples], own)


def judge(pages: Sequence[Judged], penalty: float) -> None:
    """Print how many guesses are right, each folder read with weights learnt from the others."""
    totals: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 6)
    for folder in dict.fromkeys(page.folder for page in pages):
        weights = learn([page for page in pages if page.folder != folder], penalty)
        for page in pages:
            if page.folder != folder:
                continue
            for one, role in zip(page.samples, named(page, weights), strict=True):
                if one.label in furniture.ROLES:
                    for where in (folder, "all"):
                        total = totals["whole" if page.whole else "thinned", where]
                        told = (1.0, float(one.guess == one.label), float(role == one.label))
                        for n, figure in enumerate(told):
                            total[n] += figure
                            total[n + 3] += figure * page.share
    for (rules, where), (n, old, new, m, old_share, new_share) in sorted(totals.items()):
        print(
            f"{rules:8} {where:28} lines {n:6.0f}  guess {old / n:.3f}  model {new / n:.3f}"
            f"   page by page: guess {old_share / m:.3f}  model {new_share / m:.3f}"
        )


def write(weights: dict[str, list[int]]) -> None:
    """Write the weights to where the program reads them."""
    text = [
        "# What the signs of a line outside the article weigh for each role, in hundredths; learnt by",
        "# benchmarks/line_roles.py, not to be edited by hand.",
        "roles = [" + ", ".join(f'"{role.value}"' for role in furniture.ROLES) + "]",
        "",
        "[weights]",
        *(f'"{sign}" = {numbers}' for sign, numbers in weights.items()),
    ]
    TARGET.write_text("\n".join(text) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, judge and perhaps write."""
    parser = argparse.ArgumentParser(description="Learn which role a line outside the article has.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    options = parser.parse_args()
    chance = random.Random(SEED)
    whole = default_rules()
    few = [line_weights.thinned(whole, chance) for _ in range(THINNED)]
    pages = [
        judged(str(folder), page, rules, rules is whole)
        for folder in options.folders
        for suffix in (".txt", ".html")
        for page in labelled_pages(folder, suffix, ROOT / "seeds")
        for rules in (whole, *few)
    ]
    print(len(pages), "readings,", sum(len(page.samples) for page in pages), "lines")
    if options.write:
        write(learn(pages, options.penalty))
    else:
        judge(pages, options.penalty)


if __name__ == "__main__":
    main()
