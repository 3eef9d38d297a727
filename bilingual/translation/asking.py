"""One engine asked for the open texts of one target language, way of pinning after way."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.answer_language import wrong_language
from bilingual.engine_chain import EngineChain
from bilingual.inline_marks import Marked, read, waiting
from bilingual.memory import Memory, Unit
from bilingual.terminology import pinning
from bilingual.translation.candidates import Candidate
from bilingual.translation.others import Others

if TYPE_CHECKING:
    from bilingual.engines import Engine

#: Seconds between looks at what another process is asking for: at first, and when nothing comes.
_GLANCE, _LONGEST_PAUSE = 0.1, 1.0


class Asking:
    """One engine of a chain, one target language, and where answers and counts go."""

    def __init__(
        self,
        engine: Engine,
        target: str,
        memory: Memory,
        chain: EngineChain,
        done: Callable[[int], None],
    ) -> None:
        self._engine = engine
        self._name = engine_stage.name_of(engine)
        self._signature = engine_stage.signature_of(engine)
        self._honours_terms = engine_stage.honours_terms(engine)
        self._honours_marks = engine_stage.honours_marks(engine)
        self._target = target
        self._memory = memory
        self._chain = chain
        self._done = done
        #: What other processes were asking for when its turn came.
        self._elsewhere: list[Candidate] = []

    def run(self, items: Sequence[Candidate]) -> None:
        """Ask for ``items`` until they are settled or no way is left; answers go to memory as they come.

        Raises EngineError when the engine cannot go on.
        """
        for candidate in items:
            candidate.marks.begin()
        try:
            todo, pause = list(items), _GLANCE
            while todo:
                for language in dict.fromkeys(candidate.key.language for candidate in todo):
                    self._ask_all([one for one in todo if one.key.language == language], language)
                todo, before = [one for one in self._elsewhere if not one.settled], len(todo)
                self._elsewhere = []
                if todo:
                    # Nothing is claimed by now, so that two never wait for one another.
                    pause = _GLANCE if len(todo) < before else min(2 * pause, _LONGEST_PAUSE)
                    time.sleep(pause)
        finally:
            self._memory.release()

    def _ask_all(self, items: Sequence[Candidate], language: str) -> None:
        """Ask for texts of one language until no way is left; those that others ask for are put aside."""
        todo = list(items)
        for way in pinning.ways(self._honours_terms):
            todo = self._ask(todo, way, language) if todo else []
        # No way is left: what came is what there is, and is not paid for again.
        self._memory.store([one.unit(final=True) for one in items if one.text and not one.settled])
        self._memory.release()

    def _ask(self, items: Sequence[Candidate], way: str, language: str) -> list[Candidate]:
        """Ask for ``items`` in one way, with their marks as long as that may do, and return those for which
        another way may do better."""
        again: list[Candidate] = []
        while items:
            now, later = self._probe(items)
            broken, short = self._ask_once(now, way, language)
            again += short
            items = [*later, *broken]
        return again

    def _probe(self, items: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
        """Part the texts to ask for now from those that wait until it is known how the engine takes marks."""
        notations = self._notations()
        trials, target = self._chain.mark_trials, self._target
        proven = {n for n in notations if self._honours_marks or trials.proven(self._name, target, n)}
        waits = waiting([candidate.marks for candidate in items], notations, proven)
        return (
            [item for item, wait in zip(items, waits, strict=True) if not wait],
            [item for item, wait in zip(items, waits, strict=True) if wait],
        )

    def _notations(self) -> tuple[str, ...]:
        trials, target = self._chain.mark_trials, self._target
        return trials.notations(self._name, target, honours_marks=self._honours_marks)

    def _ask_once(
        self, items: Sequence[Candidate], way: str, language: str
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Return those whose marks came back broken, and those that lack a pinned term."""
        target = self._target
        notations = self._notations()
        prepared = [pinning.prepare(c.key.source, c.terms, target, way) for c in items]
        marked = [c.marks.marked(p, notations) for p, c in zip(prepared, items, strict=True)]
        requests = [
            engine_stage.Request(
                p.text if m is None else m.text,
                pinning.pairs(c.terms, target) if self._honours_terms else (),
            )
            for p, m, c in zip(prepared, marked, items, strict=True)
        ]
        broken: list[Candidate] = []
        short: list[Candidate] = []

        def refuse(index: int, text: str) -> str:
            return self._refused(text, prepared[index], items[index])

        others = Others(items, self._signature, self._memory, self._done)
        answers = engine_stage.ask(
            self._engine,
            requests,
            source=language,
            target=target,
            refuse=refuse,
            watcher=self._chain.watcher(self._engine),
            meanwhile=others,
        )
        for packet in answers:
            units: list[Unit] = []
            counted = 0
            for answer in packet:
                candidate = items[answer.index]
                sent = marked[answer.index]
                taken, whole = self._take(answer, prepared[answer.index], sent, candidate, language)
                if taken:
                    units.append(candidate.unit(final=candidate.settled))
                if sent is not None and not whole:
                    candidate.marks.failed(sent.notation)
                    broken.append(candidate)
                elif not candidate.settled and candidate.pinned:
                    short.append(candidate)
                if not candidate.told:
                    candidate.told = True
                    counted += len(candidate.segments)
            again = {id(candidate) for candidate in (*broken, *short)}
            answered = [items[answer.index] for answer in packet]
            others.store(units, [candidate for candidate in answered if id(candidate) not in again])
            self._done(counted)
        self._elsewhere += others.elsewhere
        return broken, short

    def _refused(self, text: str, prepared: pinning.Prepared, candidate: Candidate) -> str:
        """Say why an answer is in the wrong language, or return an empty string."""
        if candidate.marks.spans:
            # Such a text is asked for again without its marks, if need be.
            return ""
        return wrong_language(pinning.restore(prepared, text), self._target)

    def _take(
        self,
        answer: engine_stage.Answer,
        prepared: pinning.Prepared,
        marked: Marked | None,
        candidate: Candidate,
        language: str,
    ) -> tuple[bool, bool]:
        """Take an answer if it is usable and better than what is there.

        Return whether it was taken, and whether the marks that were sent with it came back whole.
        """
        target = self._target
        text, reason = answer.text, answer.reason
        reading = read(marked, text, target) if marked is not None and text is not None else None
        if marked is not None:
            whole = reading is not None and reading.whole
            self._chain.mark_trials.record(self._name, target, marked.notation, whole)
            if reading is not None and reading.leaked:
                return False, False
            text = reading.text if reading is not None else ""
            if not text or engine_stage.is_echo(text, prepared.text, source=language, target=target):
                # It is asked for again without them; that answer says what is wrong.
                candidate.marks.give_up()
                return False, False
        if text is not None:
            plain = pinning.restore(prepared, text)
            text = pinning.repair(plain, candidate.terms, target)
            if pinning.leaked(prepared, text):
                reason = "marks of names came back broken"
            elif text != plain or candidate.marks.spans:
                # Other texts were judged when they came.
                reason = wrong_language(text, target)
        if text is None or reason:
            reason = (reason or "no answer").removeprefix(f"{self._name}: ")
            candidate.reason = candidate.reason or f"{self._name}: {reason}"
            candidate.marks.give_up()
            return False, marked is None
        missing = len(pinning.missing(text, candidate.terms, target))
        kept = candidate.marks.kept(marked, reading, text, candidate.terms, target)
        whole = marked is None or not kept.broken
        if candidate.text is not None and (missing, kept.broken) >= (
            candidate.missing,
            candidate.kept.broken,
        ):
            return False, whole
        candidate.text, candidate.missing, candidate.kept = text, missing, kept
        candidate.engine, candidate.signature = self._name, self._signature
        return True, whole
