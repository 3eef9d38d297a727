"""Metadata: title, author, agency, place, dates, publisher and address of an article.

What the article shows stands before what a post's front matter claims, and that before what a page's head
claims: these fill in what is missing.  How facts are worded is data (``rules/metadata.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bilingual.article import Block, Role, Source
from bilingual.cleaning.bare_dates import date_below_title
from bilingual.cleaning.claims import LONGEST_NAME, Claims, from_front_matter, from_head, plain_text
from bilingual.cleaning.dates import find_dates, from_groups, from_groups_near, fuller
from bilingual.cleaning.names import SPACED_HAN, as_name, behind, people
from bilingual.cleaning.ruleset import FactRule, Rules
from bilingual.cleaning.shape import PLAIN_DIGITS
from bilingual.cleaning.signatures import OF_AUTHOR

#: The beginning of a line is enough: a lead or a byline is no longer, in code points.
LONGEST_LINE = 240
#: Between a label and its date stand a bracket and some white space, no more.
_NEAR = 4
_MOST_AUTHORS = 8

_BULLETS = " •·ㆍ*▲△▶■□◆◇○●-–—"
_EDITOR = re.compile(r"(?:[编編][辑輯]|[责責][编編]|편집)\s*[:：]")
_PICTURE = re.compile("사진|촬영|그래픽|제공|[摄攝图圖]|[=:：]")
_OTHERS_WORK = re.compile(
    r"(?!사진\s?[/·]\s?글)(?:사진|그래픽|촬영|일러스트|번역|영상\s?(?:취재|편집)?)(?:\s?[=:：/·]|\s+[가-힣]{2,4}\b)"
)
# 글 : 홍길동 / 사진 : 김철수 is the line of a caption, and says who wrote.
_WRITER_AND_PICTURES = re.compile(r"\W{0,3}글\s?[:：=]\s?[가-힣]{2,4}\s?[/|,·]\s?사진\s?[:：=]")
# A name of a person as it stands before a date; papers' names end otherwise, or begin otherwise.
_PERSON = re.compile(
    r"[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭何罗羅梁宋郑鄭谢謝韩韓冯馮董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇"
    r"卢盧蒋蔣蔡贾賈丁魏薛叶葉余潘杜戴钟鍾汪田任姜范姚谭譚廖邹鄒熊陆陸郝崔邱秦顾顧侯邵孟][一-鿿]{1,2}"
    r"(?<![社网網报報台臺刊志誌州])"
    r"|[김이박최정강윤임홍][가-힣]{2}(?<![사보넷컴스도청])"
)
_LEAD_IN_TEXT = re.compile(
    r"[\[(（【［〔]|.{0,30}?\d{1,2}\s?[日일](?:电|電|讯|訊|발)"
    r"|[A-Z][A-Z .,'’/-]{2,40}[^()]{0,26}\([A-Za-z]{2,15}\)"
)
_WHOLE_LEAD = re.compile(r"[^()（）]{2,30}\d{1,2}日[电電讯訊]\s?[(（][^()（）]{2,40}[)）]")
_ENDS_LEAD = re.compile(r"=\s|[)）](?=\s)|[】\]]")
_BETWEEN_TITLE_AND_SITE = re.compile(
    r"\s+[-–—:：/·«»>]+\s+|\s*[|｜_]+\s*|\s*(?:--+|——|::)\s*|(?<=[^\x00-\x7f])\s*[-:：]\s*"
)


@lru_cache(maxsize=512)
def _regex(pattern: str) -> re.Pattern[str]:
    # No flags: letters of both cases are rare here, and 가-힣 is dear where case is ignored.
    return re.compile(pattern)


def describe(source: Source, kept: Sequence[Block], dropped: Sequence[Block], rules: Rules) -> Source:
    """Return ``source`` with what the article says of itself, and with an empty head.

    ``kept`` are the blocks that clean makes, ``dropped`` those it leaves out, both in order.
    """
    title = next((block.text for block in kept if block.role is Role.TITLE), None)
    shown = _Shown(kept, rules)
    head = Claims()
    if source.head:
        head = from_head(
            source.head, source.path, lambda text: title is not None and _alike(text, title), rules
        )
    post = Claims()
    if source.kind == "post":
        post = from_front_matter(source.front_matter, source.front_matter_syntax, source.path, rules)
    sites = [name for text in (*post.sites, *head.sites) if (name := shown.unlabelled("site", text))]
    blocks = (*kept, *dropped)
    title = title or next(iter(post.titles), None) or _title(head, sites)
    if title is None and source.kind == "post":
        title = next((plain_text(block.text) for block in kept if block.tag == "h1"), None)
    title = title or source.title
    # What stands beside the title in the title element, as the page or its head words it.
    beside = [s for text in (title, *head.titles) if text for s in sites_beside(head.title_element, text)]
    # An account's line names who wrote before the account: 小茶 云南茶讯.
    placed = (behind(site, head.authors) for site in shown.placed("site", blocks))
    named = (*placed, *sites, *beside)
    site = shown.fact("site") or next((s for s in named if shown.may_be("site", s)), None)
    papers = {_same(s) for s in (site or "", *sites, *beside)}
    author = (
        shown.authors()
        or shown.names(shown.placed("author", blocks))
        or shown.names(block.text for block in kept if block.rule == OF_AUTHOR)
        or shown.names(post.authors)
        or shown.names(a for a in _no_editor(head.authors, blocks) if _same(a) not in papers)
    )
    place = shown.fact("place") or as_name(post.place) or None
    # A single time element is the article's; of several, one may be what the page shows, said in full.
    claimed = post.published or head.published or (head.times[0] if len(head.times) == 1 else None)
    # When an agency sent it is said below a notice; a page that says more is asked first.
    published = fuller(shown.published, claimed) or _sent(dropped, rules) or date_below_title(kept, dropped)
    modified = fuller(shown.modified, post.modified or head.modified)
    for time in head.times:
        published, modified = published and fuller(published, time), modified and fuller(modified, time)
    return replace(
        source,
        title=title,
        published=published,
        modified=modified,
        site=site,
        author=author,
        agency=shown.fact("agency") or as_name(post.agency) or None,
        # [가나경제=홍길동 기자] names the paper where others name the place.
        place=place if place != site else None,
        canonical=post.canonical or head.canonical,
        head=(),
    )


def sites_beside(title_element: str, title: str) -> list[str]:
    """Return what stands beside ``title`` in a page's title element, most likely first: its site's name.

    ``제목 | 정치 | 매체`` names it last, ``매체 - 제목`` first; a title that is not there names none.
    """
    for gap in _BETWEEN_TITLE_AND_SITE.finditer(title_element):
        if _alike(title_element[: gap.start()], title):
            rest = _BETWEEN_TITLE_AND_SITE.split(title_element[gap.end() :])
            return [name for name in map(as_name, reversed(rest)) if name]
        if _alike(title_element[gap.end() :], title):
            rest = _BETWEEN_TITLE_AND_SITE.split(title_element[: gap.start()])
            return [name for name in map(as_name, rest) if name]
    return []


class _Shown:
    """The facts that the kept lines show."""

    def __init__(self, kept: Sequence[Block], rules: Rules) -> None:
        self._rules = rules.facts
        self._lines, pictures = _lines(kept)
        # What stands with pictures is asked only where the article's own lines say nothing.
        self._groups = (self._lines, pictures)
        self._lead = _lead_of_text(kept)
        if _WHOLE_LEAD.fullmatch(self._lead):
            self._lines.append(self._lead)
        self.modified: str | None = None
        self.published: str | None = None
        self._dates()

    def may_be(self, fact: str, value: str) -> bool:
        """Tell whether nothing says that ``value`` is no such fact."""
        return not any(_regex(pattern).fullmatch(value) for rule in self._of(fact) for pattern in rule.never)

    def fact(self, fact: str) -> str | None:
        """Return what the first pattern that holds says of ``fact``."""
        return next((name for match in self._matches(fact) if (name := self._named(fact, match))), None)

    def unlabelled(self, fact: str, text: str) -> str:
        """Return the name in a claim that may have its label before it: ``来源：某某网``."""
        for rule in self._of(fact) if ":" in text or "：" in text else ():
            for pattern in map(_regex, rule.patterns):
                match = pattern.search(text) if fact in pattern.groupindex else None
                if match:
                    return self._named(fact, match)
        return as_name(text)

    def placed(self, fact: str, blocks: Iterable[Block]) -> list[str]:
        """Return the short texts of the elements that the rules name as the place of ``fact``."""
        patterns = [_regex(pattern) for rule in self._of(fact) for pattern in rule.regions]
        if not patterns:
            return []
        return [
            name
            for block in blocks
            if block.region is not None
            and block.role is not Role.DATELINE
            and any(pattern.search(block.region.words) for pattern in patterns)
            and (name := as_name(block.text[: 4 * LONGEST_NAME]))
        ]

    def _named(self, fact: str, match: re.Match[str]) -> str:
        name = as_name(match[fact] or "")
        if fact == "site" and match.start(fact) == 0 and _PERSON.fullmatch(name):
            return ""
        return name if self.may_be(fact, name) else ""

    def authors(self) -> str | None:
        """Return the names that the first pattern finds that finds any."""
        for pattern, texts in self._tries("author"):
            found = [match["author"] or "" for text in texts for match in pattern.finditer(text)]
            names = self.names(found)
            if names:
                return names
        return None

    def names(self, texts: Iterable[str]) -> str | None:
        """Return the people named in ``texts``, without their offices, parted by commas."""
        offices = [_regex(pattern) for rule in self._of("author") for pattern in rule.offices]
        found = dict.fromkeys(
            name for text in texts for name in people(text, offices) if self.may_be("author", name)
        )
        return ", ".join(list(found)[:_MOST_AUTHORS]) or None

    def _of(self, fact: str) -> Iterator[FactRule]:
        return (rule for rule in self._rules if rule.fact == fact)

    def _tries(self, fact: str) -> Iterator[tuple[re.Pattern[str], list[str]]]:
        """Yield each pattern that names ``fact`` with the lines to try it on."""
        for lines in self._groups:
            for rule in self._of(fact):
                for pattern in map(_regex, rule.patterns):
                    if fact in pattern.groupindex:
                        # In running text only a lead at its beginning says who wrote it, and where.
                        lead = lines is self._lines and self._lead and pattern.pattern.startswith("^")
                        yield pattern, [*lines, self._lead] if lead else lines

    def _matches(self, fact: str) -> Iterator[re.Match[str]]:
        for pattern, texts in self._tries(fact):
            for text in texts:
                match = pattern.search(text)
                if match:
                    yield match

    def _dates(self) -> None:
        free: list[str] = []
        labelled: str | None = None
        for line in self._lines:
            text = line
            for rule in self._of("modified"):
                while (found := _labelled(text, rule, "modified")) is not None:
                    self.modified = self.modified or found[0]
                    text = text[: found[1]] + "\n" + text[found[2] :]
            for rule in self._of("published"):
                told = _labelled(text, rule, "published")
                labelled = labelled or (told[0] if told else None)
            free.append(text)
        self.published = labelled or next((date for text in free for date, _, _ in find_dates(text)), None)
        self.modified = self.modified or self._changed()

    def _changed(self) -> str | None:
        """Return when the article was changed where the page tells no year, or the time alone."""
        patterns = [_regex(pattern) for rule in self._of("modified") for pattern in rule.patterns]
        short = [one for one in patterns if "H" in one.groupindex and "y" not in one.groupindex]
        matches = (match for text in self._lines for one in short if (match := one.search(text)))
        if self.published is None:
            return None
        found = (from_groups_near(match.groupdict(), self.published) for match in matches)
        return next(filter(None, found), None)


def _labelled(text: str, rule: FactRule, fact: str) -> tuple[str, int, int] | None:
    """Return the first date that a pattern of ``rule`` tells of, with where label and date begin and end."""
    for pattern in map(_regex, rule.patterns):
        for match in pattern.finditer(text):
            group = next((name for name in (fact, "when") if name in pattern.groupindex), None)
            if group:
                date = next(find_dates(match[group], labelled=True), None)
                if date:
                    return date[0], match.start(), match.end()
            elif "H" in pattern.groupindex and "y" not in pattern.groupindex:
                continue
            elif "d" in pattern.groupindex:
                told = from_groups(match.groupdict())
                if told:
                    return told, match.start(), match.end()
            else:
                date = next(find_dates(text[match.end() : match.end() + 60], labelled=True), None)
                gap = text[match.end() : match.end() + date[1]] if date else ""
                if date and len(gap) <= _NEAR and not any(char.isalnum() for char in gap):
                    return date[0], match.start(), match.end() + date[2]
    return None


def _sent(dropped: Iterable[Block], rules: Rules) -> str | None:
    """Return the date in an agency's rights notice: ``… 무단 전재 금지> 2024/05/01 10:00 송고``."""
    for block in dropped:
        if block.role is Role.COPYRIGHT and len(block.text) <= LONGEST_LINE:
            text = " ".join(block.text.split())
            for rule in rules.facts:
                told = _labelled(text, rule, "published") if rule.fact == "published" else None
                if told:
                    return told[0]
    return None


def _lines(kept: Sequence[Block]) -> tuple[list[str], list[str]]:
    """Return datelines and bylines, and those that stand with pictures; credits of pictures are neither."""
    own: list[str] = []
    pictures: list[str] = []
    for n, block in enumerate(kept):
        if block.role not in (Role.DATELINE, Role.BYLINE) and not (
            block.role is Role.CAPTION and _WRITER_AND_PICTURES.match(block.text)
        ):
            continue
        text = " ".join(block.text[:LONGEST_LINE].translate(PLAIN_DIGITS).split())
        if block.rule.startswith("credit"):
            if n and kept[n - 1].role is Role.BODY and not _PICTURE.search(text):
                pictures.append(text)
            continue
        text = SPACED_HAN.sub(r"\1\2", text).lstrip(_BULLETS)
        follows = kept[n + 1].role if n + 1 < len(kept) else None
        with_picture = block.rule == "agency lead" and follows is Role.CAPTION
        if not _OTHERS_WORK.match(text):
            (pictures if with_picture else own).append(text)
    return own, pictures


def _lead_of_text(kept: Iterable[Block]) -> str:
    """Return the lead that the running text begins with, where it is still in the text."""
    first = next((block.text for block in kept if block.role is Role.BODY), "")
    begin = " ".join(first[:LONGEST_LINE].split())
    if not _LEAD_IN_TEXT.match(begin):
        return ""
    whole = _WHOLE_LEAD.match(begin)
    if whole:
        return whole[0]
    end = _ENDS_LEAD.search(begin, 2)
    return begin[: end.end() + 30] if end else begin[:60]


def _same(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _alike(left: str, right: str) -> bool:
    return _same(left) == _same(right) != ""


def _title(head: Claims, sites: Sequence[str]) -> str | None:
    """Return the head's title without the site's name, which must be named elsewhere to be cut off."""
    names = {_same(site) for site in sites}
    claimed = [*head.titles, head.title_element]
    for title in claimed:
        # The title element is longer by the site's name than what the others say.
        rest = _without_site(title, names)
        if rest:
            return rest
    return None


def _without_site(title: str, names: set[str]) -> str:
    for gap in reversed(list(_BETWEEN_TITLE_AND_SITE.finditer(title))):
        if _same(title[gap.end() :]) in names:
            return _without_site(title[: gap.start()], names)
    for gap in _BETWEEN_TITLE_AND_SITE.finditer(title):
        if _same(title[: gap.start()]) in names:
            return title[gap.end() :].strip()
    return "" if _same(title) in names else title.strip()


def _no_editor(authors: Iterable[str], blocks: Iterable[Block]) -> list[str]:
    """Return the authors but for those whom a line of the page names as its editor: 责任编辑：张三."""
    named = ""
    for block in blocks:
        if block.role in (Role.BYLINE, Role.DATELINE) and len(block.text) <= LONGEST_LINE:
            label = _EDITOR.search(block.text)
            named += block.text[label.end() :] + " " if label else ""
    return [author for author in authors if author not in named]
