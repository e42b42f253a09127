"""The client: one address in, what lies there out, after every check that there is."""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from functools import cache
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx

from dragoman.errors import FetchError
from dragoman.fetching.addresses import Resolver, address_of, checked_addresses, system_addresses
from dragoman.fetching.bodies import whole
from dragoman.fetching.manners import LONGEST_WAIT, PAUSE, Manners, seconds_asked
from dragoman.fetching.robots import AGENT, KEPT, LARGEST, Rules, place_of, rules_of
from dragoman.fetching.wire import Wire, left

LIMIT = 20_000_000  # bytes
TIMEOUT = 60.0  # seconds on the wire, of all redirects together
MOST_REDIRECTS = 5
TRIES = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED, BUSY = 304, frozenset({429, 502, 503, 504})
FAULTY = 500  # and above: a trouble of the host's own
NO_RULES = frozenset({"redirects", "downgrade", "not-found", "gone", "status"})
ACCEPTED = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What lay at an address. `status` is 200, or another of success, or 304: not changed since, and no body."""

    url: str  # that was asked for
    final_url: str  # that answered, after redirects
    status: int
    body: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    retrieved: str  # ISO 8601 in UTC


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class _Budget:
    """What a fetch may still take: seconds on the wire, and bytes. Waiting for one's turn is not counted."""

    seconds: float
    limit: int


def utc_now() -> datetime:
    return datetime.now(UTC)


class Client:
    """Fetches, and remembers rules and pauses of hosts while it lives; it may be used by several threads.

    No proxy, password or cookie is taken from anywhere. `resolver`, `clock`, `sleep` and `now` are the world's.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        seed: int = 0,
        resolver: Resolver = system_addresses,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._allow_private = allow_private
        self._resolver = resolver
        self._clock = clock
        self._now = now
        self._manners = Manners(clock=clock, sleep=sleep, seed=seed)
        self._rules: dict[str, Rules] = {}

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        limit_bytes: int = LIMIT,
        timeout: float = TIMEOUT,
    ) -> Fetched:
        """Fetch an address, as far as its robots.txt allows; `etag` and `modified` are of the version that is known.

        Raises FetchError for whatever stands against it, and never gives a part.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value and value.isprintable() and value.isascii()}
        budget = _Budget(timeout, limit_bytes)
        address = address_of(url, allow_private=self._allow_private)
        final, answer = self._followed(address, headers, budget, obey=True)
        if answer.status == NOT_MODIFIED and not headers:
            raise FetchError("status", f"{final}: says that it is not changed, and was not asked that")
        kind = Message()
        kind["Content-Type"] = answer.headers.get("content-type", "")
        told = kind["Content-Type"] != ""
        return Fetched(
            url=url,
            final_url=str(final),
            status=answer.status,
            body=answer.body,
            content_type=kind.get_content_type() if told else None,
            charset=(kind.get_content_charset() or None) if told else None,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            retrieved=self._now().isoformat(timespec="seconds"),
        )

    def _followed(
        self, address: httpx.URL, headers: Mapping[str, str], budget: _Budget, *, obey: bool
    ) -> tuple[httpx.URL, _Answer]:
        """What answers in the end; each redirect is checked as the first address was."""
        begun = address
        for _ in range(MOST_REDIRECTS + 1):
            pause = self._allowed(address, budget) if obey else PAUSE
            answer = self._tried(address, headers, budget, pause, cut=not obey)
            if answer.status not in REDIRECTS:
                return address, _good(address, answer, self._now())
            address = self._target(address, answer)
        raise FetchError("redirects", f"{begun}: leads on more than {MOST_REDIRECTS} times")

    def _target(self, address: httpx.URL, answer: _Answer) -> httpx.URL:
        told = answer.headers.get("location", "")
        try:
            joined = str(address.join(told))
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError("address", f"{address}: leads to {told[:200]!r}, which is no address") from error
        target = address_of(joined, allow_private=self._allow_private)
        if (address.scheme, target.scheme) == ("https", "http"):
            raise FetchError("downgrade", f"{address}: leads from https to {target}; name that where it is meant")
        return target

    def _allowed(self, address: httpx.URL, budget: _Budget) -> float:
        """The pause that the host of an address wants. Raises FetchError where it wants no visit."""
        place = place_of(address)
        rules = self._rules.get(str(place))
        if rules is None or rules.until <= self._clock():
            rules = self._asked_rules(place, budget)
            self._rules[str(place)] = rules
        if not rules.allow(address):
            raise FetchError("robots", f"{address}: its robots.txt asks not to fetch it")
        return rules.pause

    def _asked_rules(self, place: httpx.URL, budget: _Budget) -> Rules:
        """The rules of a host. What it has none of, it allows; what cannot be known now, is not fetched now."""
        own = _Budget(budget.seconds, LARGEST)
        try:
            _, answer = self._followed(place, {}, own, obey=False)
        except FetchError as error:
            if error.is_passing or error.code not in NO_RULES:
                raise
            return Rules(found=None, until=self._clock() + KEPT)
        finally:
            budget.seconds = own.seconds
        return rules_of(answer.body, until=self._clock() + KEPT)

    def _tried(
        self, address: httpx.URL, headers: Mapping[str, str], budget: _Budget, pause: float, *, cut: bool
    ) -> _Answer:
        """One answer, after some tries where the host is busy or the line breaks."""
        host = address.host
        for number in range(TRIES):
            try:
                with self._manners.turn(host, pause=pause):
                    answer = self._exchanged(address, headers, budget, cut=cut)
            except FetchError as error:
                if error.code != "connection" or number + 1 == TRIES:
                    self._note_failure(host, error)
                    raise
                self._manners.leave(host, self._manners.back_off(number, str(address)))
                continue
            if answer.status not in BUSY:
                self._manners.answered(host)
                return answer
            wait = seconds_asked(answer.headers.get("retry-after"), self._now())
            wait = max(wait or 0.0, self._manners.back_off(number, str(address)))
            self._manners.leave(host, wait)
            if wait > LONGEST_WAIT:
                break
        told = f"{address}: is busy (status {answer.status}); it was left alone for {wait:.0f} seconds"
        raise FetchError("busy", told, wait=wait, is_passing=True)

    def _note_failure(self, host: str, error: FetchError) -> None:
        if error.code in ("connection", "timeout"):
            self._manners.failed(host)

    def _exchanged(self, address: httpx.URL, headers: Mapping[str, str], budget: _Budget, *, cut: bool) -> _Answer:
        """Ask once. Raises FetchError."""
        began = self._clock()
        until = began + budget.seconds

        def checked(host: str, port: int) -> tuple[str, ...]:
            return checked_addresses(
                host, port, self._resolver, allow_private=self._allow_private, seconds=until - self._clock()
            )

        wire = Wire(checked, until=until, clock=self._clock)
        try:
            return _over(wire, address, headers, budget.limit, until=until, clock=self._clock, cut=cut)
        except httpcore.TimeoutException as error:
            told = f"{address}: took more than the time that it may take; it was left"
            raise FetchError("timeout", told, is_passing=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
                told = f"{address}: does not prove that it is what it says ({error})"
                raise FetchError("certificate", told) from error
            told = f"{address}: the connection failed ({error or type(error).__name__})"
            raise FetchError("connection", told, is_passing=True) from error
        finally:
            budget.seconds -= self._clock() - began


def _over(
    wire: Wire,
    address: httpx.URL,
    headers: Mapping[str, str],
    limit: int,
    *,
    until: float,
    clock: Callable[[], float],
    cut: bool,
) -> _Answer:
    asked: dict[bytes | str, bytes | str] = {
        "User-Agent": agent(),
        "Accept": ACCEPTED,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    asked.update(headers)
    with (
        httpcore.ConnectionPool(ssl_context=trust(), network_backend=wire, max_connections=1) as pool,
        pool.stream(
            "GET",
            httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path),
            headers=asked,
        ) as answer,
    ):
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in reversed(answer.headers)}
        if answer.status in REDIRECTS or answer.status == NOT_MODIFIED or answer.status in BUSY:
            return _Answer(answer.status, told, b"")
        length = told.get("content-length", "")
        if not cut and length.isdecimal() and int(length) > limit:
            raise FetchError("too-large", f"{address}: has {int(length):,} bytes, the limit is {limit:,}")
        pieces = answer.iter_stream()
        body = whole(pieces, told.get("content-encoding", ""), limit=limit, name=str(address), cut=cut)
        left(until, clock)
        return _Answer(answer.status, told, body)


def _good(address: httpx.URL, answer: _Answer, now: datetime) -> _Answer:
    """The answer, where it is one. Raises FetchError for a status that tells of trouble."""
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or status == NOT_MODIFIED:
        return answer
    if status == HTTPStatus.GONE:
        raise FetchError("gone", f"{address}: is gone for good (status 410)")
    if status == HTTPStatus.NOT_FOUND:
        raise FetchError("not-found", f"{address}: is not there (status 404)")
    wait = seconds_asked(answer.headers.get("retry-after"), now)
    raise FetchError("status", f"{address}: answers with status {status}", wait=wait, is_passing=status >= FAULTY)


@cache
def agent() -> str:
    """What the program calls itself; hosts find their rules for it by its first word."""
    try:
        return f"{AGENT}/{version('dragoman')} (+project)"
    except PackageNotFoundError:
        return f"{AGENT} (+project)"


@cache
def trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    etag: str | None = None,
    modified: str | None = None,
    limit_bytes: int = LIMIT,
    timeout: float = TIMEOUT,
) -> Fetched:
    """Fetch one address with a client of its own. Raises FetchError; see Client.fetch."""
    client = Client(allow_private=allow_private)
    return client.fetch(url, etag=etag, modified=modified, limit_bytes=limit_bytes, timeout=timeout)
