"""Whose somebody is who is told with others whose states are known: of their mission, or across the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.linking.book import Book, Entry, key_of
from dragoman.model.reading import Frame, Mention

PAIR = 2  # words: an office and "of"
BEHIND = frozenset({"ccomp", "advcl", "parataxis"})  # links of who tells something behind it
APPOSED = 12  # words, the same where it is told what a body is: ", operator of the dam, whose"
CLOSE = 2  # words between a name and the office that a clause gives it: ", whose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What those told with somebody tell of his state: that it is this one, or none of these."""

    same: str | None = None
    others: frozenset[str] = frozenset()


def beside_another(book: Book, mention: Mention) -> Company:
    """ "the ambassador of Oman and the attaché": of Oman; "Minister Bae and the Uzbek minister signed": of another."""
    words = book.lexicon.names
    here = [other for other in book.reading.mentions_of(mention.sentence) if other.index != mention.index]
    if key_of(mention.title or "").split()[-1:] and _of(key_of(mention.title or ""), words.staff):
        for other in here:
            sent = other.kind in {"person", "role"} and _of(key_of(other.title or other.head), words.accredited)
            state = state_of(book, other) if sent and other.extent.end <= mention.extent.start else None
            if state:
                return Company(same=state)
    others = set()
    for group in book.groups.get(mention.sentence, ()):
        if mention.index in group:
            behind = [book.mentions[m] for m in group[group.index(mention.index) + 1 :]]
            last = state_behind(book, behind[-1]) if behind else None
            if last:
                return Company(same=last)  # "Ministers Sato and Mori of Japan"
            others |= {state_of(book, m) for m in behind if _foreign(m)}
    return Company(others=frozenset(country for country in others if country))


def _foreign(mention: Mention) -> bool:
    """Whether the state of somebody is told for him alone, before his name or elsewhere."""
    own, name = mention.country_extent, mention.name_extent
    if own is not None and mention.title_extent is not None and mention.title_extent.start < own.start:
        own = None  # "the Comptroller of the Ghana Immigration Service"
    return mention.kind == "name" or (
        mention.kind == "person" and own is not None and name is not None and own.start < name.start
    )


def states_having(book: Book, title: str) -> list[str]:
    """The states that alone have such an office, of offices joined the first: "Tánaiste and Minister for Defence"."""
    words = book.lexicon.names
    told = title.lower().split()
    ends = [at for at, word in enumerate(told) if word in words.conjunctions]
    heads = (" ".join(told[:end]) for end in (len(told), *reversed(ends)))
    return next((states for head in heads if (states := words.states_of.get(head))), [])


def state_behind(book: Book, mention: Mention) -> str | None:
    """The state of which somebody is told right behind his name: "President Ergashev of the Republic of Uzbekistan"."""
    if not mention.title:
        return None
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind == "state" and other.country and other.extent.start >= mention.extent.end:
            between = book.reading.text[mention.extent.end : other.extent.start].lower().split()
            return other.country if book.lexicon.names.is_of(between) else None
    return None


def told_as_colleague(book: Book, mention: Mention) -> str | None:
    """ "His Brazilian colleague, the minister of Justice, André Siqueira": of the colleague's state."""
    words = book.lexicon.names
    for other in reversed(book.reading.mentions_of(mention.sentence)):
        if other.extent.end > mention.extent.start:
            continue
        between = book.reading.text[other.extent.end : mention.extent.start].replace(",", " , ").lower().split()
        beside = between[:1] == [","] and set(between[1:]) <= words.articles
        relational = other.kind == "role" and not other.plural and other.head in words.relational
        return other.country if relational and beside else None
    return None


def sender_of(book: Book, mention: Mention) -> str | None:
    """ "Angola's transport minister came as special envoy of President Cahanga": whoever sends one is of his state."""
    words = book.lexicon.names
    start = book.reading.sentences[mention.sentence].extent.start
    told = [
        word for word in book.reading.text[start : mention.extent.start].lower().split() if word not in words.articles
    ]
    if len(told) < PAIR or told[-1] not in words.of or told[-PAIR] not in words.accredited:
        return None
    before = (m for m in reversed(book.reading.mentions_of(mention.sentence)) if m.extent.end <= mention.extent.start)
    return next((state for m in before if m.kind == "person" and (state := state_of(book, m))), None)


def owner_before(book: Book, mention: Mention) -> Mention | None:
    """The one about whom a relative clause is: "Washington, whose ambassador, Philip Drummond, had talked"."""
    words = book.lexicon.names
    if book.word_before(mention).lower() not in words.possessive_relatives:
        return None
    before = [m for m in book.reading.mentions_of(mention.sentence) if m.extent.end <= mention.extent.start]
    if not before:
        return None
    between = book.reading.text[before[-1].extent.end : mention.extent.start].split()
    # "the Nile Bank, operator of the dam, whose vice-president Liang Wei"
    told = between[:-1]
    apposed = (
        len(told) > 1
        and told[0] == ","
        and [word[-1:] == "," for word in told] == [at in {0, len(told) - 1} for at in range(len(told))]
    )
    apposed = apposed and len(told) <= APPOSED and before[-1].kind == "organization"
    return before[-1] if len(between) <= CLOSE or apposed else None


def _of(title: str, heads: frozenset[str]) -> bool:
    return any(title == head or f" {head} " in f" {title} " for head in heads)


def state_of(book: Book, mention: Mention) -> str | None:
    """The state told in a mention, else that of the one actor it stands for."""
    entries = [book.entries[n] for n in book.of.get(mention.index, ())]
    return mention.country or (entries[0].country if len(entries) == 1 else None)


def host_of(book: Book, mention: Mention) -> str | None:
    """The state to which somebody is sent, which is not his own: "Ambassador in Manila"."""
    words = book.lexicon.names
    told = (mention.title or "").split()
    for at, word in enumerate(told):
        if at and word.lower() in words.field_prepositions and key_of(told[at - 1]).split()[-1] in words.accredited:
            rest = [part for part in told[at + 1 :] if part.lower() not in words.articles]
            for entry in book.lexicon.world.find(" ".join(rest)):
                if entry.kind == "state":
                    return entry.country
    return None


def told_of(book: Book, holder: Entry) -> str | None:
    """The state whose body says what he does, whose doings to come he tells, or, of an envoy, whose gift.

    "The Pentagon said Defense Secretary Austin would meet", "Estonia will expel a diplomat, Minister Tsahkna said",
    "Japan gave 2 million dollars, Ambassador Ono said".
    """
    own = set(holder.mentions)
    for said, told in _tellings(book, own):
        content, teller = ([m for a in f.args if a.role == "subject" for m in a.mentions] for f in (told, said))
        if own & set(content):
            who = [book.mentions[m] for m in teller if book.mentions[m].kind == "organization"]
        elif own & set(teller) and ((_to_come(book, told) and not told.quoted) or _gives(book, told, holder)):
            # nobody quoted names his own state so: ""Estonia will pay for it," the spokeswoman said"
            who = [book.mentions[m] for m in content if book.mentions[m].kind == "state"]
        else:
            continue
        found = {state_of(book, mention) for mention in who}
        if len(found) == 1:
            return next(iter(found))
    return None


def _to_come(book: Book, told: Frame) -> bool:
    return told.tense == "future" or told.modal in book.lexicon.statements.reported_future


def _tellings(book: Book, own: set[int]) -> Iterator[tuple[Frame, Frame]]:
    """The frames that tell something with what they tell, be that above them: "Chile will, Ambassador Rey promised"."""
    acts = book.lexicon.statements.act
    for frame in book.frames_about(own):
        above = book.reading.frames[frame.parent] if frame.parent is not None else None
        if above is None or above.kind != "verb":
            continue
        if frame.link == "ccomp" and acts(above.lemma) is not None:
            yield above, frame
        elif frame.link in BEHIND and frame.extent.start > above.extent.end and acts(frame.lemma) is not None:
            yield frame, above


def _gives(book: Book, frame: Frame, holder: Entry) -> bool:
    """Whether a state gives something, as its own envoy tells."""
    sent = book.lexicon.names.accredited
    envoy = any(sent & set(key_of(title).split()) for title in holder.titles)
    return envoy and any(cue.type == "AID" for cue in book.lexicon.cues.by_verb.get(frame.lemma, ()))
