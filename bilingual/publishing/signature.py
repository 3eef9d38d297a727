"""The line that says what made an edition: the same on page, workbook and every other format."""

from __future__ import annotations

from bilingual.article import Signature


def signature_line(signature: Signature) -> str:
    """Return one line such as ``bilingual 0.1.0 · engine memory · glossary 1a2b3c4d``.

    Parts that are not known are left out; the line is empty when none is.
    """
    named = (("", signature.tool), ("engine ", signature.engine), ("glossary ", signature.glossary))
    return " · ".join(f"{label}{value}" for label, value in named if value)
