"""Whose somebody is who is told as one of several: "six Georgian officials. Among the six is Minister Mchedlidze"."""

from dragoman.linking.book import Book, key_of
from dragoman.linking.company import state_of
from dragoman.model.reading import Frame, Mention

MARKS = " \t\n-\u2013\u2014\u2022*;:0123456789.)"  # before an item of a list
ENDS = ".;,\n"  # behind it
FAR = 8  # sentences of a paragraph before and behind a colleague
NEAR = 2  # sentences back in which the several are told


def of_listed(book: Book, mention: Mention) -> str | None:
    """The state of those of whom somebody is one, in the same sentence or behind it."""
    words = book.lexicon.names
    here = [m for m in book.reading.mentions_of(mention.sentence) if m.extent.end <= mention.extent.start]
    for several in (m for m in reversed(here) if _several(m)):
        between = book.reading.text[several.extent.end : mention.extent.start].lower().replace(",", " ").split()
        if not words.listing.isdisjoint(between):
            return several.country  # "nine Belarusian officials, including Judge Hryshchuk"
    listing = [frame for frame in book.reading.frames_of(mention.sentence) if _lists(book, frame, mention)]
    if listing:
        for back in range(1, NEAR + 1):
            told = book.reading.mentions_of(mention.sentence - back) if mention.sentence >= back else ()
            group = next((m for m in reversed(told) if _several(m)), None)
            if group is not None:
                return group.country
        numbers = {head for frame in listing for arg in frame.args for head in arg.heads} & set(
            book.lexicon.grammar.numbers
        )
        before = (m for m in reversed(book.mentions) if m.extent.end < mention.extent.start and _several(m))
        same = (m for m in before if numbers & set(book.text(m.extent).lower().split()))
        return next((m.country for m in same), None)  # "Among the six", told in the headline
    return None


def in_a_list(book: Book, mention: Mention) -> str | None:
    """ "- for France/New Caledonia, Mr. Luc Morel, Ambassador;": of the state for which one takes part."""
    sentence = book.reading.sentences[mention.sentence].extent
    text = book.reading.text
    start = max(sentence.start, text.rfind("\n", 0, mention.extent.start), text.rfind(";", 0, mention.extent.start) + 1)
    opened, _, bracketed = text[start : mention.extent.start].strip(MARKS).rstrip(" ,").partition("(")
    behind = text[mention.extent.end :].lstrip()
    if (bracketed and not bracketed.endswith(")")) or (behind and behind[0] not in ENDS):
        return None
    told = " ".join(opened.split())
    lead = max((one for one in _stands_for(book) if told.lower().startswith(f"{one} ")), key=len, default=None)
    names = [word for word in told[len(lead) :].partition("/")[0].split() if lead] if lead is not None else []
    while names and names[0].lower() in book.lexicon.names.articles:
        names = names[1:]
    states = [entry.country for entry in book.lexicon.world.find(" ".join(names)) if entry.kind == "state"]
    return states[0] if states else None


def _stands_for(book: Book) -> frozenset[str]:
    return book.lexicon.statements.agreements.stands_for


def of_same_force(book: Book, mention: Mention) -> str | None:
    """ "Surinamese police had held them. Police Commissioner Aboikoni said": of the state whose force was just told."""
    force = (mention.title or "").lower().partition(" ")[0]
    if force not in book.lexicon.names.domestic:
        return None
    for back in (0, 1):
        told = book.reading.mentions_of(mention.sentence - back) if mention.sentence >= back else ()
        before = [
            m for m in told if m.extent.end <= mention.extent.start and force in book.text(m.extent).lower().split()
        ]
        states = {m.country for m in before if m.kind in {"organization", "group", "role"} and m.country}
        if states:
            return next(iter(states)) if len(states) == 1 else None
    return None


def counterparts(book: Book, holder: int) -> set[str]:
    """The states of those told as somebody's colleagues: "His Surinamese counterpart" is another state's."""
    if book.colleagues is None:
        book.colleagues = tuple(mention for mention in book.mentions if _is_colleague(book, mention))
    found: set[str] = set()
    for other in book.colleagues:
        sentence = other.sentence
        told = [m for s in (sentence - 1, sentence) if s >= 0 for m in book.reading.mentions_of(s)]
        before = [m for m in told if m.extent.end <= other.extent.start and m.kind == "person" and m.index in book.of]
        here = [m for m in before if m.sentence == sentence]
        whose = next(iter(here), None) or next((m for m in before if m.index in book.subjects), None)
        if whose is not None and holder in book.of[whose.index] and other.country:
            found.add(other.country)
    return found


def peers_of(book: Book, mention: Mention) -> str | None:
    """The state of him whose colleague somebody is told to be: of another than "her counterpart, Néstor Villalba"."""
    words = book.lexicon.names
    whose = words.possessive_pronouns - words.own_pronouns
    if key_of(mention.title or "") not in words.relational or book.word_before(mention).lower() not in whose:
        return None
    for sentence in (mention.sentence, mention.sentence - 1):
        told = book.reading.mentions_of(sentence) if sentence >= 0 else ()
        before = [m for m in told if m.extent.end <= mention.extent.start and m.kind in {"person", "name"}]
        acting = [m for m in before if m.index in book.subjects] or before
        states = {state for m in acting if (state := state_of(book, m))}
        if states:
            return next(iter(states)) if len(states) == 1 else None
    return None


def across_from(book: Book, mention: Mention) -> str | None:
    """The one state beside his peer's that acts in the sentence, else the paragraph: "after Venezuela recalled"."""
    own = peers_of(book, mention)
    told = book.reading.sentences
    last = min(len(told), mention.sentence + FAR)
    around = range(max(0, mention.sentence - FAR), last) if own is not None else ()
    near = [s for s in around if told[s].paragraph == told[mention.sentence].paragraph]
    for sentences in ((mention.sentence,), near) if own is not None else ():
        acting = (m for s in sentences for m in book.reading.mentions_of(s) if m.index in book.subjects)
        others = {m.country for m in acting if m.kind == "state" and m.country} - {own}
        if len(others) == 1:
            return next(iter(others))
    return None


def _is_colleague(book: Book, mention: Mention) -> bool:
    words = book.lexicon.names
    if mention.kind not in {"person", "role"} or mention.country is None:
        return False
    relational = (mention.title or mention.head).lower().split()[-1] in words.relational
    whose = words.possessive_pronouns - words.own_pronouns
    return relational and book.word_before(mention).lower() in whose


def _several(mention: Mention) -> bool:
    return mention.kind in {"group", "role"} and mention.plural and mention.country is not None


def _lists(book: Book, frame: Frame, mention: Mention) -> bool:
    """Whether a clause tells who those are of whom was told: "They include Minister A", "Among the six is Judge B"."""
    words, grammar = book.lexicon.names, book.lexicon.grammar
    if not any(mention.index in arg.mentions for arg in frame.args) or frame.kind != "verb":
        return False
    for arg in frame.args:
        told = [book.mentions[m] for m in arg.mentions]
        plain = all(m.kind == "pronoun" or not (m.name or m.country) for m in told)
        if mention in told or not plain:
            continue
        if arg.role in words.listing and frame.lemma in grammar.copulas:
            return True
        lists = frame.lemma in words.composing or frame.lemma in grammar.copulas
        heads = {*arg.heads, *(m.head for m in told)}
        if lists and arg.role == "subject" and any(head in words.listings or head in grammar.numbers for head in heads):
            return True
    return False
