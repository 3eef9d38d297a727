"""The engines of a run, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.errors import EngineError
from bilingual.inline_marks import Trials

if TYPE_CHECKING:
    from bilingual.engines import Engine


class EngineChain:
    """The engines of a run in the order in which they are asked, each loaded when it is first needed.

    An engine that failed as a whole is not asked again in the run.  With ``offline`` an engine that needs
    a network is never asked.  ``say`` takes one line for the person who watches.
    """

    def __init__(self, names: Sequence[str], *, offline: bool, say: Callable[[str], None]) -> None:
        self._names = tuple(names)
        self._offline = offline
        self._say = say
        #: Characters handed to engines so far, every try for a pinned term counted.
        self.characters_sent = 0
        #: How the engines of the run keep marks.
        self.mark_trials = Trials()
        self._loaded: dict[str, Engine] = {}
        self._out: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The engines' names, whether or not they still answer."""
        return self._names

    def load(self, name: str) -> Engine:
        """Return the engine of that name.  Raises UsageError for a name that nobody registered."""
        if name not in self._loaded:
            self._loaded[name] = engine_stage.load(name)
        return self._loaded[name]

    def usable(self) -> Iterator[Engine]:
        """Yield the engines that may be asked now."""
        for name in self._names:
            if name in self._out:
                continue
            engine = self.load(name)
            if self._offline and engine_stage.needs_network(engine):
                self._out.add(name)
                self._say(f"offline: {name} is not asked")
                continue
            yield engine

    def signatures(self) -> tuple[str, ...]:
        """The signatures whose remembered answers count as this run's own, offline or not."""
        return tuple(engine_stage.signature_of(self.load(name)) for name in self._names)

    def fail(self, engine: Engine, error: EngineError) -> None:
        """Take an engine out of the run and say why, in one line."""
        for name, loaded in self._loaded.items():
            if loaded is engine and name not in self._out:
                self._out.add(name)
                message = str(error)
                self._say(message if message.startswith(f"{name}:") else f"{name}: {message}")
