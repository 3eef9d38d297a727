"""TBX-Basic out: version 3 (ISO 30042:2019, style DCA) or the older martif form (ISO 30042:2008).

The order of elements is that of the core schemas, TBXcoreStructV03.rng and TBXcoreStructV02.dtd: within an
entry what is said of the whole comes before the languages, within a term the term before its ``termNote``,
an entry of version 3 has an ``id``, ``body`` has at least one entry.  Where a data category may stand, and
the four values of ``administrativeStatus``, are those of the schema of the dialect (TBX-Basic_DCA.sch).

TBX-Basic has no category for a policy, for words that decide a homograph, for boundaries or for the form of
the first mention.  They travel as notes of the entry that begin with a word of ours (`KEYS`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.sax.saxutils import escape

from bilingual import __version__
from bilingual.article import Policy
from bilingual.errors import UsageError
from bilingual.terminology.entries import Entry, default_policy
from bilingual.terminology.exchange.tabular import further_cell

#: What a note of ours begins with, before a colon; ``note`` marks a plain note that looks like another.
KEYS = ("policy", "context", "boundary", "case", "suffix", "first mention", "note")
OURS = re.compile(rf"({'|'.join(KEYS)})(?: \[([A-Za-z-]+)\])?: ")

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"

# Neither allowed in XML 1.0 nor of any use in a term (production 2, Char).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEAD = {
    3: (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="ko" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>{source}</p>\n"
        "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n"
    ),
    2: (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        '<martif type="TBX-Basic" xml:lang="ko">\n'
        "  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>{source}</p>\n"
        "      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n"
        '      <p type="XCSURI">TBXBasicXCSV02.xcs</p>\n    </encodingDesc>\n'
        "  </martifHeader>\n  <text>\n    <body>\n"
    ),
}
_FOOT = {3: "    </body>\n  </text>\n</tbx>\n", 2: "    </body>\n  </text>\n</martif>\n"}
_NAMES = {3: ("conceptEntry", "langSec", "termSec"), 2: ("termEntry", "langSet", "tig")}


def write(entries: Iterable[Entry], version: int) -> Iterator[str]:
    """Yield the file, an entry at a time; ``version`` is 3, or 2 for martif.

    Raises UsageError where there is no entry: both schemas ask for one.
    """
    numbered = enumerate(entries, 1)
    first = next(numbered, None)
    if first is None:
        raise UsageError("no entry to write, and TBX asks for at least one\nLoosen --kind or --policy.")
    yield _HEAD[version].format(source=f"Exported by bilingual {__version__}")
    for number, entry in chain([first], numbered):
        yield _entry(number, entry, *_NAMES[version])
    yield _FOOT[version]


def _entry(number: int, entry: Entry, concept: str, language: str, term: str) -> str:
    lines = [f'      <{concept} id="c{number}">']
    if entry.kind:
        lines.append(f'        <descrip type="subjectField">{_text(entry.kind)}</descrip>')
    lines += [f"        <note>{_text(note)}</note>" for note in _notes(entry)]
    for code, forms in entry.forms.items():
        lines.append(f'        <{language} xml:lang="{code}">')
        for at, form in enumerate(forms):
            status = PREFERRED if at == 0 else ADMITTED
            if entry.policy is Policy.FORBID and code != "ko":
                status = DEPRECATED
            lines.append(
                f"          <{term}><term>{_text(form)}</term>"
                f'<termNote type="administrativeStatus">{status}</termNote></{term}>'
            )
        lines.append(f"        </{language}>")
    lines.append(f"      </{concept}>\n")
    return "\n".join(lines)


def _notes(entry: Entry) -> Iterator[str]:
    if entry.note:
        yield f"note: {entry.note}" if OURS.match(entry.note) else entry.note
    if entry.policy not in (Policy.FORBID, default_policy(entry.kind)):
        yield f"policy: {entry.policy.value}"
    if entry.context:
        yield f"context: {'|'.join(entry.context)}"
    for name in ("boundary", "case", "suffix"):
        if cell := further_cell(entry, name):
            yield f"{name}: {cell}"
    for code, form in entry.first.items():
        yield f"first mention [{code}]: {form}"


def _text(text: str) -> str:
    # A bare carriage return would come back as a line feed.
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})
