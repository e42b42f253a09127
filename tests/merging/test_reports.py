"""Reports as the machine reads them: what one report tells apart stays apart, and unrelated reports share nothing."""

import pytest

from dragoman.merging import telling_of
from dragoman.model.merged import Finding, Telling
from tests.merging.measuring import groups_of
from tests.reports.shelf import record_of, reports

pytestmark = pytest.mark.model

UNRELATED = frozenset({"ten1", "ten2"})
CONNECTED = frozenset({"examples"})  # the threads of two years run through them
LEAST_SHARED = 20


def told_in(shelves: frozenset[str]) -> dict[str, Telling]:
    """Give all that the reports of some shelves tell, by the ids of the findings."""
    found: dict[str, Telling] = {}
    for report in reports():
        if report.shelf in shelves:
            told = record_of(report)
            findings: list[Finding] = [*told.events, *told.statements, *told.agreements, *told.commitments]
            found |= {finding.id: telling_of(finding, told) for finding in findings}
    return found


def test_unrelated_reports_share_nothing() -> None:
    assert [group for group in groups_of(told_in(UNRELATED).values()) if len(group) > 1] == []


def test_connected_reports_share_much_and_events_of_one_report_stay_apart() -> None:
    found = told_in(CONNECTED)
    groups = [group for group in groups_of(found.values()) if len(group) > 1]
    assert len(groups) >= LEAST_SHARED
    for group in groups:
        if found[group[0]].kind == "event":
            assert len({found[one].document for one in group}) == len(group)
