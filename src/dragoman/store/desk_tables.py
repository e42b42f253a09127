"""What the desk keeps for each person: when somebody last looked, and what somebody looks for again and again."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint, text

from dragoman.store.columns import METADATA, Number, number, refers, words

# Who looked at what is new: `seen` is the last change that was there then; `before` and `since` are when he looked last
# before this visit, and the last change that was there then.
visits = Table(
    "visits",
    METADATA,
    words("who", key=True),
    words("at", null=False),
    words("before"),
    Column("since", Number, nullable=False),
    Column("seen", Number, nullable=False),
)

# An address of the desk (path and query) under a name.
searches = Table(
    "searches",
    METADATA,
    number(),
    words("who", null=False),
    words("name", null=False),
    words("address", null=False),
    words("made", null=False),
    UniqueConstraint("who", "address"),
    Index(None, "who", "name"),
)

# Where what is new in a saved search is sent. whole: it was made on loopback, where everything may be seen; else what
# the account of `who` may see. The secret signs, so that it is kept as it is. since: the last change that was sent.
webhooks = Table(
    "webhooks",
    METADATA,
    number(),
    words("who", null=False),
    refers("searches", "search", gone=True),
    words("url", null=False),
    words("secret", null=False),
    Column("whole", Boolean, nullable=False),
    words("made", null=False),
    Column("since", Number, nullable=False),
    UniqueConstraint("search", "url"),
    Index(None, "who"),
)

# What was sent, or still is to be: tried again until it is taken, or given up.
deliveries = Table(
    "deliveries",
    METADATA,
    number(),
    refers("webhooks", gone=True),
    words("id", null=False),
    words("body", null=False),
    words("made", null=False),
    Column("attempts", Integer, nullable=False),
    words("next", null=False),  # no earlier than then
    words("taken"),  # when; or when it was given up
    Column("status", Integer),  # that was answered last
    words("trouble"),  # why it was not taken
    UniqueConstraint("id"),
    Index(None, "webhook", "n"),
    Index("ix_deliveries_due", "next", sqlite_where=text("taken IS NULL"), postgresql_where=text("taken IS NULL")),
)
