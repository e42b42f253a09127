"""The day of a report by its own lines, where nobody gave it: in its date line or heading, or at its foot."""

import datetime as dt
from collections.abc import Callable, Sequence

from dragoman.reading.date_parts import RawTime
from dragoman.reading.date_rules import full_day

__all__ = ["date_line", "foot_date"]

_HEAD = 600  # characters: a date line stands near the top
_DATED = frozenset({"date", "range"})
_HEADINGS = 5  # lines above a date line: a body, its office, a title, a subject
_APART = (",", ":", "-", "\N{EN DASH}", "\N{EM DASH}", "|", "(", "/")  # before a date that a heading ends in
_STOPS = (".", "!", "?")
_BESIDE = 30  # characters beside the date on its line: "Published: 8 September 2024, 21:40"


def date_line(raws: Sequence[RawTime], text: str) -> dt.date | None:
    """Find the report's own date where nobody gave it: in full, first of all dates, alone on a line or in the heading.

    "Astana, 12 March 2024", "Press Conference on August 21, 2025", "Joint Statement, Lima, 8 April 2025"; not
    "Relations have been cut since 8 June 2022".
    """
    first = next((raw for raw in raws if raw.kind in _DATED or not _in_headline(text, raw)), None)
    if first is None or first.kind not in _DATED or first.inner.start > _HEAD:
        return None
    start = text.rfind("\n", 0, first.inner.start) + 1
    end = text.find("\n", first.inner.end)
    line = text[start:] if end < 0 else text[start:end]
    before = text[start : first.inner.start].rstrip()
    heads = not text[:start].strip()
    day = full_day(first.components[-1])
    ends = end >= 0 and text[:end].rstrip("*_ )").endswith(text[slice(*first.inner)])
    if _among_headings(text[:start]) and ends and (before.endswith(_APART) or line.isupper() or first.kind == "range"):
        return day  # "Ministry of Foreign Affairs, Islamabad - Friday, 24 January 2025", "THE WEEK TO 15 MAY 2023"
    if first.kind != "date" or first.relation != "at":
        return None
    beside = len(line.strip()) - (first.inner.end - first.inner.start)
    told = first.attributed and not line.rstrip().endswith(_STOPS)  # "Published on 12 September 2024 - 18:04"
    alone = (told or not first.lead) and beside <= _BESIDE and (end >= 0 or not heads)
    return day if alone or (heads and end >= 0 and first.attributed) else None


def _in_headline(text: str, raw: RawTime) -> bool:
    """Whether a time stands on a line that ends as no sentence does: "Crews to leave next week"."""
    end = text.find("\n", raw.inner.end)
    return end >= 0 and not text[raw.inner.end : end].rstrip("*_ )").endswith(_STOPS)


def _among_headings(above: str) -> bool:
    """Whether what stands above is a heading or nothing: a few lines, none of which ends as a sentence does."""
    lines = [line.rstrip("*_ ") for line in above.splitlines() if line.strip()]
    return len(lines) <= _HEADINGS and not any(line.endswith(_STOPS) for line in lines)


def foot_date(raws: Sequence[RawTime], past: Callable[[RawTime], bool | None], text: str) -> dt.date | None:
    """Find the report's own date where it stands in full and alone at the foot: "Kigali, 11 June 2025".

    Below it come at most a few lines that are no sentences: whom a note is for, who signs, where one may ask.
    """
    last = raws[-1] if raws else None
    if last is None or last.kind != "date" or last.relation != "at" or (last.lead and past(last) is not None):
        return None  # "They met on 11 June 2025." is a sentence, "Done at Kigali on 11 June 2025." is not
    start = text.rfind("\n", 0, last.inner.start) + 1
    end = text.find("\n", last.inner.end)
    line, below = (text[start:], "") if end < 0 else (text[start:end], text[end:])
    alone = len(line.strip("*_ \n.")) - (last.inner.end - last.inner.start) <= _BESIDE
    return full_day(last.components[0]) if start and alone and _among_headings(below) else None
