"""What may become of a mark, of a name, of a whole text and of a packet of answers in a bad engine.

Each fault is a name and a function that makes it; `benchmarks.pinning_engines` makes engines of them.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
import urllib.parse
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

Change = Callable[[str], str]

_MARK = re.compile(r"\[\[[A-Z]+\]\]")


def wide(text: str) -> str:
    """Full-width letters for ASCII."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _letters(change: Change) -> Change:
    """``change`` of a mark's letters, its brackets left."""
    return lambda mark: f"[[{change(mark[2:-2])}]]"


def _brackets(opened: str, closed: str) -> Change:
    return lambda mark: f"{opened}{mark[2:-2]}{closed}"


def _cyrillic(text: str) -> str:
    return text.translate(str.maketrans("ABCEHKMOPTXaceopx", "АВСЕНКМОРТХасеорх"))


def _greek(text: str) -> str:
    return text.translate(str.maketrans("ABEHIKMNOPTXZ", "ΑΒΕΗΙΚΜΝΟΡΤΧΖ"))


def same(text: str) -> str:
    """Nothing becomes of it."""
    return text


def gone(text: str) -> str:
    """It is lost."""
    return ""


#: What may become of a mark.
MARKS: Mapping[str, Change] = {
    "kept": same,
    "dropped": gone,
    "spaced": " ".join,
    "brackets spaced": lambda m: f"[ [ {m[2:-2]} ] ]",
    "letters spaced": _letters(" ".join),
    "widened": wide,
    "widened and spaced": lambda m: " ".join(wide(m)),
    "lower-cased": str.lower,
    "title-cased": lambda m: f"[[{m[2:-2].capitalize()}]]",
    "doubled": lambda m: f"{m} {m}",
    "doubled in brackets": lambda m: f"{m} ({m})",
    "one bracket": lambda m: m[1:-1],
    "no brackets": lambda m: m[2:-2],
    "no closing brackets": lambda m: m[:-2],
    "no opening brackets": lambda m: m[2:],
    "brackets turned": _brackets("]]", "[["),
    "round": _brackets("((", "))"),
    "curly": _brackets("{{", "}}"),
    "corner": _brackets("【", "】"),
    "title marks": _brackets("《", "》"),
    "single title marks": _brackets("〈〈", "〉〉"),
    "angled": _brackets("<<", ">>"),
    "quoted": lambda m: f"“{m}”",
    "quotes for brackets": _brackets("“", "”"),
    "straight quotes for brackets": _brackets('"', '"'),
    "single quotes for brackets": _brackets("'", "'"),
    "guillemets": _brackets("«", "»"),
    "entities": lambda m: m.replace("[", "&#91;").replace("]", "&#93;"),
    "hex entities": lambda m: m.replace("[", "&#x5B;").replace("]", "&#x5d;"),
    "named entities": lambda m: m.replace("[", "&lbrack;").replace("]", "&rbrack;"),
    "letters as entities": _letters(lambda c: "".join(f"&#{ord(char)};" for char in c)),
    "escaped": lambda m: m.replace("[", "\\[").replace("]", "\\]"),
    "bold": _letters(lambda c: f"**{c}**"),
    "code": lambda m: f"`{m}`",
    "tagged": lambda m: f"<b>{m}</b>",
    "a tag for brackets": _brackets("<", "/>"),
    "percent": _brackets("%", "%"),
    "dollars": _brackets("${", "}"),
    "hashes": _brackets("#", "#"),
    "underscores": _brackets("__", "__"),
    "hyphened": _letters("-".join),
    "dotted": _letters(lambda c: ".".join(c) + "."),
    "zero-width": _letters("\u200b".join),
    "soft hyphens": _letters("\u00ad".join),
    "joined by a mark": lambda m: f"\u2060{m}\u200e",
    "no-break spaces": _letters("\u00a0".join),
    "Cyrillic": _letters(_cyrillic),
    "Greek": _letters(_greek),
    "circled": _letters(lambda c: "".join(chr(0x24B6 + ord(char) - 65) for char in c)),
    "bold letters": _letters(lambda c: "".join(chr(0x1D400 + ord(char) - 65) for char in c)),
    "accented": _letters(lambda c: unicodedata.normalize("NFC", "".join(char + "\u0301" for char in c))),
    "with an article": lambda m: f"the {m}",
    "article inside": _letters(lambda c: f"the {c}"),
    "possessive": lambda m: f"{m}'s",
    "possessive inside": _letters(lambda c: f"{c}’s"),
    "plural inside": _letters(lambda c: f"{c}s"),
    "glued": lambda m: f"\x00{m}\x00",
    "glued without brackets": lambda m: f"\x00{m[2:-2]}\x00",
    "a comma inside": _letters(lambda c: f"{c},"),
    "a line break inside": lambda m: m.replace("[[", "[[\n"),
    "half": lambda m: m[: len(m) // 2],
    "other half": lambda m: m[len(m) // 2 :],
    "root only": _letters(lambda c: c[:2]),
    "last letter only": _letters(lambda c: c[2:]),
    "renumbered": _letters(lambda c: c[:2] + ("B" if c[2] != "B" else "C")),
    "a number": _letters(lambda c: "1"),
    "root and number": _letters(lambda c: f"{c[:2]}1"),
    "turned around": _letters(lambda c: c[::-1]),
    "a letter more": _letters(lambda c: f"{c}X"),
    "a letter doubled": _letters(lambda c: f"{c}{c[-1]}"),
    "translated": _letters(lambda c: "term"),
    "spelled": _letters(lambda c: " ".join({"Q": "cue", "Z": "zee"}.get(char, char) for char in c)),
    "in Hangul": _letters(lambda c: "큐제트비"),
    "in Han": _letters(lambda c: "齐兹比"),
    "empty brackets": lambda m: "[[]]",
    "dots for letters": lambda m: "[[...]]",
    "split": lambda m: f"{m[:4]} word {m[4:]}",
    "a Chinese numeral": lambda m: f"【{'一二三四五六七八九十'[ord(m[4]) % 10]}】",
    "a Chinese numeral inside": _letters(lambda c: "一二三四五六七八九十"[ord(c[2]) % 10]),
    "in Cyrillic sounds": _letters(lambda c: "КЗБ"),
    "in katakana": _letters(lambda c: "キューゼットビー"),
    "in Hangul without brackets": lambda m: "큐지비",
    "an English particle": lambda m: f"{m}-neun",
    "an English particle glued": lambda m: f"{m}eun",
    "an English ending": lambda m: f"{m}ui",
    "a Chinese particle": lambda m: f"{m}们",
    "a footnote": lambda m: f"{m}[1]",
    "a footnote inside": _letters(lambda c: f"{c}[1]"),
    "percent-encoded": lambda m: m.replace("[", "%5B").replace("]", "%5D"),
    "escaped as in JSON": lambda m: m.replace("[", "\\u005b").replace("]", "\\u005d"),
    "letters escaped as in JSON": _letters(lambda c: "".join(f"\\u{ord(char):04x}" for char in c)),
    "a link": lambda m: f"[{m}](#)",
    "a span": lambda m: f'<span translate="no">{m}</span>',
    "a placeholder tag": _brackets('<x id="', '"/>'),
    "LaTeX": lambda m: f"\\textbf{{{m[2:-2]}}}",
    "isolated": lambda m: f"⁨{m}⁩",
    "turned by bidi": lambda m: f"‭{m}‬",
    "small capitals": _letters(
        lambda c: c.translate(str.maketrans("BCDFGHJKLMNPQRTVWZ", "ʙᴄᴅꜰɢʜᴊᴋʟᴍɴᴘǫʀᴛᴠᴡᴢ"))
    ),
    "underlined": _letters(lambda c: "".join(char + "̲" for char in c)),
    "three brackets": lambda m: f"[{m}]",
    "a tab inside": lambda m: m.replace("[[", "[[\t"),
    "a line separator": lambda m: f" {m} ",
    "lenticular outside": lambda m: f"【{m}】",
    "the mark said": lambda m: f"{m} (placeholder)",
}


def _alternating(change: Change, letters: str) -> Change:
    return lambda text: change(text) if letters == "" or len(text) % 2 else text


def _word_changed(change: Change, at: int) -> Change:
    def changed(text: str) -> str:
        words = text.split(" ")
        words[at] = change(words[at])
        return " ".join(word for word in words if word)

    return changed


def _apart(text: str) -> str:
    """``U N`` for ``UN``, ``普 京`` for ``普京``."""
    return " ".join(text) if text.isupper() or not text.isascii() else text.replace(" ", "  ")


def _initials(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return "".join(word[0] for word in words) if len(words) > 1 else text[:1]


def _traditional(text: str) -> str:
    return str(_to_traditional().convert(text))


@lru_cache(maxsize=1)
def _to_traditional() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


#: What may become of a name that stands in the text in its target form.
FORMS: Mapping[str, Change] = {
    "kept": same,
    "lost": gone,
    "other": lambda f: "something else" if f.isascii() else "某某",
    "lower-cased": str.lower,
    "upper-cased": str.upper,
    "title-cased": str.title,
    "capitalised": lambda f: f[:1].upper() + f[1:].lower(),
    "plural": lambda f: f"{f}s" if f.isascii() else f,
    "possessive": lambda f: f"{f}'s" if f.isascii() else f"{f}的",
    "curly possessive": lambda f: f"{f}’s" if f.isascii() else f"{f}的",
    "with the": lambda f: f"the {f}",
    "with a": lambda f: f"a {f}",
    "glued": lambda f: f"\x00{f}\x00",
    "glued before": lambda f: f"\x00{f}",
    "glued to a number": lambda f: f"{f}2",
    "particle left": lambda f: f"{f}는",
    "particles left": lambda f: f"{f}에서는",
    "particle spaced": lambda f: f"{f} 는",
    "doubled": lambda f: f"{f} {f}",
    "doubled in brackets": lambda f: f"{f} ({f})",
    "doubled in wide brackets": lambda f: f"{f}（{f}）",
    "quoted": lambda f: f"“{f}”",
    "quoted straight": lambda f: f'"{f}"',
    "in title marks": lambda f: f"《{f}》",
    "bold": lambda f: f"**{f}**",
    "italic": lambda f: f"_{f}_",
    "tagged": lambda f: f"<b>{f}</b>",
    "entities": lambda f: "".join(f"&#{ord(char)};" for char in f),
    "quotes as entities": lambda f: f"&quot;{f}&quot;",
    "decomposed": lambda f: unicodedata.normalize("NFD", f),
    "widened": wide,
    "widened and spaced": lambda f: wide(f).replace(" ", "\u3000"),
    "zero-width": lambda f: "\u200b".join(f),
    "zero-width around": lambda f: f"\u200b{f}\ufeff",
    "soft hyphens": lambda f: "\u00ad".join(f),
    "no-break spaces": lambda f: f.replace(" ", "\u00a0"),
    "two spaces": lambda f: f.replace(" ", "  "),
    "a line break": lambda f: f.replace(" ", "\n"),
    "letters apart": _apart,
    "hyphen for space": lambda f: f.replace(" ", "-"),
    "hyphens gone": lambda f: f.replace("-", " "),
    "other hyphens": lambda f: f.replace("-", "\u2011"),
    "dots in capitals": lambda f: ".".join(f) + "." if f.isupper() and f.isalpha() and f.isascii() else f,
    "other middle dots": lambda f: f.replace("·", "•"),
    "middle dots gone": lambda f: f.replace("·", ""),
    "middle dots spaced": lambda f: f.replace("·", " · "),
    "Cyrillic": _cyrillic,
    "Greek": _greek,
    "one Cyrillic letter": lambda f: f.replace("C", "С", 1).replace("a", "а", 1),
    "traditional": _traditional,
    "accented": lambda f: f.replace("e", "é").replace("o", "ó"),
    "in Hangul": lambda f: "에이비시",
    "in Cyrillic words": lambda f: "ОДКБ",
    "initials": _initials,
    "first word": lambda f: f.split(" ")[0] if f.isascii() else f[:1],
    "last word": lambda f: f.split(" ")[-1] if f.isascii() else f[-1:],
    "last word in capitals": _word_changed(str.upper, -1),
    "words turned": lambda f: " ".join(reversed(f.split(" "))) if f.isascii() else f[::-1],
    "cut": lambda f: f[:-1],
    "a letter missing": lambda f: f[:1] + f[2:],
    "a letter more": lambda f: f"{f}x",
    "a letter swapped": lambda f: f[1::-1] + f[2:],
    "adjective": lambda f: f"{f}n" if f.isascii() else f"{f}系",
    "joined words": lambda f: f.replace(" ", ""),
    "British": lambda f: (
        f.replace("ization", "isation").replace("Defense", "Defence").replace("Labor", "Labour")
    ),
    "ampersand": lambda f: f.replace(" and ", " & "),
    "ampersand escaped": lambda f: f.replace(" and ", " &amp; "),
    "surname in capitals": _word_changed(str.upper, 0),
    "with Mr.": lambda f: f"Mr. {f}" if f.isascii() else f"{f}先生",
    "footnoted": lambda f: f"{f}[1]",
    "isolated": lambda f: f"⁨{f}⁩",
    "a line separator": lambda f: f.replace(" ", " "),
    "thin spaces": lambda f: f.replace(" ", " "),
    "hyphenated at the line's end": lambda f: f[:5] + "-\n" + f[5:] if f.isascii() and len(f) > 9 else f,
    "ligatures": lambda f: f.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "underlined": lambda f: "".join(char + "̲" for char in f),
    "a variation selector": lambda f: "".join(char + "︀" for char in f),
    "curly apostrophe": lambda f: f.replace("'", "’"),
    "backquote": lambda f: f.replace("'", "`"),
    "a link": lambda f: f"[{f}](https://example.com)",
    "a span": lambda f: f'<span lang="en">{f}</span>',
    "LaTeX": lambda f: f"\\textbf{{{f}}}",
    "escaped as in JSON": lambda f: "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in f),
    "with its Korean": lambda f: f"{f}(집단)",
    "with pinyin": lambda f: f"{f} (pinyin)" if not f.isascii() else f,
    "in corner brackets": lambda f: f"「{f}」",
    "in double corner brackets": lambda f: f"『{f}』",
    "in lenticular brackets": lambda f: f"【{f}】",
    "bold and italic": lambda f: f"***{f}***",
    "struck out": lambda f: f"~~{f}~~",
    "an English particle": lambda f: f"{f}-neun" if f.isascii() else f,
    "in an address": lambda f: f"www.{f.replace(' ', '').lower()}.org" if f.isascii() else f"www.{f}.org",
    "in an account": lambda f: "@" + f.replace(" ", ""),
    "in a tag": lambda f: "#" + f.replace(" ", ""),
}

#: What may become of a whole answer; ``asked`` is the text asked for.
TEXTS: Mapping[str, Callable[[str, str], str | None]] = {
    "kept": lambda answer, asked: answer,
    "echo": lambda answer, asked: asked,
    "echo and answer": lambda answer, asked: f"{asked} {answer}",
    "half echo": lambda answer, asked: asked[: len(asked) // 2] + answer[len(answer) // 2 :],
    "other half echo": lambda answer, asked: answer[: len(answer) // 2] + asked[len(asked) // 2 :],
    "first half": lambda answer, asked: answer[: len(answer) // 2],
    "second half": lambda answer, asked: answer[len(answer) // 2 :],
    "none": lambda answer, asked: None,
    "blank": lambda answer, asked: " \u200b ",
    "none for long": lambda answer, asked: None if len(asked) > 30 else answer,
    "upper-cased": lambda answer, asked: answer.upper(),
    "lower-cased": lambda answer, asked: answer.lower(),
    "glued": lambda answer, asked: answer.replace(" ", ""),
    "words turned": lambda answer, asked: " ".join(reversed(answer.split(" "))),
    "twice": lambda answer, asked: f"{answer} {answer}",
    "decomposed": lambda answer, asked: unicodedata.normalize("NFD", answer),
    "widened": lambda answer, asked: wide(answer),
    "escaped": lambda answer, asked: html.escape(answer).replace("[", "&#91;"),
    "escaped twice": lambda answer, asked: html.escape(html.escape(answer.replace("[", "&#91;"))),
    "labelled": lambda answer, asked: f"Translation: {answer}",
    "fenced": lambda answer, asked: f"```\n{answer}\n```",
    "quoted": lambda answer, asked: f'"{answer}"',
    "a paragraph": lambda answer, asked: f"<p>{answer}</p>",
    "an excuse": lambda answer, asked: "I cannot translate this text.",
    "a list": lambda answer, asked: f"1. {answer}",
    "no punctuation": lambda answer, asked: re.sub(r"[^\w\s\[\]]", "", answer),
    "brackets gone": lambda answer, asked: re.sub(r"[\[\]]", "", answer),
    "every other word": lambda answer, asked: " ".join(answer.split(" ")[::2]),
    "one name only": lambda answer, asked: re.sub(r"\[\[QZ[C-Z]+\]\]", "", answer),
    "first name for all": lambda answer, asked: re.sub(r"\[\[QZ[C-Z]+\]\]", "[[QZB]]", answer),
    "names swapped": lambda answer, asked: re.sub(
        r"QZ[BC]\b", lambda found: "QZC" if found[0] == "QZB" else "QZB", answer
    ),
    "names at the end": lambda answer, asked: _MARK.sub("", answer) + " ".join(_MARK.findall(answer)),
    "names as a list": lambda answer, asked: " ".join(_MARK.findall(answer)) or "word word",
    "two lines": lambda answer, asked: answer.replace(" ", "\n", 1),
    "each word a line": lambda answer, asked: answer.replace(" ", "\n"),
    "traditional": lambda answer, asked: _traditional(answer),
    "smart quotes": lambda answer, asked: f"“{answer}”",
    "a byte order mark": lambda answer, asked: f"﻿{answer}",
    "bidi": lambda answer, asked: f"‪{answer}‬‎",
    "isolated words": lambda answer, asked: " ".join(f"⁦{word}⁩" for word in answer.split(" ")),
    "a zero-width space a word": lambda answer, asked: answer.replace(" ", " ​"),
    "JSON": lambda answer, asked: json.dumps({"translation": answer}, ensure_ascii=False),
    "JSON in ASCII": lambda answer, asked: json.dumps({"translation": answer}),
    "a JSON list": lambda answer, asked: json.dumps([answer], ensure_ascii=False),
    "fenced JSON": lambda answer, asked: f"```json\n{json.dumps({'text': answer}, ensure_ascii=False)}\n```",
    "bold": lambda answer, asked: f"**{answer}**",
    "bold words": lambda answer, asked: " ".join(f"**{word}**" for word in answer.split(" ")),
    "a heading": lambda answer, asked: f"# {answer}",
    "XML": lambda answer, asked: f"<translation>{answer}</translation>",
    "a thought": lambda answer, asked: f"<think>{asked}</think>\n{answer}",
    "both languages": lambda answer, asked: f"{answer}\n\n{asked}",
    "percent-encoded": lambda answer, asked: urllib.parse.quote(answer, safe=" "),
    "title-cased": lambda answer, asked: answer.title(),
    "no spaces around marks": lambda answer, asked: re.sub(r"\s*(\[\[[A-Z]+\]\])\s*", r"\1", answer),
    "notes": lambda answer, asked: f"{answer} (Note: {' '.join(_MARK.findall(asked))} kept)",
}


def _merged(answers: list[str | None]) -> list[str | None]:
    whole = " ".join(filter(None, answers))
    return [whole, *([""] * (len(answers) - 1))]


#: What may become of the answers of one call.
PACKETS: Mapping[str, Callable[[list[str | None]], list[str | None]]] = {
    "kept": lambda answers: answers,
    "reordered": lambda answers: answers[::-1],
    "moved by one": lambda answers: [*answers[1:], *answers[:1]],
    "merged": _merged,
    "two merged": lambda answers: (
        [f"{answers[0]} {answers[1]}", "", *answers[2:]] if len(answers) > 1 else answers
    ),
    "merged, one too few": lambda answers: (
        [f"{answers[0]} {answers[1]}", *answers[2:]] if len(answers) > 1 else answers
    ),
    "split, one too many": lambda answers: (
        [(answers[0] or "")[:9], (answers[0] or "")[9:], *answers[1:]] if len(answers) > 1 else answers
    ),
    "every second none": lambda answers: [a if at % 2 else None for at, a in enumerate(answers)],
    "every second empty": lambda answers: [a if at % 2 else "" for at, a in enumerate(answers)],
    "the first for all": lambda answers: [answers[0]] * len(answers),
}
