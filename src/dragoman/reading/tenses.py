"""Whether what a time is told of is past or to come, by the clause that it stands in."""

from collections.abc import Callable, Sequence

from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Frame
from dragoman.reading.date_parts import RawTime
from dragoman.reading.dates import ENDS
from dragoman.reading.terms import conceded


def tenses_of(
    raws: Sequence[RawTime], frames: Sequence[Frame], text: str, grammar: Grammar
) -> Callable[[RawTime], bool | None]:
    """Whether the clause that a time stands in is told as past: True, False for future, None for unknown."""
    numbers = {id(raw): number for number, raw in enumerate(raws)}
    tense: dict[int, bool] = {}
    for frame in frames:
        if frame.kind != "verb":
            continue
        told = {"past": True, "present": True if frame.perfect else None, "future": False}.get(frame.tense)
        if told is None and (frame.modal is not None or frame.mood == "infinitive"):
            told = frame.perfect  # "may have crossed on Friday", "is believed to have struck a convoy on Saturday"
        above = None if frame.parent is None else frames[frame.parent]
        if told is None and frame.link == "advcl" and above is not None:
            # "would raise it when the two meet on December 11", "spoke before they meet on Tuesday"
            told = False if frame.tense == "present" and (above.tense != "present" or above.modal) else None
        ahead = above is not None and above.tense == "future" and not frame.perfect
        if told is None and ahead and frame.mood == "participle" and frame.link in {"prep", "advcl"}:
            told = False  # "Before leaving for Madrid on Saturday, the minister will meet"
        planned = told is None and frame.tense == "present" and frame.link == "root"
        # "was to leave by 1 September", "had demanded that it leave by then": the term may be over
        past = told is False and above is not None and above.tense == "past"
        aside = above is not None and above.link == "relcl"  # "which Peru undertook to open by Aug. 31"
        open_ended = past and above is not None and (above.perfect or aside or above.lemma in grammar.copulas)
        open_ended = open_ended or (told is False and above is not None and conceded(above, text, grammar))
        # "is expected to have left by Friday"
        open_ended = open_ended or bool(told and frame.perfect and frame.tense == "none")
        called = {arg.extent for arg in frame.args if arg.timed and f"{frame.lemma} {arg.role}" in grammar.called_for}
        for time in frame.times:
            if open_ended and raws[time].relation in ENDS:
                continue
            if any(one.start <= raws[time].extent.start < one.end for one in called):
                tense[time] = False  # "convened a meeting for Thursday"
                continue
            if told is False and above is not None and _is_of_above(raws[time], frame, above, grammar):
                tense[time] = True
                continue
            # "invited them to a round in November", which may be the last or the next
            if told is not None and not (
                raws[time].awaited and raws[time].kind == "date" and told and not frame.perfect
            ):
                tense[time] = told  # the innermost clause comes last
            elif planned and raws[time].kind == "weekday" and raws[time].inner.end < frame.extent.start:
                tense[time] = False  # "On Thursday he travels to Yaoundé"
    return lambda raw: tense.get(numbers[id(raw)])


def _is_of_above(raw: RawTime, frame: Frame, above: Frame, grammar: Grammar) -> bool:
    """Whether a time behind an infinitive is that of the verb above it: "refused to sign the pact on Monday".

    "agreed to extend the truce on Saturday", "marched to demand action on Monday"; not "agreed to meet on Friday",
    "was due to leave on Friday", "flew to Cairo on Sunday to see him on Tuesday".
    """
    infinitive = frame.mood == "infinitive" and frame.modal is None and frame.tense == "none"
    if not infinitive or raw.relation != "at" or above.kind != "verb" or above.tense != "past" or above.times:
        return False
    if above.lemma in grammar.attempting:
        return True
    awaited = grammar.copulas | grammar.scheduled | grammar.arranged | grammar.wanting
    return raw.kind == "weekday" and above.lemma not in awaited and frame.lemma not in grammar.appointed
