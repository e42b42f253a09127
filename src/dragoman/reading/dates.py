"""Time expressions: found with the patterns of a language, resolved to EDTF with the basis of what was completed."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicon.date_words import Relation
from dragoman.model.reading import Extent, TimeExpression
from dragoman.model.record import Basis
from dragoman.reading.date_dangling import count_dangling
from dragoman.reading.date_finding import find_times
from dragoman.reading.date_lines import date_line, foot_date
from dragoman.reading.date_parts import Components, RawTime, has_own_year, is_yearless
from dragoman.reading.date_rules import Anchor, Period, Tense, count_from, full_day, reach, relate, settle

__all__ = ["ENDS", "Components", "RawTime", "find_times", "resolve_times"]

ENDS = frozenset({"by", "before", "until"})  # relations of a term
_NOW = 10  # days: a year-less date so close to the report is news; further off it may be one told in full elsewhere
_SLACK = 3  # days: a report may be dated before what it tells ("from 25 May", in a report of the 22nd)
_LONG = 334  # days: "March 7" under the full date "March 9, 2023" is two days before it, not a year after
_TERM = 240  # days: a term told without its year seldom lies further ahead
_NOUN = 6  # words: "the coup of", "the signing of the accord of"
_COMMA = 2  # characters: a comma and a blank
_DATED = frozenset({"date", "range"})
_ENDINGS = frozenset('.!?\n"”’»)')  # a sentence may begin behind them
_NOWHERE = Extent(0, 0)  # a date given by option stands nowhere in the text


def resolve_times(
    raws: Sequence[RawTime],
    *,
    text: str,
    published: dt.date | None,
    printed: dt.date | None = None,
    written: dt.date | None = None,
    sentence_of: Callable[[int], int],
    past: Callable[[RawTime], bool | None],
    aside: Callable[[RawTime], bool] = lambda _: False,
) -> tuple[tuple[TimeExpression, ...], TimeExpression | None]:
    """Resolve expressions, one each in the same order, and the document's date as far as it is known or inferred.

    `published` is given by option or metadata, `printed` is the full date of the report's own date line; where they
    differ, the days count from what is printed, or else from the day that it was `written`, told without a year; with
    neither, a date line is looked for. `past` says of an expression whether its clause is told as past, `aside` whether
    it is a relative clause, no day for "the same day" below. The document's date has the extent 0-0 where it stands
    nowhere in the text. What cannot be resolved has edtf None.
    """
    page = replace(_lay_out(raws, sentence_of, past), text=text, asides=frozenset(map(id, filter(aside, raws))))
    document: TimeExpression | None = None
    if printed is None and published is None:
        printed = date_line(page.raws, text) or foot_date(page.raws, past, text)
    if printed is not None:
        dated = (raw for raw in page.raws if raw.kind in _DATED)
        own = (raw.extent for raw in dated if full_day(raw.components[-1]) == printed)
        document = _told(next(own, _NOWHERE), _exactly(printed), "stated", "at")
        rest: Basis = "publication" if published == printed else "inferred"
        page = replace(page, day=printed, year=printed.year, basis=rest, slack=_SLACK)
    elif published is not None:
        document = _told(_NOWHERE, _exactly(published), "publication", "at")
        page = replace(page, day=written or published, basis="publication", slack=_SLACK)
    else:
        newest = _infer(page)
        if newest is not None:
            day, extent = newest
            document = _told(extent, _exactly(day), "inferred", "at")
            page = replace(page, day=day, basis="inferred")
    times: list[TimeExpression] = []
    for number in range(len(page.raws)):
        times.append(_resolve(page, number, times))
    for number in range(len(times) - 1):
        times[number] = _reached_ahead(page, number, times, text)
    return tuple(times), document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What resolving one expression may look at: all of them, their sentences, and the day to count from."""

    raws: tuple[RawTime, ...]
    sentences: tuple[int, ...]
    past: Callable[[RawTime], bool | None]
    fulls: Mapping[tuple[int, int], dt.date]  # by month and day, the first date printed in full
    before: tuple[Period | None, ...]  # for each, the full date told before it in its sentence
    text: str = ""
    asides: frozenset[int] = frozenset()  # of raws, told in relative clauses
    day: dt.date | None = None
    year: int | None = None  # printed in the date line
    basis: Basis = "unknown"
    slack: int = 0

    def tense(self, raw: RawTime) -> Tense:
        told = self.past(raw)
        if raw.lead == "ahead":
            return "near"  # "met on Sunday ahead of Thursday's summit"
        if raw.coming:
            return "future" if told is False else "near"
        if told and raw.relation == "until" and raw.kind == "date" and raw.components[0].day is not None:
            return "near"  # "remanded them in custody till March 26", which is in two weeks
        if told is not None:
            return "past" if told else "future"
        if raw.awaited:
            return "near"
        if raw.relation in ENDS:
            return "future"
        return "near" if raw.lead == "from" and raw.kind != "range" else "past"

    def anchor(self, raw: RawTime) -> Anchor | None:
        return None if self.day is None else Anchor(self.day, self.tense(raw), self.slack)


def _lay_out(
    raws: Sequence[RawTime], sentence_of: Callable[[int], int], past: Callable[[RawTime], bool | None]
) -> _Page:
    """Note once what every expression asks: which dates stand in full, and which before it in its sentence."""
    sentences = tuple(sentence_of(raw.inner.start) for raw in raws)
    fulls: dict[tuple[int, int], dt.date] = {}
    before: list[Period | None] = []
    last: tuple[int, Period] | None = None
    for raw, sentence in zip(raws, sentences, strict=True):
        before.append(last[1] if last is not None and last[0] == sentence else None)
        for part in raw.components:
            day = full_day(part)
            if day is not None:
                fulls.setdefault((day.month, day.day), day)
                last = (sentence, _exactly(day)) if raw.kind == "date" else last
    return _Page(raws=tuple(raws), sentences=sentences, past=past, fulls=fulls, before=tuple(before))


def _resolve(page: _Page, number: int, told: Sequence[TimeExpression]) -> TimeExpression:
    raw = page.raws[number]
    period, basis = _dangling(page, number, told) if raw.kind == "dangling" else _period(page, number)
    if raw.kind == "counted" and not raw.components[1:]:
        return _reached_back(page, number, told)
    if period is None:
        return _told(raw.extent, None, "unknown", raw.relation)
    last = raw.components[-1]
    if not period.edtf.startswith("../"):
        period = relate(period, raw.relation, last.part)
    return _told(raw.extent, period, basis, raw.relation)


def _reached_back(page: _Page, number: int, told: Sequence[TimeExpression]) -> TimeExpression:
    """Count back from a date just told to what follows: "on 23 June 2021, three months after the town fell".

    Between commas it may also stand further off: "recalled its envoy on Thursday for talks, two days after a court".
    Its relation is the one of the words, "after" or "before", and it is closed: so is told whose time it is.
    """
    raw, parts = page.raws[number], page.raws[number].components[0]
    last = told[-1] if told else None
    far = len(page.text) if page.text[: raw.extent.start].rstrip(" ").endswith(",") else _COMMA
    beside = last is not None and 0 < raw.extent.start - last.extent.end <= far and last.relation == "at"
    if parts.shift is None:
        return _told(raw.extent, None, "unknown", raw.relation)
    relation: Relation = "after" if parts.shift > 0 else "before"
    back = replace(parts, shift=-parts.shift)
    if last is None or not beside or page.sentences[number] != page.sentences[number - 1]:
        # "The visit comes two days after the attack"
        period = count_from(back, page.day) if raw.arriving and page.day is not None else None
        return _told(raw.extent, period, "unknown" if period is None else "inferred", relation)
    period = count_dangling(back, told, page.sentences[: number + 1], home=None, last=None)
    return _told(raw.extent, period, "inferred", relation)


def _reached_ahead(page: _Page, number: int, told: Sequence[TimeExpression], text: str) -> TimeExpression:
    """Count what opens a sentence from the date told next: "A day after the town fell, the king left on Monday"."""
    raw, found, following = page.raws[number], told[number], told[number + 1]
    parts = raw.components[0]
    if raw.kind != "counted" or found.edtf is not None or raw.components[1:] or parts.shift is None:
        return found
    of = page.raws[number + 1]
    if of.lead == "of" and page.sentences[number] == page.sentences[number + 1] and _is_close(text, raw, of):
        # "suspended aid two days after the coup of 26 July 2023"
        period = count_dangling(parts, (following,), page.sentences[number : number + 2], home=None, last=None)
        return found if period is None else _told(raw.extent, period, "inferred", "at")
    before = text[max(0, raw.extent.start - _COMMA) : raw.extent.start].rstrip(" ")
    opens = not before or before[-1] in _ENDINGS
    apart = "," in text[raw.extent.end : following.extent.start]
    if not opens or not apart or page.sentences[number] != page.sentences[number + 1]:
        return found
    period = count_dangling(
        replace(parts, shift=-parts.shift), (following,), page.sentences[number : number + 2], home=None, last=None
    )
    return found if period is None else _told(raw.extent, period, "inferred", found.relation)


def _is_close(text: str, raw: RawTime, of: RawTime) -> bool:
    """Whether a date is that of the noun behind what is counted: "after the coup of 26 July 2023"."""
    between = text[raw.extent.end : of.inner.start]
    return len(between.split()) <= _NOUN and not any(mark in between for mark in ",;:()")


def _dangling(page: _Page, number: int, told: Sequence[TimeExpression]) -> tuple[Period | None, Basis]:
    raw = page.raws[number]
    past = page.day is not None and page.tense(raw) == "past" and page.past(raw) is not False
    last = (
        dt.date.fromordinal(min(page.day.toordinal() + page.slack, dt.date.max.toordinal()))
        if past and page.day
        else None
    )
    here = page.sentences[number]
    kept = [n for n in range(number) if page.sentences[n] == here or id(page.raws[n]) not in page.asides]
    if raw.components[0].shift or not kept:
        kept = list(range(number))  # "who arrived on Sunday. The next day he left"
    sentences = [*(page.sentences[n] for n in kept), here]
    period = count_dangling(raw.components[0], [told[n] for n in kept], sentences, home=page.day, last=last)
    return period, "inferred"


def _period(page: _Page, number: int) -> tuple[Period | None, Basis]:
    raw, anchor = page.raws[number], page.anchor(page.raws[number])
    parts = raw.components
    if raw.kind == "counted":
        found = settle(raw.kind, parts, anchor) if parts[1:] else None
        return found, "inferred"
    if any(has_own_year(part) for part in parts):
        return settle(raw.kind, parts, anchor), "stated"
    if raw.kind == "date" and is_yearless(parts[0]):
        return _yearless(page, number)
    if raw.kind == "offset" and raw.lead == "within":
        return None if anchor is None else reach(parts[0], anchor.day), page.basis
    if raw.kind == "offset" and raw.lead == "in" and page.past(raw) is not False and not raw.coming:
        return None, "unknown"  # "the first visit in five years" tells no date
    period = _lapsed(page, raw, settle(raw.kind, parts, anchor))
    return period, _basis(page, raw, period)


def _lapsed(page: _Page, raw: RawTime, period: Period | None) -> Period | None:
    """Place a term that no future tense tells of in the year that is nearer: "was to withdraw by 1 September".

    In a report of October that term is over, as it is in one that says so; "will withdraw by" it waits a year.
    """
    term = raw.relation in ENDS and raw.kind == "date" and page.past(raw) is None
    if not term or page.day is None or period is None or period.latest is None:
        return period
    if (period.latest - page.day).days <= _TERM:
        return period
    return settle(raw.kind, raw.components, Anchor(page.day, "past", page.slack))


def _basis(page: _Page, raw: RawTime, period: Period | None) -> Basis:
    """Stated, where only the year was missing and the date line prints it."""
    only_year = raw.kind in {"date", "range", "season"} and all(
        part.shift is None and (part.month is not None or part.season is not None) for part in raw.components
    )
    years = {day.year for day in (period.earliest, period.latest) if day is not None} if period is not None else set()
    return "stated" if only_year and years == {page.year} else page.basis


def _yearless(page: _Page, number: int) -> tuple[Period | None, Basis]:
    """Date a day and a month: news if close to the report, else a day told in full elsewhere, else counted."""
    raw, anchor = page.raws[number], page.anchor(page.raws[number])
    counted = settle(raw.kind, raw.components, anchor)
    tense = _turned(page, raw, counted)
    if tense is not None and anchor is not None:
        counted = settle(raw.kind, raw.components, replace(anchor, tense=tense))
    counted = _lapsed(page, raw, counted)
    basis = _basis(page, raw, counted)
    told_as_future = page.tense(raw) == "future"
    if told_as_future or (counted is not None and page.day is not None and _days_off(counted, page.day) <= _NOW):
        return counted, basis
    parts = raw.components[0]
    twin = page.fulls.get((parts.month or 0, parts.day or 0))
    if twin is not None:
        # "the pact, signed on 3 June 2021", and further down "On June 3 the two states signed the pact"
        return _exactly(twin), basis if counted == _exactly(twin) else "inferred"
    before = page.before[number]
    if before is not None and before.latest is not None:
        # "the war that began on September 2, 2020 and ended on November 4"
        following = settle("date", raw.components, Anchor(before.latest, "future"))
        if following is not None and (page.day is None or _is_begun(following, page.day)):
            return following, basis if counted == following else "inferred"
    return counted, basis


def _turned(page: _Page, raw: RawTime, period: Period | None) -> Tense | None:
    """The tense meant where a day would be nearly a year off: "will travel on 10 May", published on the 13th."""
    if page.day is None or period is None or period.earliest is None:
        return None
    if page.past(raw) is None and (page.day - period.earliest).days > _LONG:
        return "future"
    return "near" if page.tense(raw) == "future" and (period.earliest - page.day).days > _LONG else None


def _infer(page: _Page) -> tuple[dt.date, Extent] | None:
    """Infer the day of the newest act: its day and month first come after the last full date told.

    Where years alone are told, its weekday must say in which it is: "Dushanbe, 3 February. A on Thursday received B",
    and "trade in 2021 made up". None where a weekday, a later year, or a full date of the days after speaks against it.
    """
    told = [raw for raw in page.raws if _is_told_past(page, raw)]
    fulls = [day for raw in told if (day := full_day(raw.components[-1])) is not None]
    acts = [
        raw
        for number, raw in enumerate(page.raws)
        if raw.kind == "date" and is_yearless(raw.components[0]) and raw.relation in {"at", "during"}
        if _is_told_past(page, raw) and (raw.components[0].month, raw.components[0].day) not in page.fulls
        if raw.attributed or page.before[number] is None
    ]
    act = next((raw for raw in acts if raw.attributed), acts[0] if acts else None)
    if act is None:
        return None
    weekdays, line = _weekdays_of(page, act)
    years = [part.year for raw in told for part in raw.components if part.year is not None and raw.kind == "date"]
    if not fulls and years and weekdays != {None}:
        starts = [dt.date(max(years), 1, 1), dt.date(min(max(years) + 1, dt.MAXYEAR), 1, 1)]
    elif fulls and max(fulls) < dt.date.max and not (line and weekdays == {None}):
        starts = [max(fulls) + dt.timedelta(days=1)]
    else:
        return None
    for start in starts:
        found = settle("date", act.components, Anchor(start, "future"))
        if found is None or found.earliest is None or (fulls and (found.earliest - start).days > _LONG):
            continue
        if not _later(told, found.earliest) and not weekdays - {None, found.earliest.weekday()}:
            return found.earliest, act.extent
    return None


def _weekdays_of(page: _Page, act: RawTime) -> tuple[set[int | None], bool]:
    """The weekdays told of an act, and whether it is the day of a date line, which has that of the sentence below it.

    "SEOUL, Feb. 14 (Wire) -- The envoys met on Wednesday": a date line alone says nothing of its year, the day does.
    """
    sentence = page.sentences[page.raws.index(act)]
    line = act is page.raws[0] and not act.lead and not act.attributed and page.past(act) is None
    return {act.components[0].weekday} | {
        raw.components[0].weekday
        for raw, place in zip(page.raws, page.sentences, strict=True)
        if raw.kind == "weekday" and sentence <= place <= sentence + line and raw.components[0].shift in {None, 0}
        if _is_told_past(page, raw)
    }, line


def _later(told: Sequence[RawTime], day: dt.date) -> bool:
    """Whether any of the times told lies behind a day."""
    periods = (settle(raw.kind, raw.components, None) for raw in told)
    return any(period is not None and period.earliest is not None and period.earliest > day for period in periods)


def _is_told_past(page: _Page, raw: RawTime) -> bool:
    return not raw.coming and raw.relation not in ENDS and page.past(raw) is not False


def _days_off(period: Period, day: dt.date) -> int:
    return abs((period.earliest - day).days) if period.earliest is not None else _NOW + 1


def _is_begun(period: Period, day: dt.date) -> bool:
    return period.earliest is not None and period.earliest <= day


def _exactly(day: dt.date) -> Period:
    return Period(day.isoformat(), day, day)


def _told(extent: Extent, period: Period | None, basis: Basis, relation: Relation) -> TimeExpression:
    if period is None:
        return TimeExpression(extent=extent, edtf=None, earliest=None, latest=None, basis="unknown", relation=relation)
    return TimeExpression(
        extent=extent,
        edtf=period.edtf,
        earliest=None if period.earliest is None else period.earliest.isoformat(),
        latest=None if period.latest is None else period.latest.isoformat(),
        basis=basis,
        relation=relation,
    )
