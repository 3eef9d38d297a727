"""What a result is called: the source's stem, made unlike where two sources of a run share one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from bilingual.reading.addresses import is_address

#: The stem of results that come from standard input.
STDIN_STEM = "stdin"


def stem_of(path: str) -> str:
    """Return the stem of a source's path; ``-`` is ``stdin``.

    An address of the web has the stem of its last path segment, else its host.
    """
    if is_address(path):
        parts = urlsplit(path)
        last = PurePath(unquote(parts.path).replace("\\", "/")).name
        return (PurePath(last).stem if last.strip(".") else "") or parts.hostname or STDIN_STEM
    return STDIN_STEM if path == "-" else PurePath(path).stem or STDIN_STEM


def result_stems(sources: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return a stem for each ``(path, article id)``, unique within the run.

    Of sources that share a stem (letter case aside, since some file systems ignore it) the one whose path
    sorts first keeps it and the others add the first four digits of their article id.  The order of the
    command line therefore changes nothing.  Sources of the same bytes add digits of their path's hash.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, (path, _) in enumerate(sources):
        groups[stem_of(path).lower()].append(index)
    stems = [stem_of(path) for path, _ in sources]
    taken = set(groups)
    for members in groups.values():
        for index in sorted(members, key=lambda i: sources[i][0])[1:]:
            path, article = sources[index]
            digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()
            for tail in (article[:4], digest[:4], digest[:8], digest):
                candidate = f"{stems[index]}-{tail}"
                if candidate.lower() not in taken:
                    break
            taken.add(candidate.lower())
            stems[index] = candidate
    return tuple(stems)
