"""What engines say of a translation instead of translating: one list of its wordings, for taking them off an
answer and for finding them in a target.
"""

from __future__ import annotations

import re

#: A text that speaks of translation or languages itself; what an engine says cannot be told from it.
SAYS_LABEL = re.compile(
    r"translat|english|chinese|korean|번역|영어|영문|중국어|한국어|译|譯|英文|英语|中文|汉语|韩文|韩语",
    re.IGNORECASE,
)
# What chatty engines say before and after a translation.
_PREAMBLE = re.compile(
    r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great|no problem)(?: thing)?[!.,]*\s+)?"
    r"(?:here(?:['’]s| is| are)|below (?:is|are)|(?:the following|this) is)\s[^:：\n]{0,60}?"
    r"(?:translat|english|chinese|korean)[^:：\n]{0,60}[:：]\s*"
    r"|(?:当然|當然|好的|没问题|沒問題)?(?:可以)?[，,！!。]?\s?(?:以下|下面|这|這)是?[^:：\n]{0,24}(?:译|譯)[^:：\n]{0,24}[:：]\s*"
    r"|(?:네|예|물론입니다|물론이죠|알겠습니다)?[,.!]?\s?(?:다음은|아래는|여기)[^:：\n]{0,30}번역[^:：\n]{0,24}[:：]\s*",
    re.IGNORECASE,
)
_ASSENT = re.compile(
    r"(?:sure|certainly|of course|absolutely)(?: thing)?!\s*(?:\n\s*|(?=[\"“]))", re.IGNORECASE
)
_REMARK = re.compile(
    r"(?:(?:\s*\n\s*|(?<=[.!?。！？”\"])\s*)[(（\[［*_]{1,3}\s?(?:translat(?:or|ion)['’]?s?\s)?"
    r"(?:notes?|n\.b\.|注|註|译注|譯註|译者注|译者按|说明|注意|备注|참고|역주|주)\s?[:：*][^\n]*[)）\]］*_]{1,3}"
    r"|\s*\n\s*(?:translat(?:or|ion)['’]?s?\s)?(?:notes?|译注|译者注|注|说明|备注|참고)\s?[:：][^\n]+"
    r"|\s*\n\s*(?:(?:please )?let me know if|i hope this|feel free to)[^\n]*"
    r"|\s*\n\s*希望(?:这|以上)[^\n]*(?:帮助|翻译)[^\n]*)\s*$",
    re.IGNORECASE,
)
_SAYS_NOTE = re.compile(
    r"주[:：)]|참고|역주|편집자|알림|주의|note|remark|注|註|说明|備註|备注|let me know|hope|희망|바라",
    re.IGNORECASE,
)
# The same where it may stand anywhere, which must be surer of it.
_CHATTER = re.compile(
    r"\b(?:here(?:['’]s| is) (?:the|your|a|my) [^.:\n]{0,30}translat|as an ai\b|i have translated"
    r"|i['’]ve translated"
    r"|translat(?:or|ion)['’]?s? notes?\s?:|let me know if|i hope this helps|original text:)"
    r"|[(\[]notes?\s?:|^notes?\s?:"
    r"|[(\[]translated (?:from|by|into|with|using)\b[^)\]\n]{0,40}[)\]]"
    r"|\A\W{0,3}(?:(?:english|chinese|korean) )?translation\W{0,3}?[:：]"
    r"|(?<=[.!?”\"] )notes?\s?: (?:i|we|the (?:translation|original|source|term|names?|word)s?|some terms)\b"
    r"|\A\W{0,3}(?:(?:英|中)文)?(?:译文|翻译|譯文|翻譯)\W{0,3}?[:：]|[(（](?:译自|翻译自|譯自)[^)）\n]{0,20}[)）]"
    r"|\A\W{0,3}번역(?:문)?\W{0,3}?[:：]"
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


def without_chatter(text: str, asked: str) -> str:
    """``text`` without what an engine says of its translation before and after it."""
    if not SAYS_LABEL.search(asked):
        for said in (_PREAMBLE, _ASSENT):
            found = said.match(text)
            text = text[found.end() :] if found and found.end() < len(text) else text
    if not _SAYS_NOTE.search(asked):
        while (found := _REMARK.search(text)) and text[: found.start()].strip():
            text = text[: found.start()].rstrip()
    return text


def chatter_in(text: str, source: str) -> str:
    """The first words of an engine that stand in ``text``, a translation of ``source``; empty for none."""
    lowered = text.lower()
    if not any(word in lowered for word in _CHATTER_WORDS):
        return ""
    found = _CHATTER.search(text)
    return found[0].strip() if found and not _ASKED_FOR.search(source) else ""
