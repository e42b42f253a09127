"""Whether what a frame tells has happened: by negation, modality, tense, and by what it hangs on."""

from enum import Enum
from itertools import pairwise

from dragoman.coding.hearsay import (
    called_untrue,
    denied_behind,
    forgone,
    is_alleged,
    is_denied,
    is_doubtful,
    is_hearsay,
    is_relayed,
    is_to_come,
    is_untrue,
    of_rumour,
    told_of_hearsay,
)
from dragoman.coding.scene import Scene
from dragoman.coding.terms import on_terms
from dragoman.model.reading import Frame
from dragoman.model.record import Act, EventType, Status

FURTHEST = 8
QUESTION = "?"
NEARBY = 30  # characters before a noun in which it is told that it was only near
# Acts that one sees done: told in a simple present beside the story they are a habit, "whose armies patrol the lake".
MATERIAL: frozenset[EventType] = frozenset(
    {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
WANTED: frozenset[Act | None] = frozenset({"appeal", "demand"})  # what these tell is not done yet
HONOURS: frozenset[Act | None] = frozenset({"thank", "praise"})  # what these tell is done
BESIDE = frozenset({"relcl", "acl", "advcl", "ccomp"})


class Standing(Enum):
    """How a frame stands in the world the report tells of; `UNREAL` is no event at all (a wish, a purpose)."""

    REAL = "occurred"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    ALLEGED = "alleged"
    UNREAL = "unreal"

    @property
    def status(self) -> Status:
        """The record's word for it."""
        return "hypothetical" if self is Standing.UNREAL else self.value


def standing_of(scene: Scene, frame: Frame) -> Standing:
    """Tell the standing of a frame, its own and what it inherits; what is asked is not told: "Will they meet?"."""
    if _asked(scene, frame) or forgone(scene, frame):
        return Standing.UNREAL
    own = _own(scene, frame)
    if own is not Standing.REAL:
        return own
    return _inherited(scene, frame, 0)


def _asked(scene: Scene, frame: Frame) -> bool:
    """Whether a frame stands in a question, or its clause is one in a longer sentence."""
    text = scene.reading.text
    start, end = scene.reading.sentences[frame.sentence].extent
    return text[start:end].rstrip().endswith(QUESTION) or text[frame.clause.end : end].startswith(QUESTION)


def habitual(scene: Scene, frame: Frame, kind: EventType) -> bool:
    """Whether an act is told as what is always done, in a clause beside the story; in a headline it is news."""
    if kind == "ASSAULT" and _describes(scene, frame):
        return True
    if kind not in MATERIAL or frame.kind != "verb" or frame.tense != "present":
        return False
    if frame.perfect or frame.progressive or frame.modal or frame.times or frame.link not in BESIDE:
        return False
    if frame.link == "ccomp" and not frame.mark and scene.frames[frame.parent or 0].tense == "present":
        return False
    return scene.reading.sentences[frame.sentence].block != "headline"


def _describes(scene: Scene, frame: Frame) -> bool:
    """Whether a participle says what somebody is: "the Arakan Army, an armed group fighting the junta"."""
    if frame.link != "acl" or frame.mood != "participle" or frame.passive or frame.times:
        return False
    text = scene.reading.text
    return any(arg.role == "subject" and text[: arg.extent.start].rstrip().endswith(",") for arg in frame.args)


def refused(scene: Scene, frame: Frame) -> bool:
    """Whether a denied act is one that its actor says he will not do: "would not withdraw", "will not lift the ban"."""
    if not frame.negated or frame.mark is not None or frame.kind != "verb":
        return False
    # "does not accept the ruling"
    stance = frame.tense == "present" and not (frame.perfect or frame.progressive or frame.modal)
    if stance and frame.lemma in scene.lexicon.grammar.stances:
        return True
    return frame.tense == "future" or (frame.modal in scene.lexicon.grammar.conditional and _told_future(scene, frame))


def _own(scene: Scene, frame: Frame) -> Standing:
    if frame.negated or _awaited(scene, frame):
        return Standing.NEGATED
    if frame.mark is not None or on_terms(scene, frame) or _missed(scene, frame):
        return Standing.HYPOTHETICAL
    if frame.tense == "future" or is_to_come(scene, frame):
        return Standing.UNREAL if _hoped(scene, frame) else Standing.PLANNED
    if frame.kind != "verb":
        return Standing.REAL
    if is_alleged(scene, frame):
        return Standing.ALLEGED
    if frame.modal in scene.lexicon.grammar.conditional:
        told = not frame.perfect and _told_future(scene, frame)
        return Standing.PLANNED if told else Standing.HYPOTHETICAL
    return Standing.UNREAL if frame.mood == "imperative" and not frame.quoted else Standing.REAL


def _missed(scene: Scene, frame: Frame) -> bool:
    """Whether it is not told that what was to be was done: "were to have met", "had been expected to sign"."""
    if frame.parent is None or frame.link != "xcomp" or frame.mood != "infinitive":
        return False
    grammar, parent = scene.lexicon.grammar, scene.frames[frame.parent]
    base = parent.lemma.partition(" ")[0]
    due = base in grammar.scheduled or base in grammar.copulas or (parent.passive and base in grammar.arranged)
    return due and (frame.perfect or (parent.perfect and parent.tense == "past"))


def _awaited(scene: Scene, frame: Frame) -> bool:
    """Whether it is not done yet: "have yet to begin", "is still to ratify it"."""
    if frame.parent is None or frame.link != "xcomp" or frame.mood != "infinitive":
        return False
    grammar, parent = scene.lexicon.grammar, scene.frames[frame.parent]
    return parent.lemma in grammar.perfect | grammar.copulas and not grammar.yet.isdisjoint(parent.adverbs)


def _hoped(scene: Scene, frame: Frame) -> bool:
    """Whether it is no more than hoped: "hopes that Russia will withdraw"."""
    above = scene.frames[frame.parent] if frame.parent is not None and frame.link == "ccomp" else None
    return above is not None and above.kind == "verb" and above.lemma in scene.lexicon.grammar.hoping


def _told_future(scene: Scene, frame: Frame) -> bool:
    """Whether reported speech tells a future: "said that it would extend"."""
    if frame.modal not in scene.lexicon.statements.reported_future or frame.parent is None:
        return False
    cursor = frame
    for above in scene.above(frame):
        if cursor.link in {"ccomp", "parataxis"} and scene.lexicon.statements.tells(above.lemma):
            return True
        if cursor.link != "conj":
            return False
        cursor = above
    return False


def _inherited(scene: Scene, frame: Frame, depth: int) -> Standing:
    if frame.parent is None or depth > FURTHEST:
        aim = frame.kind == "verb" and frame.mood == "infinitive"  # "The right to suspend the treaty is reserved"
        return Standing.UNREAL if aim and depth <= FURTHEST else Standing.REAL
    parent = scene.frames[frame.parent]
    if frame.kind == "noun":
        return _of_noun(scene, frame, parent)
    if frame.mood == "indicative" and called_untrue(scene, frame):
        return Standing.NEGATED
    if is_relayed(scene, frame):
        denied = any(scene.lexicon.statements.denies(one.lemma) and not one.negated for one in scene.above(frame))
        return Standing.NEGATED if denied else Standing.ALLEGED
    match frame.link:
        case "acl" | "relcl" | "ccomp" if frame.mood == "indicative" and is_hearsay(scene, frame, parent):
            return Standing.NEGATED if is_denied(scene, parent) else Standing.ALLEGED
        case "acl" | "relcl" if denied_behind(scene, frame, parent):
            return Standing.NEGATED
        case "acl" | "relcl" if told_of_hearsay(scene, frame, parent):
            denied = scene.lexicon.statements.denies(parent.lemma) and not parent.negated
            return Standing.NEGATED if denied else Standing.ALLEGED
        case "conj":
            return _of_conjunct(scene, frame, parent, depth)
        case "xcomp":
            return _of_infinitive(scene, frame, parent)
        case "ccomp":
            return _of_clause(scene, frame, parent)
        case "advcl" | "prep" if frame.prep is not None and frame.mood == "participle":
            return _of_gerund(scene, frame, parent)
        case "advcl" if _disowned(scene, frame, parent):
            return Standing.NEGATED
        case "advcl" | "prep" | "acl" | "relcl" if frame.mood == "infinitive":
            return Standing.UNREAL
        case "acl" if frame.mood == "participle" and not frame.passive and _in_text(scene, frame):
            return _of_text(scene, parent)
        case "advcl" if frame.tense == "present" and not frame.perfect and frame.mood == "indicative":
            return _of_moment(scene, frame, parent)
        case _:
            return Standing.REAL


def _of_conjunct(scene: Scene, frame: Frame, parent: Frame, depth: int) -> Standing:
    """Let what is coordinated share the standing of the first, where it has no tense of its own."""
    if frame.mood == "infinitive" and parent.mood == "indicative":
        return Standing.UNREAL  # "stands ready to work with Togo and to fight the rebels"
    told = parent.link in {"acl", "relcl"} and _inherited(scene, parent, depth + 1)
    if told in {Standing.ALLEGED, Standing.NEGATED}:
        return Standing(told)  # "There are reports that drills were cancelled and that India has offered talks"
    shared = frame.mood != "indicative" or (parent.tense == "future" and frame.tense not in {"past", "present"})
    return standing_of(scene, parent) if shared else Standing.REAL


def _in_text(scene: Scene, frame: Frame) -> bool:
    """Whether a text does it: "a resolution calling for a ceasefire"."""
    heads = {head for arg in frame.args if arg.role == "subject" for head in arg.heads}
    return not heads.isdisjoint(scene.lexicon.grammar.motions)


def _of_text(scene: Scene, parent: Frame) -> Standing:
    """Let what a text does stand as what is done with it: "blocked a statement condemning Israel"."""
    above = standing_of(scene, parent)
    stopped = any(cue.type == "REJECT" for cue in scene.lexicon.cues.by_verb.get(parent.lemma, ()))
    return Standing.UNREAL if stopped else above


def _of_moment(scene: Scene, frame: Frame, parent: Frame) -> Standing:
    """Let what tells when something is to be stand as that: "will sign it when he visits Seoul later this year"."""
    start = scene.reading.text[frame.clause.start : frame.extent.start].partition(" ")[0].lower()
    if start not in scene.lexicon.grammar.moments:
        return Standing.REAL
    above = standing_of(scene, parent)
    return Standing.REAL if above in {Standing.REAL, Standing.NEGATED} else above


def _disowned(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether one denies to have done it: "denied on Thursday having offered asylum"."""
    done = frame.mood == "participle" and frame.tense == "past" and frame.prep is None and not frame.passive
    denied = scene.lexicon.statements.denies(parent.lemma) and not parent.negated
    between = scene.reading.text[parent.extent.end : frame.extent.start]
    return done and denied and bool(between) and "," not in between


def _of_infinitive(scene: Scene, frame: Frame, parent: Frame) -> Standing:
    grammar = scene.lexicon.grammar
    base = parent.lemma.partition(" ")[0]
    if frame.mood == "participle" and scene.lexicon.statements.denies(parent.lemma) and not parent.negated:
        return Standing.NEGATED  # "Moscow has denied targeting civilians"
    if base in grammar.implicatives:
        return standing_of(scene, parent)
    if parent.passive and parent.lemma in grammar.believing:
        return Standing.ALLEGED  # "is believed to be mediating"
    if parent.lemma in grammar.weighed:
        return Standing.UNREAL  # "is considering sending trainers"
    if base in grammar.scheduled or base in grammar.copulas or (parent.passive and base in grammar.arranged):
        return Standing.PLANNED
    if frame.mood == "participle" and parent.mood == "infinitive":
        return standing_of(scene, parent)  # "a video purporting to show soldiers beating migrants"
    return Standing.UNREAL if frame.mood == "infinitive" else Standing.REAL


def _of_clause(scene: Scene, frame: Frame, parent: Frame) -> Standing:
    words = scene.lexicon.statements
    if (words.denies(parent.lemma) and not parent.negated) or is_untrue(scene, parent):
        return Standing.NEGATED
    if is_doubtful(scene, parent):
        return Standing.ALLEGED
    if _told_by_denied(scene, parent):
        return Standing.NEGATED
    if parent.lemma in scene.lexicon.grammar.confirming and standing_of(scene, parent) is not Standing.REAL:
        return Standing.ALLEGED  # "declined to confirm that it had sent jets"
    asked = any(cue.operator == "request" for cue in scene.lexicon.cues.by_verb.get(parent.lemma, ()))
    if (words.act(parent.lemma) in WANTED and frame.tense != "future") or (
        asked and frame.tense in {"present", "none"} and not words.tells(parent.lemma)
    ):
        return Standing.UNREAL  # "demanded that the treaty be scrapped", "recommended that the Rada ratify it"
    if frame.mood == "infinitive" and parent.lemma in scene.lexicon.grammar.permitting | scene.lexicon.grammar.wanting:
        return Standing.UNREAL  # "an agreement that allows their boats to board vessels", "wants Rwanda to attack"
    if frame.mood == "infinitive" or parent.lemma in scene.lexicon.grammar.letting:
        above = standing_of(scene, parent)
        if above is not Standing.REAL:
            return above  # "denied having let drones cross it", "To help Togo train its guards, Ghana sent ..."
    if words.tells(parent.lemma) or parent.lemma in scene.lexicon.cues.by_verb:
        return Standing.ALLEGED if words.act(parent.lemma) == "accuse" else Standing.REAL
    return Standing.UNREAL if frame.mood == "infinitive" else Standing.REAL


def _told_by_denied(scene: Scene, parent: Frame) -> bool:
    """Whether what tells it is denied: "dismissed an article which said that France had sent troops"."""
    above = scene.frames[parent.parent] if parent.parent is not None and parent.link in {"relcl", "acl"} else None
    if above is not None and above.kind == "noun" and above.link == "light" and above.parent is not None:
        above = scene.frames[above.parent]
    denied = above is not None and scene.lexicon.statements.denies(above.lemma) and not above.negated
    return denied and scene.lexicon.statements.tells(parent.lemma)


def _of_gerund(scene: Scene, frame: Frame, parent: Frame) -> Standing:
    grammar = scene.lexicon.grammar
    if frame.prep in grammar.without:
        return Standing.NEGATED
    if scene.lexicon.statements.act(parent.lemma) == "accuse" or any(
        cue.mode == "allege" for cue in scene.lexicon.cues.by_verb.get(parent.lemma, ())
    ):
        return Standing.ALLEGED
    # "thanked Jordan for evacuating its nationals": nobody is thanked for what was not done
    earned = frame.prep in grammar.earning and scene.lexicon.statements.act(parent.lemma) in HONOURS
    told = frame.prep in grammar.factual_prepositions and not _spoken_of(scene, frame, parent)
    return Standing.REAL if earned or told else Standing.UNREAL


def _spoken_of(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether an act is no more than a topic: "postponed a vote on ratifying the pact"; not "On arriving, he met"."""
    if frame.prep not in scene.lexicon.grammar.discussed_with:
        return False
    text = scene.reading.text
    before = text[parent.extent.end : frame.extent.start].rstrip().removesuffix(frame.prep or "").rstrip()
    return parent.extent.end < frame.extent.start and not before.endswith(",")


def _of_noun(scene: Scene, frame: Frame, parent: Frame) -> Standing:
    """Let a noun's act stand as the verb that carries it; or the one whose subject it is ("talks will be held")."""
    rumoured = of_rumour(scene, frame)
    if rumoured is not None:
        return Standing.NEGATED if rumoured else Standing.ALLEGED
    if parent.kind == "noun":
        return Standing.UNREAL if _talked_of(scene, frame, parent) else Standing.REAL
    if _is_near(scene, frame, parent) or _unheld(scene, frame, parent):
        return Standing.UNREAL
    if parent.lemma in scene.lexicon.grammar.preventing and any(
        arg.role == "object" and arg.frame == frame.index for arg in parent.args
    ):
        above = standing_of(scene, parent)
        return Standing.NEGATED if above is Standing.REAL else above
    if frame.prep in scene.lexicon.grammar.sequels and parent.link == "xcomp" and parent.parent is not None:
        text = scene.reading.text[parent.extent.end : frame.extent.start].lower()
        if text.rpartition(f" {frame.prep} ")[0].endswith(","):
            parent = scene.frames[parent.parent]  # "agreed to keep the tariff, after a meeting in Foz"
    carried = frame.link in {"light", "root"} or any(arg.frame == frame.index for arg in parent.args)
    grammar = scene.lexicon.grammar
    awaiting = parent.lemma in grammar.perfect and not grammar.yet.isdisjoint(parent.adverbs)
    copular = parent.lemma in grammar.copulas or awaiting
    for told in scene.children(parent) if copular else ():
        held = any(arg.frame == frame.index and arg.role in {"object", "subject"} for arg in told.args)
        if told.link == "xcomp" and told.mood == "infinitive" and held:
            return standing_of(scene, told)  # "Consultations are to be held in Kara"
    if carried or copular:
        return standing_of(scene, parent)
    above = standing_of(scene, parent)
    return above if above in {Standing.PLANNED, Standing.UNREAL} and frame.link == "prep" else Standing.REAL


def _talked_of(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether it is no more than what talks are on: "talks on a prisoner swap"; not "on the raid"."""
    if frame.prep not in scene.lexicon.grammar.discussed_with or frame.negated:
        return False
    talks = any(cue.reciprocal and cue.type == "CONSULT" for cue in scene.lexicon.cues.by_noun.get(parent.lemma, ()))
    between = scene.reading.text[parent.extent.end : frame.extent.start].lower().split()
    return talks and set(between[1:2]) <= scene.lexicon.grammar.indefinite


def _unheld(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether what was to be is put off or comes to nothing: "The talks due in Brussels fell through"."""
    done = {parent.lemma, *(f"{parent.lemma} {adverb}" for adverb in parent.adverbs)}
    told = any(arg.frame == frame.index and arg.role in {"object", "subject"} for arg in parent.args)
    return told and not parent.negated and not done.isdisjoint(scene.lexicon.grammar.unheld)


def _is_near(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether an act was only near: "on the brink of a war", "the verge of an invasion", "close to an apology"."""
    text, near = scene.reading.text, scene.lexicon.grammar.nearness
    lead = text[max(0, frame.extent.start - NEARBY) : frame.extent.start].lower().split()
    if any(" ".join(pair) in scene.lexicon.grammar.akin for pair in pairwise(lead[-3:])):
        return True
    leads = {
        arg.role.rpartition(".")[0]
        for arg in parent.args
        if "." in arg.role and arg.head_extent.end == frame.extent.end
    }
    return any(
        arg.role in leads and text[arg.head_extent.start : arg.head_extent.end].lower() in near for arg in parent.args
    )
