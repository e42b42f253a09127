"""What was judged, as data: the same lines as `dragoman export-judgements` prints."""

import json
from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from dragoman.evaluation.corrections import lines
from dragoman.lexicon.told import ontology_told
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.reviewing import reviews_of
from dragoman.web.security.who import needs

router = APIRouter()
NAME = 'attachment; filename="judgements.jsonl"'


@router.get("/review/export.jsonl", include_in_schema=False, dependencies=[needs("reviewer")])
def export(desk: AtDesk) -> StreamingResponse:
    """What was judged of the reports that may be seen, a line each."""
    return StreamingResponse(_told(desk), media_type="application/jsonl", headers={"Content-Disposition": NAME})


def _told(desk: Desk) -> Iterator[str]:
    for line in lines(reviews_of(desk).judged_documents(), ontology_told()):
        yield f"{json.dumps(line, ensure_ascii=False)}\n"
