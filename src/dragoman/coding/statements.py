"""Frames to statements: who says what to whom, and which act the saying is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.coding.acts import Word, cue_of, promised_in, shade, word_of
from dragoman.coding.contents import contents_of
from dragoman.coding.gifts import gift_of
from dragoman.coding.once import once
from dragoman.coding.phrases import (
    drop_tail,
    frames_of,
    overlap,
    quotations_near,
    sentences_in,
    shorten,
    skip_lead,
    trim,
)
from dragoman.coding.quoted import Content, first_frame
from dragoman.coding.scene import Scene
from dragoman.coding.signed_quotes import signed_quotations
from dragoman.coding.speakers import (
    before_verb,
    before_who,
    behind_verb,
    host_of,
    inverted_in,
    is_press,
    outer_of,
    partly_quoted,
    quoted_before,
    quoted_by,
    speakers_in,
    subject_of,
)
from dragoman.coding.standing import Standing, standing_of
from dragoman.coding.turns import code_turns, of_turn
from dragoman.model.findings import StatementFinding
from dragoman.model.reading import Extent, Frame, Quotation

MOST_SPEAKERS = 4
SPOKEN_SHARE = 0.6  # of a sentence that is a quotation and nothing else
SAME = 0.9
SHORTEST_TURN = 12
SURE = {"quotation": 0.9, "clause": 0.86, "before": 0.84, "noun": 0.82, "phrase": 0.8, "object": 0.74}


@dataclass(frozen=True, slots=True)
class Said:
    """A saying before its act is shaded: who, which word, what."""

    frame: Frame
    word: Word
    speakers: tuple[int, ...]
    content: Content | None
    addressees: tuple[int, ...] = ()


@lru_cache(maxsize=1)  # asked for by events, commitments and the record of one text
def code_statements(scene: Scene) -> tuple[StatementFinding, ...]:
    """Give all statements of a reading, in text order; a headline's only where the body has none."""
    sayings = find_sayings(scene)
    turns = tuple(code_turns(scene))
    told = [finding for said in sayings if said.content is not None for finding in _findings(scene, said)]
    found = [of_turn(scene, finding, turns) for finding in told]
    found += _carried_on(scene, sayings, found)
    found += (*turns, *signed_quotations(scene))
    kept = once(found)
    body = tuple(f for f in kept if scene.reading.sentences[f.sentence].block != "headline")
    return body or tuple(kept)


@lru_cache(maxsize=1)
def find_sayings(scene: Scene) -> tuple[Said, ...]:
    """Give every frame that says something, media included; a content of None leaves it to the sentences around.

    No speakers: one told by a word that is no mention ("two elders told").
    """
    found: list[Said] = []
    issuer: tuple[int, ...] = ()  # of the last release
    last: tuple[int, ...] = ()
    for frame in scene.frames:
        if frame.kind != "verb" or not _real(scene, frame):
            continue
        word = word_of(scene, frame) or (Word(frame.lemma, "assert") if quoted_before(scene, frame) else None)
        if word is None or _quoting(scene, frame):
            issues = frame.lemma in scene.lexicon.statements.carriers and _releases(scene, frame)
            issuer = (speakers_in(scene, subject_of(frame)) or issuer) if issues else issuer
            if issues and _announces(scene, frame):
                found.append(Said(frame, Word(frame.lemma, "assert"), issuer, None))
            if any(arg.role in scene.lexicon.grammar.according for arg in frame.args):
                issuer = _issuer(scene, frame) or issuer  # "according to a statement of the ministry"
            continue
        for said in _said(scene, frame, word):
            told = replace(said, speakers=_known(scene, said, issuer, last))
            found.append(told)
            last = told.speakers or last
            issuer = (_issuer(scene, frame) or last) if _releases(scene, frame) else issuer
    return tuple(found)


def _known(scene: Scene, said: Said, issuer: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """Give who speaks, also in "The statement added" and "underlined the same source"."""
    words = scene.lexicon.statements
    subject = subject_of(said.frame)
    if subject is not None and scene.reading.text[slice(*subject.head_extent)].lower() in words.first_person:
        if said.frame.lemma in words.outlet_verbs:
            return said.speakers  # "In our last issue we wrote that"
        return _ourselves(scene, issuer or last) or said.speakers
    if not said.speakers:
        if said.frame.link in {"acl", "relcl"}:
            return ()  # "Chad rejected reports saying that its troops had crossed"
        return (issuer or last) if subject is not None and (words.releases | words.texts) & set(subject.heads) else ()
    first = scene.mentions[said.speakers[0]]
    told = scene.reading.text[slice(*first.extent)].lower().split()
    return last if last and first.head in words.voices and words.repeated & set(told) else said.speakers


def _ourselves(scene: Scene, last: tuple[int, ...]) -> tuple[int, ...]:
    """Give who says "we" in a text of its own: who spoke last, else the body that heads it; not in an outlet's."""
    if scene.reading.outlet is not None:
        return ()
    heading = next((s.index for s in scene.reading.sentences if s.block == "body"), 0)
    heads = (m.index for m in scene.mentions if m.sentence <= heading and m.kind == "organization")
    return last or tuple(heads)[:1]


def _releases(scene: Scene, frame: Frame) -> bool:
    """Whether a release is told with a verb; not one told against: "rejects the statements made by the president"."""
    above = None if frame.parent is None else scene.lexicon.statements.act(scene.frames[frame.parent].lemma)
    if frame.mood == "participle" and above in {"accuse", "deny"}:
        return False
    return any(scene.lexicon.statements.releases & set(arg.heads) for arg in frame.args)


def _announces(scene: Scene, frame: Frame) -> bool:
    """Whether a release follows its sentence: "The Minister issued the following statement:"."""
    sentence = scene.reading.sentences[frame.sentence].extent
    return scene.reading.text[slice(*sentence)].rstrip().endswith(":") and not frame.passive


def _issuer(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Give whose release it is: "said in a statement of the presidency"."""
    for arg in frame.args:
        if scene.lexicon.statements.releases & set(arg.heads):
            inner = [m for m in scene.within(arg.extent) if scene.mentions[m].kind == "organization"]
            return tuple(inner[:1])
    return ()


def _real(scene: Scene, frame: Frame) -> bool:
    """Give told as said: also "was quoted as telling", and what somebody says that another said."""
    if frame.quoted and not partly_quoted(scene, frame):
        return False
    if host_of(scene, frame) is not None or behind_verb(scene, frame, subject_of(frame)) is not None:
        return True
    if frame.negated or frame.mark is not None:
        return False
    words = scene.lexicon.statements
    if frame.parent is not None and frame.prep in words.as_word:
        parent = scene.frames[frame.parent]
        if parent.lemma in words.quoters:
            return standing_of(scene, parent) is Standing.REAL
    if frame.parent is not None and frame.mood == "infinitive" and scene.frames[frame.parent].lemma in words.stages:
        return standing_of(scene, scene.frames[frame.parent]) is Standing.REAL
    thing = any(arg.role == "object" for arg in frame.args)
    own = any(arg.role == "subject" and arg.extent.end <= frame.extent.start for arg in frame.args)
    heard = frame.link == "acl" or (frame.link == "advcl" and not own)
    if heard and frame.tense == "past" and frame.lemma in words.to_object and not thing:
        return False  # "The minister, asked about the visas, said", "Asked about them by reporters, she said"
    if frame.mood == "participle" and frame.link == "advcl":
        return True
    return standing_of(scene, frame) is Standing.REAL


def _quoting(scene: Scene, frame: Frame) -> bool:
    """Know "was quoted": the saying is in the verb below."""
    return (
        frame.passive
        and frame.lemma in scene.lexicon.statements.quoters
        and any(child.prep in scene.lexicon.statements.as_word for child in scene.children(frame))
    )


def _said(scene: Scene, frame: Frame, word: Word) -> Iterator[Said]:
    words = scene.lexicon.statements
    subject = subject_of(frame) or before_verb(scene, frame)
    subject = outer_of(scene, frame) or subject
    host = host_of(scene, frame)
    if host is not None:
        subject = subject_of(host)
    behind = behind_verb(scene, frame, subject)
    subject = quoted_by(scene, frame) or behind or before_who(scene, frame, subject) or subject
    speakers = speakers_in(scene, subject)
    told_to = word.lemma in words.to_object and (frame.link != "conj" or _goes_on(scene, frame))
    inverted = None if told_to else inverted_in(scene, frame, subject, speakers)
    if inverted is not None:
        subject, speakers = inverted, speakers_in(scene, inverted)
    if subject is None or (speakers and _of_agreement(scene, frame, speakers)):
        return
    shown = frame
    if inverted is not None:
        shown = replace(frame, args=tuple(arg for arg in frame.args if arg is not inverted and arg.role != "subject"))
    addressees = tuple(m for m in _addressees(scene, shown, word) if m not in speakers)
    gift = gift_of(scene, frame)
    found = contents_of(scene, shown, word.lemma, word.noun, subject) if gift is None else (Content(gift, "object"),)
    if not found:
        if word.lemma in words.clausal or word.act == "assert":
            yield Said(frame, word, speakers, None, addressees)
        return
    for content in found:
        if word.lemma in words.events_with_infinitive and content.kind == "clause" and content.infinitive:
            continue
        if (
            word.lemma in words.to_object
            and not addressees
            and content.infinitive
            and content.frame
            and content.frame.passive
        ):
            continue  # "an official who asked not to be named"
        yield Said(frame, word, speakers, content, addressees)


def _goes_on(scene: Scene, frame: Frame) -> bool:
    """Whether what is said comes behind the verb: "told the widow that", not "..., assured General Baran"."""
    behind = (child for child in scene.children(frame) if child.extent.start > frame.extent.end)
    return any(child.link in {"ccomp", "xcomp"} for child in behind)


def _of_agreement(scene: Scene, frame: Frame, speakers: tuple[int, ...]) -> bool:
    """Know "It affirms joint efforts", after "The document focuses on": a provision."""
    mention = scene.mentions[speakers[0]]
    told = scene.reading.text[mention.extent.start : mention.extent.end].lower()
    if mention.kind != "pronoun" or told not in scene.lexicon.statements.agreements.pronouns or not frame.sentence:
        return False
    return any(
        scene.mentions[m].kind == "agreement"
        for other in frames_of(scene, frame.sentence - 1)
        for arg in other.args
        if arg.role == "subject"
        for m in arg.mentions
    )


def _addressees(scene: Scene, frame: Frame, word: Word) -> tuple[int, ...]:
    words = scene.lexicon.statements
    found: list[int] = []
    heard = word.noun is None and word.lemma in words.to_object  # "invited him to Lima"
    phrase = word.lemma.rpartition(" ")[2] if " " in word.lemma else None
    noun = None if word.noun is None else word.noun.frame  # "sent on Wednesday a cable of congratulations to the king"
    for arg in (*frame.args, *(() if noun is None else scene.frames[noun].args)):
        role = arg.role.removeprefix("object.") if word.noun is not None else arg.role
        spoken_to = (
            role == "indirect"
            or (role == "object" and word.noun is None and word.lemma in words.to_object)
            or (role in words.to_roles and (role == phrase or (role in words.infinitives and not heard)))
        )
        if spoken_to:
            found += [m for m in speakers_in(scene, arg) if m not in found]
    return tuple(found)


def _findings(scene: Scene, said: Said) -> Iterator[StatementFinding]:
    content = said.content
    if content is None:
        return
    for extent in _by_act(scene, said, content):
        told = scene.reading.text[slice(*extent)]
        bare = said.word.act == "assert" and told.lower() in scene.lexicon.statements.demonstratives
        if bare or _is_heard(scene, said, extent) or not any(map(str.isalpha, told)):
            continue  # "announced this", "asked the minister about it"; a cell of a table
        act = shade(scene, said.word, replace(content, extent=extent), said.speakers)
        if act == "deny" and _denied_above(scene, said):
            continue
        for speaker in said.speakers[:MOST_SPEAKERS]:
            if not is_press(scene, speaker):
                yield StatementFinding(
                    frame=said.frame.index,
                    sentence=said.frame.sentence,
                    speaker=speaker,
                    addressees=said.addressees,
                    act=act,
                    content=extent,
                    verb=said.frame.extent,
                    cue=cue_of(scene, act, said.word.lemma),
                    confidence=SURE[content.kind],
                )


def _is_heard(scene: Scene, said: Said, extent: Extent) -> bool:
    """Whether a content is nobody but who is spoken to: "Reporters asked Sampaio about the bridge"."""
    return said.word.act in {"appeal", "assert"} and any(scene.mentions[m].extent == extent for m in said.addressees)


def _denied_above(scene: Scene, said: Said) -> bool:
    """Whether what a denial hangs on denies the same: 'denied the report, calling it "simply false"'."""
    above = None if said.frame.parent is None else scene.frames[said.frame.parent]
    words = scene.lexicon.statements
    called = said.word.lemma in words.labels and said.frame.mood == "participle"
    return called and above is not None and words.denies(above.lemma) and not above.negated


def _by_act(scene: Scene, said: Said, content: Content) -> Iterator[Extent]:
    """Give what is said in pieces of one act each: "has never used gas as a weapon | and will honour its contracts"."""
    text = scene.reading.text
    for extent in _by_sentence(scene, content):
        piece = replace(content, extent=extent)
        promised = promised_in(scene, piece, extent, said.speakers) if said.word.act == "assert" else None
        cut = None if promised is None else min(promised.clause.start, promised.extent.start)
        if promised is None or cut is None or promised.link != "conj" or cut <= extent.start + SHORTEST_TURN:
            yield extent
            continue
        yield trim(text, extent.start, drop_tail(scene, extent.start, cut))
        yield trim(text, skip_lead(scene, cut, promised.extent.start), extent.end)


def _by_sentence(scene: Scene, content: Content) -> tuple[Extent, ...]:
    """Give the sentences of a quotation: each is a statement."""
    if content.kind != "quotation":
        return (content.extent,)
    text = scene.reading.text
    pieces = [
        trim(text, max(s.extent.start, content.extent.start), min(s.extent.end, content.extent.end))
        for s in sentences_in(scene, content.extent)
    ]
    told = [shorten(text, piece) for piece in pieces if piece.end - piece.start > 1]
    return tuple(told) or (shorten(text, content.extent),)


def _carried_on(scene: Scene, sayings: tuple[Said, ...], found: list[StatementFinding]) -> Iterator[StatementFinding]:
    """Give a quotation that is a sentence of its own belongs to who speaks just before it, else just after."""
    by_sentence: dict[int, list[Said]] = {}
    for said in sayings:
        by_sentence.setdefault(said.frame.sentence, []).append(said)
    used: dict[int, list[Extent]] = {}
    for finding in found:
        for sentence in sentences_in(scene, finding.content):
            used.setdefault(sentence.index, []).append(finding.content)
    last: tuple[int, Said] | None = None
    for sentence in scene.reading.sentences:
        own = by_sentence.get(sentence.index)
        if own:
            last = (sentence.paragraph, own[-1])
            continue
        quotation = _all_quoted(scene, sentence.extent)
        if quotation is None:
            last = None
            continue
        piece = Extent(
            max(quotation.extent.start, sentence.extent.start), min(quotation.extent.end, sentence.extent.end)
        )
        if any(overlap(piece, content) > SAME for content in used.get(sentence.index, ())):
            continue
        owner = _speaker_of(scene, sentence.index, sentence.paragraph, last, by_sentence)
        if owner is not None:
            last = (sentence.paragraph, owner)
            content = Content(trim(scene.reading.text, *piece), "quotation", first_frame(scene, piece, sentence.index))
            yield from _findings(scene, replace(owner, content=content))


def _speaker_of(
    scene: Scene, index: int, paragraph: int, last: tuple[int, Said] | None, by_sentence: dict[int, list[Said]]
) -> Said | None:
    text = scene.reading.text
    if last is not None:
        before = scene.reading.sentences[last[1].frame.sentence]
        colon = text[before.extent.start : before.extent.end].rstrip().endswith(":")
        if last[0] == paragraph or (colon and last[1].content is None):
            return last[1]
    following = by_sentence.get(index + 1, [])
    if following and scene.reading.sentences[index + 1].paragraph == paragraph and following[0].content is None:
        return following[0]
    goes_on = last is not None and last[0] == paragraph - 1 and _ends_quoted(scene, index - 1)
    return last[1] if goes_on and last is not None else None


def _ends_quoted(scene: Scene, index: int) -> bool:
    """Whether a sentence ends in somebody's words, so that the next paragraph may go on with them."""
    sentence = scene.reading.sentences[index]
    near = quotations_near(scene, sentence.extent)
    return any(sentence.extent.start <= q.extent.end and q.extent.start < sentence.extent.end for q in near)


def _all_quoted(scene: Scene, extent: Extent) -> Quotation | None:
    for quotation in quotations_near(scene, extent):
        common = min(quotation.extent.end, extent.end) - max(quotation.extent.start, extent.start)
        if common > SPOKEN_SHARE * (extent.end - extent.start):
            return quotation
    return None
