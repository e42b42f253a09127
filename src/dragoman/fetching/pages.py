"""From what was fetched to documents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import httpx

from dragoman.errors import FetchError
from dragoman.fetching.client import Client, Fetched
from dragoman.intake import Limits, items_in
from dragoman.intake.files import with_address
from dragoman.intake.items import NO_COLUMNS
from dragoman.model.source_text import Item, Refused

# What a header says of the form beats the ending of the address: "report.php" is HTML.
FILES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "application/pdf": "page.pdf",
    "application/rss+xml": "feed.rss",
    "application/atom+xml": "feed.atom",
    "application/json": "page.json",
    "message/rfc822": "mail.eml",
}


def documents_in(
    fetched: Fetched, name: str, *, limits: Limits | None = None, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[Item | Refused]:
    """The documents in what was fetched; of a page the address is that which answered, whatever it says itself."""
    path = PurePosixPath(httpx.URL(fetched.final_url).path)
    file = FILES.get(fetched.content_type or "", path.name)
    for found in items_in(fetched.body, name, file=file, charset=fetched.charset, limits=limits, columns=columns):
        if isinstance(found, Refused):
            yield found
            continue
        raw = with_address(found.raw, fetched.final_url) if found.raw.name == name else found.raw
        yield replace(found, raw=raw, retrieved=found.retrieved or fetched.retrieved)


def fetched_items(
    url: str, client: Client, *, limits: Limits | None = None, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[Item | Refused]:
    """The documents at an address that the user names, or why there are none."""
    try:
        fetched = client.fetch(url)
    except FetchError as error:
        yield Refused(name=url, code=error.code, message=str(error))
        return
    yield from documents_in(fetched, url, limits=limits, columns=columns)
