"""Mentions: names found before the parse, and described actors, pronouns and agreements told by the tree."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Extent, Mention
from dragoman.reading.described import described
from dragoman.reading.found import Found
from dragoman.reading.trees import Trees
from dragoman.reading.undersigned import Undersigned, as_agreement, undersigned
from dragoman.reading.writers import OWN, joint, own

NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj"})
FAR = 2000  # characters back in which a quotation of this paragraph may have opened
_SPOKEN = frozenset("\"“”«»„'‘:")
ARMED = frozenset({"MIL", "REB"})  # sectors of those who fight for a group
NESTED = 4  # steps from somebody up to the clause that tells of him
SERVING = frozenset({"GOV", "MIL"})  # sectors of those who come for their state


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions in text order, and the mention that each word heads (-1 for none)."""

    items: tuple[Mention, ...]
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The mentions found so far, by word and in order."""

    at: Sequence[int]
    found: Sequence[Mention]
    grammar: Grammar
    behalf: frozenset[str]

    def of(self, trees: Trees, word: int) -> Iterator[int]:
        """Give what stands behind a noun's "of"."""
        yield from self.behind(trees, word, self.grammar.of)

    def whose(self, trees: Trees, word: int) -> Iterator[int]:
        """Give whose somebody is: of "the Heads of State of the Union" the Union, and no state."""
        for inner in self.of(trees, word):
            told = self.found[self.at[inner]] if self.at[inner] >= 0 else None
            bare = told is not None and told.kind == "state" and told.name is None and told.country is None
            yield from (list(self.of(trees, inner)) if bare else []) or [inner]

    def behind(self, trees: Trees, word: int, prepositions: Collection[str]) -> Iterator[int]:
        """Give what stands behind a noun's prepositions."""
        for prep in trees.kids(word, "prep"):
            if trees.lower[prep] in prepositions:
                yield from trees.kids(prep, "pobj")


def find_mentions(
    text: str, trees: Trees, words: NameWords, grammar: Grammar, quoted: Sequence[Extent] = ()
) -> Mentions:
    """Every mention of the tree; "we" is one where it is not `quoted`: who wrote the text."""
    at = [-1] * len(trees)
    found: list[Mention] = []
    papers = undersigned(text, trees, words, grammar)
    quote = next(quotes := iter(quoted), None)
    for word in range(len(trees)):
        while quote is not None and quote.end <= trees.start[word]:
            quote = next(quotes, None)
        ours = trees.found[word] < 0 and words.pronouns.get(trees.lower[word]) == OWN  # "us" is not the US
        if ours and quote is not None and quote.start <= trees.start[word]:
            continue
        mention = _mention(text, trees, word, words, grammar, papers)
        if mention is not None:
            at[word] = len(found)
            found.append(mention)
    if not joint(trees, found, words):
        writers = own(words)
        for word, index in enumerate(at):
            told = found[index] if index >= 0 else None
            pronoun = told is not None and told.kind == "pronoun" and told.head in writers
            if pronoun and not _opens_plainly(text, trees, word):
                at[word] = -1
    found, at = _with_states(text, trees, found, at, grammar)
    known = Known(at, found, grammar, words.behalf)
    heads = [(word, replace(found[index], index=index)) for word, index in enumerate(at) if index >= 0]
    return Mentions(tuple(_linked(trees, mention, word, known) for word, mention in heads), tuple(at))


def _is_craft(trees: Trees, word: int, mention: Mention, grammar: Grammar) -> bool:
    """Whether a name is no actor but what one has: "the Turkish frigate Gediz", "an Iranian Shahed-136"."""
    kind = any(trees.lemma[child] in grammar.crafts for child in trees.kids(word, "compound", "nmod"))
    return mention.kind == "name" and (kind or any(letter.isdigit() for letter in mention.name or ""))


def _with_states(
    text: str, trees: Trees, found: list[Mention], at: list[int], grammar: Grammar
) -> tuple[list[Mention], list[int]]:
    """Add the states told by a nationality before a noun that is no actor itself: "Vietnamese tanks rolled in"."""
    by_word = {word: found[index] for word, index in enumerate(at) if index >= 0}
    for word, country in enumerate(trees.country):
        if country is None or word in by_word or trees.dep[word] not in {"amod", "compound", "nmod", "poss"}:
            continue
        head = trees.head[word]
        above = trees.head[head] if trees.dep[head] in {"compound", "amod", "nmod"} else head
        if not {trees.lower[head], trees.lower[above]}.isdisjoint(grammar.tongues | grammar.coins):
            continue  # "in the English language", "two million US dollars"
        if (head in by_word and not _is_craft(trees, head, by_word[head], grammar)) or above in by_word.keys() - {head}:
            continue
        extent = Extent(trees.start[word], trees.end[word])
        name = text[extent.start : extent.end]
        by_word[word] = Mention(
            index=0,
            kind="state",
            extent=extent,
            sentence=trees.sentence[word],
            head=name.lower(),
            head_extent=extent,
            name=name,
            name_extent=extent,
            country=country,
            country_extent=extent,
            definite=True,
            entity=country,
        )
    ordered = sorted(by_word)
    places = [-1] * len(trees)
    for index, word in enumerate(ordered):
        places[word] = index
    return [by_word[word] for word in ordered], places


def _mention(
    text: str, trees: Trees, word: int, words: NameWords, grammar: Grammar, papers: Undersigned
) -> Mention | None:
    if trees.found[word] >= 0:
        named = as_agreement(trees, word, _named(text, trees, word, words, grammar), papers, grammar)
        if named is not None and named.kind == "name" and named.head in words.agreement_nouns:
            articles = [trees.lower[child] for child in trees.kids(word, "det")]
            new = any(article in grammar.indefinite for article in articles)
            return replace(named, kind="agreement", name=None, name_extent=None, definite=not new)  # "signed an MoU"
        return _bare(trees, named, word, words, grammar) if named is not None and named.kind == "name" else named
    tag = trees.tag[word]
    lower = trees.lower[word]
    if tag in {"PRP", "PRP$"}:
        kind = words.pronouns.get(lower)
        following = trees.lower[word + 1] if word + 1 < len(trees) else ""
        style = f"{lower} {following}"
        if kind is None or (following and any(told.startswith(style) for told in words.honorifics)):
            return None  # "His Highness the Prime Minister" is nobody's
        extent = Extent(trees.start[word], trees.end[word])
        return Mention(
            index=0,
            kind="pronoun",
            extent=extent,
            sentence=trees.sentence[word],
            head=lower,
            head_extent=extent,
            gender="m" if kind == "m" else "f" if kind == "f" else None,
            plural=kind in {"plural", OWN},
        )
    several = tag[0] in "JC" or (lower in grammar.numbers and not trees.children[word])  # "Both signed"
    if tag in {"NN", "NNS", "NNP", "NNPS"} or (trees.dep[word] in NOMINAL and several):
        return described(text, trees, word, words, grammar, signed=word in papers.words)
    return None


def _opens_plainly(text: str, trees: Trees, word: int) -> bool:
    """Whether a word opens a sentence that stands in no quotation: "We condemn the attack" of a release."""
    if word and trees.sentence[word - 1] == trees.sentence[word]:
        return False
    before = text[max(0, trees.start[word] - FAR) : trees.start[word]].rpartition("\n")[2]
    return not any(mark in before for mark in _SPOKEN)  # "Q: Will you? A: We urge", and what stands in quotes


def _named(text: str, trees: Trees, word: int, words: NameWords, grammar: Grammar) -> Mention | None:
    name: Found = trees.names[trees.found[word]]
    first_of_sentence = word == 0 or trees.sentence[word - 1] != trees.sentence[word]
    if name.kind == "name" and name.name is None:
        return None
    single = name.last - name.first == 1
    if name.kind == "name" and first_of_sentence and single and not trees.tag[word].startswith("NNP"):
        return None
    head = trees.head[word]
    if (
        name.kind == "state"
        and single
        and trees.dep[word] in {"compound", "amod", "nmod"}
        and head > word
        and trees.found[head] < 0
    ):
        return None  # "U.S. forces": the state is told by the forces' mention

    def slice_of(extent: Extent | None) -> str | None:
        return " ".join(text[extent.start : extent.end].split()) if extent else None

    entry = name.entry
    told = slice_of(name.name)
    sure = entry if entry is not None and (entry.kind in {"state", "media"} or not entry.ambiguous) else None
    country = name.country[0] if name.country else sure.country if sure else None  # "the Politburo" is of many parties
    return Mention(
        index=0,
        kind=name.kind,
        extent=name.extent,
        sentence=trees.sentence[word],
        head=(told or "").split()[-1].lower() if told else "",
        head_extent=name.name or name.extent,
        name=told,
        name_extent=name.name,
        acronym=slice_of(name.acronym),
        alias=slice_of(name.alias),
        country=country,
        country_extent=name.country[1] if name.country else name.name if country else None,
        title=_of_one(slice_of(name.title), words, grammar) if name.shared else slice_of(name.title),
        title_extent=name.title,
        body=slice_of(name.body),
        body_extent=name.body,
        body_acronym=slice_of(name.body_acronym),
        rank=_of_one(slice_of(name.rank), words, grammar) if name.shared else slice_of(name.rank),
        sectors=entry.sectors if entry else (),
        former=name.former,
        definite=True,
        gender="f" if name.feminine else None,
        entity=sure.id if sure else None,
    )


def _of_one(title: str | None, words: NameWords, grammar: Grammar) -> str | None:
    """What one of several is: "Prime Minister" of "Prime Ministers", "secretary-general" of "secretaries-general"."""
    told = (title or "").split()
    for size in (3, 2, 1):
        tail = " ".join(told[-size:])
        if size <= len(told) and tail.lower() in words.plural_titles:
            parts = [words.singulars.get(part.lower(), grammar.singular(part)) for part in re.split(r"([ -])", tail)]
            one = "".join(parts)
            return " ".join([*told[:-size], one.capitalize() if tail.istitle() and size == 1 else one])
    return title


def _bare(trees: Trees, mention: Mention, word: int, words: NameWords, grammar: Grammar) -> Mention:
    """Read "the two Koreas" as two states, and "the town of Goz" as a place; any other name as it is."""
    if mention.name not in words.state_pairs:
        prep = trees.head[word]
        if trees.dep[word] == "pobj" and trees.lower[prep] in grammar.of:
            noun = trees.head[prep]
        else:
            noun = prep if trees.dep[word] == "compound" and prep == word + 1 else word  # "Gezira state"
        return replace(mention, kind="place") if noun != word and trees.lemma[noun] in grammar.settlements else mention
    numbers = [grammar.numbers[n] for c in trees.kids(word, "nummod") if (n := trees.lower[c]) in grammar.numbers]
    return replace(mention, kind="state", plural=True, count=numbers[0] if numbers else None)


def _linked(trees: Trees, mention: Mention, word: int, known: Known) -> Mention:
    """Add what a mention owes to others: whose it is, whom it renames, who leads it, where it belongs."""
    changes: dict[str, Any] = {}
    at, grammar = known.at, known.grammar
    for child in trees.kids(word, "poss"):
        owner = _antecedent(trees, word) if trees.tag[child] == "WP$" else child
        # a front's spokesman is of no state: "the rebels of the M23, whose spokesman"
        theirs = owner != child and mention.kind in {"person", "role"} and known.found[at[owner]].kind != "state"
        if at[owner] >= 0 and not theirs:
            changes["possessor"] = at[owner]
    for child in trees.kids(word, "appos"):
        if at[child] >= 0 and mention.apposed is None:
            changes["apposed"] = at[child]
    if mention.kind in {"role", "group", "organization"} and mention.country is None:
        # "militants of Boko Haram", but its hostages are none of it
        armed = mention.kind == "role" or ARMED & set(mention.sectors)
        owners = {"state", "organization", "group"} if armed else {"state", "organization"}
        scope = tuple(
            at[item]
            for inner in _whose(trees, word, mention, known)
            for item in trees.conjuncts(inner)
            if at[item] >= 0 and known.found[at[item]].kind in owners
        )
        if not scope and mention.plural and SERVING & set(mention.sectors):
            sent = [i for inner in known.behind(trees, word, grammar.origins) for i in trees.conjuncts(inner)]
            states = tuple(at[i] for i in sent if at[i] >= 0 and known.found[at[i]].kind == "state")
            bodies = tuple(at[i] for i in sent if at[i] >= 0 and known.found[at[i]].kind == "organization")
            # "officials from Chad, Niger and Mali", "experts from the ministries of Chad and Mali"
            scope = states if len(states) > 1 else bodies
        if scope:
            changes["scope"] = scope
    if mention.kind in {"group", "organization"}:
        leader = _leader(trees, word, known)
        if leader is not None:
            changes["leader"] = leader
    if mention.acronym is None and mention.kind == "role":
        changes.update(_of_body(trees, word, known))
    return replace(mention, **changes) if changes else mention


def _antecedent(trees: Trees, word: int) -> int:
    """Find of whom a clause tells: of "Niger, whose junta expelled the envoy" Niger, else the word itself."""
    verb = word
    for _ in range(NESTED):
        if trees.dep[verb] == "relcl":
            return trees.head[verb]
        verb = trees.head[verb]
    return word


def _whose(trees: Trees, word: int, mention: Mention, known: Known) -> Iterator[int]:
    """Whose somebody is, and for which body an office speaks: "a spokesman for the Kenyan Ministry of Health"."""
    told = list(known.whose(trees, word))
    yield from told
    if not told and mention.kind == "role" and not mention.plural:
        for inner in known.behind(trees, word, known.behalf):
            if known.at[inner] >= 0 and known.found[known.at[inner]].kind == "organization":
                yield inner


def _leader(trees: Trees, word: int, known: Known) -> int | None:
    """Find who leads: "the delegation led by X"."""
    found = None
    for child in trees.kids(word, "acl"):
        for by in trees.kids(child, "agent") if trees.lemma[child] in known.grammar.leading else ():
            for leader in trees.kids(by, "pobj"):
                if known.at[leader] >= 0 and known.found[known.at[leader]].kind in {"person", "name"}:
                    found = known.at[leader]
    return found


def _of_body(trees: Trees, word: int, known: Known) -> dict[str, object]:
    # "the head of the State Security Service", "the JCS spokesman": the body stands beside the title
    for child in trees.kids(word, "compound"):
        if known.at[child] >= 0 and known.found[known.at[child]].kind in {"organization", "name"}:
            body = known.found[known.at[child]]
            return {"body": body.name, "body_extent": body.name_extent}
    for inner in known.of(trees, word):
        if known.at[inner] >= 0 and known.found[known.at[inner]].kind == "organization":
            body = known.found[known.at[inner]]
            return {"body": body.name, "body_extent": body.name_extent}
    return {}
