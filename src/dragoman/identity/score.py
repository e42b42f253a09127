"""How likely two bearers of like names are one: log-odds that say what they are made of.

The weights are by hand: a full name and a country make one (+6 +2 -4), a surname needs the office with the country.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.identity.offices import OfficeReader
from dragoman.identity.personas import LEAST_TURNS, OfficeId, Parts, Persona, persona
from dragoman.linking.names import NameMatch, compare_names, name_parts
from dragoman.model.identity import Reason, Score, Sighting

SAME = 1.5
UNSURE = -1.0
PRIOR = -4.0
NAMES = {"full": 6.0, "part": 5.0, "initial": 2.5, "single": 2.0, "alone": 2.5, "none": -8.0}
LOOSE, FUZZY = -0.25, -0.75  # for each part spelled otherwise, and more where no rule tells the spelling
COUNTRY, OTHER_COUNTRY = 2.0, -6.0
OFFICE, TITLE, FIELD = 3.0, 1.5, 1.0
IN_TURNS, TURN, AT_ONCE = -3.5, -1.0, -7.0  # for two offices told in turns, for each turn more, and at most
IN_TIME, OUT_OF_TIME = 0.5, -1.0
SECTOR = 0.5
GENDER = -4.0
COMPANY, MOST_COMPANY = 0.5, 2.0
ONE_REPORT = -4.0  # the report tells them apart
LONG_TERM = 6  # years between two tellings of one office after which they speak less for one holder
LONG, LONG_APART = 40, -4.0  # years between two sightings
MARGIN = 1.0  # by which the likelier of two must be so
STRONG = 2
MOST_NAMES = 500_000
Weighed = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Compares personas by a lexicon; names compared before are remembered."""

    offices: OfficeReader
    _compared: dict[tuple[Parts, Parts], NameMatch] = field(default_factory=dict)

    def parts(self, name: str) -> Parts:
        """The parts of a name as they are compared."""
        lexicon = self.offices.lexicon
        return name_parts(name, lexicon.names.name_particles, lexicon.spellings)

    def strong(self, parts: Parts) -> bool:
        """Whether a name has two parts that are more than initials."""
        return sum(not self.offices.lexicon.spellings.part(part).initial for part in parts) >= STRONG

    def all_parts(self, told: Sequence[str]) -> tuple[Parts, ...]:
        """The fullest name, and others of two parts that are no forms of it ("alias Ramiro Cauca")."""
        parts = tuple(dict.fromkeys(map(self.parts, told)))
        fullest = max(parts, key=lambda one: (len(one), sum(map(len, one)), one))
        return (fullest, *(p for p in parts if self.strong(p) and self.names(p, fullest).kind == "none"))

    def names(self, one: Parts, other: Parts) -> NameMatch:
        """How two names match."""
        pair = (one, other) if one <= other else (other, one)
        found = self._compared.get(pair)
        if found is None:
            if len(self._compared) >= MOST_NAMES:
                self._compared.clear()
            found = self._compared[pair] = compare_names(*pair, self.offices.lexicon.spellings)
        return found

    def best_names(self, one: Persona, other: Persona) -> tuple[NameMatch, Parts, Parts]:
        """The likest pair of names of two personas."""
        return max(
            ((self.names(a, b), a, b) for a in one.all_names for b in other.all_names),
            key=lambda told: (_name_weight(told[0]), told[1], told[2]),
        )

    def weigh(self, one: Persona, other: Persona) -> list[Weighed]:
        """What speaks for and against their being one."""
        match, first, second = self.best_names(one, other)
        found: list[Weighed] = [
            ("prior", "two bearers of like names", PRIOR),
            ("name", f"{' '.join(first)} / {' '.join(second)} ({match.kind})", _name_weight(match)),
        ]
        if match.kind == "none":
            return found
        office = self._office(one, other)
        if one.countries and other.countries:
            shared = one.countries & other.countries
            if shared:
                found.append(("country", "/".join(sorted(shared)), COUNTRY))
            elif office is None or office[2] < OFFICE:
                told = f"{'/'.join(sorted(one.countries))} and {'/'.join(sorted(other.countries))}"
                found.append(("country", told, OTHER_COUNTRY))
        if office is not None:
            found.append(office)
        if one.sectors & other.sectors:
            found.append(("sector", "/".join(sorted(one.sectors & other.sectors)), SECTOR))
        if one.genders and other.genders and one.genders != other.genders:
            found.append(("gender", "told as a woman and as a man", GENDER))
        company = one.company.keys() & other.company.keys()
        if company and (office is None or office[2] > 0) and not one.documents & other.documents:
            weight = min(COMPANY * len(company), MOST_COMPANY)
            found.append(("company", ", ".join(sorted(company)[:4]), weight))
        if one.documents & other.documents:
            found.append(("report", "one report tells them apart", ONE_REPORT))
        apart = _years_apart(one, other)
        if apart >= LONG:
            found.append(("dates", f"{apart} years apart", LONG_APART))
        return found

    def _office(self, one: Persona, other: Persona) -> Weighed | None:
        """The office that speaks most for them, or what cannot be held at once."""
        shared = one.told & other.told
        if shared:
            key = min(shared, key=lambda office: (office[0], office[1] or ""))
            first, second = one.offices.get(key), other.offices.get(key)
            weight = OFFICE
            if first is not None and second is not None:
                apart = max(_years(first.last, second.first), _years(second.last, first.first))
                weight += OUT_OF_TIME if apart >= LONG_TERM else IN_TIME if apart <= 1 else 0.0
            return ("office", _told(key), weight)
        against = self.at_once(one, other)
        if against is not None:
            return against
        like = []
        for a in one.told:
            for b in other.told:
                if a[0] == b[0] and None in {a[1], b[1]}:
                    like.append((-TITLE, f"{_told(a)} and {_told(b)}, as far as it is told"))
                elif a[1] == b[1] and self.offices.field_of(a) & self.offices.field_of(b):
                    like.append((-FIELD, f"{_told(a)} and {_told(b)}, of one field"))
        if not like:
            return None
        weight, told = min(like)
        return ("office", told, -weight)

    def at_once(self, one: Persona, other: Persona) -> Weighed | None:
        """Two offices told of in turns, of which no report tells that one person holds both."""
        worst: Weighed | None = None
        for a, when in one.offices.items():
            if a in other.offices:
                continue
            for b, then in other.offices.items():
                if b in one.offices or a[1] != b[1] or not when.crosses(then) or self.related(a, b):
                    continue
                weight = max(AT_ONCE, IN_TURNS + TURN * (when.turns(then) - LEAST_TURNS))
                first, second = sorted((_told(a), _told(b)))
                told: Weighed = ("office", f"{first} and {second} at one time", weight)
                if worst is None or (weight, told[1]) < (worst[2], worst[1]):
                    worst = told
        return worst

    def related(self, a: OfficeId, b: OfficeId) -> bool:
        """Whether two offices may be one told otherwise, or one a step to the other."""
        first, second = self.offices.about(a), self.offices.about(b)
        return not first or not second or bool(first & second)


def total(weighed: list[Weighed]) -> float:
    """The log-odds."""
    return sum(weight for _, _, weight in weighed)


def as_score(weighed: list[Weighed]) -> Score:
    """The value that goes with a judgement."""
    reasons = tuple(Reason(feature=feature, compared=compared, weight=weight) for feature, compared, weight in weighed)
    return Score(total=round(total(weighed), 2), reasons=reasons)


def score(one: Sighting, other: Sighting, offices: OfficeReader) -> Score:
    """How likely two sightings of persons are of one person, and why."""
    scorer = Scorer(offices=offices)
    pair = (one, other)
    first, second = (persona([scorer.all_parts(pair[n].names)], [n], pair) for n in (0, 1))
    return as_score(scorer.weigh(first, second))


def _name_weight(match: NameMatch) -> float:
    return NAMES[match.kind] + LOOSE * match.loose + FUZZY * match.fuzzy


def _told(office: OfficeId) -> str:
    return office[0] if office[1] is None else f"{office[0]} ({office[1]})"


def _years_apart(one: Persona, other: Persona) -> int:
    return max(_years(one.seen.last, other.seen.first), _years(other.seen.last, one.seen.first))


def _years(before: str | None, after: str | None) -> int:
    """Whole years from one day to a later one; 0 where one is unknown, or the second is no later."""
    if before is None or after is None or after <= before:
        return 0
    return int(after[:4]) - int(before[:4]) - (after[4:] < before[4:])
