"""When and where an act was, told by its noun next: "The two met. The talks took place in Lomé on Monday"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Arg, Frame
from dragoman.model.record import EventType
from dragoman.record.joining import SIGNED, Draft
from dragoman.record.places import place_of
from dragoman.record.relative import time_told
from dragoman.record.sources import Telling
from dragoman.record.staged import took_place
from dragoman.record.times import when

__all__ = ["befallen"]

REACH = 3  # sentences back to what the noun means again
SHORT = 5  # words of a noun phrase that only means it again: "the two-day talks"
BLOWS: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def befallen(drafts: Sequence[Draft], telling: Telling, owned: Mapping[int, tuple[int, ...]]) -> list[Draft]:
    """The drafts, those without a day or a place with what is told of them as having taken place."""
    found = list(drafts)
    by_sentence: dict[int, list[int]] = {}
    for place, draft in enumerate(found):
        by_sentence.setdefault(draft.finding.sentence, []).append(place)
    for frame in telling.reading.frames:
        noun = _noun(telling, frame)
        near = range(frame.sentence - 1, frame.sentence - 1 - REACH, -1)
        beside = [] if noun is None else [n for sentence in near for n in by_sentence.get(sentence, ())]
        number = None if noun is None else _meant(telling.lexicon, found, beside, noun)
        if number is not None:
            found[number] = _with(found[number], telling, owned, frame)
    return found


def _noun(telling: Telling, frame: Frame) -> Arg | None:
    """The noun of what took place, where it only means again what was told."""
    reading = telling.reading
    if not took_place(frame, telling.lexicon.grammar):
        return None
    for arg in (arg for arg in frame.args if arg.role in {"subject", "object"}):
        words = reading.text[arg.extent.start : arg.head_extent.end].lower().split()
        if words and words[0] in telling.lexicon.names.articles and len(words) <= SHORT and not arg.mentions:
            return arg
    return None


def _meant(lexicon: Lexicon, drafts: Sequence[Draft], beside: Sequence[int], noun: Arg) -> int | None:
    """The nearest act told before that the noun may mean; `beside` are the numbers of those near by, nearest first."""
    grammar = lexicon.grammar
    types = {cue.type for head in noun.heads for cue in lexicon.cues.by_noun.get(head, ())}
    types |= BLOWS if not grammar.incidents.isdisjoint(noun.heads) else set()
    signing = not grammar.ceremonies.isdisjoint(noun.heads)
    for number in beside:
        finding = drafts[number].finding
        news = finding.status == "occurred" and drafts[number].novelty == "reported"
        if news and (finding.type in types or (signing and finding.cameo == SIGNED)):
            return number
    return None


def _with(draft: Draft, telling: Telling, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> Draft:
    reading, linked = telling.reading, telling.linked
    time = time_told(reading, owned, frame, telling.lexicon.grammar)
    told = draft.date is not None and bool(draft.date.evidence)
    known = time is not None and time.relation in {"at", "during"} and time.edtf is not None
    date = when(time, telling.cutter) if time is not None and known and not told else draft.date
    if told and draft.date is not None and time is not None and known and draft.date.edtf != time.edtf:
        return draft  # another day: another act
    place = draft.place
    if place is None or place.precision == "country":
        countries = {linked.actors[party].country or "" for party in draft.parties} - {""}
        place = place_of(reading, telling.lexicon, telling.cutter, frame, countries, visit=False) or place
    if (date, place) == (draft.date, draft.place):
        return draft
    return replace(draft, date=date, place=place, evidence=(*draft.evidence, frame.clause))
