"""What of a finding is compared with the findings of other reports."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dragoman.lexicon.letters import in_ascii
from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.names import name_parts
from dragoman.merging.roots import stems_of
from dragoman.model.merged import Finding, MergedKind, Telling
from dragoman.model.record import Actor, Agreement, Commitment, Event, Place, Record, Span, Statement, When

KINDS: dict[type[Finding], MergedKind] = {
    Event: "event",
    Statement: "statement",
    Agreement: "agreement",
    Commitment: "commitment",
}
MOST_WORDS = 24
MOST_SIDES = 30
SHORTEST = 2
FEW = 2  # words by which a promise is known
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|[a-z0-9]+")  # "12,000 tonnes" is one number


def telling_of(finding: Finding, record: Record) -> Telling:
    """What of a finding of this record is compared."""
    return Teller(record, load_lexicon()).telling(finding)


def tellings_of(findings: Iterable[Finding], record: Record) -> list[Telling]:
    """What of findings of this record is compared, in their order."""
    teller = Teller(record, load_lexicon())
    return [teller.telling(finding) for finding in findings]


class Teller:
    """Tells of the findings of one record."""

    def __init__(self, record: Record, lexicon: Lexicon) -> None:
        self._record = record
        self._lexicon = lexicon
        self._actors = {actor.id: actor for actor in record.actors}
        self._agreements = {agreement.id: agreement for agreement in record.agreements}
        self._mentions = sorted((span.start, span.end) for actor in record.actors for span in actor.mentions)
        self._longest = max((end - start for start, end in self._mentions), default=0)

    def telling(self, finding: Finding) -> Telling:
        """What of this finding is compared."""
        if isinstance(finding, Event):
            return self._event(finding)
        if isinstance(finding, Statement):
            return self._told(
                finding,
                sides=([finding.speaker], finding.addressees),
                told=(finding.content,),
                type=finding.act,
            )
        if isinstance(finding, Agreement):
            return self._told(
                finding,
                sides=(finding.parties, ()),
                told=(),
                date=finding.signed,
                place=finding.place,
                type=finding.kind,
                status=finding.status,
                agreement=self._name_key((finding.name, *finding.aliases)),
            )
        return self._told(
            finding,
            sides=(finding.by, finding.to),
            told=self._telling_most(finding),
            date=finding.due,
            type=self._promised(finding),
            status=finding.status,
            agreement=self._agreement(finding.under),
        )

    def _telling_most(self, promise: Commitment) -> tuple[Span, ...]:
        """What is promised, or where that is hardly a word its sentence.

        "The post is still shut, although both undertook to reopen it" tells of the promise to reopen the post.
        """
        own = self._words((promise.what,), promise.due.evidence if promise.due is not None else ())
        return (promise.what,) if len(stems_of(own)) >= FEW or not promise.evidence else promise.evidence

    def _promised(self, commitment: Commitment) -> str | None:
        """The type of the act that is promised: that of the one event to come that is told in the same words."""
        what = commitment.what
        types = {
            event.type
            for event in self._record.events
            if event.status == "planned"
            and any(span.start < what.end and what.start < span.end for span in event.evidence)
            and set(commitment.by) & {role.actor for role in event.actors}
        }
        return min(types) if len(types) == 1 else None

    def _event(self, event: Event) -> Telling:
        countries = {role.actor: role.country for role in (*event.actors, *event.recipients) if role.country}
        return self._told(
            event,
            sides=([role.actor for role in event.actors], [role.actor for role in event.recipients]),
            told=event.evidence,
            date=event.date,
            place=event.place,
            countries=countries,
            type=event.type,
            status=event.status,
            agreement=self._agreement(event.agreement),
            event=event,
        )

    def _told(
        self,
        finding: Finding,
        *,
        sides: tuple[Sequence[str], Sequence[str]],
        told: Sequence[Span],
        date: When | None = None,
        place: Place | None = None,
        countries: dict[str, str] | None = None,
        type: str | None = None,  # noqa: A002 - as the field is called
        status: str | None = None,
        agreement: str | None = None,
        event: Event | None = None,
    ) -> Telling:
        published = self._record.document.published
        actors, recipients = (self._sides(side, countries or {}) for side in sides)
        exact = place if place is not None and place.precision != "country" else None
        return Telling(
            finding=finding.id,
            kind=KINDS[finding.__class__],
            document=self._record.document.id,
            published=(published.earliest or published.latest) if published is not None else None,
            type=type,
            mode=event and event.mode,
            quad=event and event.quad,
            cameo=event and event.cameo,
            status=status,
            novelty=event and event.novelty,
            actors=actors,
            recipients=recipients,
            names=self._persons([*sides[0], *sides[1]], countries or {}),
            earliest=date.earliest if date is not None else None,
            latest=date.latest if date is not None else None,
            basis=date.basis if date is not None else None,
            place=fold(exact.name) if exact is not None else None,
            place_country=place.country if place is not None else None,
            latitude=exact.latitude if exact is not None else None,
            longitude=exact.longitude if exact is not None else None,
            agreement=agreement,
            words=self._words(told, [*(date.evidence if date else ()), *(place.evidence if place else ())]),
            beside=self._beside(event) if event is not None else (),
            as_promised=event is not None and any(_as_promised(in_ascii(span.quote).lower()) for span in told),
        )

    def _beside(self, event: Event) -> tuple[str, ...]:
        """Words of the act itself ("exchanged"), of the place, and of who has no country: "the Kairagach crossing"."""
        acts = [span.quote for span in event.evidence if span != _longest(event.evidence)]
        nameless = [role.actor for role in (*event.actors, *event.recipients) if role.country is None]
        others = [actor.name for one in nameless if (actor := self._actors.get(one)) and actor.country is None]
        place = [event.place.name] if event.place is not None else []
        words = {word for told in (*acts, *others, *place) for word in self.folded(told)}
        return tuple(sorted(words)[:MOST_WORDS])

    def _sides(self, actors: Iterable[str], countries: dict[str, str]) -> tuple[str, ...]:
        keys = (self._side(self._actors[told], countries) for told in actors if told in self._actors)
        return tuple(sorted({key for key in keys if key is not None})[:MOST_SIDES])

    def _side(self, actor: Actor, countries: dict[str, str]) -> str | None:
        """A country's code, or a name; None for who has neither: "road workers"."""
        country = countries.get(actor.id) or actor.country
        if country is not None:
            return country
        if actor.name == actor.name.lower():
            return None
        if actor.kind == "person":
            return f"name:{' '.join(self._parts(actor.name))}"
        entries = self._lexicon.world.find(actor.name)
        return f"name:{entries[0].id if entries else fold(actor.name)}"

    def _persons(self, actors: Iterable[str], countries: dict[str, str]) -> tuple[str, ...]:
        told = (self._actors[actor] for actor in actors if actor in self._actors)
        persons = {
            f"{countries.get(actor.id) or actor.country or ''}:{' '.join(self._parts(actor.name))}"
            for actor in told
            if actor.kind == "person" and actor.name != actor.name.lower()
        }
        return tuple(sorted(persons)[:MOST_SIDES])

    def _parts(self, name: str) -> tuple[str, ...]:
        spellings = self._lexicon.spellings
        return tuple(
            spellings.part(part).name for part in name_parts(name, self._lexicon.names.name_particles, spellings)
        )

    def _agreement(self, identifier: str | None) -> str | None:
        found = self._agreements.get(identifier) if identifier is not None else None
        return self._name_key((found.name, *found.aliases)) if found is not None else None

    def _name_key(self, names: Sequence[str]) -> str | None:
        """The words by which an agreement is told from others: "shusha"; None where any might be called so."""
        general = self._lexicon.merging.general
        told = {word for name in names[:3] for word in self.folded(name) if word not in general}
        return " ".join(sorted(told)) or None

    def folded(self, text: str) -> list[str]:
        """The words of a text that tell something: folded, without the ending of a plural."""
        return [one for word in _WORD.findall(in_ascii(text).lower()) if (one := _kept(word.replace(",", "")))]

    def _words(self, told: Sequence[Span], elsewhere: Sequence[Span]) -> tuple[str, ...]:
        """The words of what is told, without the names of actors, the date and the place."""
        if not told:
            return ()
        longest = _longest(told)
        cut = [(span.start, span.end) for span in (*elsewhere, *(span for span in told if span != longest))]
        text = longest.quote
        for start, end in (*cut, *self._mentioned(longest)):
            one, other = max(start, longest.start) - longest.start, min(end, longest.end) - longest.start
            if one < other:
                text = f"{text[:one]}{' ' * (other - one)}{text[other:]}"
        return tuple(sorted(sorted(set(self.folded(text)), key=lambda word: (-len(word), word))[:MOST_WORDS]))

    def _mentioned(self, span: Span) -> list[tuple[int, int]]:
        """Where actors are mentioned, as far as it may lie in a span: a report has hundreds of mentions."""
        first = bisect_left(self._mentions, (span.start - self._longest, 0))
        return self._mentions[first : bisect_left(self._mentions, (span.end, 0))]


def _longest(told: Sequence[Span]) -> Span:
    return max(told, key=lambda span: (span.end - span.start, -span.start))


def _as_promised(told: str) -> bool:
    """Whether a folded text has words that tell an act as what was promised."""
    return _fulfilled().search(told) is not None


@lru_cache(maxsize=1)
def _fulfilled() -> re.Pattern[str]:
    phrases = (r"\s+".join(map(re.escape, words.split())) for words in sorted(load_lexicon().merging.fulfilled))
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


@lru_cache(maxsize=50_000)
def _kept(word: str) -> str | None:
    """A folded word as it is compared; None for one that tells nothing."""
    words, grammar = load_lexicon().merging, load_lexicon().grammar
    one = words.synonyms.get(word) or grammar.singular(word)
    one = words.synonyms.get(one, one)
    tells = len(one) >= SHORTEST and word not in words.empty and one not in words.empty
    return one if tells else None
