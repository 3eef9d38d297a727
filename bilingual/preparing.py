"""The first half of an article's route, which asks nobody: reading, cleaning, segmenting, pairing, terms.

It needs neither memory nor engine, so that it can be done in other processes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bilingual import cleaning, parallel, publishing, segmenting
from bilingual.article import Article
from bilingual.detection import judged
from bilingual.settings import Settings
from bilingual.terminology import Matcher, ReloadingMatcher


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source that was read, cleaned, segmented and matched; ``data`` are its bytes.

    ``glossary`` is the version of the glossary whose terms were matched.
    """

    article: Article
    data: bytes
    name: str
    glossary: str


class Preparing:
    """What sources are prepared with: the glossary as its files are now, and the rules of cleaning.

    A glossary file that changes meanwhile counts from the next source on; while it is malformed, which is
    said, the glossary stays as it was.  ``say`` is called with single lines for the person who watches.
    """

    def __init__(self, settings: Settings, say: Callable[[str], None], *, writing: bool = True) -> None:
        """Read glossary, rules and, where pages are written, their theme.

        Raises GlossaryError or UsageError.
        """
        self._settings = settings
        self.say = say
        self._matchers = ReloadingMatcher(settings.glossaries, settings.headline_hanja)
        self._told: tuple[str, ...] = ()
        self._rules = cleaning.in_force(settings.rules)
        wears = settings.theme if writing and "html" in settings.formats else None
        self._theme = publishing.read_theme(wears) if wears else ""

    def prepare(self, data: bytes, path: str) -> Prepared:
        """Read, clean, segment, pair and match one source; say what its reading warns of.

        Raises SourceError where there is no article.
        """
        article = judged(data, path, self.say, self._rules)
        article = segmenting.segment(cleaning.clean(article, self._rules))
        matcher = self.matcher()
        find = matcher.find
        if not self._settings.keep_both:
            article = parallel.pair(article, find)
        targets = self._settings.targets
        whole = "\n".join(block.text for block in article.blocks)
        segments = tuple(
            replace(segment, terms=find(segment.source, segment.language, targets, context=whole))
            for segment in article.segments
        )
        article = replace(article, segments=segments, targets=targets, theme=self._theme)
        return Prepared(article, data, path, matcher.glossary.version)

    def matcher(self) -> Matcher:
        """Return the matcher of the glossary files as they are now; what is wrong with them is said once."""
        matcher = self._matchers.current()
        if self._told != self._matchers.problems:
            self._told = self._matchers.problems
            for problem in self._told:
                self.say(f"{problem} (the glossary is used as it was before)")
        return matcher
