"""What a word is by the words beside it: a rank before a name, a seat in a chamber, a programme of two states."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from dragoman.lexicon.names import NameWords
from dragoman.reading.units import HYPHENS, Unit

NAME = 2  # words of a whole name
REACH = 8  # words behind "member of" in which the chamber is told
LEADS = 3  # words between the comma and "member": ", an opposition member of"
OFFICE = 16  # units before a rank in which the office is told that it stands beside
_NAMED = re.compile(r"[Tt]_*(?:[RH]_*\.?)*N[kNY]*N\Z")  # an office with somebody's name, in the letters of labels.py
STOPS = frozenset(",.;:()")


def styles(units: Sequence[Unit], index: int, size: int, opens: Callable[[Sequence[Unit], int], bool]) -> bool:
    """Whether a rank in small letters stands before a whole name: "the chairman, colonel-general Daler Hikmatzoda"."""
    behind = units[index + size : index + size + NAME]
    if len(behind) < NAME or not all(_in_name(unit) and not unit.text.isupper() for unit in behind):
        return False
    whole = size > 1 or bool(HYPHENS & set(units[index].text))
    # ", major Tel Aviv roads" is of none
    return whole or (index > 0 and units[index - 1].text == "," and all(opens(behind, at) for at in range(NAME)))


def ranks(
    units: Sequence[Unit], index: int, size: int, line: Sequence[str], words: NameWords, plain: Collection[str]
) -> bool:
    """Whether a title is a rank here: "the superintendent of the Federal Police, commissioner Heloísa Prado"."""
    told = " ".join(unit.lower for unit in units[index : index + size])
    behind = units[index + size] if index + size < len(units) else None
    if told not in words.ranking_titles or not line or behind is None:
        return False
    if units[index - 1].text != "," and not (line[-1] == "t" and units[index].capital):
        return False  # "police spokesperson Superintendent Hibbertson"
    if not behind.capital or behind.lower in words.titles or behind.lower in plain:
        return False  # "his colleague, Justice Minister Paulo Teixeira"
    clause = re.split("[,.;:@l]", "".join(line).removesuffix(",")[-OFFICE:])[-1]
    # "Minister Ana Ruiz, Judge Kofi Mensah and": another's office
    return bool({"T", "t"} & set(clause)) and _NAMED.search(clause) is None


def label_beside(units: Sequence[Unit], index: int, words: NameWords) -> str:
    """The label of a word that only its neighbours make part of an office; empty for any other."""
    lower = units[index].lower
    if index and units[index].capital and lower in words.capital_agreements and lower in words.body_heads:
        # "the Strategic Cooperation Programme 2021-2025"; but "the World Food Programme"
        return "G" if units[index - 1].lower in words.pact_fields else ""
    if lower in words.seated and _of_chamber(units, index, words):
        return "t"
    return "w" if lower in words.leaving and _leaves(units, index, words) else ""


def _of_chamber(units: Sequence[Unit], index: int, words: NameWords) -> bool:
    """ "Alia al-Tamimi, a member of the Iraqi parliament's security committee"; not "Oslo, a member of"."""
    before = units[index - 1].lower if index else ""
    if before in words.chambers:  # "Seimas member Pavilonis"
        behind = units[index + 1 : index + 1 + NAME]
        return len(behind) == NAME and all(_in_name(unit) for unit in behind)
    comma = next((at for at in range(index - 1, max(index - 2 - LEADS, 0), -1) if units[at].text == ","), 0)
    named = comma > 1 and all(_in_name(unit) for unit in units[comma - NAME : comma])
    if not named or index + 1 >= len(units) or units[index + 1].lower not in words.of:
        return False
    for unit in units[index + 2 : index + REACH]:
        if unit.text in STOPS:
            return False
        if unit.lower in words.chambers:
            return True
    return False


def _in_name(unit: Unit) -> bool:
    return unit.text[0].isalpha() and any(part[:1].isupper() for part in unit.text.split("-"))  # "al-Tamimi"


def _leaves(units: Sequence[Unit], index: int, words: NameWords) -> bool:
    """ "Mali recalled its ambassador from Algiers, Boubacar Diarra": sent there, unlike "the ambassador from Oman"."""
    own = index > 1 and (units[index - 2].lower in words.possessive_pronouns | words.possessives)
    return own and units[index - 1].lower in words.accredited


def part_of_body(units: Sequence[Unit], index: int, words: NameWords, plain: Mapping[str, str]) -> str:
    """What a rank is that ends a body's name, or begins an office's or a body's; "" for any other.

    The head in "the Consulate General of Peru", a field in "Director General of General Security".
    """
    unit = units[index]
    before = units[index - 1] if index else None
    behind = units[index + 1] if index + 1 < len(units) else None
    if before is not None and before.capital and unit.capital and f"{before.lower} {unit.lower}" in words.body_heads:
        return "O"
    if behind is None or not unit.capital or not behind.capital or unit.lower not in plain:
        return ""
    return "P" if plain.get(behind.lower, "") in {"P", "O"} and behind.lower not in words.surname_words else ""
