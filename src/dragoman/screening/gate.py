"""The relevance gate: whether a text can hold an event, told from its words alone, before anything is parsed.

An event needs somebody who acts for a state, a body or an armed group, and an act: a cue's word with the words that the
cue asks for. A text is let through where a sentence has the act, and it or a neighbour the actor, unless the text is
dense with the words of something else, such as sport, and most of its sentences have none of these two without them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.lexicon.load import Lexicon
from dragoman.screening.vocabulary import ACTOR, WORD, Act, Vocabulary, Word, vocabulary_of, written_as

# A text is about something else where at least so many of its words, and such a share of them, tell of that, and fewer
# than such a share of its sentences have actor and act and no such word. Our densest diplomatic report has 0.029.
TOPICS = 3
DENSE = 0.035
CLEAN = 1 / 3
# The share of common words under which a text may be of another language: that is for the reader to tell.
PLAIN = 0.22
SHOWN = 3  # words of each sort in a reason

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"“‘(]?[^\W_a-z])|\n+")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A text that can hold no event: a word for the reason, and the reason in full."""

    code: str
    reason: str


@dataclass(slots=True)
class Seen:
    """What a sentence has: the actors of states, bodies and armed groups, the acts, and words of something else.

    `protest`: an act that anybody may do, with somebody who does it.
    """

    words: int
    common: int
    actors: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    protest: bool = False


def gate(text: str, title: str | None, lexicon: Lexicon) -> Skipped | None:
    """Why a text can hold no event; None where it may hold one, or is not plainly of the lexicon's language."""
    vocabulary = vocabulary_of(lexicon)
    seen = [look(part, vocabulary) for part in _SENTENCE.split(f"{title}\n{text}" if title else text) if part]
    skipped = _elsewhere(seen, vocabulary) if any(_tells(seen, at) for at in range(len(seen))) else _without(seen)
    plain = sum(one.common for one in seen) >= PLAIN * sum(one.words for one in seen) > 0
    return skipped if plain else None


def look(sentence: str, vocabulary: Vocabulary) -> Seen:
    """See what a sentence has."""
    found = WORD.findall(sentence)
    keys = vocabulary.keys(found)
    words, acts = vocabulary.words, vocabulary.acts
    seen = Seen(len(keys), sum(map(vocabulary.common.__contains__, keys)))
    bag: set[str] = set()
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
    seen.acts = sorted(lemma for lemma in bag if lemma in acts and _fires(acts[lemma], bag))
    seen.protest = ACTOR in bag and any(acts[lemma].anybody for lemma in seen.acts)
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


def _tells(seen: Sequence[Seen], at: int) -> bool:
    """Whether a sentence can tell an event, with those beside it."""
    if seen[at].protest:
        return True
    return bool(seen[at].acts) and any(one.actors for one in seen[max(0, at - 1) : at + 2])


def _elsewhere(seen: Sequence[Seen], vocabulary: Vocabulary) -> Skipped | None:
    topics = [topic for one in seen for topic in one.topics]
    words = sum(one.words for one in seen)
    clean = sum(1 for one in seen if one.acts and one.actors and not one.topics)
    if len(topics) < TOPICS or len(topics) < DENSE * words or clean >= CLEAN * len(seen):
        return None
    (main, _), *_ = Counter(vocabulary.words[topic].topic for topic in topics).most_common(1)
    return Skipped(
        "elsewhere",
        f"about {main}: {_told('words of such reports', topics)} in {words}; "
        f"actor and act without them in {clean} of {len(seen)} sentences",
    )


def _without(seen: Sequence[Seen]) -> Skipped:
    actors = [actor for one in seen for actor in one.actors]
    acts = [act for one in seen for act in one.acts]
    told = f"{_told('states, bodies and offices', actors)}, {_told('cues', acts)}"
    if not actors:
        return Skipped("no-actor", f"nobody who acts for a state, a body or an armed group: {told}")
    return Skipped("no-act", f"no act between actors{' beside them' if acts else ''}: {told}")


def _told(what: str, words: Iterable[str]) -> str:
    """What there is of a sort, in words: "cues 2 ('beat', 'win')"."""
    counted = Counter(words)
    if not counted:
        return f"{what} none"
    return f"{what} {counted.total()} ({', '.join(repr(word) for word, _ in counted.most_common(SHOWN))})"
