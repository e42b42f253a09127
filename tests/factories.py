"""Readings made by hand, without the language model: sentences as lists of words, mentions, predicates and times.

    reading(
        [person("Ari Bek", title="Minister"), " ", act("met", subject=[0], object=[1]), " ", state("Oman", "OMN"), "."],
        [pronoun("He"), " ", act("left", "leave", subject=[2]), "."],
    )

Mentions are numbered in text order, over all sentences, as the indices that predicates name them by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.lexicon.load import load_lexicon
from dragoman.linking.link import link
from dragoman.model.linked import Linked
from dragoman.model.reading import (
    Arg,
    BlockKind,
    Extent,
    Frame,
    Mention,
    MentionKind,
    Reading,
    Sentence,
    TimeExpression,
)
from dragoman.model.record import Basis

SHIFTED = ("extent", "head_extent", "name_extent", "country_extent", "title_extent", "body_extent")


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with its words; its extents count from the first of them."""

    words: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Act:
    """A predicate; `args` are the mentions' indices by role."""

    words: str
    lemma: str
    args: Mapping[str, Sequence[int]]
    known: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class At:
    """A time that hangs on the last predicate before it, or on the next where it opens the sentence."""

    words: str
    edtf: str | None
    basis: Basis = "stated"


Part = str | Told | Act | At


def told(kind: MentionKind, words: str, *, head: str | None = None, **known: Any) -> Told:  # noqa: ANN401 any field
    """Make a mention of these words; "the" before them makes it definite, and is no part of it.

    The extents of name, title and body are found in the words.
    """
    bare_words = words.removeprefix("the ").removeprefix("The ")
    by = len(words) - len(bare_words)
    last = bare_words.rsplit(maxsplit=1)[-1]
    head = head or last.lower()
    begin = bare_words.lower().find(head.lower())
    place = (begin, begin + len(head)) if begin >= 0 else (len(bare_words) - len(last), len(bare_words))
    for name in ("name", "title", "body"):
        value = known.get(name)
        if value is not None and value in bare_words:
            at = by + bare_words.index(value)
            known[f"{name}_extent"] = Extent(at, at + len(value))
    mention = Mention(
        index=0, kind=kind, extent=Extent(by, len(words)), sentence=0, head=head,
        head_extent=Extent(by + place[0], by + place[1]), **{"definite": by > 0, **known},
    )  # fmt: skip
    return Told(words, mention)


def person(words: str, **known: Any) -> Told:  # noqa: ANN401 any field
    """Make a person's mention; the name is all its words unless told."""
    name = known.pop("name", words)
    return told("person", words, **{"name": name, "head": name.split()[-1], **known})


def state(words: str, iso3: str) -> Told:
    """Make a state's mention."""
    return told("state", words, name=words, entity=iso3, country=iso3)


def organization(words: str, **known: Any) -> Told:  # noqa: ANN401 any field
    """Make the mention of a body, named where `name` is told."""
    return told("organization", words, **known)


def role(words: str, head: str, **known: Any) -> Told:  # noqa: ANN401 any field
    """Make the mention of somebody told by office."""
    return told("role", words, head=head, **known)


def pronoun(words: str) -> Told:
    """Make a pronoun."""
    return told("pronoun", words, head=words.lower())


def bare(words: str, **known: Any) -> Told:  # noqa: ANN401 any field
    """Make a capitalised name of which nothing else is known."""
    return told("name", words, **{"name": words, **known})


def act(words: str, lemma: str | None = None, *, known: Mapping[str, Any] | None = None, **args: Sequence[int]) -> Act:
    """Make a predicate, with its mentions by role: subject=[0], object=[1]; "in_" is the preposition "in"."""
    return Act(words, lemma or words, {role.rstrip("_"): mentions for role, mentions in args.items()}, known or {})


def reading(*sentences: Sequence[Part], block: BlockKind = "body", **known: Any) -> Reading:  # noqa: ANN401 any field
    """Put sentences together, with a space between them."""
    maker = _Maker(block)
    for parts in sentences:
        maker.add(parts)
    made = Reading(
        text=maker.text, sentences=tuple(maker.sentences), mentions=tuple(maker.mentions), frames=(), language="en",
        times=tuple(maker.times),
    )  # fmt: skip
    return replace(made, frames=tuple(maker.frames(made.mentions)), **known)


def names_of(linked: Linked, mention: int) -> list[str]:
    """Give the names of the actors that a mention stands for."""
    return [linked.actors[actor].name for actor in linked.of.get(mention, ())]


def linked(*sentences: Sequence[Part], **known: Any) -> Linked:  # noqa: ANN401 any field
    """Link a reading made of these sentences, with the real lexicon."""
    return link(reading(*sentences, **known), load_lexicon())


class _Maker:
    """Gathers words, mentions, predicates and times with their offsets."""

    def __init__(self, block: BlockKind) -> None:
        self.block = block
        self.text = ""
        self.sentences: list[Sentence] = []
        self.mentions: list[Mention] = []
        self.times: list[TimeExpression] = []
        self.acts: list[tuple[int, int, Act]] = []  # sentence, start
        self.timed: list[tuple[int, int]] = []  # sentence, number of the time

    def add(self, parts: Sequence[Part]) -> None:
        """Add a sentence."""
        self.text += " " * bool(self.text)
        start, number = len(self.text), len(self.sentences)
        for part in parts:
            self._part(part, number)
        extent = Extent(start, len(self.text))
        self.sentences.append(Sentence(index=number, extent=extent, block=self.block, paragraph=0))

    def _part(self, part: Part, sentence: int) -> None:
        at = len(self.text)
        match part:
            case Told(mention=mention):
                moved: dict[str, Any] = {name: _moved(getattr(mention, name), at) for name in SHIFTED}
                self.mentions.append(replace(mention, index=len(self.mentions), sentence=sentence, **moved))
            case Act():
                self.acts.append((sentence, at, part))
            case At():
                self.timed.append((sentence, len(self.times)))
                self.times.append(
                    TimeExpression(
                        extent=Extent(at, at + len(part.words)), edtf=part.edtf, earliest=part.edtf, latest=part.edtf,
                        basis=part.basis,
                    )
                )  # fmt: skip
        self.text += part if isinstance(part, str) else part.words

    def frames(self, mentions: Sequence[Mention]) -> Iterable[Frame]:
        """Make the frames, once all mentions are known."""
        for index, (sentence, start, made) in enumerate(self.acts):
            mine = tuple(n for s, n in self.timed if s == sentence)
            frame = Frame(
                index=index, sentence=sentence, kind="verb", lemma=made.lemma,
                extent=Extent(start, start + len(made.words)), clause=self.sentences[sentence].extent, tense="past",
                args=tuple(_arg(role, [mentions[m] for m in told]) for role, told in made.args.items()), times=mine,
            )  # fmt: skip
            yield replace(frame, **made.known)


def _arg(role: str, told: Sequence[Mention]) -> Arg:
    return Arg(
        role=role, extent=Extent(told[0].extent.start, told[-1].extent.end), head_extent=told[0].head_extent,
        heads=tuple(mention.head for mention in told), mentions=tuple(mention.index for mention in told),
    )  # fmt: skip


def _moved(extent: Extent | None, by: int) -> Extent | None:
    return Extent(extent.start + by, extent.end + by) if extent is not None else None
