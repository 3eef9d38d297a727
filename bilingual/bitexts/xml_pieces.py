"""What reading TMX and XLIFF has in common: a stream, bounded in depth and length, with errors by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, Generic, TypeVar

from bilingual.article import Mark
from bilingual.bitexts.contract import LONGEST
from bilingual.errors import SourceError, UsageError
from bilingual.guarded_xml import guarded_parser, parse
from bilingual.languages import canonical

_READ = 1 << 16
# The formats need about ten; inline elements may nest in one another.
_DEEPEST = 100
# More codes than any file has: each is kept, to be told once.
_MOST_LANGUAGES = 5_000
_SPACE = re.compile(r"\s+")

_Item = TypeVar("_Item")


class Text:
    """A text being read: its characters, and the inline codes in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def add(self, characters: str) -> None:
        """Take more of the text."""
        self._pieces.append(characters)
        self._length += len(characters)

    @property
    def length(self) -> int:
        """How many code points there are so far."""
        return self._length

    def code(self, id_: str, tag: str) -> None:
        """Note an inline code that stands, or begins, here."""
        self._marks.append(Mark(id_, self._length, self._length, tag))

    def done(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text, NFC and trimmed, a line break made one space, and its marks.

        Where that moves the text, its marks are all put at the beginning: what counts is which there are.
        """
        raw = "".join(self._pieces)
        text = raw.strip()
        if "\n" in text or "\r" in text:
            text = _SPACE.sub(lambda run: " " if "\n" in run[0] or "\r" in run[0] else run[0], text)
        text = unicodedata.normalize("NFC", text)
        if text == raw:
            return text, tuple(self._marks)
        return text, tuple(Mark(mark.id, 0, 0, mark.tag) for mark in self._marks)


class Reading(Generic[_Item]):
    """One file being read by expat; subclasses say what its elements mean and fill ``ready``.

    Names of elements are local ones; those of another namespace than the root's are ``{…}name``.
    """

    format = "XML"

    def __init__(self, name: str, problems: list[str]) -> None:
        self.name = name
        self.problems = problems
        self.ready: list[_Item] = []
        self.open: list[str] = []
        self._namespace = ""
        self._languages: dict[str, str | None] = {}
        parser = guarded_parser(self.format, self.error, namespace_separator="}")
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._read
        self.parser = parser

    def items(self, file: BinaryIO) -> Iterator[_Item]:
        """Yield what the file holds, as far as it was read."""
        while True:
            try:
                data = file.read(_READ)
            except OSError as error:
                raise SourceError(
                    f"{self.name}: cannot be read ({error.strerror or error})\nCheck the file and its disk."
                ) from error
            parse(self.parser, data, not data, self.error)
            yield from self.ready
            self.ready.clear()
            if not data:
                return

    def error(self, what: str, line: int | None = None) -> SourceError:
        """Make the error of what is wrong here."""
        return SourceError(
            f"{self.name}:{line or self.parser.CurrentLineNumber}: {what}\n"
            f"Export the {self.format} file again, or correct that line."
        )

    def language(self, code: str) -> str | None:
        """Return the canonical code of a language, None for one that we do not know."""
        if code not in self._languages:
            if len(self._languages) > _MOST_LANGUAGES:
                raise self.error("more languages than there are")
            try:
                self._languages[code] = canonical(code)
            except UsageError:
                self._languages[code] = None
                what = f"in the unknown language '{code[:20]}'" if code else "whose language is not said"
                self.problems.append(f"{self.name}: texts {what} are left out")
        return self._languages[code]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element; ``open`` ends in its name."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Take the end of an element; ``open`` ends in its parent's name."""
        raise NotImplementedError

    def characters(self, data: str) -> None:
        """Take text."""
        raise NotImplementedError

    def check_length(self, text: Text) -> None:
        """Raise SourceError for a text that is too long."""
        if text.length > LONGEST:
            raise self.error(f"a text of more than {LONGEST:,} characters")

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        if not self.open:
            self._namespace = namespace
        name = local if namespace == self._namespace else f"{{{namespace}}}{local}"
        self.open.append(name)
        if len(self.open) > _DEEPEST:
            raise self.error(f"elements nested more than {_DEEPEST} deep")
        self.start(name, attributes)

    def _ended(self, _: str) -> None:
        self.end(self.open.pop())

    def _read(self, data: str) -> None:
        self.characters(data)
