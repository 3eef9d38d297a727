"""A target that says the same again: an engine caught in a loop, a sentence twice, a word doubled."""

from __future__ import annotations

import re
from collections import Counter

from bilingual.article import Finding
from bilingual.checks.registry import finding
from bilingual.checks.transliteration import ALL as FOREIGN

# A piece four times in a row, whatever of spaces and commas stands between.
_LOOP = re.compile(r"(\S(?:.{0,58}\S)?)(?:[\s,，、;；.。]*\1){3,}")
_SENTENCE = re.compile(r"[^.!?。！？\n]{12,}[.!?。！？]?")
_ENGLISH_DOUBLE = re.compile(r"(?<![\w'’-])([A-Za-z]{2,}) \1(?![\w'’-])", re.IGNORECASE)
_HANGUL_DOUBLE = re.compile(r"(?<![가-힣])([가-힣]{2,}) \1(?![가-힣])")
_HAN_DOUBLE = re.compile("([\u3400-\u9fff]{3,8})\\1")
_ENGLISH_PHRASE = re.compile(
    r"(?<![\w'’-])([A-Za-z]{1,20}(?: [A-Za-z]{1,20}){1,2}) \1(?![\w'’-])", re.IGNORECASE
)
_LINKING = re.compile(r"\b(?:and|or|by|after|upon|to|on|in|for|than|but|as|of)\b", re.IGNORECASE)
_HAN_PAIR = re.compile("([\u3400-\u9fff]{2})\\1")
# Verbs and adjectives that Chinese doubles for a little of it (研究研究), adverbs for more of it (非常非常).
_PAIRS = (
    "研究讨论商量考虑休息打扫收拾学习锻炼活动认识了解介绍准备整理检查尝试观察体验比较调查帮助打听放松运动琢磨参观请教修改练习复习联系沟通交流暖和"
    "热闹高兴凉快轻松舒服痛快照顾表示庆祝安慰教育教训解释改善宣传处理分析回忆思考反省反思感受享受补充总结欣赏品尝打扮打量清醒见识溜达合计议论动员"
    "管理表现关心招待试验实验测试推敲提醒督促核对核实评论评价指点支持鼓励意思可怜统计计算清理布置活络应付消化熟悉适应改变控制冷静开心明白提高非常"
    "特别永远真的许多十分多么极其相当快点加油谢谢拜拜再见知道是的好的没有不是不要等等如此这般"
    "研究討論準備檢查觀察體驗比較調查幫助參觀練習聯繫溝通處理認識瞭解介紹"
)
_MAY_PAIR = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
# Numbers and measures (一个一个, 二〇二〇), very good (很好很好), and sounds.
_NO_PAIR = re.compile(
    "[〇零一二三四五六七八九十百千万两每几很太好真最更越哗啦叮咚嘀嗒滴噼啪咔嚓哒呼噜咕嘟哈嘿嘻呵轰隆吱呜哎咚咯喵汪]"
)
# English doubles these for sense or by grammar.
_MAY_DOUBLE = frozenset(
    {"that", "had", "very", "is", "no", "so", "bye", "ha", "knock", "hear", "there", "now", "yeah"}
)
# Korean words that end so were conjugated or have a particle, and nobody doubles them for weight (빨리 빨리).
_KOREAN_ENDS = re.compile(
    "(?:은|는|이|가|을|를|에|에서|에게|의|와|과|으로|로|했다|한다|된다|하는|하고|했고|있는)$"
)
#: Share of a text's triples of letters that are there already, beyond which it is worth looking for loops.
_REPEATED = 0.35
_SHOWN = 30


def check_repetition(source: str, text: str, language: str) -> tuple[Finding, ...]:
    """``repetition`` for a piece four times in a row and for a sentence twice, ``doubled`` for a word twice.

    Nothing that the source does as well: 하하하하, chants, verses.
    """
    if found := _looped(text):
        if not _looped(source):
            return (finding("repetition", f"the target goes in circles: {_cut(found)}"),)
        return ()
    if len(text) > 40 and (again := _said_again(text)) and not _said_again(source):
        return (finding("repetition", f"the target says this twice: {_cut(again)}"),)
    if (word := _doubled(text, language)) and not _any_double(source):
        return (finding("doubled", f"a word stands twice in a row: {word}"),)
    return ()


def _looped(text: str) -> str | None:
    # Four letters that come three times are common, so the triples decide; but most texts have none.
    if all(text.count(text[at : at + 4]) < 3 for at in range(0, len(text) - 3, 7)):
        return None
    triples = {text[at : at + 3] for at in range(len(text) - 2)}
    if len(triples) > (1 - _REPEATED) * (len(text) - 2):
        return None
    for found in _LOOP.finditer(text):
        # Rows of dots, lines and zeros are no words, and laughter may go on.
        if len(set(filter(str.isalpha, found[1]))) > 2:
            return found[0]
    return None


def _said_again(text: str) -> str | None:
    pieces = [piece.strip(" \"'“”‘’") for piece in _SENTENCE.findall(text)]
    if len(pieces) < 2:
        return None
    piece, times = Counter(pieces).most_common(1)[0]
    return piece if times > 1 and len(piece) >= 12 else None


def _doubled(text: str, language: str) -> str | None:
    base = language.partition("-")[0]
    if base == "en":
        for found in _ENGLISH_DOUBLE.finditer(text):
            name = found[0][0].isupper() and found[0][len(found[1]) + 1].isupper()
            if found[1].lower() not in _MAY_DOUBLE and not name:
                return found[0]
        for found in _ENGLISH_PHRASE.finditer(text):
            name = all(word[0].isupper() for word in found[1].split())
            words = found[1].lower().split()
            if not name and len(set(words)) > 1 and not _LINKING.search(found[1]):
                return found[0]
    elif base == "ko":
        for found in _HANGUL_DOUBLE.finditer(text):
            if _KOREAN_ENDS.search(found[1]):
                return found[0]
    elif base == "zh":
        for found in _HAN_DOUBLE.finditer(text):
            # 恩戈罗恩戈罗 is a name.
            if len(set(found[1])) > 1 and not FOREIGN.fullmatch(found[1]):
                return found[0]
        for found in _HAN_PAIR.finditer(text):
            pair = found[1]
            if (
                pair[0] != pair[1]
                and pair not in _MAY_PAIR
                and not _NO_PAIR.search(pair)
                and not FOREIGN.fullmatch(pair)
            ):
                return found[0]
    return None


def _any_double(text: str) -> bool:
    return any(
        pattern.search(text)
        for pattern in (_ENGLISH_DOUBLE, _ENGLISH_PHRASE, _HANGUL_DOUBLE, _HAN_DOUBLE, _HAN_PAIR)
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
