"""Reports as the machine reads them: what one report tells apart stays apart, and unrelated reports share nothing."""

import pytest

from dragoman.merging import telling_of
from dragoman.model.merged import Finding, Telling
from tests.merging.measuring import groups_of
from tests.reports.shelf import record_of, reports

pytestmark = pytest.mark.model

# "the FRANZ Arrangement, which France, Australia and New Zealand signed on 22 December 1992": told by two reports,
# as an agreement and as its signing; and the strategic partnership that two reports recall.
SHARED = 3
SHELVES = ("examples", "ten1")


def test_events_of_one_report_stay_apart_and_unrelated_reports_share_none() -> None:
    found: dict[str, Telling] = {}
    for report in reports():
        if report.shelf in SHELVES:
            told = record_of(report)
            findings: list[Finding] = [*told.events, *told.statements, *told.agreements, *told.commitments]
            found |= {finding.id: telling_of(finding, told) for finding in findings}
    groups = [group for group in groups_of(found.values()) if len(group) > 1]
    assert len(groups) == SHARED
    for group in groups:
        assert len({found[one].document for one in group}) == len(group)
