"""A site on this machine whose pages are a table, and a client whose clock costs no time."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from dragoman.fetching import Client

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer; `drip` sends the body so, instead of at once."""

    body: bytes = b"<p>Arnor and Gondor signed a pact.</p>"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: Callable[[Callable[[bytes], object]], None] | None = None


def leading_to(where: str, status: int = 302) -> Page:
    """A redirect."""
    return Page(status=status, headers={"Location": where}, body=b"")


Answer = Page | Callable[[Mapping[str, str], int], Page]  # of the headers of the question, and how often it was asked


@dataclass
class Site:
    """A running site: what it answers, and what it was asked."""

    pages: dict[str, Answer]
    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        return [path for path, _ in self.asked if robots or path != "/robots.txt"]


@contextmanager
def running(pages: Mapping[str, Answer]) -> Iterator[Site]:
    """Run a site until the block ends; it has no robots.txt unless a page says so."""
    site = Site(dict(pages))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            answer = site.pages.get(self.path, Page(status=404, body=b""))
            page = answer if isinstance(answer, Page) else answer(headers, site.paths(robots=True).count(self.path))
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.drip is None and "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            try:
                if page.drip is not None:
                    page.drip(self.wfile.write)
                else:
                    self.wfile.write(page.body)
            except OSError:  # whoever asked has left
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Clock:
    """A clock that goes only when somebody sleeps; what was slept is kept."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def here(_: str, __: int) -> tuple[str, ...]:
    """Every name is this machine's."""
    return ("127.0.0.1",)


def client(clock: Clock | None = None, resolver: Callable[[str, int], tuple[str, ...]] = here) -> Client:
    """A client that may ask this machine, and waits for nothing."""
    clock = clock or Clock()
    return Client(allow_private=True, resolver=resolver, clock=clock, sleep=clock.sleep, now=lambda: NOW)
