"""References to actors already told: roles, described bodies, groups. Never a silent guess."""

from dragoman.linking.bodies_told import (
    body_before,
    body_inside,
    head_of,
    is_people,
    led_before,
    local_state,
    movement,
    of_kind,
    own_party,
)
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.described import FAR, NEAR, anonymous, country_of, in_heading
from dragoman.linking.fronted import fronted_state, fronted_town
from dragoman.linking.homeland import state_there
from dragoman.linking.joint import each_behind, found_jointly, of_nations, told_jointly
from dragoman.linking.named import body, named_behind
from dragoman.linking.officers import counterpart, leads_state, of_peer, officer, told_for, told_plainly
from dragoman.linking.outlets import told_by_name
from dragoman.linking.pairs import pair_of, parties_named, pronoun, remember, sides
from dragoman.linking.renaming import renamed
from dragoman.linking.sections import home_at
from dragoman.linking.sides import one_of_two, visitor
from dragoman.linking.states import neighbour, state
from dragoman.linking.things import means_thing
from dragoman.linking.unions import assembled, is_generic, members
from dragoman.linking.voices import is_left, is_ours, not_yet_known
from dragoman.model.reading import Mention

ARMED = frozenset({"REB", "UAF"})  # PLOVER sectors of which a report tells one: "the rebels"


def refer(book: Book) -> None:
    """Resolve every described actor and pronoun, in text order."""
    heads = [mention for mention in book.mentions if _in_headline(book, mention)]
    for mention in book.mentions:
        if mention.index not in book.of and mention not in heads:
            _resolve(book, mention)
    for mention in heads:  # a headline speaks of those whom the body introduces
        if mention.index not in book.of and mention.kind == "role" and not mention.plural:
            known = _headlined(book, mention)
            if known is not None:
                book.add(mention, known)


def _in_headline(book: Book, mention: Mention) -> bool:
    return book.reading.sentences[mention.sentence].block == "headline"


def _headlined(book: Book, mention: Mention) -> Entry | None:
    """The named person of that office, wherever he is told of."""
    country = country_of(book, mention)
    for entry in book.entries:
        titles = " ".join(key_of(title) for title in entry.titles).split()
        if entry.kind == "person" and entry.parts and mention.head in titles and country in {None, entry.country}:
            return entry
    return None


def _resolve(book: Book, mention: Mention) -> None:
    for one in not_yet_known(book, mention):
        _resolve(book, book.mentions[one])
    if is_left(book, mention):
        book.leave(mention)
        return
    joint = told_jointly(book, mention) if mention.kind in {"group", "organization"} else ()
    if joint:
        entry = body(book, book.text(mention.extent), None, None, mention)
        found_jointly(book, entry, joint)
        book.add(mention, entry)
        return
    match mention.kind:
        case "role":
            _role(book, mention)
        case "organization":
            if not told_by_name(book, mention):
                _organization(book, mention)
        case "group":
            known = renamed(book, mention)
            if known is not None:
                book.add(mention, known)
            else:
                _group(book, mention)
        case "state":
            state(book, mention)
        case "name":
            parties_named(book, mention)
        case "pronoun" if not means_thing(book, mention):
            pronoun(book, mention)
        case _:
            pass


def _scoped(book: Book, mention: Mention) -> list[Entry]:
    """Those in whose name several act: "the envoys of A, B and C", "the navies of the two countries"."""
    scope = (mention.scope or each_behind(book, mention)) if mention.plural else ()
    for number in scope:
        if number not in book.of:
            _resolve(book, book.mentions[number])
    entries = [book.entries[n] for m in scope for n in book.of.get(m, ())]
    if mention.kind == "role" and not any(entry.kind == "state" or entry.name[:1].isupper() for entry in entries):
        return []  # "the heads of the foreign policy departments": the persons are meant
    return entries


# ---- persons by office ---------------------------------------------------------------------------------------------


def _role(book: Book, mention: Mention) -> None:
    words = book.lexicon.names
    entries = [book.entries[n] for n in book.of.get(book.later.get(mention.index, -1), ())] or _scoped(book, mention)
    if entries:
        book.add(mention, *entries)
        return
    if mention.plural:
        _roles(book, mention)
        return
    country = country_of(book, mention)
    if country is not None and mention.head in words.flanks:
        book.add(mention, book.state(country))  # "The guest said that his side would study it"
        return
    plain = own_party(book, mention) or told_plainly(book, mention)
    if plain is not None:
        book.add(mention, plain)
        return
    if mention.head in book.lexicon.descriptions.one_of_two:
        one = one_of_two(book, mention)
        if one is not None:
            book.add(mention, one)
        else:
            book.leave(mention)
        return
    coming = bool(book.lexicon.descriptions.coming & set(key_of(mention.title or "").split()))
    if coming or mention.head in book.lexicon.descriptions.guests | book.lexicon.descriptions.hosts:
        found = visitor(book, mention, country, coming=coming)
        if found is not None:
            book.add(mention, found)
            return
        if country is None and not coming:
            book.leave(mention)
            return
    relational = bool(words.relational & {mention.head, key_of(mention.title or "")})
    other = counterpart(book, mention) if relational else None
    if other is not None:
        book.add(mention, other)
        return
    if country is None and mention.definite and mention.possessor is None:
        body_told = of_kind(book, mention)
        if body_told is not None:
            book.add(mention, body_told)
            return
    best = officer(book, mention, country) or _head_of_state(book, mention, country)
    if best is not None:
        book.add(mention, best)
        return
    office = key_of(mention.title or mention.head)
    if country is None and mention.definite and mention.possessor is None and office in words.offices:
        country = home_at(book, mention)
    of_union = office in book.lexicon.descriptions.union_offices or in_heading(book, mention)
    if country is None and mention.definite and not of_union:
        book.leave(mention)
        return
    anonymous(book, mention, country)


def _head_of_state(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """ "The Head of State received the envoy of Gabon": the home state, whose he is."""
    own = country is None and mention.definite and mention.possessor is None and leads_state(book, mention)
    home = home_at(book, mention) if own else None
    return book.state(home) if home is not None else None


def _roles(book: Book, mention: Mention) -> None:
    """ "the two ministers", "the officials": persons named shortly before."""
    words = book.lexicon.names
    if mention.head in words.relational and is_ours(book, mention):
        anonymous(book, mention, None)  # "Our humanitarian colleagues tell us": of those who tell it, and nobody told
        return
    union = members(book, mention) if mention.definite or mention.body else None
    if union is not None:
        book.add(mention, union)
        return
    country = country_of(book, mention)
    again = _again(book, mention) if mention.definite and country is None else ()
    if again:
        book.add(mention, *(book.entries[number] for number in again))
        return
    titled: list[Entry] = []
    if mention.definite or mention.count == 2 or mention.head in words.persons:  # noqa: PLR2004 both
        persons = book.before(mention, ("person",), reach=NEAR if mention.count is None else FAR)
        if country:
            persons = [entry for entry in persons if entry.country == country]
        titled = [e for e in persons if any(mention.head in key_of(t).split() for t in (*e.titles, *of_peer(book, e)))]
        others = told_for(book, mention)
        if others and not titled:
            titled = [entry for entry in persons if any(key_of(t).startswith(others) for t in entry.titles)]
        elif len(titled) < (mention.count or 2) and mention.head in words.persons:
            titled = persons
    wanted = mention.count or 2
    generic = mention.head in words.sides and not any(
        mention.head in key_of(t).split() for entry in titled for t in entry.titles
    )
    if (
        mention.definite
        and len(titled) >= wanted
        and not country
        and not (generic and mention.head not in words.titles)
    ):
        book.add(mention, *sorted(titled[:wanted], key=lambda entry: entry.number))
        return
    # "The two signed a pact", "Both pledged"
    bare = mention.head in book.lexicon.grammar.numbers and mention.head not in words.sides
    if mention.definite and (mention.head in words.sides or bare) and country is None:
        if (bare and not _of_pair(book, mention)) or is_generic(book, mention):
            book.leave(mention)
        else:
            sides(book, mention)
        return
    if mention.definite and country is None and mention.title is None:
        book.leave(mention)
        return
    anonymous(book, mention, country)


def _of_pair(book: Book, mention: Mention) -> bool:
    """Whether "both" may mean two states: where nobody else was told as several, as in "Two gunmen fled. Both"."""
    near = (m for back in (0, 1) for m in book.reading.mentions_of(mention.sentence - back))
    before = (m for m in near if m.extent.end <= mention.extent.start)
    others = any(m.plural and m.kind in {"group", "role", "organization"} for m in before)
    return mention.count == 2 and not others  # noqa: PLR2004 a pair


def _again(book: Book, mention: Mention) -> tuple[int, ...]:
    """ "The leaders" after "Leaders of Fiji, Samoa and Tonga", "The two men" after "two men were arrested"."""
    for back in range(FAR):
        for other in reversed(book.reading.mentions_of(mention.sentence - back)):
            before = other.head_extent.start < mention.head_extent.start and other.plural and other.kind == mention.kind
            found = book.of.get(other.index, ())
            if not before or other.head != mention.head:
                continue
            words = book.lexicon.names
            named = words.titles | words.sides | book.lexicon.grammar.numbers.keys()  # "The two agreed"
            plain = mention.head not in named and not other.definite
            counted = plain and mention.count is not None and other.count == mention.count
            if (len(found) > 1 and mention.count in {None, len(found)}) or (counted and found):
                return found
    return ()


# ---- bodies and groups ---------------------------------------------------------------------------------------------


def _organization(book: Book, mention: Mention) -> None:
    words = book.lexicon.names
    name = book.text(mention.extent)
    own = bool({mention.head, key_of(name), *key_of(name).split()} & words.domestic)
    country = country_of(book, mention) or (fronted_town(book, mention) if own else None)
    told = {key_of(name), book.lexicon.grammar.singular(key_of(name))}
    bare = mention.head in told or any(told & heads for heads in book.lexicon.descriptions.bodies.values())
    pair = mention.count == 2 or key_of(name) in words.capital_sides  # noqa: PLR2004 "The Ministries shall", of two
    if pair and mention.plural and mention.definite and country is None:
        _bodies(book, mention)
        return
    whose = assembled(book, mention) if country is None else of_nations(book, mention)
    if mention.head in words.governments and not whose:
        _government(book, mention, country)
        return
    entries = whose or named_behind(book, mention) or _scoped(book, mention)
    if entries:
        book.add(mention, *entries)
        return
    if bare and mention.definite and (country is None or mention.country is None):
        known = body_before(book, mention, mention.head, country)
        if known is not None:
            book.add(mention, known)
            return
    if bare and mention.definite and country is None:
        found = of_kind(book, mention)
        if found is None and mention.head in words.movements:
            found = movement(book, mention)
        if found is not None:
            book.add(mention, found)
            return
    if bare and mention.definite and country is None and not own:
        book.leave(mention)
        return
    if country is None and mention.definite and {mention.head, key_of(name)} & words.domestic:
        here = state_there(book, mention) or fronted_state(book, mention)
        country = here or local_state(book, mention) or home_at(book, mention)
    if bare and mention.definite and country is None:
        book.leave(mention)  # "The ministry opened shelters", where no state is told
        return
    shown = name
    if mention.country_extent is not None and mention.country_extent.start == mention.extent.start:
        shown = book.text(type(mention.extent)(mention.country_extent.end, mention.extent.end)) or name
    if mention.definite and not mention.plural:
        entry = body(book, shown, None, country, mention)
        entry.call(name)
        for sector in mention.sectors:
            if sector not in entry.sectors:
                entry.sectors.append(sector)
        book.add(mention, entry)
        return
    # "In Germany, police arrested"
    anonymous(book, mention, country or (fronted_state(book, mention) if mention.head in words.domestic else None))


def _government(book: Book, mention: Mention, country: str | None) -> None:
    """ "the government", "both governments": their states."""
    entries = _scoped(book, mention)
    if entries:
        book.add(mention, *entries)  # "the Governments of Ecuador and Mexico"
        return
    if mention.plural and country is None:
        pair = pair_of(book, mention)
        if pair:
            remember(book, mention, pair)
        else:
            book.leave(mention)
        return
    inner = (m for m in book.reading.mentions_of(mention.sentence) if m.kind == "name" and m.index not in book.of)
    named = any(mention.extent.start <= m.extent.start < mention.extent.end for m in inner)  # "the Ortega government"
    found = country or (home_at(book, mention) if mention.definite and not named else None)
    if found:
        book.add(mention, book.state(found))
    else:
        book.leave(mention)


def _bodies(book: Book, mention: Mention) -> None:
    """ "the two ministries": those told, else the states whose they are; left open where neither is."""
    near = [entry.number for entry in book.nearest(mention, ("organization", "igo"), reach=FAR)]
    near += [number for one in book.nearest(mention, ("person",), reach=FAR) for number in one.bodies]
    told = [
        entry
        for entry in (book.entries[number] for number in dict.fromkeys(near))
        if any(head_of(book, name) == mention.head for name in entry.names)
    ]
    owned = [entry for entry in told if entry.country is not None or entry.kind == "igo"]
    told = owned if len(owned) > 1 else told  # not "a coast guard ship" beside the Philippine Coast Guard
    kind = {mention.head, " ".join(key_of(book.text(mention.extent)).split()[1:])}
    own = any(book.lexicon.grammar.singular(word) in book.lexicon.names.domestic for word in kind)
    pair = told[:2] if len(told) > 1 else pair_of(book, mention) if own else []
    if pair:
        book.add(mention, *sorted(pair, key=lambda entry: entry.number))
    else:
        book.leave(mention)


def _group(book: Book, mention: Mention) -> None:
    words = book.lexicon.names
    if mention.leader is not None and mention.leader in book.of:
        # "the Turkish delegation led by Hacimuftuoglu" acts as its leader does
        leaders = [book.entries[number] for number in book.of[mention.leader]]
        for leader in leaders:
            leader.country = leader.country or mention.country
        book.add(mention, *leaders)
        return
    owner = body_inside(book, mention)
    if owner is not None and owner.kind == "igo" and mention.count == 2 and sides(book, mention, quiet=True):  # noqa: PLR2004
        return  # "The two NATO members"
    if owner is not None:
        book.add(mention, owner)
        return
    country = country_of(book, mention)
    union = members(book, mention) if mention.definite and country is None else None
    entries = _scoped(book, mention) or ([union] if union is not None else [])
    if entries:
        book.add(mention, *entries)
        return
    if mention.definite and country is None:
        if mention.plural and mention.head in book.lexicon.names.sides and sides(book, mention, quiet=True):
            return
        for entry in book.nearest(mention, ("group", "organization"), reach=FAR):
            if mention.head in entry.heads or any(mention.head in key_of(name).split() for name in entry.names):
                book.add(mention, entry)
                return
            if ARMED & set(mention.sectors) & set(entry.sectors):
                book.add(mention, entry)  # "the rebels" after the M23
                return
        front = movement(book, mention) if "REB" in mention.sectors and mention.head in words.movements else None
        if front is not None:
            book.add(mention, front)  # "the rebels" after "the Front for Change and Unity"
            return
    if mention.definite and country in book.states and is_people(book, mention):
        book.add(mention, book.state(country or ""))
        return
    near = neighbour(book, mention) if mention.head in book.lexicon.descriptions.neighbours else None
    if near is not None:
        book.add(mention, near)
        return
    if mention.definite and country is not None:
        led = led_before(book, mention, country)
        if led:
            book.add(mention, *led)
            return
    anonymous(book, mention, country)
