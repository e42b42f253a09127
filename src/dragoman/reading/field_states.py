"""The state that the field of a title tells: by its name, or by a body that the tables know."""

import re

from dragoman.model.reading import Extent
from dragoman.reading.found import country_at, extent_of
from dragoman.reading.labels import Labelled

SENDERS = frozenset({"state", "igo", "organization"})


def field_country(labelled: Labelled, match: re.Match[str], group: str) -> tuple[str, Extent] | None:
    """The state in "of Oman", "of the Sultanate of Oman", "for Somalia's ministry"; not in "to Chad", "in La Paz"."""
    start, end = match.span(group)
    if start < 0:
        return None
    line = labelled.line
    opened = line[start]
    for index in range(start, end):
        if line[index] in "fw":
            opened = line[index]
        for entry in labelled.entries.get(index, ()):
            after = index + 1
            while after < end and line[after] == "_":
                after += 1
            owns = after < end and line[after] == "'"
            adjective = entry.form_kind == "adjective" and "o" in line[index:end].lower().partition("w")[0]
            if entry.kind == "state" and entry.country and (opened == "f" or owns or adjective):
                return entry.country, extent_of(labelled, (index, after))
    return _body_country(labelled, start, end)


def _body_country(labelled: Labelled, start: int, end: int) -> tuple[str, Extent] | None:
    """The state of a known body that somebody is of: "Chairman of the State Committee for Security of Tajikistan"."""
    for index in range(start + 1, end):
        before = labelled.line[start:index].rstrip("d")[-1:]
        bodies = [entry for entry in labelled.entries.get(index, ()) if entry.kind == "organization"]
        if before == "f" and len(bodies) == 1 and bodies[0].country and not bodies[0].ambiguous:
            after = index + 1
            while after < end and labelled.line[after] == "_":
                after += 1
            return bodies[0].country, extent_of(labelled, (index, after))
    return None


def own_state(labelled: Labelled, match: re.Match[str]) -> tuple[str, Extent] | None:
    """The state before an office, or whose he is before that for which he is: "Russia's Syria envoy", "UN Syria envoy".

    Nobody's known, where a body sends him.
    """
    start, end = match.span("country")
    told = country_at(labelled, start, end)
    line = labelled.line
    if told is None or line[end : end + 1] == "'" or not match["title"]:
        return told
    before = line[:start].rstrip("_").removesuffix("'").rstrip("_")
    sender = [entry for entry in labelled.entries.get(len(before) - 1, ()) if entry.kind in SENDERS]
    if not sender or not _is_name(labelled, start):
        return told
    return country_at(labelled, len(before) - 1, len(before))


def _is_name(labelled: Labelled, at: int) -> bool:
    """Whether a state is told by its name: "Syria", not "Syrian"."""
    return any(entry.kind == "state" and entry.form_kind == "name" for entry in labelled.entries.get(at, ()))
