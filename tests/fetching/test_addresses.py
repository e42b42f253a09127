"""Which addresses are fetched, and which IP addresses are asked."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import FetchError
from dragoman.fetching import Client
from dragoman.fetching.addresses import address_of, is_public
from tests.fetching.sites import Page, client, running


@pytest.mark.parametrize(
    ("address", "public"),
    [
        pytest.param("93.184.215.14", True, id="a public one"),
        pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, id="a public one, IPv6"),
        pytest.param("127.0.0.1", False, id="this machine"),
        pytest.param("0.0.0.0", False, id="this machine by none"),  # noqa: S104 - not bound to
        pytest.param("10.1.2.3", False, id="private, 10"),
        pytest.param("172.31.0.1", False, id="private, 172"),
        pytest.param("192.168.1.1", False, id="private, 192"),
        pytest.param("100.64.0.1", False, id="a carrier's own"),
        pytest.param("169.254.169.254", False, id="a cloud's metadata"),
        pytest.param("224.0.0.1", False, id="many at once"),
        pytest.param("255.255.255.255", False, id="all"),
        pytest.param("::1", False, id="this machine, IPv6"),
        pytest.param("::", False, id="none, IPv6"),
        pytest.param("fe80::1%eth0", False, id="of the link"),
        pytest.param("fd00::1", False, id="unique local"),
        pytest.param("fec0::1", False, id="of the site"),
        pytest.param("ff0e::1", False, id="many at once, IPv6"),
        pytest.param("::ffff:127.0.0.1", False, id="mapped, this machine"),
        pytest.param("::ffff:93.184.215.14", True, id="mapped, public"),
        pytest.param("::127.0.0.1", False, id="compatible, of old"),
        pytest.param("2002:7f00:1::", False, id="6to4 of this machine"),
        pytest.param("2002:5db8:d70e::", True, id="6to4 of a public one"),
        pytest.param("2001:0:5db8:d70e:0:0:f5ff:fffe", False, id="Teredo with a private client"),
        pytest.param("64:ff9b::a00:1", False, id="NAT64 of a private one"),
        pytest.param("64:ff9b::5db8:d70e", True, id="NAT64 of a public one"),
        pytest.param("64:ff9b:1::a00:1", False, id="NAT64 of a network's own"),
    ],
)
def test_only_the_open_internet_is_public(address: str, public: bool) -> None:  # noqa: FBT001 - a column
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("ftp://example.org/a", id="another protocol"),
        pytest.param("gopher://example.org/", id="one of old"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("http://", id="no host"),
        pytest.param("/a/b", id="a path"),
        pytest.param("http://user:word@example.org/", id="a password"),
        pytest.param("http://example.org:22/", id="another port"),
        pytest.param("http://example.org:0/", id="port 0"),
        pytest.param("https://example.org:8443/", id="another port, https"),
        pytest.param("http://exa\nmple.org/", id="a line end"),
        pytest.param("http://[::1", id="half of an IPv6 address"),
        pytest.param("http://example.org/" + "a" * 9000, id="endless"),
    ],
)
def test_what_is_no_address_to_fetch_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        address_of(url)
    assert caught.value.code == "address"
    assert not caught.value.is_passing


def test_private_networks_have_other_ports_and_a_fragment_is_never_sent() -> None:
    assert str(address_of("http://example.org:8080/a?b=1#c", allow_private=True)) == "http://example.org:8080/a?b=1"


@pytest.mark.parametrize(
    ("host", "found"),
    [
        pytest.param("private.example", ("10.0.0.1",), id="a private one"),
        pytest.param("mixed.example", ("93.184.215.14", "127.0.0.1"), id="a public and a private one"),
        pytest.param("mapped.example", ("::ffff:127.0.0.1",), id="mapped into IPv6"),
        pytest.param("nat.example", ("64:ff9b::7f00:1",), id="behind NAT64"),
        pytest.param("cloud.example", ("169.254.169.254",), id="a cloud's metadata"),
    ],
)
def test_a_name_that_leads_into_a_network_is_refused(host: str, found: tuple[str, ...]) -> None:
    with pytest.raises(FetchError, match="no address of the open internet") as caught:
        Client(resolver=lambda _host, _port: found).fetch(f"http://{host}/")
    assert caught.value.code == "address"


@pytest.mark.parametrize("written", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]"])
def test_this_machine_is_refused_however_it_is_written(written: str) -> None:
    with pytest.raises(FetchError) as caught:
        Client().fetch(f"http://{written}/")
    assert caught.value.code in ("address", "name")


def _once(first: str, then: str) -> Callable[[str, int], tuple[str, ...]]:
    answers = iter([first])
    return lambda _host, _port: (next(answers, then),)


def test_a_name_is_resolved_once_a_connection_and_each_answer_is_checked() -> None:
    # Rebinding: a public address while it is looked at, this machine when it is connected to.
    with running({"/": Page()}) as site:
        looked: list[str] = []

        def resolver(host: str, _: int) -> tuple[str, ...]:
            looked.append(host)
            return ("127.0.0.1",)

        assert client(resolver=resolver).fetch(site.address("/", "news.example")).status == 200
        assert len(looked) == len(site.asked) == 2  # robots.txt and the page, each at the address it was given
        assert {headers["host"] for _, headers in site.asked} == {f"news.example:{site.port}"}


def test_a_second_answer_that_leads_into_a_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with running({"/": Page()}) as site:
        # To the client this machine is public at first: what is checked is each single answer.
        monkeypatch.setattr("dragoman.fetching.addresses.is_public", lambda address: address == "127.0.0.1")
        monkeypatch.setattr("dragoman.fetching.addresses.PORTS", {"http": site.port})
        rebinding = Client(resolver=_once("127.0.0.1", "127.0.0.2"), sleep=lambda _: None)
        with pytest.raises(FetchError, match=r"127\.0\.0\.2") as caught:
            rebinding.fetch(site.address("/", "rebinding.example"))
        assert caught.value.code == "address"
        assert site.paths(robots=True) == ["/robots.txt"]


def test_a_name_without_an_address_may_have_one_later() -> None:
    def resolver(_: str, __: int) -> tuple[str, ...]:
        raise OSError("no such name")

    with pytest.raises(FetchError) as caught:
        Client(resolver=resolver).fetch("http://nowhere.example/")
    assert (caught.value.code, caught.value.is_passing) == ("name", True)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text() | st.text().map("http://{}".format) | st.from_regex(r"https?://[^/]*(:[0-9]{1,6})?/.*"))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = address_of(text)
    except FetchError:
        return
    assert address.scheme in ("http", "https")
    assert address.port in (None, 80, 443)
    assert address.raw_host.isascii()
    assert not address.userinfo


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.ip_addresses())
def test_no_ip_address_is_public_that_the_registry_says_is_not(address: IPv4Address | IPv6Address) -> None:
    if is_public(str(address)):
        assert address.is_global
        closed = (address.is_loopback, address.is_link_local, address.is_multicast, address.is_unspecified)
        assert not any(closed)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_the_same_however_it_is_wrapped(address: IPv4Address) -> None:
    number = int(address)
    wrapped = (
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0x64FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80),
    )
    assert {is_public(str(one)) for one in wrapped} == {is_public(str(address))}
