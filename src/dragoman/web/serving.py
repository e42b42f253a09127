"""The desk as a server: bound first, so that its address is known, and stopped when what it answers is answered."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn

from dragoman.errors import OptionError
from dragoman.web.app import app_of
from dragoman.web.running.logs import LogForm, say, start_logs
from dragoman.web.settings import Settings

BACKLOG = 128
PATIENCE = 10  # seconds that requests which are under way have when the desk is stopped


def serve(
    settings: Settings,
    *,
    certificate: Path | None = None,
    key: Path | None = None,
    logs: LogForm = "text",
    tell: Callable[[str], None],
) -> None:
    """Serve the desk until it is told to stop; `tell` hears its address. Port 0: any that is free.

    Told to stop (SIGTERM, SIGINT) it takes no new requests, ends those that run, and comes back.

    Raises OptionError where the address can't be bound, StoreError where the store can't be opened.
    """
    with bound(settings) as listening:
        settings = replace(settings, port=listening.getsockname()[1])
        start_logs(logs)
        app = app_of(settings)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # the guard believes named proxies only
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
        tell(address_of(settings, is_secure=certificate is not None))
        say("started", port=settings.port, loopback=settings.is_loopback)
        with _ending_well():
            uvicorn.Server(config).run(sockets=[listening])
        say("stopped")


@contextmanager
def _ending_well() -> Iterator[None]:
    """Let SIGTERM end what it should and no more: uvicorn sends it once again when all is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda _, __: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def bound(settings: Settings) -> socket.socket:
    """A socket that listens at the address of the settings. Raises OptionError."""
    place = f"{settings.host} port {settings.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise OptionError(f"{place}: is no address to listen at ({error.strerror})") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise OptionError(f"{place}: can't be listened at ({error.strerror}); take another --port") from error
    return listening


def address_of(settings: Settings, *, is_secure: bool) -> str:
    """The address that a browser is given."""
    scheme, standard = ("https", 443) if is_secure else ("http", 80)
    host = settings.hosts[0] if settings.hosts and not settings.is_loopback else settings.host
    if ":" in host and not host.startswith("[") and host.count(":") > 1:
        host = f"[{host}]"
    has_port = host.rpartition(":")[2].isdecimal() and not host.endswith("]")
    return f"{scheme}://{host}{'' if has_port or settings.port == standard else f':{settings.port}'}/"
