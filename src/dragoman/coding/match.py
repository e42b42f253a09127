"""Whether a cue fits a frame, and which of several fits best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.lexicon.cues import Cue, CueBook
from dragoman.model.reading import Arg, Frame, Mention, MentionKind

ACTORS: frozenset[MentionKind] = frozenset(
    {"person", "role", "organization", "state", "group", "media", "pronoun", "name"}
)
_KINDS: dict[str, frozenset[MentionKind]] = {
    "@person": frozenset({"person", "role", "pronoun"}),
    "@state": frozenset({"state"}),
    "@organization": frozenset({"organization", "media"}),
    "@actor": ACTORS,
}
PERSONAL = "@person"
NATION = "@nation"
JOINT = "@joint"
FULL_NAME = (2, 4)  # words of an unknown name that reads as a person's: "Selim Arkan"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cue is held against: the frame, the mentions its arguments point at, and the acts governed by it."""

    frame: Frame
    mentions: Sequence[Mention]
    book: CueBook
    complement: frozenset[str]
    below: frozenset[str]
    persons: frozenset[str]


def best_cue(
    frame: Frame,
    mentions: Sequence[Mention],
    book: CueBook,
    complement: frozenset[str],
    *,
    light: bool,
    below: frozenset[str] = frozenset(),
    persons: frozenset[str] = frozenset(),
) -> Cue | None:
    """Choose the most demanding cue that fits the frame; among equals the longer word, then the first by id.

    `complement` has the lemmas of the infinitives, gerunds and clauses under the frame, `below` all words inside them;
    `light`: a light verb carries the frame's noun; `persons` are the surnames of those whom the text tells in full.
    """
    seen = Seen(frame, mentions, book, complement, below, persons)
    best: tuple[int, int, str] | None = None
    chosen: Cue | None = None
    for word, cue in _candidates(seen):
        if frame.kind == "noun" and not cue.alone and not light:
            continue
        rank = (-cue.weight - 2 * word.count(" "), -len(word), cue.id)
        if (best is None or rank < best) and _fits(seen, cue, word):
            best, chosen = rank, cue
    return chosen


def _candidates(seen: Seen) -> Iterator[tuple[str, Cue]]:
    frame = seen.frame
    index = seen.book.by_verb if frame.kind == "verb" else seen.book.by_noun
    for cue in index.get(frame.lemma, ()):
        yield frame.lemma, cue
    base = frame.lemma.partition(" ")[0] if frame.kind == "verb" else frame.lemma.rpartition(" ")[2]
    if base != frame.lemma:
        for cue in index.get(base, ()):
            yield base, cue
    if frame.kind == "noun":
        return
    tried = {frame.lemma}
    for other in _company(seen):
        phrase = f"{base} {other}"
        if phrase not in tried:
            tried.add(phrase)
            for cue in index.get(phrase, ()):
                yield phrase, cue


def _company(seen: Seen) -> Iterator[str]:
    """Give what may complete a verb of two words: "pulled out of the town", "set free", "let go"."""
    yield from seen.frame.adverbs
    yield from seen.complement
    called = [arg.extent for arg in seen.frame.args if arg.role == "object"][1:]
    for arg in seen.frame.args:
        # "called Nepal a friend on Tuesday" is no calling on anybody, nor "called it a gift for the rebels" for them
        if arg.timed or any(one.start <= arg.extent.start < one.end for one in called):
            continue
        if arg.role == "attribute":
            yield from arg.heads
        if arg.role.startswith("object."):
            # "set up posts on the road" is no setting on anybody
            if " " not in seen.frame.lemma or arg.role.removeprefix("object.") not in seen.book.grammar.apart:
                yield arg.role.removeprefix("object.")
        elif "." not in arg.role and not (arg.role in seen.book.grammar.apart and _behind_object(seen.frame, arg)):
            yield arg.role
            if " " in arg.role:
                yield arg.role.partition(" ")[0]


def _behind_object(frame: Frame, arg: Arg) -> bool:
    """Whether the verb's object stands between the verb and a phrase."""
    return any(
        other.role == "object" and frame.extent.end <= other.extent.start < arg.extent.start for other in frame.args
    )


def _fits(seen: Seen, cue: Cue, word: str) -> bool:
    # what "call for" is about stands behind its preposition
    objects = ("object", word.partition(" ")[2]) if seen.frame.kind == "verb" else seen.book.grammar.noun_objects
    for roles, wanted, unwanted in (
        (objects, cue.objects, cue.not_objects),
        (("subject",), cue.subjects, cue.not_subjects),
    ):
        if wanted and not _any_head(seen, roles, wanted):
            return False
        if unwanted and _any_head(seen, roles, unwanted):
            return False
    if cue.complement and not (seen.complement if "*" in cue.complement else cue.complement & seen.complement):
        return False
    if cue.not_complement and ("*" in cue.not_complement or cue.not_complement & seen.complement) and seen.complement:
        return False
    for preposition, heads in cue.obliques:
        if not _any_head(seen, _oblique(seen, preposition), heads):
            return False
    if cue.not_words and _has_words(seen, cue.not_words):
        return False
    return not cue.words or _has_words(seen, cue.words)


def _oblique(seen: Seen, preposition: str) -> tuple[str, ...]:
    roles = (preposition, f"object.{preposition}")
    # "lent Ghana money" is "lent money to Ghana"
    return (*roles, "indirect") if preposition in seen.book.grammar.companions else roles


def _any_head(seen: Seen, roles: Sequence[str], wanted: frozenset[str]) -> bool:
    return any(arg.role in roles and not arg.timed and _is_one(seen, arg, wanted) for arg in seen.frame.args)


def _is_one(seen: Seen, arg: Arg, wanted: frozenset[str]) -> bool:
    if "*" in wanted or not wanted.isdisjoint(arg.heads):
        return True
    mentions = [seen.mentions[m] for m in arg.mentions]
    for name, kinds in _KINDS.items():
        if name in wanted and any(m.kind in kinds or (name == PERSONAL and _is_person(seen, m)) for m in mentions):
            return True
    named = not arg.heads and any(m.kind in {"name", "place"} for m in mentions)
    if named and wanted & arg.words & (seen.book.grammar.drills | seen.book.grammar.crafts):
        return True  # "began the exercise Solidaridad", "boarded the freighter Lira"
    if not wanted.isdisjoint(arg.words) and any(m.kind == "media" for m in mentions):
        return True  # "suspended the newspaper Opinar"
    if NATION in wanted and any(_nationals(m) for m in mentions):
        return True
    bodies = (m.name or "" for m in mentions if m.kind == "organization")
    if JOINT in wanted and any(seen.book.grammar.of_several(name) for name in bodies):
        return True
    if "agreement" in wanted and any(m.kind == "agreement" for m in mentions):
        return True
    return any(m.head in wanted or (m.kind == "organization" and _body_head(seen, m) in wanted) for m in mentions)


def _body_head(seen: Seen, mention: Mention) -> str:
    """Give the noun of a body's name: "committee" of "Joint Committee on Trade of Togo and Mali"."""
    told = (mention.name or "").lower().split()
    ends = (place for place, word in enumerate(told) if place and word in seen.book.grammar.noun_objects)
    return told[next(ends, len(told)) - 1] if told else ""


def _is_person(seen: Seen, mention: Mention) -> bool:
    """Whether an unknown name reads as a person's, or is the surname of one told before: "Dat suggested that"."""
    least, most = FULL_NAME
    words = len((mention.name or "").split())
    return mention.kind == "name" and (least <= words <= most or (words == 1 and mention.head in seen.persons))


def _nationals(mention: Mention) -> bool:
    """Whether people are told by their nation alone: "9,000 Haitians", but not "Haitian soldiers"."""
    return (
        mention.kind == "group"
        and mention.country is not None
        and mention.country_extent is None
        and not mention.sectors
    )


def _has_words(seen: Seen, words: frozenset[str]) -> bool:
    frame = seen.frame
    if frame.lemma in words or not words.isdisjoint(frame.adverbs) or not words.isdisjoint(seen.below):
        return True
    for arg in frame.args:
        if not words.isdisjoint(arg.words) or not words.isdisjoint(arg.heads):
            return True
        if any(" " in word and all(part in arg.words for part in word.split()) for word in words):
            return True
    return False
