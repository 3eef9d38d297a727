"""What an article says of itself, in the formats that are read as running text.

Names stay as the source writes them: nobody has translated them.
"""

from __future__ import annotations

import json

from bilingual.article import Source

#: The facts in the order that readers meet them, with the key that each has in front matter: Hugo's and
#: Jekyll's where these have one, and always one that reading knows.
_KEYS = {
    "author": "author",
    "agency": "agency",
    "place": "place",
    "site": "source",
    "published": "date",
    "modified": "lastmod",
    "canonical": "canonical_url",
}
_LABELS = {
    "en": ("Author", "Agency", "Place", "Source", "Published", "Updated", "Address"),
    "ko": ("글", "통신사", "송고지", "출처", "게재", "수정", "주소"),
    "zh-Hans": ("作者", "通讯社", "发稿地", "来源", "发布", "更新", "网址"),
    "zh-Hant": ("作者", "通訊社", "發稿地", "來源", "發布", "更新", "網址"),
}


def facts(source: Source) -> dict[str, str]:
    """Return author, agency, place, site, published, modified and canonical, those that are known.

    A change at the moment of publication is none.
    """
    told = {name: value for name in _KEYS if (value := " ".join((getattr(source, name) or "").split()))}
    if told.get("modified") == told.get("published"):
        told.pop("modified", None)
    return told


def fact_lines(source: Source, language: str) -> str:
    """Return the facts one a line, each behind its label in ``language`` (English for one without labels)."""
    labels = dict(zip(_KEYS, _LABELS.get(language, _LABELS["en"]), strict=True))
    return "\n".join(f"{labels[name]}: {value}" for name, value in facts(source).items())


def fact_front_matter(source: Source) -> str:
    """Return the facts as YAML front matter, fences and a blank line included; empty if none is known."""
    told = facts(source)
    lines = [f"{_KEYS[name]}: {_quoted(value)}" for name, value in told.items()]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes: a JSON string, but for the characters that YAML forbids."""
    return "".join(
        char if char.isprintable() or "\ud800" <= char <= "\udfff" else f"\\U{ord(char):08X}"
        for char in json.dumps(text, ensure_ascii=False)
    )
