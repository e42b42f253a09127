"""Who told something first, and who printed that report again."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.store.telling_list import Account
from dragoman.store.view import View
from dragoman.web.proofs import Proof, proof_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTold:
    """The first report that tells it, and near copies of it that do; `alone`: no other report tells it."""

    proof: Proof
    copies: tuple[Proof, ...]
    alone: bool

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {**_told(self.proof), "copies": [_told(one) for one in self.copies]}


def first_told(accounts: Sequence[Account], view: View) -> FirstTold | None:
    """Who told it first, of reports whose day is known; None where no day is."""
    dated = sorted((one for one in accounts if one.published), key=lambda one: one.published or "")
    if not dated:
        return None
    stories = view.stories({one.document for one in dated})
    first, *others = dated
    story = stories[first.document].document if first.document in stories else None
    copies = {
        one.document: proof_of(one, ())
        for one in others
        if one.document != first.document and one.document in stories and stories[one.document].document == story
    }
    alone = {one.document for one in accounts} == {first.document}
    return FirstTold(proof=proof_of(first, ()), copies=tuple(copies.values()), alone=alone)


def _told(proof: Proof) -> dict[str, object]:
    return {name: getattr(proof, name) for name in ("document", "outlet", "title", "day", "page")}
