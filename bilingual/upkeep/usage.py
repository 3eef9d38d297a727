"""How often each entry of a glossary is met in texts: what is never met may be left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bilingual.memory import Memory
from bilingual.terminology import Entry, Glossary, Matcher
from bilingual.terminology.folding import flat


def usage(entries: Sequence[Entry], texts: Iterable[tuple[str, str, str]]) -> Counter[int]:
    """Count, by the position of each entry, in how many texts it is met.

    ``texts`` are (article, text, language), those of an article one after the other: words that select a
    homograph's entry may stand anywhere in it.  Rows that share a Korean form and context are met together.
    """
    # A file's name and line may be those of another file's row too: here the position stands for them.
    marked = [replace(entry, path=str(at), line=1) for at, entry in enumerate(entries)]
    targets = tuple(dict.fromkeys(code for entry in entries for code in entry.forms))
    together: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for form in entry.forms.get("ko", ()):
            together[flat(form), frozenset(entry.context)].append(at)
    matcher = Matcher(Glossary(tuple(marked)))
    counts: Counter[int] = Counter()
    for _, group in groupby(texts, key=lambda text: text[0]):
        article = list(group)
        whole = "\n".join(text for _, text, _ in article)
        for _, text, language in article:
            met: set[int] = set()
            for match in matcher.find(text, language, targets, context=whole):
                at = int(match.entry.partition(":")[0])
                entry = entries[at]
                met.add(at)
                for form in entry.forms.get("ko", ()):
                    met.update(together[flat(form), frozenset(entry.context)])
            counts.update(met)
    return counts


def texts_of(memory: Memory) -> Iterator[tuple[str, str, str]]:
    """Every text of a memory: the segments of its articles, then the sources of its units."""
    seen: set[int] = set()
    for article, source, language in memory.each_segment():
        seen.add(hash((source, language)))
        yield article, source, language
    for number, unit in enumerate(memory.each_unit()):
        key = hash((unit.source, unit.source_language))
        if key not in seen:
            seen.add(key)
            yield f"unit {number}", unit.source, unit.source_language
