"""Golden records: what `dragoman read --format json` prints for an example report, without what changes by itself."""

import json
from pathlib import Path
from typing import Any

from dragoman.model.record import Record
from tests.reports.shelf import Report, reports

GOLDEN = Path(__file__).parent
# a float differs between machines; a version and a digest change with every release and every new word
TAKEN_OUT = {"confidence"}
CODER_TAKEN_OUT = {"version", "lexicon"}


def goldens() -> tuple[Report, ...]:
    """List the reports that have a golden record: the examples."""
    return tuple(report for report in reports() if report.shelf == "examples")


def pretty(record: Record) -> str:
    """Give a record as JSON, one value a line."""
    told = json.loads(record.model_dump_json())
    told["coder"] = {name: value for name, value in told["coder"].items() if name not in CODER_TAKEN_OUT}
    return json.dumps(_without(told), ensure_ascii=False, indent=1) + "\n"


def _without(value: Any) -> Any:  # noqa: ANN401 as JSON gives it
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items() if name not in TAKEN_OUT}
    if isinstance(value, list):
        return [_without(inner) for inner in value]
    return value
