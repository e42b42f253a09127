"""Saved searches, and when somebody last visited."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make what this revision adds."""
    op.create_table(
        "visits",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("seen", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_visits")),
    )
    op.create_table(
        "searches",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_searches")),
        sa.UniqueConstraint("who", "address", name=op.f("uq_searches_who_address")),
    )
    op.create_index(op.f("ix_searches_who_name"), "searches", ["who", "name"], unique=False)
    # What is due is found by its day; of other kinds nobody asks so.
    commitments = sa.text("kind = 'commitment'")
    op.create_index(
        "ix_merged_due", "merged", ["kind", "latest", "n"], sqlite_where=commitments, postgresql_where=commitments
    )
