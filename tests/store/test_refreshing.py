"""Who is who, computed step by step where a change reaches, is who is who of all at once."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from dragoman.lexicon.load import load_lexicon
from dragoman.model.identity import Authority, Identity, Sighting
from dragoman.model.record import Actor, Record
from dragoman.model.source_text import Item
from dragoman.store import Store, sighted
from dragoman.store import schema as s
from dragoman.store.connect import writing
from dragoman.store.refreshing import BASIS, TURN, refresh_shortly
from tests.store.making import CODER
from tests.store.test_people import REPORTS, Told, judge, report, rows

NAMES = (
    "Ramil Naghiyev",
    "Ramil Nağıyev",
    "R. Naghiyev",
    "Naghiyev",
    "Elçin Quliyev",
    "Ramil Quliyev",
    "Quliyev",
    "Nino Kiknadze",
    "Kiknadze",
    "Nino Quliyeva",
    "Elchin Guliyev",
    "Maria Elena Torres",
    "Elena Torres",
    "Torres",
)
TITLES = ("Foreign Minister", "Defence Minister", "President", "Deputy Foreign Minister", "")
COUNTRIES = ("AZE", "GEO", "ESP")
BODIES: tuple[tuple[Any, str], ...] = (
    ("organization", "Foreign Ministry"),
    ("state", "Georgia"),
    ("state", "Republic of Georgia"),
    ("state", "Sakartvelo"),
    ("igo", "OSCE"),
    ("igo", "Organization for Security and Co-operation in Europe"),
    ("media", "Kura Wire"),
    ("organization", "Council of Elders of Shusha"),
)


def drawn(random: Random, number: int) -> tuple[Item, Record]:
    """A report of a few people, and sometimes of a body."""
    day = f"20{random.randrange(10, 25)}-0{random.randrange(1, 10)}-{10 + number % 18}"
    people: list[Told] = [
        (random.choice(TITLES), random.choice(NAMES), random.choice(COUNTRIES)) for _ in range(random.randrange(1, 4))
    ]
    item, record = report(day, *people)
    if random.random() < 0.5:
        kind, name = random.choice(BODIES)
        other: Any = Actor.model_construct(
            id=f"{record.actors[0].id}b", kind=kind, name=name, country=random.choice(COUNTRIES)
        )
        record = record.model_copy(update={"actors": (*record.actors, other)})
    return item, record


def whole(store: Store) -> list[Any]:
    """The identities of a store after all was computed anew."""
    with writing(store.engine) as connection:
        connection.execute(delete(s.refreshed).where(s.refreshed.c.name == BASIS))
    store.refresh_people()
    return rows(store)


@pytest.mark.parametrize("seed", range(12))
def test_step_by_step_as_all_at_once(seed: int, sqlite_store: Store) -> None:
    random = Random(seed)  # noqa: S311 - no secret, but the same again
    reports = {one[1].document.id: one for one in (drawn(random, number) for number in range(24))}
    actors: list[str] = []
    judged: list[str] = []
    for item, record in reports.values():
        sqlite_store.writer.take(item, record)
        actors += [one.id for one in record.actors]
        if random.random() < 0.3:
            one, other = random.sample(actors, 2) if len(actors) > 1 else (actors[0], "actor:nobody")
            judged.append(f"judged {len(actors)}")
            judge(sqlite_store, judged[-1], random.choice(("same", "different")), {"one": [one], "other": [other]})
        if judged and random.random() < 0.15:
            taken_back = judged.pop(random.randrange(len(judged)))
            judge(sqlite_store, f"undoes {taken_back}", "same", None, undoes=taken_back)
        if random.random() < 0.2:
            old, before = random.choice(list(reports.values()))
            kept = before.actors[: random.randrange(len(before.actors) + 1)]
            ids = {one.id for one in kept}
            told = tuple(one for one in before.tenures if one.person in ids)
            coder = CODER.model_copy(update={"version": str(random.random())})
            newer = before.model_copy(update={"actors": kept, "tenures": told, "coder": coder})
            sqlite_store.writer.take(old, newer)
        if random.random() < 0.5:
            sqlite_store.refresh_people()
    sqlite_store.refresh_people()
    step_by_step = rows(sqlite_store)
    assert step_by_step
    assert sqlite_store.refresh_people() == 0
    assert whole(sqlite_store) == step_by_step


@pytest.mark.parametrize("seed", range(3))
def test_on_both_databases_in_any_order(seed: int, sqlite_store: Store, postgres_store: Store) -> None:
    random = Random(seed)  # noqa: S311 - no secret, but the same again
    reports = list({one[1].document.id: one for one in (drawn(random, number) for number in range(12))}.values())
    for store in (sqlite_store, postgres_store):
        random.shuffle(reports)
        for item, record in reports:
            store.writer.take(item, record)
            store.refresh_people()
    assert rows(sqlite_store) == rows(postgres_store)
    assert whole(postgres_store) == rows(sqlite_store)


def test_an_authority_joins_two_names_that_share_no_part(store: Store) -> None:
    authority = Authority(source="list.json", id="Q1", name="Ramil Naghiyev", aliases=("Boris Petrov",))
    for item, record in (report("2024-05-01", ("", "Ramil Naghiyev", "AZE")), *REPORTS[2:]):
        store.writer.take(item, record)
    store.refresh_people()
    with writing(store.engine) as connection:
        value = authority.model_dump_json()
        connection.execute(insert(s.authorities).values(n=1, source=authority.source, id=authority.id, value=value))
    store.refresh_people()
    store.writer.take(*report("2024-05-02", ("", "Boris Petrov", "AZE")))
    store.refresh_people()
    step_by_step = rows(store)
    assert whole(store) == step_by_step


def test_a_report_reaches_only_who_shares_a_name(sqlite_store: Store) -> None:
    for item, record in REPORTS:
        sqlite_store.writer.take(item, record)
    sqlite_store.refresh_people()
    assert sqlite_store.refresh_people() == 0
    with writing(sqlite_store.engine) as connection:  # would be put right, were it computed
        connection.execute(update(s.identities).where(s.identities.c.name == "Nino Kiknadze").values(value="untouched"))
    sqlite_store.writer.take(*report("2024-05-02", ("", "Ramil Naghiyev", "AZE")))
    assert sqlite_store.refresh_people() == 1
    with sqlite_store.engine.connect() as connection:
        assert "untouched" in set(connection.execute(select(s.identities.c.value)).scalars())


def test_who_is_overtaken_leaves_it_to_the_other(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import dragoman.store.refreshing as room  # noqa: PLC0415 - to stand in for a part of it

    for item, record in REPORTS:
        sqlite_store.writer.take(item, record)
    computed = room._changes  # noqa: SLF001 - the moment between looking and writing

    def overtaken(*given: Any) -> Any:  # noqa: ANN401 - whatever it is given
        found = computed(*given)
        with writing(sqlite_store.engine) as connection:
            connection.execute(update(s.refreshed).where(s.refreshed.c.name == TURN).values(value="99"))
        return found

    monkeypatch.setattr(room, "_changes", overtaken)
    assert refresh_shortly(sqlite_store.engine, load_lexicon()) == 0
    assert rows(sqlite_store) == []
    monkeypatch.undo()
    assert sqlite_store.refresh_people() == 3


def states(number: int, *names: str) -> tuple[Item, Record]:
    """A report that tells of a state alone, by each of these names."""
    item, record = report(f"2024-05-{number + 1:02}", ("", "Nino Kiknadze", "GEO"))
    ids = [f"actor:{number:02}{place}" for place in range(len(names))]
    told = [
        Actor.model_construct(id=one, kind="state", name=name, country="GEO")
        for one, name in zip(ids, names, strict=True)
    ]
    return item, record.model_copy(update={"actors": tuple(told)})


def only(store: Store) -> Identity:
    (value,) = {value for _, value, _ in rows(store)}
    return Identity.model_validate_json(value)


def test_a_state_that_is_told_again_grows_and_nothing_else_is_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dragoman.store.refreshing as room  # noqa: PLC0415 - to see what it loads

    for number in range(5):
        store.writer.take(*states(number, "Georgia"))
    store.refresh_people()
    loaded: list[int] = []
    kept = sighted.kept

    def looked(connection: Connection, actors: set[str]) -> list[Sighting]:
        loaded.append(len(actors))
        return kept(connection, actors)

    monkeypatch.setattr(room, "kept", looked)
    for number, names in enumerate((("Georgia",), ("Georgia", "Georgia"), ("Sakartvelo",), ("Georgia",)), 5):
        store.writer.take(*states(number, *names))
        store.refresh_people()
    assert loaded == [0, 0, 8, 0]  # another name might be the commonest now
    monkeypatch.undo()
    georgia = only(store)
    assert (georgia.name, georgia.aliases, georgia.reports, len(georgia.members)) == ("Georgia", ("Sakartvelo",), 9, 10)
    step_by_step = rows(store)
    assert whole(store) == step_by_step


def test_one_that_was_broken_off_counts_no_report_twice(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import dragoman.store.refreshing as room  # noqa: PLC0415 - to break off a part of it

    for number in range(3):
        sqlite_store.writer.take(*states(number, "Georgia"))
    sqlite_store.refresh_people()
    sqlite_store.writer.take(*states(3, "Georgia"))

    def broken(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever it is given
        raise KeyboardInterrupt

    monkeypatch.setattr(room, "keep", broken)
    with pytest.raises(KeyboardInterrupt):
        sqlite_store.refresh_people()
    monkeypatch.undo()
    sqlite_store.refresh_people()
    assert only(sqlite_store).reports == 4
    step_by_step = rows(sqlite_store)
    assert whole(sqlite_store) == step_by_step
