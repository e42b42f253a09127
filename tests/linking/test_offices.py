"""Offices and the home state, on readings made by hand: tenures, derived bodies, whose affairs a report tells."""

from collections.abc import Sequence
from typing import Any

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.linking.link import link
from tests.factories import Part, act, bare, linked, organization, person, reading, state, told

KEN = "KEN"
WEKESA = person("Kenyan Foreign Minister Ruth Wekesa", name="Ruth Wekesa", title="Foreign Minister", country=KEN)


@pytest.mark.parametrize(
    ("holder", "title", "organization", "country"),
    [
        pytest.param(WEKESA, "Foreign Minister", "Foreign Ministry", KEN, id="derived from the title"),
        pytest.param(
            person("Minister of Trade Ali Noor", name="Ali Noor", title="Minister of Trade", country=KEN),
            "Minister of Trade",
            "Ministry of Trade",
            KEN,
            id="derived from the title's field",
        ),
        pytest.param(
            person(
                "Minister of Trade of Kenya Ali Noor", name="Ali Noor", title="Minister of Trade of Kenya", country=KEN
            ),
            "Minister of Trade of Kenya",
            "Ministry of Trade",
            KEN,
            id="derived without the state in the title",
        ),
        pytest.param(
            person("Prime Minister Ali Noor", name="Ali Noor", title="Prime Minister", country=KEN),
            "Prime Minister",
            None,
            KEN,
            id="an office without a body",
        ),
        pytest.param(
            person("Deputy Foreign Minister Ali Noor", name="Ali Noor", title="Deputy Foreign Minister", country=KEN),
            "Deputy Foreign Minister",
            "Foreign Ministry",
            KEN,
            id="a deputy's is the same body",
        ),
        pytest.param(
            person("Border Service chief Ali Noor", name="Ali Noor", title="chief", body="Border Service", country=KEN),
            "chief",
            "Border Service",
            KEN,
            id="told beside it",
        ),
        pytest.param(
            person("NATO Secretary-General Ali Noor", name="Ali Noor", title="Secretary-General", body="NATO"),
            "Secretary-General",
            "NATO",
            None,
            id="no state's",
        ),
        pytest.param(
            person("Defence Minister Ali Noor", name="Ali Noor", title="Defence Minister"),
            "Defence Minister",
            "Defence Ministry",
            "MNG",
            id="the home state's where none is told",
        ),
        pytest.param(
            person(
                "head of Kenya's Border Service (KBS) Ali Noor",
                name="Ali Noor",
                title="head of Kenya's Border Service (KBS)",
                country=KEN,
            ),
            "head of Kenya's Border Service (KBS)",
            "Border Service",
            KEN,
            id="in the title, without its state and its acronym",
        ),
    ],
)
def test_tenure(holder: Part, title: str, organization: str | None, country: str | None) -> None:
    found = linked([state("Mongolia", "MNG"), " held a parade."], [holder, " spoke."])
    (tenure,) = found.tenures
    body = None if tenure.organization is None else found.actors[tenure.organization].name
    assert (tenure.title, body, tenure.country) == (title, organization, country)


NOOR = person("Interior Minister Ali Noor", name="Ali Noor", title="Interior Minister")


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        pytest.param(
            [
                NOOR,
                " ",
                act("received", "receive", subject=[2], object=[3]),
                " ",
                told("group", "Mongolian delegation", country="MNG"),
                ".",
            ],
            KEN,
            id="who receives the other's delegation",
        ),
        pytest.param(
            [NOOR, " ", act("thanked", "thank", subject=[2], object=[3]), " ", state("Mongolia", "MNG"), "."],
            KEN,
            id="who thanks the other",
        ),
        pytest.param(
            [NOOR, " ", act("toured", "inspect", subject=[2], object=[3]), " ", state("Mongolia", "MNG"), "."],
            "MNG",
            id="who goes about his own",
        ),
    ],
)
def test_nobody_deals_with_his_own_state_as_with_another(sentence: Sequence[Part], country: str) -> None:
    (tenure,) = linked([state("Mongolia", "MNG"), " and ", state("Kenya", KEN), " signed."], sentence).tenures
    assert tenure.country == country


def test_a_body_told_by_its_acronym_gets_its_full_name() -> None:
    title = "head of the Guyana Defence Force (GDF)"
    found = linked(
        [organization("GDF", name="GDF"), " advanced."],
        [person(f"{title} Ali Noor", name="Ali Noor", title=title), " spoke."],
    )
    (body,) = (actor for actor in found.actors if actor.kind == "organization")
    assert (body.name, body.aliases) == ("Guyana Defence Force", ("GDF",))


def test_a_short_form_of_a_title_is_the_same_office() -> None:
    short = person("Minister Wekesa", name="Wekesa", title="Minister", country=KEN)
    assert [tenure.title for tenure in linked([WEKESA, " spoke."], [short, " left."]).tenures] == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("sentences", "known", "home"),
    [
        pytest.param(
            [[state("Peru", "PER"), " and ", state("Chile", "CHL"), "."]], {}, "PER", id="the first state told"
        ),
        pytest.param(
            [[state("Peru", "PER"), " and ", state("Japan", "JPN"), "."]],
            {"outlet": "Yomiuri Shimbun"},
            "JPN",
            id="the outlet's",
        ),
        pytest.param(
            [[state("Peru", "PER"), " and ", state("Chile", "CHL"), "."]],
            {"outlet": "Yomiuri Shimbun"},
            "PER",
            id="not the outlet's where it is not told of",
        ),
        pytest.param(
            [[state("Peru", "PER"), ". ", *[state("Chile", "CHL"), " "] * 4]],
            {},
            "CHL",
            id="the state told most",
        ),
        pytest.param(
            [[state("Peru", "PER"), " and ", state("Chile", "CHL"), "."]],
            {"outlet": "Foreign Ministry of Chile"},
            "CHL",
            id="the state in the outlet's name",
        ),
        pytest.param([["It rained."]], {}, None, id="none"),
    ],
)
def test_home(sentences: Sequence[Sequence[Part]], known: dict[str, Any], home: str | None, lexicon: Lexicon) -> None:
    assert link(reading(*sentences, **known), lexicon).home == home


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        pytest.param([bare("Cyclone Ambali"), " ", act("hit", "hit", subject=[0]), "."], [], id="a storm"),
        pytest.param(
            ["Sailors ", act("seized", "seize", object=[0]), " ", bare("the Rya Feng", name="Rya Feng"), "."],
            [],
            id="a ship with an article",
        ),
        pytest.param(
            [bare("the Rya Post", name="Rya Post"), " ", act("condemned", "condemn", subject=[0]), " it."],
            [("organization", "Rya Post")],
            id="with an article, and acts",
        ),
        pytest.param(
            [bare("Rya Feng"), " ", act("condemned", "condemn", subject=[0]), " it."],
            [("person", "Rya Feng")],
            id="a person",
        ),
        pytest.param(
            ["Sailors ", act("attacked", "attack", object=[0]), " ", bare("Ryaport"), "."], [], id="one word, done to"
        ),
        pytest.param(
            [bare("Ryaport"), " ", act("condemned", "condemn", subject=[0]), " it."],
            [("person", "Ryaport")],
            id="one word, that acts",
        ),
    ],
)
def test_a_bare_name(sentence: Sequence[Part], actors: list[tuple[str, str]]) -> None:
    assert [(actor.kind, actor.name) for actor in linked(sentence).actors] == actors
