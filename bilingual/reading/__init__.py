"""Reading: from a file, an address of the web or standard input to the blocks of an article.

``expand`` lists the sources that a folder or a pattern stands for, ``load`` fetches bytes, ``parse`` turns
them into an Article whose blocks all stand in source order with role ``other``.  What a block is for is not
decided here.
"""

from __future__ import annotations

from bilingual.reading.addresses import shown
from bilingual.reading.document import parse
from bilingual.reading.expanding import expand
from bilingual.reading.loading import load

__all__ = ["expand", "load", "parse", "shown"]
