"""Events of the record: roles, date, place, sources."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dragoman.coding.contexts import contexts_in
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import EventFinding
from dragoman.model.linked import Linked
from dragoman.model.reading import Frame, Mention, TimeExpression
from dragoman.model.record import Event, Place, Role, Source
from dragoman.record.aims import aims_of, settled_in, time_ahead
from dragoman.record.befallen import befallen
from dragoman.record.joining import SIGNED, Draft, join_drafts, placed_by, set_by_meeting
from dragoman.record.labelled import by_label
from dragoman.record.novelty import novelty_of
from dragoman.record.occasions import set_by_occasion
from dragoman.record.places import place_of
from dragoman.record.relative import named_of, of_thing, of_thing_beside, time_told
from dragoman.record.sources import Telling, sources_of
from dragoman.record.times import goes_on, open_date, when

SIGNING_CONFIDENCE = 0.7
ENVOYS = "161"  # relations reduced, envoys withdrawn
TRAVELS = frozenset({"036", "042", "043"})  # told with where one goes
MOVED = frozenset({"AID", "MOBILIZE"})  # done where something is brought
SERVING = frozenset({"GOV", "MIL", "LEG"})  # sectors of those who act for their state
SPOKEN_FOR = frozenset({"THREATEN", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})  # what one does in one's state's name
VOICED = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})  # said, wherever that is which is spoken of
PRAISED = ("051", "055")  # praise and apology are said, wherever that was which is spoken of
# what a body or a patrol of two states does for both
JOINT = frozenset({"AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SUPPORT"})
VIOLENT = frozenset({"ASSAULT"})
TOLD = frozenset({"occurred", "alleged", "negated"})  # of these an item of a bulletin tells by its day
STATELESS = frozenset({"REB", "UAF", "CRM", "CVL"})  # whose violence states report of, rather than accuse of


@dataclass(frozen=True, slots=True)
class Signing:
    """An agreement's signing that is told without its signers: the parties are known from elsewhere in the report."""

    agreement: int
    mention: int
    frame: Frame
    cue: str
    parties: tuple[int, ...]
    dated: TimeExpression | None = None  # "the Treaty of 31 July 1950, signed in Kathmandu"


def draft_events(
    telling: Telling,
    findings: Sequence[EventFinding],
    owned: Mapping[int, tuple[int, ...]],
    signings: Sequence[Signing] = (),
) -> tuple[Draft, ...]:
    """One draft a finding that has an actor, those that tell one event joined; `owned` are the times of each frame.

    Signings told without a signer come last.
    """
    reading = telling.reading
    drafts: list[Draft] = []
    heads: list[Draft] = []
    body = any(reading.sentences[f.sentence].block != "headline" for f in findings)
    for finding in findings:
        draft = _draft(telling, finding, owned)
        if draft is not None:
            # what a headline tells is told again, and more fully, in the body
            head = body and reading.sentences[finding.sentence].block == "headline"
            (heads if head else drafts).append(draft)
    known = {signing.agreement for signing in signings if signing.dated is not None}
    drafts = befallen(placed_by(heads, drafts, telling.linked), telling, owned)
    coded = {draft.finding.frame for draft in drafts}
    stages = telling.lexicon.statements.agreements.status
    for signing in signings:
        if signing.frame.index not in coded and not any(
            d.agreement == signing.agreement and d.finding.cameo == SIGNED
            and stages.get(reading.frames[d.finding.frame].lemma) != "ratified"  # "signed in 2023 and ratified today"
            for d in drafts
        ):  # fmt: skip
            drafts.append(_signing(telling, signing, owned))
            coded.add(signing.frame.index)  # "witnessed the signing of a treaty and a memorandum": once
    joined = set_by_meeting(join_drafts(drafts, telling.linked), telling.linked, known, reading.sentences)
    return set_by_occasion(joined, reading, telling.linked, telling.lexicon)


def _draft(telling: Telling, finding: EventFinding, owned: Mapping[int, tuple[int, ...]]) -> Draft | None:
    reading, linked = telling.reading, telling.linked
    actors = _with_states(linked, _linked(linked, finding.actors), finding)
    own = finding.type in SPOKEN_FOR or finding.cameo.startswith(ENVOYS)  # "recalled the ambassador to Berlin"
    recipients = tuple(
        pair for pair in _linked(linked, finding.recipients)
        if pair[0] not in {a for a, _ in actors} and not (own and _is_own_state(linked, pair[0], actors))
    )  # fmt: skip
    frame = reading.frames[finding.frame]
    # "a bombing in Quetta that killed two people": news, where it is told where
    unknown = not actors and not _known(linked, recipients)
    if not actors and (finding.actors or (unknown and not (recipients and frame.kind == "noun"))):
        return None
    if not recipients and finding.cameo.startswith(ENVOYS):
        recipients = _accredited(telling, finding, {a for a, _ in actors})
    grammar = telling.lexicon.grammar
    time = time_told(reading, owned, frame, grammar)
    planned = finding.status == "planned"
    time = time or (time_ahead(reading, owned, frame) if planned else None)
    visit = finding.mode == "visit" or finding.cameo in TRAVELS
    if visit and recipients and all(_is_own_state(linked, recipient, actors) for recipient, _ in recipients):
        return None  # "the Tajik prime minister received his guest, arrived in Dushanbe": nobody visits his own state
    parties = [a for a, _ in (*actors, *recipients)]
    voiced = finding.type in VOICED or finding.cameo.startswith(PRAISED)
    thing = time is not None and (of_thing(reading, frame, time, grammar.of) or named_of(reading, frame, time, grammar))
    if time is not None and finding.status == "occurred" and goes_on(reading, time):
        time = None
    if time is not None and ((voiced and thing) or of_thing_beside(reading, frame, time, grammar.of)):
        time = None
    place = _place(telling, frame, parties, visit=visit, moving=finding.type in MOVED, voiced=voiced)
    if place is None and time is not None and finding.type == "AGREE":
        aim = settled_in(reading, frame, time)
        place = None if aim is None else _place(telling, aim, parties, visit=False)
    for aim in aims_of(reading, frame) if place is None and planned else ():
        place = place or _place(telling, aim, parties, visit=False)
    novelty = partial(
        novelty_of, reading, frame,
        recalling=grammar.recalling, commemorated=grammar.commemorated, sequels=grammar.sequels,
    )  # fmt: skip
    if finding.status in TOLD and novelty(None) == "reported":
        states = _countries(linked, parties) or _countries(linked, range(len(linked.actors)))
        time, place = by_label(reading, telling.lexicon, telling.cutter, frame, (time, place), states)
    if unknown and place is None:
        return None
    sources = sources_of(telling, finding.sentence, finding.predicate)
    told = replace(finding, status="alleged") if _one_sided(telling, finding, actors, sources) else finding
    return Draft(
        finding=told,
        actors=actors,
        recipients=recipients,
        date=when(time, telling.cutter) if time is not None else open_date(reading),
        place=place,
        novelty=novelty(time),
        sources=sources,
        agreement=linked.agreement_of.get(finding.agreement) if finding.agreement is not None else None,
        contexts=tuple(dict.fromkeys((*finding.contexts, *_contexts(telling, finding.sentence)))),
        modes=(finding.mode,) if finding.mode else (),
        evidence=(finding.predicate, finding.clause),
    )


def _with_states(
    linked: Linked, actors: tuple[tuple[int, int], ...], finding: EventFinding
) -> tuple[tuple[int, int], ...]:
    """The actors, with the states whose joint body met or agreed, where nobody of theirs is told."""
    if finding.type not in JOINT:
        return actors
    named = {linked.actors[actor].country for actor, _ in actors}
    more = [(s, mention) for actor, mention in actors for s in linked.joint.get(actor, ())]
    return actors + tuple((s, mention) for s, mention in more if linked.actors[s].country not in named)


def _known(linked: Linked, recipients: Sequence[tuple[int, int]]) -> bool:
    """Whether it is told of some whom an act fell on who or whose they are: not "at least two people were killed"."""
    told = [linked.actors[actor] for actor, _ in recipients]
    return any(
        actor.country is not None or actor.kind == "organization" or (actor.kind == "person" and " " in actor.name)
        for actor in told
    )


def _is_own_state(linked: Linked, recipient: int, actors: Sequence[tuple[int, int]]) -> bool:
    """Whether a recipient is the state that all who act serve: "the minister warned that Lisbon would leave"."""
    state = linked.actors[recipient]
    served = [linked.actors[actor] for actor, _ in actors]
    return state.kind == "state" and all(
        actor.country == state.country and SERVING & set(actor.sectors) and actor.kind != "state" for actor in served
    )


def _place(
    telling: Telling, frame: Frame, parties: Iterable[int], *, visit: bool, moving: bool = False, voiced: bool = False
) -> Place | None:
    reading, lexicon, linked = telling.reading, telling.lexicon, telling.linked
    countries = _countries(linked, parties)
    return place_of(
        reading, lexicon, telling.cutter, frame, countries, visit=visit, moving=moving, voiced=voiced, acting=linked.of
    )


def _countries(linked: Linked, parties: Iterable[int]) -> frozenset[str]:
    return frozenset(country for actor in parties if (country := linked.actors[actor].country))


def _contexts(telling: Telling, sentence: int) -> tuple[str, ...]:
    extent = telling.reading.sentences[sentence].extent
    return contexts_in(telling.reading.text[extent.start : extent.end], telling.lexicon.contexts)


def _signing(telling: Telling, signing: Signing, owned: Mapping[int, tuple[int, ...]]) -> Draft:
    """ "The Memorandum, signed in Tokyo on December 27": its parties signed it."""
    frame = signing.frame
    time = time_told(telling.reading, owned, frame, telling.lexicon.grammar) or signing.dated
    finding = EventFinding(
        frame=frame.index,
        sentence=frame.sentence,
        type="SUPPORT",
        mode=None,
        cameo=SIGNED,
        cue=signing.cue,
        status="occurred",
        actors=(),
        recipients=(),
        predicate=frame.extent,
        clause=frame.clause,
        confidence=SIGNING_CONFIDENCE,
    )
    return Draft(
        finding=finding,
        actors=tuple((actor, signing.mention) for actor in signing.parties),
        recipients=(),
        date=when(time, telling.cutter) if time is not None else open_date(telling.reading),
        place=_place(telling, frame, signing.parties, visit=False),
        novelty=novelty_of(telling.reading, frame, time),
        sources=sources_of(telling, frame.sentence, frame.extent),
        agreement=signing.agreement,
        contexts=_contexts(telling, frame.sentence),
        modes=(),
        evidence=(frame.extent, frame.clause),
    )


def _accredited(telling: Telling, finding: EventFinding, actors: Collection[int]) -> tuple[tuple[int, int], ...]:
    """The state that an envoy is sent to: "recalled its ambassador to Madrid" is aimed at Spain."""
    sentence = telling.reading.frames[finding.frame].sentence
    for mention in telling.reading.mentions_of(sentence):
        inside = finding.clause.start <= mention.extent.start and mention.extent.end <= finding.clause.end
        if not inside or mention.kind != "person" or not mention.title:
            continue
        for country in telling.lexicon.world.states_in(mention.title):
            for number, actor in enumerate(telling.linked.actors):
                if actor.kind == "state" and actor.country == country and number not in actors:
                    return ((number, mention.index),)
    return ()


def _one_sided(
    telling: Telling, finding: EventFinding, actors: Sequence[tuple[int, int]], sources: Sequence[Source]
) -> bool:
    """Violence that one state lays to another by its own officials' word is a contested claim."""
    if finding.status != "occurred" or finding.type not in VIOLENT:
        return False
    linked = telling.linked
    tellers = {
        telling.ids.index(source.actor)
        for source in sources
        if source.actor is not None and source.kind in {"official", "press-release"}
    }
    told_by = {linked.actors[teller].country for teller in tellers} - {None}
    done_by = {linked.actors[actor].country for actor, _ in actors}
    armed = {sector for actor, _ in actors for sector in linked.actors[actor].sectors} & STATELESS
    return bool(told_by and done_by) and not armed and None not in done_by and not (told_by & done_by)


def _linked(linked: Linked, mentions: Iterable[int]) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for mention in mentions:
        for actor in linked.of.get(mention, ()):
            found.setdefault(actor, mention)
    return tuple(found.items())


def _title(told: Mention, lexicon: Lexicon) -> str | None:
    """The office as told here; "the guest" and "the sides" are none."""
    if told.kind == "person" or (told.kind == "role" and told.head in lexicon.names.titles):
        return told.title
    return None


def build_event(draft: Draft, telling: Telling, titles: dict[int, str], agreements: Sequence[str]) -> Event:
    """The event of a draft."""
    finding, reading, lexicon, cutter = draft.finding, telling.reading, telling.lexicon, telling.cutter
    ontology = lexicon.ontology
    modes = tuple(mode for mode in draft.modes if mode in ontology.modes_of(finding.type))
    contexts = ontology.in_order((*draft.contexts, *ontology.contexts_added(finding.type, modes)))

    def role(pair: tuple[int, int]) -> Role:
        actor, mention = pair
        known = telling.linked.actors[actor]
        told = reading.mentions[mention]
        return Role(
            actor=telling.ids[actor],
            country=known.country,
            sectors=known.sectors,
            title=_title(told, lexicon) or titles.get(actor),
            evidence=cutter.spans([told.extent]),
        )

    numbered = draft.agreement is not None and draft.agreement < len(agreements)
    agreement = agreements[draft.agreement] if draft.agreement is not None and numbered else None
    return Event(
        id=cutter.id("event", [finding.predicate]),
        type=finding.type,
        mode=ontology.counting_mode(finding.type, modes),
        modes=modes,
        contexts=contexts,
        actors=tuple(map(role, draft.actors)),
        recipients=tuple(map(role, draft.recipients)),
        date=draft.date,
        place=draft.place,
        status=finding.status,
        novelty=draft.novelty,
        sources=draft.sources,
        agreement=agreement,
        intensity=ontology.intensity(finding.type, modes),
        quad=ontology.quad(finding.type),
        cameo=finding.cameo,
        cue=finding.cue,
        evidence=cutter.spans(draft.evidence),
        confidence=finding.confidence,
    )
