"""Whose somebody is who is told with a guest or his host: of the guest's suite, or of the state that he visits."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.company import host_of, state_of
from dragoman.linking.delegations import last
from dragoman.linking.fronted import state_named
from dragoman.linking.seats import ministry_of
from dragoman.model.reading import Frame, Mention

FAR = 40  # sentences back in which an ambassador is told with his state, where no other is
NEAR = 3  # sentences back in which an envoy is told with his state before his name


def in_suite(book: Book, mention: Mention) -> str | None:
    """The state of whoever leads: "He led a delegation that included X", "He is accompanied by Defence Minister Y"."""
    words = book.lexicon.names
    if set(key_of(mention.title or "").split()) & words.regional:
        return None  # "accompanied by the mayor": a host
    for frame in book.reading.frames_of(mention.sentence):
        if frame.kind != "verb":
            continue
        told = _told(book, frame, "subject")
        if frame.lemma in words.composing and mention in _behind(book, frame) and mention not in told:
            return next((state for side in told for state in _leaders(book, side)), None)
        root = frame.link in {"root", "advcl", "acl", "conj"} and frame.tense != "future"
        if root and frame.lemma in words.escorting and mention in told and mention.rank is None:
            return next((state for led in _told(book, frame, "object") for state in _states(book, led)), None)
    return _brought_along(book, mention)


def _brought_along(book: Book, mention: Mention) -> str | None:
    """ "who arrived from Tacna in the company of the Minister of the Interior": of the state of whoever comes."""
    words = book.lexicon.names
    sentence = book.reading.sentences[mention.sentence].extent
    told = book.reading.text[sentence.start : mention.extent.start].lower().split()
    while told and told[-1] in words.articles:
        told.pop()
    if mention.rank is not None or not any(" ".join(told[-len(one.split()) :]) == one for one in words.suites):
        return None
    for frame in book.reading.frames_of(mention.sentence):
        came = frame.lemma.split()[-1] in words.visits and frame.tense != "future"
        if came and frame.extent.end < mention.extent.start:
            return next((state for led in _told(book, frame, "subject") for state in _states(book, led)), None)
    return None


def at_arrival(book: Book, mention: Mention) -> str | None:
    """ "landed in Bamako, where he was welcomed by Prime Minister Toure": of the state where somebody is received."""
    grammar = book.lexicon.grammar
    places = grammar.place_prepositions | grammar.destinations
    for frame in book.reading.frames_of(mention.sentence):
        if frame.link != "relcl" or frame.parent is None or mention not in _told(book, frame, "subject"):
            continue
        guests = [m for m in _told(book, frame, "object") if m.kind == "pronoun"]
        above = book.reading.frames[frame.parent]
        towns = {book.mentions[m].country for arg in above.args if arg.role in places for m in arg.mentions}
        if guests and frame.lemma in book.lexicon.descriptions.receiving and len(towns - {None}) == 1:
            return next(iter(towns - {None}))
    return None


def _leaders(book: Book, side: Mention) -> Iterator[str]:
    """The states of those who lead a delegation without one, here or in the sentence before."""
    if side.country is not None or side.head not in book.lexicon.names.sides:
        return
    for frame in book.reading.frames_of(side.sentence):
        if frame.lemma in book.lexicon.grammar.leading and side in _told(book, frame, "object"):
            for led in _told(book, frame, "subject"):
                yield from _states(book, led)


def _states(book: Book, mention: Mention) -> Iterator[str]:
    """The state of a person, or of the one whom a pronoun means: the subject of the sentence before."""
    if mention.kind == "person":
        state = state_of(book, mention)
        if state:
            yield state
    elif book.lexicon.names.pronouns.get(mention.head) in {"m", "f"}:
        before = [m for m in book.reading.mentions_of(mention.sentence - 1) if m.index in book.mains]
        if len(before) == 1 and before[0].kind == "person":
            yield from _states(book, before[0])


def _told(book: Book, frame: Frame, role: str) -> list[Mention]:
    return [book.mentions[m] for arg in frame.args if arg.role == role for m in arg.mentions]


def _behind(book: Book, frame: Frame) -> list[Mention]:
    """Of whom something is made up: "included A and B", "consisted of A and B"."""
    of = book.lexicon.names.of
    return [book.mentions[m] for a in frame.args if a.role == "object" or last(a.role) in of for m in a.mentions]


def beside_envoy(book: Book, mention: Mention) -> str | None:
    """ "Chinese Ambassador to Kyrgyzstan Du and Deputy Transport Minister Asanov": of the state that receives him."""
    words = book.lexicon.names
    if _sent(book, mention) or set(key_of(mention.title or "").split()) & words.staff:
        return None
    for group in book.groups.get(mention.sentence, ()):
        if mention.index in group:
            for at, other in enumerate(book.mentions[m] for m in group):
                state = state_of(book, other) if other.kind == "person" and _sent(book, other) else None
                rest = [told for told in book.counted if told != state]
                # "Power Secretary Akter and Bhutanese Ambassador to Bangladesh Lhamo": told behind, by his office alone
                before = at < group.index(mention.index)
                host = host_of(book, other) or (rest[0] if len(rest) == 1 and before else None)
                if state and host in rest and other.index != mention.index:
                    return host
    return None


def envoy_told(book: Book, mention: Mention) -> str | None:
    """ "Ambassador Lugo" after "summoned Venezuela's ambassador": the one state told with such an envoy before."""
    title = key_of(mention.title or "")
    if title.split()[-1:] == [] or not _sent(book, mention) or len(title.split()) > 1:
        return None
    for back in range(NEAR):
        told = book.reading.mentions_of(mention.sentence - back) if mention.sentence >= back else ()
        before = [m for m in told if m.extent.end <= mention.extent.start]
        states = {m.country for m in before if m.kind == "role" and m.head == title and not m.plural and m.country}
        if states:
            return next(iter(states)) if len(states) == 1 else None
    if book.word_before(mention).lower() not in book.lexicon.names.articles:
        return None
    # "The ambassador, Boukari Zongo, was handed a note", far behind "summoned Burkina Faso's ambassador"
    sentences = range(max(0, mention.sentence - FAR), mention.sentence)
    earlier = (m for sentence in sentences for m in book.reading.mentions_of(sentence) if m.kind == "role")
    states = {m.country for m in earlier if m.country and m.head == title and not m.plural}
    return next(iter(states)) if len(states) == 1 else None


def summoned(book: Book, mention: Mention) -> str | None:
    """Whose envoy a state summons, expels or recalls: "Guyana's foreign ministry summoned Ambassador Pinas"."""
    words = book.lexicon.names
    if not (words.accredited | words.sent) & set(key_of(mention.title or "").split()):
        return None
    for frame in book.reading.frames_of(mention.sentence):
        roles = {arg.role for arg in frame.args if mention.index in arg.mentions}
        verbs = {frame.lemma} if "object" in roles else {f"{frame.lemma} {role}" for role in roles}
        if "object" not in roles and not verbs & words.to_strangers:
            continue
        acting = {book.mentions[m].country for arg in frame.args if arg.role == "subject" for m in arg.mentions}
        if frame.lemma in words.to_own and len(acting) == 1 and None not in acting:
            return next(iter(acting))  # "Croatia recalled Ambassador Krešimir Pavlinović"
        if not {*verbs, *(f"{frame.lemma} {adverb}" for adverb in frame.adverbs)} & words.to_strangers:
            continue
        if not acting and frame.passive:  # "Ambassador Kask was summoned to the Russian foreign ministry"
            whither = book.lexicon.grammar.destinations
            acting = {book.mentions[m].country for a in frame.args if a.role in whither for m in a.mentions} or {None}
        if acting == {None}:
            acting = {book.home}  # "Foreign Minister Velichkova summoned Ambassador Lyubimtsev"
        if len(acting) == 1 and None not in acting:
            for back in range(NEAR):
                near = {m.country for m in book.reading.mentions_of(mention.sentence - back) if m.country} - acting
                if near:
                    return next(iter(near)) if len(near) == 1 else None
            return _most_told(book, {state for state in acting if state})
    return None


def sent_away(book: Book, mention: Mention) -> str | None:
    """ "Poland expelled two Russian diplomats. Ambassador Volkov called it hostile": of those just sent away."""
    words = book.lexicon.names
    if not _sent(book, mention) or host_of(book, mention) is not None:
        return None
    at = book.reading.sentences[mention.sentence]
    for back in range(1, NEAR):
        if mention.sentence < back or book.reading.sentences[at.index - back].paragraph != at.paragraph:
            return None
        frames = (f for f in book.reading.frames_of(at.index - back) if f.lemma in words.to_strangers)
        away = {
            m.country for f in frames for m in _told(book, f, "object") if m.kind in {"role", "group"} and m.country
        }
        if away:
            return next(iter(away)) if len(away) == 1 else None
    return None


def _most_told(book: Book, but: set[str]) -> str | None:
    """The state that a report tells most of beside these, where it does so clearly."""
    counts = sorted(((n, country) for country, n in book.counted.items() if country not in but), reverse=True)
    alone = bool(counts) and [n for n, _ in counts[1:2]] != [counts[0][0]]
    return counts[0][1] if alone else None


def introduced(book: Book, mention: Mention) -> str | None:
    """ "The consul, Uladzimir Kavalchuk" after "expelled the Belarusian consul": the state told with it before."""
    told = introduction(book, mention)
    return told.country if told is not None else None


def introduction(book: Book, mention: Mention) -> Mention | None:
    """The office told with its state before the name: "Bolivia's ambassador", who is "the envoy, Rosendo Mamani"."""
    words = book.lexicon.names
    title = key_of(mention.title or "")
    if not mention.definite or book.word_before(mention).lower() not in book.lexicon.names.articles:
        return None
    for back in range(NEAR):
        for other in reversed(book.reading.mentions_of(mention.sentence - back)):
            same = key_of(other.head) == title
            same = same or (title in words.any_envoy and not words.sent.isdisjoint(key_of(other.title or "").split()))
            same = same and other.kind == "role" and not other.plural
            whole = not (_has_field(book, other) or _has_field(book, mention))
            if same and whole and other.country and other.extent.end <= mention.extent.start:
                return other
    return None


def _has_field(book: Book, mention: Mention) -> bool:
    """Whether more of an office stands behind: "the Italian minister of interior" is nobody told as "the Minister"."""
    after = book.reading.text[mention.extent.end :].lower().split(maxsplit=1)
    return bool(after) and after[0] in book.lexicon.names.of


def _sent(book: Book, mention: Mention) -> bool:
    return not book.lexicon.names.accredited.isdisjoint(key_of(mention.title or "").split())


def of_ministry(book: Book, mention: Mention) -> str | None:
    """ "the Tajik Interior Ministry. Deputy Interior Minister Rajabov": of the state whose ministry was just told."""
    name, place = ministry_of(book, mention), book.reading.dateline_place
    at = state_named(book, book.text(place).title()) if name is not None and place is not None else None
    if name is None or at is None or at == book.home:
        return None  # at home Japan's defence ministry is told of too, and then one's own minister
    key = set(key_of(name).split()) - book.lexicon.names.of - book.lexicon.names.articles
    for back in (0, 1):
        told = book.reading.mentions_of(mention.sentence - back) if mention.sentence >= back else ()
        before = [m for m in told if m.kind == "organization" and m.extent.end <= mention.extent.start]
        states = {
            m.country
            for m in before
            if m.country_extent is not None and m.country and set(key_of(m.name or "").split()) >= key
        }
        if states:
            return at if states == {at} else None
    return None


def body_visited(book: Book, mention: Mention) -> Entry | None:
    """ "visited the Coast Guard Administration, where he was briefed by Director-General Yeh": of that body."""
    words = book.lexicon.names
    for frame in book.reading.frames_of(mention.sentence):
        if frame.link != "relcl" or frame.parent is None or mention not in _told(book, frame, "subject"):
            continue
        above = book.reading.frames[frame.parent]
        guests = [m for m in _told(book, frame, "object") if m.kind == "pronoun"]
        seen = [m for m in _told(book, above, "object") if m.kind == "organization"]
        if guests and len(seen) == 1 and above.lemma in words.visits:
            entries = [book.entries[n] for n in book.of.get(seen[0].index, ())]
            return entries[0] if len(entries) == 1 else None
    return None
