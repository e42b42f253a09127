"""Findings' mentions to actors: names first, then what refers to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking import (
    delegates,
    home,
    homeland,
    installed,
    known,
    named,
    named_later,
    named_persons,
    offices,
    outlets,
    references,
    sections,
    signed_for,
    voices,
)
from dragoman.linking.agreements import group_agreements
from dragoman.linking.book import Book
from dragoman.linking.renaming import renames
from dragoman.model.findings import StatementFinding
from dragoman.model.linked import Linked
from dragoman.model.reading import Arg, Frame, Mention, Reading

WORD = 12  # characters before a name in which its preposition stands


def link(reading: Reading, lexicon: Lexicon, said: Sequence[StatementFinding] = ()) -> Linked:
    """Who is who in one reading; "we" and "our" are those who `said` it."""
    later = named_later.named_later(reading, lexicon)
    offices_of = (*installed.offices_told(reading, lexicon), *later.values())
    reading = installed.with_persons(reading, offices_of)
    book = Book(reading=reading, lexicon=lexicon, told=tuple(replace(one, kind="person") for one in offices_of))
    book.voices = voices.voices_of(reading, said)
    book.later = {office: person.index for office, person in later.items()}
    book.subjects = frozenset(m for f in reading.frames for a in f.args if a.role == "subject" for m in a.mentions)
    book.taking = frozenset(m for f in reading.frames for a in f.args for m in a.mentions)
    of = lexicon.grammar.of
    apart = (a for f in reading.frames for a in f.args if "." not in a.role and a.role not in of)
    book.present = frozenset(m for a in apart for m in a.mentions)
    roots = (frame for frame in reading.frames if frame.link == "root" and frame.kind == "verb")
    book.mains = frozenset(m for frame in roots for a in frame.args if a.role == "subject" for m in a.mentions)
    for group in sorted({a.mentions for f in reading.frames for a in f.args if len(set(a.mentions)) > 1}):
        book.groups.setdefault(reading.mentions[group[-1]].sentence, []).append(group)
    book.counted = homeland.count_states(book)
    book.outlets = outlets.outlets_told(book)
    named.name_states(book)
    named.name_bodies(book)
    named_persons.name_persons(book)
    placed = frozenset(_placed(reading, lexicon))
    people = frozenset(m.apposed for m in reading.mentions if renames(reading, lexicon, m) and m.apposed is not None)
    acting = frozenset(_acting(reading, lexicon)) | people
    named.name_others(book, acting, placed, people)
    dateline = (
        reading.text[reading.dateline_place.start : reading.dateline_place.end] if reading.dateline_place else None
    )
    book.home = home.home_of(book, reading.outlet, dateline)
    book.local = sections.find_locals(book)
    homeland.name_own(book)
    offices.settle(book)
    delegates.settle_delegates(book)
    offices.domesticate(book)
    named.name_others(book, acting, placed, people)
    known.presume(book, seated=True)
    references.refer(book)
    signed_for.settle_signers(book)
    offices.resettle(book)
    homeland.settle_homes(book)
    signed_for.bind_states(book)
    agreement_of = group_agreements(reading, lexicon)
    return Linked(
        actors=book.frozen(),
        of=dict(book.of),
        tenures=offices.tenures_of(book),
        agreement_of=agreement_of,
        unresolved=tuple(book.unresolved),
        home=book.home,
        joint=dict(book.joint),
    )


def _placed(reading: Reading, lexicon: Lexicon) -> Iterable[int]:
    """Mentions that stand where places stand: after "in", "at", "near", or where something is moved to."""
    grammar = lexicon.grammar
    for frame in reading.frames:
        moves = grammar.destinations | {"indirect"} if frame.lemma in grammar.movers else frozenset()
        for arg in frame.args:
            if arg.role.rpartition(".")[2] in grammar.place_prepositions or arg.role in moves:
                yield from arg.mentions
            elif _lies(frame, arg, lexicon):
                yield from (m for m in arg.mentions if reading.mentions[m].kind == "name")
            elif arg.role == "object" and frame.kind == "verb" and frame.lemma in grammar.touring:
                # "toured Korsuntsi"; not "visited Selim Arkan"
                yield from (m for m in arg.mentions if _is_word(reading.mentions[m]))


def _lies(frame: Frame, arg: Arg, lexicon: Lexicon) -> bool:
    """Whether a name tells where something lies: "the posts of Nemba and Akanyaru", "the road between X and Y"."""
    grammar = lexicon.grammar
    above, _, own = arg.role.rpartition(".")
    if not (own in grammar.of or own in grammar.between) or not (above or frame.kind == "noun"):
        return False
    beside = {head for other in frame.args if other.role == above for head in other.heads} if above else {frame.lemma}
    return any(noun in grammar.passages or noun in grammar.settlements for noun in beside)


def _is_word(mention: Mention) -> bool:
    return mention.kind == "name" and " " not in (mention.name or " ")


def _acting(reading: Reading, lexicon: Lexicon) -> Iterable[int]:
    """Unknown names that do something, or with whom or by whom something is done."""
    for frame in reading.frames:
        for arg in frame.args:
            if arg.role.rpartition(".")[2] not in lexicon.grammar.place_prepositions:
                for m in arg.mentions:
                    told = reading.mentions[m]
                    named = told.kind == "name" and fold(told.name or "")
                    if named and not _before_clause(reading, lexicon, frame, told):
                        yield told.index


def _before_clause(reading: Reading, lexicon: Lexicon, frame: Frame, told: Mention) -> bool:
    """Whether a name tells where that was which a clause goes on to tell of: "the attack in Sake, which killed two"."""
    before = reading.text[max(0, told.extent.start - WORD) : told.extent.start].split()[-1:]
    fronted = frame.link == "relcl" and told.extent.end <= frame.clause.start
    return fronted and bool(before) and before[0].lower() in lexicon.grammar.place_prepositions
