"""Quotations signed with a dash: '"We stand by our neighbours." - The Honourable Rosa Diaz, Minister of Trade'."""

import re
from collections.abc import Iterator

from dragoman.coding.acts import Word, cue_of, shade
from dragoman.coding.phrases import sentences_in, shorten, trim
from dragoman.coding.quoted import Content, first_frame
from dragoman.coding.scene import Scene
from dragoman.model.findings import StatementFinding
from dragoman.model.reading import Extent, Mention, Quotation

_DASH = re.compile(r'["”»’]?\s*[\u2013\u2014-]{1,2}\s+')
SHORTEST = 12  # characters: a word in marks is no statement
LONGEST = 24  # characters of "The Right Honourable"
SURE = 0.84


def signed_quotations(scene: Scene) -> Iterator[StatementFinding]:
    """Give each sentence of such a quotation as a statement of who is named behind it."""
    people = [m for m in scene.mentions if m.kind == "person"]
    for quotation in scene.reading.quotations:
        speaker = _signer(scene, quotation, people)
        if speaker is not None:
            yield from _said(scene, quotation, speaker)


def _signer(scene: Scene, quotation: Quotation, people: list[Mention]) -> Mention | None:
    text = scene.reading.text
    dash = _DASH.match(text, quotation.extent.end)
    if dash is None:
        return None
    near = (m for m in people if 0 <= m.extent.start - dash.end() <= LONGEST)
    return next((m for m in near if _styles(text[dash.end() : m.extent.start])), None)


def _styles(lead: str) -> bool:
    """Whether nothing but a style stands before a name: "The Honourable"."""
    return all(word[:1].isupper() for word in lead.split())


def _said(scene: Scene, quotation: Quotation, speaker: Mention) -> Iterator[StatementFinding]:
    text = scene.reading.text
    for sentence in sentences_in(scene, quotation.extent):
        start, end = max(sentence.extent.start, quotation.extent.start), min(sentence.extent.end, quotation.extent.end)
        extent = shorten(text, trim(text, start, end))
        content = Content(extent, "quotation", first_frame(scene, extent, sentence.index))
        if content.frame is None or extent.end - extent.start < SHORTEST:
            continue
        act = shade(scene, Word("", "assert"), content, (speaker.index,))
        yield StatementFinding(
            frame=None,
            sentence=sentence.index,
            speaker=speaker.index,
            addressees=(),
            act=act,
            content=extent,
            verb=Extent(speaker.extent.start, speaker.extent.end),
            cue=cue_of(scene, act, "signed-quotation"),
            confidence=SURE,
        )
