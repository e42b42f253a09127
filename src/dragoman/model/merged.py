"""What many reports tell of one thing: the values between a store and the room that merges."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, JsonValue

from dragoman.model.identity import Reason
from dragoman.model.record import Agreement, Commitment, Event, Novelty, Statement, Value

MergedKind = Literal["event", "statement", "agreement", "commitment"]
Finding = Event | Statement | Agreement | Commitment


class Telling(Value):
    """One finding of one report, as far as it matters for whether another report tells the same.

    actors, recipients: country codes, and "name:" and the folded name of who has none; of a statement the speaker and
    the addressees, of an agreement the parties, of a commitment by whom and to whom. names: the persons among them,
    each a country code, a colon and the parts of the name as they are compared. earliest, latest: ISO days of the
    event, the signing or the due date; `published` the report's. place: folded, where it is more exact than a
    country. words: folded, sorted words of what is told, without names. agreement: the words of the name of the one
    meant. beside: of an event, words that tell of it beside those: of the act itself, the place, and who has no
    country. as_promised: it is told as what somebody had promised ("within the time set").
    """

    finding: str
    kind: MergedKind
    document: str
    published: str | None = None
    type: str | None = None
    mode: str | None = None
    quad: int | None = None
    cameo: str | None = None
    status: str | None = None
    novelty: Novelty | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    basis: str | None = None
    place: str | None = None
    place_country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    agreement: str | None = None
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    as_promised: bool = False

    def __hash__(self) -> int:
        """By the finding alone: tellings are looked up by the hundred thousand, and each finding has one."""
        return hash(self.finding)


class Link(Value):
    """How likely two tellings are of one thing: log-odds, and the reasons that add up to them."""

    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided: each of `one` is told of the same thing as each of `other`, or is not."""

    kind: Literal["merge", "split"]
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Tellings that are linked, directly or by others, and the groups in which they are one thing.

    `loose`: none of them tells a day, and none joins a group of those that do.
    """

    groups: tuple[tuple[str, ...], ...]
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that tells it: its document, the day it was published, and the outlets it appeared in."""

    document: str
    published: str | None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A finding with its report, and the names and countries of the actors in it, by their ids.

    put_right: the fields that a person put right; they count before what any machine read.
    """

    finding: Finding
    report: Report
    names: Mapping[str, str]
    countries: Mapping[str, str | None]
    put_right: frozenset[str] = frozenset()


class Told(Value):
    """One value, and the documents that tell it."""

    value: JsonValue = Field(description="What is told.")
    documents: tuple[str, ...] = Field(description="Ids of the documents that tell it.")


class Conflict(Value):
    """Where reports differ: each value with who says it, the one that counts first."""

    field: str = Field(description="The field in which reports differ; `sides`: who did it to whom.")
    values: tuple[Told, ...] = Field(description="Each value, the one that counts first.")


class Happened(Value):
    """What became of an agreement (signed, ratified, suspended, ...) or of a commitment (kept, broken, repeated)."""

    what: str = Field(description="signed, ratified, suspended, ...; kept, broken, repeated.")
    day: str | None = Field(
        description="Of a signing, and where it is `dated`, its own; else that of the first report (ISO 8601)."
    )
    documents: tuple[str, ...] = Field(description="Ids of the documents that tell it.")
    dated: bool = Field(default=False, description="Whether the day is told, and not that of a report.")

    @property
    def own_day(self) -> str | None:
        """The day on which it happened, where a report tells it."""
        return self.day if self.dated or self.what == "signed" else None

    @property
    def told_day(self) -> str | None:
        """The day of the first report that tells it, where its own is not known: it happened on it, or before."""
        return None if self.dated or self.what == "signed" else self.day


class Merged(Value):
    """One thing as many reports tell it. `id` is the smallest id of its findings.

    finding: the values that count: most told, then most precise, then stated, then first told. names: of the actors in
    it. reports: ids of the documents that tell it as news; background_reports: of those that recall it.
    """

    id: str
    kind: MergedKind
    finding: Finding
    names: dict[str, str]
    countries: dict[str, str | None]
    findings: tuple[str, ...]
    reports: tuple[str, ...]
    background_reports: tuple[str, ...]
    outlets: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    history: tuple[Happened, ...] = ()
