"""Persons of a FollowTheMoney entities file: with Position and Occupancy, Membership, Directorship, Employment."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.identity.authorities import Fault, Lines, Read, day_told, distinct, json_lines
from dragoman.lexicon.country_codes import CountryCodes
from dragoman.model.identity import Authority, Term

# by schema: the property of the person, that of the body, that of the title
LINKS = {
    "Membership": ("member", "organization", "role"),
    "Directorship": ("director", "organization", "role"),
    "Employment": ("employee", "employer", "role"),
}
NAMES = ("name", "alias", "weakAlias", "previousName")
COUNTRIES = ("nationality", "citizenship", "country")
ENDED = "ended"


class _Post(NamedTuple):
    person: str
    post: str | None  # an entity: a Position, or a body
    title: str | None
    start: str | None
    end: str | None
    ended: bool


def read_ftm_persons(lines: Lines, source: str, codes: CountryCodes) -> Read:
    """Persons with their offices, from lines of JSON in any order."""
    posts: dict[str, list[_Post]] = {}
    named: dict[str, tuple[str, str | None]] = {}
    for _, entity in json_lines(lines()):
        for post in _posts(entity):
            posts.setdefault(post.person, []).append(post)
    wanted = {post.post for each in posts.values() for post in each if post.post}
    for _, entity in json_lines(lines()):
        if entity is not None and entity.get("id") in wanted:
            told = _values(entity, "name")
            if told:
                named[entity["id"]] = (told[0], _country(entity, codes))
    for where, entity in json_lines(lines()):
        if entity is None or not isinstance(entity.get("schema"), str):
            yield Fault(where, "is no entity of FollowTheMoney")
        elif entity["schema"] == "Person":
            yield _person(entity, where, source, codes, posts, named)


def _posts(entity: dict[str, Any] | None) -> Iterator[_Post]:
    schema = entity.get("schema") if entity is not None else None
    if entity is None or not isinstance(schema, str):
        return
    start, end = (
        next(iter(filter(None, map(day_told, _values(entity, key)))), None) for key in ("startDate", "endDate")
    )
    if schema == "Occupancy":
        ended = ENDED in _values(entity, "status") or bool(_values(entity, "endDate"))
        for person in _values(entity, "holder"):
            for held in _values(entity, "post"):
                yield _Post(person, held, None, start, end, ended)
    elif schema in LINKS:
        who, body, role = LINKS[schema]
        for person in _values(entity, who):
            bodies: list[str | None] = [*_values(entity, body)]
            for post in bodies or [None]:
                for title in _values(entity, role):
                    yield _Post(person, post, title, start, end, bool(_values(entity, "endDate")))


def _values(entity: dict[str, Any], key: str) -> list[str]:
    properties = entity.get("properties")
    told = properties.get(key) if isinstance(properties, dict) else None
    return [value for value in told if isinstance(value, str) and value.strip()] if isinstance(told, list) else []


def _country(entity: dict[str, Any], codes: CountryCodes) -> str | None:
    found = (codes.find(value) for key in COUNTRIES for value in _values(entity, key))
    return next((code for code in found if code), None)


def _person(
    entity: dict[str, Any],
    where: str,
    source: str,
    codes: CountryCodes,
    posts: dict[str, list[_Post]],
    named: dict[str, tuple[str, str | None]],
) -> Authority | Fault:
    names = [name for key in NAMES for name in _values(entity, key)]
    identity = entity.get("id")
    if not isinstance(identity, str) or not names:
        return Fault(where, "is a Person without an id or without a name")
    terms = []
    for post in posts.get(identity, ()):
        called, country = named.get(post.post or "", (None, None))
        title = post.title or called
        if title:
            body = called if post.title else None
            terms.append(
                Term(title=title, organization=body, country=country, start=post.start, end=post.end, ended=post.ended)
            )
    country = _country(entity, codes)
    told = [Term(title=title, country=country) for title in _values(entity, "position")] if not terms else []
    return Authority(
        id=identity,
        source=source,
        name=names[0],
        aliases=distinct(names[1:], but=names[0]),
        country=country,
        wikidata=next(iter(_values(entity, "wikidataId")), None) or (identity if _is_item(identity) else None),
        terms=(*terms, *told),
    )


def _is_item(identity: str) -> bool:
    return identity[:1] == "Q" and identity[1:].isdecimal()
