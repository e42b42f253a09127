"""One answer in its dresses: a page, and the same data under its address with .json, .csv, .atom or .graphml."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from inspect import Parameter, signature
from itertools import chain
from typing import Any, Literal, get_args
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from dragoman.asking.cells import cell
from dragoman.web import graphml
from dragoman.web.rendering import render
from dragoman.web.security.who import Role, needs
from dragoman.web.tags import tagged

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
PAGES = frozenset({"page", "document_pages"})  # columns that hold addresses of the desk
Form = Literal["json", "csv", "atom", "graphml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news, for a feed. updated: ISO 8601; address: the path of its page."""

    id: str
    title: str
    updated: str
    address: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page shows.

    context: for its template; data: for .json; columns and rows: for .csv; entries: for .atom; graph: for .graphml. Of
    these only that is made which is asked for.
    """

    template: str
    title: str
    context: Callable[[], Mapping[str, Any]]
    data: Callable[[], Any] | None = None
    columns: Sequence[str] = ()
    rows: Callable[[], Iterable[Mapping[str, object]]] | None = None
    entries: Callable[[], Iterable[Entry]] | None = None
    graph: Callable[[], graphml.Graph] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The dresses it has beside the page."""
        told: dict[Form, object] = {
            "json": self.data,
            "csv": self.rows,
            "atom": self.entries,
            "graphml": self.graph,
        }
        return tuple(form for form, there in told.items() if there is not None)


def add_view(router: APIRouter, path: str, view: Callable[..., Answer], *, role: Role = "reader") -> None:
    """Serve a view at its path, and at the path with .json, .csv, ..., which come first: an id may hold a dot.

    A view is a function of a request's parameters, as FastAPI takes them, that gives an Answer. role: whom it is for.
    """
    told: dict[str, Any] = {"methods": ["GET"], "include_in_schema": False, "dependencies": [needs(role)]}
    stem = "/today" if path == "/" else path
    for form in get_args(Form):
        router.add_api_route(f"{stem}.{form}", _dressed(view, form), **told)
    router.add_api_route(path, _dressed(view, None), **told)


def _dressed(view: Callable[..., Answer], form: Form | None) -> Callable[..., Response]:
    @wraps(view)
    def answer(request: Request, **told: Any) -> Response:  # noqa: ANN401 - whatever the view takes
        if "request" in own.parameters:
            told["request"] = request
        return dressed(request, view(**told), form)

    own = signature(view)
    asks = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    others = [one for one in own.parameters.values() if one.name != "request"]
    rest = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in others]
    answer.__signature__ = own.replace(parameters=[asks, *rest], return_annotation=Response)  # type: ignore[attr-defined] # what FastAPI asks for
    return answer


def dressed(request: Request, answer: Answer, form: Form | None) -> Response:
    """An answer in the dress that is asked for; 404 where it has none such."""
    if form is None:
        stem = "/today" if request.url.path == "/" else request.url.path
        query = f"?{request.url.query}" if request.url.query else ""
        links = {each: f"{stem}.{each}{query}" for each in answer.forms}
        context = {"title": answer.title, "forms": links, **answer.context()}
        return render(request, answer.template, context, headers=answer.headers)
    if form == "json" and answer.data is not None:
        return tagged(request, JSONResponse(answer.data(), headers=answer.headers))
    if form == "csv" and answer.rows is not None:
        lines = csv_lines(answer.columns, answer.rows(), base_of(request))
        if "bom" in request.query_params:  # by which Excel knows that letters are UTF-8
            lines = chain((BOM,), lines)
        return StreamingResponse(lines, media_type="text/csv", headers=_as_file(request, answer))
    if form == "graphml" and answer.graph is not None:
        parts = graphml.graphml(answer.graph())
        return StreamingResponse(parts, media_type=graphml.MEDIA_TYPE, headers=_as_file(request, answer))
    if form == "atom" and answer.entries is not None:
        base = base_of(request)
        text = atom(answer.title, f"{base}{request.url.path}", base, answer.entries())
        return tagged(request, Response(text, media_type="application/atom+xml", headers=answer.headers))
    raise HTTPException(404, f"{request.url.path}: this page has no .{form}")


def _as_file(request: Request, answer: Answer) -> dict[str, str]:
    name = request.url.path.strip("/").replace("/", "_")
    return {**answer.headers, "Content-Disposition": f'attachment; filename="{name}"'}


def next_page(request: Request, cursor: str | None) -> str | None:
    """The address of a list's next page: the same question, from the cursor on."""
    return None if cursor is None else f"{request.url.path}?{request.url.include_query_params(cursor=cursor).query}"


def base_of(request: Request) -> str:
    """Where the desk is, as who asks calls it: a name that the guard let through, and the scheme of a named proxy."""
    return str(request.base_url).rstrip("/")


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, object]], base: str) -> Iterator[str]:
    """Rows of CSV as they come, the names of the columns first; addresses of the desk begin with `base`."""
    drawn = io.StringIO()
    writer = csv.writer(drawn, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(_whole(row.get(name), base) if name in PAGES else row.get(name)) for name in columns])
        yield drawn.getvalue()
        drawn.seek(0)
        drawn.truncate()
    yield drawn.getvalue()


def _whole(value: object, base: str) -> object:
    """An address of the desk, or several, as they are called from elsewhere: a table is read without it."""
    if isinstance(value, list | tuple):
        return [_whole(one, base) for one in value]
    return f"{base}{value}" if isinstance(value, str) and value.startswith("/") else value


def atom(title: str, address: str, base: str, entries: Iterable[Entry]) -> str:
    """An Atom feed (RFC 4287), the newest first."""
    told = list(entries)
    updated = max((entry.updated for entry in told), default="1970-01-01T00:00:00+00:00")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(title)}</title><id>{_xml(address)}</id><updated>{_moment(updated)}</updated>",
        f"<link rel='self' href={quoteattr(address)}/><author><name>Dragoman</name></author>",
    ]
    lines += [
        f"<entry><title>{_xml(entry.title)}</title><id>urn:dragoman:{_xml(entry.id)}</id>"
        f"<updated>{_moment(entry.updated)}</updated><link href={quoteattr(base + entry.address)}/>"
        f"<summary>{_xml(entry.summary)}</summary></entry>"
        for entry in told
    ]
    return "\n".join((*lines, "</feed>", ""))


def _xml(text: str) -> str:
    """A text without what XML can't hold."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\t\n"))


def _moment(told: str) -> str:
    return told if "T" in told else f"{told}T00:00:00+00:00"
