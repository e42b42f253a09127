"""Where what is new in a saved search is sent, and the log of what was sent: at least once, each under its own id."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Select, delete, exists, func, select, update

from dragoman.errors import QueryError
from dragoman.store import schema as s
from dragoman.store.accounts import account_of, find, later, new_secret
from dragoman.store.audit import note
from dragoman.store.connect import writing
from dragoman.store.notes import last_change
from dragoman.store.rows import Numbers
from dragoman.store.sql import insert

MOST = 50  # of one person
KEPT = 200  # deliveries of one address that the log keeps
SECRET = "whsec_"  # noqa: S105 - how a secret begins, so that it is known where it lies about


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address to which what is new in a search is sent. search: its number; name, address: of that search."""

    number: int
    who: str
    search: int
    name: str
    address: str
    url: str
    made: str
    since: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message. taken: when it was, or when it was given up, which `trouble` then tells; next: no earlier tried."""

    number: int
    webhook: int
    id: str
    body: str
    made: str
    attempts: int
    next: str
    taken: str | None
    status: int | None
    trouble: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A delivery that is to be tried now, with where it goes and what signs it."""

    delivery: Delivery
    url: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """The webhooks of a store."""

    engine: Engine
    clock: Callable[[], str]

    def add(self, who: str, search: int, url: str, *, whole: bool) -> str:
        """Send what is new in a search of somebody's to an address from now on; the secret, told this once.

        Raises QueryError where the search is not there, or there are too many already.
        """
        secret, now = SECRET + new_secret(), self.clock()
        with writing(self.engine) as connection:
            c, w = s.searches.c, s.webhooks.c
            mine = connection.execute(select(c.n).where(c.n == search, c.who == who)).first()
            if mine is None:
                raise QueryError(f"{search}: no search is kept under this number")
            if connection.execute(select(func.count()).where(w.who == who)).scalar_one() >= MOST:
                raise QueryError(f"{MOST} addresses are told already; take one away first")
            if connection.execute(select(w.n).where(w.search == search, w.url == url)).first() is not None:
                raise QueryError("this search is sent there already")
            row = {
                "n": Numbers(connection, {}).of(s.webhooks),
                "who": who,
                "search": search,
                "url": url,
                "secret": secret,
                "whole": whole,
                "made": now,
                "since": last_change(connection),
            }
            insert(connection, s.webhooks, [row])
            note(connection, now, by=who, what="webhook added", about=str(row["n"]), detail={"search": search})
        return secret

    def remove(self, who: str, number: int) -> bool:
        """Send nothing there any more; whether it was there."""
        w = s.webhooks.c
        with writing(self.engine) as connection:
            if connection.execute(delete(s.webhooks).where(w.n == number, w.who == who)).rowcount != 1:
                return False
            note(connection, self.clock(), by=who, what="webhook removed", about=str(number))
        return True

    def of(self, who: str | None = None) -> tuple[Webhook, ...]:
        """Those of somebody, or all."""
        query = _webhooks()
        if who is not None:
            query = query.where(s.webhooks.c.who == who)
        with self.engine.connect() as connection:
            return tuple(_webhook(row) for row in connection.execute(query.order_by(s.webhooks.c.n)))

    def log(self, who: str, *, limit: int = 100) -> tuple[Delivery, ...]:
        """What was sent for somebody, or is to be, the newest first."""
        d, w = s.deliveries.c, s.webhooks.c
        query = select(s.deliveries).join(s.webhooks, w.n == d.webhook).where(w.who == who)
        with self.engine.connect() as connection:
            return tuple(_delivery(row) for row in connection.execute(query.order_by(d.n.desc()).limit(limit)))

    # -- for who sends

    def idle(self) -> tuple[Webhook, ...]:
        """Those of which nothing waits to be sent: what is new is put together for them."""
        d = s.deliveries.c
        waits = exists().where(d.webhook == s.webhooks.c.n, d.taken.is_(None))
        with self.engine.connect() as connection:
            return tuple(_webhook(row) for row in connection.execute(_webhooks().where(~waits)))

    def may_see(self, webhook: Webhook) -> tuple[bool, tuple[str, ...] | None]:
        """Whether its owner may come in now, and the collections that he may see; None: everything."""
        if webhook.whole:
            return True, None
        with self.engine.connect() as connection:
            row = find(connection, webhook.who)
            if row is None or row.disabled is not None:
                return False, ()
            return True, account_of(connection, row).collections

    def keep(self, webhook: Webhook, until: int, identifier: str, body: str | None) -> None:
        """Keep what is to be sent, and that all up to a change is in it; both or neither. No body: nothing was new."""
        now = self.clock()
        with writing(self.engine) as connection:
            w = s.webhooks.c
            here = (w.n == webhook.number, w.since == webhook.since)  # another may have been faster
            if connection.execute(update(s.webhooks).where(*here).values(since=until)).rowcount != 1 or body is None:
                return
            row = {
                "n": Numbers(connection, {}).of(s.deliveries),
                "webhook": webhook.number,
                "id": identifier,
                "body": body,
                "made": now,
                "attempts": 0,
                "next": now,
            }
            insert(connection, s.deliveries, [row])
            d = s.deliveries.c
            old = select(d.n).where(d.webhook == webhook.number).order_by(d.n.desc()).offset(KEPT).limit(1)
            last = connection.execute(old).scalar()
            if last is not None:
                connection.execute(delete(s.deliveries).where(d.webhook == webhook.number, d.n <= last))

    def due(self, limit: int = 100) -> tuple[Due, ...]:
        """What is to be tried now, the longest due first."""
        d, w = s.deliveries.c, s.webhooks.c
        query = select(s.deliveries, w.url, w.secret).join(s.webhooks, w.n == d.webhook)
        query = query.where(d.taken.is_(None), d.next <= self.clock()).order_by(d.next, d.n).limit(limit)
        with self.engine.connect() as connection:
            return tuple(
                Due(delivery=_delivery(row), url=row.url, secret=row.secret) for row in connection.execute(query)
            )

    def tried(self, delivery: Delivery, *, status: int | None, trouble: str | None, wait: float | None) -> None:
        """Keep what came of a try. No trouble: it was taken; trouble and no wait: it is given up."""
        now = self.clock()
        changed: dict[str, Any] = {"attempts": delivery.attempts + 1, "status": status, "trouble": trouble}
        if trouble is None or wait is None:
            changed["taken"] = now
        else:
            changed["next"] = later(now, minutes=wait / 60)
        with writing(self.engine) as connection:
            connection.execute(update(s.deliveries).where(s.deliveries.c.n == delivery.number).values(changed))


def new_id() -> str:
    """An id of a delivery: who takes it twice knows it by that."""
    return f"delivery:{secrets.token_hex(12)}"


def _webhooks() -> Select[Any]:
    c, w = s.searches.c, s.webhooks.c
    return select(s.webhooks, c.name, c.address).join(s.searches, c.n == w.search)


def _webhook(row: Any) -> Webhook:  # noqa: ANN401 - a row of the query above
    names = ("who", "search", "name", "address", "url", "made", "since", "whole")
    return Webhook(number=row.n, **{name: getattr(row, name) for name in names})


def _delivery(row: Any) -> Delivery:  # noqa: ANN401 - as above
    names = ("webhook", "id", "body", "made", "attempts", "next", "taken", "status", "trouble")
    return Delivery(number=row.n, **{name: getattr(row, name) for name in names})
