"""Whose affairs a report tells: the home state's.

"Prime Minister Marc-Hervé Dessources" without a state is Haiti's under "PORT-AU-PRINCE -", whoever writes the round-up.
"""

from collections.abc import Iterator

from dragoman.linking.book import Book, key_of
from dragoman.linking.company import host_of, state_behind, states_having
from dragoman.linking.fronted import state_named
from dragoman.linking.homeland import SEATS, body_first, in_body, of_many_states, of_union
from dragoman.linking.known import known
from dragoman.linking.missions import greeting
from dragoman.linking.sections import state_of_place
from dragoman.model.reading import Frame, Mention

OFFICIAL = "GOV"  # the sector of a state's own bodies
SIDES = (frozenset({"person", "state"}), frozenset({"group"}))
DOERS = frozenset({"subject", "compound"})  # roles of who does what a noun tells
TOP = 3  # lines at the top in which a body tells its name
END = 8  # lines at the end in which a release tells where and by whom it is given
LONGEST_PLACE = 3  # words of a region's name
SHORT = 80  # characters of a line that tells nothing else
FIRST = 2  # persons in office told first: the speaker of an office and its head
CLEARLY = 4  # times as often as the first state is told: then the report is the other one's


def home_of(book: Book, outlet: str | None, dateline: str | None) -> str | None:
    """The state whose own affairs the report tells: the outlet's where the text speaks of it, else the first told.

    "Defence Minister Zakir Hasanov" without a state is this state's.
    """
    counted = book.counted
    told = list(counted)
    writer, _ = greeting(book)
    if writer is not None:
        return writer.country
    if outlet is None and (of_union(book) or of_many_states(book, dateline)):
        return None
    at = state_of_place(book, dateline or "")
    outlets = book.lexicon.world.find(outlet) if outlet else ()
    wires = any(entry.name in book.lexicon.names.world_wires for entry in outlets)
    for entry in outlets:
        if entry.kind == "media" and at in told and (wires or counted[at] > counted.get(entry.country or "", 0)):
            return at  # "NIAMEY (AP)", "APIA (PACNEWS)": the town's affairs, whosever the agency is
        if entry.kind == "media" and entry.country and _writes_of_own(book, entry.country, at, wires=wires):
            return entry.country  # "Jeddah, SPA": its state is told by the town and by the agency
        if entry.kind == "organization" and OFFICIAL in entry.sectors and entry.country and not entry.ambiguous:
            return entry.country  # "U.S. Department of State", which says "we" and tells its own state nowhere
        if entry.kind == "state" and entry.form_kind in SEATS and entry.country in told:
            return entry.country  # "Beehive"
    if outlet is None and (paper := _paper(book)) in told:
        return paper
    for country in book.lexicon.world.states_in(outlet or "") if not wires else ():  # not of "France 24"
        if country in told:
            return country  # "Global Affairs Canada", "Ministry of Defence of Georgia"
    region = {row.country for row in book.lexicon.gazetteer.find((outlet or "").partition(" ")[0])} & set(told)
    if len(region) == 1 and outlet and " " in outlet:
        return next(iter(region))  # "Demerara Daily"
    head = _letterhead(book) or _signature(book) or (None if dateline else _in_its_office(book))
    if head is not None:
        return head
    hosts = {host_of(book, m) for m in book.mentions if book.word_before(m).lower() in book.lexicon.names.own_pronouns}
    hosts |= set(_sent_to(book)) if set(told) - set(_sent_to(book)) else set()
    told = [country for country in told if country not in hosts]  # "Our High Commissioner in Dhaka"
    own = [entry.country for entry in book.lexicon.world.find(dateline) if entry.kind == "state"] if dateline else []
    if not told:
        return own[0] if own else None
    begun = _by_beginning(book, told, own[0] if own else None, at if dateline else None, outlet)
    if begun is not None:
        return begun
    commonest = max(told, key=lambda country: counted[country])
    return commonest if counted[commonest] >= CLEARLY * counted[told[0]] else told[0]


def _writes_of_own(book: Book, own: str, at: str | None, *, wires: bool) -> bool:
    """Whether an outlet writes of its own state: a world wire where none is told as often, an agency where it is told.

    An agency tells its own without the state as well, if it begins so: TASS's "Foreign Ministry Spokeswoman Lebedeva".
    """
    counted = book.counted
    if wires and at != own:  # "Niger's junta accused", with a word on France, is no report on France for AFP
        return own in counted and all(counted[own] > counted[other] for other in counted if other != own)
    own_first = not wires and at is None and (_office_first(book, bodies=True) is not None or body_first(book))
    return own in {at, *counted} or own_first


def _by_beginning(book: Book, told: list[str], own: str | None, at: str | None, outlet: str | None) -> str | None:
    """The home state by whom a report begins with and what he does; `own` of its date line as a state's capital."""
    if own in told and _side_by_side(book, told[0], own):
        return own
    hosting = None if own or outlet else _hosting(book)
    if hosting is not None:
        return hosting
    hosts = _called_on(book) if at is None else frozenset()
    if hosts and (rest := [country for country in told if country not in hosts]):
        return max(rest, key=lambda country: book.counted[country])
    if own and (_visited(book) == own or _visits_body(book, own)):
        return own  # "Nairobi - Turkish Foreign Minister Aksoy arrived in Nairobi"
    if not own and at in told and at is not None and _arrives(book, at):
        return at  # "Hai Phong - A delegation of the Philippine Coast Guard arrived in Hai Phong"
    if not own and at and _receiving(book):
        return at  # "Jeddah - The Minister of Interior received"
    if own and (_office_first(book) or _opened_by(book) == own or body_first(book) or _summoned(book) == told[0]):
        return own
    attacker, target = _attacking(book)
    if attacker == told[0] and (own or target in told):
        return own or target
    summoner = _summoning(book) if _summoned(book) == told[0] else None
    if summoner is not None and not outlet:
        return summoner
    visited = None if outlet or own else _visited(book)
    if visited in told:
        return visited
    return at if own is None and at in told and not _begins_with_guest(book, at) else None


def _letterhead(book: Book) -> str | None:
    """The state of the body under whose name the text stands: "Ministry for Foreign Affairs of Finland"."""
    body = next((s.extent.start for s in book.reading.sentences if s.block == "body"), 0)
    words = book.lexicon.names
    for line in book.reading.text[:body].splitlines()[:TOP]:
        told = key_of(line).split()
        if told[:1] and told[0] in words.articles:
            told = told[1:]
        noun = words.nouns.get(told[0]) if told else None
        if noun is not None and noun.kind in {"organization", "state"} and any(word in words.of for word in told[1:]):
            states = list(book.lexicon.world.states_in(line.title() if line.isupper() else line))
            if states:
                return states[0]  # "Embassy of Brazil in Maputo"
    lines = [line for line in book.reading.text[: body + SHORT * END].splitlines()[:END] if len(line) <= SHORT]
    issuer = next((issuer for line in lines if (issuer := _issuer(book, line, ("organization",)))), None)
    return issuer or next((state for line in _titles(book) if (state := _seated_in(book, line))), None)


def _titles(book: Book) -> Iterator[str]:
    """The lines at the top that tell what a paper is, and nothing that happens."""
    for sentence in book.reading.sentences:
        if sentence.block == "body":
            return
        if not any(frame.kind == "verb" for frame in book.reading.frames_of(sentence.index)):
            yield book.text(sentence.extent)


def _seated_in(book: Book, line: str) -> str | None:
    """The state told of in which a line's region lies: "Bulletin on the Moei, Tak Province", "Arua District Police"."""
    *told, last = (part.strip(" *_#.") for part in line.split(","))
    if any(key_of(word) in book.lexicon.names.body_heads for part in told for word in part.split()):
        town = state_named(book, last.title() if last.isupper() else last)
        if town in book.counted:
            return town  # "HEADQUARTERS, 4TH BRIGADE, QUETTA"
    words = line.strip(" *_#.").replace(",", " , ").split()
    for at, word in enumerate(words):
        if at and word.lower() in book.lexicon.grammar.settlements and words[at - 1] != ",":
            for size in range(min(LONGEST_PLACE, at), 0, -1):
                name = " ".join(words[at - size : at])
                state = state_named(book, name.title() if name.isupper() else name) if name[0].isupper() else None
                if state in book.counted:
                    return state
    return None


def _signature(book: Book) -> str | None:
    """The state in whose name a release ends: "New Delhi" over a date, "Torre Tagle, Lima", "ISSUED BY THE DIRCO"."""
    lines = [line for line in book.reading.text.splitlines() if line.strip()]
    for line in reversed(lines[1:][-END:]):
        issuer = _issuer(book, line, ("organization", "state")) if len(line) <= SHORT else None
        if issuer is not None:
            return issuer
    return None


def _issuer(book: Book, line: str, kinds: tuple[str, ...]) -> str | None:
    """The state of a line that tells a body or a town, at most with a date, and nothing else."""
    names = book.lexicon.names
    told = line.strip(" *_.,").casefold()
    if told in names.issuers:
        return names.issuers[told]
    lead = max((lead for lead in names.issuing if told.startswith(f"{lead} ")), key=len, default="")
    rest = line.strip(" *_.,")[len(lead) :]
    for row in book.lexicon.world.find(rest.strip()):
        if row.kind == "organization" and row.country and not row.ambiguous:
            return row.country  # "Foreign, Commonwealth & Development Office"
    parts = [part.strip() for part in rest.split(",") if not any(letter.isdigit() for letter in part)]
    found: list[str | None] = []
    for part in parts:
        words = [word for at, word in enumerate(part.split()) if at or word.lower() not in names.articles]
        name = " ".join(words)
        rows = book.lexicon.world.find(name.title() if name.isupper() else name)
        found += [next((row.country for row in rows if row.kind in kinds and not row.ambiguous), None)]
    return found[0] if found and None not in found and len(set(found)) == 1 else None


def _in_its_office(book: Book) -> str | None:
    """The state that alone has the office told first, as an office tells its own without the state: "EAM Rao met"."""
    told = (m for m in book.mentions if m.kind in {"person", "state"} and in_body(book, m))
    for mention, _ in zip(told, range(FIRST), strict=False):
        states = states_having(book, mention.title or "")
        if mention.country is not None or mention.kind == "state":
            break
        if not mention.body and len(states) == 1:
            return states[0]
    return None


def _paper(book: Book) -> str | None:
    """The state of the paper whose name stands between headline and text: "Kyodo News - Aug 27"."""
    for mention in book.mentions:
        if in_body(book, mention):
            return None
        if mention.kind != "media" or mention.index not in book.of or mention.sentence == 0:
            continue
        entry = book.entries[book.of[mention.index][0]]
        if not set(entry.names) & book.lexicon.names.world_wires:
            return entry.country
    return None


def _summoned(book: Book) -> str | None:
    """The state whose envoy is summoned first: "NIAMEY — Benin's ambassador was summoned"."""
    summons = (frame for frame in book.reading.frames if frame.lemma in book.lexicon.names.to_strangers)
    called = (book.mentions[m] for f in summons for a in f.args if a.role == "object" for m in a.mentions)
    return next((mention.country for mention in called), None)


def _hosting(book: Book) -> str | None:
    """The state to which the envoy is sent who is summoned first: "The ambassador to Georgia was summoned"."""
    for frame in book.reading.frames:
        if frame.lemma in book.lexicon.names.to_strangers:
            called = [book.mentions[m] for a in frame.args if a.role == "object" for m in a.mentions]
            return next((host for mention in called if (host := _accredited_to(book, mention))), None)
    return None


def _sent_to(book: Book) -> Iterator[str]:
    """The states told only because somebody is named envoy there: "The general named him ambassador to Senegal"."""
    for frame in book.reading.frames:
        if frame.lemma in book.lexicon.names.appointing:
            for mention in (book.mentions[m] for arg in frame.args for m in arg.mentions):
                host = _accredited_to(book, mention)
                if host is not None and book.counted.get(host) == 1:
                    yield host


def _accredited_to(book: Book, mention: Mention) -> str | None:
    """The state to which an envoy is sent, be he told by name or by his office only: "the envoy to Chad"."""
    if mention.kind != "role" or mention.head not in book.lexicon.names.accredited:
        return host_of(book, mention)
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind == "state" and other.extent.start >= mention.head_extent.end:
            between = book.reading.text[mention.head_extent.end : other.extent.start].lower().split()
            tied = bool(between) and between[0] in book.lexicon.names.field_prepositions
            return other.country if tied and book.lexicon.names.articles.issuperset(between[1:]) else None
    return None


def _attacking(book: Book) -> tuple[str | None, str | None]:
    """The state told first, if by an attack of its, and the next: "a Russian missile attack on the Ukrainian city"."""
    told = [m for m in book.mentions if m.kind == "state" and m.country and in_body(book, m)]
    for frame in book.reading.frames_of(told[0].sentence) if told else ():
        deeds = book.lexicon.cues.by_noun.get(frame.lemma, ()) if frame.kind == "noun" else ()
        doer = any(told[0].index in arg.mentions and arg.role in DOERS for arg in frame.args)
        if doer and any(cue.type == "ASSAULT" for cue in deeds):
            beside = (m.country for m in told if m.sentence == told[0].sentence and m.country != told[0].country)
            return told[0].country, next(beside, None)
    return None, None


def _summoning(book: Book) -> str | None:
    """The state whose body summons first: "The Russian ambassador was summoned to the Foreign Office"."""
    for frame in book.reading.frames:
        if frame.lemma in book.lexicon.names.to_strangers:
            acting = [book.mentions[m] for a in frame.args if a.role in {"subject", "to"} for m in a.mentions]
            found = [m.country for m in acting if m.country]
            return found[0] if found else None
    return None


def _visited(book: Book) -> str | None:
    """The state to which somebody of another comes, as he does in its own report: "Ergashev of Uzbekistan visits"."""
    for mention in book.mentions:
        words = set(book.text(mention.extent).lower().split())
        if mention.kind == "person" and mention.country and words & book.lexicon.descriptions.coming:
            # "Visiting Fijian Prime Minister Vakatawa told reporters in Wellington"
            beside = (m for m in book.reading.mentions_of(mention.sentence) if m.kind == "state" and m.country)
            return next((m.country for m in beside if m.country != mention.country), None)
    for frame in book.reading.frames:
        if frame.lemma.split()[-1] not in book.lexicon.names.visits or frame.tense == "future":
            continue
        above = None if frame.parent is None or frame.kind == "verb" else book.reading.frames[frame.parent]
        going = [arg for arg in above.args if arg.role == "subject"] if above is not None else []  # "is on a visit to"
        sides = [(arg.role, book.mentions[m]) for arg in (*frame.args, *going) for m in arg.mentions]
        people = [m for role, m in sides if role == "subject" and m.kind == "person"]
        comers = {country for m in people if (country := m.country or state_behind(book, m))}
        towns = {m.country for role, m in sides if role != "subject" and m.kind == "state" and m.country}
        if len(comers) == len(towns) == 1 and comers != towns:
            return next(iter(towns))
    return None


def _visits_body(book: Book, own: str) -> bool:
    """Whether a report begins with a stranger who is shown a body of nobody's: "Polish Minister Wolski visited the"."""
    told = (m for m in book.mentions if in_body(book, m) and m.kind in {"person", "state", "role"} and m.country)
    first = next((m for m in told if m.kind != "state" or m.country != own), None)
    if first is None or first.kind != "person" or first.country == own:
        return False
    for frame in book.reading.frames_of(first.sentence):
        if frame.lemma in book.lexicon.names.visits and _does(frame, first) and frame.tense != "future":
            seen = [book.mentions[m] for arg in frame.args if arg.role == "object" for m in arg.mentions]
            return bool(seen) and all(m.kind == "organization" and m.country is None for m in seen)
    return False


def _called_on(book: Book) -> frozenset[str]:
    """The states whose people somebody without one, told first, meets: "Minister Hawkesby met Samoan Premier Sione"."""
    first = _office_first(book)
    if first is None or any(known(book, book.entries[n]) for n in book.of[first.index]):
        return frozenset()
    words = book.lexicon.names
    for frame in book.reading.frames_of(first.sentence):
        met = [book.mentions[m] for arg in frame.args if arg.role != "subject" for m in arg.mentions]
        if frame.lemma.split()[-1] in words.meetings | words.facing and _does(frame, first):
            guests = book.lexicon.descriptions.guests | words.relational
            own = (m for m in met if (m.kind == "person" and m.title) or (m.kind == "role" and m.head in guests))
            return frozenset(m.country for m in own if m.country and m.country_extent is not None)
    return frozenset()


def _arrives(book: Book, at: str) -> bool:
    """Whether a report begins with somebody of another state who comes to a town of this one."""
    first = next((s.index for s in book.reading.sentences if s.block == "body"), None)
    for frame in book.reading.frames_of(first) if first is not None else ():
        if frame.lemma.split()[-1] not in book.lexicon.names.visits or frame.tense == "future":
            continue
        guests = [book.mentions[m] for arg in frame.args if arg.role == "subject" for m in arg.mentions]
        coming = {m.country for m in (*guests, *(book.mentions[s] for m in guests for s in m.scope)) if m.country}
        behind = (m.name for m in book.reading.mentions_of(frame.sentence) if m.extent.start > frame.extent.end)
        if coming and at not in coming and any(state_of_place(book, name) == at for name in behind if name):
            return True
    return False


def _begins_with_guest(book: Book, at: str | None) -> bool:
    """Whether a report from a town begins with somebody of another state: "ARICA (Chile) - The minister of Peru"."""
    first = next((s.index for s in book.reading.sentences if s.block == "body"), None)
    told = book.reading.mentions_of(first) if first is not None else ()
    return any(m.kind in {"person", "role", "group"} and m.country not in {None, at} for m in told)


def _receiving(book: Book) -> bool:
    """Whether a report begins with somebody who receives, as one does at home: "The Minister of Interior received"."""
    first = _office_first(book)
    receiving = book.lexicon.names.facing - book.lexicon.names.meetings
    frames = book.reading.frames_of(first.sentence) if first is not None else ()
    return first is not None and any(frame.lemma in receiving and _does(frame, first) for frame in frames)


def _does(frame: Frame, mention: Mention) -> bool:
    return any(arg.role == "subject" and mention.index in arg.mentions for arg in frame.args)


def _office_first(book: Book, *, bodies: bool = False) -> Mention | None:
    """Somebody in office without a state with whom a report begins, as it does at home: "President Abenov met".

    `bodies`: be it that of a ministry, as "Foreign Ministry Spokeswoman Lebedeva".
    """
    told = (m for m in book.mentions if in_body(book, m) and m.kind in {"person", "state", "role"})
    first = next(told, None)
    if first is None or first.kind != "person" or first.country is not None or not first.title:
        return None
    words = set(key_of(first.body or "").split())
    ministry = bool(words & book.lexicon.names.portfolios) and bool(words & book.lexicon.names.body_heads)
    return first if not first.body or (bodies and ministry) else None


def _opened_by(book: Book) -> str | None:
    """The state of the body that a report begins with: "NEW DELHI: The Border Security Force apprehended"."""
    kinds = {"person", "state", "role", "organization"}
    first = next((m for m in book.mentions if in_body(book, m) and m.kind in kinds), None)
    return first.country if first is not None and first.kind == "organization" else None


def _side_by_side(book: Book, one: str, other: str | None) -> bool:
    """Whether two states are first told as equals: "the ministers of Georgia and Armenia"."""
    for kinds in SIDES:
        named = [m for m in book.mentions if m.kind in kinds and m.country in {one, other}][:2]
        if len(named) == 2 and named[0].country != named[1].country:  # noqa: PLR2004 a pair
            between = book.reading.text[named[0].extent.end : named[1].extent.start].split()
            if len(between) in range(1, LONGEST_PLACE) and between[0].lower() in book.lexicon.names.conjunctions:
                return True
    return False
