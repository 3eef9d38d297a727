"""Articles that are rare and must be readable all the same: a right-to-left original, a Chinese one with a Chinese
edition, one in several languages, one that nobody has translated, many targets, a theme."""

from __future__ import annotations

from dataclasses import replace

from bilingual.article import Article, Block, Policy, Role, Segment, Source, Status, Target, TermMatch

from .page_nasty import crowded
from .page_samples import news


def _made(language: str, targets: tuple[str, ...], texts: list[tuple[str, dict[str, str | None]]]) -> Article:
    """One block a text, the first a title; a target's text of None is a gap, one like the source a copy."""
    blocks, segments = [], []
    for n, (text, given) in enumerate(texts, 1):
        blocks.append(Block(str(n), text, n, role=Role.TITLE if n == 1 else Role.BODY))
        of = {
            code: Target(
                value,
                Status.UNTRANSLATED
                if value is None
                else Status.COPIED
                if value == text
                else Status.TRANSLATED,
            )
            for code, value in given.items()
        }
        segments.append(Segment(f"x-{n}.1", str(n), text, language, 0, targets=of))
    return Article(
        Source("a.html", "0" * 64, language=language),
        targets=targets,
        blocks=tuple(blocks),
        segments=tuple(segments),
    )


def arabic() -> Article:
    """A right-to-left original with figures that have signs."""
    return _made(
        "ar",
        ("en", "ko"),
        [
            ("تراجع الصادرات في العام الماضي", {"en": "Exports fell last year", "ko": "작년 수출 감소"}),
            ("+8.1%", {"en": "+8.1%", "ko": "+8.1%"}),
            ("بلغ التغير -3.5% في العام الماضي.", {"en": "The change was -3.5%.", "ko": "변화는 -3.5%였다."}),
        ],
    )


def chinese() -> Article:
    """A Chinese article whose Chinese edition is itself, but for a credit line in English."""
    title, body, credit = "宇航员在太空中喝酒会怎么样", "后果很严重。", "Credit: NASA"
    return _made(
        "zh-Hans",
        ("en", "zh-Hans"),
        [
            (title, {"en": "What if astronauts drink in space", "zh-Hans": title}),
            (body, {"en": "It would end badly.", "zh-Hans": body}),
            (credit, {"en": credit, "zh-Hans": None}),
        ],
    )


def unknown() -> Article:
    """An article in several languages, which is no language of its own."""
    return _made("mixed", ("en",), [("가나 hello", {"en": "Gana, hello"}), ("다라.", {"en": "Dara."})])


def six() -> Article:
    """Three targets and two more, of which there is nothing yet."""
    return replace(crowded(), targets=("en", "zh-Hans", "ar", "ja", "vi"))


def bare() -> Article:
    """Two blocks of three sentences that nobody has translated, with the same term in each."""
    blocks, segments = [], []
    for b in ("1", "2"):
        text = "러시아가 왔다. 러시아가 갔다. 끝났다."
        blocks.append(Block(b, text, int(b), role=Role.BODY))
        at = 0
        for n, said in enumerate(("러시아가 왔다.", "러시아가 갔다.", "끝났다."), 1):
            term = TermMatch(
                "러시아", 0, 3, Policy.PIN, {"en": "Russia", "zh-Hans": "俄罗斯"}, entry="entities.csv:1"
            )
            terms = (term,) if n < 3 else ()
            segments.append(Segment(f"x-{b}.{n}", b, said, "ko", text.index(said, at), terms=terms))
    return Article(
        Source("a.txt", "0" * 64, language="ko"),
        targets=("en", "zh-Hans"),
        blocks=tuple(blocks),
        segments=tuple(segments),
    )


def themed() -> Article:
    """An article with a newsroom's colours."""
    css = ":root { --paper: #fffdf5; --paper-dark: #0c1420; --accent: #a00030; --accent-dark: #ff8fa8; }"
    return replace(news(), theme=css)
