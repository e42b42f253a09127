# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman notify`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import answering
from dragoman.cli.reading_options import AllowPrivate
from dragoman.cli.storing import STORE, StoreOption, opened

if TYPE_CHECKING:
    from dragoman.notifying import Told

HELP = """Send what is new in saved searches to the addresses that were named for them.

People name such an address on the desk (/webhooks). A message is JSON, signed, and comes at least once, under an id.
What is not taken is tried again later, up to two days. Messages go to http(s) addresses of the internet only, unless
--allow-private. docs/running.md tells how to check a signature.

\b
  dragoman notify --store news.db                one turn, from cron
  dragoman notify --store news.db --every 60     until Ctrl-C
"""


def notify_all(
    *,
    store: StoreOption = STORE,
    every: Annotated[int | None, typer.Option(min=1, metavar="SECONDS", help="Again and again, until Ctrl-C.")] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Take one turn, or turn after turn; exit 1 where, in one turn, something was not taken."""
    from threading import Event

    from dragoman.notifying import keep_notifying, notify

    with answering(), opened(store) as found:
        if every is not None:
            keep_notifying(found, Event(), every=float(every), allow_private=allow_private, tell=_say)
        told = notify(found, allow_private=allow_private)
        _say(told)
    raise typer.Exit(1 if told.waiting or told.given_up else 0)


def _say(told: "Told") -> None:
    typer.echo(f"{told.taken} taken, {told.waiting} to be tried again, {told.given_up} given up")
