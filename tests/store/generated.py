"""Reports by the hundred thousand, made by hand and seeded: days over ten years, states and words as often as in life.

The values are built without being checked, since a million are wanted; tests/store/test_bulk.py checks a few hundred.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

import pycountry

from dragoman.model.record import (
    Actor,
    Agreement,
    Commitment,
    Document,
    Event,
    Place,
    Record,
    Role,
    Source,
    Span,
    Statement,
    When,
)
from dragoman.model.source_text import Item, Raw
from dragoman.record.cut import document_id
from tests.store.making import CODER, SORTS, identifier

SEED = 20_261_126
FIRST, DAYS = date(2016, 1, 1), 3653
# type, CAMEO code, what is written of it
KINDS: tuple[tuple[Any, str, str], ...] = (
    ("CONSULT", "042", "held talks with"),
    ("AGREE", "030", "agreed to a plan with"),
    ("SUPPORT", "051", "praised"),
    ("COOPERATE", "061", "opened a crossing with"),
    ("AID", "071", "sent relief to"),
    ("ACCUSE", "111", "accused"),
    ("SANCTION", "163", "put a ban on"),
    ("ASSAULT", "190", "fired at posts of"),
)
OFTEN = (40, 15, 15, 8, 6, 10, 4, 2)
CONTEXTS = ("diplomatic", "economic", "military", "territory", "rights")
OUTLETS = tuple(f"Wire {number}" for number in range(40))
WORDS = tuple(
    a + b + c for a in "bdfgklmnprst" for b in ("an", "el", "ir", "om", "ul") for c in ("", *"abdegikmoprstuz")
)
AGAIN = 0.12  # of reports tell an event that was told in the days before


@dataclass(frozen=True, slots=True)
class _Deed:
    sort: int
    one: int
    other: int
    day: str
    city: str
    words: str


class Generator:
    """Gives reports, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret, but the same again
        states = sorted((country.alpha_3, country.name) for country in pycountry.countries)
        self._random.shuffle(states)
        self.states = states
        self._state_weights = list(accumulate(1 / rank for rank in range(1, len(states) + 1)))
        self._word_weights = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
        self._lately: list[_Deed] = []

    def busiest(self) -> tuple[str, str]:
        """The pair of states with the most events."""
        return self.states[0][0], self.states[1][0]

    def reports(self, events: int, documents: int) -> Iterator[tuple[Item, Record]]:
        """So many reports, in which so many events are told first."""
        told = 0
        for number in range(documents):
            fresh = round(events * (number + 1) / documents) - told
            told += fresh
            yield self._report(number, documents, fresh)

    def _report(self, number: int, documents: int, events: int) -> tuple[Item, Record]:
        random = self._random
        day = FIRST + timedelta(days=(number * DAYS // documents + random.randrange(-9, 1)) % DAYS)
        deeds = [self._deed(day) for _ in range(events)]
        if self._lately and random.random() < AGAIN:
            deeds.append(random.choice(self._lately))
        self._lately = [*self._lately, *deeds][-20:]
        page = _Page(outlet=random.choice(OUTLETS), published=(day + timedelta(days=random.randrange(2))).isoformat())
        for deed in deeds:
            page.event(deed, self.states)
            page.say(f"The {self._some(18)}")
        if random.random() < 0.1:
            page.statement(self.states[self._state()], self._rare(8))
        if random.random() < 0.03:
            page.agreement(self.states[self._state()], self._rare(3).title())
        if random.random() < 0.03:
            page.commitment(self.states[self._state()], self._rare(5))
        return page.made(f"{number}.txt")

    def _deed(self, day: date) -> _Deed:
        random = self._random
        one = other = self._state()
        while other == one:
            other = self._state()
        ago = random.choice((0, 0, 1, 1, 2, 3))
        sort = random.choices(range(len(KINDS)), OFTEN)[0]
        city = f"City {other}-{int(20 * random.random() ** 2)}"
        return _Deed(sort, one, other, (day - timedelta(days=ago)).isoformat(), city, self._some(6))

    def _state(self) -> int:
        return self._random.choices(range(len(self.states)), cum_weights=self._state_weights)[0]

    def _rare(self, many: int) -> str:
        """Words of which each is as likely as others: what is said, promised and signed seldom recurs."""
        return " ".join(self._random.choices(WORDS, k=many))

    def _some(self, many: int) -> str:
        return " ".join(self._random.choices(WORDS, cum_weights=self._word_weights, k=many))


class _Page:
    """One report while it is written: every finding adds a sentence."""

    def __init__(self, *, outlet: str, published: str) -> None:
        self._outlet, self._published = outlet, published
        self._text: list[str] = []
        self._length = 0
        self._mentions: dict[tuple[str, str], list[Span]] = {}
        self._found: list[tuple[str, int, int, dict[str, Any]]] = []

    def say(self, sentence: str) -> tuple[int, int]:
        start = self._length + bool(self._text)
        self._text.append(f"{sentence}.")
        self._length = start + len(sentence) + 1
        return start, start + len(sentence)

    def _named(self, state: tuple[str, str], at: int) -> tuple[str, str]:
        span = Span.model_construct(start=at, end=at + len(state[1]), quote=state[1])
        self._mentions.setdefault(state, []).append(span)
        return state

    def event(self, deed: _Deed, states: list[tuple[str, str]]) -> None:
        one, other = states[deed.one], states[deed.other]
        verb = KINDS[deed.sort][2]
        start, end = self.say(f"{one[1]} {verb} {other[1]} {deed.words} in {deed.city} on {deed.day}")
        self._named(one, start)
        self._named(other, start + len(one[1]) + len(verb) + 2)
        self._found.append(("event", start, end, {"deed": deed, "one": one, "other": other}))

    def statement(self, state: tuple[str, str], words: str) -> None:
        start, end = self.say(f"{state[1]} said that {words}")
        self._named(state, start)
        self._found.append(("statement", start, end, {"one": state, "words": words}))

    def agreement(self, state: tuple[str, str], name: str) -> None:
        start, end = self.say(f"{state[1]} signed the {name} Treaty")
        self._named(state, start)
        self._found.append(("agreement", start, end, {"one": state, "name": f"{name} Treaty"}))

    def commitment(self, state: tuple[str, str], words: str) -> None:
        start, end = self.say(f"{state[1]} promised to {words}")
        self._named(state, start)
        self._found.append(("commitment", start, end, {"one": state, "words": words}))

    def made(self, name: str) -> tuple[Item, Record]:
        """The report as it comes in, and its record."""
        text = " ".join(self._text)
        document = document_id(text)
        ids = {state: identifier(document, "actor", state[0]) for state in self._mentions}
        actors = tuple(
            Actor.model_construct(
                id=ids[state], kind="state", name=state[1], country=state[0], mentions=tuple(self._mentions[state])
            )
            for state in self._mentions
        )
        found: dict[str, list[Any]] = {"event": [], "statement": [], "agreement": [], "commitment": []}
        for kind, start, end, told in self._found:
            span = Span.model_construct(start=start, end=end, quote=text[start:end])
            common: dict[str, Any] = {"id": identifier(document, kind, str(start)), "cue": "en.made", "confidence": 0.8}
            if kind == "event":
                found[kind].append(self._event(told, ids, span, common))
            elif kind == "agreement":
                found[kind].append(
                    Agreement.model_construct(
                        **common,
                        name=told["name"],
                        kind="treaty",
                        parties=(ids[told["one"]],),
                        status="signed",
                        evidence=(span,),
                    )
                )
            else:
                at = end - len(told["words"])
                said = Span.model_construct(start=at, end=end, quote=told["words"])
                if kind == "commitment":
                    made: Any = Commitment.model_construct(
                        **common, by=(ids[told["one"]],), what=said, evidence=(span,)
                    )
                else:
                    verb = text.index("said", start)
                    made = Statement.model_construct(
                        **common,
                        speaker=ids[told["one"]],
                        act="assert",
                        content=said,
                        verb=Span.model_construct(start=verb, end=verb + 4, quote="said"),
                    )
                found[kind].append(made)
        record = Record.model_construct(
            document=Document.model_construct(
                id=document,
                outlet=self._outlet,
                language="en",
                published=_when(self._published, "publication"),
                text=text,
            ),
            actors=actors,
            events=tuple(found["event"]),
            statements=tuple(found["statement"]),
            agreements=tuple(found["agreement"]),
            commitments=tuple(found["commitment"]),
            coder=CODER,
        )
        raw = Raw(text=text, name=name, outlet=self._outlet, published=self._published)
        return Item(raw=raw, digest=document), record

    def _event(
        self, told: dict[str, Any], ids: dict[tuple[str, str], str], span: Span, common: dict[str, Any]
    ) -> Event:
        deed: _Deed = told["deed"]
        sort, cameo, _ = KINDS[deed.sort]
        quad, intensity = SORTS[sort]
        one, other = told["one"], told["other"]
        contexts = (CONTEXTS[(deed.sort + deed.one) % len(CONTEXTS)],)
        return Event.model_construct(
            **common,
            type=sort,
            contexts=contexts,
            actors=(Role.model_construct(actor=ids[one], country=one[0]),),
            recipients=(Role.model_construct(actor=ids[other], country=other[0]),),
            date=_when(deed.day, "stated"),
            place=Place.model_construct(name=deed.city, country=other[0], precision="city"),
            status="occurred",
            novelty="reported",
            sources=(Source.model_construct(name=self._outlet, kind="outlet"),),
            intensity=intensity,
            quad=quad,
            cameo=cameo,
            evidence=(span,),
        )


def _when(day: str, basis: Any) -> When:  # noqa: ANN401 - a literal of the contract
    return When.model_construct(text=day, edtf=day, earliest=day, latest=day, basis=basis)
