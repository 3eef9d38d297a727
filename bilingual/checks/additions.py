"""What stands in a target and not in its source: an engine's own words, and sentences of other segments."""

from __future__ import annotations

from bilingual.article import Finding
from bilingual.checks.registry import finding
from bilingual.machine_chatter import chatter_in
from bilingual.sentence_count import sentences

# Letters of a target for one of the source; a good translation has half as many as a rule (Korean has two in
# English and a little less than one in Chinese, as the seeds and FLORES have them).
_LETTERS = {
    ("ko", "en"): 4.5,
    ("ko", "zh"): 2.0,
    ("zh", "en"): 8.0,
    ("zh", "ko"): 4.0,
    ("en", "zh"): 1.0,
    ("en", "ko"): 1.5,
}
_OTHER_PAIRS = 4.0


def check_additions(source: str, text: str, source_language: str, language: str) -> tuple[Finding, ...]:
    """``chatter`` where an engine speaks of its translation, ``length`` for sentences out of proportion.

    The latter needs both: two sentences more than the source and twice as many, and more letters than a
    translation of it has.
    """
    if said := chatter_in(text, source):
        return (finding("chatter", f"words of the engine stand in the target: {said}"),)
    pair = (source_language.partition("-")[0], language.partition("-")[0])
    if len(text) <= _LETTERS.get(pair, _OTHER_PAIRS) * len(source):
        return ()
    ours, theirs = sentences(source), sentences(text)
    if theirs >= ours + 2 and theirs >= 2 * ours:
        return (finding("length", f"{theirs} sentences stand for {ours} of the source"),)
    return ()
