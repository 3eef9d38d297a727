"""The article as JSON (``bilingual/article@1``): what programs read, and what later commands read again.

The keys of the contract come first and in a fixed order; further keys hold the rest of the article, so that
`from_json` gives back an equal one.  Readers of the contract ignore them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from bilingual.article import (
    KEPT_ROLES,
    Article,
    Block,
    Dropped,
    Finding,
    Mark,
    Pair,
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
from bilingual.errors import SourceError
from bilingual.publishing.differences import difference

SCHEMA = "bilingual/article@1"

_T = TypeVar("_T")
_Json = dict[str, Any]


def render(article: Article) -> bytes:
    """Return the JSON document: UTF-8, a line for each block, segment and dropped text, and one at the end.

    So two editions can be compared line by line, and the standard library's fast encoder can be used, which
    does not indent.  A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape.
    """
    text = "{" + ",".join(_member(key, value) for key, value in to_json(article).items()) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")


def _member(key: str, value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f'\n "{key}": [' + ",".join(f"\n  {_line(one)}" for one in value) + "\n ]"
    return f'\n "{key}": {_line(value)}'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def to_json(article: Article) -> dict[str, Any]:
    """Return the article as plain dicts, lists, strings and numbers, keys in the order of the contract."""
    source = article.source
    return {
        "schema": SCHEMA,
        "source": {
            "path": source.path,
            "title": source.title,
            "language": source.language,
            "published": source.published,
            "sha256": source.sha256,
            "kind": source.kind,
            "site": source.site,
            "author": source.author,
            "agency": source.agency,
            "place": source.place,
            "modified": source.modified,
            "canonical": source.canonical,
            "front_matter": source.front_matter,
            "front_matter_syntax": source.front_matter_syntax,
        },
        "targets": list(article.targets),
        "blocks": [_block(block, source.front_matter_syntax) for block in article.blocks],
        "segments": [_segment(segment, article.targets) for segment in article.segments],
        "dropped": [
            {"line": d.line, "role": d.role.value, "text": d.text, "rule": d.rule} for d in article.dropped
        ],
        "signature": {
            "tool": article.signature.tool,
            "engine": article.signature.engine,
            "glossary": article.signature.glossary,
        },
        "repeats": dict(article.repeats),
        "pairs": [_pair(pair) for pair in article.pairs],
    }


def _pair(pair: Pair) -> _Json:
    return {
        "segment": pair.segment,
        "language": pair.language,
        "text": pair.text,
        "marks": [_mark(mark) for mark in pair.marks],
        "folded": list(pair.folded),
        "line": pair.line,
    }


#: What the tag of a line of front matter is called by its syntax; within the program it is always ``yaml``.
_FRONT_MATTER_TAGS = {"toml": "toml", "json": "json", "hexo": "json"}


def _block(block: Block, syntax: str) -> _Json:
    reach = {"reach": list(block.reach)} if block.reach != (1, 1) else {}
    return {
        "id": block.id,
        "role": block.role.value,
        "line": block.line,
        "tag": _FRONT_MATTER_TAGS.get(syntax, "yaml") if block.tag == "yaml" else block.tag,
        "path": block.path,
        "segments": list(block.segments),
        "text": block.text,
        "marks": [_mark(mark) for mark in block.marks],
        "lines": [list(pair) for pair in block.lines],
        "keep": block.keep,
        "rule": block.rule,
        "parts": [{"start": p.start, "end": p.end, "role": p.role.value} for p in block.parts],
        **reach,
    }


def _segment(segment: Segment, order: Iterable[str]) -> _Json:
    return {
        "id": segment.id,
        "block": segment.block,
        "source": segment.source,
        "language": segment.language,
        "marks": [_mark(mark) for mark in segment.marks],
        "terms": [_term(term) for term in segment.terms],
        "targets": {
            code: _target(segment.targets[code], segment.source) for code in _ordered(segment.targets, order)
        },
        "start": segment.start,
    }


def _ordered(targets: Mapping[str, Target], order: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys((*order, *sorted(targets))) if code in targets]


def _mark(mark: Mark) -> _Json:
    return {"id": mark.id, "start": mark.start, "end": mark.end, "tag": mark.tag, "href": mark.href}


def _term(term: TermMatch) -> _Json:
    return {
        "source": term.source,
        "start": term.start,
        "end": term.end,
        "policy": term.policy.value,
        "targets": dict(term.targets),
        "accepted": {code: list(forms) for code, forms in term.accepted.items()},
        "first": dict(term.first),
        "kind": term.kind,
        "note": term.note,
        "entry": term.entry,
    }


def _target(target: Target, source: str) -> _Json:
    suggestion: _Json = {}
    if target.based_on:
        pieces = [list(piece) for piece in difference(target.based_on, source)]
        suggestion = {"based_on": target.based_on, "difference": pieces}
    score = target.score if target.score is None or math.isfinite(target.score) else None
    return {
        "text": target.text,
        "marks": [_mark(mark) for mark in target.marks],
        "status": target.status.value,
        "origin": target.origin,
        "score": score,
        "findings": [
            {"check": f.check, "severity": f.severity.value, "message": f.message} for f in target.findings
        ],
        **suggestion,
    }


def from_json(data: Mapping[str, Any]) -> Article:
    """Return the article that `to_json` was given; further keys may be absent.

    Unknown keys are ignored.  Raises SourceError when ``data`` is no article of this schema, or when a key
    of the contract is missing or holds something else than it should.
    """
    schema = data.get("schema") if isinstance(data, Mapping) else None
    if schema != SCHEMA:
        raise SourceError(f"not an article: the key 'schema' says {schema!r} and should say '{SCHEMA}'")
    try:
        return _read_article(data)
    except KeyError as error:
        raise SourceError(f"not a whole article: the key {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"not a valid article: {error}") from error


def _read_article(data: Mapping[str, Any]) -> Article:
    source, made = data["source"], data["signature"]
    segments = _each(_read_segment, data["segments"])
    texts = {segment.id: segment.source for segment in segments}
    return Article(
        source=Source(
            path=_text(source["path"]),
            sha256=_text(source["sha256"]),
            kind=_text(source.get("kind", "text")),
            title=_maybe_text(source["title"]),
            language=_maybe_text(source["language"]),
            published=_maybe_text(source["published"]),
            site=_maybe_text(source.get("site")),
            author=_maybe_text(source.get("author")),
            agency=_maybe_text(source.get("agency")),
            place=_maybe_text(source.get("place")),
            modified=_maybe_text(source.get("modified")),
            canonical=_maybe_text(source.get("canonical")),
            front_matter=_text(source.get("front_matter", "")),
            front_matter_syntax=_text(source.get("front_matter_syntax", "")),
        ),
        blocks=_each(lambda block: _read_block(block, texts), data["blocks"]),
        segments=segments,
        dropped=_each(_read_dropped, data["dropped"]),
        repeats=_texts(data.get("repeats", {})),
        targets=_each(_text, data["targets"]),
        pairs=_each(_read_pair_of_page, data.get("pairs", ())),
        signature=Signature(_text(made["tool"]), _text(made["engine"]), _text(made["glossary"])),
    )


def _read_block(data: _Json, texts: Mapping[str, str]) -> Block:
    role = Role(data["role"])
    segments = _each(_text, data["segments"])
    return Block(
        id=_text(data["id"]),
        text=_text(data["text"]) if "text" in data else " ".join(texts.get(id_, "") for id_ in segments),
        line=_maybe_number(data["line"]),
        tag="yaml" if data["tag"] in _FRONT_MATTER_TAGS.values() else _text(data["tag"]),
        path=_text(data["path"]),
        marks=_each(_read_mark, data.get("marks", ())),
        lines=_each(_read_pair, data.get("lines", ())),
        role=role,
        keep=bool(data.get("keep", role in KEPT_ROLES)),
        rule=_text(data.get("rule", "")),
        parts=_each(_read_part, data.get("parts", ())),
        segments=segments,
        reach=_read_pair(data.get("reach", (1, 1))),
    )


def _read_segment(data: _Json) -> Segment:
    return Segment(
        id=_text(data["id"]),
        block=_text(data["block"]),
        source=_text(data["source"]),
        language=_text(data["language"]),
        start=_number(data.get("start", 0)),
        marks=_each(_read_mark, data["marks"]),
        terms=_each(_read_term, data["terms"]),
        targets={_text(code): _read_target(target) for code, target in data["targets"].items()},
    )


def _read_mark(data: _Json) -> Mark:
    return Mark(
        _text(data["id"]),
        _number(data["start"]),
        _number(data["end"]),
        _text(data["tag"]),
        _maybe_text(data["href"]),
    )


def _read_pair_of_page(data: _Json) -> Pair:
    return Pair(
        segment=_text(data["segment"]),
        language=_text(data["language"]),
        text=_text(data["text"]),
        marks=_each(_read_mark, data.get("marks", ())),
        folded=_each(_text, data.get("folded", ())),
        line=_maybe_number(data.get("line")),
    )


def _read_part(data: _Json) -> Part:
    return Part(_number(data["start"]), _number(data["end"]), Role(data["role"]))


def _read_pair(data: list[Any]) -> tuple[int, int]:
    line, offset = data
    return _number(line), _number(offset)


def _read_term(data: _Json) -> TermMatch:
    return TermMatch(
        source=_text(data["source"]),
        start=_number(data["start"]),
        end=_number(data["end"]),
        policy=Policy(data["policy"]),
        targets=_texts(data["targets"]),
        accepted={_text(code): _each(_text, forms) for code, forms in data.get("accepted", {}).items()},
        first=_texts(data.get("first", {})),
        kind=_text(data.get("kind", "")),
        note=_text(data.get("note", "")),
        entry=_text(data.get("entry", "")),
    )


def _read_target(data: _Json) -> Target:
    score = data["score"]
    return Target(
        text=_maybe_text(data["text"]),
        status=Status(data["status"]),
        origin=_maybe_text(data["origin"]),
        score=None if score is None else float(score),
        marks=_each(_read_mark, data["marks"]),
        findings=_each(_read_finding, data["findings"]),
        based_on=_text(data.get("based_on", "")),
    )


def _read_finding(data: _Json) -> Finding:
    return Finding(_text(data["check"]), Severity(data["severity"]), _text(data["message"]))


def _read_dropped(data: _Json) -> Dropped:
    return Dropped(
        _maybe_number(data["line"]), Role(data["role"]), _text(data["text"]), _text(data.get("rule", ""))
    )


def _each(read: Callable[[Any], _T], values: Any) -> tuple[_T, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError(f"a list should stand where {values!r:.40} stands")
    return tuple(read(value) for value in values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text should stand where {value!r:.40} stands")
    return value


def _maybe_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"a whole number should stand where {value!r:.40} stands")
    return value


def _maybe_number(value: Any) -> int | None:
    return None if value is None else _number(value)


def _texts(value: Any) -> dict[str, str]:
    return {_text(key): _text(text) for key, text in value.items()}
