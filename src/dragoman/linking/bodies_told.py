"""Bodies told before that a bare word may mean: "the ministry", "the party", "the rebels"."""

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.described import FAR, NEAR
from dragoman.linking.sections import in_another
from dragoman.model.reading import Mention
from dragoman.model.record import ActorKind

PARTY = "PTY"  # PLOVER's sector of parties


def local_state(book: Book, mention: Mention) -> str | None:
    """The state of a body told with somebody's word for it: "The army, according to Issaka"."""
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind in {"person", "name"} and other.index != mention.index:
            for number in book.of.get(other.index, ()):
                if book.entries[number].country:
                    return _acting_on(book, other) or book.entries[number].country
    return None


def _acting_on(book: Book, mention: Mention) -> str | None:
    """The state that does something to somebody: "Peru has expelled Colonel Ruiz, the foreign ministry said"."""
    for frame in book.reading.frames_of(mention.sentence):
        if frame.kind == "verb" and frame.extent.end <= mention.extent.start and mention.extent.end <= frame.clause.end:
            acting = [book.mentions[m] for arg in frame.args if arg.role == "subject" for m in arg.mentions]
            if not any(m.index == mention.index for m in acting):
                return next((m.country for m in acting if m.kind == "state"), None)
    return None


def body_before(book: Book, mention: Mention, head: str, country: str | None) -> Entry | None:
    """ "the ministry", "the service": the body last told whose name ends so, or whose officer was just named."""
    for entry in book.nearest(mention, ("organization", "igo", "media", "group"), reach=FAR):
        elsewhere = (country and entry.country and entry.country != country) or in_another(book, mention, entry)
        if elsewhere or _other_chamber(book, mention, entry):
            continue
        if any(head in {told, book.lexicon.grammar.singular(told)} for told in (head_of(book, n) for n in entry.names)):
            return entry
        if any(name[:1].isupper() and key_of(name).split()[0] == head for name in entry.names):
            return entry
    for person in book.nearest(mention, ("person",), reach=FAR):
        for number in person.bodies:
            if head in book.entries[number].heads:
                return book.entries[number]
    return None


def head_of(book: Book, name: str) -> str:
    """The noun of a body's name: "ministry" of "Foreign Ministry of Ukraine"."""
    words = book.lexicon.names
    told = key_of(name).split()
    ends = (place for place, word in enumerate(told) if place and word in words.of | words.field_prepositions)
    return told[next(ends, len(told)) - 1]


def of_kind(book: Book, mention: Mention) -> Entry | None:
    """ "the party" after Georgian Dream, "the mission" after UNMISS: the body last told that is of the kind."""
    told = {mention.head, key_of(book.text(mention.extent))}
    sectors = {sector for sector, heads in book.lexicon.descriptions.bodies.items() if told & heads}
    if not sectors:
        return None
    for entry in book.nearest(mention, ("organization", "group", "igo", "media"), reach=NEAR):
        own = {*entry.sectors, *(("IGO",) if entry.kind == "igo" else ()), *(("JRN",) if entry.kind == "media" else ())}
        if own & sectors and entry.name[:1].isupper() and not _other_chamber(book, mention, entry):
            return entry
    return None


def _other_chamber(book: Book, mention: Mention, entry: Entry) -> bool:
    """Whether one chamber of a parliament is told, and the other was before: "the lower house" after the Senate."""
    told, before = _chambers(book, key_of(book.text(mention.extent))), _chambers(book, key_of(entry.name))
    return bool(told) and bool(before) and not told & before


def _chambers(book: Book, name: str) -> set[str]:
    of = book.lexicon.descriptions.chambers
    return {one for one, names in of.items() if any(f" {told} " in f" {name} " for told in names)}


def movement(book: Book, mention: Mention, head: str | None = None) -> Entry | None:
    """ "the group" after Hamas, "the alliance" after NATO: the one last told; `head` where a title tells it."""
    noun = book.lexicon.names.nouns.get(head or mention.head)
    blocs: tuple[ActorKind, ...] = ("igo",) if noun is not None and noun.sector == "IGO" else ()
    for entry in book.nearest(mention, ("organization", "group", *blocs), reach=FAR):
        if entry.kind == "igo":
            return entry  # "the alliance" after NATO
        if entry.sectors and not {"REB", "PTY", "UAF"} & set(entry.sectors):
            continue
        if entry.acronyms or entry.entity is not None or len(entry.name.split()) > 1:
            return entry
    return None


def own_party(book: Book, mention: Mention) -> Entry | None:
    """ "his party, the People's Front (PF), would stay out": a body, and no person, which is that of somebody."""
    owner = book.mentions[mention.possessor] if mention.possessor is not None else None
    if owner is None or mention.plural or mention.head not in book.lexicon.names.movements:
        return None
    named = book.of.get(mention.apposed, ()) if mention.apposed is not None else ()
    whose = [book.entries[number] for number in book.of.get(owner.index, ())]
    led = [book.entries[number] for entry in whose for number in entry.bodies]
    told = [*(book.entries[number] for number in named), *(one for one in led if PARTY in one.sectors)]
    found = next((entry for entry in told if entry.kind in {"organization", "group"}), None)
    if found is None and any(entry.kind == "person" for entry in whose):
        found = book.new("organization", book.text(mention.extent), next((e.country for e in whose if e.country), None))
        found.sectors, found.heads = [PARTY], {mention.head}
    return found


def led_before(book: Book, mention: Mention, country: str) -> list[Entry]:
    """ "The Turkish delegation", told again after "a Turkish delegation led by X"."""
    for other in reversed(book.mentions[: mention.index]):
        if other.leader is not None and other.head == mention.head and other.country == country:
            return [book.entries[number] for number in book.of.get(other.index, ())]
    return []


def is_people(book: Book, mention: Mention) -> bool:
    """Whether a state is told by its people: "the Swedes" after Sweden, and not "the Swedish soldiers"."""
    return any(entry.kind == "state" for entry in book.lexicon.world.find(book.text(mention.extent)))


def body_inside(book: Book, mention: Mention) -> Entry | None:
    """ "al-Shabaab fighters", "the Hamas delegation": they act for the body that names them."""
    for other in book.reading.mentions_of(mention.sentence):
        inside = mention.extent.start <= other.extent.start and other.extent.end <= mention.head_extent.start
        if inside and other.index != mention.index and other.kind in {"organization", "group", "name"}:
            for number in book.of.get(other.index, ()):
                if book.entries[number].kind in {"organization", "group", "igo"}:
                    return book.entries[number]
    return None


def owner_of(book: Book, mention: Mention) -> str | None:
    """The state told beside a body's name: "Armenia's MoD", "the MoD of Azerbaijan"."""
    owner = book.mentions[mention.possessor] if mention.possessor is not None else None
    if owner is not None:
        return owner.country
    behind = (m for m in book.reading.mentions_of(mention.sentence) if m.extent.start >= mention.extent.end)
    other = next(behind, None)
    between = book.reading.text[mention.extent.end : other.extent.start].lower().split() if other is not None else []
    of = book.lexicon.names.is_of(between)
    return other.country if other is not None and other.kind == "state" and of else None
