"""Who is who in one document: mentions gathered into actors, agreements, tenures."""

from dataclasses import dataclass, field

from dragoman.model.reading import Extent
from dragoman.model.record import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedActor:
    """An actor with every mention of it; `extents` are of its names and descriptions, in text order."""

    kind: ActorKind
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    extents: tuple[Extent, ...]
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTenure:
    """A person in an office: indices into the actors."""

    person: int
    title: str
    organization: int | None
    country: str | None
    rank: str | None
    evidence: Extent
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A reference that points at nobody known."""

    mention: int
    extent: Extent
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """`of[mention]` are the actors that a mention stands for; `agreement_of[mention]` the agreement's group.

    `joint[actor]` are the states of which an actor is the joint body.
    """

    actors: tuple[LinkedActor, ...]
    of: dict[int, tuple[int, ...]]
    tenures: tuple[LinkedTenure, ...]
    agreement_of: dict[int, int]
    unresolved: tuple[Unresolved, ...]
    home: str | None
    joint: dict[int, tuple[int, ...]] = field(default_factory=dict)
