# ruff: noqa: PLC0415 - the web room is entered when the command runs, so that --help stays fast
"""`dragoman serve`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import answering, complain, visible
from dragoman.cli.reading_options import AllowPrivate
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.cli.whoami import system_user
from dragoman.errors import OptionError

if TYPE_CHECKING:
    from dragoman.web.running.logs import LogForm

EVERY, PATIENCE = 20.0, 25.0  # seconds between two turns of notifying; that the last has when the desk stops

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
    log_format: Annotated[
        str | None,
        typer.Option(metavar="json|text", help="Of the log on standard error; text where that is a terminal."),
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify", help="Also send what is new in saved searches, as `dragoman notify` does.")
    ] = False,
    allow_private: AllowPrivate = False,
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
        if log_format not in {None, "json", "text"}:
            raise OptionError(f"--log-format {log_format}: is none; take json or text")
        form: LogForm = "json" if (log_format or ("text" if sys.stderr.isatty() else "json")) == "json" else "text"
        with opened(store):
            pass
        if not settings.is_loopback and certificate is None and not settings.proxies:
            complain("nobody can log in without https: give --certificate and --key, or the --proxy that speaks it")
        with notifying(store, allow_private=allow_private) if notify else nullcontext():
            serve(
                settings,
                certificate=certificate,
                key=key,
                logs=form,
                tell=lambda address: typer.echo(f"Dragoman's desk over {visible(store)}: {address}"),
            )


@contextmanager
def notifying(store: str, *, allow_private: bool) -> Iterator[None]:
    """Send what is new in saved searches while the block runs, by a thread beside the desk."""
    from dragoman.notifying import Told, keep_notifying
    from dragoman.web.running.logs import say, say_fault

    stop = Event()

    def tell(told: Told) -> None:
        say("notified", taken=told.taken, waiting=told.waiting, given_up=told.given_up)

    def work() -> None:
        with opened(store) as found:
            while not stop.is_set():
                try:
                    keep_notifying(found, stop, every=EVERY, allow_private=allow_private, tell=tell)
                except Exception as error:  # noqa: BLE001 - a fault of one turn must not end all
                    say_fault(error)

    thread = Thread(target=work, name="dragoman notify", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
