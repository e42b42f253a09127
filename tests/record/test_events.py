"""Events of the record: told twice and counted once, where they happened, who says so, what is contested."""

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Extent, Mention
from dragoman.model.record import Source
from dragoman.record.cut import Cutter
from dragoman.record.places import place_at
from tests.factories import bare, reading, state
from tests.record.cases import events_of, record_of, rows, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows("merging.csv"), ids=lambda row: row["name"])
def test_how_many_events(row: dict[str, str]) -> None:
    record = record_of(row["text"], row["published"])
    assert len(events_of(record, row["type"])) == int(row["count"]), told(record)


def test_an_event_told_twice_keeps_the_evidence_of_both_tellings() -> None:
    text = (
        "Kenyan Foreign Minister Ruth Wekesa met Ugandan Foreign Minister Moses Okello in Nairobi on Monday. "
        "Wekesa and Okello held talks on the border."
    )
    (event,) = events_of(record_of(text), "CONSULT")
    assert [span.quote for span in event.evidence if " " not in span.quote] == ["met", "talks"]


def test_persons_stand_in_for_their_states() -> None:
    text = (
        "Peru and Bolivia held talks in Puno on Monday. "
        "Peruvian Foreign Minister Inés Quiroga met Bolivian Foreign Minister Raúl Mamani."
    )
    record = record_of(text)
    (event,) = events_of(record, "CONSULT")
    names = {actor.id: actor.name for actor in record.actors}
    assert sorted(names[role.actor] for role in event.actors) == ["Inés Quiroga", "Raúl Mamani"]
    assert {role.country for role in event.actors} == {"PER", "BOL"}


@pytest.mark.parametrize("row", rows("places.csv"), ids=lambda row: row["name"])
def test_where_it_happened(row: dict[str, str]) -> None:
    record = record_of(row["text"], row["published"])
    event = next(iter(events_of(record, row["type"])), None)
    assert event is not None, told(record)
    place = event.place
    if place is None:
        assert row["place"] == ""
        return
    found = (place.name, place.country or "", place.precision, "no" if place.latitude is None else "yes")
    assert found == (row["place"], row["country"], row["precision"], row["located"])
    assert (place.latitude is None) is (place.longitude is None)
    assert place.evidence


@pytest.mark.parametrize(
    ("mention", "countries", "country", "precision"),
    [
        pytest.param(bare("Valencia").mention, {"VEN"}, "VEN", "city", id="the town in a party's state"),
        pytest.param(bare("Valencia").mention, {"ESP"}, "ESP", "city", id="the town in the other's"),
        pytest.param(bare("Cordoba").mention, {"ARG"}, "ARG", "city", id="without its accent"),
        pytest.param(state("Kenya", "KEN").mention, set(), "KEN", "country", id="a state"),
        pytest.param(bare("Nairobi").mention, {"NOR"}, "KEN", "city", id="a capital is nobody else's"),
    ],
)
def test_place_of_a_name(mention: Mention, countries: set[str], country: str, precision: str, lexicon: Lexicon) -> None:
    place = place_at(lexicon, Cutter(mention.name or "", "d"), mention, countries)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("unknown", "precision"),
    [pytest.param(True, "region", id="after in and near"), pytest.param(False, None, id="elsewhere")],
)
def test_a_name_that_no_table_has(unknown: bool, precision: str | None, lexicon: Lexicon) -> None:  # noqa: FBT001 a column
    made = reading(["in ", bare("Umm Zarbouq"), "."])
    place = place_at(lexicon, Cutter(made.text, "d"), made.mentions[0], (), unknown=unknown)
    assert (place.precision if place else None) == precision
    if place is not None:
        assert (place.country, place.latitude, place.geonames) == (None, None, None)
        assert Extent(place.evidence[0].start, place.evidence[0].end) == made.mentions[0].extent


@pytest.mark.parametrize("row", rows("sources.csv"), ids=lambda row: row["name"])
def test_who_says_so(row: dict[str, str]) -> None:
    record = record_of(row["text"], row["published"], row["outlet"])
    event = next((event for event in record.events if row["event"] in event.evidence[0].quote), None)
    assert event is not None, told(record)
    assert _chains(event.sources) == row["chains"]


def test_who_says_the_same_is_no_source_of_it() -> None:
    record = record_of("Ghana and Togo promised to hold joint patrols in Kara.", "2025-03-12", "Nortesur")
    assert [_chains(said.sources) for said in record.statements] == ["Nortesur (outlet)"] * 2


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        pytest.param(
            "Kenyan Foreign Minister Ruth Wekesa told the Jakarta Post on Tuesday that the road is open.",
            "Nortesur (outlet) <- Jakarta Post (outlet)",
            id="told a paper",
        ),
        pytest.param(
            "Kenyan Foreign Minister Ruth Wekesa, in an interview with TVN24, vowed that Kenya would reopen the road.",
            "Nortesur (outlet) <- TVN24 (outlet)",
            id="in an interview",
        ),
        pytest.param(
            "Kenyan Foreign Minister Ruth Wekesa told reporters that the road is open.",
            "Nortesur (outlet)",
            id="to all",
        ),
    ],
)
def test_through_whom_somebody_speaks_is_a_source_of_his_words(text: str, chains: str) -> None:
    record = record_of(text, "2025-03-12", "Nortesur")
    assert [_chains(said.sources) for said in record.statements] == [chains]


def _chains(sources: tuple[Source, ...]) -> str:
    chains: dict[int, list[str]] = {}
    for source in sources:
        chains.setdefault(source.chain, []).append(f"{source.name} ({source.kind})")
    assert list(chains) == list(range(len(chains)))
    return " | ".join(" <- ".join(chain) for chain in chains.values())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(
            "The Armenian Defence Ministry said that Azerbaijani troops attacked an Armenian post near Sotk on Sunday.",
            "alleged",
            id="violence laid to the other state",
        ),
        pytest.param(
            "The Armenian Defence Ministry said that Armenian troops attacked a camp near Sotk on Sunday.",
            "occurred",
            id="violence owned up to",
        ),
        pytest.param(
            "Azerbaijani troops attacked an Armenian post near Sotk on Sunday.", "occurred", id="by nobody's word"
        ),
        pytest.param(
            "Rebels attacked a base near Kidal on Sunday, the Malian army said.",
            "occurred",
            id="of no other state",
        ),
    ],
)
def test_contested_violence(text: str, status: str) -> None:
    record = record_of(text)
    assert [event.status for event in events_of(record, "ASSAULT")] == [status], told(record)


@pytest.mark.parametrize(
    ("published", "edtf", "basis"),
    [
        pytest.param(None, None, None, id="no date at all"),
        pytest.param("2025-03-12", "../2025-03-12", "inferred", id="not after the report"),
    ],
)
def test_an_event_without_a_date(published: str | None, edtf: str | None, basis: str | None) -> None:
    (event,) = events_of(record_of("Norway and Chile signed a treaty in Oslo.", published or ""), "SUPPORT")
    date = event.date
    assert (date.edtf if date else None, date.basis if date else None) == (edtf, basis)
    assert date is None or date.evidence == ()


def test_a_weekday_is_counted_from_the_date_line_and_not_from_a_later_day_of_publication() -> None:
    text = "LOME, March 4 (PANA) -- Togo and Ghana signed a treaty on Tuesday."
    assert [event.date and event.date.edtf for event in events_of(record_of(text, "2025-03-20"), "SUPPORT")] == [
        "2025-03-04"
    ]


def test_a_date_line_without_a_year_is_of_the_last_such_day() -> None:
    text = "LOME, Dec. 30 (PANA) -- Togo and Ghana signed a treaty on Monday."
    assert [event.date and event.date.edtf for event in events_of(record_of(text, "2025-01-03"), "SUPPORT")] == [
        "2024-12-30"
    ]


def test_an_office_told_by_its_letters_is_no_second_one() -> None:
    text = "Fijian Prime Minister Ratu Vakalala met Samoan Premier Sione Tuala in Suva. PM Vakalala thanked Samoa."
    assert [tenure.title for tenure in record_of(text).tenures] == ["Prime Minister", "Premier"]


def test_what_follows_a_meeting_of_long_ago_is_as_long_ago() -> None:
    text = (
        "Peruvian Foreign Minister Inés Quiroga called Bolivian Foreign Minister Raúl Mamani on Monday.\n\n"
        "On January 23, Quiroga received Mamani in Lima. The two sides then signed a protocol on energy."
    )
    (event,) = events_of(record_of(text, "2025-03-12"), "SUPPORT")
    assert event.date is not None
    assert (event.date.edtf, event.novelty) == ("2025-01-23", "background")


@pytest.mark.parametrize("term", ["for the period 2025-2027", "for the years 2025-2027", "for 2025-2027"])
def test_years_that_a_thing_is_for_are_no_day_of_its_signing(term: str) -> None:
    (event,) = events_of(record_of(f"Togo and Ghana signed a plan of consultations {term}."), "SUPPORT")
    assert event.date is None or not event.date.evidence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The bombing that struck a market in Peshawar on Monday killed 14 people.", "2025-03-10"),
        ("The army denied the airstrike that killed 20 villagers in Tigray on Tuesday was its own.", "2025-03-11"),
    ],
)
def test_a_blow_has_the_day_of_the_clause_that_tells_what_it_did(text: str, day: str) -> None:
    (event,) = events_of(record_of(text), "ASSAULT")
    assert event.date is not None
    assert event.date.edtf == day


def test_the_same_day_is_not_that_of_what_somebody_condemned() -> None:
    text = (
        "On March 10, Russian Deputy Minister Oleg Sobolev received Serbian Ambassador Milan Petrovic. Oleg Sobolev "
        "condemned the detention of three Serbs in Mitrovica on March 6. The same day, Oleg Sobolev had a telephone "
        "conversation with Special Envoy of China Wang Jian."
    )
    (call,) = (event for event in events_of(record_of(text), "CONSULT") if event.mode == "phone")
    assert call.date is not None
    assert call.date.edtf == "2025-03-10"
