"""An agreement as a page has it: its steps as a line, its provisions, and what became of each promise under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.asking.phrases import one_line
from dragoman.model.merged import Merged
from dragoman.model.record import Agreement, AgreementStatus, Commitment, Provision, Span
from dragoman.store.listed import Listed
from dragoman.store.telling_list import Account
from dragoman.web.lines import Line, line_of
from dragoman.web.proofs import Proof, proof_of
from dragoman.web.unmarked import unmarked

STAGES: tuple[AgreementStatus, ...] = ("proposed", "signed", "ratified", "in-force", "suspended", "ended")
Under = Sequence[tuple[Listed, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the steps that an agreement may take; `reached` where a report tells it.

    day: its own, of the last where it was taken on several. told: where no report tells it, the day of the first that
    tells the step.
    """

    name: str
    reached: bool
    now: bool
    day: str | None
    told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment under an agreement, with its status as of today, and what later reports tell of it."""

    line: Line
    status: str
    later: tuple[tuple[str, str | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One provision, with the words that it is, and the commitments that it makes."""

    text: str
    force: str
    contexts: tuple[str, ...]
    proof: Proof | None
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """An agreement."""

    stages: tuple[Stage, ...]
    clauses: tuple[Clause, ...]
    promises: tuple[Promise, ...]  # that stand under none of the provisions
    events: tuple[Line, ...]


def pact_of(merged: Merged, accounts: Sequence[Account], under: Under, told: Mapping[str, Account]) -> Pact:
    """An agreement with what is under it. told: the reports' findings of those commitments."""
    found = merged.finding
    assert isinstance(found, Agreement)  # noqa: S101 - only agreements come here
    commitments = [one for one, _ in under if one.merged.kind == "commitment"]
    tellers = [_teller(provision, accounts) for provision in found.provisions]
    made: dict[str, int] = {}
    for exact in (True, False):  # the words of the promise first: one sentence may tell of several provisions
        for place, (provision, teller) in enumerate(zip(found.provisions, tellers, strict=True)):
            for one in commitments:
                if teller is not None and _makes(teller, provision, one.merged, told, exact=exact):
                    made.setdefault(one.merged.id, place)
    clauses = [
        Clause(
            text=unmarked(one_line(provision.text.quote)),
            force=provision.force,
            contexts=provision.contexts,
            proof=proof_of(teller, (provision.text,)) if teller is not None else None,
            promises=tuple(_promise(one) for one in commitments if made.get(one.merged.id) == place),
        )
        for place, (provision, teller) in enumerate(zip(found.provisions, tellers, strict=True))
    ]
    left = [one for one in commitments if one.merged.id not in made]
    return Pact(
        stages=_stages(merged, found.status),
        clauses=tuple(clauses),
        promises=tuple(_promise(one) for one in left),
        events=tuple(line_of(one) for one, _ in under if one.merged.kind == "event"),
    )


def _teller(provision: Provision, accounts: Sequence[Account]) -> Account | None:
    """Whose report tells a provision: its span counts the characters of that one."""
    return next((one for one in accounts if provision in getattr(one.finding, "provisions", ())), None)


def _makes(teller: Account, provision: Provision, merged: Merged, told: Mapping[str, Account], *, exact: bool) -> bool:
    """Whether a provision is what a commitment is told by, in the same report: by its words, or by its sentence."""
    for finding in merged.findings:
        account = told.get(finding)
        if account is None or account.document != teller.document or not isinstance(account.finding, Commitment):
            continue
        spans = (account.finding.what,) if exact else account.finding.evidence
        if any(_touch(span, provision.text) for span in spans):
            return True
    return False


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and one.end > other.start


def _promise(item: Listed) -> Promise:
    later = tuple((one.what, one.day, len(one.documents)) for one in item.merged.history)
    line = line_of(item)
    return Promise(line=line, status=line.status or "open", later=later)


def _stages(merged: Merged, status: AgreementStatus) -> tuple[Stage, ...]:
    steps = {happened.what: happened for happened in merged.history}
    return tuple(
        Stage(
            name=stage.replace("-", " "),
            reached=stage in steps,
            now=stage == status,
            day=steps[stage].own_day if stage in steps else None,
            told=steps[stage].told_day if stage in steps else None,
        )
        for stage in STAGES
    )
