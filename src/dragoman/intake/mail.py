"""E-mail: the message's text, and each attachment as a document of its own."""

import io
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from dragoman.errors import InputError
from dragoman.intake.decoding import Issue, decode
from dragoman.intake.files import raw_of
from dragoman.intake.html import LONGEST_MARKUP, is_html, read_html
from dragoman.intake.limits import RefusedError, StoppedError
from dragoman.intake.metadata import Metadata, any_day, bad_date
from dragoman.intake.streams import Peeked, digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit, refused
from dragoman.model.source_text import Item

# The standard library's parser takes the square of a header's length: 28 seconds over 160,000 bytes of "a=b;".
LONGEST_HEADER = 10_000  # characters: a longer one is not looked into
LONGEST_CONTENT = 2_000  # bytes of a header that it always looks into, that of a part's kind
_CONTENT = re.compile(rb"^content-(?:type|disposition)[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
# What that parser raises on headers that are none.
_FAULTY = (AttributeError, IndexError, LookupError, MessageError, RecursionError, TypeError, ValueError)


def read_mail(visit: Visit, opened: Opened) -> Found:
    """The message first, then what is attached. Raises RefusedError where it is no message that can be read."""
    data = whole(opened.stream, opened.name, visit.limits.member_bytes)
    if any(len(found[0]) > LONGEST_CONTENT for found in _CONTENT.finditer(data)):
        raise RefusedError("damaged", f"{opened.name}: has a header of more than {LONGEST_CONTENT:,} bytes")
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        attached = [part for part in message.iter_attachments() if part is not body]
    except _FAULTY as error:
        raise RefusedError("damaged", f"{opened.name}: is no message that can be read ({error})") from error
    try:
        yield _message(visit, opened, message, body, data)
    except InputError as error:
        yield refused(opened.name, error)
    for number, part in enumerate(attached, start=1):
        yield from _attachment(visit, opened, part, number)


def _message(visit: Visit, opened: Opened, message: EmailMessage, body: MIMEPart | None, data: bytes) -> Item:
    text, page = "", Metadata()
    issues: tuple[Issue, ...] = ()
    if body is not None:
        content, charset = _content(body, opened.name)
        text, issues = decode(content, opened.name, charset=charset)
        if _type(body) == "text/html" or is_html(content, ""):
            if len(text) > LONGEST_MARKUP:
                raise RefusedError("too-large", f"{opened.name}: has more than {LONGEST_MARKUP:,} characters of HTML")
            text, page = read_html(text, visit.sandbox)
    if not text.strip():
        raise RefusedError("no-text", f"{opened.name}: the message holds no text of its own")
    sender, address = parseaddr(_header(message, "from"))
    told = _header(message, "date")
    day = any_day(told)
    issues = (*issues, *page.issues)
    if told and day is None:
        issues = (*issues, bad_date("message", told))
    metadata = Metadata(
        title=_header(message, "subject") or page.title,
        outlet=_header(message, "organization") or sender or None,
        byline=sender or address or None,
        url=page.url,
        published=day,
        issues=issues,
    )
    return Item(raw=raw_of(text, opened.name, metadata, longest=visit.limits.text_characters), digest=digest_of(data))


def _attachment(visit: Visit, opened: Opened, part: MIMEPart, number: int) -> Found:
    try:
        file = part.get_filename() or ""
    except _FAULTY:
        file = ""
    file = " ".join(file.split()) or f"{number}{_ENDINGS.get(_type(part), '')}"
    name = f"{opened.name}!{file}"
    visit.meter.member()
    try:
        content, charset = _content(part, name)
        visit.meter.expand(len(content))
        inner = Opened(
            name=name, file=file, stream=Peeked(io.BytesIO(content)), depth=opened.depth + 1, charset=charset
        )
        yield from visit.enter(inner)
    except StoppedError:
        raise
    except RefusedError as error:
        yield refused(name, error)


# An attachment without a name of its own has its type to be told by.
_ENDINGS = {"message/rfc822": ".eml", "text/html": ".html", "text/csv": ".csv", "text/plain": ".txt"}


def _content(part: MIMEPart, name: str) -> tuple[bytes, str | None]:
    """The bytes of a part, and the charset that it declares."""
    try:
        if _type(part) == "message/rfc822":
            return bytes(part.get_content()), None
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except _FAULTY as error:
        raise RefusedError("damaged", f"{name}: is damaged ({error})") from error
    return content if isinstance(content, bytes) else b"", charset


def _type(part: MIMEPart) -> str:
    try:
        return part.get_content_type()
    except _FAULTY:
        return ""


def _header(message: EmailMessage, key: str) -> str:
    """A header's text; empty where there is none that can be read."""
    for name, value in message.raw_items():
        if name.lower() != key or len(value) > LONGEST_HEADER:
            continue
        try:
            return " ".join(str(policy.default.header_fetch_parse(name, value)).split())
        except _FAULTY:
            return ""
    return ""
