# ruff: noqa: PLC0415 - the web room is entered when the command runs, so that --help stays fast
"""`dragoman serve`."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import answering, complain, visible
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.cli.whoami import system_user
from dragoman.errors import OptionError

HELP = """Serve the desk: the page and the REST interface over a store, until Ctrl-C.

On this machine (the default) nobody logs in: who opens the page may do everything, and judges as --as names him. Bound
to any other address everybody logs in, over https: without an account it doesn't start there. Who may come in is told
in docs/desk.md.

\b
  dragoman serve
  dragoman serve --store news.db --as "M. Garcia"
  dragoman serve --host 0.0.0.0 --host-name desk.example.org --certificate desk.pem --key desk.key
  dragoman serve --host 10.0.0.5 --host-name desk.example.org --proxy 10.0.0.2
"""


def serve_desk(
    *,
    store: StoreOption = STORE,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address of this machine to listen at.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Who judges, on loopback; the system's user where it isn't told."),
    ] = None,
    host_name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name by which browsers call the desk; several may be.")
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy whose forwarded headers are believed; several may be."),
    ] = None,
    readers: Annotated[int, typer.Option(min=1, help="Processes that read texts that are given.")] = 1,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="For https: certificate chain, PEM.")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="For https: its private key, PEM.")] = None,
) -> None:
    """Serve until Ctrl-C; exit 1 where it can't start."""
    from dragoman.web.serving import serve
    from dragoman.web.settings import Settings

    with answering():
        if (certificate is None) != (key is None):
            raise OptionError("--certificate and --key go together")
        settings = Settings(
            store=store,
            host=host,
            port=port,
            name=name if name is not None else system_user(),
            hosts=tuple(host_name or ()),
            proxies=tuple(proxy or ()),
            readers=readers,
        )
        with opened(store):
            pass
        if not settings.is_loopback and certificate is None and not settings.proxies:
            complain("nobody can log in without https: give --certificate and --key, or the --proxy that speaks it")
        serve(
            settings,
            certificate=certificate,
            key=key,
            tell=lambda address: typer.echo(f"Dragoman's desk over {visible(store)}: {address}"),
        )
