"""A wire story on ten sites is one story; notices that look alike, and one event in other words, are several."""

import itertools
import subprocess
import sys

import pytest
from sqlalchemy import select

from dragoman.screening import bands, near, signature
from dragoman.screening.nearness import SHORTEST
from dragoman.store import Store
from dragoman.store import schema as s
from tests.store.making import Desk

WIRE = """Ministers of Norway and Chile signed a fisheries agreement in Oslo on Tuesday

The agreement lets vessels of both countries land their catch in each other's ports without prior notice, and sets up a
joint commission that will meet twice a year. Norway's fisheries minister said that the talks had taken four years and
had nearly failed last winter, when patrol boats detained two trawlers off Tromsø.

Her Chilean colleague thanked the hosts for their patience. He said that fishermen in Punta Arenas had waited for clear
rules since the quota dispute of 2019, and that the commission would begin its work before the next season opens.

Environmental groups in both countries welcomed the text but asked for observers on board of every larger vessel. The
ministry in Oslo answered that observers are planned for the second year, once the ports have the staff that they need.

The agreement goes to both parliaments in the autumn. In Santiago the governing coalition has a narrow majority in the
lower house, and fishing towns in the south have announced that they will send their mayors to the hearing.

Trade between the two countries has doubled in ten years, mostly in salmon feed, ship engines and frozen fish. A second
round of talks, on research vessels and the exchange of students, is to open in Valparaíso in the first week of March.
"""
PARAGRAPHS = WIRE.strip().split("\n\n")
BODY = "\n\n".join(PARAGRAPHS[1:])
BRIEF = (
    "The foreign ministry of Peru summoned the ambassador of Bolivia on Friday over remarks about the border posts at "
    "Desaguadero, the state news agency reported, and handed him a note that asks for an explanation within three days."
)

COPIES = {
    "another headline": f"Oslo and Santiago settle long row over catch and ports\n\n{BODY}",
    "no headline": BODY,
    "last two paragraphs cut": "\n\n".join(PARAGRAPHS[:-2]),
    "cut to its first half": "\n\n".join(PARAGRAPHS[:3]),
    "boilerplate before and behind": (
        "Advertisement. Story continues below. Share this article with friends and subscribe to our newsletter for "
        f"the news of the day in your inbox.\n\n{WIRE}\n\nThis story was taken from a wire service and has not been "
        "edited by our staff. Read more: what to see this week. All rights reserved; contact the desk for corrections."
    ),
    "typographic marks": WIRE.replace("'", "’").replace(" and ", " — and ").replace(",", ";"),
    "accents lost and capitals shouted": WIRE.replace("ø", "o").replace("í", "i").upper(),
    "wrapped elsewhere": " ".join(WIRE.split()),
    "house style": WIRE.replace("fisheries minister", "minister for fisheries").replace(
        "twice a year", "two times a year"
    ),
    "headline, cut and boilerplate at once": "Fishing deal signed\n\n"
    + "\n\n".join(PARAGRAPHS[1:4])
    + "\n\nSubscribe to our newsletter for the news of the day in your inbox.",
}

TOLD_ANEW = """Chile and Norway put an end to years of quarrelling over fish on Tuesday, when their ministers met in
Oslo and put their names to a pact under which trawlers may unload in the harbours of either state. A body of
officials from the two capitals is to come together every six months. The minister who hosted the signing recalled
that negotiations began four years ago and that the arrest of two boats near Tromsø last winter had almost ended
them. Her guest spoke of the relief of crews in Punta Arenas, who have lacked dependable rules since 2019.
Conservationists were pleased, though they want an inspector on each big ship; officials promised that from the
second year. Lawmakers will vote in the autumn."""

NOTICE = (
    "The embassy in {place} will be closed to the public on {day} on the occasion of {feast}. Visitors who have an "
    "appointment on that day are asked to come on {next} at the same hour. In an emergency, citizens reach the duty "
    "officer on the number {number}. Passports that are ready can be collected from {next} at the consular section in "
    "{street}, between nine and twelve, by those who bring the receipt."
)
NOTICES = [
    NOTICE.format(
        place="Lima", day="28 July", feast="Independence Day", next="30 July", number="555 0101", street="Larco Avenue"
    ),
    NOTICE.format(
        place="Quito",
        day="10 August",
        feast="the First Cry",
        next="11 August",
        number="555 0188",
        street="Amazonas Avenue",
    ),
]
BULLETIN = (
    "Our troops repelled {attacks} attacks near {town} in the past day. The enemy lost {tanks} tanks, {guns} guns and "
    "{drones} drones there. Aviation of the enemy dropped {bombs} bombs on villages along the river, and {hurt} people "
    "were hurt, among them {children} children, the general staff said in its evening report on {day}."
)
BULLETINS = [
    BULLETIN.format(
        attacks=14, town="Kostrin", tanks=3, guns=11, drones=28, bombs=40, hurt=9, children=2, day="Monday"
    ),
    BULLETIN.format(attacks=9, town="Orlova", tanks=1, guns=7, drones=35, bombs=22, hurt=4, children=1, day="Thursday"),
]


def signed(text: str) -> bytes:
    told = signature(text)
    assert told is not None
    return told


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_near(name: str) -> None:
    one, other = signed(WIRE), signed(COPIES[name])
    assert near(one, other)
    assert near(other, one)
    assert not set(enumerate(bands(one))).isdisjoint(enumerate(bands(other)))  # a store finds it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, TOLD_ANEW),
        (NOTICES[0], NOTICES[1]),
        (BULLETINS[0], BULLETINS[1]),
        (WIRE, BRIEF),
        (PARAGRAPHS[1], PARAGRAPHS[2]),
    ],
    ids=["the event in other words", "notices", "daily bulletins", "another story", "parts of one story"],
)
def test_what_is_no_copy_is_not_near(one: str, other: str) -> None:
    assert not near(signed(one), signed(other))


def test_a_brief_with_another_headline_is_near() -> None:
    assert near(
        signed(f"Lima calls in envoy\n{BRIEF}"), signed(f"Peru summons ambassador over border remarks\n{BRIEF}")
    )


def test_a_brief_that_a_long_report_quotes_does_not_make_it_a_copy() -> None:
    """A round-up of the day has every brief whole, and no two briefs are near because of it."""
    assert not near(signed(BRIEF), signed(f"{WIRE}\n\n{BRIEF}"))


def test_too_few_words_have_no_signature() -> None:
    assert signature(" ".join(["word"] * (SHORTEST - 1))) is None
    assert signature("") is None
    assert signature(" ".join(["word"] * SHORTEST)) is not None


def test_another_process_gives_the_same_signature() -> None:
    """Whatever the seed of its hashes of strings."""
    code = "import sys; from dragoman.screening import signature; print(signature(sys.stdin.read()).hex())"
    for seed in ("0", "4711"):
        told = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            input=WIRE.encode(),
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        )
        assert told.stdout.decode().strip() == signed(WIRE).hex()


def desk_of(text: str) -> Desk:
    return Desk(opening=" ".join(text.split()).rstrip("."))


def clusters(store: Store) -> frozenset[frozenset[str]]:
    """The ids of documents, by cluster."""
    query = select(s.documents.c.id, s.signatures.c.cluster).join_from(s.signatures, s.documents)
    found: dict[int, set[str]] = {}
    with store.engine.connect() as connection:
        for row in connection.execute(query):
            found.setdefault(row.cluster, set()).add(row.id)
    return frozenset(map(frozenset, found.values()))


TOLD = {
    "half": "\n\n".join(PARAGRAPHS[:3]),
    "whole": WIRE,
    "other half": "\n\n".join(PARAGRAPHS[3:]),
    "anew": TOLD_ANEW,
    "brief": BRIEF,
}


@pytest.mark.parametrize("order", list(itertools.permutations(["half", "whole", "other half"])), ids="-".join)
def test_clusters_are_the_same_whatever_the_order(sqlite_store: Store, order: tuple[str, ...]) -> None:
    """The two halves have nothing in common; the whole story, whenever it comes, makes one cluster of the three."""
    desks = {name: desk_of(text) for name, text in TOLD.items()}
    ids = {name: desk.record().document.id for name, desk in desks.items()}
    copies = {}
    for name in (*order, "anew", "brief"):
        taken = sqlite_store.writer.take(desks[name].item(f"{name}.txt"), desks[name].record())
        copies[name] = taken.copy_of
    assert clusters(sqlite_store) == {
        frozenset({ids["half"], ids["whole"], ids["other half"]}),
        frozenset({ids["anew"]}),
        frozenset({ids["brief"]}),
    }
    assert copies[order[0]] is copies["anew"] is copies["brief"] is None
    assert copies[order[2]] == ids[order[0]]  # the first of them that came


def test_a_copy_names_the_first_on_both_databases(store: Store) -> None:
    first, copy = desk_of(WIRE), desk_of(COPIES["last two paragraphs cut"])
    assert store.writer.take(first.item("a.txt"), first.record()).copy_of is None
    assert store.writer.take(copy.item("b.txt"), copy.record()).copy_of == first.record().document.id
    assert len(clusters(store)) == 1
