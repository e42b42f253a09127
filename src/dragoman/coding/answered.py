"""On whom an act falls that names him elsewhere: whoever made the offer refused, those on board of a boat seized."""

from itertools import islice

from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Frame

STEM = 4  # letters that a noun and its verb share: "proposal" and "proposed"
BACK = 8  # sentences back in which an offer was made
SIDES = frozenset({"state", "organization", "person", "role", "name"})


def offering(scene: Scene, shown: Frame, actors: list[int]) -> list[int]:
    """Find who made what is refused: "Egypt offered to mediate, but Asmara rejected the offer"."""
    own = {scene.mentions[m].country for m in actors} - {None}
    for arg in shown.args:
        if arg.role != "object" or arg.mentions or not arg.words or _is_new(scene, arg):
            continue
        for made in reversed(_before(scene, shown)):
            # "protested to Minsk", "handed him a note of protest"
            things = {head for a in made.args if a.role.partition(".")[0] == "object" for head in a.heads}
            if not any(_akin(made.lemma, head) or head in things for head in arg.heads):
                continue
            told = [m for m in _doers(scene, made) if m not in actors]
            found = [m for m in told if scene.mentions[m].kind in SIDES]
            if found and not own & {scene.mentions[m].country for m in found}:
                return found
    return []


def _doers(scene: Scene, made: Frame) -> list[int]:
    """Give who does it; of an aim whoever has it: "summoned the envoy to protest at the flights"."""
    above = made if made.parent is None else scene.frames[made.parent]
    own = any(a.role == "subject" for a in made.args)
    shown = made if own or made.mood != "infinitive" or above.passive else above
    return [m for a in shown.args if a.role == "subject" for m in a.mentions]


def addressed(scene: Scene, shown: Frame, actors: list[int]) -> list[int]:
    """Find who hears what is asked: "wrote to X, urging him", "handed the envoy a note, demanding"."""
    if shown.kind != "verb" or shown.mood != "participle" or shown.passive or shown.link not in {"advcl", "conj"}:
        return []
    below = [a for child in scene.children(shown) for a in child.args if a.role == "subject"]
    asked = [a for a in shown.args if a.role == "object"]
    if any(scene.mentions[m].kind != "pronoun" and _heads(scene, m, a) for a in (*asked, *below) for m in a.mentions):
        return []
    for host in islice(scene.above(shown), 2):
        found = [m for a in host.args for m in a.mentions if m not in actors and _heads(scene, m, a)]
        found = [m for m in found if _hears(scene, host, m)]
        if found or not any(a.role == "indirect" for a in host.args):
            return found
    return []


def _hears(scene: Scene, host: Frame, index: int) -> bool:
    """Whether a message goes to somebody; a state only by a message, not by a journey ("flew to Kyiv")."""
    mention, words = scene.mentions[index], scene.lexicon.statements
    role = next(a.role for a in host.args if index in a.mentions and _heads(scene, index, a))
    if mention.kind in {"person", "role"} and not mention.plural:
        return role in {"object", "indirect", *words.to_roles}
    message = words.bearers | words.texts
    borne = host.lemma in words.acts or any(message & set(a.heads) for a in host.args if a.role == "object")
    return mention.kind in {"state", "organization"} and borne and role in {"indirect", *words.infinitives}


def _heads(scene: Scene, index: int, arg: Arg) -> bool:
    told = scene.mentions[index]
    covered = told.extent.start <= arg.head_extent.start and arg.head_extent.end <= told.extent.end
    return covered or told.head_extent == arg.head_extent


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
