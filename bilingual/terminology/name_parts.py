"""A surname or other part of a name where it stands: alone, as the end of a whole name, or in another's.

``Putin`` may become ``Vladimir Putin`` where it stands alone; ``Wladimir Putin`` only as a whole; and
``Boris Putin`` is somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bilingual.chinese_scripts import converted
from bilingual.terminology.folding import flat, is_han, is_latin

Span = tuple[int, int]

_DOTS = "·•・‧∙⋅･ㆍ.．-–—"
_WORD = r"[^\W\d_][\w'’.\u2010\u2011-]*"
_BEFORE = re.compile(rf"(?<![\w'’-])({_WORD})(?:[ \t\u00a0]+|[-\u2010\u2011])$")
_AFTER = re.compile(rf"[ \t\u00a0]+({_WORD})")
_NEAR = re.compile(_WORD)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,3}|(?:[^\W\d_]\.-?){1,3}")
_OWNER = re.compile(r"['’]s?$")
_SENTENCE = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s|\n)[\"“‘'(\[\s]*$")
# What stands with a capital before a name and is no part of it: offices, forms of address, and the words
# that begin a sentence.
_NO_NAME = frozenset(
    """
    president vice prime deputy first foreign defense defence interior minister ministers premier chancellor
    secretary secretary-general director director-general general admiral marshal colonel major captain
    commander lieutenant senator congressman congresswoman representative rep sen gov governor mayor chairman
    chairwoman chair chief ceo speaker leader king queen prince princess emperor pope cardinal bishop sheikh
    ayatollah imam judge justice ambassador envoy spokesman spokeswoman spokesperson counselor professor prof
    dr doctor mr mrs ms miss sir lord lady comrade ex-president ex-prime former late candidate president-elect
    the a an and or but if in on at of to for from by with as that when while after before since although
    though because so then now not only both even also still yet once until under over between against about
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december today yesterday meanwhile however
    gen col maj capt lt cmdr pres amb
    """.split()  # noqa: SIM905 - one word a line would be a screen of them
)
_BETWEEN_NAMES = frozenset("de da do dos du van von der den bin ibn ben al el la le di del y e".split())  # noqa: SIM905
# Characters that foreign names are written with in Chinese, and few other words end in.
_OF_FOREIGN_NAMES = frozenset(
    "尔爾斯弗拉基米德夫娃诺諾维維奇里利莉亚亞伊奥奧乌烏谢謝盖蓋阿伦倫顿頓森逊遜哈赫洛罗羅卡科克穆莫默纳納尼努"
    "帕佩皮普萨薩沙舍什塔特图圖托沃瓦韦韋叶葉耶伯贝貝巴博布丹登蒂杰吉茨茲兹季姆迈邁"
)
_FUNCTION_HAN = frozenset("与與和同跟及对對向在是的说說称稱据據由被把让讓为為给給将將以而或但、新前原副")
# After a name written surname first: what shows that no given name follows.
_NO_GIVEN_NAME = frozenset(
    "说說称稱表在的和与與同向对對就将將于於已是为為曾还還也并並首总總大等政氏先会會访訪指"
)
_ALIKE, _ALIKE_IN_SMALL, _ALIKE_HAN = 0.55, 0.75, 0.6
_LOOK = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """How a part of a name stands: ``span`` is what may become the whole name, None where nothing may.

    ``foreign`` is set where it belongs to somebody else's name.
    """

    span: Span | None
    foreign: bool = False


def standing(text: str, span: Span, part: str, whole: str) -> Standing | None:
    """Judge the accepted form ``part`` at ``span`` of ``text`` against the name ``whole`` that it is part of.

    None where ``part`` is none of its parts (an abbreviation, another spelling of the whole).
    """
    part, whole = flat(part), flat(whole)
    if part == whole:
        return None
    if any(map(is_han, part)):
        return _in_han(text, span, part, whole)
    if not all(is_latin(char) or not char.isalnum() for char in part):
        return None
    rest = _rest(part, whole)
    leads = bool(rest) and _plain(whole).startswith(_plain(part))
    return _in_latin(text, span, part, rest, leads) if rest else None


def foreign(text: str, span: Span, part: str, whole: str) -> bool:
    """Whether ``part`` stands at ``span`` in the name of somebody else than ``whole``."""
    found = standing(text, span, part, whole)
    return found is not None and found.foreign


@lru_cache(maxsize=8192)
def _rest(part: str, whole: str) -> tuple[str, ...]:
    """The words of ``whole`` beside those of ``part``; none where ``part`` is no part of it."""
    own, words = part.split(), whole.split()
    if len(own) >= len(words):
        return ()
    for at in (len(words) - len(own), *range(len(words) - len(own))):
        there = zip(own, words[at : at + len(own)], strict=True)
        if all(_plain(one) == _plain(other) or _alike(one, other, 0.75) for one, other in there):
            return tuple(words[:at] + words[at + len(own) :])
    return ()


def _in_latin(text: str, span: Span, part: str, rest: tuple[str, ...], leads: bool) -> Standing:
    start, end = span
    low, nearest = _from(text, start, rest)
    high, following = _until(text, end, rest)
    if low < start or high > end:
        return _whole(text, (low, high), rest, leads)
    glued = text[start - 1 : start] in ("-", "\u2010", "\u2011", "·", "’", "'")
    if glued and text[start - 2 : start - 1].isalpha():
        return Standing(None)
    if _near(text, start, end, rest) or (following and _stem(following, rest)):
        return Standing(None)
    if following[:1].isupper() and not _is_known(following):
        return Standing(None)
    # Where no capitals are to be relied on, any word may be a name.
    small = text[start : start + 1].islower() or text.lstrip()[:1].islower()
    if small and leads and following:
        return Standing(None)
    if not nearest or _is_known(nearest):
        return Standing(span)
    if nearest.isupper() and len(nearest) > 1 and not text[start:end].isupper():
        return Standing(None if any(word.isupper() for word in rest) else span)
    if not nearest[:1].isupper():
        kept = small or nearest.lower() in _BETWEEN_NAMES or "." in nearest
        return Standing(None if kept else span)
    at = text.rfind(nearest, 0, start)
    return Standing(None, _mid_sentence(text, at) and part[:1].isupper() and not nearest.isupper())


def _from(text: str, start: int, rest: tuple[str, ...]) -> tuple[int, str]:
    """Where the words of the name before ``start`` begin, and the word right before."""
    low = position = start
    nearest = ""
    for _ in range(_LOOK):
        found = _BEFORE.search(text, max(0, position - 60), position)
        if found is None or _ends(found[1]):
            break
        nearest = nearest or found[1]
        if any(_resembles(found[1], word) for word in rest):
            low = found.start(1)
        elif not _may_be_name(found[1]):
            break
        position = found.start(1)
    return low, nearest


def _until(text: str, end: int, rest: tuple[str, ...]) -> tuple[int, str]:
    """Where the words of the name after ``end`` end, and the word right after."""
    high = position = end
    following = ""
    for _ in range(_LOOK):
        after = _AFTER.match(text, position)
        if after is None:
            break
        following = following or after[1]
        word = re.sub(r"['’]s$", "", after[1].rstrip(".’'"))
        like = [one for one in rest if _resembles(word, one)]
        if like:
            high = after.start(1) + len(word)
            if like[0].endswith(".") and text[high : high + 1] == ".":
                high += 1
        elif not _INITIALS.fullmatch(word):
            break
        position = after.end()
    return high, following


def _whole(text: str, span: Span, rest: tuple[str, ...], leads: bool) -> Standing:
    """How the words of a name stand, other spellings and initials among them."""
    low = span[0]
    first = _NEAR.match(text, low)
    near = _NEAR.findall(text[max(0, low - 40) : low])[-3:]
    if not leads and any(
        not _INITIALS.fullmatch(word) and _resembles(word, one) for word in near for one in rest
    ):
        return Standing(None)
    if leads or (first and _resembles(first[0], rest[0])):
        return Standing(span)
    before = _BEFORE.search(text, max(0, low - 60), low)
    if before is None or _ends(before[1]) or _is_known(before[1]):
        return Standing(span)
    if before[1][:1].islower() and text[low].isupper():
        return Standing(span)
    return Standing(None, before[1][:1].isupper() and _mid_sentence(text, before.start(1)))


def _ends(word: str) -> bool:
    """Whether a word before a name is no neighbour of it: the end of a sentence, or an owner."""
    if _OWNER.search(word):
        return True
    return word.endswith(".") and not _INITIALS.fullmatch(word) and not _is_known(word)


def _is_known(word: str) -> bool:
    return word.rstrip(".").lower() in _NO_NAME and not (len(word) == 2 and word[1] == ".")


def _may_be_name(word: str) -> bool:
    if _is_known(word):
        return False
    return (
        word.lower() in _BETWEEN_NAMES
        or bool(_INITIALS.fullmatch(word))
        or (word[:1].isupper() and not (word.isupper() and len(word) < 6))
    )


def _resembles(word: str, other: str) -> bool:
    """Whether ``word`` of an answer is ``other`` of the name: so spelt, an initial, other capitals."""
    one, two = _plain(word), _plain(other)
    if one == two:
        return True
    if not one or not two or _is_known(word):
        return False
    if _INITIALS.fullmatch(word) and (len(one) == 1 or "." in word) and word not in ("A", "I"):
        return one[0] == two[0]
    if not (word[:1].isupper() and other[:1].isupper()):
        return _alike(word, other, _ALIKE_IN_SMALL)
    shorter, longer = sorted((one, two), key=len)
    return (len(shorter) > 2 and longer.startswith(shorter)) or _alike(word, other, _ALIKE)


def _stem(word: str, rest: tuple[str, ...]) -> bool:
    one = _plain(word)
    return any(
        len(two := _plain(other)) > 2 and (one.startswith(two) or two.startswith(one)) for other in rest
    )


def _near(text: str, start: int, end: int, rest: tuple[str, ...]) -> bool:
    """Whether a word of the rest stands near, with a mark or a bracket between."""
    before = _NEAR.findall(text[max(0, start - 40) : start])[-3:]
    after = _NEAR.findall(text[end : end + 30])[:2]
    return any(_resembles(word.strip(".'’-"), other) for word in (*before, *after) for other in rest)


def _mid_sentence(text: str, at: int) -> bool:
    """Whether a capital at ``at`` shows a name: within a sentence that is no headline."""
    if _SENTENCE.search(text[:at]):
        return False
    low, high = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    words = re.findall(r"[^\W\d_]{4,}", text[low : high if high >= 0 else len(text)])
    small = sum(word[0].islower() for word in words)
    return bool(small * 3 >= len(words))


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


def _alike(one: str, other: str, at_least: float) -> bool:
    from rapidfuzz.distance import Levenshtein

    alike: float = Levenshtein.normalized_similarity(_plain(one), _plain(other))
    return alike >= at_least


def _in_han(text: str, span: Span, part: str, whole: str) -> Standing | None:
    at = whole.find(part)
    if at < 0 or len(whole) - len(part) == 0:
        return None
    if any(char in whole for char in "“”《》"):
        return None
    before, after = whole[:at].strip(_DOTS), whole[at + len(part) :].strip(_DOTS)
    dotted = any(char in whole for char in "·")
    low, high = span
    sure = True
    if before or dotted:
        found, sure = _before_han(text, span[0], before)
        low = span[0] if found is None else found
    if after or dotted:
        followed, sure_after = _after_han(text, span[1], after)
        high = span[1] if followed is None else followed
        sure = sure and sure_after
    if not sure:
        return Standing(None, dotted and _joined(text, span))
    return Standing((low, high))


def _joined(text: str, span: Span) -> bool:
    """Whether a dot of names joins the part to a neighbour."""
    start, end = span
    before, after = text[max(0, start - 3) : start], text[end : end + 3]
    return bool(re.search(r"[\w.]\s?[·•・‧]\s?$", before) or re.match(r"\s?[·•・‧]\s?\w", after))


def _before_han(text: str, start: int, given: str) -> tuple[int | None, bool]:
    """Where the whole name begins whose end stands at ``start``, and whether what is before is clear."""
    chain = re.search(rf"(?:[\w]{{1,24}}\s?[{re.escape(_DOTS)}]+\s?)+$", text[max(0, start - 60) : start])
    if chain is not None and re.search(r"[^\W\d_]", chain[0]):
        offset = start - len(chain[0])
        if not given:
            return None, False
        first = re.match(r"\w+", chain[0])
        run = first[0] if first else ""
        best = _suffix(run, given)
        return (offset + best, True) if best is not None else (None, False)
    run_found = re.search(r"[\u3400-\u9fff]{1,16}$", text[max(0, start - 16) : start])
    if run_found is None:
        return None, True
    run = run_found[0]
    best = _suffix(run, given, initials=False) if len(given) > 1 else None
    if best is not None:
        return start - len(run) + best, True
    one = converted(run[-1], "zh-Hans")
    return None, one not in _OF_FOREIGN_NAMES and not any(
        char in given for char in converted(run[-2:], "zh-Hans")
    )


def _suffix(run: str, given: str, *, initials: bool = True) -> int | None:
    """The offset in ``run`` at which a spelling of ``given`` begins that ends it."""
    from rapidfuzz.distance import Levenshtein

    given = given.split("·")[0] if initials else given.replace("·", "")
    seen = converted(run, "zh-Hans")
    if len(seen) != len(run):
        seen = run
    # The engine's own dot may come after a part that is an initial: 弗·普京, V·普京.
    if initial := re.search(r"[A-Za-z]+$", run):
        return initial.start() if initials else None
    best: tuple[float, int, int] | None = None
    for size in range(max(1, len(given) - 2), min(len(run), len(given) + 2) + 1):
        piece = seen[-size:]
        alike = Levenshtein.normalized_similarity(piece, given)
        if alike < _ALIKE_HAN:
            continue
        odd = 1 if piece[0] != given[0] and piece[0] in _FUNCTION_HAN else 0
        rank = (-alike, odd, abs(size - len(given)))
        if best is None or rank < (best[0], best[1], abs(best[2] - len(given))):
            best = (-alike, odd, size)
    if best is not None:
        return len(run) - best[2]
    if initials and seen[-1] == given[0]:
        return len(run) - 1
    return None


def _after_han(text: str, end: int, given: str) -> tuple[int | None, bool]:
    rest = text[end : end + 12]
    if re.match(r"\s?[·•・‧]", rest):
        found = re.match(r"\s?[·•・‧]\s?([\u3400-\u9fff]+)", rest)
        size = _prefix(found[1], given) if found and given else None
        return (end + found.start(1) + size, True) if found and size else (None, False)
    run = re.match(r"[\u3400-\u9fff]{1,8}", rest)
    if run is None or not given:
        return None, True
    if (size := _prefix(run[0], given)) is not None:
        return end + size, True
    return None, run[0][0] in _NO_GIVEN_NAME and converted(run[0][0], "zh-Hans") not in given


def _prefix(run: str, given: str) -> int | None:
    """How many characters of ``run`` are a spelling of ``given`` that begins it."""
    seen = converted(run, "zh-Hans")
    seen = seen if len(seen) == len(run) else run
    piece, size = seen[: len(given)], len(given)
    same = sum(one == other for one, other in zip(piece, given, strict=False))
    return size if len(piece) == size and same * 2 >= size else None
