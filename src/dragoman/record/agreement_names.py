"""What an agreement is called: its names with what they are on, and the words it is told by."""

import re
from collections.abc import Iterator, Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Extent, Mention, Reading
from dragoman.model.record import AgreementKind
from dragoman.record.cut import Cutter
from dragoman.record.lasting import lasts

LEAD = 16  # characters of " concerning the "
_TOPIC = re.compile(r" (\w+) ")
_WORD = re.compile(r"\w[\w'’/-]*")
_RELATING = re.compile(r" (\w+(?: to)?) (?=(?:the )?[A-Z])")
_HYPHENED = re.compile(r"(?<=\s)[^\W\d_]+(?:-[^\W\d_]+)+ \Z")
_BETWEEN = re.compile(r" (\w+) (\w+) ")


def names_of(
    mentions: Sequence[Mention], reading: Reading, lexicon: Lexicon, cutter: Cutter
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its names, and the words it is told by: "a memorandum of understanding on access to the sea", with its topic."""
    names: list[str] = []
    told: list[str] = []
    for mention in mentions:
        short = mention.name_extent or mention.extent
        bare = mention.name is None or mention.name.lower() in lexicon.names.agreement_phrases
        end = _topic_end if bare else _bodies_end
        long = _span_end(end(mention, short.end, reading, lexicon), reading, lexicon)
        short = Extent(_compound_start(mention, short.start, reading), short.end)
        for extent in (Extent(short.start, long), short):
            quote = " ".join(cutter.span(extent).quote.split())
            (told if mention.name_extent is None else names).append(quote)
    return tuple(names), tuple(told)


def _span_end(end: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where the years end that a paper is for: "the Action Plan on Transit for 2025-2027"."""
    time = next((t for t in reading.times if 0 < t.extent.start - end <= LEAD and lasts(reading, t, lexicon)), None)
    words = reading.text[end : end if time is None else time.extent.start].lower().split()
    small = lexicon.grammar.terms | lexicon.grammar.spans | lexicon.names.articles
    return end if time is None or set(words) - small else time.extent.end


def _compound_start(mention: Mention, start: int, reading: Reading) -> int:
    """Where the words begin that are hung by hyphens on the noun of a paper: "a return-to-work formula"."""
    lead = _HYPHENED.search(reading.text, max(0, start - LEAD), start)
    return lead.start() if lead is not None and mention.name is None else start


def kinds_of(names: Sequence[str], lexicon: Lexicon) -> Iterator[AgreementKind]:
    """The kinds that decide wherever they stand in a name: "a ceasefire deal" is a ceasefire."""
    words = lexicon.statements.agreements
    for name in names:
        for word in name.lower().split():
            if word in words.first and word in words.kinds:
                yield words.kinds[word]


def _bodies_end(mention: Mention, end: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where a name goes on: "Memorandum of Understanding on Cooperation between the Diplomatic Academies"."""
    text = reading.text
    further = _relating(reading, end, lexicon)
    if further != end:
        return further
    lead = _BETWEEN.match(text, end)
    if lead is None or lead[1] not in lexicon.grammar.between or lead[2] not in lexicon.names.articles:
        return end
    one = next((m for m in reading.mentions_of(mention.sentence) if m.extent.start >= lead.end()), None)
    if one is None or one.kind != "name":
        return end
    before = text[lead.end() : one.extent.start].split()
    return one.extent.end if before and all(word[:1].isupper() and word.isalpha() for word in before) else end


def _relating(reading: Reading, end: int, lexicon: Lexicon) -> int:
    """Where a name ends that is told with its whole topic: "the Protocol relating to Free Movement of Persons"."""
    text = reading.text
    lead = _RELATING.match(text, end)
    if lead is None or lead[1].lower() not in lexicon.statements.agreements.topics:
        return end
    times = {time.extent.start for time in reading.times}
    joins = lexicon.names.of | lexicon.names.articles | lexicon.grammar.coordinators
    last, before = end, lead.end()
    for word in _WORD.finditer(text, lead.end()):
        mark = text[before : word.start()].strip()
        capital = word[0][:1].isupper() and word.start() not in times
        if mark not in {"", ","} or not (capital or (word[0].lower() in joins and not mark)):
            break
        before = word.end()
        last = before if capital else last
    return last


def _topic_end(mention: Mention, end: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where "on joint patrols", told behind an agreement, ends: before a time, a comma and the place of the signing."""
    further = _relating(reading, end, lexicon) if reading.text[mention.head_extent.start].isupper() else end
    if further != end:
        return further
    topics = lexicon.statements.agreements.topics
    if mention.head in {*lexicon.names.signed_papers, *map(lexicon.grammar.singular, lexicon.names.signed_papers)}:
        # "a record of discussions", "an executive programme for cooperation in youth affairs"
        topics |= lexicon.names.of | lexicon.grammar.terms
    text = reading.text
    for frame in reading.frames_of(mention.sentence):
        for arg in frame.args:
            between = text[end : arg.extent.start] if end < arg.extent.start <= end + LEAD else ""
            words = between.lower().split()
            if not words or words[0] not in topics or arg.timed or set(words[1:]) - lexicon.names.articles:
                continue
            if set(arg.heads) & lexicon.statements.agreements.no_topics:
                continue
            stops = [t.extent.start for t in reading.times if arg.extent.start < t.extent.start < arg.extent.end]
            for link in (
                *lexicon.statements.agreements.links,
                *lexicon.statements.agreements.topic_tails,
                *_next_leads(lexicon),
            ):
                found = text.find(f" {link} ", arg.extent.start, arg.extent.end)
                stops += [found] if found >= 0 else []
            last = min((*stops, arg.extent.end))
            comma = text.find(",", arg.extent.start, last)
            last = comma if comma >= 0 else last
            for place in reading.mentions_of(mention.sentence):
                before = text[arg.extent.start : place.extent.start].split()[-1:]
                inner = place.kind in {"state", "place", "name"} and arg.head_extent.end < place.extent.start < last
                if inner and before and before[0].lower() in lexicon.grammar.place_prepositions:
                    last = text.rfind(before[0], arg.extent.start, place.extent.start)
            topic = text[arg.extent.start : last].split()
            if topic[:1] and topic[0].lower() in lexicon.names.possessive_pronouns:
                return end
            while topic and (topic[-1].lower() in lexicon.grammar.place_prepositions | topics):
                last = text.rfind(topic.pop(), arg.extent.start, last)
            return arg.extent.start + len(text[arg.extent.start : last].rstrip()) if topic else end
    return _topic_told(mention, end, reading, lexicon)


def _next_leads(lexicon: Lexicon) -> Iterator[str]:
    """The words before the next of a list: "a pact on maritime security and a memorandum on space"."""
    for join in lexicon.grammar.coordinators:
        yield from (f"{join} {article}" for article in lexicon.names.indefinite if join)


def _topic_told(mention: Mention, end: int, reading: Reading, lexicon: Lexicon) -> int:
    """Where a topic ends that the parser hung nowhere: before a verb, a time, a mark, a link and a place."""
    words = lexicon.statements.agreements
    text, sentence = reading.text, reading.sentences[mention.sentence].extent
    lead = _TOPIC.match(text, end)
    if lead is None or lead[1].lower() not in words.topics:
        return end
    stops = {*words.links, *lexicon.grammar.place_prepositions, *words.topics, *words.helpers, *words.topic_ends}
    stops |= lexicon.names.relatives
    told = (f for f in reading.frames_of(mention.sentence) if f.kind == "verb")
    verbs = {f.extent.start for f in told if f.mood != "participle" or f.tense != "none"}
    times = {t.extent.start for t in reading.times}
    last = lead.end()
    for word in _WORD.finditer(text, lead.end(), sentence.end):
        mark = text[last : word.start()].strip()
        lower = word[0].lower()
        if mark or word.start() in verbs | times or (lower in stops and last > lead.end()):
            break
        if last == lead.end() and lower in words.no_topics:
            return end
        last = word.end()
    further = [text.find(f" {words} ", lead.end(), last) for words in _next_leads(lexicon)]
    last = min((start for start in further if start >= 0), default=last)
    topic = text[lead.end() : last].lower().split()
    owned = topic[:1] and topic[0] in lexicon.names.possessive_pronouns  # "has not put the treaty on its agenda"
    return last if topic and not owned and not set(map(lexicon.grammar.singular, topic)) & words.no_topics else end
