"""On whom an act falls that names him elsewhere: whoever made the offer refused, those on board of a boat seized."""

from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Frame

STEM = 4  # letters that a noun and its verb share: "proposal" and "proposed"
BACK = 2  # sentences back in which an offer was made
SIDES = frozenset({"state", "organization", "person", "role", "name"})


def offering(scene: Scene, shown: Frame, actors: list[int]) -> list[int]:
    """Find who made what is refused: "Egypt offered to mediate, but Asmara rejected the offer"."""
    own = {scene.mentions[m].country for m in actors} - {None}
    for arg in shown.args:
        if arg.role != "object" or arg.mentions or not arg.words or _is_new(scene, arg):
            continue
        for made in reversed(_before(scene, shown)):
            if not any(_akin(made.lemma, head) for head in arg.heads):
                continue
            told = [m for a in made.args if a.role == "subject" for m in a.mentions if m not in actors]
            found = [m for m in told if scene.mentions[m].kind in SIDES]
            if found and not own & {scene.mentions[m].country for m in found}:
                return found
    return []


def aboard(scene: Scene, shown: Frame) -> list[int]:
    """Find the people of a craft that is taken: "seized a boat with five Mexican fishermen on board"."""
    crafts, companions = scene.lexicon.grammar.crafts, scene.lexicon.grammar.companions
    found: list[int] = []
    for taken in shown.args:
        if taken.role != "object" or not crafts & set(taken.heads):
            continue
        for arg in shown.args:
            outer, _, role = arg.role.rpartition(".")
            # "seized a boat with five on board", which the parser hangs on the verb
            gap = scene.reading.text[taken.extent.end : arg.extent.start].split()
            beside = outer == taken.role or (not outer and taken.extent.end <= arg.extent.start and len(gap) <= 1)
            people = (m for m in arg.mentions if scene.mentions[m].kind == "group" and scene.mentions[m].country)
            found += people if role in companions and beside else ()
    return found


def _before(scene: Scene, shown: Frame) -> list[Frame]:
    """The verbs told before one, in its sentence and the last ones."""
    near = (f for back in range(BACK, -1, -1) for f in scene.reading.frames_of(shown.sentence - back))
    return [f for f in near if f.kind == "verb" and f.extent.start < shown.extent.start]


def _is_new(scene: Scene, arg: Arg) -> bool:
    """Whether a thing is told for the first time: "an offer"."""
    first = scene.reading.text[arg.extent.start : arg.extent.end].partition(" ")[0].lower()
    return first in scene.lexicon.grammar.indefinite


def _akin(verb: str, noun: str) -> bool:
    """Whether a noun is what a verb does: "proposal" of "propose"."""
    return len(noun) >= STEM and verb[:STEM] == noun[:STEM]
