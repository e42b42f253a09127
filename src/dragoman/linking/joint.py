"""Bodies of two states, and those who lead a side: whose they are."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry
from dragoman.linking.described import country_of
from dragoman.model.reading import Mention

PAIR = 2  # states in a name at the least
EN_DASH = "\u2013"
CLOSE = 6  # words between a side and who leads it: "delegation was headed by the"


def states_of(book: Book, name: str) -> tuple[str, ...]:
    """The states whose joint body a name is: "Cambodia-Thailand Border Committee", "Commission of Ghana and Togo"."""
    words = book.lexicon.names
    if words.joint_heads.isdisjoint(part.lower() for part in name.replace("-", " ").split()):
        return ()
    told = tuple(dict.fromkeys(_states_told(book, name.replace("-", " ").replace(EN_DASH, " ").split())))
    return told if len(told) >= PAIR else ()


def _states_told(book: Book, words: list[str]) -> Iterator[str]:
    """The states of words in their order, the longest names first: "Georgian" beside another state is no American."""
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            known = book.lexicon.world.find(" ".join(words[at : at + size]))
            state = next((entry.country for entry in known if entry.kind == "state" and entry.country), None)
            if state is not None and words[at][:1].isupper():
                yield state
                at += size - 1
                break
        at += 1


def found_jointly(book: Book, entry: Entry, states: tuple[str, ...]) -> None:
    """Know whose joint body an actor is: of no one state."""
    entry.country = None
    book.joint[entry.number] = tuple(book.state(state).number for state in states)


def told_jointly(book: Book, mention: Mention) -> tuple[str, ...]:
    """The states of a body told by common words: "the Azerbaijani-Georgian working group on the border"."""
    if mention.name is not None:
        return ()
    return states_of(book, book.text(mention.extent))


def led_side(book: Book, mention: Mention) -> str | None:
    """The state whose side somebody leads: "an Iranian delegation led by Deputy Minister X", "the Omani one by Y"."""
    here = book.reading.mentions_of(mention.sentence)
    for other in here:
        if other.leader == mention.index:
            return country_of(book, other) or _inside(book, other) or _behind(book, other)
    grammar, names = book.lexicon.grammar, book.lexicon.names
    if not any(f.lemma in grammar.leading and f.extent.start < mention.extent.start
               for f in book.reading.frames_of(mention.sentence)):  # fmt: skip
        return None
    before = [m for m in here if m.extent.end <= mention.extent.start and m.kind != "person"]
    if not before:
        return None
    text = book.reading.text[before[-1].extent.end : mention.extent.start].lower().split()
    between = [word for word in text if word not in names.articles]
    by = bool(between) and between[-1] in grammar.agents and len(between) < CLOSE
    return country_of(book, before[-1]) if by else None


def _inside(book: Book, side: Mention) -> str | None:
    """ "a US Congress delegation": of the state of the body that names it."""
    for other in book.reading.mentions_of(side.sentence):
        if side.extent.start <= other.extent.start and other.extent.end <= side.extent.end and other.country:
            return other.country
    return None


def _behind(book: Book, side: Mention) -> str | None:
    """ "the delegation of the Primorsky Territory of the Russian Federation": of the state at the end of its name."""
    words = book.lexicon.names
    for other in book.reading.mentions_of(side.sentence):
        if other.kind == "state" and other.extent.start >= side.extent.end:
            between = book.reading.text[side.extent.end : other.extent.start].split()
            small = [word for word in between if not word[0].isupper()]
            whole = bool(between) and between[0] in words.of and not any(word.endswith(",") for word in between)
            return other.country if whole and set(small) <= words.of | words.articles else None
    return None


def of_nations(book: Book, mention: Mention) -> list[Entry]:
    """ "the Chilean and Argentine armies": the states whose they are, told by adjectives before one noun."""
    first = mention.country_extent
    if not mention.plural or mention.country is None or first is None or first.end > mention.extent.start:
        return []
    told = [mention.country]
    end = first.end
    for other in book.reading.mentions_of(mention.sentence):
        if first.end < other.extent.start and other.extent.end < mention.extent.end and other.country:
            if not book.lexicon.grammar.coordinators & {book.text(type(first)(end, other.extent.start))}:
                return []
            told.append(other.country)
            end = other.extent.end
    return [book.state(country) for country in dict.fromkeys(told)] if len(told) >= PAIR else []


def of_force(book: Book, mention: Mention) -> str | None:
    """The state of the force at the end of an office: "Commander of the Second Area of the Royal Thai Army"."""
    words = book.lexicon.names
    told = (mention.title or "").split()
    at = max((n for n, word in enumerate(told) if word.lower() in words.of), default=0)
    rest = told[at + 1 :]
    force = " ".join(rest[-1:]).lower() in words.domestic or " ".join(rest[-2:]).lower() in words.domestic
    states = list(book.lexicon.world.states_in(" ".join(rest))) if at and force else []
    return states[0] if len(states) == 1 else None


def acting_for(book: Book, mention: Mention) -> str | None:
    """The state told right behind somebody who acts for it: "chaired by Minister Ayala for Paraguay and ..."."""
    text = book.reading.text
    behind = (m for m in book.reading.mentions_of(mention.sentence) if m.extent.start >= mention.extent.end)
    other = next(behind, None)
    if other is None or other.kind != "state" or mention.kind != "person":
        return None
    words = text[mention.extent.end : other.extent.start].lower().split()
    names = book.lexicon.names
    after = text[other.extent.end : other.extent.end + CLOSE].split()[:1]
    ends = not after or after[0] in names.conjunctions or not after[0][0].isalnum()
    plain = [word for word in words if word not in names.articles]
    return other.country if ends and len(plain) == 1 and plain[0] in book.lexicon.grammar.terms else None


def each_behind(book: Book, mention: Mention) -> tuple[int, ...]:
    """The states told one by one behind those who serve them: "the ministers of Fiji and of Tonga"."""
    words = book.lexicon.names
    found: list[Mention] = []
    end = mention.extent.end
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind != "state" or other.country is None or other.extent.start < mention.head_extent.end:
            continue
        between = book.reading.text[
            found[-1].extent.end if found else min(end, other.extent.start) : other.extent.start
        ]
        told = [word for word in between.lower().replace(",", " ").split() if word not in words.conjunctions]
        if not (words.is_of(told) or (not found and not told and other.country == mention.country)):
            break
        found.append(other)
    return tuple(m.index for m in found) if len(found) > 1 else ()
