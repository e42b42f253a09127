"""How a promise stands from day to day."""

from typing import Any

import pytest

from dragoman.merging import merged
from dragoman.merging.outcomes import Became
from dragoman.merging.standing import step_at, steps
from dragoman.model.merged import Member, Merged, Report
from tests.store.making import Desk


def promise(*told: tuple[str, Any], due: str | None = "2024-12-01") -> Merged:
    """A promise that reports of some days tell, each with a status."""
    members = []
    for day, status in told:
        desk = Desk(published=day, outlet=day)
        desk.commitment("TUR", "AZE", "deliver aircraft", due=due)
        (finding,) = desk.record().commitments
        found = finding.model_copy(update={"status": status})
        report = Report(document=desk.record().document.id, published=day)
        members.append(Member(finding=found, report=report, names={}, countries={}))
    return merged(members)


KEPT = Became(what="kept", day="2024-10-02", event="event:1")
PARTLY = Became(what="partly", day="2024-10-02", event="event:3")
BROKEN = Became(what="broken", day="2024-11-03", event="event:2")


@pytest.mark.parametrize(
    ("told", "found", "day", "expected"),
    [
        ([("2024-05-12", "open")], [], "2024-12-01", ("open", None)),
        ([("2024-05-12", "open")], [], "2024-12-02", ("overdue", None)),
        ([("2024-05-12", "open")], [KEPT], "2024-10-01", ("open", None)),
        ([("2024-05-12", "open")], [KEPT], "2025-01-01", ("kept", "event:1")),
        ([("2024-05-12", "open")], [PARTLY], "2024-11-01", ("open", None)),
        ([("2024-05-12", "open")], [PARTLY], "2025-01-01", ("overdue", None)),
        ([("2024-05-12", "open")], [BROKEN, KEPT], "2025-01-01", ("broken", "event:2")),
        ([("2024-05-12", "open"), ("2024-10-02", "broken")], [KEPT], "2025-01-01", ("broken", None)),
        ([("2024-05-12", "open"), ("2024-11-20", "repeated")], [KEPT], "2025-01-01", ("kept", "event:1")),
        ([("2024-05-12", "open"), ("2024-11-20", "repeated")], [], "2024-11-21", ("repeated", None)),
        ([("2024-05-12", "open"), ("2024-11-20", "kept")], [], "2025-01-01", ("kept", None)),
    ],
    ids=[
        "due",
        "late",
        "before",
        "kept",
        "part",
        "late-part",
        "last",
        "words-of-that-day",
        "again",
        "repeated",
        "words",
    ],
)
def test_the_last_that_ends_it_counts(
    told: list[tuple[str, Any]], found: list[Became], day: str, expected: tuple[str, str | None]
) -> None:
    step = step_at(steps(promise(*told), found), day)
    assert step is not None
    assert (step.status, step.event) == expected


def test_what_is_no_promise_has_no_steps() -> None:
    desk = Desk()
    desk.agreement("Kars Treaty", ["AZE", "TUR"])
    (pact,) = desk.record().agreements
    report = Report(document=desk.record().document.id, published=None)
    assert steps(merged([Member(finding=pact, report=report, names={}, countries={})])) == ()
