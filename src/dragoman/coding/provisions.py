"""What agreements lay down: "the parties undertake to A and to B", "the document focuses on X", "shall report"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import (
    clause,
    conjuncts,
    drop_tail,
    frames_of,
    item,
    mentions_of,
    overlap,
    own_end,
    shorten,
    split_list,
    trim,
)
from dragoman.coding.scene import Scene
from dragoman.model.findings import ProvisionFinding
from dragoman.model.reading import Arg, Extent, Frame, Mention, Sentence
from dragoman.model.record import Force

SAME = 0.9
RECENT = 20
PAIR = 2  # "under it"
NAMED = 4  # capital letters and words of a verb's ending
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing laid down, with its force, its cue word and who takes it upon himself."""

    text: Extent
    force: Force
    word: str
    bound: tuple[int, ...] = ()


def code_provisions(scene: Scene) -> tuple[ProvisionFinding, ...]:
    """Give all provisions of a reading, in text order."""
    found: list[ProvisionFinding] = []
    paragraph, current, last = -1, None, None
    for sentence in scene.reading.sentences:
        if sentence.block not in {"body", "reference"}:
            continue
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, None
        agreement, items = _of_sentence(scene, sentence, current, last)
        current = last = agreement if items else None
        if agreement is None or not items:
            continue
        found += [_finding(scene, agreement, sentence, told) for told in items]
    return _once(found)


def _finding(scene: Scene, agreement: int, sentence: Sentence, told: Item) -> ProvisionFinding:
    return ProvisionFinding(
        agreement=agreement,
        sentence=sentence.index,
        text=told.text,
        force=told.force,
        bound=told.bound,
        cue=f"{scene.lexicon.statements.language}.provision.{told.word.replace(' ', '-')}",
        future=told.force != "affirms",
    )


def _once(found: Sequence[ProvisionFinding]) -> tuple[ProvisionFinding, ...]:
    kept: list[ProvisionFinding] = []
    for finding in sorted(found, key=lambda f: (f.text.start, f.text.end)):
        if not any(overlap(k.text, finding.text) > SAME for k in kept[-RECENT:]):
            kept.append(finding)
    return tuple(kept)


def _of_sentence(
    scene: Scene, sentence: Sentence, current: int | None, last: int | None
) -> tuple[int | None, list[Item]]:
    """Give the agreement a sentence speaks of and what it lays down.

    `last` is the agreement of the sentence before ("It affirms"), `current` the same within one paragraph.
    """
    frames = [f for f in frames_of(scene, sentence.index) if not f.quoted]
    for frame in frames:
        if frame.kind != "verb" or frame.negated:
            continue
        subject = _agreement_subject(scene, frame, last)
        if subject is not None:
            items = list(_says(scene, frame))
            if items:
                return subject, items
    for frame in frames:
        under = _under(scene, frame)
        if under is not None and not _signing(scene, frame):
            items = list(_taken(scene, frame)) or list(_granted(scene, frame))
            items = _with_tagged(scene, items, _tagged_noun(scene, sentence, frames))
            if items:
                return under, items
    if current is not None:
        items = [
            told
            for frame in frames
            if _main(frame)
            and not (frame.lemma in scene.lexicon.statements.agreements.undertakes and frame.tense == "past")
            for told in _taken(scene, frame)
        ]
        items = _with_tagged(scene, items, _tagged_noun(scene, sentence, frames))
        if items:
            return current, items
    return None, []


# ---- by the agreement itself -----------------------------------------------------------------------------------------


def _agreement_subject(scene: Scene, frame: Frame, last: int | None) -> int | None:
    words = scene.lexicon.statements.agreements
    for arg in frame.args:
        if arg.role != "subject" or (frame.passive and frame.mood != "indicative"):
            continue
        for index in arg.mentions:
            mention = scene.mentions[index]
            if mention.kind == "agreement":
                return index
            told = scene.reading.text[mention.extent.start : mention.extent.end].lower()
            if last is not None and mention.kind == "pronoun" and told in words.pronouns:
                return last
        if not arg.mentions and _relative(scene, frame):
            before = [m for m in _agreements_of(scene, frame.sentence) if m.extent.end <= frame.extent.start]
            return before[-1].index if before else None
    if not any(arg.role == "subject" for arg in frame.args) and _relative(scene, frame):
        before = [m for m in _agreements_of(scene, frame.sentence) if m.extent.end <= frame.extent.start]
        return before[-1].index if before else None
    return None


def _agreements_of(scene: Scene, sentence: int) -> list[Mention]:
    return [m for m in mentions_of(scene, sentence) if m.kind == "agreement"]


def _relative(scene: Scene, frame: Frame) -> bool:
    """Know ", which banned": a clause whose antecedent the parser took for a date."""
    before = _WORD.findall(scene.reading.text[max(0, frame.extent.start - 20) : frame.extent.start].lower())
    return bool(before) and before[-1] in scene.lexicon.statements.relatives


def _says(scene: Scene, frame: Frame) -> Iterator[Item]:
    """Find what an agreement says by a verb of its own: object, clause or phrase, and the participles after it."""
    words = scene.lexicon.statements.agreements
    base = frame.lemma.partition(" ")[0]
    phrases = {**{f"{base} {a.role}": a.role for a in frame.args if "." not in a.role}, frame.lemma: ""}
    word = next((p for p in sorted(phrases, key=lambda p: (-p.count(" "), p)) if p in words.says), None)
    if word is None or frame.passive:
        return
    force = words.says[word]
    if frame.tense == "future" and force == "affirms":
        force = words.modals.get(frame.modal or "", force)
    bound = tuple(m for a in scene.args(frame, ("object", "indirect")) for m in _actors(scene, a))
    below = [c for c in scene.children(frame) if c.kind == "verb" and c.extent.start > frame.extent.end]
    acts = [c for c in below if c.link in {"xcomp", "ccomp"} or (c.link == "prep" and c.mood == "participle" and bound)]
    for act in acts[:1]:
        for each in (act, *conjuncts(scene, act)):
            yield Item(_clause_item(scene, each), force, word, bound if force == "binds" else ())
    if acts:
        return
    yield from _things(scene, frame, phrases[word], force, word)
    plain = [c for c in below if c.mood == "participle" and c.mark is None and c.prep is None]
    for child in plain:
        if child.link == "advcl":
            for each in (child, *conjuncts(scene, child)):
                yield Item(item(scene, each), force, word)


def _actors(scene: Scene, arg: Arg) -> tuple[int, ...]:
    return tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS)


def _clause_item(scene: Scene, frame: Frame) -> Extent:
    return item(scene, frame) if frame.mood in {"infinitive", "participle"} else clause(scene, frame, whole=False)


def _things(scene: Scene, frame: Frame, role: str, force: Force, word: str) -> Iterator[Item]:
    """Give the object, or the phrase of "focuses on", with what follows it; cut where each half could stand alone."""
    wanted = role or "object"
    arg = next((a for a in frame.args if a.role == wanted and a.extent.start >= frame.extent.end), None)
    if arg is None:
        return
    end = own_end(scene, frame)
    for child in scene.children(frame):
        if child.link in {"advcl", "parataxis"} and child.extent.start > arg.head_extent.end:
            end = min(end, drop_tail(scene, arg.extent.start, min(child.clause.start, child.extent.start)))
    for part in split_list(scene, trim(scene.reading.text, arg.extent.start, max(end, arg.head_extent.end))):
        yield Item(shorten(scene.reading.text, part), force, word)


# ---- by those who are bound ------------------------------------------------------------------------------------------


def _under(scene: Scene, frame: Frame) -> int | None:
    """Give the agreement under which something is done: "Under the eleven-article text", "By the Ilo Agreements"."""
    if frame.kind != "verb":
        return None
    for arg in frame.args:
        if arg.role in scene.lexicon.grammar.under and arg.extent.end <= frame.extent.start:
            for index in arg.mentions:
                if scene.mentions[index].kind == "agreement":
                    return index
    start = scene.reading.sentences[frame.sentence].extent.start
    return _under_pronoun(scene, frame, start) if frame.parent is None else None


def _under_pronoun(scene: Scene, frame: Frame, start: int) -> int | None:
    """Know "Under it the three partners commit": the agreement of the sentence before."""
    text = scene.reading.text
    head = _WORD.findall(text[start : frame.extent.start].lower())[:2]
    words = scene.lexicon.statements.agreements
    if (
        len(head) < PAIR
        or head[0] not in scene.lexicon.grammar.under
        or head[1] not in words.pronouns
        or not frame.sentence
    ):
        return None
    before = _agreements_of(scene, frame.sentence - 1)
    return before[-1].index if before else None


def _signing(scene: Scene, frame: Frame) -> bool:
    return frame.lemma in scene.lexicon.statements.agreements.status and any(
        scene.mentions[m].kind == "agreement" for a in frame.args if a.role == "object" for m in a.mentions
    )


def _main(frame: Frame) -> bool:
    return (
        frame.kind == "verb"
        and frame.mark is None
        and frame.mood == "indicative"
        and frame.link in {"root", "conj", "ccomp"}
    )


def bound_by(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Find those who take a frame's act upon themselves: its subjects that can act."""
    for arg in frame.args:
        if arg.role == "subject":
            return tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS)
    return ()


def _taken(scene: Scene, frame: Frame) -> Iterator[Item]:
    """Find what somebody shall, will, is to, undertakes or pledges to do; each coordinated act is one."""
    words = scene.lexicon.statements.agreements
    if frame.negated:
        return
    for each in (frame, *conjuncts(scene, frame)) if frame.link != "conj" else (frame,):
        bound = bound_by(scene, each) or bound_by(scene, frame)
        if each.lemma in words.undertakes and each.mood == "indicative":
            acts = [c for c in _infinitives(scene, each) if c.link in {"xcomp", "ccomp", "advcl"}][:1]
            force, word = words.undertakes[each.lemma], each.lemma
        elif each.modal in words.modals:
            yield Item(item(scene, each), words.modals[each.modal], each.modal, () if each.passive else bound)
            continue
        elif each.lemma in scene.lexicon.grammar.copulas:
            acts = [c for c in _infinitives(scene, each) if c.link == "xcomp" and c.tense == "future"]
            word, force = next(iter(words.destined.items()))
        else:
            continue
        for act in acts:
            for part in (act, *conjuncts(scene, act)):
                yield Item(item(scene, part), force, word, bound)


def _infinitives(scene: Scene, frame: Frame) -> Iterator[Frame]:
    return (child for child in scene.children(frame) if child.kind == "verb" and child.mood == "infinitive")


def _granted(scene: Scene, frame: Frame) -> Iterator[Item]:
    """Find what somebody granted by the agreement: "Peru granted to Bolivia a free zone"."""
    words = scene.lexicon.statements.agreements
    if frame.lemma in words.says and not frame.negated and frame.mood == "indicative":
        yield Item(item(scene, frame), words.says[frame.lemma], frame.lemma, bound_by(scene, frame))


def _with_tagged(scene: Scene, items: list[Item], tagged: list[Item]) -> list[Item]:
    """Know "shall release the engineers, and pledges to remove the mines": the first ends before the second's verb."""
    if not tagged:
        return items
    text = scene.reading.text
    first = tagged[0].text.start
    cut = text.rfind(tagged[0].word, 0, first)
    kept = []
    for told in items:
        if told.text.start < cut < told.text.end:
            kept.append(replace(told, text=trim(text, told.text.start, drop_tail(scene, told.text.start, cut))))
        elif not any(overlap(told.text, other.text) > SAME for other in tagged):
            kept.append(told)
    return [*kept, *tagged]


def _tagged_noun(scene: Scene, sentence: Sentence, frames: Sequence[Frame]) -> list[Item]:
    """Know "The PFK, for its part, pledges to assemble": where the parser took "pledges" or "affirm" for a noun."""
    text = scene.reading.text
    words, endings = scene.lexicon.statements.agreements, scene.lexicon.grammar.verb_endings
    for frame in frames:
        if frame.kind != "verb" or frame.mood != "infinitive":
            continue
        before = _WORD.findall(text[sentence.extent.start : frame.extent.start].lower())
        if len(before) < NAMED - 1 or before[-1] not in scene.lexicon.statements.infinitives:
            continue
        shown = {before[-2], *(before[-2].removesuffix(ending) for ending in endings)}
        word = next((verb for verb in sorted(words.undertakes) if verb in shown), None)
        if word is None or any(f.kind == "verb" and f.lemma == word for f in frames):
            continue
        actors = [
            m for m in mentions_of(scene, sentence.index) if m.kind in ACTORS and m.extent.end < frame.extent.start
        ]
        subject: tuple[int, ...] = tuple(m.index for m in actors[:1])
        return [
            Item(item(scene, part), words.undertakes[word], word, subject) for part in (frame, *conjuncts(scene, frame))
        ]
    return []
