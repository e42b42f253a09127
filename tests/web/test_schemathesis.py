"""The whole interface, asked by schemathesis for a while; `make torture` asks for longer (DRAGOMAN_API_SECONDS)."""

import os
from pathlib import Path

import pytest

from tests.web.asking import faults, served_stub

SECONDS = int(os.environ.get("DRAGOMAN_API_SECONDS", "45"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nothing_that_is_asked_makes_the_interface_break_its_description(store_path: Path) -> None:
    with served_stub(store_path) as address:
        found, asked = faults(address, seconds=SECONDS, examples=max(2, SECONDS // 10))
    assert not found, "\n".join(found)
    assert asked > 5 * SECONDS // 2
