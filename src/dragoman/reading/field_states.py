"""The state that the field of a title tells: by its name, or by a body that the tables know."""

import re

from dragoman.model.reading import Extent
from dragoman.reading.found import extent_of
from dragoman.reading.labels import Labelled


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
