"""Offices told in several ways as one: words in any order, without the state, what is former or acting set aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.model.identity import Mark

_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W_][\w.'’-]*|[&\N{EN DASH}\N{EM DASH}-]")
LONGEST_STATE = 6
MOST_KEPT = 100_000


class Office(NamedTuple):
    """An office: its words, sorted; the state or body it belongs to."""

    key: str
    seat: str | None

    @property
    def office(self) -> tuple[str, str | None]:
        return self.key, self.seat


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReader:
    """Reads titles by the tables of a lexicon; a title that was read is not read again."""

    lexicon: Lexicon
    _read: dict[tuple[str, str | None, str | None, bool], tuple[tuple[Office, str], ...]] = field(default_factory=dict)
    _fields: dict[str, frozenset[str]] = field(default_factory=dict)

    def offices(
        self, title: str, country: str | None, organization: str | None = None, *, foreign: bool = False
    ) -> tuple[tuple[Office, str], ...]:
        """The offices that a title tells, each with the words that tell it.

        "Prime Minister and Minister of Foreign Affairs" are two. `organization` is the body's name, `foreign` tells
        that it is no state's.
        """
        asked = (title, country, organization, foreign)
        found = self._read.get(asked)
        if found is None:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            found = self._read[asked] = tuple(self._told(title, country, organization, foreign=foreign))
        return found

    def _told(
        self, title: str, country: str | None, organization: str | None, *, foreign: bool
    ) -> Iterator[tuple[Office, str]]:
        words = self.lexicon.offices
        body = self._words(organization) if organization else ()
        known = self.lexicon.world.find(organization) if organization else ()
        entity = next((entry.id for entry in known if entry.kind != "state" and not entry.ambiguous), None)
        seat = entity or (" ".join(sorted(body)) if body else None) if foreign or country is None else country
        for piece in self._pieces(title):
            told = self._words(" ".join(piece))
            rest = frozenset(told) - frozenset(body) if foreign else frozenset(told)
            own = frozenset(body) - words.empty - frozenset(self.lexicon.names.bodies_of.values())
            if body and not foreign and not own <= rest and not self._tells_all(rest):
                rest |= frozenset(body)  # "deputy head" of one agency is not that of another
            key = " ".join(sorted(rest - words.empty)) or " ".join(sorted(told))
            if key:
                yield Office(words.phrases.get(key, key), seat), " ".join(piece)

    def _tells_all(self, told: frozenset[str]) -> bool:
        """Whether a title needs no body to be told from others: a state has one foreign minister."""
        office = Office(" ".join(told), None)
        return self.single(office) and bool(self.field_of(office))

    def _pieces(self, title: str) -> Iterator[list[str]]:
        words = self.lexicon.offices
        piece: list[str] = []
        told = self.without_states(_BRACKETS.sub(" ", title))
        for at, word in enumerate(told):
            ahead = told[at + 1 :]
            if fold(word) in words.joints and self._has_head(piece) and self._has_head(ahead):
                yield piece
                piece = []
            else:
                piece.append(word)
        while piece and fold(piece[-1]) in self.lexicon.names.of | self.lexicon.names.articles | words.joints:
            piece.pop()
        if piece:
            yield piece

    def _has_head(self, told: list[str]) -> bool:
        return any(fold(word) in self.lexicon.offices.heads for word in told)

    def without_states(self, title: str) -> list[str]:
        """The words of a title, or of a description of somebody, but those that name a state."""
        told = _WORD.findall(title)
        kept: list[str] = []
        at = 0
        while at < len(told):
            for size in range(min(LONGEST_STATE, len(told) - at), 0, -1):
                name = " ".join(told[at : at + size]).removesuffix("'s").removesuffix("’s")
                if name[:1].isupper() and any(entry.kind == "state" for entry in self.lexicon.world.find(name)):
                    at += size
                    break
            else:
                kept.append(told[at])
                at += 1
        return kept

    def _words(self, told: str) -> tuple[str, ...]:
        """The words of a title or a body as they are compared."""
        words = self.lexicon.offices
        aside = words.acting | words.former | words.designate | words.passing
        found: list[str] = []
        for word in fold(told).split():
            same = words.words.get(word)
            pieces = same or words.spelled(part.strip(".,'") for part in word.split("-"))
            found += [self.lexicon.grammar.singular(piece) for piece in pieces if piece and piece not in aside]
        return tuple(found)

    def words_of(self, name: str) -> frozenset[str]:
        """The words that tell a body: "Ministry of Defence of Chad" and "Chadian Defence Ministry" have the same."""
        told = self.without_states(_BRACKETS.sub(" ", name))
        return frozenset(self._words(" ".join(told))) - self.lexicon.offices.empty

    def mark(self, told: str) -> Mark | None:
        """Whether the words beside an office say that it is held for a time, no longer, or not yet."""
        words = self.lexicon.offices
        beside = {piece.strip(".,'") for word in fold(told).split() for piece in (word, *word.split("-"))}
        if beside & words.former:
            return "former"
        if beside & words.designate:
            return "designate"
        return "acting" if beside & words.acting else None

    def without_mark(self, title: str) -> str:
        """A title without the words that say that it is held no more: the office of a "former president"."""
        return " ".join(word for word in title.split() if fold(word) not in self.lexicon.offices.former) or title

    def field_of(self, office: tuple[str, str | None]) -> frozenset[str]:
        """What an office is about: its words without those that only say how high it is."""
        found = self._fields.get(office[0])
        if found is None:
            if len(self._fields) >= MOST_KEPT:
                self._fields.clear()
            words = self.lexicon.offices
            found = self._fields[office[0]] = frozenset(office[0].split()) - words.heads - words.deputies
        return found

    def about(self, office: tuple[str, str | None]) -> frozenset[str]:
        """What tells an office from others: "foreign" of a minister, "ambassador"; nothing of a leader."""
        return frozenset(office[0].split()) - self.lexicon.offices.vague - self.lexicon.offices.deputies

    def single(self, office: tuple[str, str | None]) -> bool:
        """Whether the office has one holder at a time."""
        words = self.lexicon.offices
        told = frozenset(office[0].split())
        return bool(told & words.single) and not told & words.deputies
