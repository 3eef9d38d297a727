"""Signatures: a name alone below the title, as over a poem, or below the last sentence, as under a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line
from bilingual.cleaning.window import is_prose

#: So far below the last sentence a letter is signed, in lines.
NEAR = 3
#: So far below the title a name may stand, in lines, with buttons and the date between.
FAR = 6
#: A verse has neighbours of its own length; so many of them are asked.
VERSES = 2
#: So many rows stand above and below the date, none heavier; a headline above them is no lighter.
ROWS, ROW, HEADED = 3, 12, 18
_PAPER = re.compile(r"[가-힣一-鿿A-Za-z·]{2,8}")
# The surnames of nine in ten people; a name of three syllables that ends in a particle is rather a word.
_NAME = re.compile(
    r"(?:(?:[김이박최정]\s?[가-힣]\s?[가-힣])"
    r"|(?:[강조윤장임한오서신권황안송류유전홍리고문양손배백허남심노로량려림]\s?[가-힣]\s?[가-힣](?<![은는을를에의가와과도로만서며고]))"
    r"|(?:남궁|황보|선우|제갈|독고)\s?[가-힣]{1,2}"
    r"|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭何罗羅梁宋郑鄭谢謝韩韓冯馮董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇"
    r"卢盧蒋蔣蔡贾賈丁魏薛叶葉余潘杜戴钟鍾汪田任姜范姚谭譚廖邹鄒熊陆陸郝崔邱秦顾顧侯邵孟朴](?:\s?[一-鿿]){1,2})"
)
_MARK = re.compile(r"[□■◆◇○●◎☉/／―—\-–▲△\s]{0,3}")
# What calls itself so, between the title and the date, is an account of a portal: 去驴行.
_ACCOUNT = re.compile(r"[一-鿿][一-鿿A-Za-z0-9·]{1,6}")
_MARKED = re.compile(r"[□☐/／]\s?(?:[가-힣]{2,4}|[一-鿿]{2,3})")
_FROM = re.compile(r"\s?[(（<〈\[【][가-힣一-鿿A-Za-z0-9·ㆍ,，、.\s]{2,28}[)）>〉\]】]")
# With where he lives beside it, rarer surnames make a name too.
_KOREAN_FROM = re.compile(
    r"[김이박최정강조윤장임한오서신권황안송류유전홍리고문양손배백허남심노하로량려림성곽차주우구민나진엄채원천방공현함변염여"
    r"추도석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용][가-힣]{1,2}" + _FROM.pattern
)
# What content systems call the element that names who wrote: author, byline__name, news_writer, 기자.
_WRITERS = re.compile(
    r"(?:^|[\s_-])(?:authors?|writers?|reporters?|by-?line|journalists?|columnists?|gija|zuozhe|jizhe|기자명?|글쓴이|작성자|필자"
    r"|作者|记者|記者)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OFFICE = r"(?:\s?(?:기자|특파원|객원기자|인턴기자|선임기자|논설위원|记者|記者))?"
_PERSON = (
    rf"(?:(?:[가-힣]{{2,4}}|[一-鿿]{{2,4}}){_OFFICE}|[A-Z][\w.'’-]{{0,20}}(?:\s[A-Z][\w.'’-]{{0,20}}){{1,3}})"
)
_PEOPLE = re.compile(rf"{_PERSON}(?:\s?[,，、·ㆍ&/|]\s?{_PERSON}|\s(?:and\s)?{_PERSON}){{0,5}}")
#: The rule of a line that only its element's name tells to be the authors'.
OF_AUTHOR = "element of the author"
#: No list of authors is longer, in code points.
LONGEST = 80


def settle_authors(lines: Iterable[Line]) -> None:
    """Settle the free lines that are nothing but names, in an element that is called after who writes."""
    for line in lines:
        region = line.block.region
        if region is None or not (line.free or line.rule == "sub-headline") or len(line.bare) > LONGEST:
            continue
        around = (region, region.parent) if region.parent else (region,)
        if any(_WRITERS.search(one.words) for one in around) and _PEOPLE.fullmatch(line.bare):
            line.settle(Role.BYLINE, OF_AUTHOR, True)


def settle_names(body: Sequence[Line]) -> None:
    """Settle the name below the title and the one below the last sentence; takes a page's lines in order.

    The title has to be settled, and nothing below the text that only its place tells.
    """
    title = next((n for n, line in enumerate(body) if line.role is Role.TITLE and line.keep), None)
    if title is not None:
        text = next((n for n in range(title, len(body)) if is_prose(body[n])), title)
        settle_authors(body[title + 1 : text])
        _below_title(body, title)
    prose = next((n for n in range(len(body) - 1, -1, -1) if is_prose(body[n])), None)
    if prose is not None:
        settle_authors(body[prose + 1 : prose + 1 + NEAR])
        _below_text(body, prose)


def settle_beside_dates(body: Sequence[Line], begin: int, stop: int) -> None:
    """Settle the bare names and papers' names in the rows under a headline that a date stands in.

    Looks at the lines from ``begin`` to ``stop``, in order; a title above need not be settled yet.
    """
    for n in range(begin, stop):
        if not _dates(body[n]):
            continue
        if body[n].bullet and n >= 2 and _is_bulleted_row(body, n):
            body[n - 1].settle(Role.BYLINE, "row above the date", True)
            continue
        top = n
        while top > begin and n - top < ROWS and _is_short_row(body[top - 1]):
            top -= 1
        if not _is_headed(body, top):
            continue
        end = n + 1
        while end < stop and end - n <= ROWS and _is_short_row(body[end]):
            end += 1
        names = [m for m in range(top, end) if body[m].free and _is_name(body[m].bare)]
        if not 0 < len(names) <= 2:
            continue
        for m in names:
            body[m].settle(Role.BYLINE, "name beside the date", True)
        for m in range(top, end):
            if body[m].free and {m - 1, m + 1} & {*names} and _PAPER.fullmatch(body[m].bare):
                body[m].settle(Role.BYLINE, "paper beside the date", True)


def _is_short_row(line: Line) -> bool:
    return line.free and line.weight <= ROW and not (line.sentence or line.bullet)


def _is_headed(body: Sequence[Line], top: int) -> bool:
    """Tell whether a headline stands above ``top``, with no more than a label or two between."""
    for line in reversed(body[max(0, top - ROWS) : top]):
        if line.free or line.keep:
            return line.role is Role.TITLE or (line.free and line.weight >= HEADED and not line.bullet)
        if line.weight > ROW:
            break
    return False


def _is_bulleted_row(body: Sequence[Line], date: int) -> bool:
    """Tell whether the bulleted line above a bulleted date is who wrote: the headline above has no mark."""
    line, above = body[date - 1], body[date - 2]
    row = line.free and line.bullet and line.weight <= HEADED and not (line.sentence or line.linked)
    return row and not above.bullet and (above.role is Role.TITLE or (above.free and above.weight >= HEADED))


def _below_title(body: Sequence[Line], title: int) -> None:
    for n in range(title + 1, min(title + FAR + 1, len(body))):
        line = body[n]
        if not (line.free or line.rule == "sub-headline"):
            # A date, a button, the title once more.
            continue
        if _is_name(line.bare) or _is_name_from(line.bare) or is_marked_name(line.text.strip()):
            verses = body[n + 1 : n + 1 + VERSES]
            alone = (
                is_marked_name(line.text.strip())
                or not _is_name(line.bare)
                or all(len(one.bare) != len(line.bare) for one in verses if one.free)
            )
            if alone and not any(one.bare == line.bare for one in body[n + 1 : n + FAR + 1]):
                line.settle(Role.BYLINE, "name below the title", True)
        elif _ACCOUNT.fullmatch(line.bare) and any(_dates(one) for one in body[n + 1 : n + 3]):
            line.settle(Role.BYLINE, "account below the title", True)
        return


def _dates(line: Line) -> bool:
    return line.keep and line.role is Role.DATELINE


def _below_text(body: Sequence[Line], prose: int) -> None:
    signed = [line for line in body[prose + 1 : prose + 1 + NEAR] if line.free]
    if not signed:
        return
    told = [_is_name(line.bare) or _is_name_from(line.bare) for line in signed]
    # Several in a row are a list of people.
    if told[0] and not any(told[1:]):
        signed[0].settle(Role.BYLINE, "name below the text", True)


def is_marked_name(text: str) -> bool:
    """Tell whether a text is a mark and a name, as papers set below a title: □ 홍길동, / 홍길동."""
    return bool(_MARKED.fullmatch(text))


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(_MARK.sub("", text, count=1)))


def _is_name_from(text: str) -> bool:
    """Tell whether a text is a name with where its bearer lives, or what he is: 홍길동 (전남 목포시)."""
    text = _MARK.sub("", text, count=1)
    name = _NAME.match(text)
    return bool(_KOREAN_FROM.fullmatch(text) or (name and _FROM.fullmatch(text[name.end() :])))
