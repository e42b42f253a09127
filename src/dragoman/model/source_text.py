"""What intake hands on: a text with the metadata that came with it, or the reason why there is none."""

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

    `raw.name` is the name shown: "crawl.warc.gz!3: https://example.org/a", "box.zip!a/b.html", "rows.csv!12".
    `digest` is "sha256:..." of the bytes that this document was read from: the member's, not the container's.
    `modified` is ISO 8601 as the document itself tells it, never the file system's clock. `retrieved` is ISO 8601 in
    UTC, of pages from an archive of the web; None for plain files.
    """

    raw: Raw
    digest: str
    modified: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What could not be taken, and why: nothing is lost silently. docs/formats.md lists the codes.

    passed_over: it lay in a folder or an archive beside what is read, in a form that is not; that is no trouble.
    """

    name: str
    code: str
    message: str
    passed_over: bool = False
