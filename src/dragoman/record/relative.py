"""What a clause begun by "when" or "where" is told of: the time, the places, the acts that stand before it."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Frame, Mention, Reading, TimeExpression
from dragoman.reading.date_parts import Components
from dragoman.reading.date_rules import period_of
from dragoman.record.lasting import lasts
from dragoman.record.novelty import lies_back
from dragoman.record.staged import blown, held, of_noun
from dragoman.record.times import CORE, time_of

WEEK = 7  # days: a time as long as that seldom tells when somebody spoke
CLIMBS = 4  # frames from an act to the clause that it stands in
BESIDE = 2  # characters: a comma and a blank
CLAUSE = 40  # characters from a noun to the verb of the clause that tells of it
WHICH = 8  # characters of " which" and a blank
APART = 6  # characters: ", in ", ", near "
_OF = re.compile(r"(?P<noun>\w+)\s+(?P<of>\w+)\s+\Z")
_SIMPLE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?~?")


def clause_of(reading: Reading, frame: Frame, words: Collection[str]) -> Frame | None:
    """The frame of the clause that an act stands in, where one of these words begins it: "when both signed"."""
    cursor = frame
    for _ in range(CLIMBS):
        if cursor.link in {"relcl", "advcl", "acl"}:
            told = reading.text[cursor.clause.start : cursor.clause.end].lower()
            begun = any(told.startswith(word) and not told[len(word) : len(word) + 1].isalnum() for word in words)
            begins = begun and cursor.clause.start <= frame.extent.start
            return cursor if begins or cursor.mark in words else None
        if cursor.parent is None or cursor.link not in {"light", "xcomp", "conj"}:
            return None
        cursor = reading.frames[cursor.parent]
    return None


def freed(reading: Reading, owned: Mapping[int, tuple[int, ...]], lexicon: Lexicon) -> Mapping[int, tuple[int, ...]]:
    """The times of each frame, but those of things: "voiced regret over the incident of 9 January" tells of no voicing.

    A time stays with the noun of an act ("the attack of 9 January"), with an agreement, and with the part of a day.
    """
    things: dict[int, int] = {}
    grammar = lexicon.grammar
    named = [m.extent for m in reading.mentions if m.kind == "agreement"]
    for number, time in enumerate(reading.times):
        if lasts(reading, time, lexicon):
            things[number] = -1
            continue
        noun = _OF.search(reading.text, max(0, time.extent.start - CLAUSE), time.extent.start)
        if noun is None or noun["of"].lower() not in grammar.of:
            continue
        told = grammar.singular(noun["noun"].lower())
        if told not in grammar.spells and not any(e.start <= noun.start() < e.end for e in named):
            things[number] = noun.start()

    def keeps(frame: Frame, time: int) -> bool:
        return time not in things or frame.extent.start <= things[time] < frame.extent.end

    return {index: tuple(t for t in times if keeps(reading.frames[index], t)) for index, times in owned.items()}


def time_before(reading: Reading, frame: Frame, words: Collection[str]) -> TimeExpression | None:
    """The time right before a clause that tells what was then: "stalled since 2023, when the Senate refused it"."""
    clause = clause_of(reading, frame, words)
    if clause is None:
        return None
    start = reading.sentences[frame.sentence].extent.start
    for time in reading.times_in(start, clause.clause.start):
        if time.edtf is not None and 0 <= clause.clause.start - time.extent.end <= BESIDE:
            return closed(time)
    return None


def time_told(
    reading: Reading,
    owned: Mapping[int, tuple[int, ...]],
    frame: Frame,
    grammar: Grammar,
) -> TimeExpression | None:
    """The time of an act: of its words, of what "when" stands behind, of its journey."""
    within = (reading.times[t].extent.start >= frame.clause.start for t in owned.get(frame.index, ()))
    before = None if any(within) else time_before(reading, frame, grammar.whens | grammar.therein)
    before = before or (None if any(within) else _of_named(reading, frame))
    before = before or _in_clauses(reading, owned, held(reading, frame, grammar))
    own = before or time_of(reading, owned, frame, occasions=grammar.occasions)
    own = own or _of_aim(reading, owned, frame, grammar) or _of_gathering(reading, owned, frame, grammar)
    own = own or _in_clauses(reading, owned, blown(reading, frame, grammar.harming | grammar.striking))
    own = own or _of_encounter(reading, owned, frame) or _of_part(reading, owned, frame, grammar)
    return own or _of_trip(reading, owned, frame, grammar) or _shared(reading, owned, frame, grammar.wheres)


def named_of(reading: Reading, frame: Frame, time: TimeExpression, grammar: Grammar) -> bool:
    """Whether a time stands behind the noun of another act: "voiced regret over the incident of January 9".

    Not "condemned the raid in a statement of 9 January".
    """
    lead = reading.text[: time.extent.start].rstrip()
    before = lead.rsplit(maxsplit=1)[-1:]
    if not before or before[0].lower() not in grammar.of:
        return False
    end = len(lead[: -len(before[0])].rstrip())
    roles = [
        arg.role.rpartition(".")[2]
        for other in reading.frames_of(frame.sentence)
        for arg in other.args
        if arg.head_extent.end == end and arg.head_extent.start > frame.extent.end
    ]
    return bool(roles) and grammar.occasions.isdisjoint(roles)


def of_thing(reading: Reading, frame: Frame, time: TimeExpression, of: Collection[str]) -> bool:
    """Whether a time is that of what is spoken of, not of the speaking.

    "condemned last week's remarks", "condemned the raid of 3 June", "commended the navy for the rescue in July",
    "welcomed the signing of the pact on 3 October", long ago; not "thanked Oman for it on Monday".
    """
    if frame.kind != "verb" or time.earliest is None or time.latest is None:
        return False
    things = [
        arg for arg in frame.args
        if arg.role in {"object", "for", "over"} and not arg.timed and arg.head_extent.start > frame.extent.end
        if not any(reading.mentions[m].head_extent == arg.head_extent for m in arg.mentions)
    ]  # fmt: skip
    if any(arg.extent.start <= time.extent.start and time.extent.end < arg.head_extent.start for arg in things):
        return True
    behind = (reading.text[arg.head_extent.end : time.extent.start].strip().lower() for arg in things)
    if any(words in of for words in behind):
        return True
    named = {m.head_extent for m in reading.mentions_of(frame.sentence)}
    heads = [a.head_extent.end for a in frame.args if not a.timed and a.head_extent not in named]
    close = any(0 < time.extent.start - end <= APART for end in heads)
    if close and reading.text[time.extent.end :].lstrip(" ,").partition(" ")[0].lower() in of:
        return (
            True  # "welcomed the entry into force, on 1 July 2023, of the agreement"; not "accused Fiji on Monday of"
        )
    papers = [m.extent.start for m in reading.mentions_of(frame.sentence) if m.kind == "agreement"]
    behind_it = [arg for arg in things if arg.head_extent.end < time.extent.start]
    acts = [a for a in behind_it if a.frame is not None or any(a.extent.start <= p < a.extent.end for p in papers)]
    if acts and _recalled(reading, time):
        return True
    long = (dt.date.fromisoformat(time.latest) - dt.date.fromisoformat(time.earliest)).days >= WEEK
    bare = not any(character.isdigit() for character in reading.text[time.extent.start : time.extent.end])
    return long and bare and any(arg.head_extent.end < time.extent.start for arg in things)


def _recalled(reading: Reading, time: TimeExpression) -> bool:
    """Whether a day lies too far back to be when somebody spoke in the news.

    A day only: "condemned the raid in March 2019" tells in short what was condemned then.
    """
    today = reading.published.latest if reading.published else None
    exact = time.earliest == time.latest
    return exact and today is not None and time.latest is not None and lies_back(time.latest, today)


def of_thing_beside(reading: Reading, frame: Frame, time: TimeExpression, of: Collection[str]) -> bool:
    """Whether a time is that of what is spoken of beside an act.

    "welcomed the pact of 3 October and agreed to open it", "At talks in Oslo, both welcomed the release on 3 May".
    """
    cursor = frame
    for _ in range(CLIMBS):
        above = None if cursor.parent is None else reading.frames[cursor.parent]
        row = cursor.link == "conj" and time.extent.end <= frame.extent.start
        front = above is not None and cursor.link == "prep" and frame.extent.end <= above.extent.start
        if above is None or not (row or front):
            return False
        cursor = above
        if of_thing(reading, cursor, time, of):
            return True
    return False


def _of_aim(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame, grammar: Grammar
) -> TimeExpression | None:
    """The past day behind what one was called for: "recalled its envoy for consultations on 26 May"."""
    today = reading.published.latest if reading.published else None
    for other in reading.frames_of(frame.sentence) if frame.kind == "verb" and frame.tense == "past" else ():
        aim = other.parent == frame.index and other.kind == "noun" and other.prep in grammar.terms
        if not aim or other.lemma not in grammar.aims:
            continue
        for time in (reading.times[t] for t in owned.get(other.index, ())):
            gone = today is None or (time.latest is not None and time.latest <= today)
            if time.edtf is not None and time.relation == "at" and gone:
                return time
    return None


def _of_gathering(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame, grammar: Grammar
) -> TimeExpression | None:
    """When that was in which one took part: "in the exercise, which the two armies held from 2 to 6 June"."""
    beside = reading.frames_of(frame.sentence)
    for other in beside if frame.kind == "verb" and frame.tense == "past" else ():
        if other.parent != frame.index or other.kind != "noun" or other.prep not in grammar.occasions:
            continue
        for clause in beside:
            near = 0 < clause.extent.start - other.extent.end <= CLAUSE and clause.link in {"relcl", "acl"}
            if not near or clause.lemma not in grammar.staging or clause.negated or clause.tense == "future":
                continue
            for time in (reading.times[t] for t in owned.get(clause.index, ())):
                if time.edtf is not None and time.relation in {"at", "during"}:
                    return time
    return None


def _in_clauses(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], clauses: Iterator[Frame]
) -> TimeExpression | None:
    """When it was by a clause that tells of it: "the attack that hit the clinic in Sake on Sunday"."""
    times = (reading.times[t] for clause in clauses for t in owned.get(clause.index, ()))
    return next((time for time in times if time.edtf is not None and time.relation in {"at", "during"}), None)


def _of_encounter(reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> TimeExpression | None:
    """When whom one met did something to one: "received on Monday the envoy, who handed him a message"."""
    above = None if frame.parent is None or frame.link != "relcl" else reading.frames[frame.parent]
    if above is None or above.kind != "verb" or above.tense != "past" or frame.tense != "past" or frame.perfect:
        return None
    met = {m for arg in above.args if arg.role != "subject" for m in arg.mentions}
    does = {m for arg in frame.args if arg.role == "subject" for m in arg.mentions}
    to = {m for arg in frame.args if arg.role != "subject" for m in arg.mentions}
    if not met & does or not any(reading.mentions[m].kind == "pronoun" for m in to):
        return None
    times = [reading.times[t] for t in owned.get(above.index, ())]
    return next((t for t in times if t.edtf is not None and t.relation == "at"), None)


def _of_named(reading: Reading, frame: Frame) -> TimeExpression | None:
    """The time before a clause of what was done then: "the incident of January 9, in which guards fired on it"."""
    inside = (arg for arg in frame.args if arg.extent.start >= frame.clause.start)
    first = min(inside, key=lambda arg: arg.extent.start, default=None)
    if frame.kind != "verb" or frame.tense != "past" or first is None:
        return None
    if first.role in CORE or first.mentions or first.timed:
        return None
    start = reading.sentences[frame.sentence].extent.start
    lead = reading.text[start : first.extent.start].rstrip().removesuffix(first.role).rstrip()
    opens = first.extent.end - first.extent.start <= len(first.role) + WHICH and lead.endswith(",")
    for time in reading.times_in(start, first.extent.start) if opens else ():
        # without the preposition, which the phrase may have been cut from
        beside = first.extent.start - time.extent.end <= BESIDE + len(first.role) + 1
        if time.edtf is not None and (beside or of_noun(reading, frame, time)):
            return time if time.relation in {"at", "during"} else None
    return None


def _of_part(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame, grammar: Grammar
) -> TimeExpression | None:
    """When that was which a noun counts: "concluded a second round of talks on Wednesday"."""
    for other in reading.frames_of(frame.sentence) if frame.kind == "noun" and frame.link == "light" else ():
        if other.parent == frame.index and other.kind == "noun" and other.prep in grammar.of:
            for time in (reading.times[t] for t in owned.get(other.index, ())):
                if time.edtf is not None and time.relation in {"at", "during"}:
                    return time
    return None


def _of_trip(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame, grammar: Grammar
) -> TimeExpression | None:
    for trip in (*trips_of(reading, grammar, frame), *_openings(reading, frame, grammar)):
        for time in (reading.times[t] for t in owned.get(trip.index, ())):
            if time.edtf is not None and time.relation in {"at", "during"}:
                return time
    return None


def _openings(reading: Reading, frame: Frame, grammar: Grammar) -> Iterator[Frame]:
    """Where the participle that opens a sentence was: "Speaking at a press conference on Tuesday, he condemned"."""
    beside = reading.frames_of(frame.sentence)
    for other in beside:
        opens = other.kind == "verb" and other.link == "advcl" and other.mark is None and other.mood == "participle"
        if opens and other.parent == frame.index and other.extent.end < frame.extent.start:
            yield from (
                f for f in beside if f.parent == other.index and f.kind == "noun" and f.prep in grammar.occasions
            )


def closed(time: TimeExpression) -> TimeExpression | None:
    """A time without its relation: of "since early 2023", the time told."""
    if time.relation in {"at", "during"}:
        return time
    told = (time.edtf or "").removesuffix("/..").removeprefix("../")
    found = _SIMPLE.fullmatch(told)
    if found is None:
        return None
    month, day = (None if found[name] is None else int(found[name]) for name in ("month", "day"))
    period = period_of(Components(month=month, day=day, about=told.endswith("~")), int(found["year"]))
    if period is None or period.earliest is None or period.latest is None:
        return None
    return replace(
        time, edtf=period.edtf, earliest=period.earliest.isoformat(), latest=period.latest.isoformat(), relation="at"
    )


def _shared(
    reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame, words: Collection[str]
) -> TimeExpression | None:
    """The time of a journey, for what was done at its end: "flew to Oslo on Monday, where he met the King"."""
    clause = clause_of(reading, frame, words)
    if clause is None or clause.parent is None or clause.link == "advcl":
        return None
    above = reading.frames[clause.parent]
    while above.kind == "noun" and above.parent is not None and above.parent < above.index:
        above = reading.frames[above.parent]
    tells = reading.text[: clause.clause.start].rstrip(" ").endswith(",")
    told = (
        above.kind == "verb" and above.tense == clause.tense and not above.negated and above.perfect == clause.perfect
    )
    if not tells or not told or not _same_subject(reading, above, clause):
        return None
    times = [reading.times[t] for t in owned.get(above.index, ())]
    return next((t for t in times if t.edtf is not None and t.relation == "at"), None)


def _same_subject(reading: Reading, above: Frame, clause: Frame) -> bool:
    """Whether who went or was called there is who did it, or by a pronoun, whom it was done to.

    "was summoned to the ministry on Monday, where Minister Ruiz handed him a note".
    """
    role = "object" if above.passive else "subject"
    went, did = ({m for arg in f.args if arg.role == role for m in arg.mentions} for f in (above, clause))
    again = any(reading.mentions[m].kind == "pronoun" for arg in clause.args for m in arg.mentions)
    return bool(went) and (went == did or again)


def places_before(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """The names right before a clause begun by "where": "to Tambura, in Western Equatoria, where both clashed"."""
    clause = clause_of(reading, frame, lexicon.grammar.wheres)
    if clause is None:
        return
    end = clause.clause.start
    roles = lexicon.grammar.place_prepositions
    for mention in reversed(reading.mentions_of(frame.sentence)):
        at = mention.extent
        if at.end > end or mention.kind not in {"state", "place", "name"}:
            continue
        between = reading.text[at.end : end].strip(" ,").split()
        if end - at.end > APART or (between and between[-1].lower() not in roles):
            return
        yield mention
        end = at.start
        lead = reading.text[:end].rstrip()
        before = lead.rsplit(maxsplit=1)[-1:] if lead else []
        if before and before[0].lower() in roles and lead[: -len(before[0])].rstrip().endswith(","):
            end = len(lead[: -len(before[0])].rstrip())
        elif not lead.endswith(","):
            return


def told_beside(reading: Reading, lexicon: Lexicon, frame: Frame) -> Frame | None:
    """The verb that a clause tells the how of: "were killed in Djibo when militants attacked the base"."""
    clause = clause_of(reading, frame, lexicon.grammar.whens)
    if clause is None or clause.link != "advcl" or clause.parent is None:
        return None
    above = reading.frames[clause.parent]
    after = clause.clause.start > above.extent.end
    alike = above.kind == "verb" and above.tense == clause.tense == "past" and above.perfect == clause.perfect
    return above if after and alike else None


def trips_of(reading: Reading, grammar: Grammar, frame: Frame) -> Iterator[Frame]:
    """The journeys during which it was done: "During her visit to Kigali she met the President"."""
    heads = {frame.index}
    cursor = frame
    while cursor.link in {"conj", "light"} and cursor.parent is not None and cursor.parent not in heads:
        heads.add(cursor.parent)
        cursor = reading.frames[cursor.parent]
    for other in reading.frames_of(frame.sentence):
        inside = other.kind == "noun" and other.link == "prep" and other.prep in grammar.occasions
        if inside and other.parent in heads and other.lemma.rpartition(" ")[2] in grammar.trips:
            yield other


def ends_of(reading: Reading, lexicon: Lexicon, trip: Frame) -> Iterator[Mention]:
    """Where a journey went."""
    roles = {*lexicon.grammar.destinations, *lexicon.grammar.place_prepositions}
    for arg in trip.args:
        if arg.role in roles:
            yield from (
                reading.mentions[m] for m in arg.mentions if reading.mentions[m].kind in {"state", "place", "name"}
            )
