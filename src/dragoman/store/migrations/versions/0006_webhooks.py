"""Where what is new in a saved search is sent, and what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make what this revision adds."""
    op.create_table(
        "webhooks",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("search", NUMBER, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.n"], name=op.f("fk_webhooks_search"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_webhooks")),
        sa.UniqueConstraint("search", "url", name=op.f("uq_webhooks_search_url")),
    )
    op.create_index(op.f("ix_webhooks_who"), "webhooks", ["who"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("webhook", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["webhook"], ["webhooks.n"], name=op.f("fk_deliveries_webhook"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("id", name=op.f("uq_deliveries_id")),
    )
    op.create_index(op.f("ix_deliveries_webhook_n"), "deliveries", ["webhook", "n"], unique=False)
    waiting = sa.text("taken IS NULL")
    op.create_index("ix_deliveries_due", "deliveries", ["next"], sqlite_where=waiting, postgresql_where=waiting)
