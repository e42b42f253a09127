"""By which names the desk may be called, and from which pages it may be asked to change something."""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers

from dragoman.errors import OptionError
from dragoman.web.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
STANDARD = {80, 443}


def hosts_of(settings: Settings) -> frozenset[str]:
    """What may stand in `Host`: this machine's own names with the port, the bound address, the names that were told.

    A page elsewhere can lead a name of its own to this address (DNS rebinding); a name that isn't here is no way in.
    """
    found: set[str] = set()
    names = [*LOOPBACK]
    try:
        bound = ipaddress.ip_address(settings.host)
        if not bound.is_unspecified:
            names.append(f"[{bound}]" if bound.version == 6 else str(bound))  # noqa: PLR2004 - of IP
    except ValueError:
        names.append(settings.host)
    for name in names:
        found.add(f"{name}:{settings.port}".lower())
        if settings.port in STANDARD:
            found.add(name.lower())
    for told in settings.hosts:
        name = told.lower().rstrip(".")
        found.add(name)
        if not has_port(name):
            found.add(f"{name}:{settings.port}")
    return frozenset(found)


def has_port(host: str) -> bool:
    """Whether a host is told with its port."""
    name, _, port = host.rpartition(":")
    return port.isdecimal() and bool(name) and (":" not in name or name.endswith("]"))


def host_trouble(headers: Headers, hosts: Iterable[str]) -> str | None:
    """Why a request isn't for this desk; None where it is."""
    told = headers.getlist("host")
    if len(told) != 1:
        return "a request names one host"
    if told[0].lower() not in hosts:
        return f"{told[0][:200]}: isn't a name of this desk; start it with --host-name to call it so"
    return None


def origin_trouble(headers: Headers, scheme: str) -> str | None:
    """Why something must not be changed: another page asks for it. None where a page of ours does, or no page."""
    host = headers["host"].lower()
    told = headers.get("origin")
    if told is None:
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return "another page asked for this"
        return None
    if told.lower() == f"{scheme}://{host}":
        return None
    if told.lower().partition("://")[2] == host:
        return f"{told[:200]} asked for this over {scheme}; behind a proxy, name it with --proxy"
    return f"{told[:200]}: another page asked for this"


class Proxies:
    """The proxies that were named, and who asks through them. What others forward is worth nothing."""

    def __init__(self, told: Iterable[str]) -> None:
        """Raise OptionError where one is no address and no network."""
        self._networks = []
        for one in told:
            try:
                self._networks.append(ipaddress.ip_network(one, strict=False))
            except ValueError as error:
                raise OptionError(f"--proxy {one}: is no address, and no network as 10.0.0.0/8") from error

    def are_named(self, address: str) -> bool:
        """Whether this address is one of them."""
        try:
            told = ipaddress.ip_address(address)
        except ValueError:
            return False
        mapped = getattr(told, "ipv4_mapped", None)
        return any((mapped or told) in network for network in self._networks)

    def seen_through(self, peer: str, headers: Headers, scheme: str) -> tuple[str, str]:
        """The address that asks, and the scheme it asked by."""
        if not self.are_named(peer):
            return peer, scheme
        address = peer
        for told in reversed(",".join(headers.getlist("x-forwarded-for")).split(",")):
            try:
                address = str(ipaddress.ip_address(told.strip()))
            except ValueError:
                break
            if not self.are_named(address):
                break
        by = ",".join(headers.getlist("x-forwarded-proto")).rpartition(",")[2].strip().lower()
        return address, by if by in {"http", "https"} else scheme
