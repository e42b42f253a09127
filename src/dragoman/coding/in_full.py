"""What a pronoun and a relative clause stand for within one sentence: "shut the bridge and reopened it"."""

from dataclasses import replace

from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Frame

CARRIED = frozenset({"object", "to"})


def in_full(scene: Scene, frame: Frame) -> tuple[Arg, ...]:
    """Give a verb's arguments, where "it" and "them" are what the verb before had for its object."""
    if frame.kind != "verb" or frame.link != "conj" or frame.parent is None:
        return frame.args
    before = [arg for arg in scene.frames[frame.parent].args if arg.role == "object" and not arg.timed]
    if len(before) != 1 or _refers(scene, before[0]):
        return frame.args
    told = before[0]
    full = tuple(
        replace(told, role=arg.role, frame=arg.frame) if arg.role in CARRIED and _refers(scene, arg) else arg
        for arg in frame.args
    )
    return frame.args if full == frame.args else full


def _refers(scene: Scene, arg: Arg) -> bool:
    """Whether an argument is a pronoun for what is no he or she."""
    if len(arg.mentions) != 1 or arg.extent != arg.head_extent:
        return False
    mention = scene.mentions[arg.mentions[0]]
    spoken = scene.lexicon.grammar.first_person
    return mention.kind == "pronoun" and mention.gender is None and mention.head not in spoken


def relative(scene: Scene, frame: Frame) -> tuple[Arg, ...]:
    """Give what a relative clause tells of the act that it carries: "the drill which A and B staged in May"."""
    if frame.kind != "noun":
        return ()
    for child in scene.children(frame):
        if child.link != "relcl" or child.negated or child.tense == "future" or child.passive:
            continue
        mine = any(arg.role == "object" and arg.head_extent == frame.extent for arg in child.args)
        if mine and scene.lexicon.grammar.carries(child.lemma, frame.lemma):
            return tuple(arg for arg in child.args if arg.role != "object" and not arg.role.startswith("object."))
    return ()


def signed_after(scene: Scene, frame: Frame) -> bool:
    """Whether a paper is signed by nobody told: "A protocol was signed at the end of the talks"."""
    objects = (arg for arg in frame.args if arg.role.partition(".")[0] == "object")  # "a package of documents"
    told = {scene.mentions[m].kind for arg in objects for m in arg.mentions}
    plain = frame.passive and frame.kind == "verb" and frame.link in {"root", "conj"} and frame.tense == "past"
    return plain and told == {"agreement"} and not frame.negated
