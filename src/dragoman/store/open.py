"""The front of the store: open one, write into it, judge, look."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, func, select

from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.model.judgement import Judgement
from dragoman.model.record import Coder, Record
from dragoman.model.source_text import Item
from dragoman.store import schema as s
from dragoman.store import searches
from dragoman.store.accounts import Accounts, make_secret, secret_in
from dragoman.store.audit import Done, log, note, sorts
from dragoman.store.checking import faults
from dragoman.store.collecting import collect, collectable
from dragoman.store.connect import engine_of, learn_sizes, told, writing
from dragoman.store.health import Health, health
from dragoman.store.judging import judge
from dragoman.store.promises import begin, is_kept
from dragoman.store.recode import orphaned, outdated
from dragoman.store.recorded import record_in
from dragoman.store.refreshing import refresh_shortly
from dragoman.store.reviews import Reviews
from dragoman.store.searches import Visit
from dragoman.store.sessions import Sessions
from dragoman.store.sql import chunks
from dragoman.store.view import View
from dragoman.store.webhooks import Webhooks
from dragoman.store.writer import Writer

AT_ONCE = 2_000  # documents that are put into a collection by one transaction


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A store that is open. `name` is how messages call it."""

    name: str
    engine: Engine
    clock: Callable[[], str] = now

    @classmethod
    def open(cls, store: str | Path, *, clock: Callable[[], str] = now) -> Self:
        """Open the store of a path (SQLite) or an address (PostgreSQL); it is made where there is none.

        What becomes of promises is computed where an older version kept it by other rules, or not at all. Raises
        StoreError where it can't be opened.
        """
        engine = engine_of(store)
        with engine.connect() as connection:  # who only asks need not wait for who writes
            kept = is_kept(connection)
        if not kept:
            with writing(engine) as connection:
                begin(connection, clock())
        return cls(name=told(store), engine=engine, clock=clock)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @property
    def writer(self) -> Writer:
        return Writer(engine=self.engine, clock=self.clock)

    @property
    def view(self) -> View:
        return View(engine=self.engine)

    @property
    def accounts(self) -> Accounts:
        return Accounts(engine=self.engine, clock=self.clock)

    @property
    def sessions(self) -> Sessions:
        return Sessions(engine=self.engine, clock=self.clock)

    @property
    def reviews(self) -> Reviews:
        return Reviews(engine=self.engine, clock=self.clock)

    @property
    def webhooks(self) -> Webhooks:
        return Webhooks(engine=self.engine, clock=self.clock)

    def health(self) -> Health:
        """Whether it can be used, how large it is, when it changed last. Raises StoreError where it doesn't answer."""
        return health(self.engine, self.name)

    def note(
        self,
        *,
        by: str,
        what: str,
        about: str | None = None,
        detail: Mapping[str, Any] | None = None,
        address: str | None = None,
    ) -> None:
        """Append to the log what somebody did; judgements and changes of accounts are there by themselves."""
        with writing(self.engine) as connection:
            note(connection, self.clock(), by=by, what=what, about=about, detail=detail, address=address)

    def log(
        self, *, before: int | None = None, by: str | None = None, what: str | None = None, limit: int = 100
    ) -> tuple[Done, ...]:
        """The log, the newest first: from before a row on, of what one person did, of one sort of doing."""
        with self.engine.connect() as connection:
            return log(connection, before=before, by=by, what=what, limit=limit)

    def doings(self) -> tuple[str, ...]:
        """What was done at all, as the log calls it."""
        with self.engine.connect() as connection:
            return sorts(connection)

    def secret(self, name: str) -> str:
        """A secret of this store, made when it is first asked for."""
        with self.engine.connect() as connection:
            known = secret_in(connection, name)
        if known is not None:
            return known
        with writing(self.engine) as connection:
            return secret_in(connection, name) or make_secret(connection, name)

    def judge(self, judgement: Judgement) -> None:
        """Append a judgement; what it changes is seen at once. Raises JudgementError where it makes no sense.

        Who is who (same, different) is seen after `refresh_people`.
        """
        with writing(self.engine) as connection:
            judge(connection, judgement, self.clock())

    def refresh_people(self, lexicon: Lexicon | None = None) -> int:
        """Bring who is who to what readings and judgements say now; how many identities became other.

        Others may write meanwhile. `lexicon` is loaded where it is not given.
        """
        changed = refresh_shortly(self.engine, lexicon if lexicon is not None else load_lexicon())
        learn_sizes(self.engine)
        return changed

    def collect(self, name: str, documents: Iterable[str]) -> None:
        """Put documents into a collection, which is made where there is none.

        Raises QueryError where the name is none, or a document is not there; then nothing is put into it.
        """
        with self.engine.connect() as connection:
            numbers = collectable(connection, name, documents)
        for some in chunks(numbers, AT_ONCE) if numbers else ([],):
            with writing(self.engine) as connection:
                collect(connection, name, some, self.clock())

    # -- what the desk keeps for each person

    def visit(self, who: str) -> Visit:
        """Keep that somebody looks now; the visit that this look is part of."""
        with writing(self.engine) as connection:
            return searches.visit(connection, who, self.clock())

    def save_search(self, who: str, name: str, address: str) -> None:
        """Keep an address of the desk under a name. Raises QueryError where it is none."""
        with writing(self.engine) as connection:
            searches.save(connection, who, name, address, self.clock())

    def forget_search(self, who: str, number: int) -> bool:
        """Let go of what somebody saved; whether it was there."""
        with writing(self.engine) as connection:
            return searches.forget(connection, who, number)

    def record(self, document: str) -> Record | None:
        """The record of a document as its current reading has it; None where there is none."""
        with self.engine.connect() as connection:
            return record_in(connection, document)

    def outdated(self, coder: Coder) -> Iterator[Item]:
        """What another coder read, with the metadata that was used: one document after the other, each looked up anew.

        What is read again meanwhile, or fails, is passed once.
        """
        last = 0
        while True:
            with self.engine.connect() as connection:
                found = outdated(connection, coder, last)
            if found is None:
                return
            last, item = found
            yield item

    def orphaned(self) -> list[Judgement]:
        """Judgements that hold, and of whose findings none is there any more."""
        with self.engine.connect() as connection:
            return orphaned(connection)

    def faults(self) -> list[str]:
        """What is wrong with the store, a line each."""
        with self.engine.connect() as connection:
            return list(faults(connection))

    def count(self) -> dict[str, int]:
        """How many documents, appearances, findings and merged findings there are."""
        with self.engine.connect() as connection:
            tables = (s.documents, s.appearances, s.readings, s.findings, s.merged, s.judgements)
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }
