"""The words of the gate, made once of a lexicon: an automaton over words, for actors, acts and other topics."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.lexicon.cues import BUILT_IN, Cue
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import SHORT_ACRONYM, fold

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
ACTOR = "@actor"  # stands in the bag of a sentence that names an actor of any sort
ANYTHING = "*"
ROLES = frozenset({"attribute"})  # of a cue's phrases, these are led by no word
OF_ANYBODY = frozenset({"PROTEST"})  # types of which an event needs no state, body or armed group
TELLING = "assert"  # the act of saying that is in every report
NGO = "NGO"
# Sectors of those whose doings are read for: who governs, fights, legislates, judges, or would govern.
PUBLIC = frozenset({"GOV", "LEG", "MIL", "REB", "SPY", "IGO", "PTY", "OPP", "UAF", "ELI", "JUD", "COP", "REF"})


class Phrase(NamedTuple):
    """The words behind the first of an actor's name.

    form: its spelling, where capitals tell it from a word. public: it acts for a state, a body or an armed group.
    """

    rest: tuple[str, ...]
    form: str | None
    public: bool


class Word(NamedTuple):
    """What a word may be: forms of which lemmas, the first word of which actors, and told in which topic elsewhere."""

    lemmas: frozenset[str]
    phrases: tuple[Phrase, ...]
    topic: str | None


class Pattern(NamedTuple):
    """What a sentence must have beside the word that fires a cue: all of `needs`, and one of each of `sets`."""

    needs: frozenset[str]
    sets: tuple[frozenset[str], ...]


class Act(NamedTuple):
    """What a word needs beside it to tell an act; nothing where `free`. One of `any_of` is in every pattern.

    `anybody` may do it: workers strike, students march, and no state has a part in it.
    """

    free: bool
    anybody: bool
    any_of: frozenset[str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by folded form, acts by the lemma that fires them; the commonest words of the language."""

    words: dict[str, Word]
    acts: dict[str, Act]
    possessives: tuple[str, ...]
    common: frozenset[str]

    def keys(self, found: Iterable[str]) -> list[str]:
        """The keys of words as they are written: folded, and without what makes a possessive of them."""
        return [self._key(word) for word in found]

    def _key(self, word: str) -> str:
        key = word.lower() if word.isascii() else fold(word)
        if "'" in key:
            for ending in self.possessives:
                key = key.removesuffix(ending)
        return key


_MADE: dict[str, Vocabulary] = {}


def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, made at its first use."""
    made = _MADE.get(lexicon.digest)
    if made is None:
        made = _MADE[lexicon.digest] = _make(lexicon)
    return made


def _make(lexicon: Lexicon) -> Vocabulary:
    acts = _acts(lexicon)
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for lemma in _lemmas(acts):
        for form in lexicon.screening.forms(lemma):
            lemmas[fold(form)].add(lemma)
    phrases: defaultdict[str, set[Phrase]] = defaultdict(set)
    for first, phrase in _phrases(lexicon):
        phrases[first].add(phrase)
    topics = {
        fold(form): topic
        for topic, told in lexicon.screening.elsewhere.items()
        for lemma in told
        for form in lexicon.screening.forms(lemma)
    }
    return Vocabulary(
        words={
            word: Word(
                frozenset(lemmas.get(word, ())),
                tuple(
                    sorted(
                        phrases.get(word, ()), key=lambda phrase: (not phrase.public, -len(phrase.rest), phrase.rest)
                    )
                ),
                topics.get(word),
            )
            for word in lemmas.keys() | phrases.keys() | topics.keys()
        },
        acts=acts,
        possessives=lexicon.screening.possessives,
        common=lexicon.languages[lexicon.statements.language],
    )


def _acts(lexicon: Lexicon) -> dict[str, Act]:
    found: defaultdict[str, set[Pattern]] = defaultdict(set)
    anybody: set[str] = set()
    for cue in lexicon.cues.cues:
        sets = tuple(_sets(cue))
        for verb in cue.verbs:
            first, *rest = verb.split()
            found[first].add(Pattern(frozenset(rest), sets))
        for noun in cue.nouns:
            *rest, last = noun.split()
            found[last].add(Pattern(frozenset(rest), sets))
            if cue.type in OF_ANYBODY:
                anybody.add(last)
    for words, act in lexicon.statements.acts.items():
        if act != TELLING:
            first, *rest = words.split()
            found[first].add(Pattern(frozenset(rest), ()))
    for word in lexicon.screening.acts:
        found[word].add(Pattern(frozenset(), ()))
    loose = lexicon.screening.loose
    return {word: _act(patterns, anybody=word in anybody) for word, patterns in found.items() if word not in loose}


def _act(patterns: Iterable[Pattern], *, anybody: bool) -> Act:
    patterns = sorted(patterns, key=lambda pattern: (len(pattern.needs) + len(pattern.sets), str(pattern)))
    if not patterns[0].needs and not patterns[0].sets:
        return Act(free=True, anybody=anybody, any_of=frozenset(), patterns=())
    any_of = frozenset().union(*(pattern.needs or pattern.sets[0] for pattern in patterns))
    return Act(free=False, anybody=anybody, any_of=any_of, patterns=tuple(patterns))


def _sets(cue: Cue) -> Iterator[frozenset[str]]:
    """What a cue asks for, as sets of words of which a sentence has one: of its phrases the word that is their head."""
    for words in (cue.objects, cue.complement, cue.words, cue.subjects):
        if words and ANYTHING not in words:
            yield _heads(words)
    for preposition, words in cue.obliques:
        lead = preposition.rpartition(".")[2].split()[0]  # "object.of", "out of"
        if lead not in ROLES:
            yield frozenset({lead})
        if words and ANYTHING not in words:
            yield _heads(words)


def _heads(words: Iterable[str]) -> frozenset[str]:
    return frozenset(ACTOR if word in BUILT_IN else word.split()[-1] for word in words)


def _lemmas(acts: dict[str, Act]) -> frozenset[str]:
    found = set(acts)
    for act in acts.values():
        for pattern in act.patterns:
            found |= pattern.needs
            found.update(*pattern.sets)
    return frozenset(found - {ACTOR})


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, Phrase]]:
    words = lexicon.screening
    for key, entries in lexicon.world.forms.items():
        if key not in words.not_actors:
            first, *rest = WORD.findall(key)
            for entry in entries:
                public = entry.form_kind == "name" if entry.ambiguous else entry.kind in {"state", "igo"}
                public |= entry.code == NGO or not (entry.ambiguous or PUBLIC.isdisjoint(entry.sectors))
                yield first, Phrase(tuple(rest), entry.form, public)
    named = {noun: told.sector in PUBLIC for noun, told in lexicon.names.nouns.items()}
    named |= dict.fromkeys(lexicon.names.titles | lexicon.names.ranks, True)
    named |= dict.fromkeys(words.actors, True)
    named |= dict.fromkeys(words.lesser, False)
    for noun, public in named.items():
        if noun not in words.not_actors:
            for form in words.forms(noun):
                first, *rest = WORD.findall(fold(form))
                yield first, Phrase(tuple(rest), None, public)


def written_as(form: str, word: str) -> bool:
    """Whether a word may begin a name that is spelt so: "Turkey", "US", no "turkey" and no "us"."""
    if len(form) <= SHORT_ACRONYM + 1 and form.isupper():
        return word.isupper()
    return word[0].isupper() or form[0].islower()
