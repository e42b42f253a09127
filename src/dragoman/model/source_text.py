"""What intake hands on: a text with the metadata that came with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    r"""One text as given, decoded, without byte-order mark, line ends `\n`, nothing else changed.

    title, outlet, byline, url, published (an ISO 8601 date, `YYYY-MM-DD`) come from options or from the file's own
    metadata (never from the running text: that is the business of reading). `issues` are (code, message) pairs:
    what was damaged on the way in.
    """

    text: str
    name: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    issues: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document as it came in.

    digest: "sha256:..." of the bytes that it was read from, its own, not its container's.
    modified: ISO 8601, as the page, the feed or the file says of itself. retrieved: ISO 8601 in UTC, by the archive or
    the fetch; None for plain files. Neither is ever a clock of this machine's files.
    """

    raw: Raw
    digest: str
    modified: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was offered and could not be taken, and why; `code` is one word, `message` names what was found."""

    name: str
    code: str
    message: str
