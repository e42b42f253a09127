"""Who acts in a coded frame, and on whom: by the cue's roles, by what it governs, by what lies under an operator."""

from dataclasses import dataclass, replace

from dragoman.coding.answered import aboard, addressed, offering
from dragoman.coding.attackers import in_attack
from dragoman.coding.gathered import brokers, gathered, happens, held, several
from dragoman.coding.in_full import in_full, relative
from dragoman.coding.scene import Scene
from dragoman.coding.signers import signers_lost
from dragoman.lexicon.cues import Cue
from dragoman.model.reading import Arg, Frame
from dragoman.model.record import EventType

PRESS = "JRN"
SIGNED = "057"
TWO = 2
OF_DEEDS: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT"})  # said of what somebody did
DEEDS: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A frame with the cue that fired, its arguments in effect, and what an operator found inside."""

    frame: Frame
    cue: Cue
    args: tuple[Arg, ...]
    inner: "Coded | None" = None


def effective(scene: Scene, frame: Frame) -> tuple[bool, tuple[Arg, ...]]:
    """Whether a light verb carries the noun, and the arguments in effect: "A held talks with B" gives talks its A."""
    told = relative(scene, frame)
    if told:
        return True, frame.args + told
    link, parent = _carrier(scene, frame)
    if parent is None:
        return held(scene, frame), in_full(scene, frame)
    grammar = scene.lexicon.grammar
    own = {m for arg in frame.args if arg.role == "subject" for m in arg.mentions}
    # "The committee held its third session": the committee's
    has_subject = any(scene.mentions[m].head not in scene.lexicon.names.possessive_pronouns for m in own)
    base = parent.lemma.partition(" ")[0]
    if link == "light" and grammar.carries(parent.lemma, frame.lemma):
        if own and not has_subject:
            frame = replace(frame, args=tuple(arg for arg in frame.args if arg.role != "subject"))
        # a host of talks "between A and B" is no side of them
        skip = {"object", "subject"} if has_subject else {"object"}
        borrowed = tuple(arg for arg in parent.args if arg.role not in skip and not arg.role.startswith("object."))
        return True, frame.args + borrowed
    if happens(scene, frame, parent):
        beside = tuple(arg for arg in parent.args if arg.role.partition(".")[0] not in {"object", "subject"})
        return True, frame.args + beside
    if link != "prep" or has_subject:
        return held(scene, frame), frame.args
    borrowed = tuple(arg for arg in parent.args if arg.role == "subject")
    # "was not a party to the talks" tells who took no part, and of no talks
    within = any(arg.role.startswith("attribute.") and arg.frame == frame.index for arg in parent.args)
    if f"{base} {frame.prep}" in grammar.light_verbs or (base in grammar.copulas and not within):
        return True, frame.args + borrowed
    whose = any(arg.mentions for arg in frame.args if arg.role in grammar.of)
    if frame.prep in grammar.occasions and _is_joint(scene, frame, borrowed):
        return True, frame.args + borrowed
    if frame.prep in grammar.sequels and not whose and _is_joint(scene, frame, borrowed):
        return True, frame.args + borrowed
    if any(a.role in grammar.companions and a.mentions for a in frame.args):
        # "arrived in Lome for talks with the mediator"
        return False, frame.args + borrowed
    return held(scene, frame), frame.args


def _is_joint(scene: Scene, frame: Frame, subjects: tuple[Arg, ...]) -> bool:
    """Whether several do something at a meeting, which they hold by that: "A and B reviewed trade during talks"."""
    joint = any(cue.reciprocal and cue.type == "CONSULT" for cue in scene.lexicon.cues.by_noun.get(frame.lemma, ()))
    several = (len(arg.mentions) > 1 or any(len(scene.mentions[m].scope) > 1 for m in arg.mentions) for arg in subjects)
    return joint and any(several)


def _carrier(scene: Scene, frame: Frame) -> tuple[str, Frame | None]:
    """Find the verb over a noun, also over one coordinated with another: "held talks and drills"."""
    if frame.kind == "verb" or frame.parent is None:
        return frame.link, None
    parent = scene.frames[frame.parent]
    if parent.kind == "noun" and frame.link == "conj" and parent.parent is not None:
        return parent.link, scene.frames[parent.parent] if scene.frames[parent.parent].kind == "verb" else None
    return frame.link, parent if parent.kind == "verb" else None


def governed(scene: Scene, frame: Frame) -> list[Frame]:
    """List the clauses, infinitives and gerunds that a predicate governs."""
    return [
        child
        for child in scene.children(frame)
        if child.kind == "verb"
        and (
            child.link in {"xcomp", "ccomp"}
            or (child.link == "prep" and child.prep in scene.lexicon.grammar.inner_prepositions)
            or (child.link in {"acl", "advcl", "relcl"} and child.mood == "infinitive")
        )
    ]


def participants(scene: Scene, coded: Coded, *, apart: bool = False) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the mentions that act and those acted on, by the cue's roles; `apart`: also where both would act alike."""
    cue = coded.cue
    shown = coded.frame if coded.args is coded.frame.args else replace(coded.frame, args=coded.args)
    actors = _actors(scene, shown, cue)
    crew = aboard(scene, shown) if cue.type == "COERCE" else []
    heard = addressed(scene, shown, actors) if cue.type == "REQUEST" else []
    recipients = crew or heard or _recipients(scene, shown, cue, actors) or _of_whom(scene, shown, cue, actors)
    if not recipients and coded.inner is not None:
        recipients = _of_inner(scene, coded, actors)
    # what a suspect is said to have done touches others: "suspects the pair of having watched NATO troops"
    touches = cue.operator or (cue.complement and cue.type != "ACCUSE")
    if not recipients and coded.inner is None and touches:
        recipients = _of_complement(scene, shown, cue, actors)
    if cue.reciprocal and cue.type == "CONSULT":
        around = [m for m in gathered(scene, coded.frame) if m not in actors]
        around = around if actors or several(scene, around) else []
        actors += around
        recipients = [m for m in recipients if m not in around]
    if cue.reciprocal and not (apart and recipients):
        if not actors or (recipients and all(is_press(scene, m) for m in recipients)):
            return (), ()  # "said in a meeting with reporters" is no meeting
        if len(actors) == 1 and not recipients:
            recipients = _other_side(scene, shown)
        # both sides act alike; only those that stand in for a side, not whoever lives inside a phrase
        persons = {"person", "role", "group"}  # "met their opponents", but not "established their Partnership"
        actors += [m for m in recipients if not _is_own(scene, m) or scene.mentions[m].kind in persons]
        recipients = []
    return tuple(actors), tuple(recipients)


def _other_side(scene: Scene, shown: Frame) -> list[int]:
    """Find the second of two sides, where the parser hung it inside the first: "between men of A and men of B"."""
    for arg in shown.args:
        outer, _, inner = arg.role.partition(".")
        if outer in scene.lexicon.grammar.between and inner and len(arg.mentions) > 1:
            return [m for m in arg.mentions[1:] if m in scene.within(arg.extent)]
    return []


def _actors(scene: Scene, shown: Frame, cue: Cue) -> list[int]:
    actors: list[int] = []
    sure = False
    for arg in scene.args(shown, cue.actor):
        if actors and shown.kind == "noun" and arg.role.partition(".")[0] in scene.lexicon.grammar.of and sure:
            continue  # "A and B held a session of their joint commission"
        sure = sure or arg.role == "subject"
        between = brokers(scene, shown, cue, arg)
        found = [m for m in scene.actors_in(arg) if m not in actors and m not in between and not scene.lies(m, shown)]
        found = [m for m in found if cue.type != "ASSAULT" or not scene.suffers(m, shown)]
        # "the firm, which has shipped oil to German buyers": nobody told behind the verb of its relative clause, nor
        # behind the participle of "a statement condemning Israel"
        active = shown.kind == "verb" and (
            shown.mood == "indicative" or (shown.mood == "participle" and not shown.passive)
        )
        relative = active and arg.extent.start < shown.extent.start < arg.extent.end
        actors += [m for m in found if not relative or scene.mentions[m].head_extent.start < shown.extent.start]
    # "was summoned to the ministry", "The withdrawal of the last Chadian battalion from Mali"
    if not actors and cue.agent and (shown.passive or shown.kind == "noun"):
        actors += [m for arg in scene.args(shown, cue.agent) for m in scene.actors_in(arg)]
    if actors and shown.passive and cue.cameo == SIGNED:
        actors += [m for m in signers_lost(scene, shown) if m not in actors]
    if not actors and shown.passive and cue.type == "ASSAULT":
        actors += in_attack(scene, shown, cue)
    if not actors and shown.kind == "noun":
        for arg in scene.args(shown, ("compound",)):
            actors += [m for m in scene.actors_in(arg) if m not in actors and not _is_setting(scene, m, cue)]
    if not actors and cue.reciprocal and cue.type == "CONSULT" and shown.kind == "noun":
        # "talks on the border between officials of A and B"
        deep = [arg for arg in shown.args if arg.role.rpartition(".")[2] in scene.lexicon.grammar.between]
        actors += dict.fromkeys(m for arg in deep for m in scene.sides_in(arg))
    return actors or _bound(scene, shown, cue)


def _is_setting(scene: Scene, index: int, cue: Cue) -> bool:
    """Whether a name before a noun tells where, or is a code name: "the Muscat talks", "the 'Eagle' exercise"."""
    mention = scene.mentions[index]
    if mention.kind == "name":
        before = scene.reading.text[max(0, mention.extent.start - 1) : mention.extent.start]
        return before in scene.lexicon.names.open_quotes
    return cue.reciprocal and scene.is_seat(mention)


def _bound(scene: Scene, shown: Frame, cue: Cue) -> list[int]:
    """Find who signed what they are bound by: "In a memorandum signed in Oslo last June, A and B agreed to ..."."""
    if cue.cameo != SIGNED or shown.link != "acl" or not shown.passive or shown.parent is None:
        return []
    above = scene.frames[shown.parent]
    fronted = any(
        arg.role in scene.lexicon.grammar.under and arg.extent.start < shown.extent.start < arg.extent.end
        for arg in above.args
    )
    beside = [above, *(child for child in scene.children(above) if child.link == "conj")]
    told = (m for frame in beside for arg in scene.args(frame, ("subject",)) for m in scene.sides_in(arg))
    sides = list(dict.fromkeys(told))
    several = len(sides) > 1 or any(len(scene.mentions[m].scope) > 1 or scene.mentions[m].count == TWO for m in sides)
    return sides if fronted and several and shown.extent.end < above.extent.start else []


def _recipients(scene: Scene, shown: Frame, cue: Cue, actors: list[int]) -> list[int]:
    roles = scene.lexicon.grammar.recipient_roles if cue.recipient is None else cue.recipient
    own: list[int] = []
    found = _blamed(scene, shown, cue, actors)
    if found:
        return found
    for arg in scene.args(shown, scene.lexicon.grammar.of) if cue.type == "REQUEST" else ():
        # "demanded of Nicaragua the release of eleven fishermen"
        if len(scene.reading.text[shown.extent.end : arg.extent.start].split()) == 1:
            return _touched(scene, cue, arg.role, arg, actors)
    deed = cue.type in OF_DEEDS and any(_suffered(scene, arg) for arg in scene.args(shown, ("object",)))
    for role in roles:
        suffered = deed and role in scene.lexicon.grammar.of
        for arg in scene.args(shown, (role,) if suffered else (role, f"object.{role}")):
            found = _before_gerund(scene, shown, arg, _touched(scene, cue, role, arg, actors))
            if found and not all(_is_inside(scene, m, arg) for m in found):
                return found
            own = own or found  # "paid tribute to Egypt for its mediation": Egypt before "its"
    # "delivered a note of protest to the envoy": the preposition hangs deeper, on what was delivered
    carried = [scene.frames[arg.frame] for arg in shown.args if arg.role == "object" and arg.frame is not None]
    for role in roles if carried and shown.kind == "verb" else ():
        for arg in (arg for frame in carried for arg in frame.args):
            if arg.role.rpartition(".")[2] == role and role in scene.lexicon.grammar.companions:
                found = _touched(scene, cue, role, arg, actors)
                if found:
                    return found
    return own


def _of_whom(scene: Scene, shown: Frame, cue: Cue, actors: list[int]) -> list[int]:
    """Find who stands before what is asked for, or with whom one met somewhere, where no role tells it."""
    if cue.type == "REQUEST" and shown.kind == "verb":
        # "requested Cuba's help", "sought Danish support"
        told = ((m, arg) for arg in scene.args(shown, ("object", "for")) for m in scene.within(arg.extent, 1))
        before = [m for m, arg in told if scene.mentions[m].extent.end <= arg.head_extent.start]
        return [m for m in before if m not in actors and not _is_own(scene, m)]
    if cue.type == "REJECT" and shown.kind == "verb":
        return offering(scene, shown, actors)
    if cue.reciprocal and shown.kind == "verb":
        # "met on the sidelines of the summit in Tirana with his counterpart"
        places = (f for f in scene.children(shown) if f.kind == "noun" and f.link == "prep")
        beside = (a for f in places for a in f.args if a.role in scene.lexicon.grammar.companions)
        return [m for a in beside for m in a.mentions if scene.mentions[m].kind == "person" and m not in actors]
    return []


def _blamed(scene: Scene, shown: Frame, cue: Cue, actors: list[int]) -> list[int]:
    """Find who did what is condemned or praised: "the condemnation of the storming of the camp by settlers"."""
    if cue.type not in OF_DEEDS or shown.passive:
        return []
    # "a protest with Peru over the seizure of a trawler by the navy"
    if cue.recipient and any(
        a.role in cue.recipient and a.mentions for a in shown.args if a.role in scene.lexicon.grammar.companions
    ):
        return []
    for arg in shown.args:
        outer, _, by = arg.role.rpartition(".")
        if by in scene.lexicon.grammar.agents and (outer or shown.kind == "verb") and not arg.timed:
            found = [m for m in scene.actors_in(arg) if m not in actors]
            if found:
                return found
    return _blamed_people(scene, shown, actors)


def _blamed_people(scene: Scene, shown: Frame, actors: list[int]) -> list[int]:
    """Find whose deed it is, by its adjective: "condemned Israeli strikes", not "the Kabul bombing"; or "by troops"."""
    for arg in shown.args:
        if arg.role != "object" or arg.frame is None:
            continue
        deed = scene.frames[arg.frame]
        if any(cue.type in DEEDS for cue in scene.lexicon.cues.by_noun.get(deed.lemma, ())):
            doers = [a for a in deed.args if a.role == "subject" and a.mentions]
            behind = [m for a in doers if a.extent.start > arg.head_extent.end for m in scene.sides_in(a)]
            told = [m for a in deed.args if a.role == "compound" for m in a.mentions if _is_people(scene, m)]
            if behind or (told and not doers):
                return [m for m in behind or told if m not in actors]
    return []


def _is_people(scene: Scene, index: int) -> bool:
    """Whether a state is told by its adjective: "Israeli"."""
    mention = scene.mentions[index]
    known = scene.lexicon.world.find(mention.name or "") if mention.kind == "state" else ()
    return bool(known) and known[0].form_kind in {"adjective", "demonym"}


def _suffered(scene: Scene, arg: Arg) -> bool:
    """Whether a phrase names a deed without its doer: "condemned the killing of three traders in Bangui"."""
    if arg.frame is None:
        return False
    deed = scene.frames[arg.frame]
    roles = {a.role for a in deed.args if a.mentions}
    if "subject" in roles:
        return False
    of = scene.lexicon.grammar.of
    # "the aggression of Chad against Darfur" has its doer behind "of"
    return any(
        cue.type in DEEDS and not of & set(cue.actor) and not roles & (set(cue.recipient or ()) - of)
        for cue in scene.lexicon.cues.by_noun.get(deed.lemma, ())
    )


def _told_inside(scene: Scene, arg: Arg) -> list[int]:
    """Find who does it in a clause on a deed: "condemned the attack in which gunmen killed three traders"."""
    clauses = (f for f in scene.reading.frames_of(scene.frames[arg.frame or 0].sentence) if f.link in {"acl", "relcl"})
    inside = (f for f in clauses if arg.extent.start <= f.extent.start and f.extent.end <= arg.extent.end)
    doing = (f for f in inside if not scene.dies(f))
    return [m for f in doing for a in f.args if a.role == "subject" for m in scene.sides_in(a)]


def _before_gerund(scene: Scene, shown: Frame, arg: Arg, found: list[int]) -> list[int]:
    """Leave out whom a gerund inside the phrase names: "suspects the pair of having watched NATO troops"."""
    gerunds = [c.extent.start for c in scene.children(shown) if c.kind == "verb" and c.link == "prep"]
    first = min((g for g in gerunds if arg.extent.start < g < arg.extent.end), default=None)
    return found if first is None else [m for m in found if scene.mentions[m].head_extent.start < first]


def _touched(scene: Scene, cue: Cue, role: str, arg: Arg, actors: list[int]) -> list[int]:
    if arg.timed:
        return []
    if cue.type in OF_DEEDS and _suffered(scene, arg):
        return [m for m in _told_inside(scene, arg) if m not in actors]
    # of what both sides do nobody is a side who only lives inside a phrase: "signed an accord on the port of Poti"
    shallow = cue.reciprocal and role not in scene.lexicon.grammar.companions
    inside = scene.sides_in(arg) if shallow else scene.actors_in(arg)
    found = [m for m in inside if m not in actors]
    if cue.recipient is None and role in scene.lexicon.grammar.place_prepositions:
        found = [m for m in found if scene.mentions[m].kind != "state"]
    return [m for m in found if not _is_scene(scene, m, arg)]


def _is_scene(scene: Scene, index: int, arg: Arg) -> bool:
    """Whether a seat of power inside a phrase tells where only: "walked out of the talks in Nairobi"."""
    mention = scene.mentions[index]
    before = scene.reading.text[arg.extent.start : mention.extent.start].lower().split()
    return scene.is_seat(mention) and bool(before) and before[-1] in scene.lexicon.grammar.place_prepositions


def _of_inner(scene: Scene, coded: Coded, actors: list[int]) -> list[int]:
    """Find whom an operator's inner act touches; of a request first whoever should act: "demanded that B free C"."""
    if coded.inner is None:
        return []
    inner_actors, inner_recipients = participants(scene, coded.inner)
    doers = [m for m in inner_actors if m not in actors]
    if coded.cue.operator == "request" and doers:
        return doers
    # "warned that it would suspend trade with B": it is the one who warns
    others = doers if coded.cue.operator == "request" else [m for m in doers if scene.mentions[m].kind != "pronoun"]
    return list(dict.fromkeys(m for m in (*inner_recipients, *others) if m not in actors and not _is_own(scene, m)))


def _of_complement(scene: Scene, frame: Frame, cue: Cue, actors: list[int]) -> list[int]:
    """Find whom the governed act touches, where no cue knows it: "ready to work with Montenegro", "tried to kill X"."""
    for child in governed(scene, frame):
        if cue.operator is None and child.lemma not in cue.complement:
            continue
        doers = [m for arg in scene.args(child, ("subject",)) for m in scene.actors_in(arg) if m not in actors]
        if cue.operator == "request" and doers:
            return doers
        found = [m for m in _recipients(scene, child, cue, actors) if not _is_own(scene, m)]
        if found:
            return found
    return []


def _is_own(scene: Scene, index: int) -> bool:
    """Whether a mention is the actor's own: "their dispute", "its fighters"."""
    mention = scene.mentions[index]
    possessives = scene.lexicon.names.possessive_pronouns
    if mention.kind == "pronoun":
        return mention.head in possessives
    return mention.possessor is not None and scene.mentions[mention.possessor].head in possessives


def _is_inside(scene: Scene, index: int, arg: Arg) -> bool:
    """Whether a mention is a possessive pronoun inside a phrase: "its mediation", but not "gave her"."""
    mention = scene.mentions[index]
    return mention.kind == "pronoun" and _is_own(scene, index) and mention.extent != arg.extent


def is_press(scene: Scene, index: int) -> bool:
    """Whether somebody is told of as a reporter or an outlet, to whom nothing is done or promised by telling it."""
    mention = scene.mentions[index]
    return mention.kind == "media" or PRESS in mention.sectors
