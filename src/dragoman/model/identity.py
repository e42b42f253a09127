"""Who is who across reports: what is seen of actors, what is judged of them, and the register that follows.

Sightings are what one record tells of one actor. Judgements are appended to a ledger and never change a finding; the
register is computed from both, each time anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dragoman.model.judgement import undone_ids
from dragoman.model.record import ActorKind, Span, Value

Verdict = Literal["same", "different", "unsure"]
Mark = Literal["acting", "former", "designate"]
Gender = Literal["f", "m"]
RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTold:
    """An office as one report tells it of somebody.

    key: its words, compared whatever their order. seat: the state or the body it belongs to ("AZE", "igo:nato"). day:
    the ISO day of the report. mark: told of one who no longer holds it, or not yet, or not in full.
    """

    key: str
    seat: str | None
    title: str
    organization: str | None
    country: str | None
    mark: Mark | None
    day: str | None
    document: str
    evidence: Span | None

    @property
    def office(self) -> tuple[str, str | None]:
        return self.key, self.seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one record tells of one actor, as far as it matters for who it is.

    `names` has the fullest first. `named` is False for who is only described ("the Turkish foreign minister"). `day` is
    the report's. `company` are keys of the persons and bodies told of beside it; `mentions` how often it is told of.
    """

    actor: str
    kind: ActorKind
    names: tuple[str, ...]
    named: bool
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    gender: Gender | None
    document: str
    day: str | None
    outlet: str | None
    offices: tuple[OfficeTold, ...]
    company: tuple[str, ...]
    mentions: int


class Reason(Value):
    """One thing that was compared, and what it adds to the log-odds."""

    feature: str
    compared: str
    weight: float


class Score(Value):
    """How likely two are one: `total` is the log-odds, the sum of the reasons' weights."""

    total: float
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons in one line, the weightiest first."""
        told = sorted(self.reasons, key=lambda reason: -abs(reason.weight))
        return "; ".join(f"{reason.feature}: {reason.compared} ({reason.weight:+.1f})" for reason in told)


class Judgement(Value):
    """That the actors `one` and the actors `other` are the same, or different, or that nobody knows.

    by: "rule" or a person's name. when: an ISO instant, None for a rule. undoes: the id of a judgement that this one
    takes back; it says nothing else then.
    """

    id: str
    verdict: Verdict
    one: tuple[str, ...]
    other: tuple[str, ...]
    by: str
    when: str | None = None
    why: str
    score: Score | None = None
    undoes: str | None = None


class Term(Value):
    """An office that an authority says somebody held; EDTF days, None where it does not say.

    `ended` without an end: it is over, nobody says since when.
    """

    title: str
    organization: str | None = None
    country: str | None = None
    start: str | None = None
    end: str | None = None
    ended: bool = False


class Authority(Value):
    """A person as a list of others knows it: `source` is the file it was read from, `id` the file's own."""

    id: str
    source: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What was judged, in the order in which it was, and the authorities that were brought in."""

    judgements: tuple[Judgement, ...] = ()
    authorities: tuple[Authority, ...] = ()

    def active(self) -> Iterator[Judgement]:
        """The judgements that hold: those that no later one, itself not undone, takes back."""
        undone = undone_ids(self.judgements)
        for judgement in self.judgements:
            if judgement.undoes is None and judgement.id not in undone:
                yield judgement


class Proof(Value):
    """Where it stands: the report's id, its day, the words."""

    document: str = Field(description="The id of the report.")
    day: str | None = Field(default=None, description="The report's day (ISO 8601).")
    span: Span | None = Field(default=None, description="The words.")


class OfficeHeld(Value):
    """An office of a person over all reports.

    `title` is the commonest form told, without what is acting, former or yet to come; `told` has all forms. `first`
    and `last` are the days of the first and the last report that tell him in it, None where none is dated; `left_by`
    the day of the first later report that calls him a former holder. `predecessors` and `successors` are identities,
    where the office has one holder at a time.
    """

    key: str = Field(description="The words of the office as they are compared.")
    seat: str | None = Field(default=None, description="The state or the body that it belongs to: AZE, igo:nato.")
    title: str = Field(description="The form that is told most.")
    told: tuple[str, ...] = Field(description="All forms that are told.")
    organization: str | None = Field(default=None, description="The name of the body in which it is held.")
    country: str | None = Field(default=None, description="The state whose office it is: ISO 3166-1 alpha-3.")
    first: str | None = Field(default=None, description="The day of the first report that tells of him in it.")
    last: str | None = Field(default=None, description="The day of the last report that tells of him in it.")
    left_by: str | None = Field(
        default=None, description="The day of the first later report that calls him a former holder."
    )
    reports: int = Field(ge=0, description="How many reports tell of him in it.")
    marks: tuple[Mark, ...] = Field(
        default=(), description="Whether he was told of as acting, former, or yet to take it."
    )
    evidence: tuple[Proof, ...] = Field(default=(), description="Where it is told.")
    predecessors: tuple[str, ...] = Field(default=(), description="Ids of identities that held it before.")
    successors: tuple[str, ...] = Field(default=(), description="Ids of identities that held it after.")


class Identity(Value):
    """One person, state or body over all reports. `members` are the actors of the records that it is made of."""

    id: str = Field(description="Its id: identity:...")
    kind: ActorKind = Field(
        description="A person, a state, an organization, an intergovernmental one (igo), a group, or media."
    )
    name: str = Field(description="The name that is told most, in its fullest form.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names that are told.")
    named: bool = Field(default=True, description="False: only described, as by an office.")
    country: str | None = Field(default=None, description="The state it belongs to: ISO 3166-1 alpha-3.")
    sectors: tuple[str, ...] = Field(default=(), description="Parts of society it belongs to: GOV, MIL, LEG, ...")
    wikidata: str | None = Field(default=None, description="Its id in Wikidata.")
    authority: str | None = Field(default=None, description="Its id in a list of others, where one has it.")
    members: tuple[str, ...] = Field(description="Ids of the actors of reports that are one in it.")
    reports: int = Field(ge=0, description="How many reports tell of it.")
    first: str | None = Field(default=None, description="The day of the first report.")
    last: str | None = Field(default=None, description="The day of the last report.")
    offices: tuple[OfficeHeld, ...] = Field(default=(), description="The offices that reports tell of.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everybody, the most told of first; `judgements` are the rule's own, unsure ones too."""

    identities: tuple[Identity, ...]
    judgements: tuple[Judgement, ...]

    def of_actor(self) -> dict[str, Identity]:
        """The identity of each actor."""
        return {actor: identity for identity in self.identities for actor in identity.members}
