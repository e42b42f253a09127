"""What a list is limited to, and how: one value for the command line, the library and, later, the page."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from math import isqrt
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)

from dragoman.errors import QueryError
from dragoman.lexicon.world import fold
from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.entries import MET, WILL_MEET
from dragoman.store.seen import is_seen, told_by
from dragoman.store.sql import by_bytes
from dragoman.store.standings import stands
from dragoman.store.words import as_fts5, as_tsquery, search

Sort = Literal["-day", "day", "-reports", "-intensity", "intensity", "-confidence"]
LARGEST = 1 << 63
PRINTED_SPEAKER = '%"speaker":"', '"%'  # around his id, in the value of a statement
Spread = Literal["rare", "common", "everywhere"]  # of words
# Times the root of the number of sentences: there, two ways to look for words take as long.
COMMON, EVERYWHERE = 12, 150
SORTS: tuple[Sort, ...] = ("-day", "day", "-reports", "-intensity", "intensity", "-confidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list of merged findings is limited to; what is left out limits nothing.

    since, until: ISO days, months or years, both inclusive. types: of an event its type, of a statement its act, of an
    agreement its kind. cameos: CAMEO codes of events. states: ISO 3166-1 alpha-3, all of them on one side or other.
    pair: two states between which it is. doer, target: a state on that side. actor: a name, or the id of an identity;
    also: another, who is in it too; speaker: who makes a statement. outlet: a name, or the beginning of a word of it;
    outlets: the names that it means (`View` fills them in).
    text: `store.words.search`. changed_since: the number of a change, as `View.last_change` gives it. meetings: those
    who met, and who will. as_of: the ISO day on which a commitment has one of `status`, and as of which lists tell how
    it stands; None: `status` is what reports say in words.
    within: the collections that who asks may see; what documents of none of them tell is not there for him.
    """

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    cameos: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    doer: str | None = None
    target: str | None = None
    actor: str | None = None
    also: str | None = None
    speaker: str | None = None
    contexts: tuple[str, ...] = ()
    place: str | None = None
    place_country: str | None = None
    status: tuple[str, ...] = ()
    novelty: str | None = None
    confidence: float | None = None
    outlet: str | None = None
    outlets: tuple[str, ...] = ()
    collection: str | None = None
    document: str | None = None
    text: str | None = None
    changed_since: int | None = None
    meetings: bool = False
    as_of: str | None = None
    within: tuple[str, ...] | None = None


def day_from(told: str) -> str:
    """The first day of a day, month or year. Raises QueryError."""
    return _day(told, "-01", "-01-01")


def day_until(told: str) -> str:
    """The last day of a day, month or year, as it compares: no month is longer than 31 days. Raises QueryError."""
    return _day(told, "-31", "-12-31")


def _day(told: str, of_month: str, of_year: str) -> str:
    whole = {len("2024"): of_year, len("2024-05"): of_month}.get(len(told), "")
    try:
        date.fromisoformat(told + {of_year: "-01-01", of_month: "-01", "": ""}[whole])
    except ValueError as error:
        raise QueryError(
            f"{told!r}: is no day, month or year; write 2024-05-12, 2024-05 or 2024", found=told
        ) from error
    return told + whole


def conditions(limits: Filter, dialect: str, *, spread: Spread = "rare") -> list[ColumnElement[bool]]:
    """What a row of `merged` must fulfil, but for its kind, and the states by which lists are walked.

    spread: of words that are not rare it is asked row by row whether it has them.
    """
    m = s.merged.c
    found: list[ColumnElement[bool]] = []
    if limits.since is not None:
        found.append(m.day >= day_from(limits.since))
    if limits.until is not None:
        found.append(and_(m.day <= day_until(limits.until), m.day > ""))
    for column, values in zip(
        (m.type, m.mode, m.cameo, m.quad), (limits.types, limits.modes, limits.cameos, limits.quads), strict=True
    ):
        if values:
            found.append(column.in_(values))
    if limits.status:
        in_words: ColumnElement[bool] = m.status.in_(limits.status)
        if limits.as_of is not None:
            standing = stands(limits.status, limits.as_of, limits.within)
            in_words = or_(and_(m.kind != "commitment", in_words), standing)
        found.append(in_words)
    if limits.novelty is not None:
        found.append(m.novelty == limits.novelty)
    if limits.confidence is not None:
        found.append(m.confidence >= limits.confidence)
    if limits.place is not None:
        # the very words of the index ix_merged_place, which migration 0008 made
        found.append(func.lower(by_bytes(m.place, dialect)) == lowered(limits.place))
    if limits.place_country is not None:
        found.append(m.place_country == limits.place_country)
    if limits.changed_since is not None:
        found.append(m.changed > limits.changed_since)
    if limits.meetings:
        found.append(or_(m.type == MET, m.cameo == WILL_MEET))
    found += [_has(s.merged_contexts, context=context) for context in limits.contexts]
    found += [_has(s.merged_states, country=state) for state in limits.states]
    if limits.doer is not None:
        found.append(_has(s.merged_states, country=limits.doer, acts=True))
    if limits.target is not None:
        found.append(_has(s.merged_states, country=limits.target, receives=True))
    if limits.pair is not None:
        one, other = sorted(limits.pair)
        found.append(_has(s.merged_pairs, one=one, other=other))
    found += [_with_actor(told) for told in (limits.actor, limits.also) if told is not None]
    found += [_said_by(told) for told in (limits.speaker,) if told is not None]
    found += _by_report(limits, dialect, spread)
    return found


def lowered(told: str) -> str:
    """In lower letters as both databases do it, which know those of ASCII only."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in told)


def _has(table: Table, **values: str | bool) -> ColumnElement[bool]:
    """Whether a merged finding has a row of these values; the list itself may be walked by the same table."""
    own = table.alias()
    return exists().where(own.c.merged == s.merged.c.n, *(own.c[name] == value for name, value in values.items()))


def _with_actor(told: str) -> ColumnElement[bool]:
    return s.merged.c.n.in_(_taking_part(told))


def _said_by(told: str) -> ColumnElement[bool]:
    """Of what somebody takes part in the statements that are his: whose value, as it is printed, has him as speaker."""
    own, m = s.merged.alias(), s.merged_actors.c
    his = _taking_part(told).join(own, own.c.n == m.merged)
    return s.merged.c.n.in_(his.where(own.c.value.like(PRINTED_SPEAKER[0] + m.actor + PRINTED_SPEAKER[1])))


def _taking_part(told: str) -> Select[Any]:
    i, a, m = s.identities.c, s.identity_actors.c, s.merged_actors.c
    who = i.id == told if told.startswith("identity:") else i.folded.like(f"%{literal(fold(told))}%", escape="\\")
    actors = select(a.actor).join(s.identities, i.n == a.identity).where(who)
    return select(m.merged).where(m.actor.in_(actors))


def literal(told: str) -> str:
    """A text as LIKE takes it, with nothing in it that stands for anything else."""
    return told.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _by_report(limits: Filter, dialect: str, spread: Spread) -> list[ColumnElement[bool]]:
    """Limits on the reports that tell it, and on the sentences in which they do."""
    mf, f, d, r = s.merged_findings.c, s.findings.c, s.documents.c, s.reports.c
    told = select(mf.merged).join(s.findings, f.n == mf.finding).where(*is_seen(f.document, limits.within))
    found = told_by(limits.within)
    if limits.outlets:
        found.append(_in(told.join(s.reports, r.document == f.document).where(r.outlet.in_(limits.outlets))))
    if limits.collection is not None:
        cd, c = s.collection_documents.c, s.collections.c
        inside = told.join(s.collection_documents, cd.document == f.document).join(s.collections, c.n == cd.collection)
        found.append(_in(inside.where(c.name == limits.collection)))
    if limits.document is not None:
        found.append(_in(told.join(s.documents, d.n == f.document).where(d.id == limits.document)))
    if limits.text is not None:
        se = s.sentences.c
        inside = told.join(s.sentences, se.document == f.document).where(se.start < f.end, se.end > f.start)
        if spread != "rare":
            here = inside.where(mf.merged == s.merged.c.n, has_words(limits.text, dialect, spread)).correlate(s.merged)
            found.append(here.exists())
        else:
            found.append(_in(inside.where(se.n.in_(matching(limits.text, dialect)))))
    return found


def _in(query: Select[Any]) -> ColumnElement[bool]:
    return s.merged.c.n.in_(query)


def matching(told: str, dialect: str) -> Select[Any]:
    """The numbers of the sentences in which words are found. Raises QueryError where there is no word."""
    looked_for = search(told)
    if dialect == "sqlite":
        return (
            select(literal_column("rowid"))
            .select_from(text("sentence_words"))
            .where(text("sentence_words MATCH :words").bindparams(bindparam("words", as_fts5(looked_for), unique=True)))
        )
    return (
        select(literal_column("sentence"))
        .select_from(text("sentence_words"))
        .where(
            text("words @@ CAST(:words AS tsquery)").bindparams(bindparam("words", as_tsquery(looked_for), unique=True))
        )
    )


def has_words(told: str, dialect: str, spread: Spread) -> ColumnElement[bool]:
    """Whether a row of `sentences` has words: of all that have them, or where those are too many, for each row anew."""
    if spread != "everywhere":
        return (s.sentences.c.n + 0).in_(
            matching(told, dialect)
        )  # + 0: or SQLite goes through all of them for each row
    number: ColumnElement[int] = literal_column("rowid" if dialect == "sqlite" else "sentence")
    return matching(told, dialect).where(number == s.sentences.c.n).correlate(s.sentences).exists()


def spread_of(connection: Connection, told: str | None) -> Spread:
    """In how many sentences words are; rare where there are none to look for.

    Of rare ones all sentences are looked up. With others a page is full soon: rows are looked at one after the other,
    each sentence held against the numbers of all that have the words, or where they are everywhere, against the index.
    """
    if told is None:
        return "rare"
    root = isqrt(connection.execute(select(func.max(s.sentences.c.n))).scalar() or 0)
    some = matching(told, connection.dialect.name).limit(EVERYWHERE * root + 1).subquery()
    many = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return "rare" if many <= COMMON * root else "common" if many <= EVERYWHERE * root else "everywhere"


# -- pages of a list -----------------------------------------------------------------------------------------------


def order(sort: str) -> tuple[ColumnElement[Any], bool]:
    """The column of a sort, and whether it goes down. Raises QueryError."""
    if sort not in SORTS:
        raise QueryError(f"{sort!r}: is no order of a list; take one of {', '.join(SORTS)}", found=sort)
    return s.merged.c[sort.removeprefix("-")], sort.startswith("-")


def after(sort: str, cursor: str, column: ColumnElement[Any], n: ColumnElement[Any]) -> ColumnElement[bool]:
    """What comes behind a cursor in this order of a column and a number. Raises QueryError where it is none of it."""
    value, number = read_cursor(cursor, sort)
    if isinstance(value, str) is not isinstance(column.type, String):
        raise QueryError(f"{cursor[:40]!r}: is no cursor of a list by {sort!r}; take what `next` gave")
    place, here = tuple_(column, n), tuple_(value, number)
    return place < here if sort.startswith("-") else place > here


def cursor_of(sort: str, value: str | float | None, n: int) -> str:
    """Where a list goes on, in letters that an address may hold."""
    return base64.urlsafe_b64encode(json.dumps([sort, value, n]).encode()).decode().rstrip("=")


def read_cursor(cursor: str, sort: str) -> tuple[Any, int]:
    """The value and the number behind which a list goes on. Raises QueryError where it is no cursor of this order."""
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        json.dumps(told, ensure_ascii=False, allow_nan=False).encode()  # half a letter and no number have no place
    except (RecursionError, binascii.Error, ValueError) as error:
        raise QueryError(f"{cursor[:40]!r}: is no cursor; take what `next` gave") from error
    match told:
        case [str(by), str() | int() | float() as value, int(n)] if by == sort and _fits(value) and _fits(n):
            return value, n
    raise QueryError(f"{cursor[:40]!r}: is no cursor of a list by {sort!r}; take what `next` gave")


def _fits(value: str | float) -> bool:
    """Whether a database takes it: whole numbers of 64 bits, texts without a NUL."""
    return "\0" not in value if isinstance(value, str) else abs(value) < LARGEST


def kind_of(kind: MergedKind) -> ColumnElement[bool]:
    return s.merged.c.kind == kind
