"""What the commands of ``bilingual memory`` have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bilingual.memory import Memory, Unit

memory_option = click.option("--memory", metavar="URL", help="The memory: a file or a database URL.")
from_option = click.option("--from", "source", metavar="LANG", help="Only units from this language.")
to_option = click.option("--to", "target", metavar="LANG", help="Only units into this language.")


def opened(memory: str | None, *, make: bool = False) -> Memory:
    """Open the memory that an option, the environment or the project names; ``make`` it where there is none.

    Raises UsageError for ``none``, and MemoryStoreError where it cannot be used or is not there.
    """
    from bilingual.errors import UsageError
    from bilingual.memory import open_memory
    from bilingual.settings import load_settings

    address = load_settings(memory=memory).memory
    if address.strip().lower() == "none":
        raise UsageError("the memory is 'none', which keeps nothing\nName one with --memory PATH.")
    return open_memory(address, make=make)


def code(language: str | None) -> str | None:
    """Return a language's canonical code; None for none.  Raises UsageError for an unknown one."""
    from bilingual.languages import canonical

    return canonical(language) if language else None


def plain(unit: Unit) -> dict[str, Any]:
    """Return a unit as JSON says it."""
    return {
        "source": unit.source,
        "target": unit.target,
        "source_language": unit.source_language,
        "target_language": unit.target_language,
        "origin": unit.origin,
        "status": unit.status,
        "engine": unit.engine,
        "segment": unit.segment,
        "created": unit.created,
    }
