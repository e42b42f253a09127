"""Whole reports: every span exact, nothing told that never may be, and no fact lost that was once found."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.model.record import spans_of
from tests.reports.shelf import Floor, Report, load_floors, measured, record_of, reports, score_of, shared

pytestmark = pytest.mark.model

REPORTS = reports()
FLOORS = load_floors()
each_report = pytest.mark.parametrize("report", REPORTS, ids=[report.name for report in REPORTS])


@each_report
def test_every_span_is_exact(report: Report) -> None:
    record = record_of(report)
    spans = list(spans_of(record))
    assert spans
    assert [span for span in spans if record.document.text[span.start : span.end] != span.quote] == []


@each_report
def test_no_floor_is_fallen_short_of(report: Report) -> None:
    floor = FLOORS.get(report.name)
    assert floor is not None, f"{report.name} has no floor; run scripts/golden.py --floors"
    worse = measured(report).worse_than(floor)
    assert not worse, f"{report.name}: {'; '.join(worse)} (missed now: {', '.join(score_of(report).missed)})"


@each_report
def test_nothing_is_told_that_never_may_be(report: Report) -> None:
    broken = score_of(report).broken
    known = FLOORS[report.name].broken if report.name in FLOORS else ()
    assert set(broken) <= set(known)
    if broken:
        pytest.xfail(f"{report.name} still breaks {', '.join(broken)}: told in floors.toml")


def test_reports_outside_the_repository_are_read(shared_folder: Path) -> None:
    assert [report for report in REPORTS if report.shelf == "shared"], f"no report in {shared_folder}"


def test_every_floor_is_of_a_report() -> None:
    names = {report.name for report in REPORTS}
    assert [
        name for name in FLOORS if name not in names and not (shared() is None and name.startswith("shared."))
    ] == []


@pytest.mark.parametrize("report", REPORTS, ids=[report.name for report in REPORTS])
def test_our_scorer_counts_as_the_shared_one(report: Report, shared_folder: Path) -> None:
    theirs = _shared_scorer(shared_folder).score(
        json.loads(record_of(report).model_dump_json()),
        json.loads(report.path.with_suffix(".facts.json").read_text(encoding="utf-8")),
    )
    ours = score_of(report)
    missed = [fact["id"] for fact in theirs["missed"] if fact["kind"] != "never"]
    broken = [fact["id"] for fact in theirs["missed"] if fact["kind"] == "never"]
    assert (list(ours.missed), list(ours.broken), dict(ours.known)) == (missed, broken, theirs["precision"])
    assert dict(ours.asked) == {kind: number for kind, number in theirs["asked"].items() if kind != "never"}


def _shared_scorer(folder: Path) -> Any:  # noqa: ANN401 a module outside
    spec = importlib.util.spec_from_file_location("score_facts", folder / "score_facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_facts"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param(Floor(10, {"event": 4}, 1, ("N1",)), [], id="the same"),
        pytest.param(Floor(12, {"event": 5, "tenure": 1}, 0), [], id="better"),
        pytest.param(Floor(9, {"event": 4}, 1), ["facts 9, were 10"], id="a fact lost"),
        pytest.param(Floor(10, {"event": 3}, 1), ["known events 3, were 4"], id="an event lost"),
        pytest.param(Floor(10, {}, 1), ["known events 0, were 4"], id="events no longer counted"),
        pytest.param(Floor(10, {"event": 4}, 2), ["stray findings 2, were 1"], id="one invented"),
        pytest.param(Floor(10, {"event": 4}, 1, ("N1", "N2")), ["never N2 is broken"], id="another never broken"),
    ],
)
def test_a_floor_tells_what_is_worse(now: Floor, told: list[str]) -> None:
    assert now.worse_than(Floor(10, {"event": 4}, 1, ("N1",))) == told
