"""What somebody tells and the next sentence denies: 'claimed to hold Toretsk. Kyiv denied the claim.'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.coding.hearsay import is_untrue
from dragoman.coding.scene import Scene
from dragoman.model.findings import EventFinding, StatementFinding
from dragoman.model.reading import Arg, Frame
from dragoman.model.record import EventType

_PAUSE = re.compile(r"[,\u2013\u2014]")
BACK = 2  # sentences back in which it was told
SHORT = 5  # words of "It had not.", which leaves its verb to the sentence before
# Acts that one lays to another, who says that he did not do them
LAID: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


def contest(scene: Scene, events: Sequence[EventFinding], said: Sequence[StatementFinding]) -> tuple[EventFinding, ...]:
    """Give events in their order, those that are told by somebody and denied just behind as alleged."""
    doubted = {at for sentence in scene.reading.sentences for at in _doubted(scene, sentence.index, events, said)}
    return tuple(replace(one, status="alleged") if at in doubted else one for at, one in enumerate(events))


def _doubted(
    scene: Scene, sentence: int, events: Sequence[EventFinding], said: Sequence[StatementFinding]
) -> Iterator[int]:
    told = [(at, one) for at, one in enumerate(events) if one.status == "occurred"]
    for at, one in told:
        if one.sentence == sentence and _denied_beside(scene, one) and _teller(scene, one, said) is not None:
            yield at
    near = [(at, one) for at, one in told if sentence - BACK <= one.sentence < sentence]
    last = max((one.sentence for _, one in near), default=-1)
    for at, one in near:
        teller = _teller(scene, one, said)
        if one.sentence != last or teller is None:
            continue
        # "said it had expelled a spy. Moscow rejected the charge": the spying, and not the expulsion
        own = one.type not in LAID and _same_side(scene, one, teller)
        denied = _denies(scene, sentence, imputing=False) or (not own and _denies(scene, sentence, imputing=True))
        if denied or (one.type in LAID and _denied_by_doer(scene, sentence, one, teller, said)):
            yield at


def _denied_beside(scene: Scene, event: EventFinding) -> bool:
    """Whether the sentence goes on to deny it: "says Rwanda sent troops, a claim Kigali denies"."""
    grammar, text = scene.lexicon.grammar, scene.reading.text
    for frame in scene.reading.frames_of(event.sentence):
        if frame.kind != "verb" or frame.extent.start < event.predicate.end or frame.negated:
            continue
        denies = scene.lexicon.statements.denies(frame.lemma)
        if _contradicts(scene, frame):
            return True
        if not denies and not (frame.lemma in grammar.labelling and _branded(scene, frame)):
            continue
        aside = _PAUSE.split(text[event.predicate.end : frame.extent.start].lower())[-1].split()
        apposed = bool(aside) and aside[0] in grammar.indefinite and not grammar.hearsay.isdisjoint(aside)
        if apposed or (denies and set(aside[:1]) & grammar.whatever):
            return True
        if denies and frame.link in {"conj", "root", "ccomp", "parataxis"} and _denies_it(scene, frame, imputing=True):
            return True
    return False


def _teller(scene: Scene, event: EventFinding, said: Sequence[StatementFinding]) -> tuple[int, ...] | None:
    """Give who tells an act, nobody where it is some outlet's word; None where the report tells it itself."""
    frame = scene.frames[event.frame]
    if not _is_main(scene, frame):
        return None
    told = (one for one in said if one.content.start <= frame.extent.start and frame.extent.end <= one.content.end)
    nearest = min(told, key=lambda one: one.content.end - one.content.start, default=None)
    if nearest is not None:
        return (nearest.speaker,)
    below = frame
    for above in scene.above(frame):
        tells = scene.lexicon.statements.tells(above.lemma)
        if _is_content(scene, below) and (tells or above.lemma in scene.lexicon.grammar.hearsay):
            return ()
        below = above
    return None


def _is_main(scene: Scene, frame: Frame) -> bool:
    """Whether an act is what is said, and not told beside it: "rice donated by India"."""
    for above in scene.above(frame):
        if frame.link not in {"conj", "light", "xcomp"}:
            break
        frame = above
    return frame.link == "root" or _is_content(scene, frame)


def _is_content(scene: Scene, frame: Frame) -> bool:
    """Whether a clause is what a verb of telling has for content, be it behind a time: "said a day before that"."""
    if frame.link != "relcl" or frame.parent is None:
        return frame.link in {"ccomp", "parataxis"}
    words = scene.lexicon.statements
    above = scene.frames[frame.parent]
    own = any(above.extent.end < arg.extent.start < frame.extent.start for arg in frame.args if arg.role == "subject")
    first = scene.reading.text[above.extent.end : frame.extent.start].lower().split()
    return words.tells(above.lemma) and own and not words.complementizers.isdisjoint(first)


def _same_side(scene: Scene, event: EventFinding, teller: tuple[int, ...]) -> bool:
    """Whether who tells an act did it, or his state or he himself by a pronoun: "said it had expelled"."""
    homes = {scene.mentions[m].country for m in teller} - {None}
    doers = [scene.mentions[m] for m in event.actors]
    return any(doer.kind == "pronoun" or doer.index in teller or doer.country in homes for doer in doers)


def _denies(scene: Scene, sentence: int, *, imputing: bool) -> bool:
    """Whether a sentence denies what was told before it, and tells nothing of its own that it denies."""
    text = scene.reading.text[slice(*scene.reading.sentences[sentence].extent)].lower()
    if text.startswith(tuple(scene.lexicon.statements.denials)):
        return True
    frames = scene.reading.frames_of(sentence)
    grammar = scene.lexicon.grammar
    short = len(text.split()) <= SHORT and any(f.negated and f.lemma in grammar.auxiliaries for f in frames)
    return short or any(_contradicts(scene, f) or _denies_it(scene, f, imputing=imputing) for f in frames)


def _contradicts(scene: Scene, frame: Frame) -> bool:
    """Whether somebody says the contrary of what was just told: "Belgrade says the reverse"."""
    words = scene.lexicon.statements
    if frame.kind != "verb" or frame.negated or not (words.tells(frame.lemma) or frame.lemma in words.carriers):
        return False
    return any(arg.role == "object" and scene.lexicon.grammar.contraries & set(arg.heads) for arg in frame.args)


def _denies_it(scene: Scene, frame: Frame, *, imputing: bool) -> bool:
    grammar = scene.lexicon.grammar
    if frame.kind != "verb" or frame.mark is not None:
        return False
    if scene.lexicon.statements.denies(frame.lemma) and not frame.negated:
        things = [arg for arg in frame.args if arg.role == "object"]
        return any(_retells(scene, frame, arg, imputing=imputing) for arg in things)
    words = scene.lexicon.statements
    # "does not reflect reality"
    far = frame.negated and any(not words.facts.isdisjoint(arg.heads) for arg in frame.args)
    branded = frame.lemma in grammar.labelling and not frame.negated and _branded(scene, frame)
    if not (is_untrue(scene, frame) or branded or far):
        return False
    role = "object" if branded else "subject"
    return any(_retells(scene, frame, arg, imputing=imputing) for arg in frame.args if arg.role == role)


def _branded(scene: Scene, frame: Frame) -> bool:
    """Whether something is called untrue: "called the report baseless", "described the claim as false"."""
    untrue = scene.lexicon.grammar.untrue
    behind = scene.reading.text[frame.extent.end : frame.clause.end].lower().replace(",", " ").split()
    return not untrue.isdisjoint(behind)


def _retells(scene: Scene, frame: Frame, arg: Arg, *, imputing: bool) -> bool:
    """Whether a phrase is what was just told: "the claim", "it", "both reports"; not "the claim that ..."."""
    grammar = scene.lexicon.grammar
    told = scene.reading.text[slice(*arg.head_extent)].lower()
    if told in grammar.retellers:
        return frame.lemma in grammar.unsaying or not scene.lexicon.statements.denies(frame.lemma)
    if not any(head in grammar.hearsay and (imputing or head not in grammar.imputing) for head in arg.heads):
        return False
    here = (other for one in scene.reading.frames_of(frame.sentence) for other in one.args)
    before = (other for other in here if other.head_extent.end <= arg.extent.start and not other.mentions)
    if any(not grammar.hearsay.isdisjoint(other.heads) for other in before):
        return False  # "Asked about reports that shots were fired, he said the reports were incorrect"
    behind = scene.reading.text[arg.head_extent.end : arg.extent.end].strip(" ,.")
    own = any(
        child.link in {"acl", "ccomp", "relcl"} and child.extent.start < arg.extent.end
        for child in (
            c for f in scene.reading.frames_of(frame.sentence) if f.extent == arg.head_extent for c in scene.children(f)
        )
    )
    return not behind and not own


def _denied_by_doer(
    scene: Scene, sentence: int, event: EventFinding, teller: tuple[int, ...], said: Sequence[StatementFinding]
) -> bool:
    """Whether those to whom an act is laid deny something just behind: "Iraq said no vessel of its had crossed"."""
    doers = {scene.mentions[m].country for m in event.actors} - {None}
    tellers = {scene.mentions[m].country for m in teller} - {None}
    return not doers & tellers and any(
        one.sentence == sentence and one.act == "deny" and scene.mentions[one.speaker].country in doers for one in said
    )
