"""The doors: a path, a stream or a string becomes a `Raw`."""

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import InputError, MissingError, OptionError, TooLargeError
from dragoman.intake.decoding import decode, tidy
from dragoman.intake.front_matter import front_matter
from dragoman.intake.html import LONGEST_MARKUP, is_html, read_html
from dragoman.intake.limits import LARGEST_FILE, LONGEST_TEXT
from dragoman.intake.metadata import Metadata, iso_day
from dragoman.intake.sandbox import Sandbox
from dragoman.intake.streams import up_to
from dragoman.model.source_text import Raw

WIDEST = 4  # bytes that a character takes at most, in UTF-8 as in UTF-32
SCRIPTS = frozenset({"javascript", "data", "vbscript"})  # addresses that a page would run


def read_path(path: Path, *, limit: int = LARGEST_FILE) -> Raw:
    """Read a file: its text with the metadata that stands in it.

    Plain text and Markdown are kept exactly; of HTML the main text is the text. Raises MissingError (no such file, a
    folder), TooLargeError (above `limit` bytes, or 2,000,000 characters), NotTextError, InputError (not readable).
    """
    name = str(path)
    try:
        if path.is_dir():
            raise MissingError(f"{name}: is a folder, not a file; name the files in it")
        size = path.stat().st_size
        if size > limit:
            raise TooLargeError(f"{name}: has {size:,} bytes, the limit is {limit:,}; split it or raise the limit")
        with path.open("rb") as stream:
            return read_stream(stream, name, limit=limit)
    except FileNotFoundError as error:
        raise MissingError(f"{name}: there is no such file; look at its spelling") from error
    except ValueError as error:  # a NUL in the path
        raise MissingError(f"{name!r}: can be no file's name ({error})") from error
    except OSError as error:
        kind = MissingError if isinstance(error, NotADirectoryError) else InputError
        raise kind(f"{name}: cannot be read ({error.strerror})") from error


def read_stream(stream: BinaryIO, name: str, *, limit: int = LARGEST_FILE) -> Raw:
    """Read a binary stream to its end; `name` stands in messages, and its ending helps to tell HTML.

    Raises TooLargeError as soon as more than `limit` bytes have come, and NotTextError.
    """
    data = up_to(stream, limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"{name}: gives more than {limit:,} bytes, the limit; split it or raise the limit")
    return document(data, name)[0]


def document(
    data: bytes,
    name: str,
    *,
    file: str | None = None,
    charset: str | None = None,
    longest: int = LONGEST_TEXT,
    sandbox: Sandbox | None = None,
) -> tuple[Raw, str | None]:
    """Read the bytes of a text or a page; with the text comes the moment of its last change, where it tells one.

    `file` is by whose ending HTML is told, where that is not the name shown. Raises TooLargeError and NotTextError.
    """
    page = is_html(data, file or name)
    most = LONGEST_MARKUP if page else longest
    if len(data) > WIDEST * most + WIDEST:  # it cannot be short enough: do not decode it first
        raise _too_long(name, f"more than {most:,}", most)
    text, issues = decode(data, name, charset=charset)
    if not page:
        return raw_of(text, name, front_matter(text), issues, longest=longest), None
    if len(text) > most:
        raise _too_long(name, f"{len(text):,}", most)
    text, metadata = read_html(text, sandbox)
    return raw_of(text, name, metadata, issues, longest=longest), metadata.modified


def from_text(
    text: str,
    *,
    name: str = "text",
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Raw:
    """Take a text that is already decoded, with what is known of it.

    Raises TooLargeError above 2,000,000 characters, and OptionError as `with_options` does.
    """
    tidied, issues = tidy(text)
    raw = raw_of(tidied, name, front_matter(tidied), issues)
    return with_options(raw, title=title, outlet=outlet, published=published, url=url)


def with_options(
    raw: Raw,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Raw:
    """Give the same text with what the caller knows; an option beats the file's own metadata, None leaves it.

    `published` is an ISO 8601 date or datetime and becomes `YYYY-MM-DD`. Raises OptionError for a date that is none, an
    address that is none, and an empty option.
    """
    given = {"title": title, "outlet": outlet, "published": published, "url": url}
    told = {key: tidy(value)[0].strip() for key, value in given.items() if value is not None}
    for key, value in told.items():
        if not value:
            raise OptionError(f"{raw.name}: {key} is empty; leave the option out where nothing is known")
    if "published" in told:
        day = iso_day(told["published"])
        if day is None:
            raise OptionError(f"{raw.name}: published is {published!r}; give a date such as 2022-05-12")
        told["published"] = day
    if "url" in told and not _is_address(told["url"]):
        raise OptionError(f"{raw.name}: url is {url!r}; give an address such as https://example.org/report")
    return replace(
        raw,
        title=told.get("title", raw.title),
        outlet=told.get("outlet", raw.outlet),
        published=told.get("published", raw.published),
        url=told.get("url", raw.url),
    )


def with_address(raw: Raw, url: str) -> Raw:
    """Give the same text with the address it was fetched from; one that is none leaves the page's own."""
    return replace(raw, url=url) if _is_address(url) else raw


def _is_address(url: str) -> bool:
    if re.search(r"[\s\x00-\x1f]", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and parts.scheme.lower() not in SCRIPTS


def raw_of(
    text: str, name: str, metadata: Metadata, issues: tuple[tuple[str, str], ...] = (), *, longest: int = LONGEST_TEXT
) -> Raw:
    """Join a text with what its file says. Raises TooLargeError; an address that is none is left out and told."""
    if len(text) > longest:
        raise _too_long(name, f"{len(text):,}", longest)
    issues = (*issues, *metadata.issues)
    url = metadata.url
    if url is not None and not _is_address(url):
        issues = (*issues, ("bad-url", f"the file calls {url[:200]!r} its address; it was left out"))
        url = None
    return Raw(
        text=text,
        name=name,
        title=metadata.title,
        outlet=metadata.outlet,
        byline=metadata.byline,
        url=url,
        published=metadata.published,
        issues=issues,
    )


def _too_long(name: str, found: str, limit: int) -> TooLargeError:
    return TooLargeError(f"{name}: has {found} characters, the limit of a document is {limit:,}; split it")
