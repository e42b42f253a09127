"""Every organization of the tables, told by its name with its acronym in brackets, is one actor with that alias."""

import csv
from functools import cache

import pytest

import dragoman
from dragoman.lexicon.tables import DATA
from dragoman.model.record import Actor

pytestmark = pytest.mark.model
AT_ONCE = 30


def acronym_of(forms: str) -> str | None:
    told = (form.removesuffix("~") for form in forms.split("|"))
    return next((form for form in told if form.isalpha() and sum(map(str.isupper, form)) > 1), None)


with (DATA / "igos.csv").open(encoding="utf-8", newline="") as file:
    BODIES = [(row["name"], acronym_of(row["forms"])) for row in csv.DictReader(file) if row["kind"] == "igo"]


@cache
def actors_told(batch: int) -> tuple[Actor, ...]:
    told = (
        f"On Tuesday the {name}{f' ({acronym})' if acronym else ''} praised Togo."
        for name, acronym in BODIES[batch * AT_ONCE : (batch + 1) * AT_ONCE]
    )
    return dragoman.read("\n\n".join(("LOME, 3 May 2023 - The ministers met in Lome.", *told))).actors


@pytest.mark.parametrize("number", range(len(BODIES)), ids=lambda number: BODIES[number][0])
def test_one_actor_with_its_acronym(number: int) -> None:
    name, acronym = BODIES[number]
    told = [actor for actor in actors_told(number // AT_ONCE) if name in (actor.name, *actor.aliases)]
    assert [(actor.kind, actor.name) for actor in told] == [("igo", name)]
    assert acronym is None or acronym in told[0].aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Tuesday the People's Republic of China praised Togo.", "China"),
        ("On Tuesday the Lao People's Democratic Republic praised Togo.", "Laos"),
    ],
    ids=["China", "Laos"],
)
def test_an_apostrophe_is_part_of_a_formal_name(text: str, name: str) -> None:
    actors = {actor.name: actor.kind for actor in dragoman.read(text).actors}
    assert actors == {name: "state", "Togo": "state"}


def test_a_body_called_regime_is_no_government() -> None:
    actors = dragoman.read("On Tuesday the Missile Technology Control Regime met in Lome.").actors
    assert ("igo", "Missile Technology Control Regime") in {(actor.kind, actor.name) for actor in actors}
