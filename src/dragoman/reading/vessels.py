"""Names of ships, after the word for one: "the frigate Admiral Kunz", 'the patrol vessel "Zaire"'."""

from dragoman.lexicon.names import NameWords
from dragoman.reading.found import Found, extent_of
from dragoman.reading.labels import Labelled
from dragoman.reading.patterns import VESSEL

_TITLES = "RTH"  # a rank or a title makes no person there
_TOLD = "CJDIM"  # a state, its people or a body is what a ship is called only where the name stands in quotation marks


def find_vessel(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    """The name of a ship that begins at a unit, where it would else be read as an officer's or a state's."""
    quoted = index > 1 and labelled.units[index - 1].text in words.open_quotes  # 'the boat "Doña Chila"'
    told = index > 0 and labelled.units[index - 1 - quoted].lower in words.vessels
    match = VESSEL.match(labelled.line, index) if told and labelled.line[index] in _TITLES + _TOLD else None
    if match is None:
        return ()
    closed = match.end() < len(labelled.units) and labelled.units[match.end()].text in words.close_quotes
    if labelled.line[index] in _TOLD and not (quoted and closed):
        return ()  # "the ship Ghana sent"
    whole = extent_of(labelled, match.span())
    return (Found(kind="name", first=index, last=match.end(), extent=whole, name=whole, covers=match.span()),)
