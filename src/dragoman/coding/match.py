"""Whether a cue fits a frame, and which of several fits best."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.lexicon.cues import Cue, CueBook
from dragoman.model.reading import Arg, Frame, Mention, MentionKind

ACTORS: frozenset[MentionKind] = frozenset({"person", "role", "organization", "state", "group", "media", "pronoun", "name"})
_KINDS: dict[str, frozenset[MentionKind]] = {
    "@person": frozenset({"person", "role", "pronoun"}),
    "@state": frozenset({"state"}),
    "@organization": frozenset({"organization", "media"}),
    "@actor": ACTORS,
}


def best_cue(frame: Frame, mentions: Sequence[Mention], book: CueBook, complement: frozenset[str], *, light: bool) -> Cue | None:
    """The most demanding cue that fits the frame; among equals the longer word, then the first by id."""
    best: tuple[int, int, str] | None = None
    chosen: Cue | None = None
    for word, cue in _candidates(frame, book):
        if frame.kind == "noun" and not cue.alone and not light:
            continue
        if not _fits(frame, cue, mentions, complement):
            continue
        rank = (-cue.weight - 2 * word.count(" "), -len(word), cue.id)
        if best is None or rank < best:
            best, chosen = rank, cue
    return chosen


def _candidates(frame: Frame, book: CueBook) -> Iterator[tuple[str, Cue]]:
    index = book.by_verb if frame.kind == "verb" else book.by_noun
    for cue in index.get(frame.lemma, ()):
        yield frame.lemma, cue
    base = frame.lemma.partition(" ")[0] if frame.kind == "verb" else frame.lemma.rpartition(" ")[2]
    if base != frame.lemma:
        for cue in index.get(base, ()):
            yield base, cue
    if frame.kind == "noun":
        return
    seen = {frame.lemma}
    for other in _company(frame):
        phrase = f"{base} {other}"
        if phrase not in seen:
            seen.add(phrase)
            for cue in index.get(phrase, ()):
                yield phrase, cue


def _company(frame: Frame) -> Iterator[str]:
    yield from frame.adverbs
    for arg in frame.args:
        if arg.role.startswith("object."):
            yield arg.role.removeprefix("object.")
        elif "." not in arg.role:
            yield arg.role
            if " " in arg.role:
                yield arg.role.partition(" ")[0]  # "pulled out of the town"


def _fits(frame: Frame, cue: Cue, mentions: Sequence[Mention], complement: frozenset[str]) -> bool:
    objects = ("object",) if frame.kind == "verb" else ("of", "modifier", "compound", "object", "on", "in", "for")
    if cue.objects and not _any_head(frame, objects, cue.objects, mentions):
        return False
    if cue.not_objects and _any_head(frame, objects, cue.not_objects, mentions):
        return False
    if cue.subjects and not _any_head(frame, ("subject",), cue.subjects, mentions):
        return False
    if cue.not_subjects and _any_head(frame, ("subject",), cue.not_subjects, mentions):
        return False
    if cue.complement and not (cue.complement & complement):
        return False
    for preposition, heads in cue.obliques:
        if not _any_head(frame, (preposition, f"object.{preposition}"), heads, mentions):
            return False
    return not (cue.words and not any(_has_words(arg, cue.words) for arg in frame.args) and frame.lemma not in cue.words)


def _any_head(frame: Frame, roles: Iterable[str], wanted: frozenset[str], mentions: Sequence[Mention]) -> bool:
    for arg in frame.args:
        if arg.role not in roles:
            continue
        if "*" in wanted or any(head in wanted for head in arg.heads):
            return True
        for name, kinds in _KINDS.items():
            if name in wanted and any(mentions[m].kind in kinds for m in arg.mentions):
                return True
        if any(mentions[m].kind == "agreement" for m in arg.mentions) and "agreement" in wanted:
            return True
        if any(mentions[m].head in wanted for m in arg.mentions):
            return True
    return False


def _has_words(arg: Arg, words: frozenset[str]) -> bool:
    for word in words:
        if word in arg.words or word in arg.heads:
            return True
        if " " in word and all(part in arg.words for part in word.split()):
            return True
    return False
