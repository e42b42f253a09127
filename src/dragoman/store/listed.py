"""A merged finding as it is shown: the contract's value, with who tells it, and what persons decided about it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Merged
from dragoman.model.record import Value
from dragoman.store.counting import documents_of
from dragoman.store.decisions import about
from dragoman.store.outlet_names import apart
from dragoman.store.seen import Within, as_seen
from dragoman.store.standings import Standing, standings


class Listed(Value):
    """A merged finding and the judgements that hold about it, oldest first.

    standing: of a commitment how it stands on the day that was asked for; None where none was. document: that in whose
    text the finding's spans count; those of what an agreement has from other reports count in these.
    """

    merged: Merged
    day: str
    changed: int
    document: str
    judgements: tuple[Judgement, ...] = ()
    standing: Standing | None = None

    @property
    def status(self) -> str | None:
        """The status on the day that was asked for, or in the words of reports; None of what has none."""
        return self.standing.status if self.standing is not None else getattr(self.merged.finding, "status", None)

    def as_json(self) -> dict[str, JsonValue]:
        """The finding's own fields, as in the contract, and beside them who tells it and what was judged.

        `finding_kind` says which contract it is: an agreement has a `kind` of its own (treaty, memorandum, ...).
        """
        told = self.merged.model_dump(mode="json")
        finding: dict[str, JsonValue] = {"finding_kind": told.pop("kind"), **told.pop("finding")}
        counts = {
            "evidence_finding": self.merged.finding.id,
            "evidence_document": self.document,
            "report_count": len(self.merged.reports),
            "background_count": len(self.merged.background_reports),
            "outlet_count": len(apart(self.merged.outlets)),
        }
        judged = [judgement.model_dump(mode="json") for judgement in self.judgements]
        standing = {"standing": self.standing.model_dump(mode="json")} if self.standing is not None else {}
        return {**finding, **told, **counts, **standing, "judgements": judged, "changed": self.changed}


def as_listed(
    connection: Connection, rows: Sequence[Any], within: Within = None, as_of: str | None = None
) -> tuple[Listed, ...]:
    """Rows of `merged` as they are shown to somebody who may see these collections; commitments as of an ISO day."""
    promises = [row.n for row in rows if row.kind == "commitment"] if as_of is not None else []
    standing = standings(connection, promises, as_of, within) if as_of is not None and promises else {}
    seen = as_seen(connection, rows, within)
    holding: dict[str, list[Judgement]] = defaultdict(list)
    texts = documents_of(connection, [one.finding.id for one, _ in seen])
    of_finding = {finding: one.id for one, _ in seen for finding in one.findings}
    for target, judgement in about(connection, of_finding):
        told = holding[of_finding[target]]
        if judgement not in told:
            told.append(judgement)
    return tuple(
        Listed(
            merged=one,
            day=day,
            changed=row.changed,
            document=texts[one.finding.id],
            judgements=tuple(holding[one.id]),
            standing=standing.get(row.n),
        )
        for (one, day), row in zip(seen, rows, strict=True)
    )
