# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman user` and `dragoman token`: who may come in where the desk isn't on loopback."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import FormOption
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.cli.whoami import system_user
from dragoman.errors import MissingError, OptionError

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.accounts import Accounts
    from dragoman.store.sessions import Sessions

users = typer.Typer(
    help="""Who may come in where others reach the desk: accounts, with a role and the collections they may see.

reader: sees and saves searches; reviewer: judges, too; admin: everything. What is changed here holds from the next
request on, and stands in the audit log.
""",
    short_help="Accounts of the desk.",
    no_args_is_help=True,
)
tokens = typer.Typer(
    help="""Tokens by which programs come in: for the REST interface and for feeds, with the rights of an account.

A token is shown once, when it is made. Programs send it as `Authorization: Bearer TOKEN`; readers of feeds take it as
the password beside the account's name.
""",
    short_help="Tokens for programs.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account.")]
TokenName = Annotated[str, typer.Argument(metavar="TOKEN", help="The token, by the name it was given.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="The password is its first line; asked for where not given."),
]
Collection = Annotated[
    list[str] | None,
    typer.Option("--collection", metavar="NAME", help="May see this one only; several may be. Default: everything."),
]


@users.command("add")
def add_user(
    name: Name,
    *,
    role: Annotated[str, typer.Option(metavar="reader|reviewer|admin")] = "reader",
    collection: Collection = None,
    password_file: PasswordFile = None,
    store: StoreOption = STORE,
) -> None:
    """Make an account, and the store where there is none yet: a desk begins with its first account."""
    with answering(), opened(store, make=True) as found:
        made = _accounts(found).add(name, _password(password_file), role, collection or None)
    typer.echo(f"{made.name}: {made.role}, sees {_told(made.collections)}")


@users.command("list")
def list_users(*, store: StoreOption = STORE, form: FormOption = "table") -> None:
    """List accounts."""
    from dragoman.asking.phrases import one_line
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section

    with answering(), opened(store) as found, guarded_output(utf8=form != "table") as stream:
        told = found.accounts.all()
        if form == "json":
            say_json(stream, [one.model_dump(mode="json") for one in told])
        elif form == "csv":
            lines = [one.model_dump() | {"collections": _told(one.collections)} for one in told]
            say_csv(stream, ("name", "role", "collections", "disabled", "made"), lines, head=True)
        else:
            rows = tuple(
                Row(
                    label=one_line(one.name),
                    lines=(
                        f"{one.role}, sees {_told(one.collections)}"
                        + (f", disabled since {one.disabled}" if one.disabled else ""),
                    ),
                )
                for one in told
            )
            say_page(stream, Page(head=(), sections=(Section(title="ACCOUNTS", rows=rows),) if rows else ()))


@users.command("passwd")
def change_password(name: Name, *, password_file: PasswordFile = None, store: StoreOption = STORE) -> None:
    """Give another password; whoever is logged in with the old one is logged out."""
    with answering(), opened(store) as found:
        found.accounts.get(name)
        _accounts(found).set_password(name, _password(password_file))
    typer.echo(f"{name}: has another password")


@users.command("disable")
def disable_user(
    name: Name,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let in again.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Let somebody in no longer, with any session or token."""
    with answering(), opened(store) as found:
        _accounts(found).set_disabled(name, disabled=not undo)
    typer.echo(f"{name}: {'comes in again' if undo else 'comes in no longer'}")


@users.command("role")
def change_role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="reader|reviewer|admin")],
    *,
    store: StoreOption = STORE,
) -> None:
    """Give another role."""
    with answering(), opened(store) as found:
        _accounts(found).set_role(name, role)
    typer.echo(f"{name}: {role}")


@users.command("collections")
def change_collections(
    name: Name,
    collections: Annotated[list[str] | None, typer.Argument(metavar="[COLLECTION]...")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Let somebody see these collections only, or with --all everything."""
    with answering(), opened(store) as found:
        if everything == bool(collections):
            raise OptionError("name the collections, or --all")
        _accounts(found).set_collections(name, collections or None)
        seen = found.accounts.get(name).collections
    typer.echo(f"{name}: sees {_told(seen)}")


@tokens.command("add")
def add_token(
    name: Name,
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="A name, by which it is known later.")],
    *,
    store: StoreOption = STORE,
) -> None:
    """Make a token for programs of an account, and print it: it is shown this once."""
    with answering(), opened(store) as found:
        secret = _sessions(found).add_token(name, token)
    typer.echo(secret)


@tokens.command("list")
def list_tokens(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Of this account only.")] = None,
    *,
    store: StoreOption = STORE,
    form: FormOption = "table",
) -> None:
    """List tokens: when they were made, last used, revoked."""
    from dragoman.asking.phrases import one_line
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section

    with answering(), opened(store) as found, guarded_output(utf8=form != "table") as stream:
        told = found.sessions.tokens(name)
        lines = [one.model_dump(mode="json") for one in told]
        if form == "json":
            say_json(stream, lines)
        elif form == "csv":
            say_csv(stream, ("account", "name", "made", "used", "revoked"), lines, head=True)
        else:
            rows = tuple(
                Row(
                    label=one_line(f"{one.account}, {one.name}"),
                    lines=(
                        f"made {one.made}, "
                        + (f"last used {one.used}" if one.used else "never used")
                        + (f", revoked {one.revoked}" if one.revoked else ""),
                    ),
                )
                for one in told
            )
            say_page(stream, Page(head=(), sections=(Section(title="TOKENS", rows=rows),) if rows else ()))


@tokens.command("revoke")
def revoke_token(name: Name, token: TokenName, *, store: StoreOption = STORE) -> None:
    """Let a token open nothing any more."""
    with answering(), opened(store) as found:
        _sessions(found).revoke_token(name, token)
    typer.echo(f"{name}, {token}: opens nothing any more")


def _password(file: Path | None) -> str:
    """A password: the first line of a file, or asked for twice. Raises MissingError."""
    if file is None:
        told: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return told
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise MissingError(f"{file}: cannot be read; it should hold the password in its first line") from error
    return lines[0] if lines else ""


def _told(collections: tuple[str, ...] | None) -> str:
    return "everything" if collections is None else "; ".join(collections) or "nothing"


def _accounts(store: "Store") -> "Accounts":
    return replace(store.accounts, by=_by())


def _sessions(store: "Store") -> "Sessions":
    return replace(store.sessions, by=_by())


def _by() -> str:
    """Who works at the command line, as the log has it."""
    return f"{system_user()} (command line)"
