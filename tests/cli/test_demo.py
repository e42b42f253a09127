"""The demo: the examples go into a store, one record is printed, and in a terminal the desk is served."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.model.record import Record
from dragoman.model.source_text import Raw
from dragoman.store import Store
from tests.store.making import Desk

RUN = CliRunner()
Write = Callable[[str, str], None]


def reports() -> dict[str, Desk]:
    """Give two reports by the names of their files."""
    first = Desk(published="2022-05-12", outlet="Rohan Wire", title=None)
    first.event("CONSULT", ["AZE"], ["TUR"], day="2022-05-11", words="held talks")
    second = Desk(published="2022-05-14", outlet="Gondor Post", title=None)
    second.event("ACCUSE", ["ARM"], ["AZE"], day="2022-05-13", words="accused")
    second.event("CONSULT", ["AZE"], ["TUR"], day="2022-05-11", words="met")
    return {"a.txt": first, "b.txt": second}


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Give what writes into the folder of examples; what is read there is made by hand."""
    folder = tmp_path / "examples"
    folder.mkdir()
    made = {desk.record().document.text: desk for desk in reports().values()}

    def read(raw: Raw, *, encoder: bool | Path = True) -> Record:  # noqa: ARG001 - of the pipeline
        told = made[raw.text]
        told.outlet, told.published = raw.outlet, raw.published
        return told.record()

    monkeypatch.setattr("dragoman.scale.local.read_raw", read)
    monkeypatch.setattr("dragoman.taking.asked_of", lambda _: None)
    monkeypatch.setattr("dragoman.cli.demo._folder", lambda _: folder)
    monkeypatch.chdir(tmp_path)

    def put(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    for name, desk in reports().items():
        put(name, desk.record().document.text)
    return put


def demo(*more: str) -> Result:
    return RUN.invoke(app, ["demo", *more])


@pytest.mark.usefixtures("write")
def test_the_examples_go_into_a_store_and_the_command_that_serves_them_is_told(tmp_path: Path) -> None:
    result = demo()
    assert result.exit_code == 0, result.output
    assert "2 EXAMPLE REPORTS\n       2 taken\n" in result.stdout
    assert "IN THE STORE: 2 events" in result.stdout
    assert result.stdout.endswith("Next: dragoman serve --store dragoman-demo.db\n")
    store = Store.open(tmp_path / "dragoman-demo.db")
    assert store.view.count_reports().documents == 2
    store.close()


@pytest.mark.usefixtures("write")
def test_done_again_it_reads_nothing_anew() -> None:
    demo()
    result = demo()
    assert result.exit_code == 0
    assert "2 known before" in result.stdout


@pytest.mark.usefixtures("write")
def test_the_record_of_one_is_printed_with_its_evidence() -> None:
    assert "CONSULT" in demo("--evidence").stdout


def test_a_sheet_says_what_is_not_in_the_text(write: Write) -> None:
    write("a.facts.json", json.dumps({"options": {"outlet": "Rohan Wire", "published": "2022-05-12"}, "facts": []}))
    write("README.md", "# These are the examples")
    result = demo("--store", "own.db")
    assert result.exit_code == 0
    assert "a.txt · Rohan Wire" in result.stdout
    assert "2 EXAMPLE REPORTS" in result.stdout


@pytest.mark.parametrize(
    ("sheet", "told"),
    [("{", "options cannot be read"), ('{"facts": []}', "options cannot be read"), ('{"options": {"by": 1}}', "by")],
    ids=["no JSON", "no options", "unknown option"],
)
def test_a_faulty_sheet_is_named(write: Write, sheet: str, told: str) -> None:
    write("a.facts.json", sheet)
    result = demo()
    assert result.exit_code == 1
    assert "a.facts.json" in result.stderr
    assert told in result.stderr


def test_in_a_terminal_the_desk_is_served_at_a_port_that_is_free(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """CliRunner's streams are no terminal: what decides is asked of them."""
    from dragoman.errors import OptionError  # noqa: PLC0415 - beside its use
    from dragoman.web.settings import Settings  # noqa: PLC0415 - the web room

    del write
    tried: list[int] = []

    def serve(settings: Settings, *, tell: Callable[[str], None]) -> None:
        tried.append(settings.port)
        if settings.port:
            raise OptionError("127.0.0.1 port 8000: can't be listened at")
        tell("http://127.0.0.1:40000/")

    monkeypatch.setattr("dragoman.web.serving.serve", serve)
    monkeypatch.setattr("dragoman.cli.demo._is_terminal", lambda: True)
    result = demo()
    assert tried == [8000, 0]
    assert "The desk over them: http://127.0.0.1:40000/" in result.stdout
    assert demo("--no-serve").stdout.endswith("Next: dragoman serve --store dragoman-demo.db\n")
