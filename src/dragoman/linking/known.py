"""Whose state somebody is presumed to be of who is well known: by the table of holders, where the report tells none.

"President Emmanuel Macron said" in a report on Niger. No identity is asserted and no office: only a state or a body.
"""

from collections.abc import Iterator, Sequence

from dragoman.lexicon.holders import Holder
from dragoman.lexicon.offices import OfficeWords
from dragoman.lexicon.world import fold
from dragoman.linking.book import Book, Entry
from dragoman.linking.named import body
from dragoman.linking.seats import international

Words = frozenset[str]
Years = tuple[int, int]  # before and after a term in which its holder is still told of
TITLED: Years = (5, 20)  # by the office itself: "former president Obasanjo"
NAMED: Years = (1, 5)  # by nothing but the name, which others bear too
SHORT: Years = (0, 1)  # by a surname and the office
FORMER: Years = (0, 20)
BESIDE = 60  # characters, and FEW words, in which an adjective of a state stands before a name or in its apposition
FEW = 4  # besides, the mentions of somebody that are looked at: the first tell what he is
OF_STATES = frozenset({"adjective", "demonym"})


def presume(book: Book, *, seated: bool) -> None:
    """Give the well known their states; before bodies are found (not `seated`) only those with no body told."""
    told = {number for m in book.persons if m.body is not None for number in book.of.get(m.index, ())}
    for entry in book.entries:
        if entry.kind != "person" or entry.country is not None or international(book, entry):
            continue
        one = known(book, entry) if seated or entry.number not in told else None
        if one is None:
            continue
        entry.country = one.country
        if one.body is not None:
            _seat(book, entry, one)


def _seat(book: Book, entry: Entry, one: Holder) -> None:
    """Give the body to somebody told by his office in it: "Secretary-General Jens Stoltenberg"."""
    for mention in (book.mentions[number] for number in entry.mentions):
        if mention.title and mention.title_extent and _fits(book, mention.title, one):
            office = body(book, one.body or "", None, None)
            office.extents.append(mention.title_extent)
            if office.number not in entry.bodies:
                entry.bodies.append(office.number)
            return


def known(book: Book, entry: Entry) -> Holder | None:
    """The holder of the table whose state or body is somebody's; None where the table, or the text, leaves it open."""
    titles = [title for title in entry.titles if _words_of(book.lexicon.offices, title)]
    clear = [t for t in titles if not _words_of(book.lexicon.offices, t) <= book.lexicon.offices.vague]
    full = [holder for name in entry.names for holder in book.lexicon.holders.called(name)]
    if not full:
        return _surnamed(book, entry, titles)
    fitting = [holder for holder in full if any(_fits(book, title, holder) for title in titles)]
    if clear and not fitting:
        return None  # "the farmer Boris Johnson"
    pool = fitting or [holder for holder in full if not _called_another(book, entry, holder)]
    if _of_several(pool):
        return None
    return _only(book, [holder for holder in pool if _within(book, holder, TITLED if fitting else NAMED)])


def holds(book: Book, entry: Entry, title: str, country: str) -> bool:
    """Whether somebody told by his full name and no office has this one by the table, in that state and no other."""
    full = [holder for name in entry.names for holder in book.lexicon.holders.called(name)]
    own = [holder for holder in full if _fits(book, title, holder) and _within(book, holder, (0, 0))]
    return bool(own) and not _of_several(full) and all(holder.country == country for holder in own)


def _called_another(book: Book, entry: Entry, holder: Holder) -> bool:
    """Whether words beside his name tell another: "Nigerian trader Boris Johnson", "the trader Boris Johnson"."""
    text = book.reading.text
    articles = book.lexicon.names.articles
    for number in entry.mentions[:FEW]:
        name = book.mentions[number].extent
        behind = text[name.end : name.end + BESIDE].split("\n")[0]
        told = text[max(0, name.start - BESIDE) : name.start].rpartition("\n")[2].split()[-FEW:]
        if any(word in articles and all(map(str.isalpha, told[at:])) for at, word in enumerate(told)):
            return True
        told += behind.split()[: FEW + 1] if behind.startswith(",") else []
        found = [
            one for word in told for one in book.lexicon.world.find(word.strip(",.;")) if one.form_kind in OF_STATES
        ]
        if found and all(one.country != holder.country for one in found):
            return True
    return False


def _surnamed(book: Book, entry: Entry, titles: Sequence[str]) -> Holder | None:
    """ "Secretary Blinken": by one word and an office that one state's holder of that name has then."""
    told = [book.lexicon.holders.surnamed(name) for name in entry.names]
    if not all(told):
        return None  # a full name that the table does not have is somebody else's
    former = book.lexicon.offices.former
    found = [
        holder
        for holder in dict.fromkeys(holder for holders in told for holder in holders)
        for title in titles
        if _fits(book, title, holder)
        and _within(book, holder, FORMER if former & set(fold(title).replace("-", " ").split()) else SHORT)
    ]
    if any(fold(name) in book.lexicon.given for name in entry.names):  # "President Ali" is many a state's
        found = [holder for holder in found if holder.country in {None, *book.counted}]
    return None if _of_several(found) else _only(book, found)


def _of_several(found: Sequence[Holder]) -> bool:
    """Whether a name is borne in two states: no evidence of either."""
    return len({holder.country for holder in found} - {None}) > 1


def _only(book: Book, found: Sequence[Holder]) -> Holder | None:
    """A holder in the one state or body of all that are left, of those in office on the day first."""
    here = [holder for holder in found if _within(book, holder, (0, 0))] or found
    return here[0] if len({(holder.country, holder.body) for holder in here}) == 1 else None


def _within(book: Book, holder: Holder, years: Years) -> bool:
    """Whether the report's day lies in a term, or so many years before or after it; without a day it may."""
    published = book.reading.published
    days = [day for day in (published.earliest, published.latest) if day] if published else []
    before, after = years
    return all(
        holder.first - before <= int(day[:4]) and (holder.last is None or int(day[:4]) <= holder.last + after)
        for day in days
    )


def _fits(book: Book, title: str, holder: Holder) -> bool:
    """Whether a title tells the holder's office, or a part of it ("Secretary"), or more than it; no deputy is one."""
    words = book.lexicon.offices
    return any(
        (told <= office or office <= told) and told & words.deputies == office & words.deputies
        for one in holder.offices
        for told in _readings(words, title)
        for office in _readings(words, one)
    )


def _readings(words: OfficeWords, title: str) -> Iterator[Words]:
    """The words of an office, and those of the office that says the same: "Secretary of State", foreign minister."""
    told = _words_of(words, title)
    if told:
        yield told
        same = words.phrases.get(" ".join(sorted(told)))
        if same is not None:
            yield frozenset(same.split())


def _words_of(words: OfficeWords, title: str) -> Words:
    parts = (part for word in fold(title).replace(",", " ").split() for part in _parted(words, word))
    return frozenset(parts) - words.empty - words.acting - words.former - words.designate - words.passing


def _parted(words: OfficeWords, word: str) -> tuple[str, ...]:
    """ "secretary-general" in two words, "premier" as "prime minister"."""
    if word in words.words:
        return words.words[word]
    return tuple(words.spelled(word.split("-")))
