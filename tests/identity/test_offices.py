"""Offices told in several ways as one, the time line of a person, succession, and who held an office on a day."""

import pytest

from dragoman import read
from dragoman.identity.register import register
from dragoman.identity.sightings import sightings
from dragoman.identity.timeline import offices_held
from dragoman.model.identity import Authority, Identity, Ledger, Register, Sighting, Term

from .factories import LEXICON, READER, sighting

SAME_OFFICE = [
    ("Minister of Defence", "Defense Minister"),
    ("Minister of Defence", "defence minister"),
    ("Minister of National Defence of the Republic of Azerbaijan", "Azerbaijani Defence Minister"),
    ("Minister of Foreign Affairs", "Foreign Minister"),
    ("Foreign Secretary", "foreign minister"),
    ("Premier", "Prime Minister"),
    ("head of state", "President"),
    ("Vice President", "deputy president"),
    ("Home Secretary", "Minister of Internal Affairs"),
    ("spokeswoman", "spokesperson"),
    ("acting Defence Minister", "Defence Minister"),
    ("ex-president", "president"),
    ("president-elect", "president"),
    ("Chief of the General Staff", "chief of staff"),
]
OTHER_OFFICE = [
    ("Defence Minister", "Deputy Defence Minister"),
    ("Defence Minister", "Foreign Minister"),
    ("Minister of State", "Minister of Foreign Affairs"),
    ("Prime Minister", "Deputy Prime Minister"),
    ("ambassador", "special envoy"),
]


def keys(title: str) -> list[str]:
    return [office.key for office, _ in READER.offices(title, "AZE")]


@pytest.mark.parametrize(("one", "other"), SAME_OFFICE, ids=[" / ".join(pair) for pair in SAME_OFFICE])
def test_one_office(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), OTHER_OFFICE, ids=[" / ".join(pair) for pair in OTHER_OFFICE])
def test_two_offices(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param(
            "Prime Minister and Minister of Foreign Affairs", ["minister prime", "foreign minister"], id="two"
        ),
        pytest.param(
            "Deputy Prime Minister \N{EN DASH} Minister of Defence",
            ["deputy minister prime", "defence minister"],
            id="-",
        ),
        pytest.param("Minister of Labour and Social Protection", ["labour minister protection social"], id="one field"),
        pytest.param("Defence and Interior Minister", ["defence interior minister"], id="one head"),
    ],
)
def test_joined_titles(title: str, told: list[str]) -> None:
    assert keys(title) == told


def test_a_body_tells_offices_of_one_name_apart() -> None:
    one, other = (READER.offices("deputy head", "KGZ", body)[0][0] for body in ("Border Service", "State Tax Service"))
    assert one != other
    igo = READER.offices("Secretary General of NATO", None, "NATO", foreign=True)
    assert igo[0][0] == READER.offices("Secretary-General", None, "NATO", foreign=True)[0][0]
    assert igo[0][0].seat == "igo:nato"


def test_a_time_line_is_merged_over_reports() -> None:
    told = [
        sighting("Ramil Nağıyev", "Defence Minister", "2013-10-22"),
        sighting("Ramil Nağıyev", "Minister of Defence", "2024-05-12"),
        sighting("Ramil Nağıyev", "defence minister", None),
        sighting("Ramil Nağıyev", "acting Defence Minister", "2013-09-01"),
        sighting("Ramil Nağıyev", "former Defence Minister", "2025-01-01"),
    ]
    (held,) = offices_held(told)
    assert (held.first, held.last, held.left_by, held.reports) == ("2013-09-01", "2024-05-12", "2025-01-01", 5)
    assert held.marks == ("acting", "former")
    assert [proof.day for proof in held.evidence] == ["2013-09-01", "2013-10-22", "2024-05-12", None]


def test_an_office_told_without_its_state_is_the_one_whose_state_is_told() -> None:
    told = [sighting("Ramil Nağıyev"), sighting("Ramil Nağıyev", "Defense Minister", "2021-01-01", country=None)]
    (held,) = offices_held(told)
    assert (held.seat, held.reports, held.last) == ("AZE", 2, "2021-01-01")


def test_who_is_only_told_as_former_was_never_seen_in_the_office() -> None:
    (held,) = offices_held([sighting("Issa Maïga", "former president", "2025-06-29", country="NER")])
    assert (held.first, held.last, held.left_by) == (None, None, "2025-06-29")


@pytest.mark.model
def test_what_is_former_is_the_office_that_is_told_so_and_no_other_beside_it() -> None:
    record = read(
        "OSCE Special Envoy Yerlan Omarov, former Minister of Foreign Affairs of Kazakhstan, visited Batken. "
        "Former Togolese President Kodjo Amega came too. Acting Defence Minister Nino Beridze of Georgia stayed."
    )
    told = {one.title: one.mark for each in sightings(record, LEXICON) for one in each.offices}
    assert told == {"Special Envoy": None, "President": "former", "Defence Minister": "acting"}


def named(found: Register, name: str) -> Identity:
    return next(one for one in found.identities if one.name == name)


SUCCESSION = (
    sighting("Safar Abbasov", day="2010-01-01"),
    sighting("Safar Abbasov", day="2013-10-01"),
    sighting("Ramil Nağıyev", day="2013-10-22"),
    sighting("Ramil Nağıyev", day="2020-05-12"),
    sighting("Elçin Quliyev", day="2022-05-12"),
    sighting("Kerim Valiyev", "Deputy Defence Minister", "2022-05-12"),
)


def test_succession_goes_by_the_days_on_which_holders_are_told() -> None:
    found = register(SUCCESSION, Ledger(), LEXICON)
    first, second, third = (named(found, name) for name in ("Safar Abbasov", "Ramil Nağıyev", "Elçin Quliyev"))
    assert (first.offices[0].predecessors, first.offices[0].successors) == ((), (second.id,))
    assert (second.offices[0].predecessors, second.offices[0].successors) == ((first.id,), (third.id,))
    assert (third.offices[0].predecessors, third.offices[0].successors) == ((second.id,), ())
    assert named(found, "Kerim Valiyev").offices[0].predecessors == ()


def unnamed(day: str | None, country: str = "AZE") -> Sighting:
    return sighting("defence minister", None, day, country=country, named=False)


def authority(name: str, start: str | None, end: str | None, *, ended: bool = False) -> Authority:
    term = Term(title="Minister of Defence", country="AZE", start=start, end=end, ended=ended)
    return Authority(id=name, source="list.csv", name=name, country="AZE", wikidata="Q1", terms=(term,))


def held_by(day: str | None, *authorities: Authority, as_of: str = "report", seen: tuple[Sighting, ...] = ()) -> str:
    asked = unnamed(day)
    found = register((*seen, asked), Ledger(authorities=authorities), LEXICON, as_of=as_of)
    return found.of_actor()[asked.actor].name


HOLDERS = {
    "by other reports": ("2012-05-12", (), SUCCESSION, "Safar Abbasov"),
    "another, later": ("2015-05-12", (), SUCCESSION, "Ramil Nağıyev"),
    "between two": ("2021-05-12", (), SUCCESSION, "defence minister"),
    "no day": (None, (), SUCCESSION, "defence minister"),
    "by an authority": ("2012-05-12", (authority("A B", "2011", "2013-06"),), (), "A B"),
    "the last day of a month": ("2013-06-30", (authority("A B", "2011", "2013-06"),), (), "A B"),
    "after the end": ("2013-07-01", (authority("A B", "2011", "2013-06"),), (), "defence minister"),
    "with no end": ("2030-01-01", (authority("A B", "2011", None),), (), "A B"),
    "an end that nobody tells": ("2030-01-01", (authority("A B", "2011", None, ended=True),), (), "defence minister"),
    "two at once": (
        "2012-05-12",
        (authority("A B", "2011", "2013"), authority("C D", "2012", "2014")),
        (),
        "defence minister",
    ),
    "known to both": ("2015-05-12", (authority("Ramil Naghiyev", "2013", None),), SUCCESSION, "Ramil Nağıyev"),
}


@pytest.mark.parametrize(("day", "authorities", "seen", "name"), HOLDERS.values(), ids=HOLDERS.keys())
def test_the_holder_on_the_day(
    day: str | None, authorities: tuple[Authority, ...], seen: tuple[Sighting, ...], name: str
) -> None:
    assert held_by(day, *authorities, seen=seen) == name


def test_a_day_may_be_given() -> None:
    assert held_by(None, as_of="2012-05-12", seen=SUCCESSION) == "Safar Abbasov"


def test_without_as_of_nobody_is_picked_and_with_it_the_reason_is_told() -> None:
    asked = unnamed("2012-05-12")
    without = register((*SUCCESSION, asked), Ledger(), LEXICON)
    assert without.of_actor()[asked.actor].members == (asked.actor,)
    found = register((*SUCCESSION, asked), Ledger(), LEXICON, as_of="report")
    (why,) = [one.why for one in found.judgements if asked.actor in one.one + one.other]
    assert why.startswith("office: defence minister (AZE) on 2012-05-12; told in it from 2010-01-01 to 2013-10-01")


def test_two_holders_at_once_are_told_as_unsure() -> None:
    authorities = (authority("A B", "2011", "2013"), authority("C D", "2012", "2014"))
    found = register((unnamed("2012-05-12"),), Ledger(authorities=authorities), LEXICON, as_of="report")
    assert [one.verdict for one in found.judgements] == ["unsure", "unsure"]


def test_an_authority_names_who_is_told_and_joins_what_it_knows_as_one() -> None:
    known = Authority(
        id="Q7", source="dump.json", name="Zhan Petrov", aliases=("Ivan Karelin",), country="RUS", wikidata="Q7"
    )
    told = (sighting("Zhan Petrov", country="RUS"), sighting("Ivan Karelin", "envoy", "2021-01-01", country="RUS"))
    assert len(register(told, Ledger(), LEXICON).identities) == 2
    (one,) = register(told, Ledger(authorities=(known,)), LEXICON).identities
    assert (one.wikidata, one.authority) == ("Q7", "dump.json: Q7")


def test_an_authority_of_another_country_is_nobody_here() -> None:
    known = Authority(id="Q7", source="dump.json", name="Ramil Nağıyev", country="GEO", wikidata="Q7")
    (one,) = register((sighting("Ramil Nağıyev"),), Ledger(authorities=(known,)), LEXICON).identities
    assert one.wikidata is None
