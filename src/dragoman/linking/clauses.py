"""Whom a pronoun cannot mean: another one of its own clause, or of what its own says."""

from dragoman.linking.book import Book, Entry
from dragoman.model.reading import Arg, Frame, Mention

QUOTES = " \n\"\u201c\u201d'"
TREATING = frozenset({"accuse", "praise", "thank"})  # acts of saying that have for an object whom they are about
FACED = frozenset({"subject", "object", "indirect"})


def same_clause(book: Book, mention: Mention, entry: Entry) -> bool:
    """Whether the pronoun is an object beside the very subject it would point at, or says of him what he does."""
    return _beside(book, mention, entry) or _spoken_of(book, mention, entry)


def _beside(book: Book, mention: Mention, entry: Entry) -> bool:
    """ "Naghiyev met him", "Jordan accused it of breaking the truce"."""
    for frame in book.reading.frames_of(mention.sentence):
        roles = {arg.role: set(arg.mentions) for arg in frame.args if arg.role in FACED}
        if mention.index in roles.get("object", ()) and roles.get("subject", set()) & set(entry.mentions):
            return True
    return (
        mention.index not in book.subjects
        and any(book.mentions[m].sentence == mention.sentence and m in book.subjects for m in entry.mentions)
        and mention.head not in book.lexicon.grammar.no_objects
        and mention.index in book.taking  # "Eriksrud invited her counterpart": her own
    )


def _spoken_of(book: Book, mention: Mention, entry: Entry) -> bool:
    """ "The ambassador had not been called in, she said": another one."""
    for said in book.reading.frames_of(mention.sentence):
        above = None if said.parent is None or said.link != "ccomp" else book.reading.frames[said.parent]
        if above is None or said.clause.end > above.extent.start:
            continue  # "She said that the ambassador"
        between = book.reading.text[said.clause.end : mention.extent.start].strip(QUOTES)
        if between != ",":
            continue  # "His colleague was more reserved: she noted"
        speaks = any(arg.role == "subject" and mention.index in arg.mentions for arg in above.args)
        told = {m for arg in said.args if arg.role in FACED for m in arg.mentions}
        if speaks and told & set(entry.mentions):
            return True
    return False


def treated(book: Book, mention: Mention) -> Entry | None:
    """Whom one praises or blames for what "it" does: "thanked Lithuania for the radars which it donated"."""
    for frame in book.reading.frames_of(mention.sentence):
        if _earns(book, frame, mention):
            return _object(book, frame, mention)
        own = any(arg.role == "subject" and mention.index in arg.mentions for arg in frame.args)
        if not own or frame.link not in {"relcl", "ccomp"} or frame.parent is None:
            continue
        above = book.reading.frames[frame.parent]
        if book.lexicon.statements.act(above.lemma) in TREATING:
            found = _object(book, above, mention)
            if found is not None:
                return found
    return None


def _earns(book: Book, frame: Frame, mention: Mention) -> bool:
    """Whether "its" opens what somebody is praised or blamed for: "commended Kazakhstan for its mediation"."""
    if book.lexicon.statements.act(frame.lemma) not in TREATING or frame.passive:
        return False
    roles = book.lexicon.grammar.earning | book.lexicon.grammar.of
    told = (arg for arg in frame.args if arg.role.rpartition(".")[2] in roles)
    return any(book.word_before(mention) == arg.role.rpartition(".")[2] and _holds(arg, mention) for arg in told)


def _holds(arg: Arg, mention: Mention) -> bool:
    return arg.extent.start <= mention.extent.start < arg.extent.end


def _object(book: Book, frame: Frame, mention: Mention) -> Entry | None:
    """The state or body that is the only one in the object of a verb before a mention."""
    for arg in frame.args:
        told = [n for m in arg.mentions for n in book.of.get(m, ())]
        if arg.role == "object" and len(told) == 1 and arg.head_extent.end < mention.extent.start:
            entry = book.entries[told[0]]
            return entry if entry.kind in {"state", "organization", "igo"} else None
    return None
