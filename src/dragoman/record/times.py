"""When it happened: which time belongs to which predicate."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from dragoman.model.reading import Arg, Extent, Frame, Reading, TimeExpression
from dragoman.model.record import When
from dragoman.record.cut import Cutter
from dragoman.record.staged import parted, staged, told_by
from dragoman.record.taking_over import opens

FURTHEST = 6
OPENS = 4  # characters: "On ", before the time that opens a sentence
LEADS = 10  # characters: "that on ", "more than "
CORE = frozenset({"subject", "object", "indirect", "agent", "attribute", "possessor", "compound", "modifier"})


def when(time: TimeExpression, cutter: Cutter) -> When:
    """A time expression as a value of the record."""
    stands = time.extent.end > time.extent.start
    return When(
        text=cutter.span(time.extent).quote if stands else None, edtf=time.edtf, earliest=time.earliest,
        latest=time.latest, basis=time.basis, evidence=cutter.spans([time.extent]) if stands else (),
    )  # fmt: skip


def owners(reading: Reading) -> Mapping[int, tuple[int, ...]]:
    """The times of each frame: a time belongs to the last predicate before it, or to the one it opens the clause of."""
    of: dict[int, list[int]] = {}
    claims: dict[int, list[int]] = {}
    for frame in reading.frames:
        for time in frame.times:
            claims.setdefault(time, []).append(frame.index)
    for time in range(len(reading.times)):
        owner = _owner(reading, time, claims[time]) if time in claims else _opened(reading, time)
        if owner is not None:
            of.setdefault(owner, []).append(time)
    return {frame: tuple(sorted(times)) for frame, times in of.items()}


def names_another(reading: Reading, time: Extent, claims: Sequence[int]) -> bool:
    """Whether a time is of an agreement that nothing is done to: "a protocol on changes to the 2009 agreement"."""
    sentence = reading.frames[claims[0]].sentence
    told = {m for index in claims for arg in reading.frames[index].args for m in arg.mentions}
    named = (m for m in reading.mentions_of(sentence) if m.kind == "agreement" and m.index not in told)
    return any(0 < m.extent.start - time.end <= 1 for m in named)


def _owner(reading: Reading, time: int, claims: Sequence[int]) -> int | None:
    extent = reading.times[time].extent
    sentence = reading.frames_of(reading.frames[claims[0]].sentence)
    if _counts_on(reading.times[time]):
        # "approved on 23 June 2021, three months after the jihadists overran the town": the month of the overrunning
        return next((f.index for f in sentence if _follows(extent, f)), None)
    named = [a for index in claims for a in reading.frames[index].args if _qualifies(reading, extent, a)]
    if named:
        # "condemned the June 19 attack"; "the 1982 Convention" is no act
        return min(named, key=lambda arg: arg.extent.end - arg.extent.start).frame
    if names_another(reading, extent, claims):
        return None
    inside = next((f.index for f in sentence if f.index in claims and _opens_inside(extent, f, claims)), None)
    if inside is not None:
        return inside
    # "Officers of the two states on Monday toured the posts"
    verb = min((f.extent.start for f in sentence if f.index in claims and f.kind == "verb"), default=0)
    before = [
        f for f in sentence
        if f.extent.end <= extent.start
        if f.index in claims or not parted(reading, f, extent)
        if f.kind == "verb" or f.alone or f.link == "light" or f.extent.start > verb
        if f.index in claims or f.clause.end >= extent.start or _within(reading, f, claims)
    ]  # fmt: skip
    if not before:
        before = [f for f in sentence if f.extent.end <= extent.start and told_by(reading, f, claims, extent)]
    if not before:
        return min(claims, key=lambda index: _depth(reading, index))
    return _of_naming(reading, max(before, key=lambda f: f.extent.start)).index


def _opened(reading: Reading, time: int) -> int | None:
    """The verb of a sentence that a time opens where the parser hung it on nothing: "On 16 May 1998 both signed"."""
    start = reading.times[time].extent.start
    number = bisect_right(reading.sentences, start, key=lambda sentence: sentence.extent.start) - 1
    if number < 0 or start - reading.sentences[number].extent.start > OPENS:
        return None
    verbs = (f for f in reading.frames_of(number) if f.kind == "verb" and f.extent.start > start)
    return next((f.index for f in verbs if f.link == "root" and not f.times), None)


def _opens_inside(time: Extent, frame: Frame, claims: Sequence[int]) -> bool:
    """Whether a time stands behind the word that opens a clause, and before its verb.

    "said that on Monday they met", "who on Monday met", "had promised it, but Chad on Monday closed the post",
    "bombed a camp, and two days later Quito broke off relations".
    """
    led = frame.link in {"relcl", "ccomp"} or (frame.link == "advcl" and frame.mark is not None) or opens(frame, time)
    lead = time.start - frame.clause.start
    near = lead >= OPENS and (lead <= LEADS or claims == [frame.index])
    front = frame.link == "conj" and 0 <= lead <= OPENS and claims == [frame.index]
    return frame.kind == "verb" and ((led and near) or front) and time.end < frame.extent.start


def _follows(time: Extent, frame: Frame) -> bool:
    """Whether something is what is counted from: "months after the jihadists overran the town", "after the attack"."""
    near = time.start - LEADS <= frame.clause.start <= time.end + 1
    told = frame.link == "advcl" if frame.kind == "verb" else frame.link == "prep"
    return told and near and time.start < frame.extent.start


def _qualifies(reading: Reading, time: Extent, arg: Arg) -> bool:
    """Whether a time stands before a noun and belongs to it: "the June 19 attack"; not "On the same day Chad won"."""
    named = any(reading.mentions[m].kind in {"state", "person"} for m in arg.mentions)
    apart = named or "," in reading.text[time.end : arg.head_extent.start]
    return not apart and arg.extent.start < time.start and time.end <= arg.head_extent.start


def _within(reading: Reading, frame: Frame, claims: Sequence[int]) -> bool:
    """Whether a noun names an act that a time may be told of though it hangs higher.

    "condemned the launch by North Korea on March 7"; "during his visit, eight months after the war in 2020".
    """
    nested = (
        frame.parent in claims and reading.frames[frame.parent].kind == "noun" if frame.parent is not None else False
    )
    return frame.kind == "noun" and (nested or brings_own(reading, frame))


def _counts_on(time: TimeExpression) -> bool:
    """Whether a time is that of what follows it: closed, though told by "after" or "before"."""
    return time.relation in {"after", "before"} and time.edtf is not None and ".." not in time.edtf


def goes_on(reading: Reading, time: TimeExpression) -> bool:
    """Whether a time ahead is the end of what was done or follows it: "remanded them till March 26", "met ahead of"."""
    today = reading.published
    ahead = today is not None and today.latest is not None and time.latest is not None and time.latest > today.latest
    return time.relation in {"until", "before"} and ahead


def brings_own(reading: Reading, frame: Frame) -> bool:
    """Whether a noun names the act of somebody else than its verb's subject: "condemned the launch by North Korea"."""
    if frame.kind != "noun" or frame.parent is None or not frame.alone:
        return False
    own = {m for m in _subjects(frame) if reading.mentions[m].kind != "pronoun"}  # "extended its ban on Wednesday"
    # "the attack by a Yemeni drone"; not "Monday's attack"
    unnamed = any(arg.role in {"subject", "agent"} and not arg.mentions and not arg.timed for arg in frame.args)
    return (bool(own) or unnamed) and not own & _subjects(reading.frames[frame.parent])


def _subjects(frame: Frame) -> set[int]:
    return {m for arg in frame.args if arg.role in {"subject", "agent"} for m in arg.mentions}


def _of_naming(reading: Reading, frame: Frame) -> Frame:
    """Leave a clause that only names what the object is about: "signed a protocol on ending the war on May 5"."""
    if frame.kind == "verb" and frame.link == "prep" and frame.tense == "none" and frame.parent is not None:
        above = reading.frames[frame.parent]
        inside = any(
            (arg.role in CORE or "." in arg.role)
            and arg.extent.start < frame.extent.start
            and frame.extent.end <= arg.extent.end
            for arg in above.args
        )
        if inside and above.tense == "past":
            return above
    return frame


def _depth(reading: Reading, index: int) -> int:
    depth, frame = 0, reading.frames[index]
    while frame.parent is not None and depth < FURTHEST:
        frame, depth = reading.frames[frame.parent], depth + 1
    return depth


def time_of(
    reading: Reading,
    owned: Mapping[int, tuple[int, ...]],
    frame: Frame,
    *,
    occasions: Collection[str] = (),
) -> TimeExpression | None:
    """The time of a frame: its own, its light noun's or verb's, or the one of the clause it is part of.

    `occasions` are the prepositions that lead to where it was done: "reviewed trade at a meeting on Monday".
    """
    for candidate in _near(reading, frame, occasions):
        times = [reading.times[t] for t in owned.get(candidate.index, ()) if reading.times[t].edtf is not None]
        if candidate.index != frame.index and candidate.kind == "noun" and candidate.prep not in occasions:
            # "cancelled its October meeting", but "killed a guard in a Friday raid"
            times = [t for t in times if t.extent.start >= candidate.extent.start]
        at = [t for t in times if t.relation in {"at", "during"}] or times
        if at:
            return min(at, key=lambda t: (t.relation != "at", abs(t.extent.start - candidate.extent.start)))
    does = _verb_of(reading, frame) or frame
    return _of_naming_noun(reading, owned, frame) or _shared(reading, owned, does)


def _verb_of(reading: Reading, frame: Frame) -> Frame | None:
    """The verb that tells what an act did: "a roadside bomb killed two soldiers and wounded a third on Sunday"."""
    above = None if frame.kind != "noun" or frame.parent is None else reading.frames[frame.parent]
    does = above is not None and any(arg.role == "subject" and arg.frame == frame.index for arg in above.args)
    return above if does else None


def _shared(reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> TimeExpression | None:
    """The time behind the last of several acts in a row, or behind what one was to do, where that lies not ahead.

    "arrested 22 fishermen and seized two trawlers on Monday"; "refused to sign the pact on Monday".
    """
    today = reading.published.latest if reading.published else None
    past = frame.kind == "verb" and frame.tense == "past" and not frame.negated
    for other in reading.frames_of(frame.sentence) if past else ():
        if other.parent != frame.index or other.kind != "verb" or other.extent.start < frame.extent.end:
            continue
        row = other.link == "conj" and other.tense == "past" and _subjects(other) <= _subjects(frame)
        aim = other.link in {"xcomp", "ccomp", "advcl"} and other.mood == "infinitive" and not other.perfect
        for time in (reading.times[t] for t in owned.get(other.index, ()) if row or aim):
            gone = today is not None and time.latest is not None and time.latest <= today
            if time.edtf is not None and time.relation == "at" and time.extent.start > other.extent.end:
                return time if row or gone else None
    return None


def _of_naming_noun(reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> TimeExpression | None:
    """The time of the act before a relative clause in it: "the clashes of 14-16 September, in which both fought"."""
    if frame.kind != "verb" or frame.link not in {"relcl", "prep"}:
        return None
    first = min(frame.args, key=lambda arg: arg.extent.start, default=None)
    opened = first is not None and first.role not in CORE and not first.mentions and bool(_subjects(frame))
    for other in reading.frames_of(frame.sentence) if opened else ():
        if other.kind != "noun" or other.extent.start > frame.clause.start:
            continue
        for time in (reading.times[t] for t in owned.get(other.index, ())):
            end = max(time.extent.end, other.extent.end)
            gap = reading.text[end : frame.clause.start]
            beside = other.index == frame.parent or not any(character.isalnum() for character in gap)
            if time.edtf is not None and time.relation in {"at", "during"} and beside:
                return time
    return None


def _near(reading: Reading, frame: Frame, occasions: Collection[str]) -> Iterator[Frame]:
    """The frame, the nouns it carries, where it was done, then the frames it hangs on or is coordinated with."""
    yield from staged(reading, frame)
    if frame.link == "light" and frame.kind == "noun" and frame.parent is not None and not brings_own(reading, frame):
        yield reading.frames[frame.parent]  # "lodged on Sunday a protest over the shots of a day earlier"
    yield frame
    yield from _carried(reading, frame)
    yield from (other for other in reading.frames_of(frame.sentence) if _is_occasion(reading, frame, other, occasions))
    seen = {frame.index}
    cursor = frame
    while cursor.parent is not None and cursor.parent not in seen and len(seen) < FURTHEST:
        tells = cursor.link in {"ccomp", "relcl", "acl", "parataxis"}
        counted = any(
            reading.times[t].relation in {"after", "before"} and _follows(reading.times[t].extent, cursor)
            for t in cursor.times
        )
        beside = cursor.link == "advcl" and (cursor.mark is not None or counted) and cursor.tense != "none"
        if tells or beside:  # "came after the two had met"
            return  # the time of the telling is not the time of what is told
        above = reading.frames[cursor.parent]
        if cursor.link == "conj" and (cursor.tense == "future") != (above.tense == "future"):
            return  # "delivered tents on Monday and will send more"
        cursor = above
        seen.add(cursor.index)
        if frame.kind == "noun" and cursor.link == "xcomp" and cursor.mood == "infinitive":
            continue  # "agreed to keep the tariff during 2023, after a meeting in Foz"
        yield cursor
        yield from (other for other in _carried(reading, cursor) if other.index not in seen)


def _is_occasion(reading: Reading, frame: Frame, other: Frame, occasions: Collection[str]) -> bool:
    """Whether an act is where another was done: "at a meeting on Monday", "In a pact signed in May, A and B agreed"."""
    if other.parent != frame.index:
        return False
    if other.kind == "noun":
        # "agreed at their last meeting, in March, to open a crossing point"
        pronouns = all(reading.mentions[m].kind == "pronoun" for m in _subjects(other))
        return other.link == "prep" and other.prep in occasions and (pronouns or not brings_own(reading, other))
    return (
        other.link == "acl"
        and other.passive
        and other.extent.end < frame.extent.start
        and any(a.role in occasions and a.extent.start < other.extent.start < a.extent.end for a in frame.args)
    )


def _carried(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """The nouns that a verb carries ("paid a visit"), and the participle that opens it ("Asked on Monday, he")."""
    for other in reading.frames_of(frame.sentence):
        if other.parent != frame.index:
            continue
        carried = other.kind == "noun" and other.link == "light" and not brings_own(reading, other)
        # "the attack carried out on 4 June"
        carried = carried or (frame.kind == "noun" and frame.alone and other.link == "acl" and other.passive)
        opening = (
            other.kind == "verb"
            and other.link == "advcl"
            and other.mark is None
            and other.extent.end < frame.extent.start
        )
        if carried or opening:
            yield other


def open_date(reading: Reading) -> When | None:
    """For an event with no date told: not after the document's date, or nothing."""
    document = reading.published
    if document is None or document.latest is None:
        return None
    return When(edtf=f"../{document.latest}", latest=document.latest, basis="inferred")
