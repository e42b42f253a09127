"""The working memory of linking: actors as they gather mentions. Nothing of it leaves the room but frozen values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.names import parts_of
from dragoman.model.findings import StatementFinding
from dragoman.model.linked import LinkedActor, Unresolved
from dragoman.model.reading import Extent, Frame, Mention, Reading
from dragoman.model.record import ActorKind

Holders = dict[frozenset[str], list[tuple[int, str]]]  # mentions with their states, by the words of an office

SHORT = 12  # characters before a mention in which a word right before it is looked for


@dataclass(slots=True)
class Entry:
    """An actor in the making."""

    number: int
    kind: ActorKind
    names: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    rank: str | None = None
    gender: str | None = None
    entity: str | None = None
    parts: tuple[str, ...] = ()
    shown: str | None = None
    bodies: list[int] = field(default_factory=list)  # of a person: the bodies it heads or speaks for

    def call(self, name: str | None) -> None:
        """Know one more name."""
        if name and name not in self.names:
            self.names.append(name)

    @property
    def name(self) -> str:
        """The fullest name told."""
        return self.shown or max(self.names, key=lambda name: (len(name.split()), len(name)), default="")


@dataclass(slots=True)
class Book:
    """Everything linking knows so far of one reading."""

    reading: Reading
    lexicon: Lexicon
    told: tuple[Mention, ...] = ()  # persons once more, for each office that a clause tells of them
    voices: dict[int, StatementFinding] = field(default_factory=dict)  # in whose own words a mention stands
    later: dict[int, int] = field(default_factory=dict)  # who is named later, by the mention of his office
    entries: list[Entry] = field(default_factory=list)
    of: dict[int, tuple[int, ...]] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)
    subjects: frozenset[int] = frozenset()
    taking: frozenset[int] = frozenset()  # mentions that take part in some act, and do not only own who does
    present: frozenset[int] = frozenset()  # those of them that act, or are met or told, themselves
    mains: frozenset[int] = frozenset()  # the subjects of main clauses
    # coordinated mentions, by the sentence of the last
    groups: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    home: str | None = None
    # the states of paragraphs under a heading or with a dateline of their own
    local: dict[int, tuple[str, ...]] = field(default_factory=dict)
    assumed: set[int] = field(default_factory=set)  # persons whose state nothing tells
    dealings: dict[int, tuple[bool, str | None]] = field(default_factory=dict)  # of these, by serving
    counted: dict[str, int] = field(default_factory=dict)  # how often the body tells each state, in order
    writers: list[Entry] | None = None  # in whose name the report is written, where it says "we"; found once
    sole: Holders | None = None  # who is told with an office of which a state has one; found once
    colleagues: tuple[Mention, ...] | None = None  # "his Surinamese counterpart"; found once
    outlets: frozenset[str] = frozenset()  # the names of outlets that no table has
    initials: dict[str, set[int]] = field(default_factory=dict)  # persons by the first letters of their names
    states: dict[str, int] = field(default_factory=dict)
    joint: dict[int, tuple[int, ...]] = field(default_factory=dict)  # bodies of several states, with these
    pair: tuple[int, tuple[str, str]] | None = None  # the two states last told as two, and in which sentence
    recent: dict[int, tuple[int, ...]] = field(default_factory=dict)  # actors by sentence, until it tells of more

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.reading.mentions

    @property
    def persons(self) -> Iterator[Mention]:
        """Those named as persons, once for each telling of an office."""
        yield from (mention for mention in (*self.mentions, *self.told) if mention.kind == "person")

    def text(self, extent: Extent) -> str:
        """The words of an extent on one line."""
        return " ".join(self.reading.text[extent.start : extent.end].split())

    def frames_about(self, mentions: Iterable[int]) -> Iterator[Frame]:
        """The frames of the sentences that these mentions stand in, in text order."""
        for sentence in sorted({self.mentions[m].sentence for m in mentions}):
            yield from self.reading.frames_of(sentence)

    def word_before(self, mention: Mention) -> str:
        """The word right before a mention, as an article or a pronoun is; none longer is looked for."""
        start = mention.extent.start
        return next(iter(self.reading.text[max(0, start - SHORT) : start].split()[-1:]), "")

    def is_counted(self, entry: Entry) -> bool:
        """Whether somebody is first told with a number: "four fighters", "110 soldiers"."""
        first = self.mentions[entry.mentions[0]] if entry.mentions else None
        return first is not None and (first.count is not None or self.reading.text[first.extent.start].isdigit())

    def new(self, kind: ActorKind, name: str, country: str | None = None) -> Entry:
        """A new actor."""
        entry = Entry(number=len(self.entries), kind=kind, country=country)
        entry.call(name)
        if kind == "person":
            self.know(entry, parts_of(name, self.lexicon.names.name_particles))
        self.entries.append(entry)
        return entry

    def add(self, mention: Mention, *entries: Entry, named: bool = False) -> None:
        """A mention stands for these actors."""
        self.of[mention.index] = tuple(entry.number for entry in entries)
        self.recent.pop(mention.sentence, None)
        for entry in entries:
            entry.mentions.append(mention.index)
            entry.extents.append(mention.name_extent if named and mention.name_extent else mention.extent)

    def leave(self, mention: Mention) -> None:
        """A reference stays unresolved, and is reported."""
        self.unresolved.append(Unresolved(mention=mention.index, extent=mention.extent, told=self.text(mention.extent)))

    def nearest(self, mention: Mention, kinds: tuple[ActorKind, ...], reach: int = 6) -> Iterator[Entry]:
        """Actors of these kinds told before, nearest first; of one sentence subjects first, above all the main one."""
        seen: set[int] = set()
        for sentence in range(mention.sentence, max(-1, mention.sentence - reach - 1), -1):
            if sentence == mention.sentence:
                told = self._told(sentence, mention.head_extent.start)
            else:
                if sentence not in self.recent:
                    self.recent[sentence] = self._told(sentence)
                told = self.recent[sentence]
            for number in told:
                if number not in seen and self.entries[number].kind in kinds:
                    seen.add(number)
                    yield self.entries[number]

    def _told(self, sentence: int, before: int | None = None) -> tuple[int, ...]:
        """The actors of a sentence, each once, as `nearest` gives them; those before a place where one is given."""
        recent = [
            m
            for m in self.reading.mentions_of(sentence)
            if (before is None or m.head_extent.start < before) and m.index in self.of
        ]
        recent.sort(key=lambda m: (m.index not in self.mains, m.index not in self.subjects, -m.head_extent.start))
        return tuple(dict.fromkeys(number for m in recent for number in self.of[m.index]))

    def before(self, mention: Mention, kinds: tuple[ActorKind, ...], reach: int = 6) -> list[Entry]:
        """All of `nearest`."""
        return list(self.nearest(mention, kinds, reach))

    def namesakes(self, parts: tuple[str, ...]) -> list[Entry]:
        """The persons of whom some part of the name begins as one of these does."""
        numbers = {number for part in parts for number in self.initials.get(part[:1], ())}
        return [self.entries[number] for number in sorted(numbers)]

    def know(self, entry: Entry, parts: tuple[str, ...]) -> None:
        """A person has these name parts."""
        entry.parts = parts
        for part in parts:
            self.initials.setdefault(part[:1], set()).add(entry.number)

    def state(self, country: str) -> Entry:
        """The actor of a state, made where it is new."""
        if country in self.states:
            return self.entries[self.states[country]]
        known = self.lexicon.world.actors.get(country)
        entry = self.new("state", known.name if known else country, country)
        self.states[country] = entry.number
        entry.shown = known.name if known else country
        entry.entity = country
        entry.sectors = ["GOV"]
        return entry

    def frozen(self) -> tuple[LinkedActor, ...]:
        """The actors as values."""
        return tuple(
            LinkedActor(
                kind=entry.kind,
                name=entry.name,
                aliases=tuple(name for name in dict.fromkeys((*entry.names, *entry.acronyms)) if name != entry.name),
                country=entry.country,
                sectors=tuple(dict.fromkeys(entry.sectors)),
                extents=tuple(sorted(set(entry.extents))),
                entity=entry.entity,
            )
            for entry in self.entries
        )


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """A name as it is compared."""
    return fold(name).replace("-", " ").replace("'", "")
