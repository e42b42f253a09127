"""One box: pages that may be meant, sentences with their words marked, counts that limit; what is kept."""

import pytest
from fastapi.testclient import TestClient

MEANT = [
    ("a pair by codes", "AZE TUR", ("pair", "/pairs/AZE/TUR")),
    ("a pair by names", "Azerbaijan and Turkey", ("pair", "/pairs/AZE/TUR")),
    ("a pair in small letters", "azerbaijan - turkey", ("pair", "/pairs/AZE/TUR")),
    ("a state of two words", "South Korea Japan", ("pair", "/pairs/KOR/JPN")),
    ("a state", "Turkey", ("state", "/pairs/TUR")),
    ("a part of a name", "naghiyev", ("person", "/actors/")),
    ("an agreement", "shusha declaration", ("agreement", "/agreements/agreement:")),
]


@pytest.mark.parametrize(("told", "meant"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_a_page_that_is_meant_stands_first(rich: TestClient, told: str, meant: tuple[str, str]) -> None:
    pages = rich.get("/search.json", params={"q": told}).json()["pages"]
    assert pages, told
    assert pages[0]["kind"] == meant[0]
    assert pages[0]["page"].startswith(meant[1])


def test_words_are_marked_where_they_stand(rich: TestClient) -> None:
    found = rich.get("/search.json", params={"q": '"gas pipeline"'}).json()["items"]
    assert len(found) == 1
    assert found[0]["page"].endswith(f"?at={found[0]['span']['start']}-{found[0]['span']['end']}#at")
    assert "<mark>gas pipeline</mark>" in rich.get("/search", params={"q": '"gas pipeline"'}).text


LIMITS = [
    ("type", {"type": "ACCUSE"}, {"Yerevan accuses Baku"}),
    ("state", {"state": "ARM"}, {"Yerevan accuses Baku"}),
    ("context", {"context": "military"}, {"Shusha Declaration signed", "Baku and Ankara sign"}),
    ("outlet", {"outlet": "Anatolian Post"}, {"Baku and Ankara sign"}),
    ("month", {"since": "2024-06", "until": "2024-06"}, {"Yerevan accuses Baku"}),
    ("type and state that are told apart", {"type": "ACCUSE", "state": "TUR"}, set()),
]


@pytest.mark.parametrize(("limit", "titles"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_a_count_limits_what_is_found(rich: TestClient, limit: dict[str, str], titles: set[str]) -> None:
    found = rich.get("/search.json", params={"q": "AZE", **limit}).json()
    assert {item["title"] for item in found["items"]} == titles


def test_counts_are_of_the_sentences_that_are_found(rich: TestClient) -> None:
    facets = rich.get("/search.json", params={"q": "held talks"}).json()["facets"]
    assert facets["outlet"] == {"Caspian Wire": 1, "Anatolian Post": 1}
    assert facets["type"] == {"CONSULT": 2}
    assert facets["month"] == {"2024-05": 2}
    assert facets["context"] == {"diplomatic": 2, "military": 2}
    assert "outlet=Anatolian+Post" in rich.get("/search", params={"q": "held talks"}).text


def test_a_search_goes_on_and_is_followed(rich: TestClient) -> None:
    first = rich.get("/search.json", params={"q": "AZE", "limit": 2}).json()
    second = rich.get("/search.json", params={"q": "AZE", "limit": 100, "cursor": first["next"]}).json()
    whole = rich.get("/search.json", params={"q": "AZE", "limit": 100}).json()["items"]
    assert [*first["items"], *second["items"]] == whole
    assert rich.get("/search.atom", params={"q": "AZE"}).text.count("<entry>") == len(whole[:30])


def test_an_empty_box_tells_how_to_write(rich: TestClient) -> None:
    assert "one after the other" in rich.get("/search").text
    assert rich.get("/search.json").json()["items"] == []


def test_hostile_words_are_shown_as_text(rich: TestClient) -> None:
    page = rich.get("/search", params={"q": "<script>alert(1)</script> AZE"}).text
    assert "<script>alert" not in page


# -- what is kept --------------------------------------------------------------------------------------------------


def keep(client: TestClient, name: str, address: str) -> int:
    page = client.get("/search").text
    csrf = page.split('name="csrf" content="')[1].split('"')[0]
    origin = {"Origin": "http://127.0.0.1:8000"}
    told = {"name": name, "address": address, "csrf": csrf}
    return client.post("/searches", data=told, headers=origin, follow_redirects=False).status_code


def test_a_search_is_kept_followed_and_deleted(rich: TestClient) -> None:
    assert keep(rich, "Gas", "/search?q=gas") == 303
    assert keep(rich, "Gas deals", "/search?q=gas") == 303
    kept = rich.get("/searches.json").json()["items"]
    assert [(one["name"], one["feed"]) for one in kept] == [("Gas deals", "/search.atom?q=gas")]
    assert rich.get(kept[0]["feed"]).status_code == 200
    page = rich.get("/searches").text
    csrf = page.split('name="csrf" content="')[1].split('"')[0]
    gone = rich.post(f"/searches/{kept[0]['number']}/delete", data={"csrf": csrf}, follow_redirects=False)
    assert gone.status_code == 303
    assert rich.get("/searches.json").json()["items"] == []


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "/\\example.org", "events"])
def test_only_addresses_of_this_desk_are_kept(rich: TestClient, address: str) -> None:
    assert keep(rich, "elsewhere", address) == 400
    assert rich.get("/searches.json").json()["items"] == []


def test_another_persons_searches_are_not_seen(rich: TestClient) -> None:
    keep(rich, "Gas", "/search?q=gas")
    store = rich.app.state.store  # type: ignore[attr-defined]
    number = store.view.searches("M. Garcia")[0].number
    assert store.view.searches("somebody else") == ()
    assert not store.forget_search("somebody else", number)
