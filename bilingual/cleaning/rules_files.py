"""A newsroom's own files of rules: read, every problem told at once, and put before the shipped rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from bilingual.article import Role
from bilingual.cleaning.ruleset import FACTS, FIRST, Rules, default_rules, parse_rules
from bilingual.errors import UsageError, did_you_mean

#: More problems than this of one file are only counted.
MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Key:
    """What a key of a table holds: its kind, whether it must be there, and the texts it is limited to.

    ``kind`` is one of text, texts, number, flag, role, roles, pattern, patterns.
    """

    kind: str
    needed: bool = False
    choices: tuple[str, ...] = ()


# Nothing in a line says these; the title is found among the lines by where it stands.
_CLAIMED_ONLY = ("title", "canonical")
_NAMED = {"name": Key("text", True), "role": Key("role", True)}
_PATTERNS = {"patterns": Key("patterns", True)}

#: Every table of a file of rules with its keys; ``docs/rules.md`` says what each is for.
TABLES: Mapping[str, Mapping[str, Key]] = {
    "line": {
        **_NAMED,
        **_PATTERNS,
        "match": Key("text", choices=("search", "start", "full")),
        "shortest": Key("number"),
        "longest": Key("number"),
        "prose": Key("flag"),
        "zone": Key("text", choices=("head", "tail", "bare")),
        "kinds": Key("texts", choices=("text", "post", "html", "docx")),
        "tags": Key("texts"),
        "path": Key("pattern"),
        "keep": Key("flag"),
        "ends": Key("flag"),
        "spares_told": Key("flag"),
        "plain": Key("flag"),
    },
    "told": {**_PATTERNS, "never": Key("patterns")},
    "part": {**_NAMED, **_PATTERNS, "roles": Key("roles")},
    "heading": {**_NAMED, **_PATTERNS, "final": Key("flag")},
    "run": {**_NAMED, "date": Key("pattern", True), "least": Key("number", True)},
    "menu": {
        **_NAMED,
        "separator": Key("pattern", True),
        "least": Key("number", True),
        "longest": Key("number", True),
    },
    "region": {**_NAMED, **_PATTERNS},
    "credit": _PATTERNS,
    "ban": _PATTERNS,
    **{
        fact: {
            **({} if fact in _CLAIMED_ONLY else {"patterns": Key("patterns"), "never": Key("patterns")}),
            "metas": Key("texts"),
            "keys": Key("texts"),
            **({"regions": Key("patterns")} if fact in ("site", "author") else {}),
            **({"offices": Key("patterns")} if fact == "author" else {}),
        }
        for fact in FACTS
    },
}

# What is read off a line needs a name to be read by; a date may follow a pattern without groups, its label.
_GROUPS = {fact: ((fact,),) for fact in FACTS if fact not in ("published", "modified", *_CLAIMED_ONLY)}
_ROLES = tuple(role.value for role in Role)


def read_rules(paths: Sequence[Path]) -> Rules:
    """Return the rules of the files, in order.  Those for lines of any place decide before all others.

    Raises UsageError that names the file and, line by line, all that is wrong in it and what would be right.
    """
    rules = Rules()
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise UsageError(
                f"{path}: cannot read the rules ({error.strerror or error})\nName a TOML file."
            ) from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: not UTF-8 (byte {error.start})\nSave it as UTF-8.") from error
        problems = _problems(text)
        if problems:
            told = [f"{path}{problem}" for problem in problems[:MOST_TOLD]]
            if len(problems) > MOST_TOLD:
                told.append(f"{path}: {len(problems) - MOST_TOLD} more problems")
            raise UsageError("\n".join([*told, "docs/rules.md lists every table and key."]))
        rules += parse_rules(text).of_file(path.name)
    lines = tuple(replace(rule, zone=rule.zone or FIRST) for rule in rules.lines)
    return replace(rules, lines=lines, own=True)


def in_force(paths: Sequence[Path] = ()) -> Rules:
    """Return the rules of the files, first, with those that come with the program.

    Raises UsageError as `read_rules` does.
    """
    return read_rules(paths) + default_rules() if paths else default_rules()


def _problems(text: str) -> list[str]:
    """Return what is wrong with the text of a file, each as ``:line: what``, or ``: what`` without a line."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        hint = " (write a pattern between single quotes: '\\d+')" if "escape" in what.lower() else ""
        return [f"{':' + found[1] if found else ''}: not TOML: {what}{hint}"]
    except RecursionError:
        return [": not TOML that can be read: nested too deep"]
    where = _Places(text)
    told: list[tuple[int, str]] = []
    for name, entries in tables.items():
        if name not in TABLES:
            line = where.key(0, name) or where.table(name, 0)
            told.append((line, f"unknown table '{name}'{did_you_mean(name, TABLES)}"))
        elif not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            told.append((where.single(name), f"write [[{name}]] with two brackets above each rule"))
        else:
            for n, entry in enumerate(entries):
                start = where.table(name, n)
                label = f"'{entry['name']}': " if isinstance(entry.get("name"), str) else ""
                for key, pattern, what in _of_table(name, entry):
                    line = where.key(start, key, pattern) or start
                    told.append((line, f"[[{name}]] {label}{what}"))
    return [f"{':' + str(line) if line else ''}: {what}" for line, what in sorted(told)]


def _of_table(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the problems of one rule: the key and the pattern that each is about, and what it is."""
    keys = TABLES[name]
    for key in entry:
        if key not in keys:
            yield key, "", f"unknown key '{key}'{did_you_mean(key, keys)}"
    for key, wanted in keys.items():
        if key not in entry:
            if wanted.needed:
                yield "", "", f"'{key}' is missing"
            continue
        wrong = _wrong(wanted, entry[key])
        if wrong:
            yield key, "", f"'{key}' {wrong}"
        elif wanted.kind in ("pattern", "patterns"):
            for pattern in [entry[key]] if wanted.kind == "pattern" else entry[key]:
                trouble = _trouble(pattern, _GROUPS.get(name, ()) if key == "patterns" else ())
                if not trouble and key == "patterns" and _takes_all(pattern, entry):
                    trouble = "matches every line; say what such a line has, or where it stands"
                if trouble:
                    yield key, pattern, f"pattern {_shown(pattern)}: {trouble}"


def _shown(pattern: str) -> str:
    return f"'{pattern}'" if len(pattern) <= 60 else f"'{pattern[:60]}…'"


def _wrong(key: Key, value: Any) -> str:
    """Return what is wrong with a value, an empty string if nothing is."""
    several = key.kind in ("texts", "roles", "patterns")
    if several and not (isinstance(value, list) and value and all(isinstance(v, str) for v in value)):
        return "must be a list of texts: ['…', '…']"
    if key.kind in ("text", "role", "pattern") and not (isinstance(value, str) and value):
        return "must be a text in quotes"
    if key.kind == "number" and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        return "must be a whole number"
    if key.kind == "flag" and not isinstance(value, bool):
        return "must be true or false"
    choices = _ROLES if key.kind in ("role", "roles") else key.choices
    for one in value if several else [value]:
        if choices and one not in choices:
            return f"is {one!r}{did_you_mean(str(one), choices) or '; one of ' + ', '.join(choices)}"
    return ""


def _trouble(pattern: str, wanted: Sequence[Sequence[str]]) -> str:
    """Return what is wrong with a regular expression, an empty string if nothing is."""
    if not pattern.strip():
        return "is empty; leave it out, or say what a line has"
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression ({error})"
    if wanted and not any(set(names) <= set(compiled.groupindex) for names in wanted):
        return "lacks the groups " + " or ".join(
            " ".join(f"(?P<{name}>…)" for name in names) for names in wanted
        )
    if runs_away(pattern):
        return "a repeat within a repeat may take for ever; make the inner one possessive (++ or *+)"
    return ""


# Lines that have nothing in common; and what says where a line stands, or what else it is like.
_LINES = ("대통령은 어제 말했다.", "国家主席会见来访客人", "Breaking news 24", "①", "-")
_NARROWS = ("shortest", "longest", "prose", "zone", "kinds", "tags", "path", "roles")


def _takes_all(pattern: str, entry: Mapping[str, Any]) -> bool:
    if any(key in entry for key in _NARROWS):
        return False
    compiled = re.compile(pattern)
    find = {"start": compiled.match, "full": compiled.fullmatch}.get(str(entry.get("match")), compiled.search)
    return all(find(line) for line in _LINES)


def runs_away(pattern: str) -> bool:
    """Tell whether a regular expression repeats a repeat with nothing sure in between, as ``(\\w+ ?)+``.

    A line that such an expression just fails to match can be cut in exponentially many ways.  Other slow
    expressions there are; this is the shape that people write.  Anything not understood counts as harmless.
    """
    try:
        return _repeats_a_repeat(import_module("re._parser").parse(pattern))
    except (ImportError, AttributeError, TypeError, ValueError, RecursionError):
        return False


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
#: A group that is repeated no more often is tried in few enough ways.
_FEW = 8


def _inner(op: str, argument: Any) -> list[Any]:
    """Return the sequences inside an item of a parsed expression."""
    if op == "SUBPATTERN":
        return [argument[-1]]
    if op == "BRANCH":
        return list(argument[1])
    if op in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if op in (*_REPEATS, "POSSESSIVE_REPEAT"):
        return [argument[2]]
    return [argument] if op == "ATOMIC_GROUP" else []


def _repeats_a_repeat(items: Any) -> bool:
    for op, argument in items:
        name = str(op)
        if name in _REPEATS and argument[1] > _FEW and (_elastic(argument[2]) or _meets_itself(argument[2])):
            return True
        if any(_repeats_a_repeat(inner) for inner in _inner(name, argument)):
            return True
    return False


def _elastic(items: Any) -> bool:
    """Tell whether a sequence is a repeat of any length, everything beside it being optional."""
    for n, (op, argument) in enumerate(items):
        name = str(op)
        if name in _REPEATS:
            stretches = argument[1] > max(argument[0], 1)
        else:
            stretches = name in ("SUBPATTERN", "BRANCH") and any(map(_elastic, _inner(name, argument)))
        beside = (items[m : m + 1] for m in range(len(items)) if m != n)
        if stretches and all(
            one.getwidth()[0] == 0 and str(one[0][0]) not in ("AT", "ASSERT", "ASSERT_NOT") for one in beside
        ):
            return True
    return False


def _meets_itself(items: Any) -> bool:
    """Tell whether two repeats of the same are neighbours once a group is repeated: ``(\\W*a\\W*)+``."""
    body = items
    while len(body) == 1 and str(body[0][0]) == "SUBPATTERN":
        body = body[0][1][-1]
    stretched = ""
    for n in (*range(len(body)), *range(len(body))):
        op, argument = body[n]
        if str(op) in _REPEATS and argument[1] > _FEW:
            if stretched == str(argument[2]) and len(body) > 1:
                return True
            stretched = str(argument[2])
        elif body[n : n + 1].getwidth()[0] or str(op) in ("AT", "ASSERT", "ASSERT_NOT"):
            stretched = ""
    return False


class _Places:
    """Where the tables and keys of a file stand, as far as its lines tell; 0 where they do not."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._tables: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, 1):
            header = re.match(r"\s*\[\[\s*[\"']?([^\]\"']+?)[\"']?\s*\]\]", line)
            if header:
                self._tables.setdefault(header[1], []).append(number)

    def table(self, name: str, n: int) -> int:
        """Return the line of the ``n``-th table of that name, counted from 0."""
        found = self._tables.get(name, [])
        return found[n] if n < len(found) else self.single(name)

    def single(self, name: str) -> int:
        """Return the line where a table with one bracket begins."""
        header = re.compile(
            r"\s*\[\s*[\"']?" + re.escape(name) + r"[\"']?\s*\]|\s*" + re.escape(name) + r"\s*="
        )
        return next((number for number, line in enumerate(self._lines, 1) if header.match(line)), 0)

    def key(self, table: int, name: str, pattern: str = "") -> int:
        """Return the line of a key below the table that begins at line ``table``, or of a pattern in it."""
        wanted = re.compile(r"\s*[\"']?" + re.escape(name) + r"[\"']?\s*=")
        found = 0
        for number, line in enumerate(self._lines[table:], table + 1):
            if not name or line.startswith("[["):
                break
            found = found or (number if wanted.match(line) else 0)
            if found and (not pattern or f"'{pattern}'" in line or f'"{pattern}"' in line):
                return number
        return found
