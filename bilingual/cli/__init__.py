"""The command line: parses and prints, nothing else."""

from bilingual.cli.main import main

__all__ = ["main"]
