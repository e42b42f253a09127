"""People who use the desk: their accounts, their sessions and tokens. Of secrets, digests only are kept."""

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from dragoman.errors import AccountError
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.audit import note
from dragoman.store.connect import writing
from dragoman.store.passwords import check_password, fits, hashed, is_outdated
from dragoman.store.rows import Numbers
from dragoman.store.sql import put

AccountRole = Literal["reader", "reviewer", "admin"]
LONGEST_NAME = 64


class Account(Value):
    """Somebody who may come in. collections: those that may be seen; None: everything. disabled: since when."""

    name: str
    role: AccountRole
    collections: tuple[str, ...] | None
    disabled: str | None
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of a store. `by` is who changes them, as the log has it."""

    engine: Engine
    clock: Callable[[], str]
    by: str = "command line"

    def all(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(s.accounts).order_by(s.accounts.c.n)).all()
            return tuple(sorted((account_of(connection, row) for row in rows), key=lambda one: one.name.casefold()))

    def are_there(self) -> bool:
        """Whether anybody may come in."""
        query = select(func.count()).select_from(s.accounts).where(s.accounts.c.disabled.is_(None))
        with self.engine.connect() as connection:
            return connection.execute(query).scalar_one() > 0

    def get(self, name: str) -> Account:
        """The account of this name. Raises AccountError where there is none."""
        with self.engine.connect() as connection:
            return account_of(connection, row_of(connection, name))

    def add(self, name: str, password: str, role: str, collections: Iterable[str] | None = None) -> Account:
        """Make an account. Raises AccountError where that makes no sense."""
        _check_name(name)
        _check_role(role)
        check_password(password, name)
        kept, asked = hashed(password), None if collections is None else list(collections)
        with writing(self.engine) as connection:
            if find(connection, name) is not None:
                raise AccountError(f"{name}: there is an account of this name")
            n = Numbers(connection, {}).of(s.accounts)
            row = {
                "n": n,
                "key": key_of(name),
                "name": name,
                "password": kept,
                "role": role,
                "limited": asked is not None,
                "disabled": None,
                "made": self.clock(),
            }
            connection.execute(insert(s.accounts), [row])
            self._limit(connection, n, asked)
            self._note(connection, "account added", name, role=role, collections=asked)
            return account_of(connection, row_of(connection, name))

    def set_password(self, name: str, password: str) -> None:
        """Give another password; whoever is logged in with the old one is logged out. Raises AccountError."""
        check_password(password, name)
        kept = hashed(password)
        with writing(self.engine) as connection:
            n = self._change(connection, name, password=kept)
            connection.execute(delete(s.sessions).where(s.sessions.c.account == n))
            self._note(connection, "password changed", name)

    def set_role(self, name: str, role: str) -> None:
        """Give another role, from the next request on. Raises AccountError."""
        _check_role(role)
        with writing(self.engine) as connection:
            self._change(connection, name, role=role)
            self._note(connection, "role changed", name, role=role)

    def set_disabled(self, name: str, *, disabled: bool) -> None:
        """Let somebody in no longer, from the next request on; or again. Raises AccountError."""
        with writing(self.engine) as connection:
            n = self._change(connection, name, disabled=self.clock() if disabled else None)
            connection.execute(delete(s.sessions).where(s.sessions.c.account == n))
            self._note(connection, "account disabled" if disabled else "account enabled", name)

    def set_collections(self, name: str, collections: Iterable[str] | None) -> None:
        """Let somebody see these collections only; None: everything. Raises AccountError."""
        asked = None if collections is None else list(collections)
        with writing(self.engine) as connection:
            n = self._change(connection, name, limited=asked is not None)
            self._limit(connection, n, asked)
            self._note(connection, "collections changed", name, collections=asked)

    def _change(self, connection: Connection, name: str, **values: object) -> int:
        row = row_of(connection, name)
        connection.execute(update(s.accounts).where(s.accounts.c.n == row.n).values(**values))
        return int(row.n)

    def _limit(self, connection: Connection, account: int, collections: list[str] | None) -> None:
        connection.execute(delete(s.account_collections).where(s.account_collections.c.account == account))
        c = s.collections.c
        for name in collections or ():
            n = connection.execute(select(c.n).where(c.name == name)).scalar_one_or_none()
            if n is None:
                raise AccountError(f"{name}: there is no such collection; `dragoman collections` lists them")
            put(connection, s.account_collections, [{"account": account, "collection": n}])

    def _note(self, connection: Connection, what: str, about: str, **detail: object) -> None:
        told = {key: value for key, value in detail.items() if value is not None}
        note(connection, self.clock(), by=self.by, what=what, about=about, detail=told)

    # -- coming in

    def verified(self, name: str, password: str) -> Account | None:
        """Who has this name and this password; None takes as long as somebody, whatever was wrong."""
        with self.engine.connect() as connection:
            row = find(connection, name)
            account = account_of(connection, row) if row is not None else None
        if not fits(password, row.password if row is not None else None):
            return None
        if row is None or account is None or account.disabled is not None:
            return None
        if is_outdated(row.password):
            kept = hashed(password)
            with writing(self.engine) as connection:
                self._change(connection, name, password=kept)
        return account


def key_of(name: str) -> str:
    """A name as it is compared: whatever its letters' case and form."""
    return unicodedata.normalize("NFKC", name).casefold()


def secret_digest(secret: str) -> str:
    """What is kept of a secret of 256 random bits: it can't be guessed, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """256 random bits, in letters that a cookie or a header may hold."""
    return secrets.token_urlsafe(32)


def secret_in(connection: Connection, name: str) -> str | None:
    """A secret of the store itself, None where it has none of this name."""
    return connection.execute(select(s.secrets.c.value).where(s.secrets.c.name == name)).scalar_one_or_none()


def make_secret(connection: Connection, name: str) -> str:
    """Make one."""
    value = new_secret()
    connection.execute(insert(s.secrets), [{"name": name, "value": value}])
    return value


def later(now: str, **told: float) -> str:
    """A moment so much later, as the clock tells it."""
    return (datetime.fromisoformat(now) + timedelta(**told)).isoformat(timespec="seconds")


def find(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a row
    """The row of an account, None where there is none."""
    return connection.execute(select(s.accounts).where(s.accounts.c.key == key_of(name))).one_or_none()


def row_of(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a row
    """The row of an account. Raises AccountError where there is none."""
    row = find(connection, name)
    if row is None:
        raise AccountError(f"{name}: there is no such account; `dragoman user list` lists them")
    return row


def account_of(connection: Connection, row: Any) -> Account:  # noqa: ANN401 - a row
    """An account as its row has it."""
    names = None
    if row.limited:
        c, ac = s.collections.c, s.account_collections.c
        query = select(c.name).join(s.account_collections, ac.collection == c.n).where(ac.account == row.n)
        names = tuple(sorted(connection.execute(query).scalars()))
    return Account(name=row.name, role=row.role, collections=names, disabled=row.disabled, made=row.made)


def _check_name(name: str) -> None:
    plain = name.strip() == name and name.isprintable() and 0 < len(name) <= LONGEST_NAME
    if not plain or ":" in name:
        raise AccountError(f"{name[:LONGEST_NAME]!r}: is no name; take up to {LONGEST_NAME} letters, without a colon")


def _check_role(role: str) -> None:
    if role not in get_args(AccountRole):
        raise AccountError(f"{role}: is no role; take one of {', '.join(get_args(AccountRole))}")
