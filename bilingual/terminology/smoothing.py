"""The text around a term that was put in place: spaces, articles, and mentions that came out double."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.terminology.folding import flat, is_han, is_latin
from bilingual.terminology.forms import pattern

#: Brackets that begin and end a form while a text is being smoothed; private use, never in a text.
OPENED, CLOSED = "\ue000", "\ue001"
_TERM = re.compile(rf"{OPENED}([^{CLOSED}]*){CLOSED}")
_DOUBLE_ARTICLE = re.compile(r"\b([Tt])he\s+the\b")
_ARTICLE_BEFORE_THE = re.compile(r"\b(A|An|a|an)\s+(?=the\s)")


def join(before: str, form: str, after: str = "") -> str:
    """``form`` with a space where it would run into a Latin letter before or after it."""
    lead = " " if before and is_latin(before) and form[:1] and is_latin(form[0]) else ""
    tail = " " if after and is_latin(after) and form[-1:] and is_latin(form[-1]) else ""
    return f"{lead}{form}{tail}"


def smooth(text: str, target: str) -> str:
    """Take the private marks off the forms in ``text`` and set the spaces and articles around them right."""
    chinese = target.startswith(("zh", "ja"))
    # The same mark twice in a row is one mention that an engine doubled.
    text = re.sub(rf"({OPENED}[^{CLOSED}]*{CLOSED})(?:[\s,，、/]*\1)+", r"\1", text)
    out: list[str] = []
    position = 0
    for found in _TERM.finditer(text):
        form = found[1]
        before = "".join(out)[-24:] + text[position : found.start()]
        lead = text[position : found.start()]
        position = found.end()
        if chinese:
            if re.search(r"[^\s]\s+$", before) and _tight(before.rstrip()[-1:]):
                lead = lead.rstrip()
            rest = text[position:]
            if re.match(r"\s+[^\s]", rest) and _tight(rest.lstrip()[:1].replace(OPENED, "国")):
                position += len(rest) - len(rest.lstrip())
        elif form[:4].lower() == "the " and re.search(r"\bthe\s+$", before, re.IGNORECASE):
            form = form[4:]
        elif re.search(r"\b(?:a|an)\s+$", before, re.IGNORECASE) and form[:4].lower() == "the ":
            lead = re.sub(r"\b(?:a|an)\s+$", "", lead, flags=re.IGNORECASE)
        elif article := re.search(r"\b([Aa])(n?)(\s+)$", lead):
            right = _article(form, bool(article[2]))
            lead = lead[: article.start()] + article[1] + ("n" if right else "") + article[3]
        out.append(lead)
        so_far = (lead or before)[-1:]
        out.append(join(so_far, form, text[position : position + 1].replace(OPENED, "")))
    out.append(text[position:])
    joined = "".join(out).replace(OPENED, "").replace(CLOSED, "")
    if target == "en":
        joined = _DOUBLE_ARTICLE.sub(lambda m: f"{m[1]}he", joined)
        joined = _ARTICLE_BEFORE_THE.sub("", joined)
    return joined


def collapse_doubles(text: str, forms: Sequence[str]) -> str:
    """One mention for two of the same term: ``CSTO (CSTO)``, ``集安组织（集安组织）``, ``CSTO, CSTO``.

    ``forms`` are all forms of one term.  ``Long Name (CSTO)`` is left: it is how a name is introduced.
    """
    text = _DOUBLE_ARTICLE.sub(lambda m: f"{m[1]}he", text) if " the" in text or "The the" in text else text
    for form in sorted(set(forms), key=len, reverse=True):
        if not form.strip():
            continue
        # A form with brackets of its own is a first mention.
        one = pattern(form, endings=False).pattern
        doubled = re.compile(
            rf"(?P<one>{one})(?:\s*[(（\[［]\s*(?:the\s+)?{_anonymous(one)}\s*[)）\]］]|\s*[,，、]?\s+{_anonymous(one)}(?=[,，、\s]|$))"
        )
        previous = None
        while previous != text:
            previous = text
            text = doubled.sub(lambda m: m["one"], text)
    return text


def _anonymous(body: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", body)


def _tight(char: str) -> bool:
    return bool(char) and (is_han(char) or flat(char) != char or char in "，。、；：？！“”‘’（）《》〈〉【】")


def _article(form: str, an: bool) -> bool:
    """Whether ``an`` goes before ``form``; what text cannot tell is left as it is."""
    word = form.split()[0] if form.split() else ""
    if word.isupper() and len(word) > 1:
        return an
    if word[:1].lower() in "aeio":
        return True
    return an if word[:1].lower() in "uh" else False
