"""Future acts that somebody takes upon himself: by an agreement, by a statement, by agreeing, promising, offering."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.coding.gifts import announced, apart_from_occasion, gift_of
from dragoman.coding.match import ACTORS
from dragoman.coding.parties import is_press
from dragoman.coding.phrases import (
    conjuncts,
    inside,
    item,
    overlap,
    sentences_in,
    shorten,
    skip_lead,
    trim,
    verbs_in,
)
from dragoman.coding.scene import Scene
from dragoman.coding.terms import condition_of
from dragoman.coding.undertakings import acts as acts_of
from dragoman.coding.undertakings import before_others, bound_by, each_act
from dragoman.lexicon.cues import Cue
from dragoman.model.findings import CommitmentFinding, EventFinding, ProvisionFinding, StatementFinding
from dragoman.model.reading import Arg, Extent, Frame
from dragoman.model.record import EventType

SAME = 0.6
PAIR = 2  # words of "the offer"
# A bare future of these is a promise, told by whoever tells it; a future meeting is a plan.
GIVING: frozenset[EventType] = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT"})
OBJECTS = frozenset({"object", "indirect"})
PROMISING = frozenset({"promise", "offer"})


def code_commitments(
    scene: Scene,
    events: Sequence[EventFinding],
    statements: Sequence[StatementFinding],
    provisions: Sequence[ProvisionFinding],
) -> tuple[CommitmentFinding, ...]:
    """Give all commitments in text order, none told twice: a provision before a statement before an event."""
    found = [
        *(c for provision in provisions if provision.force != "affirms" for c in _of_provision(scene, provision)),
        *(c for statement in statements if statement.act == "pledge" for c in _of_statement(scene, statement)),
        *(c for event in events for c in _of_event(scene, event)),
    ]
    kept: dict[int, list[CommitmentFinding]] = {}
    for one in (apart_from_occasion(scene, one) for one in found):
        same = kept.setdefault(one.sentence, [])
        twin = next((n for n, k in enumerate(same) if (k.what, k.cue, k.frame) == (one.what, one.cue, one.frame)), None)
        if twin is not None:
            # "Ghana and Togo promised to free the fishermen"
            same[twin] = replace(same[twin], by=tuple(dict.fromkeys((*same[twin].by, *one.by))))
        elif not any(overlap(k.what, one.what) > SAME for k in same):
            same.append(one)
    return tuple(sorted((one for same in kept.values() for one in same), key=lambda c: (c.what, c.cue)))


def _main(scene: Scene, extent: Extent, sentence: int) -> Frame | None:
    inner = [f for f in verbs_in(scene, extent) if f.sentence == sentence]
    heads = [f for f in inner if f.parent is None or not inside(scene.frames[f.parent].extent, extent)]
    return next(iter(heads or inner), None)


def _to(scene: Scene, frame: Frame | None, by: tuple[int, ...]) -> tuple[int, ...]:
    if frame is None:
        return ()
    for arg in scene.args(frame, scene.lexicon.grammar.promise_roles):
        # a bare name after "to" may be a place: "access to Nokou"
        kinds = ACTORS if arg.role == "indirect" else ACTORS - {"name"}
        found = tuple(m for m in arg.mentions if scene.mentions[m].kind in kinds and m not in by)
        if found:
            return found
    return ()


def _of_provision(scene: Scene, provision: ProvisionFinding) -> Iterator[CommitmentFinding]:
    frame = _main(scene, provision.text, provision.sentence)
    yield CommitmentFinding(
        sentence=provision.sentence,
        by=provision.bound,
        to=_to(scene, frame, provision.bound),
        what=provision.text,
        condition=None if frame is None else condition_of(scene, frame),
        under=provision.agreement,
        cue=provision.cue,
        frame=None if frame is None else frame.index,
        confidence=0.85,
    )


def _of_statement(scene: Scene, statement: StatementFinding) -> Iterator[CommitmentFinding]:
    """Give the promised acts in a pledge, each by its own subject where that can act, else by the speaker."""
    if statement.frame is not None and gift_of(scene, scene.frames[statement.frame]) is not None:
        yield _commitment(scene, statement, statement.content, (statement.speaker,), None)
        return
    promised = tuple(_promised(scene, statement))
    acts = [f for f in promised if not f.negated and f.lemma not in scene.lexicon.statements.agreements.weighs]
    if len(promised) == 1 and not acts and _sworn(scene, statement):
        yield _commitment(scene, statement, statement.content, (statement.speaker,), promised[0])
        return
    if not acts and statement.frame is not None and _himself(scene, statement.content):
        for what in _doing(scene, scene.frames[statement.frame]):  # "committed itself to training soldiers"
            yield _commitment(scene, statement, what, (statement.speaker,), None)
        return
    if not acts:
        if not promised and not _any_verb(scene, statement) and not _bare(scene, statement.content):
            yield _commitment(scene, statement, statement.content, (statement.speaker,), None)
        return
    for act in acts:
        by = _who(scene, act, statement)
        what = item(scene, act)
        if what.end > statement.content.end:
            what = trim(scene.reading.text, what.start, statement.content.end)
        what = before_others(scene, what, act.sentence)
        yield _commitment(scene, statement, what, by, act)


def _sworn(scene: Scene, statement: StatementFinding) -> bool:
    """Whether a word of promising tells what will not be done: "assured Tashkent that it will not take more"."""
    words = scene.lexicon.statements.agreements
    return statement.frame is not None and scene.frames[statement.frame].lemma in words.swears


def _himself(scene: Scene, extent: Extent) -> bool:
    return any(scene.mentions[m].kind == "pronoun" and scene.mentions[m].extent == extent for m in scene.within(extent))


def _doing(scene: Scene, frame: Frame) -> Iterator[Extent]:
    """Give the acts told by a gerund behind "to", and those coordinated with it."""
    for child in scene.children(frame):
        if child.kind == "verb" and child.link == "prep" and child.mood == "participle":
            yield from acts_of(scene, child)
            return


def _commitment(
    scene: Scene, statement: StatementFinding, what: Extent, by: tuple[int, ...], act: Frame | None
) -> CommitmentFinding:
    frame = statement.frame if act is None else act.index
    return CommitmentFinding(
        sentence=statement.sentence,
        by=by,
        to=_to(scene, act, by) or tuple(m for m in statement.addressees if not is_press(scene, m)),
        what=what,
        condition=None if act is None else condition_of(scene, act),
        under=None,
        cue=statement.cue,
        frame=frame,
        confidence=statement.confidence,
    )


def _any_verb(scene: Scene, statement: StatementFinding) -> bool:
    finite = (
        f for f in verbs_in(scene, statement.content) if f.mood == "indicative" and f.link in {"root", "conj", "ccomp"}
    )
    return any(f.sentence == statement.sentence and inside(f.extent, statement.content) for f in finite)


def _promised(scene: Scene, statement: StatementFinding) -> Iterator[Frame]:
    """Give the future or infinitive heads of a pledge's content, with those coordinated."""
    main = _main(scene, statement.content, statement.sentence)
    if main is None:
        sentences = [s.index for s in sentences_in(scene, statement.content)]
        main = _main(scene, statement.content, sentences[0]) if sentences else None
    if main is not None and main.index == statement.frame:
        # "the hospital, which Vietnam undertook to open"
        main = next((c for c in scene.children(main) if c.link == "xcomp" and c.mood == "infinitive"), None)
    if main is None:
        return
    for frame in (main, *conjuncts(scene, main)):
        if not inside(frame.extent, statement.content):
            continue
        if (
            frame.mood == "infinitive"
            or frame.tense == "future"
            or (frame.modal in scene.lexicon.statements.reported_future and not frame.perfect)
        ):
            yield frame


def _who(scene: Scene, act: Frame, statement: StatementFinding) -> tuple[int, ...]:
    if act.passive or act.mood == "infinitive":
        own = _of_promise(scene, act, statement)
        return own or (statement.speaker,)
    return bound_by(scene, act) or (statement.speaker,)


def _of_promise(scene: Scene, act: Frame, statement: StatementFinding) -> tuple[int, ...]:
    """Know "confirmed the readiness of Prague to open an office": Prague."""
    between = Extent(statement.verb.end, act.extent.start)
    if statement.verb.end >= act.extent.start or act.passive:
        return ()
    told = () if statement.frame is None else scene.frames[statement.frame].args
    heads = {
        a.head_extent for a in told if a.role in OBJECTS
    }  # "promised Burundi to reopen the crossing" binds no Burundi
    owners = [m for m in scene.within(between) if scene.mentions[m].kind in {"state", "organization"}]
    owners = [m for m in owners if scene.mentions[m].head_extent not in heads]
    return tuple(m for m in owners if m not in statement.addressees)[:1]


def _of_event(scene: Scene, event: EventFinding) -> Iterator[CommitmentFinding]:
    """Find what was agreed, promised or offered; and a bare future gift or concession."""
    cue = _cue(scene, event.cue)
    frame = scene.frames[event.frame]
    headed = scene.reading.sentences[event.sentence].block == "headline"
    if cue is None or headed or event.status in {"negated", "hypothetical", "alleged"}:
        return
    told = scene.frames[frame.parent] if frame.kind == "noun" and frame.parent is not None else frame
    given = announced(scene, told) if event.type in {"AGREE", "AID"} else None
    if given is not None:
        yield _from(scene, event, given, frame)
        return
    if event.type not in {"AGREE", "CONCEDE"}:
        return
    acts = [
        c
        for c in scene.children(frame)
        if c.kind == "verb" and c.mood == "infinitive" and c.extent.start > frame.extent.start
    ]
    if event.status == "planned" and not cue.operator:
        if cue.type in GIVING and frame.kind == "verb" and set(bound_by(scene, frame)) & set(event.actors):
            yield _from(scene, event, item(scene, frame), frame)
        return
    if cue.operator not in PROMISING:
        return
    gift = gift_of(scene, frame)
    if gift is not None:
        yield _from(scene, event, gift, frame)
        return
    if acts and (frame.kind == "verb" or acts[0].link == "acl"):
        for act, what in each_act(scene, (acts[0], *conjuncts(scene, acts[0]))):
            yield _from(scene, event, what, act)
        return
    if frame.kind == "verb":
        for arg in scene.args(frame, ("object",)):
            if _nothing(scene, arg):
                return
            end = max([a.extent.end for a in frame.args if a.role.startswith("object.")], default=arg.extent.end)
            start = skip_lead(scene, arg.extent.start, arg.extent.end)
            yield _from(
                scene,
                event,
                shorten(scene.reading.text, trim(scene.reading.text, start, max(end, arg.extent.end))),
                frame,
            )
            return


def _nothing(scene: Scene, arg: Arg) -> bool:
    """Whether an object is no thing promised: "assured his host", "accepted the offer", "committed itself"."""
    persons = any(scene.mentions[m].kind in {"person", "role", "pronoun"} for m in arg.mentions)
    # "promised Benin that it would": who is told, not what
    whole = any(
        scene.mentions[m].kind in ACTORS - {"group"} and scene.mentions[m].head_extent == arg.head_extent
        for m in arg.mentions
    )
    return persons or whole or _bare(scene, arg.extent)


def _bare(scene: Scene, extent: Extent) -> bool:
    """Whether a phrase only names the promise: "the offer", "this pledge"."""
    words = scene.reading.text[extent.start : extent.end].lower().split()
    return len(words) <= PAIR and words[-1:] != [] and words[-1] in scene.lexicon.statements.nouns


def _from(scene: Scene, event: EventFinding, what: Extent, act: Frame) -> CommitmentFinding:
    freed = set(scene.within(what))  # "the promise to free two soldiers" is made to no soldiers
    return CommitmentFinding(
        sentence=event.sentence,
        by=event.actors,
        to=_to(scene, act, event.actors) or tuple(m for m in event.recipients if m not in freed),
        what=what,
        condition=condition_of(scene, act),
        under=event.agreement,
        cue=event.cue,
        frame=act.index,
        confidence=event.confidence,
    )


def _cue(scene: Scene, name: str) -> Cue | None:
    return next((cue for cue in scene.lexicon.cues.cues if cue.id == name), None)
