"""What is told of agreements: who signed, ratified, suspended or scrapped them, with whom."""

import re
from collections.abc import Iterator, Sequence

from dragoman.coding.phrases import frames_of, mentions_of
from dragoman.coding.provisions import spoken_of
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.model.findings import AgreementFinding, EventFinding
from dragoman.model.reading import Arg, Extent, Frame, Mention, MentionKind
from dragoman.model.record import AgreementKind, AgreementStatus

PARTIES: frozenset[MentionKind] = frozenset({"state", "organization", "group", "role", "pronoun", "name"})
STATES: frozenset[MentionKind] = frozenset({"state", "pronoun", "group", "name"})
SIGNATORIES: frozenset[MentionKind] = frozenset({"person", "role", "name"})
NEAR = 6  # characters between an agreement and its date: " of "
_TOKEN = re.compile(r"[^\W\d_][\w-]*")


def code_agreements(scene: Scene, events: Sequence[EventFinding]) -> tuple[AgreementFinding, ...]:
    """Give a finding for each clause that does something to an agreement, and for each named one merely mentioned.

    A name or pronoun stands among parties and signatories alike: linking keeps the side that its actor is of.
    """
    found = [finding for frame in scene.frames for finding in _of_frame(scene, frame)]
    told = {finding.mention for finding in found}
    for event in events:
        if event.agreement is not None and event.agreement not in told:
            mention = scene.mentions[event.agreement]
            status = _status(scene, scene.frames[event.frame])
            if status is None or any(_listed(scene, scene.frames[event.frame], (mention,))):
                continue  # "rejected the deal", "criticised the deal"
            parties = tuple(m for m in (*event.actors, *event.recipients) if scene.mentions[m].kind in PARTIES)
            found.append(_finding(scene, mention, status, parties=parties, frame=event.frame, cue=event.cue))
            told.add(event.agreement)
    for mention in scene.mentions:
        if mention.kind != "agreement" or mention.name is None or mention.index in told:
            continue
        if kind_of(scene, mention) != "other":
            found.append(_finding(scene, mention, None, parties=_possessor(scene, mention), cue=_cue(scene, "mention")))
    return tuple(sorted(found, key=lambda f: (scene.mentions[f.mention].extent, -1 if f.frame is None else f.frame)))


def kind_of(scene: Scene, mention: Mention) -> AgreementKind:
    """Give the kind by the noun of the name: "Lomé Ceasefire Agreement" is a ceasefire, not an agreement."""
    words = scene.lexicon.statements.agreements
    tokens = [t.lower() for t in _TOKEN.findall(scene.reading.text[mention.extent.start : mention.extent.end])]
    tokens = [token if token in words.kinds else scene.lexicon.grammar.singular(token) for token in tokens]
    for token in tokens:
        if token in words.first and token in words.kinds:
            return words.kinds[token]
    head: AgreementKind | None = None
    for token in tokens:
        if token in words.name_links and head is not None:
            break
        head = words.kinds.get(token, head)
    return head or words.kinds.get(mention.head, "other")


def _finding(
    scene: Scene,
    mention: Mention,
    status: AgreementStatus | None,
    *,
    parties: tuple[int, ...] = (),
    signatories: tuple[int, ...] = (),
    frame: int | None = None,
    cue: str,
) -> AgreementFinding:
    return AgreementFinding(
        mention=mention.index,
        kind=kind_of(scene, mention),
        status=status,
        parties=parties,
        signatories=signatories,
        frame=frame,
        cue=cue,
    )


def _cue(scene: Scene, word: str) -> str:
    return f"{scene.lexicon.statements.language}.agreement.{word.replace(' ', '-')}"


def _of_frame(scene: Scene, frame: Frame) -> Iterator[AgreementFinding]:
    word = _word(scene, frame)
    if word is None:
        return
    status = _status(scene, frame)
    acted = tuple(_agreements(scene, frame, word))
    for mention in tuple(_listed(scene, frame, acted)) or acted:
        parties, signatories = _sides(scene, frame, mention)
        if status is None and not parties:
            continue
        if status in {None, "ratified"}:
            whose = {owner for m in parties for owner in _state_of(scene, m)}
            parties = tuple(m for m in (*parties, *sorted(whose)) if scene.mentions[m].kind in STATES)
            if status is None and not parties:
                continue
        if _unratified(scene, frame):
            yield _finding(scene, mention, "signed", parties=parties, cue=_cue(scene, word))
            continue
        if status not in {"signed", "ratified", "proposed"} and not _joint(frame):
            # "Algeria suspended the treaty concluded with Spain": who suspends is one of the parties all the same
            signatories = ()
        yield _finding(
            scene, mention, status, parties=parties, signatories=signatories, frame=frame.index, cue=_cue(scene, word)
        )


def _state_of(scene: Scene, index: int) -> Iterator[int]:
    """Give the state whose body ratifies: "Armenia's parliament", "the senate of Chile"."""
    mention = scene.mentions[index]
    if mention.kind == "organization":
        owners = (*mention.scope, *(() if mention.possessor is None else (mention.possessor,)))
        yield from (owner for owner in owners if scene.mentions[owner].kind == "state")


def _unratified(scene: Scene, frame: Frame) -> bool:
    """Know "has never ratified the treaty": it is signed, whoever signed it and whenever."""
    return frame.negated and scene.lexicon.statements.agreements.status.get(frame.lemma) == "ratified"


def _joint(frame: Frame) -> bool:
    return any(len(arg.mentions) > 1 for arg in frame.args if arg.role == "subject")


def _word(scene: Scene, frame: Frame) -> str | None:
    words = scene.lexicon.statements.agreements
    base = frame.lemma.partition(" ")[0]
    candidates = [frame.lemma]
    for arg in frame.args:
        candidates += [f"{base} {arg.role}", f"{base} {arg.role.partition('.')[0]} {next(iter(arg.heads), '')}"]
        if arg.role == "object":
            candidates += [f"{base} {head}" for head in arg.heads[:1]]
    if frame.kind == "noun":
        candidates.append(base)
        for ending, verbs in words.nominal.items():
            if base.endswith(ending):
                candidates += [base.removesuffix(ending) + verb for verb in verbs]
    else:
        candidates.append(base if base == frame.lemma else "")
    for candidate in sorted(set(candidates), key=lambda c: (-c.count(" "), c)):
        if candidate in words.status:
            return candidate
    return None


def _agreements(scene: Scene, frame: Frame, word: str) -> Iterator[Mention]:
    """Give the agreements that a frame acts on; the subject of "will enter into force", "from" of "withdrew"."""
    words = scene.lexicon.statements.agreements
    roles = set(words.own_roles)
    if " " in word:
        roles |= {"subject", *word.split()[1:]}
    if words.status[word] == "ended":
        roles |= {"subject"} | words.left_roles  # "the truce expired", "pulled out of the pact"
    if frame.kind == "verb" and (_signed_by(scene, frame) or not any(arg.role == "object" for arg in frame.args)):
        yield from _loose(scene, frame)
        if words.status[word] == "signed":
            roles.add("subject")  # "the treaty concluded with Spain", seen as if the treaty concluded something
    if set(words.partaking) & {head for arg in scene.args(frame, ("object",)) for head in arg.heads}:
        roles |= words.partake_roles | {f"object.{role}" for role in words.partake_roles}
    seen: set[int] = set()
    antecedent = _antecedent(scene, frame) if words.status[word] == "signed" else None
    if antecedent is not None:
        yield antecedent
        return
    for arg in frame.args:
        if arg.role in roles or (arg.role == "object.of" and frame.kind == "verb"):
            for index in arg.mentions:
                told = spoken_of(scene, frame, scene.mentions[index], own=True)
                if told is not None and told.index not in seen:
                    seen.add(told.index)
                    yield told


def _antecedent(scene: Scene, frame: Frame) -> Mention | None:
    """Know "an agreement with Cyprus, which was signed in March": nobody signs Cyprus, nor the Monday told before.

    Nor "the two countries" of "the accord between the two countries, signed in Lima".
    """
    participle = frame.kind == "verb" and (frame.passive or frame.mood == "participle")
    if participle and (adjacent := _just_before(scene, frame)) is not None:
        return adjacent
    objects = [*scene.args(frame, ("object",))]
    if not objects or objects[0].extent.start > frame.extent.start:
        return None
    told = {scene.mentions[m].kind for arg in frame.args for m in arg.mentions}
    beside = frame.link == "acl" and frame.passive and told & PARTIES
    if "agreement" in told or (frame.link != "relcl" and not beside):
        return None
    before = [m for m in mentions_of(scene, frame.sentence) if m.extent.end < frame.extent.start]
    return next((m for m in reversed(before) if m.kind == "agreement"), None)


def _just_before(scene: Scene, frame: Frame) -> Mention | None:
    """Know "the visas which, under the accord signed in Lima, it is to grant", whatever the parser hangs it on."""
    text = scene.reading.text
    for mention in mentions_of(scene, frame.sentence):
        if mention.kind == "agreement" and not text[mention.extent.end : frame.extent.start].strip(" ,\n"):
            return mention
    return None


def _signed_by(scene: Scene, frame: Frame) -> bool:
    """Know "The presidents, A and B, signed on 5 May in Vilnius the Convention": signers taken for what was signed."""
    told = [scene.mentions[m] for arg in scene.args(frame, ("object",)) for m in arg.mentions]
    passive = frame.link == "root" and frame.mood == "participle"
    signing = {m.kind for m in told if m.extent.end <= frame.extent.start} & STATES - {"pronoun"}
    able = bool(signing) or any(m.kind in SIGNATORIES for m in told)
    return passive and able and not any(a.role == "subject" for a in frame.args)


def _loose(scene: Scene, frame: Frame) -> Iterator[Mention]:
    """Know "had suspended on June 8, 2022 the Treaty of Friendship": the object that the parser lost behind a date."""
    verbs = [f.extent.start for f in frames_of(scene, frame.sentence) if f.kind == "verb"]
    until = min((start for start in verbs if start > frame.extent.end), default=frame.clause.end)
    for mention in mentions_of(scene, frame.sentence):
        follows = mention.kind == "agreement" and frame.extent.end <= mention.extent.start < until
        hung = [arg for arg in frame.args if mention.index in arg.mentions]
        if follows and (not hung or _signed_by(scene, frame)):
            yield mention
            return


def _listed(scene: Scene, frame: Frame, acted: tuple[Mention, ...]) -> Iterator[Mention]:
    """Know "signed the following documents:" and the agreements listed in the lines after it."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence]
    if not acted or not text[sentence.extent.start : sentence.extent.end].rstrip().endswith(":"):
        return
    for index in range(frame.sentence + 1, len(scene.reading.sentences)):
        if any(f.kind == "verb" for f in frames_of(scene, index)):
            return
        listed = [m for m in mentions_of(scene, index) if m.kind == "agreement"]
        if not listed:
            return
        yield from listed[:1]


def _status(scene: Scene, frame: Frame) -> AgreementStatus | None:
    word = _word(scene, frame)
    if word is None:
        return None
    status = scene.lexicon.statements.agreements.status[word]
    if _to_come(scene, frame, status):
        return None
    match standing_of(scene, frame):
        case Standing.REAL | Standing.ALLEGED:
            return status
        case Standing.PLANNED:
            return "proposed" if status == "signed" else None
        case _:
            return "proposed" if status == "signed" and frame.mood == "infinitive" and not frame.negated else None


def _to_come(scene: Scene, frame: Frame, status: AgreementStatus) -> bool:
    """Know "takes effect on Friday", "expires in 2031": a present that is not yet so."""
    if frame.tense != "present" or frame.perfect or status not in {"in-force", "ended"}:
        return False
    published = scene.reading.published
    times = [t for t in (scene.reading.times[t] for t in frame.times) if t.relation == "at"]
    return bool(times) and all(published is None or t.edtf != published.edtf for t in times)


def _sides(scene: Scene, frame: Frame, mention: Mention) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Parties and signatories, by who signs, with whom, between whom."""
    words = scene.lexicon.statements.agreements
    args: list[Arg] = []
    for arg in (*frame.args, *_carrier(scene, frame)):
        last = arg.role.rpartition(".")[2]
        by = frame.passive and arg.role in scene.lexicon.grammar.agents
        signers = arg.role == "subject" or (arg.role == "object" and _signed_by(scene, frame))
        if (signers or by or last in words.links) and mention.index not in arg.mentions:
            args.append(arg)
    found: list[int] = []
    for arg in args:
        own = [m for m in arg.mentions if m != mention.index and not _in_title(scene, arg, m)]
        own += _first_in(scene, arg) if not arg.mentions else []
        found += [m for m in (*own, *_coordinated(scene, arg, own)) if m not in found]
    for arg in args:
        if arg.role not in words.links and any(scene.mentions[m].kind == "role" for m in arg.mentions):
            # "the economy ministers of Georgia and Armenia, Davit Kobalia and Anahit Ter-Grigoryan, initialled"
            inner = [m for m in scene.within(arg.extent) if m not in found and m != mention.index]
            found += [m for m in inner if scene.mentions[m].kind in {"person", "name", "state"}]
    found += [m for m in (*_between(scene, mention), *_which(scene, frame, mention)) if m not in found]
    parties = [m for m in found if scene.mentions[m].kind in PARTIES]
    parties += [m for m in _possessor(scene, mention) if m not in parties]
    signatories = [m for m in found if scene.mentions[m].kind in SIGNATORIES]
    if words.status.get(frame.lemma) == "signed":
        signatories += [m for m in _signers(scene, frame) if m not in signatories]
    return tuple(parties), tuple(signatories)


def _first_in(scene: Scene, arg: Arg) -> list[int]:
    """Know "a deal reached with Damascus last week", seen as if with a week."""
    first = next((m for m in scene.within(arg.extent) if scene.mentions[m].extent.start == arg.extent.start), None)
    return [first] if first is not None and scene.mentions[first].kind in STATES else []


def _carrier(scene: Scene, frame: Frame) -> Iterator[Arg]:
    """Give who carries out the act that a noun tells: "the two ministers proceeded to the signing of an agreement"."""
    if frame.kind != "noun" or frame.parent is None or any(arg.role == "subject" for arg in frame.args):
        return
    above = scene.frames[frame.parent]
    if above.lemma in scene.lexicon.statements.agreements.carries and not above.negated and above.tense == "past":
        yield from scene.args(above, ("subject",))


def _coordinated(scene: Scene, arg: Arg, told: Sequence[int]) -> Iterator[int]:
    """Give those told with the first of a list, where the parser lost them: "Laos, the WFP and the World Bank (WB)"."""
    text = scene.reading.text
    end = max((scene.mentions[m].extent.end for m in told), default=None)
    for index in scene.within(arg.extent):
        mention = scene.mentions[index]
        if end is None or mention.extent.start < end:
            continue
        between = text[end : mention.extent.start].lower()
        joined = between.strip(" ()").split()
        articles = scene.lexicon.names.articles
        while joined and joined[-1] in articles:
            joined.pop()
        if " ".join(joined) not in scene.lexicon.grammar.coordinators or mention.kind not in {"state", "organization"}:
            return
        yield index
        end = mention.extent.end


def _between(scene: Scene, mention: Mention) -> Iterator[int]:
    """Give the parties told with the agreement itself: "the treaty of 12 May 1994 between Oman and Iran"."""
    text, links = scene.reading.text, scene.lexicon.statements.agreements.links
    start = mention.extent.end
    for time in scene.reading.times:
        if 0 <= time.extent.start - start <= NEAR:
            start = time.extent.end
    lead = _TOKEN.match(text, start + 1)
    if lead is None or lead[0].lower() not in links:
        return
    after = [m for m in mentions_of(scene, mention.sentence) if m.extent.start > lead.end()]
    first = next(iter(after), None)
    if first is None or first.kind not in STATES | {"organization"}:
        return
    if text[lead.end() : first.extent.start].strip().lower() in {"", *scene.lexicon.names.articles}:
        yield first.index
        yield from _coordinated(scene, _run(first.extent, after[-1].extent.end), (first.index,))


def _run(first: Extent, end: int) -> Arg:
    """Give the stretch of a list as a phrase of its own."""
    return Arg(role="", extent=Extent(first.start, end), head_extent=first, heads=())


def _which(scene: Scene, frame: Frame, mention: Mention) -> Iterator[int]:
    """Give who stands between "which" and the verb: "the Memorandum which Laos and the WFP signed", parsed wrongly."""
    relative = frame.link == "relcl" and frame.kind == "verb" and not frame.passive
    if not relative or mention.extent.end > frame.extent.start:
        return
    between = [
        m
        for m in mentions_of(scene, frame.sentence)
        if mention.extent.end <= m.extent.start and m.extent.end <= frame.extent.start
    ]
    lead = scene.reading.text[mention.extent.end : between[0].extent.start].split() if between else []
    if lead[-1:] and lead[-1].lower() in scene.lexicon.names.articles:
        lead.pop()
    if lead[-1:] and lead[-1].lower().strip(",") in scene.lexicon.statements.relatives:
        yield between[0].index
        yield from _coordinated(scene, _run(between[0].extent, frame.extent.start), (between[0].index,))


def _in_title(scene: Scene, arg: Arg, index: int) -> bool:
    """Whether a name is the rest of what an agreement is between: "between the Diplomatic Academies"."""
    mention = scene.mentions[index]
    before = scene.reading.text[arg.extent.start : mention.extent.start].split()
    linked = arg.role.rpartition(".")[2] in scene.lexicon.statements.agreements.links
    return linked and mention.kind == "name" and bool(before) and before[-1][:1].isupper() and before[-1].isalpha()


def _signers(scene: Scene, frame: Frame) -> Iterator[int]:
    """Give the persons that the parser lost: "by A and for the rebels by B", "A signed for Peru and B for Chile"."""
    text, grammar = scene.reading.text, scene.lexicon.grammar
    stands_for = scene.lexicon.statements.agreements.stands_for
    split = any(arg.role.rpartition(".")[2] in stands_for for arg in frame.args)
    for mention in mentions_of(scene, frame.sentence):
        inner = frame.extent.end <= mention.extent.start and mention.extent.end <= frame.clause.end
        if mention.kind != "person" or not inner:
            continue
        before = text[frame.extent.end : mention.extent.start].split()[-1:]
        after = _TOKEN.match(text, mention.extent.end + 1)
        word = before[0].lower() if before else ""
        if (frame.passive and word in grammar.agents) or (
            split and word in grammar.coordinators and after is not None and after[0].lower() in stands_for
        ):
            yield mention.index


def _possessor(scene: Scene, mention: Mention) -> tuple[int, ...]:
    owner = mention.possessor
    return () if owner is None or scene.mentions[owner].kind not in PARTIES else (owner,)
