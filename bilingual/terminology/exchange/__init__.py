"""Glossaries as other tools have them, in and out: one module a format, `registry` knows them by name."""
