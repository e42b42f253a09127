"""What identities are computed from is kept: only what a change reaches is computed anew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the next refreshing fills them."""
    op.create_table(
        "identity_offices",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("identity", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["identity"], ["identities.n"], name=op.f("fk_identity_offices_identity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("office", "identity", name=op.f("pk_identity_offices")),
    )
    op.create_index(op.f("ix_identity_offices_identity"), "identity_offices", ["identity"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_sightings_document")),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_sightings")),
    )
    op.create_index(op.f("ix_sightings_document"), "sightings", ["document"], unique=False)
    op.create_table(
        "sighting_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", "actor", name=op.f("pk_sighting_keys")),
    )
    op.create_index(op.f("ix_sighting_keys_actor"), "sighting_keys", ["actor"], unique=False)
    op.create_table(
        "sighted",
        sa.Column("document", NUMBER, autoincrement=False, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("added", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], name=op.f("fk_sighted_document")),
        sa.ForeignKeyConstraint(["reading"], ["readings.n"], name=op.f("fk_sighted_reading")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_sighted")),
    )
    op.create_table(
        "refreshed",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_refreshed")),
    )
