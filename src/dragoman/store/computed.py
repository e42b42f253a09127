"""The tables that follow from what was read and judged: they can be computed anew."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from dragoman.store.columns import METADATA, Number, number, refers, words

# -- what follows from both ----------------------------------------------------------------------------------------

# An appearance as it is listed: what it lacks, the reading that counts found in the text.
reports = Table(
    "reports",
    METADATA,
    refers("appearances", key=True),
    refers("documents"),
    words("url"),
    words("outlet"),
    words("title"),
    words("byline"),
    words("published"),  # the first day that it may have been published
    words("basis", null=False),
    Index(None, "document"),
    Index(None, "outlet"),
    Index(None, "url"),
    Index(None, "published", "document"),
)

COMMITMENTS = text("kind = 'commitment'")

merged = Table(
    "merged",
    METADATA,
    number(),
    Column("id", Text, nullable=False, unique=True),  # the smallest id of its findings
    words("kind", null=False),
    words("type"),  # of an event its type, of a statement its act, of an agreement its kind
    words("mode"),
    Column("quad", Integer),
    Column("intensity", Float),
    words("cameo"),
    words("status"),
    words("novelty"),
    words("earliest"),
    words("latest"),
    words("day"),  # by which it is sorted: its first day, or that of the first report
    words("basis"),
    words("place"),
    words("place_country"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("confidence", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("background_reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("changed", Number, nullable=False),  # the change by which it last became other than before
    words("value", null=False),  # the merged finding as it is printed
    Index(None, "kind", "day", "n"),
    Index(None, "kind", "type", "day", "n"),
    Index(None, "changed"),
    Index("ix_merged_due", "kind", "latest", "n", sqlite_where=COMMITMENTS, postgresql_where=COMMITMENTS),
)

merged_findings = Table(
    "merged_findings",
    METADATA,
    refers("findings", key=True),
    refers("merged", gone=True),
    Index(None, "merged"),
)

# The states of it, and on which sides they stand. With kind and day, so that a state's list is one walk of the key.
merged_states = Table(
    "merged_states",
    METADATA,
    words("country", key=True),
    words("kind", key=True),
    words("day", key=True),
    refers("merged", key=True, gone=True),
    Column("acts", Boolean, nullable=False),
    Column("receives", Boolean, nullable=False),
    Index(None, "merged"),
)

# Each two states between which it is, in alphabetic order.
merged_pairs = Table(
    "merged_pairs",
    METADATA,
    words("one", key=True),
    words("other", key=True),
    words("kind", key=True),
    words("day", key=True),
    refers("merged", key=True, gone=True),
    Index(None, "merged"),
)

merged_actors = Table(
    "merged_actors",
    METADATA,
    words("actor", key=True),  # the id of a finding of kind actor
    refers("merged", key=True, gone=True),
    Index(None, "merged"),
)

merged_contexts = Table(
    "merged_contexts",
    METADATA,
    words("context", key=True),
    refers("merged", key=True, gone=True),
    Index(None, "merged"),
)

# What is compared with what other reports tell, and the component of linked findings in which it stands.
tellings = Table(
    "tellings",
    METADATA,
    refers("findings", key=True),
    Column("component", Number, nullable=False),  # the smallest finding of it; below 0 where it is loose
    words("value", null=False),
    Index(None, "component"),
)

# By which findings of other reports are found that may be the same.
merge_keys = Table(
    "merge_keys",
    METADATA,
    words("key", key=True),
    refers("findings", key=True),
    Index(None, "finding"),
)

# Promises by the states that make them, and by words of which an event that is what was promised tells one at least.
promised = Table(
    "promised",
    METADATA,
    words("key", key=True),  # both, with a stroke between them
    refers("merged", "promise", key=True, gone=True),
    Index(None, "promise"),
)

# What later events make of promises.
outcomes = Table(
    "outcomes",
    METADATA,
    refers("merged", "promise", key=True, gone=True),
    refers("merged", "event", key=True, gone=True),
    words("what", null=False),  # kept | partly | broken
    words("day", null=False),  # the event's
    Index(None, "event"),
)

# How a promise stands from a day on ("": from the first) until another; by words and the due day alone, too.
standings = Table(
    "standings",
    METADATA,
    refers("merged", key=True, gone=True),
    words("since", key=True),
    words("until"),
    words("status", null=False),
    words("told", null=False),
    words("told_since", null=False),
    refers("merged", "event", null=True, gone=True),  # that decides, where words do not
    Index(None, "event"),
)

# Events of a month: of a state ("other" is ""), and of two states. Sums of what is occurred and not negated.
months = Table(
    "months",
    METADATA,
    words("one", key=True),
    words("other", key=True),
    words("month", key=True),
    words("type", key=True),
    Column("quad", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("intensity", BigInteger, nullable=False),  # in tenths
    Index(None, "month", "one", "other"),
)

identities = Table(
    "identities",
    METADATA,
    number(),
    Column("id", Text, nullable=False, unique=True),
    words("kind", null=False),
    words("name", null=False),
    words("folded", null=False),  # all its names, a line each, the one that is shown first
    Column("named", Boolean, nullable=False),  # False: only described ("the Turkish foreign minister")
    words("country"),
    Column("reports", Integer, nullable=False),
    words("first"),  # the days of the first and the last report that tell of it
    words("last"),
    words("value", null=False),
    Index(None, "kind", "reports", "n"),
    Index(None, "country", "kind"),
)

identity_actors = Table(
    "identity_actors",
    METADATA,
    words("actor", key=True),
    refers("identities", "identity", gone=True),
    Index(None, "identity"),
)

# The offices of an identity in which one follows another: whom a new holder comes after or before.
identity_offices = Table(
    "identity_offices",
    METADATA,
    words("office", key=True),
    refers("identities", "identity", key=True, gone=True),
    Index(None, "identity"),
)

# What is compared to tell who is who: an actor as its report sees it, and the keys by which others are reached from it.
sightings = Table(
    "sightings",
    METADATA,
    words("actor", key=True),
    refers("documents"),
    words("value", null=False),
    Index(None, "document"),
)

sighting_keys = Table(
    "sighting_keys",
    METADATA,
    words("key", key=True),
    words("actor", key=True),
    Column("own", Boolean, nullable=False),  # False: only who has the key for his own is reached by it
    Index(None, "actor"),
)

# Of each document the reading by which its sightings were made, and the last finding that a person added to it.
sighted = Table(
    "sighted",
    METADATA,
    refers("documents", key=True),
    refers("readings"),
    Column("added", Number, nullable=False),
)

# By what identities were last computed: the lexicon, the authorities, the judgements that held, and whose turn it was.
refreshed = Table("refreshed", METADATA, words("name", key=True), words("value", null=False))

# Near copies: the signature of a text, the bands in which others are looked for, and its cluster.
signatures = Table(
    "signatures",
    METADATA,
    refers("documents", key=True),
    Column("signature", LargeBinary, nullable=False),
    Column("cluster", Number, nullable=False),
    Index(None, "cluster"),
)

bands = Table(
    "bands",
    METADATA,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # first: by it others are looked for
    Column("band", Integer, primary_key=True, autoincrement=False),
    refers("documents", key=True),
)
