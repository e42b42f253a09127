"""Whether two agreements told in one report are two: signed at other times, by others, on another matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Frame, Mention, Reading, TimeExpression

DATED = 4  # characters of " of "
NEAR = 6  # characters between an agreement and its date: " of "
YEAR = 6  # characters: a year right before a name
TOPIC = 6  # words behind an agreement that may tell what it is on
PAIR = 2
_MARKS = " \t\n,;:()[]\"'“”‘’«»\u2013\u2014-"


@dataclass(frozen=True, slots=True)
class Told:
    """What a reading tells of agreements: by mention the other name, the times of what was done, of its signing."""

    reading: Reading
    lexicon: Lexicon
    renames: dict[int, Mention]
    times: dict[int, tuple[TimeExpression, ...]]
    signed: dict[int, tuple[TimeExpression, ...]]


def times_of(reading: Reading, lexicon: Lexicon) -> dict[int, tuple[TimeExpression, ...]]:
    """By mention the times at which something was done to an agreement or by it, its coming into force apart."""
    found: dict[int, tuple[TimeExpression, ...]] = {}
    for frame in reading.frames:
        if _done(frame, lexicon):
            for mention in (m for arg in frame.args for m in arg.mentions):
                if reading.mentions[mention].kind == "agreement":
                    times = (reading.times[t] for t in frame.times)
                    found[mention] = (*found.get(mention, ()), *(t for t in times if t.relation in {"at", "during"}))
    return found


def _done(frame: Frame, lexicon: Lexicon) -> bool:
    status = lexicon.statements.agreements.status.get(frame.lemma)
    return frame.kind == "verb" and frame.tense == "past" and status in {None, "signed"}


def signed_at(reading: Reading, lexicon: Lexicon) -> dict[int, tuple[TimeExpression, ...]]:
    """By mention the times of its signing, and that of its name: "signed in Jakarta in 2010", "the 1921 Treaty"."""
    words = lexicon.statements.agreements
    found: dict[int, tuple[TimeExpression, ...]] = {}
    for frame in reading.frames:
        told = frame.tense == "past" or (frame.passive and frame.mood == "participle")
        if frame.kind != "verb" or not told or frame.negated or words.status.get(frame.lemma) != "signed":
            continue
        times = tuple(t for t in (reading.times[t] for t in frame.times) if t.relation in {"at", "during"})
        for mention in {m for arg in frame.args for m in arg.mentions if reading.mentions[m].kind == "agreement"}:
            found[mention] = (*found.get(mention, ()), *times)
    for told_as in reading.mentions:
        named = dated_by_name(told_as, reading, lexicon) if told_as.kind == "agreement" else None
        if named is not None:
            found[told_as.index] = (named,)
    return found


def dated_by_name(mention: Mention, reading: Reading, lexicon: Lexicon) -> TimeExpression | None:
    """ "the Zadar Declaration of 14 October 2022": the date that tells which agreement is meant."""
    told = mention.name_extent or mention.extent
    for time in reading.times_in(told.start - YEAR, told.end + NEAR + 1):
        if time.extent.end + 1 == told.start and time.edtf is not None and time.edtf.isdigit():
            return time  # "the 1994 Budapest Memorandum"
        if told.start < time.extent.start and time.extent.end == told.end:
            return time  # "the Agreement of 20 June 2011", which has no other name
        between = reading.text[told.end : time.extent.start] if told.end < time.extent.start <= told.end + NEAR else ""
        words = reading.text[time.extent.start : time.extent.end].split()
        dated = between.strip(" (").lower() in lexicon.names.of or (between == " " and words[0] in lexicon.names.of)
        if between and dated and time.edtf is not None:
            return time
    return None


def distinct(mention: Mention, group: Sequence[Mention], told: Told) -> bool:
    """Whether one cannot be the other: signed at another time, by two others, or on another matter.

    Nor is "the ESM treaty" one told before without these letters.
    """
    text = " ".join(text_of(told.reading, m) for m in group)
    kinds = told.lexicon.statements.agreements.kinds
    letters = (
        w for w in text_of(told.reading, mention).split() if w.isupper() and len(w) > 1 and w.lower() not in kinds
    )
    if mention.name is None and any(word not in text and not told.lexicon.world.find(word) for word in letters):
        return all(mention.acronym is None or m.acronym != mention.acronym for m in group)
    times = [time for m in group for time in told.signed.get(m.index, ())]
    if any(_disjoint(one, other) for one in told.signed.get(mention.index, ()) for other in times):
        return True
    sides = _sides(mention, told)
    others = frozenset(country for m in group for country in _sides(m, told))
    if len(sides) >= PAIR and len(others) >= PAIR and sides.isdisjoint(others):
        return True
    matter = _matter(mention, told)
    known = frozenset(word for m in group for word in _matter(m, told))
    if matter and not known and mention.name is None and len(sides) >= PAIR and not others:
        return any(m.name is not None for m in group)  # "the transit agreement between Peru and Chile" tells all itself
    if known and not matter and mention.name is not None and all(m.definite and m.name is None for m in group):
        return True  # "delayed ratifying the tax convention", above the Istanbul Convention
    return bool(matter and known) and matter.isdisjoint(known)


def passing(groups: Sequence[list[Mention]], number: int, told: Told) -> bool:
    """Whether an agreement is only named beside a newer one: "would build on the Joint Declaration of 2021"."""
    group = groups[number]
    old = [time.latest for m in group for time in told.signed.get(m.index, ()) if time.latest is not None]
    if len(group) > 1 or group[0].name is None or not old:
        return False
    new = (t.earliest for g in groups if g is not group for m in g for t in told.signed.get(m.index, ()))
    return any(day is not None and max(old) < day for day in new)


def of_old(mention: Mention, told: Told) -> bool:
    """Know one that must have been there before: "said Belgrade had breached the Brussels Agreement"."""
    old = (f for f in told.reading.frames_of(mention.sentence) if f.lemma in told.lexicon.statements.agreements.of_old)
    return any(arg.role == "object" and mention.index in arg.mentions for frame in old for arg in frame.args)


def _matter(mention: Mention, told: Told) -> frozenset[str]:
    """What fields an agreement is said to be of, by the words of its name or before its noun, and its topic."""
    fields, words = told.lexicon.statements.agreements.fields, told.lexicon.grammar
    text = text_of(told.reading, mention).lower().replace("-", " ").split()
    every = [*map(words.singular, text), *text, *topic_of(mention, told)]
    pairs = (" ".join(pair) for pair in pairwise(text))
    return frozenset(fields[word] for word in (*every, *pairs) if word in fields)


def _sides(mention: Mention, told: Told) -> frozenset[str]:
    """The countries between which it is told to be, or that are told to sign it together."""
    found: set[str | None] = set(_between(mention, told))
    words = told.lexicon.statements.agreements
    for frame in told.reading.frames_of(mention.sentence):
        if words.status.get(frame.lemma) != "signed" or not any(mention.index in arg.mentions for arg in frame.args):
            continue
        signers = told.lexicon.grammar.agents if frame.passive else {"subject"}
        for arg in frame.args:
            if arg.role in signers | words.links:
                found |= {told.reading.mentions[m].country for m in arg.mentions}
    return frozenset(country for country in found if country is not None)


def _between(mention: Mention, told: Told) -> Iterator[str]:
    """The countries of a list right behind: "the agreement on visas between Qatar and Oman"."""
    text, words = told.reading.text, told.lexicon
    sentence = told.reading.sentences[mention.sentence].extent
    joins = words.statements.agreements.links | words.names.articles | words.grammar.coordinators
    last: int | None = None
    for other in told.reading.mentions_of(mention.sentence):
        if other.extent.start < mention.extent.end or other.country is None:
            continue
        between = text[(last or mention.extent.end) : other.extent.start].lower().split()
        linked = set(between) & words.grammar.between if last is None else not set(between) - joins - {","}
        if not linked or other.extent.end > sentence.end:
            return
        yield other.country
        last = other.extent.end


def topic_of(mention: Mention, told: Told) -> frozenset[str]:
    """What an agreement without a name is said to be on: "a treaty on transit"; the words behind its preposition."""
    words = told.lexicon.names
    sentence = told.reading.sentences[mention.sentence].extent
    behind = told.reading.text[mention.extent.end : sentence.end].lower().split()[: TOPIC + 1]
    if not behind or behind[0] not in told.lexicon.statements.agreements.topics:
        return frozenset()
    found: list[str] = []
    for word in behind[1:]:
        found.append(word.strip(_MARKS))
        if word[-1:] in _MARKS:
            break
    behind_it = mention.extent.end + 1
    timed = any(behind_it <= time.extent.start <= behind_it + DATED for time in told.reading.times)
    if timed or set(found[:1]) & told.lexicon.statements.agreements.no_topics:
        return frozenset()  # "signed the memorandum on Tuesday", "inked the MoU on behalf of their governments"
    small = words.articles | words.of | words.conjunctions | words.field_prepositions
    return frozenset(told.lexicon.grammar.singular(word) for word in found if word not in small)


def text_of(reading: Reading, mention: Mention) -> str:
    """The words of a mention."""
    return reading.text[mention.extent.start : mention.extent.end]


def apart(named: Mention, group: Sequence[Mention], told: Told) -> bool:
    """Whether one was done when the other was not: "In May a truce had lasted a week", "the Accord, signed in 2016"."""
    others = [time for mention in group for time in told.times.get(mention.index, ())]
    return any(_disjoint(one, other) for one in told.times.get(named.index, ()) for other in others)


def _disjoint(one: TimeExpression, other: TimeExpression) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.latest < other.earliest or other.latest < one.earliest
