"""The targets of a stored article, kept as they stand while some of them are corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bilingual.article import Article, Segment, Status, Target
from bilingual.chinese_scripts import OPENCC
from bilingual.finishing import finish
from bilingual.inline_marks.anchoring import same_text
from bilingual.inline_marks.spans import carried, normal
from bilingual.memory import PERSON, Memory, Selection, StoredArticle, Unit
from bilingual.memory.units import normalised
from bilingual.translation import Job
from bilingual.translation.jobs import memory_query
from bilingual.upkeep.corrections import Edit, LetStand, as_read

#: Former texts of a segment that are looked at, and the length of a mark's text up to which it is compared.
_MOST_FORMER = 12
_COMPARED = 300
#: How much of a mark's text must be left of it where it was edited itself.
_LEFT = 0.5


class Standing:
    """What an article says, and what it is to say once some of it is corrected."""

    def __init__(self, article: Article, jobs: Sequence[Job], stored: StoredArticle) -> None:
        """Take the article as it is cut now, what memory has for it, and what was stored of it."""
        self._article = article
        self._stored = {segment.id: segment.targets for segment in stored.segments}
        self._makers = tuple(name for name in stored.signature.engine.split("+") if name not in ("", "none"))
        self._targets = {
            job.target: {
                segment.id: _cleaned(self._stored.get(segment.id, {}).get(job.target))
                or job.found.get(segment.id, Target(None, Status.UNTRANSLATED))
                for segment in article.segments
            }
            for job in jobs
        }

    def former(self, memory: Memory, language: str, texts: Mapping[str, str]) -> dict[str, bool]:
        """Tell of ``texts``, by segment, whether the segment has had it: as memory has it, or finished."""
        if language not in self._targets:
            return {}
        segments = {segment.id: segment for segment in self._article.segments if segment.id in texts}
        former = {one: _former_texts(memory, segment, language) for one, segment in segments.items()}
        told = {one: texts[one] in map(as_read, wordings) for one, wordings in former.items()}
        for turn in range(max(map(len, former.values()), default=0)):
            trial = {one: of[turn] for one, of in former.items() if not told[one] and turn < len(of)}
            if not trial:
                continue
            held = {code: {one: _held(t) for one, t in of.items()} for code, of in self._targets.items()}
            targets = dict(held)
            targets[language] = {
                **held[language],
                **{one: Target(text, Status.REUSED) for one, text in trial.items()},
            }
            for segment in finish(self._article, targets).segments:
                if segment.id in trial:
                    told[segment.id] = as_read(segment.targets[language].text or "") == texts[segment.id]
        return told

    def jobs(self, planned: Sequence[Job], edits: Sequence[Edit], *, asking: bool) -> tuple[Job, ...]:
        """Return what is to be done now that the memory has the corrections.

        What stands stays, but for what was corrected and the same sentence elsewhere; what has no text takes
        what memory has now, or, with ``asking``, is wanted from the engines.
        """
        return tuple(
            self._job(job, [e for e in edits if e.language == job.target], asking) for job in planned
        )

    def _job(self, job: Job, edits: Sequence[Edit], asking: bool) -> Job:
        language = job.target
        by_id = {segment.id: segment for segment in self._article.segments}
        own = {edit.segment: edit for edit in edits}
        wordings = {(normalised(by_id[e.segment].source), e.text) for e in edits}
        found: dict[str, Target] = {}
        wanted: list[Segment] = []
        for segment in self._article.segments:
            now, stands = job.found.get(segment.id), self._targets[language][segment.id]
            if segment.id in own:
                edit = own[segment.id]
                taken = now is not None and now.status is Status.EDITED and now.text == edit.text
                found[segment.id] = (
                    now if now is not None and taken else Target(edit.text, Status.EDITED, origin=PERSON)
                )
            elif now is not None and _follows(now, stands, segment, wordings):
                found[segment.id] = now
            elif stands.text is not None:
                found[segment.id] = _held(stands)
            elif now is not None:
                found[segment.id] = now
            elif asking:
                wanted.append(segment)
            else:
                found[segment.id] = stands
        makers = (*self._makers, *(("memory",) if edits else ()))
        return replace(job, found=found, wanted=tuple(wanted), engines_used=makers)

    def let_go(self, article: Article, edits: Sequence[Edit]) -> Article:
        """Return a finished article whose targets that stayed have again the status that they had."""
        own = {(edit.segment, edit.language) for edit in edits}
        segments = []
        for segment in article.segments:
            targets = dict(segment.targets)
            for language, target in segment.targets.items():
                stands = self._targets[language][segment.id]
                if (segment.id, language) not in own and target.text == stands.text:
                    targets[language] = replace(target, status=stands.status, origin=stands.origin)
            segments.append(replace(segment, targets=targets))
        return replace(article, segments=tuple(segments))


def _held(target: Target) -> Target:
    """A target that finishing leaves as it is: a first mention is put into no text that is a person's."""
    return (
        target
        if target.text is None or target.status is Status.COPIED
        else replace(target, status=Status.EDITED)
    )


def _cleaned(target: Target | None) -> Target | None:
    """A stored target with those findings that no check makes again."""
    if target is None:
        return None
    own = ("engine", "fuzzy-term", *(("marks",) if target.origin == OPENCC else ()))
    return replace(target, findings=tuple(found for found in target.findings if found.check in own))


def _follows(now: Target, stands: Target, segment: Segment, wordings: set[tuple[str, str]]) -> bool:
    return (
        now.origin == PERSON
        and stands.status is not Status.EDITED
        and (normalised(segment.source), now.text) in wordings
    )


def unit_of(article: Article, index: int, edit: Edit) -> Unit:
    """Return what memory keeps of a correction: a person's, of this segment, with the places of its marks."""
    query = memory_query(article, index, edit.language)
    return Unit(
        source=query.source,
        target=edit.text,
        source_language=query.source_language,
        target_language=query.target_language,
        origin=PERSON,
        status=Status.EDITED,
        segment=query.segment,
        previous=query.previous,
        following=query.following,
        anchors=_anchors(article.segments[index], edit),
    )


def let_stand_anew(memory: Memory, article: Article, let_stand: Sequence[LetStand]) -> Article:
    """Keep that the findings on corrected targets may stand, and return the article with them ignored.

    Only what names no check is looked at: which findings a corrected text has is known when it is finished.
    """
    reasons = {(one.segment, one.language): one.reason for one in let_stand if not one.check}
    segments = []
    for segment in article.segments:
        targets = dict(segment.targets)
        for language, target in segment.targets.items():
            reason = reasons.get((segment.id, language))
            if reason is None:
                continue
            for check in dict.fromkeys(found.check for found in target.findings):
                messages = [found.message for found in target.findings if found.check == check]
                memory.ignore(segment.id, segment.source, language, check, reason, messages)
            findings = tuple(replace(found, ignored=reason) for found in target.findings)
            targets[language] = replace(target, findings=findings)
        segments.append(replace(segment, targets=targets))
    return replace(article, segments=tuple(segments))


def _anchors(segment: Segment, edit: Edit) -> tuple[tuple[int, int, int, int], ...]:
    """Where the marks of the text before are in the corrected one, as far as their own text still stands."""
    if edit.before is None or edit.before.text is None or not edit.before.marks:
        return ()
    before, marks = edit.before.text, edit.before.marks
    sources = {mark.id: mark for mark in normal(segment.source, segment.marks)}
    places = carried([(mark.start, mark.end) for mark in marks], before, edit.text)
    found: list[tuple[int, int, int, int]] = []
    for mark, place in zip(marks, places, strict=True):
        covered = before[mark.start : mark.end]
        if place is None or not _left(covered, edit.text[place[0] : place[1]]):
            place = same_text(edit.text, covered)
        if place is not None and mark.id in sources:
            found.append((sources[mark.id].start, sources[mark.id].end, *place))
    return tuple(found)


def _left(before: str, after: str) -> bool:
    if before == after:
        return True
    if max(len(before), len(after)) > _COMPARED:
        return False
    return SequenceMatcher(None, before.lower(), after.lower(), autojunk=False).ratio() >= _LEFT


def _former_texts(memory: Memory, segment: Segment, language: str) -> list[str]:
    """Return the texts that memory has for a segment's, the newest first."""
    selection = Selection(text=segment.source, source_language=segment.language, target_language=language)
    source = normalised(segment.source)
    texts = [unit.target for unit in memory.selected(selection) if normalised(unit.source) == source]
    return list(dict.fromkeys(reversed(texts)))[:_MOST_FORMER]
