"""What a report only passes on: rumours, unconfirmed reports, and what somebody says is not so."""

from dragoman.coding.scene import Scene
from dragoman.model.reading import Frame

REACH = 5  # words before a noun in which it is told what it is of


def is_hearsay(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether a clause says what a report or a rumour has: "denied a report that it had sent a brigade"."""
    if parent.lemma.split()[-1] not in scene.lexicon.grammar.hearsay:
        return False
    if parent.kind == "verb":  # "Reports that Chad had expelled him are false": taken for a verb
        return frame.link == "ccomp" and not any(arg.role in {"subject", "object"} for arg in parent.args)
    full = any(child.link in {"xcomp", "ccomp"} for child in scene.children(frame))  # "that it offered to host"
    own = any(arg.role == "subject" and arg.head_extent != parent.extent for arg in frame.args)
    return (full and own) or all(arg.head_extent != parent.extent for arg in frame.args)  # "a report that accuses Iran"


def told_of_hearsay(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether a clause hangs on what is only told: "denied the versions according to which troops had moved"."""
    hearsay = scene.lexicon.grammar.hearsay
    if parent.kind == "verb" and scene.lexicon.statements.denies(parent.lemma) and _own_subject(frame):
        # "dismissed as a fabrication the story of a newspaper that Chad had sent engineers"
        between = scene.reading.text[parent.extent.end : frame.clause.start].lower().split()
        if not hearsay.isdisjoint(between):
            return True
    return parent.kind == "verb" and any(
        (arg.role == "object" or ("." not in arg.role and _own_subject(frame)))
        and not hearsay.isdisjoint(arg.heads)
        and arg.head_extent.end <= frame.clause.start < arg.extent.end
        for arg in parent.args
    )


def of_rumour(scene: Scene, frame: Frame) -> bool | None:
    """Whether an act that a noun names is what reports or rumours have, and these are denied; None where it is not.

    "Reports of a meeting in Doha are untrue", "amid reports of clashes"; not "the report of the clash".
    """
    grammar = scene.lexicon.grammar
    sentence = scene.reading.sentences[frame.sentence].extent
    lead = scene.reading.text[sentence.start : frame.extent.start].lower().split()[-REACH:]
    at = next((at for at in range(len(lead) - 1, 0, -1) if lead[at] in grammar.of), None)
    if at is None or any(word.endswith((",", ";")) for word in lead[at - 1 :]):
        return None
    noun = grammar.singular(lead[at - 1])
    if noun not in grammar.hearsay or (lead[at - 1] == noun and noun in grammar.authored):
        return None
    start = scene.reading.text.lower().rfind(lead[at - 1], sentence.start, frame.extent.start)
    told = (f for f in scene.reading.frames_of(frame.sentence) if f.kind == "verb")
    denying = (f for f in told if (scene.lexicon.statements.denies(f.lemma) and not f.negated) or is_untrue(scene, f))
    return any(
        arg.role in {"object", "subject"} and arg.extent.start <= start < arg.extent.end
        for denier in denying
        for arg in denier.args
    )


def forgone(scene: Scene, frame: Frame) -> bool:
    """Whether something else was done in its place: "rather than break off relations", "instead of a meeting"."""
    sentence = scene.reading.sentences[frame.sentence].extent
    lead = " ".join(scene.reading.text[sentence.start : frame.extent.start].lower().split())
    if frame.kind == "verb":
        return lead.endswith(tuple(scene.lexicon.grammar.forgone))
    for phrase in scene.lexicon.grammar.forgone:
        _, found, behind = f" {lead}".rpartition(f" {phrase}")
        if found and "," not in behind and len(behind.split()) < REACH:
            return True
    return False


def denied_behind(scene: Scene, frame: Frame, parent: Frame) -> bool:
    """Whether a clause is denied behind where or when: "denied during a visit to Kidal that Algeria had asked"."""
    above = scene.frames[parent.parent] if parent.kind == "noun" and parent.parent is not None else parent
    words = scene.lexicon.statements
    if above.kind != "verb" or not words.denies(above.lemma) or above.negated or not _own_subject(frame):
        return False
    things = any(arg.role == "object" and arg.extent.start > above.extent.end for arg in above.args)
    lead = scene.reading.text[frame.clause.start : frame.extent.start].lower().split()[:1]
    return not things and not words.complementizers.isdisjoint(lead)


def _own_subject(frame: Frame) -> bool:
    """Whether a clause has a subject of its own: "that Chad had sent engineers", not "who had sent them"."""
    return any(
        arg.role == "subject" and frame.clause.start <= arg.extent.start < frame.extent.start for arg in frame.args
    )


def is_relayed(scene: Scene, frame: Frame) -> bool:
    """Whether a clause is told by what it hangs on: "denied the information according to which it had fired"."""
    reading = scene.reading
    start = reading.sentences[frame.sentence].extent.start
    lead = reading.text[start : frame.extent.start].lower()
    at = max((lead.rfind(f" {phrase} ") for phrase in scene.lexicon.grammar.relayed), default=-1)
    if at < 0:
        return False
    between = [f for f in reading.frames_of(frame.sentence) if start + at < f.extent.start < frame.extent.start]
    return frame.kind == "verb" and frame.mood == "indicative" and not any(f.mood == "indicative" for f in between)


def is_to_come(scene: Scene, frame: Frame) -> bool:
    """Whether a present tense or a noun tells what a day to come will bring: "They travel to Tonga tomorrow"."""
    if _called_for(scene, frame):
        return True
    before = scene.reading.text[: frame.extent.start].rsplit(maxsplit=1)[-1:]
    if frame.kind == "noun" and before and before[0].lower() in scene.lexicon.dates.coming:
        return True  # "the president's planned visit to Cairo"
    today = scene.reading.published
    present = frame.kind == "noun" or (frame.tense == "present" and not frame.perfect and not frame.passive)
    if not present or today is None or today.latest is None:
        return False
    things = [arg.extent for arg in frame.args if arg.role == "object" and not arg.mentions]
    return any(
        time.relation in {"at", "during"}
        and time.earliest is not None
        and time.earliest > today.latest
        and not any(thing.start <= time.extent.start < thing.end for thing in things)  # "backs the vote on 3 July"
        for time in (scene.reading.times[t] for t in frame.times)
    )


def _called_for(scene: Scene, frame: Frame) -> bool:
    """Whether a meeting is called for a day: "convened a meeting of envoys for Thursday"."""
    verb = scene.frames[frame.parent] if frame.link == "light" and frame.parent is not None else frame
    calls = scene.lexicon.grammar.called_for
    return any(arg.timed and f"{verb.lemma} {arg.role}" in calls for arg in verb.args)


def is_denied(scene: Scene, parent: Frame) -> bool:
    """Whether a report or a rumour is denied: by whoever denies it, or since it "is false"."""
    above = scene.frames[parent.parent] if parent.parent is not None else None
    if above is not None and scene.lexicon.statements.denies(above.lemma) and not above.negated:
        return True
    beside = scene.children(parent) if parent.kind == "verb" else ()
    return any(is_untrue(scene, one) for one in (above, *beside) if one is not None)


def called_untrue(scene: Scene, frame: Frame) -> bool:
    """Whether a clause is the content of a report that somebody calls false: "described as false rumours that"."""
    grammar = scene.lexicon.grammar
    for above in scene.reading.frames_of(frame.sentence):
        if above.kind != "verb" or above.lemma not in grammar.labelling or above.negated:
            continue
        told = scene.reading.text[above.extent.end : frame.clause.start].lower().split()
        lying = next((at for at, word in enumerate(told) if grammar.untrue & {word, grammar.singular(word)}), None)
        if lying is not None and any(grammar.singular(word) in grammar.hearsay for word in told[lying + 1 :]):
            return True
    return False


def is_untrue(scene: Scene, frame: Frame) -> bool:
    """Whether a predicate says that something is not so: "is untrue", "is not true", "were unfounded"."""
    grammar = scene.lexicon.grammar
    if frame.kind != "verb" or frame.lemma not in grammar.copulas:
        return False
    heads = {head for arg in frame.args if arg.role == "attribute" for head in arg.heads}
    return bool(heads & (grammar.so if frame.negated else grammar.untrue))


def is_alleged(scene: Scene, frame: Frame) -> bool:
    """Whether an act or its doer is only alleged: "allegedly shot two men", "were shot dead, allegedly by soldiers"."""
    adverbs = scene.lexicon.grammar.hearsay_adverbs
    if not adverbs.isdisjoint(frame.adverbs) or _by_rumour(scene, frame):
        return True
    if not frame.passive:
        return False
    text, after = scene.reading.text, frame.extent.end
    doers = (arg for arg in frame.args if arg.role == "subject" and arg.extent.start > after)
    return any(not adverbs.isdisjoint(text[after : arg.extent.start].lower().split()[-2:]) for arg in doers)


def _by_rumour(scene: Scene, frame: Frame) -> bool:
    """Whether it is told by nobody known: "According to unconfirmed reports, jets bombed the town"."""
    told = (arg for arg in frame.args if arg.role in scene.lexicon.grammar.according and not arg.mentions)
    return any(_unsigned(scene, head) for arg in told for head in arg.heads)


def is_doubtful(scene: Scene, parent: Frame) -> bool:
    """Whether nobody stands for what is said: "unconfirmed reports said that", "rumours claimed that"."""
    told = (arg for arg in parent.args if arg.role == "subject" and not arg.mentions)
    return any(_unsigned(scene, head) for arg in told for head in arg.heads)


def _unsigned(scene: Scene, head: str) -> bool:
    """Whether what tells has no author who may be known, as a report has."""
    grammar = scene.lexicon.grammar
    return head in grammar.hearsay - grammar.authored or (" " in head and _doubted(scene, head))


def _doubted(scene: Scene, head: str) -> bool:
    doubt, _, noun = head.rpartition(" ")
    grammar = scene.lexicon.grammar
    return noun in grammar.hearsay and (doubt in grammar.doubtful or doubt in grammar.untrue)
