"""Which act a saying is, by its word and by what is said: a promise told with "said that ... will" is a pledge."""

import re
from dataclasses import dataclass

from dragoman.coding.match import best_cue
from dragoman.coding.phrases import inside, verbs_in
from dragoman.coding.quoted import Content
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Extent, Frame
from dragoman.model.record import Act, EventType

HOSTILE: frozenset[EventType] = frozenset({"REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT"})
OWN: frozenset[Act] = frozenset({"accuse", "appeal", "condole", "demand", "deny", "pledge", "praise", "thank", "warn"})
TOLD = frozenset({"before", "clause", "quotation"})
_TOKEN = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of saying as it stands in a frame: its act, and the noun that has it if it is one."""

    lemma: str
    act: Act
    noun: Arg | None = None


def word_of(scene: Scene, frame: Frame) -> Word | None:
    """Give the word of saying that a verb is or carries; a noun under a light verb comes before the verb."""
    words = scene.lexicon.statements
    base = frame.lemma.partition(" ")[0]
    for arg in frame.args:
        carried = arg.role == "object" and (frame.lemma in words.carriers or base in words.carriers)
        carried = carried and not _of_release(scene, arg)
        if carried or f"{base} {arg.role}" in words.carriers:
            for head in arg.heads[:2]:
                if head in words.nouns:
                    return Word(head, words.nouns[head], arg)
    borne = _borne(scene, frame, base)
    if borne is not None:
        return borne
    phrases = [frame.lemma]
    phrases += [f"{base} {arg.role}" for arg in frame.args if "." not in arg.role]
    phrases += [f"{base} {adverb}" for adverb in frame.adverbs]
    # "made it clear that"
    phrases += [f"{base} {head}" for arg in scene.args(frame, ("attribute", "object")) for head in arg.heads[:1]]
    follows = _TOKEN.match(scene.reading.text, frame.extent.end + 1)  # "calls on all parties concerned to": misread
    timed = follows is not None and any(t.extent.start <= follows.end() + 1 < t.extent.end for t in scene.reading.times)
    phrases += [f"{base} {follows[0].lower()}"] if follows is not None and not timed else []
    for phrase in sorted(set(phrases), key=lambda p: (-p.count(" "), p)):
        if phrase in words.verbs:
            return Word(phrase, _by_manner(scene, frame, words.verbs[phrase]))
    return None


def _of_release(scene: Scene, arg: Arg) -> bool:
    """Whether a noun only tells of what a release is: "a readout of the call issued by the White House"."""
    before = scene.reading.text[: arg.extent.start].rsplit(maxsplit=2)[-2:]
    of = scene.lexicon.grammar.of
    return len(before) > 1 and before[1].lower() in of and before[0].lower() in scene.lexicon.statements.releases


def _borne(scene: Scene, frame: Frame, base: str) -> Word | None:
    """Give the noun that a message bears: "sent a cable of condolences to", "addressed a letter of thanks to"."""
    words = scene.lexicon.statements
    bearing = base in words.carriers and any(a.role == "object" and words.bearers & set(a.heads) for a in frame.args)
    for arg in frame.args if bearing else ():
        if arg.role == "object.of":
            for head in arg.heads[:1]:
                if head in words.nouns:
                    return Word(head, words.nouns[head], arg)
    return None


def cue_of(scene: Scene, act: Act, lemma: str) -> str:
    """Name the word of saying by which a statement was found."""
    return f"{scene.lexicon.statements.language}.{act}.{lemma.replace(' ', '-')}"


def _by_manner(scene: Scene, frame: Frame, act: Act) -> Act:
    """Know "noted with satisfaction the growth of trade": the manner tells the act."""
    words = scene.lexicon.statements
    if act == "assert":
        for arg in frame.args:
            if arg.role in words.manner:
                for head in arg.heads:
                    if head in words.nouns:
                        return words.nouns[head]
    return act


def shade(scene: Scene, word: Word, content: Content, speakers: tuple[int, ...]) -> Act:
    """Give the act in the light of what is said; only plain assertions change."""
    if word.act != "assert" and not _of_the_past(word, content):
        return word.act
    extent = content.extent
    words = scene.lexicon.statements
    told = {token.lower() for token in _TOKEN.findall(scene.reading.text[extent.start : extent.end])}
    told |= {scene.lexicon.grammar.singular(token) for token in told}
    frames = verbs_in(scene, extent)
    main = content.frame if content.frame is not None and inside(content.frame.extent, extent) else None
    main = main or next(iter(frames), None)
    own = "demand" if _wanted(scene, word, content) else _own_act(scene, content, extent, speakers)
    if own is not None:
        return own
    later = (f.tense == "future" or f.modal in words.reported_future for f in frames)
    if _ominous(scene, extent, told) and any(later):
        return "warn"
    promised = promised_in(scene, content, extent, speakers)
    if promised is not None:
        return "warn" if _hostile(scene, promised) else "pledge"
    felt = None if main is None or content.kind not in TOLD else _felt(scene, main, speakers)
    if felt is not None:
        return felt
    if main is not None and _denied(scene, main, content, speakers):
        return "deny"
    if word.lemma in words.labels and content.kind == "phrase":
        if told & words.untrue:
            # "described as fake news a report that", not "called the decision unfounded"
            return "accuse" if told & words.steps else "deny"
        if told & (words.unfavourable | words.damning):
            return "accuse"
        return "praise" if told & words.favourable else "assert"
    if word.lemma in words.emphasis and told & words.favourable and not (main is not None and main.negated):
        return "praise"
    if content.kind in {"quotation", "clause"} and (told & words.unfavourable or _branded(scene, main)):
        return "accuse"
    return "assert"


def _wanted(scene: Scene, word: Word, content: Content) -> bool:
    """Know "insisted that Baku release the men": of one who does not yet, the verb has no ending."""
    main = content.frame
    if word.lemma not in scene.lexicon.statements.insisting or main is None or main.mood == "participle":
        return False
    told = [scene.mentions[m] for arg in main.args if arg.role == "subject" for m in arg.mentions]
    bare = main.modal is None and scene.reading.text[slice(*main.extent)].lower() == main.lemma
    return bare and len(told) == 1 and not told[0].plural and told[0].kind not in {"pronoun", "group"}


def _ominous(scene: Scene, extent: Extent, told: set[str]) -> bool:
    """Whether what is to come is told as a blow: "There will be consequences", "will respond in kind"."""
    words = scene.lexicon.statements.ominous
    return bool(told & words) or _has_phrase(scene, extent, words)


def _has_phrase(scene: Scene, extent: Extent, phrases: frozenset[str]) -> bool:
    flat = f" {' '.join(scene.reading.text[slice(*extent)].lower().split())} "
    return any(f" {phrase}" in flat for phrase in phrases if " " in phrase)


def _branded(scene: Scene, main: Frame | None) -> bool:
    """Know "The sanctions are a farce": what something is said to be."""
    if main is None or main.negated or main.lemma not in scene.lexicon.grammar.copulas:
        return False
    return any(scene.lexicon.statements.damning & set(a.heads) for a in main.args if a.role == "attribute")


def _of_the_past(word: Word, content: Content) -> bool:
    """Know "assured that Bogotá had promised it in writing": what is over is no pledge."""
    main = content.frame
    finite = main is not None and content.kind == "clause" and main.mood == "indicative" and main.modal is None
    return word.act == "pledge" and word.noun is None and finite and main is not None and main.tense == "past"


def _felt(scene: Scene, main: Frame, speakers: tuple[int, ...]) -> Act | None:
    """Know "We are grateful to Norway", "said his country stood ready to help": what somebody says he is."""
    if main.negated or main.mark is not None or not _own_side(scene, main, speakers):
        return None
    feelings = scene.lexicon.statements.feelings
    heads = [head for arg in main.args if arg.role == "attribute" for head in arg.heads]
    return next((feelings[head] for head in heads if head in feelings), None)


def _denied(scene: Scene, main: Frame, content: Content, speakers: tuple[int, ...]) -> bool:
    """Know "said that none of its drones had been in the air", "Not a single round was fired", "The report is false".

    "Those who were bombed were not asked", in somebody's own words, is no denial.
    """
    if content.kind not in TOLD:
        return False
    words = scene.lexicon.statements
    called = any(arg.role == "attribute" and words.untrue & set(arg.heads) for arg in main.args)
    if called or (main.passive and scene.reading.text[slice(*main.extent)].lower() in words.untrue):
        return not main.negated and main.mark is None
    if main.negated and any(words.facts & set(arg.heads) for arg in main.args):
        return True  # "does not correspond to the facts"
    clause = Extent(max(main.clause.start, content.extent.start), min(main.clause.end, content.extent.end))
    if main.mark is None and main.clause.start < content.extent.end and _has_phrase(scene, clause, words.disclaiming):
        return True
    if main.negated and main.tense == "present" and not main.perfect and main.modal is None:
        # "We do not attack civilians", not "We do not trust them"
        return not main.passive and _own_side(scene, main, speakers) and _hostile(scene, main)
    heads = {head for arg in main.args for head in arg.heads}
    if words.unattained & {*heads, *main.adverbs} or main.lemma in words.unmoved or _compared(scene, clause):
        return False
    first = scene.reading.text[slice(*content.extent)].partition(" ")[0].lower() in scene.lexicon.grammar.negators
    if not (main.negated or first) or not (main.tense == "past" or main.perfect) or main.modal is not None:
        return False
    if not first and _of_another(scene, main, speakers):
        return False
    return content.kind == "clause" or not main.passive or first


def _compared(scene: Scene, clause: Extent) -> bool:
    """Whether it is only told that nothing was more so: "We never had better relations"."""
    told = {word.lower() for word in _TOKEN.findall(scene.reading.text[slice(*clause)])}
    return not told.isdisjoint(scene.lexicon.statements.compared)


def _of_another(scene: Scene, main: Frame, speakers: tuple[int, ...]) -> bool:
    """Whether it is told of somebody of another state, whom it reproaches: "Ethiopia has not answered our letters"."""
    homes = {scene.mentions[speaker].country for speaker in speakers} - {None}
    told = {scene.mentions[m].country for arg in main.args if arg.role == "subject" for m in arg.mentions} - {None}
    return bool(homes and told) and homes.isdisjoint(told)


def promised_in(scene: Scene, content: Content, extent: Extent, speakers: tuple[int, ...]) -> Frame | None:
    """Give the future act in what is said that the speaker's side takes upon itself; not "Experts will return"."""
    reported = content.kind in {"clause", "noun"}
    for frame in verbs_in(scene, extent):
        if (frame.negated and not _of_thing(scene, frame)) or frame.mark is not None:
            continue
        if not _heads(scene, frame, content, extent):
            continue
        if _exists(scene, frame, extent):
            continue
        future = frame.tense == "future" or (reported and frame.modal in scene.lexicon.statements.reported_future)
        if future and not frame.perfect and _own_side(scene, frame, speakers):
            return frame
    return None


def _exists(scene: Scene, frame: Frame, extent: Extent) -> bool:
    """Whether it is only told what is to be: "There will be no second warning"."""
    own = any(arg.role == "subject" and inside(arg.extent, extent) for arg in frame.args)
    return frame.lemma in scene.lexicon.grammar.copulas and not own


def _of_thing(scene: Scene, frame: Frame) -> bool:
    """Whether only the thing is negated: "will spare no effort" promises."""
    behind = _TOKEN.match(scene.reading.text, frame.extent.end + 1)
    return behind is not None and behind[0].lower() in scene.lexicon.grammar.negators


def _heads(scene: Scene, frame: Frame, content: Content, extent: Extent) -> bool:
    """Tell whether a frame is the main predicate of what is said, coordinated with it, or under "is" ("is to free")."""
    cursor = frame
    for above in scene.above(frame):
        if not inside(above.extent, extent):
            return True
        copular = above.lemma in scene.lexicon.grammar.copulas and cursor.link == "xcomp"
        if cursor.link != "conj" and not copular:
            return content.frame is not None and cursor.index == content.frame.index
        cursor = above
    return True


def _own_side(scene: Scene, frame: Frame, speakers: tuple[int, ...]) -> bool:
    text = scene.reading.text
    subjects = [arg for arg in frame.args if arg.role == "subject"]
    if frame.passive and not subjects:
        return True  # "relations would be further strengthened"
    for arg in subjects:
        head = text[arg.head_extent.start : arg.head_extent.end].lower()
        if head in scene.lexicon.statements.first_person:
            return True
        for index in arg.mentions:
            mention = scene.mentions[index]
            if index in speakers or mention.kind in {"state", "organization"}:
                homes = {scene.mentions[speaker].country for speaker in speakers} - {None}
                return index in speakers or not homes or mention.country is None or mention.country in homes
            if mention.kind == "pronoun":
                return not frame.passive
    return False


def _hostile(scene: Scene, frame: Frame) -> bool:
    """Know "would suspend border trade": what is announced is a blow."""
    cue = best_cue(frame, scene.mentions, scene.lexicon.cues, frozenset(), light=False)
    if cue is not None and cue.type in HOSTILE:
        return True
    # "We will go further if the killing does not stop"
    return any(child.mark is not None and child.negated for child in scene.children(frame))


def _own_act(scene: Scene, content: Content, extent: Extent, speakers: tuple[int, ...]) -> Act | None:
    """Give the act of what I, we or one's own state say: "We urge the neighbours to stop", "said Chile condemns"."""
    if content.kind != "quotation" and (content.kind != "clause" or content.frame is None):
        return None
    words = scene.lexicon.statements
    for frame in verbs_in(scene, extent):
        apart = content.kind == "clause" and frame != content.frame
        if frame.negated or frame.tense == "future" or apart:
            continue
        first = any(
            scene.reading.text[a.head_extent.start : a.head_extent.end].lower() in words.first_person
            for a in frame.args
            if a.role == "subject" and content.kind == "quotation"
        )
        word = word_of(scene, frame) if first or _own_state(scene, frame, extent, speakers) else None
        if word is not None and word.act != "assert" and (first or word.act in OWN):
            return word.act
    return None


def _own_state(scene: Scene, frame: Frame, extent: Extent, speakers: tuple[int, ...]) -> bool:
    """Know "Viet Nam calls on all to keep calm", said by its spokesperson: of no other state, and at this time."""
    above = None if frame.parent is None else scene.frames[frame.parent]
    heads = frame.link in {"root", "conj"} or above is None or not inside(above.extent, extent)
    if frame.tense != "present" or not heads or not speakers:
        return False
    told = [scene.mentions[m] for a in frame.args if a.role == "subject" for m in a.mentions]
    homes = {scene.mentions[speaker].country for speaker in speakers} - {None}
    return bool(told) and all(m.kind == "state" and (not homes or m.country in homes) for m in told)
