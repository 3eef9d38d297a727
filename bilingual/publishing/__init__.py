"""Publishing: an article becomes the files that a reader, an editor or a program opens.

Formats register by entry point (group ``bilingual.formats``), the built-in ones through the same door as
other people's.  Rendering is pure: the same article gives the same bytes.  Only `files.place` touches a disk.
"""

from __future__ import annotations

from bilingual.article import Article
from bilingual.publishing.files import Placed, check_folder, output_path, place, place_new
from bilingual.publishing.page_theme import read_theme
from bilingual.publishing.registry import check_format, formats, load
from bilingual.publishing.signature import signature_line

__all__ = [
    "Placed",
    "check_folder",
    "check_format",
    "formats",
    "output_path",
    "place",
    "place_new",
    "read_theme",
    "render",
    "signature_line",
]


def render(article: Article, format: str) -> dict[str, bytes]:
    """Return the files that ``format`` makes of ``article``: file name suffix (``en.txt``) to content.

    Raises UsageError for a format that is not registered, naming the nearest one.
    """
    made = load(format)(article)
    if isinstance(made, bytes):
        return {format: made}
    return dict(made)
