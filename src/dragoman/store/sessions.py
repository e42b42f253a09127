"""Who is logged in, and the tokens by which programs come in. Cookies and tokens are kept as digests only."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, insert, or_, select, update

from dragoman.errors import AccountError
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.accounts import Account, account_of, later, new_secret, row_of, secret_digest
from dragoman.store.audit import note
from dragoman.store.connect import writing
from dragoman.store.rows import Numbers

LASTS_HOURS = 72.0  # whatever is done
IDLE_HOURS = 8.0  # an analyst's day: the page is open from morning on
NOTED_MINUTES = 5.0  # how often it is noted that somebody is there
LONGEST_NAME = 64
SHOWN = 16  # letters of a session's digest: enough to tell it from others
TOKEN = "dragoman_"  # noqa: S105 - how a token begins, so that it is known where it lies about


class Session(Value):
    """A session of an account. id: the beginning of its digest, by which it is ended; it opens nothing."""

    id: str
    made: str
    seen: str
    ends: str


class Token(Value):
    """A token of an account, by the name that was given to it."""

    account: str
    name: str
    made: str
    used: str | None
    revoked: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """Sessions and tokens of a store."""

    engine: Engine
    clock: Callable[[], str]
    by: str = "command line"

    def begin(self, name: str, *, instead_of: str | None = None) -> str:
        """Begin a session; what its cookie holds. The one that the browser had ends, so that none is foisted on it."""
        secret, now = new_secret(), self.clock()
        with writing(self.engine) as connection:
            x = s.sessions.c
            old = secret_digest(instead_of) if instead_of is not None else ""
            connection.execute(delete(s.sessions).where(or_(x.id == old, x.expires <= now)))
            row = {
                "id": secret_digest(secret),
                "account": row_of(connection, name).n,
                "made": now,
                "seen": now,
                "expires": later(now, hours=LASTS_HOURS),
            }
            connection.execute(insert(s.sessions), [row])
        return secret

    def account(self, secret: str) -> Account | None:
        """Whose session it is; None where it is none, or over."""
        now, x = self.clock(), s.sessions.c
        with self.engine.connect() as connection:
            query = select(s.accounts, x.seen, x.expires).join(s.sessions, x.account == s.accounts.c.n)
            row = connection.execute(query.where(x.id == secret_digest(secret))).one_or_none()
            if row is None or row.disabled is not None:
                return None
            if row.expires <= now or later(row.seen, hours=IDLE_HOURS) <= now:
                return None
            account = account_of(connection, row)
        if later(row.seen, minutes=NOTED_MINUTES) <= now:
            with writing(self.engine) as connection:
                connection.execute(update(s.sessions).where(x.id == secret_digest(secret)).values(seen=now))
        return account

    def end(self, secret: str) -> None:
        """End a session."""
        with writing(self.engine) as connection:
            connection.execute(delete(s.sessions).where(s.sessions.c.id == secret_digest(secret)))

    def of(self, account: str) -> tuple[Session, ...]:
        """The sessions of an account that are open, the one that was seen last first. Raises AccountError."""
        now, x = self.clock(), s.sessions.c
        with self.engine.connect() as connection:
            query = select(s.sessions).where(x.account == row_of(connection, account).n, x.expires > now)
            rows = connection.execute(query.order_by(x.seen.desc(), x.id)).all()
        return tuple(
            Session(id=row.id[:SHOWN], made=row.made, seen=row.seen, ends=min(row.expires, idle_until))
            for row in rows
            if (idle_until := later(row.seen, hours=IDLE_HOURS)) > now
        )

    def end_of(self, account: str, *, only: str | None = None, but: str | None = None) -> int:
        """End sessions of an account: one by its id, or all but that of a cookie; how many. Raises AccountError."""
        now, x = self.clock(), s.sessions.c
        with writing(self.engine) as connection:
            owner = row_of(connection, account)
            query = delete(s.sessions).where(x.account == owner.n)
            if only is not None:
                query = query.where(func.substr(x.id, 1, SHOWN) == only)
            if but is not None:
                query = query.where(x.id != secret_digest(but))
            ended = connection.execute(query).rowcount
            if ended:
                note(connection, now, by=self.by, what="session ended", about=owner.name, detail={"sessions": ended})
        return ended

    # -- tokens

    def add_token(self, account: str, name: str) -> str:
        """Make a token for programs of an account; it is told this once. Raises AccountError."""
        if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
            raise AccountError(f"{name[:LONGEST_NAME]!r}: is no name of a token; take up to {LONGEST_NAME} letters")
        secret, now = TOKEN + new_secret(), self.clock()
        with writing(self.engine) as connection:
            owner = row_of(connection, account)
            t = s.tokens.c
            if connection.execute(select(t.n).where(t.account == owner.n, t.name == name)).first() is not None:
                raise AccountError(f"{name}: {account} has, or had, a token of this name; take another")
            row = {
                "n": Numbers(connection, {}).of(s.tokens),
                "account": owner.n,
                "name": name,
                "digest": secret_digest(secret),
                "made": now,
            }
            connection.execute(insert(s.tokens), [row])
            note(connection, now, by=self.by, what="token added", about=owner.name, detail={"token": name})
        return secret

    def tokens(self, account: str | None = None) -> tuple[Token, ...]:
        """The tokens of an account, or of all. Raises AccountError."""
        t, a = s.tokens.c, s.accounts.c
        query = select(a.name.label("account"), t.name, t.made, t.used, t.revoked).join(s.accounts, a.n == t.account)
        with self.engine.connect() as connection:
            if account is not None:
                query = query.where(t.account == row_of(connection, account).n)
            rows = connection.execute(query.order_by(t.n)).all()
        return tuple(Token.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - its public name

    def revoke_token(self, account: str, name: str) -> None:
        """Let a token open nothing any more. Raises AccountError where there is none such."""
        now, t = self.clock(), s.tokens.c
        with writing(self.engine) as connection:
            owner = row_of(connection, account)
            here = (t.account == owner.n, t.name == name, t.revoked.is_(None))
            if connection.execute(update(s.tokens).where(*here).values(revoked=now)).rowcount != 1:
                raise AccountError(f"{name}: {account} has no such token; `dragoman token list` lists them")
            note(connection, now, by=self.by, what="token revoked", about=owner.name, detail={"token": name})

    def token_account(self, secret: str) -> Account | None:
        """Whose token it is; None where it is none, or revoked, or its owner may come in no longer."""
        now, t = self.clock(), s.tokens.c
        with self.engine.connect() as connection:
            query = select(s.accounts, t.n.label("token"), t.used).join(s.tokens, t.account == s.accounts.c.n)
            query = query.where(t.digest == secret_digest(secret), t.revoked.is_(None))
            row = connection.execute(query).one_or_none()
            if row is None or row.disabled is not None:
                return None
            account = account_of(connection, row)
        if row.used is None or later(row.used, minutes=NOTED_MINUTES) <= now:
            with writing(self.engine) as connection:
                connection.execute(update(s.tokens).where(t.n == row.token).values(used=now))
        return account


def id_of(secret: str) -> str:
    """The id of the session whose cookie holds this."""
    return secret_digest(secret)[:SHOWN]
