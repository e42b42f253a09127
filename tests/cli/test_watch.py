"""`dragoman watch` from outside, with a taking that only writes down what it was given."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app, watch
from dragoman.fetching import manners
from dragoman.model.source_text import Item, Refused
from dragoman.store import Store
from dragoman.store.feeds import feed_states
from dragoman.taking import Became, Options, Summary
from tests.fetching.sites import Page, Site, running
from tests.fetching.test_feeds import LEAD, PAGE, entry, feed, opml

RUN = CliRunner()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing."""
    monkeypatch.setattr(manners, "PAUSE", 0.0)
    monkeypatch.setattr("dragoman.fetching.client.PAUSE", 0.0)
    monkeypatch.setattr(watch, "SETTLES", 0.0)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Item | Refused]:
    """Stand in for the taking; what is named "stop" stops it."""
    found: list[Item | Refused] = []

    def take_all(
        offered: Iterable[Item | Refused], _: Store, __: Options, *, tell: Callable[[Became], None]
    ) -> Summary:
        summary = Summary()
        for one in offered:
            item = isinstance(one, Item)
            if isinstance(one, Item) and one.raw.name.endswith("stop"):
                raise KeyboardInterrupt
            found.append(one)
            name = one.raw.name if isinstance(one, Item) else one.name
            became = Became(name=name, outcome="taken" if item else "refused", code=None if item else "x", message="no")
            summary.note(became)
            tell(became)
        return summary

    monkeypatch.setattr("dragoman.taking.take_all", take_all)
    return found


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a site with a feed of one entry."""
    with running({"/a": PAGE}) as site:
        site.pages["/feed"] = feed(entry(site.address("/a")), ETag='"v1"')
        yield site


def run(*args: str, store: Path) -> Result:
    return RUN.invoke(app, ["watch", "--once", "--allow-private", "--store", str(store), *args])


def kept(store: Path, *urls: str) -> list[tuple[str | None, int, bool]]:
    place = Store.open(store)
    found = [(one.etag, one.failures, one.next is not None) for one in feed_states(place.engine, urls)]
    place.close()
    return found


def test_one_turn_of_a_feed(site: Site, taken: list[Item | Refused], tmp_path: Path) -> None:
    found = run(site.address("/feed"), store=tmp_path / "a.db")
    assert (found.exit_code, found.stdout) == (0, "       1 taken\n"), found.output
    (item,) = taken
    assert isinstance(item, Item)
    assert LEAD in item.raw.text
    assert kept(tmp_path / "a.db", site.address("/feed")) == [('"v1"', 0, True)]
    asked = len(site.asked)
    found = run(site.address("/feed"), store=tmp_path / "a.db")
    assert (found.exit_code, found.stdout) == (0, "       0 documents: nothing is new\n")
    assert len(site.asked) == asked  # it is not due


@pytest.mark.parametrize("remote", [False, True], ids=["a file", "an address"])
def test_a_list_of_feeds(site: Site, taken: list[Item | Refused], tmp_path: Path, *, remote: bool) -> None:
    data = opml("".join(f"<outline xmlUrl='{site.address(path)}'/>" for path in ("/none", "/feed", "/feed")))
    site.pages["/feeds.opml"] = Page(body=data)
    (tmp_path / "feeds.opml").write_bytes(data)
    named = site.address("/feeds.opml") if remote else str(tmp_path / "feeds.opml")
    found = run(named, store=tmp_path / "a.db")
    assert found.exit_code == 1
    assert [type(one) for one in taken] == [Item, Refused]
    assert kept(tmp_path / "a.db", site.address("/feed"), site.address("/none")) == [('"v1"', 0, True), (None, 1, True)]


def test_a_folder(taken: list[Item | Refused], tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "a.txt").write_text(LEAD, "utf-8")
    assert run(str(folder), store=tmp_path / "a.db").exit_code == 0
    assert [one.raw.text for one in taken if isinstance(one, Item)] == [LEAD]


def test_what_is_broken_off_is_begun_again(site: Site, taken: list[Item | Refused], tmp_path: Path) -> None:
    site.pages["/stop"] = PAGE
    site.pages["/broken"] = feed(entry(site.address("/stop")), entry(site.address("/a")))
    feeds = (site.address("/broken"), site.address("/feed"))
    assert run(*feeds, store=tmp_path / "a.db").exit_code == 130
    assert len(taken) == 1
    assert kept(tmp_path / "a.db", *feeds) == [(None, 0, False), (None, 0, False)]
    site.pages["/broken"] = feed(entry(site.address("/a")))
    assert run(*feeds, store=tmp_path / "a.db").exit_code == 0
    assert len(taken) == 3
    assert kept(tmp_path / "a.db", *feeds) == [(None, 0, True), ('"v1"', 0, True)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "no such list of feeds", id="not there"),
        pytest.param(b"<html/>", "no list of feeds", id="no list"),
        pytest.param(opml("<outline xmlUrl='&a;'/>", "<!DOCTYPE opml [<!ENTITY a 'x'>]>"), "entities", id="entities"),
    ],
)
def test_what_cannot_be_watched_is_told(content: bytes | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    if content is not None:
        path.write_bytes(content)
    found = run(str(path), store=tmp_path / "a.db")
    assert found.exit_code == 1
    assert told in found.stderr


def test_it_goes_on_until_ctrl_c(
    site: Site, taken: list[Item | Refused], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.cli.watch.time.sleep", sleep)
    args = ["watch", "--allow-private", "--every", "5", "--store", str(tmp_path / "a.db"), site.address("/feed")]
    found = RUN.invoke(app, args)
    assert found.exit_code == 130
    assert len(taken) == 1
    assert all(290 <= seconds <= 300 for seconds in slept[-3:]), slept
