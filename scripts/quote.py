"""Write again what README.md and docs/ quote from the program, or say what is out of date: `make docs`.

    python scripts/quote.py [--check]

A quotation is a fenced block under a comment that names the command, and what of its output is shown:

    <!-- quote: dragoman read report.txt | NEWS 8 | AGREEMENTS 6 -->

Without parts all of it is shown; "NEWS 8" shows the heading NEWS and at most 8 rows under it, each with all its lines.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = "96"
QUOTED = re.compile(r"(<!-- quote: dragoman ([^|\n]*?)((?: \| [A-Z ]+ \d+)*) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
ROW = re.compile(r"  \S")
PART = re.compile(r" \| ([A-Z ]+) (\d+)")


def main(options: Sequence[str]) -> int:
    """Write the pages anew; with --check only name those that are out of date, and return 1."""
    stale = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        current = refreshed(text)
        if current != text:
            stale.append(page.relative_to(ROOT))
            if "--check" not in options:
                page.write_text(current, encoding="utf-8")
    for page in stale:
        print(f"{page}: {'quotes what is no longer said; run make docs' if '--check' in options else 'refreshed'}")
    return 1 if stale and "--check" in options else 0


def pages() -> Iterator[Path]:
    """Give the pages that may quote."""
    yield ROOT / "README.md"
    yield from sorted((ROOT / "docs").glob("*.md"))


def refreshed(text: str) -> str:
    """Give a page's text with every quotation as the program says it today."""
    return QUOTED.sub(lambda found: found[1] + _cut(_told(found[2]), found[3]) + found[5], text)


def _told(command: str) -> str:
    environment = {**os.environ, "COLUMNS": WIDTH, "PYTHONUTF8": "1", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(  # noqa: S603 - the command stands in a page of ours
        [sys.executable, "-m", "dragoman", *shlex.split(command)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"dragoman {command}: left with {done.returncode}:\n{done.stderr}")
    return done.stdout


def _cut(told: str, parts: str) -> str:
    wanted = {name: int(rows) for name, rows in PART.findall(parts)}
    if not wanted:
        return told
    shown: list[str] = []
    left: int | None = None  # rows still to be shown; the report's own lines stand above the first heading
    for line in told.splitlines():
        if line.isupper() and not line.startswith(" "):
            left = wanted.get(line, -1)
            if left >= 0:
                shown.append(line)
            continue
        if left is not None and ROW.match(line):
            left -= 1
            if left == -1:
                shown.append("  ...")
        if left is None or left >= 0:
            shown.append(line)
    return "\n".join(shown) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
