"""One agreement under many words: "the Shusha Declaration", its full name, "the document"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.lexicon.load import Lexicon
from dragoman.linking.book import key_of
from dragoman.linking.distinct import (
    DATED,
    Told,
    apart,
    distinct,
    of_old,
    passing,
    signed_at,
    text_of,
    times_of,
    topic_of,
)
from dragoman.model.reading import Frame, Mention, Reading

NEAR = 2  # sentences in which a name may follow what it names
FAR = 4  # the same, where the name has the very noun: "an accord", "the Montevideo River Accord"
RENAMED = 60  # characters between an agreement and its other name
_MARKS = " \t\n,;:()[]\"'“”‘’«»\u2013\u2014-"


def group_agreements(reading: Reading, lexicon: Lexicon) -> dict[int, int]:
    """For each agreement's mention the number of its group, numbered by first mention.

    "No documents were signed" and "three agreements" tell of no one agreement and are in no group.
    """
    groups: list[list[Mention]] = []
    of: dict[int, int] = {}
    found = [m for m in reading.mentions if m.kind == "agreement" and not _unreal(reading, m, lexicon)]
    told = Told(
        reading,
        lexicon,
        dict(_renames(reading, found, lexicon)),
        times_of(reading, lexicon),
        signed_at(reading, lexicon),
    )
    heads = [mention for mention in found if reading.sentences[mention.sentence].block == "headline"]
    body = [mention for mention in found if mention not in heads]
    for mention in (*body, *heads):
        number = _group_of(mention, groups, told)
        if number is None and mention.index in told.renames:
            other = told.renames[mention.index]
            number = of[other.index] if other.index in of else _group_of(other, groups, told)
        if number is None and mention in heads and body and mention.name is None:
            continue  # a headline's word for what the body names or tells again
        if number is None and mention.name is None and mention.plural:
            continue
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(mention)
        of[mention.index] = number
    return of


def _unreal(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Know "no documents were signed", "any agreement"; and the communiqué in which something else is announced."""
    words = lexicon.statements.agreements
    if mention.name is not None:
        return False
    start = reading.sentences[mention.sentence].extent.start
    before = reading.text[start : mention.extent.start].split()[-1:]
    if before and before[0].lower() in words.unreal:
        return True
    if (
        _consent(reading, mention, lexicon)
        or _text_of(reading, mention, lexicon)
        or _is_topic(reading, mention, lexicon)
    ):
        return True
    if words.kinds.get(mention.head) != "communique":
        return False
    after = reading.text[mention.extent.end :].split(maxsplit=1)[:1]
    if any(0 < t.extent.start - mention.extent.end <= DATED for t in reading.times) and after[0] in lexicon.names.of:
        return False  # "In the joint communiqué of 12 May 2018"
    acted = (f for f in reading.frames_of(mention.sentence) if words.status.get(f.lemma) == "signed")
    # not "According to the communiqué, Japan agreed to", nor "in a communiqué reaching our newsroom"
    return not any(
        mention.index in arg.mentions and (arg.role in words.own_roles or (arg.role == "subject" and f.passive))
        for f in acted
        for arg in f.args
    )


def _consent(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Know "in agreement with its partners", "reached broad agreement on": no paper that anybody signs."""
    words = lexicon.statements.agreements
    sentence = reading.sentences[mention.sentence]
    told = reading.text[mention.extent.start : mention.extent.end].lower().split()
    if told[-1:] != [mention.head] or mention.head not in words.consents or sentence.block not in {"body", "reference"}:
        return False
    before = reading.text[sentence.extent.start : mention.extent.start].split()[-1:]
    if not before or set(told[:-1]) - words.consent_leads or mention.possessor is not None:
        return False
    acted = (f for f in reading.frames_of(mention.sentence) if f.lemma in words.consent_verbs)
    bare = not mention.definite and before[0].lower() not in lexicon.names.articles | lexicon.statements.determiners
    return bare and not any(mention.index in arg.mentions for frame in acted for arg in frame.args)


def _text_of(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Know "initialled the text of an agreement": the agreement is told behind it."""
    if mention.head not in lexicon.names.generic_agreements:
        return False
    for other in reading.mentions_of(mention.sentence):
        if other.kind == "agreement" and other.extent.start > mention.extent.end:
            between = reading.text[mention.extent.end : other.extent.start].lower().split()
            return lexicon.names.is_of(between)
    return False


def _is_not(frame: Frame, mention: Mention) -> bool:
    """Know "which is not a formal agreement"."""
    return frame.negated and any(arg.role == "attribute" and mention.index in arg.mentions for arg in frame.args)


def _is_topic(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """Know "a protocol on settlement of the conflict": what another agreement is on is none itself."""
    told = [m for m in reading.mentions_of(mention.sentence) if m.kind == "agreement" and m.extent != mention.extent]
    if any(m.extent.start <= mention.extent.start and mention.extent.end <= m.extent.end for m in told):
        return True  # "the draft peace treaty" is no draft beside a treaty
    behind = (
        reading.text[m.extent.end : mention.extent.start].lower().split() for m in told if m.index < mention.index
    )
    return any(len(words) == 1 and words[0] in lexicon.statements.agreements.topics for words in behind)


def _renames(reading: Reading, told: Sequence[Mention], lexicon: Lexicon) -> Iterator[tuple[int, Mention]]:
    """Give pairs told as one: "the Treaty on X, known as the Arica Treaty", "a transit pact, the Thimphu Accord,"."""
    words = lexicon.statements.agreements
    for one, other in pairwise(told):
        between = reading.text[one.extent.end : other.extent.start]
        if one.sentence != other.sentence or len(between) > RENAMED or not between.strip():
            continue
        middle = [word for word in between.lower().split() if word.strip(_MARKS)]
        bare = " ".join(word.strip(_MARKS) for word in middle if word.strip(_MARKS) not in lexicon.names.articles)
        set_off = between.lstrip()[:1] in set(_MARKS.strip()) and other.definite and other.name is not None
        late = any(" " in phrase and bare.endswith(f" {phrase}") for phrase in words.renaming)
        if bare in words.renaming or late or (not bare and set_off and one.name is None and not one.plural):
            yield one.index, other
            yield other.index, one


def _group_of(mention: Mention, groups: Sequence[list[Mention]], told: Told) -> int | None:
    lexicon = told.lexicon
    nearest = sorted(range(len(groups)), key=lambda n: -groups[n][-1].head_extent.start)
    if mention.name is not None:
        key = _words(mention.name, lexicon)
        for number in nearest:
            names = [m.name for m in groups[number] if m.name]
            if any(_same(key, _words(name, lexicon)) for name in names):
                return number
            if any(m.acronym and key_of(m.acronym) == key_of(mention.name) for m in groups[number]):
                return number
        alike = {n for n in nearest if any(m.head in key_of(mention.name).split() for m in groups[n])}
        for number in sorted(nearest, key=lambda n: n not in alike):
            # "a ceasefire agreement", two sentences on "the Lomé Ceasefire Agreement"
            far = FAR if number in alike else NEAR
            near = mention.sentence - groups[number][-1].sentence <= far
            unnamed = not any(m.name for m in groups[number]) and not groups[number][0].plural
            other = apart(mention, groups[number], told) or distinct(mention, groups[number], told)
            other = other or (_last(mention, lexicon) in lexicon.names.generic_agreements and of_old(mention, told))
            if unnamed and near and _kin(mention, groups[number], told) and not other:
                return number
        return None
    if not (mention.definite or _determined(mention, told)):
        return None
    nearest = [n for n in nearest if not _facing(mention, groups[n], told) and not distinct(mention, groups[n], told)]
    nearest.sort(key=lambda n: passing(groups, n, told))
    if _draft(mention, told):  # "the draft peace treaty" is not the treaty of 1992 told before
        heads = {n: {m.head for m in groups[n] if not any(other.name for other in groups[n])} for n in nearest}
        nearest = [n for n in nearest if mention.head in heads[n] or any(_draft(m, told) for m in groups[n])]
    if len(_words(text_of(told.reading, mention), lexicon)) > 1:
        # "the extradition treaty was signed in 1938", below the accord of this week
        nearest = [number for number in nearest if not apart(mention, groups[number], told)]
    years = {part for part in key_of(text_of(told.reading, mention)).split() if part.isdigit()}
    for number in nearest:
        if any(mention.head in key_of(m.name or m.head).split() for m in groups[number]) or (
            _kind(mention, told.reading, lexicon) not in {None, "agreement"}
            and any(_kind(mention, told.reading, lexicon) == _kind(m, told.reading, lexicon) for m in groups[number])
        ):
            return number if _of_year(years, groups[number], told) else None
    generic = lexicon.names.generic_agreements
    own = _words(text_of(told.reading, mention), lexicon) - {mention.head} - lexicon.statements.agreements.vague
    for number in () if mention.plural else nearest[:1]:
        paper = own and lexicon.statements.agreements.kinds.get(mention.head) == "agreement"
        if paper and any(_kind(m, told.reading, lexicon) == "ceasefire" for m in groups[number]):
            return None  # "the financing agreement" is not the truce told before
        # "the text", of any agreement; "the truce", of one told as an accord
        if mention.head in generic or any(_last(m, lexicon) in generic for m in groups[number]):
            told_so = mention.head in generic or _kind(mention, told.reading, lexicon) in {"ceasefire", "treaty"}
            return number if told_so and _of_year(years, groups[number], told) else None
    return None


def _draft(mention: Mention, told: Told) -> bool:
    words = text_of(told.reading, mention).lower().split()[:-1]
    return not told.lexicon.statements.agreements.unfinished.isdisjoint(words)


def _determined(mention: Mention, told: Told) -> bool:
    """Know "The Protocol envisages", of which the parser made one noun: an article that is not "a" stands before."""
    before = told.reading.text[: mention.extent.start].rstrip().rpartition(" ")[2].rpartition("\n")[2].lower()
    words = told.lexicon.names
    return mention.name is None and before in words.articles - words.indefinite


def _facing(mention: Mention, group: Sequence[Mention], told: Told) -> bool:
    """Whether one of a group does something to this one, or is of another matter: "The pact replaces the treaty"."""
    members = {m.index for m in group}
    for frame in told.reading.frames_of(mention.sentence):
        acting = [set(arg.mentions) for arg in frame.args if arg.role in {"subject", "object"}]
        faced = any(members & side and mention.index not in side for side in acting)
        if faced and frame.kind == "verb" and any(mention.index in side for side in acting):
            return True
    topic = topic_of(mention, told)
    others = [words for m in group if m.name is None and (words := topic_of(m, told))]
    return bool(topic and others) and all(topic.isdisjoint(words) for words in others)


def _of_year(years: set[str], group: Sequence[Mention], told: Told) -> bool:
    """Whether "the 1994 treaty" may be this one."""
    text = " ".join(text_of(told.reading, m) for m in group)
    dates = " ".join(time.edtf or "" for m in group for time in told.times.get(m.index, ()))
    return all(year in text or year in dates for year in years)


def _words(name: str, lexicon: Lexicon) -> frozenset[str]:
    small = lexicon.names.articles | lexicon.names.of | lexicon.names.field_prepositions | lexicon.names.conjunctions
    return frozenset(lexicon.grammar.singular(word) for word in key_of(name).split() if word not in small)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and short <= long


def _last(mention: Mention, lexicon: Lexicon) -> str:
    """Give the noun of an agreement: the last of its name's that tells a kind, or its head."""
    tells = lexicon.statements.agreements.kinds
    links = lexicon.statements.agreements.name_links
    last = ""
    for word in key_of(mention.name or mention.head).split():
        if word in links and last:
            break
        last = next((form for form in (word, lexicon.grammar.singular(word)) if form in tells), last)
    return last or mention.head


def _kind(mention: Mention, reading: Reading, lexicon: Lexicon) -> str | None:
    words = lexicon.statements.agreements
    for word in key_of(mention.name or text_of(reading, mention)).split():
        if word in words.first:
            return words.kinds.get(word)
    return words.kinds.get(_last(mention, lexicon))


def _kin(named: Mention, group: Sequence[Mention], told: Told) -> bool:
    """Whether a name may be that of an agreement just told without one: of its kind, or of no kind."""
    reading, lexicon = told.reading, told.lexicon
    words = key_of(named.name or "").split()
    if _wished(group[0], told):
        return False
    if any(mention.head in words for mention in group):
        return True
    new = any(not mention.definite for mention in group)
    kinds = {_kind(mention, reading, lexicon) for mention in group} - {"agreement", None}
    generic = _last(named, lexicon) in lexicon.names.generic_agreements
    return new and (generic or _kind(named, reading, lexicon) in kinds)


def _wished(mention: Mention, told: Told) -> bool:
    """Know "called for a comprehensive peace agreement", "is not a formal agreement": none that has a name."""
    words = told.lexicon.statements.agreements
    vague = set(text_of(told.reading, mention).lower().split()[:-1]) & words.vague
    acted = (f for f in told.reading.frames_of(mention.sentence) if words.status.get(f.lemma) == "signed")
    signed = any(mention.index in arg.mentions for frame in acted if not frame.negated for arg in frame.args)
    return bool(vague) and not mention.definite and not signed
