"""Events of the record: roles, date, place, sources; the same event told twice in one report is one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.contexts import contexts_in
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import EventFinding
from dragoman.model.linked import Linked
from dragoman.model.reading import Extent, Frame, Mention, Reading
from dragoman.model.record import Basis, Event, Novelty, Place, Role, Source, When
from dragoman.record.cut import Cutter
from dragoman.record.places import place_of
from dragoman.record.sources import Telling, sources_of
from dragoman.record.times import novelty_of, open_date, owners, time_of, when

SIGNED = "057"
SIGNING_CONFIDENCE = 0.7
MEETINGS = "04"
ENVOYS = "161"  # relations reduced, envoys withdrawn
TRAVELS = frozenset({"036", "042", "043"})  # told with where one goes
VIOLENT = frozenset({"ASSAULT"})
STATELESS = frozenset({"REB", "UAF", "CRM", "CVL"})  # whose violence states report of, rather than accuse of


@dataclass(frozen=True, slots=True)
class Signing:
    """An agreement's signing that is told without its signers: the parties are known from elsewhere in the report."""

    agreement: int
    mention: int
    frame: Frame
    cue: str
    parties: tuple[int, ...]


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


def draft_events(
    reading: Reading, linked: Linked, findings: Sequence[EventFinding], lexicon: Lexicon, cutter: Cutter, telling: Telling,
    signings: Sequence[Signing] = (),
) -> tuple[Draft, ...]:  # fmt: skip
    """One draft a finding that has an actor, then those that tell the same event joined; signings told without a signer last."""
    owned = owners(reading)
    drafts = []
    body = any(reading.sentences[f.sentence].block != "headline" for f in findings)
    for finding in findings:
        if body and reading.sentences[finding.sentence].block == "headline":
            continue  # told again, and more fully, in the body
        actors = _linked(linked, finding.actors)
        recipients = tuple(
            pair for pair in _linked(linked, finding.recipients) if pair[0] not in {a for a, _ in actors}
        )
        if not actors:
            continue
        if not recipients and finding.cameo.startswith(ENVOYS):
            recipients = _accredited(finding, reading, linked, lexicon, {a for a, _ in actors})
        frame = reading.frames[finding.frame]
        time = time_of(reading, owned, frame)
        countries = {linked.actors[a].country or "" for a, _ in (*actors, *recipients)} - {""}
        place = place_of(
            reading,
            lexicon,
            cutter,
            frame,
            countries,
            visit=finding.mode == "visit" or finding.cameo in TRAVELS,
            acting=linked.of,
        )
        sentence = reading.sentences[finding.sentence]
        sources = sources_of(telling, finding.sentence, finding.predicate)
        told = replace(finding, status="alleged") if _one_sided(finding, actors, sources, linked, telling) else finding
        words = reading.text[sentence.extent.start : sentence.extent.end]
        drafts.append(
            Draft(
                finding=told, actors=actors, recipients=recipients,
                date=when(time, cutter) if time is not None else open_date(reading), place=place,
                novelty=novelty_of(reading, frame, time),
                sources=sources,
                agreement=linked.agreement_of.get(finding.agreement) if finding.agreement is not None else None,
                contexts=tuple(dict.fromkeys((*finding.contexts, *contexts_in(words, lexicon.contexts)))),
                modes=(finding.mode,) if finding.mode else (), evidence=(finding.predicate, finding.clause),
            )
        )  # fmt: skip
    coded = {draft.finding.frame for draft in drafts}
    for signing in signings:
        if signing.frame.index not in coded and not any(
            d.agreement == signing.agreement and d.finding.cameo == SIGNED for d in drafts
        ):
            drafts.append(_signing(signing, reading, linked, lexicon, cutter, telling))
    return _joined(drafts, linked)


def _signing(
    signing: Signing, reading: Reading, linked: Linked, lexicon: Lexicon, cutter: Cutter, telling: Telling
) -> Draft:
    """ "The Memorandum, signed in Tokyo on December 27": its parties signed it."""
    frame = signing.frame
    time = time_of(reading, owners(reading), frame)
    countries = {linked.actors[a].country or "" for a in signing.parties} - {""}
    finding = EventFinding(
        frame=frame.index, sentence=frame.sentence, type="SUPPORT", mode=None, cameo=SIGNED, cue=signing.cue, status="occurred",
        actors=(), recipients=(), predicate=frame.extent, clause=frame.clause, confidence=SIGNING_CONFIDENCE,
    )  # fmt: skip
    sentence = reading.sentences[frame.sentence].extent
    return Draft(
        finding=finding, actors=tuple((a, signing.mention) for a in signing.parties), recipients=(),
        date=when(time, cutter) if time is not None else open_date(reading),
        place=place_of(reading, lexicon, cutter, frame, countries, visit=False, acting=linked.of),
        novelty=novelty_of(reading, frame, time), sources=sources_of(telling, frame.sentence, frame.extent),
        agreement=signing.agreement, contexts=contexts_in(reading.text[sentence.start : sentence.end], lexicon.contexts),
        modes=(), evidence=(frame.extent, frame.clause),
    )  # fmt: skip


def _accredited(
    finding: EventFinding, reading: Reading, linked: Linked, lexicon: Lexicon, actors: Collection[int]
) -> tuple[tuple[int, int], ...]:
    """The state that an envoy is sent to: "recalled its ambassador to Madrid" is aimed at Spain."""
    for mention in reading.mentions:
        inside = finding.clause.start <= mention.extent.start and mention.extent.end <= finding.clause.end
        if not inside or mention.kind != "person" or not mention.title:
            continue
        for country in lexicon.world.states_in(mention.title):
            for number, actor in enumerate(linked.actors):
                if actor.kind == "state" and actor.country == country and number not in actors:
                    return ((number, mention.index),)
    return ()


def _one_sided(
    finding: EventFinding,
    actors: Sequence[tuple[int, int]],
    sources: Sequence[Source],
    linked: Linked,
    telling: Telling,
) -> bool:
    """Violence that one state lays to another by its own officials' word is a contested claim."""
    if finding.status != "occurred" or finding.type not in VIOLENT:
        return False
    tellers = {
        telling.ids.index(source.actor) for source in sources if source.actor is not None and source.kind == "official"
    }
    told_by = {linked.actors[teller].country for teller in tellers} - {None}
    done_by = {linked.actors[actor].country for actor, _ in actors}
    armed = {sector for actor, _ in actors for sector in linked.actors[actor].sectors} & STATELESS
    return bool(told_by) and not armed and None not in done_by and not (told_by & done_by)


def _linked(linked: Linked, mentions: Iterable[int]) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for mention in mentions:
        for actor in linked.of.get(mention, ()):
            found.setdefault(actor, mention)
    return tuple(found.items())


def _joined(drafts: Sequence[Draft], linked: Linked) -> tuple[Draft, ...]:
    joined: list[Draft] = []
    for draft in drafts:
        for place, other in enumerate(joined):
            if _same(other, draft, linked):
                joined[place] = _join(other, draft, linked)
                break
        else:
            joined.append(draft)
    return tuple(joined)


def _same(one: Draft, other: Draft, linked: Linked) -> bool:
    """Whether two drafts tell one event: same type, status and parties, nothing that differs."""
    a, b = one.finding, other.finding
    if a.type != b.type or a.status != b.status or one.novelty != other.novelty:
        return False
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
        return one.agreement == other.agreement
    if not (a.cameo[:2] == b.cameo[:2] == MEETINGS) and a.cameo[:3] != b.cameo[:3]:
        return False
    if not (a.cameo[:2] == MEETINGS) and a.sentence != b.sentence and not _told(other.date):
        # two accusations in two sentences are two, unless they are told with one date
        return one.parties == other.parties and a.cameo == b.cameo and a.type in {"CONSULT", "ASSAULT", "MOBILIZE"}
    if one.parties == other.parties:
        return True
    # "Kim spoke with his counterparts", after "the envoys of the three states ... in a phone call"
    states = [frozenset(linked.actors[p].country for p in draft.parties) for draft in (one, other)]
    if a.type != "CONSULT" or states[0] != states[1] or len(states[0]) < 2 or None in states[0]:  # noqa: PLR2004 two sides
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


BASES: tuple[Basis, ...] = ("stated", "publication", "inferred", "unknown")


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
    return replace(
        first, finding=replace(finding, confidence=round(min(0.98, max(one.finding.confidence, other.finding.confidence) + 0.02), 2)),
        actors=actors, recipients=recipients, modes=modes, date=surest(first.date, second.date),
        place=_finer(first.place, second.place), sources=_sources(first.sources, second.sources),
        contexts=tuple(dict.fromkeys((*first.contexts, *second.contexts))),
        evidence=(*first.evidence, *second.evidence),
        agreement=first.agreement if first.agreement is not None else second.agreement,
    )  # fmt: skip


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


def _title(told: Mention, lexicon: Lexicon) -> str | None:
    """The office as told here; "the guest" and "the sides" are none."""
    if told.kind == "person" or (told.kind == "role" and told.head in lexicon.names.titles):
        return told.title
    return None


def build_event(
    draft: Draft, reading: Reading, linked: Linked, lexicon: Lexicon, cutter: Cutter, ids: Sequence[str],
    titles: dict[int, str], agreements: Sequence[str],
) -> Event:  # fmt: skip
    """The event of a draft."""
    finding = draft.finding
    modes = tuple(mode for mode in draft.modes if mode in lexicon.ontology.modes_of(finding.type))
    ontology = lexicon.ontology
    contexts = ontology.in_order((*draft.contexts, *ontology.contexts_added(finding.type, modes)))

    def role(pair: tuple[int, int]) -> Role:
        actor, mention = pair
        known = linked.actors[actor]
        told = reading.mentions[mention]
        return Role(
            actor=ids[actor], country=known.country, sectors=known.sectors,
            title=_title(told, lexicon) or titles.get(actor),
            evidence=cutter.spans([told.extent]),
        )  # fmt: skip

    evidence = cutter.spans(draft.evidence)
    return Event(
        id=cutter.id("event", [finding.predicate]), type=finding.type,
        mode=ontology.counting_mode(finding.type, modes), modes=modes, contexts=contexts, actors=tuple(map(role, draft.actors)), recipients=tuple(map(role, draft.recipients)),
        date=draft.date, place=draft.place, status=finding.status, novelty=draft.novelty, sources=draft.sources,
        agreement=agreements[draft.agreement] if draft.agreement is not None and draft.agreement < len(agreements) else None,
        intensity=ontology.intensity(finding.type, modes), quad=ontology.quad(finding.type),
        cameo=finding.cameo, cue=finding.cue, evidence=evidence, confidence=finding.confidence,
    )  # fmt: skip
