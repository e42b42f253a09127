"""Agreements and commitments of the record: parties, signatories, kind, status, aliases, by whom, by when."""

import pytest

from dragoman.model.record import Agreement, Record
from tests.record.cases import names, record_of, rows

pytestmark = pytest.mark.model

SHORT_AND_LONG = (
    "Norway and Chile signed the Bergen Declaration on Common Fisheries on Tuesday in Bergen. "
    "The Bergen Declaration sets quotas. The declaration enters into force in May."
)


def _one(record: Record) -> Agreement:
    assert len(record.agreements) == 1, [agreement.name for agreement in record.agreements]
    return record.agreements[0]


@pytest.mark.parametrize(
    ("text", "kind", "parties", "status", "signed"),
    [
        pytest.param(
            "Norway and Chile signed the Bergen Fisheries Treaty in Bergen on March 4, 2025.",
            "treaty",
            ["Chile", "Norway"],
            "signed",
            "2025-03-04",
            id="a treaty of two states",
        ),
        pytest.param(
            "Rwanda and Qatar signed a memorandum of understanding on aviation on Tuesday.",
            "memorandum",
            ["Qatar", "Rwanda"],
            "signed",
            "2025-03-11",
            id="a memorandum without a name",
        ),
        pytest.param(
            "The government of Colombia and the Southern Column (SC) signed the Mitú Ceasefire Agreement on Tuesday.",
            "ceasefire",
            ["Colombia", "Southern Column"],
            "signed",
            "2025-03-11",
            id="a state and a column",
        ),
        pytest.param(
            "Norway and Chile ratified the Bergen Fisheries Treaty on Tuesday.",
            "treaty",
            ["Chile", "Norway"],
            "ratified",
            None,
            id="a treaty ratified, its signing not told",
        ),
        pytest.param(
            "Norwegian Minister Kari Solheim and Chilean Minister Tomás Iriarte signed the Bergen Protocol.",
            "protocol",
            ["Chile", "Norway"],
            "signed",
            None,
            id="persons bind their states",
        ),
    ],
)
def test_agreement(text: str, kind: str, parties: list[str], status: str, signed: str | None) -> None:
    record = record_of(text)
    found = _one(record)
    date = found.signed.edtf if found.signed else None
    assert (found.kind, names(record, found.parties), found.status, date) == (kind, parties, status, signed)


@pytest.mark.parametrize("row", rows("agreements_apart.csv"), ids=lambda row: row["name"])
def test_agreements_told_in_one_report_are_kept_apart(row: dict[str, str]) -> None:
    record = record_of(row["text"])
    told = (
        (one.name, "; ".join(names(record, one.parties)), (one.signed.edtf if one.signed else None) or "", one.status)
        for one in record.agreements
    )
    assert [": ".join(one) for one in told] == row["agreements"].split(" | ")


@pytest.mark.parametrize("row", rows("agreements.csv"), ids=lambda row: row["name"])
def test_agreement_as_a_reader_tells_it(row: dict[str, str]) -> None:
    record = record_of(row["text"])
    if not row["agreement"]:
        assert record.agreements == ()
        return
    found = _one(record)
    told = {
        "agreement": found.name,
        "aliases": "; ".join(found.aliases),
        "kind": found.kind,
        "parties": "; ".join(names(record, found.parties)),
        "signed": (found.signed.edtf if found.signed else None) or "",
        "place": found.place.name if found.place else "",
        "signatories": "; ".join(names(record, found.signatories)),
        "status": found.status,
    }
    assert told == {key: row[key] for key in told}


def test_persons_who_sign_are_signatories() -> None:
    record = record_of("Norwegian Minister Kari Solheim and Chilean Minister Tomás Iriarte signed the Bergen Protocol.")
    assert names(record, _one(record).signatories) == ["Kari Solheim", "Tomás Iriarte"]


def test_short_names_are_aliases_of_the_fullest() -> None:
    found = _one(record_of(SHORT_AND_LONG))
    assert found.name == "Bergen Declaration on Common Fisheries"
    assert "Bergen Declaration" in found.aliases
    assert found.place is not None
    assert found.place.name == "Bergen"


def test_two_agreements_stay_two() -> None:
    record = record_of("Norway and Chile signed the Bergen Treaty on Monday. Norway and Peru signed the Oslo Protocol.")
    assert sorted(agreement.name for agreement in record.agreements) == ["Bergen Treaty", "Oslo Protocol"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile signed the Tacna Agreement on Monday. The extradition treaty was signed on February 25, 1938.",
        "Togo and Benin signed the Mono Accord on Monday. The transit agreement was signed on 3 May 2009.",
        "Norway and Chile signed the Bergen Treaty on Monday. The fisheries treaty was concluded in 1994.",
    ],
)
def test_one_signed_long_ago_is_another(text: str) -> None:
    assert len(record_of(text).agreements) == 2


def test_the_signing_points_at_its_agreement() -> None:
    record = record_of("Norway and Chile signed the Bergen Fisheries Treaty in Bergen on March 4, 2025.")
    assert [event.agreement for event in record.events if event.cameo == "057"] == [_one(record).id]


@pytest.mark.parametrize(
    ("text", "by", "what", "due"),
    [
        pytest.param(
            "Uganda pledged to reopen the border by June 1, 2025.",
            ["Uganda"],
            "reopen the border",
            "../2025-06-01",
            id="by a day",
        ),
        pytest.param("Uganda pledged to reopen the border.", ["Uganda"], "reopen the border", None, id="by no day"),
        pytest.param(
            "Ghana and Togo promised to free the fishermen before the end of May.",
            ["Ghana", "Togo"],
            "free the fishermen",
            "../2025-05-31",
            id="two promise",
        ),
        pytest.param(
            "The clinic, which Peru undertook to open by January 31, stands empty.",
            ["Peru"],
            "open by January 31",
            "../2025-01-31",
            id="a term that is over",
        ),
        pytest.param(
            "Zambia promised to pay the February salaries of the guards.",
            ["Zambia"],
            "pay the February salaries",
            None,
            id="a month that tells which salaries",
        ),
        pytest.param(
            "Ghana and Togo agreed that their armies would exchange officers by June.",
            ["Ghana", "Togo"],
            "exchange officers",
            "../2025-06",
            id="by what is theirs",
        ),
        pytest.param(
            "Kenyan President Ali Noor promised to send a team to Kigali in April.",
            ["Ali Noor"],
            "send a team to Kigali",
            "2025-04",
            id="a person promises",
        ),
        pytest.param(
            "Tajikistan promised to release water from the reservoir in the period from June to August.",
            ["Tajikistan"],
            "release water",
            "2025-06/2025-08",
            id="during several months",
        ),
        pytest.param(
            "Uzbekistan promised to deliver gas to Tajikistan in the current year.",
            ["Uzbekistan"],
            "deliver gas",
            "2025",
            id="in the current year",
        ),
        pytest.param(
            "Chad promised to reopen the crossing in the coming months.",
            ["Chad"],
            "reopen the crossing",
            None,
            id="nobody says how many months",
        ),
    ],
)
def test_commitment(text: str, by: list[str], what: str, due: str | None) -> None:
    record = record_of(text)
    assert len(record.commitments) == 1
    found = record.commitments[0]
    assert names(record, found.by) == by
    assert found.what.quote.startswith(what)
    assert (found.due.edtf if found.due else None) == due
    assert found.status == "open"


def test_nobody_is_bound_by_a_bare_future() -> None:
    assert record_of("The border of Uganda will reopen in May.").commitments == ()


def test_a_draft_is_not_the_treaty_told_before() -> None:
    record = record_of(
        "Armenia has been a party to the Collective Security Treaty since 1994. "
        "Baku and Yerevan agreed on 13 of the 16 articles of the draft peace treaty."
    )
    assert [names(record, one.parties) for one in record.agreements] == [["Armenia"]]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            "The Bergen Fisheries Treaty with Chile entered into force on 1 February.",
            "in-force 2025-02-01",
        ),
        ("The Bergen Fisheries Treaty with Chile has been in force since Feb. 1, 2024.", "in-force 2024-02-01"),
        ("Norway and Chile praised the Bergen Fisheries Treaty, in force since 1994.", "in-force 1994"),
        (
            "It is the first breach of the Bergen Fisheries Treaty since it took effect on 3 March.",
            "in-force 2025-03-03",
        ),
        ("Chile suspended the Bergen Fisheries Treaty with Norway on 4 March.", "suspended 2025-03-04"),
        ("Norway withdrew from the Bergen Fisheries Treaty on 25 January 2024.", "ended 2024-01-25"),
        pytest.param(
            "The Bergen Treaty took effect on 1 March. It had been signed in Oslo. Chile's Congress ratified it on 28 "
            "November 2024, and our parliament on 16 January 2025.",
            "ratified 2024-11-28; ratified 2025-01-16; in-force 2025-03-01",
        ),
        ("The Bergen Fisheries Treaty is law, Norway said on Friday, after both parliaments had ratified it.", ""),
        ("The Bergen Fisheries Treaty with Chile will enter into force on 1 July.", ""),
        ("The Bergen Fisheries Treaty with Chile did not enter into force on 1 March as planned.", ""),
        ("Norway and Chile extended the Bergen Fisheries Treaty on 3 March.", ""),
        ("Norway and Chile signed the Bergen Fisheries Treaty on 3 March.", ""),
    ],
)
def test_the_steps_of_an_agreement_have_their_days(text: str, stages: str) -> None:
    found = _one(record_of(text, "2025-03-12"))
    assert "; ".join(f"{one.status} {one.date.edtf}" for one in found.stages) == stages
    assert all(one.date.evidence for one in found.stages)


@pytest.mark.parametrize(
    "text",
    [
        "{} It will take effect once the National Assemblies of the two countries have ratified it.",
        "{} President Kari Lund of Norway ratified the Bergen Fisheries Treaty on Tuesday.",
    ],
)
def test_who_ratifies_has_not_signed(text: str) -> None:
    signed = "Foreign Ministers Olav Berg of Norway and Ana Ruiz of Chile signed the Bergen Fisheries Treaty in Bergen."
    record = record_of(text.format(signed), "2025-03-12")
    assert set(names(record, _one(record).signatories)) == {"Olav Berg", "Ana Ruiz"}
