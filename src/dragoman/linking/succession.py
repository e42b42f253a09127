"""Who held an office before somebody, or holds it after: "named X as minister, replacing Y", "named X in his place"."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Frame, Mention, Reading

PARTICIPLE = "advcl"  # the link of "replacing Y" behind "named X as minister"


def predecessors(reading: Reading, told: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[Mention]:
    """Those whom somebody of a told office succeeds, and whoever is named in another's place: in the same office."""
    near: dict[int, list[Mention]] = {}
    for one in told:
        near.setdefault(one.sentence, []).append(one)
    for frame in reading.frames:
        if frame.kind != "verb" or frame.negated or frame.passive or frame.modal is not None:
            continue
        if frame.lemma in lexicon.names.succeeding and frame.tense != "future":
            office = _office_of(reading, frame, near, lexicon)
            before = _one(reading, frame, {"object"} if _takes_object(frame) else lexicon.statements.from_roles)
            if office is not None and before is not None and before.index != office.index:
                yield replace(_in_office(before, office), former=True)
        elif frame.lemma in lexicon.names.appointing and frame.parent is not None:
            after, above = _one(reading, frame, {"object"}), reading.frames[frame.parent]
            left = _one(reading, above, {"object"}) if frame.link == "conj" else None
            placed = any(lexicon.names.stead.intersection(arg.heads) for arg in frame.args)
            if placed and after is not None and left is not None and left.title is not None:
                yield _in_office(after, left)


def _takes_object(frame: Frame) -> bool:
    return any(arg.role == "object" and arg.mentions for arg in frame.args)


def _one(reading: Reading, frame: Frame, roles: frozenset[str] | set[str]) -> Mention | None:
    """The one person in a role, by name."""
    found = [reading.mentions[m] for arg in frame.args if arg.role in roles for m in arg.mentions]
    named = len(found) == 1 and found[0].kind in {"person", "name"} and " " in (found[0].name or "")
    return found[0] if named else None


def _office_of(reading: Reading, frame: Frame, near: dict[int, list[Mention]], lexicon: Lexicon) -> Mention | None:
    """The office of who succeeds: of whoever was just named, or of "she" the last of whom one was told."""
    above = reading.frames[frame.parent] if frame.link == PARTICIPLE and frame.parent is not None else frame
    roles = {"object"} if above.lemma in lexicon.names.appointing and not above.passive else {"subject", "object"}
    doing = [m for arg in above.args if arg.role in roles for m in arg.mentions]
    doing = doing if above is not frame else [m for a in frame.args if a.role == "subject" for m in a.mentions]
    here = [one for one in near.get(frame.sentence, ()) if one.index in doing]
    before = near.get(frame.sentence - 1, ()) if _goes_on(reading, frame) else ()
    for who in (reading.mentions[m] for m in doing):
        here += [one for one in before if who.kind == "pronoun" or (one.name or "").endswith(f" {who.name}")]
    return next((one for one in here if one.index == here[-1].index), None)


def _goes_on(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence goes on in the paragraph of the one before."""
    sentences = reading.sentences
    return frame.sentence > 0 and sentences[frame.sentence].paragraph == sentences[frame.sentence - 1].paragraph


def _in_office(person: Mention, office: Mention) -> Mention:
    return replace(
        person,
        title=office.title,
        title_extent=office.title_extent,
        country=office.country or person.country,
        country_extent=None,
        possessor=office.possessor,
        body=office.body,
        body_extent=office.body_extent,
        body_acronym=office.body_acronym,
    )
