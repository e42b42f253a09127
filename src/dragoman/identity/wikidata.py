"""Persons of a Wikidata dump, or of an extract of one: an entity a line, in an array or not.

Offices (P39) have the names and the states (P1001, P17) of their own entities, if these stand in the file too; states
are told by their code (P298).
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from dragoman.identity.authorities import Fault, Lines, Read, day_told, distinct, json_lines
from dragoman.lexicon.country_codes import CountryCodes
from dragoman.model.identity import Authority, Term

HUMAN = "Q5"
INSTANCE, CITIZEN, OFFICE, CODE = "P31", "P27", "P39", "P298"
OF_STATE = ("P1001", "P17")
START, END, REPLACED_BY = "P580", "P582", "P1366"
LANGUAGES = ("en", "mul")
# precision of a time: how much of "+2013-10-22" it tells
PRECISE = {9: len("2013"), 10: len("2013-10"), 11: len("2013-10-22")}


def read_wikidata_persons(lines: Lines, source: str, codes: CountryCodes) -> Read:
    """Persons with their offices. Redirects are passed over; so are statements of deprecated rank or without value."""
    offices: set[str] = set()
    states: dict[str, str] = {}
    for _, entity in json_lines(lines()):
        if entity is None:
            continue
        code = next((codes.find(told) for told in _texts(entity, CODE)), None)
        if code is not None and isinstance(entity.get("id"), str):
            states[entity["id"]] = code
        if HUMAN in _items(entity, INSTANCE):
            offices.update(_items(entity, OFFICE))
    posts: dict[str, tuple[str, str | None]] = {}
    for _, entity in json_lines(lines()):
        if entity is not None and entity.get("id") in offices and (name := _label(entity)):
            of = (states.get(item) for prop in OF_STATE for item in _items(entity, prop))
            posts[entity["id"]] = (name, next(filter(None, of), None))
    for where, entity in json_lines(lines()):
        if entity is None:
            yield Fault(where, "is no JSON object")
        elif "claims" not in entity:
            if "redirects" not in entity:
                yield Fault(where, "is no entity with claims")
        elif HUMAN in _items(entity, INSTANCE):
            yield _person(entity, where, source, posts, states)


def _person(
    entity: dict[str, Any],
    where: str,
    source: str,
    posts: dict[str, tuple[str, str | None]],
    states: dict[str, str],
) -> Authority | Fault:
    identity, name = entity.get("id"), _label(entity)
    if not isinstance(identity, str) or name is None:
        return Fault(where, "is a person without an id or without a name in Latin letters")
    country = next((states[item] for item in _items(entity, CITIZEN) if item in states), None)
    return Authority(
        id=identity,
        source=source,
        name=name,
        aliases=distinct(_names(entity), but=name),
        country=country,
        wikidata=identity,
        terms=tuple(_terms(entity, posts)),
    )


def _terms(entity: dict[str, Any], posts: dict[str, tuple[str, str | None]]) -> Iterator[Term]:
    for statement in _statements(entity, OFFICE):
        item = _item(statement.get("mainsnak"))
        if item is None or item not in posts:
            continue
        title, country = posts[item]
        start, end = _time(statement, START), _time(statement, END)
        ended = bool(_qualifiers(statement, END) or _qualifiers(statement, REPLACED_BY)) and not _denied(statement, END)
        yield Term(title=title, country=country, start=start, end=end, ended=ended)


def _statements(entity: dict[str, Any], prop: str) -> Iterator[dict[str, Any]]:
    claims = entity.get("claims")
    told = claims.get(prop) if isinstance(claims, dict) else None
    for statement in told if isinstance(told, list) else ():
        if isinstance(statement, dict) and statement.get("rank") != "deprecated":
            yield statement


def _items(entity: dict[str, Any], prop: str) -> list[str]:
    found = (_item(statement.get("mainsnak")) for statement in _statements(entity, prop))
    return [item for item in found if item is not None]


def _texts(entity: dict[str, Any], prop: str) -> list[str]:
    found = (_value(statement.get("mainsnak")) for statement in _statements(entity, prop))
    return [value for value in found if isinstance(value, str)]


def _item(snak: object) -> str | None:
    value = _value(snak)
    told = value.get("id") if isinstance(value, dict) else None
    return told if isinstance(told, str) else None


def _value(snak: object) -> object:
    """The value of a snak; None where there is none, or an unknown one."""
    if not isinstance(snak, dict) or snak.get("snaktype") != "value":
        return None
    data = snak.get("datavalue")
    return data.get("value") if isinstance(data, dict) else None


def _qualifiers(statement: dict[str, Any], prop: str) -> list[Any]:
    told = statement.get("qualifiers")
    found = told.get(prop) if isinstance(told, dict) else None
    return found if isinstance(found, list) else []


def _denied(statement: dict[str, Any], prop: str) -> bool:
    """Whether it is told that there is no such time: who has no end is in office."""
    return any(isinstance(snak, dict) and snak.get("snaktype") == "novalue" for snak in _qualifiers(statement, prop))


def _time(statement: dict[str, Any], prop: str) -> str | None:
    for snak in _qualifiers(statement, prop):
        value = _value(snak)
        if isinstance(value, dict) and isinstance(value.get("time"), str) and value["time"].startswith("+"):
            size = PRECISE.get(value.get("precision", 0))
            if size is not None:
                return day_told(value["time"][1 : size + 1])
    return None


def _label(entity: dict[str, Any]) -> str | None:
    told = entity.get("labels")
    labels = told if isinstance(told, dict) else {}
    for language in (*LANGUAGES, *sorted(labels)):
        name = labels.get(language)
        value = name.get("value") if isinstance(name, dict) else None
        if isinstance(value, str) and _is_latin(value):
            return value
    return None


def _names(entity: dict[str, Any]) -> Iterator[str]:
    for key in ("labels", "aliases"):
        told = entity.get(key)
        for _, names in sorted(told.items()) if isinstance(told, dict) else ():
            for name in names if isinstance(names, list) else [names]:
                value = name.get("value") if isinstance(name, dict) else None
                if isinstance(value, str) and _is_latin(value):
                    yield value


def _is_latin(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(letter.isascii() or "LATIN" in unicodedata.name(letter, "") for letter in letters)
