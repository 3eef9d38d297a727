"""Terminology: glossary files, terms found in a text, and terms held through an engine."""

from bilingual.terminology.entries import Entry, Glossary, load_glossary
from bilingual.terminology.matching import Matcher
from bilingual.terminology.reloading import ReloadingMatcher

__all__ = ["Entry", "Glossary", "Matcher", "ReloadingMatcher", "load_glossary"]
