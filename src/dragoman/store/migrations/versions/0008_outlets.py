"""Outlets that tell a finding are counted by what they are: an acronym and its name are one."""

import json

import sqlalchemy as sa
from alembic import op

from dragoman.store.outlet_names import apart

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count anew where more than one name is printed."""
    connection = op.get_bind()
    merged = sa.table("merged", sa.column("n"), sa.column("outlets"), sa.column("value"))
    told = sa.select(merged.c.n, merged.c.outlets, merged.c.value).where(merged.c.outlets > 1)
    for row in connection.execute(told).all():
        many = len(apart(json.loads(row.value)["outlets"]))
        if many != row.outlets:
            connection.execute(sa.update(merged).where(merged.c.n == row.n).values(outlets=many))
