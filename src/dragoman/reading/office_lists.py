"""Persons with a list of offices before the name.

"the President of the Republic, Supreme Commander of the Armed Forces, Minister of National Defence, Yacine Belkhodja,
received": one man, who is president, and no president beside a minister.
"""

from dataclasses import replace

from dragoman.lexicon.names import NameWords
from dragoman.reading.field_states import field_country
from dragoman.reading.found import Found, extent_of
from dragoman.reading.labels import Labelled
from dragoman.reading.patterns import OFFICES, STATE

ANY = "any"  # state


def with_offices(labelled: Labelled, index: int, person: Found, words: NameWords) -> Found:
    """The person, in office as the first of the offices that are listed from `index` on."""
    match = OFFICES.match(labelled.line, index)
    if match is None or person.title is None:
        return person
    begin = match.start("title")
    listed = replace(
        person,
        first=begin,
        extent=extent_of(labelled, (begin, person.last)),
        country=person.country or (field_country(labelled, match, "field") if match["field"] else None),
        covers=(match.start(), person.covers[1]),
    )
    first = " ".join(unit.lower for unit in labelled.units[begin : match.end("first")])
    if words.seats[ANY].get(first) == "":
        return listed  # "the Minister of State, Minister of Energy": a rank, and what he is is told behind it
    return replace(listed, title=extent_of(labelled, (begin, match.end("first"))), body=None, body_acronym=None)


def closes(labelled: Labelled, index: int, person: Found) -> bool:
    """Whether a person's own office, from `index` on, is the last of a list: a comma stands before the name."""
    if person.title is None or person.name is None or person.title.start != labelled.units[index].start:
        return False  # "met the President, Foreign Minister Ali Sow and others": two men
    before = [unit.text for unit in labelled.units[index : person.last] if unit.start < person.name.start]
    return "," in before


def offices_end(labelled: Labelled, index: int) -> int:
    """Where the last of several offices before a name begins; `index` where there is no such list."""
    match = OFFICES.match(labelled.line, index)
    if match is None or STATE.search(labelled.line, match.end("first"), match.end()):
        return index  # "the President of Chad, Prime Minister of Togo, ...": another's office
    return match.end()
