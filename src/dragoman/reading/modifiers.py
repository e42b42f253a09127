"""Where a noun's own words begin: its modifiers, without article and possessor."""

from dragoman.reading.trees import Trees

MODIFIERS = ("amod", "compound", "nummod", "nmod", "punct", "det", "poss", "advmod", "quantmod")


def first_word(trees: Trees, word: int) -> int:
    """Find the first modifier of a noun: what stands before it without article, possessor or comma."""
    inside = {word}
    first = word
    while first > 0 and trees.sentence[first - 1] == trees.sentence[word]:
        before = first - 1
        if trees.time[before] >= 0:
            break  # "On 9 April FLI fighters attacked"
        if trees.tag[before] == "HYPH" and before > 0 and trees.end[before - 1] == trees.start[before]:
            inside.update((before, before - 1))
            first = before - 1  # "junta-led states"
            continue
        if trees.head[before] not in inside or trees.dep[before] not in MODIFIERS or trees.text[before] == ",":
            break
        if trees.dep[before] in {"det", "poss", "advmod"} and trees.head[before] == word:
            break
        inside.add(before)
        first = before
    return first


def title_start(trees: Trees, first: int, word: int) -> int:
    while first < word and (trees.country[first] is not None or trees.tag[first] in {"CD", "HYPH"}):
        first += 1
    return first
