"""The page about the store names what is there, column by column."""

import re
from pathlib import Path

import pytest
from sqlalchemy import inspect

from dragoman.store import Store
from dragoman.store import schema as s
from dragoman.store.lists import FACETS

PAGE = (Path(__file__).parents[2] / "docs/store.md").read_text("utf-8")


def part(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", sorted(s.METADATA.tables))
def test_a_table_is_told_with_its_columns(name: str) -> None:
    row = next(line for line in part("The tables").splitlines() if line.startswith(f"| `{name}` |"))
    assert set(s.METADATA.tables[name].columns.keys()) == set(re.findall(r"`(\w+)`", row.split("|", 2)[2])) - {
        "sentence_words"
    }


def test_views_are_told_with_their_columns(store: Store) -> None:
    told = inspect(store.engine)
    views = part("Views for your own tools")
    for name in told.get_view_names():
        here = re.split(r"\n`\w+_\w+`[,:]", views.split(f"\n`{name}`", 1)[1])[0]
        missing = {column["name"] for column in told.get_columns(name)} - set(re.findall(r"`(\w+)`", here))
        assert not missing, name


def test_facets_and_filters_are_told() -> None:
    assert ", ".join(FACETS) in PAGE.replace("\n", " ")
    for option in ("--since", "--changed-since", "--collection", "--confidence", "--text", "--actor"):
        assert f"`{option}`" in PAGE
