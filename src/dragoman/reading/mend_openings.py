"""Mending clauses whose subject the parser hung on the word that opens them: "a day after a bombing in Sake killed"."""

from collections.abc import Sequence

from dragoman.reading.parser import Parsed

_OWN = frozenset({"aux", "auxpass", "mark", "nsubj", "nsubjpass", "advmod"})


def mend_openings(parsed: Parsed, sentence: Sequence[int]) -> None:
    """Read "arrived two days after a bombing in Sake killed six" so that it is no guest who killed."""
    dependents: dict[int, list[int]] = {}
    for word, head in enumerate(parsed.head):
        dependents.setdefault(head, []).append(word)
    for verb, tag in enumerate(parsed.tag):
        if tag != "VBD" or parsed.dep[verb] != "advcl" or any(parsed.dep[w] in _OWN for w in dependents.get(verb, ())):
            continue
        opening = _opening(parsed, verb, sentence)
        noun = next((w for w in dependents.get(opening, ()) if parsed.dep[w] == "pobj"), None) if opening else None
        if opening is not None and noun is not None:
            parsed.dep[opening], parsed.head[opening] = "mark", verb
            parsed.dep[noun], parsed.head[noun] = "nsubj", verb


def _opening(parsed: Parsed, verb: int, sentence: Sequence[int]) -> int | None:
    """The preposition beside a clause, right before which its phrase ends: no comma stands between."""
    word = verb - 1
    if word < 0 or sentence[word] != sentence[verb] or parsed.dep[word] == "punct":
        return None
    while parsed.head[word] not in {word, parsed.head[verb]}:
        word = parsed.head[word]
    beside = parsed.head[verb] < word < verb and parsed.head[word] == parsed.head[verb]
    return word if beside and parsed.dep[word] == "prep" else None
