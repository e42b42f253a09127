"""Routes as they are described: what each answers, and how it tells what went wrong."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from dragoman.web.api.answering import known_only
from dragoman.web.api.values import Problem, TextGiven
from dragoman.web.judging import JudgementGiven, UndoGiven

TITLE = "Dragoman"
ABOUT = """What reports say about diplomacy and security, each finding once, with the words it rests on.

Lists answer `{"items": [...], "next": ...}`: ask again with `cursor` as `next` says, until it is null. All take
`format=csv`, which gives the whole list. Every item has `page`, its address on the desk. Answers have an `ETag`: send
it as `If-None-Match`, and where nothing changed, the answer is 304 and empty. Whatever goes wrong is told as
`application/problem+json` (RFC 9457): `detail` says what, and what would do. A parameter that there is not is refused,
one that is empty limits nothing.
Days are ISO 8601; states are codes of ISO 3166-1 (alpha-3) or names; spans count characters of a report's text."""

PREFIX = "/api/v1"
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
JSON = "application/json"
WRONG: dict[int | str, dict[str, Any]] = {
    400: {
        "description": "It makes no sense: a filter, a cursor, or a parameter that there is not.",
        "content": PROBLEM,
    },
    422: {"description": "It is not as this description says.", "content": PROBLEM},
    "default": {"description": "Another trouble; `detail` says which.", "content": PROBLEM},
}
TAG = {"ETag": {"description": "Send it as If-None-Match.", "schema": {"type": "string"}}}
UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "It is as it was when the ETag of If-None-Match was given."}
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "There is none of this id.", "content": PROBLEM}}


def add(router: APIRouter, path: str, view: Callable[..., Response], told: Any, summary: str) -> None:  # noqa: ANN401 - a model
    """Serve a view that answers with this value."""
    responses = {200: {"model": told, "headers": TAG}, **UNCHANGED, **(MISSING if "{" in path else {}), **WRONG}
    router.add_api_route(
        path,
        view,
        summary=summary,
        operation_id=_name(path),
        responses=responses,
        dependencies=[Depends(known_only)],
        response_model=None,
    )


def add_list(router: APIRouter, path: str, view: Callable[..., Response], told: Any, summary: str) -> None:  # noqa: ANN401 - a model
    """Serve a list, and the whole of it as CSV at the path with .csv, too."""
    csv = {"text/csv": {"schema": {"type": "string"}}}
    responses = {200: {"model": told, "headers": TAG, "content": csv}, **UNCHANGED, **WRONG}
    router.add_api_route(
        path,
        view,
        summary=summary,
        description=f"With format=csv, or at `{PREFIX}{path}.csv`, the whole list as CSV.",
        operation_id=_name(path),
        responses=responses,
        dependencies=[Depends(known_only)],
        response_model=None,
    )
    router.add_api_route(
        f"{path}.csv", view, dependencies=[Depends(known_only)], response_model=None, include_in_schema=False
    )


def _name(path: str) -> str:
    return path.strip("/").replace("/", "_").replace("{", "").replace("}", "")


def sent(kinds: dict[str, dict[str, Any]], *, needed: bool = True) -> dict[str, Any]:
    """What is sent to a route, by its media type."""
    content = {kind: {"schema": schema} for kind, schema in kinds.items()}
    return {"requestBody": {"required": needed, "content": content}}


def describe(app: FastAPI) -> None:
    """Let the application describe its interface, with the values that are sent and what every trouble is told as."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = get_openapi(title=TITLE, version=app.version, description=ABOUT, routes=app.routes)
            schemas = told.setdefault("components", {}).setdefault("schemas", {})
            for model in (Problem, TextGiven, JudgementGiven, UndoGiven):
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas |= schema.pop("$defs", {})
                schemas[model.__name__] = schema
            for operations in told["paths"].values():
                for operation in operations.values():
                    for parameter in operation.get("parameters", ()):
                        _filled(parameter)
            app.openapi_schema = told
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign] # as FastAPI asks to


def allowed(app: FastAPI, path: str) -> str | None:
    """The methods of an address of the interface: of two routes at one, the first would tell its own alone."""
    for template, operations in app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return ", ".join(sorted(method.upper() for method in operations))
    return None


def _filled(parameter: dict[str, Any]) -> None:
    """Say what an address can tell: never null, and nothing by a value left empty, as forms leave them."""
    schema = parameter["schema"]
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) == 1:
        del schema["anyOf"]
        schema |= {**options[0], **schema}
    if parameter["in"] == "query" and not parameter.get("required"):
        parameter["allowEmptyValue"] = True
        return
    told = schema.get("items", schema)
    if told.get("type") == "string" and not told.keys() & {"enum", "const", "pattern"}:
        told["minLength"] = 1
