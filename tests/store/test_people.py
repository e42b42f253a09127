"""Who is who in a store follows from what its readings tell and from what persons judged, whatever came first."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import select

from dragoman.errors import JudgementError, QueryError
from dragoman.model.judgement import Judgement
from dragoman.model.record import Actor, Coder, Document, Record, Span, Tenure, When
from dragoman.model.source_text import Item, Raw
from dragoman.record.cut import document_id
from dragoman.store import Store
from dragoman.store import schema as s
from dragoman.store.filters import Filter
from dragoman.store.people import PeopleFilter
from dragoman.store.view import View
from tests.store.making import CODER, Desk
from tests.store.test_store import sound

Told = tuple[str, str, str]  # title, name, country


def report(day: str, *people: Told, coder: Coder = CODER) -> tuple[Item, Record]:
    """A report of that day that tells these people in their offices."""
    text, actors, tenures = f"BAKU, {day}. ", [], []
    when = When(text=day, edtf=day, earliest=day, latest=day, basis="publication")
    ids = []
    for title, name, country in people:
        start = len(text)
        text += f"{title} {name} spoke. " if title else f"{name} spoke. "
        at = start + (len(title) + 1 if title else 0)
        ids.append((title, name, country, start, at))
    document = document_id(text)
    for title, name, country, start, at in ids:
        key = hashlib.sha256(f"{document}|{at}".encode()).hexdigest()[:16]
        actors.append(
            Actor(
                id=f"actor:{key}",
                kind="person",
                name=name,
                country=country,
                mentions=(Span(start=at, end=at + len(name), quote=name),),
            )
        )
        if title:
            quote = text[start : at + len(name)]
            tenures.append(
                Tenure(
                    id=f"tenure:{key}",
                    person=f"actor:{key}",
                    title=title,
                    country=country,
                    observed=when,
                    evidence=(Span(start=start, end=start + len(quote), quote=quote),),
                    cue="told",
                    confidence=0.9,
                )
            )
    record = Record(
        document=Document(id=document, outlet="Agency", published=when, text=text),
        actors=tuple(actors),
        tenures=tuple(tenures),
        coder=coder,
    )
    raw = Raw(text=text, name=f"{day}.txt", outlet="Agency", published=day)
    return Item(raw=raw, digest=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"), record


REPORTS = (
    report("2013-10-22", ("Defence Minister", "Ramil Naghiyev", "AZE"), ("Foreign Minister", "Nino Kiknadze", "GEO")),
    report("2019-05-12", ("Minister of Defence", "Ramil Nağıyev", "AZE")),
    report("2024-02-01", ("Defence Minister", "Elçin Quliyev", "AZE")),
)


def filled(store: Store, *reports: tuple[Item, Record]) -> Store:
    for item, record in reports or REPORTS:
        store.writer.take(item, record)
    store.refresh_people()
    return store


def names(store: Store, limits: PeopleFilter = PeopleFilter(), **more: Any) -> list[str]:  # noqa: ANN401, B008
    return [one.name for one in store.view.people(limits, **more).items]


def judge(store: Store, name: str, kind: Any, value: Any, undoes: str | None = None) -> None:  # noqa: ANN401
    told = Judgement(id=name, kind=kind, targets=(), value=value, by="ana", at="2026-01-02T00:00:00Z", undoes=undoes)
    store.judge(told)


def actor(record: Record, place: int = 0) -> str:
    return record.actors[place].id


def test_people_are_told_once_with_their_offices_on_a_time_line(store: Store) -> None:
    filled(store)
    found = store.view.people()
    assert [one.reports for one in found.items] == [2, 1, 1]
    assert {one.name for one in found.items} == {"Ramil Naghiyev", "Elçin Quliyev", "Nino Kiknadze"}
    minister = found.items[0]
    assert [(office.first, office.last, office.reports) for office in minister.offices] == [
        ("2013-10-22", "2019-05-12", 2)
    ]
    after = minister.offices[0].successors
    assert [found.names[one] for one in after] == ["Elçin Quliyev"]
    assert store.view.person(actor(REPORTS[1][1])) == minister == store.view.person(minister.id)
    assert store.view.person("actor:none") is None
    sound(store)


LIMITS: list[tuple[str, PeopleFilter, list[str]]] = [
    ("a state", PeopleFilter(country="GEO"), ["Nino Kiknadze"]),
    ("a part of a name", PeopleFilter(name="naghiy"), ["Ramil Naghiyev"]),
    ("another spelling of it", PeopleFilter(name="Nağıyev"), ["Ramil Naghiyev"]),
    ("letters of another alphabet", PeopleFilter(name="elcin q"), ["Elçin Quliyev"]),
    ("nothing stands for anything", PeopleFilter(name="Ramil%"), []),
    ("told of since", PeopleFilter(since="2024"), ["Elçin Quliyev"]),
    ("told of until", PeopleFilter(until="2013-12"), ["Nino Kiknadze", "Ramil Naghiyev"]),
    ("states", PeopleFilter(kind="state"), []),
]


@pytest.mark.parametrize(("limits", "expected"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_people_are_limited(store: Store, limits: PeopleFilter, expected: list[str]) -> None:
    assert sorted(names(filled(store), limits)) == expected


@pytest.mark.parametrize("sort", ["-reports", "name", "first", "-last"])
def test_people_go_on_at_the_cursor(store: Store, sort: str) -> None:
    filled(store)
    whole = names(store, sort=sort)
    seen: list[str] = []
    cursor = None
    while True:
        page = store.view.people(sort=sort, limit=1, cursor=cursor)
        seen += [one.name for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == whole
    assert len(whole) == 3


def test_an_order_of_people_that_is_none_is_said(store: Store) -> None:
    with pytest.raises(QueryError, match="order of people"):
        store.view.people(sort="age")


def test_events_are_found_by_a_name_of_who_did_them(store: Store) -> None:
    desk = Desk()
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], words="met")
    store.writer.take(desk.item(), desk.record())
    assert store.view.count("event", Filter(actor="naghiyev")) == 0
    store.refresh_people()
    assert store.view.count("event", Filter(actor="naghiyev")) == 1
    person = store.view.people().items[0]
    assert store.view.count("event", Filter(actor=person.id)) == 1
    assert store.view.count("event", Filter(actor="identity:none")) == 0


def talk() -> Desk:
    """A report in which two ministers speak, of one another and to one another."""
    desk = Desk()
    desk.statement("Ali Naghiyev:AZE", "praise", "the pipeline is a success")
    desk.statement("Hakan Demir:TUR", "accuse", "Ali Naghiyev keeps the border closed", of="Ali Naghiyev:AZE")
    desk.statement("Ali Naghiyev:AZE", "deny", "Hakan Demir is wrong", to="Hakan Demir:TUR")
    desk.statement("Hakan Demir:TUR", "assert", "winter is near")
    return desk


def test_statements_are_found_by_who_makes_them_and_by_whom_they_are_about(store: Store) -> None:
    desk = talk()
    store.writer.take(desk.item(), desk.record())
    store.refresh_people()
    store.collect("gas", [desk.record().document.id])
    his = {"praise", "deny"}
    for view in (store.view, View(engine=store.engine, within=("gas",))):
        (one,) = view.people(PeopleFilter(name="naghiyev")).items
        for told in (one.id, "naghiyev"):
            acts = {item.merged.finding.act for item in view.list("statement", Filter(speaker=told)).items}  # type: ignore[union-attr] # statements
            assert acts == his
        assert view.count("statement", Filter(speaker=one.id)) == len(his)
        assert view.list("event", Filter(speaker=one.id)).items == ()
        (of_him,) = view.said_about(one)
        assert getattr(of_him.merged.finding, "act", None) == "accuse"
        (other,) = view.people(PeopleFilter(name="demir")).items
        assert [getattr(item.merged.finding, "act", None) for item in view.said_about(other)] == ["deny"]
    nobody = View(engine=store.engine, within=())
    assert nobody.list("statement", Filter(speaker=one.id)).items == nobody.said_about(one) == ()


def test_what_persons_judge_of_who_is_who_holds_and_is_undone(store: Store) -> None:
    filled(store)
    first, second, third = (record for _, record in REPORTS)
    judge(store, "j1", "same", {"one": [actor(first)], "other": [actor(third)]})
    judge(store, "j2", "different", {"one": [actor(second)], "other": [actor(first), actor(third)]})
    store.refresh_people()
    merged = store.view.person(actor(first))
    assert merged is not None
    assert set(merged.members) == {actor(first), actor(third)}
    apart = store.view.person(actor(second))
    assert apart is not None
    assert apart.members == (actor(second),)
    judge(store, "j3", "same", None, undoes="j1")
    judge(store, "j4", "different", None, undoes="j2")
    store.refresh_people()
    assert sorted(names(store)) == ["Elçin Quliyev", "Nino Kiknadze", "Ramil Naghiyev"]
    sound(store)


@pytest.mark.parametrize(
    "value",
    [None, {"one": ["actor:a"]}, {"one": ["actor:a"], "other": []}, {"one": ["actor:a"], "other": ["actor:a"]}],
    ids=["no value", "one side", "an empty side", "both sides"],
)
def test_a_judgement_of_who_is_who_needs_two_sides(store: Store, value: Any) -> None:  # noqa: ANN401
    with pytest.raises(JudgementError):
        judge(store, "j1", "same", value)


def rows(store: Store) -> list[Any]:
    i, a = s.identities.c, s.identity_actors.c
    with store.engine.connect() as connection:
        told = select(i.id, i.value, a.actor).join(s.identity_actors, a.identity == i.n)
        return sorted(map(tuple, connection.execute(told)))


def test_the_order_of_arrival_and_of_refreshing_does_not_count(sqlite_store: Store, postgres_store: Store) -> None:
    filled(sqlite_store)
    for item, record in reversed(REPORTS):
        filled(postgres_store, (item, record))
    assert rows(sqlite_store) == rows(postgres_store)
    assert sqlite_store.refresh_people() == 0


def test_who_a_newer_reading_tells_no_longer_is_gone(store: Store) -> None:
    filled(store)
    item, record = REPORTS[0]
    newer = record.model_copy(
        update={
            "actors": record.actors[:1],
            "tenures": record.tenures[:1],
            "coder": CODER.model_copy(update={"version": "2"}),
        }
    )
    store.writer.take(item, newer)
    store.refresh_people()
    assert sorted(names(store)) == ["Elçin Quliyev", "Ramil Naghiyev"]
    assert actor(record, 1) not in {row[2] for row in rows(store)}
    sound(store)
