"""Which addresses may be fetched, and where they lead: a page must not make us ask the machines of our own network."""

import ipaddress
import socket
from collections.abc import Callable
from queue import Empty, Queue
from threading import Thread

import httpx

from dragoman.errors import FetchError

PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters of an address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], tuple[str, ...]]

# What IPv6 in use today is given out from; is_global alone takes fec0::, the sites' own of old, and others for it.
GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
# Gateways turn these into the IPv4 address in their last 32 bits (RFC 6052; RFC 4291, of old).
HOLDING_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


def address_of(url: str, *, allow_private: bool = False) -> httpx.URL:
    """Give an address in parts, without its fragment. Raises FetchError for what is not fetched.

    That is all but http and https, a password in it, and another port than 80 and 443 unless `allow_private`.
    """
    shown = url[:200]
    if len(url) > LONGEST:
        raise FetchError("address", f"{shown}...: is longer than any address")
    try:
        address = httpx.URL(url)
        host = address.raw_host
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError("address", f"{shown}: is no address ({error})") from error
    if address.scheme not in PORTS or not host or b"%" in host:  # httpx makes "%20" of a blank in a host
        raise FetchError("address", f"{shown}: is no http(s) address, and no other is fetched")
    if address.userinfo:
        raise FetchError("address", f"{address.host}: its address carries a name or a password; none is sent")
    if not allow_private and port_of(address) not in PORTS.values():
        told = f"{shown}: has port {address.port}; only 80 and 443 are asked, unless private networks are allowed"
        raise FetchError("address", told)
    return address.copy_with(fragment=None)


def port_of(address: httpx.URL) -> int:
    """The port that an address asks for, told or not."""
    return PORTS[address.scheme] if address.port is None else address.port


def is_public(text: str) -> bool:
    """Tell whether an IP address is of the open internet, and so is every other that it may stand for."""
    address = ipaddress.ip_address(text)
    held = tuple(_held(address))
    if held:
        return all(_is_global(one) for one in held)
    return _is_global(address) and (isinstance(address, ipaddress.IPv4Address) or address in GIVEN_OUT)


def _is_global(address: Address) -> bool:
    return address.is_global and not address.is_multicast


def _held(address: Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address is another way to write, or leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    if any(address in network for network in HOLDING_IPV4):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return []


def system_addresses(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, as the system tells them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def checked_addresses(
    host: str, port: int, resolver: Resolver, *, allow_private: bool, seconds: float
) -> tuple[str, ...]:
    """The IP addresses of a host, every one of which may be asked.

    Raises FetchError where one may not: a host that names a public and a private address means no good.
    """
    found = _in_time(host, port, resolver, seconds)
    if not found:
        raise FetchError("name", f"{host}: has no address", is_passing=True)
    for one in found:
        if not allow_private and not is_public(one):
            told = f"{host}: is {one}, no address of the open internet; allow private networks if that is meant"
            raise FetchError("address", told)
    return found


def _in_time(host: str, port: int, resolver: Resolver, seconds: float) -> tuple[str, ...]:
    # The system's resolver knows no time limit; what it finds too late is dropped.
    answers: Queue[tuple[str, ...] | OSError | UnicodeError] = Queue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:  # a label of more than 63 characters
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        raise FetchError("timeout", f"{host}: its name was not resolved in time", is_passing=True) from None
    if isinstance(found, Exception):
        raise FetchError("name", f"{host}: has no address ({found})", is_passing=True) from found
    return found
