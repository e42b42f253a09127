"""Where it happened: the place told with the predicate, found in the gazetteer, under the name the report gives it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.places import PlaceRow
from dragoman.model.reading import Arg, Extent, Frame, Mention, Reading
from dragoman.model.record import Place, Precision, Span
from dragoman.record.cut import Cutter
from dragoman.record.relative import ends_of, places_before, told_beside, trips_of
from dragoman.record.staged import blown, held
from dragoman.record.times import CORE, brings_own
from dragoman.record.towns import called, is_town

FINENESS: dict[Precision, int] = {"point": 3, "city": 3, "region": 1, "country": 0}
CITY = 3
BEFORE = 12  # characters before a name in which its preposition stands
COORDINATES = 4  # decimals; a town is not known better


def place_of(
    reading: Reading,
    lexicon: Lexicon,
    cutter: Cutter,
    frame: Frame,
    countries: Collection[str],
    *,
    visit: bool,
    moving: bool = False,
    voiced: bool = False,
    acting: Collection[int] = (),
) -> Place | None:
    """The place of a frame's act, the finest told with it; None where none is told.

    `visit`: it was done where one went; `moving`: where something was brought; `voiced`: it is
    said, and the places of what is spoken of are none of its own: "condemned the attack in Lima".
    """
    found: list[Place] = []
    end = _own_end(reading, frame)
    told = (
        *(_visited(reading, lexicon, frame, acting) if visit else ()),
        *_told(reading, lexicon, frame, visit=visit),
        *(_brought(reading, lexicon, frame) if moving else ()),
    )
    spoken_of = (
        frozenset(m for a in frame.args if _is_object(a, lexicon) for m in a.mentions) if voiced else frozenset()
    )
    told = tuple(m for m in told if m.index not in spoken_of)
    for mention in (m for m in told if m.extent.start < end and not _of_topic(reading, lexicon, m)):
        new = mention.kind == "place" or (mention.kind != "state" and mention.index not in acting)
        unknown = new and not _is_venue(lexicon, mention.name or "")
        place = place_at(lexicon, cutter, mention, countries, unknown=unknown)
        if place is not None:
            found.append(place)
    if not any(_fineness(place) == CITY for place in found):
        before = (m for m in _preceded(reading, lexicon, frame) if not _of_topic(reading, lexicon, m))
        for mention in (m for m in before if m.extent.start < end and m.index not in spoken_of and not voiced):
            place = place_at(lexicon, cutter, mention, countries, unknown=mention.index not in acting)
            if place is not None:
                found.append(place)
    if not any(place.precision != "country" for place in found):
        set_in = (m for m in _set_in(reading, lexicon, frame) if not moving and m.extent.start < end)
        for mention in (*set_in, *_housed(reading, lexicon, frame), *_spoken(reading, lexicon, frame)):
            place = place_at(lexicon, cutter, mention, countries)
            if place is not None:
                found.append(place)
    # "at the Élysée Palace in Paris"
    found = [place for place in found if not _is_venue(lexicon, place.name)] or found
    if voiced:
        return max(found, key=_fineness, default=None) or _here(reading, lexicon, cutter, frame)
    if found:
        return _finest(reading, lexicon, cutter, frame, found, end)
    for mention in _beside(reading, lexicon, frame):
        place = place_at(lexicon, cutter, mention, countries, unknown=mention.index not in acting)
        if place is not None:
            return place
    capital = _capital(reading, lexicon, cutter, frame)
    if capital is not None:
        return capital
    inside = (m for m in _inside(reading, lexicon, frame) if not _of_topic(reading, lexicon, m))
    for mention in (m for m in inside if m.extent.start < end and m.index not in acting):
        place = place_at(lexicon, cutter, mention, countries, unknown=mention.kind == "place")
        if place is not None and place.precision != "country":
            return place
    return _here(reading, lexicon, cutter, frame)


def _is_object(arg: Arg, lexicon: Lexicon) -> bool:
    """Whether an argument is what is spoken of: the object, "of mining coral at the reef"; not "at talks in Oslo"."""
    first, _, further = arg.role.partition(".")
    at = lexicon.grammar.place_prepositions | lexicon.grammar.occasions
    return first == "object" or bool(further and first not in at)


def _beside(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """Places of what an act is told with: of its journey, before "where", of the blow that "when" tells the how of."""
    yield from (m for trip in trips_of(reading, lexicon.grammar, frame) for m in ends_of(reading, lexicon, trip))
    yield from places_before(reading, lexicon, frame)
    for clause in held(reading, frame, lexicon.grammar):
        yield from _told(reading, lexicon, clause, visit=False)
    above = told_beside(reading, lexicon, frame)
    if above is not None:
        yield from (m for m in _told(reading, lexicon, above, visit=False) if not _of_topic(reading, lexicon, m))


def _is_venue(lexicon: Lexicon, name: str) -> bool:
    """Whether a name is that of a house rather than of a town: "at the Great Hall of the People in Beijing"."""
    return any(word.lower() in lexicon.grammar.venues for word in name.split()[1:])


def _here(reading: Reading, lexicon: Lexicon, cutter: Cutter, frame: Frame) -> Place | None:
    """The place of the date line, where the verb is told to be done "here"."""
    extent = reading.dateline_place
    if extent is None or frame.quoted:
        return None
    behind = (f.extent.start for f in reading.frames_of(frame.sentence) if f.kind == "verb")
    until = min((start for start in behind if start > frame.extent.start), default=frame.clause.end)
    words = reading.text[frame.extent.end : until].lower().replace(",", " ").replace(".", " ").split()
    if not any(f" {here} " in f" {' '.join(words)} " for here in lexicon.grammar.here):
        return None
    told = " ".join(reading.text[extent.start : extent.end].split())
    name = told.title() if told.isupper() else told
    entry = next((item for item in lexicon.world.find(name) if item.kind == "state"), None)
    row = _best(lexicon.gazetteer.find(name), {entry.country} if entry is not None and entry.country else set())
    country = row.country if row is not None else entry.country if entry is not None else None
    return None if country is None else _located(name, country, row, "city", cutter.spans([extent]))


def _finest(
    reading: Reading, lexicon: Lexicon, cutter: Cutter, frame: Frame, found: Sequence[Place], end: int
) -> Place:
    """The finest of the places told; a town in the act's object where else only its country is told.

    "the attack by the M23 on Sake in the Democratic Republic of the Congo".
    """
    told = max(found, key=_fineness)
    if told.precision == "country" and told.country is not None:
        for mention in (m for m in _inside(reading, lexicon, frame) if m.extent.start < end):
            place = place_at(lexicon, cutter, mention, {told.country})
            if place is not None and place.country == told.country and place.precision != "country":
                return place
    return told


def _housed(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """Where the body or the gathering is at which it was done: "on the sidelines of the Doha Forum in Doha"."""
    roles = lexicon.grammar.place_prepositions
    for arg in _args(reading, lexicon, frame):
        steps = arg.role.split(".")
        beside = len(steps) == 2 and steps[1] in lexicon.grammar.of and steps[0] not in CORE  # noqa: PLR2004 one step
        beside = beside or (frame.kind == "noun" and arg.role in lexicon.grammar.of)
        if not beside and steps[0] not in roles:
            continue
        for mention in (reading.mentions[m] for m in arg.mentions):
            words = (mention.name or "").split()
            last = max((n for n, word in enumerate(words) if word in roles), default=0)
            if mention.kind == "organization" and last and mention.name_extent is not None:
                name = " ".join(words[last + 1 :])
                at = Extent(mention.name_extent.end - len(name), mention.name_extent.end)
                yield replace(mention, kind="place", name=name, name_extent=at)


def _set_in(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """Where one was at the time: "during his visit to Lagos, A met B", "on the sidelines of the forum in Lagos"."""
    roles = lexicon.grammar.place_prepositions | lexicon.grammar.destinations
    for arg in _args(reading, lexicon, frame):
        if arg.role.partition(".")[0] in CORE or not set(arg.heads) & lexicon.grammar.settings:
            continue
        for mention in reading.mentions_of(frame.sentence):
            inside = arg.extent.start <= mention.extent.start and mention.extent.end <= arg.extent.end
            before = reading.text[max(arg.extent.start, mention.extent.start - BEFORE) : mention.extent.start].split()
            if inside and mention.kind in {"state", "place"} and before[-1:] and before[-1].lower() in roles:
                yield mention


def _spoken(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """Where the participle that opens a clause was: "Speaking in Podgorica on Monday, he condemned"."""
    for other in reading.frames_of(frame.sentence):
        opens = other.kind == "verb" and other.link in {"advcl", "ccomp"} and other.mark is None and not other.perfect
        if opens and other.parent == frame.index and other.tense == "none" and other.extent.end < frame.extent.start:
            for arg in other.args:
                # "Speaking at a press conference in Astana"
                if set(arg.role.split(".")) <= lexicon.grammar.place_prepositions:
                    yield from (reading.mentions[m] for m in arg.mentions if is_town(lexicon, reading.mentions[m]))


def _own_end(reading: Reading, frame: Frame) -> int:
    """Where the act of somebody else begins, whose places are its own: "condemned the attack by the M23 on Sake"."""
    own = (
        other.extent.start
        for other in reading.frames_of(frame.sentence)
        if other.parent == frame.index and other.link == "light" and other.extent.start > frame.extent.start
        if brings_own(reading, other)
    )
    return min(own, default=len(reading.text))


def _fineness(place: Place) -> int:
    """How fine a place is told; one that no table has is taken for a town."""
    known = place.latitude is not None or place.precision == "country"
    return FINENESS[place.precision] if known else CITY


def _args(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Arg]:
    yield from frame.args
    if frame.kind == "noun" and frame.parent is not None:
        parent = reading.frames[frame.parent]
        # "In Geneva, Chile condemned the attack by the M23": where it is condemned is not where it was
        own = frame.link == "light" and brings_own(reading, frame) and parent.lemma not in lexicon.grammar.witnessing
        yield from (arg for arg in parent.args if not own or arg.extent.start > frame.extent.start)
        if parent.link == "conj" and parent.parent is not None:
            yield from reading.frames[parent.parent].args
        did = blown(reading, frame, lexicon.grammar.harming | lexicon.grammar.striking)
        yield from (a for f in (*_carriers(reading, frame), *did) for a in f.args)
    elif frame.link in {"xcomp", "light"} and frame.parent is not None:
        yield from reading.frames[frame.parent].args
    elif _goes_with(reading, lexicon, frame) and frame.parent is not None:
        # not "expelled the consul in Bialystok, accusing Minsk"
        above = reading.frames[frame.parent].args
        yield from (arg for arg in above if frame.link == "prep" or not arg.role.startswith("object."))


def _carriers(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """Participles that tell where a noun's act was done: "the attack carried out at Qoryooley"."""
    for other in reading.frames_of(frame.sentence) if frame.alone else ():
        if other.parent == frame.index and other.link == "acl" and other.passive:
            yield other


def _goes_with(reading: Reading, lexicon: Lexicon, frame: Frame) -> bool:
    """Whether a participle tells what came of its verb's act, or by what it was done.

    "stoned a patrol near Minsk, injuring three", "ended a summit in Apia by signing a pact".
    """
    if frame.parent is None or frame.kind != "verb" or frame.mood != "participle" or frame.passive or frame.mark:
        return False
    after = frame.extent.start > reading.frames[frame.parent].extent.end
    by = frame.link == "prep" and frame.prep in lexicon.grammar.agents
    return reading.frames[frame.parent].kind == "verb" and after and (by or frame.link == "advcl")


def _told(reading: Reading, lexicon: Lexicon, frame: Frame, *, visit: bool) -> Iterator[Mention]:
    roles = lexicon.grammar.place_prepositions
    kinds = {"state", "place", "name"}
    for arg in _args(reading, lexicon, frame):
        steps = arg.role.split(".")
        if len(steps) <= 2 and steps[-1] in roles and steps[0] not in lexicon.grammar.causes:  # noqa: PLR2004 one step
            told = [reading.mentions[m] for m in arg.mentions if reading.mentions[m].kind in kinds]
            yield from told
            if not told:  # "at the Kairagach checkpoint"
                yield from _named_in(reading, frame, arg.extent, arg.head_extent.end)
                yield from called(reading, lexicon, frame, arg)
        elif len(steps) == 2 and steps[0] in roles and steps[1] in lexicon.grammar.of:  # noqa: PLR2004 one step
            # "near the village of X"
            yield from (reading.mentions[m] for m in arg.mentions if reading.mentions[m].kind in {"place", "name"})
    if visit:
        for arg in _args(reading, lexicon, frame):
            if arg.role in lexicon.grammar.destinations:
                yield from (reading.mentions[m] for m in arg.mentions if reading.mentions[m].kind in kinds)


def _preceded(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """Names behind a place's preposition in the clause, whatever they hang on: "a camp for people near Drodro"."""
    roles = lexicon.grammar.place_prepositions
    beside = reading.frames_of(frame.sentence)
    for mention in reading.mentions_of(frame.sentence):
        if not is_town(lexicon, mention):
            continue
        if not (frame.clause.start <= mention.extent.start and mention.extent.end <= frame.clause.end):
            continue
        before = reading.text[max(frame.clause.start, mention.extent.start - 12) : mention.extent.start].split()
        nested = any(
            f.kind == "verb"
            and f.clause != frame.clause
            and f.clause.start <= mention.extent.start < f.clause.end
            and frame.clause.start <= f.clause.start
            and f.clause.end <= frame.clause.end
            for f in beside
        )
        if before and before[-1].lower() in roles and not nested and not _of_cause(reading, lexicon, frame, mention):
            yield mention


def _of_cause(reading: Reading, lexicon: Lexicon, frame: Frame, mention: Mention) -> bool:
    """Whether a place is that of why or after what it was done: "suspended talks after the attack in Catatumbo"."""
    causes, at = lexicon.grammar.causes, mention.extent
    return any(
        arg.role.partition(".")[0] in causes and mention.index in arg.mentions for arg in _args(reading, lexicon, frame)
    ) or any(
        # "imposed sanctions over the arrest of a dual national in Shiraz"
        f.kind == "noun" and f.prep in causes and f.index != frame.index and f.clause.start <= at.start < f.clause.end
        for f in reading.frames_of(frame.sentence)
    )


def _of_topic(reading: Reading, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a place is that of what is spoken of: "developments in the Middle East", "the war in Ukraine"."""
    start = reading.sentences[mention.sentence].extent.start
    told = reading.text[start : mention.extent.start].lower().split()
    if told[-1:] and told[-1] in lexicon.names.articles:
        told = told[:-1]
    if any(entry.form_kind == "capital" for entry in lexicon.world.find(mention.name or "")):
        return False  # "discussed security issues in Baku": there
    known = len(told) > 1 and told[-1] in lexicon.grammar.place_prepositions
    return known and lexicon.grammar.singular(told[-2]) in lexicon.grammar.topics


def _visited(reading: Reading, lexicon: Lexicon, frame: Frame, acting: Collection[int]) -> Iterator[Mention]:
    """ "visited Kigali", "the village of Yenga": the town or the country, where it is not somebody's name."""
    ends = any(a.role == "object" and not lexicon.grammar.settlements.isdisjoint(a.heads) for a in frame.args)
    roles = {"object", *(f"object.{of}" for of in lexicon.grammar.of if ends)}
    for arg in frame.args:
        if arg.role in roles and frame.kind == "verb":
            told = (reading.mentions[m] for m in arg.mentions)
            yield from (m for m in told if m.kind in {"state", "place"} or (m.kind == "name" and m.index not in acting))


def _brought(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """ "delivered tents to Lifuka": the town."""
    for arg in frame.args if frame.lemma in lexicon.grammar.movers else ():
        if arg.role in {*lexicon.grammar.destinations, "indirect"}:
            yield from (m for m in (reading.mentions[n] for n in arg.mentions) if is_town(lexicon, m))


def _named_in(reading: Reading, frame: Frame, extent: Extent, end: int) -> Iterator[Mention]:
    for mention in reading.mentions_of(frame.sentence):
        if mention.kind in {"place", "name"} and extent.start <= mention.extent.start and mention.extent.end <= end:
            yield mention


def _inside(reading: Reading, lexicon: Lexicon, frame: Frame) -> Iterator[Mention]:
    """A town inside the object: "attacked the garrison of Nokou"; not "signed an accord to reopen the Moyale post"."""
    signed = (arg for arg in frame.args if frame.kind == "verb" and arg.role == "object")
    paper = any(reading.mentions[m].kind == "agreement" for arg in signed for m in arg.mentions)
    for arg in () if paper else frame.args:
        cause = arg.role.partition(".")[0] in lexicon.grammar.causes
        if arg.role == "subject" or cause or arg.role.rpartition(".")[2] in lexicon.grammar.between:
            continue
        yield from _named_in(reading, frame, arg.extent, arg.extent.end)


def _capital(reading: Reading, lexicon: Lexicon, cutter: Cutter, frame: Frame) -> Place | None:
    """ "in the Togolese capital", "in the capital Lome": the capital under its own name."""
    behind = {m.extent.start - 1: m.extent.end for m in reading.mentions_of(frame.sentence) if m.kind == "state"}
    for arg in _args(reading, lexicon, frame):
        told_in = arg.role.rpartition(".")[2] in lexicon.grammar.place_prepositions
        if not told_in or not set(arg.heads) & lexicon.grammar.capital_words:
            continue
        told = slice(arg.extent.start, behind.get(arg.extent.end, arg.extent.end))
        for country in lexicon.world.states_in(reading.text[told]):
            name = lexicon.capitals.get(country)
            if name is not None:
                row = _best(lexicon.gazetteer.find(name), {country})
                return _located(name, country, row, "city", cutter.spans([arg.head_extent]))
    return None


def _located(name: str, country: str | None, row: PlaceRow | None, precision: Precision, at: tuple[Span, ...]) -> Place:
    """A place with the coordinates of its row, where it has one."""
    if row is None:
        return Place(name=name, country=country, precision=precision, evidence=at)
    return Place(
        name=name,
        country=country,
        latitude=round(row.latitude, COORDINATES),
        longitude=round(row.longitude, COORDINATES),
        geonames=row.geonames,
        precision=precision,
        evidence=at,
    )


def place_at(
    lexicon: Lexicon, cutter: Cutter, mention: Mention, countries: Collection[str], *, unknown: bool = False
) -> Place | None:
    """The place that a mention names; a country's coordinates stay unknown rather than a made-up point.

    `unknown`: whether a name that no table has is taken for a place, as after "in" and "near".
    """
    name = mention.name
    if name is None:
        return None
    at = cutter.spans([mention.name_extent or mention.extent])
    entry = next((item for item in lexicon.world.find(name) if item.kind == "state"), None)
    if entry is not None and entry.form_kind not in {"capital", "seat"}:
        return _located(name, entry.country, None, "country", at)
    wanted = {entry.country} if entry is not None and entry.country else set(countries)
    row = _best(lexicon.gazetteer.find(name), {country for country in wanted if country})
    if row is not None:
        return _located(name, row.country, row, row.precision, at)
    if entry is not None:
        return _located(name, entry.country, None, "city", at)
    # a town that no table has: named, and nothing more
    return _located(name, None, None, "region", at) if unknown else None


def _best(rows: tuple[PlaceRow, ...], countries: Collection[str]) -> PlaceRow | None:
    """The place in one of these countries if there is one, else the first: regions, then the most people."""
    return next((row for row in rows if row.country in countries), rows[0] if rows else None)
