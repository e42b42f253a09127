"""The values between the stages: what reading finds in a text, before anybody knows who is who.

All extents are half-open, in Unicode code points of the document's text. Indices point into the tuples of `Reading`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from dragoman.model.record import Basis

BlockKind = Literal["headline", "dateline", "label", "byline", "body", "caption", "boilerplate", "reference"]
MentionKind = Literal[
    "person", "role", "organization", "state", "group", "media", "pronoun", "place", "agreement", "name"
]


class Extent(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text of one kind; a paragraph of body text, a headline, a by-line.

    A label is the day, with its place, before one item of a bulletin: "2 Aug, Soum Province:".
    """

    kind: BlockKind
    extent: Extent
    place: Extent | None = None  # of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    index: int
    extent: Extent
    block: BlockKind
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A date as told, resolved as far as it can be: `edtf` None where it cannot."""

    extent: Extent
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: Basis
    relation: Literal["at", "before", "after", "by", "since", "until", "during"] = "at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that may name or describe an actor, a place or an agreement.

    person: has a name. role: persons told by office or part ("the Azerbaijani security chief", "the two ministers").
    organization: named or described ("the ministry"). group: "rebels", "the Turkish delegation". name: capitalised,
    nothing else known of it. `country` is ISO 3166-1 alpha-3, told inside the mention. `body` is an organization told
    inside a person's mention ("State Security Service"), `scope` a country or body that limits the title, by mention.
    """

    index: int
    kind: MentionKind
    extent: Extent
    sentence: int
    head: str  # lemma of the head noun, lower case; for names the last word
    head_extent: Extent
    name: str | None = None
    name_extent: Extent | None = None
    acronym: str | None = None
    alias: str | None = None
    country: str | None = None
    country_extent: Extent | None = None
    title: str | None = None
    title_extent: Extent | None = None
    body: str | None = None
    body_extent: Extent | None = None
    body_acronym: str | None = None
    rank: str | None = None
    sectors: tuple[str, ...] = ()
    plural: bool = False
    count: int | None = None
    definite: bool = False
    former: bool = False
    gender: Literal["m", "f"] | None = None
    possessor: int | None = None
    apposed: int | None = None  # the mention that this one renames or is renamed by
    scope: tuple[int, ...] = ()  # states or bodies in "the envoys of A, B and C"
    leader: int | None = None  # "the delegation led by X"
    entity: str | None = None  # id in a lexicon table (state, igo, media, agreement kind)


FrameKind = Literal["verb", "noun"]
Link = Literal["root", "conj", "xcomp", "ccomp", "advcl", "relcl", "acl", "light", "prep", "parataxis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arg:
    """One argument of a frame.

    role: subject, object, indirect, agent (a passive's by-phrase), attribute, possessor, compound, or a preposition.
    `mentions` holds the head's mention and those coordinated with it; `heads` the lemmas of head and conjuncts, with
    compounds joined to it ("peace accord") and classes added by the lexicon ("@agreement").
    """

    role: str
    extent: Extent  # the whole phrase
    head_extent: Extent
    heads: tuple[str, ...]
    mentions: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()  # lemmas of everything inside the phrase
    frame: int | None = None  # the noun or clause frame that this argument is, if it is one
    timed: bool = False  # a time and nothing else: "on Tuesday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A predicate with its arguments, whether a verb ("A visited B") or a noun ("A's visit to B").

    `link` says how it hangs on `parent`; `prep` is the preposition of a prep link. `mark` is the subordinator ("if").
    """

    index: int
    sentence: int
    kind: FrameKind
    lemma: str  # with its particle: "pull out"
    extent: Extent  # the predicate word
    clause: Extent  # predicate with all that hangs on it
    args: tuple[Arg, ...] = ()
    negated: bool = False
    modal: str | None = None
    tense: Literal["past", "present", "future", "none"] = "none"
    perfect: bool = False
    passive: bool = False
    mood: Literal["indicative", "infinitive", "participle", "imperative"] = "indicative"
    parent: int | None = None
    link: Link = "root"
    prep: str | None = None
    mark: str | None = None
    quoted: bool = False
    times: tuple[int, ...] = ()  # time expressions that hang on this frame
    adverbs: tuple[str, ...] = ()
    progressive: bool = False  # told as going on: "are massing"
    alone: bool = False  # a noun that tells an act without a verb: "the raid by A", not "the position of A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    extent: Extent  # inside the marks
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in a text: its layout, its mentions, its frames, its times."""

    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    frames: tuple[Frame, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    title: str | None = None
    outlet: str | None = None
    outlet_extent: Extent | None = None
    issuer: Extent | None = None
    byline: str | None = None
    language: str | None = None
    published: TimeExpression | None = None
    dateline_place: Extent | None = None
    issues: tuple[tuple[str, str, Extent | None], ...] = field(default=())

    def frames_of(self, sentence: int) -> tuple[Frame, ...]:
        """The frames of one sentence, in time that does not grow with the text: both tuples go sentence by sentence."""
        return _of(self.frames, sentence)

    def mentions_of(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of one sentence, likewise."""
        return _of(self.mentions, sentence)

    def times_in(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The times that begin in a stretch of text, likewise."""
        first = bisect_left(self.times, start, key=lambda time: time.extent.start)
        return self.times[first : bisect_left(self.times, end, lo=first, key=lambda time: time.extent.start)]


Told = TypeVar("Told", Frame, Mention)


def _of(told: tuple[Told, ...], sentence: int) -> tuple[Told, ...]:
    first = bisect_left(told, sentence, key=attrgetter("sentence"))
    return told[first : bisect_right(told, sentence, lo=first, key=attrgetter("sentence"))]
