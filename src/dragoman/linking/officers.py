"""Whom an office told without a name means: "the general", "his Turkish counterpart", "the head of state"."""

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.described import FAR
from dragoman.linking.known import holds
from dragoman.linking.pairs import beside
from dragoman.linking.renaming import renamed
from dragoman.linking.sections import home_at
from dragoman.linking.sides import other_side
from dragoman.linking.unions import serves_officer
from dragoman.model.reading import Mention

LONGEST_TITLE = 24  # characters in which a title of several words ends
SHORTEST_RANK = 3  # letters of a shortened rank that tell it: "Gen.", "Col."


def told_plainly(book: Book, mention: Mention) -> Entry | None:
    """Whom the words beside a role tell: "the Georgian side", "his host, Bruno Rodríguez", "Prince Sultan"."""
    if mention.country and mention.head in book.lexicon.names.flanks:
        return book.state(mention.country)
    if mention.head in book.lexicon.names.flanks and mention.possessor is not None and not mention.plural:
        # "the guest stated that his side would study the matter"
        served = {book.entries[n].country for n in book.of.get(mention.possessor, ())} - {None}
        if len(served) == 1:
            return book.state(next(country for country in served if country))
    return renamed(book, mention) or _by_given_name(book, mention)


def counterpart(book: Book, mention: Mention) -> Entry | None:
    """ "his Turkish counterpart": the person of that state told before with an office like his own."""
    if mention.country is None:
        return other_side(book, mention) if mention.possessor is not None else None
    owners = book.of.get(mention.possessor, ()) if mention.possessor is not None else ()
    own = {word for n in owners for title in book.entries[n].titles for word in key_of(title).split()}
    for entry in book.nearest(mention, ("person",), reach=FAR):
        if entry.parts and entry.country == mention.country:
            titles = {word for title in entry.titles for word in key_of(title).split()}
            return entry if not own or own & titles or book.lexicon.names.relational & titles else None
    return None


def _by_given_name(book: Book, mention: Mention) -> Entry | None:
    """ "Prince Sultan" after "Prince Sultan bin Fahd": a title behind another is a given name."""
    told = (mention.title or "").split()
    if len(told) < 2 or not all(word[0].isupper() for word in told):  # noqa: PLR2004 a title and a name
        return None
    known = (e for e in book.nearest(mention, ("person",), reach=len(book.reading.sentences)) if len(e.parts) > 1)
    return next((entry for entry in known if entry.parts[0] == mention.head), None)


def officer(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """The person of that office: by title, body and country; at least two of them or a title that only he has."""
    if not mention.definite and mention.possessor is None and country is None:
        return None
    if book.word_before(mention).lower() in book.lexicon.names.indefinite:
        return None  # "a Russian diplomat" is not the one already told of
    scored = []
    head = key_of(mention.head)  # "The Tánaiste"
    others = told_for(book, mention)
    alone = country is None and mention.possessor is None
    for place, entry in enumerate(book.nearest(mention, ("person",), reach=FAR)):
        if country and entry.country and country != entry.country:
            continue
        own_titles = [*entry.titles, *(of_peer(book, entry) if country == entry.country else ())]
        joined = " ".join(_own(book, title) for title in own_titles if not serves_officer(book, title, mention))
        titles = joined.split()
        own = entry.country in book.lexicon.descriptions.own_titles.get(mention.head, ())
        other = not own and any(f" {one} " in f" {joined} " for one in others)
        other = other or (country is not None and country == entry.country and _heads(book, entry, mention))
        if other or (entry.rank and _of_rank(mention.head, entry.rank)):
            titles.append(head)
        score = 2 * (head in titles) + 2 * bool(country and entry.country == country)
        told = set(key_of(mention.title or "").split())
        score += len(told & set(titles) - {head})
        if mention.body and key_of(mention.body) in " ".join(titles):
            score += 1
        if score >= 2 and head in titles:  # noqa: PLR2004 a title and nothing against it
            absent = alone and not _takes_part(book, entry, mention)
            scored.append((not entry.parts, -score, absent, place, entry.number))
    if not scored:
        return _of_renown(book, mention, country)
    best = sorted(scored)
    same = [book.entries[number] for *known, _, number in best if tuple(known) == best[0][:3]]
    if not same or beside(book, mention, same):
        return None  # "the colonel" after "Col. A and Col. B"
    return same[0]


def _of_renown(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """ "The President of Russia" under a headline that names him and no office: the one of his state so named."""
    title = mention.title or mention.head
    state = country or (home_at(book, mention) if key_of(title) in book.lexicon.names.offices else None)
    if state is None or not mention.definite or mention.possessor is not None:
        return None
    bare = [e for e in book.entries if e.kind == "person" and e.parts and not e.titles and e.country == state]
    own = [entry for entry in bare if holds(book, entry, title, state)]
    return own[0] if len(own) == 1 else None


def of_peer(book: Book, entry: Entry) -> list[str]:
    """The offices of him whose counterpart somebody is: "Chilean Minister Ana Ruiz and her Peruvian peer, Luis Rey"."""
    if not entry.mentions or not entry.titles or not set(map(key_of, entry.titles)) <= book.lexicon.names.relational:
        return []
    beside = book.reading.mentions_of(book.mentions[entry.mentions[0]].sentence)
    others = dict.fromkeys(n for m in beside if m.kind == "person" for n in book.of.get(m.index, ()))
    return [title for n in others if n != entry.number for title in book.entries[n].titles]


def _heads(book: Book, entry: Entry, mention: Mention) -> bool:
    """Whether "the Jordanian intelligence chief" is who directs a body, or holds an office, of that field."""
    words = book.lexicon.descriptions
    field = set(key_of(mention.title or "").split()) - {key_of(mention.head)}
    if mention.head not in words.chiefs or not field:
        return False
    titles = {word for title in entry.titles for word in key_of(title).split()}
    bodies = {word for number in entry.bodies for name in book.entries[number].names for word in key_of(name).split()}
    return bool(titles & words.leading) and field <= titles | bodies


def _takes_part(book: Book, entry: Entry, mention: Mention) -> bool:
    """Whether somebody takes part himself in what was told so far: not he who only sends the guest's greetings."""
    return any(m < mention.index and m in book.present for m in entry.mentions)


def _own(book: Book, title: str) -> str:
    """The words of a title that are his own office's: "special envoy" of "Special Envoy of the President of Angola"."""
    words = book.lexicon.names
    told = title.lower().replace(",", " ").split()  # "Minister of Foreign Affairs, African Cooperation"
    ends = [n for n, word in enumerate(told) if n and word in words.articles and told[n - 1] in words.of]
    return key_of(" ".join(told[: ends[0] - 1] if ends and words.titles & set(told[ends[0] :]) else told))


def told_for(book: Book, mention: Mention) -> tuple[str, ...]:
    """The titles for which this one may be told: for "the head of state" president, king, emir."""
    titles = book.lexicon.descriptions.titles
    whole = _going_on(book, mention)
    told = key_of(mention.title or mention.head)
    heads = () if told in {mention.head, ""} or mention.country is None else (mention.head,)  # not "the rebel leader"
    return next((titles[key] for key in (*whole, told, *heads) if key in titles), ())


def _going_on(book: Book, mention: Mention) -> list[str]:
    """The titles of several words that begin at a role, where the title goes on: "the two Heads of State"."""
    start = mention.head_extent.start
    first, _, rest = key_of(book.reading.text[start : start + LONGEST_TITLE]).partition(" ")
    behind = f"{book.lexicon.grammar.singular(first)} {rest}"
    return [key for key in book.lexicon.descriptions.titles if " " in key and behind.startswith(key)]


def leads_state(book: Book, mention: Mention) -> bool:
    """Whether somebody is told as who leads his state, and nothing more: "the Head of State"."""
    return not mention.plural and bool(_going_on(book, mention))


def _of_rank(head: str, rank: str) -> bool:
    """ "the general" after "Gen. Sanogo": ranks are told short before a name."""
    parts = key_of(rank).replace(".", " ").split()
    return any(len(part) >= SHORTEST_RANK and head.startswith(part) for part in parts)
