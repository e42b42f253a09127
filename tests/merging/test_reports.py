"""Reports as the machine reads them: what one report tells apart stays apart, and unrelated reports share nothing."""

import pytest

from dragoman.merging import link, telling_of
from dragoman.model.merged import Finding, Telling
from dragoman.pipeline import read
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


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (
            "The Nadoba crossing is still shut, although Togo and Benin undertook in Lomé to reopen it by September 1.",
            True,
        ),
        ("The Kpalimé road is still shut, although Togo and Benin undertook to reopen it by September 1.", False),
        ("Togo and Benin promised to reopen it by September 1.", False),
    ],
)
def test_a_promise_of_hardly_a_word_is_known_by_its_sentence(later: str, same: bool) -> None:  # noqa: FBT001 a column
    accord = (
        "Togo and Benin signed the Lomé Accord on Wednesday. Under the accord, the Nadoba crossing is to be reopened"
    )
    tellings = []
    for text, day in ((f"{accord} by September 1.", "2024-06-12"), (later, "2024-10-17")):
        record = read(text, published=day)
        tellings += [telling_of(promise, record) for promise in record.commitments]
    assert len(tellings) == len({one.document for one in tellings}) == 2
    assert (link(*tellings) is not None) is same
