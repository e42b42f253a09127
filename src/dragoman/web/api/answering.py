"""How the interface answers: JSON with a tag that tells whether anything changed, lists as CSV to their end."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, Protocol, TypeVar, get_args, get_origin
from uuid import uuid4

from fastapi import HTTPException, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import JSONResponse, Response, StreamingResponse

from dragoman.store.lists import MOST
from dragoman.web.answers import base_of, csv_lines
from dragoman.web.desk import Desk
from dragoman.web.tags import CACHED, has, tag_of, tagged, unchanged

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
AT_ONCE = 500  # rows of CSV that are asked for at once: memory stays that of one page, however long the list is
USUAL = 50
STARTED = uuid4().hex  # another program, or a store put back from a copy, may answer otherwise

Form = Annotated[Literal["json", "csv"], Query(description="csv: the whole list, as a file for a spreadsheet.")]
Limit = Annotated[
    int | None, Query(ge=1, le=MOST, description=f"So many at most; {USUAL}, and all as CSV, where it is left out.")
]
IN_ORDER = Query(description="The order; with -, from the last or the most on.")
Cursor = Annotated[str | None, Query(description="Where the list goes on: what `next` of the page before said.")]


def known_only(request: Request) -> None:
    """Refuse a parameter that the address does not take, or takes once: it would limit nothing."""
    known = dict(_parameters(request.scope["route"].dependant))
    told = request.query_params.multi_items()
    many = Counter(name for name, _ in told)
    for name, value in told:
        if name not in known:
            others = ", ".join(sorted(known)) or "none"
            raise HTTPException(400, f"{name[:40]!r}: no such parameter here; there is {others}")
        if many[name] > 1 and not known[name]:
            raise HTTPException(400, f"{name}: is told {many[name]} times, and one counts; tell it once")
        if "\0" in value:
            raise HTTPException(400, f"{name}: holds a NUL, which nothing that is kept does")


def _parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """The names of parameters, and whether an address may have several of one."""
    yield from ((field.alias, _is_many(field.field_info.annotation)) for field in dependant.query_params)
    for other in dependant.dependencies:
        yield from _parameters(other)


def _is_many(annotation: object) -> bool:
    return get_origin(annotation) is list or any(_is_many(one) for one in get_args(annotation))


# -- tags ----------------------------------------------------------------------------------------------------------


def answered(request: Request, tell: Callable[[], Any], *, stamp: str | None = None) -> Response:
    """What is told, as JSON, under a weak tag; 304 where who asks has it already.

    stamp: as long as it is the same, so is the answer, which then need not be made; None: the answer is looked at.
    """
    if stamp is None:
        return tagged(request, JSONResponse(tell()))
    tag = tag_of(STARTED, stamp, request.url.path, request.url.query)
    return unchanged(tag) if has(request, tag) else JSONResponse(tell(), headers={"ETag": tag, **CACHED})


# -- lists ---------------------------------------------------------------------------------------------------------


class Page(Protocol[T_co]):
    """Some of a list, and where it goes on."""

    @property
    def items(self) -> tuple[T_co, ...]: ...

    @property
    def next(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A list: how a page of it is asked for (limit, cursor), what is told of one as JSON, and as cells of CSV.

    more: what a page of JSON has beside its items.
    """

    ask: Callable[[int, str | None], Page[T]]
    tell: Callable[[T], Mapping[str, Any]]
    columns: Sequence[str]
    cells: Callable[[T], Mapping[str, object]]
    more: Callable[[Any], Mapping[str, Any]] = lambda _: {}

    def answer(
        self, request: Request, form: Form, limit: int | None, cursor: str | None, *, stamp: str | None = None
    ) -> Response:
        """A page as JSON, or the list to its end (to `limit`, where that is told) as CSV."""
        if form == "csv" or request.url.path.endswith(".csv"):
            tag = None if stamp is None else tag_of(STARTED, stamp, request.url.path, request.url.query)
            return unchanged(tag) if tag and has(request, tag) else self._csv(request, limit, cursor, tag)
        return answered(request, lambda: self._json(limit or USUAL, cursor), stamp=stamp)

    def _json(self, limit: int, cursor: str | None) -> dict[str, Any]:
        page = self.ask(limit, cursor)
        return {"items": [self.tell(one) for one in page.items], "next": page.next, **self.more(page)}

    def _csv(self, request: Request, limit: int | None, cursor: str | None, tag: str | None) -> Response:
        first = self.ask(min(limit or AT_ONCE, AT_ONCE), cursor)  # what makes no sense is told before anything is sent
        name = request.url.path.rpartition("/")[2].removesuffix(".csv")
        headers = {**CACHED, "Content-Disposition": f'attachment; filename="{name}.csv"'}
        headers |= {"ETag": tag} if tag else {}
        rows = map(self.cells, self._all(first, limit))
        return StreamingResponse(
            csv_lines(self.columns, rows, base_of(request)), media_type="text/csv", headers=headers
        )

    def _all(self, page: Page[T], limit: int | None) -> Iterator[T]:
        left = limit
        while True:
            yield from page.items
            left = None if left is None else left - len(page.items)
            if page.next is None or left == 0:
                return
            page = self.ask(AT_ONCE if left is None else min(left, AT_ONCE), page.next)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Generic[T]):
    """A list that is short, and told at once."""

    items: tuple[T, ...]
    next: None = None


def whole(items: Callable[[], Iterable[T]]) -> Callable[[int, str | None], Whole[T]]:
    """How a short list is asked for: it has one page."""
    return lambda _limit, _cursor: Whole(items=tuple(items()))


def stamp_of(desk: Desk, *loose: object) -> str | None:
    """The stamp of what follows from merged findings and the day alone; None where a limit looks at something else."""
    return f"{desk.view.stamp()} {desk.today}" if desk.who.collections is None and not any(loose) else None
