"""A feed that is watched, turn after turn."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import FeedListError, FetchError
from dragoman.fetching import Fetched, Turn, Watcher, feeds_in, fetched_items, is_list
from dragoman.fetching.plan import answered, due, failed, until_due
from dragoman.model.feed import FeedState
from dragoman.model.source_text import Item, Refused
from tests.fetching.sites import Clock, Page, Site, client, running

NOW = "2026-03-04T05:06:07+00:00"
LEAD = "Arnor and Gondor signed a border pact on Monday, the palace said."
SECOND = "King Thoss praised the patience of the envoys, who had met for six weeks in Lima."
PAGE = Page(
    body=f"<html><head><title>A pact</title></head><body><article><h1>A pact</h1><p>{LEAD}</p><p>{SECOND}</p>"
    "</article></body></html>".encode(),
    headers={"Content-Type": "text/html; charset=utf-8"},
)


def entry(link: str, title: str = "Pact", words: str = "A pact was signed.", extra: str = "") -> str:
    told = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{told}<description>{words}</description>{extra}</item>"


def feed(*entries: str, **headers: str) -> Page:
    body = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Annals</title>{''.join(entries)}</channel></rss>"
    )
    return Page(body=body.encode(), headers={"Content-Type": "text/xml", **headers})


@dataclass
class Desk:
    """A site, a watcher of it, and what was kept between turns."""

    site: Site
    clock: Clock = field(default_factory=Clock)
    done: set[str] = field(default_factory=set)
    state: FeedState | None = None

    def __post_init__(self) -> None:
        self.watcher = Watcher(client=client(self.clock), known=self.known, now=lambda: NOW)

    def known(self, _: str, entries: Collection[str]) -> set[str]:
        return self.done & set(entries)

    def turn(self) -> tuple[Turn, list[Item], list[Refused]]:
        turn = self.watcher.turn(self.state or FeedState(url=self.site.address("/feed")))
        found = list(turn.offered)
        self.state = turn.state
        self.done.update(turn.entries)
        self.clock.at += 100_000
        return (
            turn,
            [one for one in found if isinstance(one, Item)],
            [one for one in found if isinstance(one, Refused)],
        )


def test_a_new_entry_gives_its_page_with_the_outlet_of_the_feed() -> None:
    with running({"/a": PAGE}) as site:
        day = "<pubDate>Thu, 12 May 2022 10:00:00 GMT</pubDate>"
        site.pages["/feed"] = feed(entry(site.address("/a"), extra=day), ETag='"v1"')
        desk = Desk(site)
        turn, items, refused = desk.turn()
    assert not refused
    (item,) = items
    assert LEAD in item.raw.text
    assert SECOND in item.raw.text
    assert (item.raw.outlet, item.raw.title, item.raw.published) == ("The Annals", "A pact", "2022-05-12")
    assert item.raw.url == item.raw.name == site.address("/a")
    assert item.retrieved == NOW
    assert turn.state == FeedState(
        url=site.address("/feed"), etag='"v1"', fetched=NOW, next="2026-03-04T05:36:07+00:00"
    )


def test_only_what_is_new_or_changed_is_fetched_again_and_the_oldest_comes_first() -> None:
    with running({"/a": PAGE, "/b": PAGE, "/c": PAGE}) as site:
        a, b, c = (site.address(f"/{name}") for name in "abc")
        site.pages["/feed"] = feed(entry(b), entry(a))
        desk = Desk(site)
        assert [item.raw.name for item in desk.turn()[1]] == [a, b]
        assert desk.turn()[1] == []
        site.pages["/feed"] = feed(entry(c), entry(b, title="A pact after all"), entry(a))
        assert [item.raw.name for item in desk.turn()[1]] == [b, c]


@pytest.mark.parametrize(
    ("link", "pages", "why"),
    [
        pytest.param("", {}, None, id="no page"),
        pytest.param("mailto:desk@example.org", {}, None, id="a link that is none to fetch"),
        pytest.param("/a", {}, "status 404", id="not there"),
        pytest.param("/a", {"/robots.txt": Page(body=b"User-agent: *\nDisallow: /a")}, "robots.txt", id="not allowed"),
        pytest.param("/a", {"/a": Page(body=b"\x89PNG\r\n\x1a\n")}, "is a PNG image, which is not read", id="an image"),
        pytest.param("/a", {"/a": Page(body=b"", headers={"Content-Type": "text/html"})}, "no text", id="empty"),
    ],
)
def test_an_entry_whose_page_cannot_be_had_has_its_own_words(
    link: str, pages: dict[str, Page], why: str | None
) -> None:
    with running(pages) as site:
        site.pages["/feed"] = feed(entry(site.address(link) if link.startswith("/") else link))
        desk = Desk(site)
        turn, (item,), refused = desk.turn()
        assert item.raw.text.strip() == "A pact was signed."
        assert item.raw.outlet == "The Annals"
        told = dict(item.raw.issues).get("no-page")
        assert (told is None) == (why is None)
        if why is not None and told is not None:
            assert any(one in told for one in why.split("|")), told
        assert not refused
        assert len(turn.entries) == 1
        assert desk.turn()[1] == []


def test_a_page_that_cannot_be_had_now_is_tried_again_and_the_feed_is_asked_for_whole() -> None:
    with running({"/a": Page(status=503, headers={"Retry-After": "3600"})}) as site:
        site.pages["/feed"] = feed(entry(site.address("/a")), ETag='"v1"')
        desk = Desk(site)
        turn, items, refused = desk.turn()
        assert (items, [one.code for one in refused], turn.left) == ([], ["busy"], 1)
        assert (turn.state.etag, turn.entries, turn.state.failures) == (None, [], 0)
        site.pages["/a"] = PAGE
        turn, items, refused = desk.turn()
        assert (len(items), refused, turn.state.etag) == (1, [], '"v1"')


def test_a_feed_that_is_not_changed_costs_one_question() -> None:
    with running({"/a": PAGE}) as site:
        page = feed(entry(site.address("/a")), ETag='"v1"')
        site.pages["/feed"] = lambda headers, _: (
            Page(status=304, body=b"") if headers.get("if-none-match") == '"v1"' else page
        )
        desk = Desk(site)
        desk.turn()
        before = len(site.paths())
        turn, items, refused = desk.turn()
        assert (items, refused, site.paths()[before:]) == ([], [], ["/feed"])
        assert (turn.state.etag, turn.state.failures) == ('"v1"', 0)


ENTITIES = (
    b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
    b"<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    b"<rss version='2.0'><channel><title>T</title><item><title>x</title><description>&b;&f;</description></item>"
    b"</channel></rss>"
)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param(Page(status=404), "not-found", id="not there"),
        pytest.param(Page(status=410), "gone", id="gone"),
        pytest.param(Page(status=500), "status", id="in trouble"),
        pytest.param(PAGE, "no-feed", id="a page"),
        pytest.param(Page(body=b"<rss version='2.0'><channel><title>The Ann"), None, id="cut before any entry"),
        pytest.param(Page(body=b"<rss"), None, id="hardly anything"),
        pytest.param(Page(body=b"\x00\x01\x02" * 50), None, id="no text"),
    ],
)
def test_a_feed_in_trouble_is_told_and_asked_later(page: Page, code: str | None) -> None:
    with running({"/feed": page}) as site:
        turn, items, refused = Desk(site).turn()
    assert items == []
    assert turn.entries == []
    if code is not None:
        assert [one.code for one in refused] == [code]
        assert turn.state.trouble is not None
        assert turn.state.trouble.startswith(code)
        assert turn.state.failures == 1
        assert turn.state.next is not None
        assert turn.state.next > NOW
    else:
        assert refused
        assert turn.state.failures == 1


def test_what_can_be_read_of_a_damaged_feed_is_taken() -> None:
    with running({"/a": PAGE, "/b": PAGE}) as site:
        whole = feed(entry(site.address("/a")), entry(site.address("/b")))
        site.pages["/feed"] = Page(body=whole.body.replace(b"</channel></rss>", b"<item><title>Cut & "))
        turn, items, refused = Desk(site).turn()
    assert {item.raw.url for item in items} >= {site.address("/a"), site.address("/b")}
    assert "damaged" in [one.code for one in refused]
    assert turn.state.failures == 0


def test_entities_of_a_feed_reach_no_file() -> None:
    with running({"/feed": Page(body=ENTITIES, headers={"Content-Type": "text/xml"})}) as site:
        _, items, _ = Desk(site).turn()
    assert all("root:" not in item.raw.text and len(item.raw.text) < 200 for item in items)


def test_a_feed_without_entries_is_no_trouble() -> None:
    with running({"/feed": feed()}) as site:
        turn, items, refused = Desk(site).turn()
    assert (items, refused, turn.state.failures, turn.state.trouble) == ([], [], 0, None)


def test_what_a_user_names_is_taken_with_its_address() -> None:
    with running({"/a": PAGE, "/b.txt": Page(body=LEAD.encode(), headers={"Content-Type": "text/plain"})}) as site:
        site.pages["/feed"] = feed(entry("http://example.org/x"))
        site.pages["/c"] = Page(status=302, headers={"Location": "/a"}, body=b"")
        one = client()
        found = {
            path: list(fetched_items(site.address(path), one)) for path in ("/a", "/b.txt", "/c", "/feed", "/none")
        }
    assert [item.raw.url for item in found["/a"] if isinstance(item, Item)] == [site.address("/a")]
    assert [item.raw.text for item in found["/b.txt"] if isinstance(item, Item)] == [LEAD]
    (led,) = (item for item in found["/c"] if isinstance(item, Item))
    assert (led.raw.name, led.raw.url, led.retrieved) == (site.address("/c"), site.address("/a"), NOW)
    assert [item.raw.url for item in found["/feed"] if isinstance(item, Item)] == ["http://example.org/x"]
    assert [one.code for one in found["/none"] if isinstance(one, Refused)] == ["not-found"]


# -- lists of feeds --------------------------------------------------------------------------------------------------


def opml(inside: str, before: str = "") -> bytes:
    return f"<?xml version='1.0'?>{before}<opml version='2.0'><head/><body>{inside}</body></opml>".encode()


def test_a_list_gives_each_feed_once_in_its_order() -> None:
    inside = (
        "<outline text='All'><outline text='B' xmlUrl='http://b.example/'/>"
        "<outline text='A' xmlUrl=' http://a.example/?x=1&amp;y=2 '/></outline>"
        "<outline text='B again' xmlurl='http://b.example/'/><outline text='no feed' htmlUrl='http://c.example/'/>"
    )
    assert is_list(opml(inside))
    assert feeds_in(opml(inside), "list") == ("http://b.example/", "http://a.example/?x=1&y=2")


LAUGHS = "<!DOCTYPE opml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTLINE = "<outline xmlUrl='http://a.example/'/>"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(opml("<outline xmlUrl='http://&b;/'/>", LAUGHS), id="entities"),
        pytest.param(opml(OUTLINE, "<!DOCTYPE opml [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"), id="a file"),
        pytest.param(opml(OUTLINE, "<!DOCTYPE opml SYSTEM 'http://a.example/x.dtd'>"), id="a document type"),
        pytest.param(opml("<outline>" * 200 + OUTLINE + "</outline>" * 200), id="nested without end"),
        pytest.param(opml("".join(f"<outline xmlUrl='http://{n}.example/'/>" for n in range(10_001))), id="too many"),
        pytest.param(opml("<outline text='x'/>"), id="no feeds"),
        pytest.param(opml(OUTLINE)[:-20], id="cut"),
        pytest.param(b"<html><body>no list</body></html>", id="a page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00" * 100, id="no text"),
        pytest.param(b" " * 5_000_001, id="too large"),
    ],
)
def test_what_is_no_honest_list_is_refused(data: bytes) -> None:
    with pytest.raises(FeedListError, match="list: "):
        feeds_in(data, "list")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary() | st.binary().map(lambda inside: opml("").replace(b"<head/>", inside)))
def test_any_bytes_are_a_list_or_refused(data: bytes) -> None:
    try:
        assert feeds_in(data, "list")
    except FeedListError as error:
        assert str(error).startswith("list: ")  # noqa: PT017 - both ways are right


# -- the plan --------------------------------------------------------------------------------------------------------

EARLIER, LATER = "2026-03-04T05:00:00+00:00", "2026-03-04T06:06:07+00:00"


def state(url: str, next_: str | None) -> FeedState:
    return FeedState(url=url, next=next_)


def test_what_is_due_is_asked_the_longest_overdue_first() -> None:
    states = [state("d", LATER), state("c", NOW), state("b", EARLIER), state("a", None), state("e", EARLIER)]
    assert [one.url for one in due(states, NOW)] == ["a", "b", "e", "c"]
    assert until_due(states, NOW) == 0
    assert until_due([state("d", LATER)], NOW) == 3600
    assert until_due([], NOW) is None


def test_failures_double_the_wait_and_an_answer_forgets_them() -> None:
    one = FeedState(url="http://a.example/", etag='"v1"')
    waits = []
    for _ in range(12):
        one = failed(one, FetchError("timeout", "late"), NOW, every=600)
        waits.append(until_due([one], NOW) or 0)
    assert all(600 * 2**n <= wait <= 900 * 2**n for n, wait in enumerate(waits[:7]))
    assert waits[-1] == 86_400
    assert (one.failures, one.trouble, one.etag) == (12, "timeout: late", '"v1"')
    fetched = Fetched(
        url=one.url,
        final_url=one.url,
        status=304,
        body=b"",
        content_type=None,
        charset=None,
        etag=None,
        last_modified=None,
        retrieved=NOW,
    )
    again = answered(one, fetched, NOW, every=600)
    assert again == FeedState(url=one.url, etag='"v1"', fetched=NOW, next="2026-03-04T05:16:07+00:00")


@pytest.mark.parametrize(
    ("error", "least", "most"),
    [
        pytest.param(FetchError("busy", "x", wait=7200.0), 7200, 7200, id="as it asks"),
        pytest.param(FetchError("busy", "x", wait=1e12), 604_800, 604_800, id="a week at most"),
        pytest.param(FetchError("busy", "x", wait=1.0), 1800, 2700, id="no sooner than always"),
        pytest.param(FetchError("gone", "x"), 2_592_000, 2_592_000, id="gone: after a month"),
    ],
)
def test_how_long_a_feed_is_left_alone(error: FetchError, least: float, most: float) -> None:
    wait = until_due([failed(state("http://a.example/", None), error, NOW)], NOW)
    assert wait is not None
    assert least <= wait <= most
