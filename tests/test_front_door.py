"""What `import dragoman` promises: the names, nothing heavy before its time, and a wheel with everything in it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dragoman
from dragoman import DragomanError, OptionError, Raw, Record, errors

ROOT = Path(__file__).parents[1]
HEAVY = ("lxml", "pydantic", "rich", "spacy", "trafilatura", "typer")
REPORT = "The minister of Norway met the envoy of Chile in Oslo on 3 May 2023."


def _loaded(code: str) -> set[str]:
    """Which heavy packages a fresh process has loaded after some code."""
    code += f"\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603
    return set(done.stdout.splitlines()[-1].split())


def test_the_names_are_sorted_and_all_there() -> None:
    assert dragoman.__all__ == sorted(set(dragoman.__all__))
    assert dir(dragoman) == dragoman.__all__
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__name__ == name


def test_every_value_and_every_error_is_at_the_door() -> None:
    from dragoman.model import record  # noqa: PLC0415 - beside the door

    values = {
        name for name, value in vars(record).items() if isinstance(value, type) and issubclass(value, record.Value)
    }
    raised = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert values - {"Value"} | raised <= set(dragoman.__all__)


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'reed'.*read_file"):
        getattr(dragoman, "reed")  # noqa: B009 - mypy knows better


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import dragoman", set()),
        ("from dragoman import DragomanError, OptionError", set()),
        ("from dragoman import Record", {"pydantic"}),
        ("import dragoman.cli", {"rich", "typer"}),
    ],
    ids=["the door", "the errors", "the values", "the command line"],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str, allowed: set[str]) -> None:
    assert _loaded(code) <= allowed


@pytest.mark.model
def test_documents_may_be_texts_paths_and_raws(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    records = list(dragoman.read_all([REPORT, path, Raw(text=REPORT, name="given")]))
    assert [record.document.text for record in records] == [REPORT] * 3
    assert len({record.model_dump_json() for record in records}) == 1
    assert dragoman.read(REPORT) == dragoman.read_file(str(path)) == records[0]


@pytest.mark.model
def test_options_are_in_the_record() -> None:
    record = dragoman.read(
        REPORT, title="Talks in Oslo", outlet="Agency", published="2023-05-04", url="https://example.org/talks"
    )
    document = record.document
    assert (document.title, document.outlet, document.url) == ("Talks in Oslo", "Agency", "https://example.org/talks")
    assert document.published is not None
    assert document.published.edtf == "2023-05-04"
    assert isinstance(record, Record)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"published": "May"}, "published is 'May'"),
        ({"outlet": " "}, "outlet is empty"),
        ({"url": "no where"}, "url is"),
    ],
    ids=["a date that is none", "an empty outlet", "an address that is none"],
)
def test_an_option_without_sense_is_an_error_of_ours(options: dict[str, str], told: str) -> None:
    with pytest.raises(OptionError, match=told) as caught:
        dragoman.read(REPORT, **options)
    assert isinstance(caught.value, DragomanError)


@pytest.mark.slow
def test_the_wheel_holds_tables_examples_and_types(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own build
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    ours = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert {name for name in ours if "__pycache__" not in name} <= packed
    reports = {f"dragoman/examples/reports/{path.name}" for path in (ROOT / "examples/reports").iterdir()}
    assert reports <= packed
    assert "dragoman/py.typed" in packed
