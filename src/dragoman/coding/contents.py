"""What is said under a verb of saying: a quotation, a clause, the words before "X said", a phrase, the object."""

from dragoman.coding.asides import (
    around,
    asked_of,
    behind_aside,
    called_before,
    charge_before,
    deeper,
    is_asked,
    label_of,
    on_a_day,
    rumour,
    that_in,
    verbless,
    with_determiner,
)
from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import (
    clause,
    drop_tail,
    frames_of,
    next_word,
    own_end,
    quotations_near,
    shorten,
    skip_lead,
    trim,
    verbs_in,
)
from dragoman.coding.quoted import NEAR, QUOTES, Content, first_frame, quotations
from dragoman.coding.scene import Scene
from dragoman.coding.speakers import quoter_of, subject_of
from dragoman.model.reading import Arg, Extent, Frame
from dragoman.model.record import Act

LONG = 60  # from here on a stretch with a finite verb is no mere adverbial, however it was parsed
_OF_THINGS: frozenset[Act] = frozenset({"accuse", "condole", "praise", "thank"})
_DASHES = "—\u2013"


def contents_of(scene: Scene, frame: Frame, lemma: str, noun: Arg | None, subject: Arg) -> tuple[Content, ...]:
    """Find what is said, the first form found; several only where a quotation goes on after the verb."""
    quoted = quotations(scene, frame, subject)
    if quoted:
        return (*_before_colon(scene, frame, quoted[0]), *quoted)
    if noun is not None:
        return (_of_noun(scene, frame, lemma, noun),)
    if lemma in scene.lexicon.statements.labels:
        label = label_of(scene, frame)
        return () if label is None else (Content(label, "phrase"),)
    told = _rumour(scene, frame) or _clause(scene, frame)
    teller, whose = _teller(scene, frame, subject)
    before = None if whose is None else _before(scene, teller, whose)
    if told is not None:
        return ((before or told) if told.extent.end <= frame.extent.start else told, *_would_too(scene, frame, told))
    if lemma in scene.lexicon.statements.clausal and before is not None:
        return (before,)
    named = _named(scene, frame, lemma) or before
    return () if named is None else (named,)


def _teller(scene: Scene, frame: Frame, subject: Arg) -> tuple[Frame, Arg | None]:
    """Give the verb that tells what stands before, and whose it is: "..., Interfax cited the minister as saying"."""
    above = quoter_of(scene, frame)
    if above is None:
        return frame, None if frame.mood == "participle" else subject
    return above, subject_of(above) or next((arg for arg in above.args if arg.role == "object"), None)


def _would_too(scene: Scene, frame: Frame, told: Content) -> tuple[Content, ...]:
    """Give what is said next, hung on the verb of saying: "said it was concerned and would send a mission"."""
    modals = scene.lexicon.statements.reported_future
    found: list[Content] = []
    for child in scene.children(frame):
        next_one = child.link == "conj" and child.kind == "verb" and child.modal in modals and not child.quoted
        subjects = [arg for arg in child.args if arg.role == "subject" and arg.extent.start > told.extent.start]
        if (
            next_one
            and frame.modal is None
            and not subjects
            and child.extent.start >= told.extent.end > frame.extent.end
        ):
            start = skip_lead(scene, min(child.clause.start, child.extent.start), child.extent.start)
            found.append(Content(_phrase(scene, Extent(start, own_end(scene, child))), "clause", child))
    return tuple(found)


def _before_colon(scene: Scene, frame: Frame, quoted: Content) -> tuple[Content, ...]:
    """Give the rumour that words quoted after a colon deny: 'denied claims that tanks had moved: "Not one left"'."""
    lead = scene.reading.text[: quoted.extent.start - 1].rstrip()
    if not lead.endswith(":") or quoted.extent.start < frame.extent.end:
        return ()
    told = rumour(scene, frame, len(lead) - 1)
    return () if told is None else (Content(told, "clause", first_frame(scene, told, frame.sentence)),)


def _rumour(scene: Scene, frame: Frame) -> Content | None:
    follows = next_word(scene.reading.text, frame.extent.end, frame.clause.end)
    if follows is not None and follows[0].lower() in scene.lexicon.statements.complementizers:
        return None  # "denied that they had crossed it, saying that nobody had left"
    extent = rumour(scene, frame)
    return None if extent is None else Content(extent, "clause", first_frame(scene, extent, frame.sentence))


def _named(scene: Scene, frame: Frame, lemma: str) -> Content | None:
    """Give the phrase that the verb asks for ("thanked them for their help"), else its object."""
    words = scene.lexicon.statements
    for role in words.content.get(lemma, ()):
        for arg in scene.args(frame, (role, f"object.{role}")):
            if arg.extent.start > frame.extent.end:
                return Content(_to_end(scene, frame, arg.extent), "phrase")
        for arg in frame.args:  # "warned in a joint statement against any attempt"
            released = arg.role.partition(".")[0] in words.medium_roles and arg.role.endswith(f".{role}")
            if released and arg.extent.start > frame.extent.end:
                return Content(_to_end(scene, frame, arg.extent), "phrase")
    if lemma in words.clausal and lemma not in words.spoken:
        return None
    for arg in scene.args(frame, ("object",)):
        kinds = {scene.mentions[m].kind for m in arg.mentions}
        acts = words.verbs.get(lemma) == "praise"  # "welcomed the delegation", but "proposed a joint patrol"
        person = bool(kinds & ACTORS - (set() if acts else {"group"}))
        if (arg.extent.start > frame.extent.end or frame.passive) and not (person and lemma in words.not_of_persons):
            return Content(_to_end(scene, frame, arg.extent), "object")
    called = called_before(scene, frame) or (charge_before(scene, frame) if words.denies(lemma) else None)
    if called is not None:
        return Content(called, "object")
    aside = behind_aside(scene, frame)
    return None if aside is None else Content(aside, "object")


def _phrase(scene: Scene, extent: Extent) -> Extent:
    return shorten(scene.reading.text, trim(scene.reading.text, *extent))


def _to_end(scene: Scene, frame: Frame, extent: Extent) -> Extent:
    """Give an object with the phrases after it that the parser hung on the verb: "dismissed the claim as absurd"."""
    end = extent.end
    for arg in frame.args:
        near = scene.reading.text[end : arg.extent.start].strip(" " + QUOTES)
        if (
            "." not in arg.role
            and arg.role not in {"subject", "object", "indirect"}
            and end < arg.extent.start
            and len(near.split()) == 1
        ):
            end = arg.extent.end
    infinitives = {*scene.lexicon.statements.infinitives}
    for child in scene.children(frame):
        joined = child.link == "prep" and child.prep in {*scene.lexicon.statements.noun_prepositions} - infinitives
        between = scene.reading.text[end : child.clause.start].strip(" \n" + QUOTES)
        if joined and end < child.clause.start and between in {"", child.prep}:
            end = max(end, child.clause.end)  # "commended Eritrea for 'releasing the prisoners'"
        elif child.mood == "infinitive" and scene.reading.text[end : child.extent.start].strip() in infinitives:
            end = max(end, child.clause.end)  # "announced the readiness of Baku to increase the supplies"
    last = scene.reading.sentences[frame.sentence].extent.end
    for quotation in quotations_near(scene, Extent(end, end + NEAR)):
        if 0 < quotation.extent.start - end <= NEAR - 1 and quotation.extent.start < last:
            end = quotation.extent.end + 1  # 'any handover of weapons "while there are paramilitaries"'
    return _phrase(scene, Extent(extent.start, drop_tail(scene, extent.start, end)))


def _clause(scene: Scene, frame: Frame) -> Content | None:
    """Give the clause under a verb: "said that ...", "urged members to ...", "accused them of hiding ..."."""
    text = scene.reading.text
    best: Frame | None = None
    for child in scene.children(frame):
        if _complement(scene, frame, child) and (best is None or best.extent.start < frame.extent.start):
            best = child
    if best is None:
        return _unseen_clause(scene, frame)
    extent = clause(scene, best)
    that = _that(scene, frame) if best.extent.start > frame.extent.end else None
    if that is not None and that < extent.start:
        extent = shorten(text, trim(text, that, extent.end))
    extent = _before_next(scene, best, extent)
    first = _coordinated(scene, frame, best)
    if first is not None:
        start = scene.reading.sentences[frame.sentence].extent.start
        return Content(shorten(text, trim(text, start, extent.end)), "before", first)
    return Content(extent, "clause", best, infinitive=best.mood == "infinitive")


def _before_next(scene: Scene, told: Frame, extent: Extent) -> Extent:
    """Give a clause without the saying hung on it: "denied that they had crossed it, saying that nobody had left"."""
    for child in scene.children(told):
        saying = (
            child.link == "advcl" and child.mood == "participle" and child.lemma in scene.lexicon.statements.clausal
        )
        cut = child.extent.start
        apart = scene.reading.text[extent.start : cut].rstrip().endswith(",")
        if saying and apart and child.tense != "past" and told.extent.end < cut < extent.end:
            return trim(scene.reading.text, extent.start, cut)
    return extent


def _coordinated(scene: Scene, frame: Frame, told: Frame) -> Frame | None:
    """Give the first of two clauses that are both said: "Peru opened the border, but visas stay suspended, he said"."""
    if frame.link != "conj" or frame.parent is None or told.extent.end > frame.extent.start:
        return None
    first = scene.frames[frame.parent]
    if first.kind != "verb" or first.extent.start > told.clause.start or first.mood != "indicative":
        return None
    said = scene.lexicon.statements.act(first.lemma) is not None or first.parent is not None or first.mark is not None
    return None if said else first


def _complement(scene: Scene, frame: Frame, child: Frame) -> bool:
    if child.kind != "verb" or child.mark is not None or _apart(scene, frame, child):
        return False
    if child.link in {"ccomp", "xcomp"}:
        return ";" not in scene.reading.text[child.extent.end : frame.extent.start]
    asked = scene.lexicon.statements.content.get(frame.lemma, ())
    gerund = child.link == "advcl" and child.mood == "participle" and child.prep is None and child.tense == "past"
    if gerund and scene.lexicon.statements.denies(frame.lemma) and child.extent.start > frame.extent.end:
        return True  # "denied on Thursday having offered asylum"
    if child.link == "prep" and child.prep in asked and _just_after(scene, child):
        return True
    return child.link in {"advcl", "acl", "prep", "conj", "relcl"} and _after_that(scene, frame, child)


def _unseen_clause(scene: Scene, frame: Frame) -> Content | None:
    """Give the words after "that", or an infinitive, where the parser hung no clause on the verb."""
    text = scene.reading.text
    that = _that(scene, frame)
    if that is None:
        loose = _infinitive(scene, frame, frame.extent.end) if _wants_infinitive(scene, frame) else None
        return None if loose is None else Content(clause(scene, loose), "clause", loose, infinitive=True)
    end = drop_tail(scene, that, frame.clause.end)
    for child in scene.children(frame):
        if child.link == "conj" and child.extent.start > that:
            end = min(end, drop_tail(scene, that, child.clause.start))
    if end <= that:
        return None
    extent = shorten(text, trim(text, that, end))
    return Content(extent, "clause", first_frame(scene, extent, frame.sentence))


def _just_after(scene: Scene, child: Frame) -> bool:
    """Know "thanked them for having kept the road open", not "apologised to the families of those killed"."""
    start = min(child.clause.start, child.extent.start)
    before = scene.reading.text[scene.reading.sentences[child.sentence].extent.start : start]
    return before.rstrip(QUOTES + " \n").rpartition(" ")[2].lower() == child.prep


def _apart(scene: Scene, frame: Frame, child: Frame) -> bool:
    """Know "said, denying a report": no complement; nor "promised £12 million in aid, to be delivered in May"."""
    between = scene.reading.text[frame.extent.end : max(child.clause.start, frame.extent.end)].rstrip()
    comma = between.endswith((",", *(f", {word}" for word in sorted(scene.lexicon.statements.infinitives))))
    if child.extent.start < frame.extent.start or not comma:
        return False
    return (child.mood == "participle" and child.link != "prep") or (
        child.mood == "infinitive"
        and any(a.role == "object" and a.extent.start > frame.extent.end for a in frame.args)
        and child.passive
    )


def _wants_infinitive(scene: Scene, frame: Frame) -> bool:
    words = scene.lexicon.statements
    told = [frame.lemma, *(f"{frame.lemma} {arg.role}" for arg in frame.args)]  # "We call on EULEX to free them"
    return any(words.verbs.get(word) in {"appeal", "demand", "pledge"} for word in told)


def _infinitive(scene: Scene, frame: Frame, start: int) -> Frame | None:
    """Give the first infinitive after a place, wherever the parser hung it: "the readiness of Prague to open"."""
    for other in frames_of(scene, frame.sentence):
        if other.kind == "verb" and start < other.extent.start < frame.clause.end:
            return other if other.mood == "infinitive" and not _apart(scene, frame, other) else None
    return None


def _after_that(scene: Scene, frame: Frame, child: Frame) -> bool:
    that = _that(scene, frame)
    return that is not None and child.extent.start >= that and child.clause.start <= that + 1


def _that(scene: Scene, frame: Frame) -> int | None:
    """Give behind the "that" which follows the verb, at once or after the one spoken to."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    base = frame.lemma.partition(" ")[0]
    heads = (arg for arg in scene.args(frame, ("attribute", "object")) if arg.heads)
    clear = (a.head_extent.end for a in heads if f"{base} {a.heads[0]}" in scene.lexicon.statements.verbs)
    position = max((frame.extent.end, *clear))  # "made it clear that"
    for _ in range(3):
        start = skip_lead(scene, position, sentence.end)
        if start > position:
            lead = text[position:start].strip().lower()
            return start if lead.split()[0] in scene.lexicon.statements.complementizers else None
        if scene.lexicon.statements.act(frame.lemma) in _OF_THINGS:
            return None  # "thanked the guests for the two helicopters that Albania sent"
        step = next(
            (a for a in frame.args if 0 <= a.extent.start - position <= NEAR + 3 and a.extent.end > position), None
        )
        if step is None or (step.role == "object" and frame.lemma not in scene.lexicon.statements.to_object):
            return None  # "dismissed the reports that", "rejected the petition that Lima had filed"
        position = min(step.extent.end, that_in(scene, position, step.extent.end))
    return None


def _before(scene: Scene, frame: Frame, subject: Arg) -> Content | None:
    """Give the words before "..., the ministry said"; or after it, where only an adverbial stands before."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    begin = min(with_determiner(scene, subject.extent.start, sentence.start), frame.extent.start)
    behind = max(subject.extent.end, frame.extent.end)
    whole = around(scene, frame, begin, behind)
    if whole is not None:
        return Content(whole[0], "before", whole[1])
    stripped = text[sentence.start : begin].rstrip()
    if begin - behind > 0 or not stripped or stripped[-1] not in "," + QUOTES + _DASHES:
        return None
    lead = Extent(sentence.start, sentence.start + len(stripped))
    told = _finite(scene, frame, lead)
    comma = text.find(",", behind, sentence.end)
    if told is not None and 0 < comma < sentence.end - len(stripped) and comma - behind <= NEAR:
        later = _finite(scene, frame, Extent(comma, sentence.end))
        if later is not None and later.parent == frame.index:
            told = None  # "Had the talks broken down, diplomats say, the rains would have ..."
    if told is not None:
        asked = is_asked(scene, frame, told)
        return asked_of(scene, frame, told, behind) if asked else Content(_phrase(scene, lead), "before", told)
    if subject.extent.start >= frame.extent.end:
        short = verbless(scene, frame, lead.end)
        return None if short is None else Content(short, "before")
    if comma < 0 or any(a.role == "object" and behind <= a.extent.start < comma for a in frame.args):
        return None  # "a court sentenced two pilots to eight years, a verdict which ..."
    told = _finite(scene, frame, Extent(comma, sentence.end))
    if told is None:
        return None
    inside_it = told.link == "conj" and not any(a.role == "subject" and a.extent.start > comma for a in told.args)
    # "The city of Goma, he went on, is not threatened"
    return Content(_phrase(scene, Extent(sentence.start if inside_it else comma, sentence.end)), "before", told)


def _finite(scene: Scene, frame: Frame, extent: Extent) -> Frame | None:
    inner = [
        f
        for f in verbs_in(scene, extent)
        if f.sentence == frame.sentence and f.index != frame.index and f.mood == "indicative" and f.mark is None
    ]
    if frame.link == "conj" and frame.parent is not None:
        inner = [scene.frames[frame.parent]] if scene.frames[frame.parent] in inner else inner
    main = [f for f in inner if f.link in {"root", "ccomp", "parataxis"} or f.parent == frame.index]
    under = [f for f in inner if frame.parent == f.index]
    found = main or under or ([f for f in inner if f.link != "acl"] if extent.end - extent.start > LONG else [])
    return found[0] if found else None


def _told_after(scene: Scene, frame: Frame, arg: Arg, lemma: str) -> Content | None:
    """Know "the readiness of Prague to open an office", where no verb was seen in "open"."""
    text = scene.reading.text
    if scene.lexicon.statements.nouns.get(lemma) not in {"appeal", "demand", "pledge"}:
        return None
    start = skip_lead(scene, arg.extent.end, frame.clause.end)
    if text[arg.extent.end : start].strip().lower() not in scene.lexicon.statements.infinitives:
        return None
    return Content(shorten(text, trim(text, start, max(own_end(scene, frame), start))), "noun", None, infinitive=True)


def _of_noun(scene: Scene, frame: Frame, lemma: str, noun: Arg) -> Content:
    """Give the complement of a noun: "satisfaction with the level of cooperation", "an invitation to visit"."""
    text = scene.reading.text
    inner = None if noun.frame is None else scene.frames[noun.frame]
    act = scene.lexicon.statements.nouns.get(lemma)
    told = _clause_of_noun(scene, frame, inner, noun)
    if told is not None and not (act in _OF_THINGS and deeper(scene, frame, noun, told.extent.start)):
        return told
    if act in {"appeal", "demand", "pledge", "assert"}:
        loose = _infinitive(scene, frame, noun.head_extent.end)
        if loose is not None:
            return Content(clause(scene, loose), "noun", loose, infinitive=True)
    args = () if inner is None else inner.args
    args += tuple(arg for arg in frame.args if arg.extent.start >= noun.head_extent.end)
    for role in scene.lexicon.statements.noun_prepositions:
        for arg in args:
            if on_a_day(scene, frame, arg):
                continue  # "made the pledge in Lima on Thursday after talks"
            roles = {role, f"object.{role}", "indirect" if role in scene.lexicon.statements.infinitives else role}
            if arg.role in roles and arg.extent.start > noun.head_extent.end:
                phrase = Content(_to_end(scene, frame, arg.extent), "noun")
                return _told_after(scene, frame, arg, lemma) or phrase
    return Content(shorten(text, trim(text, *noun.extent)), "noun")


def _clause_of_noun(scene: Scene, frame: Frame, inner: Frame | None, noun: Arg) -> Content | None:
    """Give the infinitive or clause on a noun of saying or on the verb that carries it."""
    for host in (frame,) if inner is None else (inner, frame):
        for child in scene.children(host):
            if child.kind != "verb" or child.extent.start < noun.head_extent.end:
                continue
            loose = host is inner and child.link == "advcl"
            infinitive = child.mood == "infinitive" and (loose or child.link in {"acl", "ccomp", "xcomp"})
            if infinitive or (child.mood == "indicative" and child.link == "ccomp"):
                return Content(clause(scene, child), "noun", child)
    return None
