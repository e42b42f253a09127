"""Offices told by what stands around a name: "the attorney general, A", "B is minister", "C, who heads the service"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.succession import predecessors
from dragoman.model.reading import Arg, Extent, Frame, Mention, Reading

SAID_OF = 2  # words of a name at least that an office beside it makes a person of
TELLING = frozenset({"assert", "praise"})  # acts of saying by which what is told has come about
DASHES = frozenset({"-", "\u2013", "\u2014"})
_WORD = re.compile(r"[\w'’-]+")
JOINED = 12  # characters between a name and the clause that tells of it: ", who has "


def offices_told(reading: Reading, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The persons named, each once more for every office that a clause or an apposition tells of him."""
    found = [*_beside(reading, lexicon)]
    for frame in reading.frames:
        if frame.kind == "verb" and frame.link == "acl" and not frame.negated and frame.lemma in lexicon.names.heading:
            # "the mission, headed by Anselm Vogt": of whom another office is told, he only leads it for once
            found += [one for one in _heading(reading, frame, lexicon) if _bare_head(reading, one)]
        if frame.kind == "verb" and not frame.negated and frame.modal is None:
            if frame.mood == "indicative" and frame.tense in {"past", "present"}:
                found += _by_clause(reading, frame, lexicon)
            elif frame.mood == "participle" and frame.link in {"acl", "relcl"}:
                # "a decree appointing A as envoy to B", "A, whom the government named envoy to B"
                found += _appointed(reading, frame, lexicon)
    return (*found, *predecessors(reading, tuple(found), lexicon))


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
            fits = is_named(person, lexicon) and holds_office(role, lexicon) and not _placed(reading, person, lexicon)
            bare = person.title is None or fold(person.title) in lexicon.names.loose  # "the Austrian diplomat A"
            if bare and role.title_extent is not None and fits:
                yield _holding(reading, person, role, role.title_extent, lexicon)


def is_named(mention: Mention, lexicon: Lexicon) -> bool:
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


def holds_office(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.kind != "role" or mention.plural or mention.title is None or mention.name is not None:
        return False
    words = lexicon.names
    told = fold(mention.title).split()
    return bool({told[-1], " ".join(told[-2:])} & words.titles) and told[-1] not in words.relational


def _holding(reading: Reading, person: Mention, role: Mention, title: Extent, lexicon: Lexicon) -> Mention:
    """The person in the office that a role tells."""
    start, end = min(person.extent.start, title.start), max(person.extent.end, title.end)
    country = role.country
    for number in role.scope if country is None and len(role.scope) == 1 else ():
        country = reading.mentions[number].country
    if country is None and role.head not in lexicon.names.accredited:
        # "appointed Secretary of the Security Council of Kazakhstan"
        inside = [m for m in reading.mentions_of(role.sentence) if m.kind == "state" and m.extent.end == title.end]
        country = inside[0].country if inside and inside[0].extent.start > role.extent.end else None
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
        former=False,
    )


# ---- by a clause ----------------------------------------------------------------------------------------------------


def _by_clause(reading: Reading, frame: Frame, lexicon: Lexicon) -> Iterator[Mention]:
    words = lexicon.names
    if lexicon.statements.act(frame.lemma) in TELLING:
        yield from _by_noun(reading, frame, lexicon)
    ended = _ended(frame, lexicon)
    if frame.lemma in words.being and (frame.tense == "present" or ended):
        yield from _as(reading, frame, lexicon, person=("subject",), office=("attribute",))
    elif frame.lemma in words.becoming:
        yield from _as(reading, frame, lexicon, person=("subject",), office=("attribute", "object"))
    elif frame.lemma in words.taking:
        told = (*_posts(frame, lexicon), *(words.capacities if frame.lemma in words.serving else ()))
        yield from _as(reading, frame, lexicon, person=("subject",), office=told)
    elif frame.lemma in words.appointing | words.raising:
        yield from _appointed(reading, frame, lexicon)
    elif frame.lemma in words.serving:
        yield from _as(reading, frame, lexicon, person=("subject",), office=tuple(words.capacities))
    elif frame.link == "relcl" and frame.tense == "present" and frame.lemma in words.heading:
        yield from _heading(reading, frame, lexicon)


def _ended(frame: Frame, lexicon: Lexicon) -> bool:
    """Whether an office is told to have been held for a time: "who was envoy to Sudan until 2021"."""
    return frame.tense == "past" and any(arg.role in lexicon.names.until for arg in frame.args)


def _appointed(reading: Reading, frame: Frame, lexicon: Lexicon) -> Iterator[Mention]:
    """ "they elected X speaker", "X was promoted to minister", "X was confirmed in the post of minister"."""
    words = lexicon.names
    if frame.lemma in words.appointing:
        capacities = (*words.capacities, *(f"object.{word}" for word in words.capacities))
        office = ("object", "attribute", *capacities, *_posts(frame, lexicon))
    elif frame.lemma in words.raising:
        office = (*words.goals, *_posts(frame, lexicon))
    else:
        return
    told = [*_as(reading, frame, lexicon, person=("object",), office=office)]
    before = reading.frames[frame.parent] if frame.link == "conj" and frame.parent is not None else None
    if not told and before is not None and before.passive:  # "X has been promoted and appointed secretary"
        told = [*_as(reading, frame, lexicon, person=("subject",), office=office)]
    yield from told


def _by_noun(reading: Reading, frame: Frame, lexicon: Lexicon) -> Iterator[Mention]:
    """ "announced the appointment of Ana Ruiz as his envoy"."""
    words = lexicon.names
    roles = [arg.role for arg in frame.args if words.appointments.intersection(arg.heads)]
    for role in roles:
        of, capacities = (tuple(f"{role}.{word}" for word in told) for told in (words.of, words.capacities))
        yield from _as(reading, frame, lexicon, person=of, office=capacities)


def _posts(frame: Frame, lexicon: Lexicon) -> tuple[str, ...]:
    """Where an office is told of a post: "took up the post of minister", "was transferred to the post of envoy"."""
    words = lexicon.names
    return tuple(f"{arg.role}.{of}" for arg in frame.args if words.posts.intersection(arg.heads) for of in words.of)


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
        told = [*_offices_in(reading, arg, lexicon)] if arg.role in office else []
        if told and (frame.lemma not in lexicon.names.being or _is_his(reading, *told[0], lexicon)):
            for role, title in told:
                held = _holding(reading, who, role, _whole(reading, frame, arg, title, lexicon), lexicon)
                whose = _whose(reading, frame, role, who, lexicon)
                yield replace(held, possessor=whose, former=_ended(frame, lexicon))
            return


def _whose(reading: Reading, frame: Frame, role: Mention, who: Mention, lexicon: Lexicon) -> int | None:
    """Whose somebody becomes by the word of who names him so: "The governor named Ana Ruiz as his adviser"."""
    owner = None if role.possessor is None else reading.mentions[role.possessor]
    if owner is None or owner.head not in lexicon.names.possessive_pronouns:
        return who.possessor
    naming = [m for arg in frame.args if arg.role == "subject" for m in arg.mentions if m != who.index]
    return naming[0] if len(naming) == 1 else who.possessor


def _is_his(reading: Reading, role: Mention, title: Extent, lexicon: Lexicon) -> bool:
    """Whether an office is his own: "is the minister", "is Kenya's minister", "is Minister", not "is a minister"."""
    before = reading.text[: title.start].rsplit(maxsplit=1)
    as_style = reading.text[title.start].isupper() and bool(before) and before[-1] not in lexicon.names.articles
    return role.definite or role.country is not None or as_style


def _offices_in(reading: Reading, arg: Arg, lexicon: Lexicon) -> Iterator[tuple[Mention, Extent]]:
    """The offices told in an argument: "Deputy Prime Minister - Minister of Foreign Affairs" are two."""
    told = [reading.mentions[number] for number in arg.mentions]
    for role in told:
        if holds_office(role, lexicon) and role.title_extent is not None:
            yield role, role.title_extent
            for other in reading.mentions_of(role.sentence):
                between = reading.text[role.extent.end : other.extent.start].strip()
                if other not in told and between in DASHES and other.title_extent and holds_office(other, lexicon):
                    yield other, other.title_extent


def _persons(reading: Reading, arg: Arg, lexicon: Lexicon) -> Iterator[Mention]:
    if len(arg.mentions) == 1:
        mention = reading.mentions[arg.mentions[0]]
        if is_named(mention, lexicon):
            yield mention


def _before(reading: Reading, frame: Frame, lexicon: Lexicon) -> Mention | None:
    """The one whom a relative clause is about, right before it: "General Zakou, who was appointed ..."."""
    for start in (frame.extent.start, frame.clause.start):  # "A, whom the government named envoy"
        told = [m for m in reading.mentions_of(frame.sentence) if 0 <= start - m.extent.end <= JOINED]
        if told and is_named(told[-1], lexicon):
            return told[-1]
    return None


def _whole(reading: Reading, frame: Frame, arg: Arg, title: Extent, lexicon: Lexicon) -> Extent:
    """A title with its field: "minister of territorial administration", "Secretary of the Security Council"."""
    words = lexicon.names
    sent = fold(reading.text[title.start : title.end]).split()[-1] in words.accredited  # "ambassador to Kenya"
    joins = words.of | words.field_prepositions if sent else words.of
    fields = {f"{arg.role}.{word}" for word in joins}
    ends = [inner.extent.end for inner in frame.args if inner.role in fields and not inner.timed]
    end = max([title.end, *ends])
    stop = reading.sentences[frame.sentence].extent.end
    return Extent(title.start, end if end > title.end else _field_end(reading, title, stop, joins, lexicon))


def _field_end(reading: Reading, title: Extent, stop: int, joins: Collection[str], lexicon: Lexicon) -> int:
    """Where the field in capitals ends behind a title: a state is none, but where somebody is sent to it."""
    words, names = [*_WORD.finditer(reading.text, title.end, stop)], lexicon.names
    if not words or words[0][0] not in joins:
        return title.end
    field = words[2:] if len(words) > 1 and words[1][0] in names.articles else words[1:]
    told = [*takewhile(lambda word: word[0][0].isupper(), field)]
    whole = reading.text[told[0].start() : told[-1].end()] if told else ""
    if not told or any(reading.text[one.end() : other.start()] != " " for one, other in pairwise(told)):
        return title.end
    is_place = bool(lexicon.world.find(whole) or lexicon.gazetteer.find(whole))
    fits = is_place if words[0][0] not in names.of else not is_place and reading.text[title.start].isupper()
    return told[-1].end() if fits else title.end


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
