"""How much a finding wants a look.

Doubt (confidence near a half, reports that differ, a doubtful status), weighed by how many reports tell it, how strong
it is, whether it is material conflict, and whether it is news.

It is an expression over columns of `merged`, and the index `ix_merged_doubt` is of just that: migration 0004 made it,
and what is asked must be the same letter by letter.
"""

from typing import Any

from sqlalchemy import ColumnElement, Float, literal_column

_DOUBT = """(1.0 - abs(confidence - 0.5) * 2.0
 + CASE WHEN {differ} > 0 THEN 0.5 ELSE 0.0 END
 + CASE WHEN status IN ('alleged', 'hypothetical', 'negated') THEN 0.25 ELSE 0.0 END)
 * (1.0 + CASE WHEN reports > 10 THEN 1.0 ELSE reports / 10.0 END
 + abs(coalesce(intensity, 0.0)) / 10.0
 + CASE WHEN quad = 4 THEN 0.5 ELSE 0.0 END
 + CASE WHEN novelty = 'background' THEN 0.0 ELSE 0.5 END)"""
_DIFFER = {"sqlite": """instr(value, '"conflicts":[{')""", "postgresql": """strpos(value, '"conflicts":[{')"""}


def doubt_of(dialect: str) -> ColumnElement[Any]:
    """The expression, of a row of `merged` that stands alone in its query."""
    return literal_column(f"({_DOUBT.format(differ=_DIFFER[dialect])})", Float)
