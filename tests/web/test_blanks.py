"""Fields that a form leaves empty limit nothing, wherever they are sent; what can't be taken is told by its field."""

import re

import pytest
from fastapi.testclient import TestClient

from dragoman.web.blanks import told_only

BLANKS = "until=&state=&state=&type=&context=&text=&actor=&place=&status=&outlet=&novelty=&confidence=&quad=&limit="
ASKED = [
    *("/events", "/meetings", "/statements", "/agreements", "/commitments", "/reports", "/actors", "/pairs"),
    *("/pairs/AZE/TUR", "/world", "/network", "/review", "/narrow/events", "/"),
    *("/events.json", "/events.csv", "/events.atom", "/today.json", "/pairs/AZE/TUR.json", "/network.graphml"),
    *("/api/v1/events", "/api/v1/events.csv", "/api/v1/meetings", "/api/v1/timeline", "/api/v1/counts"),
]


@pytest.mark.parametrize("path", ASKED)
def test_a_field_left_empty_limits_nothing(rich: TestClient, path: str) -> None:
    blanks = (
        "until=&state=&limit=" if path.startswith("/api/") else f"{BLANKS}&day=&month=&tab=&by=&copies=&kind=&sort="
    )
    if path in {"/api/v1/timeline", "/api/v1/counts"}:
        blanks = "until=&state="
    rich.get(path)  # Today tells the second look something else than the first
    told = rich.get(f"{path}?since=2024-05&{blanks}")
    assert told.status_code == 200
    assert _timeless(told.text) == _timeless(rich.get(f"{path}?since=2024-05").text)


def _timeless(text: str) -> str:
    return re.sub(r"\.judge|[0-9a-f]{32}", "", text)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (b"since=2024&until=", b"since=2024"),
        (b"a=&b=+&c=%20%09&d", b""),
        (b"state=AZE&state=&state=TUR", b"state=AZE&state=TUR"),
        (b"text=a%26b%3D&q==", b"text=a%26b%3D&q=="),
        (b"", b""),
    ],
)
def test_what_is_told_stays_as_it_is_spelled(query: bytes, told: bytes) -> None:
    assert told_only(query) == told


def test_a_program_leaves_a_value_empty_or_means_it(rich: TestClient) -> None:
    assert rich.get("/api/v1/counts?quad=").status_code == 200
    assert rich.get("/api/v1/counts?quad=%1C").status_code == 422
    assert rich.get("/events?quad=%1C").status_code == 200


def test_a_page_says_which_field_it_can_not_take_and_keeps_the_question(rich: TestClient) -> None:
    page = rich.get("/events?since=2024-05&confidence=lots&state=AZE&state=TUR&limit=900")
    assert page.status_code == 422
    assert page.text.count("is no number; write one as 0.7") == 2  # in the list, and at the field
    assert "<strong>Sure at least</strong> <q>lots</q> is no number" in page.text
    assert "<strong>How many</strong> <q>900</q> is too large: 200 is the most" in page.text
    form = page.text[page.text.index('aria-label="The question"') :]
    for name, value in (("since", "2024-05"), ("confidence", "lots"), ("state", "AZE"), ("state", "TUR")):
        assert f'name="{name}" value="{value}"' in form
    assert re.search(r'value="lots" aria-invalid="true" aria-describedby="(wrong-\d)".*?id="\1"', form, re.DOTALL)


@pytest.mark.parametrize(
    ("address", "label", "told"),
    [
        ("/events?state=Atlantis", "State", "is no state"),
        ("/events?since=May", "From", "is no day, month or year"),
        ("/pairs/go?one=&other=TUR", "One state", "is needed"),
        ("/?day=soon", "Day", "soon"),
        ("/events?novelty=fresh", "News", "is none of"),
        ("/events?mode=zzz", "Mode", "<q>zzz</q> is none; take one of abduct"),
        ("/events?type=CONSULT&context=zzz", "About", "<q>zzz</q> is none; take one of"),
        ("/events?type=treaty", "Type", "is none that events have; take one of AGREE"),
        ("/narrow/statements?type=treaty", "Type", "is none that statements have; take one of"),
        ("/statements?mode=visit", "Mode", "is none that statements have; leave it out"),
        ("/events?status=kept", "Status", "is none that events have; take one of occurred"),
        ("/events?place=ZZZ", "Place", "is no state"),
        ("/events?collection=zzz", "Collection", "<q>zzz</q> is none; there is none here"),
        ("/world?type=treaty", "Type", "is none that events have"),
        ("/reports?collection=zzz", "Collection", "is none"),
        ("/reports?sort=zzz", "Order", "is no order"),
        ("/search?q=talks&context=zzz", "About", "is none; take one of"),
        ("/search?q=talks&collection=zzz", "Collection", "is none"),
        ("/actors?kind=zzz", "Kind", "zzz"),
        ("/actors?country=zzz", "State", "is no state"),
        ("/actors?sort=zzz", "Order", "is none of"),
        ("/pairs/AZE/TUR?tab=zzz", "Tab", "is none of"),
        ("/network?by=zzz", "Between", "is none of"),
        ("/network?context=zzz", "About", "is none"),
        ("/review?kind=zzz", "Kind", "is none of"),
        ("/review?do=zzz", "What to do", "is none of"),
        ("/events?state=A%00", "", "Back to today"),
    ],
)
def test_how_to_go_on_is_said_on_the_page(rich: TestClient, address: str, label: str, told: str) -> None:
    page = rich.get(address)
    assert page.status_code in {400, 422}
    assert told in page.text
    if label:
        assert f"<label>{label} <input" in page.text
        assert "<button>Show</button>" in page.text


def test_a_word_that_is_none_is_marked_where_it_stands(rich: TestClient) -> None:
    page = rich.get("/events?mode=visit&mode=zzz&since=2024").text
    form = page[page.index('aria-label="The question"') :]
    assert 'name="mode" value="visit"></label>' in form
    assert 'name="mode" value="zzz" aria-invalid="true"' in form
    assert 'name="since" value="2024"></label>' in form


@pytest.mark.parametrize(
    "asked",
    [
        *("events?mode=zzz", "events?context=zzz", "events?type=zzz", "events?state=zzz", "events?status=zzz"),
        *("events?type=treaty", "events?status=kept", "statements?mode=visit", "events?place=ZZZ"),
        *("events?collection=zzz", "events?sort=zzz", "timeline?mode=zzz", "counts?context=zzz", "facets?by=zzz"),
        *("facets?by=type&context=zzz", "facets?by=type&type=treaty", "reports?collection=zzz", "reports?state=zzz"),
        *("search?q=talks&collection=zzz", "actors?kind=zzz", "network?type=zzz", "judgements?kind=zzz"),
    ],
)
def test_programs_are_told_which_value_is_none_and_what_would_do(rich: TestClient, asked: str) -> None:
    answer = rich.get(f"/api/v1/{asked}")
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    detail = answer.json()["detail"]
    assert re.search("take one of|is no state|there is none here|leave it out|Input should be", detail), detail


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("context=Natural%20Resource", "context=natural_resource"),
        ("mode=VISIT", "mode=visit"),
        ("type=consult", "type=CONSULT"),
    ],
)
def test_a_word_is_taken_in_any_spelling_of_it(rich: TestClient, asked: str, told: str) -> None:
    assert rich.get(f"/events.json?{asked}").json() == rich.get(f"/events.json?{told}").json()
