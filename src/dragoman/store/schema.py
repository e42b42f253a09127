"""The tables, the same on SQLite and PostgreSQL. Days are ISO 8601 text, moments ISO 8601 in UTC, JSON is text.

What was given and what was read is immutable: documents, appearances, readings, findings. What persons decided is
appended: judgements. The rest (`merged*`, `identities`, `months`, clusters) is computed from both, and can be so anew.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

# On SQLite only INTEGER PRIMARY KEY is the row's own number.
Number = BigInteger().with_variant(Integer(), "sqlite")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("n", Number, primary_key=True, autoincrement=False)  # given by the writer, of whom there is one


def _to(target: str, name: str | None = None, *, null: bool = False, key: bool = False) -> Column[int]:
    return Column(name or target.removesuffix("s"), Number, ForeignKey(f"{target}.n"), nullable=null, primary_key=key)


def _text(name: str, *, null: bool = True, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null and not key, primary_key=key)


# -- what was given ------------------------------------------------------------------------------------------------

documents = Table(
    "documents",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),  # "sha256:..." of the text
    _text("text", null=False),
    _text("language"),
    _text("added", null=False),
    CheckConstraint("id LIKE 'sha256:%'", name="id"),
)

# Where a document was met: the same text on another page, or in another file, is another appearance.
appearances = Table(
    "appearances",
    METADATA,
    _number(),
    _to("documents"),
    Column(
        "key", Text, nullable=False, unique=True
    ),  # digest of the document and of all below but `added`, `retrieved`
    _text("name", null=False),
    _text("url"),
    _text("outlet"),
    _text("title"),
    _text("byline"),
    _text("published"),
    _text("modified"),
    _text("digest", null=False),  # of the bytes
    _text("retrieved"),
    _text("added", null=False),
    _text("used", null=False),  # the key of the metadata that a reading uses
    Index(None, "document"),
)

coders = Table(
    "coders",
    METADATA,
    _number(),
    _text("name", null=False),
    _text("version", null=False),
    _text("lexicon", null=False),
    _text("model", null=False),
    UniqueConstraint("name", "version", "lexicon", "model"),
)

# -- what was read -------------------------------------------------------------------------------------------------

readings = Table(
    "readings",
    METADATA,
    _number(),
    _to("documents"),
    _text("used", null=False),
    _to("coders"),
    _text("head", null=False),  # the record without findings and text: document, issues
    _text("read", null=False),
    Column("current", Boolean, nullable=False),  # one reading of a document counts
    UniqueConstraint("document", "used", "coder"),
    Index(None, "coder"),
)

findings = Table(
    "findings",
    METADATA,
    _number(),
    _to("readings"),
    _to("documents"),
    _text("id", null=False),
    _text("kind", null=False),  # actor | tenure | event | statement | agreement | commitment
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),  # the extent of its evidence
    Column("end", Integer, nullable=False),
    _text("value", null=False),
    Index(None, "reading"),
    Index(None, "id"),
    Index(None, "document", "start", "end"),  # what is told in a sentence is found without looking at values
)

sentences = Table(
    "sentences",
    METADATA,
    _number(),
    _to("documents"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index(None, "document"),
)

# -- what persons decided ------------------------------------------------------------------------------------------

judgements = Table(
    "judgements",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _text("kind", null=False),
    _text("targets", null=False),
    _text("value"),
    _text("by", null=False),
    _text("at", null=False),
    _text("why", null=False),
    _text("undoes"),
    Index(None, "undoes"),
)

# What a judgement was about when it was made: after another reading it is looked for again by these.
judged = Table(
    "judged",
    METADATA,
    _to("judgements", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("target", null=False),
    _to("documents", null=True),
    _text("kind"),
    Column("start", Integer),
    Column("end", Integer),
    _text("attached"),  # the id of the finding it is about now; none: orphaned
    Index(None, "target"),
    Index(None, "attached"),
    Index(None, "document"),
)

authorities = Table(
    "authorities",
    METADATA,
    _number(),
    _text("source", null=False),
    _text("id", null=False),
    _text("value", null=False),
    UniqueConstraint("source", "id"),
)

# -- what follows from both ----------------------------------------------------------------------------------------

# An appearance as it is listed: what it lacks, the reading that counts found in the text.
reports = Table(
    "reports",
    METADATA,
    Column("appearance", Number, ForeignKey("appearances.n"), primary_key=True, autoincrement=False),
    _to("documents"),
    _text("url"),
    _text("outlet"),
    _text("title"),
    _text("byline"),
    _text("published"),  # the first day that it may have been published
    _text("basis", null=False),
    Index(None, "document"),
    Index(None, "outlet"),
    Index(None, "url"),
    Index(None, "published", "document"),
)

merged = Table(
    "merged",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),  # the smallest id of its findings
    _text("kind", null=False),
    _text("type"),  # of an event its type, of a statement its act, of an agreement its kind
    _text("mode"),
    Column("quad", Integer),
    Column("intensity", Float),
    _text("cameo"),
    _text("status"),
    _text("novelty"),
    _text("earliest"),
    _text("latest"),
    _text("day"),  # by which it is sorted: its first day, or that of the first report
    _text("basis"),
    _text("place"),
    _text("place_country"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("confidence", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("background_reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("changed", Number, nullable=False),  # the change by which it last became other than before
    _text("value", null=False),  # the merged finding as it is printed
    Index(None, "kind", "day", "n"),
    Index(None, "kind", "type", "day", "n"),
    Index(None, "changed"),
)

merged_findings = Table(
    "merged_findings",
    METADATA,
    Column("finding", Number, ForeignKey("findings.n"), primary_key=True, autoincrement=False),
    Column("merged", Number, ForeignKey("merged.n", ondelete="CASCADE"), nullable=False),
    Index(None, "merged"),
)

# The states of it, and on which sides they stand. With kind and day, so that a state's list is one walk of the key.
merged_states = Table(
    "merged_states",
    METADATA,
    _text("country", key=True),
    _text("kind", key=True),
    _text("day", key=True),
    Column("merged", Number, ForeignKey("merged.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("acts", Boolean, nullable=False),
    Column("receives", Boolean, nullable=False),
    Index(None, "merged"),
)

# Each two states between which it is, in alphabetic order.
merged_pairs = Table(
    "merged_pairs",
    METADATA,
    _text("one", key=True),
    _text("other", key=True),
    _text("kind", key=True),
    _text("day", key=True),
    Column("merged", Number, ForeignKey("merged.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "merged"),
)

merged_actors = Table(
    "merged_actors",
    METADATA,
    _text("actor", key=True),  # the id of a finding of kind actor
    Column("merged", Number, ForeignKey("merged.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "merged"),
)

merged_contexts = Table(
    "merged_contexts",
    METADATA,
    _text("context", key=True),
    Column("merged", Number, ForeignKey("merged.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "merged"),
)

# What is compared with what other reports tell, and the component of linked findings in which it stands.
tellings = Table(
    "tellings",
    METADATA,
    Column("finding", Number, ForeignKey("findings.n"), primary_key=True, autoincrement=False),
    Column("component", Number, nullable=False),  # the smallest finding of it; below 0 where it is loose
    _text("value", null=False),
    Index(None, "component"),
)

# By which findings of other reports are found that may be the same.
merge_keys = Table(
    "merge_keys",
    METADATA,
    _text("key", key=True),
    Column("finding", Number, ForeignKey("findings.n"), primary_key=True, autoincrement=False),
    Index(None, "finding"),
)

# Events of a month: of a state ("other" is ""), and of two states. Sums of what is occurred and not negated.
months = Table(
    "months",
    METADATA,
    _text("one", key=True),
    _text("other", key=True),
    _text("month", key=True),
    _text("type", key=True),
    Column("quad", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("intensity", BigInteger, nullable=False),  # in tenths
    Index(None, "month", "one", "other"),
)

identities = Table(
    "identities",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _text("kind", null=False),
    _text("name", null=False),
    _text("folded", null=False),  # all its names, a line each, the one that is shown first
    Column("named", Boolean, nullable=False),  # False: only described ("the Turkish foreign minister")
    _text("country"),
    Column("reports", Integer, nullable=False),
    _text("first"),  # the days of the first and the last report that tell of it
    _text("last"),
    _text("value", null=False),
    Index(None, "kind", "reports", "n"),
    Index(None, "country", "kind"),
)

identity_actors = Table(
    "identity_actors",
    METADATA,
    _text("actor", key=True),
    Column("identity", Number, ForeignKey("identities.n", ondelete="CASCADE"), nullable=False),
    Index(None, "identity"),
)

# Near copies: the signature of a text, the bands in which others are looked for, and its cluster.
signatures = Table(
    "signatures",
    METADATA,
    Column("document", Number, ForeignKey("documents.n"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
    Column("cluster", Number, nullable=False),
    Index(None, "cluster"),
)

bands = Table(
    "bands",
    METADATA,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # first: by it others are looked for
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("document", Number, ForeignKey("documents.n"), primary_key=True, autoincrement=False),
)

# -- what came in, and what did not --------------------------------------------------------------------------------

# Each thing that was offered, and what became of it, so that a run that was broken off goes on.
offers = Table(
    "offers",
    METADATA,
    _number(),
    Column("key", Text, nullable=False, unique=True),  # digest of name, bytes, metadata given
    _text("name", null=False),
    _text("outcome", null=False),  # taken | skipped | refused | failed
    _text("code"),
    _text("message"),
    _to("documents", null=True),
    _text("at", null=False),
    Index(None, "outcome"),
    Index(None, "document"),
)

feeds = Table(
    "feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    _text("etag"),
    _text("modified"),
    _text("fetched"),
    _text("next"),
    Column("failures", Integer, nullable=False),
    _text("trouble"),
)

# Entries of feeds that need not be looked at again.
feed_entries = Table(
    "feed_entries", METADATA, _text("feed", key=True), _text("entry", key=True), _text("at", null=False)
)

collections = Table(
    "collections", METADATA, _number(), Column("name", Text, nullable=False, unique=True), _text("made")
)

collection_documents = Table(
    "collection_documents",
    METADATA,
    Column(
        "collection", Number, ForeignKey("collections.n", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("document", Number, ForeignKey("documents.n"), primary_key=True, autoincrement=False),
    Index(None, "document"),
)

# The number of the last change: lists of what changed since begin here.
changes = Table("changes", METADATA, _number(), _text("at", null=False))

# Ids of merged findings that are no longer, and of what took them in: who follows changes is told.
departed = Table(
    "departed",
    METADATA,
    _text("id", key=True),
    _text("into"),
    Column("changed", Number, nullable=False),
    Index(None, "changed"),
)
