"""Mending clauses that the parser hung on what stands before them: what somebody is told, what one rules out."""

from collections.abc import Sequence

from dragoman.lexicon.grammar import Mending
from dragoman.reading.mend_openings import mend_openings
from dragoman.reading.parser import Parsed

NEAR = 40  # words between a verb and what stands with it
NAMES = frozenset({"NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ"})


def mend_clauses(parsed: Parsed, words: Sequence[str], sentence: Sequence[int], mending: Mending) -> None:
    """Give a verb the clause that is its own: "told a briefing that rebels attacked two posts", "ruled out sending"."""
    mend_openings(parsed, sentence)
    for name, tag in enumerate(parsed.tag):
        if tag in NAMES and parsed.dep[name] == "conj":
            _uncouple(parsed, name)
    for clause, dep in enumerate(parsed.dep):
        if dep == "advcl" and parsed.tag[clause] == "VBG" and clause and parsed.dep[clause - 1] == "prt":
            parsed.dep[clause] = "xcomp"
        told = parsed.head[clause]
        verb = parsed.head[told]
        if dep == "agent" and _acts(parsed, told):
            parsed.dep[clause] = "prep"
        if dep == "ccomp" and parsed.tag[told] in FINITE and told < clause:
            _follow(parsed, words, told, clause, mending)
        if dep != "relcl" or parsed.dep[told] != "dobj" or parsed.tag[verb] not in FINITE:
            continue
        own = {w: parsed.dep[w] for w in range(told + 1, min(len(words), clause + NEAR)) if parsed.head[w] == clause}
        that = next((w for w in own if w == told + 1 and parsed.tag[w] in {"WDT", "IN"}), None)
        full = {"nsubj", "dobj"} <= {dep for w, dep in own.items() if w != that}
        if that is not None and own[that] in {"dobj", "mark"} and full:
            parsed.head[clause], parsed.dep[clause] = verb, "ccomp"
            parsed.dep[that], parsed.tag[that] = "mark", "IN"
            _follow(parsed, words, verb, clause, mending)


def _acts(parsed: Parsed, verb: int) -> bool:
    """Whether a verb is told with who does it and to what: nobody "protested the arrest of two men" by the police."""
    near = range(max(0, verb - NEAR), min(len(parsed.dep), verb + NEAR))
    own = {parsed.dep[w] for w in near if parsed.head[w] == verb}
    return {"nsubj", "dobj"} <= own and "auxpass" not in own


def _uncouple(parsed: Parsed, name: int) -> None:
    """Part "voted for it and China abstained", "voted for the text and Peru abstained": who is no part of the thing."""
    joint, thing, clause = name - 1, parsed.head[name], name + 1
    if clause >= len(parsed.tag) or parsed.dep[joint] != "cc" or not 1 < thing < joint:
        return
    verb, prep = parsed.head[clause], thing - 1
    if parsed.tag[clause] not in FINITE or parsed.dep[clause] not in {"advcl", "conj"} or not verb < thing:
        return
    near = range(max(0, clause - NEAR), min(len(parsed.tag), clause + NEAR))
    subjects = [w for w in near if parsed.head[w] == clause and parsed.dep[w] in {"nsubj", "nsubjpass"}]
    if subjects == [thing] and parsed.tag[thing] == "PRP" and parsed.tag[prep] == "IN" and prep == verb + 1:
        parsed.head[prep], parsed.dep[prep] = verb, "prep"
        parsed.head[thing], parsed.dep[thing] = prep, "pobj"
    elif subjects or parsed.dep[thing] not in {"dobj", "pobj"}:
        return
    parsed.head[name], parsed.dep[name] = clause, "nsubj"
    parsed.head[joint] = verb
    parsed.dep[clause] = "conj"


def _follow(parsed: Parsed, words: Sequence[str], verb: int, clause: int, mending: Mending) -> None:
    """Join to the clause what is listed with it, and to the verb what is said behind a comma.

    "told a briefing that they crossed the wadi, attacked a post and fled", "that they crossed, and urged all to go".
    """
    for word in range(clause + 1, min(len(words), clause + NEAR)):
        if parsed.dep[word] != "conj" or parsed.tag[word] != "VBD":
            continue
        said = parsed.lemma[word] in mending.spoken
        if parsed.head[word] == verb and words[word - 1] == "," and not said:
            parsed.head[word] = clause
        elif parsed.head[word] == clause and parsed.dep[word - 1] == "cc" and words[word - 2] == "," and said:
            parsed.head[word] = verb
