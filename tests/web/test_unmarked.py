"""Marks of a written text are not shown: headings, emphasis, bullets; what else has such letters stays."""

from pathlib import Path

import pytest

from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.settings import Settings
from dragoman.web.unmarked import unmarked
from tests.store.making import Desk
from tests.web.conftest import browser_of

ROWS = [
    ("a heading", "## Arnor opens its port", "Arnor opens its port"),
    ("emphasis", "**Appointments.** The President named her.", "Appointments. The President named her."),
    ("its end alone", "Memorandum.** It was signed", "Memorandum. It was signed"),
    ("one star", "*Done in two originals.*", "Done in two originals."),
    ("a bullet", "* new measures target a militia", "new measures target a militia"),
    ("a bullet with emphasis", "- **Agreement on Rice**", "Agreement on Rice"),
    ("a product", "they shipped 5 * 3 tons", "they shipped 5 * 3 tons"),
    ("a number of a house", "at no. #12 of the street", "at no. #12 of the street"),
    ("a dash", "the pact - and the talks", "the pact - and the talks"),
]


@pytest.mark.parametrize(("told", "shown"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_marks_are_left_out(told: str, shown: str) -> None:
    assert unmarked(told) == shown


def test_a_later_piece_begins_no_line() -> None:
    assert unmarked(" - the other", begins=False) == " - the other"


def test_pages_show_words_and_programs_get_the_reports_own(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db")
    desk = Desk(opening="# Talks\n\n**Baku, Tuesday.** Nothing else")
    desk.event("CONSULT", ["AZE"], ["TUR"], words="held **friendly** talks")
    store.writer.take(desk.item(), desk.record())
    client = browser_of(app_of(Settings(store=store.name)))
    page = client.get("/events").text
    assert "held friendly talks" in page
    found = client.get("/events.json").json()["items"][0]
    assert found["evidence"][0]["quote"] == "AZE held **friendly** talks TUR"
    assert "**" not in client.get(f"/events/{found['id']}").text
    assert "**" not in client.get("/search?q=friendly").text
