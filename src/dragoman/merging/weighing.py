"""How likely two tellings are of one thing: log-odds by hand, and what they are made of.

Each weight is a trait with what was compared; the sum above LINKED makes a link.
"""

from functools import lru_cache

from dragoman.lexicon.load import load_lexicon
from dragoman.merging.events import alike, weigh_events
from dragoman.merging.keys import keys_of_ready
from dragoman.merging.others import weigh_agreements, weigh_commitments, weigh_statements
from dragoman.merging.prepared import Ready, ready
from dragoman.merging.traits import NEVER, Trait, apart, words_weight
from dragoman.model.identity import Reason
from dragoman.model.merged import Link, Telling

LINKED = 0.0


def link(one: Telling, other: Telling) -> Link | None:
    """How likely two tellings are of one thing, where it is likelier than not; None elsewhere."""
    a, b = ready(one), ready(other)
    if one.kind != other.kind or not keys_of_ready(a) & keys_of_ready(b):
        return None
    found = told_of(weigh(a, b))
    return found if found.score > LINKED else None


def explain(one: Telling, other: Telling) -> Link:
    """How likely two tellings are of one thing, and why, also where they are not."""
    if one.kind != other.kind:
        return told_of([("kind", f"{one.kind} and {other.kind}", NEVER)])
    return told_of(weigh(ready(one), ready(other)))


def score(one: Ready, other: Ready) -> float:
    """The log-odds that two tellings of one kind are of one thing."""
    return sum(trait[2] for trait in weigh(one, other))


@lru_cache(maxsize=500_000)  # a store compares what it has again with each report that comes
def scores(one: Ready, other: Ready) -> tuple[float, float]:
    """The same, without the words of events, which are compared group by group; and what their words weigh."""
    bare = sum(trait[2] for trait in weigh(one, other, words=False))
    return bare, words_weight(pooled(one), pooled(other), said=said(one))


def pooled(one: Ready) -> frozenset[str]:
    """The words of a telling that count with those of its group."""
    return one.words if one.telling.kind == "event" else frozenset()


def said(one: Ready) -> bool:
    """Whether what a telling's words tell is what the act is."""
    return one.telling.type in load_lexicon().merging.worded


def loose(one: Ready) -> bool:
    """Whether a telling connects no others: an event without a day."""
    return one.vague and one.telling.kind == "event"


def close(one: Ready, other: Ready) -> bool:
    """Whether two events without a day share what tells them from others: words, persons, an agreement."""
    return not apart(one, other) and alike(one, other)


def weigh(one: Ready, other: Ready, *, words: bool = True) -> list[Trait]:
    """What speaks for and against that two tellings of one kind are of one thing; symmetric."""
    if other.telling.finding < one.telling.finding:
        one, other = other, one
    kind = one.telling.kind
    if kind == "event":
        return weigh_events(one, other, load_lexicon().merging, words=words)
    if kind == "statement":
        return weigh_statements(one, other)
    if kind == "agreement":
        return weigh_agreements(one, other)
    return weigh_commitments(one, other)


def told_of(traits: list[Trait]) -> Link:
    """Traits with their sum, as people are told them."""
    reasons = tuple(
        Reason(feature=feature, compared=_told(compared), weight=weight) for feature, compared, weight in traits
    )
    return Link(score=round(sum(reason.weight for reason in reasons), 2), reasons=reasons)


def _told(compared: object) -> str:
    """What was compared, for people."""
    if isinstance(compared, tuple):
        return " / ".join(_told(one) for one in compared)
    if isinstance(compared, frozenset):
        return ", ".join(sorted(compared)) or "none"
    return "none" if compared is None else str(compared)
