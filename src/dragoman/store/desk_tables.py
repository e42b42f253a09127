"""What the desk keeps for each person: when somebody last looked, and what somebody looks for again and again."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from dragoman.store.columns import METADATA, Number, number, words

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
