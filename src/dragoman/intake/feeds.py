"""RSS and Atom: each entry is a document, with all of its content where the feed gives it."""

import json
from typing import Any

from dragoman.errors import InputError
from dragoman.intake.decoding import tidy
from dragoman.intake.files import raw_of
from dragoman.intake.html import plain
from dragoman.intake.limits import RefusedError
from dragoman.intake.metadata import Metadata, any_day, any_moment, bad_date
from dragoman.intake.page import listen
from dragoman.intake.streams import digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit, refused
from dragoman.model.source_text import Item, Refused

LARGEST = 20_000_000  # bytes


def read_feed(visit: Visit, opened: Opened) -> Found:
    """The entries in their order. Raises RefusedError where it is no feed that can be read."""
    data = whole(opened.stream, opened.name, min(LARGEST, visit.limits.member_bytes))
    found = visit.sandbox.ask("feed", data, opened.name)
    for number, entry in enumerate(found["entries"], start=1):
        visit.meter.member()
        link = plain(entry["link"])
        name = f"{opened.name}!{number}" + (f": {link}" if link else "")
        try:
            yield _entry(visit, name, entry, plain(found["title"]))
        except InputError as error:
            yield refused(name, error)
    if found["fault"]:
        told = f"{opened.name}: is damaged ({found['fault']}); {len(found['entries'])} entries could be read"
        yield Refused(name=opened.name, code="damaged", message=told)
    if found["left"]:
        told = f"{opened.name}: has {found['left']:,} entries more than are read of one feed"
        yield Refused(name=opened.name, code="too-many", message=told)


def _entry(visit: Visit, name: str, entry: dict[str, Any], outlet: str | None) -> Item:
    text, issues = tidy(_text(entry["text"]))
    if not text.strip():
        raise RefusedError("no-text", f"{name}: the entry has neither content nor summary")
    if not entry["full"]:
        issues = (*issues, ("summary", "the feed gives a summary, not the whole report"))
    told = plain(entry["published"])
    day = (told and any_day(told)) or entry["published_parsed"]
    if told and day is None:
        issues = (*issues, bad_date("feed", told))
    changed = plain(entry["updated"])
    metadata = Metadata(
        title=plain(entry["title"]),
        outlet=plain(entry["source"]) or outlet,
        byline=plain(entry["author"]),
        url=plain(entry["link"]),
        published=day,
        issues=issues,
    )
    raw = raw_of(text, name, metadata, longest=visit.limits.text_characters)
    # An entry has no bytes of its own: its digest is of what the feed says of it.
    digest = digest_of(json.dumps(entry, sort_keys=True).encode())
    return Item(raw=raw, digest=digest, modified=(changed and any_moment(changed)) or entry["updated_parsed"])


def _text(content: str) -> str:
    """The text of an entry: of HTML as it is seen, of plain text as it is."""
    return listen(content).visible() if "<" in content else (plain(content) or "" if "\n" not in content else content)
