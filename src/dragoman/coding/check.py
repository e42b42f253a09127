"""Cues prove themselves: examples are coded by their cue with exactly the marked spans, counter-examples never."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.events import code_events
from dragoman.coding.scene import set_scene
from dragoman.lexicon.cues import Cue, Example
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import EventFinding
from dragoman.model.reading import Reading

Read = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class Fault:
    """An example or counter-example that does not hold."""

    cue: str
    text: str
    told: str

    def __str__(self) -> str:
        return f"{self.cue}: {self.told}: {self.text}"


def check_cues(cues: Sequence[Cue], lexicon: Lexicon, read: Read) -> Iterator[Fault]:
    """Give the faults of these cues' examples."""
    for cue in cues:
        for example in cue.examples:
            told = fault_of(cue, example, lexicon, read)
            if told is not None:
                yield Fault(cue.id, example.text, told)
        for counter in cue.counters:
            if any(event.cue == cue.id for event in _events(counter.text, lexicon, read)[1]):
                yield Fault(cue.id, counter.text, f"counter-example is coded ({counter.why})")


def fault_of(cue: Cue, example: Example, lexicon: Lexicon, read: Read) -> str | None:
    """Tell what is wrong with an example, None where it holds."""
    reading, events = _events(example.text, lexicon, read)
    mine = [event for event in events if event.cue == cue.id and event.predicate == example.event]
    if not mine:
        coded = [f"{event.cue} on {_slice(example.text, event.predicate)!r}" for event in events]
        return f"not coded; found {coded}"
    event = mine[0]
    for what, wanted, found in (
        ("actors", example.actors, event.actors),
        ("recipients", example.recipients, event.recipients),
    ):
        spans = {tuple(reading.mentions[m].extent) for m in found}
        if spans != set(wanted):
            told = sorted(_slice(example.text, span) for span in spans)
            return f"{what} are {told}, marked {sorted(_slice(example.text, span) for span in wanted)}"
    return None


def _events(text: str, lexicon: Lexicon, read: Read) -> tuple[Reading, tuple[EventFinding, ...]]:
    reading = read(text)
    return reading, code_events(set_scene(reading, lexicon))


def _slice(text: str, span: tuple[int, ...]) -> str:
    return text[span[0] : span[1]]
