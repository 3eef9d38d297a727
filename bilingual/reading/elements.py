"""What the elements of HTML mean to a reader: which hold blocks, which mark text, which show nothing."""

from __future__ import annotations

#: Elements that begin a block of their own.
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
#: Elements that hold blocks and say nothing of their text.
WRAPPERS = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "center",
        "figure",
        "body",
        "html",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "ul",
        "ol",
        "dl",
        "details",
        "form",
        "fieldset",
        "hr",
        "address",
    }
)
#: Elements whose content is text to their end tag, whatever stands in it (HTML Living Standard, 13.2.6.2;
#: noscript, since a browser runs scripts).
RAW = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes"})
#: Elements whose content is no text of the page: controls, drawings, and what stands in for missing players.
UNSEEN = frozenset(
    {"template", "select", "datalist", "button", "object", "svg", "math", "video", "audio", "canvas"}
)
#: Elements without content and without end tag.
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
#: Elements that mark text, and the mark's name.
MARKS = {name: name for name in ("b", "i", "a", "u", "sub", "sup", "code", "s", "mark")} | {
    "strong": "b",
    "em": "i",
    "del": "s",
}

#: Letters with how they are read above them, the reading, and what stands around it where none can be above.
RUBY = frozenset({"ruby", "rt", "rp"})

_CELLS = frozenset({"td", "th", "tr", "thead", "tbody", "tfoot"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements that end when one of these begins (end tags that may be left out: the standard, 13.1.2.4).
_IMPLIED = {
    "p": BLOCKS - {"html", "body"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": frozenset({"tr", "thead", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
    "caption": frozenset({"tr", "thead", "tbody", "tfoot"}),
    # No heading holds another (13.2.6.4.7).
} | dict.fromkeys(_HEADINGS, _HEADINGS)
#: A heading that has text ends where one of these begins: nobody means a whole article in a heading.
AFTER_HEADING = frozenset({"p", "li", "ul", "ol", "dl", "table", "blockquote", "article", "section"})
HEADINGS = _HEADINGS
#: For each block element those that it ends if they are the innermost that is open.
ENDED_BY = {tag: frozenset(name for name, tags in _IMPLIED.items() if tag in tags) for tag in BLOCKS}
#: Items, whose end tag may be left out, and what one that is ended may have left open inside.
ITEMS = frozenset({"li", "dd", "dt"})
LOOSE = frozenset({"div", "address", "p"})
#: Elements within a line whose class may tell of a caption.
CAPTIONED = frozenset({"span", "em", "i", "strong", "b", "small", "font", "cite"})
