"""What is sent to the interface: read up to a limit, and refused where it is not what it says it is."""

from collections.abc import AsyncGenerator
from typing import TypeVar

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser

T = TypeVar("T", bound=BaseModel)
LARGEST = 20_000_000  # bytes
LARGEST_JUDGEMENT = 1_000_000
JSON, FORM = "application/json", "multipart/form-data"


def kind_of(request: Request) -> str:
    """The type of what is sent, without what is told beside it."""
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


async def body_of(request: Request, most: int = LARGEST) -> bytes:
    """All that is sent; 413 as soon as it is too much."""
    told = request.headers.get("Content-Length", "")
    if told.isdecimal() and int(told[:20]) > most:
        raise _too_large(most)
    data = bytearray()
    try:
        async for some in request.stream():
            data += some
            if len(data) > most:
                raise _too_large(most)
    except RuntimeError as error:  # a form was looked at for the token of its page
        raise HTTPException(422, "send the token of the page as a header, and no such field") from error
    return bytes(data)


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"more than {most:,} bytes were sent, the limit; send less", {"Connection": "close"})


def parsed(model: type[T], data: bytes) -> T:
    """A value from JSON; 422 where it is none."""
    if b"\\u0000" in data:
        raise HTTPException(422, "it holds a NUL, which is kept nowhere; leave it out")
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in faults]) from error


async def form_of(request: Request, data: bytes) -> FormData:
    """A form with a file; 422 where it is none."""

    async def once() -> AsyncGenerator[bytes, None]:
        yield data

    try:
        return await MultiPartParser(request.headers, once(), max_files=1, max_fields=20, max_part_size=LARGEST).parse()
    except (MultiPartException, KeyError, UnicodeError, LookupError) as error:
        raise HTTPException(422, f"it is no form with a file: {error}") from error
