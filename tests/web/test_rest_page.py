"""The examples of docs/rest.md run, one after another, against a desk that is served."""

import re
from pathlib import Path

import pytest

from dragoman.web.app import app_of
from dragoman.web.reading import Readers
from dragoman.web.settings import Settings
from tests.web.asking import served_stub

PAGE = Path(__file__).parents[2] / "docs/rest.md"
SAID = ["2024-05-11 AZE TUR", "['treaty']", "reviewer planned", "occurred"]


@pytest.mark.slow
@pytest.mark.model
def test_the_examples_of_the_page_run(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 3
    with served_stub(store_path, Readers()) as address:
        here: dict[str, object] = {"DESK": address}
        for example in examples:
            exec(example, here)  # noqa: S102 - our own page
    assert capsys.readouterr().out.splitlines() == SAID


def test_the_page_names_every_address_that_is_described(store_path: Path) -> None:
    described = app_of(Settings(store=str(store_path))).openapi()["paths"]
    page = PAGE.read_text("utf-8")
    assert [path for path in described if path.split("/")[3] not in page] == []


def test_every_field_is_described(store_path: Path) -> None:
    schemas = app_of(Settings(store=str(store_path))).openapi()["components"]["schemas"]
    fields = {
        f"{name}.{field}": told for name, one in schemas.items() for field, told in one.get("properties", {}).items()
    }
    assert len(fields) > 400
    assert [name for name, told in fields.items() if not told.get("description")] == []
