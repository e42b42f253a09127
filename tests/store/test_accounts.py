"""People who use the desk, and the log of what they did, on both databases."""

from dataclasses import replace
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import AccountError
from dragoman.model.judgement import Judgement
from dragoman.store import Store, passwords
from dragoman.store import schema as s
from dragoman.store.accounts import later
from dragoman.store.sessions import IDLE_HOURS, LASTS_HOURS
from tests.store.conftest import WHEN
from tests.store.making import Desk

PASSWORD = "four grey donkeys at sea"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def at(store: Store, now: str) -> Store:
    """The same store at another time."""
    return replace(store, clock=lambda: now)


def whats(store: Store) -> list[str]:
    return [one.what for one in reversed(store.log())]


# -- accounts


def test_an_account_comes_in_by_its_password_only(store: Store) -> None:
    made = store.accounts.add("Ana Garcia", PASSWORD, "reviewer")
    assert (made.name, made.role, made.collections, made.disabled) == ("Ana Garcia", "reviewer", None, None)
    assert store.accounts.verified("ana garcia", PASSWORD) == made
    assert store.accounts.verified("Ana Garcia", PASSWORD + " ") is None
    assert store.accounts.verified("Bea", PASSWORD) is None
    with store.engine.connect() as connection:
        kept = connection.execute(s.accounts.select()).one()
    assert kept.password.startswith("$argon2id$")
    assert PASSWORD not in str(kept)


FAULTS: list[tuple[str, tuple[Any, ...], str]] = [
    ("there already", ("ANA", PASSWORD, "reader"), "there is an account"),
    ("no role", ("bea", PASSWORD, "boss"), "is no role"),
    ("a short password", ("bea", "short", "reader"), "12 to 1024"),
    ("a long password", ("bea", "ab" * 1000, "reader"), "12 to 1024"),
    ("few letters", ("bea", "abababababababab", "reader"), "guessed"),
    ("the name in it", ("beatrice", "Beatrice's secret", "reader"), "guessed"),
    ("no name", ("", PASSWORD, "reader"), "is no name"),
    ("a name with a colon", ("bea:x", PASSWORD, "reader"), "is no name"),
    ("a name with a blank behind", ("bea ", PASSWORD, "reader"), "is no name"),
    ("a name of two lines", ("bea\nx", PASSWORD, "reader"), "is no name"),
    ("no such collection", ("bea", PASSWORD, "reader", ["gas"]), "no such collection"),
]


@pytest.mark.parametrize(("told", "message"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_an_account_that_makes_no_sense_is_not_made(store: Store, told: tuple[Any, ...], message: str) -> None:
    store.accounts.add("ana", PASSWORD, "reader")
    with pytest.raises(AccountError, match=message):
        store.accounts.add(*told)
    assert [one.name for one in store.accounts.all()] == ["ana"]
    assert whats(store) == ["account added"]


def test_what_is_changed_of_an_account_holds_and_is_noted(store: Store) -> None:
    accounts = replace(store.accounts, by="ana")
    store.collect("gas", [])
    accounts.add("bea", PASSWORD, "reader")
    accounts.set_role("bea", "admin")
    accounts.set_collections("bea", ["gas"])
    assert accounts.get("BEA").collections == ("gas",)
    accounts.set_collections("bea", None)
    assert accounts.get("bea").collections is None
    accounts.set_password("bea", "another four donkeys")
    assert accounts.verified("bea", PASSWORD) is None
    assert accounts.are_there()
    accounts.set_disabled("bea", disabled=True)
    assert not accounts.are_there()
    assert accounts.verified("bea", "another four donkeys") is None
    accounts.set_disabled("bea", disabled=False)
    assert accounts.verified("bea", "another four donkeys") is not None
    assert [(one.by, one.about) for one in store.log()] == [("ana", "bea")] * 7
    assert [one.detail for one in store.log()][-3:] == [{"collections": ["gas"]}, {"role": "admin"}, {"role": "reader"}]
    with pytest.raises(AccountError, match="no such account"):
        accounts.set_role("nobody", "admin")


def test_a_hash_of_less_is_made_anew_at_the_next_login(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.accounts.add("ana", PASSWORD, "reader")
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert store.accounts.verified("ana", PASSWORD) is not None
    with store.engine.connect() as connection:
        assert "m=16,t=2" in connection.execute(s.accounts.select()).one().password
    assert store.accounts.verified("ana", PASSWORD) is not None


# -- sessions


def test_a_session_ends_when_nobody_is_there_and_after_days_in_any_case(store: Store) -> None:
    store.accounts.add("ana", PASSWORD, "reader")
    secret = store.sessions.begin("ana")
    with store.engine.connect() as connection:
        assert secret not in str(connection.execute(s.sessions.select()).all())
    assert store.sessions.account(secret) == store.accounts.get("ana")
    assert store.sessions.account(secret + "x") is None
    assert at(store, later(WHEN, hours=IDLE_HOURS)).sessions.account(secret) is None
    hours = 0.0
    while hours + IDLE_HOURS - 1 < LASTS_HOURS:
        hours += IDLE_HOURS - 1
        assert at(store, later(WHEN, hours=hours)).sessions.account(secret) is not None
    assert at(store, later(WHEN, hours=LASTS_HOURS)).sessions.account(secret) is None
    at(store, later(WHEN, hours=LASTS_HOURS)).sessions.begin("ana")
    with store.engine.connect() as connection:
        assert len(connection.execute(s.sessions.select()).all()) == 1  # those that are over are gone


@pytest.mark.parametrize("what", ["password", "disabled", "logout", "login"])
def test_what_ends_a_session(store: Store, what: str) -> None:
    accounts = store.accounts
    accounts.add("ana", PASSWORD, "reader")
    secret = store.sessions.begin("ana")
    match what:
        case "password":
            accounts.set_password("ana", "another four donkeys")
        case "disabled":
            accounts.set_disabled("ana", disabled=True)
            accounts.set_disabled("ana", disabled=False)
        case "logout":
            store.sessions.end(secret)
        case _:
            assert store.sessions.begin("ana", instead_of=secret) != secret
    assert store.sessions.account(secret) is None


# -- tokens


def test_a_token_is_known_by_its_digest_and_opens_until_it_is_revoked(store: Store) -> None:
    store.accounts.add("ana", PASSWORD, "reviewer")
    secret = store.sessions.add_token("ana", "cron")
    assert secret.startswith("dragoman_")
    with store.engine.connect() as connection:
        assert secret not in str(connection.execute(s.tokens.select()).all())
    assert store.sessions.token_account(secret) == store.accounts.get("ana")
    assert store.sessions.token_account("dragoman_nonsense") is None
    (told,) = at(store, later(WHEN, hours=1)).sessions.tokens("ana")
    assert (told.name, told.used, told.revoked) == ("cron", WHEN, None)
    store.accounts.set_disabled("ana", disabled=True)
    assert store.sessions.token_account(secret) is None
    store.accounts.set_disabled("ana", disabled=False)
    store.sessions.revoke_token("ana", "cron")
    assert store.sessions.token_account(secret) is None
    with pytest.raises(AccountError, match="no such token"):
        store.sessions.revoke_token("ana", "cron")
    with pytest.raises(AccountError, match="of this name"):
        store.sessions.add_token("ana", "cron")
    assert whats(store)[1] == "token added"
    assert whats(store)[-1] == "token revoked"


# -- the log


def filled(store: Store) -> None:
    """Put five rows into the log, of which the third and the fourth are judgements."""
    desk = Desk()
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11")
    store.writer.take(desk.item(), desk.record())
    event = desk.record().events[0].id
    store.note(by="ana", what="login", address="192.0.2.7")
    store.note(by="ana", what="export", about="/events.csv", detail={"rows": 3})
    store.judge(Judgement(id="j1", kind="reject", targets=(event,), by="ana", at=WHEN))
    store.judge(Judgement(id="j2", kind="reject", targets=(), by="ana", at=WHEN, undoes="j1"))
    store.note(by="ana", what="logout")


def unguarded(store: Store, *statements: str) -> None:
    """Change the log as somebody would who has the database itself."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                for table in ("audit", "judgements"):
                    connection.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def test_what_people_did_is_there_and_chained(store: Store) -> None:
    filled(store)
    assert whats(store) == ["login", "export", "judgement", "judgement", "logout"]
    newest = store.log(limit=2)
    assert [one.n for one in newest] == [5, 4]
    assert [one.n for one in store.log(before=4)] == [3, 2, 1]
    export = store.log(before=3)[0]
    assert (export.by, export.about, export.detail, export.address) == ("ana", "/events.csv", {"rows": 3}, None)
    judged = store.log(before=4)[0]
    assert (judged.about, judged.detail["kind"]) == ("j1", "reject")
    assert store.faults() == []


@pytest.mark.parametrize("statement", ["UPDATE audit SET by = 'bea'", "DELETE FROM audit WHERE n = 5"])
def test_the_database_refuses_to_change_the_log(store: Store, statement: str) -> None:
    filled(store)
    with pytest.raises(DBAPIError, match="immutable"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert store.faults() == []


BREAKS = [
    ("a row was changed", ("UPDATE audit SET by = 'bea' WHERE n = 2",), ["at row 2"]),
    ("a moment was changed", ("UPDATE audit SET at = '2026-01-01T00:00:01+00:00' WHERE n = 1",), ["at row 1"]),
    ("a digest was changed", ("UPDATE audit SET digest = 'x' WHERE n = 2",), ["at row 2", "at row 3"]),
    ("a row was taken out", ("DELETE FROM audit WHERE n = 2",), ["before row 3"]),
    ("rows were taken out", ("DELETE FROM audit WHERE n IN (1, 2)",), ["rows 1 to 2 are missing"]),
    (
        "a row was taken out, and the rest moved up",
        (
            "DELETE FROM audit WHERE n = 2",
            "UPDATE audit SET n = n - 1 WHERE n = 3",
            "UPDATE audit SET n = 3 WHERE n = 4",
        ),
        ["at row 2", "at row 3", "row 4 is missing"],
    ),
    ("the end was cut off", ("DELETE FROM audit WHERE n > 3",), ["j2: is a judgement that the audit log doesn't have"]),
]


@pytest.mark.parametrize(("statements", "told"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_a_log_that_was_touched_says_where(store: Store, statements: tuple[str, ...], told: list[str]) -> None:
    filled(store)
    unguarded(store, *statements)
    faults = store.faults()
    assert len(faults) == len(told), faults
    for fault, part in zip(faults, told, strict=True):
        assert part in fault


def test_what_others_chose_is_kept_plain_and_short(store: Store) -> None:
    store.note(by="an\x00a\n" + "x" * 1000, what="login failed", about="\x1b]0;")
    done = store.log()[0]
    assert done.by.startswith("an?a?x")
    assert len(done.by) == 200
    assert done.about == "?]0;"
    assert store.faults() == []


def test_a_secret_of_the_store_stays_the_same(store: Store) -> None:
    assert store.secret("csrf") == store.secret("csrf") != store.secret("other")
