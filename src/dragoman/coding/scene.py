"""What coding looks at: one reading with the frames under each frame, and who stands inside a phrase."""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.coding.match import ACTORS
from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Arg, Extent, Frame, Mention, Reading

SEATS = frozenset({"capital", "seat"})
WORD = 12  # characters before a name in which its preposition stands


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A reading, its lexicon, its frames by parent, and its actors by where their heads start; equal only to itself."""

    reading: Reading
    lexicon: Lexicon
    below: dict[int, tuple[int, ...]]
    starts: tuple[int, ...]
    actors: tuple[int, ...]
    persons: frozenset[str] = frozenset()  # the surnames of those told with title or rank

    @property
    def frames(self) -> tuple[Frame, ...]:
        return self.reading.frames

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.reading.mentions

    def children(self, frame: Frame) -> Iterator[Frame]:
        """Give the frames that hang on this one."""
        for index in self.below.get(frame.index, ()):
            yield self.frames[index]

    def above(self, frame: Frame) -> Iterator[Frame]:
        """Give the frames over this one, nearest first."""
        seen = set()
        while frame.parent is not None and frame.parent not in seen:
            seen.add(frame.parent)
            frame = self.frames[frame.parent]
            yield frame

    def sides_in(self, arg: Arg) -> tuple[int, ...]:
        """Give the actors that a phrase is, or else those whose act it names."""
        direct = tuple(m for m in arg.mentions if self.mentions[m].kind in ACTORS)
        if direct:
            crew = self._crew(arg, direct)
            return direct if crew is None else crew
        if arg.frame is not None:
            inner = self.frames[arg.frame]
            for role in self.lexicon.grammar.noun_subjects:
                found = [m for a in inner.args if a.role == role for m in a.mentions if self.mentions[m].kind in ACTORS]
                if found:
                    return tuple(dict.fromkeys(found))
        return ()

    def _crew(self, arg: Arg, named: tuple[int, ...]) -> tuple[int, ...] | None:
        """Give whose craft a name is, if one: of "the Turkish frigate Gediz" and of "a C-130 of the air force".

        Nothing is done to a craft of nobody: "seized the longliner Golden Star".
        """
        if len(named) > 1 or self.mentions[named[0]].kind != "name":
            return None
        told = self.reading.text[arg.extent.start : self.mentions[named[0]].extent.start].lower().split()
        craft = not self.lexicon.grammar.crafts.isdisjoint((*arg.words, *told))
        if not craft and not any(letter.isdigit() for letter in self.mentions[named[0]].name or ""):
            return None
        owners = (m for m in self.within(arg.extent) if self.mentions[m].kind in {"state", "organization"})
        return tuple(owners)[:1] or (() if craft and arg.role == "object" else None)

    def actors_in(self, arg: Arg) -> tuple[int, ...]:
        """Give the actors that a phrase is, or else those inside it: whose it is and by whom first, then any other."""
        return self.sides_in(arg) or self._first_group(self.within(arg.extent))

    def within(self, extent: Extent, limit: int | None = None) -> tuple[int, ...]:
        """Give the actors whose mentions lie in an extent, in text order."""
        first = bisect.bisect_left(self.starts, extent.start)
        last = bisect.bisect_left(self.starts, extent.end)
        found = tuple(m for m in self.actors[first:last] if self.mentions[m].head_extent.end <= extent.end)
        return found if limit is None else found[:limit]

    def _first_group(self, found: tuple[int, ...]) -> tuple[int, ...]:
        """Take the first of several and those coordinated with it: "a truce between Armenia and Azerbaijan"."""
        group = list(found[:1])
        for mention in found[1:]:
            gap = self.reading.text[self.mentions[group[-1]].extent.end : self.mentions[mention].extent.start]
            if " ".join(gap.split()) not in self.lexicon.grammar.coordinators:
                break
            group.append(mention)
        return tuple(group)

    def lies(self, index: int, frame: Frame) -> bool:
        """Whether a mention is where that was of which a clause goes on: "the attack in Kigali, which killed"."""
        mention = self.mentions[index]
        fronted = frame.link == "relcl" and mention.extent.end <= frame.clause.start
        return fronted and self.is_placed(mention) and self.is_place(mention)

    def is_placed(self, mention: Mention) -> bool:
        """Whether a preposition of place stands before a mention: "in Tallinn"."""
        start = mention.extent.start
        before = self.reading.text[max(0, start - WORD) : start].lower().split()[-1:]
        return bool(before) and before[0] in self.lexicon.grammar.place_prepositions

    def suffers(self, index: int, frame: Frame) -> bool:
        """Whether a clause goes on with a blow behind whom it fell on: "an attack on tourists that killed two"."""
        grammar = self.lexicon.grammar
        first = self.reading.text[frame.clause.start : frame.clause.end].lower().split()[:1]
        if frame.link != "relcl" or not grammar.personal.isdisjoint(first):
            return False
        doers = {"subject", "compound", *grammar.agents, *grammar.companions}
        return any(
            index in arg.mentions and arg.role not in doers
            for blow in self.reading.frames_of(frame.sentence)
            if blow.kind == "noun" and blow.extent.end <= self.mentions[index].extent.start
            for arg in blow.args
            if any(cue.type == "ASSAULT" for cue in self.lexicon.cues.by_noun.get(blow.lemma, ()))
        )

    def is_place(self, mention: Mention) -> bool:
        """Whether a mention may be a place: a name, or a state told by its capital."""
        return mention.kind in {"name", "place"} or self.is_seat(mention)

    def is_seat(self, mention: Mention) -> bool:
        """Whether a state is told by its capital: "killed in the Kabul bombing"."""
        known = self.lexicon.world.find(mention.name or "") if mention.kind == "state" else ()
        return bool(known) and known[0].form_kind in SEATS

    def dies(self, frame: Frame) -> bool:
        """Whether a verb tells of its subject's death: "died", "lost their lives"."""
        return self.lexicon.grammar.dies(frame.lemma, (h for a in frame.args if a.role == "object" for h in a.heads))

    def args(self, frame: Frame, roles: Iterable[str]) -> Iterator[Arg]:
        """Give the arguments with these roles, in the order of the roles."""
        for role in roles:
            for arg in frame.args:
                if arg.role == role:
                    yield arg

    def telling(self, frame: Frame) -> Extent:
        """Give what tells the act: for a noun that a verb carries, from the verb on: "will hold talks with B"."""
        if frame.link != "light" or frame.kind != "noun" or frame.parent is None:
            return frame.clause
        verb = self.frames[frame.parent].extent
        return Extent(verb.start, frame.clause.end) if verb.end <= frame.clause.start else frame.clause


def set_scene(reading: Reading, lexicon: Lexicon) -> Scene:
    """Set the scene of a reading."""
    below: dict[int, list[int]] = {}
    for frame in reading.frames:
        if frame.parent is not None:
            below.setdefault(frame.parent, []).append(frame.index)
    actors = sorted((m.head_extent.start, m.index) for m in reading.mentions if m.kind in ACTORS)
    return Scene(
        reading,
        lexicon,
        {parent: tuple(children) for parent, children in below.items()},
        starts=tuple(start for start, _ in actors),
        actors=tuple(index for _, index in actors),
        persons=frozenset(m.head for m in reading.mentions if m.kind == "person"),
    )
