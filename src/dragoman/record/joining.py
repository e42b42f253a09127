"""The same event told twice in one report is one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dragoman.model.findings import EventFinding
from dragoman.model.linked import Linked
from dragoman.model.reading import Extent, Sentence
from dragoman.model.record import Basis, Novelty, Place, Source, When

SIGNED = "057"
MEETINGS = "04"
MET = "040"  # code of talks of which no more is told
VISITED = "042"
PAIR = 2
BY_PHONE_AND_THERE = {"phone", "visit"}  # modes of two meetings
BASES: tuple[Basis, ...] = ("stated", "publication", "inferred", "unknown")
SUREST = 0.98  # confidence
TOLD_AGAIN = 0.02  # added where a second sentence tells the event


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is compared with the others of its report; actors are indices of the linked actors."""

    finding: EventFinding
    actors: tuple[tuple[int, int], ...]  # (actor, mention)
    recipients: tuple[tuple[int, int], ...]
    date: When | None
    place: Place | None
    novelty: Novelty
    sources: tuple[Source, ...]
    agreement: int | None
    contexts: tuple[str, ...]
    modes: tuple[str, ...]
    evidence: tuple[Extent, ...]

    @property
    def parties(self) -> frozenset[int]:
        """Everybody who takes part."""
        return frozenset(actor for actor, _ in (*self.actors, *self.recipients))


def join_drafts(drafts: Sequence[Draft], linked: Linked) -> tuple[Draft, ...]:
    """Drafts that tell the same event made one, at the place of the first."""
    joined: list[Draft] = []
    for draft in drafts:
        for place, other in enumerate(joined):
            if _same(other, draft, linked):
                joined[place] = _join(other, draft, linked)
                break
        else:
            met = _meeting_of(joined, draft)
            if met is None:
                joined.append(draft)
            else:
                joined[met] = _join(joined[met], draft, linked)
    return tuple(joined)


def _meeting_of(joined: Sequence[Draft], draft: Draft) -> int | None:
    """The last meeting told of which one side alone tells again: "A met B. We exchanged views on trade, A wrote"."""
    if draft.finding.cameo != MET or len(draft.parties) != 1 or _told(draft.date) or draft.place is not None:
        return None
    for place in reversed(range(len(joined))):
        other = joined[place]
        alike = (other.finding.type, other.finding.status, other.novelty)
        if alike == (draft.finding.type, draft.finding.status, draft.novelty) and draft.parties < other.parties:
            return place
    return None


def placed_by(heads: Sequence[Draft], drafts: Sequence[Draft], linked: Linked) -> list[Draft]:
    """The drafts of a body, those without a place with the one that the headline gives it."""
    placed = list(drafts)
    for head in heads:
        states = {linked.actors[party].country for party in head.parties}
        for number, draft in enumerate(placed) if head.place is not None and None not in states else ():
            told = {linked.actors[party].country for party in draft.parties}
            one = (draft.finding.type, draft.finding.cameo[:2], draft.finding.status, draft.novelty)
            other = (head.finding.type, head.finding.cameo[:2], head.finding.status, head.novelty)
            if states <= told and one == other:
                if draft.place is None:
                    placed[number] = replace(draft, place=head.place)
                break  # the first that it may tell
    return placed


def set_by_meeting(
    drafts: Sequence[Draft], linked: Linked, known: Collection[int], sentences: Sequence[Sentence]
) -> tuple[Draft, ...]:
    """The drafts, a signing told without a day or a place on the day and at the place of the meeting told before it.

    "A received B in Rabat on Tuesday. Following the talks, the two ministers signed a memorandum." `known` are the
    agreements that have a date in their name. What follows a meeting of long ago in its paragraph is as long ago.
    """
    return tuple(
        _placed_by(_dated_by(draft, meetings), meetings)
        if draft.finding.cameo == SIGNED
        and (draft.finding.status, draft.novelty) == ("occurred", "reported")
        and draft.agreement not in known
        else draft
        for draft in drafts
        for meetings in (_meetings_before(draft, drafts, linked, sentences),)
    )


def _meetings_before(
    draft: Draft, drafts: Sequence[Draft], linked: Linked, sentences: Sequence[Sentence]
) -> list[Draft]:
    """The meetings of the two states that sign, told before they do."""
    states = _states(draft, linked)
    if len(states) != PAIR or None in states:
        return []
    return [
        d for d in drafts
        if d.finding.type == "CONSULT" and d.finding.status == "occurred" and d.finding.mode != "phone"
        if d.novelty == "reported" or _follows(draft.finding, d.finding, sentences)
        if d.finding.sentence <= draft.finding.sentence and _states(d, linked) == states
    ]  # fmt: skip


def _dated_by(draft: Draft, meetings: Sequence[Draft]) -> Draft:
    """A signing on the one day of the meetings; on that of a journey only where no talks are told."""
    told = [d for d in meetings if d.date is not None and _told(d.date) and d.date.earliest == d.date.latest]
    told = [d for d in told if d.finding.cameo != VISITED] or told
    days = {d.date.edtf for d in told if d.date is not None}
    if _told(draft.date) or len(days) != 1 or told[0].date is None:
        return draft
    date = told[0].date.model_copy(update={"basis": "inferred"})
    return replace(draft, date=date, novelty=told[0].novelty)


def _placed_by(draft: Draft, meetings: Sequence[Draft]) -> Draft:
    """A signing at the one place of the meetings of its day; "arrived in Ankara on Monday. On Tuesday he met B"."""
    day = _day(draft)
    then = [d for d in meetings if _day(d) == day or d.finding.cameo == VISITED]
    places = {d.place.name: d.place for d in then if d.place is not None and d.place.precision != "country"}
    return replace(draft, place=next(iter(places.values()))) if draft.place is None and len(places) == 1 else draft


def _day(draft: Draft) -> str | None:
    return draft.date.edtf if draft.date is not None else None


def _follows(finding: EventFinding, other: EventFinding, sentences: Sequence[Sentence]) -> bool:
    """Whether one is told right behind the other: "On 3 May A received B. They then signed a protocol"."""
    here, before = sentences[finding.sentence], sentences[other.sentence]
    return here.index - before.index == 1 and here.paragraph == before.paragraph


def _states(draft: Draft, linked: Linked) -> set[str | None]:
    return {linked.actors[party].country for party in draft.parties}


def _same(one: Draft, other: Draft, linked: Linked) -> bool:
    """Whether two drafts tell one event: same type, status and parties, nothing that differs."""
    a, b = one.finding, other.finding
    if a.type != b.type or a.status != b.status or one.novelty != other.novelty:
        return False
    if {a.mode, b.mode} == BY_PHONE_AND_THERE:
        return False  # "had a telephone conversation. Earlier he arrived in Minsk"
    if _told(one.date) and _told(other.date) and (one.date and other.date) and one.date.edtf != other.date.edtf:
        return False
    if (
        one.place
        and other.place
        and one.place.name != other.place.name
        and "country" not in {one.place.precision, other.place.precision}
    ):
        return False
    if a.cameo == b.cameo == SIGNED and one.agreement is not None:
        return one.agreement == other.agreement and _akin(one, other, linked)
    if _one_blow(one, other):
        return True
    if not (a.cameo[:2] == b.cameo[:2] == MEETINGS) and a.cameo[:3] != b.cameo[:3]:
        return False
    if a.cameo == b.cameo and not (one.actors and other.actors) and _suffered_alike(one, other):
        return True
    if a.cameo[:2] != MEETINGS and a.sentence != b.sentence and not _told(other.date):
        # two accusations in two sentences are two, unless they are told with one date
        return one.parties == other.parties and a.cameo == b.cameo and a.type in {"CONSULT", "ASSAULT", "MOBILIZE"}
    if one.parties == other.parties or _held_by(one, other, linked):
        return True
    # "Kim spoke with his counterparts", after "the envoys of the three states ... in a phone call"
    states = [frozenset(linked.actors[p].country for p in draft.parties) for draft in (one, other)]
    if a.type != "CONSULT" or states[0] != states[1] or len(states[0]) == 1 or None in states[0]:
        return False
    for country in states[0]:
        here, there = (
            {p for p in d.parties if linked.actors[p].kind == "person" and linked.actors[p].country == country}
            for d in (one, other)
        )
        if here and there and not here & there:
            return False  # the guest saw the minister, then the speaker of the senate
    only_states = any(all(linked.actors[p].kind == "state" for p in draft.parties) for draft in (one, other))
    return only_states or bool(one.parties & other.parties)


def _held_by(one: Draft, other: Draft, linked: Linked) -> bool:
    """Whether the next sentence tells who held a body's meeting: "The committee met. It was co-chaired by A and B"."""
    if one.finding.type != "CONSULT" or other.finding.sentence - one.finding.sentence != 1 or _told(other.date):
        return False
    left = {linked.actors[party].kind for party in one.parties - other.parties}
    if len(other.parties) > 1 and other.parties < one.parties and left <= {"organization", "igo", "state", "group"}:
        return True  # those who held it are known with the body already
    kinds = [{linked.actors[party].kind for party in draft.parties} for draft in (one, other)]
    if not kinds[0] & {"organization", "igo"} or not kinds[0] <= {"organization", "igo", "state"}:
        return False
    states = [_states(draft, linked) - {None} for draft in (one, other)]
    return kinds[1] == {"person"} and len(other.parties) > 1 and (not states[0] or bool(states[0] & states[1]))


def _one_blow(one: Draft, other: Draft) -> bool:
    """Whether a noun and a verb tell of whom one blow fell on: "the shelling of Sake, in which two were killed"."""
    here = one.finding.type == "ASSAULT" and one.finding.sentence == other.finding.sentence
    return here and not (one.actors or other.actors) and one.parties == other.parties


def _suffered_alike(one: Draft, other: Draft) -> bool:
    """Whether both fell on the same: "The pilot was arrested", told of whom the police arrested."""
    return bool({actor for actor, _ in one.recipients} & {actor for actor, _ in other.recipients})


def _akin(one: Draft, other: Draft, linked: Linked) -> bool:
    """Whether some who act in both may be the same."""
    actors = [{actor for actor, _ in draft.actors} for draft in (one, other)]
    receiving = [{actor for actor, _ in draft.recipients} for draft in (one, other)]
    if not actors[0] & actors[1] and (actors[0] & receiving[1] or actors[1] & receiving[0]):
        return False  # "the Council endorsed the pact, signed by A and B": it deals with them
    states = [{linked.actors[actor].country for actor in side} for side in actors]
    return bool(actors[0] & actors[1]) or bool(states[0] & states[1]) or None in states[0] | states[1]


def surest(one: When | None, other: When | None) -> When | None:
    """The first of two tellings of one date, unless only the second is told, or is told more fully."""
    if not _told(one):
        return other if _told(other) else one or other
    if (
        _told(other)
        and one is not None
        and other is not None
        and one.edtf == other.edtf
        and BASES.index(other.basis) < BASES.index(one.basis)
    ):
        return other
    return one


def _told(date: When | None) -> bool:
    return date is not None and bool(date.evidence)


def _join(one: Draft, other: Draft, linked: Linked) -> Draft:
    """The first telling, with what the second adds; persons say more than their states."""
    first, second = one, other
    if one.finding.cameo != SIGNED:  # a state signs by its minister, and is bound itself
        first, second = _without_stand_ins(one, other, linked), _without_stand_ins(other, one, linked)
    modes = tuple(dict.fromkeys((*first.modes, *second.modes)))
    roles = {actor for actor, _ in (*first.actors, *first.recipients)}
    actors = first.actors + tuple(pair for pair in second.actors if pair[0] not in roles)
    recipients = first.recipients + tuple(pair for pair in second.recipients if pair[0] not in roles)
    if second.recipients and not first.recipients and {a for a, _ in second.actors} <= {a for a, _ in first.actors}:
        # the second telling says who came to whom
        actors, recipients = (
            second.actors,
            second.recipients
            + tuple(
                pair for pair in first.actors if pair[0] not in {a for a, _ in (*second.actors, *second.recipients)}
            ),
        )
    finding = first.finding
    if len(second.finding.cameo) >= len(finding.cameo) and finding.mode is None and second.finding.mode is not None:
        finding = replace(finding, mode=second.finding.mode, cameo=second.finding.cameo)
    confidence = min(SUREST, max(one.finding.confidence, other.finding.confidence) + TOLD_AGAIN)
    return replace(
        first,
        finding=replace(finding, confidence=round(confidence, 2)),
        actors=actors,
        recipients=recipients,
        modes=modes,
        date=surest(first.date, second.date),
        place=_finer(first.place, second.place),
        sources=_sources(first.sources, second.sources),
        contexts=tuple(dict.fromkeys((*first.contexts, *second.contexts))),
        evidence=(*first.evidence, *second.evidence),
        agreement=first.agreement if first.agreement is not None else second.agreement,
    )


def _without_stand_ins(draft: Draft, other: Draft, linked: Linked) -> Draft:
    """A draft without the states for which the other one names persons."""
    named = {linked.actors[p].country for p in other.parties if linked.actors[p].kind == "person"}

    def kept(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple(
            pair
            for pair in pairs
            if not (linked.actors[pair[0]].kind == "state" and linked.actors[pair[0]].country in named)
        )

    return replace(draft, actors=kept(draft.actors), recipients=kept(draft.recipients))


def _finer(one: Place | None, other: Place | None) -> Place | None:
    if one is None or (other is not None and one.precision == "country" and other.precision != "country"):
        return other
    return one


def _sources(one: Sequence[Source], other: Sequence[Source]) -> tuple[Source, ...]:
    """The chains of both, each once, numbered anew."""
    chains: list[tuple[Source, ...]] = []
    for sources in (one, other):
        for number in dict.fromkeys(source.chain for source in sources):
            chain = tuple(source.model_copy(update={"chain": 0}) for source in sources if source.chain == number)
            if chain not in chains:
                chains.append(chain)
    # an outlet alone says nothing that a longer chain from it does not say
    full = [c for c in chains if not any(c != d and c == d[: len(c)] for d in chains)]
    return tuple(source.model_copy(update={"chain": number}) for number, chain in enumerate(full) for source in chain)
