"""How a predicate is told: tense, mood, voice, negation, modality, from the words around it."""

from typing import Literal, NamedTuple

from dragoman.lexicon.grammar import Grammar
from dragoman.reading.setting import LONGEST_CHAIN, is_verb
from dragoman.reading.trees import Trees

Tense = Literal["past", "present", "future", "none"]
Mood = Literal["indicative", "infinitive", "participle", "imperative"]


class Telling(NamedTuple):
    tense: Tense
    perfect: bool
    mood: Mood


def passive(trees: Trees, word: int) -> bool:
    """Whether the grammatical subject is acted on: "was expelled", "expelled by"."""
    if any(trees.dep[c] in {"auxpass", "nsubjpass", "agent"} for c in trees.children[word]):
        return True
    if trees.dep[word] == "conj" and trees.tag[word] == "VBN" and not trees.kids(word, "aux", "nsubj", "dobj"):
        head = trees.head[word]
        return trees.tag[head] == "VBN" and any(trees.dep[c] == "auxpass" for c in trees.children[head])
    if trees.dep[word] == "conj" and _counted(trees, word):
        return any(trees.dep[c] == "auxpass" for c in trees.children[trees.head[word]])
    if trees.tag[word] != "VBN" or trees.kids(word, "dobj", "aux", "nsubj"):
        return False
    return trees.dep[word] in {"acl", "advcl"}  # "the men held by A", "Accused of theft, he fled"


def _counted(trees: Trees, word: int) -> bool:
    """Whether a number alone is the subject: "Two soldiers were killed and five wounded", its helper left out."""
    if trees.tag[word] not in {"VBN", "VBD"} or trees.kids(word, "dobj", "aux", "auxpass"):
        return False
    subject = trees.kid(word, "nsubj")
    return subject is not None and trees.tag[subject] == "CD" and subject < word


def lemma_of(trees: Trees, word: int) -> str:
    """Give the verb with its particle: "pull out"."""
    particle = trees.kid(word, "prt")
    return trees.lemma[word] + (f" {trees.lower[particle]}" if particle is not None else "")


def modal(trees: Trees, word: int, depth: int = 0) -> str | None:
    """Give the modal verb over a predicate, shared by those coordinated with it."""
    for child in trees.kids(word, "aux"):
        if trees.tag[child] == "MD":
            return trees.lower[child]
    coordinated = trees.dep[word] == "conj" and trees.tag[word] == "VB" and not trees.kids(word, "nsubj")
    return modal(trees, trees.head[word], depth + 1) if coordinated and depth < LONGEST_CHAIN else None


def _denied_too(trees: Trees, word: int, grammar: Grammar) -> bool:
    """Whether what goes on behind a denial is denied.

    "does not break relations nor does it withdraw its ambassador", "has not recalled its envoy or expelled diplomats".
    """
    head = trees.head[word]
    joints = [trees.lower[g] for g in trees.kids(head, "cc") if head < g < word]
    if any(head < other < word for other in trees.kids(head, "conj")) or not joints:
        return False
    if joints[-1] in grammar.negators:
        return True
    own = trees.kids(word, "nsubj", "nsubjpass", "aux", "auxpass")
    # "did not recall its envoy and expel the ambassador"; but "will not stay silent and take revenge" threatens
    one = trees.tag[word] == trees.tag[head] == "VB" and any(
        trees.lemma[aux] in grammar.auxiliaries for aux in trees.kids(head, "aux")
    )
    return (joints[-1] in grammar.alternatives or one) and not own and negated(trees, head, grammar)


def _no_longer(trees: Trees, word: int, grammar: Grammar) -> bool:
    return trees.lower[word] in grammar.degrees and any(
        trees.lower[g] in grammar.negators for g in trees.children[word]
    )


def negated(trees: Trees, word: int, grammar: Grammar) -> bool:
    """Whether the predicate, or who or what stands in it, is denied: "did not", "no troops were sent"."""
    negators = grammar.negators
    for child in trees.children[word]:
        dep = trees.dep[child]
        if dep == "neg" and child > word and trees.lower[child - 1] == ",":
            continue  # "Russia closed the crossing, not we"
        if dep == "neg" or (trees.lower[child] in negators and dep in {"advmod", "preconj", "cc"}):
            return True
        if _no_longer(trees, child, grammar) and (child < word or trees.tag[child + 1] != "TO"):
            return True  # "no longer recognises"; not "agreed no longer to block it"
        if dep in {"nsubj", "nsubjpass", "dobj", "attr", "dative"} and (
            # not behind it: "Russia, not Ukraine, closed the crossing"
            trees.lower[child] in negators
            or any(trees.lower[g] in negators for g in trees.kids(child, "det", "neg") if g < child)
        ):
            return True
        # "Neither Peru nor Ecuador has closed it"; not "not only Peru but Ecuador"
        if dep in {"nsubj", "nsubjpass"} and any(
            trees.lower[g] in negators and trees.dep[g + 1] != "advmod"
            for g in trees.kids(child, "preconj", "cc")
            if g < child
        ):
            return True
    particle = next((aux for aux in trees.kids(word, "aux") if trees.tag[aux] == "TO"), 0)
    if particle > 1 and _no_longer(trees, particle - 1, grammar):
        return True
    head = trees.head[word]
    if trees.dep[word] == "pcomp" and trees.lower[head] in negators:
        return True
    if trees.dep[word] == "conj" and _denied_too(trees, word, grammar):
        return True
    scheduled = trees.dep[word] == "xcomp" and head != word and trees.lemma[head] in grammar.scheduled
    return scheduled and negated(trees, head, grammar)


def taking_part(trees: Trees, word: int, grammar: Grammar) -> list[int]:
    """Give what is coordinated, without what is left out: "Cyprus, but not Greece", "all members but Hungary"."""
    first, *others = trees.conjuncts(word)
    kept = [first]
    for item in others:
        before = trees.lower[trees.left[item] - 1] if trees.left[item] else ""
        # "not Peru but Chile", "not only Peru but Chile"
        instead = not grammar.negators.isdisjoint(trees.lower[max(0, trees.left[first] - 2) : first])
        own = any(trees.lower[g] in grammar.negators for g in trees.kids(item, "neg"))  # "Israel and not Iran"
        if not own and before not in grammar.negators and (instead or before not in grammar.excepting):
            kept.append(item)
    return kept


def last_of(trees: Trees, word: int, grammar: Grammar) -> int:
    """Give the last word of a phrase, before whom it leaves out: "attacked the post, not Eritrea"."""
    for child in trees.kids(word, "appos", "conj"):
        first = trees.left[child]
        denied = next((at for at in (first - 1, first) if word < at and trees.lower[at] in grammar.negators), None)
        while denied is not None and trees.dep[denied - 1] in {"cc", "punct"}:
            denied -= 1
        if denied is not None and denied - 1 >= word:
            return denied - 1
    return trees.right[word]


def telling(trees: Trees, word: int, grammar: Grammar) -> Telling:
    """Tell tense, perfect and mood."""
    auxes = trees.kids(word, "aux", "auxpass")
    tags = [trees.tag[a] for a in auxes]
    perfect = any(trees.lemma[a] in grammar.perfect for a in auxes)
    if "MD" in tags:
        first = next(trees.lower[a] for a in auxes if trees.tag[a] == "MD")
        return Telling("future" if first in grammar.future else "none", perfect, "indicative")
    if "TO" in tags:
        return Telling("none", perfect, "infinitive")
    if perfect:
        return Telling("past" if "VBD" in tags else "present", perfect=True, mood="indicative")
    return _plain(trees, word, tags, grammar)


def _plain(trees: Trees, word: int, tags: list[str], grammar: Grammar) -> Telling:
    tag = trees.tag[word]
    if tag == "VBD" or "VBD" in tags:
        return Telling("past", perfect=False, mood="indicative")
    if tag in {"VBP", "VBZ"} or "VBP" in tags or "VBZ" in tags:
        return Telling("present", perfect=False, mood="indicative")
    head = trees.head[word]
    if trees.dep[word] == "conj" and head != word and is_verb(trees, head) and tag in {"VB", "VBN", "VBG"}:
        return telling(trees, head, grammar)
    if tag == "VB":
        return _bare(trees, word)
    return Telling("past" if tag == "VBN" else "none", perfect=False, mood="participle")


def _bare(trees: Trees, word: int) -> Telling:
    if trees.dep[word] != "ROOT":
        return Telling("none", perfect=False, mood="infinitive")
    if trees.kids(word, "nsubj"):
        return Telling("present", perfect=False, mood="indicative")  # a headline: "A and B sign accord"
    return Telling("none", perfect=False, mood="imperative")


def progressive(trees: Trees, word: int) -> bool:
    """Whether an act is told as going on: "are massing"."""
    return trees.tag[word] == "VBG" and bool(trees.kids(word, "aux"))


def mark_of(trees: Trees, word: int, grammar: Grammar) -> str | None:
    """Give the subordinator that makes a clause a condition: "if", "unless"."""
    for child in trees.kids(word, "mark", "advmod"):
        if trees.lower[child] in grammar.conditions:
            return trees.lower[child]
    return None
