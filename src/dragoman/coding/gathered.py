"""Who takes part in a gathering, where the words around it tell: "under the chairmanship of A", "attended by B"."""

from collections.abc import Iterator, Sequence

from dragoman.coding.phrases import frames_of, inside
from dragoman.coding.scene import Scene
from dragoman.lexicon.cues import Cue
from dragoman.model.reading import Arg, Frame

OBJECT = "object"


def happens(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether a noun is the subject of a verb that says only that it was: "The talks took place", "ended"."""
    verbs = scene.lexicon.grammar.happenings
    if parent.negated:
        return False  # "The trip will not take place"
    for arg in parent.args:
        if arg.role == "subject" and arg.frame == frame.index:
            lemma = parent.lemma.partition(" ")[0]
            phrases = (f"{lemma} {head}" for a in parent.args if a.role == OBJECT for head in a.heads)
            return parent.lemma in verbs or any(phrase in verbs for phrase in phrases)
    return False


def held(scene: Scene, frame: Frame) -> bool:
    """Whether a participle tells that a noun's gathering was held: "the session of the commission held in Accra"."""
    carries = scene.lexicon.grammar.carries
    children = (child for child in scene.children(frame) if child.link == "acl" and child.passive)
    return frame.kind == "noun" and any(carries(child.lemma, frame.lemma) for child in children)


def gathered(scene: Scene, shown: Frame) -> list[int]:
    """The mentions of those who take part in a meeting by what is said around it, in text order."""
    grammar = scene.lexicon.grammar
    found: list[int] = []
    frames = _around(scene, shown)
    told = grammar.presiding | grammar.attendance
    for frame in frames:
        for arg in frame.args:
            outer, _, inner = arg.role.partition(".")
            if inner in grammar.of and outer not in {OBJECT, "subject"}:
                heads = {h for a in frame.args if a.role == outer for h in a.heads}
                if heads & told:
                    found += scene.sides_in(arg)
            elif outer and told & set(arg.heads):
                # the phrase hangs deeper, on where they met: "met on the border under the chairmanship of A and B"
                found += scene.actors_in(arg)
    for frame in frames:
        found += _told_by(scene, frame) if frame.kind == "verb" and frame is not shown else ()
        for child in scene.children(frame):
            if child.link in {"acl", "relcl", "advcl", "conj"}:
                found += _told_by(scene, child)
    held = len(frames) > 1 or (shown.kind == "verb" and shown.link == "root")
    return list(dict.fromkeys(found or (_behind(scene, shown) if held else ())))


def only_tells_who(scene: Scene, frame: Frame) -> bool:
    """Whether a participle tells only who took part in the meeting over it: "was held on Friday, attended by A"."""
    return frame.link in {"acl", "advcl", "relcl"} and any(True for _ in _told_by(scene, frame))


def several(scene: Scene, mentions: Sequence[int]) -> bool:
    """Whether mentions tell of more than one: "the ministers of A and B"."""
    return len(mentions) > 1 or any(len(scene.mentions[m].scope) > 1 for m in mentions)


def _behind(scene: Scene, shown: Frame) -> Iterator[int]:
    """Those whom the next sentence tells: "A conference was held. Delegations of A, B and C took part"."""
    if shown.sentence + 1 >= len(scene.reading.sentences):
        return
    grammar = scene.lexicon.grammar
    beside = scene.reading.frames_of(shown.sentence + 1)
    for frame in beside:
        if frame.kind != "verb" or frame.negated or frame.modal or frame.tense == "future":
            continue
        if not _tells_who(scene, shown, frame):
            continue
        above = scene.frames[frame.parent] if frame.link == "ccomp" and frame.parent is not None else None
        told = [arg for arg in frame.args if arg.role == "subject" and arg.mentions]
        if not told and above is not None and above.lemma in grammar.copulas:
            told = [arg for arg in above.args if arg.role == "attribute"]  # "Taking part were A and B"
        for arg in told:
            yield from scene.sides_in(arg)
        return


def _tells_who(scene: Scene, shown: Frame, frame: Frame) -> bool:
    """Whether a clause tells who took part in what was just told: "It was attended by A", "A took part"."""
    grammar = scene.lexicon.grammar
    objects = [arg for arg in frame.args if arg.role == OBJECT]
    others = [arg for arg in frame.args if arg.role not in {"subject", OBJECT}]
    phrases = {frame.lemma, *(f"{frame.lemma} {head}" for arg in objects for head in arg.heads)}
    pronoun = any(scene.mentions[m].kind == "pronoun" for arg in objects for m in arg.mentions)
    again = pronoun or any(shown.lemma in arg.heads for arg in (*objects, *others))
    if frame.passive:
        return again and bool(phrases & grammar.attends)
    return bool(phrases & grammar.partaking) and (again or not others)


def _around(scene: Scene, shown: Frame) -> list[Frame]:
    """The frame of a meeting and the verb over it."""
    frames = [shown]
    if shown.kind == "noun" and shown.parent is not None and scene.frames[shown.parent].kind == "verb":
        parent = scene.frames[shown.parent]
        if shown.link != "prep" and any(arg.frame == shown.index for arg in parent.args):
            frames.append(parent)
    return frames


def _told_by(scene: Scene, child: Frame) -> Iterator[int]:
    """Those of a participle or a clause on a meeting: "attended by A and B", "which brought together A and B"."""
    grammar = scene.lexicon.grammar
    if child.kind != "verb" or child.negated:
        return
    base = child.lemma.partition(" ")[0]
    phrases = {child.lemma, *(f"{base} {adverb}" for adverb in child.adverbs)}
    role = "subject" if child.passive and phrases & grammar.attends else None
    role = OBJECT if not child.passive and phrases & grammar.gathers else role
    parts = {f"{base} {head}" for arg in child.args if arg.role == OBJECT for head in arg.heads} | {child.lemma}
    role = "subject" if not child.passive and parts & grammar.partaking and child.link == "relcl" else role
    for arg in scene.args(child, () if role is None else (role,)):
        yield from scene.sides_in(arg)


def brokers(scene: Scene, frame: Frame, cue: Cue, arg: Arg) -> frozenset[int]:
    """Give who stands between the sides of what a phrase names: "A truce brokered by Egypt took effect"."""
    if not cue.reciprocal or cue.type == "CONSULT":
        return frozenset()
    talks = {lemma for lemma, cues in scene.lexicon.cues.by_verb.items() if any(c.type == "CONSULT" for c in cues)}
    inner = (f for f in frames_of(scene, frame.sentence) if f.link == "acl" and f.passive and f.lemma in talks)
    told = (a for f in inner if inside(f.extent, arg.extent) for a in scene.args(f, ("subject", "agent")))
    return frozenset(m for a in told for m in a.mentions)
