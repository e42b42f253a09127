"""What several rooms of tests share: the word tables, and the reports kept outside this repository."""

from pathlib import Path

import pytest

from dragoman.lexicon.load import Lexicon, load_lexicon
from tests.reports.shelf import shared


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Give the real word tables."""
    return load_lexicon()


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Give the folder of reports and scorer outside the repository; where it is missing, skip and say so."""
    folder = shared()
    if folder is None:
        pytest.skip("DRAGOMAN_SHARED (by default ../shared) is not there: its reports are not read")
    return folder
