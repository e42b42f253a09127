"""Tags of answers (ETag): who has an answer already is told that it is the same, and is sent nothing."""

import hashlib
import json

from fastapi import Request
from fastapi.responses import Response

CACHED = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}


def tag_of(*parts: str) -> str:
    """A weak tag, the same for the same parts."""
    return f'W/"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]}"'


def has(request: Request, tag: str) -> bool:
    """Whether who asks has the answer of this tag."""
    told = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    return "*" in told or tag.removeprefix("W/") in told


def unchanged(tag: str) -> Response:
    """The answer to who has it."""
    return Response(status_code=304, headers={"ETag": tag, **CACHED})


def tagged(request: Request, answer: Response) -> Response:
    """An answer that is made, under the tag of what it says; where who asks has it, it is not sent."""
    tag = tag_of(bytes(answer.body).decode())
    if has(request, tag):
        return unchanged(tag)
    for name, value in {"ETag": tag, **CACHED}.items():
        answer.headers.setdefault(name, value)
    return answer
