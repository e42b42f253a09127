"""Bodies of many states, told again by a bare word, by their members, or by an officer's title."""

from collections.abc import Iterator

from dragoman.lexicon.world import Entry as Known
from dragoman.linking.bodies_told import head_of
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.described import FAR, NEAR
from dragoman.model.reading import Mention

UNION = "IGO"
OWN = "we"  # the kind of pronoun of those who write
SEVERAL = 2  # persons named shortly before, who are "the leaders" themselves
LONGEST = 6  # words of the name of a body of many states at the head of its organ's
LONGEST_WORD = 20  # characters behind a mention in which the next word ends


def organ(book: Book, mention: Mention) -> Entry | None:
    """ "the Council" after the Security Council, "the Alliance" after NATO, "the Commission" after ECOWAS."""
    name = mention.name or ""
    plain = mention.acronym is None and mention.country is None and mention.possessor is None
    return organ_named(book, mention, name) if plain and _the(book, mention) else None


def organ_named(book: Book, mention: Mention, name: str) -> Entry | None:
    """The body of many states told before this mention that a bare word means."""
    if len(name.split()) > 1 or name.isupper() or not name[:1].isupper():
        return None
    word = key_of(name)
    told = list(book.nearest(mention, ("igo",), reach=FAR))
    for entry in told:
        if word in entry.heads or any(head_of(book, one) == word for one in entry.names):
            return entry
    for entry in told:
        inside = (form for one in entry.names for row in unions_in(book, one) for form in (row.name, row.form))
        for one in (*entry.names, *entry.acronyms, *inside):
            known = [row for row in book.lexicon.world.find(f"{one} {name}") if row.kind == "igo"]
            if known:
                return next((e for e in book.entries if e.entity == known[0].id), None) or _made(
                    book, name, known[0].id
                )
    whole = next(_named_whole(book, mention, word), None)
    if whole is not None:
        return whole
    noun = book.lexicon.names.nouns.get(word)
    return next(iter(told), None) if noun is not None and noun.sector == UNION else None


def _named_whole(book: Book, mention: Mention, word: str) -> Iterator[Entry]:
    """ "the Authority" after "The Authority of Heads of State and Government of ECOWAS"."""
    for other in reversed(book.mentions[: mention.index]):
        if other.kind == "organization" and key_of(book.text(other.extent)).split()[:1] == [word]:
            yield from (entry for entry in assembled(book, other) if entry.kind == "igo")


def assembled(book: Book, mention: Mention) -> list[Entry]:
    """The union whose is a body told by common words: "The Authority of Heads of State of ECOWAS"."""
    whose = [book.entries[n] for m in mention.scope for n in book.of.get(m, ())]
    if any(entry.kind == "igo" for entry in whose):
        return whose
    told = key_of(book.text(mention.extent)).split()
    words = book.lexicon.names
    if words.of.isdisjoint(told) or words.plural_titles.isdisjoint(told):
        return []
    union = next((row for word in book.text(mention.extent).split() for row in _igos(book, word)), None)
    if union is None:
        return []
    return [next((e for e in book.entries if e.entity == union.id), None) or _made(book, union.form, union.id)]


def _igos(book: Book, name: str) -> list[Known]:
    return [row for row in book.lexicon.world.find(name)[:1] if row.kind == "igo" and not row.ambiguous]


def _the(book: Book, mention: Mention) -> bool:
    return mention.definite or book.word_before(mention).lower() in book.lexicon.names.articles


def _made(book: Book, name: str, entity: str) -> Entry:
    entry = book.new("igo", name)
    entry.entity = entity
    entry.sectors = [UNION]
    entry.heads.add(key_of(name))
    return entry


def members(book: Book, mention: Mention) -> Entry | None:
    """ "the Member States", "The Leaders" after "The Leaders of ASEAN": the body whose they are."""
    several = mention.kind == "name" or (mention.plural and mention.count is None)
    if not several or mention.country is not None or mention.possessor is not None:
        return None
    whole = key_of(book.text(mention.extent))
    if any(whole == word or whole.endswith(f" {word}") for word in book.lexicon.descriptions.memberships):
        return next(book.nearest(mention, ("igo",), reach=FAR), None)
    if mention.body is not None and mention.head in _lemmas(book, book.lexicon.descriptions.summits):
        keys = {key_of(mention.body)}  # "Pacific Islands Forum leaders"
        named = (e for e in book.entries if e.kind == "igo" and keys & {key_of(n) for n in (*e.names, *e.acronyms)})
        return next(named, None)
    known = next(_scoped_before(book, mention), None)
    if known is not None or whole not in book.lexicon.descriptions.summits or not mention.definite:
        return known
    persons = book.before(mention, ("person",), reach=NEAR)
    return next(book.nearest(mention, ("igo",), reach=NEAR), None) if len(persons) < SEVERAL else None


def is_generic(book: Book, mention: Mention) -> bool:
    """Whether several are nobody told before: "all parties concerned", "third countries"."""
    behind = key_of(book.reading.text[mention.extent.end : mention.extent.end + LONGEST_WORD]).split()[:1]
    words = {book.word_before(mention).lower(), *key_of(book.text(mention.extent)).split(), *behind}
    return mention.count is None and bool(words & book.lexicon.descriptions.generic)


def _lemmas(book: Book, words: frozenset[str]) -> set[str]:
    return {book.lexicon.grammar.singular(word) for word in words}


def _scoped_before(book: Book, mention: Mention) -> Iterator[Entry]:
    for other in reversed(book.mentions[: mention.index]):
        if other.plural and other.head == mention.head and other.kind == mention.kind and other.country is None:
            for number in book.of.get(other.index, ()):
                if book.entries[number].kind == "igo":
                    yield book.entries[number]


def is_organ(book: Book, name: str) -> bool:
    """Whether a body's name begins or ends with that of a body of many states: "OSCE Permanent Council"."""
    known = key_of(head_of(book, name)) in book.lexicon.names.body_heads
    return known and next(unions_in(book, name), None) is not None


def unions_in(book: Book, name: str) -> Iterator[Known]:
    """The bodies of many states by which a longer name begins, or whose it is: "Authority of ECOWAS"."""
    words = book.lexicon.names
    told = name.split()
    parts = [" ".join(told[:size]) for size in range(min(LONGEST, len(told) - 1), 0, -1)]
    parts = [next((p.removesuffix(end) for end in words.possessives if p.endswith(end)), p) for p in parts]
    for at, word in enumerate(told):
        if at and word.lower() in words.of:
            rest = told[at + 1 :]
            parts.append(" ".join(rest[1:] if rest and rest[0].lower() in words.articles else rest))
    own = bool(book.lexicon.world.states_in(name))  # "Security Council of Belarus"
    for part in parts:
        for row in book.lexicon.world.find(part)[:1]:
            if row.kind == "igo" and (not row.ambiguous or (" " in part and not own)):
                yield row


def whose_mission(book: Book, told: list[str]) -> list[str]:
    """The words of a body without its article, and whose it is where it is a mission: "Mission of the OSCE"."""
    words = book.lexicon.names
    rest = told[1:] if told and told[0].lower() in words.articles else told
    noun = words.nouns.get(key_of(rest[0])) if len(rest) > SEVERAL and rest[1].lower() in words.of else None
    if noun is None or not (noun.kind == "group" or noun.sector == UNION):
        return rest
    return rest[3:] if rest[2].lower() in words.articles else rest[2:]


def leading_for(book: Book, mention: Mention) -> Entry | None:
    """The union whose mission somebody leads: "A mission of ECOWAS, led by Commissioner Touré"."""
    if mention.former or key_of(mention.title or "") in book.lexicon.names.offices:
        return None
    for other in book.reading.mentions_of(mention.sentence):
        if other.leader == mention.index:
            told = [book.entries[n] for m in (other.index, *other.scope) for n in book.of.get(m, ())]
            return next((entry for entry in told if entry.kind == "igo"), None)
    return None


def officer_of(book: Book, mention: Mention) -> Entry | None:
    """The body of "Secretary General X", "Director General Y": the one told beside that title, else the last told."""
    title = next((one for one in _titles(book, mention) if one in book.lexicon.descriptions.union_offices), None)
    if title is None:
        return _of_chief(book, mention)
    for other in book.mentions:
        if other.body is not None and key_of(other.title or "").endswith(title) and other.index in book.of:
            for entry in book.entries:
                if entry.kind == "igo" and key_of(other.body) in {key_of(n) for n in (*entry.names, *entry.acronyms)}:
                    return entry
    return _of_chief(book, mention) or next(book.nearest(mention, ("igo",), reach=FAR), None)


def _of_chief(book: Book, mention: Mention) -> Entry | None:
    """The body whose chief somebody serves: "the Secretary-General's Special Envoy" is of the United Nations.

    Of another body with such an officer where that is told before.
    """
    whose = _whose(book, mention)
    if whose is not None:
        return whose
    words = book.lexicon.descriptions
    served = [one for one in (*_titles(book, mention)[1:], _chief(book, mention)) if one in words.unions_under]
    unions = words.unions_under[served[0]] if served else ()
    rows = {row.id: row for name in unions for row in book.lexicon.world.find(name)[:1]}
    told = next((e for e in book.nearest(mention, ("igo",), reach=FAR) if e.entity in rows), None)
    if told is not None or not rows:
        return told
    first = next(iter(rows.values()))
    return next((e for e in book.entries if e.entity == first.id), None) or _made(book, first.name, first.id)


def _chief(book: Book, mention: Mention) -> str:
    """The office of him whose somebody is: "The Secretary-General's Envoy", "Guterres named her as his envoy"."""
    owner = None if mention.possessor is None else book.mentions[mention.possessor]
    return "" if owner is None or owner.kind not in {"person", "role"} else key_of(owner.title or owner.head)


def _whose(book: Book, mention: Mention) -> Entry | None:
    """The body of many states whose somebody is: "The Commission named him its special envoy"."""
    numbers = book.of.get(mention.possessor, ()) if mention.possessor is not None else ()
    return next((book.entries[n] for n in numbers if book.entries[n].kind == "igo"), None)


def serves_union(book: Book, mention: Mention) -> bool:
    """Whether a title is of somebody who serves an officer of many states: "Spokesman for the Secretary-General"."""
    words = book.lexicon.descriptions
    own, *others = _titles(book, mention) or [""]
    others.append(_chief(book, mention))
    of_officer = own in words.union_envoys or any(one in words.union_offices for one in others)
    return of_officer or _whose(book, mention) is not None


def _titles(book: Book, mention: Mention) -> list[str]:
    """A title, and what stands behind each word of it, each without its field: "Personal Envoy for Sudan"."""
    words = book.lexicon.names
    told = key_of(mention.title or "").split()
    ends = [*(at for at, word in enumerate(told) if word in words.field_prepositions), len(told)]
    return [" ".join(told[at : next(end for end in ends if end >= at)]) for at in range(len(told))]


def serves_officer(book: Book, title: str, mention: Mention) -> bool:
    """Whether a title is that of somebody who serves the officer told: "Special Envoy of the Secretary-General"."""
    told, own = key_of(mention.title or mention.head), key_of(title)
    return told in book.lexicon.descriptions.union_offices and not own.startswith(told) and f"the {told}" in own


def writers(book: Book) -> list[Entry]:
    """In whose name a text says "we": "We, the Heads of State of ASEAN", else the union whose statement it is."""
    if book.writers is None:
        book.writers = _writers(book)
    return book.writers


def _writers(book: Book) -> list[Entry]:
    text = book.reading.text
    small = book.lexicon.names.articles
    for mention in book.mentions:
        if book.lexicon.names.pronouns.get(mention.head) != OWN:
            continue
        told = [m for m in book.reading.mentions_of(mention.sentence) if m.extent.start >= mention.extent.end]
        between = text[mention.extent.end : told[0].extent.start].lower().split() if told else []
        if between[:1] == [","] or (between and text[mention.extent.end] == "," and set(between) <= {",", *small}):
            scope = [n for m in (told[0], *(book.mentions[s] for s in told[0].scope)) for n in book.of.get(m.index, ())]
            found = [book.entries[n] for n in dict.fromkeys(scope)]
            bodies = [entry for entry in found if entry.kind in {"igo", "state"}]
            if bodies:
                return bodies
    body = (m for m in book.mentions if book.reading.sentences[m.sentence].block == "body" and m.index in book.of)
    first = next((m for m in body if m.kind != "person"), None)
    opening = [book.entries[n] for n in book.of[first.index]] if first is not None and first.index in book.mains else []
    if len(opening) == 1 and opening[0].kind == "igo":
        return opening
    if not any(row.kind == "igo" for row in book.lexicon.world.find(book.reading.outlet or "")):
        return []
    # "The European Union condemns the arrests. We call on Belarus", in a statement of its own
    acting = (n for m in book.mentions if m.index in book.mains for n in book.of.get(m.index, ()))
    return [entry for n in acting if (entry := book.entries[n]).kind == "igo"][:1]


def officers_told(book: Book, name: str) -> Known | None:
    """The body of many states whose officers are told: "Foreign Ministers of the Association of Nations"."""
    heads = book.lexicon.descriptions.summits | book.lexicon.names.plural_titles
    told = key_of(name).split()
    office = " ".join(told[: next((at for at, word in enumerate(told) if word in book.lexicon.names.of), len(told))])
    return next(unions_in(book, name), None) if office in heads or heads & set(office.split()[-1:]) else None
