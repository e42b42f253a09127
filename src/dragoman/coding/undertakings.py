"""What those who are bound take upon themselves: "the parties undertake to A and to B", "each side shall report"."""

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
    trim,
)
from dragoman.coding.ragged import whole
from dragoman.coding.scene import Scene
from dragoman.model.reading import Extent, Frame, Mention, Sentence
from dragoman.model.record import Force

SAME = 0.9
NAMED = 4  # capital letters and words of a verb's ending
BESIDE = 12  # characters between an act and the time told behind it: ", before"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing laid down, with its force, its cue word and who takes it upon himself."""

    text: Extent
    force: Force
    word: str
    bound: tuple[int, ...] = ()


def bound_by(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Find those who take a frame's act upon themselves: its subjects that can act."""
    for arg in frame.args:
        if arg.role == "subject":
            return tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS)
    return ()


def acts(scene: Scene, act: Frame) -> Iterator[Extent]:
    """Give an act and those coordinated with it, each in its own words."""
    return (text for _, text in each_act(scene, (act, *conjuncts(scene, act))))


def each_act(scene: Scene, every: Sequence[Frame]) -> Iterator[tuple[Frame, Extent]]:
    """Give coordinated acts, each in its own words; "not to threaten or use force" is one, and keeps its "not"."""
    done = -1
    for number, each in enumerate(every):
        if number <= done:
            continue
        text = with_late_object(scene, each, item(scene, each))
        if each.negated and each.mood != "indicative":
            for place in range(number + 1, len(every)):
                if not _bare(scene, every[place]):
                    break
                done, text = place, Extent(text.start, item(scene, every[place]).end)
            text = Extent(_with_not(scene, text.start), text.end)
        yield each, shorten(scene.reading.text, text)


def _bare(scene: Scene, frame: Frame) -> bool:
    """Whether a coordinated act stands without a "to" of its own, so that the "not" before the first governs it too."""
    before = _before(scene, frame.extent.start)[-2:]
    still = not scene.lexicon.grammar.negators.isdisjoint(before)  # "neither to reinforce them nor to open fire"
    return bool(before) and (before[-1] in scene.lexicon.statements.joiners or still)


def _before(scene: Scene, end: int) -> list[str]:
    return _WORD.findall(scene.reading.text[max(0, end - 60) : end].lower())


def _with_not(scene: Scene, start: int) -> int:
    """Give the start of "not to use force", of "never use force", from that of "use force"."""
    text = scene.reading.text
    lead = scene.lexicon.statements.infinitives | scene.lexicon.grammar.also | scene.lexicon.grammar.degrees
    first = start
    for match in reversed(list(_WORD.finditer(text, max(0, start - 60), start))):
        word = match[0].lower()
        if word in scene.lexicon.grammar.negators:
            return match.start()
        if word not in lead or text[match.end() : first].strip():
            return start
        first = match.start()
    return start


def with_late_object(scene: Scene, frame: Frame, extent: Extent) -> Extent:
    """Know "set up in Tangier, before June 30, 2025, a joint cell": the object that the parser lost behind a date."""
    text = scene.reading.text
    if any(arg.role == "object" for arg in frame.args):
        return extent
    times = (t.extent for t in scene.reading.times if 0 <= t.extent.start - extent.end <= BESIDE)
    time = next(times, None)
    if time is None or not text[extent.end :].startswith(","):
        return extent
    end = scene.reading.sentences[frame.sentence].extent.end
    later = [f for f in frames_of(scene, frame.sentence) if f.kind == "verb" and f.extent.start > time.end]
    end = min((start for f in later for start in _starts(f) if start > time.end), default=end)
    rest = text[time.end : end]
    words = _WORD.findall(rest.lower())
    if not rest.startswith(",") or (words[:1] and words[0] not in scene.lexicon.statements.determiners) or not words:
        return extent
    return trim(text, extent.start, drop_tail(scene, extent.start, end))


def _starts(frame: Frame) -> Iterator[int]:
    yield frame.clause.start
    yield frame.extent.start
    yield from (arg.extent.start for arg in frame.args if arg.role == "subject")


def taken(scene: Scene, frame: Frame) -> list[Item]:
    """Find what somebody shall, will, is to, undertakes or pledges to do; each coordinated act is one."""
    found: list[Item] = []
    every = (frame, *conjuncts(scene, frame)) if frame.link != "conj" else (frame,)
    every = tuple(told for each in every for told in (each, *_alongside(scene, each)))
    for each in every:
        own = _own_subject(scene, each)
        bound = (
            (own.index,)
            if own is not None
            else bound_by(scene, each) or bound_by(scene, frame) or _swallowed(scene, frame)
        )
        if own is not None and found and found[-1].text.end > own.extent.start:
            cut = drop_tail(scene, found[-1].text.start, _determined(scene, own.extent.start))
            found[-1] = replace(found[-1], text=trim(scene.reading.text, found[-1].text.start, cut))
        if _opener(scene, each) in scene.lexicon.statements.agreements.alongside and found:
            found[-1] = replace(found[-1], text=_apart(scene, found[-1].text, each))
        found += _taken(scene, each, bound)
    return found


def _apart(scene: Scene, told: Extent, frame: Frame) -> Extent:
    """Give an act without the clause that tells the other side's."""
    cut = frame.clause.start
    return trim(scene.reading.text, told.start, cut) if told.start < cut < told.end else told


def before_others(scene: Scene, told: Extent, sentence: int) -> Extent:
    """Give an act without what another does: "waive the fee, while Uzbekistan had promised to"."""
    words = scene.lexicon.statements.agreements
    others = (f for f in frames_of(scene, sentence) if f.kind == "verb" and f.clause.start > told.start)
    first = next((f for f in others if _opener(scene, f) in words.alongside and f.tense != "none"), None)
    return told if first is None else _apart(scene, told, first)


def _alongside(scene: Scene, frame: Frame) -> Iterator[Frame]:
    """Find the duty of the other side: "Chad will close the camp while Togo will pay for the buses"."""
    words = scene.lexicon.statements.agreements
    beside = (f for f in frames_of(scene, frame.sentence) if f.link == "ccomp" and f.parent == frame.parent)
    for child in (*scene.children(frame), *(beside if frame.link == "relcl" else ())):
        bound = child.modal in words.modals or child.lemma in words.undertakes or _destined(scene, child)
        if child.kind != "verb" or not bound:
            continue
        # "Chad will hand over 20 men and Togo will close the camp", taken for what the first says
        hung = child.link == "ccomp" and frame.modal == child.modal and child.extent.start > frame.extent.start
        if _opener(scene, child) in words.alongside or (hung and _joined(scene, child)):
            yield child


def _destined(scene: Scene, frame: Frame) -> bool:
    """Know "while Togo is to pay": a copula with an infinitive to come."""
    to_come = (c.link == "xcomp" and c.tense == "future" for c in infinitives(scene, frame))
    return frame.lemma in scene.lexicon.grammar.copulas and any(to_come)


def gapped(scene: Scene, act: Frame) -> tuple[int, Frame, Mention] | None:
    """Know "commits Bolivia to free the trawler and Paraguay to pay": where the next begins, its act, who is bound."""
    text = scene.reading.text
    told = mentions_of(scene, act.sentence)
    for other in frames_of(scene, act.sentence):
        if other.kind != "verb" or other.mood != "infinitive" or other.extent.start <= act.extent.end:
            continue
        for mention in told:
            between = text[mention.extent.end : other.extent.start].lower().split()
            if mention.kind not in ACTORS or mention.extent.start < act.extent.end or not between:
                continue
            before = _determined(scene, mention.extent.start)
            joined = text[act.extent.end : before].rstrip().rpartition(" ")[2].lower()
            if set(between) <= scene.lexicon.statements.infinitives and joined in scene.lexicon.grammar.coordinators:
                return before, other, mention
    return None


def _joined(scene: Scene, frame: Frame) -> bool:
    own = _own_subject(scene, frame)
    before = "" if own is None else scene.reading.text[: _determined(scene, own.extent.start)].split()[-1]
    return before.lower() in scene.lexicon.grammar.coordinators


def _opener(scene: Scene, frame: Frame) -> str:
    """Give the first word of a clause; the parser does not always take "while" for a mark."""
    return scene.reading.text[frame.clause.start : frame.extent.start].partition(" ")[0].lower()


def _swallowed(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Know "In the Budapest Memorandum, Russia and Britain undertook": subjects taken for a list with the agreement."""
    if any(arg.role == "subject" for arg in frame.args):
        return ()
    for arg in scene.args(frame, sorted(scene.lexicon.grammar.under)):
        if arg.mentions and scene.mentions[arg.mentions[0]].kind == "agreement" and arg.extent.end < frame.extent.start:
            told = tuple(m for m in arg.mentions[1:] if scene.mentions[m].kind in ACTORS)
            return told or _right_before(scene, frame)
    return ()


def _right_before(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Know "signed on 26 March 1991, Brazil, Paraguay and Uruguay undertook": the list that was hung on a day."""
    text, end = scene.reading.text, frame.extent.start
    found: list[int] = []
    joins = {"", *scene.lexicon.grammar.coordinators, *scene.lexicon.names.articles}
    for mention in reversed(mentions_of(scene, frame.sentence)):
        between = (
            text[mention.extent.end : end].replace(",", " ").lower().split() if mention.extent.end <= end else None
        )
        if between is None:
            continue
        if mention.kind not in ACTORS or set(between) - joins or (found and not text[mention.extent.end : end].strip()):
            break
        found.append(mention.index)
        end = mention.extent.start
    return tuple(reversed(found))


def _taken(scene: Scene, frame: Frame, bound: tuple[int, ...]) -> Iterator[Item]:
    words = scene.lexicon.statements.agreements
    if frame.modal in words.modals:
        force = words.modals[frame.modal]
        if not frame.negated and frame.lemma in words.undertakes and any(infinitives(scene, frame)):
            yield from _and_bare(scene, frame, force, frame.modal, bound)
            return
        if not frame.negated:
            act = whole(scene, frame, with_late_object(scene, frame, item(scene, frame)))
            yield Item(act, force, frame.modal, () if frame.passive else bound)
            for other in conjuncts(scene, frame):
                if other.modal is None and other.mood == "infinitive" and _bare(scene, other):
                    yield from _and_bare(scene, other, force, frame.modal, bound)
            return
        start = _with_not(scene, frame.extent.start)
        if start < frame.extent.start:
            yield Item(shorten(scene.reading.text, Extent(start, item(scene, frame).end)), force, frame.modal, bound)
        else:
            yield Item(clause(scene, frame, whole=False), force, frame.modal, ())  # "No party shall station troops"
        return
    if frame.negated:
        return
    below: list[Frame] = []
    if frame.lemma in words.undertakes and frame.mood == "indicative" and not frame.passive:
        force, word = words.undertakes[frame.lemma], frame.lemma
        below = [c for c in infinitives(scene, frame) if c.link in {"xcomp", "ccomp", "advcl", "acl"}][:1]
        told = [text for act in below for text in acts(scene, act)] or list(_thing(scene, frame))
    elif frame.passive and words.says.get(frame.lemma) == "binds":
        force, word = "binds", frame.lemma  # "Kenya is required under the accord to lift the ban"
        told = [text for act in [*infinitives(scene, frame)][:1] for text in acts(scene, act)]
        bound = tuple(m for a in scene.args(frame, ("object",)) for m in a.mentions if scene.mentions[m].kind in ACTORS)
    elif frame.lemma in scene.lexicon.grammar.copulas:
        word, force = next(iter(words.destined.items()))
        below = [c for c in infinitives(scene, frame) if c.link == "xcomp" and c.tense == "future"]
        told = [text for act in below for text in acts(scene, act)]
        if any(act.passive for act in below):
            told, bound = [clause(scene, frame, whole=False)], ()  # "The oil is to be shipped by rail"
    else:
        return
    rest = gapped(scene, below[0]) if below else None
    if rest is not None and told and told[-1].start < rest[0] < told[-1].end:
        # "Peru undertakes to pay the arrears and Chile to free the crew"
        told[-1] = trim(scene.reading.text, told[-1].start, drop_tail(scene, told[-1].start, rest[0]))
        yield from (Item(text, force, word, (rest[2].index,)) for text in acts(scene, rest[1]))
    for text in told:
        yield Item(text, force, word, bound)


def _and_bare(scene: Scene, frame: Frame, force: Force, word: str, bound: tuple[int, ...]) -> Iterator[Item]:
    """Give an act under the modal of the one before it: "shall open a hotline and share information"."""
    words = scene.lexicon.statements.agreements
    below = [*infinitives(scene, frame)][:1] if frame.lemma in words.undertakes else []
    if not below:
        yield Item(with_late_object(scene, frame, item(scene, frame)), force, word, bound)
    for act in below:
        # "shall exchange envoys and commit to settle their differences"
        for text in acts(scene, act):
            yield Item(text, words.undertakes[frame.lemma], frame.lemma, bound)


def _thing(scene: Scene, frame: Frame) -> Iterator[Extent]:
    """Give what is undertaken by a noun or gerund: "committed itself to a programme", "pledged six boats"."""
    text = scene.reading.text
    for child in scene.children(frame):
        gerund = child.kind == "verb" and child.link == "prep" and child.mood == "participle"
        if gerund and child.extent.start > frame.extent.end:
            yield from acts(scene, child)
            return
    words = scene.lexicon.statements.agreements
    roles = (
        ("to", "object.to") if frame.lemma in words.to_things else ("object",) if frame.lemma in words.things else ()
    )
    for arg in scene.args(frame, roles):
        person = any(scene.mentions[m].kind in ACTORS - {"group"} for m in arg.mentions)
        if arg.extent.start >= frame.extent.end and not person and not arg.timed:
            yield trim(text, arg.extent.start, max(own_end(scene, frame), arg.head_extent.end))
            return


def _own_subject(scene: Scene, frame: Frame) -> Mention | None:
    """Know "to Nokou and the rebels shall lift": who stands right before the modal, whatever the parser hung him on."""
    if frame.modal is None or frame.link not in {"conj", "ccomp"}:
        return None
    before = scene.reading.text[: frame.extent.start].rstrip()
    if not before.lower().endswith(f" {frame.modal}"):
        return None
    end = len(before[: -len(frame.modal)].rstrip())
    told = next((m for m in mentions_of(scene, frame.sentence) if m.extent.end == end and m.kind in ACTORS), None)
    alone = told is not None and frame.link == "conj" and told.index in bound_by(scene, frame)
    return None if alone else told


def _determined(scene: Scene, start: int) -> int:
    """Give the start of a phrase with the article before it."""
    before = scene.reading.text[:start].rstrip()
    word = before.rpartition(" ")[2]
    return len(before) - len(word) if word.lower() in scene.lexicon.statements.determiners else start


def infinitives(scene: Scene, frame: Frame) -> Iterator[Frame]:
    """Give the infinitives under a verb."""
    return (child for child in scene.children(frame) if child.kind == "verb" and child.mood == "infinitive")


def granted(scene: Scene, frame: Frame) -> Iterator[Item]:
    """Find what somebody granted by the agreement: "Peru granted to Bolivia a free zone"."""
    words = scene.lexicon.statements.agreements
    if frame.lemma in words.says and not frame.negated and frame.mood == "indicative" and not frame.passive:
        yield Item(item(scene, frame), words.says[frame.lemma], frame.lemma, bound_by(scene, frame))


def with_tagged(scene: Scene, items: list[Item], tagged: list[Item]) -> list[Item]:
    """Know "shall release the engineers, and pledges to remove the mines": the first ends before the second's verb."""
    if not tagged:
        return items
    text = scene.reading.text
    first = tagged[0].text.start
    cut = text.rfind(tagged[0].word, 0, first)
    owner = scene.mentions[tagged[0].bound[0]].extent if tagged[0].bound else None
    if owner is not None and not text[owner.end : cut].strip():
        cut = _determined(scene, owner.start)
    kept = []
    for told in items:
        if told.text.start < cut < told.text.end:
            kept.append(replace(told, text=trim(text, told.text.start, drop_tail(scene, told.text.start, cut))))
        elif not any(overlap(told.text, other.text) > SAME for other in tagged):
            kept.append(told)
    return [*kept, *tagged]


def tagged_noun(scene: Scene, sentence: Sentence, frames: Sequence[Frame]) -> list[Item]:
    """Know "The PFK, for its part, pledges to assemble": where the parser took "pledges" or "affirm" for a noun."""
    text = scene.reading.text
    words, endings = scene.lexicon.statements.agreements, scene.lexicon.grammar.verb_endings
    for frame in frames:
        if frame.kind != "verb" or frame.mood != "infinitive":
            continue
        start = _with_not(scene, frame.extent.start)
        before = _WORD.findall(text[sentence.extent.start : start].lower())
        if start == frame.extent.start and before[-1:] and before[-1] in scene.lexicon.statements.infinitives:
            before = before[:-1]
        elif start == frame.extent.start:
            continue
        if len(before) < NAMED - 2:
            continue
        shown = {before[-1], *(before[-1].removesuffix(ending) for ending in endings)}
        word = next((verb for verb in sorted(words.undertakes) if verb in shown), None)
        if word is None or any(f.kind == "verb" and f.lemma == word for f in frames):
            continue
        actors = [
            m for m in mentions_of(scene, sentence.index) if m.kind in ACTORS and m.extent.end < frame.extent.start
        ]
        beside = [m for m in actors if text[m.extent.end : start].lower().split()[:1] == [before[-1]]]
        subject: tuple[int, ...] = tuple(m.index for m in (beside or actors)[:1])  # "and the movement pledges to"
        return [Item(part, words.undertakes[word], word, subject) for part in acts(scene, frame)]
    return []
