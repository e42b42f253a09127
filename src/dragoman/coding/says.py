"""What an agreement says by a verb of its own: "obliges Albania to close", "guarantees to all the right to"."""

import re
from collections.abc import Iterator

from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import clause, conjuncts, drop_tail, item, own_end, shorten, split_list, trim
from dragoman.coding.scene import Scene
from dragoman.coding.undertakings import Item, acts, gapped, taken
from dragoman.model.reading import Arg, Extent, Frame
from dragoman.model.record import Force

_WORD = re.compile(r"[^\W\d_]+")


def says(scene: Scene, frame: Frame) -> Iterator[Item]:
    """Find what an agreement says by a verb of its own: object, clause or phrase, and the participles after it."""
    words = scene.lexicon.statements.agreements
    base = frame.lemma.partition(" ")[0]
    phrases = {**{f"{base} {a.role}": a.role for a in frame.args if "." not in a.role}, frame.lemma: ""}
    word = next((p for p in sorted(phrases, key=lambda p: (-p.count(" "), p)) if p in words.says), None)
    if word is None:
        return
    force = words.says[word]
    if frame.tense == "future" and force == "affirms":
        force = words.modals.get(frame.modal or "", force)
    bound = tuple(m for a in scene.args(frame, ("object", "indirect")) for m in _actors(scene, a))
    below = [c for c in scene.children(frame) if c.kind == "verb" and c.extent.start > frame.extent.end]
    hung = [c for c in below if _of_bound(c, bound=bool(bound)) or _told_that(scene, frame, c)]
    hung = [c for c in hung if not frame.passive or c.mood == "infinitive"]
    for act in hung[:1]:
        if act.mood == "indicative" and act.modal in words.modals:
            yield from taken(scene, act)  # "The accord provides that Peru shall open the road"
            continue
        told = list(acts(scene, act) if act.mood in {"infinitive", "participle"} else _clauses(scene, act))
        if word in words.with_verb and not frame.passive:
            told = [Extent(frame.extent.start, text.end) for text in told[:1]] + told[1:]  # "bars both from raising"
        rest = gapped(scene, act) if bound and force == "binds" and act.mood == "infinitive" else None
        if rest is not None and told[-1].start < rest[0] < told[-1].end:
            told[-1] = trim(scene.reading.text, told[-1].start, drop_tail(scene, told[-1].start, rest[0]))
            yield from (Item(text, force, word, (rest[2].index,)) for text in acts(scene, rest[1]))
        yield from (Item(text, force, word, bound if force == "binds" else ()) for text in told)
    if hung or frame.passive:
        return
    yield from _things(scene, frame, phrases[word], force, word)
    plain = [c for c in below if c.mood == "participle" and c.mark is None and c.prep is None]
    for child in plain:
        if child.link == "advcl":
            for each in (child, *conjuncts(scene, child)):
                yield Item(item(scene, each), force, word)


def _actors(scene: Scene, arg: Arg) -> tuple[int, ...]:
    return tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS)


def _of_bound(frame: Frame, *, bound: bool) -> bool:
    """Whether a verb is what an agreement makes somebody do: "obliges Albania to close", "commits it to setting up"."""
    hung = frame.link == "prep" and frame.mood == "participle"
    return frame.link in {"xcomp", "ccomp"} or (
        bound and (hung or (frame.link == "advcl" and frame.mood == "infinitive"))
    )


def _told_that(scene: Scene, frame: Frame, act: Frame) -> bool:
    """Know "envisages that Peru and Chile shall", where the parser took the clause for one about a noun."""
    words = scene.lexicon.statements
    lead = _WORD.findall(scene.reading.text[frame.extent.end : act.extent.start].lower())[:1]
    return act.link in {"relcl", "acl"} and act.modal in words.agreements.modals and set(lead) <= words.complementizers


def _clauses(scene: Scene, frame: Frame) -> Iterator[Extent]:
    for each in (frame, *conjuncts(scene, frame)):
        yield item(scene, each) if each.mood in {"infinitive", "participle"} else clause(scene, each, whole=False)


def _things(scene: Scene, frame: Frame, role: str, force: Force, word: str) -> Iterator[Item]:
    """Give the object, or the phrase of "focuses on", with what follows it; cut where each half could stand alone."""
    wanted = role or "object"
    words = scene.lexicon.statements.agreements
    arg = next((a for a in frame.args if a.role == wanted and a.extent.start >= frame.extent.end), None)
    if arg is None:
        behind = None if role else _behind_phrase(scene, frame)
        yield from () if behind is None else (Item(behind, force, word),)
        return
    end = own_end(scene, frame)
    for child in scene.children(frame):
        if child.link in {"advcl", "parataxis"} and child.extent.start > arg.head_extent.end:
            end = min(end, drop_tail(scene, arg.extent.start, min(child.clause.start, child.extent.start)))
    for part in split_list(scene, trim(scene.reading.text, arg.extent.start, max(end, arg.head_extent.end))):
        with_verb = word in words.with_verb and part.start == arg.extent.start
        first = frame.extent.start if with_verb else part.start
        yield Item(shorten(scene.reading.text, Extent(first, part.end)), force, word)


def _behind_phrase(scene: Scene, frame: Frame) -> Extent | None:
    """Know "guarantees to the nationals of each the right to reside", "foresees in its Annex C the revision of"."""
    text = scene.reading.text
    first = next((a for a in frame.args if a.extent.start > frame.extent.end and "." not in a.role), None)
    if first is None or first.role not in {
        *scene.lexicon.grammar.promise_roles,
        *scene.lexicon.grammar.place_prepositions,
    }:
        return None
    last = max(own_end(scene, frame), first.extent.end)
    for word in _WORD.finditer(text, first.head_extent.end, last):
        if word[0].lower() in scene.lexicon.statements.determiners:
            before = text[: word.start()].rstrip().rpartition(" ")[2].lower()
            if before not in scene.lexicon.grammar.of | scene.lexicon.grammar.place_prepositions:
                return shorten(text, trim(text, word.start(), last))
    return None
