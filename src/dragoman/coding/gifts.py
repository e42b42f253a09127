"""What is given: "pledged 100 million dollars to rebuild Beira" promises the money, as "announced a grant" does."""

from dataclasses import replace

from dragoman.coding.phrases import own_end, shorten, skip_lead, trim
from dragoman.coding.scene import Scene
from dragoman.model.findings import CommitmentFinding
from dragoman.model.reading import Extent, Frame


def gift_of(scene: Scene, frame: Frame) -> Extent | None:
    """Give the counted thing that is promised, with the act that it is for."""
    words = scene.lexicon.statements.agreements
    if frame.kind != "verb" or frame.passive or frame.lemma not in words.gives:
        return None
    told = next((a for a in scene.args(frame, ("object",)) if a.extent.start >= frame.extent.end), None)
    if told is None:
        return None
    behind = told.head_extent.end
    purposes = (c for c in scene.children(frame) if c.kind == "verb" and c.mood == "infinitive")
    if not any(behind < c.extent.start and c.link in {"xcomp", "advcl", "acl"} for c in purposes):
        return None
    text, start = scene.reading.text, told.extent.start
    inner = [scene.mentions[m].extent for m in scene.within(told.extent)]
    start = next(
        (e.end for e in inner if e.start == start and e.end < told.head_extent.start), start
    )  # "Mali six boats"
    counted = _counted(scene, text[start:behind])
    return shorten(text, trim(text, start, max(own_end(scene, frame), behind))) if counted else None


def announced(scene: Scene, frame: Frame) -> Extent | None:
    """Give what is promised by telling of it: "announced a contribution of 5 million euros to the programme"."""
    words, text = scene.lexicon.statements.agreements, scene.reading.text
    if frame.kind != "verb" or frame.passive or frame.negated or frame.lemma not in words.announces:
        return None
    for arg in scene.args(frame, ("object",)):
        end = max([a.extent.end for a in frame.args if a.role.startswith("object.")], default=arg.extent.end)
        given = set(arg.heads) & words.gifts and arg.extent.start >= frame.extent.end
        if given and _counted(scene, text[arg.extent.start : max(end, arg.extent.end)]):
            start = skip_lead(scene, arg.extent.start, arg.extent.end)
            return shorten(text, trim(text, start, max(end, arg.extent.end)))
    return None


def apart_from_occasion(scene: Scene, found: CommitmentFinding) -> CommitmentFinding:
    """Give a promise of a thing without where it was made: "pledged 12,000 tons at a conference in Addis Ababa"."""
    frame = None if found.frame is None else scene.frames[found.frame]
    what, text, grammar = found.what, scene.reading.text, scene.lexicon.grammar
    if frame is None or frame.kind != "verb" or frame.extent.end > what.start:
        return found
    for arg in frame.args:
        role = arg.role.rpartition(".")[2]
        own = arg.role == role or arg.extent.end >= what.end  # "five ambulances at the summit"
        if not own or role not in grammar.occasions or not what.start < arg.extent.start < what.end:
            continue
        if any(_meets(scene, head) for head in arg.heads) or not grammar.ceremonies.isdisjoint(arg.heads):
            end = len(text[: arg.extent.start].rstrip().removesuffix(role).rstrip())
            return replace(found, what=trim(text, what.start, end)) if end > what.start else found
    return found


def _meets(scene: Scene, noun: str) -> bool:
    return any(cue.type == "CONSULT" for cue in scene.lexicon.cues.by_noun.get(noun, ()))


def _counted(scene: Scene, told: str) -> bool:
    numbers = scene.lexicon.statements.agreements.figures | scene.lexicon.grammar.numbers.keys()
    return any(char.isdigit() for char in told) or not numbers.isdisjoint(told.lower().split())
