"""Seeded reports and seeded questions: a small world of five states, and whatever may be asked of it."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from dragoman.model.merged import MergedKind
from dragoman.store.filters import SORTS, Filter
from dragoman.store.lists import FACETS
from dragoman.store.people import PEOPLE_SORTS, PeopleFilter
from dragoman.store.report_list import REPORT_SORTS, ReportFilter
from dragoman.store.searching import SEARCH_SORTS
from dragoman.store.view import View
from tests.store.making import Desk

STATES = ("ARM", "AZE", "GEO", "IRN", "TUR")
TYPES = ("CONSULT", "ACCUSE", "AID", "ASSAULT", "COOPERATE")
WORDS = ("met", "accused", "gave grain to", "shelled", "built a road with", "praised the çay of")
OUTLETS = ("Caspian Wire", "anadolu wire", "Şuşa Post", None)
PLACES = (("Baku", "AZE"), ("Şuşa", "AZE"), ("Tbilisi", "GEO"), ("baku", "AZE"), None)
NAMES = ("Ali Naghiyev:AZE", "Ali Nağıyev:AZE", "Nino Kiknadze:GEO", "Safar Abiyev:AZE")
CONTEXTS = ("diplomatic", "military", "economic")
KINDS: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")
SOUGHT = ("met", "accused OR shelled", '"grain to"', "road -grain", "cay", "naghiy*", "promised deliver", "nobody")
PAGE = 7

Question = Callable[[View], Any]


def reports(many: int, seed: int) -> Iterator[Desk]:
    """So many reports, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - to be repeatable
    for number in range(many):
        published = random.choice((_day(random), _day(random), None))
        desk = Desk(published=published, outlet=random.choice(OUTLETS), opening=f"Report {number} of {published}")
        if random.random() < 0.3:
            desk.url = f"https://example.org/{random.randrange(20)}"
        for _ in range(random.randrange(1, 4)):
            one, other = random.sample(STATES, 2)
            desk.event(
                random.choice(TYPES),
                [random.choice((one, one, random.choice(NAMES)))],
                random.choice(([other], [other], [])),
                day=random.choice((_day(random), None)),
                place=random.choice(PLACES),
                words=random.choice(WORDS),
                status=random.choice(("occurred", "occurred", "planned", "negated")),
                novelty=random.choice(("reported", "reported", "background")),
                contexts=random.sample(CONTEXTS, 2),
                confidence=random.choice((0.5, 0.7, 0.9)),
            )
        one, other = random.sample(STATES, 2)
        desk.statement(one, random.choice(("praise", "warn")), f"the {random.choice(('road', 'grain'))} was {number}")
        if random.random() < 0.3:
            desk.agreement(f"{one} {other} Road Pact", [one, other], signed=_day(random))
        if random.random() < 0.3:
            desk.commitment(one, other, f"deliver {number} trucks", due=_day(random))
        yield desk


def questions(many: int, seed: int) -> Iterator[tuple[str, Question]]:
    """So many questions, each as it reads and as it is asked."""
    random = Random(seed)  # noqa: S311
    sorts = (_listed, _listed, _counted, _facet, _timeline, _months, _network, _sentences, _reports, _people)
    for _ in range(many):
        yield random.choice(sorts)(random)


def _listed(random: Random) -> tuple[str, Question]:
    kind, limits, sort = random.choice(KINDS), _limits(random), random.choice(SORTS)
    return f"{kind} by {sort}: {limits}", lambda view: _all(
        lambda cursor: view.list(kind, limits, sort=sort, limit=PAGE, cursor=cursor)
    )


def _counted(random: Random) -> tuple[str, Question]:
    kind, limits = random.choice(KINDS), _limits(random)

    def ask(view: View) -> int:
        many = view.count(kind, limits)
        assert many == len(_all(lambda cursor: view.list(kind, limits, limit=PAGE, cursor=cursor)))
        return many

    return f"how many {kind}: {limits}", ask


def _facet(random: Random) -> tuple[str, Question]:
    kind, by, limits, limit = random.choice(KINDS), random.choice(FACETS), _limits(random), random.choice((2, 50))
    return f"{kind} by {by} ({limit}): {limits}", lambda view: list(view.facet(kind, by, limits, limit=limit).items())


def _timeline(random: Random) -> tuple[str, Question]:
    limits, sort = _limits(random), random.choice(("day", "-day", "-reports"))
    return f"timeline by {sort}: {limits}", lambda view: _all(
        lambda cursor: view.timeline(limits, sort=sort, limit=PAGE, cursor=cursor)
    )


def _months(random: Random) -> tuple[str, Question]:
    one, other = random.choice(STATES), random.choice((*STATES, ""))
    since = random.choice(("", "2024-02"))
    return f"months of {one} {other} since {since}", lambda view: view.months(one, other, since=since)


def _network(random: Random) -> tuple[str, Question]:
    types, state = random.choice(((), TYPES[:2])), random.choice((None, *STATES))
    return f"network {types} {state}", lambda view: view.network(types=types, state=state)


def _sentences(random: Random) -> tuple[str, Question]:
    words, limits, sort = random.choice(SOUGHT), _of_reports(random), random.choice(SEARCH_SORTS)
    return f"search {words} by {sort}: {limits}", lambda view: _all(
        lambda cursor: view.search(words, limits, sort=sort, limit=PAGE, cursor=cursor)
    )


def _reports(random: Random) -> tuple[str, Question]:
    limits, sort = _of_reports(random), random.choice(REPORT_SORTS)

    def ask(view: View) -> Any:  # noqa: ANN401
        told = _all(lambda cursor: view.reports(limits, sort=sort, limit=PAGE, cursor=cursor))
        counts = view.count_reports(limits)
        assert counts.appearances == len(told)
        return counts, told

    return f"reports by {sort}: {limits}", ask


def _people(random: Random) -> tuple[str, Question]:
    sort = random.choice(PEOPLE_SORTS)
    limits = PeopleFilter(
        kind=random.choice(("person", "state", None)),
        name=random.choice((None, "nag", "ini")),
        country=random.choice((None, "AZE")),
        since=random.choice((None, "2024-02")),
    )
    return f"people by {sort}: {limits}", lambda view: _all(
        lambda cursor: view.people(limits, sort=sort, limit=2, cursor=cursor)
    )


def _all(page: Callable[[str | None], Any]) -> list[Any]:
    """All items of a list, page by page."""
    told: list[Any] = []
    cursor = None
    while True:
        found = page(cursor)
        told += found.items
        cursor = found.next
        if cursor is None:
            return told


def _limits(random: Random) -> Filter:
    """A question of merged findings: each limit now and then."""
    told: dict[str, Any] = {
        "since": random.choice(("2024", "2024-02", _day(random))),
        "until": random.choice(("2024", "2024-02", _day(random))),
        "types": tuple(random.sample((*TYPES, "praise", "agreement"), 3)),
        "quads": tuple(random.sample((1, 2, 3, 4), 2)),
        "cameos": ("045", "036"),
        "states": tuple(random.sample(STATES, random.choice((1, 1, 2)))),
        "pair": tuple(random.sample(STATES, 2)),
        "doer": random.choice(STATES),
        "target": random.choice(STATES),
        "actor": random.choice(("naghiyev", "nino", "nobody")),
        "speaker": random.choice(("naghiyev", "nino", "AZE")),
        "contexts": (random.choice(CONTEXTS),),
        "place": random.choice(("Baku", "BAKU", "Şuşa", "şuşa")),
        "place_country": random.choice(("AZE", "GEO")),
        "status": random.choice((("occurred",), ("planned", "open"), ("signed",))),
        "novelty": random.choice(("reported", "background")),
        "confidence": random.choice((0.5, 0.7, 0.9)),
        "outlet": random.choice(OUTLETS),
        "collection": random.choice(("half", "none")),
        "text": random.choice(SOUGHT),
        "changed_since": random.randrange(60),
        "meetings": True,
    }
    return Filter(**{name: told[name] for name in random.sample(sorted(told), random.choice((0, 1, 1, 2, 2, 3)))})


def _of_reports(random: Random) -> ReportFilter:
    told: dict[str, Any] = {
        "since": random.choice(("2024-02", _day(random))),
        "until": random.choice(("2024-02", _day(random))),
        "outlet": random.choice(OUTLETS),
        "url": f"https://example.org/{random.randrange(20)}",
        "state": random.choice(STATES),
        "collection": "half",
        "text": random.choice(SOUGHT),
        "copies": False,
    }
    return ReportFilter(**{name: told[name] for name in random.sample(sorted(told), random.choice((0, 1, 1, 2)))})


def _day(random: Random) -> str:
    return f"2024-{random.randrange(1, 4):02}-{random.randrange(1, 29):02}"
