"""Actors and agreements told by what they are: "the Omani foreign minister", "militants", "a memorandum"."""

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.names import NameWords, Noun
from dragoman.model.reading import Extent, Mention, MentionKind
from dragoman.reading.modifiers import MODIFIERS, first_word, title_start
from dragoman.reading.trees import Trees
from dragoman.reading.units import HYPHENS

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def described(
    text: str, trees: Trees, word: int, words: NameWords, grammar: Grammar, *, signed: bool = False
) -> Mention | None:
    """The mention of a word that describes somebody or an agreement, one by being `signed`; None where neither."""
    lemma = trees.lemma[word]
    if trees.tag[word] == "NNPS" and lemma not in words.nouns:
        lemma = grammar.singular(trees.lower[word])  # "The Leaders of the Forum", which the parser takes for a name
    noun = _noun(trees, word, lemma, words, grammar)
    kind: MentionKind
    sector = ""
    country = _country(trees, word, grammar)
    phrase = _phrase(trees, word, words, grammar)
    if noun is not None and noun.kind == "role" and _narrows(trees, word, words):
        return None
    behind = trees.lower[word + 1 : word + 2] if trees.tag[word + 1 : word + 2] == ["IN"] else []
    if " ".join((lemma, *behind)) in words.stances:
        return None  # but "forced the opposition to disband"
    if trees.dep[word] == "compound" and {lemma, trees.lemma[trees.head[word]]} <= grammar.crafts:
        return None  # "a Russian Su-35 fighter jet"
    if noun is not None:
        kind, sector = noun.kind, noun.sector
    elif trees.dep[word] == "compound" and trees.lemma[trees.head[word]] in words.agreement_nouns:
        return None  # "a ceasefire deal" is one
    elif signed or lemma in words.agreement_nouns or phrase is not None or _capital(text, trees, word, words):
        kind = "agreement"
    elif lemma in grammar.capital_words and trees.tag[word] == "NNS":
        kind = "state"  # "both capitals welcomed it"
    elif trees.country[word] is not None and trees.dep[word] not in {"compound", "amod", "nmod"}:
        # "the Greek and Omani navies": Oman's navy, and no people beside it
        kind, country = "state" if _shares_noun(trees, word) else "group", trees.country[word]
    elif trees.tag[word] in {"CD", "DT"} and trees.dep[word] in SUBJECTS and lemma in grammar.numbers:
        kind = "role"
    else:
        return None
    bare = trees.tag[word] == "NN" and not trees.kids(word, "det", "poss", *MODIFIERS) and trees.country[word] is None
    if bare and (lemma in words.mass or (kind == "group" and trees.dep[word] == "pobj")):
        return None  # "enter into force", "under guard", "the exchange of intelligence"
    first = first_word(trees, word)
    if kind == "agreement" and " ".join(trees.lower[max(first - 2, 0) : first]) in words.agreement_leads:
        first -= 2  # "a status of forces agreement"
    numerals = (trees.lower[c] for c in trees.kids(word, "nummod"))
    count = next((grammar.numbers[numeral] for numeral in numerals if numeral in grammar.numbers), None)
    if trees.tag[word] == "CD" or lemma in grammar.numbers:
        count = grammar.numbers[lemma]  # "The trio left"
    determiners = trees.kids(word, "det", "poss", "predet")
    extent = Extent(trees.start[first], trees.end[word if phrase is None else phrase])
    plural = trees.tag[word] in {"NNS", "NNPS"} or (count or 1) > 1
    plural = plural and not (signed and trees.lower[word] in words.signed_papers)  # "signed the minutes of the talks"
    title = None
    if kind == "role" and trees.tag[word] != "CD":
        title = Extent(trees.start[title_start(trees, first, word)], trees.end[word])
    return Mention(
        index=0,
        kind=kind,
        extent=extent,
        sentence=trees.sentence[word],
        head=lemma,
        head_extent=Extent(trees.start[word], trees.end[word]),
        country=country,
        country_extent=_country_extent(trees, word) if country else None,
        title=" ".join(text[title.start : title.end].split()) if title else None,
        title_extent=title,
        sectors=(sector,) if sector else (),
        plural=plural,
        count=count,
        definite=any(trees.lower[d] not in grammar.indefinite for d in determiners)
        or (trees.tag[word] == "DT" and kind == "role")  # "Both signed it"
        or (title is not None and not determiners and not plural and _styled(text, title)),
    )


def _noun(trees: Trees, word: int, lemma: str, words: NameWords, grammar: Grammar) -> Noun | None:
    """What the tables tell of a noun, with a word before it where they know both together: "the lower house"."""
    found = None
    for child in trees.kids(word, "compound", "amod"):
        if child < word:
            for form in (trees.lemma[child], trees.lower[child]):
                found = found or words.nouns.get(f"{form} {trees.lemma[word]}")
    found = found or words.nouns.get(lemma) or words.nouns.get(trees.lower[word])
    if found is not None and found.kind == "organization" and word and trees.lower[word - 1] in HYPHENS:
        return None  # "Chairman-in-Office" is no office
    people = found is not None and found.kind == "group" and found.sector and lemma in words.quantities
    if people and (trees.tag[word] == "CD" or _of_others(trees, word, grammar)):
        return None  # "two hundred", "thousands of dollars"; but "thousands marched"
    return found


def _shares_noun(trees: Trees, word: int) -> bool:
    """Whether a nationality is joined to another before one noun."""
    first = trees.head[word]
    joined = trees.dep[word] == "conj" and trees.country[first] is not None
    return joined and trees.dep[first] in {"amod", "compound", "nmod"} and trees.head[first] > word


def _styled(text: str, title: Extent) -> bool:
    """Whether an office is told as a name is, in capitals: "Foreign Secretary's visit", "EAM will meet"."""
    told = text[title.start : title.end].split()
    return all(word[0].isupper() for word in told) and (len(told) > 1 or told[0].isupper())


def _capital(text: str, trees: Trees, word: int, words: NameWords) -> bool:
    """Whether a capital alone makes an agreement of a word: "According to the Plan, both sides shall"."""
    plain = trees.lower[word] in words.capital_agreements and text[trees.start[word]].isupper()
    determiners = trees.kids(word, "det")
    alone = bool(determiners) and word == determiners[-1] + 1 and trees.dep[word] != "compound"
    return plain and alone and trees.lower[determiners[-1]] in words.articles - words.indefinite


def _phrase(trees: Trees, word: int, words: NameWords, grammar: Grammar) -> int | None:
    """Find the second noun of an agreement told by two: "a letter of intent"."""
    for prep in trees.kids(word, "prep"):
        for inner in trees.kids(prep, "pobj") if trees.lower[prep] in grammar.of and prep == word + 1 else ():
            if f"{trees.lemma[word]} {trees.lower[prep]} {trees.lemma[inner]}" in words.agreement_phrases:
                return inner
    return None


def _of_others(trees: Trees, word: int, grammar: Grammar) -> bool:
    """Whether a word counts what stands behind it: "hundreds of farmers"."""
    return any(trees.lower[prep] in grammar.of for prep in trees.kids(word, "prep"))


def _narrows(trees: Trees, word: int, words: NameWords) -> bool:
    """Whether a title only narrows the one behind it: "the Deputy Prime Minister" is one person."""
    head = trees.head[word]
    if trees.dep[word] not in {"compound", "amod", "nmod"} or head <= word:
        return False
    above = words.nouns.get(trees.lemma[head]) or words.nouns.get(trees.lower[head])
    return above is not None and above.kind == "role"


def _nationality(trees: Trees, word: int) -> int | None:
    for child in trees.children[word]:
        if trees.country[child] and trees.dep[child] in {"amod", "compound", "nmod", "poss", "npadvmod"}:
            return child
    if trees.dep[word] == "compound" and trees.head[word] > word > 0 and trees.head[word - 1] == trees.head[word]:
        return word - 1 if trees.country[word - 1] else None  # "a Ugandan army statement"
    # "a Russian Su-35 fighter jet", "a Kazakh defence minister": the parser hangs the nationality on the type
    types = (c for c in trees.kids(word, "compound", "nmod") if c < word)
    plain = (c for c in types if trees.found[c] < 0 or trees.names[trees.found[c]].kind == "name")
    inner = (i for c in plain for i in trees.kids(c, "amod", "compound"))
    return next((i for i in inner if trees.country[i]), None)


def _country(trees: Trees, word: int, grammar: Grammar) -> str | None:
    child = _nationality(trees, word)
    if child is not None:
        return trees.country[child]
    # "the foreign minister of Oman", "the government and people of Nepal"
    joined = (other for other in trees.kids(word, "conj") if not trees.kids(other, "det", "poss", "nummod"))
    for prep in (prep for host in (word, *joined) for prep in trees.kids(host, "prep")):
        if trees.lower[prep] in grammar.of:
            for inner in trees.kids(prep, "pobj"):
                single = len(trees.conjuncts(inner)) == 1
                if single and trees.found[inner] >= 0 and trees.names[trees.found[inner]].kind == "state":
                    return trees.country[inner]
    return None


def _country_extent(trees: Trees, word: int) -> Extent | None:
    child = _nationality(trees, word)
    return Extent(trees.start[child], trees.end[child]) if child is not None else None
