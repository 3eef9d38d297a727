"""Telling a text in another language of Latin letters by its small words.

A statistical guess calls names and short English anything; articles and prepositions are certain, and a text
made of names has none.
"""

from __future__ import annotations

import re
import unicodedata

# Articles, prepositions, conjunctions, pronouns, forms of to be: the most frequent words of each language,
# without those of one letter.
_SMALL = {
    "en": "the of and to in is that for on was with as by at from are were be been has have had it "
    "its an this which or not but will would their they he his she her who after about into "
    "than also said",
    "fr": "le la les des du de un une et est dans pour que qui au aux sur par avec ont sont été pas "
    "ce cette ces son sa ses leur il elle ils nous plus se seront auront ou mais",
    "de": "der die das und den dem des ein eine einen einem einer ist in im zu mit auf für von sich "
    "nicht auch werden wurde hat haben sind war als bei nach aus wird dass es sie er wie oder",
    "es": "el la los las de del un una y en que por para con se su sus al es son fue ha han como "
    "más lo no pero este esta entre sobre",
    "pt": "o os a as do da dos das de um uma e em no na nos nas que por para com se seu sua ao é "
    "são foi mais não como mas entre sobre",
    "it": "il lo la gli le di del della dei delle degli un una e in nel nella che per con si su al "
    "alla è sono stato ha hanno non più come ma anche",
    "nl": "de het een en van in op te is dat die voor met zijn niet aan er om ook als bij door naar "
    "werd wordt hebben heeft maar",
    "id": "yang dan di dari untuk dengan pada ini itu dalam akan adalah ke tidak oleh telah sebagai "
    "juga para",
    "vi": "và của là các có trong được cho với những một không này đã để người theo về từ khi sẽ tại",
    "pl": "w z na do się nie jest że to o jak po przez dla od są był oraz ale który która które",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi sonra kadar ancak ise tarafından",
}
_WORDS = {
    language: frozenset(word for word in words.split() if len(word) > 1) for language, words in _SMALL.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 7
#: Different small words of the other language, and the share of all words that they are.
_LEAST_SMALL, _LEAST_SHARE = 3, 0.2
#: Other words that begin small: a name in another language has none.
_LEAST_OTHERS = 2


def foreign(text: str, asked: str, target: str) -> str:
    """Say that ``text`` is in another language than ``target``, or return an empty string.

    Told for targets in the table, where three different small words of one other language make up a fifth of
    the text and outnumber the target's own by three, in more than a name.  Words that stand in ``asked`` do
    not count: names and quotes stay.  Text of fewer than seven words is not judged.
    """
    own = _WORDS.get(target.partition("-")[0])
    if own is None:
        return ""
    kept = set(_WORD.findall(_plain(asked).casefold()))
    written = [word for word in _WORD.findall(_plain(text)) if word.casefold() not in kept]
    words = [word.casefold() for word in written]
    if len(words) < _LEAST_WORDS:
        return ""
    ours = sum(word in own for word in words)
    for small in _WORDS.values():
        if small is own:
            continue
        theirs = [word for word in words if word in small]
        others = [word for word in written if word.islower() and word not in small and word not in own]
        if (
            len(theirs) >= len(words) * _LEAST_SHARE
            and len(others) >= _LEAST_OTHERS
            and len(theirs) > 3 * ours
            and len({word for word in theirs if word not in own}) >= _LEAST_SMALL
        ):
            return "answered in another language"
    return ""


def _plain(text: str) -> str:
    # A soft hyphen or a zero-width space within a word would make letters of it.
    return "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
