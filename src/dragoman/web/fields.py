"""The fields of a finding as they are said to a reader, with the words that each is read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.asking.phrases import STATUSES, one_line, say_when, say_where
from dragoman.lexicon.told import ontology_told
from dragoman.lexicon.world import fold
from dragoman.model.merged import Finding
from dragoman.model.record import Agreement, Commitment, Event, Place, Source, Span, Statement, When
from dragoman.web import addresses
from dragoman.web.marks import QUADS
from dragoman.web.unmarked import unmarked

BASES = {
    "stated": "printed in the report",
    "publication": "completed from the date of the report",
    "inferred": "worked out from other dates",
    "unknown": "not known how",
}
PRECISIONS = {"point": "to the spot", "city": "to the town", "region": "to the region", "country": "the country only"}
KINDS = {"press-release": "press release", "anonymous": "unnamed", "official": "official", "outlet": "outlet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value. name: its field in the contract; key: by which it is compared with what other reports say.

    spans: where it is read; empty where it follows from the words of the whole finding. page: of whom it names.
    """

    name: str
    label: str
    text: str
    key: str
    note: str | None = None
    spans: tuple[Span, ...] = ()
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors of a finding, by their ids."""

    names: Mapping[str, str]
    countries: Mapping[str, str | None]
    mentions: Mapping[str, Span]

    def field(
        self,
        name: str,
        label: str,
        actor: str,
        *,
        country: str | None = None,
        title: str | None = None,
        spans: tuple[Span, ...] = (),
    ) -> Field:
        """An actor as a field."""
        told = one_line(self.names.get(actor, actor))
        code = country or self.countries.get(actor)
        mention = self.mentions.get(actor)
        note = ", ".join(part for part in (one_line(title) if title else None, code if code != told else None) if part)
        return Field(
            name=name,
            label=label,
            text=told,
            key=fold(told),
            note=note or None,
            spans=spans or ((mention,) if mention is not None else ()),
            page=addresses.actor(actor),
        )


def fields_of(found: Finding, cast: Cast) -> list[Field]:
    """All values of a finding, in the order in which they are shown."""
    match found:
        case Event():
            told = _event(found, cast)
        case Statement():
            told = _statement(found, cast)
        case Agreement():
            told = _agreement(found, cast)
        case Commitment():
            told = _commitment(found, cast)
    return [*told, *_reading(found)]


def _plain(name: str, label: str, value: str, *, note: str | None = None, spans: Iterable[Span] = ()) -> Field:
    return Field(name=name, label=label, text=value, key=fold(value), note=note, spans=tuple(spans))


def _event(found: Event, cast: Cast) -> list[Field]:
    told = [_plain("type", "Type", found.type, note=QUADS[found.quad])]
    told += [_plain("mode", "Mode", mode) for mode in dict.fromkeys((found.mode, *found.modes)) if mode]
    for side, label in (("actors", "Who"), ("recipients", "To whom")):
        told += [
            cast.field(side, label, role.actor, country=role.country, title=role.title, spans=role.evidence)
            for role in getattr(found, side)
        ]
    told += _date("date", "When", found.date) + _place(found.place)
    told.append(_plain("status", "Status", STATUSES.get(found.status, "occurred")))
    told.append(_plain("novelty", "Told as", "news" if found.novelty == "reported" else "background"))
    told += [_plain("contexts", "Contexts", context) for context in found.contexts]
    told.append(_plain("intensity", "Intensity", f"{found.intensity:+.1f}", note="from -10 to +10"))
    if found.cameo is not None:
        known = ontology_told().cameo.get(found.cameo)
        told.append(_plain("cameo", "CAMEO", found.cameo, note=known.name if known is not None else None))
    return told


def _statement(found: Statement, cast: Cast) -> list[Field]:
    told = [cast.field("speaker", "Who", found.speaker)]
    told += [cast.field("addressees", "To whom", one) for one in found.addressees]
    told.append(_plain("act", "Act", found.act, spans=(found.verb,)))
    told.append(_plain("content", "What", unmarked(one_line(found.content.quote)), spans=(found.content,)))
    told += [_plain("contexts", "Contexts", context) for context in found.contexts]
    return told


def _agreement(found: Agreement, cast: Cast) -> list[Field]:
    told = [_plain("name", "Name", unmarked(one_line(found.name)))]
    told += [_plain("aliases", "Also called", one_line(name)) for name in found.aliases]
    told.append(_plain("kind", "Kind", found.kind))
    told += [cast.field("parties", "Parties", one) for one in found.parties]
    told += _date("signed", "Signed", found.signed) + _place(found.place)
    told += [cast.field("signatories", "Signed by", one) for one in found.signatories]
    told.append(_plain("status", "Status", found.status.replace("-", " ")))
    return told


def _commitment(found: Commitment, cast: Cast) -> list[Field]:
    told = [cast.field("by", "By", one) for one in found.by]
    told += [cast.field("to", "To", one) for one in found.to]
    told.append(_plain("what", "What", unmarked(one_line(found.what.quote)), spans=(found.what,)))
    told += _date("due", "Due", found.due)
    if found.condition is not None:
        told.append(
            _plain("condition", "On condition", unmarked(one_line(found.condition.quote)), spans=(found.condition,))
        )
    told.append(_plain("status", "Status", found.status))
    return told


def _reading(found: Finding) -> list[Field]:
    return [
        _plain("confidence", "Confidence", f"{found.confidence:.2f}", note="how sure the machine is, 0 to 1"),
        _plain("cue", "Read by", found.cue, note="the rule, by its name in the word tables"),
    ]


def _date(name: str, label: str, when: When | None) -> list[Field]:
    text = say_when(when)
    if when is None or text is None:
        return []
    note = BASES[when.basis]
    if when.earliest and when.latest and when.earliest != when.latest and when.latest not in text:
        note = f"between {when.earliest} and {when.latest}; {note}"
    return [Field(name=name, label=label, text=text, key=when.edtf or text, note=note, spans=when.evidence)]


def _place(place: Place | None) -> list[Field]:
    told = say_where(place)
    if place is None or told is None:
        return []
    note = PRECISIONS[place.precision]
    return [Field(name="place", label="Where", text=told, key=fold(place.name), note=note, spans=place.evidence)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One who tells it."""

    name: str
    kind: str
    day: str | None
    page: str | None
    spans: tuple[Span, ...]


def chains_of(sources: Iterable[Source]) -> list[list[Chip]]:
    """Who says so, from the outlet inwards, a line each of those who tell it apart from one another."""
    chains: dict[int, list[Chip]] = {}
    for source in sources:
        page = addresses.actor(source.actor) if source.actor else None
        chip = Chip(
            name=one_line(source.name),
            kind=KINDS[source.kind],
            day=say_when(source.date),
            page=page,
            spans=source.evidence,
        )
        chains.setdefault(source.chain, []).append(chip)
    return list(chains.values())
