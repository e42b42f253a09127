"""The pages say what is so: quotations, the library session, links, dependencies, locks."""

import csv
import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dragoman
from dragoman.reading import parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
HASHED = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def _locked(lock: str) -> dict[str, str]:
    return {name: version for name, version, _ in HASHED.findall((ROOT / lock).read_text("utf-8"))}


def _asked(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[;]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


@pytest.mark.slow
@pytest.mark.model
def test_the_pages_quote_what_the_program_says() -> None:
    command = [sys.executable, "scripts/quote.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.model
def test_the_library_session_of_the_readme_runs() -> None:
    session = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    told: list[str] = []
    results = doctest.DocTestRunner().run(test, out=told.append)
    assert results.attempted > 0
    assert results.failed == 0, "".join(told)


@pytest.mark.model
def test_the_parser_is_shown_what_how_it_works_says(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/how-it-works.md").read_text("utf-8")
    ((report, shown),) = re.findall(r"reads both lines -->\n```text\n(.*)\n(.*)\n```", page)
    seen: list[str] = []
    parse = parser.parse

    def overheard(words: list[str], spaces: list[bool], starts: list[bool]) -> parser.Parsed:
        seen.append(" ".join(words))
        return parse(words, spaces, starts)

    monkeypatch.setattr(parser, "parse", overheard)
    dragoman.read(report)
    assert seen == [shown]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target} leads nowhere"


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs/index.md").read_text("utf-8")
    assert all(f"({path.name})" in index for path in (ROOT / "docs").glob("*.md") if path.name != "index.md")


@pytest.mark.parametrize(
    "command",
    [
        "dragoman read",
        "dragoman demo",
        "dragoman schema",
        "dragoman lexicon check",
        "dragoman evaluate",
        "dragoman train",
    ],
)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench", "train", "lock", "docs"])
def test_the_makefile_has_every_target_that_is_spoken_of(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_changelog_tells_of_coded_output_first_of_all_for_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## \[(.*?)\]", text, re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert "### Changes to coded output" in text


@pytest.mark.parametrize(
    ("heading", "asked"),
    [("To run", PROJECT["dependencies"]), ("To work on it", PROJECT["optional-dependencies"]["dev"])],
    ids=["to run", "to work on it"],
)
def test_the_page_of_dependencies_is_the_project_s(heading: str, asked: list[str]) -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    part = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = list(csv.reader((line for line in part.splitlines() if line.startswith("| ")), delimiter="|"))[1:]
    told = {row[1].strip(): row[2].strip() for row in rows}
    assert set(told) == _asked(asked)
    locked = _locked("requirements-dev.lock")
    assert told == {name: locked[name] for name in told}
    assert all(row[3].strip() and row[5].strip() and row[6].strip() for row in rows)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_versions_and_hashes_and_nothing_else(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    left = HASHED.sub("", text)
    assert not [line for line in left.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert not re.search(r"://|index-url|find-links|trusted-host|(^|[\s\"'=])[/~]\w", text)


def test_the_locks_agree_and_hold_what_the_project_asks_for() -> None:
    run, dev = (_locked(lock) for lock in LOCKS)
    assert run.items() <= dev.items()
    assert _asked(PROJECT["dependencies"]) <= set(run)
    assert _asked(PROJECT["optional-dependencies"]["dev"]) <= set(dev)


def test_no_file_names_a_place_on_a_machine() -> None:
    names = ("Makefile", ".ci/run", "scripts/lock.sh", "pyproject.toml", *LOCKS)
    for name in names:
        assert not re.search(r"/(home|root|opt|work|Users)/|pypi\.org", (ROOT / name).read_text("utf-8")), name
