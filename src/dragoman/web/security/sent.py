"""What is sent to the desk: counted while it comes in, so that no more than the limit is ever held."""

from fastapi import HTTPException, Request
from starlette.datastructures import FormData
from starlette.types import Message, Receive

from dragoman.web.settings import Settings

MOST_FILES, MOST_FIELDS = 1, 2_000  # a correction at review has a field for each choice


def too_large(most: int) -> str:
    """What is said to who sends more than that."""
    return f"more than {most:,} bytes were sent, the limit here; send less, or take files in with `dragoman add`"


def bounded(receive: Receive, most: int) -> Receive:
    """What is received, up to so many bytes: the one that goes beyond raises HTTPException (413).

    Counted whatever the header says: who sends in chunks tells no length before.
    """
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise HTTPException(413, too_large(most), {"Connection": "close"})
        return message

    return counted


async def sent_form(request: Request) -> FormData:
    """The form that was sent, the same whoever asks for it.

    A field may be as long as all that is sent: a pasted text has two million letters, and Starlette's own limit of a
    field is 1 MiB.
    """
    settings: Settings = request.app.state.settings
    return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=settings.largest)
