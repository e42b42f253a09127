"""What frames are told from, and which words head one."""

from dataclasses import dataclass

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Quotation
from dragoman.reading.mentions import Mentions
from dragoman.reading.trees import Trees

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """Tree, mentions, word tables, nouns that name acts."""

    text: str
    trees: Trees
    mentions: Mentions
    grammar: Grammar
    words: NameWords
    act_nouns: frozenset[str]
    alone_nouns: frozenset[str]
    quotations: tuple[Quotation, ...]


def is_verb(trees: Trees, word: int) -> bool:
    """Whether a word heads a verb's frame; "according to" and its like are prepositions."""
    if trees.found[word] >= 0 or trees.tag[word] not in VERB_TAGS:
        return False
    dep = trees.dep[word]
    if dep == "prep":
        return not trees.kids(word, "prep", "pobj", "pcomp")
    return dep not in {"aux", "auxpass", "amod", "compound"}


def act_noun(setting: Setting, word: int) -> str | None:
    """Give the act that a noun names ("peace talk", "visit"), or None."""
    trees = setting.trees
    if trees.found[word] >= 0:
        # "the Strategic Dialogue": an event under its own name
        name = trees.names[trees.found[word]]
        if name.kind != "name" or name.name is not None:
            return None
        last = setting.text[name.extent.start : name.extent.end].split()[-1].lower()
        return last if last in setting.act_nouns else None
    if trees.tag[word] not in {"NN", "NNS", "NNP", "VBG"} or trees.dep[word] in {"compound", "amod"}:
        return None
    lemma = trees.lemma[word]
    for child in trees.kids(word, "compound", "amod"):
        joined = f"{trees.lemma[child]} {lemma}"
        if joined in setting.act_nouns:
            return joined
    return lemma if lemma in setting.act_nouns else None
