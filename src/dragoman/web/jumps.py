"""What a search box may mean beside words: states, two states, persons and bodies, agreements by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.lexicon.told import world_told
from dragoman.lexicon.world import fold
from dragoman.model.identity import Identity
from dragoman.model.record import Agreement
from dragoman.store.filters import Filter
from dragoman.store.people import PeopleFilter
from dragoman.store.view import View
from dragoman.web import addresses
from dragoman.web.words import state_name

LONGEST = 80  # letters: what is longer is a sentence, and nobody's name
SHOWN, FEW = 6, 2
MOST_COUNTED = 200
SHORTEST, MOST_WORDS = 3, 4  # letters of a word, and words, that are looked for one by one
_PARTED = re.compile(r"\s+(?:and\s+|[-–—/]\s*)?|\s*[-–—/]\s*")  # noqa: RUF001 - "AZE TUR", "Azerbaijan - Turkey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A page that somebody may mean."""

    kind: Literal["state", "pair", "person", "body", "place", "agreement", "office", "list"]
    name: str
    page: str
    about: str = ""


def jumps(told: str, view: View) -> tuple[Jump, ...]:
    """The pages that are meant by these words, the surest first."""
    words = " ".join(told.split())
    if not words or len(words) > LONGEST:
        return ()
    pairs = tuple(
        Jump(kind="pair", name=f"{state_name(one)} and {state_name(other)}", page=addresses.pair(one, other))
        for one, other in _two_states(words)
    )
    states = tuple(
        Jump(kind="state", name=state_name(one), page=addresses.pair(one), about="and the world")
        for one in _states(words)
    )
    return (*pairs, *states, *_people(words, view), *_places(words, view), *_agreements(words, view))


def jumps_of_any(words: Iterable[str], view: View) -> tuple[Jump, ...]:
    """Persons, bodies and places of which one word is told, where several together are nobody's name."""
    names = [word for word in words if len(word) > SHORTEST][:MOST_WORDS]
    return tuple(one for word in names for one in (*_people(word, view)[:FEW], *_places(word, view)))


def _states(words: str) -> tuple[str, ...]:
    world = world_told()
    if words.upper() in world.countries:
        return (words.upper(),)
    found = {
        entry.country: None for form in (words, words.title()) for entry in world.find(form) if entry.kind == "state"
    }
    return tuple(code for code in found if code is not None)


def _two_states(words: str) -> tuple[tuple[str, str], ...]:
    """Two states that follow each other, wherever the one ends: "South Korea Japan"."""
    found: dict[tuple[str, str], None] = {}
    for gap in _PARTED.finditer(words):
        for one in _states(words[: gap.start()]):
            for other in _states(words[gap.end() :]):
                if one != other:
                    found[one, other] = None
    return tuple(found)[:SHOWN]


def _people(words: str, view: View) -> tuple[Jump, ...]:
    found = view.people(PeopleFilter(kind=None, name=words), limit=SHOWN)
    return tuple(page_of(one) for one in found.items if one.kind != "state")


def page_of(one: Identity) -> Jump:
    """The page of a person or a body."""
    return Jump(
        kind="person" if one.kind == "person" else "body",
        name=one.name,
        page=addresses.actor(one.id),
        about=", ".join(part for part in (one.offices[0].title if one.offices else "", one.country or "") if part),
    )


def _places(words: str, view: View) -> tuple[Jump, ...]:
    many = view.count_to("event", Filter(place=words), most=MOST_COUNTED)
    page = addresses.with_query("/events", place=words)
    return (Jump(kind="place", name=words, page=page, about=counted_words("events", many)),) if many else ()


def counted_words(folder: str, many: int) -> str:
    """How many of a list there are, in words: "1 event"."""
    noun = folder if many != 1 else folder.removesuffix("s")
    return f"{many} {noun}" if many <= MOST_COUNTED else f"more than {MOST_COUNTED} {noun}"


def _agreements(words: str, view: View) -> tuple[Jump, ...]:
    found = view.agreements_named(words, limit=4 * SHOWN)
    named = [(item.merged.id, item.merged.finding) for item in found if isinstance(item.merged.finding, Agreement)]
    seen: dict[str, Jump] = {}
    for identifier, one in named:
        about = " ".join(
            part for part in (one.signed.edtf if one.signed and one.signed.edtf else "", one.status) if part
        )
        jump = Jump(kind="agreement", name=one.name, page=addresses.finding("agreement", identifier), about=about)
        seen.setdefault(fold(one.name) + about, jump)
    return tuple(seen.values())[:SHOWN]
