"""Persons who share a title: "the Estonian and Polish ministers, A and B", "Prime Ministers A of X and B of Y"."""

import re
from dataclasses import replace

from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Extent
from dragoman.reading.found import Found, country_at, extent_of, part_of
from dragoman.reading.labels import Labelled
from dragoman.reading.patterns import ONE_OF_SEVERAL, SEVERAL, STATE


def find_several(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    """The persons of one title that begins here, each with the state that is his; () where there are none."""
    match = SEVERAL.match(labelled.line, index)
    if match is None:
        return ()
    told = part_of(labelled, match, "title")
    behind = part_of(labelled, match, "behind")
    if told is None or not _plural(labelled, behind or told, words):
        return ()
    persons = list(ONE_OF_SEVERAL.finditer(labelled.line, *match.span("names")))
    states = [
        country
        for group in ("before", "after", "ofthem", "behindbefore", "behindafter")
        for one in (STATE.finditer(labelled.line, *match.span(group)) if match[group] else ())
        if (country := country_at(labelled, *one.span())) is not None
    ]
    if states and len(states) not in {1, len(persons)}:
        return ()
    ranked = behind is not None  # "Generals A and B, the army chiefs of X and Y"
    found = []
    for number, one in enumerate(persons):
        own = one.span("of") if one["of"] else one.span("in")
        country = country_at(labelled, *own) if own[0] >= 0 else None
        if country is None and states:
            country = states[number] if len(states) > 1 else states[0]
        found.append(_person(labelled, one, country, (behind if ranked else told, told if ranked else None)))
    found[0] = replace(found[0], covers=(index, found[0].covers[1]))
    if ranked or match["ofthem"]:
        found[-1] = replace(found[-1], covers=(found[-1].covers[0], match.end()))
    return tuple(found)


def _plural(labelled: Labelled, title: Extent, words: NameWords) -> bool:
    told = [unit.lower for unit in labelled.units if title.start <= unit.start < title.end]
    return any(" ".join(told[-size:]) in words.plural_titles for size in (1, 2, 3) if size <= len(told))


def _person(
    labelled: Labelled,
    one: re.Match[str],
    country: tuple[str, Extent] | None,
    office: tuple[Extent | None, Extent | None],
) -> Found:
    name = extent_of(labelled, one.span("name"))
    title, rank = office
    own = part_of(labelled, one, "rank")
    return Found(
        kind="person",
        first=one.start("name"),
        last=one.end("name"),
        extent=name,
        name=name,
        country=country,
        title=title,
        rank=own or rank,
        definite=True,
        shared=True,
        covers=one.span(),
    )
