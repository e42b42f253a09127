"""Transcripts: who answers in "Q (Caspian Wire): ..." and "A: ...", and who speaks in "Ivo Kral: ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.coding.acts import Word, cue_of, shade
from dragoman.coding.phrases import mentions_of, next_word, shorten, trim
from dragoman.coding.quoted import Content, first_frame
from dragoman.coding.scene import Scene
from dragoman.coding.speakers import subject_of
from dragoman.model.findings import Attribution, StatementFinding
from dragoman.model.reading import Extent, Mention, Sentence
from dragoman.model.record import Status

# before the name of whose turn it is: "MS. HOLLOWAY: ", "AMINATA TRAORE: "
_LEAD = re.compile(r"(?:[^\W\d_a-z][\w.\u2019'-]*\s){0,3}")
_ENDS = re.compile(r":\s")
FEWEST = 2  # questions of an interview whose answers have no label
SHORTEST_TURN = 12  # characters: "Thank you." says nothing
SURE = 0.8


def code_turns(scene: Scene) -> Iterator[StatementFinding]:
    """Give each sentence of a turn as a statement of who has it; an outlet's or a "Q:" is a question."""
    turn: tuple[int, Extent] | None = None  # the speaker's mention, and the words that tell whose turn it is
    paragraph, begin, labelled = -1, 0, False
    asked = _asked(scene)
    answers, words = _answerers(scene, asked), scene.lexicon.statements
    for sentence in scene.reading.sentences:
        if sentence.paragraph != paragraph:
            paragraph, begin = sentence.paragraph, sentence.extent.start
            label = _label(scene, sentence)
            named = _named(scene, sentence) if label is None else None
            if label is not None:
                labelled = True
                word = next_word(scene.reading.text, *label)
                answer = None if word is None or word[0].lower() not in words.answers else word[0].lower()
                turn = None if answer is None else _turn_of(scene, answers, answer, label)
            elif paragraph in asked:
                labelled = named is None
                turn = None
            elif named is None and labelled and asked:
                turn = next(((one.index, one.extent) for one in answers), None)
            else:
                turn = named if named is not None or not labelled else turn
                begin = sentence.extent.start if named is None else named[1].end + 2
        if turn is not None and sentence.block != "headline":
            yield from _said(scene, sentence, begin, turn)


def of_turn(scene: Scene, finding: StatementFinding, turns: Sequence[StatementFinding]) -> StatementFinding:
    """Let "we" be who has the turn: "Spokesperson: We have asked Chile for a list"."""
    subject = None if finding.frame is None else subject_of(scene.frames[finding.frame])
    said = "" if subject is None else scene.reading.text[slice(*subject.head_extent)].lower()
    turn = next((t for t in turns if t.sentence == finding.sentence), None)
    ours = turn is not None and said in scene.lexicon.statements.first_person
    return replace(finding, speaker=turn.speaker) if turn is not None and ours else finding


def unless_denied(scene: Scene, sentence: int, status: Status) -> Status:
    """Give the status of an act: what is asked about and denied is somebody's word."""
    return "alleged" if status == "occurred" and sentence in _contested(scene) else status


@lru_cache(maxsize=1)  # asked for by each event of one text
def _contested(scene: Scene) -> frozenset[int]:
    """Give the sentences of questions that the answer denies: "A paper writes that A and B met." "No such meeting"."""
    asked: list[int] = []
    denied: set[int] = set()
    paragraph, asks = -1, False
    for sentence in scene.reading.sentences:
        begins = sentence.paragraph != paragraph
        label = _label(scene, sentence) if begins else None
        if label is not None or (begins and _named(scene, sentence) is not None):
            word = None if label is None else next_word(scene.reading.text, *label)
            answers = label is None or (word is not None and word[0].lower() in scene.lexicon.statements.answers)
            told = scene.reading.text[slice(*sentence.extent)].lower()
            if answers and told.startswith(tuple(scene.lexicon.statements.denials)):
                denied.update(asked)
            asks, asked = not answers, []
        paragraph = sentence.paragraph
        asked += [sentence.index] if asks else []
    return frozenset(denied)


def spoken_turns(scene: Scene) -> Iterator[Attribution]:
    """Give the words of each turn as told by who has it."""
    for turn in code_turns(scene):
        yield Attribution(sentence=turn.sentence, teller=turn.speaker, extent=turn.content, verb=turn.verb, frame=None)


def _said(scene: Scene, sentence: Sentence, begin: int, turn: tuple[int, Extent]) -> Iterator[StatementFinding]:
    text = scene.reading.text
    speaker, label = turn
    extent = shorten(text, trim(text, max(begin, sentence.extent.start), sentence.extent.end))
    if text[sentence.extent.end - 1] == "?" or extent.end - extent.start < SHORTEST_TURN:
        return
    content = Content(extent, "quotation", first_frame(scene, extent, sentence.index))
    if content.frame is None:
        return
    act = shade(scene, Word("", "assert"), content, (speaker,))
    yield StatementFinding(
        frame=None,
        sentence=sentence.index,
        speaker=speaker,
        addressees=(),
        act=act,
        content=extent,
        verb=label,
        cue=cue_of(scene, act, "transcript"),
        confidence=SURE,
    )


def _label(scene: Scene, sentence: Sentence) -> Extent | None:
    """Give the "Q (Caspian Wire):" or "A:" that stands before a paragraph."""
    blocks, text = scene.reading.blocks, scene.reading.text
    if not 0 < sentence.paragraph < len(blocks):
        return None
    before = blocks[sentence.paragraph - 1]
    told = text[slice(*before.extent)].rstrip("*_ ")  # "**Spokesperson:** No.", of which the marks are blanks by now
    if before.kind != "byline" or not told.endswith(":"):
        return None
    gap = text[before.extent.end : sentence.extent.start]
    return before.extent if not gap.strip("*_ \t\n") and "\n\n" not in gap else None


def _named(scene: Scene, sentence: Sentence) -> tuple[int, Extent] | None:
    """Give who is named with a colon at the head of a paragraph: "Ivo Kral: The account is false."."""
    text, start = scene.reading.text, sentence.extent.start
    for mention in mentions_of(scene, sentence.index):
        first = _LEAD.fullmatch(text, start, mention.extent.start) is not None
        if mention.kind in {"person", "name"} and first and _ENDS.match(text, mention.extent.end) is not None:
            return mention.index, mention.extent
    return None


def _asked(scene: Scene) -> frozenset[int]:
    """Give the paragraphs of an interview that are questions, and are told as such by nothing else."""
    text = scene.reading.text
    ends = {sentence.paragraph: sentence.extent for sentence in scene.reading.sentences if sentence.block != "caption"}
    asked = [paragraph for paragraph, extent in ends.items() if text[slice(*extent)].rstrip("*_ ").endswith("?")]
    if len(asked) < FEWEST:
        return frozenset()
    above = text[: ends[asked[0]].start].lower()
    told = any(word in above for word in scene.lexicon.statements.asking)
    return frozenset(asked) if told else frozenset()


def _answerers(scene: Scene, asked: frozenset[int]) -> tuple[Mention, ...]:
    """Give who may answer: those told above the first question, of them whoever spoke, then who has an office."""
    questions = (s for s in scene.reading.sentences if s.paragraph in asked or _label(scene, s) is not None)
    first = next((s.index for s in questions), None)
    if first is None:
        return ()
    speaking = _speaking(scene, first)
    told = [m for m in scene.mentions if m.sentence < first and (m.kind in {"person", "role"} or m.index in speaking)]
    return tuple(sorted(told, key=lambda m: (m.index not in speaking, m.kind != "person", not m.title)))


def _speaking(scene: Scene, first: int) -> frozenset[int]:
    """Give who is told to have spoken to those who ask: "Dragan Kostov, who heads the delegation, spoke to us"."""
    found: set[int] = set()
    for frame in scene.frames:
        if frame.sentence < first and frame.link == "root" and scene.lexicon.statements.act(frame.lemma) == "assert":
            doing = [m for arg in frame.args if arg.role == "subject" for m in arg.mentions]
            heard = [m for arg in frame.args if arg.role != "subject" for m in arg.mentions]
            if not any(scene.mentions[m].kind == "person" for m in heard):
                found.update(m for m in doing if scene.mentions[m].kind in {"person", "name"})
    return frozenset(found)


def _turn_of(scene: Scene, answers: tuple[Mention, ...], answer: str, label: Extent) -> tuple[int, Extent] | None:
    """Give who has the turn of "Spokesperson:": of those who may answer the one of that office, else the first."""
    own = (m for m in answers if answer in (m.title or scene.reading.text[slice(*m.extent)]).lower().split())
    who = next(own, next(iter(answers), None))
    return None if who is None else (who.index, label)
