"""Pages that answer a question in plain words: two states in a month, who held an office, what is told of a kind."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.asking.understood import Understood, offices_in
from dragoman.identity.offices import OfficeReader
from dragoman.lexicon.asking import ListAsked
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Identity, OfficeHeld
from dragoman.model.merged import MergedKind
from dragoman.store.changes import ChangeFilter
from dragoman.store.filters import Filter, day_from, day_until
from dragoman.store.people import PeopleFilter
from dragoman.store.view import View
from dragoman.store.words import folded
from dragoman.web import addresses
from dragoman.web.desk import Desk
from dragoman.web.jumps import MOST_COUNTED, SHORTEST, Jump, counted_words, page_of
from dragoman.web.listing import month_words
from dragoman.web.words import state_name

MOST_LISTS, MOST_STATES = 2, 2
MOST_NAMES, MOST_NAMESAKES = 5, 2  # words that may name somebody, and those whom they may name
MOST_LOOKED_AT = 20  # whose names have some letters
BY_SOMEBODY = tuple((one, ListAsked(list=one)) for one in ("statements", "events"))  # where no list is asked for
_KINDS: dict[str, MergedKind] = {folder: kind for kind, folder in addresses.FOLDERS.items()} | {"meetings": "event"}
_MONTH = len("2024-05")


def meant(asked: Understood, desk: Desk, lexicon: Lexicon) -> tuple[Jump, ...]:
    """The pages that answer a question, the most telling first; none where it is words to look for."""
    told_by = tuple(_told_by(asked, desk))
    if asked.is_plain():
        return told_by
    return (*_holders(asked, desk.view, lexicon), *told_by, *_lists(asked, desk, lexicon), *_states(asked))


def period_words(period: str) -> str:
    """A day, month or year as it is said: "12 May 2024"."""
    return f"{int(period[_MONTH + 1 :])} {month_words(period[:_MONTH])}" if period[_MONTH:] else month_words(period)


def _time(asked: Understood) -> str:
    """The time asked for, as it is said: "since May 2024"."""
    said = {"in": "", "from": "since ", "to": "until "}[asked.reach]
    return f"{said}{period_words(asked.period)}" if asked.period is not None else ""


# -- who held an office --------------------------------------------------------------------------------------------


def _holders(asked: Understood, view: View, lexicon: Lexicon) -> Iterator[Jump]:
    reader = OfficeReader(lexicon=lexicon)
    for state in asked.states[:MOST_STATES]:
        tried: set[tuple[str, str | None]] = set()
        for title in offices_in(asked.names, lexicon):
            offices = [office.office for office, _ in reader.offices(title, state)]
            found: tuple[Identity, ...] = ()
            if len(offices) == 1 and offices[0] not in tried:
                tried.add(offices[0])
                found = view.holders(*offices[0])
            if found:
                yield from _held(found, offices[0], asked.period)
                break


def _held(found: tuple[Identity, ...], office: tuple[str, str | None], period: str | None) -> Iterator[Jump]:
    """Who held an office in a time, as far as reports tell, and the page of all who did."""
    told = [(one, held) for one in found for held in one.offices if (held.key, held.seat) == office]
    there = told if period is None else [each for each in told if _in(each[1], period)]
    if period is not None and not there:  # nobody is told in it then: who was told in it last before
        first = day_from(period)
        before = [each for each in told if each[1].last and each[1].last < first and not _left(each[1], first)]
        there = sorted(before, key=lambda each: each[1].last or "")[-1:]
    when = f", {period_words(period)}" if period is not None else ""
    seat = f"{state_name(office[1])}: " if office[1] else ""
    for one, held in sorted(there, key=lambda each: each[1].first or "", reverse=True)[:MOST_STATES]:
        yield Jump(
            kind="office", name=f"{seat}{held.title}{when}: {one.name}", page=addresses.actor(one.id), about=_told(held)
        )
    yield Jump(
        kind="office",
        name=f"{seat}{told[0][1].title}, one after the other",
        page=addresses.office(*office),
        about=f"{len(told)} person{'s' if len(told) != 1 else ''}",
    )


def _in(held: OfficeHeld, period: str) -> bool:
    """Whether reports of that time or around it tell somebody in an office."""
    first, last = held.first, held.last
    return bool(first and last and first <= day_until(period) and last >= day_from(period))


def _left(held: OfficeHeld, day: str) -> bool:
    return held.left_by is not None and held.left_by < day


def _told(held: OfficeHeld) -> str:
    days = " to ".join(dict.fromkeys(day for day in (held.first, held.last) if day))
    return f"told so {days}" if days else ""


# -- what happened -------------------------------------------------------------------------------------------------


def _lists(asked: Understood, desk: Desk, lexicon: Lexicon) -> Iterator[Jump]:
    """The lists that a question asks for, where they hold something: with its other words, else without."""
    words = " ".join(asked.names)
    asked_for = asked.lists[:MOST_LISTS]
    if not asked_for and not asked.states and asked.period is not None:
        asked_for = (("events", ListAsked(list="events")),)
    for word, one in asked_for:
        for here, text in _tries(asked, words):
            many = _many(here, one, text, desk, lexicon)
            if many:
                yield Jump(
                    kind="list",
                    name=_name(here, _called(word, one), text),
                    page=_page(here, one, text),
                    about=counted_words(one.list.rpartition("-")[2], many),
                )
                break


def _tries(asked: Understood, words: str) -> Iterator[tuple[Understood, str]]:
    """What a list is limited to, the most telling first: all that is asked, the words with one state, the states alone.

    Who asks for the promises of Turkey to Ethiopia about flour may know more than who told of them: "for the drought".
    And of what is told of one of two states ("Kazakhstan's mediation") nobody may say that it was for the other.
    """
    yield asked, words
    if len(asked.states) > 1:
        for state in asked.states:
            yield replace(asked, states=(state,)), words
    if words and (asked.states or asked.period):  # "gas deal" asks for no list of all deals
        yield asked, ""


def _many(asked: Understood, one: ListAsked, text: str, desk: Desk, lexicon: Lexicon) -> int:
    """How many of a list there are, counted as far as it is told."""
    if one.list in _KINDS:
        return desk.view.count_to(_KINDS[one.list], _filter(asked, one, text, desk.today), most=MOST_COUNTED)
    way = next(iter(one.told("way")), None)
    limits = ChangeFilter(
        since=asked.since,
        until=asked.until,
        country=asked.states[0] if asked.states else None,
        way="came" if way == "came" else "left" if way == "left" else None,
        office=text or None,
    )
    return len(desk.view.changes(limits, lexicon))


def _filter(asked: Understood, one: ListAsked, text: str, today: str) -> Filter:
    return Filter(
        since=asked.since,
        until=asked.until,
        states=asked.states,
        types=one.told("type"),
        modes=one.told("mode"),
        cameos=one.told("cameo"),
        status=one.told("status"),
        text=text or None,
        meetings=one.list == "meetings",
        as_of=today,
    )


def _page(asked: Understood, one: ListAsked, text: str, **more: str) -> str:
    if one.list in _KINDS:
        own = (("state", asked.states), ("since", asked.since), ("until", asked.until), ("text", text))
    else:
        own = (("country", asked.states[:1]), ("since", asked.since), ("until", asked.until), ("office", text))
    told = dict.fromkeys((name for name, _ in one.limits))
    return addresses.with_query(f"/{one.list}", **{name: one.told(name) for name in told}, **dict(own), **more)


# -- what somebody said, did or promised -----------------------------------------------------------------------------


def _told_by(asked: Understood, desk: Desk) -> Iterator[Jump]:
    """Lists of what somebody said or took part in, with the other words: "Sadyrov Kairagach", "promises of Kalin"."""
    lists = tuple(one for one in asked.lists if one[1].list in _KINDS)
    for person, others in _somebody(asked, desk.view):
        held = set(folded(" ".join(one.title for one in person.offices)))
        text = " ".join(word for word in others if not set(folded(word)) <= held)  # "Foreign Minister Sadyrov"
        if not (text or lists or asked.states or asked.period):
            return
        for word, one in (lists or BY_SOMEBODY)[:MOST_LISTS]:
            by = "speaker" if one.list == "statements" else "actor"
            told = _called(word, one)
            said = f"{told[:1].upper()}{told[1:]} {'by' if by == 'speaker' else 'with'} {person.name}"
            for here in dict.fromkeys((text, "")):
                limits = _filter(asked, one, here, desk.today)
                limits = replace(limits, speaker=person.id) if by == "speaker" else replace(limits, actor=person.id)
                many = desk.view.count_to(_KINDS[one.list], limits, most=MOST_COUNTED)
                if many:
                    yield Jump(
                        kind="list",
                        name=_name(asked, said, here),
                        page=_page(asked, one, here, **{by: person.id}),
                        about=counted_words(one.list.rpartition("-")[2], many),
                    )
                    break
        yield page_of(person)


def _somebody(asked: Understood, view: View) -> Iterator[tuple[Identity, tuple[str, ...]]]:
    """Whom some of the words name, the most words first, and the other words."""
    names = asked.names[:MOST_NAMES]
    # each look goes through all names that there are: a run is looked for where each of its words is in one
    known = [len(word) >= SHORTEST and bool(_named(word, view)) for word in names]
    for size in range(len(names), 0, -1):
        for at in range(len(names) - size + 1):
            found = _named(" ".join(names[at : at + size]), view) if all(known[at : at + size]) else ()
            if 0 < len(found) <= MOST_NAMESAKES:
                yield from ((one, (*asked.names[:at], *asked.names[at + size :])) for one in found)
                return


def _named(told: str, view: View) -> tuple[Identity, ...]:
    """Some of those in whose names these words are, whole: "gas" is nobody's, though there is a Gasimov."""
    words = set(folded(told))
    found = view.people(PeopleFilter(name=told), limit=MOST_LOOKED_AT).items
    return tuple(one for one in found if any(words <= set(folded(name)) for name in (one.name, *one.aliases)))


def _called(word: str, one: ListAsked) -> str:
    """What a list is called: by the word that asks for it, all statements by their own ("What did Kalin say?")."""
    return one.list if one.list == "statements" and not one.limits else word


def _name(asked: Understood, word: str, text: str) -> str:
    who = " and ".join(map(state_name, asked.states))
    told = [part for part in (who, _time(asked), text) if part]
    name = word[:1].upper() + word[1:]
    return f"{name}: {', '.join(told)}" if told else name


def _states(asked: Understood) -> Iterator[Jump]:
    """One state or two in a time; without it where more is asked: those alone the search box knows anyway."""
    is_more = asked.period is not None or (len(asked.states) == MOST_STATES and (asked.names or asked.lists))
    if not is_more or not 1 <= len(asked.states) <= MOST_STATES:
        return
    page = addresses.pair(*asked.states)
    is_whole = asked.period is not None and asked.reach == "in" and len(asked.period) <= _MONTH
    told = {"month": asked.period} if is_whole else {"since": asked.since, "until": asked.until}
    name = " and ".join(map(state_name, asked.states))
    yield Jump(
        kind="pair" if len(asked.states) == MOST_STATES else "state",
        name=", ".join(part for part in (name, _time(asked)) if part),
        page=addresses.with_query(page, **told),
    )
