"""Several texts asked for as the lines of one, and the answer taken apart again."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines.contract import AnswerError
from bilingual.engines.splitting import joined


def of_one_line(service: str, texts: Sequence[str]) -> None:
    """Raise AnswerError for texts that cannot be told apart by their lines: the count would say nothing."""
    if len(texts) > 1 and any(len(text.splitlines()) != 1 for text in texts):
        raise AnswerError(f"{service}: a text of several lines has to be asked alone")


def apart(service: str, answer: str, texts: Sequence[str], target: str = "en") -> list[str | None]:
    """Return the lines of an answer, one a text.  Raises AnswerError for another number of lines.

    Where each line stands there twice, the second is dropped.  One text of one line gets an answer of one
    line: more are joined as ``target`` joins sentences.
    """
    lines = [line.strip() for line in answer.split("\n")]
    if len(lines) == 2 * len(texts) and lines[::2] == lines[1::2]:
        return list(lines[::2])
    if len(texts) == 1:
        if len(texts[0].splitlines()) > 1:
            return [answer]
        there = [line for line in lines if line]
        return [joined(there, target) if there else answer]
    if len(lines) != len(texts):
        raise AnswerError(f"{service}: {len(lines)} lines came back for {len(texts)} texts")
    return list(lines)
