"""Identities as pages for a desk officer: who there is, and one person's offices on a time line."""

from collections.abc import Sequence

from dragoman.asking.phrases import one_line
from dragoman.cli.table import Page, Row, Section
from dragoman.lexicon.world import World
from dragoman.model.identity import Identity, Judgement, Ledger, OfficeHeld, Register, Sighting

KINDS = {
    "person": "PERSONS",
    "state": "STATES",
    "igo": "INTERGOVERNMENTAL BODIES",
    "organization": "ORGANIZATIONS",
    "media": "MEDIA",
    "group": "GROUPS",
}
MOST_UNSURE = 20


def list_page(
    register: Register,
    ledger: Ledger,
    seen: Sequence[Sighting],
    world: World,
    *,
    kind: str | None,
    everybody: bool,
) -> Page:
    """Everybody by kind, the most told of first; then what the rule is unsure of, and what persons judged."""
    names = {identity.id: identity.name for identity in register.identities}
    shown = [identity for identity in register.identities if identity.named or everybody]
    sections = [
        Section(
            title=title,
            rows=tuple(
                Row(label=one_line(identity.name), lines=identity_lines(identity, names, world)) for identity in mine
            ),
        )
        for each, title in KINDS.items()
        if (mine := [identity for identity in shown if identity.kind == each and kind in {None, each}])
    ]
    owners = register.of_actor()
    told = _told_as(seen)
    unsure = [judgement for judgement in register.judgements if judgement.verdict == "unsure"]
    open_ones = [judgement for judgement in unsure if _still_open(judgement, owners)]
    if open_ones:
        rows = tuple(_judgement_row(judgement, told) for judgement in open_ones[:MOST_UNSURE])
        sections.append(Section(title="UNSURE", rows=rows))
    judged = tuple(_judgement_row(judgement, told) for judgement in ledger.active())
    if judged:
        sections.append(Section(title="JUDGED BY PERSONS", rows=judged))
    times = sum(len(identity.members) for identity in shown)
    head = f"{len(shown)} actors, told {times} times; {len(open_ones)} pairs unsure"
    return Page(head=(head,), sections=tuple(sections))


def _still_open(judgement: Judgement, owners: dict[str, Identity]) -> bool:
    sides = [{owners[actor].id for actor in side if actor in owners} for side in (judgement.one, judgement.other)]
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def identity_lines(identity: Identity, names: dict[str, str], world: World) -> tuple[str, ...]:
    """What a list tells of an identity: country and reports, then each office."""
    country = country_name(identity.country, world) if identity.kind != "state" else identity.country
    parts = (country, _times(identity), identity.wikidata)
    return (
        " · ".join(part for part in parts if part),
        *(office_line(office, names, world) for office in identity.offices),
    )


def office_line(office: OfficeHeld, names: dict[str, str], world: World) -> str:
    """ "Defence Minister of Azerbaijan, seen from 2013-10-22 to 2024-05-12 in 31 reports, after Safar Abiyev"."""
    title = one_line(office.title)
    title = title[:1].upper() + title[1:]
    country = country_name(office.country, world)
    seat = country or office.organization
    told = f"{title} of {seat}" if seat and seat not in title else title
    if office.first is None:
        days = "held before" if office.marks == ("former",) and office.left_by else "not dated"
    elif office.first == office.last:
        days = f"seen on {office.first}"
    else:
        days = f"seen from {office.first} to {office.last}"
    parts = [told, f"{days} in {office.reports} report{'s' if office.reports != 1 else ''}"]
    parts += ["acting"] if "acting" in office.marks else []
    parts += [f"told as former on {office.left_by}"] if office.left_by else []
    parts += [f"after {names[other]}" for other in office.predecessors if other in names]
    parts += [f"before {names[other]}" for other in office.successors if other in names]
    return ", ".join(parts)


def country_name(code: str | None, world: World) -> str | None:
    """The name of a state by its code; the code where the tables have none."""
    known = world.actors.get(code) if code else None
    return known.name if known else code


def _times(identity: Identity) -> str:
    told = f"in {identity.reports} report{'s' if identity.reports != 1 else ''}"
    if identity.first is None:
        return told
    return f"{told}, {identity.first}" + (f" to {identity.last}" if identity.last != identity.first else "")


def _told_as(seen: Sequence[Sighting]) -> dict[str, str]:
    return {sighting.actor: sighting.names[0] for sighting in seen}


def _judgement_row(judgement: Judgement, told: dict[str, str]) -> Row:
    one, other = (_side(side, told) for side in (judgement.one, judgement.other))
    who = "" if judgement.score is not None else f"{judgement.by}, {judgement.when}: "
    return Row(
        label=f"{one} / {other}",
        lines=(f"{judgement.verdict}: {who}{one_line(judgement.why)}", judgement.id),
    )


def _side(actors: Sequence[str], told: dict[str, str]) -> str:
    """The fullest name on one side of a judgement; an authority alone has no actor."""
    names = [told[actor] for actor in actors if actor in told]
    return max(names, key=lambda name: (len(name), name), default=actors[0] if actors else "an authority")


def identity_page(
    identity: Identity, register: Register, ledger: Ledger, seen: Sequence[Sighting], world: World
) -> Page:
    """One identity: names, offices on a time line with their proofs, where it is told of, what was judged of it."""
    names = {each.id: each.name for each in register.identities}
    head = (
        f"{identity.name} · {identity.kind}",
        " · ".join(part for part in (identity.id, country_name(identity.country, world), identity.wikidata) if part),
    )
    sections = []
    if identity.aliases:
        aliases = Row(label="", lines=tuple(map(one_line, identity.aliases)))
        sections.append(Section(title="ALSO TOLD AS", rows=(aliases,)))
    if identity.offices:
        sections.append(
            Section(title="OFFICES", rows=tuple(_office_row(office, names, world) for office in identity.offices))
        )
    members = set(identity.members)
    mine = sorted((one for one in seen if one.actor in members), key=lambda one: (one.day or "9", one.actor))
    sections.append(Section(title="TOLD OF", rows=tuple(_sighting_row(one) for one in mine)))
    told = _told_as(seen)
    judged = [*ledger.active(), *register.judgements]
    touching = tuple(_judgement_row(one, told) for one in judged if members & {*one.one, *one.other})
    if touching:
        sections.append(Section(title="JUDGED", rows=touching))
    return Page(head=head, sections=tuple(sections))


def _office_row(office: OfficeHeld, names: dict[str, str], world: World) -> Row:
    proofs = tuple((proof.day or "", proof.span) for proof in office.evidence if proof.span is not None)
    return Row(label=_days(office), lines=(office_line(office, names, world),), proofs=proofs)


def _days(office: OfficeHeld) -> str:
    if office.first is None:
        return f"until {office.left_by}" if office.left_by else "not dated"
    return office.first if office.first == office.last else f"{office.first}/{office.last}"


def _sighting_row(sighting: Sighting) -> Row:
    titles = ", ".join(
        f"{office.mark + ' ' if office.mark else ''}{one_line(office.title)}" for office in sighting.offices
    )
    outlet = f" · {sighting.outlet}" if sighting.outlet else ""
    told = f"{sighting.names[0]}{', ' + titles if titles else ''}{outlet}"
    return Row(label=sighting.day or "not dated", lines=(one_line(told), f"{sighting.actor} in {sighting.document}"))
