"""The commands from outside: what they print where, and with which exit code they leave."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.errors import EvidenceError, LexiconError, ModelError
from dragoman.model.record import Issue, Record
from dragoman.model.source_text import Raw
from tests.intake.makers import pdf, zipped

from .records import CODER, EMPTY, RICH, document

RUN = CliRunner()
GOOD = "Rain fell on the hills of Rohan, and nobody met anybody.\n"
FAULTS = {
    "boom": ValueError("index 7"),
    "deep": RecursionError("too deep"),
    "evidence": EvidenceError("sha256:0: 3-5 reads 'x' elsewhere"),
    "model": ModelError("the language model is missing; install it"),
    "tables": LexiconError("events/AGREE.toml: en.AGREE.x: has no example"),
    "stop": KeyboardInterrupt(),
}


def fake_read(raw: Raw, *, encoder: bool | Path = True) -> Record:
    """Read as the pipeline would, by the first word: a fault, a rich record, or one with the troubles of the text."""
    assert encoder is True
    word = raw.text.split(maxsplit=1)[0] if raw.text.strip() else ""
    if word in FAULTS:
        raise FAULTS[word]
    if word == "rich":
        return RICH
    if not word:
        return EMPTY
    troubles = tuple(Issue(stage="intake", code=code, message=message) for code, message in raw.issues)
    if word == "Дождь":
        troubles = (*troubles, Issue(stage="reading", code="language", message="the text is in Russian (ru)"))
    return Record(
        document=document(raw.text, title=raw.title, outlet=raw.outlet, url=raw.url), issues=troubles, coder=CODER
    )


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stand in for the pipeline: no model is loaded here."""
    fake = ModuleType("dragoman.pipeline")
    fake.__dict__.update(read_raw=fake_read, check_lexicon=lambda: iter(()))
    monkeypatch.setitem(sys.modules, "dragoman.pipeline", fake)
    monkeypatch.setenv("COLUMNS", "100")
    return fake


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str | bytes], str]:
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


def run(*args: str, stdin: bytes | None = None) -> Result:
    return RUN.invoke(app, args, input=stdin)


def test_table_is_the_form_of_read(file: Callable[..., str]) -> None:
    result = run("read", file("visit.txt", "rich"))
    assert result.exit_code == 0
    assert "visit.txt · Ilirpress · published 2023-03-09\n" in result.stdout
    assert "CONSULT visit" in result.stdout
    assert "> " not in result.stdout.replace("-> ", "")
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_evidence_on_demand(file: Callable[..., str]) -> None:
    result = run("read", file("visit.txt", "rich"), "--evidence")
    assert '> "arrived in Tirana on Thursday for talks with" [88-132]' in result.stdout


def test_json_is_one_record_a_line(file: Callable[..., str]) -> None:
    result = run("read", file("a.txt", "rich"), file("b.txt", GOOD), "--format", "json")
    records = [Record.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [record.document.text for record in records] == [RICH.document.text, GOOD]
    assert "Vukotić" in result.stdout  # UTF-8, not \u escapes


def test_options_reach_the_record(file: Callable[..., str]) -> None:
    options = ("--outlet", "Rohan Wire", "--title", "Rain", "--url", "https://example.org/rain")
    result = run("read", file("a.txt", GOOD), "--format", "json", "--published", "2022-05-12", *options)
    told = json.loads(result.stdout)["document"]
    assert (told["outlet"], told["title"], told["url"]) == ("Rohan Wire", "Rain", "https://example.org/rain")


def test_standard_input() -> None:
    result = run("read", "-", stdin=GOOD.encode())
    assert result.exit_code == 0
    assert result.stdout.startswith("standard input · ")


def test_all_forms_are_read_and_each_report_is_a_record(file: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    file("box/a.json", '{"settings": 1}')
    file("box/b.pdf", pdf())
    file("box/c.zip", zipped({"x.txt": GOOD.encode(), "y.png": b"\x89PNG\r\n\x1a\n"}))
    rows = file("rows.jsonl", '{"body": "Rain fell."}\n{"body": ""}\n{"body": "Snow fell."}\n')
    args = ("read", "box", rows, "--map", "text=body", "--format", "json")
    result = run(*args)
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()]
    assert texts[1:] == [GOOD, "Rain fell.", "Snow fell."]
    assert [line.partition(" files in it")[0] for line in result.stderr.splitlines()] == [
        "dragoman: box: 2",
        "dragoman: rows.jsonl!2: its column 'body' is empty",
        "dragoman: 1 of 2 files made trouble",
    ]
    assert result.exit_code == 1
    assert run("read", "box").exit_code == 0


def test_a_title_belongs_to_one_report(file: Callable[..., str]) -> None:
    rows = file("rows.jsonl", '{"text": "Rain fell."}\n{"text": "Snow fell."}\n')
    result = run("read", rows, "--title", "Rain")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "rows.jsonl: holds several reports" in result.stderr
    assert run("read", file("one.jsonl", '{"text": "Rain fell."}\n'), "--title", "Rain").exit_code == 0


TROUBLES = {
    "missing": (None, "there is no such file"),
    "binary junk": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
    "another language": ("Дождь идет.", "(language)"),
    "empty": ("", "(empty)"),
    "fault of ours": ("boom", "ValueError: index 7"),
    "recursion": ("deep", "RecursionError: too deep"),
    "evidence": ("evidence", "3-5 reads 'x' elsewhere"),
    "damaged": (b"Il pleut \xc3\xa0 Gen\xc3\xa8ve et \xc3\xa0 Gen\xc3\xa8ve, \xc3", "(damaged)"),
    "wrong encoding": ("Llueve en Perú y en Panamá, señor.".encode("latin-1"), "(encoding-guessed)"),
}


@pytest.mark.parametrize(("content", "told"), TROUBLES.values(), ids=TROUBLES.keys())
def test_trouble_is_named_and_the_others_are_read(
    file: Callable[..., str], content: str | bytes | None, told: str
) -> None:
    bad = "bad.txt" if content is None else file("bad.txt", content)
    result = run("read", file("a.txt", GOOD), bad, file("z.txt", GOOD), "--format", "json")
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()]
    assert (texts[0], texts[-1]) == (GOOD, GOOD)
    first, last = result.stderr.splitlines()
    assert first.startswith("dragoman: ")
    assert "bad.txt" in first
    assert told in first
    assert last == "dragoman: 1 of 3 files made trouble"
    assert "Traceback" not in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("content", ["", "Дождь идет."], ids=["empty", "another language"])
def test_a_text_that_cannot_be_coded_is_still_a_record(file: Callable[..., str], content: str) -> None:
    result = run("read", file("bad.txt", content), "--format", "json")
    assert [issue["code"] for issue in json.loads(result.stdout)["issues"]] == ["language" if content else "empty"]
    assert result.exit_code == 1


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(300_000_000)  # a hole: takes no room
    result = run("read", str(large))
    assert "large.txt: has 300,000,000 bytes" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("word", ["model", "tables"], ids=["no model", "faulty word tables"])
def test_trouble_of_no_one_file_is_told_once(file: Callable[..., str], word: str) -> None:
    result = run("read", file("a.txt", word), file("b.txt", word))
    assert result.stderr == f"dragoman: {FAULTS[word]}\n"
    assert result.exit_code == 1


MISUSES = {
    "no path": (("read",), "Missing argument"),
    "no such option": (("read", "a.txt", "--colour"), "No such option"),
    "no such form": (("read", "a.txt", "--format", "xml"), "xml"),
    "a mapping that is none": (("read", "a.txt", "--map", "body"), "maps nothing"),
    "a date that is none": (("read", "a.txt", "--published", "12 May"), "give a date such as"),
    "an address that is none": (("read", "a.txt", "--url", "here"), "give an address"),
    "an empty outlet": (("read", "a.txt", "--outlet", " "), "outlet is empty"),
    "one title for two": (("read", "a.txt", "b.txt", "--title", "Rain"), "one report"),
    "standard input twice": (("read", "-", "-"), "given twice"),
    "output into a folder that is not": (("read", "a.txt", "-o", "no/such/out.txt"), "cannot be written"),
    "output is a folder": (("read", "a.txt", "-o", "."), "is a folder"),
    "no such command": (("write",), "No such command"),
    "no such check": (("lexicon", "mend"), "No such command"),
}


@pytest.mark.parametrize(("args", "told"), MISUSES.values(), ids=MISUSES.keys())
def test_misuse_leaves_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_output_is_not_an_input(file: Callable[..., str]) -> None:
    path = file("a.txt", GOOD)
    result = run("read", path, "-o", path)
    assert result.exit_code == 2
    assert Path(path).read_text(encoding="utf-8") == GOOD


def test_output_file_is_whole(file: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("read", file("a.txt", "rich"), "--format", "json", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert Record.model_validate_json(target.read_bytes()) == RICH
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]


def test_ctrl_c_ends_quietly_and_leaves_the_old_output(file: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    result = run("read", file("a.txt", GOOD), file("b.txt", "stop"), "-o", str(target))
    assert (result.exit_code, result.output) == (130, "")
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "out.txt"]


def test_schema_describes_what_read_prints() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["required"]) == set(json.loads(RICH.model_dump_json()))
    assert set(schema["$defs"]["Event"]["required"]) == set(json.loads(RICH.events[0].model_dump_json()))


def test_lexicon_check_without_fault() -> None:
    result = run("lexicon", "check")
    assert (result.exit_code, result.stdout) == (0, "no faults in the word tables\n")


def test_lexicon_check_names_the_faults(pipeline: ModuleType) -> None:
    fault = "events/AGREE.toml: en.AGREE.vow: the example is coded by nothing"
    pipeline.__dict__["check_lexicon"] = lambda: iter((fault,))
    result = run("lexicon", "check")
    assert (result.exit_code, result.stdout) == (1, f"{fault}\n1 fault in the word tables\n")


def test_lexicon_that_cannot_be_loaded(pipeline: ModuleType) -> None:
    def check() -> Iterator[str]:
        raise FAULTS["tables"]

    pipeline.__dict__["check_lexicon"] = check
    result = run("lexicon", "check")
    assert (result.exit_code, result.stderr) == (1, f"dragoman: {FAULTS['tables']}\n")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "dragoman read report.txt --evidence"),
        (("read",), "Exit codes"),
        (("demo",), "needs no input"),
        (("schema",), "public contract"),
        (("lexicon",), "word tables"),
        (("lexicon", "check"), "counter-example"),
    ],
    ids=["dragoman", "read", "demo", "schema", "lexicon", "lexicon check"],
)
def test_help(args: tuple[str, ...], told: str) -> None:
    result = run(*args, "--help")
    assert result.exit_code == 0
    assert told in result.stdout


def shell(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run some Python as a process of its own, with our sources on its path."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *args],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_start_enters_no_heavy_room() -> None:
    code = "import sys, dragoman.cli; print(*{'spacy', 'trafilatura', 'pydantic', 'rich'} & set(sys.modules))"
    assert shell(code).stdout.split() == []


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("dragoman ")


STAND_IN = """
import os, sys, types
from dragoman.model.record import Coder, Document, Record
coder = Coder(name="dragoman", version="0", lexicon="", model="")
fake = types.ModuleType("dragoman.pipeline")
fake.read_raw = lambda raw, encoder: Record(document=Document(id="sha256:0", text=raw.text), coder=coder)
sys.modules["dragoman.pipeline"] = fake
"""


@pytest.mark.parametrize(
    "args",
    [("schema",), ("read", "a.txt"), ("read", "a.txt", "--format", "json")],
    ids=["schema", "table", "json"],
)
def test_a_reader_who_leaves_ends_it_quietly(file: Callable[..., str], args: tuple[str, ...]) -> None:
    file("a.txt", GOOD)
    code = f"""{STAND_IN}
from dragoman.cli import main
reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, 1)
sys.argv[0] = "dragoman"
main()
"""
    result = shell(code, *args)
    assert (result.returncode, result.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    code = """
import os, sys
from dragoman.cli import main
os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
sys.argv = ["dragoman", "schema"]
main()
"""
    result = shell(code)
    assert result.returncode == 1
    assert result.stderr.startswith("dragoman: standard output: cannot be written")
    assert "Traceback" not in result.stderr
