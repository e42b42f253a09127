"""Whose state somebody serves of whom none is told: by what he does, with whom, and where he is told of."""

from collections.abc import Iterator

from dragoman.linking.abroad import abroad, called_on, of_colleagues, of_paper
from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.company import (
    beside_another,
    host_of,
    owner_before,
    sender_of,
    state_behind,
    state_of,
    states_having,
    told_as_colleague,
    told_of,
)
from dragoman.linking.delegates import dealt_with, signed_with
from dragoman.linking.delegations import in_its_title, last, of_call, side_led
from dragoman.linking.home import CLEARLY
from dragoman.linking.hosts import (
    at_arrival,
    beside_envoy,
    envoy_told,
    in_suite,
    introduced,
    of_ministry,
    sent_away,
    summoned,
)
from dragoman.linking.joint import acting_for, led_side, of_force
from dragoman.linking.known import known
from dragoman.linking.listed import across_from, counterparts, in_a_list, of_listed, of_same_force, peers_of
from dragoman.linking.ministries import told_by_ministry
from dragoman.linking.missions import of_mission
from dragoman.linking.regions import in_its_place, of_body_town, of_region, of_towns
from dragoman.linking.sections import home_at
from dragoman.linking.sole import held_by_others, main_abroad, of_clause
from dragoman.linking.voices import state_spoken_of
from dragoman.model.reading import Frame, Mention

MILITARY = "MIL"
CLAUSES = frozenset(":;")  # behind which another clause begins that goes on about the same
TWICE = 2  # times as often as any other state
SIGNED = 5  # words in which a state is told to act by somebody: "For Moldova it was signed by"


def _visits_home(book: Book, holder: Entry) -> bool:
    """Whether somebody visits the home state, as nobody visits his own: "President Sandu's visit to Tbilisi"."""
    words, roles = book.lexicon.names, book.lexicon.grammar
    own = set(holder.mentions)
    for frame in book.frames_about(own):
        real = frame.kind == "noun" or frame.mood == "indicative"
        if (
            not real
            or frame.lemma.split()[-1] not in words.visits
            or not (
                any(arg.role == "subject" and own & set(arg.mentions) for arg in frame.args) or _ahead(book, frame, own)
            )
        ):
            continue
        for arg in frame.args:
            if arg.role in roles.destinations or arg.role in roles.place_prepositions or arg.role == "object":
                told = {book.mentions[m].country for m in arg.mentions if book.mentions[m].kind == "state"}
                if book.home in told:
                    return True
    return False


def _ahead(book: Book, frame: Frame, own: set[int]) -> bool:
    """Whether a pronoun before somebody points at him: "During his visit to Tashkent, Minister Gogia met"."""
    told = [book.mentions[m] for arg in frame.args if arg.role == "subject" for m in arg.mentions]
    here = [book.mentions[m] for m in own & book.mains if book.mentions[m].sentence == frame.sentence]
    return any(m.kind == "pronoun" and m.extent.end < main.extent.start for m in told for main in here)


def _speaks_for(book: Book, holder: Entry) -> str | None:
    """The other state that the sentence before is about: "Malabo rejected it. Government spokesman Nsue said"."""
    first = book.mentions[holder.mentions[0]]
    sentences = book.reading.sentences
    text = book.reading.text
    for other in reversed(book.reading.mentions_of(first.sentence)):
        if other.kind == "state" and other.index in book.subjects and other.extent.end < first.extent.start:
            if CLAUSES & set(text[other.extent.end : first.extent.start]) and other.country != book.home:
                return other.country  # "Paramaribo did not: President Landveld told"
            break
    if not _has_say(book, first):
        return None  # "Italy will give boats. Secretary of State Gharbi took part": whoever is at a meeting is at home
    if first.sentence == 0 or sentences[first.sentence - 1].paragraph != sentences[first.sentence].paragraph:
        return None
    before = book.reading.mentions_of(first.sentence - 1)
    sides = book.lexicon.names.sides
    leading = next((m for m in before if m.index in book.subjects or (m is before[0] and m.head in sides)), None)
    body = leading is not None and leading.kind == "organization" and _tells(book, first)
    state = leading is not None and (leading.kind == "state" or leading.head in sides or body)
    state = state and leading is not None and leading.country is not None
    if leading is None or not state or leading.country == book.home or _is_described(book, leading):
        return None
    if any(m.country == book.home and book.word_before(m) in book.lexicon.grammar.place_prepositions for m in before):
        return None  # "The U.S. has troops in Niger. Soldiers ousted President Bazoum": his who is spoken of at home
    here = book.reading.mentions_of(first.sentence)
    own = not body and any(m.country == book.home and m.head_extent.end <= first.extent.start for m in here)
    # "Togo offered to mediate. The Togolese minister met junta leader Goita": of the other side
    own = own or any(m.kind == "person" and m.country == leading.country and m.index in book.mains for m in here)
    # "The Gambia reiterated its support. Interior Minister Alami also received Jobarteh", who is the Gambia's
    faced = (f for f in book.reading.frames_of(first.sentence) if f.lemma in book.lexicon.names.facing)
    others = [book.mentions[m] for frame in faced for arg in frame.args for m in arg.mentions if m != first.index]
    own = own or any(m.kind != "state" and state_of(book, m) == leading.country for m in others)
    return None if own else leading.country


def _is_described(book: Book, leading: Mention) -> bool:
    """Whether a sentence says of a state only what it is, not what it does: "Switzerland is among the investors"."""
    frames = [f for f in book.reading.frames_of(leading.sentence) if f.kind == "verb"]
    of = [f for f in frames if any(a.role == "subject" and leading.index in a.mentions for a in f.args)]
    return bool(of) and all(frame.lemma in book.lexicon.grammar.copulas for frame in of)


def _tells(book: Book, first: Mention) -> bool:
    """Whether somebody is told by an office that says little but that he tells: "spokeswoman Todorova told"."""
    words = book.lexicon.offices
    title = {*words.spelled(key_of(first.title or "").split())}
    return bool(title) and title <= words.tellers and _has_say(book, first)


def _has_say(book: Book, first: Mention) -> bool:
    telling = (f for f in book.reading.frames_of(first.sentence) if book.lexicon.statements.act(f.lemma) is not None)
    return any(arg.role == "subject" and first.index in arg.mentions for frame in telling for arg in frame.args)


def _faces_home(book: Book, holder: Entry) -> bool:
    """Whether somebody deals with the home state as nobody does with his own.

    "Interior Minister Khaled Majali received the Pakistani delegation", "President Rakotobe thanked Norway".
    """
    own = set(holder.mentions)

    titles = {word for title in holder.titles for word in (key_of(title), *key_of(title).split()[-1:])}
    regional = bool(titles & book.lexicon.names.regional)

    def own_troops(told: Mention) -> bool:
        return MILITARY in told.sectors and holder.rank is not None  # a chief of staff inspects his own

    for frame in book.frames_about(own):
        if frame.lemma in book.lexicon.names.to_own:
            continue
        if regional and frame.lemma not in book.lexicon.names.facing | book.lexicon.names.meetings:
            continue  # "Chief Minister Arulmozhi wrote to the External Affairs Minister": a governor writes to his own
        sides = [(arg.role, {book.mentions[m] for m in arg.mentions}) for arg in frame.args]
        at = next((role for role, told in sides if own & {m.index for m in told}), None)
        # "The legislator asked for the dismissal of General Vela": nobody whom he deals with
        if at is None or ("." in at and last(at) in book.lexicon.grammar.of):
            continue
        # "On instructions from President López": one's own
        far = {role for role, _ in sides if "." in role and last(role) in book.lexicon.grammar.origins}
        # "received the minister in the presence of Kuwait's ambassador"
        by = {arg.role for arg in frame.args if not book.lexicon.grammar.attendance.isdisjoint(arg.heads)}
        far |= {role for role, _ in sides if role.partition(".")[0] in by}
        others = [(r, m) for r, told in sides if r not in {at, *far} for m in told if state_of(book, m) == book.home]
        told = (m.kind == "group" and bool(m.country or m.scope) and not own_troops(m) for _, m in others)
        if any(m.kind == "person" for _, m in others) or any(told):
            return True
        acts_on = at == "subject" and book.lexicon.statements.act(frame.lemma) is not None
        if acts_on and any(role == "object" and m.kind == "state" for role, m in others):
            return True
    return False


def _other_state(book: Book, holder: Entry) -> str | None:
    """The state beside the home state where somebody is told of, else the other one of a report on two."""
    near = {book.mentions[m].sentence for m in holder.mentions}
    beside = (m for sentence in near for m in book.reading.mentions_of(sentence))
    told = {m.country for m in beside if m.kind == "state" and m.country} - {book.home}
    return next(iter(told)) if len(told) == 1 else main_abroad(book, CLEARLY)


def _fronted(book: Book, mention: Mention) -> str | None:
    """ "In Pyongyang, Kim Sol-mi, a vice department director, ...", "for Tonga, by Deputy Prime Minister Fonua"."""
    words = book.lexicon.names
    start = book.reading.sentences[mention.sentence].extent.start
    for other in book.reading.mentions_of(mention.sentence):
        side = other.kind in {"role", "organization", "group"} and not other.plural  # "the Tajik group by"
        side = side and (other.head in words.sides or other.head in words.movements or other.head in words.quantities)
        if not (other.country and (other.kind == "state" or side)) or other.head_extent.end > mention.extent.start:
            continue
        before = book.reading.text[start : other.extent.start].lower().split()
        between = book.reading.text[other.extent.end : mention.extent.start].replace(",", " , ").lower().split()
        while between and between[-1] in words.articles:
            between = between[:-1]  # "In Kabul, the foreign minister"
        if before and len(before) == 1 and between == [","] and other.kind == "state":
            # "In Brussels, Prime Minister Petridis met": a town of nobody's told here is but where they met
            own = (book.entries[number] for number in book.of.get(mention.index, ()))
            seated = other.name in book.lexicon.descriptions.seats
            speaks = _tells(book, mention) and not seated  # "In Beijing, ministry spokesman Lu denied it"
            # in a report of nobody's, or with a guest of his: "In Yerevan, Defence Minister Petrosyan received"
            unsigned = book.reading.outlet is None and book.reading.dateline_place is None
            speaks = speaks or (not seated and (unsigned or _receives(book, mention)))
            told = (speaks or book.counted.get(other.country, 0) > 1) and not any(known(book, one) for one in own)
            return other.country if told else None
        behalf = bool(before) and before[-1] in words.behalf and bool(words.agents & set(between))
        if (side or behalf) and set(between) <= {",", *words.agents} and not _acts_on(book, mention, other):
            return other.country
        if behalf and between[-1:] and between[-1] in words.agents and len(between) <= SIGNED:
            return other.country  # "For Moldova it was signed by Minister Rotaru"
    return None


def _receives(book: Book, mention: Mention) -> bool:
    """Whether somebody receives or summons another, as one does at home."""
    at_home = book.lexicon.descriptions.receiving | book.lexicon.names.to_strangers
    frames = (frame for frame in book.reading.frames_of(mention.sentence) if frame.lemma in at_home)
    return any(arg.role == "subject" and mention.index in arg.mentions for frame in frames for arg in frame.args)


def _acts_on(book: Book, mention: Mention, other: Mention) -> bool:
    """Whether somebody does something with another: "Receiving the Iraqi delegation, Minister Salem called on"."""
    for frame in book.reading.frames_of(mention.sentence):
        roles = {arg.role: arg.mentions for arg in frame.args}
        if mention.index in roles.get("subject", ()) and other.index in roles.get("object", ()):
            return True
    return False


def _in_one_state(book: Book, mention: Mention) -> str | None:
    """ "Taoiseach", "Federal Chancellor": the one state that has such an office, of two the one told of."""
    words = book.lexicon.names
    title = (mention.title or "").lower().split()
    ends = next((n for n, word in enumerate(title) if n and word in words.field_prepositions - words.of), len(title))
    if not title or title[0] not in words.deputies:
        ends = len(title)  # "Secretary of State for Defence" is another's than "Secretary of State"
    head = " ".join(title[:ends])
    states = states_having(book, head)
    told = [state for state in states if state in book.counted]
    if head in words.widespread and book.home and not {book.home, *told} & set(states):
        return None  # Tunisia's "secretary of state" where nothing American is told
    return states[0] if len(states) == 1 else told[0] if len(told) == 1 else None


def served(book: Book, mention: Mention) -> str | None:
    """The state that the words around an office tell of him."""
    words = book.lexicon.names
    if mention.country:
        return mention.country
    if book.word_before(mention).lower() in words.own_pronouns:
        # "Our Ambassador in Manila": the speaker's, or his who tells the whole
        return state_spoken_of(book, mention) if mention.index in book.voices else book.home
    owner = owner_before(book, mention)
    if owner is not None and owner.kind == "state":
        return owner.country
    told = (
        state_behind(book, mention)
        or led_side(book, mention)
        or of_force(book, mention)
        or acting_for(book, mention)
        or told_as_colleague(book, mention)
        or (side_led(book, mention) if mention.body is None else None)
        or sender_of(book, mention)
        or _in_one_state(book, mention)
        or in_its_title(book, mention)
        or _fronted(book, mention)
        or of_colleagues(book, mention)
        or introduced(book, mention)
        or of_listed(book, mention)
        or in_a_list(book, mention)
        or in_its_place(book, mention)
        or of_region(book, mention)
        or of_towns(book, mention)
        or of_body_town(book, mention)
    )
    return None if told in set(dealt_with(book, {mention.index})) else told


def _sent(book: Book, mention: Mention) -> str | None:
    """The state whose delegation somebody is of: "The Turkish delegation included X", "Iraq was represented by Y"."""
    words = book.lexicon.names
    for frame in book.reading.frames_of(mention.sentence):
        roles = {arg.role: [book.mentions[m] for m in arg.mentions] for arg in frame.args}
        if not any(mention in told for told in roles.values()):
            continue
        by_side = [m for role, told in roles.items() if last(role) in words.siding for m in told]
        of = [m for m in by_side if m.kind == "role" and m.head in words.sides and not m.plural]
        if frame.lemma in words.composing and mention not in roles.get("subject", ()):
            of += [m for m in roles.get("subject", ()) if m.kind in {"group", "role"} and m.head in words.sides]
        if frame.lemma in words.representing and mention in roles.get("subject", ()):
            of += [m for m in roles.get("object", ()) if m.kind == "state" or m.head in words.sides]
        told = {m.country for m in of if m.country}
        if len(told) == 1:
            return next(iter(told))
    return None


def _returns(book: Book, holder: Entry) -> str | None:
    """The other state to which somebody returns: "President Wiryawan returned to Jakarta"."""
    own = set(holder.mentions)
    for frame in book.frames_about(own):
        roles = {arg.role: {book.mentions[m] for m in arg.mentions} for arg in frame.args}
        if frame.lemma in book.lexicon.names.returning and own & {m.index for m in roles.get("subject", ())}:
            towns = [m for role in book.lexicon.grammar.destinations for m in roles.get(role, ())]
            told = {m.country for m in towns if m.kind == "state"}
            if len(told) == 1:
                return next(iter(told))
    return None


def _dealings(book: Book, holder: Entry) -> tuple[bool, str | None]:
    """Whether somebody deals with the home state as a stranger, and whose he is then; found once for each person."""
    known = book.dealings.get(holder.number)
    if known is None:
        away = _visits_home(book, holder) or _faces_home(book, holder)
        known = book.dealings[holder.number] = (away, _other_state(book, holder))
    return known


def presumed(book: Book, mention: Mention, holder: Entry) -> str | None:
    """The state that one serves of whom nothing is told: by the first clue that tells one with such an office."""
    barred = _barred(book, mention, holder)
    return next((state for state in _clues(book, mention, holder) if state is None or state not in barred), None)


def _barred(book: Book, mention: Mention, holder: Entry) -> set[str]:
    """The states that he can't serve: without such an office, to which he is sent, with which he signs or deals."""
    host = host_of(book, mention)
    faced = (m for frame in book.reading.frames_of(mention.sentence) for m in _faced(book, frame, mention))
    envoys = {
        m.country for m in faced if m.country and book.lexicon.names.accredited & {*key_of(m.title or "").split()}
    }
    return {
        *envoys,  # "Governor Battulga met the Kazakh consul": a host's is who meets an envoy
        *(*signed_with(book, holder), *counterparts(book, holder.number)),
        *held_by_others(book, mention, holder),
        *book.lexicon.names.states_without.get(key_of(mention.title or ""), ()),
        *([host] if host else []),
        *([peer] if (peer := peers_of(book, mention)) else []),
    }


def _faced(book: Book, frame: Frame, mention: Mention) -> Iterator[Mention]:
    """Whom somebody meets, and not who only stands by: "received the minister in the presence of Oman's envoy"."""
    words, occasions = book.lexicon.names, book.lexicon.grammar.occasions
    meets = frame.lemma in words.facing | words.meetings
    sides = [arg for arg in frame.args if meets and arg.mentions and arg.role.partition(".")[0] not in occasions]
    if any(mention.index in arg.mentions for arg in sides):
        yield from (book.mentions[m] for arg in sides for m in arg.mentions if m != mention.index)


def _clues(book: Book, mention: Mention, holder: Entry) -> Iterator[str | None]:
    beside = beside_another(book, mention)
    for told in (
        beside.same,
        of_paper(book, mention),
        abroad(book, mention),
        beside_envoy(book, mention),
        of_call(book, mention),
        _sent(book, mention),
        in_suite(book, mention),
        at_arrival(book, mention),
        envoy_told(book, mention),
        of_mission(book, mention),
        summoned(book, mention),
        sent_away(book, mention),
        told_by_ministry(book, mention),
        _returns(book, holder),
    ):
        if told:
            yield told
    here = home_at(book, mention)
    if here != book.home:
        yield told_of(book, holder) or here
        return
    away, other = _dealings(book, holder)
    if away or host_of(book, mention) == book.home or book.home in beside.others:
        yield other or called_on(book, holder) or across_from(book, mention)
        yield book.home  # where that one is a colleague's: "Minister Tuhiwai spoke with Chile's minister"
        return
    for told in (
        told_of(book, holder),
        called_on(book, holder),
        _speaks_for(book, holder),
        of_ministry(book, mention) or of_same_force(book, mention),
    ):
        if told:
            yield told
    yield book.home
    # "Norway invited President Okello", who is Uganda's where that is told of
    others = (across_from(book, mention), main_abroad(book, TWICE), of_clause(book, mention))
    yield from (told for told in others if told)
