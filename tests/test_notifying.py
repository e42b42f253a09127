"""Webhooks: what is new in a saved search comes, signed, at least once, to where it may go; and nothing else."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dragoman.asking.followed import followed
from dragoman.errors import FetchError, QueryError
from dragoman.fetching.posting import post
from dragoman.notifying import Told, notify
from dragoman.notifying.telling import MOST_TRIES
from dragoman.store import Store
from dragoman.store.accounts import later
from tests.store.making import Desk

START = "2026-01-01T00:00:00+00:00"
URL = "https://example.org/hook"


@dataclass
class Clock:
    now: str = START

    def __call__(self) -> str:
        return self.now

    def pass_hours(self, hours: float) -> None:
        self.now = later(self.now, hours=hours)


@dataclass
class Receiver:
    """Takes messages, or answers as it is told to."""

    answers: list[int] = field(default_factory=list)
    heard: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    def __call__(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.heard.append((url, body, headers))
        return self.answers.pop(0) if self.answers else 204

    def items(self) -> list[str]:
        return [item["type"] for _, body, _ in self.heard for item in json.loads(body)["items"]]


def take(store: Store, kind: str, *, title: str, collection: str | None = None) -> None:
    """Take a report in which one thing is told between Azerbaijan and Turkey."""
    desk = Desk(title=title, outlet=title)
    desk.event(kind, ["AZE"], ["TUR"], day="2024-05-11", words=f"{kind.lower()} {title}")
    store.writer.take(desk.item(f"{title}.txt"), desk.record())
    if collection is not None:
        store.collect(collection, [desk.record().document.id])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    """Give a store with one meeting, and a search of ana's for meetings of Azerbaijan."""
    made = Store.open(tmp_path / "desk.db", clock=clock)
    take(made, "CONSULT", title="one")
    made.save_search("ana", "Baku meets", "/events?state=AZE&type=CONSULT")
    return made


def hook(store: Store, *, whole: bool = True, who: str = "ana") -> str:
    return store.webhooks.add(who, store.view.searches(who)[0].number, URL, whole=whole)


def test_only_what_is_new_comes_and_is_signed(store: Store) -> None:
    secret, receiver = hook(store), Receiver()
    assert notify(store, send=receiver) == Told()
    take(store, "CONSULT", title="two")
    take(store, "ACCUSE", title="three")
    assert notify(store, send=receiver) == Told(taken=1)
    ((url, body, headers),) = receiver.heard
    message = json.loads(body)
    assert url == URL
    assert [item["type"] for item in message["items"]] == ["CONSULT"]
    assert message["search"] == {"name": "Baku meets", "address": "/events?state=AZE&type=CONSULT"}
    assert message["id"] == headers["X-Dragoman-Delivery"]
    signed = f"{headers['X-Dragoman-Timestamp']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Dragoman-Signature"] == f"sha256={expected}"
    assert notify(store, send=receiver) == Told()


def test_what_is_not_taken_comes_again_later_under_its_id(store: Store, clock: Clock) -> None:
    hook(store)
    take(store, "CONSULT", title="two")
    receiver = Receiver(answers=[500, 302])
    assert notify(store, send=receiver) == Told(waiting=1)
    assert notify(store, send=receiver) == Told()  # not yet
    clock.pass_hours(1)
    assert notify(store, send=receiver) == Told(waiting=1)
    clock.pass_hours(1)
    assert notify(store, send=receiver) == Told(taken=1)
    assert len({body for _, body, _ in receiver.heard}) == 1
    (log,) = store.webhooks.log("ana")
    assert (log.attempts, log.status, log.trouble, log.taken) == (3, 204, None, clock.now)


def test_broken_off_between_sending_and_keeping_it_comes_again(store: Store) -> None:
    hook(store)
    take(store, "CONSULT", title="two")
    receiver = Receiver()

    def dying(url: str, body: bytes, headers: dict[str, str]) -> int:
        receiver(url, body, headers)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        notify(store, send=dying)
    assert notify(store, send=receiver) == Told(taken=1)
    assert len({headers["X-Dragoman-Delivery"] for _, _, headers in receiver.heard}) == 1


def test_it_is_given_up_in_the_end_and_the_next_comes(store: Store, clock: Clock) -> None:
    hook(store)
    take(store, "CONSULT", title="two")
    receiver = Receiver(answers=[500] * MOST_TRIES)
    told = []
    for _ in range(MOST_TRIES):
        told.append(notify(store, send=receiver))
        clock.pass_hours(12)
    assert told[-1] == Told(given_up=1)
    take(store, "CONSULT", title="three")
    assert notify(store, send=receiver) == Told(taken=1)


def test_who_sees_some_collections_is_told_of_those(store: Store) -> None:
    store.accounts.add("ana", "four grey donkeys at sea", "reader", None)
    take(store, "CONSULT", title="two", collection="gas")
    store.accounts.set_collections("ana", ["gas"])
    hook(store, whole=False)
    take(store, "CONSULT", title="three", collection="gas")
    take(store, "CONSULT", title="hidden")
    receiver = Receiver()
    notify(store, send=receiver)
    assert b"three" in receiver.heard[0][1]
    assert b"hidden" not in receiver.heard[0][1]
    store.accounts.set_disabled("ana", disabled=True)
    take(store, "CONSULT", title="four", collection="gas")
    assert notify(store, send=receiver) == Told()


@pytest.mark.parametrize(
    ("address", "finds"),
    [
        ("/events?state=AZE&type=CONSULT&sort=-day", ["CONSULT"]),
        ("/events?state=", ["ACCUSE", "CONSULT"]),
        ("/meetings?state=TUR", ["CONSULT"]),
        ("/pairs/AZE/TUR?tab=meetings", ["ACCUSE", "CONSULT"]),
        ("/pairs/AZE", ["ACCUSE", "CONSULT"]),
        ("/pairs/ARM", []),
        ("/search?q=accuse", ["ACCUSE"]),
        ("/statements", []),
        ("/events?quad=3&confidence=0.1", ["ACCUSE"]),
    ],
)
def test_what_an_address_lists(store: Store, address: str, finds: list[str]) -> None:
    take(store, "ACCUSE", title="two")
    found = followed(address)
    assert found is not None
    items, more = found.news(store.view, 0)
    assert (sorted(item["type"] for item in items), more) == (finds, False)


@pytest.mark.parametrize("address", ["/", "/reports", "/pairs/", "/pairs/AZE/TUR/ARM", "/search", "https://x/events"])
def test_what_is_no_list_of_findings(address: str) -> None:
    found = followed(address)
    assert found is None or address.startswith("https")


def test_nobody_names_an_address_for_the_search_of_another(store: Store) -> None:
    with pytest.raises(QueryError, match="no search is kept"):
        store.webhooks.add("bea", store.view.searches("ana")[0].number, URL, whole=True)


def test_with_the_search_all_goes(store: Store) -> None:
    hook(store)
    take(store, "CONSULT", title="two")
    notify(store, send=Receiver(answers=[500]))
    store.forget_search("ana", store.view.searches("ana")[0].number)
    assert (store.webhooks.of(), store.webhooks.log("ana"), store.faults()) == ((), (), [])


def at(*addresses: str) -> Callable[[str, int], tuple[str, ...]]:
    return lambda _host, _port: addresses


@pytest.mark.parametrize(
    ("url", "resolved"),
    [
        ("http://127.0.0.1/hook", "127.0.0.1"),
        ("http://169.254.169.254/latest", "169.254.169.254"),
        ("https://inside.example/", "10.0.0.7"),
        ("https://inside.example/", "fd00::1"),
        ("file:///etc/passwd", "1.1.1.1"),
        ("https://example.org:8080/", "1.1.1.1"),
        ("https://me:secret@example.org/", "1.1.1.1"),
    ],
)
def test_nothing_is_sent_to_where_it_may_not_go(url: str, resolved: str) -> None:
    with pytest.raises(FetchError):
        post(url, b"{}", {}, resolver=at(resolved))
