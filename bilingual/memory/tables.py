"""The tables as the program uses them.  `migrations` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

#: Which migrations were applied, when, and by which version of the program.
migrations = Table(
    "migrations",
    METADATA,
    Column("version", Integer, primary_key=True),
    Column("applied", Text, nullable=False),
    Column("program", Text, nullable=False),
)

#: TMX files taken in; ``id`` stays when a file of that name is taken in again.
imports = Table(
    "imports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("units", Integer, nullable=False),
    Column("imported", Text, nullable=False),
)

#: Translation units.  Ids only grow: a higher one is newer.
units = Table(
    "units",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("identity", LargeBinary, nullable=False),
    Column("source_key", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("source_language", Text, nullable=False),
    Column("target_language", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("pairs", Text, nullable=False),
    Column("segment", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("following", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("import_id", BigInteger),
    Column("anchors", Text, nullable=False),
)

#: Packed signatures of sources of one language pair (`similar`); every unit up to ``last`` has one.
signatures = Table(
    "signatures",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("source_language", Text, nullable=False),
    Column("target_language", Text, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Texts that an engine is being asked for (`claims`); ``expires`` is in seconds since 1970.
claims = Table(
    "claims",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires", Float, nullable=False),
)

#: Articles: the source's bytes and what it takes to run them again.
articles = Table(
    "articles",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("settings", Text, nullable=False),
    Column("targets", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("saved", Text, nullable=False),
)

#: Segments in reading order.
segments = Table(
    "segments",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("block", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("marks", Text, nullable=False),
)

#: A segment's target in one language; ``text`` is null where there is none.
targets = Table(
    "targets",
    METADATA,
    Column("segment", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text),
    Column("status", Text, nullable=False),
    Column("origin", Text),
    Column("score", Float),
    Column("marks", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("based_on", Text, nullable=False),
)

#: Glossary terms found in a segment; ``details`` holds the forms.
terms = Table(
    "terms",
    METADATA,
    Column("segment", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("details", Text, nullable=False),
)

#: Files written, one row a path: the last writer's.
outputs = Table(
    "outputs",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("written", Text, nullable=False),
)

#: Findings that a person lets stand; ``finding`` is the check's name, ``messages`` what it said then.
ignorings = Table(
    "ignorings",
    METADATA,
    Column("segment", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("finding", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("messages", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created", Text, nullable=False),
)

#: What batches made of sources, one row a place where results go; ``at`` is when.
batch_items = Table(
    "batch_items",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("at", Text, nullable=False),
)

#: Batches that run or ran, and how far they came.
batch_runs = Table(
    "batch_runs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("output", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("process", Integer, nullable=False),
    Column("started", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("incomplete", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)
