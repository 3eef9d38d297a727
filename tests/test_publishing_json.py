from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bilingual import publishing
from bilingual.article import Role
from bilingual.errors import SourceError
from bilingual.publishing.article_json import from_json, to_json
from tests.publishing_sample import article, articles, one, post


def test_the_keys_are_those_of_the_contract_in_its_order():
    data = json.loads(publishing.render(post(), "json")["json"])
    head = ["schema", "source", "targets", "blocks", "segments", "dropped", "signature"]
    assert list(data)[:7] == head
    assert data["schema"] == "bilingual/article@1"
    assert list(data["source"])[:5] == ["path", "title", "language", "published", "sha256"]
    assert list(data["blocks"][0])[:6] == ["id", "role", "line", "tag", "path", "segments"]
    segment = next(s for s in data["segments"] if s["terms"])
    assert list(segment)[:7] == ["id", "block", "source", "language", "marks", "terms", "targets"]
    assert list(segment["terms"][0])[:5] == ["source", "start", "end", "policy", "targets"]
    assert list(segment["targets"]) == ["en", "zh-Hans"]
    target = segment["targets"]["en"]
    assert list(target) == ["text", "marks", "status", "origin", "score", "findings"]
    assert list(target["marks"][1].values()) == ["2", 4, 14, "a", "https://example.org/a(b)"]
    assert target["findings"] == [{"check": "number", "severity": "error", "message": "2 is missing"}]
    assert list(data["dropped"][0])[:3] == ["line", "role", "text"]
    assert data["signature"] == {"tool": "bilingual 0.1.0", "engine": "memory", "glossary": "1a2b3c4d"}


def test_a_segment_without_translation_has_null():
    data = to_json(post())
    targets = {s["id"]: s["targets"] for s in data["segments"]}
    assert targets["1a2b3c4d-f4.1"]["zh-Hans"]["text"] is None
    assert targets["1a2b3c4d-1.2"]["en"] | {"findings": []} == {
        "text": None,
        "marks": [],
        "status": "failed",
        "origin": None,
        "score": None,
        "findings": [],
    }


def test_text_is_readable_and_ends_with_a_newline():
    content = publishing.render(post(), "json")["json"]
    assert "강이 넘쳤다." in content.decode("utf-8")
    assert content.endswith(b"}\n")


@given(articles())
@settings(max_examples=150, deadline=None)
def test_any_article_survives_the_round_trip(made):
    content = publishing.render(made, "json")["json"]
    assert from_json(json.loads(content)) == made
    assert publishing.render(made, "json")["json"] == content


def test_a_lone_surrogate_survives():
    made = article(one("1", Role.BODY, "가\ud800나", en="a\udfffb"))
    assert from_json(json.loads(publishing.render(made, "json")["json"])) == made


def test_a_document_with_the_contract_keys_alone_is_read():
    data = to_json(post())
    for key in ("kind", "site", "front_matter", "author", "agency", "place", "modified", "canonical"):
        del data["source"][key]
    del data["repeats"]
    for block in data["blocks"]:
        for key in ("text", "marks", "lines", "keep", "rule", "parts"):
            del block[key]
    for segment in data["segments"]:
        del segment["start"]
        for term in segment["terms"]:
            for key in ("accepted", "first", "kind", "note", "entry"):
                del term[key]
    data["something"] = "new"
    made = from_json(data)
    assert made.blocks[3].text == "강이 넘쳤다. =물이 찼다."
    assert made.blocks[3].keep
    assert made.segments[0] == replace(post().segments[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(schema="bilingual/article@9"), "bilingual/article@1"),
        (lambda d: d.pop("schema"), "schema"),
        (lambda d: d.pop("segments"), "'segments' is missing"),
        (lambda d: d["source"].pop("sha256"), "'sha256' is missing"),
        (lambda d: d.update(segments="no list"), "no list"),
        (lambda d: d.update(source=None), "not a valid article"),
        (lambda d: d["segments"][0]["targets"]["en"].update(status="splendid"), "splendid"),
        (lambda d: d["segments"][0].update(source=7), "7"),
        (lambda d: d["blocks"][0].update(line="three"), "three"),
        (lambda d: d["blocks"][0].update(lines=[[1]]), "not a valid article"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(change, said):
    data = to_json(post())
    change(data)
    with pytest.raises(SourceError, match=said):
        from_json(data)


def test_what_is_not_even_an_object_is_refused():
    with pytest.raises(SourceError, match="schema"):
        from_json([1, 2])  # type: ignore[arg-type]
