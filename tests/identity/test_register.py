"""Who is one and who is not: rows of two or three sightings, and the groups that they must make."""

from collections.abc import Iterable
from random import Random

import pytest

from dragoman.identity.register import register
from dragoman.identity.score import score
from dragoman.identity.sightings import sightings
from dragoman.model.identity import Ledger, Sighting
from tests.pairs import Pairs

from .dossiers import dossiers, pairs
from .factories import LEXICON, READER, sighting

MINISTER = sighting("Ramil Nağıyev", day="2013-10-22")

TOGETHER = {
    "one name and office": (MINISTER, sighting("Ramil Nağıyev", day="2024-05-12")),
    "another spelling": (MINISTER, sighting("Ramil Naghiyev", day="2024-05-12")),
    "a surname with country and office": (MINISTER, sighting("Naghiyev", "defence minister", "2015-01-03")),
    "an initial with country and office": (MINISTER, sighting("R. Nağıyev", "Minister of Defence", "2015-01-03")),
    "another office later": (MINISTER, sighting("Ramil Nağıyev", "ambassador", "2024-05-12")),
    "family name last": (
        sighting("Yoon Jae-hyuk", country="KOR"),
        sighting("Jae-hyuk Yoon", "defense minister", "2021-05-12", country="KOR"),
    ),
    "no office told": (MINISTER, sighting("Ramil Nağıyev", None, "2024-05-12")),
    "no country told": (MINISTER, sighting("Ramil Nağıyev", None, "2024-05-12", country=None)),
    "a second surname": (
        sighting("Juan Pérez Gómez", country="MEX"),
        sighting("Juan Pérez", "Minister of Defence", "2021-01-01", country="MEX"),
    ),
    "another name told as such": (
        sighting("Wilmer Ospina Trejos", "commander", aliases=("Ramiro Cauca",), country="COL"),
        sighting("Ramiro Cauca", "commander", "2021-01-01", country="COL"),
    ),
    "a state": (
        sighting("Azerbaijan", None, kind="state"),
        sighting("Republic of Azerbaijan", None, "2021-01-01", kind="state"),
    ),
    "a body by its acronym": (
        sighting("World Health Organization", None, kind="igo", country=None),
        sighting("WHO", None, "2021-01-01", kind="igo", country=None),
    ),
    "a ministry told in two ways": (
        sighting("Ministry of Defence", None, kind="organization"),
        sighting("Defense Ministry", None, "2021-01-01", kind="organization"),
    ),
    "the army of a state": (
        sighting("Azerbaijani army", None, kind="organization", named=False),
        sighting("army", None, "2021-01-01", kind="organization", named=False),
    ),
}
APART = {
    "brothers": (MINISTER, sighting("Elçin Nağıyev", day="2024-05-12")),
    "one family name": (sighting("Kim Min-jae", country="KOR"), sighting("Kim Tae-ho", country="KOR")),
    "a surname alone": (MINISTER, sighting("Naghiyev", None, "2024-05-12")),
    "a surname of two": (
        sighting("Kim Min-jae", country="KOR", day="2019-01-01"),
        sighting("Kim", None, "2019-02-01", country="KOR"),
        sighting("Kim Tae-ho", "police chief", "2019-03-01", country="KOR"),
    ),
    "another country": (sighting("Ahmed Hassan", country="EGY"), sighting("Ahmed Hassan", country="KEN")),
    "told apart in one report": (
        sighting("Ali Hüseynov", "judge", report="one"),
        sighting("Ali Huseynov", "senator", report="one"),
    ),
    "a man and a woman": (
        sighting("Kim Min-ji", gender="f"),
        sighting("Kim Min-ji", "envoy", "2021-01-01", gender="m"),
    ),
    "somebody described": (
        sighting("Turkish minister", None, country="TUR", named=False),
        sighting("Turkish minister", None, "2021-01-01", country="TUR", named=False),
    ),
    "ministries of two states": (
        sighting("Ministry of Defence", None, kind="organization"),
        sighting("Ministry of Defence", None, kind="organization", country="GEO"),
    ),
    "ministries of nobody": (
        sighting("Ministry of Defence", None, kind="organization", country=None),
        sighting("Ministry of Defence", None, "2021-01-01", kind="organization", country=None),
    ),
    "groups without a name": (
        sighting("34 soldiers", None, kind="group", named=False),
        sighting("34 soldiers", None, "2021-01-01", kind="group", named=False),
    ),
}


def groups(told: Iterable[Sighting]) -> list[int]:
    """How many sightings each identity has, the most first."""
    return sorted((len(one.members) for one in register(told, Ledger(), LEXICON).identities), reverse=True)


@pytest.mark.parametrize("told", TOGETHER.values(), ids=TOGETHER.keys())
def test_one(told: tuple[Sighting, ...]) -> None:
    assert groups(told) == [len(told)]
    assert groups(reversed(told)) == [len(told)]


@pytest.mark.parametrize("told", APART.values(), ids=APART.keys())
def test_several(told: tuple[Sighting, ...]) -> None:
    assert groups(told) == [1] * len(told)
    assert groups(reversed(told)) == [1] * len(told)


def test_namesakes_in_offices_told_in_turns_are_kept_apart_and_what_is_told_of_neither_stays_with_nobody() -> None:
    told = [
        sighting("Ali Hüseynov", "police chief", "2015-01-01", sectors=("COP",)),
        sighting("Ali Hüseynov", "agriculture minister", "2015-03-01", sectors=("GOV",)),
        sighting("Ali Hüseynov", "police chief", "2015-06-01", sectors=("COP",)),
        sighting("Ali Hüseynov", "agriculture minister", "2015-08-01", sectors=("GOV",)),
        sighting("Ali Hüseynov", None, "2015-09-01"),
    ]
    found = register(told, Ledger(), LEXICON)
    assert sorted(len(one.members) for one in found.identities) == [1, 2, 2]
    assert "unsure" in {judgement.verdict for judgement in found.judgements}


def test_offices_that_one_report_tells_together_are_one_persons_though_told_in_turns() -> None:
    told = [
        sighting("Ali Hüseynov", "Prime Minister", "2015-01-01"),
        sighting("Ali Hüseynov", "agriculture minister", "2015-03-01"),
        sighting("Ali Hüseynov", "Prime Minister and Minister of Agriculture", "2015-04-01"),
        sighting("Ali Hüseynov", "Prime Minister", "2015-06-01"),
        sighting("Ali Hüseynov", "agriculture minister", "2015-08-01"),
    ]
    assert groups(told) == [5]


def test_a_surname_of_two_goes_where_the_office_says() -> None:
    told = [
        sighting("Kim Min-jae", "foreign minister", "2019-01-01", country="KOR"),
        sighting("Kim Tae-ho", "police chief", "2019-03-01", country="KOR"),
        bare := sighting("Kim", "police chief", "2019-04-01", country="KOR"),
    ]
    found = register(told, Ledger(), LEXICON).of_actor()[bare.actor]
    assert found.name == "Kim Tae-ho"


def test_a_score_says_what_it_is_made_of() -> None:
    found = score(MINISTER, sighting("Naghiyev", "defence minister", "2014-01-03"), READER)
    told = {reason.feature: reason for reason in found.reasons}
    assert set(told) == {"prior", "name", "country", "office"}
    assert told["name"].compared == "ramil naghiyev / naghiyev (single)"
    assert told["office"].compared == "defence minister (AZE)"
    assert found.total == pytest.approx(sum(reason.weight for reason in found.reasons))
    assert found.why.startswith("prior: ")


def test_names_that_do_not_match_score_far_below_none() -> None:
    assert score(MINISTER, sighting("Elçin Nağıyev"), READER).total < -5


def test_the_same_reports_twice_are_told_once() -> None:
    assert register([MINISTER, MINISTER], Ledger(), LEXICON) == register([MINISTER], Ledger(), LEXICON)


def test_nobody_is_no_register() -> None:
    found = register([], Ledger(), LEXICON)
    assert (found.identities, found.judgements) == ((), ())


@pytest.mark.slow
def test_dossiers_are_told_apart_and_together_whatever_the_order() -> None:
    apart = Pairs()
    everything: list[Sighting] = []
    truth: dict[str, str] = {}
    for number, dossier in enumerate(dossiers(200)):
        mine = [one for record in dossier.records for one in sightings(record, LEXICON, READER)]
        found = register(mine, Ledger(), LEXICON)
        Random(number).shuffle(mine)  # noqa: S311 - repeatable, not secret
        assert register(mine, Ledger(), LEXICON) == found
        apart += pairs(found, dossier.truth)
        everything += mine
        truth |= dossier.truth
    assert apart.precision >= 0.98
    assert apart.recall >= 0.90
    together = register(everything, Ledger(), LEXICON)
    pooled = pairs(together, truth)
    assert pooled.precision >= 0.98
    assert pooled.recall >= 0.90
    assert register(reversed(everything), Ledger(), LEXICON) == together
