"""Review as a store keeps it: what is next, what somebody answered, rounds that are blind, and what is settled."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import JsonValue
from sqlalchemy import Connection, Engine, insert, or_, select, update

from dragoman.errors import JudgementError
from dragoman.model.judgement import Judgement
from dragoman.model.merged import MergedKind
from dragoman.model.record import Value
from dragoman.store import review_queue
from dragoman.store import schema as s
from dragoman.store.audit import note
from dragoman.store.connect import writing
from dragoman.store.counting import BY_HAND, findings
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.store.review_queue import KINDS, Beside, standing_on
from dragoman.store.reviewed import DECIDING, ReviewedDocument, reviewed
from dragoman.store.rows import MERGED, Numbers
from dragoman.store.seen import Within
from dragoman.store.sql import put, select_in

Verdict = Literal["accept", "correct", "reject", "merge", "split", "add", "skip", "note", "read"]
Sort = Literal["findings", "reports"]
MOST_LEFT = 1_000  # findings that are left are counted so far
MOST_ITEMS = 1_000


class Answer(Value):
    """What somebody answered to a finding (in a round of reports also to a document): `value` as of a judgement.

    judgement: the id of the one that came of it; none in a round, and of skips and notes. undone: since when.
    """

    id: str
    who: str
    target: str
    verdict: Verdict
    value: dict[str, JsonValue] | None = None
    why: str = ""
    at: str = ""
    judgement: str | None = None
    undone: str | None = None
    round: int | None = None


class Settled(Value):
    """What holds of one item of a round."""

    target: str
    verdict: Verdict
    judgement: str | None
    by: str
    at: str


class Round(Value):
    """Findings or whole reports that some reviewers are given blind. done: since when each has answered all."""

    n: int
    name: str
    sort: Sort
    by: str
    made: str
    targets: tuple[str, ...]
    done: dict[str, str | None]

    @property
    def is_done(self) -> bool:
        """Whether all have answered all: only then they see what others said."""
        return all(self.done.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The reviews of a store, as somebody who may see some collections sees them."""

    engine: Engine
    clock: Callable[[], str]
    within: Within = None

    # -- the queue

    def queue(
        self,
        who: str,
        limits: Filter,
        *,
        kinds: Sequence[MergedKind] = KINDS,
        past: Iterable[str] = (),
        limit: int = 2,
    ) -> tuple[Listed, ...]:
        """The findings that are next for somebody (`review_queue.queue`)."""
        with self.engine.connect() as connection:
            return review_queue.queue(connection, kinds, limits, who, past=past, limit=limit)

    def left(self, who: str, limits: Filter, *, kinds: Sequence[MergedKind] = KINDS, past: Iterable[str] = ()) -> int:
        """How many are left for him; MOST_LEFT where it is as many, or more."""
        with self.engine.connect() as connection:
            return review_queue.left(connection, kinds, limits, who, MOST_LEFT, past=past)

    def beside(self, identifier: str) -> Beside:
        """What stands beside a merged finding."""
        with self.engine.connect() as connection:
            return review_queue.beside(connection, identifier, self.within)

    def standing(self, identifier: str) -> tuple[Judgement, ...]:
        """The judgements that hold about one report's finding."""
        with self.engine.connect() as connection:
            return standing_on(connection, identifier)

    # -- answers

    def answer(self, given: Answer) -> Answer:
        """Keep what somebody answers, now; the one that is there where its id was kept before.

        In a round it takes the place of what he answered before. Raises JudgementError where the round is not his, or
        is done, or the id is of another answer.
        """
        now = self.clock()
        with writing(self.engine) as connection:
            known = _answers(connection, s.review_answers.c.id == given.id)
            if known:
                if (known[0].who, known[0].target, known[0].verdict) != (given.who, given.target, given.verdict):
                    raise JudgementError(f"{given.id}: is another answer; give this one an id of its own")
                return known[0]
            if given.round is not None:
                _replace(connection, given, now)
            told = given.model_copy(update={"at": now, "undone": None})
            row = {**told.model_dump(), "value": json.dumps(told.value) if told.value is not None else None}
            connection.execute(insert(s.review_answers).values(n=Numbers(connection, {}).of(s.review_answers), **row))
            if given.round is not None:
                _note_done(connection, given.round, given.who, now)
            return told

    def get(self, identifier: str) -> Answer | None:
        """The answer of this id."""
        with self.engine.connect() as connection:
            return next(iter(_answers(connection, s.review_answers.c.id == identifier)), None)

    def take_back(self, identifier: str) -> None:
        """Take an answer back: it is kept, and counts no more. Raises JudgementError where its round is done."""
        now = self.clock()
        with writing(self.engine) as connection:
            (told,) = _answers(connection, s.review_answers.c.id == identifier)
            if told.round is not None:
                _check_goes_on(connection, told.round, told.who)
            a = s.review_answers.c
            connection.execute(update(s.review_answers).where(a.id == identifier).values(undone=now))
            if told.round is not None:
                _note_done(connection, told.round, told.who, now)

    def last(self, who: str, round_: int | None = None) -> Answer | None:
        """What somebody answered last, in the queue or in a round, and did not take back."""
        a = s.review_answers.c
        here = a.round.is_(None) if round_ is None else a.round == round_
        with self.engine.connect() as connection:
            found = _answers(connection, a.who == who, here, a.undone.is_(None), newest=1)
        return found[0] if found else None

    def answers_to(self, target: str) -> tuple[Answer, ...]:
        """What was answered to a finding in the queue: notes, too."""
        a = s.review_answers.c
        with self.engine.connect() as connection:
            return tuple(_answers(connection, a.target == target, a.round.is_(None), a.undone.is_(None)))

    def since(self, moment: str) -> tuple[Answer, ...]:
        """What was answered in the queue since a moment, and what others had answered to the same before."""
        a = s.review_answers.c
        with self.engine.connect() as connection:
            new = select(a.target).where(a.at >= moment, a.undone.is_(None), a.round.is_(None))
            return tuple(_answers(connection, a.target.in_(new), a.undone.is_(None), a.round.is_(None)))

    # -- rounds

    def make_round(self, name: str, sort: Sort, targets: Iterable[str], reviewers: Iterable[str], *, by: str) -> Round:
        """Make a round. Raises JudgementError where it makes no sense."""
        what, people = list(dict.fromkeys(targets)), list(dict.fromkeys(one.strip() for one in reviewers))
        people = [one for one in people if one]
        if not name.strip():
            raise JudgementError("a round has no name; give it one")
        if sort not in get_args(Sort):
            raise JudgementError(f"{sort!r}: a round is of findings or of reports")
        if not 1 <= len(what) <= MOST_ITEMS:
            raise JudgementError(f"a round of {len(what)} {sort}: take 1 to {MOST_ITEMS:,}")
        least = 2 if sort == "findings" else 1
        if len(people) < least:
            raise JudgementError(f"a round of {sort} needs {least} reviewers at least; name them")
        with writing(self.engine) as connection:
            if connection.execute(select(s.rounds.c.n).where(s.rounds.c.name == name.strip())).first():
                raise JudgementError(f"{name.strip()}: there is a round of this name")
            n, now = Numbers(connection, {}).of(s.rounds), self.clock()
            connection.execute(insert(s.rounds).values(n=n, name=name.strip(), sort=sort, by=by, made=now))
            items = [{"round": n, "position": place, "target": one} for place, one in enumerate(what)]
            connection.execute(insert(s.round_items), items)
            connection.execute(insert(s.assignments), [{"round": n, "who": one, "done": None} for one in people])
            note(connection, now, by=by, what="round made", about=name.strip(), detail={"reviewers": people})
            return _rounds(connection, s.rounds.c.n == n)[0]

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        with self.engine.connect() as connection:
            return tuple(_rounds(connection))

    def round(self, n: int) -> Round | None:
        """The round of this number."""
        with self.engine.connect() as connection:
            return next(iter(_rounds(connection, s.rounds.c.n == n)), None)

    def answers_in(self, n: int, who: str | None = None) -> tuple[Answer, ...]:
        """What was answered in a round and holds; of one reviewer where he is named."""
        a = s.review_answers.c
        mine = () if who is None else (a.who == who,)
        with self.engine.connect() as connection:
            return tuple(_answers(connection, a.round == n, a.undone.is_(None), *mine))

    def settle(self, n: int, settled: Settled) -> None:
        """Keep what holds of an item, in place of what was kept before."""
        with writing(self.engine) as connection:
            put(connection, s.settlements, [{"round": n, **settled.model_dump()}])

    def settled(self, n: int) -> dict[str, Settled]:
        """What holds of the items of a round, by their targets."""
        query = select(s.settlements).where(s.settlements.c.round == n)
        with self.engine.connect() as connection:
            rows = connection.execute(query).all()
        return {
            row.target: Settled(target=row.target, verdict=row.verdict, judgement=row.judgement, by=row.by, at=row.at)
            for row in rows
        }

    def read_whole(self) -> tuple[str, ...]:
        """Documents that were read whole, in rounds of reports that are done, and in which nothing is unsettled."""
        with self.engine.connect() as connection:
            done = [one for one in _rounds(connection, s.rounds.c.sort == "reports") if one.is_done]
            return tuple(dict.fromkeys(one for told in done for one in _whole_in(connection, told)))

    def judged_documents(self) -> Iterator[ReviewedDocument]:
        """Documents in which something was judged, with what persons say."""
        whole = self.read_whole()
        with self.engine.connect() as connection:
            yield from reviewed(connection, whole, self.within)


def missed_key(one: Answer) -> tuple[JsonValue, ...]:
    """By which two additions in a round are the same: document, kind, places and type."""
    value: Any = one.value or {}
    finding = value.get("finding") or {}
    spans = finding.get("evidence") or [finding.get("content") or finding.get("what")]
    places = json.dumps([(span["start"], span["end"]) for span in spans if span])
    return one.target, value.get("kind"), places, finding.get("type") or finding.get("act") or ""


def _whole_in(connection: Connection, told: Round) -> list[str]:
    """The documents of a round of which all that was read is judged, and all that was added is settled."""
    a, d, f = s.review_answers.c, s.documents.c, s.findings.c
    settled = set(connection.execute(select(s.settlements.c.target).where(s.settlements.c.round == told.n)).scalars())
    additions = _answers(connection, a.round == told.n, a.verdict == "add", a.undone.is_(None))
    keys = {missed_key(one) for one in additions if one.id in settled}
    open_ = {one.target for one in additions if missed_key(one) not in keys}
    query = findings(f.id, d.id.label("document")).join(s.documents, d.n == f.document)
    query = query.where(f.kind.in_(sorted(MERGED)), s.readings.c.used != BY_HAND)
    rows = select_in(connection, query, d.id, told.targets)
    open_ |= {row.document for row in rows if row.id not in settled}
    return [one for one in told.targets if one not in open_]


def _answers(connection: Connection, *conditions: Any, newest: int | None = None) -> list[Answer]:  # noqa: ANN401 - of any column
    a = s.review_answers.c
    query = select(s.review_answers).where(*conditions).order_by(a.n.desc() if newest else a.n).limit(newest)
    return [
        Answer(
            id=row.id,
            who=row.who,
            target=row.target,
            verdict=row.verdict,
            value=json.loads(row.value) if row.value is not None else None,
            why=row.why,
            at=row.at,
            judgement=row.judgement,
            undone=row.undone,
            round=row.round,
        )
        for row in connection.execute(query)
    ]


def _rounds(connection: Connection, *conditions: Any) -> list[Round]:  # noqa: ANN401 - of any column
    found = []
    for row in connection.execute(select(s.rounds).where(*conditions).order_by(s.rounds.c.n.desc())).all():
        items = select(s.round_items.c.target).where(s.round_items.c.round == row.n).order_by(s.round_items.c.position)
        people = select(s.assignments).where(s.assignments.c.round == row.n).order_by(s.assignments.c.who)
        found.append(
            Round(
                n=row.n,
                name=row.name,
                sort=row.sort,
                by=row.by,
                made=row.made,
                targets=tuple(connection.execute(items).scalars()),
                done={one.who: one.done for one in connection.execute(people)},
            )
        )
    return found


def _check_goes_on(connection: Connection, n: int, who: str) -> Round:
    found = _rounds(connection, s.rounds.c.n == n)
    if not found or who not in found[0].done:
        raise JudgementError(f"{who} is no reviewer of this round")
    if found[0].is_done:
        raise JudgementError(f"{found[0].name}: all have answered, and may see what others said; settle it instead")
    return found[0]


def _replace(connection: Connection, given: Answer, now: str) -> None:
    """In a round each has one answer to a finding; what was missed in a report, and notes, are beside one another."""
    assert given.round is not None  # noqa: S101 - for the types
    _check_goes_on(connection, given.round, given.who)
    if given.verdict in {"add", "note"}:
        return
    a = s.review_answers.c
    before = (a.round == given.round, a.who == given.who, a.target == given.target, a.undone.is_(None))
    kept = update(s.review_answers).where(*before, a.verdict.not_in(("add", "note"))).values(undone=now)
    connection.execute(kept)


def _note_done(connection: Connection, n: int, who: str, now: str) -> None:
    """Note whether somebody has answered all that is in a round."""
    a, i, t = s.review_answers.c, s.round_items.c, s.assignments.c
    (told,) = _rounds(connection, s.rounds.c.n == n)
    final = a.verdict == "read" if told.sort == "reports" else or_(a.verdict.in_((*sorted(DECIDING), "skip")))
    query = select(a.target).where(a.round == n, a.who == who, a.undone.is_(None), final)
    query = query.where(a.target.in_(select(i.target).where(i.round == n)))
    answered = set(connection.execute(query).scalars())
    done = now if answered >= set(told.targets) else None
    connection.execute(update(s.assignments).where(t.round == n, t.who == who).values(done=done))
