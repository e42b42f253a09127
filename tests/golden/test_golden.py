"""The example reports give the records that a person has looked at."""

import difflib

import pytest

from tests.golden.golden import GOLDEN, goldens, pretty
from tests.reports.shelf import Report, record_of

pytestmark = pytest.mark.model

REPORTS = goldens()
MOST_LINES = 120


@pytest.mark.parametrize("report", REPORTS, ids=[report.path.stem for report in REPORTS])
def test_the_record_is_the_golden_one(report: Report) -> None:
    path = GOLDEN / f"{report.path.stem}.json"
    if not path.exists():
        pytest.fail(f"{path.name} is missing; run scripts/golden.py and look at it", pytrace=False)
    golden, now = path.read_text(encoding="utf-8").splitlines(), pretty(record_of(report)).splitlines()
    told = list(difflib.unified_diff(golden, now, "golden", "read now", n=4, lineterm=""))
    if told:
        shown = "\n".join(told[:MOST_LINES])
        more = f"\n... {len(told) - MOST_LINES} more lines" if len(told) > MOST_LINES else ""
        advice = "If the new record is the better one, run scripts/golden.py and commit it."
        pytest.fail(
            f"{report.path.name} reads otherwise than its golden record.\n{shown}{more}\n{advice}", pytrace=False
        )


def test_every_golden_record_has_its_report() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == sorted(report.path.stem for report in REPORTS)
