"""What docs/ give to run the desk as a service: the unit, the image, the commands beside them."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.cli.storing import StoreOption
from dragoman.store import Store

ROOT = Path(__file__).parents[1]
UNIT = (ROOT / "docs/dragoman.service").read_text("utf-8")
IMAGE = (ROOT / "docs/Containerfile").read_text("utf-8")
RUNNING = (ROOT / "docs/running.md").read_text("utf-8")


def told_in(text: str) -> Iterator[list[str]]:
    """Each command line of dragoman that a text has, in comments or not, without what is run before it."""
    joined = re.sub(r"\\\n(?:#\s*)?\s*", " ", text)
    for line in joined.splitlines():
        for part in re.split(r"`| && ", line.removeprefix("#")):
            found = re.search(r"(?:^|/|\s)dragoman +(serve|user|notify|backup|restore|check|token|add)\b(.*)", part)
            if found is not None:
                yield [found[1], *shlex.split(found[2].partition("  #")[0].partition(" && ")[0])]


STORE = get_args(StoreOption)[1]
COMMANDS = [*told_in(UNIT), *told_in(IMAGE), *told_in(RUNNING)]


def test_commands_are_found_where_they_are_told() -> None:
    assert [one[0] for one in told_in(UNIT)] == ["user", "serve"]
    assert [one[0] for one in told_in(IMAGE)] == ["user", "serve"]
    assert len(COMMANDS) > 8


@pytest.mark.parametrize("told", COMMANDS, ids=" ".join)
def test_each_command_is_there_with_its_options(told: list[str]) -> None:
    command: Any = typer.main.get_command(app)
    words = [word.rstrip(".,;:)") for word in told]
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if word.startswith("--") and word.partition("=")[0] not in options] == []


def test_the_first_account_is_made_where_there_is_no_store_yet(tmp_path: Path) -> None:
    """The unit and the image begin with it."""
    (tmp_path / "password").write_text("four grey donkeys at sea", "utf-8")
    store = tmp_path / "desk.db"
    words = ["user", "add", "ana", "--role", "admin", "--password-file", f"{tmp_path}/password", "--store", str(store)]
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, done.output) == (0, "ana: admin, sees everything\n")
    opened = Store.open(store)
    assert [(one.name, one.role) for one in opened.accounts.all()] == [("ana", "admin")]
    opened.close()


def test_the_unit_is_one(tmp_path: Path) -> None:
    """Systemd itself says so, where it is installed; its program stands elsewhere here."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    unit = tmp_path / "dragoman.service"
    unit.write_text(UNIT.replace("/opt/dragoman/bin/dragoman", "/bin/true"), "utf-8")
    done = subprocess.run(  # noqa: S603 - our own unit
        ["systemd-analyze", "verify", "--man=no", str(unit)],  # noqa: S607 - wherever it is
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_is_made_of_what_there_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (lock, wheel, _), *_ = re.findall(r"^COPY (\S+) (\S+) (\S+)$", IMAGE, re.MULTILINE)
    assert (ROOT / lock).is_file()
    assert wheel == f"dist/{project['name']}-*.whl"
    least = project["requires-python"].removeprefix(">=")
    assert set(re.findall(r"python:([0-9.]+)", IMAGE)) == {least}
    assert f"{STORE.envvar}=/var/lib/dragoman/desk.db" in IMAGE
    (entry,) = re.findall(r'^ENTRYPOINT \["(\w+)"\]$', IMAGE, re.MULTILINE)
    assert entry in project["scripts"]
