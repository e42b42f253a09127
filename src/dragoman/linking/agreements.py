"""One agreement under many words: "the Shusha Declaration", its full name, "the document"."""

from collections.abc import Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.linking.book import key_of
from dragoman.model.reading import Mention, Reading

NEAR = 2  # sentences in which a name may follow what it names


def group_agreements(reading: Reading, lexicon: Lexicon) -> dict[int, int]:
    """For each agreement's mention the number of its group, numbered by first mention."""
    groups: list[list[Mention]] = []
    of: dict[int, int] = {}
    told = [mention for mention in reading.mentions if mention.kind == "agreement"]
    heads = [mention for mention in told if reading.sentences[mention.sentence].block == "headline"]
    body = [mention for mention in told if mention not in heads]
    for mention in (*body, *heads):
        number = _group_of(mention, groups, lexicon)
        if number is None and mention in heads and body and mention.name is None:
            continue  # a headline's word for what the body names or tells again
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(mention)
        of[mention.index] = number
    return of


def _group_of(mention: Mention, groups: Sequence[list[Mention]], lexicon: Lexicon) -> int | None:
    nearest = sorted(range(len(groups)), key=lambda n: -groups[n][-1].head_extent.start)
    if mention.name is not None:
        key = _words(mention.name, lexicon)
        for number in nearest:
            names = [m.name for m in groups[number] if m.name]
            if any(_same(key, _words(name, lexicon)) for name in names):
                return number
            if any(m.acronym and key_of(m.acronym) == key_of(mention.name) for m in groups[number]):
                return number
        for number in nearest:
            # "a ceasefire agreement", two sentences on "the Lomé Ceasefire Agreement"
            last = groups[number][-1]
            unnamed = not any(m.name for m in groups[number]) and not groups[number][0].plural
            if unnamed and _kin(mention, last, lexicon) and mention.sentence - last.sentence <= NEAR:
                return number
        return None
    if not mention.definite:
        return None
    for number in nearest:
        if any(mention.head in key_of(m.name or m.head).split() for m in groups[number]):
            return number
    if mention.head in lexicon.names.agreement_nouns and nearest:
        return nearest[0]
    return None


def _words(name: str, lexicon: Lexicon) -> frozenset[str]:
    small = lexicon.names.articles | lexicon.names.of | lexicon.names.field_prepositions | lexicon.names.conjunctions
    return frozenset(lexicon.grammar.singular(word) for word in key_of(name).split() if word not in small)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and short <= long


def _kin(named: Mention, told: Mention, lexicon: Lexicon) -> bool:
    """Whether a name may be that of an agreement just told without one: of its kind, or of no kind."""
    words = key_of(named.name or "").split()
    return told.head in words or (not told.definite and bool(words) and words[-1] in lexicon.names.generic_agreements)
