"""What comes into a store: each document whole, in one short transaction, or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select, update

from dragoman.memory import garbage_later
from dragoman.model.record import Coder, Record
from dragoman.model.source_text import Item, Refused
from dragoman.record.cut import document_id
from dragoman.store import schema as s
from dragoman.store.bulk import runs, take_new
from dragoman.store.connect import writing
from dragoman.store.counting import BY_HAND, findings, is_by_machine
from dragoman.store.given import appearance_row, document_row, numbered, sentence_rows
from dragoman.store.nearby import place_in_clusters
from dragoman.store.notes import Outcome, Taken, coder_number, note_change, note_offer, offer_key
from dragoman.store.prepared import Prepared, prepared
from dragoman.store.regroup import New, regroup
from dragoman.store.reports import list_reports
from dragoman.store.rows import MERGED, Numbers, key_of, precedence, used_key
from dragoman.store.sql import index_words, insert


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a store has of something that is offered."""

    outcome: Outcome | None  # None: it was never offered
    document: str | None  # the id of the document that it became
    must_read: bool  # there is no reading that would count for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The one hand that writes. `clock` gives the moment, ISO 8601 in UTC."""

    engine: Engine
    clock: Callable[[], str]

    def known(self, item: Item, coder: Coder) -> Offered:
        """What there is of an item, before anything is read."""
        with self.engine.connect() as connection:
            o, d = s.offers.c, s.documents.c
            query = select(o.outcome, d.id).select_from(s.offers.outerjoin(s.documents, d.n == o.document))
            before = connection.execute(query.where(o.key == offer_key(item))).one_or_none()
            outcome, document = (before.outcome, before.id) if before is not None else (None, None)
            return Offered(outcome=outcome, document=document, must_read=_must_read(connection, item, coder))

    def take(self, item: Item, record: Record | None) -> Taken:
        """Take a document with its record; None where its text has been read before (`Offered.must_read`).

        When it returns, all of it is in the store for good; where it raises, nothing of it is.
        """
        return self.put(prepared(item, record))

    def put(self, told: Prepared) -> Taken:
        """Take a document that was prepared before, by another process, say."""
        with writing(self.engine) as connection:
            return _take(connection, told, self.clock())

    def take_many(self, given: Iterable[tuple[Item, Record | None]]) -> list[Taken]:
        """Take many documents in one transaction: all of them, or where it raises none."""
        with garbage_later():  # nearly all that is made is kept until the end
            return self.put_many([prepared(item, record) for item, record in given])

    def put_many(self, told: Sequence[Prepared]) -> list[Taken]:
        """Take many documents that were prepared before in one transaction: all of them, or where it raises none.

        The store is as if each had been taken after the other, but for the numbers of changes and for what departed:
        what was seen at no time between is no change.

        Others who write wait meanwhile; a hundred documents take a few tenths of a second.
        """
        taken: list[Taken] = []
        with garbage_later(), writing(self.engine) as connection:
            now = self.clock()
            for are_new, some in runs(connection, told):
                taken += take_new(connection, some, now) if are_new else [_take(connection, one, now) for one in some]
        return taken

    def note(self, item: Item, outcome: Literal["skipped", "failed"], code: str, message: str) -> None:
        """Note that an item was not taken, and why."""
        with writing(self.engine) as connection:
            note_offer(
                connection,
                Numbers(connection, {}),
                offer_key(item),
                item.raw.name,
                outcome,
                self.clock(),
                code,
                message,
            )

    def refuse(self, refused: Refused) -> None:
        """Note that something could not be taken, or was passed over, and why."""
        with writing(self.engine) as connection:
            key = key_of("refused", refused.name)
            note_offer(
                connection,
                Numbers(connection, {}),
                key,
                refused.name,
                "passed" if refused.passed_over else "refused",
                self.clock(),
                refused.code,
                refused.message,
            )


def _must_read(connection: Connection, item: Item, coder: Coder) -> bool:
    """Whether a reading of the item, with its metadata and by this coder, would count and is not there."""
    document = connection.execute(
        select(s.documents.c.n).where(s.documents.c.id == document_id(item.raw.text))
    ).scalar_one_or_none()
    if document is None:
        return True
    current = _current(connection, document)
    if current is None or any(getattr(current, name) != value for name, value in coder):
        return True
    return precedence(item.raw.published, used_key(item)) < precedence(current.published, current.used)


def _current(connection: Connection, document: int) -> Any:  # noqa: ANN401 - a row of the query below
    """The reading of a document that counts, with its coder and the date it used."""
    used = (
        select(s.appearances.c.published)
        .where(s.appearances.c.document == document, s.appearances.c.used == s.readings.c.used)
        .limit(1)
        .scalar_subquery()
        .label("published")
    )
    c = s.coders.c
    query = (
        select(s.readings.c.n, s.readings.c.used, s.readings.c.coder, used, c.name, c.version, c.lexicon, c.model)
        .join(s.coders, c.n == s.readings.c.coder)
        .where(s.readings.c.document == document, is_by_machine())
    )
    return connection.execute(query).one_or_none()


def _take(connection: Connection, told: Prepared, now: str) -> Taken:
    numbers = Numbers(connection, {})
    document = connection.execute(select(s.documents.c.n).where(s.documents.c.id == told.document)).scalar_one_or_none()
    fresh = document is None
    copy_of = None
    if document is None:
        document = _document(connection, numbers, told, now)
        if told.signature is not None:
            copy_of = place_in_clusters(connection, [(document, told.signature, told.bands)])[document]
    appeared = _appear(connection, numbers, told, document, now)
    come: Sequence[New] = ()
    gone: Sequence[int] = ()
    touched: Sequence[int] = ()
    if told.record is not None:
        come, gone = add_reading(connection, numbers, told, told.record.coder, document, now, fresh=fresh)
    if appeared and not come:
        touched = _counted(connection, document)
    if appeared or come or gone:
        list_reports(connection, document)
    if come or gone or touched:
        changed = note_change(connection, numbers, now)
        regroup(connection, numbers, come=come, gone=gone, touched=touched, changed=changed)
    note_offer(connection, numbers, told.offer, told.item.raw.name, "taken", now, None, None, document)
    outcome: Outcome = "known" if not fresh else "taken" if copy_of is None else "duplicate"
    return Taken(outcome=outcome, document=told.document, copy_of=copy_of)


def _document(connection: Connection, numbers: Numbers, told: Prepared, now: str) -> int:
    document = numbers.of(s.documents)
    insert(connection, s.documents, [document_row(told, document, now)])
    first = numbers.of(s.sentences, len(told.sentences))
    insert(connection, s.sentences, sentence_rows(told, first, document))
    index_words(connection, ((first + k, words) for k, (_, _, words) in enumerate(told.sentences)))
    return document


def _appear(connection: Connection, numbers: Numbers, told: Prepared, document: int, now: str) -> bool:
    """Note where a document appeared; False where that is known."""
    if connection.execute(select(s.appearances.c.n).where(s.appearances.c.key == told.appearance)).first():
        return False
    insert(connection, s.appearances, [appearance_row(told, numbers.of(s.appearances), document, now)])
    return True


def add_reading(
    connection: Connection,
    numbers: Numbers,
    told: Prepared,
    coder: Coder,
    document: int,
    now: str,
    *,
    fresh: bool = False,
) -> tuple[Sequence[New], Sequence[int]]:
    """Keep a reading. The findings that came, and those that count no longer; none where another counts.

    fresh: the document has come with it.
    """
    number = coder_number(connection, numbers, coder)
    known = select(s.readings.c.n).where(
        s.readings.c.document == document, s.readings.c.used == told.used, s.readings.c.coder == number
    )
    if connection.execute(known).first():
        return (), ()
    current = _current(connection, document)
    counts = (
        current is None
        or current.coder != number
        or precedence(told.item.raw.published, told.used) < precedence(current.published, current.used)
    )
    reading = numbers.of(s.readings)
    gone = _counted(connection, document, by_hand=False) if counts else ()
    if counts:
        others = update(s.readings).where(s.readings.c.document == document, s.readings.c.used != BY_HAND)
        connection.execute(others.values(current=False))
    row = {"n": reading, "document": document, "used": told.used, "coder": number, "head": told.head, "read": now}
    insert(connection, s.readings, [{**row, "current": counts}])
    first = numbers.of(s.findings, len(told.findings))
    insert(connection, s.findings, numbered(told.findings, first, reading, document))
    if not counts:
        return (), gone
    come = [
        New(finding=first + place, telling=one.telling, line=one.line, alone=one.alone if fresh else None)
        for place, one in told.told.items()
    ]
    return come, gone


def _counted(connection: Connection, document: int, *, by_hand: bool = True) -> Sequence[int]:
    """The findings of a document that count: those of its current reading, and those that persons added."""
    f = s.findings.c
    query = findings(f.n).where(f.document == document, f.kind.in_(sorted(MERGED)))
    if not by_hand:
        query = query.where(is_by_machine())
    return connection.execute(query).scalars().all()
