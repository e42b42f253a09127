"""Mending lists of names: those that the parser coordinated with what stands before them, or took for an apposition."""

from collections.abc import Sequence

from dragoman.reading.parser import Parsed

DEEPEST = 8  # steps from a time up to its verb
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def mend_lists(parsed: Parsed, words: Sequence[str], times: Sequence[bool], countries: Sequence[str | None]) -> None:
    """Mend a parse in place; `times` tells the words that are times, `countries` those that name a state."""
    children: list[list[int]] = [[] for _ in words]
    for word, head in enumerate(parsed.head):
        if head != word:
            children[head].append(word)
    for word, dep in enumerate(parsed.dep):
        if dep == "conj" and word > 1 and words[word - 1] == "," and parsed.head[word] == word - 2:
            _uncouple(parsed, children, word, times)
        elif dep == "appos":
            _couple(parsed, children, word, words, countries)


def _uncouple(parsed: Parsed, children: Sequence[list[int]], name: int, times: Sequence[bool]) -> None:
    """Part what opens a sentence from who acts in it: "On Monday, Peru, Chile and Bolivia signed a pact"."""
    before = name - 2
    if times[name] or not (times[before] or parsed.dep[before] == "pobj"):
        return
    verb = parsed.head[before]
    for _ in range(DEEPEST):
        if parsed.tag[verb][0] == "V" or parsed.head[verb] == verb:
            break
        verb = parsed.head[verb]
    subjects = [child for child in children[verb] if parsed.dep[child] in SUBJECTS and child != before]
    if parsed.tag[verb][0] != "V" or verb < name or subjects or parsed.dep[verb] in {"acl", "relcl", "xcomp"}:
        return
    passive = any(parsed.dep[child] == "auxpass" for child in children[verb])
    parsed.head[name], parsed.dep[name] = verb, "nsubjpass" if passive else "nsubj"
    if parsed.dep[before] in SUBJECTS:
        prep = before > 0 and parsed.dep[before - 1] == "prep"
        parsed.head[before], parsed.dep[before] = (before - 1, "pobj") if prep else (verb, "npadvmod")


def _couple(
    parsed: Parsed, children: Sequence[list[int]], name: int, words: Sequence[str], countries: Sequence[str | None]
) -> None:
    """Read a state between two others as one more of them: "Fiji, Tonga and Samoa signed a pact"; not "Lomé, Togo"."""
    article = parsed.tag[name - 1] == "DT"  # "the EU, the UK and Canada"
    comma = name - 1 - article
    if comma < 1 or words[comma] != "," or parsed.head[name] != comma - 1:
        return
    first, own = countries[comma - 1], countries[name]
    others = [countries[child] for child in children[name] if parsed.dep[child] == "conj"]
    if (first or article) and own and first != own and any(others):
        parsed.dep[name] = "conj"
