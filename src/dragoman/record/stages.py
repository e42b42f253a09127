"""When an agreement took its steps behind the signing: "ratified it on 3 May", "in force since 1 February"."""

from collections.abc import Iterator, Mapping, Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import AgreementFinding
from dragoman.model.reading import Reading, TimeExpression
from dragoman.model.record import Stage
from dragoman.record.cut import Cutter
from dragoman.record.relative import closed, time_told
from dragoman.record.times import when

__all__ = ["stages_of"]

BEHIND = frozenset({"ratified", "in-force", "suspended", "ended"})
WHEN = frozenset({"at", "during", "since"})
NEAR = 24  # characters from a name to the time behind ", in force since"


def stages_of(
    findings: Sequence[AgreementFinding],
    reading: Reading,
    lexicon: Lexicon,
    cutter: Cutter,
    owned: Mapping[int, tuple[int, ...]],
) -> tuple[Stage, ...]:
    """The steps of which a day, a month or a year is told that is not to come, each once, as they follow."""
    words = lexicon.statements.agreements
    today = reading.published.latest if reading.published is not None else None
    found: dict[tuple[str, str], Stage] = {}
    for finding in findings:
        going_on = finding.cue.rpartition(".")[2].replace("-", " ") in words.going_on
        if finding.status is None or finding.status not in BEHIND or going_on:
            continue
        for time in _times(finding, reading, lexicon, owned):
            told = closed(time)
            known = told is not None and told.edtf is not None and time.extent.end > time.extent.start
            if told is None or not known or (today is not None and (told.earliest or "") > today):
                continue
            stage = Stage(status=finding.status, date=when(told, cutter))
            found.setdefault((stage.status, stage.date.edtf or ""), stage)
    return tuple(sorted(found.values(), key=lambda stage: (stage.date.earliest or "", stage.date.latest or "")))


def _times(
    finding: AgreementFinding, reading: Reading, lexicon: Lexicon, owned: Mapping[int, tuple[int, ...]]
) -> Iterator[TimeExpression]:
    """Its own times, of which two parliaments have one each: "ratified it on 28 November, and ours on 16 January"."""
    if finding.frame is None:
        end = reading.mentions[finding.mention].extent.end
        yield from (time for time in reading.times_in(end, end + NEAR) if time.relation == "since")
        return
    frame = reading.frames[finding.frame]
    own = [reading.times[t] for t in owned.get(frame.index, ())]
    told = [time for time in own if time.relation == "at" and time.edtf is not None]
    if finding.status == "ratified" and len(told) > 1:
        yield from told
        return
    time = time_told(reading, owned, frame, lexicon.grammar)
    # "they said on Friday, after both had ratified it": the day of the saying is not within its clause
    if time is not None and time.relation in WHEN and frame.clause.start <= time.extent.start < frame.clause.end:
        yield time
