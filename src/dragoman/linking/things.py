"""Pronouns for things: "The Sejm approved the pact. Lithuania has ratified it", "A ship was hit. Oman condemned it"."""

from collections.abc import Iterator

from dragoman.linking.book import Book
from dragoman.model.reading import Arg, Frame, Mention

NEAR = 3  # sentences back through which a pronoun goes on for another
SINGULAR = "it"
ACTORS = frozenset({"person", "role", "organization", "state", "group", "media", "name"})
CLASS = "@"  # before a class of nouns among the heads of an argument
ASSAULT = "ASSAULT"  # done to somebody, whatever was told before: "fired a rocket at Israel. Israel bombed it"
NAMED = frozenset({"acl", "relcl"})  # clauses that only say which: "the letter that Iran sent"


def means_thing(book: Book, mention: Mention) -> bool:
    """Whether a pronoun that is an object means a thing or an act, and so nobody."""
    if book.lexicon.names.pronouns.get(mention.head) not in {SINGULAR, "plural"}:
        return False
    frame = _object_of(book, mention)
    if frame is None or _done_to_somebody(book, frame, mention):
        return False
    if mention.head == SINGULAR and frame.lemma in book.lexicon.grammar.judging:
        return True
    return next(_before(book, frame, mention), False)


def _object_of(book: Book, mention: Mention) -> Frame | None:
    """The verb whose object a pronoun is, itself and not as an owner: "rejected it", not "rejected its plan"."""
    for frame in book.reading.frames_of(mention.sentence):
        for arg in frame.args if frame.kind == "verb" else ():
            if arg.role == "object" and arg.head_extent == mention.head_extent:
                return frame
    return None


def _done_to_somebody(book: Book, frame: Frame, mention: Mention) -> bool:
    """Whether only somebody can be meant: "urged it to stop", "thanked them for it", "bombed it"."""
    if any(cue.type == ASSAULT for cue in book.lexicon.cues.by_verb.get(frame.lemma, ())):
        return True
    treating = book.lexicon.grammar.treating
    here = [f for f in book.reading.frames_of(mention.sentence) if f.parent == frame.index]
    below = (f for f in here if f.link in {"xcomp", "ccomp"} or (f.link == "prep" and f.prep in treating))
    told = (arg.extent for arg in frame.args if arg.role in treating and not arg.timed)
    return any(extent.start > mention.extent.end for extent in (*told, *(f.extent for f in below)))


def _before(book: Book, frame: Frame, mention: Mention) -> Iterator[bool]:
    """Whether what was told last and fits in number is a thing, what is done to before what does; nothing, if none."""
    singular = mention.head == SINGULAR
    doing = {m for arg in frame.args if arg.role == "subject" for m in arg.mentions}  # is not what it does it to
    for sentence in range(mention.sentence, max(-1, mention.sentence - 2), -1):
        told = [f for f in book.reading.frames_of(sentence) if f.kind == "verb" and f.link not in NAMED]
        ahead = [f for f in reversed(told) if f.index != frame.index and f.extent.end <= frame.extent.start]
        args = [arg for role in ("object", "subject") for f in ahead for arg in f.args if arg.role == role]
        for arg in args:
            if (
                arg.timed
                or doing.intersection(arg.mentions)
                or (arg.frame is not None and book.reading.frames[arg.frame].kind == "verb")
            ):
                continue
            other = next((book.mentions[m] for m in arg.mentions if book.mentions[m].kind == "pronoun"), None)
            if other is not None:
                if other.head == mention.head and arg.role == "object":
                    yield other.index not in book.of
                continue
            if _is_single(book, arg) is singular:
                yield not any(book.mentions[m].kind in ACTORS for m in arg.mentions)


def _is_single(book: Book, arg: Arg) -> bool:
    """Whether an argument tells one: "a note", not "comments" or "a note and a list"."""
    heads = [head for head in arg.heads if not head.startswith(CLASS)]
    alone = all(heads[0] in head.split() for head in heads)  # "accord", "peace accord"
    return alone and len(arg.mentions) <= 1 and (not heads or book.text(arg.head_extent).lower() == heads[0])
