"""Mending the parse: lemmas the model gets wrong, and verbs that it took for nouns."""

from collections.abc import Sequence
from itertools import takewhile

from dragoman.lexicon.grammar import Mending
from dragoman.reading import parser
from dragoman.reading.mend_clauses import mend_clauses
from dragoman.reading.mend_tails import mend_tails
from dragoman.reading.parser import Parsed

CLOSE = 2  # words between a noun and its infinitive, "to" included
QUOTES = frozenset('"“”«»‘’')
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_HELPERS = frozenset({"aux", "auxpass"})
_NOUNS = frozenset({"NN", "NNS", "JJ", "NNP", "NNPS"})
DEEPEST = 6  # steps from a thing up to its verb
NEAR = 40  # words between a verb and its subject
_SINGULAR = "s"  # ending of VBZ, the third person; the tags are those of the one model that reading/parser.py pins


def mend(
    parsed: Parsed,
    words: list[str],
    lemmas: list[str | None],
    sentence: list[int],
    mending: Mending,
    times: Sequence[bool],
) -> None:
    """Mend a parse in place; `lemmas` are those of words shown under another spelling, `times` say which are times."""
    for word, lower in enumerate(words):
        told = lemmas[word]
        lemma = parsed.lemma[word]
        if told is not None:
            parsed.lemma[word] = told
        elif parsed.tag[word][0] == "V":
            right = mending.forms.get(lower) or mending.lemmas.get(lemma)
            if right is not None:
                parsed.lemma[word] = right
        elif parsed.tag[word] == "NNPS":
            parsed.lemma[word] = parser.noun_lemma(lower) or lemma  # "The two Ministers welcomed"
        if lower in mending.over and word and parsed.lemma[word - 1] in mending.carried_over:
            _attach(parsed, word)
    _revive(parsed, words, sentence)
    _join(parsed, words, sentence)
    _free_subjects(parsed, words, sentence)
    mend_clauses(parsed, words, sentence, mending)
    for time in range(1, len(words) - 1):
        if times[time] and words[time - 1] in mending.leads:
            _part(parsed, words, sentence, time)
        if times[time]:
            _relate(parsed, times, time)
    for word, tag in enumerate(parsed.tag):
        if parsed.dep[word] == "prep" and word > 0 and words[word - 1] in QUOTES:
            _rejoin(parsed, words, word)
        if tag in _FINITE and parsed.dep[word] == "conj":
            _unquote(parsed, words, word)
        if tag == "VB" and word > 0 and parsed.tag[word - 1] == "TO":
            _unverb(parsed, words, word)
        if tag in {"VBD", "VBN"} and parsed.dep[word] == "conj":
            _raise(parsed, word, mending)
        if tag == "VBD" and word + 1 < len(words) and parsed.dep[word] in {"ROOT", "conj"}:
            _reduce(parsed, sentence, word)
    mend_tails(parsed, words, sentence, mending, times)


def _attach(parsed: Parsed, particle: int) -> None:
    """Give a verb its particle that the parser took for a part of a number: "will hand over 20 suspects"."""
    if parsed.tag[particle - 1][0] == "V" and parsed.dep[particle] in {"advmod", "quantmod"}:
        parsed.head[particle], parsed.dep[particle], parsed.tag[particle] = particle - 1, "prt", "RP"


def _free_subjects(parsed: Parsed, words: list[str], sentence: list[int]) -> None:
    """Give a verb the subject that the parser hung on a participle beside it, or on the phrase before it."""
    for subject, dep in enumerate(parsed.dep):
        if dep in {"ROOT", "nsubj", "nsubjpass"} and parsed.tag[subject] in {"NNP", "NNPS"}:
            _pair(parsed, words, sentence, subject)
        first = parsed.head[subject]
        if sentence[first] != sentence[subject] or subject == first:
            continue
        verb = parsed.head[first]
        if dep == "nsubj" and subject < first < verb and parsed.tag[verb][0] == "V":
            # "Leaders meeting in Abuja approved the mission"
            meeting = parsed.dep[first] in {"nsubj", "csubj"} and parsed.tag[first] == "VBG" and first == subject + 1
            # "The bloc, made up of Mali and Niger, refused to receive them"
            made = parsed.dep[first] == "advcl" and parsed.tag[first] in {"VBN", "VBD"} and words[subject + 1] == ","
            if (meeting or made) and _subjects(parsed, verb) in ([], [first]):
                parsed.head[subject], parsed.head[first], parsed.dep[first] = verb, subject, "acl"
        elif dep == "conj" and parsed.tag[subject] in {"NNP", "NNPS"} and parsed.dep[subject - 1] == "cc":
            _uncouple(parsed, subject)
        elif dep == "conj" and parsed.tag[subject] == "NNS":
            _part_clauses(parsed, subject)
        elif dep == "appos" and parsed.tag[subject] in {"NNP", "NNPS"} and parsed.dep[first] == "pobj":
            _lower(parsed, subject)


def _pair(parsed: Parsed, words: list[str], sentence: list[int], first: int) -> None:
    """Join two who do it with an aside between: "Smith, together with her delegation, and Jones signed a protocol"."""
    near = [w for w in _near(parsed, first) if w > first and sentence[w] == sentence[first]]
    above = parsed.head[first]
    # "Smith accompanied by her deputy, and Jones met", which the parser takes for two clauses
    aside = above == first + 1 and parsed.tag[above] == "VBN" and parsed.dep[above] == "ROOT"
    top = above if aside else first
    joins = next((w for w in near if parsed.dep[w] == "cc" and parsed.head[w] == top), None)
    verb = above
    if top == first == above or aside:
        conjoined = (w for w in near if parsed.head[w] == top and parsed.dep[w] == "conj")
        verb = next((w for w in conjoined if parsed.tag[w] in {"VBD", "VBZ", "VBP"}), first)
    second = _subjects(parsed, verb)[-1:]
    if joins is None or not second or not joins < second[0] < verb or "," not in words[first : second[0]]:
        return
    if parsed.tag[second[0]] not in {"NNP", "NNPS"} or "," in words[second[0] : verb]:
        return
    if top != verb and parsed.head[verb] == top:
        parsed.head[verb], parsed.dep[verb] = verb, "ROOT"
    if aside:
        parsed.head[above], parsed.dep[above] = first, "acl"
    parsed.head[first], parsed.dep[first] = verb, parsed.dep[second[0]]
    parsed.head[second[0]], parsed.dep[second[0]] = first, "conj"


def _part(parsed: Parsed, words: list[str], sentence: list[int], time: int) -> None:
    """Part the time that opens a sentence from its subject: "On Wednesday President Mubende visited Juba"."""
    lead, noun = time - 1, parsed.head[time]
    opens = lead == 0 or sentence[lead - 1] != sentence[lead]
    if not opens or noun <= time or parsed.dep[noun] != "pobj" or parsed.head[noun] != lead:
        return
    verb = parsed.head[lead]
    if verb <= noun or parsed.tag[verb][0] != "V" or _subjects(parsed, verb) or "," in words[time:noun]:
        return
    passive = any(parsed.head[w] == verb and parsed.dep[w] == "auxpass" for w in range(noun, verb))
    parsed.head[noun], parsed.dep[noun] = verb, "nsubjpass" if passive else "nsubj"
    parsed.head[time], parsed.dep[time] = lead, "pobj"


def _relate(parsed: Parsed, times: Sequence[bool], time: int) -> None:
    """Hang a clause on the thing it tells of, not on a day: "the Programme, signed on 12 May, which devotes"."""
    clause = next((w for w in _near(parsed, time) if parsed.head[w] == time and parsed.dep[w] == "relcl"), None)
    thing = time
    for _ in range(DEEPEST):
        thing = parsed.head[thing]
        if parsed.tag[thing] in _NOUNS and not times[thing]:
            break
    else:
        return
    if clause is not None and thing < time < clause and _subjects(parsed, clause):
        parsed.head[clause] = thing


def _rejoin(parsed: Parsed, words: list[str], prep: int) -> None:
    """Hang on a noun what stands behind its name: 'the exercise "Altai" of the two armies'."""
    name, noun = parsed.head[prep], parsed.head[prep] - 2
    if name != prep - 2 or noun < 0 or words[name - 1] not in QUOTES or parsed.tag[name][0] != "N":
        return
    if parsed.head[noun] == name and parsed.dep[noun] in {"nmod", "compound"} and parsed.tag[noun] in {"NN", "NNS"}:
        for word in _near(parsed, name):
            if parsed.head[word] == name and words[word] not in QUOTES:
                parsed.head[word] = noun
        parsed.head[noun], parsed.dep[noun] = parsed.head[name], parsed.dep[name]
        parsed.head[name], parsed.dep[name] = noun, "appos"
    if parsed.head[name] == noun and parsed.tag[noun] in {"NN", "NNS"}:
        parsed.head[prep] = noun


def _unquote(parsed: Parsed, words: list[str], verb: int) -> None:
    """Join to the verb of saying what stands behind its quotation: 'says they "did not stop", but has promised'."""
    told = parsed.head[verb]
    says = parsed.head[told]
    if parsed.dep[told] != "ccomp" or not says < told < verb or _subjects(parsed, verb):
        return
    opened = sum(word in QUOTES for word in words[says:told])
    closed = sum(word in QUOTES for word in words[told:verb])
    if opened % 2 and closed % 2 and parsed.tag[says] in _FINITE:
        parsed.head[verb] = says


def _near(parsed: Parsed, word: int) -> range:
    return range(max(0, word - NEAR), min(len(parsed.head), word + NEAR))


def _unverb(parsed: Parsed, words: list[str], word: int) -> None:
    """Read a noun taken for an infinitive: "reopened four crossings to commerce", "a request to Port-au-Prince"."""
    lower, to, above = words[word], word - 1, parsed.head[word]
    noun = parser.is_noun(lower) or lower.count("-") > 1
    if not noun or parser.verb_lemma(lower) is not None or above >= to or parsed.head[to] != word:
        return
    for other in range(max(0, word - NEAR), min(len(words), word + NEAR)):
        if parsed.head[other] != word or other in {to, word}:
            continue
        parsed.head[other] = above
        if parsed.dep[other] == "nsubj":
            parsed.dep[other] = "dobj"
        elif parsed.dep[other] in {"xcomp", "advcl"} and parsed.tag[above][0] == "N":
            parsed.dep[other] = "acl"
    parsed.head[to], parsed.dep[to], parsed.tag[to] = above, "prep", "IN"
    parsed.head[word], parsed.dep[word], parsed.tag[word], parsed.lemma[word] = to, "pobj", "NN", lower


def _subjects(parsed: Parsed, verb: int) -> list[int]:
    near = range(max(0, verb - NEAR), min(len(parsed.head), verb + NEAR))
    return [w for w in near if parsed.head[w] == verb and parsed.dep[w] in {"nsubj", "nsubjpass", "csubj"}]


def _uncouple(parsed: Parsed, name: int) -> None:
    """Part two clauses: "Nairobi will station police at Bula Hawa and Mogadishu will donate scanners"."""
    verb = name + 1
    if verb < len(parsed.head) and parsed.dep[verb] == "aux" and parsed.tag[verb] == "MD":
        verb = parsed.head[verb]
    else:
        return
    above = parsed.head[verb]
    if parsed.dep[verb] != "conj" or above >= name or _subjects(parsed, verb):
        return
    if not any(parsed.dep[w] == "cc" and parsed.head[w] == above for w in range(above, verb)):
        parsed.head[name], parsed.dep[name] = verb, "nsubj"


def _part_clauses(parsed: Parsed, noun: int) -> None:
    """Part two clauses: "met with Luo Jianping, and the two sides pledged to advance cooperation"."""
    verb, first = noun + 1, parsed.head[noun]
    if verb >= len(parsed.head) or parsed.tag[verb] != "VBD" or parsed.dep[verb] not in {"advcl", "conj"}:
        return
    above = parsed.head[verb]
    joins = any(parsed.dep[w] == "cc" and parsed.head[w] == first for w in range(first + 1, noun))
    article = any(parsed.dep[w] == "det" and parsed.head[w] == noun for w in range(first + 1, noun))
    near = range(verb + 1, min(len(parsed.head), verb + NEAR))
    does = any(parsed.head[w] == verb and parsed.dep[w] in {"dobj", "xcomp", "ccomp"} for w in near)
    named = parsed.tag[first] == "NNP" and parsed.dep[first] in {"pobj", "dobj"}
    if above < first and joins and article and does and named and not _subjects(parsed, verb):
        parsed.head[noun], parsed.dep[noun], parsed.dep[verb] = verb, "nsubj", "conj"


def _lower(parsed: Parsed, name: int) -> None:
    """Give a verb its subject behind a place in front: "In the Senate, Oviedo, of the Front, criticized the pact"."""
    prep = parsed.head[parsed.head[name]]
    verb = parsed.head[prep]
    finite = parsed.tag[verb] in {"VBD", "VBZ", "VBP"} and parsed.dep[prep] == "prep"
    if finite and prep < name < verb and not _subjects(parsed, verb):
        parsed.head[name], parsed.dep[name] = verb, "nsubj"


def _raise(parsed: Parsed, verb: int, mending: Mending) -> None:
    """Join to the verb of saying what is said or done by speaking next.

    "told TASS that Moscow had not been asked and warned that it", "said they were at drill and accused Georgetown".
    """
    told = parsed.head[verb]
    says = parsed.head[told]
    if parsed.tag[verb] == "VBN" and not _own_act(parsed, verb, mending):
        return
    if parsed.dep[told] in {"relcl", "acl"} and parsed.lemma[verb] in mending.spoken:
        _beside(parsed, verb, mending)
        return
    if parsed.dep[told] != "ccomp" or not says < told < verb or parsed.tag[says] not in {"VBD", "VBZ"}:
        return
    if _subjects(parsed, verb):
        return
    near = range(told, min(len(parsed.head), verb + NEAR))
    clause = [w for w in near if parsed.head[w] == verb and parsed.dep[w] == "ccomp" and w > verb]
    that = any(parsed.dep[w] == "mark" and parsed.head[w] in clause and w == verb + 1 for w in near)
    helpers = [parsed.dep[w] for w in range(says, told) if parsed.head[w] == told and parsed.dep[w] in _HELPERS]
    spoken = parsed.lemma[verb] in mending.spoken and parsed.lemma[told] not in mending.spoken
    stative = bool(helpers) or parsed.lemma[told] in mending.copulas
    if (that and "auxpass" in helpers) or (spoken and stative):
        _hang(parsed, verb, says)


def _hang(parsed: Parsed, verb: int, above: int) -> None:
    """Hang a verb on another, with the word that joins it."""
    for word in range(parsed.head[verb], verb):
        if parsed.dep[word] == "cc" and parsed.head[word] == parsed.head[verb]:
            parsed.head[word] = above
    parsed.head[verb], parsed.tag[verb] = above, "VBD"


def _own_act(parsed: Parsed, verb: int, mending: Mending) -> bool:
    """Whether a form that may be a participle is one's own speaking: "that it had been agreed and threatened to"."""
    near = range(verb + 1, min(len(parsed.head), verb + NEAR))
    behind = {parsed.dep[w] for w in near if parsed.head[w] == verb}
    return parsed.lemma[verb] in mending.spoken and bool(behind & {"dobj", "xcomp", "ccomp"}) and "agent" not in behind


def _beside(parsed: Parsed, verb: int, mending: Mending) -> None:
    """Join to a verb of saying what is said next, not to the clause of a thing between.

    "thanked Japan for the clinic which it built in May and asked for tents", "praised the progress made and urged".
    """
    told = parsed.head[verb]
    above = parsed.head[told]
    for _ in range(DEEPEST):
        if parsed.tag[above][0] == "V" or parsed.head[above] == above:
            break
        above = parsed.head[above]
    says = parsed.tag[above] in {"VBD", "VBZ"} and parsed.lemma[above] in mending.spoken
    if says and above < told < verb and parsed.lemma[told] not in mending.spoken and not _subjects(parsed, verb):
        _hang(parsed, verb, above)


def _reduce(parsed: Parsed, sentence: list[int], verb: int) -> None:
    """Read a participle taken for the main verb: "Algeria suspended on Monday the treaty concluded with Spain"."""
    subject = next((w for w in _subjects(parsed, verb) if w < verb), None)
    if subject is None or parsed.dep[verb + 1] != "prep" or parsed.head[verb + 1] != verb:
        return
    own = [*takewhile(lambda w: sentence[w] == sentence[verb], range(subject - 1, -1, -1))][::-1]
    left = next((w for w in own if parsed.head[w] == subject), subject)
    before = next((w for w in reversed(own) if parsed.tag[w] in {"VBD", "VBN"} and parsed.dep[w] != "aux"), None)
    if before is None or left == 0 or parsed.tag[left] != "DT" or parsed.dep[left - 1] not in {"pobj", "npadvmod"}:
        return
    objects = {"dobj", "ccomp", "xcomp", "nsubjpass", "auxpass"}
    if any(parsed.head[w] == before and parsed.dep[w] in objects for w in range(own[0], verb)):
        return
    if parsed.head[before] == verb and parsed.dep[before] == "ccomp":
        above = parsed.head[verb]
        parsed.head[before], parsed.dep[before] = (before, "ROOT") if above == verb else (above, parsed.dep[verb])
    elif parsed.dep[verb] != "conj" or parsed.dep[before] != "ccomp":
        return
    parsed.head[subject], parsed.dep[subject] = before, "dobj"
    parsed.head[verb], parsed.dep[verb], parsed.tag[verb] = subject, "acl", "VBN"


def _revive(parsed: Parsed, words: list[str], sentence: list[int]) -> None:
    """Read a noun with an infinitive under it as the verb it is: "The two nations affirm to encourage trade"."""
    for word, tag in enumerate(parsed.tag):
        if tag != "TO" or parsed.dep[word] != "aux":
            continue
        infinitive = parsed.head[word]
        noun = parsed.head[infinitive]
        if noun >= word or sentence[noun] != sentence[word] or parsed.tag[noun] not in _NOUNS:
            continue
        if parsed.dep[infinitive] not in {"acl", "relcl", "xcomp", "ccomp", "advcl"} or word - noun > CLOSE:
            continue
        _as_verb(parsed, words, sentence, noun, infinitive)


def _join(parsed: Parsed, words: list[str], sentence: list[int]) -> None:
    """Read the verb between two joined names and a noun: "Kenya and Somalia sign ceasefire" is no sign."""
    for word in range(2, len(words)):
        before, noun = word - 1, parsed.head[word]
        if noun <= word or parsed.tag[word] not in {"NN", "JJ"} or parsed.dep[word] not in {"compound", "amod"}:
            continue
        first = parsed.head[before]
        joined = parsed.dep[before] == "conj" and parsed.tag[before] == "NNP" and sentence[before] == sentence[word]
        if not joined or parsed.head[first] != noun or parser.verb_lemma(words[word]) != words[word]:
            continue
        above, dep = parsed.head[noun], parsed.dep[noun]
        parsed.head[word], parsed.dep[word] = (word, "ROOT") if above == noun else (above, dep)
        parsed.tag[word], parsed.lemma[word] = "VBP", words[word]
        parsed.head[first], parsed.dep[first] = word, "nsubj"
        parsed.head[noun], parsed.dep[noun] = word, "dobj"


def _as_verb(parsed: Parsed, words: list[str], sentence: list[int], noun: int, infinitive: int) -> None:
    lemma = parser.verb_lemma(words[noun])
    if lemma is None or noun == 0 or sentence[noun - 1] != sentence[noun]:
        return
    subject = _subject(parsed, words, sentence, noun)
    if subject is None or words[noun].endswith(_SINGULAR) == _plural(parsed, subject):
        return
    above = parsed.head[subject] if parsed.head[noun] == subject else parsed.head[noun]
    dep = parsed.dep[subject] if parsed.head[noun] == subject else parsed.dep[noun]
    if above in {subject, noun}:
        above, dep = noun, "ROOT"
    elif dep in {"dobj", "appos", "pobj", "attr", "npadvmod"}:
        dep = "ccomp"
    parsed.head[noun], parsed.dep[noun] = above, dep
    parsed.head[subject], parsed.dep[subject] = noun, "nsubj"
    parsed.tag[noun] = "VBZ" if words[noun].endswith(_SINGULAR) else "VBP"
    parsed.lemma[noun] = lemma
    parsed.dep[infinitive] = "xcomp"
    # what else hung on the subject behind the verb hangs on the verb
    for other in range(noun + 1, len(words)):
        if sentence[other] != sentence[noun]:
            break
        if parsed.head[other] == subject:
            parsed.head[other] = noun


def _plural(parsed: Parsed, subject: int) -> bool:
    near = range(subject + 1, min(subject + 4, len(parsed.head)))
    coordinated = any(parsed.head[w] == subject and parsed.dep[w] == "conj" for w in near)
    return coordinated or parsed.tag[subject] in {"NNS", "NNPS"}


def _subject(parsed: Parsed, words: list[str], sentence: list[int], noun: int) -> int | None:
    """Find the noun before a verb in disguise, also over a phrase between commas ("The PFK, for its part, pledges")."""
    own = [w for w in range(noun - 1, -1, -1) if sentence[w] == sentence[noun] and parsed.head[w] == noun]
    if any(parsed.tag[w] in {"DT", "PRP$", "IN", "TO", "CD"} and w == noun - 1 for w in own):
        return None  # "the pledge to", "its pledges to"
    before = noun - 1
    if words[before] == ",":
        if parsed.head[noun] == before - 1 and parsed.dep[noun] == "appos":
            return before - 1
        return next((w for w in own if parsed.dep[w] in {"nsubj", "dep", "nmod"}), None)
    if parsed.tag[before] in {"NNS", "NNPS", "NNP", "PRP"}:
        if parsed.head[noun] == before or parsed.head[before] == noun:
            return before
        head = parsed.head[before]
        return head if head < noun and parsed.dep[before] == "conj" and parsed.head[head] == noun else None
    return None
