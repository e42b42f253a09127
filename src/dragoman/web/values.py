"""The values of a merged finding, each with its evidence, who else says so, and what a person put right."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Merged
from dragoman.store.completing import follows
from dragoman.store.listed import Listed
from dragoman.store.telling_list import Account
from dragoman.web.fields import Cast, Field, fields_of
from dragoman.web.proofs import Proof, proof_of

SOLE = frozenset({"type", "mode", "date", "place", "status", "signed", "due", "act", "kind", "name", "what", "content"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """What a person decided beside what the machine read."""

    by: str
    at: str
    why: str
    machine: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A value as a page has it. proofs: the reports that say so, the first of them shown; more: how many others."""

    field: Field
    proofs: tuple[Proof, ...]
    more: int
    put_right: PutRight | None = None


def cast_of(account: Account) -> Cast:
    """The actors of one report's finding."""
    return Cast(names=account.names, countries=account.countries, mentions=account.mentions)


def merged_cast(merged: Merged, accounts: Sequence[Account]) -> Cast:
    """The actors of a merged finding, each mentioned where the report that names it does."""
    mentions = {actor: span for account in accounts for actor, span in account.mentions.items()}
    return Cast(names=merged.names, countries=merged.countries, mentions=mentions)


def rows_of(item: Listed, accounts: Sequence[Account]) -> list[tuple[str, list[Shown]]]:
    """The values of a merged finding, by what they are called; each has evidence, or it is not shown."""
    told = [(account, fields_of(account.finding, cast_of(account))) for account in accounts]
    own = item.merged.finding.id
    told.sort(key=lambda pair: pair[0].finding.id != own)
    rows: dict[str, list[Shown]] = {}
    for field in fields_of(item.merged.finding, merged_cast(item.merged, accounts)):
        shown = _shown(field, told, item.judgements)
        if shown.proofs:
            rows.setdefault(field.label, []).append(shown)
    return list(rows.items())


def _shown(field: Field, told: Sequence[tuple[Account, list[Field]]], judgements: Sequence[Judgement]) -> Shown:
    saying: list[tuple[Account, Field]] = []
    other: list[tuple[Account, Field]] = []
    for account, fields in told:
        here = [one for one in fields if one.name == field.name]
        same = next((one for one in here if _agree(one, field)), None)
        if same is not None:
            saying.append((account, same))
        elif here and field.name in SOLE:
            other.append((account, here[0]))
    right = next(
        (
            one
            for one in reversed(judgements)
            if one.kind == "correct"
            and (field.name in (one.value or {}) or (not saying and follows(field.name, one.value or {})))
        ),
        None,
    )
    put_right = None
    if right is not None:
        machine = next((one.text for _, one in other), None) or next((one.text for _, one in saying), None)
        put_right = PutRight(by=right.by, at=right.at[:10], why=right.why, machine=machine)
    # what nobody's report says as it is shown was put right, or follows from all of them: it rests on their words
    resting = saying or other or [(account, field) for account, _ in told[:1]]
    if not saying and field.spans == () and put_right is None:
        resting = [(account, Field(name="", label="", text="", key="")) for account, _ in told]
    proofs = tuple(proof_of(account, one.spans) for account, one in resting)
    return Shown(
        field=field,
        proofs=proofs,
        more=len({proof.document for proof in proofs[1:]} - {proof.document for proof in proofs[:1]}),
        put_right=put_right,
    )


def _agree(one: Field, other: Field) -> bool:
    """Whether two reports say the same: "Tasbolatov" is who "Yerlan Tasbolatov" is, among the actors of one event."""
    if one.key == other.key:
        return True
    return one.page is not None and one.key.split()[-1:] == other.key.split()[-1:]
