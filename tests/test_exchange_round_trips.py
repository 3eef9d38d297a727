"""What goes out to another tool's format comes back as it was, as far as the format can carry it."""

from __future__ import annotations

import io
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.article import Policy
from bilingual.reading.encoding import decode
from bilingual.terminology.entries import Entry, default_policy
from bilingual.terminology.exchange import registry
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading, one_line

_LETTERS = "가나다이란수단中国习近平北约日本，。·《》“”‘’（）" + string.ascii_letters + string.digits
_SIGNS = " =+-@'\"\\<>&;,.:#/_()[]{}!?*%$^~`x005F"


def _texts(signs: str = _SIGNS, longest: int = 16) -> st.SearchStrategy[str]:
    alphabet = st.sampled_from(_LETTERS + signs)
    return st.text(alphabet, min_size=1, max_size=longest).map(one_line).filter(bool)


def _forms(signs: str = _SIGNS, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_texts(signs), min_size=1, max_size=most, unique=True).map(tuple)


@st.composite
def _entries(draw: st.DrawFn, signs: str = _SIGNS) -> Entry:
    languages = draw(st.lists(st.sampled_from(["en", "zh-Hans", "zh-Hant"]), min_size=1, unique=True))
    policy = draw(st.sampled_from(list(Policy)))
    forms = {code: draw(_forms(signs)) for code in languages}
    if policy is not Policy.FORBID or draw(st.booleans()):
        forms = {"ko": draw(_forms(signs)), **forms}
    notes = st.one_of(
        st.just(""), _texts(signs, 30), st.sampled_from(["policy: pin", "note: x", "first mention [en]: y"])
    )
    return Entry(
        forms=forms,
        policy=policy,
        kind=draw(st.sampled_from(["", "person", "place", "organisation", "ship"])),
        context=draw(st.lists(_texts(signs), max_size=2, unique=True).map(tuple)),
        note=draw(notes),
        first={code: draw(_texts(signs)) for code in languages if draw(st.booleans())},
        boundary=draw(st.sampled_from(["", "word", "prefix", "any"])),
        case=draw(st.sampled_from(["", "exact", "any"])),
        suffixes=draw(st.sampled_from([None, (), ("측",), ("측", "계")])),
    )


def _out(name: str, entries: list[Entry], **options: object) -> tuple[bytes, LeftOut]:
    file, left = io.BytesIO(), LeftOut()
    registry.write(name, entries, file, left, **options)  # type: ignore[arg-type]
    return file.getvalue(), left


def _back(data: bytes, name: str | None = None, target: str | None = None, path: str = "f") -> list[Incoming]:
    reading = Reading(path)
    found = registry.read(data, reading, lambda d, p: decode(d, p).text, name=name, target=target)
    assert reading.problems == []
    return list(found)


def _plain(entry: Entry) -> Entry:
    return replace(entry, path="", line=0)


@pytest.mark.parametrize(("name", "version"), [("tbx", 3), ("tbx", 2), ("csv", 3), ("xlsx", 3)])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whole_entries_come_back(name: str, version: int, data: st.DataObject) -> None:
    # openpyxl takes "x005F_" out of texts that it reads.
    drawn = data.draw(st.lists(_entries(_SIGNS.replace("x005F", "")), min_size=1, max_size=5))
    written, left = _out(name, drawn, version=version)
    back = [_plain(item.settled()) for item in _back(written)]
    assert back == drawn
    assert not list(left.told())


@st.composite
def _pairs(draw: st.DrawFn, signs: str) -> list[Entry]:
    """Entries of which no two share a form, so that lines can be put together in one way only."""
    words = draw(st.lists(_texts(signs), min_size=4, max_size=24, unique=True))
    found: list[Entry] = []
    while len(words) >= 2:
        cut = draw(st.integers(1, min(3, len(words) - 1)))
        sources, words = tuple(f"가{word}" for word in words[:cut]), words[cut:]
        cut = draw(st.integers(1, min(3, len(words))))
        targets, words = tuple(f"n{word}" for word in words[:cut]), words[cut:]
        note = draw(st.one_of(st.just(""), _texts(signs)))
        found.append(Entry({"ko": sources, "en": targets}, Policy.PIN, note=note))
    return found


_PAIR_SIGNS = " =+-@'\"\\<&;,.:#_()[]{}!?*%$^~`"


@pytest.mark.parametrize("name", ["omegat", "galtransl"])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_pairs_with_variants_and_notes_come_back(name: str, data: st.DataObject) -> None:
    drawn = data.draw(_pairs(_PAIR_SIGNS if name == "omegat" else _PAIR_SIGNS.replace(" ", "")))
    written, _ = _out(name, drawn, target="en")
    assert [_plain(item.settled()) for item in _back(written, name, "en")] == drawn


def test_a_stroke_within_a_translation_does_not_part_it_for_galtransl() -> None:
    entry = Entry({"ko": ("에이시디시",), "en": ("AC/DC", "the band AC/DC")}, Policy.PIN)
    written, left = _out("galtransl", [entry], target="en")
    assert b"AC\xef\xbc\x8fDC/the band AC\xef\xbc\x8fDC" in written
    assert any("narrow stroke" in line for line in left.told())
    (back,) = _back(written, "galtransl", "en")
    assert back.settled().forms["en"] == ("AC/DC", "the band AC/DC")


@pytest.mark.parametrize("tabs", [True, False])
@pytest.mark.parametrize("name", ["deepl", "google"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_two_columns_come_back(name: str, tabs: bool, data: st.DataObject) -> None:
    signs = _PAIR_SIGNS.replace('"', "") if tabs else _PAIR_SIGNS
    drawn = data.draw(_pairs(signs))
    written, left = _out(name, drawn, target="en", tabs=tabs)
    wanted = [replace(e, forms={"ko": e.forms["ko"], "en": e.forms["en"][:1]}, note="") for e in drawn]
    assert [_plain(item.settled()) for item in _back(written, name, "en")] == wanted
    lost = sum(len(entry.forms["en"]) > 1 for entry in drawn)
    assert any(f"further translations of {lost} entr" in line for line in left.told()) == bool(lost)


@settings(max_examples=60, deadline=None)
@given(drawn=_pairs(_PAIR_SIGNS))
def test_term_sets_come_back(drawn: list[Entry]) -> None:
    written, _ = _out("google-set", drawn)
    wanted = [replace(e, forms={code: forms[:1] for code, forms in e.forms.items()}) for e in drawn]
    assert [_plain(item.settled()) for item in _back(written)] == wanted


@pytest.mark.parametrize("name", ["csv", "xlsx", "tbx"])
def test_a_term_may_begin_with_the_sign_of_comments(name: str) -> None:
    drawn = [
        Entry({"ko": ("# 가",), "en": ("#1",)}, Policy.PIN),
        Entry({"ko": ("#",), "en": ("2",)}, Policy.PIN),
    ]
    assert [_plain(item.settled()) for item in _back(_out(name, drawn)[0])] == drawn


def test_the_shipped_glossary_comes_back_from_every_whole_format() -> None:
    from bilingual.terminology import load_glossary

    path = Path(__file__).parent.parent / "glossary" / "entities.csv"
    entries = [replace(_plain(entry), rank=0) for entry in load_glossary([path]).entries]
    for name, version in (("tbx", 3), ("tbx", 2), ("csv", 3), ("xlsx", 3)):
        written, left = _out(name, entries, version=version)
        assert [_plain(item.settled()) for item in _back(written)] == entries
        assert not list(left.told())


# The order and number of elements that the core schemas ask for, of those that we write.
_V3 = """
<!ELEMENT tbx (tbxHeader, text)> <!ATTLIST tbx type CDATA #REQUIRED style CDATA #REQUIRED
  xml:lang CDATA #REQUIRED xmlns CDATA #IMPLIED>
<!ELEMENT tbxHeader (fileDesc)> <!ELEMENT fileDesc (sourceDesc+)> <!ELEMENT sourceDesc (p+)>
<!ELEMENT p (#PCDATA)> <!ELEMENT text (body)> <!ELEMENT body (conceptEntry+)>
<!ELEMENT conceptEntry ((descrip|note)*, langSec+)> <!ATTLIST conceptEntry id ID #REQUIRED>
<!ELEMENT langSec (termSec+)> <!ATTLIST langSec xml:lang CDATA #REQUIRED>
<!ELEMENT termSec (term, termNote*)> <!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)> <!ATTLIST termNote type (administrativeStatus) #REQUIRED>
<!ELEMENT descrip (#PCDATA)> <!ATTLIST descrip type (subjectField) #REQUIRED> <!ELEMENT note (#PCDATA)>
"""
_V2 = """
<!ELEMENT martif (martifHeader, text)> <!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA #REQUIRED>
<!ELEMENT martifHeader (fileDesc, encodingDesc)> <!ELEMENT fileDesc (sourceDesc+)>
<!ELEMENT encodingDesc (p+)> <!ELEMENT sourceDesc (p+)> <!ELEMENT p (#PCDATA)>
<!ATTLIST p type CDATA #IMPLIED> <!ELEMENT text (body)> <!ELEMENT body (termEntry+)>
<!ELEMENT termEntry ((descrip|note)*, langSet+)> <!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet (tig+)> <!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT tig (term, termNote*)> <!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)> <!ATTLIST termNote type (administrativeStatus) #REQUIRED>
<!ELEMENT descrip (#PCDATA)> <!ATTLIST descrip type (subjectField) #REQUIRED> <!ELEMENT note (#PCDATA)>
"""


@pytest.mark.parametrize(("version", "schema"), [(3, _V3), (2, _V2)])
@settings(max_examples=40, deadline=None)
@given(drawn=st.lists(_entries(), min_size=1, max_size=4))
def test_tbx_has_the_order_of_the_schema(version: int, schema: str, drawn: list[Entry]) -> None:
    written, _ = _out("tbx", drawn, version=version)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.fromstring(written, parser)
    if version == 3:
        assert root.nsmap == {None: "urn:iso:std:iso:30042:ed-2"}
        assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
        # A DTD knows no namespaces.
        written = written.replace(b' xmlns="urn:iso:std:iso:30042:ed-2"', b"")
        root = etree.fromstring(written, parser)
    dtd = etree.DTD(io.StringIO(schema))
    assert dtd.validate(root), dtd.error_log
    allowed = {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")}
    assert {note.text for note in root.iter("termNote")} <= allowed


def test_default_policies_are_not_spelled_out() -> None:
    entry = Entry({"ko": ("서울",), "en": ("Seoul",)}, default_policy("place"), kind="place")
    assert b"policy" not in _out("tbx", [entry])[0]
