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
    """Characters of the document's text, half-open: `quote` is the slice from `start` to `end`."""

    start: int = Field(
        ge=0, description="The first character, counted from 0 in Unicode code points of the document's text."
    )
    end: int = Field(ge=0, description="Behind the last character.")
    quote: str = Field(description="The characters between the two, as they stand there.")


class When(Value):
    """A time as precise as the text gives it."""

    text: str | None = Field(default=None, description="As the report words it; null where it is not told in words.")
    edtf: str | None = Field(default=None, description="ISO 8601-2: 2021-06-15, 2022-05, 2020~, ../2022-05-12.")
    earliest: str | None = Field(default=None, description="The first day on which it can be (ISO 8601); null: open.")
    latest: str | None = Field(default=None, description="The last day on which it can be (ISO 8601); null: open.")
    basis: Basis = Field(
        default="unknown",
        description="stated: all of it is printed; publication: with the document's date; inferred: from other dates.",
    )
    evidence: tuple[Span, ...] = Field(default=(), description="The words that tell it.")


class Place(Value):
    """A place under the name the report gives it."""

    name: str = Field(description="As the report has it, in the nominative: a town, a building, a region.")
    country: str | None = Field(default=None, description="The state it lies in: ISO 3166-1 alpha-3.")
    latitude: float | None = Field(default=None, description="Degrees north (WGS 84).")
    longitude: float | None = Field(default=None, description="Degrees east (WGS 84).")
    geonames: int | None = Field(default=None, description="Its id in GeoNames.")
    precision: Precision = Field(description="How exact it is: a point, a city, a region, or a country as a whole.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that name it.")


class Source(Value):
    """Who says so. Sources run from the outlet inwards."""

    name: str = Field(description="What it is called: an outlet, a ministry, a person.")
    actor: str | None = Field(default=None, description="The id of the actor that it is, where it is one.")
    kind: SourceKind = Field(description="What sort of source it is.")
    date: When | None = Field(default=None, description="When it said so.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that name it.")
    chain: int = Field(
        default=0, description="Sources of one number hand on one telling; those of another tell it apart from them."
    )


class Actor(Value):
    """Somebody or something that acts: one id in one document, every mention with its span."""

    id: str = Field(description="By which findings of the document name it.")
    kind: ActorKind = Field(
        description="A person, a state, an organization, an intergovernmental one (igo), a group, or media."
    )
    name: str = Field(description="The fullest name that is told.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names that are told.")
    country: str | None = Field(default=None, description="The state it belongs to: ISO 3166-1 alpha-3.")
    sectors: tuple[str, ...] = Field(default=(), description="Parts of society it belongs to: GOV, MIL, LEG, ...")
    wikidata: str | None = Field(default=None, description="Its id in Wikidata.")
    mentions: tuple[Span, ...] = Field(default=(), description="All places that name it, or mean it.")


class Tenure(Value):
    """A person in an office, as told and when observed."""

    id: str = Field(description="Its id, from the document's and the place of its evidence.")
    person: str = Field(description="The id of the actor who holds it.")
    title: str = Field(description="The office, as told.")
    organization: str | None = Field(default=None, description="The id of the actor in which it is held.")
    country: str | None = Field(default=None, description="The state whose office it is: ISO 3166-1 alpha-3.")
    rank: str | None = Field(default=None, description="The rank that is told with it: General, ...")
    observed: When | None = Field(default=None, description="When he was told of in it: no beginning and no end of it.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that tell it.")
    cue: str = Field(description="The entry of the word tables that tells it.")
    confidence: float = Field(ge=0, le=1, description="How sure it is, 0 to 1.")


class Role(Value):
    """An actor's part in an event, with country, sectors and title as told there."""

    actor: str = Field(description="The id of the actor.")
    country: str | None = Field(default=None, description="The state for which it acts here: ISO 3166-1 alpha-3.")
    sectors: tuple[str, ...] = Field(default=(), description="Parts of society for which it acts here.")
    title: str | None = Field(default=None, description="The office as told here.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that name it here.")


class Event(Value):
    """One event, coded by PLOVER."""

    id: str = Field(description="Its id, from the document's and the place of its evidence: a better coder keeps it.")
    type: EventType = Field(description="One of PLOVER's sixteen types.")
    mode: str | None = Field(
        default=None, description="How it is done: the one of `modes` that counts, farthest from zero."
    )
    modes: tuple[str, ...] = Field(default=(), description="All ways of the type in which it is done.")
    contexts: tuple[str, ...] = Field(default=(), description="What it is about: military, economic, migration, ...")
    actors: tuple[Role, ...] = Field(default=(), description="Who does it, together where there are several.")
    recipients: tuple[Role, ...] = Field(default=(), description="To whom it is done.")
    date: When | None = Field(default=None, description="When it is or was.")
    place: Place | None = Field(default=None, description="Where it is or was.")
    status: Status = Field(description="Whether it occurred, or is planned, hypothetical, negated or alleged.")
    novelty: Novelty = Field(description="reported: news of this report; background: history that it recalls.")
    sources: tuple[Source, ...] = Field(default=(), description="Who says so, from the outlet inwards.")
    agreement: str | None = Field(default=None, description="The id of the agreement that it is about.")
    intensity: float = Field(description="-10 (conflict) to 10 (cooperation), as type and mode have it.")
    quad: int = Field(
        ge=1, le=4, description="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."
    )
    cameo: str | None = Field(default=None, description="The CAMEO code of its content.")
    cue: str = Field(description="The entry of the word tables that tells it; `person.NAME` where a person added it.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that tell it.")
    confidence: float = Field(ge=0, le=1, description="How sure it is, 0 to 1.")


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

    id: str = Field(description="Its id, from the document's and the place of its words.")
    speaker: str = Field(description="The id of the actor who says it.")
    addressees: tuple[str, ...] = Field(default=(), description="The ids of those to whom, or of whom, it is said.")
    act: Act = Field(description="What is done by saying it.")
    content: Span = Field(description="What is said.")
    verb: Span = Field(description="The word of saying.")
    contexts: tuple[str, ...] = Field(default=(), description="What it is about: military, economic, migration, ...")
    sources: tuple[Source, ...] = Field(default=(), description="Who says that it was said, from the outlet inwards.")
    cue: str = Field(description="The entry of the word tables that tells it; `person.NAME` where a person added it.")
    confidence: float = Field(ge=0, le=1, description="How sure it is, 0 to 1.")


class Provision(Value):
    """One thing an agreement says."""

    text: Span = Field(description="Its words.")
    contexts: tuple[str, ...] = Field(default=(), description="What it is about: military, economic, migration, ...")
    force: Force = Field(
        description="binds (shall, undertake), pledges (promise, commit) or affirms (reaffirm, recognise)."
    )
    cue: str = Field(description="The entry of the word tables that tells it.")


class Stage(Value):
    """A step of an agreement behind its signing (ratified, in force, suspended, ended), with the day that is told."""

    status: AgreementStatus = Field(description="The step: ratified, in-force, suspended, ...")
    date: When = Field(description="The day that is told of it.")


class Agreement(Value):
    """An agreement under its fullest name told, with parties, signing, provisions and the steps of which a day is told.

    Two parliaments that ratified it on two days are two steps.
    """

    id: str = Field(description="Its id, from the document's and the place of its evidence.")
    name: str = Field(description="The fullest name that is told.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names that are told.")
    kind: AgreementKind = Field(description="What it is: a treaty, a memorandum, a ceasefire, ...")
    parties: tuple[str, ...] = Field(default=(), description="The ids of the actors between which it is.")
    signed: When | None = Field(default=None, description="When it was signed.")
    place: Place | None = Field(default=None, description="Where it was signed.")
    signatories: tuple[str, ...] = Field(default=(), description="The ids of the persons who signed it.")
    status: AgreementStatus = Field(description="How far it is come, as this tells.")
    stages: tuple[Stage, ...] = Field(default=(), description="The steps behind its signing of which a day is told.")
    provisions: tuple[Provision, ...] = Field(
        default=(), description="What it says, one for each thing that could stand alone."
    )
    evidence: tuple[Span, ...] = Field(default=(), description="The words that tell of it.")
    cue: str = Field(description="The entry of the word tables that tells it; `person.NAME` where a person added it.")
    confidence: float = Field(ge=0, le=1, description="How sure it is, 0 to 1.")


class Commitment(Value):
    """A future act that somebody takes upon himself."""

    id: str = Field(description="Its id, from the document's and the place of its evidence.")
    by: tuple[str, ...] = Field(default=(), description="The ids of the actors who owe it.")
    to: tuple[str, ...] = Field(default=(), description="The ids of the actors to whom it is owed.")
    what: Span = Field(description="What is promised.")
    due: When | None = Field(default=None, description="By when it is to be done.")
    condition: Span | None = Field(default=None, description="On which condition it was promised.")
    under: str | None = Field(default=None, description="The id of the agreement in which it was promised.")
    status: CommitmentStatus = Field(default="open", description="What became of it, as this tells.")
    evidence: tuple[Span, ...] = Field(default=(), description="The words that tell it.")
    cue: str = Field(description="The entry of the word tables that tells it; `person.NAME` where a person added it.")
    confidence: float = Field(ge=0, le=1, description="How sure it is, 0 to 1.")


class Issue(Value):
    """A trouble of the text, or something left unresolved, at a stage."""

    stage: str = Field(description="Where it showed: reading, linking, ...")
    code: str = Field(description="A short name of the trouble, for programs.")
    message: str = Field(description="What is wrong, in words.")
    span: Span | None = Field(default=None, description="Where in the text it is.")


class Coder(Value):
    """What read the document: version, digest of all word tables, language model."""

    name: str = Field(description="`dragoman`; `person` of what was added by hand.")
    version: str = Field(description="Its version.")
    lexicon: str = Field(description="The digest of all word tables.")
    model: str = Field(description="The language model, with its version.")


class Document(Value):
    """A report as given."""

    id: str = Field(description="'sha256:' and the digest of the text.")
    title: str | None = Field(default=None, description="The headline.")
    outlet: str | None = Field(default=None, description="Who printed it.")
    byline: str | None = Field(default=None, description="Who wrote it, as printed.")
    url: str | None = Field(default=None, description="Where it was found.")
    language: str | None = Field(default=None, description="ISO 639-1: en.")
    published: When | None = Field(default=None, description="When it was published.")
    retrieved: str | None = Field(default=None, description="When it was fetched (ISO 8601).")
    text: str = Field(description="The text that all spans count: nothing of it is ever changed.")


class Record(Value):
    """All that was read in one document.

    Raises EvidenceError when a span's quote is not its slice of the text.
    """

    schema_version: str = Field(default=SCHEMA_VERSION, description="Of this contract.")
    document: Document = Field(description="The report as given.")
    actors: tuple[Actor, ...] = Field(default=(), description="Who is told of.")
    tenures: tuple[Tenure, ...] = Field(default=(), description="Who held which office.")
    events: tuple[Event, ...] = Field(default=(), description="What happened, and is to happen.")
    statements: tuple[Statement, ...] = Field(default=(), description="What was said.")
    agreements: tuple[Agreement, ...] = Field(default=(), description="What was agreed.")
    commitments: tuple[Commitment, ...] = Field(default=(), description="What was promised.")
    issues: tuple[Issue, ...] = Field(default=(), description="Troubles, and what was left unresolved.")
    coder: Coder = Field(description="What read it.")

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
