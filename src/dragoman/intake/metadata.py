"""What a file says about itself, and the one way in which a date of it is read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime, parsedate_tz


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Metadata as the file gives it; `issues` are (code, message) pairs."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None  # ISO 8601, with the time of day where it is told
    issues: tuple[tuple[str, str], ...] = field(default=())


def bad_date(who: str, told: str) -> tuple[str, str]:
    """The issue that a date is none."""
    return "bad-date", f"the {who} gives {told[:80]!r} as its date, which is none"


def made_on(day: str) -> tuple[str, str]:
    """The issue that a date of publication is only the day on which the file was made."""
    return "date-of-file", f"{day}, the day on which the file was made by its own word, stands for its publication"


def iso_day(text: str) -> str | None:
    """`YYYY-MM-DD` of an ISO 8601 date or datetime, None where it is neither.

    The day is the one printed: "2022-05-12T23:30:00-05:00" is the 12th, wherever it is read.
    """
    text = text.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        return f"{found.year:04}-{found.month:02}-{found.day:02}"
    return None


def any_day(text: str) -> str | None:
    """`YYYY-MM-DD` of a date as pages print it: ISO, "2022/05/12", "12 May 2022", "Thu, 12 May 2022 09:00:00 GMT".

    A month alone, or "05/12/2022", of which nobody knows the order, is no day: None.
    """
    text = " ".join(text.split())[:100]
    day = iso_day(text) or iso_day(text[:10].replace("/", "-").replace(".", "-"))
    if day is not None:
        return day
    if not any(letter.isalpha() for letter in text):
        return None
    # parsedate_tz wants a time of day behind the date: "May 12, 2022" has none
    for candidate in (text, f"{text} 00:00"):
        try:
            parts = parsedate_tz(candidate)
        except (ValueError, IndexError, TypeError):
            return None
        if parts is not None:
            year, month, number = parts[:3]
            return iso_day(f"{year:04}-{month:02}-{number:02}")
    return None


def any_moment(text: str) -> str | None:
    """ISO 8601 of a moment as files tell it, as exact as they do: "2022-05-12T09:00:00+00:00", or the day alone."""
    text = " ".join(text.split())[:100]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
        except (ValueError, IndexError, TypeError):
            continue
        return any_day(text) if len(text) <= len("2022-05-12") else found.isoformat(timespec="seconds")
    return any_day(text)
