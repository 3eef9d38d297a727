"""Brackets and quotation marks: whether they open and close, and whether they came over."""

from __future__ import annotations

import re

from bilingual.article import Finding, Severity
from bilingual.checks.registry import finding

_WIDE = str.maketrans("（）［］｛｝【】〔〕〈〉《》『』＂", '()[]{}[][]<><>「」"')
_OPENS = {"(": ")", "[": "]", "{": "}", "「": "」"}
_CLOSES = {close: opened for opened, close in _OPENS.items()}
_ANY = re.compile(r"[()\[\]{}「」（）［］｛｝【】〔〕『』]")
# a) and 1) at the beginning of an item.
_ITEM = re.compile(r"(?:^|[.;；。]\s?)(?:[0-9]{1,2}|[A-Za-z가-힣一二三四五六七八九十])\)")
_FACE = re.compile(r"[:;=][-']?[()]")
_DOUBLE = re.compile('["“”„«»＂]')
_QUOTE = re.compile("[\"“”„«»＂「」『』《》〈〉]|(?<![A-Za-z])['‘’]|['‘’](?![A-Za-z])")
# What is in brackets, in linear time: nothing that begins another bracket is passed over.
_HELD = re.compile(r"(?<=\S)\s?[(（\[［【]([^()（）\[\]［］【】]*)[)）\]］】]")
# Held for its own sake: several words; one word is most often a name's other form.
_SEVERAL = re.compile(r"[가-힣]{2} [가-힣]{2}|[\u3400-\u9fff]{7}|[a-z] [a-z]+ [a-z]")
_INCHES = re.compile('[0-9]"')


def check_paired_signs(source: str, text: str) -> tuple[Finding, ...]:
    """``brackets`` and ``quotes`` where the target's do not pair and the source's do, ``signs-lost`` where
    the source has some and the target none at all.

    A sentence may be one of several in quotation marks, so an odd mark is left alone where the source has
    one, and only an info where the source has none.  Brackets that hold one word or a name are no loss.
    """
    findings: list[Finding] = []
    if _ANY.search(text) and (odd := _odd_bracket(text)) and not _odd_bracket(source):
        findings.append(finding("brackets", f"a bracket without its other half: {odd}"))
    marks = _DOUBLE.findall(text)
    if marks and _odd_quotes(text) and not _odd_quotes(source):
        milder = None if _QUOTE.search(source) else Severity.INFO
        findings.append(finding("quotes", f"a quotation mark without its other half: {marks[-1]}", milder))
    lost = []
    if not _ANY.search(text) and any(_SEVERAL.search(held) for held in _HELD.findall(source)):
        lost.append("brackets")
    if len(_DOUBLE.findall(source)) >= 2 and not _QUOTE.search(text):
        lost.append("quotation marks")
    if lost:
        findings.append(finding("signs-lost", f"{' and '.join(lost)} of the source are not in the target"))
    return tuple(findings)


def _odd_bracket(text: str) -> str:
    """The first bracket without its other half, an empty string where all have theirs."""
    waiting: list[str] = []
    for sign in _ANY.findall(_FACE.sub("", _ITEM.sub("", text.translate(_WIDE)))):
        if sign in _OPENS:
            waiting.append(sign)
        elif waiting and waiting[-1] == _CLOSES[sign]:
            waiting.pop()
        else:
            return str(sign)
    return waiting[-1] if waiting else ""


def _odd_quotes(text: str) -> bool:
    if '"' in text or "＂" in text:
        return all(len(_DOUBLE.findall(shape)) % 2 for shape in (text, _INCHES.sub("", text)))
    return text.count("“") + text.count("„") != text.count("”") and not ("„" in text and "“" in text)
