"""By whom it is told: from the outlet inwards, one chain for each teller."""

import re
from dataclasses import dataclass, replace

from dragoman.coding.attributions import TELLING
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.model.findings import Attribution
from dragoman.model.linked import Linked, LinkedActor
from dragoman.model.reading import Extent, Mention, Reading, TimeExpression
from dragoman.model.record import Source, SourceKind, Span, When
from dragoman.record.cut import Cutter
from dragoman.record.times import when

PRESS = "JRN"
_ITEM = re.compile(r"[*_# ]*(?:\d{1,2}[.)]|[\u2022\u25aa-])\s")


@dataclass(frozen=True, slots=True)
class Telling:
    """What sources are made of."""

    reading: Reading
    lexicon: Lexicon
    linked: Linked
    cutter: Cutter
    attributions: tuple[Attribution, ...]
    ids: tuple[str, ...]  # of the linked actors
    issuer: tuple[str, str | None] | None = None  # the name and the actor of whose letterhead it has


def sources_of(
    telling: Telling, sentence: int, extent: Extent, speaker: int | None = None, verb: Extent | None = None
) -> tuple[Source, ...]:
    """The chains for what stands at `extent`.

    Each runs from the outlet to who told it in this sentence, or to what the report rests on. `speaker` says it by
    `verb`: who says the same beside him is no source of his words.
    """
    own = [
        a
        for a in telling.attributions
        if a.sentence == sentence and not _is_own(telling, a) and _covers(a.extent, extent)
        if a.verb != verb or a.teller == speaker or a.cites
    ]
    if speaker is not None and not _is_unnamed(telling, speaker):
        own = [told for a in own if (told := _apart_from(telling, a, speaker)) is not None]
    general = _general(telling, sentence)
    chains: list[tuple[Source, ...]] = []
    for attribution in own or ([general] if general is not None else []):
        chain = _chain(telling, attribution, 0)
        if chain and not any(_starts(other, chain) for other in chains):
            chains = [other for other in chains if not _starts(chain, other)]
            chains.append(chain)
    if not chains:
        outlet = _outlet(telling, 0)
        chains = [(outlet,)] if outlet else []
    return tuple(source.model_copy(update={"chain": n}) for n, chain in enumerate(chains) for source in chain)


def _apart_from(telling: Telling, attribution: Attribution, speaker: int) -> Attribution | None:
    """Give of somebody's own words only the release or the outlet through which he speaks: "told Reuters"."""
    if attribution.teller != speaker or attribution.release is not None:
        return attribution
    return replace(attribution, teller=None) if _carrier(telling, attribution) is not None else None


def _starts(long: tuple[Source, ...], short: tuple[Source, ...]) -> bool:
    """Whether a chain is the beginning of another: "Reuters reported, citing a diplomat" is one chain, not two."""
    told = [(source.name, source.kind) for source in long[: len(short)]]
    return told == [(source.name, source.kind) for source in short]


def _is_unnamed(telling: Telling, mention: int) -> bool:
    """Whether somebody speaks who is not named: what an unnamed official says rests on an anonymous source."""
    told = telling.reading.mentions[mention]
    return told.kind in {"role", "group"} and told.name is None and not told.definite


def _is_own(telling: Telling, attribution: Attribution) -> bool:
    """Whether the report's own outlet tells; "Reuters reported", in another's report, is a teller like any other."""
    if not attribution.general or attribution.teller is None:
        return attribution.general
    outlet = telling.reading.outlet
    actors = telling.linked.of.get(attribution.teller, ())
    told = [name for n in actors for name in (telling.linked.actors[n].name, *telling.linked.actors[n].aliases)]
    return outlet is not None and fold(outlet) in {fold(name) for name in told}


def _covers(told: Extent, extent: Extent) -> bool:
    return told.start <= extent.start and extent.end <= told.end


def _general(telling: Telling, sentence: int) -> Attribution | None:
    """The release that the report rests on, until another body is named as teller."""
    current: Attribution | None = None
    for attribution in telling.attributions:
        if attribution.sentence > sentence:
            break
        if attribution.release is not None and not _reported(telling, attribution.release):
            current = attribution
        elif current is not None and attribution.sentence > current.sentence and attribution.teller is not None:
            current = None if attribution.sentence <= sentence else current
    return current if current is not None and _rests_on(telling, current, sentence) else None


def _rests_on(telling: Telling, release: Attribution, sentence: int) -> bool:
    """Whether a sentence rests on a release told before: in its paragraph, or where the news above is told by it.

    "In a statement, Somalia accused Ethiopia" is told of the statement, and the next paragraph's killing is not.
    """
    sentences = telling.reading.sentences
    paragraph = sentences[release.sentence].paragraph
    if sentences[sentence].paragraph == paragraph:
        return True
    first = next((s for s in sentences if s.block == "body"), None)
    leads = first is not None and paragraph == first.paragraph and not _is_item(telling, first.extent.start)
    if not leads or any(s.block == "headline" for s in sentences[release.sentence : sentence]):
        return False
    frame = None if release.frame is None else telling.reading.frames[release.frame]
    own = frame is not None and release.verb == frame.extent
    return frame is None or not own or telling.lexicon.statements.act(frame.lemma) in TELLING


def _is_item(telling: Telling, start: int) -> bool:
    """Whether what begins there is an item of several: "1. The army said in a statement that"."""
    text = telling.reading.text
    return _ITEM.match(text, text.rfind("\n", 0, start) + 1) is not None


def _reported(telling: Telling, release: Extent) -> bool:
    """Whether only reports tell it, of which no more rests on them than their own words: "Media reports said"."""
    grammar = telling.lexicon.grammar
    words = telling.reading.text[slice(*release)].lower().split()
    return any(grammar.singular(word) in grammar.hearsay and grammar.singular(word) != word for word in words)


def _outlet(telling: Telling, chain: int) -> Source | None:
    name = telling.reading.outlet
    if name is None:
        return _issuer(telling, chain)
    extent = telling.reading.outlet_extent
    actor = next(
        (
            telling.ids[n]
            for n, a in enumerate(telling.linked.actors)
            if a.kind == "media" and name in (a.name, *a.aliases)
        ),
        None,
    )
    return Source(name=name, actor=actor, kind="outlet", evidence=telling.cutter.spans([extent]), chain=chain)


def _issuer(telling: Telling, chain: int) -> Source | None:
    """Give the body whose letterhead stands above a text without an outlet: it tells all of it."""
    extent = telling.reading.issuer
    if extent is None or telling.issuer is None:
        return None
    name, actor = telling.issuer
    evidence = telling.cutter.spans([extent])
    return Source(name=name, actor=actor, kind="press-release", evidence=evidence, chain=chain)


def issuer_of(reading: Reading, linked: Linked, ids: tuple[str, ...]) -> tuple[str, str | None] | None:
    """The name and the actor of the body whose letterhead it is, by the longest name of an actor in that line."""
    if reading.issuer is None:
        return None
    line = " ".join(reading.text[slice(*reading.issuer)].split())
    told = fold(line)
    named = (
        (len(name), -n, a.name, ids[n])
        for n, a in enumerate(linked.actors)
        for name in (a.name, *a.aliases)
        if a.kind == "organization" and " " in name and fold(name) in told
    )
    found = max(named, default=None)
    return (line, None) if found is None else found[2:]


def _chain(telling: Telling, attribution: Attribution, number: int) -> tuple[Source, ...]:
    found: list[Source] = []
    outlet = _outlet(telling, number)
    if outlet is not None:
        found.append(outlet)
    carrier = _carrier(telling, attribution)
    if carrier is not None:
        source = _teller(telling, attribution, carrier, number)
        if source is not None and not _is_same(source, outlet):
            found.append(source)
    if attribution.teller is not None and not _releases(telling, attribution):
        source = _teller(telling, attribution, attribution.teller, number)
        if source is not None and not _is_same(source, outlet):
            found.append(source)
    if attribution.release is not None:
        release = _release(telling, attribution, attribution.release, number)
        found = [source for source in found if source.kind == "outlet" or source.name != release.name]
        # "according to a statement by the CIO": told once, by the release; "local media reports": by the media
        found += [] if any(source.name == release.name for source in found) else [release]
    return tuple(found)


def _is_same(source: Source, outlet: Source | None) -> bool:
    """Whether a source is the outlet itself, however it is written: "Azernews" in a report of AzerNEWS."""
    return outlet is not None and fold(source.name) == fold(outlet.name)


def _releases(telling: Telling, attribution: Attribution) -> bool:
    """Whether a release of the teller's own stands for the teller: "the ministry said in a statement"."""
    if attribution.release is None or attribution.teller is None:
        return False
    actors = telling.linked.of.get(attribution.teller, ())
    if not actors and telling.reading.mentions[attribution.teller].kind == "organization":
        return _medium(telling, attribution) is None
    kinds = {telling.linked.actors[actor].kind for actor in actors}
    return _medium(telling, attribution) is None and bool(kinds) and not kinds & {"media", "person"}


def _carrier(telling: Telling, attribution: Attribution) -> int | None:
    """The outlet through which a teller speaks, or that carries a release: "told Reuters", "carried by BelTA"."""
    medium = attribution.medium
    if medium is None or medium == attribution.teller:
        return None
    kind = telling.reading.mentions[medium].kind
    known = attribution.cites or kind == "media" or (kind == "organization" and attribution.release is None)
    return medium if known or _reports(telling, medium) else None


def _reports(telling: Telling, mention: int) -> bool:
    """Whether a name that is in no table is an outlet's, by its verb: "the Zarqa Post reports"."""
    actors = set(telling.linked.of.get(mention, ()))
    persons = (m.index for m in telling.reading.mentions if m.kind == "person")
    known = any(actors & set(telling.linked.of.get(m, ())) for m in persons) or any(
        tenure.person in actors for tenure in telling.linked.tenures
    )
    if telling.reading.mentions[mention].kind != "name" or known:
        return False
    words = telling.lexicon.statements
    told = telling.reading.mentions[mention]
    subjects = (
        (frame, arg)
        for frame in telling.reading.frames_of(told.sentence)
        for arg in frame.args
        if arg.role == "subject"
    )
    return any(
        (frame.lemma in words.outlet_verbs and mention in arg.mentions)
        or (
            frame.lemma in words.carrying
            and frame.passive
            and frame.mood == "participle"
            and _covers(arg.extent, told.extent)
        )
        for frame, arg in subjects
    )


def _medium(telling: Telling, attribution: Attribution) -> int | None:
    """Whose release it is; a name inside what is told ("in a press release that Norway had signed") is not it."""
    medium = attribution.medium if _carrier(telling, attribution) is None else None
    if medium is not None and _covers(attribution.extent, telling.reading.mentions[medium].extent):
        return None
    return medium


def _name(telling: Telling, told: Mention, actor: LinkedActor | None) -> str:
    """Give an actor's name; a body named by its kind has whose it is: "the press service of the Foreign Ministry"."""
    whole = _of_known(telling, told) or telling.cutter.span(_with_owner(telling, told)).quote
    if actor is None or (told.kind == "organization" and actor.name == telling.cutter.span(told.extent).quote):
        return whole
    return actor.name


def _of_known(telling: Telling, told: Mention) -> str | None:
    """Give a body's name with the name of whose it is: "the council's press service" is the Security Council's."""
    owner = None if told.possessor is None else telling.reading.mentions[told.possessor]
    actors = () if owner is None or owner.kind != "organization" else telling.linked.of.get(owner.index, ())
    if owner is None or not actors or owner.sentence != told.sentence or owner.extent.start >= told.extent.start:
        return None
    rest = telling.cutter.span(Extent(owner.extent.end, told.extent.end)).quote
    return telling.linked.actors[actors[0]].name + rest


def _is_press(told: Mention) -> bool:
    """Whether a body told by its kind is of the press: "state media", "the local newspaper"."""
    return told.kind == "organization" and PRESS in told.sectors


def _with_owner(telling: Telling, told: Mention) -> Extent:
    """Give a mention with whose it is: "the prosecutor's office"."""
    if told.possessor is None:
        return _with_house(telling, told)
    owner = telling.reading.mentions[told.possessor]
    near = owner.sentence == told.sentence and owner.extent.start < told.extent.start and owner.kind != "pronoun"
    return Extent(owner.extent.start, told.extent.end) if near else told.extent


def _with_house(telling: Telling, told: Mention) -> Extent:
    """Give a mention with the body it is of: "the press service of the Kazakh Foreign Ministry"."""
    text, grammar = telling.reading.text, telling.lexicon.grammar
    for mention in telling.reading.mentions_of(told.sentence):
        gap = text[told.extent.end : mention.extent.start].lower().split()
        joined = gap[:1] and gap[0] in grammar.of and not set(gap[1:]) - telling.lexicon.statements.determiners
        if joined and mention.extent.start > told.extent.end and mention.kind in {"organization", "state"}:
            return Extent(told.extent.start, mention.extent.end)
    return told.extent


def _teller(telling: Telling, attribution: Attribution, mention: int, number: int) -> Source | None:
    told = telling.reading.mentions[mention]
    actors = telling.linked.of.get(mention, ())
    if told.kind == "pronoun" and not actors:
        return None
    actor = telling.linked.actors[actors[0]] if actors else None
    name = _name(telling, told, actor)
    kind: SourceKind = "official"
    if (actor and actor.kind == "media") or told.kind == "media" or _is_press(told) or _reports(telling, mention):
        kind = "outlet"
    elif told.name is None and (not told.definite or actor is None) and told.kind in {"role", "group"}:
        kind = "anonymous"
    if (
        actor is not None
        and actor.name != told.name
        and told.kind != "pronoun"
        and told.name is None
        and not told.definite
    ):
        name = telling.cutter.span(told.extent).quote
    return Source(
        name=" ".join(name.split()),
        actor=telling.ids[actors[0]] if actors else None,
        kind=kind,
        date=_date(telling, attribution, None),
        evidence=telling.cutter.spans([told.extent]),
        chain=number,
    )


def _release(telling: Telling, attribution: Attribution, release: Extent, number: int) -> Source:
    medium = _medium(telling, attribution)
    owner = medium if medium is not None else attribution.teller
    actors = telling.linked.of.get(owner, ()) if owner is not None else ()
    span = telling.cutter.span(release)
    actor = telling.linked.actors[actors[0]] if actors else None
    return Source(
        name=actor.name if actor else " ".join(_issued(telling, owner, span).quote.split()),
        actor=telling.ids[actors[0]] if actors else None,
        kind="press-release",
        date=_date(telling, attribution, release),
        evidence=(span,),
        chain=number,
    )


def _issued(telling: Telling, owner: int | None, release: Span) -> Span:
    """Give the words that name a release: whose it is, where no actor is known by them, else its own."""
    told = None if owner is None else telling.reading.mentions[owner]
    named = told is not None and told.kind == "organization"
    if told is not None and named:
        return telling.cutter.span(_with_owner(telling, told))
    return _told_before(telling, release) or release


def _told_before(telling: Telling, release: Span) -> Span | None:
    """The release that a bare word means: "the statement", where "a joint statement" was told before."""
    words, statements = release.quote.lower().split(), telling.lexicon.statements
    if len(words) != 2 or words[0] not in statements.determiners or words[1] not in statements.releases:  # noqa: PLR2004 article, noun
        return None
    for frame in reversed(telling.reading.frames):
        for arg in frame.args if frame.clause.start < release.start else ():
            before = Extent(arg.extent.start, arg.head_extent.end)
            if arg.head_extent.end <= release.start and words[1] in arg.heads:
                told = telling.cutter.span(before)
                if len(told.quote.split()) > len(words):
                    return told
    return None


def _date(telling: Telling, attribution: Attribution, release: Extent | None) -> When | None:
    times = telling.reading.times
    inside: list[TimeExpression] = []
    if release is not None:
        inside = [t for t in times if _covers(release, t.extent)]
    elif attribution.frame is not None:
        frame = telling.reading.frames[attribution.frame]
        inside = [
            times[t]
            for t in frame.times
            if not _covers(attribution.extent, times[t].extent) and times[t].edtf is not None
        ]
    return when(inside[0], telling.cutter) if inside and inside[0].edtf else None
