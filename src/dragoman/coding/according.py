"""What a person is told to have said without a verb of saying: "According to Major Outi Vaara, the jet turned back"."""

from collections.abc import Iterator

from dragoman.coding.acts import Word, cue_of, shade
from dragoman.coding.phrases import overlap, shorten
from dragoman.coding.quoted import Content, first_frame
from dragoman.coding.scene import Scene
from dragoman.model.findings import Attribution, StatementFinding

SURE = 0.7
SAME = 0.9


def statements_according(
    scene: Scene, attributions: tuple[Attribution, ...], found: tuple[StatementFinding, ...]
) -> Iterator[StatementFinding]:
    """Give a statement for each "according to" a named person; of bodies and outlets it only tells the source."""
    text = scene.reading.text
    for told in attributions:
        phrase = text[slice(*told.verb)].lower()
        if told.teller is None or told.release is not None or phrase not in scene.lexicon.grammar.according:
            continue
        extent = shorten(text, told.extent)
        main = first_frame(scene, extent, told.sentence)
        known = any(f.sentence == told.sentence and overlap(f.content, extent) > SAME for f in found)
        if scene.mentions[told.teller].kind != "person" or main is None or main.mood != "indicative" or known:
            continue
        act = shade(scene, Word("", "assert"), Content(extent, "before", main), (told.teller,))
        yield StatementFinding(
            frame=None,
            sentence=told.sentence,
            speaker=told.teller,
            addressees=(),
            act=act,
            content=extent,
            verb=told.verb,
            cue=cue_of(scene, act, phrase),
            confidence=SURE,
        )
