"""What the gate is measured by: labelled sentences, our own reports, and reports about other things."""

import csv
import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED") or ROOT.parent / "shared")
GOLD = SHARED / "gold/plv-dev.tsv"
LEAST_RECALL, LEAST_SKIPPED = 0.99, 0.60
SUFFIXES = {".txt", ".md", ".html"}


def labelled() -> list[str]:
    """The labelled sentences, without their marks; none where they are not at hand."""
    if not GOLD.exists():
        return []
    with GOLD.open(encoding="utf-8", newline="") as file:
        told = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [re.sub(r"</?[st]>", "", row["marked"]) for row in told]


def reports_in(*folders: Path) -> list[Path]:
    """The files of reports in some folders, in their order."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in SUFFIXES and path.stem != "README"
    ]


def off_topic() -> dict[str, list[dict[str, str]]]:
    """The reports about other things, by file; `offtopic-seen` was looked at while the gate was built, no other was."""
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(Path(__file__).parent.glob("offtopic-*.jsonl"))
    }
