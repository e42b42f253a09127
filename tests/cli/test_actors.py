"""`dragoman actors` from outside: what it prints, what it appends, with which exit code it leaves."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.cli.ledger_file import append, load
from dragoman.errors import LedgerError
from dragoman.model.identity import Identity, Judgement
from dragoman.model.record import Actor, Record, Span, Tenure, When
from dragoman.model.source_text import Raw

from .records import CODER, document

RUN = CliRunner()
NAGHIYEV, OTHER, GEORGIAN = "Ramil Naghiyev", "Ramil Nagiyev", "Nino Kiknadze"


def report(told: list[tuple[str, str, str]], day: str) -> Record:
    """A report of that day that tells title, name and country of each."""
    text, actors, tenures = f"BAKU, {day}. ", [], []
    published = When(text=day, edtf=day, earliest=day, latest=day, basis="stated")
    for title, name, country in told:
        start = len(text)
        at = start + len(f"{title} ") if title else start
        text += f"{title} {name} spoke. " if title else f"{name} spoke. "
        quote = text[start : at + len(name)]
        actor = f"actor:{day}-{at}"
        mention = Span(start=at, end=at + len(name), quote=name)
        actors.append(Actor(id=actor, kind="person", name=name, country=country or None, mentions=(mention,)))
        if title:
            tenures.append(
                Tenure(
                    id=f"tenure:{day}-{at}",
                    person=actor,
                    title=title,
                    country=country,
                    observed=published,
                    evidence=(Span(start=start, end=start + len(quote), quote=quote),),
                    cue="told",
                    confidence=0.9,
                )
            )
    return Record(
        document=document(text, outlet="Agency", published=published),
        actors=tuple(actors),
        tenures=tuple(tenures),
        coder=CODER,
    )


RECORDS = (
    report([("Defence Minister", NAGHIYEV, "AZE"), ("Foreign Minister", GEORGIAN, "GEO")], "2013-10-22"),
    report([("Minister of Defence", "Ramil Nağıyev", "AZE")], "2024-05-12"),
    report([("", "defence minister", "AZE"), ("", "Elçin Quliyev", "AZE")], "2020-02-01"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the records in a file; the pipeline is not loaded."""
    fake = ModuleType("dragoman.pipeline")

    def read_raw(raw: Raw, *, encoder: bool | Path = True) -> Record:
        assert encoder is True
        return report([("Defence Minister", raw.text.strip(), "AZE")], "2015-01-01")

    fake.__dict__.update(read_raw=read_raw)
    monkeypatch.setitem(sys.modules, "dragoman.pipeline", fake)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    lines = "".join(f"{record.model_dump_json()}\n" for record in RECORDS)
    (tmp_path / "records.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return RUN.invoke(app, ["actors", *args])


def identities(*args: str) -> list[Identity]:
    result = run("list", "-r", "records.jsonl", "--format", "json", *args)
    assert result.exit_code == 0
    return [Identity.model_validate_json(line) for line in result.stdout.splitlines()]


JUDGE = ("-r", "records.jsonl", "-l", "desk.jsonl", "--by", "Dana", "--why", "by their faces")


def test_list_tells_offices_on_a_time_line() -> None:
    result = run("list", "--reports", "records.jsonl")
    assert result.exit_code == 0
    assert "3 actors, told 4 times; 0 pairs unsure\nPERSONS\n" in result.stdout
    assert "Azerbaijan · in 2 reports, 2013-10-22 to 2024-05-12\n" in result.stdout
    assert "Defence Minister of Azerbaijan, seen from 2013-10-22 to 2024-05-12 in 2 reports\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_list_as_json_is_an_identity_a_line() -> None:
    found = identities()
    assert [(one.name, one.reports) for one in found] == [("Ramil Naghiyev", 2), ("Elçin Quliyev", 1), (GEORGIAN, 1)]
    assert len(identities("--all")) == 4
    assert identities("--kind", "state") == []
    assert [one.reports for one in identities("--as-of", "report")] == [3, 1, 1]
    assert [one.reports for one in identities("--as-of", "2016-05-12")] == [3, 1, 1]
    assert [one.reports for one in identities("--as-of", "2006-05-12")] == [2, 1, 1]


def test_the_rules_judgements_on_demand() -> None:
    result = run("list", "-r", "records.jsonl", "--format", "json", "--judgements", "--as-of", "report")
    (told,) = [json.loads(line) for line in result.stdout.splitlines() if '"verdict"' in line]
    assert (told["verdict"], told["by"], told["when"]) == ("same", "rule", None)
    assert told["why"].startswith("office: defence minister (AZE) on 2020-02-01")


def test_a_folder_is_read_reports_and_records(folder: Path) -> None:
    (folder / "report.txt").write_text(NAGHIYEV, encoding="utf-8")
    (folder / "README.md").write_text("no report", encoding="utf-8")
    result = run("list", "-r", str(folder), "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[0])["reports"] == 3


def test_show_tells_names_offices_and_where() -> None:
    result = run("show", "ramil nağıyev", "-r", "records.jsonl", "--evidence")
    assert result.exit_code == 0
    for told in ("ALSO TOLD AS", "OFFICES", "TOLD OF", '> 2013-10-22 "Defence Minister Ramil Naghiyev"', "actor:2013"):
        assert told in result.stdout
    by_actor = run("show", RECORDS[0].actors[0].id, "-r", "records.jsonl", "--format", "json")
    assert json.loads(by_actor.stdout.splitlines()[0])["name"] == "Ramil Naghiyev"


def test_merge_split_and_undo() -> None:
    merged = run("merge", NAGHIYEV, "Elçin Quliyev", *JUDGE)
    assert merged.exit_code == 0
    assert merged.stdout.startswith("Ramil Naghiyev and Elçin Quliyev are the same: judgement:")
    assert [one.reports for one in identities("-l", "desk.jsonl")] == [3, 1]
    split = run("split", NAGHIYEV, RECORDS[1].document.id, *JUDGE, "--format", "json")
    judgement = Judgement.model_validate_json(split.stdout)
    assert judgement.one == (RECORDS[1].actors[0].id,)
    assert [one.reports for one in identities("-l", "desk.jsonl")] == [2, 1, 1]
    shown = run("show", NAGHIYEV, "-r", "records.jsonl", "-l", "desk.jsonl")
    assert "different: Dana, " in shown.stdout
    assert run("undo", judgement.id, "-l", "desk.jsonl", "--by", "Dana").exit_code == 0
    assert [one.reports for one in identities("-l", "desk.jsonl")] == [3, 1]
    again = run("undo", judgement.id, "-l", "desk.jsonl", "--by", "Dana")
    assert again.exit_code == 1
    assert again.stderr == f"dragoman: {judgement.id}: is undone already\n"
    assert [one.undoes for one in load(Path("desk.jsonl")).judgements] == [None, None, judgement.id]


MISUSE: dict[str, tuple[tuple[str, ...], str]] = {
    "nobody": (("show", "Sauron", "-r", "records.jsonl"), "'Sauron' is nobody's name or id"),
    "one already": (("merge", NAGHIYEV, "Ramil Nağıyev", *JUDGE), "are one already"),
    "all taken out": (("split", GEORGIAN, RECORDS[0].actors[1].id, *JUDGE), "no other actors than these"),
    "not of them": (("split", GEORGIAN, "actor:0", *JUDGE), "'actor:0' is no actor or report of Nino Kiknadze"),
    "no day": (("list", "-r", "records.jsonl", "--as-of", "2024-13-01"), "--as-of is '2024-13-01'"),
    "another form of a day": (("list", "-r", "records.jsonl", "--as-of", "20240512"), "--as-of is '20240512'"),
    "no reports": (("list",), "--reports"),
}


@pytest.mark.parametrize(("args", "told"), MISUSE.values(), ids=MISUSE.keys())
def test_misuse_exits_2_and_writes_nothing(folder: Path, args: tuple[str, ...], told: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert not (folder / "desk.jsonl").exists()


def test_a_name_of_several_lists_them(folder: Path) -> None:
    records = (
        report([("judge", "Ahmed Hassan", country)], day)
        for country, day in (("EGY", "2013-01-01"), ("KEN", "2014-01-01"))
    )
    (folder / "two.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in records), encoding="utf-8")
    result = run("show", "Ahmed Hassan", "-r", "two.jsonl")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "may be 2, give the id of one: identity:" in told
    assert "Ahmed Hassan (EGY, judge, 1 report)" in told


TROUBLES: dict[str, tuple[str, str]] = {
    "no record": ("{}\n", "bad.jsonl: line 1 is no record"),
    "no JSON": ("\n{\n", "bad.jsonl: line 2 is no record"),
}


@pytest.mark.parametrize(("content", "told"), TROUBLES.values(), ids=TROUBLES.keys())
def test_bad_records_are_named_and_the_others_are_read(folder: Path, content: str, told: str) -> None:
    (folder / "bad.jsonl").write_text(content, encoding="utf-8")
    result = run("list", "-r", "bad.jsonl", "-r", "records.jsonl")
    assert result.exit_code == 1
    assert told in result.stderr
    assert "3 actors, told 4 times" in result.stdout


def test_missing_reports_and_empty_folders_are_named(folder: Path) -> None:
    (folder / "empty").mkdir()
    for path, told in (("nowhere", "there is no such file or folder"), ("empty", "holds no reports")):
        result = run("list", "-r", path)
        assert result.exit_code == 1
        assert f"dragoman: {path}: {told}" in result.stderr


def test_a_faulty_ledger_is_named_by_line(folder: Path) -> None:
    (folder / "desk.jsonl").write_text('{"kind": "gossip"}\n', encoding="utf-8")
    result = run("list", "-r", "records.jsonl", "-l", "desk.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("dragoman: desk.jsonl: line 1 has the kind 'gossip'")


CSV = "name,aliases,country,title,organization,start,end,wikidata\n"


def test_import_appends_what_is_new(folder: Path) -> None:
    (folder / "list.csv").write_text(f"{CSV}Ramil Nagiyev,,AZE,Defence Minister,,2013,,Q7\n,,,,,,,\n", encoding="utf-8")
    first = run("import", "list.csv", "--ledger", "desk.jsonl")
    assert first.exit_code == 1  # for the row without a name
    assert (
        first.stdout
        == "list.csv: 1 persons read, 1 added to desk.jsonl, 0 there already, 1 entries could not be used\n"
    )
    assert first.stderr == "dragoman: list.csv: line 3: has no name\n"
    second = run("import", "list.csv", "--ledger", "desk.jsonl", "--format", "json")
    assert json.loads(second.stdout) == {"read": 1, "added": 0, "known": 1, "faulty": 1}
    assert identities("-l", "desk.jsonl")[0].wikidata == "Q7"
    assert [one.reports for one in identities("-l", "desk.jsonl", "--as-of", "2030-01-01")] == [3, 1, 1]


def test_import_tells_what_a_file_is_by_its_beginning(folder: Path) -> None:
    person = {"id": "p", "schema": "Person", "properties": {"name": ["A B"]}}
    human = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}
    item = {"id": "Q1", "labels": {"en": {"value": "A B"}}, "claims": {"P31": [human]}}
    (folder / "entities.json").write_text(json.dumps(person), encoding="utf-8")
    (folder / "dump.json").write_text(f"[\n{json.dumps(item)}\n]\n", encoding="utf-8")
    (folder / "poem.json").write_text("Tell me, muse", encoding="utf-8")
    for name in ("entities.json", "dump.json"):
        assert run("import", name, "-l", "desk.jsonl").exit_code == 0
    refused = run("import", "poem.json", "-l", "desk.jsonl")
    assert (refused.exit_code, "say --as" in refused.stderr) == (1, True)
    assert run("import", "nowhere.csv", "-l", "desk.jsonl").exit_code == 1
    assert [one.source for one in load(folder / "desk.jsonl").authorities] == ["entities.json", "dump.json"]


def test_a_line_that_was_cut_off_in_writing_was_never_there(folder: Path) -> None:
    path = folder / "desk.jsonl"
    assert run("merge", NAGHIYEV, GEORGIAN, *JUDGE).exit_code == 0
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert len(load(path).judgements) == 1
    append(path, [load(path).judgements[0].model_copy(update={"id": "judgement:2"})])
    assert [one.id for one in load(path).judgements][1:] == ["judgement:2"]
    assert path.read_bytes().startswith(whole)


def test_a_ledger_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "desk.jsonl").write_bytes(b"\xff\xfe\n")
    with pytest.raises(LedgerError, match="is not UTF-8"):
        load(folder / "desk.jsonl")


@pytest.mark.parametrize("command", ["list", "show", "merge", "split", "undo", "import"])
def test_each_command_tells_of_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "--ledger" in result.stdout


def test_what_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "desk.jsonl").mkdir()
    result = run("import", "list.csv", "-l", "desk.jsonl")
    assert result.exit_code == 1
    assert "desk.jsonl: cannot be read" in result.stderr
