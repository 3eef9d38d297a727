"""What a program put into a text for its own use and nobody took out again."""

from __future__ import annotations

import re

from bilingual.article import Finding
from bilingual.checks.registry import finding

# Marks of terms ([[QZB]]), placeholders of translation tools and templates, tags of any kind, references.
_LEAK = re.compile(
    r"""(?:\[\[|【【|⟦)\s?/?[A-Z0-9_-]{1,12}\s?(?:\]\]|】】|⟧) | \{\{\s?[A-Za-z0-9_.-]{1,20}\s?\}\}
  | (?<![A-Za-z])(?:QZ|ZQ|QX|XQ|QJ|JQ|VQ|QV)[B-DF-HJ-NP-TVW]{1,3}(?![A-Za-z])
  | (?:<|＜|&lt;)\s?/?\s?(?:[gxbi]|bpt|ept|ph|mrk|span|div|strong|em|br|sub|sup|font|code|term|t)\s?
      (?:[0-9]{1,3}|\s(?:id|class|href|style|translate)\s?=\s?["“'][^<>]{0,80})?\s?/?\s?(?:>|＞|&gt;)
  | \{\s?/?\s?[0-9]{1,3}\s?\} | %[sd](?![A-Za-z]) | %\([a-z_]{1,20}\)[sd] | \$\{[A-Za-z_.]{1,30}\}
  | (?<![A-Za-z0-9_])_{2,3}[A-Z][A-Z0-9_]{0,20}_{2,3}
  | (?<![A-Za-z])(?:TERM|XTERM|PLACEHOLDER|ENTITY)_?[0-9]{1,3}(?![0-9])
  | &(?:amp|lt|gt|quot|nbsp|\#[0-9]{2,5}|\#x[0-9A-Fa-f]{2,5}); | \ufffd | [\ue000-\uf8ff]
  | <unk>|⁇|<\|[a-z_]{1,20}\|>|</?s>|\[/?INST\]
    """,
    re.VERBOSE,
)
_MAY_LEAK = re.compile("[<＜\\[【{⟦&%$_\ufffd\ue000-\uf8ff⁇QZXJVTPE]")
_SHOWN = 3


def check_leaks(source: str, text: str) -> tuple[Finding, ...]:
    """At most one finding ``leak``: marks, placeholders, tags or references that the source has not."""
    if not _MAY_LEAK.search(text):
        return ()
    found = [leak for leak in dict.fromkeys(_LEAK.findall(text)) if leak not in source]
    if not found:
        return ()
    return (finding("leak", f"marks of a program stand in the target: {', '.join(found[:_SHOWN])}"),)
