"""The errors that a person may see: each says what, where and what to do next.

Exit codes follow the command line's contract: 2 for wrong usage or a source that cannot be read,
1 for work that was written but is not complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class BilingualError(Exception):
    """The base of every error raised on purpose.

    ``str(error)`` is a message of one or two lines, fit for a terminal.  ``exit_code`` is the status
    with which a command ends when the error is not handled.
    """

    exit_code = 2


class UsageError(BilingualError):
    """A name, an option or a setting that does not exist or does not fit."""


class SourceError(BilingualError):
    """A source that cannot be read as an article."""


class GlossaryError(BilingualError):
    """One or more malformed glossary rows; ``problems`` holds a ``path:line: what`` for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class MemoryStoreError(BilingualError):
    """The translation memory cannot be opened, read or written."""


class OutputError(BilingualError):
    """A result that cannot be written."""


class EngineError(BilingualError):
    """A call to an engine that failed as a whole.

    ``retryable`` tells whether the same call may go through later; ``retry_after`` is the number of
    seconds that the service asked to wait, if it said so.
    """

    exit_code = 1

    def __init__(self, message: str, retryable: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.retry_after = retry_after


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the known name nearest to ``name``, or an empty string."""
    close = get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""
