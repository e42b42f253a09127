"""Agreements and commitments of the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.contexts import contexts_in
from dragoman.lexicon.load import Lexicon
from dragoman.linking.distinct import dated_by_name
from dragoman.model.findings import AgreementFinding, CommitmentFinding, Findings, ProvisionFinding
from dragoman.model.linked import Linked
from dragoman.model.reading import Extent, Mention, Reading, TimeExpression
from dragoman.model.record import Agreement, AgreementStatus, Commitment, Provision, When
from dragoman.record.agreement_names import kinds_of, names_of
from dragoman.record.cut import Cutter
from dragoman.record.events import Signing
from dragoman.record.joining import SIGNED, Draft
from dragoman.record.pact_sides import beside, gathered, told_of
from dragoman.record.signings import drafted, signing_of
from dragoman.record.stages import stages_of
from dragoman.record.times import when
from dragoman.record.untold import untold

# later states of an agreement say more than earlier ones
STAGES: tuple[AgreementStatus, ...] = ("proposed", "signed", "ratified", "in-force", "suspended", "ended")
PARTY_KINDS = frozenset({"state", "organization", "igo", "group"})
UNSIGNED = frozenset({"negated", "hypothetical", "planned"})  # of an act of signing: "has not yet been signed"
ARMED = frozenset({"REB", "PTY"})  # bodies that sign for themselves, not for a state
LEGISLATIVE = "LEG"
PAIR = 2
LEAD = 10  # characters of " each "
EN_DASH = "\N{EN DASH}"
SURE, FAIR, POOR = 0.9, 0.75, 0.6  # confidence: named and with parties, one of the two, neither


@dataclass(frozen=True, slots=True)
class Pact:
    """All that one report tells of one agreement: mentions, findings, provisions."""

    number: int
    mentions: tuple[Mention, ...]
    findings: tuple[AgreementFinding, ...]
    provisions: tuple[ProvisionFinding, ...]
    parties: tuple[int, ...]
    signatories: tuple[int, ...]

    @property
    def extents(self) -> tuple[Extent, ...]:
        """Where it is named."""
        return tuple(mention.name_extent or mention.extent for mention in self.mentions)


def gather(reading: Reading, findings: Findings, linked: Linked, lexicon: Lexicon) -> dict[int, Pact]:
    """The agreements worth a record, by group: those with a name, a signing or a provision."""
    pacts: dict[int, Pact] = {}
    # "At the end of the meeting, a plan was signed": by those who met
    signings = (e for e in findings.events if e.cameo == SIGNED and reading.frames[e.frame].kind == "verb")
    signers = {event.frame: event.actors for event in signings}
    signed = tuple(
        f if f.parties or f.signatories or f.frame is None else replace(f, parties=signers.get(f.frame, ()))
        for f in findings.agreements
    )
    unsaid = {f.frame for f in findings.agreements if not (f.parties or f.signatories)}
    for number in sorted(set(linked.agreement_of.values())):
        mentions = tuple(reading.mentions[m] for m, group in linked.agreement_of.items() if group == number)
        told = tuple(f for f in signed if linked.agreement_of.get(f.mention) == number)
        provisions = tuple(p for p in findings.provisions if linked.agreement_of.get(p.agreement) == number)
        named = any(mention.name for mention in mentions)
        if not named and not provisions and untold(mentions, told, findings.provisions, reading, lexicon):
            continue
        parties, signatories = _parties(mentions, told, provisions, linked, reading, lexicon)
        if told and all(f.frame in unsaid for f in told if f.frame is not None):
            signatories = ()  # they met, or stood by: who signed is not told
        pacts[number] = Pact(number, mentions, told, provisions, parties, signatories)
    return pacts


def _parties(
    mentions: Sequence[Mention],
    told: Sequence[AgreementFinding],
    provisions: Sequence[ProvisionFinding],
    linked: Linked,
    reading: Reading,
    lexicon: Lexicon,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    parties: list[int] = []
    signatories: list[int] = []
    acting: list[int] = []  # "President Ruiz ratified it": his state is bound, and it is not he who signed it
    for finding in told:
        numbers = (*finding.parties, *finding.signatories)
        roles = (reading.mentions[n] for n in numbers if reading.mentions[n].kind == "role")
        several = (s for role in roles for s in role.scope if reading.mentions[s].kind == "state")
        for number in (*numbers, *several):  # "the ministers of Kenya and Uganda, A and B"
            for one in _each(reading.mentions[number], linked):
                house = LEGISLATIVE in linked.actors[one].sectors  # "has yet to ratify": no party to what it votes on
                actor = _state_of(one, linked) if house or finding.status not in {"signed", "proposed"} else one
                known = linked.actors[actor]
                unsaid = finding.status is None and number in finding.signatories
                signs = unsaid or _signs(finding)
                kept = parties if known.kind in PARTY_KINDS else signatories if signs else acting
                if actor not in kept:
                    kept.append(actor)
    for mention in mentions:
        for actor in _in_name(mention, linked, reading, lexicon):
            if actor not in parties:
                parties.append(actor)
        if mention.possessor is not None:
            parties += [
                a
                for a in linked.of.get(mention.possessor, ())
                if a not in parties and linked.actors[a].kind in PARTY_KINDS
            ]
    bound = dict.fromkeys(a for p in provisions if p.force != "affirms" for m in p.bound for a in linked.of.get(m, ()))
    states = [actor for actor in bound if linked.actors[actor].kind == "state"]
    if len(parties) == 1 and len(states) >= PAIR and linked.actors[parties[0]].kind == "organization":
        parties = states  # "The committee adopted a plan under which Thailand will and Malaysia will"
    if not parties:
        kinds = {"state", "group"} if states else {"group", "organization"} if len(bound) > 1 else set()
        parties = [actor for actor in bound if linked.actors[actor].kind in kinds]
    if not parties and not signatories:
        # "grants the nationals of Chad and Niger the right"
        inner = (m for p in provisions for m in reading.mentions_of(p.sentence) if _in(m.extent, p.text))
        named = {m.country for m in inner if m.kind == "state" and m.country is not None}
        states = [n for n, a in enumerate(linked.actors) if a.kind == "state" and a.country in named]
        parties = states if len(states) == PAIR else []
    if len(parties) < PAIR:
        # signed by persons: their states are bound, or the bodies they lead
        for person in (*signatories, *acting):
            country = linked.actors[person].country
            body = next(
                (t.organization for t in linked.tenures if t.person == person and t.organization is not None), None
            )
            state = next((n for n, a in enumerate(linked.actors) if a.kind == "state" and a.country == country), None)
            armed = body is not None and ARMED & set(linked.actors[body].sectors)
            found = body if armed or (state is None and country is not None) else state
            if found is not None and found not in parties:
                parties.append(found)
    proper = [actor for actor in parties if not _common(linked.actors[actor].name, lexicon)]
    parties = proper if len(proper) > 1 else parties  # "the rebels", beside the front that they are of
    parties = parties or beside(mentions, linked, reading) or gathered(mentions, linked, reading, lexicon)
    if len(parties) < PAIR and not signatories:
        parties = told_of(mentions, parties, linked, reading, lexicon) or parties
    return tuple(parties), tuple(signatories)


def _signs(finding: AgreementFinding) -> bool:
    """Whether who is told with it signed it; not "we intend to ratify it", as a minister says."""
    return finding.status in {"signed", "proposed"} and finding.frame is not None


def _each(mention: Mention, linked: Linked) -> tuple[int, ...]:
    """The actors of a mention; none of "the two NATO members", of which only NATO is known."""
    found = linked.of.get(mention.index, ())
    several = mention.kind == "group" and (mention.count or 0) > len(found)
    return () if several and any(linked.actors[actor].kind == "igo" for actor in found) else found


def _in(inner: Extent, outer: Extent) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _state_of(actor: int, linked: Linked) -> int:
    """The state whose body ratifies: "the Senate of the Philippines"."""
    known = linked.actors[actor]
    if known.kind != "organization" or ARMED & set(known.sectors):
        return actor
    states = (n for n, one in enumerate(linked.actors) if one.kind == "state" and one.country == known.country)
    return next(states, actor)


def _common(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is none: "the rebels", "Ministers"."""
    return name[:1].islower() or lexicon.grammar.singular(name.lower()) in lexicon.names.nouns


def _in_name(mention: Mention, linked: Linked, reading: Reading, lexicon: Lexicon) -> list[int]:
    """ "Japan-Oman Memorandum", "the EU-Canada trade agreement": the states and unions in what it is called."""
    found: list[int] = []
    called = mention.name or reading.text[mention.extent.start : mention.extent.end]
    for word in called.replace(EN_DASH, "-").split():
        parts = word.split("-")
        for part in parts if len(parts) >= PAIR else ():
            for entry in lexicon.world.find(part):
                found += [
                    n
                    for n, a in enumerate(linked.actors)
                    if (a.kind == entry.kind == "state" and a.country == entry.country)
                    or (a.kind == entry.kind == "igo" and entry.id in {e.id for e in lexicon.world.find(a.name)})
                ]
    return found


def signings_of(pacts: dict[int, Pact], reading: Reading, lexicon: Lexicon) -> tuple[Signing, ...]:
    """The signings told, of agreements with two parties or signatories or more."""
    return tuple(
        Signing(
            pact.number,
            f.mention,
            reading.frames[f.frame],
            f.cue,
            signers,
            named,
        )
        for pact in pacts.values()
        for signers in (pact.parties if len(pact.parties) > 1 else pact.signatories,)
        for named in (_dated_by_name(pact, reading, lexicon),)
        for f in pact.findings
        if f.status == "signed" and f.frame is not None and len(signers) > 1
    )


def _dated_by_name(pact: Pact, reading: Reading, lexicon: Lexicon) -> TimeExpression | None:
    return next((time for m in pact.mentions if (time := dated_by_name(m, reading, lexicon)) is not None), None)


def build_agreement(
    pact: Pact,
    reading: Reading,
    lexicon: Lexicon,
    cutter: Cutter,
    ids: Sequence[str],
    drafts: Sequence[Draft],
    owned: Mapping[int, tuple[int, ...]],
) -> Agreement:
    """The agreement of a pact; `owned` are the times of each frame."""
    ratified = {f.frame for f in pact.findings if f.status == "ratified"}
    told = (d for d in drafts if d.agreement == pact.number and d.finding.cameo == SIGNED)
    signings = (d for d in told if d.finding.status not in UNSIGNED)
    stages = lexicon.statements.agreements.status
    ratified |= {f.index for f in reading.frames if stages.get(f.lemma) == "ratified"}  # one house's approval, too
    signing = next((d for d in signings if d.finding.frame not in ratified), None)
    frames = [reading.frames[f.frame] for f in pact.findings if f.frame is not None and f.status == "signed"]
    signed, place = signing_of(pact.mentions, frames, reading, lexicon, cutter, signing, owned)
    named = any(mention.name for mention in pact.mentions)
    coming = any(drafted(mention, reading, lexicon) for mention in pact.mentions)
    status: AgreementStatus = max(
        (f.status for f in pact.findings if f.status is not None),
        key=STAGES.index,
        default="signed" if signed or (named and not coming) else "proposed",
    )
    names, called = names_of(pact.mentions, reading, lexicon, cutter)
    name = max(names or called, key=lambda text: (len(text.split()), len(text)))
    aliases = tuple(
        dict.fromkeys(
            text for text in (*names, *called, *(m.acronym for m in pact.mentions if m.acronym)) if text != name
        )
    )
    told_as = [*(f.kind for f in pact.findings), *kinds_of((*names, *called), lexicon)]
    kinds = lexicon.statements.agreements.kinds
    told_as += [kinds[mention.head] for mention in pact.mentions if mention.head in kinds]
    kind = next((one for one in told_as if one not in {"agreement", "other"}), None) or next(iter(told_as), "agreement")
    evidence = [e for f in pact.findings if f.frame is not None for e in (reading.frames[f.frame].clause,)]
    return Agreement(
        id=agreement_id(pact, cutter),
        name=name,
        aliases=aliases,
        kind=kind,
        parties=tuple(ids[p] for p in pact.parties),
        signed=signed,
        place=place,
        signatories=tuple(ids[p] for p in pact.signatories),
        status=status,
        stages=stages_of(pact.findings, reading, lexicon, cutter, owned),
        provisions=tuple(
            Provision(
                text=cutter.span(p.text),
                contexts=contexts_in(reading.text[p.text.start : p.text.end], lexicon.contexts),
                force=p.force,
                cue=p.cue,
            )
            for p in pact.provisions
        ),
        evidence=cutter.spans([*pact.extents, *evidence]),
        cue=next((f.cue for f in pact.findings if f.frame is not None), "named"),
        confidence=SURE if names and pact.parties else FAIR if pact.parties or names else POOR,
    )


def agreement_id(pact: Pact, cutter: Cutter) -> str:
    """The id of an agreement: where it is first told."""
    return cutter.id("agreement", pact.extents[:1])


def build_commitments(
    findings: Sequence[CommitmentFinding],
    reading: Reading,
    linked: Linked,
    cutter: Cutter,
    ids: Sequence[str],
    pacts: dict[int, Pact],
    lexicon: Lexicon,
) -> tuple[Commitment, ...]:
    """Commitments with somebody bound by them."""
    built: list[Commitment] = []
    for finding in findings:
        group = linked.agreement_of.get(finding.under) if finding.under is not None else None
        pact = pacts.get(group) if group is not None else None
        by = list(dict.fromkeys(a for m in finding.by for a in _bound(reading.mentions[m], reading, linked)))
        if pact is not None and (
            not by or any(_every_party(reading.mentions[m], pact, reading, lexicon) for m in finding.by)
        ):
            by = list(pact.parties) or by
        if not by:
            continue
        to = [a for m in finding.to for a in linked.of.get(m, ()) if a not in by]
        what = cutter.span(finding.what)
        if any(c.what == what for c in built):
            continue
        built.append(
            Commitment(
                id=cutter.id("commitment", [finding.what]),
                by=tuple(ids[a] for a in by),
                to=tuple(ids[a] for a in dict.fromkeys(to)),
                what=what,
                due=_due(reading, finding, [f for f in findings if f.sentence == finding.sentence], cutter),
                condition=cutter.span(finding.condition) if finding.condition is not None else None,
                under=agreement_id(pact, cutter) if pact is not None else None,
                evidence=cutter.spans([reading.sentences[finding.sentence].extent]),
                cue=finding.cue,
                confidence=finding.confidence,
            )
        )
    return tuple(built)


def _bound(mention: Mention, reading: Reading, linked: Linked) -> tuple[int, ...]:
    """Who takes an act upon himself: of "agreed that their coast guards will hold a drill" those whose they are."""
    owner = None if mention.possessor is None else reading.mentions[mention.possessor]
    several = mention.plural and owner is not None and owner.kind == "pronoun" and owner.plural
    owners = linked.of.get(owner.index, ()) if several and owner is not None else ()
    return owners if len(owners) > 1 else linked.of.get(mention.index, ())


def _every_party(mention: Mention, pact: Pact, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether all are meant that an agreement binds: "the parties", "each government", "the three partners"."""
    words = lexicon.statements.agreements
    counted = mention.plural and mention.count == len(pact.parties)  # "the two General Staffs shall"
    every = mention.head in words.parties or counted
    if not every or mention.country is not None or len(pact.parties) < PAIR:
        return False
    before = reading.text[max(0, mention.extent.start - LEAD) : mention.extent.start].lower().split()[-1:]
    told = reading.text[mention.extent.start : mention.extent.end].lower().split()[:1]
    if mention.count is not None and mention.count != len(pact.parties):
        return False
    return mention.plural or bool({*before, *told} & words.each)


def _due(
    reading: Reading, finding: CommitmentFinding, beside: Sequence[CommitmentFinding], cutter: Cutter
) -> When | None:
    """By when: a time inside the promised thing or its clause that ends or lies ahead."""
    sentence = reading.sentences[finding.sentence].extent
    inside = [t for t in reading.times if finding.what.start <= t.extent.start and t.extent.end <= finding.what.end]
    what = finding.what
    around = [  # "Within 30 days, Peru shall free them", "shall free them, by June at the latest"
        t
        for t in reading.times
        if sentence.start <= t.extent.start
        and (t.extent.end <= what.start or 0 <= t.extent.start - what.end <= LEAD)
        and t.extent.end <= sentence.end
        and not any(f is not finding and f.what.start <= t.extent.start < f.what.end for f in beside)
    ]
    for times in (inside, around):
        for time in times:
            over = (
                time.latest is not None
                and reading.published is not None
                and time.relation not in {"before", "by"}  # "had promised to leave by 1 September", which is over
                and time.latest < (reading.published.earliest or time.latest)
            )  # "abolish the fee which it introduced in 2022"
            if (
                time.edtf is not None
                and not over
                and not _narrows(time, reading)
                and (
                    time.relation in {"before", "by", "until"}
                    or (times is inside and (time.relation == "at" or (time.relation == "during" and time.latest)))
                )
            ):
                return when(time, cutter)
    return None


def _narrows(time: TimeExpression, reading: Reading) -> bool:
    """Whether a month only tells which one: "will pay the September wages"."""
    behind = reading.text[time.extent.end :].split(maxsplit=1)[:1]
    heads = {arg.head_extent.start for frame in reading.frames for arg in frame.args}
    return time.relation == "at" and bool(behind) and time.extent.end + 1 in heads and behind[0].isalpha()
