"""Articles for the tests of publishing: one by hand, any by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from bilingual.article import (
    Article,
    Block,
    Dropped,
    Finding,
    Mark,
    Part,
    Policy,
    Role,
    Segment,
    Severity,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)

SHA = "1a2b3c4d" * 8
FRONT_MATTER = """\
title:   '강의 이름'   # the headline
categories: [ News,  World ]
excerpt: >
  짧은 글. (글자 수: 5)

feature_text: >-
  짧은 글. (글자 수: 5)
image: "/a b.jpg"
"""


def target(text: str | None, status: Status = Status.REUSED, **more) -> Target:
    return Target(text, status, **more)


def segment(block: str, number: int, source: str, start: int = 0, en=None, zh=None, **more) -> Segment:
    targets = {}
    for code, given in (("en", en), ("zh-Hans", zh)):
        targets[code] = given if isinstance(given, Target) else target(given)
        if given is None:
            targets[code] = target(None, Status.UNTRANSLATED)
    return Segment(f"1a2b3c4d-{block}.{number}", block, source, "ko", start, targets=targets, **more)


def block(id_: str, role: Role, *segments: Segment, text: str | None = None, **more) -> Block:
    text = " ".join(s.source for s in segments) if text is None else text
    return Block(id_, text, role=role, keep=True, segments=tuple(s.id for s in segments), **more)


def article(*pairs: tuple[Block, tuple[Segment, ...]], **more) -> Article:
    source = more.pop("source", Source("posts/강.md", SHA, language="ko", title="강의 이름"))
    return Article(
        source=source,
        blocks=tuple(b for b, _ in pairs),
        segments=tuple(s for _, ss in pairs for s in ss),
        targets=more.pop("targets", ("en", "zh-Hans")),
        signature=Signature("bilingual 0.1.0", "memory", "1a2b3c4d"),
        **more,
    )


def one(id_: str, role: Role, source: str, en=None, zh=None, more=None, **block_more):
    made = segment(id_, 1, source, en=en, zh=zh, **(more or {}))
    return block(id_, role, made, **block_more), (made,)


def post() -> Article:
    """A post with a lead, marks, a list, a table, terms, findings, a failed and an untranslated segment."""
    first = segment(
        "1",
        1,
        "강이 넘쳤다.",
        en=target(
            "The river rose.",
            Status.TRANSLATED,
            origin="google",
            marks=(Mark("1", 4, 9, "b"), Mark("2", 4, 14, "a", "https://example.org/a(b)")),
            findings=(Finding("number", Severity.ERROR, "2 is missing"),),
        ),
        zh="江水上涨。",
        terms=(
            TermMatch(
                "강", 0, 1, Policy.PIN, {"en": "river", "zh-Hans": "江"}, kind="place", entry="e.csv:2"
            ),
        ),
    )
    second = segment(
        "1",
        2,
        "=물이 찼다.",
        start=8,
        en=target(None, Status.FAILED),
        zh=target("=水满了。", origin="person"),
    )
    body = block("1", Role.BODY, first, second, tag="p", line=12)
    return article(
        one(
            "f2",
            Role.TITLE,
            "강의 이름",
            "The river's name",
            "江的名字",
            path="front_matter/title",
            tag="yaml",
        ),
        one("f4", Role.BODY, "짧은 글.", "A short text: yes", None, path="front_matter/excerpt", tag="yaml"),
        one("1d", Role.DATELINE, "(서울=통신) 김 기자 =", "SEOUL (Wire) --", "（通讯社首尔电）"),
        (body, (first, second)),
        one("2", Role.BODY, "둘째 제목", "Second # heading", "第二", tag="h2"),
        one("3", Role.BODY, "하나", "One", "一", tag="li", path="list1/i1"),
        one("4", Role.BODY, "둘", "Two", "二", tag="li", path="list1/i2"),
        one("5", Role.BODY, "구분", "Kind | sort", "种类", tag="th", path="table1/r1/c1"),
        one("6", Role.BODY, "곳", "Place", "地点", tag="td", path="table1/r2/c2"),
        source=Source(
            "posts/강.md", SHA, "post", "강의 이름", "ko", "2022-08-21T06:05", front_matter=FRONT_MATTER
        ),
        dropped=(Dropped(3, Role.FRONT_MATTER, "categories", "post/front"), Dropped(None, Role.NAV, "메뉴")),
        repeats={"front_matter/feature_text": "f4"},
    )


def texts(**more) -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8", **more), max_size=12)


_small = st.integers(0, 40)
_marks = st.lists(
    st.builds(Mark, texts(), _small, _small, st.sampled_from(["b", "a"]), st.none() | texts()), max_size=2
).map(tuple)
_codes = st.sampled_from(["en", "zh-Hans", "ja", "mn"])
_terms = st.builds(
    TermMatch,
    texts(),
    _small,
    _small,
    st.sampled_from(Policy),
    st.dictionaries(_codes, texts(), max_size=2),
    st.dictionaries(_codes, st.lists(texts(), max_size=2).map(tuple), max_size=2),
    st.dictionaries(_codes, texts(), max_size=2),
    texts(),
    texts(),
    texts(),
)
_targets = st.builds(
    Target,
    st.none() | texts(),
    st.sampled_from(Status),
    st.none() | texts(),
    st.none() | st.floats(0, 1),
    _marks,
    st.lists(st.builds(Finding, texts(), st.sampled_from(Severity), texts()), max_size=2).map(tuple),
)
_segments = st.builds(
    Segment,
    texts(),
    texts(),
    texts(),
    _codes,
    _small,
    _marks,
    st.lists(_terms, max_size=2).map(tuple),
    st.dictionaries(_codes, _targets, max_size=3),
)
_blocks = st.builds(
    Block,
    texts(),
    texts(),
    st.none() | _small,
    texts(),
    texts(),
    _marks,
    st.lists(st.tuples(_small, _small), max_size=2).map(tuple),
    st.sampled_from(Role),
    st.booleans(),
    texts(),
    st.lists(st.builds(Part, _small, _small, st.sampled_from(Role)), max_size=2).map(tuple),
    st.lists(texts(), max_size=2).map(tuple),
)
_maybe = st.none() | texts()


def articles() -> st.SearchStrategy[Article]:
    """Any article at all, its parts not even fitting each other."""
    return st.builds(
        Article,
        st.builds(Source, texts(), texts(), texts(), _maybe, _maybe, _maybe, _maybe, texts()),
        st.lists(_blocks, max_size=3).map(tuple),
        st.lists(_segments, max_size=3).map(tuple),
        st.lists(
            st.builds(Dropped, st.none() | _small, st.sampled_from(Role), texts(), texts()), max_size=2
        ).map(tuple),
        st.dictionaries(texts(), texts(), max_size=2),
        st.lists(_codes, unique=True, max_size=3).map(tuple),
        st.builds(Signature, texts(), texts(), texts()),
    )
