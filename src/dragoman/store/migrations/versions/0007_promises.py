"""What later events make of promises is kept: lists tell it, and are limited to it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; who opens the store fills them."""
    op.create_table(
        "promised",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("promise", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["promise"], ["merged.n"], name=op.f("fk_promised_promise"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "promise", name=op.f("pk_promised")),
    )
    op.create_index(op.f("ix_promised_promise"), "promised", ["promise"], unique=False)
    op.create_table(
        "outcomes",
        sa.Column("promise", NUMBER, autoincrement=False, nullable=False),
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["promise"], ["merged.n"], name=op.f("fk_outcomes_promise"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["merged.n"], name=op.f("fk_outcomes_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("promise", "event", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_event"), "outcomes", ["event"], unique=False)
    op.create_table(
        "standings",
        sa.Column("merged", NUMBER, autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("told_since", sa.Text(), nullable=False),
        sa.Column("event", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["merged"], ["merged.n"], name=op.f("fk_standings_merged"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["merged.n"], name=op.f("fk_standings_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("merged", "since", name=op.f("pk_standings")),
    )
    op.create_index(op.f("ix_standings_event"), "standings", ["event"], unique=False)
