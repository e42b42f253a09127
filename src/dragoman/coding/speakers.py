"""Who speaks: the subject of a verb of saying, wherever it stands."""

from dataclasses import replace

from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import frames_of, mentions_of, quotations_near, strays
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Frame

PRESS = "JRN"
CLOSING = '"”»\u2019'
OPENING = "\"“«‘'"
WORDS = 3  # from here on a quotation is told, and not only a word in marks
ISSUED = 2  # words between a release and whose it is: "a statement by the"
QUOTED_OR_COMMA = ',"”»\u2019—\u2013'


def speakers_in(scene: Scene, arg: Arg | None) -> tuple[int, ...]:
    """Give the actors that a subject is; or for "a ministry statement", "a source in the army", the one inside."""
    if arg is None:
        return ()
    direct = tuple(_by_name(scene, m) for m in arg.mentions if scene.mentions[m].kind in ACTORS)
    if direct:
        return direct
    outlets = tuple(m for m in scene.within(arg.extent) if scene.mentions[m].kind == "media")
    if outlets and scene.lexicon.statements.press & set(arg.heads):
        return outlets[:1]  # "Hezbollah-run Al-Manar television"
    if scene.lexicon.statements.voices & set(arg.heads):
        inner = scene.within(arg.extent)
        bodies = tuple(m for m in inner if scene.mentions[m].kind != "state")  # "a statement by Mali's presidency"
        return (bodies or inner)[:1]
    return ()


def _by_name(scene: Scene, mention: int) -> int:
    """Give an outlet told by its kind and its name by the name: "state broadcaster TVR"."""
    named = scene.mentions[mention].apposed if is_press(scene, mention) else None
    return mention if named is None or scene.mentions[named].kind != "media" else named


def is_press(scene: Scene, mention: int) -> bool:
    """Whether a mention is an outlet, or a body of the press told by its kind: "local media"."""
    told = scene.mentions[mention]
    return told.kind == "media" or (told.kind == "organization" and PRESS in told.sectors)


def hears(scene: Scene, mention: int) -> bool:
    """Whether a mention is of those who are only told: "a message sent to reporters"."""
    told = scene.mentions[mention]
    return told.kind in {"role", "group"} and PRESS in told.sectors


def quoter_of(scene: Scene, frame: Frame) -> Frame | None:
    """Give the verb by which another quotes who speaks: "Reuters quoted the president as saying"."""
    above = None if frame.parent is None else scene.frames[frame.parent]
    words = scene.lexicon.statements
    return above if above is not None and frame.prep in words.as_word and above.lemma in words.quoters else None


def subject_of(frame: Frame) -> Arg | None:
    """Give the subject nearest the verb: the first may be that of what is said."""
    subjects = [arg for arg in frame.args if arg.role == "subject"]
    before = [arg for arg in subjects if arg.extent.end <= frame.extent.start]
    return before[-1] if before else next(iter(subjects), None)


def before_verb(scene: Scene, frame: Frame) -> Arg | None:
    """Give who stands before a verb that the parser left without a subject.

    "In a communiqué issued in Cotonou, the ministers of Benin and Togo condemned".
    """
    if frame.mood != "indicative" or frame.passive or frame.tense == "none" or frame.link not in {"root", "ccomp"}:
        return None
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    start = max(text.rfind(",", sentence.start, frame.extent.start) + 1, sentence.start)
    inner = [
        m for m in mentions_of(scene, frame.sentence) if start <= m.extent.start and m.extent.end <= frame.extent.start
    ]
    if not inner:
        return _before_aside(scene, frame)
    first = next(iter(inner), None)
    lead = text[start : first.extent.start].strip().lower() if first is not None else ""
    if first is None or first.kind not in ACTORS or (lead and lead not in scene.lexicon.statements.determiners):
        return None
    if any(start <= f.extent.start < frame.extent.start and f.kind == "verb" for f in frames_of(scene, frame.sentence)):
        return None
    extent = first.extent._replace(end=inner[-1].extent.end)
    return Arg(role="subject", extent=extent, head_extent=first.head_extent, heads=(), mentions=(first.index,))


def _before_aside(scene: Scene, frame: Frame) -> Arg | None:
    """Give who stands before an aside between commas: "In the talks, Ruiz, pointing to the drought, said"."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    if not text[sentence.start : frame.extent.start].rstrip().endswith(","):
        return None
    for mention in reversed(mentions_of(scene, frame.sentence)):
        if mention.extent.end >= frame.extent.start or mention.kind not in ACTORS - {"state", "pronoun"}:
            continue
        between = [
            f for f in frames_of(scene, frame.sentence) if mention.extent.end < f.extent.start < frame.extent.start
        ]
        lead = text[sentence.start : mention.extent.start].rstrip()
        word = lead.rpartition(" ")[2]
        if word.lower() in scene.lexicon.statements.determiners:
            lead = lead[: -len(word)].rstrip()
        aside = bool(between) and all(f.kind != "verb" or f.mood == "participle" for f in between)
        if aside and text[mention.extent.end : mention.extent.end + 1] == "," and (not lead or lead.endswith(",")):
            extent, head = mention.extent, mention.head_extent
            return Arg(role="subject", extent=extent, head_extent=head, heads=(), mentions=(mention.index,))
    return None


def outer_of(scene: Scene, frame: Frame) -> Arg | None:
    """Give who says the whole where a participle hangs on what is said: "said A and B are friends, thanking B for"."""
    if frame.mood != "participle" or frame.link != "advcl" or frame.tense == "past" or frame.parent is None:
        return None
    inner = scene.frames[frame.parent]
    if inner.link != "ccomp" or inner.parent is None or inner.extent.start > frame.extent.start:
        return None
    saying = scene.frames[inner.parent]
    behind = scene.reading.text[inner.extent.end : frame.extent.start].rstrip().endswith(",")
    if not behind or saying.kind != "verb" or saying.lemma not in scene.lexicon.statements.verbs:
        return None
    return subject_of(saying)


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
    above = quoter_of(scene, frame)
    if above is None or above.passive:
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
    after = None if after is None else _with_issuer(scene, frame, after)
    if after is None or not speakers_in(scene, after):
        return None
    gap = text[frame.extent.end : after.extent.start].strip().lower()
    if set(gap.split()) - scene.lexicon.statements.determiners - scene.lexicon.statements.repeated:
        return None
    told = before[-1] != "," or any(
        child.link == "ccomp" and child.extent.end <= frame.extent.start for child in scene.children(frame)
    )
    if frame.link == "conj" and _joined_aside(scene, frame, before):
        return None
    if frame.link == "conj" and not any(child.link == "conj" for child in scene.children(frame)):
        # "threw stones at a patrol, denounced the Ministry": no "and" after it, so it coordinates nothing
        return after if frame.lemma in scene.lexicon.statements.verbs else None
    if not told or (speakers and subject is not None and subject.extent.end + 1 == frame.extent.start):
        return None
    return after


def _joined_aside(scene: Scene, frame: Frame, before: str) -> bool:
    """Whether a verb is joined to another over an aside: "denied it and, in a statement, accused Peru of theft"."""
    above = None if frame.parent is None else scene.frames[frame.parent]
    if above is None or above.extent.start > frame.extent.start:
        return False
    start = scene.reading.sentences[frame.sentence].extent.start
    between = [part.split() for part in before[above.extent.end - start :].split(",")[:-1]]
    return any(part and part[-1].lower() in scene.lexicon.statements.joiners for part in between[:-1])


def _with_issuer(scene: Scene, frame: Frame, arg: Arg) -> Arg:
    """Give a release with whose it is: "read a statement by the ministry"."""
    if not scene.lexicon.statements.releases & set(arg.heads) or speakers_in(scene, arg):
        return arg
    text = scene.reading.text
    behind = (a for a in frame.args if a.extent.start > arg.extent.end and a.mentions)
    owner = next((a for a in behind if len(text[arg.extent.end : a.extent.start].split()) <= ISSUED), None)
    return arg if owner is None else replace(arg, extent=arg.extent._replace(end=owner.extent.end))


def quoted_before(scene: Scene, frame: Frame) -> bool:
    """Whether a verb, of saying or not, tells whose words stand beside it: '"...," judged the chancellor'."""
    if frame.kind != "verb" or frame.passive or frame.negated or frame.mood != "indicative" or frame.quoted:
        return False
    subject = subject_of(frame)
    own = speakers_in(scene, subject)
    if own and _opens_quotation(scene, frame):
        return True
    turned = inverted_in(scene, frame, subject, own)
    begin = frame.extent.start
    if turned is None:
        if subject is None or not own or any(arg.role in {"object", "attribute"} for arg in frame.args):
            return False
        begin = min(begin, subject.extent.start)
    sentence = scene.reading.sentences[frame.sentence].extent
    text = scene.reading.text
    told = text[sentence.start : begin].rstrip()
    word = told.rpartition(" ")[2]
    if word.lower() in scene.lexicon.statements.determiners:
        told = told[: -len(word)].rstrip()
    end = sentence.start + len(told.rstrip(QUOTED_OR_COMMA))
    return told != told.rstrip(CLOSING + ",") and any(
        q.extent.end - end in {0, 1} and len(text[slice(*q.extent)].split()) >= WORDS
        for q in quotations_near(scene, sentence)
        if sentence.start <= q.extent.start
    )


def _opens_quotation(scene: Scene, frame: Frame) -> bool:
    """Whether a colon and a quotation come after the verb: 'The envoy disagreed: "We moved back by ten years."'."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    return any(
        text[frame.extent.end : quotation.extent.start - 1].strip() == ":"
        for quotation in quotations_near(scene, sentence)
        if quotation.extent.start > frame.extent.end
    )


def partly_quoted(scene: Scene, frame: Frame) -> bool:
    """Whether only the act is quoted, its doer stands before the mark: 'Lobo "strongly condemns" the coup'."""
    subject = subject_of(frame)
    if subject is None or subject.extent.end > frame.extent.start:
        return False
    text = scene.reading.text
    around = (
        q.extent for q in quotations_near(scene, frame.extent) if q.extent.start <= frame.extent.start < q.extent.end
    )
    start = next((extent.start for extent in around), None)
    return (
        start is not None and not text[subject.extent.end : start].strip(OPENING + " ") and subject.extent.end < start
    )


def quotes_behind(scene: Scene, frame: Frame) -> bool:
    """Whether a verb of saying only tells who said what stands before it: "..., denounced the Ministry of Defence"."""
    if frame.link != "conj" or frame.lemma not in scene.lexicon.statements.verbs:
        return False
    subject = subject_of(frame)
    return inverted_in(scene, frame, subject, speakers_in(scene, subject)) is not None
