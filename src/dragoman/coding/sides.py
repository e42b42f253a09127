"""Who stands together in an act, and who only suffers one."""

from dragoman.coding.parties import TWO, Coded, governed, participants
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing
from dragoman.model.reading import Frame
from dragoman.model.record import Act, EventType

ARMED = frozenset({"MIL", "COP"})  # sectors of those who are moved and act by it
# Acts that are news though nobody says whose they are: "A patrol was ambushed near Ber", "Two nurses were freed".
SUFFERED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
UNSEEN = frozenset({"explosives"})  # nobody stands beside it: "A roadside bomb killed two soldiers"
DEPLORING: frozenset[Act | None] = frozenset({"accuse", "condole"})
UNDERGOING = ("subject",)  # whom a cue's act is done to, where its verb is no passive


def suffered_only(scene: Scene, coded: Coded, kind: EventType, standing: Standing) -> bool:
    """Whether a blow is told by those it fell on alone: "Four fishermen were arrested near Lome", "walked free"."""
    undergone = coded.frame.passive or coded.cue.recipient == UNDERGOING or coded.cue.mode in UNSEEN
    undergone = undergone or _deplored(scene, coded.frame)
    return kind in SUFFERED and undergone and standing is Standing.REAL and coded.frame.mood == "indicative"


def _deplored(scene: Scene, frame: Frame) -> bool:
    """Whether a deed is what one condemns, and so was done: "condemned the kidnapping of a pilot in Wamena"."""
    places = scene.lexicon.grammar.place_prepositions
    above = None if frame.parent is None else scene.frames[frame.parent]
    if frame.kind != "noun" or above is None or scene.lexicon.statements.act(above.lemma) not in DEPLORING:
        return False
    if any(cue.mode == "allege" for cue in scene.lexicon.cues.by_verb.get(above.lemma, ())):
        return False
    deed = next((arg for arg in above.args if arg.role == "object" and arg.frame == frame.index), None)
    fallen = [scene.mentions[m] for arg in frame.args for m in arg.mentions]
    people = all(m.kind == "group" and m.plural and m.count is None and m.country_extent is None for m in fallen)
    if deed is None or (people and not any(arg.role.rpartition(".")[2] in places for arg in frame.args)):
        return False  # "condemned the murder of civilians"
    first = scene.reading.text[deed.extent.start : deed.head_extent.end].lower().split()[0]
    return first in scene.lexicon.names.articles - scene.lexicon.grammar.indefinite


def joint(scene: Scene, coded: Coded, actors: tuple[int, ...]) -> bool:
    """Whether several decide together, which is to agree: "India and Nepal resolved to replace the pillars"."""
    scopes = {state for m in actors for state in scene.mentions[m].scope}
    homes = {scene.mentions[m].country for m in actors} - {None}
    decided = coded.frame.lemma in scene.lexicon.grammar.decisions
    decided = decided and coded.cue.operator == "plan" and bool(governed(scene, coded.frame))
    return decided and max(len(scopes), len(homes)) > 1


def together(scene: Scene, coded: Coded, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
    """Whether two states agree on what neither concedes: "Kenya and Somalia agreed to reopen the border"."""
    states = {scene.mentions[m].country for m in actors}
    others = any(scene.mentions[m].kind != "name" for m in recipients)
    # "The two countries agreed to take the dispute to the Court"
    several = len(states - {None}) > 1 or any(scene.mentions[m].kind == "state" for m in actors if None in states)
    return coded.cue.type == "AGREE" and several and not others


def drilled(scene: Scene, coded: Coded, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
    """Whether troops of several states hold an exercise, which is joint: "French and Malian troops began a drill"."""
    words = {*coded.cue.nouns, *coded.cue.objects, *(head for _, heads in coded.cue.obliques for head in heads)}
    drill = words & scene.lexicon.grammar.drills
    told = {*actors, *(s for m in actors for s in scene.mentions[m].scope)}
    homes = {scene.mentions[m].country for m in (*told, *_nations_before(scene, told))}
    counted = any(scene.mentions[m].kind == "organization" and scene.mentions[m].count == TWO for m in actors)
    others = any(scene.mentions[m].kind not in {"name", "place"} for m in recipients)
    several = counted or len(homes - {None}) > 1  # "the two armies"
    return coded.cue.type == "MOBILIZE" and bool(drill) and not others and several


def _nations_before(scene: Scene, told: set[int]) -> list[int]:
    """The second of two adjectives before one noun: "Argentine" of "the Chilean and Argentine armies"."""
    starts = {scene.mentions[m].extent.start - 1 for m in told}
    here = (m for s in {scene.mentions[m].sentence for m in told} for m in scene.reading.mentions_of(s))
    return [m.index for m in here if m.country is not None and m.extent.end in starts]


def aims(scene: Scene, coded: Coded) -> bool:
    """Whether an act is aimed at somebody: a deployment that is only announced threatens nobody by itself."""
    return any(scene.mentions[m].kind not in {"name", "place"} for m in participants(scene, coded)[1])


def moved(scene: Scene, coded: Coded) -> tuple[int, ...]:
    """Give the troops that are moved, nobody being told who moves them: "Kenyan soldiers were sent to Mandera"."""
    told = (m for arg in scene.args(coded.frame, ("object",)) for m in arg.mentions)
    return tuple(m for m in told if scene.mentions[m].country and ARMED & set(scene.mentions[m].sectors))
