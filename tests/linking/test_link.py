"""Linking on readings made by hand: each rule alone, without the language model."""

from collections.abc import Sequence

import pytest

from tests.factories import (
    Part,
    act,
    bare,
    linked,
    names_of,
    organization,
    person,
    pronoun,
    role,
    state,
    told,
)

AZE, TUR, KEN, UGA, PRK, KOR = "AZE", "TUR", "KEN", "UGA", "PRK", "KOR"
WEKESA = person("Kenyan Foreign Minister Ruth Wekesa", name="Ruth Wekesa", title="Foreign Minister", country=KEN)
OKELLO = person("Ugandan Foreign Minister Moses Okello", name="Moses Okello", title="Foreign Minister", country=UGA)
TALIBZADE = person("security chief Rauf Talibzade", name="Rauf Talibzade", title="security chief", country=AZE)
MET: Sequence[Part] = [WEKESA, " ", act("received", "receive", subject=[0], object=[1]), " ", OKELLO, "."]
SAID = act("said", "say", subject=[2])
TOGETHER: Sequence[Part] = [
    state("Ghana", "GHA"),
    " and ",
    state("Togo", "TGO"),
    " ",
    act("met", "meet", subject=[0, 1]),
    ".",
]


@pytest.mark.parametrize(
    ("sentences", "mention", "expected"),
    [
        pytest.param([MET, [bare("Okello"), " ", SAID, "."]], 2, ["Moses Okello"], id="surname"),
        pytest.param(
            [
                [TALIBZADE, " spoke."],
                [role("the Azerbaijani security chief", "chief", title="security chief", country=AZE), "."],
            ],
            1,
            ["Rauf Talibzade"],
            id="office with its state",
        ),
        pytest.param(
            [MET, [role("the Ugandan minister", "minister", title="minister", country=UGA), "."]],
            2,
            ["Moses Okello"],
            id="office of the other state",
        ),
        pytest.param(
            [MET, [role("the Chadian minister", "minister", title="minister", country="TCD"), "."]],
            2,
            ["Chadian minister"],
            id="office of a third state is somebody else",
        ),
        pytest.param(
            [MET, [bare("Wekesa"), " thanked ", role("the guest", "guest"), "."]], 3, ["Moses Okello"], id="guest"
        ),
        pytest.param([["It rained."], [role("the guest", "guest"), " left."]], 0, [], id="guest of nobody"),
        pytest.param(
            [["It rained."], [role("the negotiator", "negotiator", title="negotiator"), "."]],
            0,
            [],
            id="office of nobody",
        ),
        pytest.param(
            [MET, [role("the two ministers", "minister", plural=True, count=2), "."]],
            2,
            ["Ruth Wekesa", "Moses Okello"],
            id="both",
        ),
        pytest.param(
            [TOGETHER, [told("state", "the two nations", head="nation", plural=True, count=2), "."]],
            2,
            ["Ghana", "Togo"],
            id="two nations told together",
        ),
        pytest.param(
            [MET, [told("state", "the two nations", head="nation", plural=True, count=2), "."]],
            2,
            ["Kenya", "Uganda"],
            id="two nations by their ministers",
        ),
        pytest.param(
            [["It rained."], [told("state", "the two nations", head="nation", plural=True, count=2), "."]],
            0,
            [],
            id="two nations of nobody",
        ),
        pytest.param(
            [TOGETHER, [role("the sides", "side", plural=True), "."]],
            2,
            ["Ghana", "Togo"],
            id="sides",
        ),
        pytest.param(
            [TOGETHER, [pronoun("They"), " ", act("left", "leave", subject=[2]), "."]], 2, ["Ghana", "Togo"], id="they"
        ),
        pytest.param([MET, [pronoun("She"), " ", SAID, "."]], 2, ["Ruth Wekesa"], id="she is the subject before"),
        pytest.param([MET, [pronoun("He"), " ", SAID, "."]], 2, ["Moses Okello"], id="he is no Ruth"),
        pytest.param(
            [
                [
                    person("Ms. Ekdal", name="Ekdal", gender="f"),
                    " met ",
                    person("Mr. Rantala", name="Rantala", gender="m"),
                    ".",
                ],
                [pronoun("She"), " ", SAID, "."],
            ],
            2,
            ["Ekdal"],
            id="she",
        ),
        pytest.param([["It rained."], [pronoun("He"), " left."]], 0, [], id="he of nobody"),
        pytest.param(
            [
                [organization("African Union", name="African Union"), " ", act("met", "meet", subject=[0]), "."],
                [pronoun("It"), " ", act("left", "leave", subject=[1]), "."],
            ],
            1,
            ["African Union"],
            id="it",
        ),
        pytest.param(
            [
                [
                    organization(
                        "State Security Service", name="State Security Service", country=AZE, sectors=("SPY",)
                    ),
                    ".",
                ],
                [organization("the service", head="service", sectors=("SPY",)), "."],
            ],
            1,
            ["State Security Service"],
            id="service",
        ),
        pytest.param(
            [
                [organization("Ministry of Trade", name="Ministry of Trade", country=KEN), "."],
                [organization("the ministry", head="ministry"), "."],
            ],
            1,
            ["Ministry of Trade"],
            id="ministry by its first word",
        ),
        pytest.param(
            [[WEKESA, " spoke."], [organization("the ministry", head="ministry"), "."]],
            1,
            ["Foreign Ministry"],
            id="ministry of a minister",
        ),
        pytest.param(
            [["It rained."], [organization("the ministry", head="ministry"), "."]],
            0,
            [],
            id="ministry of nobody",
        ),
        pytest.param(
            [[state("Bolivia", "BOL"), " closed a mine."], [organization("the government", head="government"), "."]],
            1,
            ["Bolivia"],
            id="government of the report",
        ),
        pytest.param(
            [
                [organization("Chin Liberation Army (CLA)", name="Chin Liberation Army", acronym="CLA"), "."],
                [bare("CLA"), " left."],
            ],
            1,
            ["Chin Liberation Army"],
            id="acronym told in brackets",
        ),
        pytest.param(
            [
                [organization("World Health Organization", name="World Health Organization"), "."],
                [organization("WHO", name="WHO"), " left."],
            ],
            1,
            ["World Health Organization"],
            id="acronym of the tables",
        ),
        pytest.param(
            [[state("North Korea", PRK), " and ", state("South Korea", KOR), "."], [bare("North"), " ", SAID, "."]],
            2,
            ["North Korea"],
            id="the North",
        ),
        pytest.param(
            [[state("North Korea", PRK), " and ", state("South Korea", KOR), "."], [bare("Koreas"), " ", SAID, "."]],
            2,
            ["North Korea", "South Korea"],
            id="the Koreas",
        ),
        pytest.param([[state("Jordan", "JOR"), "."], [bare("Kingdom"), " spoke."]], 1, ["Jordan"], id="the Kingdom"),
        pytest.param(
            [
                [
                    told("group", "a Turkish delegation led by", head="delegation", country=TUR, leader=1),
                    " ",
                    person("Selim Aksu"),
                    ".",
                ]
            ],
            0,
            ["Selim Aksu"],
            id="delegation acts as its leader",
        ),
        pytest.param(
            [
                [
                    told("group", "a Turkish delegation led by", head="delegation", country=TUR, leader=1),
                    " ",
                    person("Selim Aksu"),
                    ".",
                ],
                [told("group", "the Turkish delegation", head="delegation", country=TUR), "."],
            ],
            2,
            ["Selim Aksu"],
            id="delegation told again",
        ),
        pytest.param(
            [
                [
                    told("group", "envoys of A and B", head="envoy", plural=True, scope=(1, 2)),
                    " ",
                    state("Ghana", "GHA"),
                    state("Togo", "TGO"),
                ]
            ],
            0,
            ["Ghana", "Togo"],
            id="those in whose name they act",
        ),
        pytest.param(
            [
                [person("Gen. Bakary Sanogo", name="Bakary Sanogo", rank="Gen."), "."],
                [role("the general", "general"), "."],
            ],
            1,
            ["Bakary Sanogo"],
            id="rank",
        ),
    ],
)
def test_who_is_meant(sentences: Sequence[Sequence[Part]], mention: int, expected: list[str]) -> None:
    assert names_of(linked(*sentences), mention) == expected


@pytest.mark.parametrize(
    ("sentences", "persons"),
    [
        pytest.param(
            [
                [
                    person("Kim Min-jae", country=KOR),
                    person("Kim Sol-mi", country=PRK),
                    person("Kim Tae-ho", country=KOR),
                ]
            ],
            3,
            id="three Kims",
        ),
        pytest.param(
            [
                [
                    person("Minister Omar Tahir", name="Omar Tahir", title="Minister"),
                    person("General Sami Tahir", name="Sami Tahir", title="General"),
                ]
            ],
            2,
            id="two Tahirs",
        ),
        pytest.param(
            [[person("Petrović", country="SRB"), person("Petrović", country="MNE")]], 2, id="one surname, two states"
        ),
        pytest.param(
            [[person("Mr. Ekdal", name="Ekdal", gender="m"), person("Ms. Ekdal", name="Ekdal", gender="f")]],
            2,
            id="Mr and Ms",
        ),
        pytest.param(
            [[person("Wekesa", country=KEN), " (headline) ", person("Ruth Wekesa", country=KEN)]], 1, id="surname first"
        ),
        pytest.param([[person("Ruth Wekesa", country=KEN), person("R. Wekesa")]], 1, id="initial"),
        pytest.param([[person("Hissène Abakar"), person("Hisseine Abakar")]], 1, id="two spellings"),
    ],
)
def test_how_many_persons(sentences: Sequence[Sequence[Part]], persons: int) -> None:
    found = linked(*sentences)
    assert len([actor for actor in found.actors if actor.kind == "person"]) == persons


@pytest.mark.parametrize(
    ("told_again", "name"),
    [
        pytest.param(
            person("Interior Minister Tahir", name="Tahir", title="Interior Minister"), "Sami Tahir", id="title"
        ),
        pytest.param(person("Col. Tahir", name="Tahir", rank="Col."), "Omar Tahir", id="rank"),
        pytest.param(person("Libyan Tahir", name="Tahir", country="LBY"), "Sami Tahir", id="state"),
        pytest.param(person("Tahir"), "Sami Tahir", id="the last one told"),
    ],
)
def test_one_surname_of_two(told_again: Part, name: str) -> None:
    omar = person(
        "Defence Minister Col. Omar Tahir", name="Omar Tahir", title="Defence Minister", rank="Col.", country="TCD"
    )
    sami = person("Interior Minister Sami Tahir", name="Sami Tahir", title="Interior Minister", country="LBY")
    assert names_of(linked([omar, " and ", sami, "."], [told_again, " left."]), 2) == [name]


def test_what_stays_open_is_told_with_its_place() -> None:
    words: Sequence[Part] = [role("the negotiator", "negotiator", title="negotiator"), " left."]
    (open_,) = linked(words).unresolved
    assert (open_.told, tuple(open_.extent)) == ("negotiator", (4, 14))


def test_every_mention_of_an_actor_is_kept_in_order() -> None:
    found = linked(MET, [bare("Okello"), " ", SAID, "."])
    okello = next(actor for actor in found.actors if actor.name == "Moses Okello")
    assert okello.extents == tuple(sorted(okello.extents))
    assert len(okello.extents) == 2
