"""The tables of people who use the desk: accounts, sessions, tokens, and the log of what they did, appended only."""

from sqlalchemy import Boolean, Column, Index, Table, Text, UniqueConstraint

from dragoman.store.columns import METADATA, number, refers, words

accounts = Table(
    "accounts",
    METADATA,
    number(),
    Column("key", Text, nullable=False, unique=True),  # the name as it is compared
    words("name", null=False),
    words("password", null=False),  # argon2's encoded hash
    words("role", null=False),  # reader | reviewer | admin
    Column("limited", Boolean, nullable=False),  # to the collections below; else everything may be seen
    words("disabled"),  # since when
    words("made", null=False),
)

account_collections = Table(
    "account_collections",
    METADATA,
    refers("accounts", key=True, gone=True),
    refers("collections", key=True, gone=True),
    Index(None, "collection"),
)

sessions = Table(
    "sessions",
    METADATA,
    words("id", key=True),  # digest of what the cookie holds
    refers("accounts", gone=True),
    words("made", null=False),
    words("seen", null=False),
    words("expires", null=False),
    Index(None, "account"),
    Index(None, "expires"),
)

tokens = Table(
    "tokens",
    METADATA,
    number(),
    refers("accounts", gone=True),
    words("name", null=False),
    Column("digest", Text, nullable=False, unique=True),
    words("made", null=False),
    words("used"),
    words("revoked"),
    UniqueConstraint("account", "name"),
)

# What was done, by whom: each row's digest covers the row before, so that none can be changed or taken out unseen.
audit = Table(
    "audit",
    METADATA,
    number(),
    words("at", null=False),
    words("by", null=False),
    words("what", null=False),
    words("about"),
    words("detail"),
    words("address"),
    words("digest", null=False),
    Index(None, "what", "about"),
    Index(None, "at"),
)

# What the desk signs with: the same for every process over one store.
secrets = Table("secrets", METADATA, words("name", key=True), words("value", null=False))
