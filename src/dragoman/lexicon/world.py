"""States, intergovernmental bodies, media and named organizations, by any form of their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.historical import HistoricalState, first_day, last_day, load_historical
from dragoman.lexicon.letters import in_ascii
from dragoman.lexicon.tables import read_csv

STATE_FORMS = ("name", "formal", "short", "adjective", "demonym", "capital", "seat", "former capital")
MEDIA_KINDS = ("agency", "outlet")
# An acronym up to this length is a word too often to be told without its capitals: "who", "us", "let" (LeT).
SHORT_ACRONYM = 3
IGO_COLUMNS = (
    *("id", "name", "kind", "sort", "code", "sectors", "seat", "country", "founded", "ended", "forms", "source"),
)
SECTORS = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
        *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    )
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{ACUTE ACCENT}": "'"})


class Entry(NamedTuple):
    """One form of one actor's name.

    id: "AZE", "igo:nato", "ngo:icrc", "media:reuters", "body:pentagon". kind is an actor's kind (an NGO is an
    organization). name is the form to show, form the one found. form_kind: one of STATE_FORMS or historical, elsewhere
    name, acronym or alias. country: ISO 3166-1 alpha-3 of the state it counts for (Greenland's is DNK, its id GRL).
    code: UNO, EUR, IGO or NGO. ambiguous: often something else ("Georgia", "Washington"). since and until: EDTF, from
    when to when the form was right or the body stood, None where that is open or not in our tables.
    """

    id: str
    kind: str
    name: str
    form: str
    form_kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    ambiguous: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who there is, by folded form. `reach` has the most words of any form that begins with this folded word.

    `historical` has the states of the past by folded form, in order of time.
    """

    forms: dict[str, tuple[Entry, ...]]
    actors: dict[str, Entry]
    folded_into: dict[str, str]
    reach: dict[str, int]
    historical: dict[str, tuple[HistoricalState, ...]]

    def find(self, name: str) -> tuple[Entry, ...]:
        """Find whom these words may mean, the clear first; () for nobody. Capitals count ("who" is not "WHO")."""
        found = self.forms.get(fold(name), ())
        return tuple(entry for entry in found if _written_as(entry.form, name)) if found else ()

    def states_in(self, text: str) -> dict[str, int]:
        """The states that a text tells of, in order of their first mention, and how often.

        A form of several ("Congolese", "Dominican") counts for the one of them that the text also names without doubt.
        """
        words = [
            match[0].removesuffix("'s").removesuffix("’s").rstrip(".'’") or match[0] for match in _WORD.finditer(text)
        ]
        plain: list[tuple[int, str]] = []
        doubtful: list[tuple[int, tuple[str, ...]]] = []
        at = 0
        while at < len(words):
            found, size = self._state_at(words, at)
            sure = {entry.country for entry in found if not entry.ambiguous and entry.country}
            if len(sure) == 1:
                plain.append((at, next(iter(sure))))
            elif found:
                doubtful.append((at, tuple(sorted({entry.country for entry in found if entry.country}))))
            at += size
        known = {country for _, country in plain}
        hinted = {told[0] for _, told in doubtful if len(told) == 1}
        for at, told in doubtful:
            mine = [country for country in told if country in known]
            if not mine and len(told) > 1:
                # "Santo Domingo" is a town elsewhere too, yet it tells whose "the Dominican navy" is
                mine = [country for country in told if country in hinted]
            if len(mine) == 1:
                plain.append((at, mine[0]))
        counts: dict[str, int] = {}
        for _, country in sorted(plain):
            counts[country] = counts.get(country, 0) + 1
        return counts

    def _state_at(self, words: list[str], at: int) -> tuple[tuple[Entry, ...], int]:
        if not words[at][0].isupper():
            return (), 1
        for size in range(min(self.reach.get(fold(words[at]), 0), len(words) - at), 0, -1):
            found = tuple(entry for entry in self.find(" ".join(words[at : at + size])) if entry.kind == "state")
            if found:
                return found, size
        return (), 1

    def states_once(self, name: str, day: date | None = None) -> tuple[HistoricalState, ...]:
        """The states of the past that a form of their names may mean; with a day, those that stood on it.

        "Yugoslavia" is the socialist federation on 1 May 1985 and the Federal Republic on 1 May 1995; () for nobody.
        """
        told = self.historical.get(fold(name), ())
        return told if day is None else tuple(state for state in told if state.stood_on(day))

    @property
    def countries(self) -> frozenset[str]:
        """Every state and territory of the tables, by ISO 3166-1 alpha-3."""
        return frozenset(entry.id for entry in self.actors.values() if entry.kind == "state")

    def country_of(self, iso3: str) -> str:
        """Give the state that a territory counts for: DNK for GRL, AZE for AZE."""
        return self.folded_into.get(iso3, iso3)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Give the key of a name: ASCII, lower case, single spaces ("Lomé" is "lome")."""
    text = name.casefold() if name.isascii() else in_ascii(name.translate(_APOSTROPHES)).casefold()
    return " ".join(text.replace("`", "'").split())


def load_world(root: Path) -> World:
    """Read the world from the tables in `root` (states, historical_states, igos, media, bodies, dependencies).

    Raises LexiconError naming file and row: unknown kinds, countries or sectors, outer spaces, a form told twice, a
    form of two actors that is not marked ambiguous with each, dates that are none.
    """
    states = read_csv(root / "states.csv", ("iso3", "form", "kind", "note", "from", "until"))
    countries = frozenset(row["iso3"] for row in states)
    folded_into = _dependencies(root, countries)
    past = load_historical(root / "historical_states.csv", countries)
    names = {row["iso3"]: row["form"] for row in reversed(states) if row["kind"] == "name"}
    today = {(row["iso3"], fold(row["form"])) for row in states}
    tables = (
        ("states.csv", _states(states, folded_into)),
        ("historical_states.csv", _historical(past, names, folded_into, today)),
        ("igos.csv", _igos(root)),
        ("media.csv", _media(root, countries)),
        ("bodies.csv", _bodies(root, countries)),
    )
    forms: dict[str, list[Entry]] = {}
    actors: dict[str, Entry] = {}
    reach: dict[str, int] = {}
    for file, entries in tables:
        here: dict[str, list[Entry]] = {}
        for key, entry in _checked(file, entries):
            here.setdefault(key, []).append(entry)
            actors.setdefault(entry.id, entry)
            first, _, rest = key.partition(" ")
            words = 2 + rest.count(" ") if rest else 1
            if words > reach.get(first, 0):
                reach[first] = words
        _refuse_clashes(file, here)
        for key, found in here.items():
            forms.setdefault(key, []).extend(found)
    return World(
        forms={key: _clearest_first(found) for key, found in forms.items()},
        actors=actors,
        folded_into=folded_into,
        reach=reach,
        historical=_by_form(past),
    )


def _clearest_first(found: list[Entry]) -> tuple[Entry, ...]:
    return tuple(found if len(found) == 1 else sorted(found, key=lambda entry: entry.ambiguous))


def _states(rows: tuple[dict[str, str], ...], folded_into: dict[str, str]) -> Iterator[tuple[int, Entry]]:
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        iso3, form, kind, note = row["iso3"], row["form"], row["kind"], row["note"]
        if kind not in STATE_FORMS or note not in ("", "ambiguous"):
            raise LexiconError(
                f"states.csv: row {number} has kind {kind!r}, note {note!r}; use {STATE_FORMS}, ambiguous"
            )
        if iso3 not in names and kind != "name":
            raise LexiconError(
                f"states.csv: row {number} is {kind} of {iso3}, which has no name yet; put its name first"
            )
        name = names.setdefault(iso3, form)
        country = folded_into.get(iso3, iso3)
        since, until = _dates(row, f"states.csv: row {number}")
        yield number, Entry(iso3, "state", name, form, kind, country, (), None, note == "ambiguous", since, until)


def _historical(
    past: tuple[HistoricalState, ...], names: dict[str, str], folded_into: dict[str, str], today: set[tuple[str, str]]
) -> Iterator[tuple[int, Entry]]:
    """Give each form of the past once for the state it counts for, and none that states.csv still has ("Burma")."""
    told: set[tuple[str, str, str]] = set()
    for number, state in enumerate(past, start=2):
        iso3 = state.successor
        for form in state.forms:
            key = (iso3, fold(form.text), form.kind)
            if key not in told and key[:2] not in today:
                told.add(key)
                entry = Entry(iso3, "state", names[iso3], form.text, form.kind, folded_into.get(iso3, iso3))
                entry = entry._replace(ambiguous=form.ambiguous, since=state.began, until=state.ended)
                yield number, entry


def _by_form(past: tuple[HistoricalState, ...]) -> dict[str, tuple[HistoricalState, ...]]:
    found: dict[str, list[HistoricalState]] = {}
    for state in sorted(past, key=lambda state: (first_day(state.began), state.name)):
        for key in dict.fromkeys(fold(form.text) for form in state.forms):
            found.setdefault(key, []).append(state)
    return {key: tuple(states) for key, states in found.items()}


def _dates(row: dict[str, str], where: str) -> tuple[str | None, str | None]:
    """Read the cells from and until. Raises LexiconError where they are no EDTF or run backwards."""
    since, until = row["from"], row["until"]
    try:
        backwards = (first_day(since) if since else date.min) > (last_day(until) if until else date.max)
    except ValueError as error:
        raise LexiconError(f"{where} has a date that is none ({error}); write 1991, 1991-12 or 1991-12-26") from error
    if backwards:
        raise LexiconError(f"{where} ends {until} before it begins {since}; turn the dates")
    return since or None, until or None


def _igos(root: Path) -> Iterator[tuple[int, Entry]]:
    rows = read_csv(root / "igos.csv", IGO_COLUMNS)
    for number, row in enumerate(rows, start=2):
        where = f"igos.csv: row {number}"
        if (row["kind"], row["code"]) not in (("igo", "UNO"), ("igo", "EUR"), ("igo", "IGO"), ("ngo", "NGO")):
            raise LexiconError(
                f"{where} has kind {row['kind']!r}, code {row['code']!r}; use igo with UNO, EUR, IGO or ngo, NGO"
            )
        kind = "igo" if row["kind"] == "igo" else "organization"
        entry = Entry(
            f"{row['kind']}:{row['id']}",
            kind,
            row["name"],
            "",
            "",
            None,
            sectors_of(row["sectors"], where),
            row["code"],
        )
        yield from ((number, form) for form in _named(entry, row["forms"]))


def _media(root: Path, countries: frozenset[str]) -> Iterator[tuple[int, Entry]]:
    rows = read_csv(root / "media.csv", ("name", "country", "kind", "forms", "source"))
    for number, row in enumerate(rows, start=2):
        where = f"media.csv: row {number}"
        country = country_in(row["country"], countries, where)
        if row["kind"] not in MEDIA_KINDS or not row["source"]:
            raise LexiconError(
                f"{where} has kind {row['kind']!r}, source {row['source']!r}; use {MEDIA_KINDS}, name one"
            )
        entry = Entry(f"media:{_slug(row['name'])}", "media", row["name"], "", "", country, ("JRN",))
        yield from ((number, form) for form in _named(entry, row["forms"]))


def _bodies(root: Path, countries: frozenset[str]) -> Iterator[tuple[int, Entry]]:
    rows = read_csv(root / "bodies.csv", ("name", "country", "kind", "sectors", "forms", "from", "until", "source"))
    for number, row in enumerate(rows, start=2):
        where = f"bodies.csv: row {number}"
        if row["kind"] not in ("organization", "group"):
            raise LexiconError(f"{where} has kind {row['kind']!r}; use organization or group")
        country = country_in(row["country"], countries, where)
        sectors = sectors_of(row["sectors"], where)
        if not sectors:
            raise LexiconError(f"{where} has no sector; use PLOVER's codes joined with |")
        if not row["source"]:
            raise LexiconError(f"{where} has no source; name who attests it")
        since, until = _dates(row, where)
        identity = f"body:{_slug(row['name'])}"
        entry = Entry(identity, row["kind"], row["name"], "", "", country, sectors, since=since, until=until)
        yield from ((number, form) for form in _named(entry, row["forms"]))


def _dependencies(root: Path, countries: frozenset[str]) -> dict[str, str]:
    rows = read_csv(root / "dependencies.csv", ("iso3", "folded_into", "name"))
    for number, row in enumerate(rows, start=2):
        if not {row["iso3"], row["folded_into"]} <= countries or not row["name"]:
            raise LexiconError(
                f"dependencies.csv: row {number} names a state that states.csv has not, or has no name; mend it"
            )
    return {row["iso3"]: row["folded_into"] for row in rows}


def _named(entry: Entry, forms: str) -> Iterator[Entry]:
    """Give the entry under its name and each other form; a name among the forms is there to be marked ambiguous."""
    told = forms.split("|") if forms else []
    marked = f"{entry.name}~" in told
    yield _under(entry, entry.name, "name", ambiguous=marked)
    for form in told:
        bare = form.removesuffix("~")
        if not (marked and bare == entry.name):
            kind = "acronym" if bare.isupper() and " " not in bare else "alias"
            yield _under(entry, bare, kind, ambiguous=bare != form)


def _under(entry: Entry, form: str, kind: str, *, ambiguous: bool) -> Entry:
    """Give the entry under one of its forms; by position, since every loading makes thousands of them."""
    return Entry(*entry[:3], form, kind, *entry[5:8], ambiguous, *entry[9:])


def _checked(file: str, entries: Iterator[tuple[int, Entry]]) -> Iterator[tuple[str, Entry]]:
    seen: set[tuple[str, str, str]] = set()
    owners: dict[str, int] = {}
    for number, entry in entries:
        key = fold(entry.form)
        if not key or entry.form != entry.form.strip() or "~" in entry.form:
            raise LexiconError(f"{file}: row {number} has the form {entry.form!r}; give words without outer spaces")
        if entry.kind != "state" and owners.setdefault(entry.id, number) != number:
            raise LexiconError(f"{file}: row {number} repeats {entry.id} of row {owners[entry.id]}; join the two rows")
        same = (key, entry.id, entry.form_kind if entry.kind == "state" else "")
        if same in seen:
            raise LexiconError(f"{file}: row {number} tells {entry.form!r} twice; keep one of them")
        seen.add(same)
        yield key, entry


def _refuse_clashes(file: str, here: dict[str, list[Entry]]) -> None:
    for key, found in here.items():
        if len(found) > 1 and len({entry.id for entry in found}) > 1 and not all(entry.ambiguous for entry in found):
            ids = ", ".join(sorted({entry.id for entry in found}))
            raise LexiconError(f"{file}: {key!r} is a form of {ids}; mark it ambiguous with each")


def _written_as(form: str, name: str) -> bool:
    """Tell whether the capitals of `name` allow it to be this form."""
    letters = "".join(filter(str.isalpha, form))
    told = "".join(filter(str.isalpha, name))
    if not letters or not told:
        return True
    if len(letters) <= SHORT_ACRONYM and letters[1:] != letters[1:].lower():
        return told == letters
    # "Nato" is NATO and "TURKEY" Türkiye, but a "turkey" is none, and "al-Qaeda" begins small.
    return told[0].isupper() or letters[0].islower()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def country_in(code: str, countries: frozenset[str], where: str) -> str | None:
    """Read the country of a cell, None where it is empty. Raises LexiconError where no state of ours has the code."""
    if code and code not in countries:
        raise LexiconError(f"{where} has country {code!r}; use an ISO 3166-1 alpha-3 code of states.csv, or none")
    return code or None


def sectors_of(cell: str, where: str) -> tuple[str, ...]:
    """Read the PLOVER sectors of a cell. Raises LexiconError where one is unknown."""
    sectors = tuple(cell.split("|")) if cell else ()
    if not SECTORS.issuperset(sectors):
        raise LexiconError(f"{where} has sectors {cell!r}; use PLOVER's codes joined with |")
    return sectors
