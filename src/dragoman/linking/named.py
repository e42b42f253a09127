"""Names to actors: states, bodies, persons, and names of which nothing is known but their capitals."""

from dragoman.lexicon.world import Entry as Known
from dragoman.lexicon.world import fold
from dragoman.linking.bodies_told import owner_of
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.fronted import of_fronted_town
from dragoman.linking.homeland import told_as_own
from dragoman.linking.joint import found_jointly, states_of
from dragoman.linking.missions import mission_told
from dragoman.linking.named_persons import describe, of_state, person
from dragoman.linking.names import parts_of
from dragoman.linking.pairs import beside
from dragoman.linking.unions import UNION, is_organ, members, officers_told, organ, unions_in
from dragoman.model.reading import Extent, Mention
from dragoman.model.record import ActorKind

PRESS = "JRN"
BODIES = frozenset({"group", "organization"})


def name_states(book: Book) -> None:
    """Every state named, by any of its names; not "Montenegro" where a Beatriz Montenegro is told of."""
    particles = book.lexicon.names.name_particles
    surnames = {
        parts[-1]
        for m in book.mentions
        if m.kind == "person" and m.name and len(parts := parts_of(m.name, particles)) > 1
    }
    for mention in book.mentions:
        if mention.kind != "state" or mention.entity is None or key_of(mention.name or "") in surnames:
            continue
        seated = _seated(book, mention)
        if seated is not None:
            book.add(mention, seated, named=True)
            continue
        country = mention.country or mention.entity
        entry = book.state(country)
        if mention.name is not None and not mention.name.isupper():
            entry.call(mention.name)
        book.add(mention, entry)


def _seated(book: Book, mention: Mention) -> Entry | None:
    """The body for which a capital acts, where the text tells it and not the state: "Brussels wants guarantees"."""
    names = book.lexicon.descriptions.seats.get(mention.name or "", ())
    if not names or mention.index not in book.subjects:
        return None
    keys = {key_of(name) for name in names}
    told = next((m for m in book.mentions if m.kind != "state" and key_of(m.name or "") in keys), None)
    itself = any(m.country == mention.country and m.name != mention.name for m in book.mentions if m.kind == "state")
    return body(book, told.name or "", told.acronym, None, told) if told is not None and not itself else None


def name_bodies(book: Book) -> None:
    """Every body and outlet named; an acronym told in brackets names the body from then on."""
    for mention in book.mentions:
        if mention.kind in {"organization", "media", "group"} and mention.name is not None:
            called = called_behind(book, mention)
            if called is not None:
                state = called.country or mention.country
                book.add(mention, body(book, called.name or "", called.acronym, state, called))
                continue
            away = _elsewhere(book, mention)
            own = owner_of(book, mention) if away else mention.country
            country = own or country_in(book, mention.name) or _scoped(book, mention) or of_fronted_town(book, mention)
            country = country or (None if away else likely(book, mention.name))
            joint = states_of(book, book.text(mention.extent))
            if joint:
                country = None
            whose = officers_told(book, mention.name) if country is None and not joint else None
            if whose is not None:
                book.add(mention, body(book, whose.name if mention.acronym else whose.form, mention.acronym, None))
                continue
            if mention.acronym is None and not joint and _is_government(book, mention.name):
                union = next(unions_in(book, mention.name), None)
                if country:
                    book.add(mention, book.state(country))
                elif union is not None:  # "Government of the North Atlantic Alliance", whose heads are told
                    book.add(mention, body(book, union.form, None, None))
                continue  # "the Government": a reference, resolved with the others
            bare = country is None and not joint
            known = abbreviated(book, mention.name) or (organ(book, mention) if bare else None)
            known = known or mission_told(book, mention)
            entry = known or body(book, mention.name, mention.acronym, country, mention)
            if joint and entry.kind == "organization":
                found_jointly(book, entry, joint)
            entry.call(fuller(book, mention.country_extent, mention.name_extent))
            book.add(mention, entry, named=mention.country_extent is None)


def called_behind(book: Book, mention: Mention) -> Mention | None:
    """The name right behind what a body is: "the West African bloc ECOWAS", "the UN refugee agency UNHCR"."""
    after = mention.index + 1
    other = book.mentions[after] if after < len(book.mentions) else None
    if other is None or other.sentence != mention.sentence or other.kind not in BODIES or not other.name:
        return None
    described = mention.kind == "organization" and book.text(mention.extent).split()[-1].islower()
    beside = book.reading.text[mention.extent.end : other.extent.start] == " "
    known = any(row.kind in {"igo", *BODIES} for row in book.lexicon.world.find(other.name))
    named = other.name[:1].isupper() and (known or other.name.isupper())
    return other if described and beside and named and not mention.plural else None


def named_behind(book: Book, mention: Mention) -> list[Entry]:
    """The body whose name stands right behind what it is."""
    called = called_behind(book, mention)
    return [book.entries[n] for n in book.of.get(called.index, ())] if called is not None else []


def likely(book: Book, name: str) -> str | None:
    """The state of the one body of a doubtful name, where it is told of: Libya's "Government of National Unity"."""
    known = book.lexicon.world.find(name)
    doubtful = bool(known) and known[0].kind in {"organization", "group"} and known[0].ambiguous
    own = known[0].country if doubtful and not _is_plain(book, name) else None
    return own if own in book.counted else None


def _is_plain(book: Book, name: str) -> bool:
    words = book.lexicon.names
    return all(part in words.portfolios or part in words.body_heads for part in key_of(name).split())


def _scoped(book: Book, mention: Mention) -> str | None:
    """The one state told behind a body: "the National Security Council of the US"."""
    told = {book.mentions[m].country for m in mention.scope if book.mentions[m].kind == "state"}
    return next(iter(told)) if len(told) == 1 else None


def fuller(book: Book, state: Extent | None, name: Extent | None) -> str | None:
    """A body's name with the state right before it, which is part of it: "Panama Canal Authority"."""
    if state is None or name is None or book.reading.text[state.end : name.start] != " ":
        return None
    return book.text(Extent(state.start, name.end))


def abbreviated(book: Book, name: str) -> Entry | None:
    """The body whose acronym the text told in brackets: "AA" after "Arakan Army (AA)" is no news agency."""
    return next((entry for entry in book.entries if name in entry.acronyms), None) if name.isupper() else None


def country_in(book: Book, name: str) -> str | None:
    """The state told inside a body's name: "Government of Japan", "Parliament of Georgia"."""
    parts = name.split()
    for size in (3, 2, 1):
        for start in range(len(parts) - size + 1):
            for entry in book.lexicon.world.find(" ".join(parts[start : start + size])):
                if entry.kind == "state" and size < len(parts):
                    return entry.country
    return None


def _is_government(book: Book, name: str) -> bool:
    known = book.lexicon.world.find(name)
    if known and known[0].kind == "igo":
        return False  # "the Missile Technology Control Regime" rules nobody
    words = key_of(name).split()
    return words[-1] in book.lexicon.names.governments or words[0] in book.lexicon.names.governments


def body(book: Book, name: str, acronym: str | None, country: str | None, mention: Mention | None = None) -> Entry:
    """The body of this name, made where it is new."""
    key = key_of(name)
    national = country is not None and key in book.lexicon.names.national_bodies  # Kazakhstan's "Security Council"
    known = () if national else known_bodies(book, name) or by_acronym(book, name, acronym)
    sure = known[0].id if known and known[0].kind != "state" and not known[0].ambiguous else None
    for entry in book.entries:
        if entry.kind not in {"organization", "igo", "media", "group"}:
            continue
        # "WHO" after "World Health Organization": one body of the tables
        if national and entry.kind == "igo":
            continue
        if _same_body(book, entry, key, country) or (sure is not None and entry.entity == sure):
            break
    else:
        kind = "igo" if known and known[0].kind == "igo" else _kind(book, name, mention)
        entry = book.new(kind, name, country)
        if known and known[0].kind != "state":
            if not (known[0].ambiguous and country and known[0].country not in {None, country}):
                entry.entity = known[0].id  # the Iraqi National Security Council is not the American
            entry.sectors = list(known[0].sectors)
            if entry.kind != "igo" and entry.country is None and not known[0].ambiguous:
                entry.country = known[0].country
    if entry.kind == "igo":
        entry.country = None
        entry.sectors = list(dict.fromkeys((UNION, *entry.sectors)))
    call(book, entry, name)
    entry.country = entry.country or (country if entry.kind != "igo" else None)
    if acronym and acronym not in entry.acronyms:
        entry.acronyms.append(acronym)
    if mention is not None and mention.alias:
        entry.call(mention.alias)
    entry.heads.add(key.split()[-1])
    return entry


def known_bodies(book: Book, name: str) -> tuple[Known, ...]:
    """The rows of this name; none where it is told of plain words and its state is not: Pakistan's "Foreign Office"."""
    known = book.lexicon.world.find(name)
    if known and known[0].kind == "organization" and known[0].country and book.counted:
        if _is_plain(book, name):
            return known if known[0].country in book.counted else ()
        if known[0].ambiguous and known[0].country not in book.lexicon.world.states_in(book.reading.text):
            return ()  # Azerbaijan's "MoD"
    return known


def _elsewhere(book: Book, mention: Mention) -> bool:
    """Whether a doubtful name is that of a body whose state the report doesn't tell: Azerbaijan's "MoD"."""
    own = mention.country_extent is None or mention.country_extent == mention.name_extent
    known = book.lexicon.world.find(mention.name or "") if own else ()
    return bool(known) and known[0].ambiguous and not known_bodies(book, mention.name or "")


def by_acronym(book: Book, name: str, acronym: str | None) -> tuple[Known, ...]:
    """The body of many states of this acronym that has the words told: "Parliamentary Assembly (PACE)"."""
    rows = book.lexicon.world.find(acronym) if acronym else ()
    told = set(key_of(name).split())
    return tuple(row for row in rows if row.kind == "igo" and told <= set(key_of(row.name).split()))


def call(book: Book, entry: Entry, name: str) -> None:
    """Give a body one more name, and the sectors that the name tells."""
    entry.call(name)
    told = ["IGO" if entry.kind == "igo" and sector == "GOV" else sector for sector in _sectors(book, name)]
    # no state's is the Security Council; and "National Intelligence Organization" is no international one
    own = {*entry.sectors, *(("IGO",) if entry.sectors and entry.kind == "organization" else ())}
    entry.sectors += [sector for sector in told if sector not in own]


def _same_body(book: Book, entry: Entry, key: str, country: str | None) -> bool:
    if country and entry.country and country != entry.country:
        return False
    told = [key_of(name) for name in (*entry.names, *entry.acronyms)]
    fuller = [name.removesuffix(key).split() for name in told if name.endswith(" " + key) and " " in key]
    # "Federal Ministry of Health", not "Press Service of the Ministry of Health"
    return key in told or any(before[-1] not in book.lexicon.names.of for before in fuller)


def _kind(book: Book, name: str, mention: Mention | None) -> ActorKind:
    if mention is not None and mention.kind in {"media", "group"}:
        return "media" if mention.kind == "media" else "group"
    known = book.lexicon.world.find(name)
    if (known and known[0].kind == "igo") or is_organ(book, name):
        return "igo"
    if known and known[0].kind == "media":
        return "media"
    if mention is None and known and known[0].kind == "group":
        return "group"
    return "organization"


def _sectors(book: Book, name: str) -> list[str]:
    """PLOVER sectors by the words of a body's name, the last telling first."""
    sectors = book.lexicon.names.body_sectors
    words = key_of(name).split()
    for told in (" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words) - size, -1, -1)):
        sector = sectors.get(told) or sectors.get(book.lexicon.grammar.singular(told))
        if sector:
            return [sector]
    return []


def name_others(book: Book, acting: frozenset[int], placed: frozenset[int], people: frozenset[int]) -> None:
    """Names with nothing beside them: somebody already named, an acronym, a state's short name, or somebody new.

    `people` are those behind what somebody is: "His wife, Alicia", as towns are called too.
    """
    for mention in book.mentions:
        if mention.kind not in {"name", "state"} or mention.name is None or mention.index in book.of:
            continue
        if told_as_own(book, mention):
            continue
        entries = _other(book, mention, acting=mention.index in acting, placed=mention.index in placed)
        if not entries and mention.index in people:
            entries = [book.new("person", mention.name)]
            describe(book, entries[0], mention)
        if entries:
            book.add(mention, *entries, named=True)


def _other(book: Book, mention: Mention, *, acting: bool, placed: bool) -> list[Entry]:
    name = mention.name or ""
    navy = book.lexicon.names.vessel_states.get(fold(name.split()[0])) if " " in name else None
    if navy is not None and acting:
        return [book.state(navy)]  # "the destroyer USS Higgins passed"
    if fold(book.word_before(mention)) in book.lexicon.names.vessels:
        return []  # "the frigate Admiral Kunz"
    if mention.kind == "name" and _one_of_twins(book, mention):
        book.leave(mention)
        return []
    key = key_of(name)
    if mention.kind == "name" and key in book.lexicon.descriptions.memberships | book.lexicon.descriptions.everybody:
        union = members(book, mention)
        return [union] if union is not None else []
    known = person(book, mention) if mention.kind == "name" else _namesake(book, mention)
    if known is not None:
        if mention.kind == "name":
            describe(book, known, mention)
        return [known]
    for entry in book.entries:
        if key in {key_of(acronym) for acronym in entry.acronyms} or (
            entry.kind in {"organization", "igo", "group", "media"} and key in {key_of(told) for told in entry.names}
        ):
            return [entry]
    states = short_states(book, name)
    if states:
        return states
    if name in book.lexicon.names.no_actors:
        return []  # "wrote on Telegram", "EUR 100 million"
    words = book.lexicon.names
    if mention.kind == "name" and key in book.outlets:
        entry = book.new("media", name)
        entry.sectors = [PRESS]
        return [entry]
    thing = key.split()[0] in words.thing_heads or key.split()[-1] in words.thing_tails
    if placed or not (acting or mention.acronym) or thing or any(letter.isdigit() for letter in name):
        return []  # "Cyclone Ambali", "Operation Southern Guard", "the Criminal Code", "Tu-95MS bombers"
    bare = name.replace(".", "")
    if bare.isupper() and " " not in name:
        entry = book.new("organization", name)
        entry.heads.add(key)
        return [entry]
    if _ends_thing(book, mention) or book.lexicon.gazetteer.find(name):
        return []  # a town or a region where nothing tells a person
    article = fold(book.word_before(mention)) in book.lexicon.names.articles
    if mention.index not in book.subjects and (article or " " not in name):
        return []  # "seized a trawler, the Hai Feng 7", "gunmen attacked Cabaret"
    entry = book.new("organization" if article else "person", name)
    describe(book, entry, mention)
    return [entry]


def _ends_thing(book: Book, mention: Mention) -> bool:
    """Whether a name is the end of a thing's: "the Book of Remembrance"."""
    before = book.reading.text[: mention.extent.start].rstrip()
    ends = (len(before) - len(of) for of in book.lexicon.names.of if before.lower().endswith(f" {of}"))
    heads = {m.extent.end for m in book.reading.mentions_of(mention.sentence) if m.kind in {"name", "place"}}
    return any(end - 1 in heads for end in ends)


def _one_of_twins(book: Book, mention: Mention) -> bool:
    """Whether a surname is that of two told side by side: "A Thapaliya and B Thapaliya met. Thapaliya said ..."."""
    parts = parts_of(mention.name or "", book.lexicon.names.name_particles)
    if len(parts) > 1 or of_state(book, mention) is not None:
        return False
    found = [entry for entry in book.namesakes(parts) if entry.kind == "person" and parts[-1] in entry.parts]
    near = {entry.number for entry in book.nearest(mention, ("person",), reach=1)}
    return len(found) > 1 and beside(book, mention, [entry for entry in found if entry.number in near] or found)


def _namesake(book: Book, mention: Mention) -> Entry | None:
    """The person whose surname a state's name is here."""
    key = key_of(mention.name or "")
    return next((e for e in book.entries if e.kind == "person" and len(e.parts) > 1 and e.parts[-1] == key), None)


def short_states(book: Book, name: str) -> list[Entry]:
    """ "the North" after North Korea, "the two Koreas" after both."""
    key = key_of(name)
    states = [entry for entry in book.entries if entry.kind == "state"]
    first = [
        s for s in states if any(len(key_of(n).split()) > 1 and key_of(n).split()[0] == key for n in (s.name, *s.names))
    ]
    if len(first) == 1:
        return first
    formal = [s for s in states if s.entity is not None and key in book.lexicon.formal_words.get(s.entity, frozenset())]
    if len(formal) == 1:
        return formal  # "the Kingdom" where Jordan is told of
    single = book.lexicon.grammar.singular(key)
    last = [
        s
        for s in states
        if any(len(key_of(n).split()) > 1 and key_of(n).split()[-1] == single for n in (s.name, *s.names))
    ]
    return last if len(last) > 1 and single != key else []
