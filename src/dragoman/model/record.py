"""The public contract: what `dragoman read --format json` prints, and what `dragoman.read` returns.

Every span is half-open, in Unicode code points into `document.text`, and its quote equals that slice
(`Record` refuses to be built otherwise). What may be unknown is None; sequences are never None.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.errors import EvidenceError

SCHEMA_VERSION = "1.0"

ActorKind = Literal["person", "organization", "state", "igo", "group", "media"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["occurred", "planned", "hypothetical", "negated", "alleged"]
Novelty = Literal["reported", "background"]
Basis = Literal["stated", "publication", "inferred", "unknown"]
SourceKind = Literal["outlet", "press-release", "official", "anonymous"]
Precision = Literal["point", "city", "region", "country"]
Act = Literal["assert", "praise", "pledge", "appeal", "demand", "accuse", "deny", "warn", "thank", "condole"]
AgreementKind = Literal[
    "treaty",
    "agreement",
    "declaration",
    "memorandum",
    "protocol",
    "ceasefire",
    "contract",
    "convention",
    "communique",
    "charter",
    "plan",
    "other",
]
AgreementStatus = Literal["proposed", "signed", "ratified", "in-force", "suspended", "ended"]
Force = Literal["binds", "pledges", "affirms"]
CommitmentStatus = Literal["open", "kept", "broken", "repeated", "overdue"]


class Value(BaseModel):
    """A frozen value; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """Characters `start` to `end` (half-open) of the document's text; `quote` is that slice."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str


class When(Value):
    """A time as precise as the text gives it: `edtf` is ISO 8601-2, `earliest` and `latest` its bounds as ISO days.

    basis: stated (every component printed in the report), publication (completed from the document's given date),
    inferred (by reasoning over other dates), unknown.
    """

    text: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: Basis = "unknown"
    evidence: tuple[Span, ...] = ()


class Place(Value):
    """A place under the name the report gives it; coordinates in degrees (WGS 84), `geonames` its GeoNames id."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: Precision
    evidence: tuple[Span, ...] = ()


class Source(Value):
    """Who says so. Sources run from the outlet inwards; tellers apart from one another have other `chain` numbers."""

    name: str
    actor: str | None = None
    kind: SourceKind
    date: When | None = None
    evidence: tuple[Span, ...] = ()
    chain: int = 0


class Actor(Value):
    """Somebody or something that acts: one id in one document, every mention with its span."""

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


class Tenure(Value):
    """A person in an office, as told and when observed."""

    id: str
    person: str
    title: str
    organization: str | None = None
    country: str | None = None
    rank: str | None = None
    observed: When | None = None
    evidence: tuple[Span, ...] = ()
    cue: str
    confidence: float = Field(ge=0, le=1)


class Role(Value):
    """An actor's part in an event, with country, sectors and title as told there."""

    actor: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    evidence: tuple[Span, ...] = ()


class Event(Value):
    """One event, coded by PLOVER; `quad` 1 to 4, `intensity` -10 to 10, `cameo` the CAMEO code of its content."""

    id: str
    type: EventType
    mode: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    date: When | None = None
    place: Place | None = None
    status: Status
    novelty: Novelty
    sources: tuple[Source, ...] = ()
    agreement: str | None = None
    intensity: float
    quad: int = Field(ge=1, le=4)
    cameo: str | None = None
    cue: str
    evidence: tuple[Span, ...] = ()
    confidence: float = Field(ge=0, le=1)


class Relation(Value):
    """What one marked actor does to another, by PLOVER; no part of a record, but told in its terms.

    `evidence` are the words of the act, None of them where the encoder alone tells it; `cue` and `mode` may be None.
    `confidence` is the probability that the type and the first two digits of the code are right (docs/measured.md).
    """

    type: EventType
    mode: str | None = None
    status: Status
    cameo: str
    cue: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = Field(ge=0, le=1)


class Statement(Value):
    """What somebody said, with the act the saying is."""

    id: str
    speaker: str
    addressees: tuple[str, ...] = ()
    act: Act
    content: Span
    verb: Span
    contexts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    cue: str
    confidence: float = Field(ge=0, le=1)


class Provision(Value):
    """One thing an agreement says."""

    text: Span
    contexts: tuple[str, ...] = ()
    force: Force
    cue: str


class Stage(Value):
    """A step of an agreement behind its signing (ratified, in force, suspended, ended), with the day that is told."""

    status: AgreementStatus
    date: When


class Agreement(Value):
    """An agreement under its fullest name told, with parties, signing, provisions and the steps of which a day is told.

    Two parliaments that ratified it on two days are two steps.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: AgreementKind
    parties: tuple[str, ...] = ()
    signed: When | None = None
    place: Place | None = None
    signatories: tuple[str, ...] = ()
    status: AgreementStatus
    stages: tuple[Stage, ...] = ()
    provisions: tuple[Provision, ...] = ()
    evidence: tuple[Span, ...] = ()
    cue: str
    confidence: float = Field(ge=0, le=1)


class Commitment(Value):
    """A future act that somebody takes upon himself."""

    id: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    what: Span
    due: When | None = None
    condition: Span | None = None
    under: str | None = None
    status: CommitmentStatus = "open"
    evidence: tuple[Span, ...] = ()
    cue: str
    confidence: float = Field(ge=0, le=1)


class Issue(Value):
    """A trouble of the text, or something left unresolved, at a stage."""

    stage: str
    code: str
    message: str
    span: Span | None = None


class Coder(Value):
    """What read the document: version, digest of all word tables, language model."""

    name: str
    version: str
    lexicon: str
    model: str


class Document(Value):
    """A report as given. `id` is "sha256:" and the digest of the text; nothing of the text is ever changed."""

    id: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: When | None = None
    retrieved: str | None = None
    text: str


class Record(Value):
    """All that was read in one document.

    Raises EvidenceError when a span's quote is not its slice of the text.
    """

    schema_version: str = SCHEMA_VERSION
    document: Document
    actors: tuple[Actor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    issues: tuple[Issue, ...] = ()
    coder: Coder

    @model_validator(mode="after")
    def _quotes_equal_slices(self) -> Self:
        text = self.document.text
        for span in spans_of(self):
            if text[span.start : span.end] != span.quote:
                raise EvidenceError(f"{self.document.id}: {span.start}-{span.end} reads {span.quote!r} elsewhere")
        return self


def widest(spans: Iterable[Span]) -> Span | None:
    """The span of the most characters, the first of several; None where there is none."""
    return max(spans, key=lambda span: span.end - span.start, default=None)


def spans_of(value: object) -> Iterator[Span]:
    """Every span inside a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
