"""What every answer is made from: the store, its view, and who asks."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from dragoman.model.merged import MergedKind
from dragoman.model.record import Record
from dragoman.store import Store
from dragoman.store.listed import Listed
from dragoman.store.view import View
from dragoman.web.security.who import Who, who_asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One request's desk.

    What who asks may not see is not there: `view` and the methods here leave it out. `store` is for what is written;
    it sees everything.
    """

    store: Store
    who: Who

    @property
    def view(self) -> View:
        """The store as who asks may see it."""
        return View(engine=self.store.engine, within=self.who.collections)

    @property
    def today(self) -> str:
        """The day of the store's clock: commitments are told as they stand on it."""
        return self.store.clock()[:10]

    def finding(self, identifier: str, kind: MergedKind | None = None) -> Listed:
        """The merged finding of this id, or of which a finding of this id is part. 404 where there is none to see."""
        found = self.view.one(identifier, as_of=self.today)
        if found is None or kind not in {None, found.merged.kind}:
            raise HTTPException(404, f"{identifier}: there is no such {kind or 'finding'} in this store")
        return found

    def check_report(self, document: str) -> None:
        """404 where there is no such document, or it may not be seen."""
        if not self.view.sees(document):
            raise HTTPException(404, f"{document}: there is no such report in this store")

    def length(self, document: str) -> int:
        """How many characters the text of a document has. 404 where there is none to see."""
        length = self.view.length(document)
        if length is None:
            raise HTTPException(404, f"{document}: there is no such report in this store")
        return length

    def text(self, document: str) -> str:
        """The whole text of a document. 404 where there is none to see."""
        return self.view.piece(document, 0, self.length(document))

    def record(self, document: str) -> Record:
        """The record of a document. 404 where there is none to see."""
        self.check_report(document)
        found = self.store.record(document)
        if found is None:
            raise HTTPException(404, f"{document}: nothing was read in it")
        return found


def desk_of(request: Request) -> Desk:
    """The desk of a request."""
    return Desk(store=request.app.state.store, who=who_asks(request))


AtDesk = Annotated[Desk, Depends(desk_of)]
