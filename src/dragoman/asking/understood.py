"""What a question in plain words asks: states, a time, lists, offices; by the tables, and without a grammar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.lexicon.asking import ListAsked
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import World, fold

Reach = Literal["in", "from", "to"]
LONGEST_STATE = 6  # words
LONGEST_PHRASE = 3  # words that ask for a list together: "changes of office"
TOLD_BY = frozenset({"name", "formal", "short", "adjective", "demonym"})
MOST_OFFICE = 4  # words that are tried as an office: "deputy minister of foreign affairs" has that many that tell
MOST_DAYS, YEARS = 31, range(1800, 2200)
_TOKEN = re.compile(r"[^\s,;:?!()\[\]/\N{EN DASH}\N{EM DASH}]+")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?$")
_NUMBER = re.compile(r"(\d{4})|(\d{1,2})[^\W\d_]{0,2}", re.ASCII)  # "2024", "12", "12th"
_CODE = len("AZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question in its parts.

    period: a day, month or year; it is all of the time asked for (`reach` "in"), or begins or ends it ("since 2024",
    "until May 2024"). lists: each with the word that asks for it.
    names: words that are none of these, and may name somebody. words: those to look for in sentences, in their order,
    each as it is told and as it is looked for (`store.words.search`), a state by any of its names; without the idle
    ones and the period.
    """

    states: tuple[str, ...] = ()
    period: str | None = None
    reach: Reach = "in"
    lists: tuple[tuple[str, ListAsked], ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @property
    def since(self) -> str | None:
        """The period that begins the time asked for; None where nothing does."""
        return self.period if self.reach != "to" else None

    @property
    def until(self) -> str | None:
        """The period that ends the time asked for; None where nothing does."""
        return self.period if self.reach != "from" else None

    def is_plain(self) -> bool:
        """Whether it says nothing beyond words to look for."""
        return not (self.states or self.period or self.lists)


def understood(told: str, lexicon: Lexicon) -> Understood:
    """What a question asks."""
    tokens = [_POSSESSIVE.sub("", token.strip(".'\"*")) for token in _TOKEN.findall(told)]
    tokens = [token for token in tokens if any(letter.isalnum() for letter in token)]
    period, timed = _period(tokens, lexicon)
    reach = _reach(tokens, timed, lexicon)
    if reach != "in":
        timed |= {min(timed) - 1}
    states: dict[str, None] = {}
    lists: dict[ListAsked, str] = {}
    names: list[str] = []
    words: dict[str, str] = {}
    statuses, told_so = _statuses(tokens, timed, lexicon)
    at = 0
    while at < len(tokens):
        if at in timed:
            at += 1
            continue
        phrase, size = _phrase(tokens, at, timed, lexicon.asking.lists)
        if phrase is not None:
            lists.setdefault(phrase, " ".join(tokens[at : at + size]))
            words |= {token: token for token in tokens[at : at + size] if fold(token) not in lexicon.asking.idle}
            at += size
            continue
        found, size = _states(tokens, at, timed, lexicon.world)
        if found or fold(tokens[at]) not in lexicon.asking.idle:
            said = " ".join(tokens[at : at + size])
            words[said] = _any_name(said, found[0], lexicon.world) if len(found) == 1 else said
        states |= dict.fromkeys(found)
        if not found and fold(tokens[at]) not in lexicon.asking.idle:
            asked = _list(tokens[at], lexicon)
            if asked is not None:
                lists.setdefault(asked, tokens[at])
            elif at not in told_so:
                names.append(tokens[at])
        at += size
    limited = _limited(lists, statuses)
    if limited is None:  # "kept" is no status of an event: a word as others are
        names = [token for token in tokens if token in {*names, *(tokens[at] for at in told_so)}]
    return Understood(
        states=tuple(states),
        period=period,
        reach=reach,
        lists=tuple((word, asked) for asked, word in (lists if limited is None else limited).items()),
        names=tuple(names),
        words=tuple(words.items()),
    )


def _statuses(
    tokens: list[str], timed: frozenset[int], lexicon: Lexicon
) -> tuple[dict[ListAsked, str], frozenset[int]]:
    """The statuses that a question tells, each with its words, and the places of these: "in force", "overdue"."""
    found: dict[ListAsked, str] = {}
    places: set[int] = set()
    for at in range(len(tokens)):
        phrase, size = _phrase(tokens, at, timed, lexicon.asking.statuses, shortest=1)
        if phrase is not None and at not in places:
            found.setdefault(phrase, " ".join(tokens[at : at + size]))
            places |= set(range(at, at + size))
    return found, frozenset(places)


def _limited(lists: Mapping[ListAsked, str], statuses: Mapping[ListAsked, str]) -> dict[ListAsked, str] | None:
    """The lists that are asked for, those limited by a status that have one; None where no status is one of theirs."""
    if not statuses:
        return dict(lists)
    if not lists:
        return {status: f"{status.list}: {word}" for status, word in statuses.items()}
    if not {one.list for one in lists} & {status.list for status in statuses}:
        return None
    found: dict[ListAsked, str] = {}
    for one, word in lists.items():
        own = {status: said for status, said in statuses.items() if status.list == one.list}
        limits = tuple(limit for status in own for limit in status.limits)
        found[replace(one, limits=(*one.limits, *limits))] = ", ".join((word, *own.values()))
    return found


def _phrase(
    tokens: list[str], at: int, timed: frozenset[int], table: Mapping[str, ListAsked], *, shortest: int = 2
) -> tuple[ListAsked | None, int]:
    """What several words from a place on ask for together, as they are written, and how many they are."""
    for size in range(min(LONGEST_PHRASE, len(tokens) - at), shortest - 1, -1):
        asked = table.get(fold(" ".join(tokens[at : at + size])))
        if asked is not None and not timed & set(range(at, at + size)):
            return asked, size
    return None, 1


def _any_name(said: str, state: str, world: World) -> str:
    """A state as it is looked for: "Kyrgyzstan" is "Kyrgyz" and "Kyrgyz Republic" elsewhere."""
    forms = {
        fold(entry.form): None
        for found in world.forms.values()
        for entry in found
        if entry.id == state and entry.form_kind in TOLD_BY and not entry.ambiguous
    }
    return " OR ".join(f'"{form}"' for form in dict.fromkeys((fold(said), *forms)))


def offices_in(names: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Words of a question that may tell an office, the most first: "defence minister", "minister"."""
    heads = [at for at, word in enumerate(names) if fold(word) in lexicon.offices.heads | lexicon.offices.single]
    runs: dict[str, None] = {}
    for head in heads[:1]:
        for size in range(min(MOST_OFFICE, len(names)), 0, -1):
            for start in {max(head - size + 1, 0), head}:
                if start + size <= len(names) and start <= head < start + size:
                    runs[" ".join(names[start : start + size])] = None
    return tuple(runs)[: 2 * MOST_OFFICE]


def _list(token: str, lexicon: Lexicon) -> ListAsked | None:
    """The list that a word asks for, in any of its forms: "sanctions" ask for what "sanction" does."""
    told = fold(token)
    found = lexicon.asking.lists.get(told)
    if found is not None:
        return found
    forms = (
        lemma for lemma in lexicon.asking.lists if told[:2] == lemma[:2] and told in lexicon.screening.forms(lemma)
    )
    lemma = next(forms, None)
    return lexicon.asking.lists[lemma] if lemma is not None else None


def _states(tokens: list[str], at: int, timed: frozenset[int], world: World) -> tuple[tuple[str, ...], int]:
    """The states named from a place on, and by how many words: one as a rule, two in "Kyrgyz-Tajik"."""
    for size in range(min(LONGEST_STATE, len(tokens) - at), 0, -1):
        if timed & set(range(at, at + size)):
            continue
        found = _state(" ".join(tokens[at : at + size]), world)
        if found is not None:
            return (found,), size
    parts = [_state(part, world) for part in tokens[at].split("-")]
    return tuple(part for part in parts if part is not None) if len(parts) > 1 and all(parts) else (), 1


def _state(name: str, world: World) -> str | None:
    """The state of a name, in whatever letters it is written; of a code only in capitals ("and" is not Andorra)."""
    if len(name) == _CODE and name in world.countries:
        return name
    for form in dict.fromkeys((name, " ".join(word[:1].upper() + word[1:] for word in name.split()))):
        found = {
            entry.country
            for entry in world.find(form)
            if entry.kind == "state" and entry.country and (entry.form_kind == "name" or not entry.ambiguous)
        }
        if len(found) == 1:
            return found.pop()
    return None


def _period(tokens: list[str], lexicon: Lexicon) -> tuple[str | None, frozenset[int]]:
    """The day, month or year that a question tells, and the places of its words."""
    months = lexicon.dates.worths["month"]
    for at, token in enumerate(tokens):
        month = months.get(fold(token).rstrip("."))
        if not isinstance(month, int):
            continue
        after = at + 1
        day, days = _number(tokens, after, range(1, MOST_DAYS + 1)), {after}
        year = _number(tokens, after + (day is not None), YEARS)
        if year is None:
            continue
        places = {at, after + (day is not None)} | (days if day is not None else set())
        if day is None:
            day = _number(tokens, at - 1, range(1, MOST_DAYS + 1)) if at else None
            places |= {at - 1} if day is not None else set()
        told = f"{year:04}-{month:02}"
        return f"{told}-{day:02}" if day is not None and _is_day(f"{told}-{day:02}") else told, frozenset(places)
    for at, token in enumerate(tokens):
        if _is_day(token) or _is_day(f"{token}-01") or _number(tokens, at, YEARS) is not None:
            return token, frozenset({at})
    return None, frozenset()


def _reach(tokens: list[str], timed: frozenset[int], lexicon: Lexicon) -> Reach:
    """Whether a period begins or ends a time, by the word before it: "since 2024"."""
    before = fold(tokens[min(timed) - 1]) if timed and min(timed) > 0 else ""
    if before in lexicon.asking.since:
        return "from"
    return "to" if before in lexicon.asking.until else "in"


def _number(tokens: list[str], at: int, within: range) -> int | None:
    """The number at a place, where it is one of these: "12", "12th"."""
    found = _NUMBER.fullmatch(tokens[at]) if 0 <= at < len(tokens) else None
    number = int(found[1] or found[2]) if found is not None else -1
    return number if number in within else None


def _is_day(told: str) -> bool:
    """Whether a day of the calendar is written so: "2024-05-12"."""
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False
