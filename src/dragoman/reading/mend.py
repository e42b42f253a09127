"""Mending the parse: lemmas the model gets wrong, and verbs that it took for nouns."""

from dragoman.lexicon.grammar import Mending
from dragoman.reading import parser
from dragoman.reading.parser import Parsed

_NOUNS = frozenset({"NN", "NNS", "JJ", "NNP", "NNPS"})
_SINGULAR = "s"  # the ending of a verb in the third person


def mend(parsed: Parsed, words: list[str], lemmas: list[str | None], sentence: list[int], mending: Mending) -> None:
    """Mend a parse in place; `lemmas` are those of words shown under another spelling."""
    for word, lower in enumerate(words):
        told = lemmas[word]
        lemma = parsed.lemma[word]
        if told is not None:
            parsed.lemma[word] = told
        elif parsed.tag[word][0] == "V":
            right = mending.forms.get(lower) or mending.lemmas.get(lemma)
            if right is not None:
                parsed.lemma[word] = right
    _revive(parsed, words, sentence)
    _join(parsed, words, sentence)


def _revive(parsed: Parsed, words: list[str], sentence: list[int]) -> None:
    """Read a noun with an infinitive under it as the verb it is: "The two nations affirm to encourage trade"."""
    for word, tag in enumerate(parsed.tag):
        if tag != "TO" or parsed.dep[word] != "aux":
            continue
        infinitive = parsed.head[word]
        noun = parsed.head[infinitive]
        if noun >= word or sentence[noun] != sentence[word] or parsed.tag[noun] not in _NOUNS:
            continue
        if parsed.dep[infinitive] not in {"acl", "relcl", "xcomp", "ccomp", "advcl"} or word - noun > 2:  # noqa: PLR2004
            continue
        _as_verb(parsed, words, sentence, noun, infinitive)


def _join(parsed: Parsed, words: list[str], sentence: list[int]) -> None:
    """Read the verb between two joined names and a noun: "Kenya and Somalia sign ceasefire" is no sign."""
    for word in range(2, len(words)):
        before, noun = word - 1, parsed.head[word]
        if noun <= word or parsed.tag[word] not in {"NN", "JJ"} or parsed.dep[word] not in {"compound", "amod"}:
            continue
        first = parsed.head[before]
        joined = parsed.dep[before] == "conj" and parsed.tag[before] == "NNP" and sentence[before] == sentence[word]
        if not joined or parsed.head[first] != noun or parser.verb_lemma(words[word]) != words[word]:
            continue
        above, dep = parsed.head[noun], parsed.dep[noun]
        parsed.head[word], parsed.dep[word] = (word, "ROOT") if above == noun else (above, dep)
        parsed.tag[word], parsed.lemma[word] = "VBP", words[word]
        parsed.head[first], parsed.dep[first] = word, "nsubj"
        parsed.head[noun], parsed.dep[noun] = word, "dobj"


def _as_verb(parsed: Parsed, words: list[str], sentence: list[int], noun: int, infinitive: int) -> None:
    lemma = parser.verb_lemma(words[noun])
    if lemma is None or noun == 0 or sentence[noun - 1] != sentence[noun]:
        return
    subject = _subject(parsed, words, sentence, noun)
    if subject is None or words[noun].endswith(_SINGULAR) == _plural(parsed, subject):
        return
    above = parsed.head[subject] if parsed.head[noun] == subject else parsed.head[noun]
    dep = parsed.dep[subject] if parsed.head[noun] == subject else parsed.dep[noun]
    if above in {subject, noun}:
        above, dep = noun, "ROOT"
    elif dep in {"dobj", "appos", "pobj", "attr", "npadvmod"}:
        dep = "ccomp"
    parsed.head[noun], parsed.dep[noun] = above, dep
    parsed.head[subject], parsed.dep[subject] = noun, "nsubj"
    parsed.tag[noun] = "VBZ" if words[noun].endswith(_SINGULAR) else "VBP"
    parsed.lemma[noun] = lemma
    parsed.dep[infinitive] = "xcomp"
    # what else hung on the subject behind the verb hangs on the verb
    for other in range(noun + 1, len(words)):
        if sentence[other] != sentence[noun]:
            break
        if parsed.head[other] == subject:
            parsed.head[other] = noun


def _plural(parsed: Parsed, subject: int) -> bool:
    near = range(subject + 1, min(subject + 4, len(parsed.head)))
    coordinated = any(parsed.head[w] == subject and parsed.dep[w] == "conj" for w in near)
    return coordinated or parsed.tag[subject] in {"NNS", "NNPS"}


def _subject(parsed: Parsed, words: list[str], sentence: list[int], noun: int) -> int | None:
    """Find the noun before a verb in disguise, also over a phrase between commas ("The PFK, for its part, pledges")."""
    own = [w for w in range(noun - 1, -1, -1) if sentence[w] == sentence[noun] and parsed.head[w] == noun]
    if any(parsed.tag[w] in {"DT", "PRP$", "IN", "TO", "CD"} and w == noun - 1 for w in own):
        return None  # "the pledge to", "its pledges to"
    before = noun - 1
    if words[before] == ",":
        if parsed.head[noun] == before - 1 and parsed.dep[noun] == "appos":
            return before - 1
        return next((w for w in own if parsed.dep[w] in {"nsubj", "dep", "nmod"}), None)
    if parsed.tag[before] in {"NNS", "NNPS", "NNP", "PRP"}:
        if parsed.head[noun] == before or parsed.head[before] == noun:
            return before
        head = parsed.head[before]
        return head if head < noun and parsed.dep[before] == "conj" and parsed.head[head] == noun else None
    return None
