"""Traditional Chinese read as simplified, so that one set of forms and rules serves both scripts.

Taiwan, Hong Kong and older texts write one character in several ways (台灣, 臺灣; 眾, 衆), of which a
conversion of the glossary's simplified forms knows one.  The other way every one of them is known.
"""

from __future__ import annotations

from bilingual.chinese_scripts import converted


def simplified(text: str) -> str:
    """``text`` in simplified characters, each in its place: the offsets stay.

    >>> simplified("台積電"), simplified("臺灣的大眾")
    ('台积电', '台湾的大众')
    """
    made = converted(text, "zh-Hans")
    if len(made) == len(text):
        return made
    # A phrase that became longer or shorter: letter by letter.
    letters = (converted(char, "zh-Hans") for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, letters, strict=True))
