"""Records made by hand, without the language model: their text is written as their findings are, so that all spans fit.

desk = Desk(published="2024-05-12", outlet="Caspian Wire")
desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place="Baku", words="held talks")
record = desk.record()
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.model.record import (
    Actor,
    Agreement,
    Coder,
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

CODER = Coder(name="dragoman", version="1", lexicon="tables", model="model")
# type: quad class, intensity
SORTS = {
    "AGREE": (1, 4.0),
    "CONSULT": (1, 1.0),
    "SUPPORT": (1, 3.5),
    "COOPERATE": (2, 6.0),
    "AID": (2, 7.0),
    "ACCUSE": (3, -2.0),
    "SANCTION": (4, -6.0),
    "ASSAULT": (4, -9.0),
}
OTHER_SORT = (3, 0.0)


def identifier(document: str, kind: str, told: object) -> str:
    """The id of what is told somewhere in a document."""
    return f"{kind}:{hashlib.sha256(f'{document}|{kind}|{told}'.encode()).hexdigest()[:16]}"


@dataclass(slots=True)
class Desk:
    """Writes one report; every finding adds a sentence to its text."""

    published: str | None = "2024-05-12"
    outlet: str | None = "Caspian Wire"
    url: str | None = None
    title: str | None = None
    opening: str = ""
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    _found: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.opening:
            self.say(self.opening)

    def say(self, sentence: str) -> tuple[int, int]:
        """Write a sentence; where it stands, without its stop."""
        if self._text:
            self._text.append(" ")
            self._length += 1
        start = self._length
        self._text.append(f"{sentence}.")
        self._length += len(sentence) + 1
        return start, start + len(sentence)

    def _actor(self, name: str, start: int, sentence: str, at: int) -> str:
        """The key of an actor who is named at this place of a sentence."""
        place = start + sentence.index(name, at)
        told = self._actors.setdefault(name, {"name": name, "mentions": []})
        told["mentions"].append((place, place + len(name)))
        return name

    def event(
        self,
        sort: str,
        actors: Sequence[str],
        recipients: Sequence[str] = (),
        *,
        day: str | None = None,
        place: tuple[str, str] | Place | None = None,
        status: str = "occurred",
        novelty: str = "reported",
        words: str = "dealt with",
        mode: str | None = None,
        contexts: Sequence[str] = ("diplomatic",),
        confidence: float = 0.8,
    ) -> None:
        """Tell an event. Actors are ISO codes, or names of persons with a code behind a colon: "Ali Naghiyev:AZE"."""
        where = Place(name=place[0], country=place[1], precision="city") if isinstance(place, tuple) else place
        sentence = (
            f"{' and '.join(_name(one) for one in actors)} {words} {' and '.join(_name(one) for one in recipients)}"
        )
        sentence = sentence.strip() + (f" in {where.name}" if where else "") + (f" on {day}" if day else "")
        start, end = self.say(sentence)
        at = 0
        roles: dict[str, list[dict[str, Any]]] = {"actors": [], "recipients": []}
        for side, people in (("actors", actors), ("recipients", recipients)):
            for one in people:
                name, _, code = one.partition(":")
                self._actor(name, start, sentence, at)
                at = sentence.index(name, at) + len(name)
                self._actors[name]["country"] = code or (name if name.isupper() else None)
                self._actors[name]["kind"] = "person" if code else "state"
                roles[side].append({"actor": name, "country": self._actors[name]["country"]})
        self._found.setdefault("events", []).append(
            {
                "span": (start, end),
                "sort": sort,
                "mode": mode,
                "contexts": tuple(contexts),
                **roles,
                "day": day,
                "place": where,
                "status": status,
                "novelty": novelty,
                "confidence": confidence,
            }
        )

    def statement(self, speaker: str, act: str, words: str, *, of: str | None = None, to: str | None = None) -> None:
        """Tell what somebody says, a state or a person as in an event; to or of somebody, whom the words then name."""
        name = _name(speaker)
        sentence = f"{name} said that {words}"
        start, end = self.say(sentence)
        content = (end - len(words), end)
        for told in filter(None, (speaker, of, to)):
            one, _, code = told.partition(":")
            self._actor(one, start, sentence, len(name) if told != speaker else 0)
            self._actors[one] |= {"kind": "person" if code else "state"}
            self._actors[one] |= {"country": code or (one if one.isupper() else None)}
        verb = (start + len(name) + 1, start + len(name) + 5)
        self._found.setdefault("statements", []).append(
            {"span": (start, end), "speaker": name, "act": act, "content": content, "verb": verb}
            | {"to": (_name(to),) if to is not None else ()}
        )

    def agreement(
        self,
        name: str,
        parties: Sequence[str],
        *,
        status: str = "signed",
        signed: str | None = None,
        kind: str = "agreement",
    ) -> None:
        """Tell of an agreement."""
        sentence = f"{' and '.join(parties)} signed the {name}" + (f" on {signed}" if signed else "")
        start, end = self.say(sentence)
        for party in parties:
            self._actor(party, start, sentence, 0)
            self._actors[party] |= {"kind": "state", "country": party}
        self._found.setdefault("agreements", []).append(
            {"span": (start, end), "name": name, "parties": tuple(parties), "status": status, "signed": signed}
            | {"kind": kind}
        )

    def commitment(self, by: str, to: str, what: str, *, due: str | None = None, status: str = "open") -> None:
        """Tell what somebody takes upon himself."""
        sentence = f"{by} promised {to} to {what}" + (f" by {due}" if due else "")
        start, end = self.say(sentence)
        for one in (by, to):
            self._actor(one, start, sentence, 0)
            self._actors[one] |= {"kind": "state", "country": one}
        place = start + sentence.index(what)
        self._found.setdefault("commitments", []).append(
            {"span": (start, end), "by": by, "to": to, "what": (place, place + len(what)), "due": due, "status": status}
        )

    @property
    def text(self) -> str:
        return "".join(self._text)

    def record(self, coder: Coder = CODER) -> Record:
        """The record of what was written."""
        text = self.text
        document = document_id(text)

        def span(extent: tuple[int, int]) -> Span:
            return Span(start=extent[0], end=extent[1], quote=text[extent[0] : extent[1]])

        ids = {name: identifier(document, "actor", told["mentions"][0]) for name, told in self._actors.items()}
        actors = tuple(
            Actor(
                id=ids[name],
                kind=told["kind"],
                name=name,
                country=told["country"],
                mentions=tuple(span(extent) for extent in sorted(set(told["mentions"]))),
            )
            for name, told in self._actors.items()
        )

        def sides(told: Sequence[dict[str, Any]]) -> tuple[Role, ...]:
            return tuple(Role(actor=ids[one["actor"]], country=one["country"]) for one in told)

        found = self._found
        return Record(
            document=Document(
                id=document,
                title=self.title,
                outlet=self.outlet,
                url=self.url,
                language="en",
                published=_when(self.published, "publication"),
                text=text,
            ),
            actors=actors,
            events=tuple(
                Event(
                    id=identifier(document, "event", told["span"]),
                    type=told["sort"],
                    mode=told["mode"],
                    modes=(told["mode"],) if told["mode"] else (),
                    contexts=told["contexts"],
                    actors=sides(told["actors"]),
                    recipients=sides(told["recipients"]),
                    date=_when(told["day"], "stated"),
                    place=told["place"],
                    status=told["status"],
                    novelty=told["novelty"],
                    sources=(Source(name=self.outlet, kind="outlet"),) if self.outlet else (),
                    intensity=SORTS.get(told["sort"], OTHER_SORT)[1],
                    quad=SORTS.get(told["sort"], OTHER_SORT)[0],
                    cue=f"en.{told['sort']}.made",
                    evidence=(span(told["span"]),),
                    confidence=told["confidence"],
                )
                for told in found.get("events", ())
            ),
            statements=tuple(
                Statement(
                    id=identifier(document, "statement", told["span"]),
                    speaker=ids[told["speaker"]],
                    addressees=tuple(ids[one] for one in told["to"]),
                    act=told["act"],
                    content=span(told["content"]),
                    verb=span(told["verb"]),
                    cue="en.made",
                    confidence=0.8,
                )
                for told in found.get("statements", ())
            ),
            agreements=tuple(
                Agreement(
                    id=identifier(document, "agreement", told["span"]),
                    name=told["name"],
                    kind=told["kind"],
                    parties=tuple(ids[party] for party in told["parties"]),
                    signed=_when(told["signed"], "stated"),
                    status=told["status"],
                    evidence=(span(told["span"]),),
                    cue="en.made",
                    confidence=0.8,
                )
                for told in found.get("agreements", ())
            ),
            commitments=tuple(
                Commitment(
                    id=identifier(document, "commitment", told["span"]),
                    by=(ids[told["by"]],),
                    to=(ids[told["to"]],),
                    what=span(told["what"]),
                    due=_when(told["due"], "stated"),
                    status=told["status"],
                    evidence=(span(told["span"]),),
                    cue="en.made",
                    confidence=0.8,
                )
                for told in found.get("commitments", ())
            ),
            coder=coder,
        )

    def item(self, name: str = "report.txt") -> Item:
        """The report as it comes in."""
        raw = Raw(
            text=self.text, name=name, title=self.title, outlet=self.outlet, url=self.url, published=self.published
        )
        return Item(raw=raw, digest=f"sha256:{hashlib.sha256(self.text.encode()).hexdigest()}")


def _name(told: str) -> str:
    return told.partition(":")[0]


def _when(day: str | None, basis: Any) -> When | None:  # noqa: ANN401 - a literal of the contract
    return When(text=day, edtf=day, earliest=day, latest=day, basis=basis) if day else None
