# ruff: noqa: PLC0415 - pydantic is loaded when the command runs
"""`dragoman schema`."""

from dragoman.cli.output import guarded_output, say_line

HELP = """Print the JSON Schema (2020-12) of a record, the public contract.

It describes one line of `dragoman read --format json`: which keys there are, what may be null (unknown), what is always
a list. Keys are never left out.

\b
  dragoman schema > record.schema.json
"""


def print_schema() -> None:
    """Print the JSON Schema of `Record` as it is printed."""
    import json

    from pydantic.json_schema import GenerateJsonSchema

    from dragoman.model.record import Record

    class EveryKey(GenerateJsonSchema):
        """Call every key required: what is printed has also those that have a default when a record is built."""

        def field_is_required(self, *_: object, **__: object) -> bool:
            return True

    found = {"$schema": EveryKey.schema_dialect}
    found |= Record.model_json_schema(mode="serialization", schema_generator=EveryKey)
    with guarded_output() as stream:
        say_line(stream, json.dumps(found, indent=2, ensure_ascii=False))
