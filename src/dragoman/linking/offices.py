"""Offices: which body a title belongs to, whose state it serves, and the tenures that follow."""

from collections.abc import Iterator

from dragoman.linking.belonging import belong
from dragoman.linking.bodies_told import body_before, movement
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.delegations import introduced_for
from dragoman.linking.fronted import fronted_state
from dragoman.linking.hosts import body_visited, introduction
from dragoman.linking.known import presume
from dragoman.linking.ministries import namesakes, told_before
from dragoman.linking.named import abbreviated, body, known_bodies, likely
from dragoman.linking.seats import international, of_office, seat, serve
from dragoman.linking.sections import home_at
from dragoman.linking.serving import presumed, served
from dragoman.linking.unions import leading_for, officer_of, serves_union
from dragoman.model.linked import LinkedTenure
from dragoman.model.reading import Extent, Mention

TOLD = "told"
LED = 4  # words of a title that ends in a body: "spokesman for the junta"
STATELY = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})


def settle(book: Book) -> None:
    """Give each office its state and its body."""
    for mention, holder in _in_office(book):
        country = mention.country if serves_union(book, mention) else served(book, mention)
        if holder.country is None and country is None and mention.body:
            own = abbreviated(book, mention.body)
            known = known_bodies(book, mention.body)
            if own is not None:
                country = own.country  # "RSF" after "Rwanda Security Forces (RSF)"
            elif known and known[0].kind not in {"state", "igo"} and not known[0].ambiguous and known[0].country:
                country = known[0].country
            else:
                country = likely(book, mention.body)
        holder.country = holder.country or country or _of_national(book, mention)
    presume(book, seated=False)
    for mention, holder in _in_office(book):
        if mention.possessor is None and not serves_union(book, mention):
            belong(book, mention, holder)
        _of_namesakes(book, mention, holder)
        seat(book, mention, holder)
        _of_visited(book, mention, holder)
        bare = not holder.bodies and holder.country is None
        union = (
            (officer_of(book, mention) or introduced_for(book, mention) or leading_for(book, mention)) if bare else None
        )
        if union is not None:
            holder.bodies.append(union.number)  # "Secretary General Ivanova"
    presume(book, seated=True)
    for mention, holder in _in_office(book):
        if holder.country is None and not international(book, holder) and not serves_union(book, mention):
            holder.country = presumed(book, mention, holder)
            book.assumed.add(holder.number)
        if not holder.bodies:
            seat(book, mention, holder)
        if mention.country_extent is None:
            holder.bodies[:] = [_of_his_state(book, number, holder.country) for number in holder.bodies]
        for number in holder.bodies:
            office = book.entries[number]
            if office.country is None and office.kind == "organization" and not (office.entity or "").startswith("ngo"):
                office.country = holder.country
    for entry in book.entries:
        if entry.kind == "person" and entry.parts:
            serve(book, entry)


def _of_namesakes(book: Book, mention: Mention, holder: Entry) -> None:
    """Give somebody a state before another's body of this name is taken for his.

    "Foreign Ministry Spokeswoman Durova" of a Russian report that tells of the Estonian Foreign Ministry as well.
    """
    untold = holder.country is None and not holder.bodies and mention.possessor is None
    bodies = namesakes(book, mention) if untold else []
    if any(entry.country != book.home for entry in bodies):
        holder.country = told_before(book, mention, bodies) or presumed(book, mention, holder)
        book.assumed.add(holder.number)


def _of_national(book: Book, mention: Mention) -> str | None:
    """The home state of an office that the UN body so called has not: "Secretary of the Security Council"."""
    national = key_of(mention.title or "") in book.lexicon.names.national_offices
    return home_at(book, mention) if national else None


def _of_visited(book: Book, mention: Mention, holder: Entry) -> None:
    """Give somebody the body that he shows a guest."""
    visited = body_visited(book, mention) if not holder.bodies else None
    if visited is not None:
        holder.bodies.append(visited.number)
        holder.country = holder.country or (visited.country if visited.kind == "organization" else None)


def _of_his_state(book: Book, number: int, country: str | None) -> int:
    """A bare body of somebody's office, where one so called has become another's: Pakistan's "foreign ministry"."""
    office = book.entries[number]
    other = office.kind == "organization" and office.entity is None and office.country not in {None, country}
    return body(book, office.names[0], None, country).number if other and country else number


def resettle(book: Book) -> None:
    """Give an office the body whose it is where that was found later: "the guerrillas' negotiator"."""
    for mention, holder in _in_office(book):
        whose = _spoken_for(book, mention) if not holder.bodies and holder.number in book.assumed else None
        if whose is None and not holder.bodies and mention.possessor is None:
            whose = _teller(book, mention, holder)
        if whose is not None:
            holder.bodies.append(whose.number)
            holder.country = whose.country
            holder.sectors.clear()
            serve(book, holder)
        if mention.possessor is not None and not holder.bodies and holder.number in book.assumed:
            for number in book.of.get(mention.possessor, ()):
                office = book.entries[number]
                if office.kind == "state" or (office.kind == "person" and office.country):
                    holder.country = office.country  # "the kingdom's ambassador to Yemen", "the governor's secretary"
                elif office.kind in {"organization", "igo", "group"}:
                    holder.bodies.append(number)
                    holder.country = office.country
                    holder.sectors.clear()
                    serve(book, holder)
        if not holder.sectors and not holder.bodies and _is_relational(book, mention.title or ""):
            of_office(book, holder, _same_office(book, mention) or "")  # "his Tajik colleague"


def _spoken_for(book: Book, mention: Mention) -> Entry | None:
    """The body told before that a title ends in: "a spokesman for the junta", "a senior official of the group"."""
    words = book.lexicon.names
    told = (mention.title or "").split()
    if len(told) < LED or told[-1] != told[-1].lower() or told[-2] not in words.articles:
        return None
    if told[-3] not in words.of | words.field_prepositions or told[-1] in words.governments:
        return None
    return body_before(book, mention, told[-1], None) or (
        movement(book, mention, told[-1]) if told[-1] in words.movements else None
    )


def _teller(book: Book, mention: Mention, holder: Entry) -> Entry | None:
    """The body that said something right before its spokesman does: "The ministry said so. Spokesman Luc Martin"."""
    if not set(book.lexicon.offices.spelled(key_of(mention.title or "").split())) <= book.lexicon.offices.tellers:
        return None
    near = range(mention.sentence, max(mention.sentence - 2, -1), -1)
    for frame in (f for sentence in near for f in book.reading.frames_of(sentence)):
        if frame.extent.start > mention.extent.start or book.lexicon.statements.act(frame.lemma) is None:
            continue
        said = (m for arg in frame.args if arg.role == "subject" for m in arg.mentions)
        told = [book.entries[n] for m in said if book.mentions[m].kind == "organization" for n in book.of.get(m, ())]
        if len(told) == 1 and told[0].kind == "organization" and told[0].country in {None, holder.country}:
            return told[0]
    return None


def _in_office(book: Book) -> Iterator[tuple[Mention, Entry]]:
    for mention in book.persons:
        if mention.index in book.of and mention.title:
            yield mention, book.entries[book.of[mention.index][0]]


def domesticate(book: Book) -> None:
    """ "the National Police", "the Ministry of Defence": a body of state is the home state's where no other is told."""
    words = book.lexicon.names
    own = words.domestic | frozenset(words.bodies_of.values())
    for entry in book.entries:
        if entry.kind == "organization" and book.lexicon.grammar.of_several(entry.name):
            if not any(book.mentions[m].country for m in entry.mentions):
                entry.country = None  # "the Senegal-Gambia Joint Commission" is neither's
            continue
        if entry.kind != "organization" or entry.country is not None or (entry.entity or "").startswith("ngo"):
            continue
        if entry.number in book.joint:
            continue
        told = key_of(entry.name).split()
        foreign = any(
            found.kind in {"igo", "media"} for word in entry.name.split() for found in book.lexicon.world.find(word)
        )
        stately = bool(own & set(told)) or bool(STATELY & set(entry.sectors)) or entry.entity is not None
        if stately and not foreign:
            first = book.mentions[entry.mentions[0]] if entry.mentions else None
            entry.country = (fronted_state(book, first) or home_at(book, first)) if first is not None else book.home


def tenures_of(book: Book) -> tuple[LinkedTenure, ...]:
    """Every office told of a person by name, each once; a short form of a title is the same office."""
    words = book.lexicon.names
    found: list[LinkedTenure] = []
    for mention in sorted(book.persons, key=lambda m: (-len(m.title or ""), m.index)):
        if not mention.title or mention.index not in book.of or mention.title_extent is None:
            continue
        holder = book.entries[book.of[mention.index][0]]
        title = _of_its_own(book, mention.title)
        plain = key_of(book.text(mention.title_extent)).split()
        if len(plain) == 1 and plain[0] != (one := book.lexicon.grammar.singular(plain[0])) and one in words.no_office:
            continue  # "Leaders Xi and Khan"
        if key_of(title) in words.loose:
            told = introduction(book, mention)
            if told is None or not told.title or key_of(told.title) in words.loose:
                continue
            title = told.title  # "the diplomat, Saad al-Rikabi" after "Iraq's charge d'affaires"
        if _is_relational(book, title):
            same = _same_office(book, mention)
            if same is None and not words.relational.isdisjoint(key_of(title).split()):
                continue  # "his counterpart", where no office is told
            title = same or title
        others = [t.title for t in found if t.person == holder.number]
        if any(_is_short(title, other) or _abbreviates(book, title, other) for other in others):
            continue
        if others and key_of(title) in words.royal_styles | words.envoy_ranks:
            continue  # "Prince Turki", who is the Minister of Interior
        found.append(
            LinkedTenure(
                person=holder.number,
                title=_as_held(book, mention, title),
                organization=holder.bodies[0] if holder.bodies else None,
                country=holder.country,
                rank=holder.rank,
                evidence=mention.extent,
                cue=TOLD,
            )
        )
    return tuple(sorted(found, key=lambda tenure: tenure.evidence))


def _of_its_own(book: Book, title: str) -> str:
    """An office without the words for the state itself: "President of the country"."""
    words = book.lexicon.names
    *office, of, article, noun = ["", "", "", *title.split()]
    state = words.nouns.get(noun)
    whose = article.lower() in words.articles | words.own_pronouns and of.lower() in words.of and noun.islower()
    return " ".join(office).strip() if whose and state is not None and state.kind == "state" else title


def _as_held(book: Book, mention: Mention, title: str) -> str:
    """An office with the word that tells that it is held no more: "former ambassador to Washington"."""
    words = book.lexicon.names
    start = mention.title_extent.start if mention.title_extent is not None else mention.extent.start
    before = book.reading.text[mention.extent.start : start].split()[-LED:]  # "former Papua New Guinean"
    told = next((word for word in reversed(before) if word.lower() in words.former), None)
    if told is None and mention.former and mention in book.told and not set(key_of(title).split()) & words.former:
        told = next(iter(words.no_longer))
    return f"{told} {title}" if told is not None else title


def _same_office(book: Book, mention: Mention) -> str | None:
    """ "his Tajik colleague": the office of the person spoken of before in the same sentence, without his state."""
    for other in reversed(book.reading.mentions_of(mention.sentence)):
        before = other.extent.end <= mention.extent.start
        told = other.title if before and other.kind == "person" and not _left(book, other) else None
        if told and not _is_relational(book, told):
            return _without_state(book, other) or told
    for entry in book.nearest(mention, ("person",), reach=1):
        left = {book.mentions[m].title for m in entry.mentions if _left(book, book.mentions[m])}
        told = next((title for title in entry.titles if title not in left and not _is_relational(book, title)), None)
        if told is not None:
            return told
    behind = (m for m in book.reading.mentions_of(mention.sentence) if m.extent.start >= mention.extent.end)
    return next((_without_state(book, m) or m.title for m in behind if m.kind == "person" and m.title), None)


def _without_state(book: Book, mention: Mention) -> str | None:
    """The office alone where its state stands in the title: "Minister of Trade of the Republic of Peru"."""
    title, state = mention.title_extent, mention.country_extent
    if title is None or state is None or not title.start < state.start < state.end <= title.end:
        return None
    told = book.text(Extent(title.start, state.start)).split()
    while told and told[-1].lower() in book.lexicon.names.articles | book.lexicon.names.of:
        told.pop()
    return " ".join(told) if told and state.end == title.end else None


def _left(book: Book, mention: Mention) -> bool:
    """Whether somebody held an office before: "Mr. Selvarasa, a former Governor of the Northern Province"."""
    if mention.title_extent is None:
        return False
    before = book.reading.text[mention.extent.start : mention.title_extent.start].split()
    return bool(before) and before[-1].lower() in book.lexicon.names.former


def _is_relational(book: Book, title: str) -> bool:
    """Whether a title tells an office by another's: "counterpart", "opposite number", "predecessor"."""
    words = book.lexicon.names
    told = key_of(title).split()
    own = next((at for at, word in enumerate(told) if at and word in words.of), len(told))
    told = told[:own]  # "counterpart of the Democratic Republic of the Congo"
    return not (words.relational | words.successive).isdisjoint({told[-1], " ".join(told[-2:])})


def _abbreviates(book: Book, title: str, longer: str) -> bool:
    """Whether an office is told by its letters: "PM" after "Prime Minister"."""
    short, full = (set(book.lexicon.offices.spelled(key_of(told).split())) for told in (title, longer))
    return short <= full


def _is_short(title: str, longer: str) -> bool:
    return set(key_of(title).split()) <= set(key_of(longer).split())
