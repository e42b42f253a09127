"""Mending lists of names: those that the parser coordinated with what stands before them, or took for an apposition."""

from collections.abc import Sequence

from dragoman.reading.parser import Parsed

DEEPEST = 8  # steps from a time up to its verb
NEAR = 3  # words between a verb, its place and its guest
OPENERS = frozenset({"DT", "CD", "PRP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
NOUNS = frozenset({"NN", "NNS", "NNP"})
OBJECTS = frozenset({"dobj", "auxpass", "ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def mend_lists(
    parsed: Parsed, words: Sequence[str], times: Sequence[bool], countries: Sequence[str | None], named: Sequence[bool]
) -> None:
    """Mend a parse in place; `times` tells the words that are times, `countries` those of states, `named` all names."""
    children: list[list[int]] = [[] for _ in words]
    for word, head in enumerate(parsed.head):
        if head != word:
            children[head].append(word)
    for word, dep in enumerate(parsed.dep):
        if dep == "conj" and word > 1 and words[word - 1] == "," and parsed.head[word] == word - 2:
            _uncouple(parsed, children, word, times)
        elif dep == "appos":
            _couple(parsed, children, word, words, countries)
    for place in range(2, len(words) - 1):
        if countries[place] and parsed.dep[place - 1] in {"prep", "dative"}:
            _shift(parsed, children, place, times, countries)
        if countries[place] and parsed.dep[place] == "pobj":
            _lift(parsed, children, place, times, countries)
        if times[place] or named[place]:
            _part(parsed, children, place, times, countries, named)


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


def _shift(
    parsed: Parsed,
    children: Sequence[list[int]],
    place: int,
    times: Sequence[bool],
    countries: Sequence[str | None],
) -> None:
    """Give a verb the guest told behind the place: "welcomed to Vilnius President Ruiz", "met in Lima the king"."""
    prep, behind = place - 1, place + 1
    verb = parsed.head[prep]
    if parsed.tag[verb][0] != "V" or verb > prep or prep - verb > NEAR:
        return
    if any(parsed.dep[child] in {"dobj", "auxpass"} for child in children[verb]):
        return
    if any(parsed.dep[child] == "prt" for child in children[verb]):
        # "turned over to Togo two fugitives"; not "were invited to Togo three times"
        for word in children[verb]:
            if parsed.dep[word] == "npadvmod" and word > place and not times[word]:
                parsed.dep[word] = "dobj"
                return
    inside = parsed.dep[place] == "compound" and parsed.dep[parsed.head[place]] == "pobj"
    told = parsed.head[place] if inside else next((w for w in children[place] if parsed.dep[w] == "appos"), place)
    opens = behind == told or parsed.tag[behind] == "DT"
    if told <= place or not opens or told - place > NEAR or times[told] or countries[told]:
        return
    if parsed.tag[told] != "NNP" and parsed.tag[behind] != "DT":
        return
    parsed.head[told], parsed.dep[told] = verb, "dobj"
    if inside:
        parsed.head[place], parsed.dep[place] = prep, "pobj"


def _part(
    parsed: Parsed,
    children: Sequence[list[int]],
    place: int,
    times: Sequence[bool],
    countries: Sequence[str | None],
    named: Sequence[bool],
) -> None:
    """Give a verb the object told behind a state or a day: "withdrew from Chile its envoy", "freed on Monday six men".

    No name stands before an article, a number or a possessor in one phrase, and no day before a name.
    """
    prep, opens = parsed.head[place], place + 1
    if parsed.dep[place] != "pobj":
        prep = parsed.head[parsed.head[place]]
    verb = parsed.head[prep]
    guest = times[place] and named[opens]
    if not (parsed.tag[opens] in OPENERS or guest) or parsed.tag[verb] not in FINITE:
        return
    if verb > prep or not 0 < place - prep <= NEAR:
        return
    if any(parsed.dep[child] in OBJECTS for child in range(verb, len(parsed.dep)) if parsed.head[child] == verb):
        return
    inside = parsed.head[place] if parsed.dep[place] in {"nmod", "compound", "nummod"} else None
    # of a person or a body what stands behind may be an office: "at the State Palace Ms. Omarova, the speaker"
    apart = {"appos", "nmod", "dep"} if times[place] or countries[place] else set()
    behind = [w for w in children[place] if w > place and parsed.dep[w] in apart]
    behind += [w for w in children[prep] if w > place and parsed.dep[w] == "pobj"]
    told = inside if inside is not None else next(iter(behind), place)
    if (
        told < opens + (not guest)
        or told - opens > NEAR
        or times[told]
        or countries[told]
        or parsed.tag[told] not in NOUNS
    ):
        return
    if inside is not None and (parsed.dep[told] != "pobj" or parsed.head[told] != prep):
        return
    parsed.head[place], parsed.dep[place] = prep, "pobj"
    parsed.head[told], parsed.dep[told] = verb, "dobj"
    for word in range(opens, told):
        if parsed.head[word] == place:
            parsed.head[word] = told


def _lift(
    parsed: Parsed,
    children: Sequence[list[int]],
    place: int,
    times: Sequence[bool],
    countries: Sequence[str | None],
) -> None:
    """Give an act what stands behind a state: "the deportation by Tunisia of 300 persons", "the arrival in Lima of"."""
    act = parsed.head[parsed.head[place]]
    if parsed.tag[act] not in {"NN", "NNS"} or act > place:
        return
    for prep in children[place]:
        things = [w for w in children[prep] if parsed.dep[w] == "pobj"]
        plain = any(parsed.tag[w] == "NNS" and not times[w] and not countries[w] for w in things)
        if prep > place and parsed.dep[prep] == "prep" and plain:
            parsed.head[prep] = act
