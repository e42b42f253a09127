"""Review: rounds, who reviews them, what was answered and settled; and the order in which findings are reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# As store/doubt.py has it, from which queries take it letter by letter: else the index is of no use.
DOUBT = """(1.0 - abs(confidence - 0.5) * 2.0
 + CASE WHEN {differ} > 0 THEN 0.5 ELSE 0.0 END
 + CASE WHEN status IN ('alleged', 'hypothetical', 'negated') THEN 0.25 ELSE 0.0 END)
 * (1.0 + CASE WHEN reports > 10 THEN 1.0 ELSE reports / 10.0 END
 + abs(coalesce(intensity, 0.0)) / 10.0
 + CASE WHEN quad = 4 THEN 0.5 ELSE 0.0 END
 + CASE WHEN novelty = 'background' THEN 0.0 ELSE 0.5 END)"""
DIFFER = {"sqlite": """instr(value, '"conflicts":[{')""", "postgresql": """strpos(value, '"conflicts":[{')"""}


def upgrade() -> None:
    """Make what this revision adds."""
    op.create_table(
        "rounds",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_rounds")),
        sa.UniqueConstraint("name", name=op.f("uq_rounds_name")),
    )
    op.create_table(
        "round_items",
        sa.Column("round", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.n"], name=op.f("fk_round_items_round")),
        sa.PrimaryKeyConstraint("round", "position", name=op.f("pk_round_items")),
        sa.UniqueConstraint("round", "target", name=op.f("uq_round_items_round_target")),
    )
    op.create_table(
        "assignments",
        sa.Column("round", NUMBER, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["round"], ["rounds.n"], name=op.f("fk_assignments_round")),
        sa.PrimaryKeyConstraint("round", "who", name=op.f("pk_assignments")),
    )
    op.create_table(
        "review_answers",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("round", NUMBER, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["round"], ["rounds.n"], name=op.f("fk_review_answers_round")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_review_answers")),
        sa.UniqueConstraint("id", name=op.f("uq_review_answers_id")),
    )
    op.create_index(op.f("ix_review_answers_target_who"), "review_answers", ["target", "who"], unique=False)
    op.create_index(op.f("ix_review_answers_round"), "review_answers", ["round"], unique=False)
    op.create_index(op.f("ix_review_answers_at"), "review_answers", ["at"], unique=False)
    op.create_table(
        "settlements",
        sa.Column("round", NUMBER, autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.n"], name=op.f("fk_settlements_round")),
        sa.PrimaryKeyConstraint("round", "target", name=op.f("pk_settlements")),
    )
    doubt = DOUBT.format(differ=DIFFER[op.get_bind().dialect.name])
    op.execute(f"CREATE INDEX ix_merged_doubt ON merged (kind, ({doubt}), n)")
