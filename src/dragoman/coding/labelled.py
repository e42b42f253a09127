"""Outlets with a colon before an item of a digest: "ISNA: The minister met", "Trend, citing the ministry: The two"."""

from collections.abc import Iterator

from dragoman.coding.scene import Scene
from dragoman.model.findings import Attribution
from dragoman.model.reading import Extent, Mention

MARKS = "*_\"' \n"
STYLE = 60  # characters at most between an outlet and its colon


def labelled(scene: Scene) -> Iterator[Attribution]:
    """Give the sentences of a paragraph as told by the outlet that stands before it."""
    label: tuple[Mention, Mention | None, Extent] | None = None
    paragraph = -1
    for sentence in scene.reading.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            label = _label(scene, sentence.index) if sentence.block == "body" else None
        if label is not None:
            outlet, cited, told = label
            yield Attribution(
                sentence=sentence.index,
                teller=(cited or outlet).index,
                extent=Extent(max(told.end, sentence.extent.start), sentence.extent.end),
                verb=told,
                frame=None,
                medium=outlet.index if cited else None,
                cites=cited is not None,
            )


def _label(scene: Scene, sentence: int) -> tuple[Mention, Mention | None, Extent] | None:
    """The outlet at the head of a sentence, whom it cites, and the words up to the colon."""
    text, extent = scene.reading.text, scene.reading.sentences[sentence].extent
    here = scene.reading.mentions_of(sentence)
    if not here or here[0].kind != "media" or text[extent.start : here[0].extent.start].strip(MARKS):
        return None
    if here[0].name == scene.reading.outlet:
        return None
    behind = text[here[0].extent.end : min(extent.end, here[0].extent.end + STYLE)]
    gap, colon, _ = behind.partition(":")
    end = here[0].extent.end + len(gap)
    if not colon:
        return None
    if not gap.strip(MARKS):
        return here[0], None, Extent(extent.start, end + 1)
    citing = (f for f in scene.reading.frames_of(sentence) if f.lemma in scene.lexicon.statements.citing)
    told = (m for f in citing if f.extent.end <= end for a in f.args if a.role == "object" for m in a.mentions)
    cited = next((m for m in told if scene.mentions[m].extent.end <= end), None)
    return None if cited is None else (here[0], scene.mentions[cited], Extent(extent.start, end + 1))
