"""An office told without its holder, who is named later: "Togo's defence minister said ... Colonel Sosso told"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.installed import holds_office, is_named
from dragoman.model.reading import Frame, Mention, Reading

REACH = 4  # sentences between the office and the name, in which nobody else speaks
SHORTEST = 2  # words of a name with which somebody new is introduced
_AGE = re.compile(r",\s+\d{2}\b")
_OPENS = frozenset('"”»’—\u2013(')


def named_later(reading: Reading, lexicon: Lexicon) -> dict[int, Mention]:
    """Who is told by his office first: the person as one in that office, by the mention of the office."""
    found: dict[int, Mention] = {}
    known = {fold(m.name or "").rpartition(" ")[2] for m in reading.mentions if m.title and m.name}
    told: set[str] = set()
    for mention in reading.mentions:
        if not mention.name or reading.sentences[mention.sentence].block == "headline":
            continue
        surname = fold(mention.name).rpartition(" ")[2]
        bare = is_named(mention, lexicon) and mention.title is None and mention.country_extent is None
        if bare and surname not in told | known and _introduced(reading, mention, lexicon):
            office = _office_before(reading, mention, lexicon)
            if office is not None and office.index not in found:
                found[office.index] = _in_office(reading, mention, office, lexicon)
        told.add(surname)
    return found


def _introduced(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether somebody speaks by his full name, and nothing beside it tells who he is."""
    if len((mention.name or "").split()) < SHORTEST or mention.apposed is not None:
        return False
    if not any(mention.index in speakers for _, speakers in _sayings(reading, mention.sentence, lexicon)):
        return False
    text = reading.text
    behind = text[mention.extent.end : mention.extent.end + len(", 64")]
    if behind.startswith((",", "(")) and not _AGE.match(behind):
        return False  # "Koffi Sosso, a shopkeeper, said"
    start = reading.sentences[mention.sentence].extent.start
    before = text[start : mention.extent.start].split()
    if not before or before[-1][-1] in _OPENS or before[-1].endswith((",", ":")):
        return True
    word = before[-1].lower()  # "said Koffi Sosso", "and Koffi Sosso said"; not "resident Koffi Sosso"
    joins = lexicon.statements.joiners | lexicon.statements.complementizers
    return word in joins or any(text[slice(*f.extent)].lower() == word for f in reading.frames_of(mention.sentence))


def _office_before(reading: Reading, person: Mention, lexicon: Lexicon) -> Mention | None:
    """The one office without a name that spoke before him, nobody else having spoken since."""
    for sentence in range(person.sentence, max(-1, person.sentence - REACH - 1), -1):
        if reading.sentences[sentence].block == "headline":
            return None
        before = [
            reading.mentions[speaker]
            for _, speakers in _sayings(reading, sentence, lexicon)
            for speaker in speakers
            if reading.mentions[speaker].extent.end <= person.extent.start
        ]
        others = [m for m in before if m.kind not in {"pronoun", "state"} and m.index != person.index]
        if others:
            office = others[0] if len({m.index for m in others}) == 1 else None
            return office if office is not None and _is_open(reading, office, lexicon) else None
    return None


def _is_open(reading: Reading, office: Mention, lexicon: Lexicon) -> bool:
    """Whether an office is one person's, whose name no mention tells beside it: "Mali's foreign minister"."""
    if not holds_office(office, lexicon) or office.apposed is not None:
        return False
    whose = office.country is not None or office.possessor is not None
    if not whose and not office.definite:
        return False  # "a minister said"
    article = reading.text[: office.extent.start].rsplit(maxsplit=1)[-1:]
    if article and article[0].lower() in lexicon.names.indefinite:
        return False
    told = set(fold(office.title or "").split())
    return not any(
        other.name and other.title and told <= set(fold(other.title).split()) and _same(office, other)
        for other in reading.mentions
    )


def _same(office: Mention, other: Mention) -> bool:
    return office.country is None or other.country is None or office.country == other.country


def _sayings(reading: Reading, sentence: int, lexicon: Lexicon) -> Iterator[tuple[Frame, tuple[int, ...]]]:
    """The verbs of saying of a sentence, with who says it."""
    for frame in reading.frames_of(sentence):
        # not in an aside: "accused Rwanda of aggression, a charge Kigali rejected"
        main = frame.link not in {"relcl", "acl"}
        saying = main and frame.kind == "verb" and frame.mood == "indicative" and not frame.passive
        if saying and lexicon.statements.act(frame.lemma) is not None:
            for arg in frame.args:
                if arg.role == "subject" and arg.mentions:
                    yield frame, arg.mentions


def _in_office(reading: Reading, person: Mention, office: Mention, lexicon: Lexicon) -> Mention:
    """The person in the office, with the state or the body whose it is: "the head of Libya's coast guard"."""
    own = (*_inside(reading, office), *office.scope, *(() if office.possessor is None else (office.possessor,)))
    owner = reading.mentions[own[0]] if len(own) == 1 else None
    sent = office.head in lexicon.names.accredited  # "the U.N. special envoy for Yemen" is not of Yemen
    country = None if sent and office.possessor is None else office.country or _country(reading, owner)
    seated = owner is not None and office.body is None and owner.kind in {"organization", "group", "igo"}
    body = reading.text[slice(*owner.extent)] if owner is not None and seated else office.body
    return replace(
        person,
        extent=office.extent,
        title=office.title,
        title_extent=office.title_extent,
        country=country or person.country,
        country_extent=office.country_extent,
        possessor=office.possessor,
        body=None if body is None else " ".join(body.split()),
        body_extent=owner.extent if owner is not None and seated else office.body_extent,
    )


def _inside(reading: Reading, office: Mention) -> tuple[int, ...]:
    """The body told within a title: "the U.N. special envoy"."""
    return tuple(
        m.index
        for m in reading.mentions_of(office.sentence)
        if m.kind == "organization" and office.extent.start <= m.extent.start and m.extent.end <= office.extent.end
    )


def _country(reading: Reading, owner: Mention | None) -> str | None:
    """The state that an owner is, or whose it is in turn."""
    if owner is None or owner.country is not None or owner.possessor is None:
        return None if owner is None else owner.country
    return reading.mentions[owner.possessor].country
