"""Sends a message to an address that somebody named: once, to the very address that was checked, and no further."""

import ssl
import time
from collections.abc import Callable, Mapping

import httpcore

from dragoman.errors import FetchError
from dragoman.fetching.addresses import Resolver, address_of, checked_addresses, system_addresses
from dragoman.fetching.client import agent, trust
from dragoman.fetching.wire import Wire

TIMEOUT = 20.0  # seconds, of all
JSON = "application/json"


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allow_private: bool = False,
    timeout: float = TIMEOUT,
    resolver: Resolver = system_addresses,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Send JSON to an address; the status that is answered. What else it says is not read; no redirect is followed.

    Raises FetchError where the address is none that may be asked (see `fetching.addresses`), or does not answer.
    """
    address = address_of(url, allow_private=allow_private)
    until = clock() + timeout

    def checked(host: str, port: int) -> tuple[str, ...]:
        return checked_addresses(host, port, resolver, allow_private=allow_private, seconds=until - clock())

    wire = Wire(checked, until=until, clock=clock)
    sent: dict[bytes | str, bytes | str] = {
        "User-Agent": agent(),
        "Content-Type": JSON,
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    sent.update(headers)
    there = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=trust(), network_backend=wire, max_connections=1) as pool,
            pool.stream("POST", there, headers=sent, content=body) as answer,
        ):
            return answer.status
    except httpcore.TimeoutException as error:
        told = f"{address.host}: took more than the time that it may take"
        raise FetchError("timeout", told, is_passing=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
            raise FetchError("certificate", f"{address.host}: does not prove that it is what it says") from error
        told = f"{address.host}: the connection failed ({type(error).__name__})"
        raise FetchError("connection", told, is_passing=True) from error
