"""Who speaks: the subject of a verb of saying, wherever it stands."""

from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import frames_of, mentions_of, strays
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Frame

QUOTED_OR_COMMA = ',"”»\u2019—\u2013'


def speakers_in(scene: Scene, arg: Arg | None) -> tuple[int, ...]:
    """Give the actors that a subject is; or for "a ministry statement", "a source in the army", the one inside."""
    if arg is None:
        return ()
    direct = tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS)
    if direct:
        return direct
    if scene.lexicon.statements.voices & set(arg.heads):
        inner = scene.within(arg.extent)
        bodies = tuple(m for m in inner if scene.mentions[m].kind != "state")  # "a statement by Mali's presidency"
        return (bodies or inner)[:1]
    return ()


def subject_of(frame: Frame) -> Arg | None:
    """Give the subject nearest the verb: the first may be that of what is said."""
    subjects = [arg for arg in frame.args if arg.role == "subject"]
    before = [arg for arg in subjects if arg.extent.end <= frame.extent.start]
    return before[-1] if before else next(iter(subjects), None)


def host_of(scene: Scene, frame: Frame) -> Frame | None:
    """Give the verb above a complement on which the parser hung this one: "demanded that B act, and warned"."""
    for above in frames_of(scene, frame.sentence):
        if above.link not in {"xcomp", "ccomp"} or above.parent is None:
            continue
        if above.extent.start < frame.extent.start and frame.index in {s.index for s in strays(scene, above)}:
            return scene.frames[above.parent]
    return None


def quoted_by(scene: Scene, frame: Frame) -> Arg | None:
    """Give whom another quotes: "Reuters quoted the president as saying that"."""
    words = scene.lexicon.statements
    if frame.parent is None or frame.prep not in words.as_word:
        return None
    above = scene.frames[frame.parent]
    if above.passive or above.lemma not in words.quoters:
        return None
    return next((arg for arg in above.args if arg.role == "object" and arg.extent.end <= frame.extent.start), None)


def before_who(scene: Scene, frame: Frame, subject: Arg | None) -> Arg | None:
    """Give whom a relative clause is about where the parser hung it elsewhere: "Mr. Hicham Tazrouti, who indicated"."""
    if frame.link != "relcl" or speakers_in(scene, subject):
        return None
    text = scene.reading.text
    lead = text[scene.reading.sentences[frame.sentence].extent.start : frame.extent.start].rstrip().rpartition(" ")
    if lead[2].lower() not in scene.lexicon.statements.relatives:
        return None
    end = len(lead[0].rstrip(", \n"))
    last = next((m for m in mentions_of(scene, frame.sentence) if m.extent.end == end and m.kind in ACTORS), None)
    if last is None:
        return None
    return Arg(role="subject", extent=last.extent, head_extent=last.head_extent, heads=(), mentions=(last.index,))


def behind_verb(scene: Scene, frame: Frame, subject: Arg | None) -> Arg | None:
    """Give the speaker behind the verb where what is said has no verb: "No amnesty, says Bogotá"."""
    if subject is None or speakers_in(scene, subject) or subject.extent.end > frame.extent.start:
        return None
    text = scene.reading.text
    if not text[subject.extent.end : frame.extent.start].strip().startswith(tuple(QUOTED_OR_COMMA)):
        return None
    later = (a for a in frame.args if a.role == "subject" and a.extent.start >= frame.extent.end)
    return next((a for a in later if speakers_in(scene, a)), None)


def inverted_in(scene: Scene, frame: Frame, subject: Arg | None, speakers: tuple[int, ...]) -> Arg | None:
    """Give the speaker after the verb, taken for its object: '"...," sentenced the head of Peruvian diplomacy'."""
    text = scene.reading.text
    before = text[scene.reading.sentences[frame.sentence].extent.start : frame.extent.start].rstrip()
    if not before or before[-1] not in QUOTED_OR_COMMA:
        return None
    after = next(
        (a for a in frame.args if a.role in {"object", "attribute"} and a.extent.start >= frame.extent.end), None
    )
    if after is None or not speakers_in(scene, after):
        return None
    gap = text[frame.extent.end : after.extent.start].strip().lower()
    if set(gap.split()) - scene.lexicon.statements.determiners - scene.lexicon.statements.repeated:
        return None
    told = before[-1] != "," or any(
        child.link == "ccomp" and child.extent.end <= frame.extent.start for child in scene.children(frame)
    )
    if frame.link == "conj" and not any(child.link == "conj" for child in scene.children(frame)):
        # "threw stones at a patrol, denounced the Ministry": no "and" after it, so it coordinates nothing
        return after if frame.lemma in scene.lexicon.statements.verbs else None
    if not told or (speakers and subject is not None and subject.extent.end + 1 == frame.extent.start):
        return None
    return after


def quotes_behind(scene: Scene, frame: Frame) -> bool:
    """Whether a verb of saying only tells who said what stands before it: "..., denounced the Ministry of Defence"."""
    if frame.link != "conj" or frame.lemma not in scene.lexicon.statements.verbs:
        return False
    subject = subject_of(frame)
    return inverted_in(scene, frame, subject, speakers_in(scene, subject)) is not None
