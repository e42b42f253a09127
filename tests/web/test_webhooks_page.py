"""The page on which an address is named for a kept list: what it shows, once, and what it refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.settings import Settings

from .conftest import browser_of

URL = "https://example.org/news"


@pytest.fixture
def kept(store_path: Path) -> Iterator[TestClient]:
    """Give a browser on loopback of somebody who keeps a list of news, and one that is none."""
    app = app_of(Settings(store=str(store_path), name="M. Garcia"))
    store: Store = app.state.store
    store.save_search("M. Garcia", "Baku <b>", "/events?state=AZE")
    store.save_search("M. Garcia", "The map", "/world")
    with browser_of(app) as browser:
        yield browser


def test_an_address_is_named_and_taken_away(kept: TestClient) -> None:
    page = kept.get("/webhooks").text
    assert page.count("<h1>") == 1
    assert re.findall(r"<option value=\"(\d+)\">([^<]*)<", page) == [("1", "Baku &lt;b&gt;")]
    made = kept.post("/webhooks", data={"search": "1", "url": f" {URL} "})
    assert made.status_code == 200
    assert "It is shown this once" in made.text
    assert made.headers["cache-control"] == "no-store"
    page = kept.get("/webhooks").text
    assert "shown this once" not in page
    assert URL in page
    assert kept.get("/webhooks.json").json()["items"][0]["url"] == URL
    assert kept.post("/webhooks/1/delete").status_code == 200
    assert kept.post("/webhooks/1/delete").status_code == 404
    assert kept.get("/webhooks.json").json()["items"] == []


@pytest.mark.parametrize(
    ("search", "url", "words"),
    [
        ("1", "ftp://example.org/", "that is no address"),
        ("1", "https://example.org/a b", "that is no address"),
        ("2", URL, "is no kept list of news"),
        ("9", URL, "is no kept list of news"),
    ],
)
def test_what_makes_no_sense_is_said_beside_what_was_written(
    kept: TestClient, search: str, url: str, words: str
) -> None:
    answer = kept.post("/webhooks", data={"search": search, "url": url})
    assert answer.status_code == 400
    assert words in answer.text
    assert f'value="{url}"' in answer.text
    assert kept.get("/webhooks.json").json()["items"] == []


def test_the_same_is_named_once(kept: TestClient) -> None:
    told = {"search": "1", "url": URL}
    assert kept.post("/webhooks", data=told).status_code == 200
    again = kept.post("/webhooks", data=told)
    assert again.status_code == 400
    assert "is sent there already" in again.text
