"""Offices: which body a title belongs to, whose state it serves, and the tenures that follow."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.home import home_at
from dragoman.linking.seats import international, seat, serve
from dragoman.model.linked import LinkedTenure
from dragoman.model.reading import Frame, Mention

TOLD = "told"
STATELY = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
CLEARLY = 4  # times told, where the first state is told but once: then the report is the other one's


def home_of(book: Book, outlet: str | None, dateline: str | None) -> str | None:
    """The state whose own affairs the report tells: the outlet's where the text speaks of it, else the first told.

    "Defence Minister Zakir Hasanov" without a state is this state's.
    """
    counted = book.counted
    told = list(counted)
    for entry in book.lexicon.world.find(outlet) if outlet else ():
        if entry.kind == "media" and entry.country in told:
            return entry.country
    for country in book.lexicon.world.states_in(outlet or ""):
        if country in told:
            return country  # "Global Affairs Canada", "Ministry of Defence of Georgia"
    own = [entry.country for entry in book.lexicon.world.find(dateline) if entry.kind == "state"] if dateline else []
    if not told:
        return own[0] if own else None
    if own and own[0] in told and _side_by_side(book, told[0], own[0]):
        return own[0]
    commonest = max(told, key=lambda country: counted[country])
    return commonest if counted[told[0]] == 1 and counted[commonest] >= CLEARLY else told[0]


def _side_by_side(book: Book, one: str, other: str | None) -> bool:
    """Whether two states are first told as equals: "the ministers of Georgia and Armenia"."""
    named = [m for m in book.mentions if m.kind in {"state", "person"} and m.country in {one, other}][:2]
    if len(named) < 2 or named[0].country == named[1].country:  # noqa: PLR2004 a pair
        return False
    between = book.reading.text[named[0].extent.end : named[1].extent.start].split()
    return bool(between) and between[0].lower() in book.lexicon.names.conjunctions


def count_states(book: Book) -> dict[str, int]:
    """The states that the body tells of, in order, by any word for them: "Chadian government", "(Japan time)"."""
    body = [s.extent for s in book.reading.sentences if s.block == "body"]
    return book.lexicon.world.states_in("\n".join(book.reading.text[extent.start : extent.end] for extent in body))


def settle(book: Book) -> None:
    """Give each office its state and its body."""
    for mention in book.persons:
        if mention.index not in book.of:
            continue
        holder = book.entries[book.of[mention.index][0]]
        if not mention.title:
            continue
        country = mention.country or _fronted(book, mention) or _possessor(book, mention)
        if holder.country is None and country is None and mention.body:
            known = book.lexicon.world.find(mention.body)
            if known and known[0].kind not in {"state", "igo"} and not known[0].ambiguous and known[0].country:
                country = known[0].country
        holder.country = holder.country or country
        seat(book, mention, holder)
    for mention in book.persons:
        if mention.index in book.of and mention.title:
            holder = book.entries[book.of[mention.index][0]]
            if holder.country is None and not international(book, holder):
                away = _visits_home(book, holder) or _faces_home(book, holder)
                holder.country = (
                    _other_state(book, holder) if away else _speaks_for(book, holder) or home_at(book, mention)
                )
            if not holder.bodies:
                seat(book, mention, holder)
            for number in holder.bodies:
                office = book.entries[number]
                if (
                    office.country is None
                    and office.kind == "organization"
                    and not (office.entity or "").startswith("ngo")
                ):
                    office.country = holder.country
    for entry in book.entries:
        if entry.kind == "person" and entry.parts:
            serve(book, entry)


def domesticate(book: Book) -> None:
    """ "the National Police", "the Ministry of Defence": a body of state is the home state's where no other is told."""
    words = book.lexicon.names
    own = words.domestic | frozenset(words.bodies_of.values())
    for entry in book.entries:
        if entry.kind != "organization" or entry.country is not None or (entry.entity or "").startswith("ngo"):
            continue
        told = key_of(entry.name).split()
        foreign = any(
            found.kind in {"igo", "media"} for word in entry.name.split() for found in book.lexicon.world.find(word)
        )
        stately = bool(own & set(told)) or bool(STATELY & set(entry.sectors)) or entry.entity is not None
        if stately and not foreign:
            entry.country = home_at(book, book.mentions[entry.mentions[0]]) if entry.mentions else book.home


def _visits_home(book: Book, holder: Entry) -> bool:
    """Whether somebody visits the home state, as nobody visits his own: "President Sandu's visit to Tbilisi"."""
    words, roles = book.lexicon.names, book.lexicon.grammar
    own = set(holder.mentions)
    for frame in _frames_about(book, holder):
        real = frame.kind == "noun" or frame.mood == "indicative"
        if (
            not real
            or frame.lemma.split()[-1] not in words.visits
            or not any(arg.role == "subject" and own & set(arg.mentions) for arg in frame.args)
        ):
            continue
        for arg in frame.args:
            if arg.role in roles.destinations or arg.role in roles.place_prepositions or arg.role == "object":
                told = {book.mentions[m].country for m in arg.mentions if book.mentions[m].kind == "state"}
                if book.home in told:
                    return True
    return False


def _speaks_for(book: Book, holder: Entry) -> str | None:
    """The other state that the sentence before is about: "Malabo rejected it. Government spokesman Nsue said"."""
    first = book.mentions[holder.mentions[0]]
    sentences = book.reading.sentences
    if first.sentence == 0 or sentences[first.sentence - 1].paragraph != sentences[first.sentence].paragraph:
        return None
    before = book.reading.mentions_of(first.sentence - 1)
    leading = next((m for m in before if m.index in book.subjects), None)
    if leading is None or leading.kind != "state" or leading.country == book.home:
        return None
    here = book.reading.mentions_of(first.sentence)
    own = any(m.country == book.home and m.head_extent.end <= first.extent.start for m in here)
    return None if own else leading.country


def _frames_about(book: Book, holder: Entry) -> Iterator[Frame]:
    for sentence in sorted({book.mentions[m].sentence for m in holder.mentions}):
        yield from book.reading.frames_of(sentence)


def _faces_home(book: Book, holder: Entry) -> bool:
    """Whether somebody deals with the home state as nobody does with his own.

    "Interior Minister Khaled Majali received the Pakistani delegation", "President Rakotobe thanked Norway".
    """
    own = set(holder.mentions)
    for frame in _frames_about(book, holder):
        sides = [(arg.role, {book.mentions[m] for m in arg.mentions}) for arg in frame.args]
        at = next((role for role, told in sides if own & {m.index for m in told}), None)
        if at is None:
            continue
        others = [(role, m) for role, told in sides if role != at for m in told if m.country == book.home]
        if any(m.kind in {"person", "group"} for _, m in others):
            return True
        acts_on = at == "subject" and book.lexicon.statements.act(frame.lemma) is not None
        if acts_on and any(role == "object" and m.kind == "state" for role, m in others):
            return True
    return False


def _other_state(book: Book, holder: Entry) -> str | None:
    """The state beside the home state where somebody is told of, else the other one of a report on two."""
    near = {book.mentions[m].sentence for m in holder.mentions}
    beside = (m for sentence in near for m in book.reading.mentions_of(sentence))
    told = {m.country for m in beside if m.kind == "state" and m.country} - {book.home}
    body = {country for country in book.counted if country != book.home}
    return next(iter(told)) if len(told) == 1 else next(iter(body)) if len(body) == 1 else None


def _fronted(book: Book, mention: Mention) -> str | None:
    """ "In Pyongyang, Kim Sol-mi, a vice department director, ...": the capital that opens the sentence."""
    start = book.reading.sentences[mention.sentence].extent.start
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind == "state" and other.head_extent.end <= mention.extent.start:
            before = book.reading.text[start : other.extent.start]
            between = book.reading.text[other.extent.end : mention.extent.start].strip()
            if len(before.split()) == 1 and between == ",":
                return other.country
    return None


def _possessor(book: Book, mention: Mention) -> str | None:
    """The state of the pronoun before a title: "its commander" after "The National Police"."""
    words = book.lexicon.names
    inside = (mention.title or "").lower().split()
    owned = book.word_before(mention).lower() in words.possessive_pronouns
    if not owned and not words.possessive_pronouns & set(inside):
        return None
    for entry in book.nearest(mention, ("organization", "state", "person"), reach=1):
        if entry.country:
            return entry.country
    return None


def tenures_of(book: Book) -> tuple[LinkedTenure, ...]:
    """Every office told of a person by name, each once; a short form of a title is the same office."""
    found: list[LinkedTenure] = []
    for mention in sorted(book.persons, key=lambda m: (-len(m.title or ""), m.index)):
        if not mention.title or mention.index not in book.of or mention.title_extent is None:
            continue
        holder = book.entries[book.of[mention.index][0]]
        title = mention.title
        if key_of(title).split()[-1] in book.lexicon.names.relational:
            title = _same_office(book, mention) or title
        if any(t.person == holder.number and _is_short(title, t.title) for t in found):
            continue
        found.append(
            LinkedTenure(
                person=holder.number,
                title=title,
                organization=holder.bodies[0] if holder.bodies else None,
                country=holder.country,
                rank=holder.rank,
                evidence=mention.extent,
                cue=TOLD,
            )
        )
    return tuple(sorted(found, key=lambda tenure: tenure.evidence))


def _same_office(book: Book, mention: Mention) -> str | None:
    """ "his Tajik colleague": the office of the person spoken of before in the same sentence, without his state."""
    for other in reversed(book.reading.mentions_of(mention.sentence)):
        before = other.extent.end <= mention.extent.start
        told = other.title if before and other.kind == "person" else None
        if told and key_of(told).split()[-1] not in book.lexicon.names.relational:
            return told
    for entry in book.nearest(mention, ("person",), reach=1):
        if entry.titles:
            return entry.titles[0]
    return None


def _is_short(title: str, longer: str) -> bool:
    return set(key_of(title).split()) <= set(key_of(longer).split())
