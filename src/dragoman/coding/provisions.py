"""What agreements lay down: "the parties undertake to A and to B", "the document focuses on X", "shall report"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.coding.instruments import instrument, laid_down
from dragoman.coding.phrases import (
    frames_of,
    is_it,
    mentions_of,
    overlap,
    trim,
)
from dragoman.coding.says import says
from dragoman.coding.scene import Scene
from dragoman.coding.undertakings import SAME, Item, granted, tagged_noun, taken, with_tagged
from dragoman.model.findings import ProvisionFinding
from dragoman.model.reading import Arg, Frame, Mention, Sentence

RECENT = 20
PAIR = 2  # "under it"
LISTS = frozenset({",", ":"})  # what ends the line over a list
LEAD = 4  # words before "which" in "under the terms of which"
_WORD = re.compile(r"[^\W\d_]+")


def code_provisions(scene: Scene) -> tuple[ProvisionFinding, ...]:
    """Give all provisions of a reading, in text order."""
    found: list[ProvisionFinding] = []
    paragraph, current, last = -1, None, None
    own, listed = instrument(scene), None
    for sentence in scene.reading.sentences:
        if sentence.block not in {"body", "reference"}:
            continue
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, None
        agreement, items = _of_sentence(scene, sentence, current, last)
        listed = _heads(scene, sentence.index - 1) or listed
        if not items and listed is not None:
            agreement, items = listed, _duties(scene, sentence)
        listed = listed if items else None
        if not items and own is not None:
            agreement, items = own, laid_down(scene, sentence)
        if not items and paragraph == sentence.paragraph:
            agreement = _just_signed(scene, sentence.index - 1)
            items = [] if agreement is None else _bare_duties(scene, sentence)
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
    tagged = tagged_noun(scene, sentence, frames)
    subject, items = None, []
    for frame in frames:
        told = _agreement_subject(scene, frame, last) if frame.kind == "verb" and not frame.negated else None
        if told is not None and subject in {None, told}:
            more = list(says(scene, frame))
            subject = told if more else subject
            items += more
        elif subject is not None and _main(frame) and (frame.link == "conj" or _set_off(scene, frame)):
            items += taken(scene, frame)  # "The text commits them to A, and both governments reaffirm B"
    if items:
        return subject, items
    for frame in frames:
        under = _under(scene, frame)
        if under is not None and not _signing(scene, frame):
            items = taken(scene, frame) or list(granted(scene, frame))
            items = _before_under(scene, frame, with_tagged(scene, items, tagged))
            if items:
                return under, items
    if current is not None:
        items = [told for frame in frames if _main(frame) and _goes_on(scene, frame) for told in taken(scene, frame)]
        items = with_tagged(scene, items, tagged)
        if items:
            return current, items
    return None, []


def _set_off(scene: Scene, frame: Frame) -> bool:
    """Whether a clause stands behind a semicolon: "The pact provides for patrols; Peru also undertakes to train"."""
    first = next((arg.extent.start for arg in scene.args(frame, ("subject",))), frame.extent.start)
    return scene.reading.text[:first].rstrip().endswith(";")


def _owned(scene: Scene, arg: Arg) -> bool:
    """Whether a part is told as that of what was just told: "its second article"."""
    first = scene.reading.text[arg.extent.start : arg.extent.end].partition(" ")[0].lower()
    return first in scene.lexicon.statements.determiners and first in scene.lexicon.names.pronouns


def _heads(scene: Scene, sentence: int) -> int | None:
    """The agreement of a line that heads a list: "Under the draft," and what the sides shall do in the next lines."""
    if sentence < 0:
        return None
    told = scene.reading.text[slice(*scene.reading.sentences[sentence].extent)]
    named = _agreements_of(scene, sentence) if told.rstrip()[-1:] in LISTS else []
    under = any(told.lower().startswith(f"{word} ") for word in scene.lexicon.grammar.under)
    verbs = any(frame.kind == "verb" for frame in frames_of(scene, sentence))
    return named[0].index if len(named) == 1 and under and not verbs else None


def _duties(scene: Scene, sentence: Sentence) -> list[Item]:
    """What a line of such a list lays down."""
    frames = [f for f in frames_of(scene, sentence.index) if _main(f) and not f.quoted]
    return [told for frame in frames for told in taken(scene, frame)]


def _just_signed(scene: Scene, sentence: int) -> int | None:
    """The one agreement that the sentence before tells as signed: "signed a truce. The army shall lift the siege"."""
    told = _agreements_of(scene, sentence) if sentence >= 0 else []
    signs = any(
        scene.lexicon.statements.agreements.status.get(f.lemma) == "signed" and not f.negated and f.tense == "past"
        for f in frames_of(scene, sentence)
    )
    return told[0].index if len(told) == 1 and not told[0].plural and signs else None


def _bare_duties(scene: Scene, sentence: Sentence) -> list[Item]:
    """What somebody shall or is to do, told right behind a signing."""
    frames = [f for f in frames_of(scene, sentence.index) if _main(f) and not f.quoted]
    return [told for f in frames if f.modal in scene.lexicon.statements.agreements.duties for told in taken(scene, f)]


def _goes_on(scene: Scene, frame: Frame) -> bool:
    """Whether a sentence after a provision may be one: "They also pledged", not "The sides also agreed to meet"."""
    words = scene.lexicon.statements.agreements
    if words.modals.get(frame.modal or "") == "affirms":
        return False  # what may be is a right only where the agreement is told with it
    if frame.lemma not in words.undertakes or frame.tense != "past":
        return True
    before = [f for f in frames_of(scene, frame.sentence - 1) if f.lemma in words.undertakes and f.tense == "past"]
    subjects = [m for arg in scene.args(frame, ("subject",)) for m in arg.mentions]
    return bool(before) and any(scene.mentions[m].kind == "pronoun" for m in subjects)


# ---- by the agreement itself -----------------------------------------------------------------------------------------


def _agreement_subject(scene: Scene, frame: Frame, last: int | None) -> int | None:
    words = scene.lexicon.statements.agreements
    # "It grants either side a port": a present rule, where "It granted" may be a state's act
    ruled = words.says.get(frame.lemma) == "binds" or frame.lemma in words.rule_verbs
    own = frame.lemma in words.own_verbs or (ruled and frame.tense == "present")
    for arg in frame.args:
        if arg.role != "subject" or (frame.passive and frame.mood != "indicative"):
            continue
        for index in arg.mentions:
            told = spoken_of(scene, frame, scene.mentions[index], own=own, last=last)
            if told is not None:
                return told.index
        head = scene.reading.text[arg.head_extent.start : arg.head_extent.end].lower()
        if scene.lexicon.grammar.singular(head) in words.parts:
            behind = [m for m in _agreements_of(scene, frame.sentence) if m.extent.start >= arg.head_extent.end]
            if behind and behind[0].extent.end <= frame.extent.start:
                return behind[0].index  # "Article 3 of the treaty states"
            before = _agreements_of(scene, frame.sentence - 1) if not behind and _owned(scene, arg) else []
            if before:
                return before[-1].index  # "Its second article requires"
        # "signed a pact in Riga, which provides that": the place and the topic provide nothing
        aside = frame.link == "relcl" and (frame.lemma in words.own_verbs or _right_behind(scene, frame))
        if (aside or not arg.mentions) and _relative(scene, frame):
            before = [m for m in _agreements_of(scene, frame.sentence) if m.extent.end <= frame.extent.start]
            return before[-1].index if before else None
    if not any(arg.role == "subject" for arg in frame.args):
        before = [m for m in _agreements_of(scene, frame.sentence) if m.extent.end <= frame.extent.start]
        # "The protocol envisages that": a subject that the parser lost
        lost = bool(before) and frame.mood == "indicative" and not frame.passive and frame.tense == "present"
        beside = lost and not scene.reading.text[before[-1].extent.end : frame.extent.start].strip()
        return before[-1].index if before and (beside or _relative(scene, frame)) else None
    return None


def spoken_of(scene: Scene, frame: Frame, mention: Mention, *, own: bool, last: int | None = None) -> Mention | None:
    """Give the agreement that a mention is, "it" too: `last`, or the last one told where it was a subject.

    `own`: whether the verb is one that only agreements have, so that "it" may be any agreement just told.
    """
    if mention.kind == "agreement":
        return mention
    if not is_it(scene, mention):
        return None
    if last is not None:
        return scene.mentions[last]
    for sentence in (frame.sentence, frame.sentence - 1, frame.sentence - 2):
        before = [m for m in _agreements_of(scene, sentence) if m.extent.end <= mention.extent.start]
        subjects = set(_subjects(scene, sentence))
        if before:
            return before[-1] if own or before[-1].index in subjects else None
        if sentence < frame.sentence and not (own and any(is_it(scene, scene.mentions[m]) for m in subjects)):
            break  # "The Pact took effect in May. It had been signed in Rabat. Peru ratified it on 3 March"
    return None


def _subjects(scene: Scene, sentence: int) -> Iterator[int]:
    for frame in frames_of(scene, sentence):
        for arg in scene.args(frame, ("object" if frame.passive else "subject",)):
            yield from arg.mentions


def _agreements_of(scene: Scene, sentence: int) -> list[Mention]:
    return [m for m in mentions_of(scene, sentence) if m.kind == "agreement"]


def _right_behind(scene: Scene, frame: Frame) -> bool:
    """Know "signed an Agreement, which guarantees", whatever the parser took for what guarantees."""
    text = scene.reading.text
    before = [m for m in _agreements_of(scene, frame.sentence) if m.extent.end <= frame.extent.start][-1:]
    between = [w.lower() for m in before for w in _WORD.findall(text[m.extent.end : frame.extent.start])]
    present = frame.tense == "present" and frame.mood == "indicative" and not frame.passive
    return present and len(between) == 1 and between[0] in scene.lexicon.statements.relatives


def _relative(scene: Scene, frame: Frame) -> bool:
    """Know ", which banned": a clause whose antecedent the parser took for a date."""
    before = _WORD.findall(scene.reading.text[max(0, frame.extent.start - 20) : frame.extent.start].lower())
    return bool(before) and before[-1] in scene.lexicon.statements.relatives


# ---- by those who are bound ------------------------------------------------------------------------------------------


def _under(scene: Scene, frame: Frame) -> int | None:
    """Give the agreement under which something is done: "Under the eleven-article text", "By the Ilo Agreements"."""
    if frame.kind != "verb":
        return None
    for arg in frame.args:
        fronted = arg.role in scene.lexicon.grammar.under and arg.extent.end <= frame.extent.start
        if fronted or arg.role in scene.lexicon.statements.agreements.under_after:
            for index in arg.mentions:
                told = spoken_of(scene, frame, scene.mentions[index], own=True)
                if told is not None:
                    return told.index
    relative = _under_which(scene, frame)
    if relative is None:
        relative = _beside_subject(scene, frame)
    if relative is not None:
        return relative
    first = _fronted(scene, frame) if _main(frame) else None
    if first is not None:
        return first
    start = scene.reading.sentences[frame.sentence].extent.start
    return _under_pronoun(scene, frame, start) if frame.parent is None else None


def _beside_subject(scene: Scene, frame: Frame) -> int | None:
    """Know "Peru and Chile, in the Ilo Minutes, signed at Ilo, undertook", where the parser left it with who did."""
    if frame.lemma not in scene.lexicon.statements.agreements.undertakes:
        return None
    text = scene.reading.text
    for arg in scene.args(frame, ("subject",)):
        for mention in _agreements_of(scene, frame.sentence):
            if not arg.extent.start < mention.extent.start < arg.extent.end <= frame.extent.start:
                continue
            lead = text[arg.extent.start : mention.extent.start].rpartition(",")[2].lower().split()
            if lead and lead[0] in scene.lexicon.grammar.under and set(lead[1:]) <= scene.lexicon.names.articles:
                return mention.index
    return None


def _fronted(scene: Scene, frame: Frame) -> int | None:
    """Know "Under the Accord, reached in Oslo, Peru undertook", "The Pact envisages that Peru shall", badly parsed."""
    text, words = scene.reading.text, scene.lexicon.statements.agreements
    start = scene.reading.sentences[frame.sentence].extent.start
    first = next(iter(_agreements_of(scene, frame.sentence)), None)
    if first is None or first.extent.end > frame.extent.start:
        return None
    lead = [w for w in text[start : first.extent.start].lower().split() if w not in scene.lexicon.names.articles]
    lead = [w for w in lead if not w.isdigit()]
    parts = lead[1:-1] if lead[-1:] and lead[-1] in scene.lexicon.grammar.of else lead[1:]
    under = " ".join(lead) in scene.lexicon.grammar.under or (
        lead[:1]
        and lead[0] in scene.lexicon.grammar.under
        and parts
        and {*map(scene.lexicon.grammar.singular, parts)} <= words.parts
    )  # "Under the terms of the deal"
    if under and (frame.lemma in words.undertakes or frame.modal in words.modals):
        return first.index
    behind = _WORD.findall(text[first.extent.end : frame.extent.start].lower())[:2]
    says = len(behind) == PAIR and behind[1] in scene.lexicon.statements.complementizers
    endings = scene.lexicon.grammar.verb_endings
    told = {behind[0], *(behind[0].removesuffix(ending) for ending in endings)} if behind else set()
    return first.index if says and not lead and frame.modal in words.modals and told & set(words.says) else None


def _under_which(scene: Scene, frame: Frame) -> int | None:
    """Know "the Accord, under which each side shall", "a Memorandum, under the terms of which both undertake"."""
    if frame.link != "relcl" and frame.modal not in scene.lexicon.statements.agreements.modals:
        return None
    text = scene.reading.text
    for mention in reversed(_agreements_of(scene, frame.sentence)):
        if mention.extent.end > frame.extent.start:
            continue
        words = _WORD.findall(text[mention.extent.end : frame.extent.start].lower())
        if set(words) & scene.lexicon.statements.agreements.whereby:
            return mention.index
        for place, word in enumerate(words):
            lead = words[max(0, place - LEAD) : place]
            under = scene.lexicon.grammar.under
            led = under & set(lead) or " ".join(lead[-2:]) in under  # "according to which"
            if word in scene.lexicon.statements.relatives and led:
                return mention.index
    return None


def _before_under(scene: Scene, frame: Frame, items: list[Item]) -> list[Item]:
    """Give the acts without the agreement told behind them: "shall hand over the airport under the Doha Accord"."""
    text = scene.reading.text
    kept = []
    for told in items:
        end = told.text.end
        for mention in _agreements_of(scene, frame.sentence):
            if told.text.start < mention.extent.start < end:
                before = text[told.text.start : mention.extent.start].lower()
                for word in scene.lexicon.statements.agreements.under_after:
                    found = before.rfind(f" {word} ")
                    if found > 0:
                        end = min(end, told.text.start + found)
        start = _behind_under(scene, frame, told)
        same = (start, end) == (told.text.start, told.text.end)
        kept.append(told if same else replace(told, text=trim(text, start, end)))
    return kept


def _behind_under(scene: Scene, frame: Frame, told: Item) -> int:
    """Where an act begins that was given with what it is laid down in: "According to the Plan, a drill is to be"."""
    text, start = scene.reading.text, told.text.start
    for mention in _agreements_of(scene, frame.sentence):
        lead = text[start : mention.extent.start].lower()
        fronted = any(lead.startswith(f"{word} ") for word in scene.lexicon.grammar.under)
        if start < mention.extent.start < told.text.end and fronted:
            comma = text.find(",", mention.extent.end, told.text.end)
            if not scene.lexicon.names.relatives.isdisjoint(text[comma + 1 : frame.extent.start].lower().split()[:1]):
                comma = text.find(",", comma + 1, told.text.end)  # "Under the Pact, which both signed, a post is to"
            return comma + 1 if 0 <= comma < frame.extent.start else start
    return start


def _under_pronoun(scene: Scene, frame: Frame, start: int) -> int | None:
    """Know "Under it the three partners commit": the agreement of the sentence before."""
    text = scene.reading.text
    start = max(start, text.rfind(";", start, frame.extent.start) + 1)
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
