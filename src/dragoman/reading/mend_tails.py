"""Mending who tells what stands before: "struck a depot near Homs, the state news agency SANA reported"."""

from collections.abc import Sequence

from dragoman.lexicon.grammar import Mending
from dragoman.reading.parser import Parsed

LONGEST = 14  # words between the comma and the verb: "the Russian Defence Ministry's press service"
ASIDE = 14  # words of an aside between who tells and the verb: ", who asked not to be named,"
_TOLD = frozenset({"VBD", "VBZ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WHO = frozenset({"WP", "WDT", "WP$"})
_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_OWN = frozenset(
    {"DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "CD", "POS", "IN", "VBG", "VBN", "``", "''", "HYPH"}
)
_BEHIND = frozenset({"IN", "TO", "RB", ".", ",", ":", "''"})
_FREE = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct", "dative", "dobj", "pobj", "tmod"})


def mend_tails(
    parsed: Parsed, words: Sequence[str], sentence: Sequence[int], mending: Mending, times: Sequence[bool]
) -> None:
    """Make a verb of telling the main one where the parser hung it, or who tells, on what stands before the comma."""
    for verb, tag in enumerate(parsed.tag):
        if (
            tag in _TOLD
            and parsed.lemma[verb] in mending.tellers
            and _ends(parsed, sentence, times, verb, mending.telling_whom)
        ):
            _lift(parsed, words, sentence, verb)


def _lift(parsed: Parsed, words: Sequence[str], sentence: Sequence[int], verb: int) -> None:
    end = _subject_end(parsed, words, sentence, verb)
    comma = (
        None if end is None else next((w for w in range(end - 1, max(end - LONGEST, 0), -1) if words[w] == ","), None)
    )
    if end is None or comma is None or sentence[comma] != sentence[verb]:
        return
    inside = range(comma + 1, end)
    if not _is_teller(parsed, inside):
        return
    if parsed.dep[verb] in _FREE and any(parsed.head[w] == verb and parsed.dep[w] == "nsubj" for w in inside):
        return  # parsed as it should be
    first = next((w for w in inside if parsed.tag[w] == "IN"), end)
    noun = max(w for w in inside if parsed.tag[w] in _NAMES and w < first)
    told = _told(parsed, sentence, verb, comma)
    if told is None:
        return
    _gather(parsed, inside, noun)
    for word, head in enumerate(parsed.head):
        if sentence[word] != sentence[verb] or word == told:
            continue
        if word < comma <= head <= verb:
            subject = head == verb and word > told and parsed.dep[word] == "nsubj"
            parsed.head[word], parsed.dep[word] = told, "dobj" if subject else parsed.dep[word]
        elif word > verb and head < comma and parsed.dep[word] in _LOOSE:
            parsed.head[word] = verb
        elif end < word < verb and parsed.dep[word] == "relcl":
            parsed.head[word] = noun
    parsed.head[comma], parsed.head[told], parsed.dep[told] = verb, verb, "ccomp"
    parsed.head[verb], parsed.dep[verb] = verb, "ROOT"
    parsed.head[noun], parsed.dep[noun] = verb, "nsubj"


def _told(parsed: Parsed, sentence: Sequence[int], verb: int, comma: int) -> int | None:
    """The verb of what is told: the main one, or where telling is that already, what is told by it."""
    if parsed.head[verb] == verb:
        under = [w for w in range(comma) if parsed.head[w] == verb and parsed.dep[w] == "ccomp"]
        told = under[0] if under else verb
    else:
        told = next((w for w in _upwards(parsed, verb) if parsed.head[w] == w), verb)
    finite = any(parsed.tag[w] in _FINITE for w in range(comma) if sentence[w] == sentence[verb])
    return told if finite and told < comma and parsed.tag[told][0] == "V" else None


def _gather(parsed: Parsed, inside: range, noun: int) -> None:
    """Hang the words of a description on its last noun."""
    for word in inside:
        if word != noun and parsed.head[word] not in inside:
            parsed.head[word] = noun
            parsed.dep[word] = "nmod" if parsed.tag[word] in _NAMES else parsed.dep[word]


def _upwards(parsed: Parsed, word: int) -> list[int]:
    """The words above one, up to the root."""
    found = [parsed.head[word]]
    while parsed.head[found[-1]] not in {found[-1], word}:
        found.append(parsed.head[found[-1]])
    return found


def _subject_end(parsed: Parsed, words: Sequence[str], sentence: Sequence[int], verb: int) -> int | None:
    """Where who tells ends: at the verb, or at the aside before it ("a police official, who asked ..., said")."""
    if verb == 0 or sentence[verb - 1] != sentence[verb]:
        return None
    if words[verb - 1] != ",":
        return verb
    for word in range(verb - 2, max(verb - ASIDE, 0), -1):
        if words[word] == ",":
            return word if parsed.tag[word + 1] in _WHO else None
    return None


def _is_teller(parsed: Parsed, inside: range) -> bool:
    """Whether words are one name or description and nothing else."""
    tags = [parsed.tag[w] for w in inside]
    opens = bool(tags) and tags[0] not in {"IN", "VBG", "VBN", "POS"} and not _NAMES.isdisjoint(tags)
    return opens and set(tags) <= _OWN and tags[-1] in _NAMES | {"''"}


def _ends(parsed: Parsed, sentence: Sequence[int], times: Sequence[bool], verb: int, hearers: frozenset[str]) -> bool:
    """Whether nothing is told behind the verb: "said on Tuesday", "told TASS", not "reported heavy damage"."""
    behind = verb + 1
    if behind >= len(times) or sentence[behind] != sentence[verb]:
        return True
    own = [w for w in range(behind, len(times)) if parsed.head[w] == verb]
    if any(parsed.dep[w] in {"ccomp", "xcomp", "nsubj"} for w in own):
        return False
    hears = parsed.lemma[verb] in hearers and any(parsed.dep[w] in {"dobj", "dative"} for w in own)
    return parsed.tag[behind] in _BEHIND or times[behind] or hears
