"""What every route asks first: whether who is there may do that here, and whether a page of ours asked for it."""

from fastapi import Request

from dragoman.web.security.who import Needs

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def entry(request: Request) -> None:
    """Let a request into its route. What changes something is a reviewer's where the route says nothing else."""
    declared = [one.dependency for one in request.scope["route"].dependencies]
    if request.method not in SAFE and not any(isinstance(one, Needs) for one in declared):
        Needs("reviewer")(request)
