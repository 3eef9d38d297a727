"""Several texts asked for as the lines of one, and the answer taken apart again."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines.contract import AnswerError


def of_one_line(service: str, texts: Sequence[str]) -> None:
    """Raise AnswerError for texts that cannot be told apart by their lines: the count would say nothing."""
    if len(texts) > 1 and any(len(text.splitlines()) != 1 for text in texts):
        raise AnswerError(f"{service}: a text of several lines has to be asked alone")


def apart(service: str, answer: str, texts: Sequence[str]) -> list[str | None]:
    """Return the lines of an answer, one a text.  Raises AnswerError for another number of lines."""
    if len(texts) == 1:
        return [answer]
    lines = answer.split("\n")
    if len(lines) != len(texts):
        raise AnswerError(f"{service}: {len(lines)} lines came back for {len(texts)} texts")
    return [line.strip() for line in lines]
