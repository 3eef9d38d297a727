"""Bilingual files read back: workbooks, and whatever else holds a text beside its translation.

They come from outside.  Each reader takes bytes and gives values, and raises SourceError, in one or two
lines, for what it cannot read; what it can read but for single cells it gives with a list of problems.
Nothing here knows where the text came from or what becomes of it.
"""
