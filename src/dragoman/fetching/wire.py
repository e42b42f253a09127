"""The wire: a connection goes to the very IP address that was checked, and ends at a set moment, whatever comes."""

import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

Moment = Callable[[], float]


class Wire(httpcore.NetworkBackend):
    """Connects to hosts by `checked`, which resolves a name and raises for what must not be asked.

    The name is resolved once, here: a second answer, which could be another, is never asked for. TLS still holds the
    certificate against the name.
    """

    def __init__(self, checked: Callable[[str, int], tuple[str, ...]], *, until: float, clock: Moment) -> None:
        self._checked = checked
        self._until = until
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - there is one limit for all
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, left(self._until, self._clock), local_address, socket_options
                )
            except httpcore.ConnectError as error:
                failure = error
                continue
            return Ending(stream, until=self._until, clock=self._clock)
        raise failure


class Ending(httpcore.NetworkStream):
    """A connection that ends at a set moment: a byte a second would keep one open for a day."""

    def __init__(self, stream: httpcore.NetworkStream, *, until: float, clock: Moment) -> None:
        self._stream = stream
        self._until = until
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._stream.read(max_bytes, left(self._until, self._clock))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._stream.write(buffer, left(self._until, self._clock))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, left(self._until, self._clock))
        return Ending(inner, until=self._until, clock=self._clock)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - of any type
        return self._stream.get_extra_info(info)


def left(until: float, clock: Moment) -> float:
    """The seconds that are left. Raises httpcore.ReadTimeout where none are."""
    seconds = until - clock()
    if seconds <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return seconds
