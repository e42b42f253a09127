"""Sightings by hand: a row states only what differs from a defence minister of Azerbaijan."""

from hashlib import sha256

from dragoman.identity.offices import OfficeReader
from dragoman.lexicon.load import load_lexicon
from dragoman.model.identity import Gender, OfficeTold, Sighting
from dragoman.model.record import ActorKind

LEXICON = load_lexicon()
READER = OfficeReader(lexicon=LEXICON)


def sighting(
    name: str,
    title: str | None = "Defence Minister",
    day: str | None = "2020-05-12",
    *,
    country: str | None = "AZE",
    kind: ActorKind = "person",
    report: str = "",
    company: tuple[str, ...] = (),
    gender: Gender | None = None,
    aliases: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    named: bool = True,
    organization: str | None = None,
) -> Sighting:
    """What a report tells of somebody; the report is another for each name, title and day, or the one that is named."""
    document = report or f"{name}|{title}|{day}|{country}"
    actor = f"actor:{sha256(f'{document}|{name}|{title}'.encode()).hexdigest()[:16]}"
    offices = READER.offices(title, country, organization) if title else ()
    return Sighting(
        actor=actor,
        kind=kind,
        names=(name, *aliases),
        named=named,
        country=country,
        sectors=sectors,
        wikidata=None,
        gender=gender,
        document=f"sha256:{sha256(document.encode()).hexdigest()}",
        day=day,
        outlet=None,
        offices=tuple(
            OfficeTold(
                key=office.key,
                seat=office.seat,
                title=told,
                organization=organization,
                country=country,
                mark=READER.mark(title or ""),
                day=day,
                document=f"sha256:{sha256(document.encode()).hexdigest()}",
                evidence=None,
            )
            for office, told in offices
        ),
        company=company,
        mentions=1,
    )
