"""Where what comes in meets the store: known or not, worth reading or not, read, and taken."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Coder
from dragoman.model.source_text import Item, Refused
from dragoman.pipeline import asked_of, coder_of
from dragoman.record.cut import document_id
from dragoman.scale import Failed, read_many
from dragoman.screening import Skipped, gate
from dragoman.store import Prepared, Recoded, Store, Taken, prepared, recode

KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of one thing that was offered: its outcome, with a code and a reason where it has one."""

    name: str
    outcome: str
    code: str | None = None
    message: str | None = None
    document: str | None = None


@dataclass(slots=True)
class Summary:
    """How many became what, and of those not taken, for what reason."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, became: Became) -> None:
        """Count one."""
        self.outcomes[became.outcome] += 1
        if became.code is not None:
            self.reasons[became.outcome, became.code] += 1

    @property
    def troubles(self) -> int:
        """How many could not be taken and should have been."""
        return self.outcomes["refused"] + self.outcomes["failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How things are taken. screen: let the gate skip what holds no event. workers: processes that read.

    seconds: how long one text may take; None for ever.
    """

    screen: bool = True
    encoder: bool | Path = True
    workers: int = 1
    seconds: float | None = None


def take_all(
    offered: Iterable[Item | Refused], store: Store, options: Options = Options(), *, tell: Callable[[Became], None]
) -> Summary:
    """Take everything that is offered, in its order; `tell` hears what became of each when it is so for good.

    Done twice, or broken off and done again, it makes the same store. Raises LexiconError, ModelError and StoreError.
    """
    summary = Summary()
    for became in _taken(offered, store, options):
        summary.note(became)
        tell(became)
    return summary


@dataclass(frozen=True, slots=True)
class _Way:
    """One that is under way: what is offered, and what is known of it before it is read."""

    offered: Item | Refused
    became: Became | None  # nothing is to be read
    skipped: Skipped | None = None


def _taken(offered: Iterable[Item | Refused], store: Store, options: Options) -> Iterator[Became]:
    lexicon = load_lexicon()
    asked = asked_of(options.encoder)
    coder = coder_of(lexicon.digest, asked and asked.digest)
    ways = ((way, _to_read(way)) for way in (_way(one, store, options, coder) for one in offered))
    read = read_many(ways, workers=options.workers, then=prepared, encoder=options.encoder, seconds=options.seconds)
    for way, told in read:
        yield way.became or _noted(way, told, store)


def _to_read(way: _Way) -> Item | None:
    if way.became is not None or way.skipped is not None or isinstance(way.offered, Refused):
        return None
    return way.offered


def _way(offered: Item | Refused, store: Store, options: Options, coder: Coder) -> _Way:
    if isinstance(offered, Refused):
        store.writer.refuse(offered)
        outcome = "passed" if offered.passed_over else "refused"
        return _Way(offered, Became(name=offered.name, outcome=outcome, code=offered.code, message=offered.message))
    name = offered.raw.name
    there = store.writer.known(offered, coder)
    if there.outcome == "taken" or (there.outcome == "skipped" and options.screen):
        return _Way(offered, Became(name=name, outcome=KNOWN, document=there.document))
    if not there.must_read:
        return _Way(offered, _became(name, store.writer.take(offered, None)))
    if options.screen:
        told = gate(offered.raw.text, offered.raw.title, load_lexicon())
        if isinstance(told, Skipped):
            return _Way(offered, None, told)
    return _Way(offered, None)


def _noted(way: _Way, told: Prepared | Failed | None, store: Store) -> Became:
    item = way.offered
    if isinstance(item, Refused):
        raise TypeError(f"{item.name}: is refused, and was to be read")
    name = item.raw.name
    if way.skipped is not None:
        store.writer.note(item, "skipped", way.skipped.code, way.skipped.reason)
        return Became(name=name, outcome="skipped", code=way.skipped.code, message=way.skipped.reason)
    if isinstance(told, Failed):
        store.writer.note(item, "failed", told.code, told.message)
        return Became(name=name, outcome="failed", code=told.code, message=told.message)
    return _became(name, store.writer.put(told if told is not None else prepared(item, None)))


def recode_all(store: Store, *, encoder: bool | Path = True, workers: int = 1) -> Iterator[Recoded]:
    """Read again what another coder read, one report after another; each is done for good when it is told."""
    asked = asked_of(encoder)
    items = store.outdated(coder_of(load_lexicon().digest, asked and asked.digest))
    for item, told in read_many(((item, item) for item in items), workers=workers, then=prepared, encoder=encoder):
        document = document_id(item.raw.text)
        if not isinstance(told, Prepared):
            why = told.message if told is not None else "was not read"
            yield Recoded(name=item.raw.name, document=document, failed=why)
            continue
        yield recode(store.writer, told)


def _became(name: str, taken: Taken) -> Became:
    return Became(name=name, outcome=taken.outcome, document=taken.document)
