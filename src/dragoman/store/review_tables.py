"""The tables of review: rounds with what is in them and who reviews them, what was answered, what was settled.

Judgements are elsewhere, and immutable. Here is what is none: that somebody skipped a finding or noted something about
it, and what reviewers of a blind round answer before it is settled.
"""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from dragoman.store.columns import METADATA, number, refers, words

# A set of findings, or of whole reports, that is given blind to some reviewers.
rounds = Table(
    "rounds",
    METADATA,
    number(),
    Column("name", Text, nullable=False, unique=True),
    words("sort", null=False),  # findings | reports
    words("by", null=False),
    words("made", null=False),
)

round_items = Table(
    "round_items",
    METADATA,
    refers("rounds", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words("target", null=False),  # the id of a finding, or of a document
    UniqueConstraint("round", "target"),
)

# Who reviews it. done: since when all is answered, and others' answers may be seen.
assignments = Table("assignments", METADATA, refers("rounds", key=True), words("who", key=True), words("done"))

# What somebody answered: to a finding or a report, in a round or in the queue. A judgement that came of it is named.
review_answers = Table(
    "review_answers",
    METADATA,
    number(),
    Column("id", Text, nullable=False, unique=True),  # given by who answers, so that one that is sent twice is one
    refers("rounds", null=True),
    words("who", null=False),
    words("target", null=False),
    words("verdict", null=False),  # accept | correct | reject | merge | split | add | skip | note | read
    words("value"),
    words("why", null=False),
    words("at", null=False),
    words("judgement"),
    words("undone"),  # since when it is taken back
    Index(None, "target", "who"),
    Index(None, "round"),
    Index(None, "at"),
)

# What holds where reviewers of a round are done: of a finding the verdict that counts, and the judgement that says so.
settlements = Table(
    "settlements",
    METADATA,
    refers("rounds", key=True),
    words("target", key=True),
    words("verdict", null=False),
    words("judgement"),
    words("by", null=False),
    words("at", null=False),
)
