"""How long a translation is for its source."""

from __future__ import annotations

from bilingual.article import Finding
from bilingual.checks.registry import finding

#: The least and the most letters (code points) of a good translation for one of the source: the extremes of
#: the 997 sentences of FLORES-101 dev, widened by a fifth, since texts are edited more freely than these.
USUAL = {
    ("ko", "en"): (0.78, 4.2),
    ("ko", "zh"): (0.21, 2.1),
    ("en", "ko"): (0.24, 1.3),
    ("en", "zh"): (0.14, 1.1),
    ("zh", "en"): (0.9, 7.2),
    ("zh", "ko"): (0.47, 4.8),
}
_OTHER_PAIRS = (0.1, 8.0)
# Of shorter texts a word more or less is much.
_SHORTEST = 25


def check_length(source: str, text: str, source_language: str, language: str) -> tuple[Finding, ...]:
    """At most one finding ``length-ratio``: a target shorter or longer than any good translation would be.

    Both must be long enough for a length to tell anything.
    """
    ours, theirs = len(source.strip()), len(text.strip())
    pair = (source_language.partition("-")[0], language.partition("-")[0])
    least, most = USUAL.get(pair, _OTHER_PAIRS)
    if ours >= _SHORTEST and theirs < least * ours:
        return (finding("length-ratio", f"{theirs:,} letters stand for {ours:,}: something may be missing"),)
    if theirs >= 2 * _SHORTEST and theirs > most * max(ours, 15):
        return (finding("length-ratio", f"{theirs:,} letters stand for {ours:,}: something may be added"),)
    return ()
