"""Parquet: a document a row, of the mapped columns alone."""

import json
from typing import Any, BinaryIO

from dragoman.intake.limits import RefusedError
from dragoman.intake.rows import FIELDS, no_column, row
from dragoman.intake.streams import digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit

ROWS = 500  # at a time
LARGEST_GROUP = 2_000_000_000  # bytes that one column of a group of rows may expand to
LARGEST_FOOTER = 50_000_000


def read_parquet(visit: Visit, opened: Opened) -> Found:
    """The rows in their order, a few at a time. Raises RefusedError for damage, and where no column holds the text."""
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to load, and only Parquet needs it
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415

    file: BinaryIO | Any = opened.handle or pa.BufferReader(
        whole(opened.stream, opened.name, visit.limits.member_bytes)
    )
    wanted = [visit.columns.get(field, field) for field in FIELDS]
    number = 0
    try:
        file.seek(0)
        opening = {"thrift_string_size_limit": LARGEST_FOOTER, "thrift_container_size_limit": LARGEST_FOOTER // 50}
        schema = pq.ParquetFile(file, **opening).schema_arrow
        if wanted[0] not in schema.names:
            raise RefusedError("no-text", f"{opened.name}: {no_column(wanted[0], schema.names)}")
        taken = [name for name in dict.fromkeys(wanted) if name in schema.names]
        # Kept as a dictionary, a text that a million rows share is in memory once.
        shared = [name for name in taken if pa.types.is_string(schema.field(name).type)]
        file.seek(0)
        table = pq.ParquetFile(file, read_dictionary=shared, **opening)
        for group in range(table.num_row_groups):
            _weigh(visit, opened.name, table.metadata.row_group(group), set(taken))
            batches = table.iter_batches(ROWS, row_groups=[group], columns=taken, use_threads=False)
            for batch in batches:
                for at in range(batch.num_rows):
                    number += 1
                    visit.meter.member()
                    told = {name: batch.column(name)[at].as_py() for name in taken}
                    packed = json.dumps(told, default=str).encode()
                    visit.meter.expand(len(packed))
                    yield row(visit, f"{opened.name}!{number}", told, digest_of(packed))
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        fault = f"{opened.name}: is damaged ({str(error)[:200]}); {number} rows of it were read"
        raise RefusedError("damaged", fault) from error


def _weigh(visit: Visit, name: str, group: Any, taken: set[str]) -> None:  # noqa: ANN401 - pyarrow has no types
    for number in range(group.num_columns):
        column = group.column(number)
        if column.path_in_schema.split(".")[0] not in taken:
            continue
        if column.total_uncompressed_size > LARGEST_GROUP:
            raise RefusedError(
                "too-large", f"{name}: a column of it expands to {column.total_uncompressed_size:,} bytes"
            )
        visit.meter.weigh(name, column.total_uncompressed_size, column.total_compressed_size)
