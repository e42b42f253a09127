"""One letter a unit: what the word tables know of it, so that name patterns are plain expressions over letters.

C state, capital or seat; J nationality adjective; D demonym; I known body; M outlet; T title; R rank; H honorific;
F temporal ("former"); O head of a body's name; L of a place's; G of an agreement's; E of an event's; P field word
("Foreign", "defence"); N capitalised, else unknown; Y acronym; k name particle; S name suffix; V letters behind a name;
f "of"; w field preposition; & "and"; d article; x possessive pronoun; B two states in one word; @ part of a time;
z "alias"; q relative pronoun; # number; ' possessive mark; "l" any other word; punctuation stands for itself.
Lower-case t, r, o, g, p are the same as T, R, O, G, P written small. "_" continues the entry before it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.names import NameWords
from dragoman.lexicon.world import Entry, World, fold
from dragoman.reading.capital_names import is_lettered, spell_out
from dragoman.reading.company import label_beside, part_of_body, ranks, styles
from dragoman.reading.doubtful import ends_body, ends_town, is_spelt_small, is_surname
from dragoman.reading.parser import is_word, tokenize
from dragoman.reading.units import EN_DASH, Unit, units_of

LONGEST_ACRONYM = 8
_ENTRY_LABEL = {"igo": "I", "ngo": "I", "body": "I", "organization": "I", "group": "I", "media": "M"}
PROSE = 4  # letters of a small word that no headline in capitals has
_BEFORE_NAMES = frozenset("TtRrH_")
_APOSTROPHES = frozenset({"'", "’"})
_WHOLE = re.compile(r"[\w\s.-]*\Z")  # nothing in it that a tokenizer might take off
_NUMBER = re.compile(r"[\d.,:/]*\d[\d.,:/]*\Z")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence's units with one label each (`line`), and the table entries by the unit they begin at."""

    units: Sequence[Unit]
    line: str
    entries: dict[int, tuple[Entry, ...]]


def _parts_of(form: str) -> tuple[str, ...]:
    """Take a form apart as a text is: "Children's" is two units, and the comma of "Gavi, the" is one of its own."""
    if _WHOLE.match(form):
        return tuple(fold(form).split())
    return tuple(fold(unit.text) for unit in units_of(form, 0, len(form), tokenize))


def _written(units: Sequence[Unit]) -> str:
    """Give the words of units as they stand, a space for any gap."""
    gaps = ("" if after.start == before.end else " " for before, after in pairwise(units))
    return units[0].text + "".join(gap + unit.text for gap, unit in zip(gaps, units[1:], strict=True))


def _label_of(entry: Entry) -> str:
    return _ENTRY_LABEL.get(entry.kind, {"adjective": "J", "demonym": "D"}.get(entry.form_kind, "C"))


class Phrasebook:
    """Multi-word entries of all name tables, by their first word; longest first."""

    def __init__(
        self, words: NameWords, world: World, regions: Collection[str] = (), given: Collection[str] = ()
    ) -> None:
        self.words = words
        self.given = given
        self.world = world
        self._possessive = words.possessives | _APOSTROPHES
        self.spelt = frozenset(fold(f) for f in words.honorifics | words.ranks | words.short_titles if f.isupper())
        found: dict[str, dict[tuple[str, ...], tuple[str, tuple[Entry, ...]]]] = {}

        def add(form: str, label: str, entries: tuple[Entry, ...] = ()) -> None:
            parts = _parts_of(form)
            if parts:
                found.setdefault(parts[0], {})[parts] = (label, entries)

        for form, entries in world.forms.items():
            if entries[0].until and self._two_states(form):
                continue  # "Serbia and Montenegro" are two again
            add(entries[0].form, _label_of(entries[0]), entries)  # as written: "D.C." is one unit, "d.c." two
        for label, forms in (
            ("H", words.honorifics),
            ("R", words.ranks),
            ("T", words.titles | words.short_titles),
            ("T", words.plural_titles),
            ("G", words.agreement_phrases),
            ("z", frozenset(form for form in words.alias_words if " " in form)),
        ):
            for form in sorted(forms):
                add(form, label)
        for form in sorted(regions):
            if " " in form and fold(form).split()[0] in words.portfolios:
                add(form, "L")  # "the heads of state of Central Asia" are nobody of the name of Asia
        for form in sorted(words.temporal):
            if " " in form:
                add(form, "F")
        self._by_first = {
            first: tuple((parts, *forms[parts]) for parts in sorted(forms, key=len, reverse=True))
            for first, forms in found.items()
        }
        plain: dict[str, str] = {}
        for label, forms in (
            ("P", words.portfolios),
            ("L", words.place_heads),
            ("E", words.event_heads),
            ("G", words.agreement_heads),
            ("O", words.body_heads),
            ("F", words.temporal),
            ("q", words.relatives),
            ("w", words.field_prepositions),
            ("f", words.of),
            ("&", words.conjunctions),
            ("d", words.articles),
            ("x", words.possessive_pronouns),
            ("z", words.alias_words),
        ):
            plain.update(dict.fromkeys((form.lower() for form in forms), label))
        self._plain = plain

    def label(
        self,
        units: Sequence[Unit],
        times: Collection[int] = (),
        plain: Collection[int] = (),
        told: Collection[str] = (),
    ) -> Labelled:
        """Label the units of one sentence; those of recognised times are no names, nor are plain words that open it.

        `told` are the states that the text names without doubt: they decide what "Congolese" means.
        """
        folded = [fold(unit.text) for unit in units]
        line: list[str] = []
        entries: dict[int, tuple[Entry, ...]] = {}
        index = 0
        while index < len(units):
            if index in times:
                line.append("@")
                index += 1
                continue
            if self._follows_name(units, index, line):
                line.append("V")
                index += 1
                continue
            found = self._longest(units, folded, index, line)
            if found is None:
                opens = index in plain and units[index].lower not in self._plain  # "Reporters said", at the beginning
                opens = opens and not self._opens_with_family(units, index)
                opens = opens or (units[index].text in self.words.first_person and line[-1:] != ["N"])  # not "Carol I"
                beside = label_beside(units, index, self.words)
                single = "l" if opens else beside or self._small(units, index) or self._single(units, index)
                line.append("N" if self._ends_name(units[index], line) else single)
                index += 1
                continue
            size, label, known = found
            town = size == 1 and ends_town(known, units, index, self.words.name_particles)
            if town or (size == 1 and (self._ends_name(units[index], line) or is_surname(known, line, _BEFORE_NAMES))):
                label, known = "N", ()
            if known:
                entries[index] = tuple(sorted(known, key=lambda entry: entry.country not in told)) if told else known
            line.append(label)
            line.extend("_" * (size - 1))
            index += size
        return Labelled(units, spell_out(units, "".join(line)), entries)

    def _longest(
        self, units: Sequence[Unit], folded: Sequence[str], index: int, line: Sequence[str]
    ) -> tuple[int, str, tuple[Entry, ...]] | None:
        for parts, label, known in self._by_first.get(folded[index], ()):
            size = len(parts)
            if size > 1 and tuple(folded[index : index + size]) != parts:
                continue
            capital = units[index].capital
            if size == 1 and capital and self._begins_name(label, units, index):
                return 1, "N", ()
            if known:
                # "who" is not the WHO, "us" not the US: the table tells by capitals
                written = self.world.find(_written(units[index : index + size]))
                doubtful = bool(written) and written[0].ambiguous and not self._owned(written[0], units, index)
                if not written or (doubtful and self._swallowed(written[0], units, index + size)):
                    continue
                if size == 1 and line[-1:] == ["N"] and is_spelt_small(written[0], units[index]):
                    return 1, "N", ()
                if written[0].kind != "state" and self._told_plainly(written[0], units[index : index + size]):
                    continue
                if size > 1 and self._begins_body(written[0], units, index + size):
                    continue
                if size > 1 and ends_body(written[0], units[max(0, index - 1) : index + size], line, self._plain):
                    continue
                return size, _label_of(written[0]), written
            if label == "T" and size == 1 and self._is_given(units, index, line):
                return size, "N", ()
            if label == "T" and ranks(units, index, size, line, self.words, self._plain):
                return size, "R", ()
            part = part_of_body(units, index, self.words, self._plain) if label == "R" and size == 1 else ""
            if part:
                return size, part, ()
            if label in "RT" and parts[0] in self.spelt and not units[index].text.isupper():
                continue  # "MG Teo", not "40 mg"
            if label in "TRG":
                shown = capital or (label == "R" and styles(units, index, size, self._opens_name))
                return size, label if shown else label.lower(), ()
            if label == "H" and (
                not (capital or units[index + size - 1].capital)
                or (parts[0] in self.spelt and not units[index].text.isupper())
            ):
                continue  # "HE the Minister", not "He"
            return size, label, ()
        return None

    def _begins_body(self, entry: Entry, units: Sequence[Unit], after: int) -> bool:
        """Whether a movement's name goes on: "the National Liberation Army of Darien"."""
        if entry.kind != "group" or after >= len(units) or units[after].lower not in self.words.of:
            return False
        return self._plain.get(units[after - 1].lower, "") == "O" and self._opens_name(units, after + 1)

    def _begins_name(self, label: str, units: Sequence[Unit], index: int) -> bool:
        """Whether a word is a given name here: "Lana bint Khalid", "Sheikh Sultan", "General Sultan"."""
        behind = units[index + 1].lower if index + 1 < len(units) else ""
        if label in "TMIC" and behind in self.words.filial_particles:
            return True
        styled = index > 0 and units[index - 1].capital
        styled = styled and units[index - 1].lower in self.words.honorifics | self.words.ranks
        return label == "T" and styled and units[index].lower in self.words.given_titles

    def _is_given(self, units: Sequence[Unit], index: int, line: Sequence[str]) -> bool:
        """Whether a title is a given name: "presidency chairman Emir Hadžić", "Abdul Wali Stanekzai", "Amir Naqvi"."""
        if not units[index].capital or units[index].lower not in self.words.given_titles:
            return False
        before = units[index - 1 if index else 0]
        if before.lower not in self.words.articles and fold(units[index].text) in self.given:
            return self._opens_name(units, index + 1)
        if not index:
            return False
        if before.lower in self.words.titles and not before.capital:
            return True
        named = self._opens_name(units, index + 1)
        if line[-1] == "N" and fold(before.text) in self.given:
            return named
        # "Interior Minister Wali Mohammad Ahmadi"
        return (
            line[-1] == "T" and before.lower not in self.words.deputies and named and self._opens_name(units, index + 2)
        )

    def _follows_name(self, units: Sequence[Unit], index: int, line: Sequence[str]) -> bool:
        """Whether letters are of the person before them: "Ana Leota MP", "Mr Joel Banda, MP," but "said MP Leota"."""
        if units[index].text not in self.words.post_nominals or not index:
            return False
        named = line[-1:] in (["N"], ["V"]) or ("".join(line[-3:]) in {"NN,", "NV,"})
        after = units[index + 1] if index + 1 < len(units) else None
        return named and not (after is not None and after.capital and after.text not in self.words.post_nominals)

    def _ends_name(self, unit: Unit, line: Sequence[str]) -> bool:
        """Whether a word is a surname here: "Prime Minister Desmond Hall"."""
        named = len(line) > 1 and line[-1] == "N" and line[-2] in _BEFORE_NAMES
        return named and unit.capital and unit.lower in self.words.surname_words

    def _owned(self, entry: Entry, units: Sequence[Unit], index: int) -> bool:
        """Whether an office is in or of a state: "Prime Minister of Georgia Zaza Chikhladze", "Ambassador to Chad"."""
        if entry.kind != "state" or index < 2:  # noqa: PLR2004 office, "of"
            return False
        office, joint = units[index - 2].lower, units[index - 1].lower
        of = joint in self.words.of and (office in self.words.titles or self._plain.get(office) == "P")
        return of or (joint in self.words.field_prepositions and office in self.words.accredited)

    def _told_plainly(self, entry: Entry, units: Sequence[Unit]) -> bool:
        """Whether a body's name is a state's with small words behind it ("Nigerian and British armed forces").

        Or is no name at all: "The diplomat added", beside The Diplomat.
        """
        form = entry.form.split()
        if len(form) != len(units):
            return False
        if form[0].lower() in self.words.articles and form[-1][0].isupper() and not any(u.capital for u in units[1:]):
            return True
        small = next((at for at, unit in enumerate(units) if not unit.capital and form[at][0].isupper()), 0)
        told = self.world.find(" ".join(unit.text for unit in units[:small])) if small else ()
        return any(known.kind == "state" for known in told)

    def _swallowed(self, entry: Entry, units: Sequence[Unit], after: int) -> bool:
        """Whether a doubtful form is the beginning of a longer name: "Chad Morrison", "The National Police"."""
        if after >= len(units) or not units[after].capital or not units[after].text[0].isalpha():
            return False
        following = units[after].lower
        if entry.kind != "state" and (
            self._plain.get(following) == "O" or entry.form.partition(" ")[0].lower() in self.words.articles
        ):
            return True  # "The National Bank of Georgia", "The Nation President"; but "Georgia Ministry" is Georgia's
        return following not in self._plain and fold(following) not in self._by_first

    def _two_states(self, form: str) -> bool:
        """Whether a form joins the names of two states."""
        words = form.split()
        joint = next((at for at, word in enumerate(words) if word in self.words.conjunctions), None)
        if joint is None:
            return False
        sides = (" ".join(words[:joint]), " ".join(words[joint + 1 :]))
        return all(any(entry.kind == "state" for entry in self.world.forms.get(side, ())) for side in sides)

    def _bilateral(self, unit: Unit) -> bool:
        """ "Japan-Oman", "Azerbaijani-Turkish": two states in one word."""
        parts = unit.text.replace(EN_DASH, "-").split("-")
        return len(parts) > 1 and all(part and self.world.find(part) for part in parts)

    def _single(self, units: Sequence[Unit], index: int) -> str:
        unit = units[index]
        text, lower = unit.text, unit.lower
        first = text[0]
        if not first.isalnum() and not unit.capital:
            if lower in self._possessive and index and units[index - 1].end == unit.start:
                return "'"
            return first if len(text) == 1 else "."
        if lower in self._possessive:
            return "'"
        if _NUMBER.match(text) or category(text[-1]) == "Sc":
            return "#"  # "A$25 million"
        known = self._formerly(lower) or self._plain.get(lower)
        known = "Y" if known is not None and is_lettered(units, index) else known
        if known is not None:
            if known in "PLEGO":
                field = known == "L" and lower in self.words.portfolios
                return known if unit.capital else "p" if field else known.lower()  # "the chief district officer"
            if known == "F" and index and unit.capital and self._opens_name(units, index + 1):
                return "N"  # "in New York"
            if known in "Fqw&fdxztpY":
                return known
        if text in self.words.name_suffixes:
            return "S"
        if unit.capital:
            if self._bilateral(unit):
                return "B"
            if lower.replace(EN_DASH, "-").rpartition("-")[2] in self.words.attributes and "-" in lower:
                return "l"  # "the London-based Institute"
            if lower in self.words.not_names and (
                index == 0 or units[index - 1].text[0] in '"“‘(:«' or not text.isupper()
            ):
                return "l"
            bare = text.replace(".", "")
            if bare.isupper() and 1 < len(bare) <= LONGEST_ACRONYM:
                return "Y"
            return "N"
        if any(text[len(p) :][:1].isupper() for p in self.words.name_prefixes if text.startswith(p)):
            return "N"  # "al-Sadr"
        return "k" if lower in self.words.name_particles else "l"

    def _opens_name(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a unit is the rest of a name, rather than a title or a state: the "York" of "New York"."""
        told = units[index] if index < len(units) else None
        if told is None or not told.capital or told.text.isupper() or not told.text[0].isalpha():
            return False
        return told.lower not in self._plain and fold(told.text) not in self._by_first

    def _small(self, units: Sequence[Unit], index: int) -> str:
        """What a small word is with a capital: "The Sides", "No Kwang Chol"."""
        unit = units[index]
        if unit.capital and unit.lower in self.words.capital_sides:
            return "l"
        family = unit.capital and unit.lower in self.words.family_words
        return "N" if family and self._opens_surname(units, index) else ""

    def _opens_surname(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a small word begins a name, in a plain sentence: "met No Kwang Chol", not "To Visit Rome"."""
        behind = units[index + 1 : index + 3]
        if not index or not behind or not self._opens_name(units, index + 1):
            return False
        titled = units[index - 1].capital and units[index - 1].lower in self.words.titles
        full = len(behind) > 1 and self._opens_name(units, index + 2)
        apposed = index > 1 and units[index - 1].text == "," and units[index - 2].lower in self.words.titles
        plain = units[index - 1].text.islower() or apposed  # "the minister, No Kwang Su"
        prose = any(unit.text.islower() and len(unit.text) >= PROSE for unit in units)
        return prose and (titled or (full and plain))

    def _opens_with_family(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a plain word at the beginning is a family's name: "Gu Wenbin denied it"."""
        family = units[index].lower in self.words.family_openings
        return family and self._opens_name(units, index + 1) and not is_word(units[index + 1].lower)

    def _formerly(self, lower: str) -> str | None:
        """What a word is behind a prefix: "ex-minister", "ex-economy minister"."""
        for prefix in self.words.former_prefixes:
            rest = lower.removeprefix(prefix)
            if rest != lower and (rest in self.words.titles or rest in self.words.portfolios):
                return "t" if rest in self.words.titles else "p"
        return None


def phrasebook_of(lexicon: Lexicon) -> Phrasebook:
    """The phrasebook of a lexicon, built once for each."""
    book = _BOOKS.get(lexicon.digest)
    if book is None:
        book = _BOOKS[lexicon.digest] = Phrasebook(
            lexicon.names, lexicon.world, lexicon.gazetteer.regions(), lexicon.given
        )
    return book


_BOOKS: dict[str, Phrasebook] = {}
