"""The whole interface, asked what its description allows and what it does not (schemathesis)."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from dragoman.model.record import Document, Record
from dragoman.record.cut import document_id
from dragoman.web.app import app_of
from dragoman.web.reading import Given, Readers, WasRead, item_of
from dragoman.web.settings import Settings
from tests.store.making import CODER, Desk
from tests.web.serving import free_port, served

SEED = 20_261_127
# What fits the description may still make no sense (400: no such state, a cursor of another list), be about nothing
# (404), be there already (409), or be refused for what it says (413, 415, 422 of what is sent).
SENSE = ["2xx", "304", "400", "404", "409"]
SENT = [*SENSE, "413", "415", "422"]


EVENT = Desk()
EVENT.event("CONSULT", ["AZE"], ["TUR"])


class Stub(Readers):
    """Reads at once, and always the same."""

    def read(self, given: Given) -> WasRead:
        """Take what is given for one document, and find one event in the text that has it."""
        item = item_of(given)
        if item.raw.text == EVENT.text:
            return WasRead(item=item, record=EVENT.record())
        document = Document(id=document_id(item.raw.text), text=item.raw.text)
        return WasRead(item=item, record=Record(document=document, coder=CODER))


@contextmanager
def served_stub(store: Path, readers: Readers | None = None) -> Iterator[str]:
    """Serve the desk of a store, with a reader that needs no model, or with others."""
    port = free_port()
    app = app_of(Settings(store=str(store), port=port))
    app.state.readers = readers or Stub()
    with served(app, port) as address:
        yield address


# A value left empty is one left out (allowEmptyValue in the description), which this check knows nothing of.
REFUSED, EMPTY = "negative_data_rejection", re.compile(r"[?&][^=&']+=(?=[&'])")
# For it every parameter is either of its kind or empty (the enumeration of one). A number where any text will do is
# text in an address, so nothing can be wrong with it: what it tells of that enumeration alone is no fault there.
UNLIKE_EMPTY = re.compile(r"parameter `(\w+)` in query - violates `enum` at /properties/\w+/anyOf/1")
LIMITS = {"enum", "const", "pattern", "format", "minLength", "maxLength"}


def any_text(description: dict[str, Any]) -> set[str]:
    """The parameters of addresses that may be any text."""
    told = [
        (parameter["name"], parameter["schema"].get("items", parameter["schema"]))
        for operations in description["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query"
    ]
    bound = {name for name, schema in told if schema.get("type") != "string" or schema.keys() & LIMITS}
    return {name for name, _ in told} - bound


def faults(address: str, *, seconds: int, examples: int) -> tuple[list[str], int]:
    """What schemathesis finds wrong, a line each, and how many questions it asked."""
    told: dict[str, Any] = {
        "seed": SEED,
        "max-time": seconds,
        "generation": {"max-examples": examples, "deterministic": True, "no-shrink": True, "database": "none"},
        "phases": {"stateful": {"enabled": False}},
        "checks": {"positive_data_acceptance": {"expected-statuses": SENSE}},
        "operations": [{"include-method": "POST", "checks": {"positive_data_acceptance": {"expected-statuses": SENT}}}],
    }
    with urlopen(f"{address}/api/v1/me") as answer:  # noqa: S310 - our own
        told["headers"] = {"X-CSRF-Token": json.load(answer)["csrf"] or "none"}
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=SchemathesisConfig.from_dict(told))
    with urlopen(f"{address}/api/v1/openapi.json") as answer:  # noqa: S310 - our own
        free = any_text(json.load(answer))
    found: dict[str, None] = {}
    asked = 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                for check in checks:
                    wrong = check.failure_info
                    if wrong is None:
                        continue
                    unlike = UNLIKE_EMPTY.search(str(wrong.failure))
                    loose = EMPTY.search(wrong.code_sample or "") or (unlike is not None and unlike[1] in free)
                    if check.name != REFUSED or not loose:
                        line = f"{event.recorder.label}: {check.name}: {wrong.failure} {wrong.code_sample}"
                        found[line] = None
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found[f"{event}"] = None
    return list(found), asked
