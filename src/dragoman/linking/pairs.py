"""Pairs and pronouns: "the two nations", "the sides", "they", "it", "his"."""

from dragoman.linking.book import Book, Entry
from dragoman.linking.described import FAR, NEAR, SIDES, anonymous, country_of
from dragoman.model.reading import Mention


def states(book: Book, mention: Mention) -> None:
    """ "the two nations", "both countries", "the country"."""
    if mention.plural:
        pair = pair_of(book, mention)
        if pair:
            book.add(mention, *pair)
        elif mention.definite or mention.count:
            book.leave(mention)
        else:
            anonymous(book, mention, None)
        return
    country = country_of(book, mention)
    if country is not None:
        book.add(mention, book.state(country))
    elif mention.definite and book.home:
        book.add(mention, book.state(book.home))


def pair_of(book: Book, mention: Mention) -> list[Entry]:
    """The two states last told together, else the two that the text is most about."""
    together = _together(book, mention, states=True)
    if together:
        return together
    seen: list[str] = []
    for back in range(FAR):
        told = [
            country
            for other in book.reading.mentions_of(mention.sentence - back)
            if other.head_extent.start < mention.head_extent.start and other.kind not in {"media", "place"}
            for number in book.of.get(other.index, ())
            if (country := book.entries[number].country) is not None
        ]
        seen += [country for country in dict.fromkeys(told) if country not in seen]
        if len(seen) >= 2:  # noqa: PLR2004 a pair
            break
    if len(seen) < 2:  # noqa: PLR2004 a pair
        return []
    if len(seen) > 2:  # noqa: PLR2004 a pair
        count = dict.fromkeys(seen, 0)
        for entry in book.entries:
            if entry.country in count:
                count[entry.country] += len(entry.mentions)
        seen = sorted(seen, key=lambda country: -count[country])
    return [book.state(country) for country in sorted(seen[:2])]


def _together(book: Book, mention: Mention, *, states: bool, reach: int = FAR, persons: bool = False) -> list[Entry]:
    """The actors last coordinated with one another before this mention."""
    for group in reversed(book.groups):
        members = [book.mentions[m] for m in group]
        if (
            members[-1].head_extent.start >= mention.head_extent.start
            or mention.sentence - members[-1].sentence > reach
        ):
            continue
        numbers = list(dict.fromkeys(n for m in group for n in book.of.get(m, ())))
        if mention.count is not None and len(numbers) != mention.count:
            continue  # "the two sides" are no three
        entries = [book.entries[n] for n in numbers]
        if states:
            countries = list(dict.fromkeys(entry.country for entry in entries if entry.country))
            if len(countries) == 2:  # noqa: PLR2004 a pair
                return [book.state(country) for country in countries]
        elif len(entries) >= 2 and (persons or not any(entry.kind == "person" for entry in entries)):  # noqa: PLR2004 a pair
            return entries
    return []


def sides(book: Book, mention: Mention, *, quiet: bool = False) -> bool:
    """ "the sides", "the belligerents", "both delegations": those last told together."""
    found = _together(book, mention, states=False, reach=SIDES) or pair_of(book, mention)
    if found:
        book.add(mention, *found)
        return True
    if not quiet:
        book.leave(mention)
    return False


def pronoun(book: Book, mention: Mention) -> None:
    kinds = book.lexicon.names.pronouns
    kind = kinds.get(mention.head)
    if kind in {"m", "f"}:
        for entry in book.nearest(mention, ("person",), reach=NEAR):
            if entry.gender in {None, kind} and not _same_clause(book, mention, entry):
                entry.gender = entry.gender or kind
                book.add(mention, entry)
                return
    elif kind == "it":
        for entry in book.nearest(mention, ("organization", "igo", "state"), reach=1):
            leads = any(m in book.subjects or book.mentions[m].sentence == mention.sentence for m in entry.mentions)
            if leads and not _same_clause(book, mention, entry):
                book.add(mention, entry)
                return
    elif kind == "plural":
        _plural(book, mention)


def _plural(book: Book, mention: Mention) -> None:
    """ "they": those last told together, a crowd or a body, or the two states of this sentence or of the report."""
    for other in reversed(book.mentions):
        near = other.head_extent.end <= mention.head_extent.start and mention.sentence - other.sentence == 1
        if near and other.index in book.subjects and other.plural and len(book.of.get(other.index, ())) > 1:
            book.add(mention, *(book.entries[n] for n in book.of[other.index]))  # "The two Leaders ... They urged"
            return
    pair = _together(book, mention, states=False, reach=2, persons=True)
    if pair:
        book.add(mention, *pair)
        return
    crowds = [e for e in book.before(mention, ("group", "organization"), reach=1) if not _same_clause(book, mention, e)]
    leading = [entry for entry in crowds if any(m in book.subjects for m in entry.mentions)]
    if leading:
        book.add(mention, leading[0])
        return
    here = list(
        dict.fromkeys(
            n
            for other in book.reading.mentions_of(mention.sentence)
            if other.kind == "state"
            for n in book.of.get(other.index, ())
        )
    )
    if len(here) == 2:  # noqa: PLR2004 a pair
        book.add(mention, *(book.entries[n] for n in here))
    elif crowds:
        book.add(mention, crowds[0])
    else:
        states = pair_of(book, mention)
        if states:
            book.add(mention, *states)


def _same_clause(book: Book, mention: Mention, entry: Entry) -> bool:
    """Whether the pronoun is an object beside the very subject it would point at ("Naghiyev met him")."""
    return (
        mention.index not in book.subjects
        and any(book.mentions[m].sentence == mention.sentence and m in book.subjects for m in entry.mentions)
        and mention.head not in book.lexicon.grammar.no_objects
    )
