"""Frames to events: the cue that fits, who acts on whom, whether it happened, and what an operator makes of it.

Types, statuses and projections follow the PLOVER manual (2021): a future cooperation is AGREE, a refused one REJECT, a threatened act THREATEN,
a promised concession CONCEDE and planned (docs/ontology.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.coding.match import best_cue
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.lexicon.cues import DEFAULT_RECIPIENT, Cue
from dragoman.model.findings import EventFinding
from dragoman.model.reading import Arg, Frame
from dragoman.model.record import EventType, Status

DEEPEST = 6
# Under these an act named by a noun is still told as having happened: "condemned the launch by North Korea".
TRANSPARENT: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "CONSULT"})
INNER_LINKS = frozenset({"xcomp", "ccomp", "light", "prep", "advcl", "acl", "conj"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A frame with the cue that fired, its arguments in effect, and what an operator found inside."""

    frame: Frame
    cue: Cue
    args: tuple[Arg, ...]
    inner: "Coded | None" = None


@dataclass(slots=True)
class _Work:
    """Memory of one run over one scene; nothing of it leaves `code_events`."""

    scene: Scene
    coded: dict[int, Coded | None] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)


def code_events(scene: Scene) -> tuple[EventFinding, ...]:
    """All events of a reading, in text order."""
    work = _Work(scene)
    told = [coded for frame in scene.frames if (coded := _code(work, frame, 0)) is not None]
    for coded in told:
        _consume(work, coded)
    found = [event for coded in told if coded.frame.index not in work.consumed for event in _events(work, coded)]
    return tuple(sorted(found, key=lambda event: (event.predicate, event.type)))


def _code(work: _Work, frame: Frame, depth: int) -> Coded | None:
    if frame.index in work.coded:
        return work.coded[frame.index]
    scene = work.scene
    light, args = effective(scene, frame)
    shown = replace(frame, args=args)
    complement = frozenset(
        scene.frames[child.index].lemma for child in scene.children(frame) if child.link in {"xcomp", "ccomp"}
    )
    cue = best_cue(shown, scene.mentions, scene.lexicon.cues, complement, light=light)
    coded = None
    if cue is not None:
        inner = _inner(work, frame, depth) if cue.operator and depth < DEEPEST else None
        coded = Coded(frame, cue, args, inner)
    work.coded[frame.index] = coded
    return coded


def effective(scene: Scene, frame: Frame) -> tuple[bool, tuple[Arg, ...]]:
    """Whether a light verb carries the noun, and the arguments in effect: "A held talks with B" gives talks its A."""
    if frame.kind == "verb" or frame.parent is None:
        return False, frame.args
    parent = scene.frames[frame.parent]
    grammar = scene.lexicon.grammar
    if parent.kind != "verb":
        return False, frame.args
    has_subject = any(arg.role == "subject" and arg.mentions for arg in frame.args)
    base = parent.lemma.partition(" ")[0]
    carried = parent.lemma in grammar.light_verbs or base in grammar.light_verbs
    if frame.link == "light" and carried:
        # a host of talks "between A and B" is no side of them
        skip = {"object", "subject"} if has_subject else {"object"}
        borrowed = tuple(arg for arg in parent.args if arg.role not in skip and not arg.role.startswith("object."))
        return True, frame.args + borrowed
    if frame.link == "prep" and (f"{base} {frame.prep}" in grammar.light_verbs or base in grammar.copulas) and not has_subject:
        borrowed = tuple(arg for arg in parent.args if arg.role == "subject")
        return True, frame.args + borrowed
    if frame.link == "prep" and not has_subject and any(a.role in {"with", "to"} and a.mentions for a in frame.args):
        # "arrived in Lome for talks with the mediator"
        return False, frame.args + tuple(arg for arg in parent.args if arg.role == "subject")
    return False, frame.args


def _inner(work: _Work, frame: Frame, depth: int) -> Coded | None:
    for child in work.scene.children(frame):
        if child.link in INNER_LINKS and not (child.link == "conj" or (child.link == "advcl" and child.mark)):
            coded = _code(work, child, depth + 1)
            if coded is not None:
                return coded
    return None


def _consume(work: _Work, coded: Coded) -> None:
    """An operator's inner act is part of it; an act named under a refusal, an offer or an end is no act of its own."""
    scene = work.scene
    if coded.inner is not None:
        work.consumed.add(coded.inner.frame.index)
        for child in scene.children(coded.inner.frame):
            if child.link == "conj":
                work.consumed.add(child.index)
    if coded.cue.operator or coded.cue.type not in TRANSPARENT:
        for child in scene.children(coded.frame):
            if child.link in {"light", "prep"} and child.kind == "noun" and not _own_story(child):
                work.consumed.add(child.index)
            if coded.cue.operator and child.link in {"xcomp"}:
                work.consumed.add(child.index)


def _own_story(frame: Frame) -> bool:
    return frame.link == "prep" and any(arg.role == "subject" and arg.mentions for arg in frame.args)


def _events(work: _Work, coded: Coded) -> Iterator[EventFinding]:
    scene = work.scene
    standing = standing_of(scene, coded.frame)
    if standing is Standing.UNREAL:
        return
    told = _projected(scene, coded, standing)
    actors, recipients = participants(scene, coded)
    if not actors or (standing is Standing.HYPOTHETICAL and not recipients):
        return
    kind, mode, cameo, status = told
    yield EventFinding(
        frame=coded.frame.index, sentence=coded.frame.sentence, type=kind, mode=mode, cameo=cameo, cue=coded.cue.id,
        status=status, actors=actors, recipients=recipients, predicate=coded.frame.extent, clause=coded.frame.clause,
        contexts=coded.cue.contexts, agreement=_agreement(scene, coded), confidence=_confidence(coded, recipients),
    )  # fmt: skip


def _projected(scene: Scene, coded: Coded, standing: Standing) -> tuple[EventType, str | None, str, Status]:
    cue = coded.cue
    kind, mode, cameo = cue.type, cue.mode, cue.cameo
    book = scene.lexicon.cues
    if cue.operator and coded.inner is not None:
        inner_kind, _, inner_cameo, _ = _projected(scene, coded.inner, Standing.REAL)
        found = book.project(cue.operator, inner_cameo)
        if found is not None:
            kind, mode, cameo = found.type, found.mode, found.cameo
        elif cue.operator in {"promise", "offer", "plan"}:
            kind, cameo = inner_kind, inner_cameo
    status: Status = cue.status or standing.status
    if cue.operator == "plan" and status == "occurred":
        status = "planned"
    if status == "planned" and not cue.operator:
        found = book.project("promise", cameo)
        if found is not None:
            kind, mode, cameo = found.type, found.mode, found.cameo
    if kind == "CONCEDE" and cameo.startswith("03") and status == "occurred":
        status = "planned"  # a promised concession is still to come
    return kind, mode, cameo, status


def participants(scene: Scene, coded: Coded) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The mentions that act and those acted on, by the cue's roles."""
    cue = coded.cue
    shown = replace(coded.frame, args=coded.args)
    actors: list[int] = []
    for arg in scene.args(shown, cue.actor):
        actors += [m for m in scene.actors_in(arg) if m not in actors]
    if not actors and coded.frame.kind == "noun":
        for arg in scene.args(shown, ("compound",)):
            actors += [m for m in scene.actors_in(arg) if m not in actors]
    recipients = _recipients(scene, shown, cue, actors)
    if not recipients and coded.inner is not None:
        inner_actors, inner_recipients = participants(scene, coded.inner)
        recipients = [m for m in (*inner_recipients, *inner_actors) if m not in actors]
    if cue.reciprocal:
        # both sides act alike; only those that stand in for a side, not whoever lives inside a phrase
        actors += recipients
        recipients = []
    return tuple(actors), tuple(recipients)


def _recipients(scene: Scene, shown: Frame, cue: Cue, actors: list[int]) -> list[int]:
    grammar = scene.lexicon.grammar
    for role in cue.recipient:
        for name in (role, f"object.{role}"):
            for arg in scene.args(shown, (name,)):
                found = [m for m in scene.actors_in(arg) if m not in actors]
                if cue.recipient is DEFAULT_RECIPIENT or cue.recipient == DEFAULT_RECIPIENT:
                    if role in grammar.place_prepositions:
                        found = [m for m in found if scene.mentions[m].kind != "state"]
                if found:
                    return found
    return []


def _agreement(scene: Scene, coded: Coded) -> int | None:
    for arg in coded.args:
        if arg.role in {"object", "of", "on"}:
            for mention in arg.mentions:
                if scene.mentions[mention].kind == "agreement":
                    return mention
    return None


def _confidence(coded: Coded, recipients: tuple[int, ...]) -> float:
    score = 0.62 + 0.04 * min(coded.cue.weight, 5) + (0.08 if recipients or coded.cue.reciprocal else 0.0)
    score += 0.04 if coded.frame.kind == "verb" else 0.0
    return round(min(score, 0.97), 2)
