"""The client against a site on this machine that does all that sites do, and worse."""

import gzip
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import httpcore
import pytest

from dragoman.errors import FetchError
from dragoman.fetching import Client, fetch, fetched_items
from dragoman.fetching.addresses import address_of
from dragoman.fetching.client import _Answer
from dragoman.model.source_text import Item
from tests.fetching.sites import Answer, Page, client, leading_to, running

MEGABYTE = 1_000_000


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
    with running({"/a": leading_to("/b", status), "/b": Page()}) as site:
        assert client().fetch(site.address("/a")).final_url == site.address("/b")


LOOP = {f"/{n}": leading_to(f"/{n + 1}") for n in range(10)}


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        pytest.param({"/0": leading_to("/0")}, "redirects", id="round and round"),
        pytest.param(LOOP, "redirects", id="on and on"),
        pytest.param({"/0": leading_to("file:///etc/passwd")}, "address", id="to a file"),
        pytest.param({"/0": leading_to("http://user:pw@127.0.0.1/")}, "address", id="to a password"),
        pytest.param({"/0": leading_to("http://[bad")}, "address", id="to nothing that is one"),
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
        {"/0": lambda _headers, _n: leading_to(f"http://inside.example:{site.port}/secret"), "/secret": Page()}
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


def test_a_wrong_certificate_is_no_passing_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str | None] = []

    class Stream(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            assert timeout is not None
            assert ssl_context.verify_mode is ssl.CERT_REQUIRED
            assert ssl_context.check_hostname
            tries.append(server_hostname)
            try:
                raise ssl.SSLCertVerificationError("certificate has expired")
            except ssl.SSLError as error:
                raise httpcore.ConnectError(str(error)) from error

        def close(self) -> None:
            """There is nothing to close."""

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_: Stream())
    with pytest.raises(FetchError, match="has expired") as caught:
        client().fetch("https://news.example/")
    assert (caught.value.code, caught.value.is_passing) == ("certificate", False)
    assert tries == ["news.example"]


@pytest.mark.parametrize(
    ("told", "kind", "charset"),
    [
        ("text/html", "text/html", None),
        ('TEXT/HTML; Charset="UTF-8"', "text/html", "utf-8"),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset*=nonsense'x'%ff%fe", "text/html", "nonsense"),
        ("nonsense", "text/plain", None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_what_a_header_says_of_the_form(told: str | None, kind: str | None, charset: str | None) -> None:
    with running({"/a": Page(headers={} if told is None else {"Content-Type": told})}) as site:
        found = client().fetch(site.address("/a"))
        assert found.content_type == kind
        if charset != "nonsense":
            assert found.charset == charset
        assert [type(one) for one in fetched_items(site.address("/a"), client())] == [Item]
