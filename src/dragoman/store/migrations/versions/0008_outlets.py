"""Outlets that tell a finding are counted by what they are, and where it took place is found by an index."""

import json

import sqlalchemy as sa
from alembic import op

from dragoman.store.outlet_names import apart

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BATCH = 1_000  # findings held at once: a store has millions


def upgrade() -> None:
    """Count anew where more than one name is printed; index places as they are asked for."""
    place = "place" if op.get_context().dialect.name == "sqlite" else 'place COLLATE "C"'
    op.create_index("ix_merged_place", "merged", ["kind", sa.text(f"lower({place})")])
    connection = op.get_bind()
    merged = sa.table("merged", sa.column("n"), sa.column("outlets"), sa.column("value"))
    told = sa.select(merged.c.n, merged.c.outlets, merged.c.value).where(merged.c.outlets > 1).order_by(merged.c.n)
    rows = connection.execute(told.limit(BATCH)).all()
    while rows:
        for row in rows:
            many = len(apart(json.loads(row.value)["outlets"]))
            if many != row.outlets:
                connection.execute(sa.update(merged).where(merged.c.n == row.n).values(outlets=many))
        rows = connection.execute(told.where(merged.c.n > rows[-1].n).limit(BATCH)).all()
