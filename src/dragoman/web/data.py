"""What programs are given of a finding, a report or an actor: all that it has, and where it is on the desk."""

from typing import Any

from dragoman.asking.cells import COLUMNS, found_cells
from dragoman.model.identity import Identity
from dragoman.store.listed import Listed
from dragoman.store.report_list import Listing
from dragoman.web import addresses

FOUND_COLUMNS = (*COLUMNS, "page", "document_pages")


def page_of(item: Listed) -> str:
    """The address of a merged finding's page."""
    return addresses.finding(item.merged.kind, item.merged.id)


def with_page(item: Listed) -> dict[str, Any]:
    """A merged finding, as JSON has it."""
    return {**item.as_json(), "page": page_of(item)}


def cells_with_page(item: Listed) -> dict[str, object]:
    """A merged finding, as a table has it."""
    told = found_cells(item)
    documents = (*item.merged.reports, *item.merged.background_reports)
    return {**told, "page": page_of(item), "document_pages": tuple(map(addresses.report, documents))}


def report_with_page(one: Listing) -> dict[str, Any]:
    """A report, as JSON has it."""
    return {**one.model_dump(mode="json"), "page": addresses.report(one.document)}


def actor_with_page(one: Identity) -> dict[str, Any]:
    """Somebody of the register, as JSON has it."""
    return {**one.model_dump(mode="json"), "page": addresses.actor(one.id)}
