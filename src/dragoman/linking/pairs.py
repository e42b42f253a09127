"""Pairs and pronouns: "the two nations", "the sides", "they", "it", "his"."""

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.clauses import same_clause, treated
from dragoman.linking.described import FAR, NEAR, SIDES
from dragoman.linking.paragraphs import coordinated_here, of_paragraph
from dragoman.linking.unions import writers
from dragoman.linking.voices import in_own_name, set_against, spoken_about
from dragoman.model.reading import Mention
from dragoman.model.record import ActorKind

CROWDS: tuple[ActorKind, ...] = ("group", "organization", "igo")
IN_PASSING = 2  # times less often than the second state of a report any other is told of, where two are its own


def remember(book: Book, mention: Mention, found: list[Entry]) -> None:
    """A mention stands for these; the next "both countries" are the same two."""
    book.add(mention, *found)
    countries = [entry.country for entry in found if entry.kind == "state" and entry.country]
    if len(countries) == 2:  # noqa: PLR2004 a pair
        book.pair = (mention.sentence, (countries[0], countries[1]))


def pair_of(book: Book, mention: Mention) -> list[Entry]:
    """The two states of a part of a digest, those last told together, else the two that the text is most about."""
    part = book.local.get(book.reading.sentences[mention.sentence].paragraph, ())
    if len(part) == 2:  # noqa: PLR2004 a pair
        return [book.state(country) for country in part]
    together = _together(book, mention, states=True)
    spoken = of_paragraph(book, mention)
    if together and len(spoken) == 2 and not coordinated_here(book, mention):  # noqa: PLR2004 a pair
        return spoken
    if together:
        return together
    own = _own(book, mention)
    met = [entry.country for entry in _met(book, mention) if entry.country] if mention.definite else []
    if len(met) == 2:  # noqa: PLR2004 a pair
        return [book.state(country) for country in met]
    if book.pair and mention.sentence - book.pair[0] <= NEAR and not own & set(book.pair[1]):
        return [book.state(country) for country in book.pair[1]]
    hosts = [entry.country for entry in _who_met(book) if entry.country]
    if len(hosts) == 2 and not own & set(hosts):  # noqa: PLR2004 a pair
        return [book.state(country) for country in hosts]
    protagonists = _protagonists(book)
    if protagonists and not own & set(protagonists):
        return [book.state(country) for country in protagonists]
    seen: list[str] = []
    for back in range(FAR):
        told = [
            country
            for other in book.reading.mentions_of(mention.sentence - back)
            if other.head_extent.start < mention.head_extent.start and other.kind not in {"media", "place"}
            for number in book.of.get(other.index, ())
            if (country := book.entries[number].country) is not None and country not in own
        ]
        seen += [country for country in dict.fromkeys(told) if country not in seen]
        if len(seen) >= 2:  # noqa: PLR2004 a pair
            break
    if len(seen) < 2:  # noqa: PLR2004 a pair
        return []
    if len(seen) > 2:  # noqa: PLR2004 a pair
        count = dict.fromkeys(seen, 0)
        for entry in book.entries:
            if entry.country in count:
                count[entry.country] += len(entry.mentions)
        seen = sorted(seen, key=lambda country: -count[country])
    return [book.state(country) for country in sorted(seen[:2])]


def _own(book: Book, mention: Mention) -> set[str]:
    """The state beside which two others are told: "Brazil, which borders both countries"."""
    leading = [m for m in book.reading.mentions_of(mention.sentence) if m.index in book.subjects and m.kind == "state"]
    before = [m for m in leading if m.head_extent.end <= mention.extent.start and m.country]
    return {m.country for m in before if m.country} if len(before) == 1 else set()


def _protagonists(book: Book) -> list[str]:
    """The two states that a report is about, where every other is told of but in passing."""
    counts: dict[str, int] = {}
    for entry in book.entries:
        if entry.country and entry.kind not in {"media", "igo"}:
            counts[entry.country] = counts.get(entry.country, 0) + len(entry.mentions)
    ranked = sorted(counts.values(), reverse=True)
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2] * IN_PASSING > ranked[1]):  # noqa: PLR2004 a pair
        return []
    return sorted(country for country, count in counts.items() if count >= ranked[1])


def _together(
    book: Book,
    mention: Mention,
    *,
    states: bool,
    reach: int = FAR,
    persons: bool = False,
    met: Sequence[Entry] = (),
) -> list[Entry]:
    """The actors last told together with one another before this mention, as many as it counts.

    Those who only look on are meant where nobody else is told: "signed in the presence of Norway and Brazil. The
    parties undertake". Where two `met`, others only where they act: not "told the guest of the pact of X and Y".
    """
    own = {entry.country for entry in met}
    for numbers in _taking_part_first(book, mention, reach, own):
        if mention.count is not None and len(numbers) != mention.count:
            continue  # "the two sides" are no three
        entries = [book.entries[n] for n in numbers]
        if states:
            countries = list(dict.fromkeys(entry.country for entry in entries if entry.country))
            if len(countries) == len(entries) > 2 or len(countries) == 2:  # noqa: PLR2004 a pair
                return [book.state(country) for country in countries]
        elif all(e.kind == "group" and (book.is_counted(e) or not (e.country or e.sectors)) for e in entries):
            continue  # "good neighbours and partners", "four fighters and 110 soldiers": what they are, and no sides
        elif len(entries) >= 2 and (persons or not any(entry.kind == "person" for entry in entries)):  # noqa: PLR2004 a pair
            return entries
    return []


def companies(book: Book, mention: Mention, reach: int) -> Iterator[tuple[int, ...]]:
    """Those coordinated, and those told by one word ("leaders of Fiji, Samoa and Tonga"), the last told first."""
    yield from (_meant(book, group) for group in _told_together(book, mention, reach))


def _taking_part_first(
    book: Book, mention: Mention, reach: int, met: Collection[str | None]
) -> Iterator[tuple[int, ...]]:
    passing = []
    for group in _told_together(book, mention, reach):
        spoken_of = book.present.isdisjoint(group)
        if met and spoken_of and {book.entries[n].country for n in _meant(book, group)} != met:
            continue
        if _looks_on(book, group):
            passing.append(_meant(book, group))
        else:
            yield _meant(book, group)
    yield from passing


def _meant(book: Book, group: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for m in group for n in book.of.get(m, ())))


def _looks_on(book: Book, group: tuple[int, ...]) -> bool:
    """Whether these see to what others do: "brokered by Egypt and Qatar", "with Brazil and Chile as guarantors"."""
    words = book.lexicon.grammar
    first = book.mentions[group[0]]
    for frame in book.reading.frames_of(first.sentence):
        for arg, behind in zip_longest(frame.args, frame.args[1:]):
            doing = arg.role in {"subject", "agent"}
            seen = arg.words | (behind.words if behind is not None and not doing else frozenset())
            if arg.extent.start <= first.head_extent.start < arg.extent.end and (
                (doing and frame.lemma in words.seeing_to) or (not doing and words.onlooking & seen)
            ):
                return True
    return False


def _told_together(book: Book, mention: Mention, reach: int) -> Iterator[tuple[int, ...]]:
    for sentence in range(mention.sentence, max(-1, mention.sentence - reach - 1), -1):
        told = list(book.groups.get(sentence, ()))
        told += [(m.index,) for m in book.reading.mentions_of(sentence) if len(book.of.get(m.index, ())) > 1]
        placed = [(book.mentions[group[-1]].head_extent.start, group) for group in told]
        for start, group in sorted(placed, key=lambda one: (-one[0], -len(one[1]))):
            if start < mention.head_extent.start:
                yield group


def sides(book: Book, mention: Mention, *, quiet: bool = False) -> bool:
    """ "the sides", "the belligerents", "both delegations": those last told together."""
    paired = mention.count is None or mention.count == 2  # noqa: PLR2004 a pair
    met = _who_met(book)
    found = _together(book, mention, states=False, reach=SIDES, met=met)
    if not found and paired:
        # the guest of no state has none that may stand for him
        found = met if any(entry.country is None for entry in met) else pair_of(book, mention)
    if found:
        remember(book, mention, found)
        return True
    if not quiet:
        book.leave(mention)
    return False


def parties_named(book: Book, mention: Mention) -> None:
    """ "The Parties" of an agreement's own text."""
    key = key_of(mention.name or "")
    if (
        {key, book.lexicon.grammar.singular(key)} & book.lexicon.names.sides
        and key != mention.name
        and book.word_before(mention).lower() in book.lexicon.names.articles
    ):
        sides(book, mention, quiet=True)


def pronoun(book: Book, mention: Mention) -> None:
    kinds = book.lexicon.names.pronouns
    kind = kinds.get(mention.head)
    if kind in {"m", "f"}:
        said = book.voices.get(mention.index)
        speaking = () if said is None else book.of.get(said.speaker, ())  # nobody says "he" of himself
        found = [
            entry
            for entry in book.nearest(mention, ("person",), reach=NEAR)
            if entry.gender in {None, kind} and not same_clause(book, mention, entry)
            if entry.number not in speaking
        ]
        if mention.index not in book.voices:  # '"They freed our envoy," he said': the envoy speaks last of all
            found.sort(key=lambda entry: book.voices.keys() >= set(entry.mentions))
        if found and not beside(book, mention, found):
            found[0].gender = found[0].gender or kind
            book.add(mention, found[0])
        elif found and len(leading := _sole_doer(book, mention, found)) == 1:
            book.add(mention, leading[0])
        elif found:
            book.leave(mention)
    elif kind == "it":
        ahead = _told_behind(book, mention) or treated(book, mention)
        if ahead is not None:
            book.add(mention, ahead)
            return
        near = [e for e in book.nearest(mention, ("organization", "igo", "state", "group"), reach=1) if _acts(e)]
        for entry in (*_leading(book, mention, near), *near):
            leads = any(m in book.subjects or book.mentions[m].sentence == mention.sentence for m in entry.mentions)
            if leads and not same_clause(book, mention, entry):
                book.add(mention, entry)
                return
    elif kind == "we":
        said = book.voices.get(mention.index)
        authors = [book.entries[n] for n in book.of.get(said.speaker, ())] if said is not None else writers(book)
        if authors:
            book.add(mention, *authors)
        elif said is None and book.home and in_own_name(book, mention):
            book.add(mention, book.state(book.home))
    elif kind == "plural":
        _plural(book, mention)


def _told_behind(book: Book, mention: Mention) -> Entry | None:
    """ "By the Accord, which it signed with Niger, Benin guarantees": who acts in the main clause told behind."""
    for frame in book.reading.frames_of(mention.sentence):
        own = any(arg.role == "subject" and mention.index in arg.mentions for arg in frame.args)
        if not own or frame.link != "relcl" or frame.parent is None:
            continue
        above = book.reading.frames[frame.parent]
        acting = [m for arg in above.args if arg.role == "subject" for m in arg.mentions]
        told = [n for m in acting for n in book.of.get(m, ())]
        behind = len(told) == 1 and all(book.mentions[m].extent.start > frame.clause.end for m in acting)
        if above.link == "root" and behind and book.entries[told[0]].kind in {"state", "organization", "igo"}:
            return book.entries[told[0]]
    return None


def _sole_doer(book: Book, mention: Mention, found: list[Entry]) -> list[Entry]:
    """Who alone does what the sentence before tells: "Minister Neto said the two leaders agreed. He announced"."""
    before = book.reading.mentions_of(mention.sentence - 1)
    told = {n for m in before if m.index in book.mains and not m.plural for n in book.of.get(m.index, ())}
    return [entry for entry in found if entry.number in told] if len(told) == 1 else []


def _acts(entry: Entry) -> bool:
    """Whether a body is told as one: of groups those that have a name of their own, as "the RSF"."""
    return entry.kind != "group" or entry.entity is not None or bool(entry.acronyms)


def _leading(book: Book, mention: Mention, near: list[Entry]) -> list[Entry]:
    """The subject of the clause over the pronoun's: "hours after Canada expelled an Indian over what it called"."""
    frames = book.reading.frames
    here = book.reading.frames_of(mention.sentence)
    own = (f for f in here if any(a.role == "subject" and mention.index in a.mentions for a in f.args))
    frame = next(own, None)
    for _ in range(FAR):
        if frame is None or frame.parent is None:
            break
        frame = frames[frame.parent]
        if frame.kind == "noun" and frame.parent is not None:
            above = frames[frame.parent]  # "Doha denied claims by Egypt that it had paid Hamas"
            frame = above if book.lexicon.statements.denies(above.lemma) else frame
        told = [arg for arg in frame.args if arg.role == "subject"]
        subjects = {m for arg in told for m in arg.mentions} - {mention.index}
        if told:  # be it nobody known: nobody farther is meant then
            return [entry for entry in near if subjects & set(entry.mentions)]
    return []


def _plural(book: Book, mention: Mention) -> None:
    """ "they": those last told together, a crowd or a body, or the two states of this sentence or of the report.

    Where one says "they" of others than "we", none of his own state: "Their troops attacked our posts".
    """
    own = set_against(book, mention)
    for told in _told_as_several(book, mention):
        others = [entry for entry in told if entry.country not in own]
        if others:
            book.add(mention, *others)
            return
    other = spoken_about(book, mention, own) if own else None
    if other is not None:
        book.add(mention, other)


def _told_as_several(book: Book, mention: Mention) -> Iterator[list[Entry]]:
    possessive = mention.head in book.lexicon.names.possessive_pronouns
    for other in reversed(book.mentions[: mention.index]):
        back = mention.sentence - other.sentence
        if back > 1:
            break
        near = back == 1 or (possessive and other.kind != "pronoun")  # "The members of the Council urged their"
        told = [book.entries[n] for n in book.of.get(other.index, ())]
        several = len(told) > 1 or any(entry.kind == "igo" for entry in told)
        if near and other.index in book.subjects and several and _by_members(book, other):
            yield told  # "The two Leaders ... They urged"
    yield _together(book, mention, states=False, reach=2, persons=True) or _met(book, mention)
    crowds = [e for e in book.before(mention, CROWDS, reach=1) if not same_clause(book, mention, e)]
    leading = [entry for entry in crowds if any(m in book.subjects for m in entry.mentions)]
    if not any(m in book.mains for entry in leading for m in entry.mentions):
        yield _talked(book, mention)
    yield leading[:1]
    frames = (f for f in book.reading.frames_of(mention.sentence) if any(mention.index in a.mentions for a in f.args))
    own = {m for f in frames for a in f.args for m in a.mentions}  # "they exchanged views on Libya and Sudan": others
    here = list(
        dict.fromkeys(
            n
            for other in book.reading.mentions_of(mention.sentence)
            if other.kind == "state"
            if other.index not in own
            for n in book.of.get(other.index, ())
        )
    )
    if len(here) == 2:  # noqa: PLR2004 a pair
        yield [book.entries[n] for n in here]
    yield [entry for entry in crowds if entry.kind != "igo"][:1]
    yield pair_of(book, mention)


def _by_members(book: Book, mention: Mention) -> bool:
    """Whether several are told: "The Leaders", "the members of the Security Council"."""
    here = book.reading.mentions_of(mention.sentence)
    return mention.plural or any(other.plural and mention.index in other.scope for other in here)


def _met(book: Book, mention: Mention, back: int | None = None) -> list[Entry]:
    """The two persons of different states, and no other, of the last sentence on any: "A met B. They signed".

    `back`: only of the sentence so many before.
    """
    for at in range(NEAR) if back is None else (back,):
        near = book.reading.mentions_of(mention.sentence - at)
        before = [m for m in near if m.head_extent.end <= mention.head_extent.start]
        told = [m for m in before if m.kind in {"person", "name"}]
        numbers = list(dict.fromkeys(n for m in told for n in book.of.get(m.index, ())))
        persons = [book.entries[n] for n in numbers if book.entries[n].kind == "person"]
        if len(persons) > (at == 0):  # "The meeting touched on ties, a press release said" tells of none
            countries = {entry.country for entry in persons}
            return persons if len(persons) == len(countries) == 2 else []  # noqa: PLR2004 a pair
    return []


def _who_met(book: Book) -> list[Entry]:
    """The two of whose meeting a report tells first: "Minister A met OSCE Secretary General B. The sides discussed"."""
    first = next((s.index for s in book.reading.sentences if s.block == "body"), None)
    for frame in book.reading.frames_of(first) if first is not None else ():
        told = [m for arg in frame.args if "." not in arg.role for m in arg.mentions]
        persons = list(dict.fromkeys(n for m in told for n in book.of.get(m, ()) if book.entries[n].kind == "person"))
        meets = frame.lemma.split()[-1] in book.lexicon.names.meetings | book.lexicon.names.facing
        if meets and len(persons) == 2:  # noqa: PLR2004 a pair
            met = [book.entries[n] for n in persons]
            return met if met[0].country != met[1].country else []
    return []


def _talked(book: Book, mention: Mention) -> list[Entry]:
    """The two persons who met, of whom one alone is told between: "A met B. A thanked him. They discussed"."""
    paragraph = book.reading.sentences[mention.sentence].paragraph
    for back in range(1, NEAR + 1):
        at = mention.sentence - back
        if at < 0 or book.reading.sentences[at].paragraph != paragraph:
            return []
        mains = [m.index for m in book.reading.mentions_of(at) if m.index in book.mains]
        meets = any(f.lemma.split()[-1] in book.lexicon.names.meetings for f in book.reading.frames_of(at))
        pair = _met(book, mention, back) if meets else []
        if pair:
            return pair
        if not any(book.entries[n].kind == "person" for m in mains for n in book.of.get(m, ())):
            return []
    return []


def beside(book: Book, mention: Mention, found: list[Entry]) -> bool:
    """Whether the first of those found is told side by side with another of them: "A and B spoke. She called"."""
    numbers = {entry.number for entry in found}
    for group in companies(book, mention, reach=1):
        if found[0].number in group:
            return len(numbers & set(group)) > 1
    return False
