"""The tables, the same on SQLite and PostgreSQL. Days are ISO 8601 text, moments ISO 8601 in UTC, JSON is text.

What was given and what was read is immutable: documents, appearances, readings, findings. What persons decided is
appended: judgements. The rest (`merged*`, `identities`, `months`, clusters) is computed from both, and can be so anew.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from dragoman.store.account_tables import account_collections, accounts, audit, secrets, sessions, tokens
from dragoman.store.columns import METADATA, Number, number, refers, words
from dragoman.store.computed import (
    bands,
    identities,
    identity_actors,
    identity_offices,
    merge_keys,
    merged,
    merged_actors,
    merged_contexts,
    merged_findings,
    merged_pairs,
    merged_states,
    months,
    outcomes,
    promised,
    refreshed,
    reports,
    sighted,
    sighting_keys,
    sightings,
    signatures,
    standings,
    tellings,
)
from dragoman.store.desk_tables import deliveries, searches, visits, webhooks
from dragoman.store.review_tables import assignments, review_answers, round_items, rounds, settlements

__all__ = [
    "METADATA",
    "account_collections",
    "accounts",
    "appearances",
    "assignments",
    "audit",
    "authorities",
    "bands",
    "changes",
    "coders",
    "collection_documents",
    "collections",
    "deliveries",
    "departed",
    "documents",
    "feed_entries",
    "feeds",
    "findings",
    "identities",
    "identity_actors",
    "identity_offices",
    "judged",
    "judgements",
    "merge_keys",
    "merged",
    "merged_actors",
    "merged_contexts",
    "merged_findings",
    "merged_pairs",
    "merged_states",
    "months",
    "offers",
    "outcomes",
    "promised",
    "readings",
    "refreshed",
    "reports",
    "review_answers",
    "round_items",
    "rounds",
    "searches",
    "secrets",
    "sentences",
    "sessions",
    "settlements",
    "sighted",
    "sighting_keys",
    "sightings",
    "signatures",
    "standings",
    "tellings",
    "tokens",
    "visits",
    "webhooks",
]

# -- what was given ------------------------------------------------------------------------------------------------

documents = Table(
    "documents",
    METADATA,
    number(),
    Column("id", Text, nullable=False, unique=True),  # "sha256:..." of the text
    words("text", null=False),
    words("language"),
    words("added", null=False),
    CheckConstraint("id LIKE 'sha256:%'", name="id"),
)

# Where a document was met: the same text on another page, or in another file, is another appearance.
appearances = Table(
    "appearances",
    METADATA,
    number(),
    refers("documents"),
    Column(
        "key", Text, nullable=False, unique=True
    ),  # digest of the document and of all below but `added`, `retrieved`
    words("name", null=False),
    words("url"),
    words("outlet"),
    words("title"),
    words("byline"),
    words("published"),
    words("modified"),
    words("digest", null=False),  # of the bytes
    words("retrieved"),
    words("added", null=False),
    words("used", null=False),  # the key of the metadata that a reading uses
    Index(None, "document"),
)

coders = Table(
    "coders",
    METADATA,
    number(),
    words("name", null=False),
    words("version", null=False),
    words("lexicon", null=False),
    words("model", null=False),
    UniqueConstraint("name", "version", "lexicon", "model"),
)

# -- what was read -------------------------------------------------------------------------------------------------

readings = Table(
    "readings",
    METADATA,
    number(),
    refers("documents"),
    words("used", null=False),
    refers("coders"),
    words("head", null=False),  # the record without findings and text: document, issues
    words("read", null=False),
    Column("current", Boolean, nullable=False),  # one reading of a document counts
    UniqueConstraint("document", "used", "coder"),
    Index(None, "coder"),
)

findings = Table(
    "findings",
    METADATA,
    number(),
    refers("readings"),
    refers("documents"),
    words("id", null=False),
    words("kind", null=False),  # actor | tenure | event | statement | agreement | commitment
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),  # the extent of its evidence
    Column("end", Integer, nullable=False),
    words("value", null=False),
    Index(None, "reading"),
    Index(None, "id"),
    Index(None, "document", "start", "end"),  # what is told in a sentence is found without looking at values
)

sentences = Table(
    "sentences",
    METADATA,
    number(),
    refers("documents"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index(None, "document"),
)

# -- what persons decided ------------------------------------------------------------------------------------------

judgements = Table(
    "judgements",
    METADATA,
    number(),
    Column("id", Text, nullable=False, unique=True),
    words("kind", null=False),
    words("targets", null=False),
    words("value"),
    words("by", null=False),
    words("at", null=False),
    words("why", null=False),
    words("undoes"),
    Index(None, "undoes"),
)

# What a judgement was about when it was made: after another reading it is looked for again by these.
judged = Table(
    "judged",
    METADATA,
    refers("judgements", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words("target", null=False),
    refers("documents", null=True),
    words("kind"),
    Column("start", Integer),
    Column("end", Integer),
    words("attached"),  # the id of the finding it is about now; none: orphaned
    Index(None, "target"),
    Index(None, "attached"),
    Index(None, "document"),
)

authorities = Table(
    "authorities",
    METADATA,
    number(),
    words("source", null=False),
    words("id", null=False),
    words("value", null=False),
    UniqueConstraint("source", "id"),
)

# -- what came in, and what did not --------------------------------------------------------------------------------

# Each thing that was offered, and what became of it, so that a run that was broken off goes on.
offers = Table(
    "offers",
    METADATA,
    number(),
    Column("key", Text, nullable=False, unique=True),  # digest of name, bytes, metadata given
    words("name", null=False),
    words("outcome", null=False),  # taken | skipped | passed | refused | failed
    words("code"),
    words("message"),
    refers("documents", null=True),
    words("at", null=False),
    Index(None, "outcome"),
    Index(None, "document"),
)

feeds = Table(
    "feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    words("etag"),
    words("modified"),
    words("fetched"),
    words("next"),
    Column("failures", Integer, nullable=False),
    words("trouble"),
)

# Entries of feeds that need not be looked at again.
feed_entries = Table(
    "feed_entries", METADATA, words("feed", key=True), words("entry", key=True), words("at", null=False)
)

collections = Table("collections", METADATA, number(), Column("name", Text, nullable=False, unique=True), words("made"))

collection_documents = Table(
    "collection_documents",
    METADATA,
    refers("collections", key=True, gone=True),
    refers("documents", key=True),
    Index(None, "document"),
)

# The number of the last change: lists of what changed since begin here.
changes = Table("changes", METADATA, number(), words("at", null=False))

# Ids of merged findings that are no longer, and of what took them in: who follows changes is told.
departed = Table(
    "departed",
    METADATA,
    words("id", key=True),
    words("into"),
    Column("changed", Number, nullable=False),
    Index(None, "changed"),
)
