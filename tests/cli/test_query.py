"""The commands that ask a store, from outside: what they print, in each form, and with which exit code they leave."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.asking.cells import cell
from dragoman.cli import app
from dragoman.cli.answers import json_line
from dragoman.model.judgement import Judgement
from dragoman.store import Store
from tests.store.making import Desk
from tests.store.test_store import take, talks

RUN = CliRunner()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of two reports, in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    path = tmp_path / "dragoman.db"
    made = Store.open(path)
    take(made, talks(), talks(outlet="Anadolu Wire", opening="It was said again"))
    made.refresh_people()
    made.close()
    return path


def run(*args: str) -> Result:
    return RUN.invoke(app, args)


def lines(*args: str) -> list[dict[str, Any]]:
    result = run(*args, "--format", "json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def cells(*args: str) -> list[dict[str, str]]:
    result = run(*args, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


FOUND: list[tuple[str, list[str], list[str]]] = [
    ("events", ["events"], ["CONSULT", "ACCUSE"]),
    ("of a state by name", ["events", "--state", "Armenia"], ["ACCUSE"]),
    ("of a doer", ["events", "--doer", "arm"], ["ACCUSE"]),
    ("towards", ["events", "--target", "TUR"], ["CONSULT"]),
    ("a type in other letters", ["events", "--type", "accuse"], ["ACCUSE"]),
    ("types", ["events", "--type", "ACCUSE", "--type", "AID"], ["ACCUSE"]),
    ("a place", ["events", "--place", "Baku"], ["CONSULT"]),
    ("places of a state", ["events", "--place", "AZE"], ["CONSULT"]),
    ("somebody", ["events", "--actor", "naghiyev"], ["CONSULT"]),
    ("words", ["events", "--text", "accused"], ["ACCUSE"]),
    ("a time", ["events", "--since", "2024-05-11", "--until", "2024"], ["CONSULT"]),
    ("sure", ["events", "--confidence", "0.9"], []),
    ("recalled", ["events", "--novelty", "background"], []),
    ("an order", ["events", "--sort", "intensity"], ["ACCUSE", "CONSULT"]),
    ("changed since all", ["events", "--changed-since", "99"], []),
    ("changed since a day", ["events", "--changed-since", "2020-01-01", "--type", "CONSULT"], ["CONSULT"]),
    ("meetings", ["meetings"], ["CONSULT"]),
    ("statements", ["statements", "--doer", "TUR"], ["praise", "praise"]),
    ("agreements", ["agreements", "--status", "signed"], ["agreement"]),
    ("commitments", ["commitments", "--state", "TUR", "--state", "AZE"], ["commitment"]),
    ("a timeline", ["timeline", "ARM"], ["ACCUSE"]),
    ("a timeline of somebody", ["timeline", "Ali Naghiyev"], ["CONSULT"]),
    ("a pair", ["between", "TUR", "Azerbaijan", "--type", "CONSULT"], ["CONSULT"]),
]


@pytest.mark.parametrize(("args", "sorts"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
@pytest.mark.usefixtures("store")
def test_a_line_of_json_is_a_merged_finding(args: list[str], sorts: list[str]) -> None:
    found = lines(*args)
    assert [one.get("type") or one.get("act") or one["finding_kind"] for one in found] == sorts
    for one in found:
        assert one["finding_kind"] == one["id"].partition(":")[0]
        assert one["report_count"] == len(one["reports"])
        assert {"id", "reports", "background_reports", "outlets", "judgements", "changed", "names"} <= one.keys()


@pytest.mark.parametrize("args", [row[1] for row in FOUND], ids=[row[0] for row in FOUND])
@pytest.mark.usefixtures("store")
def test_all_forms_tell_the_same(args: list[str]) -> None:
    told = [one["id"] for one in lines(*args)]
    assert [one["id"] for one in cells(*args)] == told
    table = run(*args)
    assert table.exit_code == 0
    assert [word for word in table.stdout.split() if word in told] == told


@pytest.mark.usefixtures("store")
def test_a_table_says_who_met_whom_and_what_people_judged(store: Path) -> None:
    event = lines("events", "--type", "CONSULT")[0]["id"]
    made = Store.open(store)
    made.judge(Judgement(id="j1", kind="accept", targets=(event,), by="Dana", at="2026-01-01T00:00:00Z"))
    made.close()
    told = run("meetings").stdout
    assert told.splitlines()[:3] == [
        "meetings: 1",
        "2024-05",
        '  2024-05-11        CONSULT · Ali Naghiyev AZE -> TUR · "Ali Naghiyev met TUR in Baku on 2024-05-11"',
    ]
    assert "2 reports, 2 outlets" in told
    assert "accepted by Dana" in told
    assert [one["id"] for one in lines("events", "--type", "CONSULT")[0]["judgements"]] == ["j1"]


@pytest.mark.usefixtures("store")
def test_between_tells_the_months_first() -> None:
    told = run("between", "AZE", "TUR").stdout
    assert told.splitlines()[:2] == ["MONTHS", "  2024-05           1 cooperation, 0 conflict · told by 2 reports"]
    months = lines("between", "AZE", "TUR", "--months")
    assert months == [{"month": "2024-05", "cooperation": 1, "conflict": 0, "reports": 2, "intensity": 1.0}]
    assert lines("between", "AZE", "TUR", "--months", "--since", "2025") == []


@pytest.mark.usefixtures("store")
def test_lists_go_on_where_they_ended() -> None:
    whole = [one["id"] for one in lines("events", "--limit", "0")]
    first = run("events", "--limit", "1", "--format", "json")
    cursor = first.stderr.split("--cursor ")[1].split(",")[0]
    assert [json.loads(first.stdout)["id"], *(one["id"] for one in lines("events", "--cursor", cursor))] == whole


@pytest.mark.usefixtures("store")
def test_facets_count_in_each_form() -> None:
    assert lines("events", "--facet", "state") == [
        {"value": "AZE", "count": 2},
        {"value": "ARM", "count": 1},
        {"value": "TUR", "count": 1},
    ]
    assert cells("events", "--facet", "month") == [{"value": "2024-05", "count": "2"}]
    assert run("events", "--facet", "type").stdout.splitlines()[0] == "BY TYPE"
    assert {one["value"]: one["count"] for one in lines("timeline", "TUR", "--facet", "month")} == {
        "2021-06": 1,
        "2024-05": 2,
    }


@pytest.mark.usefixtures("store")
def test_people_reports_sentences_and_collections_are_listed() -> None:
    person = lines("people", "naghiyev")[0]
    assert (person["name"], person["reports"]) == ("Ali Naghiyev", 2)
    assert lines("people", person["members"][0]) == [person]
    assert "Ali Naghiyev" in run("people", "--state", "AZE").stdout
    assert cells("people")[0]["name"] == "Ali Naghiyev"
    reports = lines("reports")
    assert [one["outlet"] for one in reports] == ["Anadolu Wire", "Caspian Wire"]
    assert run("reports").stdout.splitlines()[0] == "2 documents, 2 appearances, 2 outlets, 1 story"
    assert [one["copies"] for one in lines("reports", "--no-copies")] == [2]
    assert cells("reports")[0]["event"] == "2"
    found = lines("search", "fruitful talk*")
    assert [one["span"]["quote"] for one in found] == ["TUR said that the talks were fruitful."] * 2
    assert "the *talks* were *fruitful*." in run("search", "fruitful talk*").stdout
    assert cells("search", "fruitful")[0]["sentence"] == "TUR said that the talks were fruitful."
    assert run("collect", "wire", reports[0]["document"]).stdout == "wire: 1 documents\n"
    assert [(one["name"], one["documents"]) for one in lines("collections")] == [("wire", 1)]
    assert "1 documents, since" in run("collections").stdout
    assert len(lines("statements", "--collection", "wire")) == 1


def test_versions_of_an_address_are_shown_with_what_changed(store: Path) -> None:
    made = Store.open(store)
    address = "https://example.org/a"
    for number, opening in enumerate(("Nine were hurt. The road is closed", "Ten were hurt. The road is closed")):
        desk = Desk(url=address, opening=opening)
        made.writer.take(desk.item(f"{number}.html"), desk.record())
    made.close()
    told = run("reports", "--versions", address).stdout
    assert '- "Nine were hurt."' in told
    assert '+ "Ten were hurt."' in told
    assert [len(one["changes"]) for one in lines("reports", "--versions", address)] == [0, 1]
    assert len(cells("reports", "--versions", address)) == 2
    assert run("reports", "--versions", "https://example.org/none").exit_code == 2


NO_SENSE: list[tuple[str, list[str], str]] = [
    ("no day", ["events", "--since", "yesterday"], "is no day"),
    ("no state", ["events", "--state", "Gondor"], "is no state"),
    ("no mode", ["events", "--mode", "foo"], "mode 'foo' is none; take one of abduct"),
    ("no context", ["timeline", "ARM", "--context", "foo"], "context 'foo' is none; take one of"),
    ("a type of another list", ["events", "--type", "treaty"], "is none that events have; take one of AGREE"),
    ("a mode where there is none", ["agreements", "--mode", "visit"], "leave it out"),
    ("no collection", ["events", "--collection", "foo"], "collection 'foo' is none; there is none here"),
    ("no collection of reports", ["reports", "--collection", "foo"], "collection 'foo' is none"),
    ("no collection to search", ["search", "talks", "--collection", "foo"], "collection 'foo' is none"),
    ("no place", ["events", "--place", "XYZ"], "is no state"),
    ("no type", ["events", "--type", "QUARREL"], "take one of"),
    ("no status", ["events", "--status", "done"], "take one of"),
    ("no order", ["events", "--sort", "name"], "is no order"),
    ("no cursor", ["events", "--cursor", "x"], "is no cursor"),
    ("no words", ["events", "--text", "-"], "no word to look for"),
    ("counted by nothing", ["events", "--facet", "colour"], "nothing is counted"),
    ("no change", ["events", "--changed-since", "then"], "changed since"),
    ("a state and itself", ["between", "AZE", "Azerbaijan"], "one state"),
    ("no document", ["collect", "a", "sha256:0"], "no document"),
]


@pytest.mark.parametrize(("args", "told"), [row[1:] for row in NO_SENSE], ids=[row[0] for row in NO_SENSE])
@pytest.mark.usefixtures("store")
def test_a_question_that_makes_no_sense_is_misuse(args: list[str], told: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


@pytest.mark.parametrize("command", ["events", "people", "reports", "collections"])
def test_a_store_that_is_not_there_is_not_made(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    result = run(command)
    assert result.exit_code == 1
    assert "make one with `dragoman add" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_the_store(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("DRAGOMAN_STORE", str(store))
    assert len(lines("events")) == 2


CELLS: list[tuple[object, str]] = [
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    (("=a", "b"), "'=a; b"),
    ("a=b", "a=b"),
    (-9.0, "-9.0"),
    (None, ""),
    ((), ""),
]


@pytest.mark.parametrize(("value", "told"), CELLS, ids=[repr(row[0]) for row in CELLS])
def test_no_cell_of_text_is_a_formula(value: object, told: str) -> None:
    assert cell(value) == told


def test_what_a_terminal_would_obey_is_escaped(store: Path) -> None:
    made = Store.open(store)
    desk = Desk(outlet="\x9b31m\u202eeriW", opening="Words", title="=cmd|' /C calc'!A0\x1b[2J")
    desk.statement("TUR", "warn", "the end \u202e is\x1b]0;near")
    made.writer.take(desk.item("x.txt"), desk.record())
    made.close()
    for args in (["statements", "--type", "warn"], ["reports"], ["search", "near"]):
        for form in ("table", "json"):
            told = run(*args, "--format", form).stdout
            assert not {"\x1b", "\x9b", "\u202e"} & set(told)
    outlet = lines("statements", "--type", "warn")[0]["outlets"][0]
    assert outlet == "\x9b31m\u202eeriW"
    assert [one["title"][:2] for one in cells("reports") if one["title"]] == ["'="]
    assert json_line("\u2066\x85") == '"\\u2066\\u0085"'
