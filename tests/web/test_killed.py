"""A desk that is killed under a load of reviews and of reports that come in has lost nothing that it acknowledged."""

from pathlib import Path

import pytest

from tests.web.killing import killed_desks


@pytest.mark.slow
@pytest.mark.model
def test_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    told = list(killed_desks(tmp_path, many=3, documents=60))
    assert [(one.lost, one.faults) for one in told] == [((), ())] * 3
    assert sum(one.kept for one in told) > 0
    assert {refused[:3] for one in told for refused in one.refused} <= {"429"}  # too many at once
