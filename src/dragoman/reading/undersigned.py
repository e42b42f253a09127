"""What is an agreement because it is signed: "a return-to-work formula", "the roadmap, which Peru had signed"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Mention
from dragoman.reading.trees import Trees

OBJECTS = ("dobj", "nsubjpass")
CLAUSES = frozenset({"relcl", "acl"})


@dataclass(frozen=True, slots=True)
class Undersigned:
    """The words that are agreements because they are told as signed, or tell again of one that is."""

    words: frozenset[int]
    names: frozenset[str]


def undersigned(text: str, trees: Trees, words: NameWords, grammar: Grammar) -> Undersigned:
    """Find the papers told as signed; and "the formula", "this programme" wherever else they are told."""
    papers = {word: head for word in range(len(trees)) if (head := _paper(text, trees, word, words)) is not None}
    signed = {word for word in _signed(trees, papers, words) if word in papers}
    heads = {papers[word] for word in signed} | {
        papers[word] for word in papers if trees.found[word] >= 0 and trees.names[trees.found[word]].kind == "agreement"
    }
    again = {
        word
        for word, head in papers.items()
        if head in heads
        and trees.found[word] < 0
        and any(trees.lower[child] not in grammar.indefinite for child in trees.kids(word, "det"))
    }
    names = {_name(text, trees, word) for word in signed if trees.found[word] >= 0}
    short = (name.acronym for name in trees.names if name.kind == "agreement" and name.acronym is not None)
    names |= {" ".join(text[slice(*extent)].split()) for extent in short}  # "The UPTTA, which was signed in"
    return Undersigned(frozenset(signed | again), frozenset(names))


def as_agreement(
    trees: Trees, word: int, mention: Mention | None, found: Undersigned, grammar: Grammar
) -> Mention | None:
    """Give the mention of a name that is an agreement's because it is signed: "the Nile Waters Training Programme"."""
    told = mention is not None and (word in found.words or (mention.name or "") in found.names)
    if mention is None or mention.kind == "agreement" or not told:
        return mention
    new = any(trees.lower[child] in grammar.indefinite for child in trees.kids(word, "det"))
    return replace(mention, kind="agreement", definite=not new, country=None, country_extent=None, sectors=())


def _name(text: str, trees: Trees, word: int) -> str:
    name = trees.names[trees.found[word]].name
    return "" if name is None else " ".join(text[slice(*name)].split())


def _paper(text: str, trees: Trees, word: int, words: NameWords) -> str | None:
    """The noun of what is an agreement where it is signed: "programme", the last of a name's before what it is on."""
    if trees.found[word] < 0:
        before = (f"{trees.lower[child]} {trees.lemma[word]}" for child in trees.kids(word, "amod", "compound"))
        forms = (*before, trees.lemma[word], trees.lower[word])
        return next((told for told in forms if told in words.signed_papers), None)
    if trees.names[trees.found[word]].kind not in {"organization", "name", "group", "agreement"}:
        return None
    head = None
    for told in _name(text, trees, word).lower().split():
        if told in words.of | words.field_prepositions:
            break
        head = told
    return head if head in words.signed_papers else None


def _signed(trees: Trees, papers: dict[int, str], words: NameWords) -> Iterator[int]:
    """What is signed, with all that is told beside it: "signed a memorandum and an action plan"."""
    for word in range(len(trees)):
        if trees.lemma[word] not in words.signing:
            continue
        told = trees.kids(word, *OBJECTS)
        told += [
            inner
            for prep in trees.kids(word, "prep")
            if trees.lower[prep] in words.of
            for inner in trees.kids(prep, "pobj")
        ]
        for one in told:
            yield from trees.conjuncts(one)
        if trees.dep[word] in CLAUSES:
            yield _antecedent(trees, trees.head[word], papers)


def _antecedent(trees: Trees, word: int, papers: dict[int, str]) -> int:
    """What "a roadmap for the corridor, which Peru signed" tells as signed: no corridor."""
    while word not in papers and trees.dep[word] in {"pobj", "prep"}:
        word = trees.head[word]
    return word
