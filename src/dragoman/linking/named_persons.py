"""Persons by their names: one for all names that may be his."""

from dragoman.lexicon.given import Gender
from dragoman.lexicon.world import fold
from dragoman.linking.book import Book, Entry
from dragoman.linking.names import parts_of, same_name
from dragoman.model.reading import Mention

BEFORE = 40  # characters in which an adjective stands before a name


def name_persons(book: Book) -> None:
    """Every person told by title or rank; full names first, so that a headline's surname finds its owner."""
    told = [m for m in book.mentions if m.kind == "person" and m.name]
    full = [m for m in told if len(parts_of(m.name or "", book.lexicon.names.name_particles)) > 1]
    short = [m for m in told if m not in full]
    for mention in (*full, *short):
        entry = person(book, mention)
        if entry is None:
            entry = book.new("person", mention.name or "", mention.country)
        describe(book, entry, mention)
        book.add(mention, entry, named=True)
    for mention in book.told:
        describe(book, book.entries[book.of[mention.index][0]], mention)


def person(book: Book, mention: Mention) -> Entry | None:
    """The known person whom a name may mean: alone of that name, or by title, rank and country the likeliest."""
    parts = parts_of(mention.name or "", book.lexicon.names.name_particles)
    found = [
        entry
        for entry in book.namesakes(parts)
        if entry.parts
        and not _conflicts(book, entry, mention, parts)
        and same_name(parts, entry.parts, book.lexicon.spellings)
    ]
    if len(found) <= 1:
        return found[0] if found else None
    ranked = [
        entry for entry in found if mention.rank and entry.rank and fold(entry.rank)[:3] == fold(mention.rank)[:3]
    ]
    if len(ranked) == 1:
        return ranked[0]
    country = of_state(book, mention)
    own = [entry for entry in found if country is not None and entry.country == country]
    if len(own) == 1:
        return own[0]
    titled = [entry for entry in found if mention.title and any(mention.title in title for title in entry.titles)]
    if len(titled) == 1:
        return titled[0]
    wanted = {entry.number for entry in found}
    earlier = (e for e in book.nearest(mention, ("person",), reach=len(book.reading.sentences)) if e.number in wanted)
    return next(earlier, found[0])


def _conflicts(book: Book, entry: Entry, mention: Mention, parts: tuple[str, ...]) -> bool:
    if entry.country and mention.country and entry.country != mention.country:
        return True
    gender = mention.gender or _gender(book, parts)
    if entry.gender and gender and entry.gender != gender:
        return True
    return len(parts) == 1 and bool(entry.parts) and len(entry.parts) > 1 and len(parts[0]) == 1


def describe(book: Book, entry: Entry, mention: Mention) -> None:
    """What a mention tells of a person: names, country, titles, rank."""
    entry.call(mention.name)
    if mention.alias and mention.alias not in entry.acronyms:
        entry.acronyms.append(mention.alias)
    parts = parts_of(mention.name or "", book.lexicon.names.name_particles)
    if len(parts) > len(entry.parts):
        book.know(entry, parts)
    entry.country = entry.country or mention.country or of_state(book, mention)
    entry.rank = entry.rank or mention.rank
    entry.gender = entry.gender or mention.gender or _gender(book, parts)
    if mention.title and mention.title not in entry.titles:
        entry.titles.append(mention.title)


def of_state(book: Book, mention: Mention) -> str | None:
    """The state whose somebody is: "Suriname's Ruben Sontosoemarto", "the North Korean Kim"."""
    if mention.kind != "name":
        return None
    owner = book.mentions[mention.possessor] if mention.possessor is not None else None
    if owner is not None:
        return owner.country if owner.kind == "state" else None
    before = book.reading.text[max(0, mention.extent.start - BEFORE) : mention.extent.start].split()[-2:]
    for told in (" ".join(before), " ".join(before[-1:])):
        known = [entry for entry in book.lexicon.world.find(told) if entry.form_kind == "adjective"] if told else []
        if known:
            return known[0].country
    return None


def _gender(book: Book, parts: tuple[str, ...]) -> Gender | None:
    """What the given name tells: the first of several names, or a joined one behind the family's ("Kim Hye-ran")."""
    if len(parts) < 2:  # noqa: PLR2004 a surname alone tells nothing
        return None
    joined = parts[-1] if "-" in parts[-1] else ""
    return book.lexicon.given.get(parts[0]) or book.lexicon.given.get(joined)
