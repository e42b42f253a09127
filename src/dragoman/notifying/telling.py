"""One turn of telling: put together what is new, keep it, send it, keep what became of it.

A message is kept before it is sent and marked when it was taken: where that is broken off, it comes again, under the
same id. So each comes at least once, and who takes it knows by the id what he has.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from dragoman.asking.followed import followed
from dragoman.errors import FetchError, QueryError
from dragoman.fetching.manners import back_off
from dragoman.fetching.posting import post
from dragoman.store import Store
from dragoman.store.view import View
from dragoman.store.webhooks import Due, Webhook, new_id

FIRST_WAIT, LONGEST_WAIT = 30.0, 21_600.0  # seconds before another try: doubled each time, up to six hours
MOST_TRIES = 15  # two days' worth
SUCCESS = range(200, 300)
Send = Callable[[str, bytes, dict[str, str]], int]


@dataclass(slots=True)
class Told:
    """What came of a turn: messages that were taken, that are tried again, that were given up."""

    taken: int = 0
    waiting: int = 0
    given_up: int = 0


def notify(store: Store, *, allow_private: bool = False, send: Send | None = None) -> Told:
    """Send what is new to all who asked for it, and what was not taken before."""

    def by_wire(url: str, body: bytes, headers: dict[str, str]) -> int:
        return post(url, body, headers, allow_private=allow_private)

    for webhook in store.webhooks.idle():
        _gather(store, webhook)
    told = Told()
    for due in store.webhooks.due():
        _deliver(store, due, send or by_wire, told)
    return told


def keep_notifying(
    store: Store, stop: Event, *, every: float, allow_private: bool = False, tell: Callable[[Told], None]
) -> None:
    """Take turn after turn until `stop` is set; `tell` hears what came of each in which something was sent."""
    while not stop.wait(every):
        told = notify(store, allow_private=allow_private)
        if told != Told():
            tell(told)


def _gather(store: Store, webhook: Webhook) -> None:
    """Keep what is new for an address, where something is."""
    may_come, within = store.webhooks.may_see(webhook)
    view = View(engine=store.engine, within=within)
    until = view.last_change()
    asked = followed(webhook.address)
    if not may_come or asked is None or until <= webhook.since:
        return
    try:
        items, more = asked.news(view, webhook.since)
    except QueryError:  # a state or a collection that is none any more: as long as it is, nothing is new
        return
    identifier = new_id()
    message = {
        "id": identifier,
        "search": {"name": webhook.name, "address": webhook.address},
        "changed_since": webhook.since,
        "changed_until": until,
        "items": items,
        "more": more,
    }
    store.webhooks.keep(webhook, until, identifier, json.dumps(message, sort_keys=True) if items else None)


def signature(secret: str, moment: str, body: bytes) -> str:
    """What shows that a message is from here, and from when: HMAC-SHA256 of its second, a dot, and its body."""
    return f"sha256={hmac.new(secret.encode(), f'{moment}.'.encode() + body, hashlib.sha256).hexdigest()}"


def _deliver(store: Store, due: Due, send: Send, told: Told) -> None:
    one, body = due.delivery, due.delivery.body.encode()
    moment = str(int(datetime.fromisoformat(store.clock()).timestamp()))
    headers = {
        "X-Dragoman-Delivery": one.id,
        "X-Dragoman-Timestamp": moment,
        "X-Dragoman-Signature": signature(due.secret, moment, body),
    }
    status: int | None = None
    try:
        status = send(due.url, body, headers)
        trouble = None if status in SUCCESS else f"it answered with status {status}"
    except FetchError as error:
        trouble = str(error)
    is_last = one.attempts + 1 >= MOST_TRIES
    wait = back_off(one.attempts, one.id, first=FIRST_WAIT, longest=LONGEST_WAIT)
    store.webhooks.tried(one, status=status, trouble=trouble, wait=None if is_last else wait)
    if trouble is None:
        told.taken += 1
    elif is_last:
        told.given_up += 1
    else:
        told.waiting += 1
