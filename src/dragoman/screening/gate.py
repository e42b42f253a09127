"""The relevance gate: whether a text can hold an event, told from its words alone, before anything is parsed.

An event needs somebody who acts for a state, a body or an armed group, and an act: a cue's word with the words that the
cue asks for. A text is let through where a sentence has the act, and it or a neighbour has the actor, and the sentence
is not plainly of another world, such as sport.
"""

import re
from dataclasses import dataclass, field

from dragoman.lexicon.load import Lexicon
from dragoman.screening.vocabulary import ACTOR, WORD, Act, Vocabulary, Word, vocabulary_of, written_as

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"“‘(]?[^\W_a-z])|\n+")
SHOWN = 3  # words of each sort in a reason


@dataclass(frozen=True, slots=True)
class Skipped:
    """A text that can hold no event: a word for the reason, and the reason in full."""

    code: str
    reason: str


@dataclass(slots=True)
class Seen:
    """What a sentence has: the actors of states, bodies and armed groups, the acts, and words of each other topic."""

    actors: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)


def gate(text: str, title: str | None, lexicon: Lexicon) -> Skipped | None:
    """Why a text can hold no event; None where it may hold one, or is of another language than the lexicon."""
    vocabulary = vocabulary_of(lexicon)
    seen: list[Seen] = []
    for sentence in _SENTENCE.split(f"{title}\n{text}" if title else text):
        if sentence:
            seen.append(look(sentence, vocabulary))
            if _tells(seen, len(seen) - 2) or _tells(seen, len(seen) - 1):
                return None
    return _why(seen)


def look(sentence: str, vocabulary: Vocabulary) -> Seen:
    """See what a sentence has."""
    seen = Seen()
    bag: set[str] = set()
    found = WORD.findall(sentence)
    keys = vocabulary.keys(found)
    words = vocabulary.words
    for place, key in enumerate(keys):
        word = words.get(key)
        if word is None:
            if "-" in key:
                _look_inside(key, found[place], words, bag, seen)
            continue
        bag |= word.lemmas
        if word.topic is not None:
            seen.topics.append(key)
        for phrase in word.phrases:
            end = place + 1 + len(phrase.rest)
            if (not phrase.rest or tuple(keys[place + 1 : end]) == phrase.rest) and (
                phrase.form is None or written_as(phrase.form, found[place])
            ):
                bag.add(ACTOR)
                if phrase.public:
                    seen.actors.append(" ".join(found[place:end]))
                break
    seen.acts = [lemma for lemma in bag if lemma in vocabulary.acts and _fires(vocabulary.acts[lemma], bag)]
    return seen


def _look_inside(key: str, written: str, words: dict[str, Word], bag: set[str], seen: Seen) -> None:
    """See what the parts of a compound are: "Iranian-backed", "ex-president"."""
    for part, told in zip(key.split("-"), written.split("-"), strict=False):
        word = words.get(part)
        if word is not None:
            bag |= word.lemmas
            for phrase in word.phrases:
                if not phrase.rest and (phrase.form is None or written_as(phrase.form, told)):
                    bag.add(ACTOR)
                    if phrase.public:
                        seen.actors.append(told)
                    break


def _fires(act: Act, bag: set[str]) -> bool:
    """Whether a sentence with these words has what the act asks for."""
    if act.free:
        return True
    if act.any_of.isdisjoint(bag):
        return False
    return any(
        pattern.needs <= bag and not any(told.isdisjoint(bag) for told in pattern.sets) for pattern in act.patterns
    )


def _tells(seen: list[Seen], at: int) -> bool:
    """Whether a sentence can tell an event, with those beside it."""
    if at < 0 or not seen[at].acts:
        return False
    return any(one.actors for one in seen[max(0, at - 1) : at + 2])


def _why(seen: list[Seen]) -> Skipped:
    return Skipped("no-act", "")
