"""Who stands on the sides of an agreement: by whom it was signed, with whom, between whom."""

import re
from collections.abc import Iterator, Sequence

from dragoman.coding.phrases import frames_of, mentions_of
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Extent, Frame, Mention, MentionKind

PARTIES: frozenset[MentionKind] = frozenset({"state", "organization", "group", "role", "pronoun", "name"})
STATES: frozenset[MentionKind] = frozenset({"state", "pronoun", "group", "name"})
SIGNATORIES: frozenset[MentionKind] = frozenset({"person", "role", "name"})
BODIES: frozenset[MentionKind] = frozenset({"state", "organization", "group"})
PAIR = 2  # words of "and Lyonpo"
NEAR = 6  # characters between an agreement and its date: " of "
_TOKEN = re.compile(r"[^\W\d_][\w-]*")


def sides_of(scene: Scene, frame: Frame, mention: Mention) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Parties and signatories, by who signs, with whom, between whom."""
    words = scene.lexicon.statements.agreements
    args: list[Arg] = []
    for arg in (*frame.args, *_carrier(scene, frame)):
        last = arg.role.rpartition(".")[2]
        by = frame.passive and arg.role in scene.lexicon.grammar.agents
        signers = arg.role == "subject" or (arg.role == "object" and signed_by(scene, frame))
        if (signers or by or last in words.links) and mention.index not in arg.mentions:
            args.append(arg)
    found: list[int] = []
    for arg in args:
        own = [m for m in arg.mentions if m != mention.index and not _in_title(scene, arg, m)]
        own += _first_in(scene, arg) if not arg.mentions else []
        found += [m for m in (*own, *_coordinated(scene, arg, own)) if m not in found]
    for arg in args:
        if arg.role not in words.links and any(scene.mentions[m].kind == "role" for m in arg.mentions):
            # "the economy ministers of Georgia and Armenia, Davit Kobalia and Anahit Ter-Grigoryan, initialled"
            inner = [m for m in scene.within(arg.extent) if m not in found and m != mention.index]
            found += [m for m in inner if scene.mentions[m].kind in {"person", "name", "state"}]
    found += [m for m in _brokered(scene, mention) if m not in found]
    found += [m for m in (*_between(scene, mention), *_which(scene, frame, mention)) if m not in found]
    parties = [m for m in found if scene.mentions[m].kind in PARTIES]
    parties += [m for m in possessor_of(scene, mention) if m not in parties]
    signatories = [m for m in found if scene.mentions[m].kind in SIGNATORIES]
    if words.signs(frame.lemma, (head for arg in scene.args(frame, ("object",)) for head in arg.heads)):
        signatories += [m for m in signers_lost(scene, frame) if m not in signatories]
    return tuple(parties), tuple(signatories)


def _first_in(scene: Scene, arg: Arg) -> list[int]:
    """Know "a deal reached with Damascus last week", seen as if with a week."""
    first = next((m for m in scene.within(arg.extent) if scene.mentions[m].extent.start == arg.extent.start), None)
    return [first] if arg.timed and first is not None and scene.mentions[first].kind in STATES else []


def _carrier(scene: Scene, frame: Frame) -> Iterator[Arg]:
    """Give who carries out the act that a noun tells: "the two ministers proceeded to the signing of an agreement"."""
    if frame.kind != "noun" or frame.parent is None or any(arg.role == "subject" for arg in frame.args):
        return
    above = scene.frames[frame.parent]
    done = above.tense == "past" or above.perfect
    words = scene.lexicon.statements.agreements
    if above.lemma in words.carries | words.tells_done and not above.negated and done:
        yield from scene.args(above, ("subject",))


def _coordinated(scene: Scene, arg: Arg, told: Sequence[int]) -> Iterator[int]:
    """Give those told with the first of a list, where the parser lost them: "Laos, the WFP and the World Bank (WB)"."""
    text = scene.reading.text
    end = max((scene.mentions[m].extent.end for m in told), default=None)
    for index in scene.within(arg.extent):
        mention = scene.mentions[index]
        if end is None or mention.extent.start < end:
            continue
        between = text[end : mention.extent.start].lower()
        joined = between.strip(" ()").split()
        articles = scene.lexicon.names.articles
        while joined and joined[-1] in articles:
            joined.pop()
        if " ".join(joined) not in scene.lexicon.grammar.coordinators or mention.kind not in BODIES:
            return
        yield index
        end = mention.extent.end


def _between(scene: Scene, mention: Mention) -> Iterator[int]:
    """Give the parties told with the agreement itself: "the treaty of 12 May 1994 between Oman and Iran"."""
    text, links = scene.reading.text, scene.lexicon.statements.agreements.links
    start = mention.extent.end
    for time in scene.reading.times:
        if 0 <= time.extent.start - start <= NEAR:
            start = time.extent.end
    lead = _TOKEN.match(text, start + 1)
    if lead is None or lead[0].lower() not in links:
        lead = _behind_topic(scene, mention, start)
    if lead is None:
        return
    after = [m for m in mentions_of(scene, mention.sentence) if m.extent.start > lead.end()]
    first = next(iter(after), None)
    if first is None or first.kind not in STATES | BODIES:
        return
    if text[lead.end() : first.extent.start].strip().lower() in {"", *scene.lexicon.names.articles}:
        yield first.index
        yield from _coordinated(scene, _run(first.extent, after[-1].extent.end), (first.index,))


def _behind_topic(scene: Scene, mention: Mention, start: int) -> re.Match[str] | None:
    """Find the link behind what an agreement is on: "an agreement on driving licences between Qatar and Jordan"."""
    text, grammar = scene.reading.text, scene.lexicon.grammar
    topic = _TOKEN.match(text, start + 1)
    if topic is None or topic[0].lower() not in scene.lexicon.statements.agreements.topics | grammar.terms:
        return None
    told = (f for f in frames_of(scene, mention.sentence) if f.kind == "verb" and f.mood == "indicative")
    verbs = (f.extent.start for f in told if f.extent.start > start)
    end = min((*verbs, scene.reading.sentences[mention.sentence].extent.end))
    for word in _TOKEN.finditer(text, topic.end(), end):
        if not text[word.start() - 2].isalnum() or any(
            m.kind == "agreement" and m.extent.start == word.start() for m in mentions_of(scene, mention.sentence)
        ):
            return None  # behind a comma, or of another agreement
        if word[0].lower() in grammar.between:
            return word
    return None


def _brokered(scene: Scene, mention: Mention) -> Iterator[int]:
    """Know "the ceasefire brokered by Qatar between Chad and the rebels"."""
    for frame in frames_of(scene, mention.sentence):
        if frame.kind != "verb" or frame.mood != "participle" or frame.extent.start < mention.extent.end:
            continue
        if any(mention.index in arg.mentions for arg in scene.args(frame, ("object",))):
            yield from (m for arg in scene.args(frame, sorted(scene.lexicon.grammar.between)) for m in arg.mentions)


def _run(first: Extent, end: int) -> Arg:
    """Give the stretch of a list as a phrase of its own."""
    return Arg(role="", extent=Extent(first.start, end), head_extent=first, heads=())


def _which(scene: Scene, frame: Frame, mention: Mention) -> Iterator[int]:
    """Give who stands between "which" and the verb: "the Memorandum which Laos and the WFP signed", parsed wrongly."""
    if frame.kind != "verb" or mention.extent.end > frame.extent.start:
        return
    between = [
        m
        for m in mentions_of(scene, frame.sentence)
        if mention.extent.end <= m.extent.start and m.extent.end <= frame.extent.start
    ]
    lead = scene.reading.text[mention.extent.end : between[0].extent.start].split() if between else []
    if lead[-1:] and lead[-1].lower() in scene.lexicon.names.articles:
        lead.pop()
    if lead[-1:] and lead[-1].lower().strip(",") in scene.lexicon.statements.relatives:
        yield between[0].index
        yield from _coordinated(scene, _run(between[0].extent, frame.extent.start), (between[0].index,))


def _in_title(scene: Scene, arg: Arg, index: int) -> bool:
    """Whether a name is the rest of what an agreement is between: "between the Diplomatic Academies"."""
    mention = scene.mentions[index]
    before = scene.reading.text[arg.extent.start : mention.extent.start].split()
    linked = arg.role.rpartition(".")[2] in scene.lexicon.statements.agreements.links
    return linked and mention.kind == "name" and bool(before) and before[-1][:1].isupper() and before[-1].isalpha()


def signers_lost(scene: Scene, frame: Frame) -> Iterator[int]:
    """Give the persons that the parser lost: "by A and for the rebels by B", "A signed for Peru and B for Chile"."""
    text, grammar = scene.reading.text, scene.lexicon.grammar
    words = scene.lexicon.statements.agreements
    told = [m for m in mentions_of(scene, frame.sentence) if m.kind in {"person", "name"}]
    split = any(words.stood_for(text, m.extent.end) is not None for m in told if m.extent.end <= frame.extent.start)
    split = split or any(frame.passive and words.stood_for(text, m.extent.end) is not None for m in told)
    split = split or words.stood_for(text, frame.extent.end) is not None
    split = split or any(arg.role.rpartition(".")[2] in words.stands_for | {"indirect"} for arg in frame.args)
    lead = [m for m in told if any(m.index in a.mentions for a in scene.args(frame, ("subject",)))]
    for mention in told:
        # "A and Lyonpo B, Bhutan's Minister for Industry, inked": the second taken for a thing beside the verb
        if lead and lead[-1].extent.end < mention.extent.start and mention.extent.end <= frame.extent.start:
            joined = text[lead[-1].extent.end : mention.extent.start].lower().split()
            if joined[:1] and joined[0] in grammar.coordinators and len(joined) <= PAIR:
                yield mention.index
        inner = frame.extent.end <= mention.extent.start and mention.extent.end <= frame.clause.end
        if not inner:
            continue
        before = text[frame.extent.end : mention.extent.start].split()[-1:]
        word = before[0].lower() if before else ""
        if (frame.passive and word in grammar.agents) or (
            split and word in grammar.coordinators and words.stood_for(text, mention.extent.end) is not None
        ):
            yield mention.index


def possessor_of(scene: Scene, mention: Mention) -> tuple[int, ...]:
    """Give whose agreement it is: "Chad's military accord"."""
    owner = mention.possessor
    return () if owner is None or scene.mentions[owner].kind not in PARTIES else (owner,)


def signed_by(scene: Scene, frame: Frame) -> bool:
    """Know "The presidents, A and B, signed on 5 May in Vilnius the Convention": signers taken for what was signed."""
    told = [scene.mentions[m] for arg in scene.args(frame, ("object",)) for m in arg.mentions]
    passive = frame.link == "root" and frame.mood == "participle"
    return passive and any(m.kind in SIGNATORIES for m in told) and not any(a.role == "subject" for a in frame.args)
