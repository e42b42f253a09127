"""The command line: one file a command, each a thin dress over a call of the library.

Heavy rooms (spaCy, trafilatura, pydantic, rich) are entered only by the command that needs them: `dragoman --help`
answers at once.
"""

from typing import Annotated

import typer

from dragoman.cli.actors import app as actors_app
from dragoman.cli.add import HELP as ADD_HELP
from dragoman.cli.add import add_sources
from dragoman.cli.agreements import HELP as AGREEMENTS_HELP
from dragoman.cli.agreements import list_agreements
from dragoman.cli.between import HELP as BETWEEN_HELP
from dragoman.cli.between import show_between
from dragoman.cli.collect import HELP as COLLECT_HELP
from dragoman.cli.collect import LIST_HELP as COLLECTIONS_HELP
from dragoman.cli.collect import collect_documents, list_collections
from dragoman.cli.commitments import HELP as COMMITMENTS_HELP
from dragoman.cli.commitments import list_commitments
from dragoman.cli.demo import HELP as DEMO_HELP
from dragoman.cli.demo import show_demo
from dragoman.cli.evaluate import HELP as EVALUATE_HELP
from dragoman.cli.evaluate import evaluate_on
from dragoman.cli.events import HELP as EVENTS_HELP
from dragoman.cli.events import list_events
from dragoman.cli.export_judgements import HELP as EXPORT_JUDGEMENTS_HELP
from dragoman.cli.export_judgements import export_judgements
from dragoman.cli.gate import app as gate_app
from dragoman.cli.keeping import BACKUP_HELP, CHECK_HELP, RESTORE_HELP, back_up_store, check_store, restore_store
from dragoman.cli.lexicon import app as lexicon_app
from dragoman.cli.list_reports import HELP as LIST_REPORTS_HELP
from dragoman.cli.list_reports import list_reports
from dragoman.cli.meetings import HELP as MEETINGS_HELP
from dragoman.cli.meetings import list_meetings
from dragoman.cli.notify import HELP as NOTIFY_HELP
from dragoman.cli.notify import notify_all
from dragoman.cli.output import close_quietly
from dragoman.cli.people import HELP as PEOPLE_HELP
from dragoman.cli.people import list_people
from dragoman.cli.read import HELP as READ_HELP
from dragoman.cli.read import read_reports
from dragoman.cli.recode import HELP as RECODE_HELP
from dragoman.cli.recode import recode_store
from dragoman.cli.schema import HELP as SCHEMA_HELP
from dragoman.cli.schema import print_schema
from dragoman.cli.search import HELP as SEARCH_HELP
from dragoman.cli.search import search_sentences
from dragoman.cli.serve import HELP as SERVE_HELP
from dragoman.cli.serve import serve_desk
from dragoman.cli.statements import HELP as STATEMENTS_HELP
from dragoman.cli.statements import list_statements
from dragoman.cli.timeline import HELP as TIMELINE_HELP
from dragoman.cli.timeline import show_timeline
from dragoman.cli.train import HELP as TRAIN_HELP
from dragoman.cli.train import train_on
from dragoman.cli.user import tokens as tokens_app
from dragoman.cli.user import users as users_app
from dragoman.cli.version import print_version
from dragoman.cli.watch import HELP as WATCH_HELP
from dragoman.cli.watch import watch_sources

HELP = """Read reports on diplomacy and security, and keep a sourced record of them.

Who met, signed, promised, praised, accused or threatened whom, in which office, when and where, as told by whom; which
agreements exist and what they bind their parties to. Every value points at the characters of the report it came from.
Works offline.

\b
Start with
  dragoman demo                              the example reports, as tables
  dragoman read report.txt                   a report of your own
  dragoman read report.txt --evidence        ... with the words behind each row
  dragoman read *.html --format json -o out.jsonl

\b
Exit codes
  0  all was read          2  the command was misused
  1  there was trouble     130  stopped by Ctrl-C
"""

app = typer.Typer(
    name="dragoman",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # boxes around options are hard to read aloud, to copy and to grep
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("read", help=READ_HELP, short_help="Read reports and print what they tell.")(read_reports)
app.command("demo", help=DEMO_HELP, short_help="Read the example reports and print their tables.")(show_demo)
app.command("add", help=ADD_HELP, short_help="Read reports into a store.")(add_sources)
app.command("watch", help=WATCH_HELP, short_help="Keep reading what is new in feeds and folders.")(watch_sources)
app.command("recode", help=RECODE_HELP, short_help="Read again what an older coder read.")(recode_store)
app.command("backup", help=BACKUP_HELP, short_help="Copy a store while others write.")(back_up_store)
app.command("restore", help=RESTORE_HELP, short_help="Make a store out of a copy.")(restore_store)
app.command("check", help=CHECK_HELP, short_help="Verify a store.")(check_store)
app.command("schema", help=SCHEMA_HELP, short_help="Print the JSON Schema of a record.")(print_schema)
app.command("evaluate", help=EVALUATE_HELP, short_help="Score the coder on labelled data.")(evaluate_on)
app.command("export-judgements", help=EXPORT_JUDGEMENTS_HELP, short_help="Print what reviewers judged, as gold.")(
    export_judgements
)
app.command("train", help=TRAIN_HELP, short_help="Train the encoder on labelled pairs.")(train_on)
app.command("events", help=EVENTS_HELP, short_help="List events.")(list_events)
app.command("meetings", help=MEETINGS_HELP, short_help="List who met whom.")(list_meetings)
app.command("statements", help=STATEMENTS_HELP, short_help="List statements.")(list_statements)
app.command("agreements", help=AGREEMENTS_HELP, short_help="List agreements.")(list_agreements)
app.command("commitments", help=COMMITMENTS_HELP, short_help="List commitments.")(list_commitments)
app.command("people", help=PEOPLE_HELP, short_help="List people and their offices.")(list_people)
app.command("timeline", help=TIMELINE_HELP, short_help="What happened to a state or somebody, by day.")(show_timeline)
app.command("between", help=BETWEEN_HELP, short_help="What happened between two states.")(show_between)
app.command("reports", help=LIST_REPORTS_HELP, short_help="List reports, near copies and versions.")(list_reports)
app.command("search", help=SEARCH_HELP, short_help="Find sentences by words.")(search_sentences)
app.command("collect", help=COLLECT_HELP, short_help="Put documents into a collection.")(collect_documents)
app.command("collections", help=COLLECTIONS_HELP)(list_collections)
app.command("notify", help=NOTIFY_HELP, short_help="Send what is new in saved searches.")(notify_all)
app.command("serve", help=SERVE_HELP, short_help="Serve the desk.")(serve_desk)
app.add_typer(actors_app, name="actors")
app.add_typer(gate_app, name="gate")
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(tokens_app, name="token")
app.add_typer(users_app, name="user")


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=print_version),
    ] = False,
) -> None:
    """Take the options that stand before a command; `--version` has done its work when this is called."""


def main() -> None:
    """Run the command line and leave with its exit code: 0, 1 for trouble, 2 for misuse, 130 after Ctrl-C."""
    try:
        app(prog_name="dragoman")
    except KeyboardInterrupt:  # outside a command: typer makes 130 of it inside one
        raise SystemExit(130) from None
    finally:
        close_quietly()
