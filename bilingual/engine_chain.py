"""The engines of a run, in the order in which they are asked, and what went to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bilingual import engines as engine_stage
from bilingual.errors import EngineError
from bilingual.inline_marks import Trials
from bilingual.memory import MACHINE, Unit

if TYPE_CHECKING:
    from bilingual.engines import Engine, Price


@dataclass(slots=True)
class Sent:
    """What went to one engine in a run.

    ``calls`` are all that were made, ``characters`` what was in those that were answered: services count
    only these.  ``price`` is None where the engine names none.
    """

    name: str
    price: Price | None
    calls: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """Tells which units of memory are answers to a run: those of its engines since it ``began``.

    ``engines`` are pairs of an engine's signature and its name.
    """

    began: str
    engines: tuple[tuple[str, str], ...]

    def engine(self, unit: Unit) -> str:
        """Return the name of the engine whose answer ``unit`` is; nothing if it is of an earlier run."""
        if unit.origin != MACHINE or unit.created < self.began:
            return ""
        return dict(self.engines).get(unit.engine, "")


#: For a run that nothing tells from earlier ones.
NOBODYS = OwnAnswers("", ())


class _Meter(engine_stage.Watcher):
    """Counts an engine's calls and tells of its long waits."""

    def __init__(self, sent: Sent, say: Callable[[str], None]) -> None:
        self._sent = sent
        self._say = say

    def called(self, characters: int, answered: bool) -> None:
        self._sent.calls += 1
        self._sent.characters += characters if answered else 0

    def waits(self, seconds: float, error: EngineError) -> None:
        first = str(error).partition("\n")[0]
        self._say(f"{first}; asking again in {seconds:.0f} s")


class EngineChain:
    """The engines of a run in the order in which they are asked, each loaded when it is first needed.

    An engine that failed as a whole is not asked again in the run.  One that lacks a key or was retired is
    left out where there are others.  With ``offline`` an engine that needs a network is never asked.
    With ``planning`` nobody is asked: of an engine that lacks a key there is its class, which tells of it.
    ``say`` takes one line for the person who watches.  ``began`` is when (ISO 8601, UTC) the run began, or
    the one that it takes up: what memory got of these engines since then is the run's own.
    """

    def __init__(
        self,
        names: Sequence[str],
        *,
        offline: bool,
        say: Callable[[str], None],
        planning: bool = False,
        began: str = "",
    ) -> None:
        self._names = tuple(names)
        self._planning = planning
        self._lacking: dict[str, str] = {}
        self._offline = offline
        self._tell = say
        self._began = began
        #: How the engines of the run keep marks.
        self.mark_trials = Trials()
        self._loaded: dict[str, Engine] = {}
        self._out: set[str] = set()
        self._sent: dict[str, Sent] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The engines' names, whether or not they still answer."""
        return self._names

    @property
    def sent(self) -> tuple[Sent, ...]:
        """What went to each engine that was asked so far, in the order in which they were first asked."""
        return tuple(sent for sent in self._sent.values() if sent.calls)

    @property
    def characters_sent(self) -> int:
        """Characters in the calls that engines answered so far, every try for a pinned term counted."""
        return sum(sent.characters for sent in self._sent.values())

    def load(self, name: str) -> Engine:
        """Return the engine of that name.

        Raises UsageError for a name that nobody registered, NotReadyError for one that cannot be used now.
        """
        if name not in self._loaded:
            self._loaded[name] = engine_stage.load(name)
        return self._loaded[name]

    def check(self) -> None:
        """See that every engine is there, but load none that comes with the program and lacks nothing.

        Raises UsageError for an unknown name, NotReadyError if no engine of the chain can be used.
        """
        for name in self._names:
            own = engine_stage.BUILT_IN.get(name)
            if own is None or not all(map(engine_stage.has_key, own.keys)):
                self._ready(name)

    def _ready(self, name: str) -> Engine | None:
        """Return the engine, or None if it is not ready and others are left."""
        try:
            return self.load(name)
        except engine_stage.NotReadyError as error:
            if self._planning and error.outline is not None:
                self._lacking[name] = str(error).partition("\n")[0]
                self._loaded[name] = cast("Engine", error.outline)
                return self._loaded[name]
            if len(self._names) - len(self._out) <= 1:
                raise
            self._out.add(name)
            self._say(f"{name} is left out: {str(error).partition(chr(10))[0]}")
            return None

    def usable(self) -> Iterator[Engine]:
        """Yield the engines that may be asked now."""
        for name in self._names:
            if name in self._out:
                continue
            engine = self._ready(name)
            if engine is None:
                continue
            if self._offline and engine_stage.needs_network(engine):
                self._out.add(name)
                self._say(f"offline: {name} is not asked")
                continue
            yield engine

    def lacks(self, engine: Engine) -> str:
        """Return what an engine lacks to be asked, in one line, or an empty string."""
        return next((why for name, why in self._lacking.items() if self._loaded[name] is engine), "")

    def signatures(self) -> tuple[str, ...]:
        """The signatures whose remembered answers count as this run's own, offline or not."""
        engines = [
            None if name in self._out and name not in self._loaded else self._ready(name)
            for name in self._names
        ]
        return tuple(
            name if engine is None else engine_stage.signature_of(engine)
            for name, engine in zip(self._names, engines, strict=True)
        )

    def own_answers(self) -> OwnAnswers:
        """Return what tells which units of memory are answers to this run."""
        if not self._began:
            return NOBODYS
        return OwnAnswers(self._began, tuple(zip(self.signatures(), self._names, strict=True)))

    def watcher(self, engine: Engine) -> engine_stage.Watcher:
        """Return what counts and tells of the calls to ``engine``."""
        name = engine_stage.name_of(engine)
        sent = self._sent.setdefault(name, Sent(name, engine_stage.price_of(engine)))
        return _Meter(sent, self._say)

    def fail(self, engine: Engine, error: EngineError) -> None:
        """Take an engine out of the run and say why, in one line and what to do about it."""
        for name, loaded in self._loaded.items():
            if loaded is engine and name not in self._out:
                self._out.add(name)
                message = str(error)
                self._say(message if message.startswith(f"{name}:") else f"{name}: {message}")

    def _say(self, line: str) -> None:
        self._tell(engine_stage.scrubbed(line))
