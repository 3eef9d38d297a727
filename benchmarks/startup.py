"""How long ``bilingual --help`` takes, beside a one-command click program and the bare interpreter.

Target: at most 1.5 times the one-command click program.  Each figure is the median of process times
(user and system) of RUNS processes, after one that warms the disk.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from machine import machine

RUNS = 20
ONE_COMMAND = """\
import click

@click.command()
@click.option("--name", default="you", help="Whom to greet.")
def hello(name):
    "Greet somebody."
    click.echo(name)

hello()
"""
HELP = "from bilingual.cli import main\nmain()\n"


def seconds(command: list[str]) -> float:
    """Return the median process time of ``command`` in seconds."""
    times = []
    for run in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if run:
            times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.py"
        one.write_text(ONE_COMMAND)
        ours = Path(folder) / "ours.py"
        ours.write_text(HELP)
        rows = [
            ("bare interpreter", seconds([sys.executable, "-c", "pass"])),
            ("import click", seconds([sys.executable, "-c", "import click"])),
            ("one-command click program --help", seconds([sys.executable, str(one), "--help"])),
            ("bilingual --help", seconds([sys.executable, str(ours), "--help"])),
        ]
    base = rows[2][1]
    print(f"{'start-up':<34} {'ms':>7} {'times':>6}")
    for name, value in rows:
        print(f"{name:<34} {value * 1000:>7.0f} {value / base:>6.2f}")
    print(machine())


if __name__ == "__main__":
    main()
