"""Lines say in plain words what happened; the code stands small beside them."""

import re
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from dragoman.lexicon.told import ontology_told
from dragoman.model.record import Act
from dragoman.web.headlines import CODES, PLAIN, SAID, headline


def test_every_type_and_mode_has_plain_words_and_nothing_else_has() -> None:
    told = ontology_told()
    known = {f"{kind} {mode}" for kind in told.kinds for mode in told.modes_of(kind)} | set(told.kinds)
    assert set(PLAIN) == known
    assert set(SAID) == set(get_args(Act))
    for key in CODES:
        *coded, cameo = key.split()
        assert cameo in told.cameo
        assert not coded or " ".join(coded) in PLAIN


@pytest.mark.parametrize(
    ("kind", "mode", "cameo", "is_done", "told"),
    [
        ("CONSULT", None, "040", True, "met"),
        ("CONSULT", "visit", "042", False, "visit"),
        ("SUPPORT", None, "057", True, "signed"),
        ("SUPPORT", None, "057", False, "signing"),
        ("SUPPORT", None, "051", True, "praised or endorsed"),
        ("SUPPORT", None, "050", True, "supported"),
        ("SANCTION", "discontinue", None, True, "cut ties, trade or aid"),
        ("SANCTION", "discontinue", "163", True, "imposed sanctions"),
        ("REQUEST", "yield", "0256", False, "request to stop fighting"),
        ("CONSULT", "phone", "046", True, "talked by phone"),
        ("AGREE", None, "0332", True, "promised military aid"),
        ("DANCE", "slow", None, True, "DANCE slow"),
    ],
)
def test_an_event_is_told_in_plain_words(
    kind: str, mode: str | None, cameo: str | None, *, is_done: bool, told: str
) -> None:
    assert headline(kind, mode, cameo, is_done=is_done) == told


def test_a_line_has_the_plain_words_first_and_the_code_small(rich: TestClient) -> None:
    page = rich.get("/events").text
    assert re.search(r'hx-push-url="false">talked by phone</a> <span class="code">CONSULT phone</span>', page)
    assert re.search(r'hx-push-url="false">worked together</a> <span class="code">COOPERATE</span>', page)


def test_an_agreement_is_headed_by_its_name_and_its_kind_is_small(rich: TestClient) -> None:
    page = rich.get("/agreements").text
    assert re.search(r'hx-push-url="false">Shusha Declaration</a> <span class="code">\w+</span>', page)
    assert page.count("Shusha Declaration") == 1  # and not a second time below


def test_every_list_is_in_the_menu(rich: TestClient) -> None:
    menu = re.search(r'<nav aria-label="Pages">.*?</nav>', rich.get("/").text, re.DOTALL)
    assert menu is not None
    for name in ("events", "meetings", "statements", "agreements", "commitments", "reports"):
        assert f'href="/{name}"' in menu[0]


def test_counts_of_a_finding_have_no_gap_before_their_sign(rich: TestClient) -> None:
    address = next(one["page"] for one in rich.get("/events.json").json()["items"] if one["report_count"] > 1)
    assert "2 reports</a>; 2 outlets" in rich.get(address).text
