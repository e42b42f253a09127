"""The client against a site on this machine that does all that sites do, and worse."""

import gzip
import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread

import pytest

from dragoman.errors import FetchError
from dragoman.fetching import Client, fetch
from dragoman.fetching.addresses import address_of
from dragoman.fetching.client import _Answer
from dragoman.fetching.manners import back_off, seconds_asked
from tests.fetching.sites import NOW, Answer, Clock, Page, client, here, running

MEGABYTE = 1_000_000


def _to(where: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": where}, body=b"")


def test_a_page_comes_with_what_its_answer_says() -> None:
    headers = {"Content-Type": "text/html; charset=ISO-8859-2", "ETag": '"v1"', "Last-Modified": "yesterday"}
    with running({"/a": Page(headers=headers)}) as site:
        found = client().fetch(site.address("/a#part"))
    assert (found.status, found.body) == (200, Page().body)
    assert (found.url, found.final_url) == (site.address("/a#part"), site.address("/a"))
    assert (found.content_type, found.charset) == ("text/html", "iso-8859-2")
    assert (found.etag, found.last_modified) == ('"v1"', "yesterday")
    assert found.retrieved == "2026-03-04T05:06:07+00:00"
    asked = site.asked[-1][1]
    assert asked["user-agent"].startswith("dragoman/")
    assert asked["accept-encoding"] == "gzip"
    assert "cookie" not in asked


def test_nothing_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with running({"/a": Page(headers={"Set-Cookie": "a=b"})}) as site:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login me password secret\n", "utf-8")
        monkeypatch.setenv("NETRC", str(netrc))
        one = client()
        assert one.fetch(site.address("/a")).status == one.fetch(site.address("/a")).status == 200
        assert all("authorization" not in headers and "cookie" not in headers for _, headers in site.asked)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with running({"/a": _to("/b", status), "/b": Page()}) as site:
        assert client().fetch(site.address("/a")).final_url == site.address("/b")


LOOP = {f"/{n}": _to(f"/{n + 1}") for n in range(10)}


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        pytest.param({"/0": _to("/0")}, "redirects", id="round and round"),
        pytest.param(LOOP, "redirects", id="on and on"),
        pytest.param({"/0": _to("file:///etc/passwd")}, "address", id="to a file"),
        pytest.param({"/0": _to("http://user:pw@127.0.0.1/")}, "address", id="to a password"),
        pytest.param({"/0": _to("http://[bad")}, "address", id="to nothing that is one"),
        pytest.param({"/0": Page(status=404)}, "not-found", id="not there"),
        pytest.param({"/0": Page(status=410)}, "gone", id="gone for good"),
        pytest.param({"/0": Page(status=403)}, "status", id="forbidden"),
        pytest.param({"/0": Page(status=304, body=b"")}, "status", id="not modified, unasked"),
    ],
)
def test_what_leads_nowhere_says_so(pages: dict[str, Answer], code: str) -> None:
    with running(pages) as site, pytest.raises(FetchError) as caught:
        client().fetch(site.address("/0"))
    assert caught.value.code == code
    assert not caught.value.is_passing


def test_a_redirect_into_a_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = {"news.example": ("127.0.0.1",), "inside.example": ("127.0.0.9",)}
    with running(
        {"/0": lambda _headers, _n: _to(f"http://inside.example:{site.port}/secret"), "/secret": Page()}
    ) as site:
        monkeypatch.setattr("dragoman.fetching.addresses.is_public", lambda address: address == "127.0.0.1")
        monkeypatch.setattr("dragoman.fetching.addresses.PORTS", {"http": site.port})
        one = Client(resolver=lambda host, _: hosts[host], sleep=lambda _: None)
        with pytest.raises(FetchError, match="no address of the open internet") as caught:
            one.fetch(site.address("/0", "news.example"))
        assert caught.value.code == "address"
        assert "/secret" not in site.paths()


def test_a_way_down_from_https_is_told() -> None:
    one = client()

    answer = _Answer(302, {"location": "http://example.org/a"}, b"")
    with pytest.raises(FetchError) as caught:
        one._target(address_of("https://example.org/a"), answer)  # noqa: SLF001 - no site here has a certificate
    assert caught.value.code == "downgrade"


def _bomb(write: Callable[[bytes], object]) -> None:
    write(gzip.compress(bytes(50 * MEGABYTE)))


def _endless(write: Callable[[bytes], object]) -> None:
    while True:
        write(b"x" * 65_536)


PACKED = gzip.compress(b"pact " * 1000)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param(Page(drip=_bomb, headers={"Content-Encoding": "gzip"}), "too-large", id="a bomb"),
        pytest.param(Page(drip=_endless), "too-large", id="no end"),
        pytest.param(Page(headers={"Content-Length": "999999999999"}), "too-large", id="announced as too large"),
        pytest.param(Page(body=b"x" * (2 * MEGABYTE)), "too-large", id="too large"),
        pytest.param(Page(headers={"Content-Encoding": "br"}), "damaged", id="another packing"),
        pytest.param(Page(headers={"Content-Encoding": "gzip, gzip"}), "damaged", id="packed twice"),
        pytest.param(Page(headers={"Content-Encoding": "gzip"}), "damaged", id="not packed"),
        pytest.param(Page(body=PACKED[:-20], headers={"Content-Encoding": "gzip"}), "damaged", id="cut in its packing"),
        pytest.param(Page(headers={"Content-Length": "99"}), "connection", id="shorter than it says"),
        pytest.param(Page(headers={"Content-Length": "-1"}), "connection", id="a length that is none"),
    ],
)
def test_bodies_that_are_too_much_or_too_little(page: Page, code: str) -> None:
    with running({"/0": page}) as site, pytest.raises(FetchError) as caught:
        client().fetch(site.address("/0"), limit_bytes=MEGABYTE)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(PACKED, b"pact " * 1000, id="one"),
        pytest.param(PACKED + PACKED, b"pact " * 2000, id="two after one another"),
        pytest.param(b"", b"", id="none"),
    ],
)
def test_packed_bodies_are_unpacked(body: bytes, text: bytes) -> None:
    with running({"/0": Page(body=body, headers={"Content-Encoding": "gzip"})}) as site:
        assert client().fetch(site.address("/0")).body == text


def _slowly(write: Callable[[bytes], object]) -> None:
    for _ in range(100):
        write(b"x")
        time.sleep(0.05)


def _sleepy(_: object, __: int) -> Page:
    time.sleep(1)
    return Page()


@pytest.mark.parametrize("answer", [Page(drip=_slowly), _sleepy], ids=["a byte at a time", "no answer"])
def test_the_whole_fetch_has_one_time_limit(answer: Answer) -> None:
    with running({"/0": answer}) as site:
        began = time.monotonic()
        with pytest.raises(FetchError) as caught:
            Client(allow_private=True, sleep=lambda _: None).fetch(site.address("/0"), timeout=0.3)
        assert time.monotonic() - began < 2
    assert (caught.value.code, caught.value.is_passing) == ("timeout", True)


def test_a_name_that_is_resolved_too_slowly_is_left() -> None:
    def resolver(_: str, __: int) -> tuple[str, ...]:
        time.sleep(1)
        return ("127.0.0.1",)

    with pytest.raises(FetchError) as caught:
        Client(resolver=resolver).fetch("http://slow.example/", timeout=0.1)
    assert caught.value.code == "timeout"


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
        pytest.param(_to("/robots.txt"), "/a", None, id="round and round"),
        pytest.param(_to("file:///etc/passwd"), "/a", "address", id="to a file"),
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
    with running({"/robots.txt": Page(body=ROBOTS), "/a": _to("/secret"), "/b": Page()}) as site:
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


def test_what_is_known_is_not_sent_again() -> None:
    def page(headers: object, _: int) -> Page:
        assert isinstance(headers, dict)
        same = (headers.get("if-none-match"), headers.get("if-modified-since")) == ('"v1"', "yesterday")
        return Page(status=304, body=b"") if same else Page()

    with running({"/a": page}) as site:
        one = client()
        assert one.fetch(site.address("/a")).status == 200
        found = one.fetch(site.address("/a"), etag='"v1"', modified="yesterday")
        assert (found.status, found.body) == (304, b"")
        assert one.fetch(site.address("/a"), etag='"v1"\r\nX-Evil: 1').status == 200


def test_one_fetch_has_a_client_of_its_own() -> None:
    with running({"/robots.txt": Page(body=b"User-agent: *\nDisallow: /")}) as site:
        with pytest.raises(FetchError, match="only 80 and 443"):
            fetch(site.address("/a"))
        with pytest.raises(FetchError, match="asks not to"):
            fetch(site.address("/a"), allow_private=True)


def test_tls_asks_the_checked_address_for_the_name() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            for _ in range(3):
                line, _peer = server.accept()
                with line:
                    heard.append(line.recv(4096))

        thread = Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError) as caught:
            client().fetch(f"https://news.example:{server.getsockname()[1]}/")
        thread.join()
    assert (caught.value.code, len(heard)) == ("connection", 3)
    assert all(b"news.example" in hello for hello in heard)


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
