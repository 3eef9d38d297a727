"""What a line looks like: is it running text, an item of a list, how much does it say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.article import Block, Part, Role, quick_block
from bilingual.cleaning.notices import Notice

_RUN = re.compile(r"\s{2,}|[^\S ]")
_SPACE = re.compile(r"[\u00a0\u3000\u2000-\u200a\u202f\t]")
_WIDE = re.compile("[０-９]")
#: Digits as wide as Han, which old pages of Chinese papers write; a rule knows plain ones.
PLAIN_DIGITS = {ord("０") + n: str(n) for n in range(10)}
_BULLET = re.compile(r"[•·∙‧*●○◦■□◆◇▪▫\-–—]\s+(?=\S)|[•∙◦▪▫]\s*(?=\S)")
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]+")
#: Most lines have neither: one search instead of two.
_HAN_OR_WIDE = re.compile("[\u4e00-\u9fff\u3400-\u4dbf０-９]")
_CLOSERS = "\"'”’」』》〉】)）]~～"
_AFTER = _CLOSERS + " "
_FULL_STOPS = (".", "。")
_COMPANY = re.compile(r"\b(?:Ltd|Inc|Corp|Co)\.$", re.IGNORECASE)
_OTHER_STOPS = ("!", "?", "！", "？", "…")
_KOREAN_ENDING = re.compile(r"(?:[니었았였했됐한된인있없]다|한다|이다|[세에어아해]요|습니까|니까)$")
_INSIDE = re.compile(r"[，。]|[.,]\s|[은는이가을를]\s")
_LEAD_DOTS = ("...", "…")
#: No ending that is looked at is longer.
_ENDING = 8
#: No lighter line is a sentence.
_LEAST = 10
#: A shorter one without a letter is a date: 2021.03.04.
_SPOKEN = 24
#: From here a line with a question or exclamation mark at its end is running text, not a headline.
_LONG = 60


# Python 3.11 takes ten times as long to find a member of an enum as a name, and this one is asked for
# every line.
_OTHER = Role.OTHER
#: A line with a larger share of its characters in links is a link.
LINKED = 0.55


@dataclass(slots=True)
class Line:
    """A block as the rules see it.  ``text`` has the block's own offsets: only white space is made plain."""

    block: Block
    text: str = ""
    bare: str = ""
    bullet: bool = False
    weight: int = 0
    sentence: bool = False
    role: Role | None = None
    keep: bool = False
    rule: str = ""
    ends: bool = False
    own: bool = False  #: settled by a rule of the newsroom's own, which nothing overrules
    heading: bool = False
    parts: tuple[tuple[int, int, Role], ...] = ()
    notices: tuple[Notice, ...] = ()
    share: float = 0.0  #: of its characters, how much stands in links, 0 to 1
    placed: bool = False  #: only its place says that it is no part of the article
    found: int | None = None  #: which expressions may match ``text`` (see `wording`); None for a long line
    worded: int | None = None  #: which may match ``bare``; None until it is asked

    @classmethod
    def of(cls, block: Block) -> Line:
        """Return the line of ``block``, measured."""
        text = block.text
        # No white space but the plain one is printable.
        plain = text.isprintable()
        if not plain:
            text = _SPACE.sub(" ", text)
        bullet = None if text[:1].isalnum() else _BULLET.match(text)
        bare = text[bullet.end() :] if bullet else text
        # Runs of spaces are one here, or patterns with many optional spaces could take for ever.
        bare = bare.strip(" ") if plain and "  " not in bare else _single_spaced(bare)
        weight = len(bare)
        if not bare.isascii() and _HAN_OR_WIDE.search(bare):
            bare = _plain_digits(bare)
            weight = _weight(bare)
        # Most short lines end in a letter, and no such line is a sentence.
        sentence = (
            weight >= _LEAST and (weight >= _LONG or not bare[-1].isalnum()) and _is_sentence(bare, weight)
        )
        line = cls(block, text, bare, bullet is not None, weight, sentence)
        if block.marks:
            line.share = _linked_share(block)
        return line

    def beside(self, said: str) -> None:
        """Measure the line by what it says beside its notices: they make no furniture of a sentence."""
        self.bare = _plain_digits(_single_spaced(said))
        self.worded = None
        self.weight = _weight(self.bare)
        stop = self.bare.rstrip(_AFTER).endswith(_FULL_STOPS)
        self.sentence = stop or _is_sentence(self.bare, self.weight)

    def settle(self, role: Role | None, rule: str, keep: bool, ends: bool = False) -> None:
        """Give the line its role, unless a newsroom's own rule has; None sets it free again."""
        if self.own:
            return
        self.role, self.rule, self.keep, self.ends = role, rule, keep, ends

    def judged(self) -> Block:
        """Return the line's block with what was decided."""
        block = self.block
        # Said in full: `dataclasses.replace` takes twice as long, and this is done for every line.
        return quick_block(
            block.id,
            block.text,
            block.line,
            block.tag,
            block.path,
            block.marks,
            block.lines,
            self.role or _OTHER,
            self.keep,
            self.rule,
            tuple(Part(start, end, role) for start, end, role in sorted(self.parts)) if self.parts else (),
            block.segments,
            block.region,
            block.reach,
        )

    @property
    def free(self) -> bool:
        """Whether no rule has decided yet."""
        return self.role is None

    @property
    def linked(self) -> bool:
        """Whether it is a link: most of it stands in links."""
        return self.share > LINKED


def _linked_share(block: Block) -> float:
    if not block.marks:
        return 0.0
    covered = sum(mark.end - mark.start for mark in block.marks if mark.tag == "a")
    return min(covered / len(block.text), 1.0) if block.text else 0.0


def _plain_digits(text: str) -> str:
    return text.translate(PLAIN_DIGITS) if _WIDE.search(text) else text


def _single_spaced(text: str) -> str:
    # Splitting is faster, but on a page squeezed into one line it would hold every word at once.
    short = len(text) <= 65_536
    return (" ".join(text.split()) if short else _RUN.sub(" ", text)).strip(" \ufeff")


def _weight(bare: str) -> int:
    """A Han character says about as much as two Hangul syllables or letters."""
    return len(bare) + (0 if bare.isascii() else len("".join(_HAN.findall(bare))))


def _is_sentence(text: str, weight: int) -> bool:
    """Tell whether a line ends as running text does.  A cut teaser does not, nor a company's name."""
    dots = weight < 3 * _LONG and text.endswith(_LEAD_DOTS)
    if dots and not (weight >= _LONG and text.endswith("……")):
        return False
    core = text.rstrip(_AFTER)
    if core.endswith(_FULL_STOPS):
        if weight < _SPOKEN and not any(map(str.isalpha, core)):
            return False
        return weight >= (_LONG if _COMPANY.search(core[-_ENDING:]) else _LEAST)
    if core.endswith((":", "：")):
        # It introduces a list.
        return weight >= _LONG and bool(_INSIDE.search(core))
    return weight >= _LONG and (core.endswith(_OTHER_STOPS) or bool(_KOREAN_ENDING.search(core[-_ENDING:])))
