"""How hosts are asked: robots.txt, pauses, busy hosts, failing ones."""

import time
from threading import Lock, Thread

import pytest

from dragoman.errors import FetchError
from dragoman.fetching import Client
from dragoman.fetching.manners import back_off, seconds_asked
from tests.fetching.sites import NOW, Clock, Page, client, here, leading_to, running

ROBOTS = b"User-agent: *\nDisallow: /\n\nUser-agent: dragoman\nDisallow: /secret\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("robots", "path", "code"),
    [
        pytest.param(Page(body=ROBOTS), "/a", None, id="allowed to us"),
        pytest.param(Page(body=ROBOTS), "/secret/a", "robots", id="not allowed to us"),
        pytest.param(Page(body=b"User-agent: *\nDisallow: /"), "/a", "robots", id="allowed to nobody"),
        pytest.param(Page(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), "/a", "robots", id="with a mark"),
        pytest.param(Page(body=b"<html>welcome</html>"), "/a", None, id="a page"),
        pytest.param(Page(body=b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /"), "/a", None, id="too long"),
        pytest.param(Page(status=404), "/a", None, id="none"),
        pytest.param(Page(status=403), "/a", None, id="forbidden itself"),
        pytest.param(Page(status=500), "/a", "status", id="in trouble"),
        pytest.param(Page(status=503), "/a", "busy", id="busy"),
        pytest.param(leading_to("/robots.txt"), "/a", None, id="round and round"),
        pytest.param(leading_to("file:///etc/passwd"), "/a", "address", id="to a file"),
    ],
)
def test_robots_txt_is_obeyed(robots: Page, path: str, code: str | None) -> None:
    with running({"/robots.txt": robots, "/a": Page(), "/secret/a": Page()}) as site:
        if code is None:
            assert client().fetch(site.address(path)).status == 200
            return
        with pytest.raises(FetchError) as caught:
            client().fetch(site.address(path))
        assert caught.value.code == code
        assert not site.paths()


def test_robots_txt_also_holds_for_where_a_redirect_leads_and_is_asked_for_once_a_day() -> None:
    clock = Clock()
    with running({"/robots.txt": Page(body=ROBOTS), "/a": leading_to("/secret"), "/b": Page()}) as site:
        one = client(clock)
        with pytest.raises(FetchError, match=r"robots\.txt asks not to"):
            one.fetch(site.address("/a"))
        one.fetch(site.address("/b"))
        assert site.paths(robots=True) == ["/robots.txt", "/a", "/b"]
        clock.at += 90_000
        one.fetch(site.address("/b"))
        assert site.paths(robots=True)[3:] == ["/robots.txt", "/b"]


@pytest.mark.parametrize(
    ("robots", "pauses"),
    [
        pytest.param(Page(status=404), [1.0, 1.0, 1.0], id="a second where nothing is said"),
        pytest.param(Page(body=b"User-agent: *\nCrawl-delay: 0.1"), [1.0, 1.0, 1.0], id="a second at least"),
        pytest.param(Page(body=ROBOTS), [1.0, 7.0, 7.0], id="as asked for"),
    ],
)
def test_there_is_a_pause_between_two_requests(robots: Page, pauses: list[float]) -> None:
    clock = Clock()
    with running({"/robots.txt": robots, "/a": Page()}) as site:
        one = client(clock)
        for _ in range(3):
            one.fetch(site.address("/a"))
    assert clock.slept == pytest.approx(pauses)


def test_other_hosts_need_not_wait() -> None:
    clock = Clock()
    with running({"/a": Page()}) as site:
        one = client(clock)
        one.fetch(site.address("/a", "one.example"))
        one.fetch(site.address("/a", "two.example"))
    assert clock.slept == pytest.approx([1.0, 1.0])  # between robots.txt and the page of each


def test_a_pause_that_is_too_long_is_left_for_later() -> None:
    with running({"/robots.txt": Page(body=b"User-agent: *\nCrawl-delay: 600"), "/a": Page()}) as site:
        one = client()
        one.fetch(site.address("/a"))
        with pytest.raises(FetchError) as caught:
            one.fetch(site.address("/a"))
    assert caught.value.code == "busy"
    assert caught.value.wait == pytest.approx(600.0)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_again_when_it_says(status: int) -> None:
    clock = Clock()

    def busy(_: object, number: int) -> Page:
        return Page(status=status, headers={"Retry-After": "9"}) if number == 1 else Page()

    with running({"/a": busy}) as site:
        assert client(clock).fetch(site.address("/a")).status == 200
    assert clock.slept == pytest.approx([1.0, 9.0])


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        pytest.param({"Retry-After": "3600"}, 1, id="too long to wait for"),
        pytest.param({"Retry-After": "Wed, 04 Mar 2026 06:06:07 GMT"}, 1, id="a moment"),
        pytest.param({}, 3, id="nothing said"),
        pytest.param({"Retry-After": "soon"}, 3, id="nothing that can be read"),
    ],
)
def test_a_busy_host_is_left_alone(after: dict[str, str], asked: int) -> None:
    with running({"/a": Page(status=429, headers=after)}) as site:
        one = client()
        with pytest.raises(FetchError) as caught:
            one.fetch(site.address("/a"))
        assert len(site.paths()) == asked
        assert (caught.value.code, caught.value.is_passing) == ("busy", True)
        assert caught.value.wait is not None
        if asked == 1:
            assert caught.value.wait == pytest.approx(3600)
            with pytest.raises(FetchError, match="left alone"):
                one.fetch(site.address("/b"))
            assert len(site.paths()) == 1


def test_a_host_that_fails_again_and_again_is_left_alone() -> None:
    clock = Clock()
    with running({"/a": Page(headers={"Content-Length": "99"})}) as site:
        one = client(clock)
        for _ in range(2):
            with pytest.raises(FetchError, match="connection failed"):
                one.fetch(site.address("/a"))
        before = len(site.asked)
        with pytest.raises(FetchError, match="left alone"):
            one.fetch(site.address("/a"))
        assert len(site.asked) == before == 7  # robots.txt, and twice three tries
        clock.at += 1_000
        site.pages["/a"] = Page()
        assert one.fetch(site.address("/a")).status == 200


def test_back_off_doubles_differs_and_is_the_same_each_time() -> None:
    waits = [back_off(number, "one", first=2.0, longest=100.0) for number in range(8)]
    assert waits == [back_off(number, "one", first=2.0, longest=100.0) for number in range(8)]
    assert waits != [back_off(number, "two", first=2.0, longest=100.0) for number in range(8)]
    assert all(2.0**number * 2 <= wait <= 2.0**number * 3 for number, wait in enumerate(waits[:5]))
    assert waits[-1] == 100.0


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Wed, 04 Mar 2026 05:07:07 GMT", 60.0),
        ("Wed, 04 Mar 2020 05:07:07 GMT", 0.0),
        ("-5", None),
        ("٣", None),
        ("99999999999999999999", None),
        ("tomorrow", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(told: str | None, seconds: float | None) -> None:
    assert seconds_asked(told, NOW) == seconds


def test_only_one_request_at_a_time_goes_to_a_host() -> None:
    at_once, most, lock = 0, 0, Lock()

    def page(_: object, __: int) -> Page:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return Page()

    with running({"/a": page}) as site:
        one = Client(allow_private=True, resolver=here, sleep=lambda _: None)
        threads = [Thread(target=one.fetch, args=(site.address("/a"),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(site.paths()), most) == (4, 1)
