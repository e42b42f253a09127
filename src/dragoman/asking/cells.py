"""Merged findings and actors as cells of a table, for a spreadsheet that takes none of them for a formula."""

from dragoman.lexicon.ontology import QUADS
from dragoman.model.identity import Identity
from dragoman.model.record import Agreement, Commitment, Event, Place, Statement, When, widest
from dragoman.store.entries import UNDATED
from dragoman.store.listed import Listed
from dragoman.store.outlet_names import apart

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula

COLUMNS = (
    *("id", "kind", "type", "mode", "quad", "quad_class", "intensity", "cameo", "status", "novelty"),
    *("day", "date", "basis"),
    *("actors", "actor_countries", "recipients", "recipient_countries", "place", "place_country"),
    *("latitude", "longitude", "contexts", "name", "words", "confidence"),
    *("reports", "background_reports", "outlets", "outlet_names", "documents", "changed"),
    *("standing", "standing_since", "standing_event", "standing_late", "standing_partly", "status_told", "status_day"),
)
ACTOR_COLUMNS = (
    *("id", "kind", "name", "aliases", "country", "wikidata", "first", "last", "reports"),
    *("office", "office_country", "office_first", "office_last", "offices"),
)


def found_cells(item: Listed) -> dict[str, object]:
    """The columns of one finding."""
    merged, found = item.merged, item.merged.finding
    told: dict[str, object] = {
        "id": merged.id,
        "kind": merged.kind,
        "day": item.day if item.day > UNDATED else None,
        "confidence": found.confidence,
        "reports": len(merged.reports),
        "background_reports": len(merged.background_reports),
        "outlets": len(apart(merged.outlets)),
        "outlet_names": merged.outlets,
        "documents": (*merged.reports, *merged.background_reports),
        "changed": item.changed,
    }
    if isinstance(found, Agreement):
        step = next((one for one in reversed(merged.history) if one.what == found.status), None)
        told |= {"status_told": step.told_day, "status_day": step.own_day} if step is not None else {}
    if item.standing is not None:
        standing = item.standing
        told |= {"standing": standing.status, "standing_since": standing.since, "standing_event": standing.event}
        told |= {"standing_late": standing.late, "standing_partly": standing.partly}
    when: When | None = None
    place: Place | None = None
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    match found:
        case Event():
            told |= {name: getattr(found, name) for name in ("type", "mode", "quad", "intensity", "cameo", "status")}
            told |= {"quad_class": QUADS[found.quad]}
            told |= {"novelty": found.novelty, "contexts": found.contexts, "words": _widest(found)}
            when, place = found.date, found.place
            one, other = tuple(role.actor for role in found.actors), tuple(role.actor for role in found.recipients)
        case Statement():
            told |= {"type": found.act, "contexts": found.contexts, "words": found.content.quote}
            one, other = (found.speaker,), found.addressees
        case Agreement():
            told |= {"type": found.kind, "status": found.status, "name": found.name}
            when, place, one = found.signed, found.place, found.parties
        case Commitment():
            told |= {"status": found.status, "words": found.what.quote}
            when, one, other = found.due, found.by, found.to
    told |= {"date": when and when.edtf, "basis": when and when.basis}
    if place is not None:
        told |= {"place": place.name, "place_country": place.country}
        told |= {"latitude": place.latitude, "longitude": place.longitude}
    for name, side in (("actor", one), ("recipient", other)):
        told[f"{name}s"] = tuple(merged.names.get(actor, actor) for actor in side)
        codes = (merged.countries.get(actor) for actor in side)
        told[f"{name}_countries"] = tuple(dict.fromkeys(code for code in codes if code))
    return told


def _widest(event: Event) -> str | None:
    found = widest(event.evidence)
    return found.quote if found is not None else None


def actor_cells(one: Identity) -> dict[str, object]:
    """The columns of one identity: its last office by itself, and all of them."""
    told: dict[str, object] = {name: getattr(one, name) for name in ACTOR_COLUMNS if name in type(one).model_fields}
    told["offices"] = tuple(f"{office.title} ({office.first or '?'} to {office.last or '?'})" for office in one.offices)
    last = one.offices[-1] if one.offices else None
    if last is not None:
        told |= {"office": last.title, "office_country": last.country}
        told |= {"office_first": last.first, "office_last": last.last}
    return told


def cell(value: object) -> str:
    """A cell of CSV: a text that a spreadsheet would take for a formula gets a ' before it; a number stays one."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
