"""Parquet: a document a row, of the mapped columns alone, read by the process that may die."""

from collections.abc import Sequence

from dragoman.intake.limits import RefusedError
from dragoman.intake.rows import FIELDS, no_column, row
from dragoman.intake.streams import whole
from dragoman.intake.visit import Found, Opened, Visit

LARGEST_GROUP = 2_000_000_000  # bytes that one column of a group of rows may expand to


def read_parquet(visit: Visit, opened: Opened) -> Found:
    """The rows in their order, a few at a time. Raises RefusedError for damage, and where no column holds the text."""
    wanted = [visit.columns.get(field, field) for field in FIELDS]
    data = opened.handle or whole(opened.stream, opened.name, visit.limits.member_bytes)
    if opened.handle is not None:
        opened.handle.seek(0)  # the other process has the same place in it
    number = 0
    for part in visit.sandbox.ask_parts("parquet", data, opened.name, columns=wanted):
        if "names" in part and wanted[0] not in part["names"]:
            raise RefusedError("no-text", f"{opened.name}: {no_column(wanted[0], part['names'])}")
        _weigh(visit, opened.name, part.get("columns", ()))
        for told, digest, size in part.get("rows", ()):
            number += 1
            visit.meter.member()
            visit.meter.expand(size)
            yield row(visit, f"{opened.name}!{number}", told, f"sha256:{digest}")


def _weigh(visit: Visit, name: str, columns: Sequence[tuple[int, int]]) -> None:
    for expanded, packed in columns:
        if expanded > LARGEST_GROUP:
            raise RefusedError("too-large", f"{name}: a column of it expands to {expanded:,} bytes")
        visit.meter.weigh(name, expanded, packed)
