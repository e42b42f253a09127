"""Agreements told in a list: "signed three documents, including", "witnessed the signing of:" and lines after it."""

import re
from collections.abc import Iterator

from dragoman.coding.phrases import frames_of, mentions_of
from dragoman.coding.scene import Scene
from dragoman.model.reading import Frame, Mention

_TOKEN = re.compile(r"[^\W\d_][\w-]*")


def listed(scene: Scene, frame: Frame, acted: tuple[Mention, ...]) -> Iterator[Mention]:
    """Know "signed the following documents:" and the agreements listed in the lines after it."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence]
    if acted and acted[0].plural and acted[0].name is None:
        after = [
            m
            for m in mentions_of(scene, frame.sentence)
            if m.kind == "agreement" and m.extent.start > acted[0].extent.end
        ]
        between = text[acted[0].extent.end : after[0].extent.start] if after else ""
        if set(_TOKEN.findall(between.lower())) & scene.lexicon.statements.agreements.listing:
            yield from after  # "signed three documents on Sunday, including"
            return
        if between.startswith(":"):
            yield from after  # "signed three documents: an agreement on transit, a memorandum on"
            return
        yield from _identified(scene, frame.sentence + 1)
    elif acted and frame.kind == "noun":
        yield from _chained(scene, acted)
        return
    if not text[sentence.extent.start : sentence.extent.end].rstrip().endswith(":"):
        return
    signs = frame.kind == "noun" or frame.lemma in scene.lexicon.statements.agreements.consent_verbs
    for index in range(frame.sentence + 1, len(scene.reading.sentences) if acted or signs else 0):
        if any(f.kind == "verb" for f in frames_of(scene, index)):
            return
        told = [m for m in mentions_of(scene, index) if m.kind == "agreement"]
        if not told:
            return
        yield from told[:1]


def _chained(scene: Scene, acted: tuple[Mention, ...]) -> Iterator[Mention]:
    """Know "the signing of a trade pact, an extradition treaty and a memorandum": the parser sees the first alone."""
    yield from acted
    text, last = scene.reading.text, acted[-1]
    joins = {",", ";", *scene.lexicon.grammar.coordinators}
    for mention in mentions_of(scene, last.sentence):
        if mention.kind != "agreement" or mention.extent.start < last.extent.end:
            continue
        between = text[last.extent.end : mention.extent.start].lower()
        words = between.replace(",", " , ").replace(";", " ; ").split()
        if words and words[-1] in scene.lexicon.names.indefinite:
            words.pop()
        verbs = (f for f in frames_of(scene, last.sentence) if f.kind == "verb")
        inner = any(last.extent.end <= f.extent.start < mention.extent.start for f in verbs)
        if inner or not words or words[-1] not in joins:
            return
        yield mention
        last = mention


def _identified(scene: Scene, sentence: int) -> Iterator[Mention]:
    """Know "signed three instruments. The instruments are an agreement on transit and two memoranda"."""
    words = scene.lexicon.statements.agreements
    told = [m for m in mentions_of(scene, sentence) if m.kind == "agreement"] if sentence >= 0 else []
    if not told or not (told[0].plural and told[0].name is None) or len(told) == 1:
        return
    between = _TOKEN.findall(scene.reading.text[told[0].extent.end : told[1].extent.start].lower())
    if set(between[:1]) & (words.listing | words.helpers):
        yield from (m for m in told[1:] if not m.plural)
