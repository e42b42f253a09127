"""Rows of the tables in tests/cases, those that are known not to be right marked as expected failures."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"


def cases(table: str, failing: Mapping[str, str]) -> tuple[Any, ...]:
    """Read a table as parameters by the names of its rows; `failing` has the reason by name."""
    with (CASES / table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        pytest.param(
            row,
            id=row["name"],
            marks=[pytest.mark.xfail(reason=failing[row["name"]], strict=True)] if row["name"] in failing else [],
        )
        for row in rows
    )
