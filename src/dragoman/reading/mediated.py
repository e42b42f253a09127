"""Talks that somebody mediates, told as still to come: so is the mediation, and on the same day.

"Talks brokered by Kenya will begin next week", "is to host talks between A and B, mediated by C, on 20 March".
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Frame


def with_mediation(frames: Sequence[Frame], grammar: Grammar) -> tuple[Frame, ...]:
    """The frames, a mediation with the times and the tense of the clause that tells of talks to come."""
    return tuple(_as_talks(frame, frames) if _sees_to(frame, grammar) else frame for frame in frames)


def _sees_to(frame: Frame, grammar: Grammar) -> bool:
    return frame.link == "acl" and frame.lemma in grammar.seeing_to and not frame.times


def _as_talks(frame: Frame, frames: Sequence[Frame]) -> Frame:
    noun = frames[frame.parent] if frame.parent is not None else None
    verb = frames[noun.parent] if noun is not None and noun.parent is not None else None
    if noun is None or verb is None or noun.kind != "noun" or verb.kind != "verb" or verb.negated:
        return frame
    if not any(arg.role in {"subject", "object"} and noun.lemma in arg.heads for arg in verb.args):
        return frame
    ahead = verb.tense == "future" or (verb.modal is not None and verb.tense != "past")
    return replace(frame, times=verb.times, tense="future") if ahead else frame
