"""Offices told by what stands around a name: "the attorney general, A", "B is minister", "C, who heads the service"."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.model.reading import Arg, Extent, Frame, Mention, Reading

SAID_OF = 2  # words of a name at least that an office beside it makes a person of
JOINED = 12  # characters between a name and the clause that tells of it: ", who has "


def offices_told(reading: Reading, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The persons named, each once more for every office that a clause or an apposition tells of him."""
    found = [*_beside(reading, lexicon)]
    for frame in reading.frames:
        if frame.kind == "verb" and frame.link == "acl" and not frame.negated and frame.lemma in lexicon.names.heading:
            # "the mission, headed by Anselm Vogt": of whom another office is told, he only leads it for once
            found += [one for one in _heading(reading, frame, lexicon) if _bare_head(reading, one)]
        plain = frame.kind == "verb" and frame.mood == "indicative" and not frame.negated and frame.modal is None
        if plain and frame.tense in {"past", "present"}:
            found += _by_clause(reading, frame, lexicon)
    return tuple(found)


def with_persons(reading: Reading, offices: tuple[Mention, ...]) -> Reading:
    """The reading with those told as persons of whom an office is told."""
    told = {mention.index for mention in offices}
    return replace(
        reading,
        mentions=tuple(replace(m, kind="person") if m.index in told else m for m in reading.mentions),
    )


# ---- beside the name ------------------------------------------------------------------------------------------------


def _beside(reading: Reading, lexicon: Lexicon) -> Iterator[Mention]:
    """ "Mongolia's top diplomat, Batsaikhan Gantulga", and the other way about."""
    for mention in reading.mentions:
        other = reading.mentions[mention.apposed] if mention.apposed is not None else None
        if other is None:
            continue
        for person, role in ((mention, other), (other, mention)):
            fits = _named(person, lexicon) and _office(role, lexicon) and not _placed(reading, person, lexicon)
            bare = person.title is None or fold(person.title) in lexicon.names.loose  # "the Austrian diplomat A"
            if bare and role.title_extent is not None and fits:
                yield _holding(reading, person, role, role.title_extent)


def _named(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention names somebody, be it that nothing but an office beside it tells so."""
    if mention.kind == "person":
        return True
    name = mention.name or ""
    if mention.kind != "name" or mention.acronym or fold(name.split()[0] if name else "") in lexicon.names.thing_heads:
        return False
    return len(name.split()) >= SAID_OF and not name.isupper() and not lexicon.gazetteer.find(name)


def _placed(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name stands where a place does: "At Vuna Wharf, the deputy prime minister thanked ..."."""
    if mention.kind == "person":
        return False
    start = reading.sentences[mention.sentence].extent.start
    before = reading.text[start : mention.extent.start].lower().split()
    return bool(before) and before[-1] in lexicon.grammar.place_prepositions


def _office(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind != "role" or mention.plural or mention.title is None or mention.name is not None:
        return False
    words = lexicon.names
    told = fold(mention.title).split()
    return bool({told[-1], " ".join(told[-2:])} & words.titles) and told[-1] not in words.relational


def _holding(reading: Reading, person: Mention, role: Mention, title: Extent) -> Mention:
    """The person in the office that a role tells."""
    start, end = min(person.extent.start, title.start), max(person.extent.end, title.end)
    country = role.country
    for number in role.scope if country is None and len(role.scope) == 1 else ():
        country = reading.mentions[number].country
    return replace(
        person,
        extent=Extent(start, end),
        title=" ".join(reading.text[title.start : title.end].split()),
        title_extent=title,
        country=country or person.country,
        country_extent=role.country_extent if country else person.country_extent,
        body=role.body,
        body_extent=role.body_extent,
        body_acronym=None,
    )


# ---- by a clause ----------------------------------------------------------------------------------------------------


def _by_clause(reading: Reading, frame: Frame, lexicon: Lexicon) -> Iterator[Mention]:
    words = lexicon.names
    if frame.lemma in words.being and frame.tense == "present":
        yield from _as(reading, frame, lexicon, person=("subject",), office=("attribute",))
    elif frame.lemma in words.becoming:
        yield from _as(reading, frame, lexicon, person=("subject",), office=("attribute", "object"))
    elif frame.lemma in words.appointing:
        yield from _as(reading, frame, lexicon, person=("object",), office=("object", "attribute", *words.capacities))
    elif frame.lemma in words.serving:
        yield from _as(reading, frame, lexicon, person=("subject",), office=tuple(words.capacities))
    elif frame.link == "relcl" and frame.tense == "present" and frame.lemma in words.heading:
        yield from _heading(reading, frame, lexicon)


def _as(
    reading: Reading, frame: Frame, lexicon: Lexicon, *, person: tuple[str, ...], office: tuple[str, ...]
) -> Iterator[Mention]:
    """ "X is the minister", "they elected X speaker", "X, who serves as ambassador"."""
    who = next((m for arg in frame.args if arg.role in person for m in _persons(reading, arg, lexicon)), None)
    if who is None and frame.link == "relcl":
        who = _before(reading, frame, lexicon)
    if who is None:
        return
    for arg in frame.args:
        for number in arg.mentions if arg.role in office else ():
            role = reading.mentions[number]
            one = role.definite or role.country is not None or frame.lemma not in lexicon.names.being
            if _office(role, lexicon) and role.title_extent is not None and one:
                yield _holding(reading, who, role, _whole(frame, arg, role.title_extent, lexicon))
                return


def _persons(reading: Reading, arg: Arg, lexicon: Lexicon) -> Iterator[Mention]:
    if len(arg.mentions) == 1:
        mention = reading.mentions[arg.mentions[0]]
        if _named(mention, lexicon):
            yield mention


def _before(reading: Reading, frame: Frame, lexicon: Lexicon) -> Mention | None:
    """The one whom a relative clause is about, right before it: "General Zakou, who was appointed ..."."""
    told = [
        m
        for m in reading.mentions_of(frame.sentence)
        if m.extent.end <= frame.extent.start and frame.extent.start - m.extent.end <= JOINED
    ]
    last = told[-1] if told else None
    return last if last is not None and _named(last, lexicon) else None


def _whole(frame: Frame, arg: Arg, title: Extent, lexicon: Lexicon) -> Extent:
    """A title with the field behind it: "minister of territorial administration"."""
    fields = {f"{arg.role}.{word}" for word in lexicon.names.of}
    ends = [inner.extent.end for inner in frame.args if inner.role in fields and not inner.timed]
    return Extent(title.start, max([title.end, *ends]))


def _bare_head(reading: Reading, told: Mention) -> bool:
    """Whether a body with a name of its own is led by somebody of whom no office is told."""
    own = reading.mentions[told.index]
    return own.title is None and own.kind == "person" and told.body is not None and not told.body.islower()


def _heading(reading: Reading, frame: Frame, lexicon: Lexicon) -> Iterator[Mention]:
    """ "who commands Ukraine's 118th Brigade": a commander of it."""
    who = next((m for arg in frame.args if arg.role == "subject" for m in _persons(reading, arg, lexicon)), None)
    wanted, title = next(iter(lexicon.names.heading[frame.lemma].items()))
    for arg in frame.args if who is not None else ():
        for number in arg.mentions if arg.role == wanted else ():
            body = reading.mentions[number]
            if who is None or body.kind not in {"organization", "group"} or body.plural:
                continue
            named = body.name or " ".join(reading.text[body.extent.start : body.extent.end].split())
            owner = reading.mentions[body.possessor] if body.possessor is not None else None
            country = body.country or (owner.country if owner is not None else None)
            yield replace(
                who,
                extent=Extent(who.extent.start, max(who.extent.end, body.extent.end)),
                title=title,
                title_extent=frame.extent,
                country=country or who.country,
                country_extent=body.country_extent if body.country else None,
                body=named,
                body_extent=body.name_extent or body.extent,
                body_acronym=body.acronym,
            )
            return
