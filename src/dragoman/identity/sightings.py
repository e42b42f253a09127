"""What one record tells of its actors, as far as it matters for who they are."""

from collections.abc import Iterable

from dragoman.identity.offices import OfficeReader
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.names import name_parts
from dragoman.model.identity import Gender, OfficeTold, Sighting
from dragoman.model.record import Actor, Record, Tenure

MOST_COMPANY = 12
FOREIGN = frozenset({"igo", "media", "group"})


def sightings(record: Record, lexicon: Lexicon, offices: OfficeReader | None = None) -> tuple[Sighting, ...]:
    """Every actor of a record as it is seen there, in the record's order."""
    reader = offices or OfficeReader(lexicon=lexicon)
    day = day_of(record)
    actors = {actor.id: actor for actor in record.actors}
    tenures: dict[str, list[Tenure]] = {}
    for tenure in record.tenures:
        tenures.setdefault(tenure.person, []).append(tenure)
    named = {actor.id: is_named(actor, reader) for actor in record.actors}
    keys = {
        actor.id: key
        for actor in record.actors
        if named[actor.id] and (key := _company_key(actor, lexicon)) is not None
    }
    told = sorted(keys, key=lambda actor: (-len(actors[actor].mentions), actor))[: MOST_COMPANY + 1]
    document = record.document
    return tuple(
        Sighting(
            actor=actor.id,
            kind=actor.kind,
            names=tuple(dict.fromkeys((actor.name, *actor.aliases))),
            named=named[actor.id],
            country=actor.country,
            sectors=actor.sectors,
            wikidata=actor.wikidata,
            gender=_gender(actor, tenures.get(actor.id, ()), lexicon),
            document=document.id,
            day=day,
            outlet=document.outlet,
            offices=tuple(
                office
                for tenure in tenures.get(actor.id, ())
                for office in _offices(tenure, actors, record, day, reader)
            ),
            company=tuple(sorted({keys[other] for other in told if other != actor.id}))
            if actor.kind == "person"
            else (),
            mentions=len(actor.mentions),
        )
        for actor in record.actors
    )


def day_of(record: Record) -> str | None:
    """The day on which a report was published, None where it tells none to the day."""
    published = record.document.published
    if published is None or published.earliest is None or published.earliest != published.latest:
        return None
    return published.earliest


def is_named(actor: Actor, reader: OfficeReader) -> bool:
    """Whether an actor has a name of its own: "the Tajik ambassador" has none, nor have "34 soldiers"."""
    lexicon = reader.lexicon
    if actor.kind in {"state", "igo", "media"} or lexicon.world.find(actor.name):
        return True
    if actor.kind != "person":
        return actor.name[:1].isupper()
    return not all(_describes(word, lexicon) for word in reader.without_states(actor.name))


def _describes(word: str, lexicon: Lexicon) -> bool:
    names = lexicon.names
    told = fold(word).strip(".,")
    if word[:1].islower() and told not in names.name_particles and told.split("-")[0] not in names.name_particles:
        return True
    known = (
        names.titles,
        names.portfolios,
        names.nouns,
        names.deputies,
        names.governments,
        names.sides,
        names.temporal,
    )
    return any(told in words for words in known) or told in names.articles or told in names.of


def _company_key(actor: Actor, lexicon: Lexicon) -> str | None:
    """By what somebody is known in the company of others; a state is no company."""
    if actor.kind == "person":
        parts = name_parts(actor.name, lexicon.names.name_particles, lexicon.spellings)
        return max((lexicon.spellings.part(part).key for part in parts), key=lambda key: (len(key), key))
    if actor.kind in {"organization", "group"}:
        return f"{actor.country or ''} {fold(actor.name)}"
    return None


def _gender(actor: Actor, tenures: Iterable[Tenure], lexicon: Lexicon) -> Gender | None:
    """By the words beside the name; by pronouns only where all agree."""
    beside = {
        word.strip(",") for tenure in tenures for span in tenure.evidence for word in fold(span.quote).split()
    } | {word for tenure in tenures for word in fold(tenure.title).split()}
    told: set[Gender] = set()
    if beside & lexicon.names.feminine:
        told.add("f")
    if beside & lexicon.offices.masculine:
        told.add("m")
    if not told:
        pronouns = {fold(span.quote) for span in actor.mentions}
        if pronouns & lexicon.offices.he:
            told.add("m")
        if pronouns & lexicon.offices.she:
            told.add("f")
    return told.pop() if len(told) == 1 else None


def _offices(
    tenure: Tenure, actors: dict[str, Actor], record: Record, day: str | None, reader: OfficeReader
) -> Iterable[OfficeTold]:
    body = actors.get(tenure.organization) if tenure.organization else None
    # what is held no more says so in its title; beside it "former" may be of another office: "Envoy A, former Minister"
    beside = reader.mark(" ".join(span.quote for span in tenure.evidence))
    mark = reader.mark(tenure.title) or (beside if beside != "former" else None)
    foreign = body is not None and body.country is None and (tenure.country is None or body.kind in FOREIGN)
    country = tenure.country or (body.country if body is not None else None)
    observed = tenure.observed
    told = observed.earliest if observed is not None and observed.earliest == observed.latest else day
    for office, title in reader.offices(
        tenure.title, country, body.name if body is not None else None, foreign=foreign
    ):
        yield OfficeTold(
            key=office.key,
            seat=office.seat,
            title=reader.without_mark(title) if mark == "former" else title,
            organization=body.name if body is not None else None,
            country=country,
            mark=mark,
            day=told,
            document=record.document.id,
            evidence=tenure.evidence[0] if tenure.evidence else None,
        )
