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
    countries: dict[str, str | None] = Field(description="Their states (ISO 3166-1 alpha-3), by the same ids.")
    findings: tuple[str, ...] = Field(description="Ids of the reports' findings that are one in it.")
    evidence_finding: str = Field(description="The id of that of them whose values and evidence these are.")
    evidence_document: str = Field(description="The id of the document in whose text its spans count.")
    reports: tuple[str, ...] = Field(description="Ids of the documents that tell it as news.")
    report_count: int = Field(description="How many these are.")
    background_reports: tuple[str, ...] = Field(description="Ids of the documents that recall it.")
    background_count: int = Field(description="How many these are.")
    outlets: tuple[str, ...] = Field(description="Names of the outlets, as printed.")
    outlet_count: int = Field(description="How many outlets these are: an acronym and its name are one.")
    conflicts: tuple[Conflict, ...] = Field(default=(), description="Where reports differ.")
    history: tuple[Happened, ...] = Field(default=(), description="What became of it.")
    judgements: tuple[Judgement, ...] = Field(
        default=(), description="What persons decided about it, the oldest first."
    )
    changed: int = Field(description="The number of the change that made it so; `changed_since` takes it.")


class EventTold(Event, Sourced):
    """An event, once, however many reports tell it."""

    finding_kind: Literal["event"] = Field(description="Which contract its own fields are.")


class StatementTold(Statement, Sourced):
    """A statement, once, however many reports tell it."""

    finding_kind: Literal["statement"] = Field(description="Which contract its own fields are.")


class AgreementTold(Agreement, Sourced):
    """An agreement, once, with what became of it."""

    finding_kind: Literal["agreement"] = Field(description="Which contract its own fields are.")


class CommitmentTold(Commitment, Sourced):
    """A commitment, once, with what became of it."""

    finding_kind: Literal["commitment"] = Field(description="Which contract its own fields are.")
    standing: Standing | None = Field(
        default=None, description="How it stands on a day: by words, by the event that is named, or overdue."
    )


FindingTold = Annotated[EventTold | StatementTold | AgreementTold | CommitmentTold, Field(discriminator="finding_kind")]


class ListOf(Value, Generic[T]):
    """Some of a list. `next` is the cursor with which it goes on, null at its end."""

    items: tuple[T, ...] = Field(description="Those of this page.")
    next: str | None = Field(default=None, description="The `cursor` of the next page; null at the end.")


class ReportListed(Listing, Paged):
    """A report: an appearance of a document."""


class SentenceFound(Found, Paged):
    """A sentence in which words were found; `page` leads to its place in the report."""


class ActorListed(Identity, Paged):
    """A person, state or body over all reports."""


class Actors(ListOf[ActorListed]):
    """Some of a list of actors. `names` has those who held an office of theirs before or after, by id."""

    names: dict[str, str] = Field(description="Names of those who held an office of theirs before or after, by id.")


class ActorShown(ActorListed):
    """A person, state or body; `names` has those who held an office of theirs before or after, by id."""

    names: dict[str, str] = Field(description="Names of those who held an office of his before or after, by id.")


class CollectionListed(Paged):
    """A named set of documents; `page` lists its reports."""

    name: str = Field(description="What it is called.")
    made: str = Field(description="When it was made (ISO 8601).")
    documents: int = Field(description="How many are in it.")


class ReportShown(Paged):
    """A report: its text, its record, and where it appeared."""

    document: str = Field(description="The id of its text.")
    text: str = Field(description="The text that all spans count.")
    record: Record = Field(description="As `dragoman schema` describes it.")
    appearances: tuple[ReportListed, ...] = Field(description="Where it appeared.")


class VersionListed(Version, Paged):
    """One text that an address has had."""

    url: str = Field(description="The address that has had it.")


class Difference(Value):
    """What changed from one document to another, sentence by sentence."""

    before: str = Field(description="The id of the older text.")
    after: str = Field(description="The id of the newer one.")
    changes: tuple[Change, ...] = Field(description="Sentences that came, went, or were changed, in their order.")


class CountOf(Value):
    """How many there are of a value."""

    value: str | None = Field(description="null of months: not dated.")
    count: int = Field(description="How many have it.")
    page: str | None = Field(default=None, description="The list that is counted, where it has a page.")


class Facets(Value):
    """How many there are of each value, the most frequent first; months in their order."""

    by: str = Field(description="What is counted by.")
    items: tuple[CountOf, ...] = Field(description="Each value with its number.")


class MonthSum(Paged):
    """What happened in a month, of a quad class: events, reports of them, the sum of their intensities."""

    month: str = Field(description="2024-05.")
    quad: int = Field(
        description="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."
    )
    events: int = Field(description="How many occurred.")
    reports: int = Field(description="How many reports tell them, added up.")
    intensity: float = Field(description="Their intensities, added up.")


class EdgeBetween(Paged):
    """What happened between two states: events, of quad classes 1 and 2 (cooperation) and 3 and 4 (conflict)."""

    one: str = Field(description="A state (ISO 3166-1 alpha-3).")
    other: str = Field(description="Another state.")
    events: int = Field(description="How many occurred between the two.")
    reports: int = Field(description="How many reports tell them, added up.")
    intensity: float = Field(description="Their intensities, added up.")
    cooperation: int = Field(description="How many of them are of quad classes 1 and 2.")
    conflict: int = Field(description="How many of them are of quad classes 3 and 4.")


class Departed(Value):
    """A finding that is no longer, and the id of what took it in, where something did."""

    id: str = Field(description="The id that is no longer.")
    into: str | None = Field(description="The id of the finding that took it in; null: it is gone.")


class Changes(ListOf[FindingTold]):
    """What became other after a change, and what departed.

    When the list is at its end, ask again with `last` as `since`. `departed` comes with
    the first page only.
    """

    since: int = Field(description="The change after which was asked.")
    last: int = Field(description="The last change there is: `since` of the next time.")
    departed: tuple[Departed, ...] = Field(description="Findings that are no longer.")


class AllCounts(Value):
    """How many findings fit, by kind, and how many documents, appearances, outlets and stories the store has."""

    events: int = Field(description="Events.")
    meetings: int = Field(description="Events in which somebody met, or will.")
    statements: int = Field(description="Statements.")
    agreements: int = Field(description="Agreements.")
    commitments: int = Field(description="Commitments.")
    reports: Counts = Field(description="What the store has of reports.")


class TextGiven(Value):
    """A text to be read. With `keep`, it is taken into the store as well."""

    text: str = Field(min_length=1, description="2,000,000 characters at most.")
    title: str | None = Field(default=None, min_length=1, max_length=1000, description="The headline.")
    published: str | None = Field(default=None, description="An ISO day.", examples=["2024-05-12"], max_length=40)
    outlet: str | None = Field(default=None, min_length=1, max_length=1000, description="Who printed it.")
    url: str | None = Field(default=None, max_length=2000, description="Where it was found.")
    keep: bool = Field(default=False, description="Whether it is taken into the store.")
    collection: str | None = Field(
        default=None, min_length=1, max_length=200, description="With `keep`: one that you see; it is put into it, too."
    )


class Kept(Paged):
    """What became of a text that was to be kept: taken, known, or a near copy of another (duplicate)."""

    outcome: str = Field(description="taken, known, or duplicate.")
    document: str = Field(description="The id of the text.")
    copy_of: str | None = Field(description="The id of the document of which it is a near copy.")


class TextRead(Value):
    """The record of a text; `kept` where it was taken into the store."""

    record: Record = Field(description="What was read in it.")
    kept: Kept | None = Field(default=None, description="What became of it, where it was to be kept.")


class JudgementListed(Judged):
    """A judgement, the one that takes it back, where that holds, and the pages of what it is about."""

    pages: tuple[str, ...] = Field(description="The pages of what it is about.")


class JudgementMade(JudgementListed):
    """A judgement, and the findings that it is about as they are now; what was rejected by all is none any more."""

    findings: tuple[FindingTold, ...] = Field(description="What it is about, or what it added, as it is now.")


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

    name: str = Field(description="By which what is judged is kept.")
    role: str = Field(description="reader, reviewer or admin.")
    collections: tuple[str, ...] | None = Field(description="Those that may be seen; null: everything.")
    csrf: str = Field(description="To be sent as the header X-CSRF-Token.")


class Problem(Value):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="about:blank: the status says what sort of trouble it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, and what would do.")
    instance: str = Field(description="The address that was asked.")
