"""Frames to events: the cue that fits, who acts on whom, whether it happened, and what an operator makes of it.

Types, statuses and projections follow the PLOVER manual (2021): a future cooperation is AGREE, a refused one REJECT, a
threatened act THREATEN, a promised concession CONCEDE and planned (docs/ontology.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dragoman.coding.gathered import only_tells_who
from dragoman.coding.hollow import asks_nothing, is_empty, never_does, only_tells, over, provided, told_again, unable
from dragoman.coding.hosts import EXPEL, host_of
from dragoman.coding.in_full import signed_after
from dragoman.coding.laid import Doing, as_laid, is_done
from dragoman.coding.match import best_cue
from dragoman.coding.met import met
from dragoman.coding.parties import SIGNED, Coded, effective, governed, participants
from dragoman.coding.scene import Scene
from dragoman.coding.sides import aims, drilled, joint, moved, suffered_only, together
from dragoman.coding.speakers import quotes_behind
from dragoman.coding.standing import Standing, habitual, refused, standing_of
from dragoman.coding.statements import code_statements
from dragoman.coding.to_come import tokens
from dragoman.coding.turns import unless_denied
from dragoman.coding.victims import own_story, victims
from dragoman.lexicon.cues import Cue, Projection
from dragoman.model.findings import EventFinding
from dragoman.model.reading import Frame
from dragoman.model.record import EventType, Status

DEEPEST = 6
# Under these an act named by a noun is still told as having happened: "condemned the launch by North Korea".
TRANSPARENT: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "CONSULT"})
FORWARD = frozenset({"promise", "offer", "plan"})
# Types whose denied future is a refusal: "will not lift the embargo".
REFUSABLE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
# Types that a decision carries out: "decided to recall its ambassador".
DECIDED: frozenset[EventType] = frozenset({"SANCTION", "MOBILIZE", "REJECT", "CONCEDE", "RETREAT", "COERCE"})
# Acts that are done by saying so: "We urge the neighbours to stop".
SAID: frozenset[EventType] = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
RELATIONS, LEFT = "relations", "withdraw"  # modes of THREATEN and SANCTION
APPEAL, DEMAND = "02", "10"  # roots of CAMEO whose codes go in step
TOGETHER = "062"  # code of what armies do together
SPEAKER = "speaker"  # a cue's actor that stands outside the clause: "They will bear the consequences," Chile said
_CLOSEST = {"xcomp": 0, "ccomp": 1, "light": 2, "prep": 3, "acl": 4, "advcl": 5}


@dataclass(slots=True)
class Coding:
    """The frames of one scene with the cues that fired: those `told`, of which `consumed` are none of their own."""

    scene: Scene
    coded: dict[int, Coded | None] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)
    told: tuple[Coded, ...] = ()

    def speaker(self, frame: Frame) -> tuple[int, ...]:
        """Give who speaks the words that a frame stands in; the innermost saying counts."""
        told = [
            said
            for said in code_statements(self.scene)
            if said.content.start <= frame.extent.start and frame.extent.end <= said.content.end
        ]
        nearest = min(told, key=lambda said: said.content.end - said.content.start, default=None)
        return () if nearest is None else (nearest.speaker,)


def code_events(scene: Scene) -> tuple[EventFinding, ...]:
    """All events of a reading, in text order."""
    return events_of(code_frames(scene))


def events_of(work: Coding) -> tuple[EventFinding, ...]:
    """All events of frames that are coded, in text order."""
    found: list[EventFinding] = []
    for coded in work.told:
        if coded.frame.index not in work.consumed:
            found += [event for event in _events(work, coded) if not told_again(work.scene, coded, event, found)]
    return tuple(sorted(found, key=lambda event: (event.predicate, event.type)))


def code_frames(scene: Scene) -> Coding:
    """Every frame that a cue fits, in text order, and which of them are told by another."""
    work = Coding(scene)
    told = [coded for frame in scene.frames if (coded := _code(work, frame, 0)) is not None]
    work.told = tuple(_outcome(work, coded) for coded in told)
    for coded in work.told:
        _consume(work, coded)
    return work


def _code(work: Coding, frame: Frame, depth: int) -> Coded | None:
    if frame.index in work.coded:
        return work.coded[frame.index]
    scene = work.scene
    light, args = effective(scene, frame)
    shown = frame if args is frame.args else replace(frame, args=args)
    acts = governed(scene, frame)
    done = frozenset(tokens(scene, frame, acts))
    below = done | {word for act in acts for arg in act.args for word in arg.words}
    cue = best_cue(shown, scene.mentions, scene.lexicon.cues, done, light=light, below=below, persons=scene.persons)
    coded = None
    asks = cue is not None and cue.operator == "request"
    if cue is not None and not (asks and (only_tells(scene, frame, acts, cue) or asks_nothing(frame, acts))):
        inner = _inner(work, frame, depth) if cue.operator and depth < DEEPEST else None
        coded = Coded(frame, cue, args, inner)
    work.coded[frame.index] = coded
    return coded


def _inner(work: Coding, frame: Frame, depth: int) -> Coded | None:
    """Find the act under an operator: its clause first, then its object, then what its prepositions name."""
    scene = work.scene
    inside = [child for child in scene.children(frame) if _is_inside(scene, frame, child)]
    for child in sorted(inside, key=lambda child: (_CLOSEST[child.link], child.index)):
        if coded := _code(work, child, depth + 1) or _carried(work, child, depth + 1):
            return coded
    return None


def _carried(work: Coding, frame: Frame, depth: int) -> Coded | None:
    """The act of the noun that a light verb under an operator carries: "urged both to resume the dialogue"."""
    if frame.kind != "verb" or depth >= DEEPEST:
        return None
    for child in work.scene.children(frame):
        carried = child.link == "light" and work.scene.lexicon.grammar.carries(frame.lemma, child.lemma)
        if carried and (coded := _code(work, child, depth)) is not None:
            return coded
    return None


def _is_inside(scene: Scene, frame: Frame, child: Frame) -> bool:
    match child.link:
        case "xcomp" | "ccomp" | "light":
            return True
        case "prep":
            # "Despite threats, Oman promised to sign": what is fronted sets the scene only
            after = child.extent.start > frame.extent.start
            return after and child.prep in scene.lexicon.grammar.inner_prepositions
        case "acl":
            # "In a memorandum signed in Oslo, Chad agreed to plant trees": what is fronted is not agreed
            return child.extent.start > frame.extent.start
        case "advcl":
            return child.mood == "infinitive" and child.mark is None and child.extent.start > frame.extent.start
        case _:
            return False


def _outcome(work: Coding, coded: Coded) -> Coded:
    """Let what an attack did be told with it: "attacked the village, beheading three fishermen"."""
    scene = work.scene
    if coded.cue.type != "ASSAULT" or coded.frame.kind != "verb":
        return coded
    for child in scene.children(coded.frame):
        done = work.coded.get(child.index)
        after = child.link == "advcl" and child.mood == "participle" and child.extent.start > coded.frame.extent.end
        if done is None or done.cue.type != "ASSAULT" or not after or child.passive or child.mark or child.times:
            continue
        work.consumed.add(child.index)
        if coded.cue.mode is None and done.cue.mode is not None:
            # contexts and place stay those of the attack
            return replace(coded, cue=replace(coded.cue, mode=done.cue.mode, cameo=done.cue.cameo))
    return coded


def _consume(work: Coding, coded: Coded) -> None:
    """Mark acts that are none of their own: under an operator, or named by a refusal, an offer or an end."""
    scene = work.scene
    if coded.inner is not None and not victims(scene, coded.inner):
        work.consumed.add(coded.inner.frame.index)
        work.consumed.update(child.index for child in scene.children(coded.inner.frame) if child.link == "conj")
    if coded.cue.type == "CONSULT" and only_tells_who(scene, coded.frame):
        beside = [scene.frames[coded.frame.parent or 0], *scene.children(scene.frames[coded.frame.parent or 0])]
        held = (work.coded.get(f.index) for f in beside if f.index != coded.frame.index)
        if any(other is not None and other.cue.type == "CONSULT" for other in held):
            work.consumed.add(coded.frame.index)
    opaque = bool(coded.cue.operator) or coded.cue.type not in TRANSPARENT
    for child in scene.children(coded.frame):
        if child.link in {"light", "prep"} and child.kind == "noun":
            own = work.coded.get(child.index)
            # "placed B under investigation", told twice by verb and noun
            twice = own is not None and own.cue.type == coded.cue.type and is_done(scene, coded)
            if twice and coded.frame.passive and coded.frame.lemma in scene.lexicon.grammar.attends:
                work.consumed.add(coded.frame.index)  # "The meeting, held in Oslo, was attended by A and B"
            elif twice or (opaque and not own_story(scene, child, own)):
                work.consumed.add(child.index)
        if coded.cue.operator and child.link == "xcomp":
            work.consumed.add(child.index)


def _events(work: Coding, coded: Coded) -> Iterator[EventFinding]:
    scene = work.scene
    standing = standing_of(scene, coded.frame)
    if standing is Standing.UNREAL or habitual(scene, coded.frame, coded.cue.type):
        return
    if (coded.cue.type in SAID and quotes_behind(scene, coded.frame)) or provided(scene, coded) or over(coded):
        return
    kind, mode, cameo, status = told_of(scene, coded, standing)
    asking = _asking(work, coded)
    if asking:
        kind, mode, cameo, status = _demand(scene, coded)
    # what both would do only one refuses: "will never negotiate with the rebels"
    actors, recipients = participants(scene, coded, apart=kind == "REJECT")
    fallen = victims(scene, coded)
    actors, recipients, status = as_laid(
        scene, coded, Doing(actors, tuple(dict.fromkeys((*recipients, *fallen))), status)
    )
    if asking:
        actors, recipients = asking, tuple(m for m in actors if m not in asking)
    if not actors and kind in SAID and _in_own_name(scene, coded):
        actors = work.speaker(coded.frame)
        recipients = tuple(m for m in recipients if m not in actors)
    if not actors and (coded.cue.type == "AGREE" or (coded.cue.cameo == SIGNED and signed_after(scene, coded.frame))):
        actors, recipients = met(scene, coded, work.told), ()
    elif not actors and kind == "MOBILIZE":
        actors, recipients = moved(scene, coded), ()
    elif not actors and coded.cue.mode == EXPEL:
        actors = host_of(scene, coded, recipients, work.speaker(coded.frame), work.told)
    status = "occurred" if kind == "AGREE" and joint(scene, coded, actors) else status
    if kind == "MOBILIZE" and drilled(scene, coded, actors, recipients):
        kind, mode, cameo, recipients = "COOPERATE", None, TOGETHER, ()
    if kind in {"ACCUSE", "CONCEDE"} and coded.inner is not None and together(scene, coded, actors, recipients):
        kind, cameo, status, recipients = "AGREE", "030", "occurred", ()
    alone = not recipients and not (coded.cue.reciprocal and len(actors) > 1)
    if not actors and not (recipients and (fallen or suffered_only(scene, coded, kind, standing))):
        return
    if alone and (standing is Standing.HYPOTHETICAL or _opened(scene, coded)):
        return
    if never_does(scene, coded, status, (*actors, *recipients)) or (alone and unable(scene, coded, actors)):
        return
    if coded.inner is None and not recipients and is_empty(scene, coded) and not joint(scene, coded, actors):
        return
    yield EventFinding(
        frame=coded.frame.index,
        sentence=coded.frame.sentence,
        type=kind,
        mode=mode,
        cameo=cameo,
        cue=coded.cue.id,
        status=unless_denied(scene, coded.frame.sentence, status),
        actors=actors,
        recipients=recipients,
        predicate=coded.frame.extent,
        clause=scene.telling(coded.frame),
        contexts=coded.cue.contexts,
        agreement=_agreement(scene, coded),
        confidence=_confidence(coded, recipients),
        strength=coded.cue.strength,
    )


def _in_own_name(scene: Scene, coded: Coded) -> bool:
    """Whether the speaker does it by speaking: "We urge Chile to stop"."""
    if SPEAKER in coded.cue.actor:
        return True
    text = scene.reading.text
    return any(
        text[arg.head_extent.start : arg.head_extent.end].lower() in scene.lexicon.grammar.first_person
        for arg in scene.args(coded.frame, ("subject",))
    )


def _asking(work: Coding, coded: Coded) -> tuple[int, ...]:
    """Give who demands an act by saying that another must do it: "Russia must withdraw, the minister said"."""
    scene, frame = work.scene, coded.frame
    if frame.modal not in scene.lexicon.grammar.obliging or frame.perfect or frame.mark is not None:
        return ()
    told = [m for arg in scene.args(frame, ("subject",)) for m in arg.mentions]
    speakers = work.speaker(frame) if told and frame.link in {"ccomp", "root", "conj", "parataxis"} else ()
    homes = {scene.mentions[m].country for m in speakers} - {None}
    own = any(m in speakers or scene.mentions[m].kind == "pronoun" or scene.mentions[m].country in homes for m in told)
    return () if own else speakers


class Told(NamedTuple):
    """What a coded frame comes to."""

    type: EventType
    mode: str | None
    cameo: str
    status: Status


def told_of(scene: Scene, coded: Coded, standing: Standing) -> Told:
    """Give what a coded frame comes to as it stands: a future, a refusal, an operator make another act of it."""
    cue = coded.cue
    book = scene.lexicon.cues
    kind, mode, cameo, done = _operated(scene, coded)
    if done and standing is Standing.REAL:
        return Told(kind, mode, cameo, "occurred")
    status: Status = cue.status or standing.status
    if status == "planned" and standing is Standing.NEGATED:
        status = standing.status  # "did not intend to expel anybody"
    if standing is Standing.NEGATED and kind in REFUSABLE and refused(scene, coded.frame):
        found = book.project("refuse", cameo)
        if found is not None:
            return Told(found.type, found.mode, found.cameo, "occurred")
    if cue.operator == "plan" and status == "occurred":
        status = "planned"
    if status == "planned" and not cue.operator and (kind != "MOBILIZE" or aims(scene, coded)):
        found = book.project("promise", cameo)
        if found is not None:
            kind, mode, cameo = found.type, _threatened(scene, found, mode), found.cameo
    if kind == "CONCEDE" and cameo.startswith("03") and status == "occurred":
        status = "planned"  # a promised concession is still to come
    return Told(kind, mode, cameo, status)


def _demand(scene: Scene, coded: Coded) -> Told:
    """Give the demand for an act that somebody says must be done, or must not."""
    inner = told_of(scene, coded, Standing.REAL)
    found = None if coded.frame.negated else scene.lexicon.cues.project("request", inner.cameo)
    return Told("REQUEST", found.mode if found else None, found.cameo if found else DEMAND, "occurred")


def _operated(scene: Scene, coded: Coded) -> tuple[EventType, str | None, str, bool]:
    """Give type, mode and code after an operator has done its work, and whether a decision carries the act out."""
    cue = coded.cue
    plain = (cue.type, cue.mode, cue.cameo, False)
    if cue.operator is None or coded.inner is None:
        return plain
    inner = told_of(scene, coded.inner, Standing.REAL)
    decided = coded.frame.lemma in scene.lexicon.grammar.decisions
    if decided and coded.inner.frame.negated:
        refusal = scene.lexicon.cues.project("refuse", inner.cameo)  # "decided not to attend the summit"
        return plain if refusal is None else (refusal.type, refusal.mode, refusal.cameo, True)
    if decided and inner.type in DECIDED:
        return inner.type, inner.mode, inner.cameo, True
    if cue.operator in FORWARD and coded.inner.frame.negated:
        return plain  # "agreed not to threaten one another"
    if cue.operator in FORWARD and inner.type == "REQUEST" and coded.inner.frame.kind == "noun":
        return plain  # "promised to convey the request"
    found = scene.lexicon.cues.project(cue.operator, inner.cameo)
    if found is not None:
        return found.type, _threatened(scene, found, inner.mode), _toned(scene, cue, found.cameo), False
    return (inner.type, cue.mode, inner.cameo, False) if cue.operator in FORWARD else plain


def _toned(scene: Scene, cue: Cue, cameo: str) -> str:
    """Give the code of an appeal where the verb appeals: "urged Iran to free the crew" is 0253, "demanded" 1053."""
    softer = APPEAL + cameo.removeprefix(DEMAND)
    appeals = cue.cameo.startswith(APPEAL) and cameo.startswith(DEMAND)
    return softer if appeals and softer in scene.lexicon.ontology.cameo else cameo


def _opened(scene: Scene, coded: Coded) -> bool:
    """Whether a meeting is only where somebody speaks: "Opening the meeting, the chairman urged members to pay"."""
    frame = coded.frame
    if not coded.cue.reciprocal or frame.link != "light" or frame.parent is None:
        return False
    return scene.frames[frame.parent].mood == "participle"


def _threatened(scene: Scene, found: Projection, mode: str | None) -> str | None:
    """Give the mode of a threat: that of the act where threats have it ("would expel two diplomats").

    Who would leave a pact or a body cuts a tie.
    """
    if found.type != "THREATEN" or mode is None:
        return found.mode
    if mode in scene.lexicon.ontology.modes_of("THREATEN"):
        return mode
    return RELATIONS if mode == LEFT else found.mode


def _agreement(scene: Scene, coded: Coded) -> int | None:
    words = scene.lexicon.statements.agreements
    roles = {*scene.lexicon.grammar.agreement_roles}
    if any(not words.partaking.isdisjoint(arg.heads) for arg in coded.args if arg.role == "object"):
        roles |= words.partake_roles  # "put their names to the document"
    for arg in coded.args:
        if arg.role in roles:
            for mention in arg.mentions:
                if scene.mentions[mention].kind == "agreement":
                    return mention
    return None


def _confidence(coded: Coded, recipients: tuple[int, ...]) -> float:
    score = 0.62 + 0.04 * min(coded.cue.weight, 5) + (0.08 if recipients or coded.cue.reciprocal else 0.0)
    score += 0.04 if coded.frame.kind == "verb" else 0.0
    return round(min(score, 0.97), 2)
