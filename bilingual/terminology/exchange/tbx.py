"""TBX in: version 3 in both styles (DCA, DCT), the older martif form, and TBX-Min; streaming.

Reading is by expat directly: it keeps nothing of what is past, knows the line, and loads no external file
whatever the document says.  A DOCTYPE is accepted; any entity declaration is refused.  An element counts by
its local name, or by its ``type`` where it is ``descrip``, ``termNote`` or ``admin``: so one reader
serves every style.  Terms that the file deprecates become an entry of policy ``forbid``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilingual.article import Policy
from bilingual.errors import GlossaryError, UsageError
from bilingual.guarded_xml import guarded_parser, parse
from bilingual.languages import canonical
from bilingual.terminology.entries import BOUNDARIES, CASES, Entry, variants
from bilingual.terminology.exchange.incoming import Incoming, Reading, one_line
from bilingual.terminology.exchange.tbx_writing import OURS

_READ = 1 << 16
_DEEPEST = 60
_LONGEST = 1_000_000
_ROOTS = frozenset({"tbx", "martif", "TBX"})
_ENTRIES = frozenset({"conceptEntry", "termEntry", "entry"})
_LANGUAGES = frozenset({"langSec", "langSet", "langGroup"})
_TERMS = frozenset({"termSec", "tig", "ntig", "termGroup"})
_TYPED = frozenset({"descrip", "termNote", "admin"})
_STATUS = frozenset({"administrativeStatus", "termStatus", "normativeAuthorization"})
_TEXTS = _STATUS | {"term", "note", "definition", "subjectField", "context", "example"}
_AGAINST = frozenset({"deprecatedterm", "supersededterm", "notrecommended", "obsolete", "deprecated"})
_FOR = frozenset({"preferredterm", "preferred"})
_XML = "http://www.w3.org/XML/1998/namespace lang"


def read(data: bytes, reading: Reading) -> Iterator[Incoming]:
    """Yield the entries of a file one by one.

    Raises GlossaryError, with file and line, for what is not well-formed, is not TBX or declares entities.
    """
    reader = _Reader(reading)
    for start in range(0, len(data), _READ):
        yield from reader.feed(data[start : start + _READ])
    yield from reader.feed(b"", last=True)


class _Reader:
    """The state of one reading.  Handlers are called by expat; finished entries wait in ``_ready``."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ready: list[Incoming] = []
        self._open: list[str] = []
        self._codes: dict[str, str | None] = {}
        self._text: list[str] | None = None
        self._length = 0
        self._reset(0)
        parser = guarded_parser("TBX", self._error, " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser

    def feed(self, data: bytes, last: bool = False) -> list[Incoming]:
        """Take more of the file; return the entries that it completed."""
        parse(self._parser, data, last, self._error)
        ready, self._ready = self._ready, []
        return ready

    def _error(self, what: str, line: int | None = None) -> GlossaryError:
        return GlossaryError([f"{self._reading.path}:{line or self._parser.CurrentLineNumber}: {what}"])

    def _reset(self, line: int) -> None:
        self._line = line
        self._terms: dict[str, list[tuple[str, str]]] = {}
        self._language: str | None = None
        self._term, self._status = "", ""
        self._kind = ""
        self._notes: list[str] = []
        self._ours: dict[tuple[str, str], str] = {}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self._open and local not in _ROOTS:
            raise self._error(f"is not TBX: its root element is <{local}>")
        key = attributes.get("type", "") if local in _TYPED else local
        self._open.append(key)
        if len(self._open) > _DEEPEST:
            raise self._error(f"elements nested more than {_DEEPEST} deep")
        if key in _ENTRIES:
            self._reset(self._parser.CurrentLineNumber)
        elif key in _LANGUAGES:
            self._language = self._canonical(attributes.get(_XML) or attributes.get("lang") or "")
        elif key in _TERMS:
            self._term, self._status = "", ""
        elif key in _TEXTS and self._line and self._text is None:
            self._text, self._length = [], 0

    def _end(self, _: str) -> None:
        key = self._open.pop()
        if key in _TEXTS and self._text is not None and not _TEXTS.intersection(self._open):
            text = one_line("".join(self._text))
            self._text = None
            self._take(key, text)
        elif key in _TERMS:
            if self._language and self._term:
                self._terms.setdefault(self._language, []).append((self._term, self._status))
        elif key in _ENTRIES:
            self._finish()

    def _take(self, key: str, text: str) -> None:
        if key == "term":
            self._term = self._reading.form(self._parser.CurrentLineNumber, text)
        elif key in _STATUS:
            self._status = text.removesuffix("-admn-sts").lower()
        elif key == "subjectField":
            self._kind = self._kind or text.lower()
        elif key in ("context", "example"):
            self._reading.passed_over["sentences in which a term is used"] += 1
        elif text:
            ours = OURS.match(text) if key == "note" else None
            if ours and ours[1] != "note":
                self._ours[ours[1], ours[2] or ""] = text[ours.end() :]
            else:
                self._notes.append(text[ours.end() :] if ours else text)

    def _finish(self) -> None:
        made = self._frame()
        liked: dict[str, tuple[str, ...]] = {}
        forbidden: dict[str, tuple[str, ...]] = {}
        for code, terms in self._terms.items():
            against = [term for term, status in terms if status in _AGAINST and code != "ko"]
            rest = [(term, status) for term, status in terms if status not in _AGAINST or code == "ko"]
            # Preferred first, then unmarked and admitted, a disapproved Korean form last: texts have it too.
            rest.sort(key=lambda pair: (pair[1] not in _FOR, pair[1] in _AGAINST))
            if rest:
                liked[code] = tuple(dict.fromkeys(term for term, _ in rest))
            if against:
                forbidden[code] = tuple(dict.fromkeys(against))
        translated = any(code != "ko" for code in liked)
        if not forbidden and not (translated and "ko" in liked):
            # A term base of other people's has more languages than ours; that is no fault of its rows.
            what = "without Korean" if translated else "without a translation that we know the language of"
            self._reading.passed_over[f"entries {what}"] += 1
        if translated and "ko" in liked:
            policy = self._policy()
            entry = replace(made, forms=liked, policy=policy or Policy.PIN)
            self._ready.append(Incoming(entry, policy is not None))
        if forbidden:
            korean = {"ko": liked["ko"]} if "ko" in liked else {}
            first = {} if translated else made.first
            entry = replace(made, forms={**korean, **forbidden}, policy=Policy.FORBID, first=first)
            self._ready.append(Incoming(entry, True))
        self._reset(0)

    def _frame(self) -> Entry:
        """What all entries of one concept share."""
        first = {}
        for (key, code), form in self._ours.items():
            if key == "first mention" and (language := self._canonical(code)):
                first[language] = form
        cells = {name: self._ours.get((name, ""), "") for name in ("boundary", "case", "suffix")}
        for name, known in (("boundary", BOUNDARIES), ("case", CASES)):
            if cells[name] and cells[name] not in known:
                self._reading.problem(
                    self._line, f"unknown {name} '{cells[name]}' (known: {', '.join(known)})"
                )
        suffixes = tuple(part for part in variants(cells["suffix"]) if part != "-")
        return Entry(
            {},
            Policy.PIN,
            kind=self._kind,
            context=variants(self._ours.get(("context", ""), "")),
            note="; ".join(dict.fromkeys(self._notes)),
            first=first,
            path=self._reading.path,
            line=self._line,
            boundary=cells["boundary"],
            case=cells["case"],
            suffixes=suffixes if cells["suffix"] else None,
        )

    def _policy(self) -> Policy | None:
        named = self._ours.get(("policy", ""), "").strip().lower()
        if named and named not in tuple(policy.value for policy in Policy):
            self._reading.problem(self._line, f"unknown policy '{named}'")
            return None
        return Policy(named) if named else None

    def _characters(self, data: str) -> None:
        if self._text is None:
            return
        self._length += len(data)
        if self._length > _LONGEST:
            raise self._error(f"a text of more than {_LONGEST:,} characters")
        self._text.append(data)

    def _canonical(self, code: str) -> str | None:
        if code not in self._codes:
            try:
                self._codes[code] = canonical(code)
            except UsageError:
                self._codes[code] = None
        if self._codes[code] is None:
            self._reading.passed_over[f"sections in '{code}', a language that we do not know"] += 1
        return self._codes[code]
