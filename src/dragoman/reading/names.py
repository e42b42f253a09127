"""Names, titles and bodies, told from labelled units before any parsing.

A composite such as "Azerbaijan's State Security Service chief Col-Gen Ali Naghiyev" is one mention with parts. The
general model takes such phrases apart, so they are found first and handed to the parser as one word each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Extent, MentionKind
from dragoman.reading.another import says_behind, somebody_else
from dragoman.reading.field_states import field_country, own_state
from dragoman.reading.found import Found, country_at, extent_of, part_of
from dragoman.reading.labels import Labelled
from dragoman.reading.office_lists import closes, offices_end, with_offices
from dragoman.reading.papers import find_paper
from dragoman.reading.patterns import AFTER, ALONE, BEFORE, STYLED
from dragoman.reading.placed import is_seat, without_place
from dragoman.reading.ranked import is_ranking, rank_of, text_of
from dragoman.reading.shared import find_several
from dragoman.reading.vessels import find_vessel

FEW = 2  # words of a body's name that any state may have: "Foreign Ministry"
_OPENS_NO_NAME = frozenset("l.,:;\"#_kqf&w)'@")


def find_names(labelled: Labelled, words: NameWords) -> Iterator[Found]:
    """All mentions that labels tell, left to right, none overlapping."""
    line = labelled.line
    index = 0
    while index < len(line):
        if line[index] in _OPENS_NO_NAME:
            index += 1
            continue
        for rule in (find_vessel, find_paper, find_several, _person, _person_of_offices, _plain):
            found = rule(labelled, index, words)
            if found:
                yield from found
                index = max(item.covers[1] for item in found)
                break
        else:
            index += 1


def _country(labelled: Labelled, match: re.Match[str], group: str) -> tuple[str, Extent] | None:
    return country_at(labelled, *match.span(group)) if match.start(group) >= 0 else None


def _person(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    match = BEFORE.match(labelled.line, index)
    if match is None:
        return ()
    placed = index > 0 and (labelled.line[index - 1] == "w" or labelled.units[index - 1].lower in words.around_towns)
    inside = placed and is_seat(labelled.entries.get(index, ()))
    if inside and match["title"] and match.start("title") > index and "'" not in match.group():
        return ()  # "received in Tbilisi Deputy Minister Nino Lomidze": where, not whose
    if index == 1 and _begins_in_town(labelled, match, words):
        return ()  # "From Geneva Foreign Minister Halonen travels": whence, not whose
    if match["title"] and match.start("title") < match.start("name") and _owned(labelled, match):
        return ()  # "the governor of Tajikistan's Sughd region, Nosir Yatimov": the region is no person
    palace = match["country"] and not (match["title"] or match["body"] or "'" in match.group())
    if palace and is_seat(labelled.entries.get(match.start("country"), ())):
        return ()  # "received at the Ponta Vermelha Palace Mr. Carlos Neto"
    if match["comma"] and (somebody_else(labelled, match, words) if match["second"] else says_behind(labelled, match)):
        return ()
    after = AFTER.match(labelled.line, match.end())
    apart = bool(match["title"] and after and after["apposition"] and STYLED.match(labelled.line, after.end()))
    if apart and after is not None:
        after = AFTER.match(labelled.line, match.end(), after.start("apposition"))
    placed = index > 0 and labelled.line[index - 1] == "w"  # "in Macomia, the commander ...": no apposition to the town
    told = match["title"] or match["rank"] or (after and after["apposition"] and not placed)
    if not told:
        return ()
    # "Gen. Owen Prichard of Britain"
    officer = after is not None and "R" in (match["rank"] or "") and after["ofcountry"]
    if after is not None and after["of"] and not (match["title"] or after["apposition"] or officer):
        after = None
    return (_composite(labelled, match, after, words, apart=apart),)


def _person_of_offices(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    last = offices_end(labelled, index)
    found = _person(labelled, last, words) if last > index else ()
    return (with_offices(labelled, index, found[0], words),) if found and closes(labelled, last, found[0]) else ()


def _begins_in_town(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    """Whether a title that opens a sentence begins with the unknown name behind "from" or "after"."""
    told = labelled.units[0].lower in words.around_towns and match["title"] is not None
    return told and match.start("title") == match.start() and labelled.line[match.start()] == "N"


def _owned(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether what stands before a name owns it."""
    return labelled.line[match.start("name") - 1] == "'" and match.end("title") < match.start("name") - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Office:
    """What is told of a person's office, before the name or behind it."""

    title: Extent | None
    body: Extent | None
    body_acronym: Extent | None
    country: tuple[str, Extent] | None
    former: bool
    possessor: Extent | None


def _composite(
    labelled: Labelled, match: re.Match[str], after: re.Match[str] | None, words: NameWords, *, apart: bool
) -> Found:
    """The person whose name `match` ends in, with what `after` tells behind it; `apart`: another's title follows."""
    begin = match.end("det") if match["det"] else match.start()
    first_covered = match.start()
    if not match["title"] and not match["rank"]:
        # only the apposition tells the person: what stands before the name is no part of it
        begin = first_covered = match.start("name")
    before = office = _office_before(labelled, match, begin, words)
    if after is not None:
        office = _office_behind(labelled, after, office, words)
    # "Superintendent of Police Felix Ametepe, the District Commander"
    ranking = before.title if before.title != office.title and is_ranking(labelled, before.title, words) else None
    last, close = _ends(labelled, match, after)
    close = last if apart else close
    return Found(
        kind="person",
        first=begin,
        last=last,
        extent=extent_of(labelled, (begin, last)),
        name=extent_of(labelled, match.span("name")),
        country=office.country,
        title=office.title,
        body=office.body,
        body_acronym=office.body_acronym,
        alias=part_of(labelled, after, "aliasname") if after is not None and after["alias"] else None,
        rank=rank_of(labelled, match, words) or ranking,
        former=office.former,
        feminine=_feminine(labelled, match, words),
        possessor=office.possessor,
        definite=True,
        covers=(first_covered, close),
    )


def _office_before(labelled: Labelled, match: re.Match[str], begin: int, words: NameWords) -> _Office:
    title, body = (part_of(labelled, match, group) for group in ("title", "body"))
    body_acronym = _bracketed(labelled, match, "body")
    country = own_state(labelled, match) if begin <= match.start("country") or match["title"] else None
    group = next((name for name in ("farfield", "field", "longfield", "lastfield") if match[name]), None)
    if match["title"] and group is not None:
        title = Extent(extent_of(labelled, match.span("title")).start, extent_of(labelled, match.span(group)).end)
        country = country or field_country(labelled, match, group)
    if title is not None and match["body"] and body_acronym is None and _is_portfolio(labelled, match, words):
        title = Extent(extent_of(labelled, match.span("body")).start, title.end)  # "Interior Cabinet Secretary"
        if text_of(labelled, part_of(labelled, match, "title") or title).lower() in words.bodies_of:
            body = None  # "Territorial Administration Minister"
    elif title is not None and body is not None and _is_bare(labelled, match):
        title = Extent(body.start, title.end)  # "Force Commander"
    told = text_of(labelled, title).split() if title is not None else []
    if title is not None and told[-1].lower() in words.royal_styles and {w.lower() for w in told[-2:-1]} & words.titles:
        title = Extent(title.start, title.end - len(told[-1]) - 1)  # "Foreign Minister Prince Faisal"
    second = part_of(labelled, match, "second")
    if (
        second is not None
        and not match["styled"]
        and text_of(labelled, second).lower() not in words.styles | words.ranking_titles | words.envoy_ranks
    ):
        title = second
    shown = text_of(labelled, title).lower() if title is not None else ""
    former = bool(match["former"] or match["former2"]) or any(map(shown.startswith, words.former_prefixes))
    return _Office(
        title=title,
        body=body if title else None,
        body_acronym=body_acronym,
        country=country,
        former=former,
        possessor=_possessor(labelled, match, "det"),
    )


def _office_behind(labelled: Labelled, after: re.Match[str], office: _Office, words: NameWords) -> _Office:
    """What stands behind the name added; the longer title of the two is the one kept."""
    country = office.country
    for group in ("ofcountry", "ofstate", "bracket"):
        if after[group]:
            country = country or _country(labelled, after, group)
    if office.body is None and (after["ofbody"] or (after["ofcountry"] and country is None)):
        office = replace(office, body=part_of(labelled, after, "ofbody" if after["ofbody"] else "ofcountry"))
    if not after["apposition"]:
        return replace(office, country=country)
    # "President of Mali and Chairman of the Authority"
    fields = (field_country(labelled, after, group) for group in ("afield", "atitle"))
    country = country or _country(labelled, after, "acountry") or next((told for told in fields if told), None)
    country = country or _country(labelled, after, "heldcountry")
    known = text_of(labelled, office.title) if office.title is not None else ""
    styled = known.lower() in words.styles | words.relational | words.successive
    styled = styled or is_ranking(labelled, office.title, words)
    # "Ambassador Aaltonen, Head of the Mission to Montenegro": the post, which says more than the rank
    styled = styled or bool(known.lower() in words.envoy_ranks and (after["afield"] or after["abody"]))
    if len(known) >= len(after["atitle"]) and not styled:
        return replace(office, country=country)
    return _Office(
        title=_apposed_title(labelled, after),
        body=part_of(labelled, after, "abody") or _held(labelled, after) or office.body,
        body_acronym=office.body_acronym or _bracketed(labelled, after, "abody"),
        country=country,
        former=office.former or bool(after["aformer"] or after["aformer2"]),
        possessor=_possessor(labelled, after, "adet") or office.possessor,
    )


def _held(labelled: Labelled, after: re.Match[str]) -> Extent | None:
    """The body right behind a title: "Commander United States Central Command (CENTCOM)"."""
    if not after["held"]:
        return None
    end = labelled.line.find("(", *after.span("held"))
    return extent_of(labelled, (after.start("held"), end if end > 0 else after.end("held")))


def _apposed_title(labelled: Labelled, after: re.Match[str]) -> Extent:
    head = extent_of(labelled, after.span("atitle"))
    start = extent_of(labelled, after.span("apre")).start if after["apre"] else head.start
    if after["abody"] and after.end("abody") == after.start("apre") and labelled.line[after.end("abody") - 1] == "o":
        start = extent_of(labelled, after.span("abody")).start  # "a vice department director"
    field = part_of(labelled, after, "afield") or _held(labelled, after)
    return Extent(start, field.end if field else head.end)


def _possessor(labelled: Labelled, match: re.Match[str], group: str) -> Extent | None:
    """The pronoun whose the office is: "his deputy Kim Jong"."""
    return part_of(labelled, match, group) if match[group] == "x" else None


def _ends(labelled: Labelled, match: re.Match[str], after: re.Match[str] | None) -> tuple[int, int]:
    """Where the person ends, and where the units end that the parser sees as one word."""
    line = labelled.line
    last = close = match.end()
    if after is not None:
        if after["of"]:
            last = close = after.end("of")
        if after["bracket"]:
            last = close = after.end("bracket") + 1
        if after["apposition"] or after["alias"]:
            last = close = after.end() + bool(after["paren"])
        elif after["party"]:
            close = after.end("party") + 1
    if match["comma"] == "(" and line[close : close + 1] == ")":
        return last, close + 1  # "The Minister of Home Affairs (Ms. Khumalo)"
    opened = match["comma"] or (after is not None and after["apposition"])
    if opened and close < len(line) and line[close] == "," and line[close : close + 2] != ",@":
        close += 1  # the comma that ends an apposition; before a time it stays, or "Jones, last night" were one name
    return last, close


def _feminine(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool | None:
    """True where what stands before the name says so ("Mrs"); else nothing is known."""
    before = " ".join(unit.lower for unit in labelled.units[match.start() : match.start("name")])
    return True if any(re.search(rf"\b{re.escape(word)}(?!\w)", before) for word in words.feminine) else None


def _bracketed(labelled: Labelled, match: re.Match[str], group: str) -> Extent | None:
    """The acronym in brackets behind a body: "National Security Council (MGK)"."""
    at = match.end(group)
    line = labelled.line
    if at < 0 or at + 2 >= len(line) or line[at] != "(":
        return None
    close = line.find(")", at)
    return extent_of(labelled, (at + 1, close)) if close > at + 1 else None


def _is_bare(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether nothing but the head of a body stands before a title."""
    start, end = match.span("body")
    return labelled.line[start:end] == "O" and end == match.start("title")


def _is_portfolio(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    if match.end("body") != match.start("title") or match.start("body") < 0:
        return False
    head = labelled.units[match.start("title")].lower
    return labelled.units[match.end("body") - 1].lower in words.portfolios or (
        head in words.bodies_of and labelled.line[match.end("body") - 1] in "oO"
    )


def _initials(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether the bracketed letters may stand for the words: most of the letters begin a word."""
    start, end = match.span("body")
    firsts = "".join(u.text[0].upper() for u in labelled.units[start:end] if u.text[0].isalpha())
    letters = labelled.units[match.start("acronym")].text.replace(".", "").upper()
    shared = sum(letter in firsts for letter in letters)
    opens = labelled.line[start] != "E" or letters[:1] == firsts[:1]  # not "Meeting of the Border Committee (BC)"
    if (
        "&" in labelled.line[start:end]
    ):  # "the Dialogue and Cooperation Platform (DCP)", but "Niger and Sahel States (SS)"
        return letters[:1] == firsts[:1] and shared == len(letters) > 1
    return opens and len(letters) > 1 and shared >= len(letters) - 1


# what the patterns of names that stand alone tell: the kind of mention, and the group that is its name
_ALONE: dict[str, tuple[MentionKind, str | None]] = {
    "organization": ("organization", "body"),
    "owned": ("organization", "known"),
    "known": ("organization", "known"),
    "branch": ("organization", "known"),
    "media": ("media", "known"),
    "agreement": ("agreement", "body"),
    "place": ("place", "body"),
    "event": ("name", None),
    "initialled": ("organization", "body"),
    "expanded": ("organization", "body"),
    "state": ("state", "state"),
    "name": ("name", "name"),
}
_IN_TABLES = frozenset({"owned", "known", "branch", "media", "state"})


def _plain(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    for rule, pattern in ALONE:
        match = pattern.match(labelled.line, index)
        if match is not None and rule in {"agreement", "organization"}:
            match = without_place(labelled, pattern, match, words, agreement=rule == "agreement")
        if match is None or (rule == "owned" and not _owns(labelled, match)):
            continue
        if rule == "branch" and not _is_branch(labelled, match):
            continue
        if rule == "organization" and _heads_pact(labelled, match, words):
            continue
        if rule not in {"initialled", "expanded"} or _initials(labelled, match):
            return (_alone(labelled, match, rule),)
    return ()


def _is_branch(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether a state told right behind a body of many states is where its branch is: "Amnesty International Kenya"."""
    body, state = (labelled.entries[match.start(group)][0] for group in ("known", "where"))
    return body.kind == "organization" and body.country is None and state.form_kind == "name"


def _heads_pact(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    """Whether what looks like a body's name begins an agreement's: "the Air Services Agreement"."""
    last = labelled.units[match.end() - 1].lower
    return labelled.line[match.end() : match.end() + 1] == "G" and last.removesuffix("s") in words.mass


def _owns(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether a body of the tables is the state's told before it: "Haiti's Transitional Presidential Council"."""
    entry = labelled.entries[match.start("known")][0]
    told = _country(labelled, match, "country")
    own = entry.country in {None, told[0]} if told is not None else False
    # "the Iraqi National Security Council": many states have one
    start, end = match.span("known")
    many = entry.ambiguous and (end - start > FEW or labelled.line[start - 1] == "'")  # "Oman's Royal Navy"
    return entry.kind in {"organization", "group"} and told is not None and (own or many)


def _alone(labelled: Labelled, match: re.Match[str], rule: str) -> Found:
    kind, named = _ALONE[rule]
    groups = match.groupdict()
    entry = labelled.entries[match.start(named or 0)][0] if rule in _IN_TABLES else None
    if rule in {"owned", "known"} and entry is not None and entry.kind == "group":
        kind = "group"
    begin = match.end("pre") if groups.get("pre") else match.start()  # "the rebel Patriotic Front"
    return Found(
        kind=kind,
        first=match.start(),
        last=match.end(),
        extent=extent_of(labelled, (begin, match.end())),
        name=part_of(labelled, match, named) if named is not None else None,
        acronym=part_of(labelled, match, "acronym") if groups.get("acronym") else None,
        country=_country(labelled, match, "country") if groups.get("country") else None,
        definite=True,
        entry=entry,
        covers=match.span(),
    )
