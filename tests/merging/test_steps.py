"""What became of an agreement, as many reports tell it: its steps and their days."""

from dragoman.model.record import Agreement, Record, Stage, When
from tests.merging.test_findings import Written, one_of, record
from tests.store.making import Desk


def test_an_agreement_gathers_what_became_of_it() -> None:
    def told(status: str, signed: str | None) -> Written:
        return lambda desk: desk.agreement("Shusha Declaration", ["AZE", "TUR"], status=status, signed=signed)

    found = one_of(
        [
            record(told("signed", "2021-06-15"), "2021-06-16"),
            record(told("ratified", None), "2022-02-02", "Two"),
            record(told("suspended", None), "2025-03-03", "Three"),
        ]
    )
    assert isinstance(found.finding, Agreement)
    assert found.finding.status == "suspended"
    assert [(one.what, one.day) for one in found.history] == [
        ("signed", "2021-06-15"),
        ("ratified", "2022-02-02"),
        ("suspended", "2025-03-03"),
    ]
    assert len(found.finding.parties) == 2


def test_the_steps_of_an_agreement_have_the_days_that_reports_tell() -> None:
    def told(status: str, published: str, *stages: tuple[str, str]) -> Record:
        desk = Desk(published=published, outlet=f"{published} Wire", opening=published)
        desk.agreement("Shusha Declaration", ["AZE", "TUR"], status=status, signed="2021-06-15")
        found = desk.record()
        when = [(step, When(edtf=day, earliest=day, latest=day, basis="stated")) for step, day in stages]
        steps = tuple(Stage(status=step, date=date) for step, date in when)
        pacts = tuple(one.model_copy(update={"stages": steps}) for one in found.agreements)
        return found.model_copy(update={"agreements": pacts})

    both = (("ratified", "2021-12-28"), ("ratified", "2022-02-01"))
    found = one_of(
        [
            told("signed", "2021-06-16"),
            told("ratified", "2022-02-02", ("ratified", "2022-02-01")),
            told("in-force", "2022-03-20", *both, ("in-force", "2022-03-15")),
            told("in-force", "2023-01-03", ("in-force", "2022-03-15")),
            told("in-force", "2023-02-03", ("in-force", "2022-03-16")),
            told("suspended", "2025-03-03"),
        ]
    )
    assert [(one.what, one.day, one.dated, len(one.documents)) for one in found.history] == [
        ("signed", "2021-06-15", False, 1),
        ("ratified", "2021-12-28", True, 1),
        ("ratified", "2022-02-01", True, 2),
        ("in-force", "2022-03-15", True, 3),
        ("suspended", "2025-03-03", False, 1),
    ]
    assert [one.own_day for one in found.history][-2:] == ["2022-03-15", None]
    assert isinstance(found.finding, Agreement)
    assert [one.status for one in found.finding.stages] == ["ratified", "ratified", "in-force", "in-force"]
