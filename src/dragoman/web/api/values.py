"""What the interface answers, as values: its description is made from them, and from the contract that they hold."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from dragoman.model.identity import Identity
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Conflict, Happened
from dragoman.model.record import Agreement, Commitment, Event, Record, Statement, Value
from dragoman.store.judgement_list import Judged
from dragoman.store.report_list import Counts, Listing
from dragoman.store.searching import Found
from dragoman.store.standings import Standing
from dragoman.store.versions import Change, Version

T = TypeVar("T")


class Paged(Value):
    """What has a page."""

    page: str = Field(description="Its address on the desk: a path.", examples=["/events/event:0123456789abcdef"])


class Sourced(Paged):
    """Who tells a finding, and what persons decided about it; the finding's own fields hold the values that count.

    `reports` are the documents that tell it as news, `background_reports` those that recall it. `conflicts` are where
    reports differ, `history` what became of it. `changed` is the number of the change that made it so.
    """

    names: dict[str, str] = Field(description="Names of the actors, by the ids that the finding has.")
    countries: dict[str, str | None]
    findings: tuple[str, ...] = Field(description="Ids of the reports' findings that are one in it.")
    reports: tuple[str, ...]
    report_count: int
    background_reports: tuple[str, ...]
    background_count: int
    outlets: tuple[str, ...]
    outlet_count: int
    conflicts: tuple[Conflict, ...] = ()
    history: tuple[Happened, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    changed: int


class EventTold(Event, Sourced):
    """An event, once, however many reports tell it."""

    finding_kind: Literal["event"]


class StatementTold(Statement, Sourced):
    """A statement, once, however many reports tell it."""

    finding_kind: Literal["statement"]


class AgreementTold(Agreement, Sourced):
    """An agreement, once, with what became of it."""

    finding_kind: Literal["agreement"]


class CommitmentTold(Commitment, Sourced):
    """A commitment, once, with what became of it."""

    finding_kind: Literal["commitment"]
    standing: Standing | None = Field(
        default=None, description="How it stands on a day: by words, by the event that is named, or overdue."
    )


FindingTold = Annotated[EventTold | StatementTold | AgreementTold | CommitmentTold, Field(discriminator="finding_kind")]


class ListOf(Value, Generic[T]):
    """Some of a list. `next` is the cursor with which it goes on, null at its end."""

    items: tuple[T, ...]
    next: str | None = None


class ReportListed(Listing, Paged):
    """A report: an appearance of a document."""


class SentenceFound(Found, Paged):
    """A sentence in which words were found; `page` leads to its place in the report."""


class ActorListed(Identity, Paged):
    """A person, state or body over all reports."""


class Actors(ListOf[ActorListed]):
    """Some of a list of actors. `names` has those who held an office of theirs before or after, by id."""

    names: dict[str, str]


class ActorShown(ActorListed):
    """A person, state or body; `names` has those who held an office of theirs before or after, by id."""

    names: dict[str, str]


class CollectionListed(Paged):
    """A named set of documents; `page` lists its reports."""

    name: str
    made: str
    documents: int


class ReportShown(Paged):
    """A report: its text, its record, and where it appeared."""

    document: str
    text: str
    record: Record = Field(description="As `dragoman schema` describes it.")
    appearances: tuple[ReportListed, ...]


class VersionListed(Version, Paged):
    """One text that an address has had."""

    url: str


class Difference(Value):
    """What changed from one document to another, sentence by sentence."""

    before: str
    after: str
    changes: tuple[Change, ...]


class CountOf(Value):
    """How many there are of a value."""

    value: str | None = Field(description="null of months: not dated.")
    count: int
    page: str | None = Field(default=None, description="The list that is counted, where it has a page.")


class Facets(Value):
    """How many there are of each value, the most frequent first; months in their order."""

    by: str
    items: tuple[CountOf, ...]


class MonthSum(Paged):
    """What happened in a month, of a quad class: events, reports of them, the sum of their intensities."""

    month: str
    quad: int
    events: int
    reports: int
    intensity: float


class EdgeBetween(Paged):
    """What happened between two states: events, of quad classes 1 and 2 (cooperation) and 3 and 4 (conflict)."""

    one: str
    other: str
    events: int
    reports: int
    intensity: float
    cooperation: int
    conflict: int


class Departed(Value):
    """A finding that is no longer, and the id of what took it in, where something did."""

    id: str
    into: str | None


class Changes(ListOf[FindingTold]):
    """What became other after a change, and what departed.

    When the list is at its end, ask again with `last` as `since`. `departed` comes with
    the first page only.
    """

    since: int
    last: int
    departed: tuple[Departed, ...]


class AllCounts(Value):
    """How many findings fit, by kind, and how many documents, appearances, outlets and stories the store has."""

    events: int
    meetings: int
    statements: int
    agreements: int
    commitments: int
    reports: Counts


class TextGiven(Value):
    """A text to be read. With `keep`, it is taken into the store as well."""

    text: str = Field(min_length=1, description="2,000,000 characters at most.")
    title: str | None = Field(default=None, min_length=1, max_length=1000)
    published: str | None = Field(default=None, description="An ISO day.", examples=["2024-05-12"], max_length=40)
    outlet: str | None = Field(default=None, min_length=1, max_length=1000)
    url: str | None = Field(default=None, max_length=2000)
    keep: bool = False
    collection: str | None = Field(
        default=None, min_length=1, max_length=200, description="With `keep`: one that you see; it is put into it, too."
    )


class Kept(Paged):
    """What became of a text that was to be kept: taken, known, or a near copy of another (duplicate)."""

    outcome: str
    document: str
    copy_of: str | None


class TextRead(Value):
    """The record of a text; `kept` where it was taken into the store."""

    record: Record
    kept: Kept | None = None


class JudgementListed(Judged):
    """A judgement, the one that takes it back, where that holds, and the pages of what it is about."""

    pages: tuple[str, ...]


class JudgementMade(JudgementListed):
    """A judgement, and the findings that it is about as they are now; what was rejected by all is none any more."""

    findings: tuple[FindingTold, ...]


# -- lists -------------------------------------------------------------------------------------------------------


class Events(ListOf[EventTold]):
    """Some events."""


class Statements(ListOf[StatementTold]):
    """Some statements."""


class Agreements(ListOf[AgreementTold]):
    """Some agreements."""


class Commitments(ListOf[CommitmentTold]):
    """Some commitments."""


class Findings(ListOf[FindingTold]):
    """Some findings of several kinds."""


class Reports(ListOf[ReportListed]):
    """Some reports."""


class Sentences(ListOf[SentenceFound]):
    """Some sentences."""


class Collections(ListOf[CollectionListed]):
    """Some collections."""


class Versions(ListOf[VersionListed]):
    """Some versions of a report."""


class Months(ListOf[MonthSum]):
    """Some months."""


class Network(ListOf[EdgeBetween]):
    """Some pairs of states."""


class Judgements(ListOf[JudgementListed]):
    """Some judgements."""


class Me(Value):
    """Who asks. `csrf` is to be sent as the header X-CSRF-Token with all that is sent, where no token of yours is."""

    name: str
    role: str
    collections: tuple[str, ...] | None = Field(description="Those that may be seen; null: everything.")
    csrf: str


class Problem(Value):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
