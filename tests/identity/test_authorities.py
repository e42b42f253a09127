"""Persons and offices from the files of others: what is read, what is a fault, and that the rest goes on."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from dragoman.errors import AuthorityError
from dragoman.identity.authorities import Fault, read_csv_persons
from dragoman.identity.followthemoney import read_ftm_persons
from dragoman.identity.wikidata import read_wikidata_persons
from dragoman.lexicon.country_codes import country_codes_of
from dragoman.model.identity import Authority, Term

from .factories import LEXICON

CODES = country_codes_of(LEXICON.codes, LEXICON.world)


def split(found: Iterable[Authority | Fault]) -> tuple[list[Authority], list[str]]:
    told = list(found)
    return [one for one in told if isinstance(one, Authority)], [str(one) for one in told if isinstance(one, Fault)]


def from_csv(text: str) -> tuple[list[Authority], list[str]]:
    return split(read_csv_persons(lambda: text.splitlines(keepends=True), "list.csv", CODES))


HEADER = "name,aliases,country,title,organization,start,end,wikidata\n"


def test_rows_of_one_person_are_one_authority() -> None:
    persons, faults = from_csv(
        HEADER
        + "Ramil Naghiyev,R. Nağıyev|Ramil Nagiyev,AZ,Defence Minister,,2013-10-22,,Q1\n"
        + "Ramil Naghiyev,,Azerbaijan,ambassador,NATO,2024-05,2025,Q1\n"
        + '"Petrov, Zhan",,RUS,,,,,\n'
    )
    assert faults == []
    assert [(one.id, one.name, one.country, one.wikidata) for one in persons] == [
        ("Q1", "Ramil Naghiyev", "AZE", "Q1"),
        ("Petrov, Zhan|RUS", "Petrov, Zhan", "RUS", None),
    ]
    assert persons[0].aliases == ("R. Nağıyev", "Ramil Nagiyev")
    assert persons[0].terms == (
        Term(title="Defence Minister", country="AZE", start="2013-10-22"),
        Term(title="ambassador", organization="NATO", country="AZE", start="2024-05", end="2025"),
    )


CSV_FAULTS = {
    "no name": (",,AZE,minister,,,,", "line 2: has no name"),
    "no such country": ("A B,,Arnor,,,,,", "line 2: has the country 'Arnor'"),
    "no such day": ("A B,,AZE,minister,,2013-13,,", "line 2: has the date '2013-13'"),
    "cells missing": ("A B,AZE", "line 2: has more or fewer cells"),
    "a cell too many": ("A B,,AZE,,,,,,x", "line 2: has more or fewer cells"),
}


@pytest.mark.parametrize(("row", "told"), CSV_FAULTS.values(), ids=CSV_FAULTS.keys())
def test_a_bad_row_is_told_and_the_rest_is_read(row: str, told: str) -> None:
    persons, (fault,) = from_csv(f"{HEADER}{row}\nC D,,AZE,,,,,\n")
    assert fault.startswith(told)
    assert [one.name for one in persons] == ["C D"]


def test_rows_that_stand_apart_are_told() -> None:
    persons, (fault,) = from_csv(HEADER + "A B,,AZE,,,,,\nC D,,AZE,,,,,\nA B,,AZE,minister,,,,\n")
    assert [one.name for one in persons] == ["A B", "C D"]
    assert fault == "line 4: A B stands apart from its other rows; sort the file by name"


@pytest.mark.parametrize("header", ["name,party\n", "aliases,country\n", "", "name,name\n"])
def test_other_columns_are_refused(header: str) -> None:
    with pytest.raises(AuthorityError, match=r"^list\.csv: has .*they are name,aliases,country"):
        from_csv(header)


def entity(identity: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": identity, "schema": schema, "properties": properties}


def from_ftm(*entities: object) -> tuple[list[Authority], list[str]]:
    lines = [json.dumps(one) if not isinstance(one, str) else one for one in entities]
    return split(read_ftm_persons(lambda: lines, "entities.ftm.json", CODES))


def test_followthemoney_in_any_order() -> None:
    persons, faults = from_ftm(
        entity("o1", "Occupancy", holder=["p1"], post=["post1"], startDate=["2013-10-22"], endDate=["2024-05-12T00"]),
        entity("o2", "Occupancy", holder=["p1"], post=["post1"], status=["ended"]),
        entity("p1", "Person", name=["Ramil Naghiyev"], alias=["R. Nağıyev"], nationality=["az"], wikidataId=["Q1"]),
        entity("m1", "Membership", member=["p1"], organization=["org1"], role=["chairman"], startDate=["2025"]),
        entity("post1", "Position", name=["Minister of Defence"], country=["az"]),
        entity("org1", "Organization", name=["Veterans Union"], country=["az"]),
        entity("c1", "Company", name=["Acme"]),
    )
    assert faults == []
    (one,) = persons
    assert (one.id, one.name, one.aliases, one.country, one.wikidata) == (
        *("p1", "Ramil Naghiyev", ("R. Nağıyev",), "AZE", "Q1"),
    )
    assert one.terms == (
        Term(title="Minister of Defence", country="AZE", start="2013-10-22", end="2024-05-12", ended=True),
        Term(title="Minister of Defence", country="AZE", ended=True),
        Term(title="chairman", organization="Veterans Union", country="AZE", start="2025"),
    )


def test_bad_entities_are_told_and_the_rest_is_read() -> None:
    persons, faults = from_ftm(
        "{",
        "[1]",
        {"id": "x"},
        entity("p1", "Person", name=[]),
        {"id": "p2", "schema": "Person", "properties": None},
        {"id": "p3", "schema": "Person", "properties": {"name": ["A B", 7], "country": "az"}},
    )
    assert [fault.split(":")[0] for fault in faults] == ["line 1", "line 2", "line 3", "line 4", "line 5"]
    assert [(one.name, one.country) for one in persons] == [("A B", None)]


def item(identity: str) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"id": identity}, "type": "wikibase-entityid"}}


def day(time: str, precision: int) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"time": time, "precision": precision}, "type": "time"}}


def claim(snak: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]) -> dict[str, Any]:
    return {"mainsnak": snak, "rank": rank, "qualifiers": {key: [value] for key, value in qualifiers.items()}}


def thing(identity: str, label: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": identity, "type": "item", "labels": {"en": {"value": label}}, "claims": claims}


MISSING = {"snaktype": "somevalue"}
NONE = {"snaktype": "novalue"}
AZE = thing("Q227", "Azerbaijan", P298=[claim({"snaktype": "value", "datavalue": {"value": "AZE"}})])
POST = thing("Q50", "Minister of Defence of Azerbaijan", P17=[claim(item("Q227"))])


def from_wikidata(*entities: object, array: bool = False) -> tuple[list[Authority], list[str]]:
    lines = [json.dumps(one) if not isinstance(one, str) else one for one in entities]
    if array:
        lines = ["[", *(f"{line}," for line in lines[:-1]), lines[-1], "]"]
    return split(read_wikidata_persons(lambda: lines, "dump.json", CODES))


TERMS = {
    "days": (
        claim(item("Q50"), P580=day("+2013-10-22T00:00:00Z", 11), P582=day("+2024-05-00T00:00:00Z", 10)),
        {"start": "2013-10-22", "end": "2024-05", "ended": True},
    ),
    "a year": (claim(item("Q50"), "preferred", P580=day("+2013-00-00T00:00:00Z", 9)), {"start": "2013"}),
    "a century": (claim(item("Q50"), P580=day("+2000-00-00T00:00:00Z", 7)), {}),
    "an end unknown": (claim(item("Q50"), P582=MISSING), {"ended": True}),
    "no end": (claim(item("Q50"), P582=NONE), {}),
    "replaced": (claim(item("Q50"), P1366=item("Q9")), {"ended": True}),
}


@pytest.mark.parametrize(("statement", "told"), TERMS.values(), ids=TERMS.keys())
@pytest.mark.parametrize("array", [True, False], ids=["array", "lines"])
def test_wikidata_offices(statement: dict[str, Any], told: dict[str, Any], *, array: bool) -> None:
    person = thing("Q1", "Ramil Naghiyev", P31=[claim(item("Q5"))], P27=[claim(item("Q227"))], P39=[statement])
    (one,), faults = from_wikidata(person, POST, AZE, array=array)
    assert faults == []
    assert (one.id, one.country, one.wikidata) == ("Q1", "AZE", "Q1")
    expected = {"title": "Minister of Defence of Azerbaijan", "country": "AZE", **told}
    assert one.terms == (Term.model_validate(expected),)


@pytest.mark.parametrize(
    "statement",
    [claim(item("Q50"), "deprecated"), claim(MISSING), claim(NONE), claim(item("Q404")), {"mainsnak": 7}],
    ids=["deprecated", "unknown", "none", "no such office in the file", "nonsense"],
)
def test_wikidata_statements_that_tell_no_office(statement: dict[str, Any]) -> None:
    (one,), _ = from_wikidata(thing("Q1", "A B", P31=[claim(item("Q5"))], P39=[statement]), POST, AZE)
    assert one.terms == ()


def test_wikidata_names_are_those_in_latin_letters() -> None:
    person = thing("Q1", "Volodymyr Hrytsenko", P31=[claim(item("Q5"))])
    person["labels"] |= {"uk": {"value": "Володимир Гриценко"}, "de": {"value": "Wolodymyr Hryzenko"}}
    person["aliases"] = {"en": [{"value": "V. Hrytsenko"}, {"value": 7}]}
    (one,), _ = from_wikidata(person)
    assert (one.name, one.aliases) == ("Volodymyr Hrytsenko", ("Wolodymyr Hryzenko", "V. Hrytsenko"))


def test_wikidata_passes_over_redirects_and_tells_what_is_broken() -> None:
    nobody = thing("Q2", "", P31=[claim(item("Q5"))])
    persons, faults = from_wikidata({"id": "Q3", "redirects": {"to": "Q1"}}, "{", {"id": "Q4"}, nobody, POST)
    assert persons == []
    assert [fault.split(":")[0] for fault in faults] == ["line 2", "line 3", "line 4"]
