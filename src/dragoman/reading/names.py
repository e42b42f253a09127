"""Names, titles and bodies, told from labelled units before any parsing.

A composite such as "Azerbaijan's State Security Service chief Col-Gen Ali Naghiyev" is one mention with parts. The
general model takes such phrases apart, so they are found first and handed to the parser as one word each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.lexicon.names import NameWords
from dragoman.lexicon.world import Entry
from dragoman.model.reading import Extent, MentionKind
from dragoman.reading.labels import Labelled
from dragoman.reading.patterns import AFTER, ALONE, BEFORE, PAIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention told from labels; unit indices are half-open and within one sentence."""

    kind: MentionKind
    first: int
    last: int
    extent: Extent
    name: Extent | None = None
    acronym: Extent | None = None
    country: tuple[str, Extent] | None = None
    title: Extent | None = None
    body: Extent | None = None
    body_acronym: Extent | None = None
    rank: Extent | None = None
    former: bool = False
    feminine: bool | None = None
    possessor: Extent | None = None
    definite: bool = False
    entry: Entry | None = None
    alias: Extent | None = None
    covers: tuple[int, int] = (0, 0)  # units the parser sees as one word, closing comma included


def find_names(labelled: Labelled, words: NameWords) -> Iterator[Found]:
    """All mentions that labels tell, left to right, none overlapping."""
    line = labelled.line
    index = 0
    while index < len(line):
        if line[index] in "l.,:;\"#_kqf&w)'@":
            index += 1
            continue
        for rule in (_pair, _person, _plain):
            found = rule(labelled, index, words)
            if found:
                yield from found
                index = max(item.covers[1] for item in found)
                break
        else:
            index += 1


def _extent(labelled: Labelled, span: tuple[int, int]) -> Extent:
    return Extent(labelled.units[span[0]].start, labelled.units[span[1] - 1].end)


def _part(labelled: Labelled, match: re.Match[str], group: str) -> Extent | None:
    span = match.span(group)
    return _extent(labelled, span) if span[0] >= 0 and span[0] < span[1] else None


def _country(labelled: Labelled, match: re.Match[str], group: str) -> tuple[str, Extent] | None:
    start = match.start(group)
    entries = labelled.entries.get(start, ()) if start >= 0 else ()
    for entry in entries:
        if entry.country:
            return entry.country, _extent(labelled, match.span(group))
    return None


def _pair(labelled: Labelled, index: int, _: NameWords) -> tuple[Found, ...]:
    # "his U.S. and Japanese counterparts, Laura Whitfield and Hamaguchi Ryo": each has his own state
    match = next((told for pattern in PAIRS if (told := pattern.match(labelled.line, index))), None)
    if match is None:
        return ()
    one, two = (_of_pair(labelled, match, state, name) for state, name in (("one", "nameone"), ("two", "nametwo")))
    return replace(one, covers=(index, one.covers[1])), two


def _of_pair(labelled: Labelled, match: re.Match[str], state: str, name: str) -> Found:
    span = match.span(name)
    return Found(
        kind="person",
        first=span[0],
        last=span[1],
        extent=_extent(labelled, span),
        name=_extent(labelled, span),
        country=_country(labelled, match, state),
        title=_part(labelled, match, "title"),
        covers=span,
    )


def _person(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    match = BEFORE.match(labelled.line, index)
    if match is None:
        return ()
    after = AFTER.match(labelled.line, match.end())
    placed = index > 0 and labelled.line[index - 1] == "w"  # "in Macomia, the commander ...": no apposition to the town
    told = match["title"] or match["rank"] or (after and after["apposition"] and not placed)
    if not told:
        return ()
    if after is None or (after["ofcountry"] and not match["title"]):
        after = None
    person = _composite(labelled, match, after, words)
    return (person,) if person else ()


def _composite(labelled: Labelled, match: re.Match[str], after: re.Match[str] | None, words: NameWords) -> Found | None:
    line, units = labelled.line, labelled.units
    begin = match.end("det") if match["det"] else match.start()
    if not match["title"] and not match["rank"]:
        # only the apposition tells the person: what stands before the name is no part of it
        begin = match.start("name")
    last = match.end()
    close = last
    title, body = (_part(labelled, match, group) for group in ("title", "body"))
    rank = _rank(labelled, match)
    body_acronym = _bracketed(labelled, match, "body")
    country_told = _country(labelled, match, "country") if begin <= match.start("country") or match["title"] else None
    group = next((name for name in ("field", "longfield", "lastfield") if match[name]), None)
    if match["title"] and group is not None:
        title = Extent(_extent(labelled, match.span("title")).start, _extent(labelled, match.span(group)).end)
        country_told = country_told or _field_country(labelled, match, group)
    if title is not None and match["body"] and body_acronym is None and _is_portfolio(labelled, match, words):
        title = Extent(_extent(labelled, match.span("body")).start, title.end)  # "Interior Cabinet Secretary"
    if match["second"]:
        title = _part(labelled, match, "second")
    former = bool(match["former"] or match["former2"]) or (
        title is not None and any(_text(labelled, title).lower().startswith(prefix) for prefix in words.former_prefixes)
    )
    possessor = None
    if match["det"] and line[match.start("det")] == "x":
        possessor = Extent(units[match.start("det")].start, units[match.start("det")].end)
    if not title:
        body = None
    if after is not None:
        if after["ofcountry"]:
            country_told = country_told or _country(labelled, after, "ofcountry")
            last = close = after.end("of")
        if after["apposition"]:
            if title is None or len(_text(labelled, title)) < len(after["atitle"]):
                head = _extent(labelled, after.span("atitle"))
                start = _extent(labelled, after.span("apre")).start if after["apre"] else head.start
                if (
                    after["abody"]
                    and after.end("abody") == after.start("apre")
                    and labelled.line[after.end("abody") - 1] == "o"
                ):
                    start = _extent(labelled, after.span("abody")).start  # "a vice department director"
                field = _part(labelled, after, "afield")
                title = Extent(start, field.end if field else head.end)
                body = _part(labelled, after, "abody") or body
                body_acronym = body_acronym or _bracketed(labelled, after, "abody")
                former = former or bool(after["aformer"] or after["aformer2"])
                if after["adet"] and line[after.start("adet")] == "x":
                    possessor = Extent(units[after.start("adet")].start, units[after.start("adet")].end)
            country_told = (
                country_told or _country(labelled, after, "acountry") or _field_country(labelled, after, "afield")
            )
            last = close = after.end()
        elif after["alias"]:
            last = close = after.end()
        elif after["party"]:
            close = after.end("party") + 1
    if (
        (match["comma"] or (after is not None and after["apposition"]))
        and close < len(line)
        and line[close] == ","
        and line[close : close + 2] != ",@"
    ):
        close += 1  # the comma that ends an apposition; before a time it stays, or "Jones, last night" were one name
    name_span = match.span("name")
    begin_cover = match.start() if begin != match.start("name") or not match["title"] else begin
    if not match["title"] and not match["rank"]:
        begin_cover = begin
    before = " ".join(unit.lower for unit in units[match.start() : match.start("name")])
    feminine = True if any(re.search(rf"\b{re.escape(w)}(?!\w)", before) for w in words.feminine) else None
    return Found(
        kind="person",
        first=begin,
        last=last,
        extent=_extent(labelled, (begin, last)),
        name=_extent(labelled, name_span),
        country=country_told,
        title=title,
        body=body,
        body_acronym=body_acronym,
        alias=_part(labelled, after, "aliasname") if after is not None and after["alias"] else None,
        rank=rank,
        former=former,
        feminine=feminine,
        possessor=possessor,
        definite=True,
        covers=(begin_cover, close),
    )


def _bracketed(labelled: Labelled, match: re.Match[str], group: str) -> Extent | None:
    """The acronym in brackets behind a body: "National Security Council (MGK)"."""
    at = match.end(group)
    line = labelled.line
    if at < 0 or at + 2 >= len(line) or line[at] != "(":
        return None
    close = line.find(")", at)
    return _extent(labelled, (at + 1, close)) if close > at + 1 else None


def _is_portfolio(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    last = match.end("body") - 1
    return match.end("body") == match.start("title") and labelled.units[last].lower in words.portfolios


def _rank(labelled: Labelled, match: re.Match[str]) -> Extent | None:
    """The military or police rank among ranks and honorifics before a name."""
    start, end = match.span("rank")
    marks = [i for i in range(start, end) if labelled.line[i] == "R"]
    if not marks:
        return None
    last = marks[-1] + 1
    while last < end and labelled.line[last] in "_.":
        last += 1
    return _extent(labelled, (marks[0], last))


def _field_country(labelled: Labelled, match: re.Match[str], group: str) -> tuple[str, Extent] | None:
    """The state in "of Oman", "of the Sultanate of Oman", "for Somalia's foreign ministry"; not in "to Chad", "in La Paz"."""
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
            if entry.kind == "state" and entry.country and (opened == "f" or owns or entry.form_kind == "adjective"):
                return entry.country, _extent(labelled, (index, after))
    return None


def _text(labelled: Labelled, extent: Extent) -> str:
    return "".join(u.text for u in labelled.units if extent.start <= u.start < extent.end)


def _initials(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether the bracketed letters may stand for the words: most of the letters begin a word."""
    start, end = match.span("body")
    firsts = "".join(
        labelled.units[i].text[0].upper() for i in range(start, end) if labelled.units[i].text[0].isalpha()
    )
    letters = labelled.units[match.start("acronym")].text.replace(".", "").upper()
    shared = sum(letter in firsts for letter in letters)
    return len(letters) > 1 and shared >= len(letters) - 1


def _plain(labelled: Labelled, index: int, _: NameWords) -> tuple[Found, ...]:
    for kind, pattern in ALONE:
        match = pattern.match(labelled.line, index)
        if match is None:
            continue
        groups = match.groupdict()
        acronym = _part(labelled, match, "acronym") if groups.get("acronym") else None
        begin = match.end("pre") if groups.get("pre") else index  # "the rebel Patriotic Front"
        cover = (index, match.end())
        common = {"first": index, "last": match.end(), "acronym": acronym, "covers": cover, "definite": True}
        entries = labelled.entries.get(index, ())
        if kind in {"known", "media"}:
            entry = entries[0]
            told: MentionKind = "media" if kind == "media" else "group" if entry.kind == "group" else "organization"
            name = _part(labelled, match, "known")
            return (Found(kind=told, extent=_extent(labelled, cover), name=name, entry=entry, **common),)  # type: ignore[arg-type]
        if kind == "state":
            name = _part(labelled, match, "state")
            return (Found(kind="state", extent=_extent(labelled, cover), name=name, entry=entries[0], **common),)  # type: ignore[arg-type]
        if kind == "initialled":
            if not _initials(labelled, match):
                continue
            return (
                Found(
                    kind="organization", extent=_extent(labelled, cover), name=_part(labelled, match, "body"), **common
                ),
            )  # type: ignore[arg-type]
        if kind == "organization":
            country = _country(labelled, match, "country") if match["country"] else None
            name = _part(labelled, match, "body")
            return (
                Found(
                    kind="organization",
                    extent=_extent(labelled, (begin, match.end())),
                    name=name,
                    country=country,
                    **common,
                ),
            )  # type: ignore[arg-type]
        if kind == "event":
            return (Found(kind="name", extent=_extent(labelled, cover), name=None, **common),)  # type: ignore[arg-type]
        group = "name" if kind == "name" else "body"
        told = "name" if kind == "name" else "agreement" if kind == "agreement" else "place"
        return (Found(kind=told, extent=_extent(labelled, cover), name=_part(labelled, match, group), **common),)  # type: ignore[arg-type]
    return ()
