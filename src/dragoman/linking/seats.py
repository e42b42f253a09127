"""The body that an office is of: told beside the title, in it, after it, or following from it; and what it serves."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from dragoman.lexicon.world import fold
from dragoman.linking.bodies_told import body_before
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.named import body, call, fuller
from dragoman.linking.unions import organ_named, whose_mission
from dragoman.model.reading import Mention

OF_KIND = {"igo": "IGO", "media": "JRN"}
PLAIN = "GOV"  # the sector that a title tells where it tells little: a spokesman is of what he speaks for
ANYWHERE = "any"  # the offices whose body is the same in every state
LONGEST_NAME = 6  # words of a body's name inside a title
LONGEST_UNION = 9
FEWEST = 2  # words of a body told in small letters: "the border commission", not "the commission"


def seat(book: Book, mention: Mention, holder: Entry) -> None:
    """Give somebody the body of his office."""
    country = mention.country or holder.country
    office = _listed(book, mention, country) or _told(book, mention, country) or _following(book, mention, country)
    if office is None or office.kind == "state":
        return
    if office.number not in holder.bodies:
        holder.bodies.append(office.number)
    own = mention.country_extent
    if _of_no_state(office):
        if (
            own is not None
            and any(
                place is not None and place.start <= own.start and own.end <= place.end
                for place in (mention.title_extent, mention.body_extent)
            )
            and key_of(book.text(own)) in " ".join(key_of(name) for name in office.names)
        ):
            holder.country = None  # "director of the Danish Refugee Council": no Danish office
    elif office.country is None and country and office.kind == "organization":
        office.country = country
    elif holder.country is None:
        holder.country = office.country


def international(book: Book, holder: Entry) -> bool:
    """Whether somebody serves a body that is no state's: an IGO, an NGO, an armed group, an outlet."""
    return any(
        book.entries[number].kind in {"igo", "media", "group"}
        or _of_no_state(book.entries[number])
        or bool({"REB", "NGO", "BUS", "EDU"} & set(book.entries[number].sectors))
        for number in holder.bodies
    )


def serve(book: Book, holder: Entry) -> None:
    """The PLOVER sectors of somebody in office: what a title or a rank tells, where it tells little the body's."""
    told = list(dict.fromkeys(sector for title in holder.titles if (sector := _sector(book, title))))
    if not told and holder.rank:
        told = [sector for sector in (_sector(book, holder.rank.replace(".", "")),) if sector]
    offices = [book.entries[number] for number in holder.bodies]
    bodies = [sector for office in offices if office.kind != "state" for sector in _sectors_of(office)]
    clear = [sector for sector in told if sector != PLAIN]
    for sector in dict.fromkeys((*clear, *(bodies or told))):
        if sector not in holder.sectors:
            holder.sectors.append(sector)


def of_office(book: Book, holder: Entry, title: str) -> None:
    """Give somebody the sector of an office that another's title tells."""
    sector = _sector(book, title) if title else ""
    holder.sectors += [sector] if sector else []


def _of_no_state(office: Entry) -> bool:
    return office.kind == "igo" or (office.entity or "").startswith(("ngo", "igo"))


def _sectors_of(office: Entry) -> list[str]:
    if (office.entity or "").startswith("ngo"):
        return ["NGO", *office.sectors]
    kind = OF_KIND.get(office.kind)
    return [kind, *(sector for sector in office.sectors if sector != kind)] if kind else office.sectors


def _sector(book: Book, title: str) -> str:
    """The sector of the office that a title names, which stands before its field."""
    words = book.lexicon.names
    told = fold(title).replace("-", " ").split()
    ends = (place for place, word in enumerate(told) if place and word in words.of | words.field_prepositions)
    for end in (next(ends, len(told)), len(told)):
        before = told[:end]
        pairs = [" ".join(pair) for pair in pairwise(before)]
        for word in (fold(title), *reversed(pairs), *reversed(before)):
            noun = words.nouns.get(word)
            if noun is not None and noun.kind == "role" and noun.sector:
                return noun.sector
    return ""


# ---- the body told -------------------------------------------------------------------------------------------------


def _told(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """The body beside the title or in it."""
    name, acronym = mention.body, mention.body_acronym
    words = book.lexicon.names
    if name is not None and key_of(name).split()[0] in words.deputies:
        name = None  # "vice department director"
    if name is not None and name.islower() and " " not in name:
        # "the ministry's press secretary": a body told before; "the army chief": his state's
        before = body_before(book, mention, name, country)
        if before is not None or name in words.governments:
            return before
        if country and name in words.domestic:
            return body(book, name, None, country)
        name = None  # "force commander of MINUSCA"
    if name is None:
        name, acronym = _inside(book, mention)
    first, _, rest = (name or "").partition(" ")
    field = rest.partition(" ")[0] in words.behalf | words.field_prepositions  # "the Union for Foreign Affairs"
    own = first if field else name
    barred = {"person", "igo"} if country and own and key_of(own) in words.national_bodies else {"person"}
    union = organ_named(book, mention, own) if own and _apart(book, mention) and "igo" not in barred else None
    if union is not None:
        return union  # "President of the Commission" after ECOWAS
    if name is None or key_of(name).split()[-1] in words.governments:
        return None
    keys = {key_of(told) for told in (name, acronym) if told}
    bodies = (
        entry
        for entry in book.entries
        if entry.kind not in barred and not (country and entry.country and entry.country != country)
    )
    known = next((e for e in bodies if keys & {key_of(told) for told in (*e.acronyms, *e.names)}), None)
    office = known or body(book, name, acronym, country)
    call(book, office, name)  # "GDF", told before as such
    if office.kind != "state":
        office.call(fuller(book, mention.country_extent, mention.body_extent))
    if acronym and acronym not in office.acronyms:
        office.acronyms.append(acronym)
    if mention.body_extent is not None and mention.body_extent not in office.extents and office.kind != "state":
        office.extents.append(mention.body_extent)
    return office


def _apart(book: Book, mention: Mention) -> bool:
    """Whether no state is told, or only with another office: "President of Mali and Chair of the Authority"."""
    state, title = mention.country_extent, mention.title_extent
    if state is None or title is None or not title.start < state.start:
        return state is None
    rest = book.reading.text[state.end : title.end].lower().split()
    return len(rest) > 1 and rest[0] in book.lexicon.names.conjunctions and rest[1] in book.lexicon.names.titles


def _inside(book: Book, mention: Mention) -> tuple[str | None, str | None]:
    """The body inside a title, without its state, and its acronym.

    "president of the Council of Ministers", "director of Croatia's Security and Intelligence Agency (SOA)".
    """
    words = book.lexicon.names
    told = (mention.title or "").split()
    joins = words.of | words.field_prepositions
    for at, word in enumerate(told):
        if not at or word.lower() not in joins or fold(told[at - 1]) in words.bodies_of:
            continue  # "Minister of Foreign Affairs": a field, and no body
        ends = (
            n
            for n in range(at + 1, len(told))
            if told[n].lower() in words.field_prepositions - words.behalf
            or (told[n].lower() in words.conjunctions and fold(" ".join(told[n + 1 : n + 2])) in words.titles)
        )
        name, acronym = _union(book, told[at + 1 :]) or _named(book, told[at + 1 : next(ends, len(told))])
        if name is not None and (word.lower() in words.of or fold(told[at - 1]) not in words.accredited):
            return name, acronym
    return None, None


def _union(book: Book, told: list[str]) -> tuple[str, str | None] | None:
    """The body of many states told whole, whatever prepositions are in its name: "United Nations Mission in Libya"."""
    rest = whose_mission(book, told)
    for size in range(min(LONGEST_UNION, len(rest)), FEWEST if len(told) - len(rest) < FEWEST else 0, -1):
        known = book.lexicon.world.find(" ".join(rest[:size]))
        if known and known[0].kind == "igo" and not known[0].ambiguous:
            if _is_field(book, rest[size:]):
                return None
            acronym = rest[size] if size < len(rest) and rest[size].startswith("(") else None
            return " ".join(rest[:size]), acronym.strip("()") if acronym else None
    return None


def _is_field(book: Book, behind: list[str]) -> bool:
    """Whether a union's name only begins a field of one's own state's: "Vice-Minister for ASEAN Affairs"."""
    words = book.lexicon.names
    field = bool(behind) and behind[0][:1].isupper() and fold(behind[0]) in words.portfolios
    return field and words.body_heads.isdisjoint(fold(word) for word in behind)


def _named(book: Book, told: list[str]) -> tuple[str | None, str | None]:
    words = book.lexicon.names
    rest = list(told)
    while rest and rest[0].lower() in words.articles:
        rest = rest[1:]
    acronym = None
    if rest and rest[-1].startswith("(") and rest[-1].endswith(")"):
        acronym = rest.pop().strip("()")
    while rest and rest[0].lower().rpartition("-")[2] in words.attributes:
        rest = rest[1:]  # "the London-based Institute for Gulf Studies"
    named = any(part[:1].isupper() for part in rest)
    while rest and named and not rest[0][:1].isupper():
        rest = rest[1:]
    owned = next((n for n, part in enumerate(rest) if part.endswith(tuple(words.possessives))), None)
    owners = book.lexicon.world.find(_unowned(" ".join(rest[: owned + 1]), words.possessives)) if owned else ()
    if owned == 0:
        owners = book.lexicon.world.find(_unowned(rest[0], words.possessives))
    if owners and owners[0].kind == "group":
        return _unowned(" ".join(rest[: (owned or 0) + 1]), words.possessives), None  # "head of Hezbollah's air unit"
    if owned is not None and owners:
        rest = rest[owned + 1 :]
        name = " ".join(rest)
        if rest and all(part[:1].isupper() for part in rest) and not book.lexicon.gazetteer.find(name):
            return name, acronym  # "editor-in-chief of Sweden's Norrlandsbladet"
    for size in range(min(LONGEST_NAME, len(rest)), 0, -1):
        known = book.lexicon.world.find(" ".join(rest[:size]))
        if known and size == len(rest) and known[0].kind == "state":
            return None, None
        if known and known[0].kind == "igo" and _is_field(book, rest[size:]):
            return None, None
        if known and known[0].kind != "state" and not known[0].ambiguous:
            return " ".join(rest[:size]), acronym
    if any(" ".join(rest) in entry.acronyms for entry in book.entries if entry.kind != "person"):
        return " ".join(rest), acronym  # "spokesman of the FLI"
    rest = [part for part in rest if part.lower() not in words.articles]
    key = key_of(" ".join(rest)).split()
    if rest and rest[0][:1].islower():
        # "the border delimitation commission"
        fits = FEWEST - (owned is not None) <= len(rest) <= LONGEST_NAME and key[-1] in words.body_heads
        return (" ".join(rest), acronym) if fits else (None, None)
    noun = words.nouns.get(key[0]) if key else None
    if noun is not None and noun.kind == "state":
        return None, None  # "Chancellor of the Republic", "Ambassador of the Republic of Lebanon"
    return (" ".join(rest), acronym) if any(part in words.body_heads for part in key) else (None, None)


def _unowned(name: str, possessives: Collection[str]) -> str:
    ending = next((ending for ending in possessives if name.endswith(ending)), "")
    return name.removesuffix(ending)


# ---- the body that follows ------------------------------------------------------------------------------------------


def _listed(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """The body that the tables give an office: "Foreign Secretary" of the United Kingdom the Foreign Office."""
    words = book.lexicon.names
    title = fold(_without_state(book, mention.title or ""))
    if mention.body is not None or country is None:
        return None
    name = words.seats.get(country, {}).get(title) or words.seats.get(ANYWHERE, {}).get(title)
    return _founded(book, mention, name, country) if name else None


def _following(book: Book, mention: Mention, country: str | None) -> Entry | None:
    """The body that the words of a title tell, where its state is known: another's may be told already."""
    title = _without_state(book, mention.title or "")
    derived = ministry_of(book, mention) or _household(book, title) or _led(book, title)
    return _founded(book, mention, derived, country) if derived is not None and country is not None else None


def ministry_of(book: Book, mention: Mention) -> str | None:
    """The name of the body that the words of a title tell, whosever it is: "Interior Ministry"."""
    title = _without_state(book, mention.title or "")
    return next((told for one in _offices(book, title) if (told := _derived(book, one))), None)


def _household(book: Book, title: str) -> str | None:
    """ "chief of staff to the Brazilian president": the presidency."""
    words = book.lexicon.names
    told = fold(title).split()
    joined = any(word in words.of | words.field_prepositions for word in told[1:-1])
    return words.households.get(told[-1]) if joined else None


def _led(book: Book, title: str) -> str | None:
    """ "navy chief": the navy."""
    words = book.lexicon.names
    told = title.split()
    for size in (1, 2):
        led = " ".join(told[:size])
        if fold(led) in words.domestic - words.governments and fold(" ".join(told[size:])) in words.titles:
            return led
    return None


def _founded(book: Book, mention: Mention, derived: str, country: str) -> Entry:
    name, _, told = derived.partition(" (")
    office = body(book, name, told.removesuffix(")") or None, country)
    if mention.title_extent is not None:
        office.extents.append(mention.title_extent)
    office.heads.add(next(iter(book.lexicon.names.bodies_of.values())))
    return office


def _offices(book: Book, title: str) -> Iterator[str]:
    """The offices joined in a title: "Deputy Prime Minister and Foreign Minister" has two."""
    words = book.lexicon.names
    told = title.split()
    begin = 0
    for at, word in enumerate(told):
        left, right = ({fold(part) for part in parts} for parts in (told[begin:at], told[at + 1 :]))
        known = bool(left & set(words.bodies_of)) or " ".join(told[begin:at]).lower() in words.states_of
        if word.lower() in words.conjunctions and known and right & words.titles:
            yield " ".join(told[begin:at])
            begin = at + 1
    yield " ".join(told[begin:])


def _without_state(book: Book, title: str) -> str:
    """ "Minister of Foreign Affairs of the Czech Republic" without the republic."""
    words = book.lexicon.names
    told = title.split()
    for place, word in enumerate(told):
        if place and word.lower() in words.of:
            rest = told[place + 1 :]
            while rest and rest[0].islower() and rest[0] not in words.of:
                rest = rest[1:]  # "of the sisterly Hashemite Kingdom of Jordan"
            if any(entry.kind == "state" for entry in book.lexicon.world.find(" ".join(rest))):
                return " ".join(told[:place])
    return title


def _is_own(book: Book, word: str) -> bool:
    """Whether a word is of the office, and neither an article nor the adjective of its state."""
    known = book.lexicon.world.find(word)
    return word.lower() not in book.lexicon.names.articles and not any(one.kind == "state" for one in known)


def _derived(book: Book, title: str) -> str | None:
    """The body that a title implies: "Defence Minister" the Defence Ministry."""
    words = book.lexicon.names
    if words.seats.get(ANYWHERE, {}).get(fold(title)) == "":
        return None  # "minister without portfolio"
    for told, plain in words.same_offices.items():
        if fold(title).startswith(told):
            title = plain + title[len(told) :]
    prefix = next((prefix for prefix in words.former_prefixes if title.lower().startswith(prefix)), "")
    parts = title[len(prefix) :].split()
    while parts and fold(parts[0]) in words.deputies:
        parts = parts[1:]
    folded = [fold(part) for part in parts]
    for office, place in words.bodies_of.items():
        if office not in folded:
            continue
        at = folded.index(office)
        served = [n + 1 for n in range(at) if folded[n] in words.of | words.field_prepositions]
        if served:  # "adviser to the Ethiopian prime minister", "Spokesman for the Foreign Minister"
            begin = next((n for n in range(served[-1], at) if _is_own(book, parts[n])), at)
            parts, folded, at = parts[begin:], folded[begin:], at - begin
        joined = max((n + 1 for n, word in enumerate(folded[:at]) if word in words.conjunctions), default=0)
        if at and words.no_body & {" ".join(folded[:at]), " ".join(folded[joined:at])}:
            return None  # "Crown Prince and Prime Minister"
        shown = place.capitalize() if parts[at][0].isupper() else place
        if at + 1 < len(parts) and at == 0:
            return " ".join([shown, *parts[1:]])
        if at > 0:
            return " ".join([*parts[:at], shown])
    return None
