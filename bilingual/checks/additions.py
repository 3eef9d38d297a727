"""What stands in a target and not in its source: an engine's own words, and sentences of other segments."""

from __future__ import annotations

import re

from bilingual.article import Finding
from bilingual.checks.registry import finding
from bilingual.sentence_count import sentences

_CHATTER = re.compile(
    r"\b(?:here(?:['’]s| is) (?:the|your|a|my) [^.:\n]{0,30}translat|as an ai\b|i have translated"
    r"|i['’]ve translated"
    r"|translat(?:or|ion)['’]?s? notes?\s?:|let me know if|i hope this helps|original text:)"
    r"|[(\[]notes?\s?:|^notes?\s?:"
    r"|(?:以下|下面|这)是[^。：:\n]{0,16}(?:译文|翻译|译)[^。：:\n]{0,12}[:：]"
    r"|[(（\[](?:译注|译者注|注|说明|备注)\s?[:：]"
    r"|作为(?:一个)?(?:ai|人工智能)|希望(?:这|以上)[^。\n]{0,12}帮助"
    r"|(?:다음은|아래는)[^.:\n]{0,20}번역[^.:\n]{0,12}[:：]|[(\[](?:역주|참고)\s?[:：]",
    re.IGNORECASE | re.MULTILINE,
)
# One of these stands in all of them.
_CHATTER_WORDS = (
    *("translat", "an ai", "note", "know if", "i hope", "original text", "译", "注", "说明", "备注"),
    *("ai", "人工智能", "希望", "번역", "역주", "참고"),
)
_ASKED_FOR = re.compile(
    r"번역|인공지능|알려|\bAI\b|역주|참고|[(（\[]주\s?[:：)]|translat|notes?\s?:|译|譯|注[:：]|说明|备注|人工智能",
    re.IGNORECASE,
)
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
    lowered = text.lower()
    found = _CHATTER.search(text) if any(word in lowered for word in _CHATTER_WORDS) else None
    if found and not _ASKED_FOR.search(source):
        return (finding("chatter", f"words of the engine stand in the target: {found[0].strip()}"),)
    pair = (source_language.partition("-")[0], language.partition("-")[0])
    if len(text) <= _LETTERS.get(pair, _OTHER_PAIRS) * len(source):
        return ()
    ours, theirs = sentences(source), sentences(text)
    if theirs >= ours + 2 and theirs >= 2 * ours:
        return (finding("length", f"{theirs} sentences stand for {ours} of the source"),)
    return ()
