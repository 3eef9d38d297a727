"""New values in a post's YAML front matter, every other byte as it was.

The parser is asked only where a value stands; the text around it is never written anew.  So order, quoting,
comments, indentation and line ends of everything else survive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bilingual.errors import OutputError

_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")
_UNPRINTED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# What the YAML 1.1 of Jekyll's parser takes for a truth value, a number, a date or a time.
_AMBIGUOUS = re.compile(
    r"(?i)y|n|yes|no|on|off|true|false|null|~|=|<<|[\d+.][\d.,:+\-_xoebtz/ ]*|[+-]?\.(?:inf|nan)"
)


def replace_values(front_matter: str, values: Mapping[str, str]) -> str:
    """Return ``front_matter`` with the scalar at each place set to a new text.

    Places are keys, and numbers from 0 for items, parted by ``/`` (``title``, ``seo/title``); a place that is
    not there or holds no scalar is passed over.  A folded or literal scalar stays one, quotes stay the kind
    they were where the text allows it, else it is set in double quotes.  Lines of a text are paragraphs in a
    folded scalar, lines in a literal one, and run on in any other.

    Raises OutputError when ``front_matter`` is not YAML.
    """
    text = front_matter
    for place, value in values.items():
        text = _set(text, place.split("/"), value)
    return text


def _compose(text: str) -> Node | None:
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def _set(text: str, place: list[str], value: str) -> str:
    try:
        root = _compose(text)
    except YAMLError as error:
        raise OutputError(
            f"the front matter cannot be read as YAML: {' '.join(str(error).split())}\nMend the source."
        ) from error
    node, after_key = _find(root, place)
    if not isinstance(node, ScalarNode):
        return text
    start, end = node.start_mark.index, node.end_mark.index
    space = ""
    if start == end and after_key is not None:  # no value at all: it begins after the key's colon
        start = end = text.index(":", after_key) + 1
        space = " "
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    for written in (_in_style(text[start:end], node, value), _quoted_instead(text[start:end], value)):
        new = text[:start] + space + written + text[end:]
        if _says(new, place, value, root, node):
            return new
    raise OutputError(f"the front matter's '{'/'.join(place)}' cannot take a new text\nMend the source.")


def _find(root: Node | None, place: list[str]) -> tuple[Node | None, int | None]:
    """Return the node at ``place`` and where its key ends; None for what is not there."""
    node, after_key = root, None
    for step in place:
        found: Node | None = None
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == step:
                    found, after_key = value, key.end_mark.index
        elif isinstance(node, SequenceNode) and step.isdecimal() and int(step) < len(node.value):
            found, after_key = node.value[int(step)], None
        node = found
    return node, after_key


def _in_style(old: str, node: ScalarNode, value: str) -> str:
    if node.style in (">", "|"):
        return _block_scalar(old, node, value)
    value = " ".join(value.split("\n"))
    if node.style == "'":
        return "'" + value.replace("'", "''") + "'"
    if node.style == '"' or _AMBIGUOUS.fullmatch(value):
        return _double_quoted(value)
    return value


def _quoted_instead(old: str, value: str) -> str:
    return _double_quoted(" ".join(value.split("\n"))) + old[len(old.rstrip()) :]


def _block_scalar(old: str, node: ScalarNode, value: str) -> str:
    newline = "\r\n" if "\r\n" in old else "\n"
    header, _, body = old.partition("\n")
    filled = [line for line in body.splitlines() if line.strip()]
    indent = " " * (len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 2)
    between = newline * 2 + indent if node.style == ">" else newline + indent
    # Blank lines and comments after the value are inside the scalar's end mark, but no part of the value.
    content = body.rstrip()
    tail = body[len(content) :] if content else newline
    lines = [line.strip() for line in value.strip().split("\n") if line.strip()]
    return header.rstrip("\r") + newline + indent + between.join(lines) + tail


def _double_quoted(value: str) -> str:
    # JSON's escapes are YAML's; what YAML does not print (C1 controls, U+FFFE, surrogates) is escaped too.
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTED.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)


def _says(text: str, place: list[str], value: str, before: Node | None, old: Node) -> bool:
    """Tell whether ``text`` is YAML that has ``value``, a text, at ``place`` and all else as before."""
    try:
        root = _compose(text)
    except (YAMLError, ValueError):
        return False
    new, _ = _find(root, place)
    if not isinstance(new, ScalarNode) or not str(new.tag).endswith(":str"):
        return False
    return " ".join(new.value.split()) == " ".join(value.split()) and _same(before, root, old, new, set())


def _same(left: Any, right: Any, old: Node, new: Node, seen: set[int]) -> bool:
    """Tell whether two trees are one but for ``old`` in the left, which is ``new`` in the right."""
    if left is old or right is new:
        return left is old and right is new
    if not isinstance(left, Node) or not isinstance(right, Node):
        return left is right
    if id(left) in seen:
        return True
    seen.add(id(left))
    if type(left) is not type(right) or left.tag != right.tag:
        return False
    if isinstance(left, ScalarNode) and isinstance(right, ScalarNode):
        return bool(left.value == right.value and left.style == right.style)
    mine, theirs = list(_children(left)), list(_children(right))
    return len(mine) == len(theirs) and all(
        _same(a, b, old, new, seen) for a, b in zip(mine, theirs, strict=True)
    )


def _children(node: Any) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value)
