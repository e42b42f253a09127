"""Offices: which body a title belongs to, whose state it serves, and the tenures that follow."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from dragoman.lexicon.world import fold
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.home import home_at
from dragoman.linking.named import body, call
from dragoman.linking.references import body_before
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
    for mention in book.mentions:
        if mention.kind != "person" or mention.index not in book.of:
            continue
        holder = book.entries[book.of[mention.index][0]]
        _serve(book, holder, mention)
        if not mention.title:
            continue
        country = mention.country or _fronted(book, mention) or _possessor(book, mention)
        if holder.country is None and country is None and mention.body:
            known = book.lexicon.world.find(mention.body)
            if known and known[0].kind not in {"state", "igo"} and not known[0].ambiguous and known[0].country:
                country = known[0].country
        holder.country = holder.country or country
        _seat(book, mention, holder)
    for mention in book.mentions:
        if mention.kind == "person" and mention.index in book.of and mention.title:
            holder = book.entries[book.of[mention.index][0]]
            if holder.country is None and not _international(book, holder):
                away = _visits_home(book, holder) or _faces_home(book, holder)
                holder.country = (
                    _other_state(book, holder) if away else _speaks_for(book, holder) or home_at(book, mention)
                )
            for number in holder.bodies:
                office = book.entries[number]
                if (
                    office.country is None
                    and office.kind == "organization"
                    and not (office.entity or "").startswith("ngo")
                ):
                    office.country = holder.country


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


def _serve(book: Book, holder: Entry, mention: Mention) -> None:
    """The PLOVER sector that a title or a rank tells."""
    nouns = book.lexicon.names.nouns
    told = fold(mention.title or "").split()
    pairs = [" ".join(pair) for pair in pairwise(told)]
    for word in (*pairs, *told):
        noun = nouns.get(word)
        if noun is not None and noun.sector and noun.sector not in holder.sectors:
            holder.sectors.append(noun.sector)
            return
    if mention.rank and not holder.sectors:
        noun = nouns.get(fold(mention.rank).split()[0].strip("."))
        if noun is not None and noun.sector:
            holder.sectors.append(noun.sector)


def _international(book: Book, holder: Entry) -> bool:
    """Whether somebody serves a body that is no state's: an IGO, an NGO, an armed group, an outlet."""
    return any(
        book.entries[number].kind in {"igo", "media", "group"}
        or (book.entries[number].entity or "").startswith(("ngo", "igo"))
        or bool({"REB", "NGO", "BUS"} & set(book.entries[number].sectors))
        for number in holder.bodies
    )


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


def _seat(book: Book, mention: Mention, holder: Entry) -> None:
    """The body of an office: told beside it, after it, or following from the title."""
    country = mention.country or holder.country
    name, acronym = mention.body, mention.body_acronym
    words = book.lexicon.names
    if name is not None and key_of(name).split()[0] in words.deputies:
        name = None  # "vice department director"
    if name is not None and name.islower() and " " not in name:
        # "the ministry's press secretary": a body told before
        known_body = body_before(book, mention, name, country)
        if known_body is not None:
            holder.bodies.append(known_body.number)
            holder.country = holder.country or known_body.country
        return
    if name is None:
        name, acronym = _body_after(book, mention)
    if name is not None:
        if key_of(name).split()[-1] in book.lexicon.names.governments:
            return
        keys = {key_of(told) for told in (name, acronym) if told}
        bodies = (entry for entry in book.entries if entry.kind != "person")
        known = next((e for e in bodies if keys & {key_of(told) for told in (*e.acronyms, *e.names)}), None)
        office = known or body(book, name, acronym, country)
        call(book, office, name)  # "GDF", told before as such
        if acronym and acronym not in office.acronyms:
            office.acronyms.append(acronym)
        if office.kind == "state":
            return
        if mention.body_extent is not None and mention.body_extent not in office.extents:
            office.extents.append(mention.body_extent)
        if country and office.country is None and office.kind == "organization":
            office.country = country
    else:
        derived = _derived(book, _without_state(book, mention.title or ""))
        if derived is None:
            return
        office = body(book, derived, None, country)
        if mention.title_extent is not None:
            office.extents.append(mention.title_extent)
        office.heads.add(next(iter(book.lexicon.names.bodies_of.values())))
    if office.number not in holder.bodies:
        holder.bodies.append(office.number)


def _body_after(book: Book, mention: Mention) -> tuple[str | None, str | None]:
    """The body inside a title, without its state, and its acronym.

    "president of the Council of Ministers", "director of Croatia's Security and Intelligence Agency (SOA)".
    """
    words = book.lexicon.names
    told = (mention.title or "").split()
    at = next((place for place, word in enumerate(told) if word.lower() in words.of), len(told))
    if at and at < len(told) and fold(told[at - 1]) in words.bodies_of:
        return None, None  # "Minister of Foreign Affairs": a field, and no body
    rest = [part for part in told[at + 1 :] if part.lower() not in words.articles]
    acronym = None
    if rest and rest[-1].startswith("(") and rest[-1].endswith(")"):
        acronym = rest.pop().strip("()")
    while rest and not rest[0][:1].isupper():
        rest = rest[1:]
    owned = next((n for n, part in enumerate(rest) if part.endswith(tuple(words.possessives))), None)
    if owned is not None and book.lexicon.world.find(_unowned(" ".join(rest[: owned + 1]), words.possessives)):
        rest = rest[owned + 1 :]
    key = key_of(" ".join(rest)).split()
    return (" ".join(rest), acronym) if any(part in words.body_heads for part in key) else (None, None)


def _unowned(name: str, possessives: Collection[str]) -> str:
    ending = next((ending for ending in possessives if name.endswith(ending)), "")
    return name.removesuffix(ending)


def _without_state(book: Book, title: str) -> str:
    """ "Minister of Foreign Affairs of the Czech Republic" without the republic."""
    words = book.lexicon.names
    told = title.split()
    last = next((place for place in range(len(told) - 1, 0, -1) if told[place].lower() in words.of), 0)
    rest = " ".join(part for part in told[last + 1 :] if part.lower() not in words.articles)
    state = last and any(entry.kind == "state" for entry in book.lexicon.world.find(rest))
    return " ".join(told[:last]) if state else title


def _derived(book: Book, title: str) -> str | None:
    """The body that a title implies: "Defence Minister" the Defence Ministry."""
    words = book.lexicon.names
    parts = title.split()
    while parts and fold(parts[0]) in words.deputies:
        parts = parts[1:]
    folded = [fold(part) for part in parts]
    for office, seat in words.bodies_of.items():
        if office not in folded:
            continue
        at = folded.index(office)
        if at and " ".join(folded[:at]) in words.no_body:
            return None
        shown = seat.capitalize() if parts[at][0].isupper() else seat
        if at + 1 < len(parts) and at == 0:
            return " ".join([shown, *parts[1:]])
        if at > 0:
            return " ".join([*parts[:at], shown])
    return None


def tenures_of(book: Book) -> tuple[LinkedTenure, ...]:
    """Every office told of a person by name, each once; a short form of a title is the same office."""
    found: list[LinkedTenure] = []
    for mention in sorted(book.mentions, key=lambda m: (-len(m.title or ""), m.index)):
        if (
            mention.kind != "person"
            or not mention.title
            or mention.index not in book.of
            or mention.title_extent is None
        ):
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
