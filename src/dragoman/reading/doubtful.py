"""Names that the tables know and that are something else here: a surname, the end of a town's name."""

from collections.abc import Collection, Mapping, Sequence

from dragoman.lexicon.world import Entry
from dragoman.reading.units import HYPHENS, Unit


def is_surname(known: Sequence[Entry], line: Sequence[str], before_names: Collection[str]) -> bool:
    """Whether a body's or a paper's name is somebody's here: "Therese Kayikwamba Wagner", "Eng. Qasim Sabah"."""
    if not known or line[-1:] != ["N"]:
        return False
    titled = known[0].kind == "media" and "".join(line).rstrip("N").rstrip(".")[-1:] in before_names
    return titled or (known[0].ambiguous and known[0].kind == "group")


def ends_town(known: Sequence[Entry], units: Sequence[Unit], index: int, particles: Collection[str]) -> bool:
    """Whether a capital's name ends that of another town: "Mocímboa da Praia"."""
    seat = bool(known) and known[0].form_kind in {"capital", "seat"} and index > 1
    return seat and units[index - 2].capital and units[index - 1].text in particles


def is_spelt_small(entry: Entry, unit: Unit) -> bool:
    """Whether an acronym is told with small letters, as a surname is: "Josianne Vella Gatt" is of no trade accord."""
    return entry.form.isupper() and unit.text.istitle()


def ends_body(entry: Entry, units: Sequence[Unit], line: Sequence[str], plain: Mapping[str, str]) -> bool:
    """Whether a body's name is the end of a longer one: "the Export-Import Bank of Korea", no Bank of Korea.

    So is "the General Intelligence Bureau (GIB)" not India's, whose name is of plain words. `units`: with the word
    before the name.
    """
    if not line or entry.kind in {"state", "media"} or line[-1] not in "NP":
        return False
    before, *told = units
    if line[-1] == "N":
        return plain.get(told[0].lower, "") == "O" and bool(HYPHENS & set(before.text))
    return before.capital and entry.kind != "igo" and all(plain.get(unit.lower, "") in {"P", "O"} for unit in told)
