"""Whose somebody is who leads a side: "the Paraguayan delegation was headed by A and the Brazilian one by B"."""

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.named import body
from dragoman.model.reading import Frame, Mention

LED = 4  # words between a side and whoever leads it: "the Botswana team, led by the"
NEAR = 3  # sentences back in which an office is told with its body before its holder is named
SIDED = frozenset({"group", "role", "organization", "state"})


def side_led(book: Book, mention: Mention) -> str | None:
    """The state of the side that somebody is told to lead."""
    return _by_clause(book, mention) or _beside(book, mention)


def _by_clause(book: Book, mention: Mention) -> str | None:
    """ "Tendai Mhlanga led the Zimbabwean delegation", "the Zambian side was headed by him"."""
    for frame in book.reading.frames_of(mention.sentence):
        if frame.kind != "verb" or frame.lemma not in book.lexicon.grammar.leading:
            continue
        roles = {arg.role: [book.mentions[m] for m in arg.mentions] for arg in frame.args}
        if mention in roles.get("subject", ()):
            told = {side.country for side in roles.get("object", ()) if _is_side(book, side)}
            if len(told) == 1:
                return next(iter(told))
    return None


def _beside(book: Book, mention: Mention) -> str | None:
    """ "a Botswana team under Deputy Permanent Secretary B", "the Brazilian one by the Minister of Mines, B"."""
    words = book.lexicon.names
    for other in reversed(book.reading.mentions_of(mention.sentence)):
        if other.head_extent.end > mention.extent.start or other.kind not in SIDED:
            continue
        between = book.reading.text[other.head_extent.end : mention.extent.start].replace(",", " ").lower().split()
        between = [word for word in between if word not in words.articles]
        if not between or len(between) > LED:
            return None
        bare = between[0] in words.elliptic
        rest = between[1:] if bare else between
        if not rest or rest[-1] not in words.agents | words.beneath or not words.led.issuperset(rest[:-1]):
            return None
        told = bare or len(rest) > 1 or rest[-1] in words.beneath  # not "rejected by the delegation, by Minister B"
        own = bare if other.kind == "state" else _is_side(book, other)
        return other.country if told and own else None
    return None


def of_call(book: Book, mention: Mention) -> str | None:
    """Whose is who calls on somebody in a capital, and on whom: "Minister A called on Premier B in Dhaka".

    Where the report tells of one other state, and both without theirs: nobody calls so on his own premier.
    """
    words = book.lexicon.names
    for frame in book.reading.frames_of(mention.sentence):
        if frame.lemma not in words.calling:
            continue
        roles = {arg.role: [book.mentions[m] for m in arg.mentions] for arg in frame.args}
        towns = {m.country for role in book.lexicon.grammar.place_prepositions for m in roles.get(role, ())}
        others = set(book.counted) - towns
        if len(towns) != 1 or None in towns or len(others) != 1:
            continue
        if mention in roles.get("subject", ()):
            return next(iter(others))
        if any(mention in told for role, told in roles.items() if role in words.siding or role == "object"):
            return next(iter(towns))
    return None


def introduced_for(book: Book, mention: Mention) -> Entry | None:
    """ "The envoy, Lars-Erik Ekholm" after "the U.N. envoy called it": of the body told with the office before."""
    title = key_of(mention.title or "")
    if not mention.definite or book.word_before(mention).lower() not in book.lexicon.names.articles:
        return None
    for back in range(NEAR):
        for other in reversed(book.reading.mentions_of(mention.sentence - back)):
            same = other.kind == "role" and not other.plural and key_of(other.head) == title and other.body
            if same and other.extent.end <= mention.extent.start and not (other.body or "").islower():
                return body(book, other.body or "", None, None)
    return None


def last(role: str) -> str:
    """The innermost preposition of a role: "talks with Ali in Djibouti City" has "with.in"."""
    return role.rpartition(".")[2]


def met_in(book: Book, frame: Frame) -> str | None:
    """The state where a meeting is told to be: "held consultations in Minsk", "Izmir, where he will see the mayor"."""
    prepositions, seats = book.lexicon.grammar.place_prepositions, book.lexicon.descriptions.seats
    places = [book.mentions[m] for arg in frame.args if last(arg.role) in prepositions for m in arg.mentions]
    told = {place.country for place in places if place.kind == "state" and place.name not in seats}
    if not told:
        towns = [m for arg in frame.args if arg.role == "subject" for m in arg.mentions if m not in book.of]
        told |= {country for m in towns for country in countries_of(book, book.mentions[m])}
    return next(iter(told)) if len(told) == 1 else None


def countries_of(book: Book, mention: Mention) -> tuple[str, ...]:
    """The state that a mention of a state or a town tells."""
    if mention.kind == "state":
        return (mention.country,) if mention.country else ()
    rows = book.lexicon.gazetteer.find(mention.name or "") if mention.kind in {"name", "place"} else ()
    return (rows[0].country,) if rows and rows[0].country else ()


def in_its_title(book: Book, mention: Mention) -> str | None:
    """ "Commander of the Second Army Area of the Royal Thai Army": of the state of the body that the title ends in.

    Or of the officer whom he serves: "adviser to the Ethiopian prime minister".
    """
    words = book.lexicon.names
    told = (mention.title or "").split()
    joins = words.of | words.field_prepositions
    for at in range(2, len(told) - 1):
        adjective = next((one for one in book.lexicon.world.find(told[at]) if one.form_kind == "adjective"), None)
        served = {" ".join(told[at + 1 :]).lower(), told[-1].lower()} & words.titles
        before = [word.lower() for word in told[:at] if word.lower() not in words.articles]
        if adjective is not None and served and len(before) > 1 and before[-1] in joins:
            return None if before[-2] in words.accredited else adjective.country
    for at in range(len(told) - 1, 0, -1):
        if told[at - 1].lower() in words.of | words.articles:
            for known in book.lexicon.world.find(" ".join(told[at:]))[:1]:
                if known.kind == "organization" and known.country and not known.ambiguous:
                    return known.country
    return None


def _is_side(book: Book, mention: Mention) -> bool:
    words = book.lexicon.names
    return mention.country is not None and (mention.kind == "group" or mention.head in words.sides | words.flanks)
