"""Finding time expressions: what of a text matches the patterns of a language, as printed."""

import re
from dataclasses import replace

from dragoman.lexicon.date_words import DateWords, Lead, fold_words
from dragoman.model.reading import Extent
from dragoman.reading.date_order import day_comes_first
from dragoman.reading.date_parts import RawTime, parts_of

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_ARRIVED = 2  # words on: "comes two days after", "comes just two days after"
_AWAITED = 5  # words: "expected in Algiers on Tuesday", "due in Maputo for talks on 22 July"
_STOP = re.compile(r"[.,;:!?()]")
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")  # "the Army reported. On May 4": told of something else
_TELLER = 40  # characters before a date in which its teller stands: "the ministry reported on May 12"
_GAP = 8  # blanks between "three days before" and its date


def find_times(text: str, words: DateWords) -> tuple[RawTime, ...]:
    """Every time expression of the text, in order and without overlap, as printed; linear in the text's length."""
    found = _find(text, words)
    order = day_comes_first(text, found)
    return found if order is None else _find(text, words, day_first=order)


def _find(text: str, words: DateWords, *, day_first: bool | None = None) -> tuple[RawTime, ...]:
    found: list[RawTime] = []
    spot = 0
    free, last, due, came = 0, "", -_AWAITED - 1, -_AWAITED - 1
    for number, token in enumerate(_WORD.finditer(text)):
        word = token[0].casefold()
        opens = word in words.starters or "0" <= word[0] <= "9"
        if opens and token.start() >= free and last not in words.never_after:
            awaited = number - due <= _AWAITED and not _STOP.search(text, spot, token.start())
            raws = _read(text, token.start(), last, words, awaited=awaited, day_first=day_first)
            if number - came <= _ARRIVED:
                raws = [replace(raw, arriving=True) for raw in raws]
            found.extend(raws)
            free = raws[-1].extent.end if raws else free
        last = word
        if word in words.coming:
            due, spot = number, token.end()
        if word in words.arriving:
            came = number
    return tuple(found)


def _read(text: str, at: int, last: str, words: DateWords, *, awaited: bool, day_first: bool | None) -> list[RawTime]:
    """Read the expressions that begin here: one, several in a list ("in 2014 and 2016"), or none."""
    opening = words.lead.match(text, at)
    lead: Lead | None = None
    hit, the, about = None, False, False
    if opening is not None and opening.end() > at:
        lead = words.leads[fold_words(opening["lead"])] if opening["lead"] else None
        the, about = opening["the"] is not None, opening["about"] is not None
        kind = "" if lead is None else lead.kind
        hit = words.match(f"{kind} the".strip() if the else kind, text, opening.end())
    if hit is None:
        lead, the, about = None, False, False
        hit = words.match("", text, at)
    parts = None if hit is None else parts_of(hit.worth, about=about, day_first=day_first)
    if hit is None or parts is None:
        return []
    start, relation = hit.start, lead.relation if lead is not None else "at"
    if hit.pattern.attributive and the and (relation == "by" or lead is None or lead.kind == "from"):
        relation = "at"  # "agreed by the 2015 conference", "funds from the 2017 budget" tell no deadline, no beginning
    if lead is not None and (relation != "at" or hit.pattern.kind == "offset"):
        start = at
    if hit.pattern.kind in {"span", "range"} and relation in {"at", "since"}:
        relation = "during"
    raw = RawTime(
        extent=Extent(start, hit.end),
        inner=Extent(hit.start, hit.end),
        kind=hit.pattern.kind,
        components=parts,
        relation=relation,
        rule=hit.pattern.id,
        lead="" if lead is None else lead.kind,
        coming=awaited and last in words.coming,
        awaited=awaited,
    )
    raw = replace(raw, attributed=parts[0].day is not None and _is_attributed(text, raw.extent, words))
    if raw.kind == "counted":
        found = _from_date(text, raw, words)
        return [] if found.components[0].home and not found.components[1:] else [found]  # "the eve of the council"
    spread = _range(text, raw, words, at)
    return _listed(text, raw, words) if spread is None else [spread]


def _from_date(text: str, raw: RawTime, words: DateWords) -> RawTime:
    """Add the date that is counted from, if one follows: "three days before May 12"."""
    start = raw.inner.end
    while start < len(text) and start - raw.inner.end < _GAP and text[start].isspace():
        start += 1
    opening = words.lead.match(text, start)
    if opening is not None and opening["the"] and not opening["lead"]:
        start = opening.end()  # "the eve of the May 12 talks"
    hit = words.match("to", text, start)
    parts = None if hit is None else parts_of(hit.worth, about=False)
    if hit is None or parts is None or hit.pattern.kind == "decade":
        return raw
    extents = Extent(raw.extent.start, hit.end), Extent(raw.inner.start, hit.end)
    return replace(raw, extent=extents[0], inner=extents[1], components=(raw.components[0], parts[0]))


def _range(text: str, raw: RawTime, words: DateWords, at: int) -> RawTime | None:
    """Two dates joined: "from May 3 to May 7", "between 2014 and 2016", "Monday to Wednesday"."""
    if raw.kind not in {"date", "weekday", "decade"}:
        return None
    joint = (words.pairing if raw.lead == "between" else words.ranging).match(text, raw.inner.end)
    hit = None if joint is None else words.match("to", text, joint.end())
    parts = None if hit is None or hit.pattern.kind != raw.kind else parts_of(hit.worth, about=False)
    if hit is None or parts is None:
        return None
    start = at if raw.lead in {"between", "from"} else raw.inner.start
    return replace(
        raw,
        extent=Extent(start, hit.end),
        inner=Extent(raw.inner.start, hit.end),
        kind="range",
        components=(raw.components[0], parts[0]),
        relation="during",
    )


def _listed(text: str, raw: RawTime, words: DateWords) -> list[RawTime]:
    """Add to the expression those coordinated with it: "in 2014 and 2016", "on June 3 and July 5, 2021"."""
    found = [raw]
    while found[-1].kind == "date":
        joint = words.joining.match(text, found[-1].inner.end)
        hit = None if joint is None else words.match("list", text, joint.end())
        parts = None if hit is None else parts_of(hit.worth, about=False)
        if hit is None or parts is None or (parts[0].month is None and raw.components[0].month is not None):
            break
        place = Extent(hit.start, hit.end)
        found.append(replace(raw, extent=place, inner=place, components=parts, rule=hit.pattern.id))
    year, last = found[-1].components[0].year, found[-1].components[0]
    if year is None:
        return found
    for number, item in enumerate(found[:-1]):
        own = item.components[0]
        if own.year is None and own.shift is None and own.month is not None:
            earlier = last.month is not None and own.month > last.month
            found[number] = replace(item, components=(replace(own, year=year - earlier),))
    return found


def _is_attributed(text: str, extent: Extent, words: DateWords) -> bool:
    """Whether the date is that of a telling: "the May 12 press release", "the ministry reported on May 12"."""
    before = _SENTENCE_END.split(text[max(0, extent.start - _TELLER) : extent.start])[-1]
    after = text[extent.end : extent.end + _TELLER]
    following = words.attribution.search(after)
    return words.attribution.search(before) is not None or (
        following is not None and not after[: following.start()].strip()
    )
