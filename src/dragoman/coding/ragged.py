"""Acts that the parser broke off: "shall reduce the tariff of transit | cargoes by 20 percent"."""

import re

from dragoman.coding.phrases import drop_tail, frames_of, mentions_of, shorten, trim
from dragoman.coding.scene import Scene
from dragoman.model.reading import Extent, Frame

_WORD = re.compile(r"[^\W\d_][\w'-]*")


def whole(scene: Scene, frame: Frame, told: Extent) -> Extent:
    """Give an act with the words behind it, where a plain word follows that begins nothing of its own.

    It ends before the next duty, whose subject stands behind a joining word; else where its sentence or part does.
    """
    text, end = scene.reading.text, told.end
    last = scene.reading.sentences[frame.sentence].extent.end
    word = _WORD.match(text, end + 1)
    broken = text[end : end + 1] == ")" or (text[end : end + 1] == " " and word is not None and _plain(scene, word[0]))
    if not broken or any(t.extent.start == end + 1 for t in scene.reading.times):
        return told
    for other in frames_of(scene, frame.sentence):
        if other.kind == "verb" and other.mood == "indicative" and other.extent.start > end and other.modal is not None:
            starts = [m.extent.start for m in mentions_of(scene, frame.sentence) if end < m.extent.start]
            before = [start for start in starts if start < other.extent.start]
            joins = scene.lexicon.grammar.coordinators
            cut = max((text.rfind(f" {word} ", end, before[-1]) for word in joins), default=-1) if before else -1
            last = min(last, cut if cut > end else other.clause.start)
    for mark in (";", ","):
        found = text.find(mark, end, last)
        last = found if found >= 0 else last
    return shorten(text, trim(text, told.start, drop_tail(scene, told.start, last)))


def _plain(scene: Scene, word: str) -> bool:
    """Whether a word begins nothing: no clause, no phrase, no name."""
    grammar, words = scene.lexicon.grammar, scene.lexicon.statements
    small = words.joiners | words.relatives | words.complementizers | words.infinitives | grammar.conditions
    small |= words.agreements.alongside | words.agreements.topic_ends | grammar.under | grammar.place_prepositions
    small |= frozenset(grammar.promise_roles) | grammar.of | words.agreements.links | words.agreements.helpers
    return word.islower() and word not in small
