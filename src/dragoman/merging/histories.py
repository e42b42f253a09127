"""What became of an agreement, and of a promise, by the reports that tell it, in the order of their days."""

from collections.abc import Sequence

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.world import fold
from dragoman.merging.prepared import NEWS, ordinal
from dragoman.merging.voting import LAST, documents, most_told, right_first, time_of
from dragoman.model.merged import Happened, Member
from dragoman.model.record import Agreement, AgreementStatus, Commitment, Provision, Stage

STAGES: tuple[AgreementStatus, ...] = ("proposed", "signed", "ratified", "in-force", "suspended", "ended")


def agreement_history(told: Sequence[Member]) -> tuple[Happened, ...]:
    """Each stage with its day, or with that of the first report that tells of it, where none tells the day."""
    found: list[Happened] = []
    for stage in STAGES:
        members = [member for member in told if _stage(member) == stage or _days(member, stage)]
        if not members:
            continue
        if dated := _dated(stage, members):
            found += dated
            continue
        if stage == "signed":
            signed, _, _ = time_of(told, "signed", lambda member: getattr(member.finding, "signed", None))
            day = signed.earliest if signed is not None and signed.earliest == signed.latest else None
        else:
            day = min((member.report.published for member in members if member.report.published), default=None)
        found.append(Happened(what=stage, day=day, documents=documents(members)))
    return tuple(sorted(found, key=lambda one: (one.day or "", STAGES.index(one.what))))


def _dated(stage: AgreementStatus, members: Sequence[Member]) -> list[Happened]:
    """A stage by the days that are told of it: two may ratify on two days; in force it comes on one, the most told.

    Who tells it without a day tells the last of them before his report.
    """
    by_day: dict[str, list[Member]] = {}
    for member in members:
        for day in _days(member, stage):
            by_day.setdefault(day, []).append(member)
    if stage == "in-force" and by_day:
        by_day = {most_told(by_day): list(members)}
    elif by_day:
        for member in (one for one in members if not _days(one, stage)):
            before = [day for day in by_day if day <= (member.report.published or LAST)]
            by_day[max(before, default=min(by_day))].append(member)
    return [Happened(what=stage, day=day, documents=documents(some), dated=True) for day, some in by_day.items()]


def _days(member: Member, stage: AgreementStatus) -> tuple[str, ...]:
    """The days on which a report tells that it took this step, as far as they are told to the day."""
    assert isinstance(member.finding, Agreement)  # noqa: S101 - only agreements come here
    told = (one.date for one in member.finding.stages if one.status == stage)
    return tuple(date.earliest for date in told if date.earliest is not None and date.earliest == date.latest)


def status_of(told: Sequence[Member]) -> AgreementStatus:
    """How far it is come: of what comes after it was made, as the latest report tells it; of one day the further.

    "The parties reviewed the agreement of 12 June" tells that it was signed, long after it came into force.
    """
    right = right_first(told, "status")
    standing = [member for member in right if _rank(member) >= STAGES.index("in-force")]
    if not standing:
        return _stage(max(right, key=lambda member: (_rank(member), member.finding.id)))
    latest = max(standing, key=lambda member: (member.report.published or "", _rank(member), member.finding.id))
    return _stage(latest)


def _rank(member: Member) -> int:
    return STAGES.index(_stage(member))


def _stage(member: Member) -> AgreementStatus:
    assert isinstance(member.finding, Agreement)  # noqa: S101 - only agreements come here
    return member.finding.status


def provisions_of(told: Sequence[Member], own: str) -> tuple[Provision, ...]:
    """All that reports tell it says, what is told in the same words once."""
    empty = load_lexicon().merging.empty
    found: dict[frozenset[str], Provision] = {}
    for member in sorted(told, key=lambda one: one.finding.id != own):
        for provision in getattr(member.finding, "provisions", ()):
            words = frozenset(word.strip(".,;:") for word in fold(provision.text.quote).split()) - empty
            found.setdefault(words, provision)
    return tuple(found.values())


def stages_of(told: Sequence[Member], own: str) -> tuple[Stage, ...]:
    """All steps of which reports tell a day, each day of a step once; those of another report without its spans."""
    found: dict[tuple[str, str | None], Stage] = {}
    for member in sorted(told, key=lambda one: one.finding.id != own):
        for stage in getattr(member.finding, "stages", ()):
            bare = stage.model_copy(update={"date": stage.date.model_copy(update={"evidence": ()})})
            found.setdefault((stage.status, stage.date.edtf), stage if member.finding.id == own else bare)
    return tuple(sorted(found.values(), key=lambda stage: (stage.date.earliest or "", stage.date.latest or "")))


def commitment_history(told: Sequence[Member]) -> tuple[Happened, ...]:
    """What later reports tell of a promise: kept or broken as they say, repeated where they tell it anew."""
    days = [member.report.published for member in told if member.report.published]
    first = min(days, default=LAST)
    found: dict[tuple[str, str], list[Member]] = {}
    for member in told:
        assert isinstance(member.finding, Commitment)  # noqa: S101 - only commitments come here
        status, day = member.finding.status, member.report.published or ""
        if status in {"kept", "broken"}:
            found.setdefault((day, status), []).append(member)
        elif status == "repeated" or (day > first and (ordinal(day) or 0) - (ordinal(first) or 0) > NEWS):
            found.setdefault((day, "repeated"), []).append(member)
    return tuple(
        Happened(what=what, day=day or None, documents=documents(found[day, what])) for day, what in sorted(found)
    )
