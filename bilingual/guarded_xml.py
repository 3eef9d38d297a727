"""XML that is read piece by piece from files of strangers: no entity is declared, none is expanded.

Expat reads; a DOCTYPE is accepted and never loaded, which TMX files have as a rule.  Declared entities are
how a small file becomes a large text ("billion laughs") or another file's; TMX and TBX do without.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

__all__ = ["guarded_parser", "parse"]

#: Makes the error to raise of what is wrong and of the line where it is.
Fail = Callable[[str, int], Exception]


def guarded_parser(name: str, fail: Fail, namespace_separator: str | None = None) -> expat.XMLParserType:
    """Return a parser that refuses entities; ``name`` is the format's, for the message."""
    parser = expat.ParserCreate(namespace_separator=namespace_separator)
    parser.buffer_text = True

    def declared(entity: str, *_: object) -> None:
        what = f"declares the entity '{entity}', which {name} has no need of and we refuse"
        raise fail(what, parser.CurrentLineNumber)

    def skipped(entity: str, _: bool) -> None:
        raise fail(f"uses the entity '{entity}', which is not defined", parser.CurrentLineNumber)

    parser.EntityDeclHandler = declared
    parser.SkippedEntityHandler = skipped
    return parser


def parse(parser: expat.XMLParserType, data: bytes, last: bool, fail: Fail) -> None:
    """Give more of a file to ``parser``; raises what ``fail`` makes of malformed or undecodable XML."""
    try:
        parser.Parse(data, last)
    except expat.ExpatError as error:
        raise fail(f"malformed XML: {expat.ErrorString(error.code)}", error.lineno) from None
    except (ValueError, LookupError) as error:  # an encoding that expat cannot be taught
        raise fail(f"cannot be decoded: {error}", parser.CurrentLineNumber) from None
