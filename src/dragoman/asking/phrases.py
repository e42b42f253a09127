"""How values are said to a reader: dates, places, sources, people. What is unknown is None or left out."""

import re
from collections.abc import Iterable

from dragoman.model.record import Actor, Event, Place, Record, Role, Source, Span, Status, Tenure, When

STATUSES: dict[Status, str] = {
    "planned": "planned",
    "hypothetical": "hypothetical",
    "negated": "denied",
    "alleged": "alleged",
}
PARTS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    40: "first half of", 41: "second half of",
}  # fmt: skip
UNSURE = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
LONGEST_ACRONYM = 8


def say_when(when: When | None) -> str | None:
    """Say a date as precisely as it is known: "2021-06-15", "about 2020", "by 2022-05-12", "2020s (inferred)"."""
    if when is None or (when.edtf is None and when.text is None):
        return None
    if when.edtf is None:
        return f'"{one_line(when.text or "")}", not dated'
    return say_edtf(when.edtf) + (" (inferred)" if when.basis == "inferred" else "")


def say_edtf(edtf: str) -> str:
    """Say an EDTF string in words where it is no plain date; a form that is not known here stays as it is."""
    if edtf.count("/") == 1:
        start, end = (None if part in ("", "..") else say_edtf(part) for part in edtf.split("/"))
        if start is None:
            return edtf if end is None else f"by {end}"
        return f"from {start}" if end is None else f"{start} to {end}"
    if edtf[-1:] in UNSURE:
        return UNSURE[edtf[-1]].format(say_edtf(edtf[:-1]))
    part = re.fullmatch(r"(\d{4})-(2[1-4]|3[3-6]|4[01])", edtf)
    if part:
        return f"{PARTS[int(part[2])]} {part[1]}"
    return edtf[:3] + "0s" if re.fullmatch(r"\d{3}X", edtf) else edtf


def say_where(place: Place | None) -> str | None:
    """Say a place and its country's code, the code left out where the place is the country."""
    if place is None:
        return None
    return place.name if place.country is None or place.precision == "country" else f"{place.name} {place.country}"


def say_sources(sources: Iterable[Source]) -> str | None:
    """Say who told it, from the outlet inwards; tellers apart from one another are parted by a bar."""
    chains: dict[int, list[str]] = {}
    for source in sources:
        chains.setdefault(source.chain, []).append(_say_source(source))
    return " | ".join(" <- ".join(chain) for chain in chains.values()) or None


def _say_source(source: Source) -> str:
    kind = {"press-release": "press release", "anonymous": "unnamed"}.get(source.kind)
    told = ", ".join(part for part in (kind, say_when(source.date)) if part)
    return f"{one_line(source.name)} ({told})" if told else one_line(source.name)


def say_actor(actor: Actor | None, unknown: str, country: str | None = None) -> str:
    """Say an actor's name with its country's code; a state is its name alone."""
    if actor is None:
        return unknown
    country = country or actor.country
    name = one_line(actor.name)
    return name if country is None or actor.kind in ("state", "igo") else f"{name} {country}"


def short_name(actor: Actor) -> str:
    """Give the acronym where the report uses one, else the name."""
    acronyms = [
        alias for alias in actor.aliases if alias.isupper() and alias.isalpha() and len(alias) < LONGEST_ACRONYM
    ]
    return acronyms[0] if acronyms else one_line(actor.name)


class Speaker:
    """Says the actors of one record; an office is told the first time its holder is met, as a report does."""

    def __init__(self, record: Record) -> None:
        self._actors = {actor.id: actor for actor in record.actors}
        self._tenures: dict[str, list[Tenure]] = {}
        for tenure in record.tenures:
            self._tenures.setdefault(tenure.person, []).append(tenure)
        self._met: set[str] = set()

    def actor(self, identity: str) -> Actor | None:
        return self._actors.get(identity)

    def name(self, identity: str) -> str:
        """Say an actor by name and country."""
        return say_actor(self._actors.get(identity), identity)

    def names(self, identities: Iterable[str]) -> str:
        return ", ".join(self.name(identity) for identity in identities)

    def roles(self, roles: Iterable[Role]) -> str:
        """Say those who take part on one side."""
        said = [self._role(role) for role in roles]
        return ("; " if any(", " in one for one in said) else ", ").join(said)

    def sides(self, event: Event) -> str:
        """Say who acts and, after an arrow, towards whom."""
        actors = self.roles(event.actors) or "nobody named"
        return f"{actors} -> {self.roles(event.recipients)}" if event.recipients else actors

    def _role(self, role: Role) -> str:
        actor = self._actors.get(role.actor)
        name = say_actor(actor, role.actor, role.country)
        if role.actor in self._met:
            return name
        self._met.add(role.actor)
        return ", ".join((name, *self._office(role)))

    def _office(self, role: Role) -> tuple[str, ...]:
        tenures = self._tenures.get(role.actor, [])
        told = (role.title or "").casefold()
        tenure = next((one for one in tenures if one.title.casefold() == told), tenures[0] if tenures else None)
        title = role.title or (tenure.title if tenure else None)
        body = self._actors.get(tenure.organization) if tenure and tenure.organization else None
        said = () if title is None else (one_line(title),)
        # "Interior Minister" of the "Interior Ministry" is told by the title; "chief" needs its service
        if body is None or (title is not None and one_line(body.name).casefold() in one_line(title).casefold()):
            return said
        return (*said, short_name(body))


def one_line(text: str) -> str:
    """Give a text on one line: a name may stand across the end of a hard-wrapped one."""
    return " ".join(text.split())


def quoted(text: str, longest: int | None = None) -> str:
    """Quote a text on one line; where it is longer than `longest`, it ends at a word with " …"."""
    text = one_line(text)
    if longest is not None and len(text) > longest:
        whole = text[: longest - 1]
        cut = whole.rpartition(" ")[0] if " " in whole else whole
        text = f"{cut.rstrip(',;:')} …"
    return f'"{text}"'


def first_offset(spans: Iterable[Span]) -> int | None:
    """Tell where the first of some spans stands."""
    return min((span.start for span in spans), default=None)
