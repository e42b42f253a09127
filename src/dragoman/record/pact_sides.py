"""Whose an agreement is, where nobody is told to sign it: of the words around it."""

from collections.abc import Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.model.linked import Linked
from dragoman.model.reading import Mention, Reading

__all__ = ["beside", "gathered", "told_of"]

PAIR = 2


def beside(mentions: Sequence[Mention], linked: Linked, reading: Reading) -> list[int]:
    """ "commits both sides", "the two nations": the pair of states spoken of in the agreement's own sentences."""
    sentences = sorted({mention.sentence for mention in mentions})
    for mention in (told for sentence in sentences for told in reading.mentions_of(sentence)):
        pair = linked.of.get(mention.index, ())
        near = mention.plural and len(pair) > 1
        if near and all(linked.actors[actor].kind == "state" for actor in pair):
            return list(pair)
    return []


def gathered(mentions: Sequence[Mention], linked: Linked, reading: Reading, lexicon: Lexicon) -> list[int]:
    """ "The meeting took stock of the Programme, signed in Lisbon": the two states of those who met just before."""
    for sentence in sorted({mention.sentence for mention in mentions if mention.name}):
        nouns = (f.lemma.rpartition(" ")[2] for f in reading.frames_of(sentence) if f.kind == "noun" and f.alone)
        if sentence == 0 or not any(c.type == "CONSULT" for n in nouns for c in lexicon.cues.by_noun.get(n, ())):
            continue
        before = (a for m in reading.mentions_of(sentence - 1) for a in linked.of.get(m.index, ()))
        met = {linked.actors[a].country for a in before if linked.actors[a].kind == "person"} - {None}
        states = [n for n, a in enumerate(linked.actors) if a.kind == "state" and a.country in met]
        if len(met) == len(states) == PAIR:
            return states
    return []


def told_of(
    mentions: Sequence[Mention], known: Sequence[int], linked: Linked, reading: Reading, lexicon: Lexicon
) -> list[int]:
    """The two states of a sentence that tells what an agreement did, or whose it is with whom.

    "Kenya would review the 2015 pact with Britain"; "Under the treaty, signed in 1904, Bolivia ceded its coast to
    Chile"; not "Qatar welcomed the agreement with Rwanda", which may be anybody's, nor "Under the Paris Agreement".
    """
    words = lexicon.statements.agreements
    for mention in mentions if not any(m.name for m in mentions) else ():
        start = reading.sentences[mention.sentence].extent.start
        lead = reading.text[start : mention.extent.start].lower()
        behind = reading.text[mention.extent.end :].lower().split(maxsplit=1)[:1]
        under = any(lead.startswith(f"{phrase} ") for phrase in words.under_after)
        its = bool(behind) and behind[0] in words.links and not _judged(mention, reading, lexicon)
        if not (under or its):
            continue
        told = [m for m in reading.mentions_of(mention.sentence) if not under or m.extent.start > mention.extent.end]
        countries = {linked.actors[a].country for m in told for a in linked.of.get(m.index, ())} - {None}
        states = [n for n, a in enumerate(linked.actors) if a.kind == "state" and a.country in countries]
        if len(countries) == len(states) == PAIR and set(known) <= set(states):
            return states
    return []


def _judged(mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether somebody only speaks well or ill of it: an agreement of others."""
    signs = lexicon.statements.agreements.status
    verbs = (f.lemma for f in reading.frames_of(mention.sentence) if f.kind == "verb" and f.lemma not in signs)
    cues = (cue for verb in verbs for cue in lexicon.cues.by_verb.get(verb, ()))
    return any(cue.type in {"SUPPORT", "ACCUSE"} for cue in cues)
