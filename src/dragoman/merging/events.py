"""How likely two tellings are of one event."""

from dragoman.lexicon.merging import MergingWords
from dragoman.merging.prepared import Ready
from dragoman.merging.same_place import kilometres
from dragoman.merging.traits import NEVER, OTHER_PERSON, Trait, apart, persons, report, words_weight

PRIOR = -4.0
SAME_TYPE, LIKE_TYPE = 1.5, -2.0
SAME_MODE, LOOSE_MODE, OTHER_MODE = 0.5, -0.5, -2.5
SAME_CODE, OTHER_CODE = 0.5, -2.0
BASE = 3  # digits of a CAMEO code that tell what is done; a code that ends in 0 there is general
STATUS = {
    frozenset({"negated", "occurred"}): -4.0,
    frozenset({"planned", "occurred"}): -2.5,
    frozenset({"alleged", "occurred"}): -0.3,
}
OTHER_STATUS = -1.0
# sides: the same, turned round in what is told either way, one not told, one more
ALL_SIDES, ONE_SIDE, FEWER_SIDES, PART_SIDES, OTHER_SIDES, NO_SIDES, TURNED = 2.5, 1.5, 1.0, -1.0, -4.0, -1.5, -4.0
PAIR = 2
# by the days over which the vaguer of the two lies
SAME_DAYS = ((0, 2.0), (3, 1.3), (8, 0.8), (31, 0.4), (366, -0.5))
VAGUE_DAYS = -1.5
GAPS = {1: -0.2, 2: -2.0}
RECKONED_GAP = 0.2  # a day apart, where one of the days was reckoned
BARE = -0.4  # on other days, with nothing alike but sides and type
NEWS_DAYS, NO_DAYS = 1.2, -1.0
NEWS_GAPS = {1: -0.8, 2: -2.0}
SOON, LATE = 3, 6  # days between two reports that tell it as news
TOLD_SOON, TOLD_LATE = 0.3, -0.8
OTHER_SPEAKER = -1.5  # the minister accuses, and his spokesman
SAME_PLACE, NEAR, OTHER_TOWN, OTHER_LAND, OTHER_SPOT = 1.0, 30.0, -1.0, -1.5, -3.0
SAME_AGREEMENT, OTHER_AGREEMENT = 3.0, -4.0


def weigh_events(one: Ready, other: Ready, lexicon: MergingWords, *, words: bool) -> list[Trait]:
    """What speaks for and against that two tellings are of one event; on demand without their words."""
    a, b = one.telling, other.telling
    local = a.type in lexicon.local
    days = _days(one, other, local=local)
    if days[2] <= NEVER or a.type is None or b.type is None:
        return [days]
    if a.type != b.type and lexicon.families[a.type] != lexicon.families[b.type]:
        return [("type", (a.type, b.type), NEVER)]
    found: list[Trait] = [("prior", "two tellings of like acts", PRIOR), days]
    found.append(("type", (a.type, b.type), SAME_TYPE if a.type == b.type else LIKE_TYPE))
    found += _published(one, other)
    found.append(_sides(one, other, mutual=a.type in lexicon.mutual and b.type in lexicon.mutual))
    if a.mode is not None and b.mode is not None:
        loose = a.mode in lexicon.loose_modes and b.mode in lexicon.loose_modes
        weight = SAME_MODE if a.mode == b.mode else LOOSE_MODE if loose else OTHER_MODE
        found.append(("mode", (a.mode, b.mode), weight))
    if a.status != b.status:
        found.append(
            ("status", (a.status, b.status), STATUS.get(frozenset({a.status or "", b.status or ""}), OTHER_STATUS))
        )
    found += _code(a.cameo, b.cameo, a.type, b.type)
    found += persons(one, other, OTHER_SPEAKER if a.type in lexicon.worded else OTHER_PERSON)
    found += _place(one, other, local=local)
    if words:
        weight = words_weight(one.words, other.words, said=a.type in lexicon.worded)
        found.append(("words", one.words & other.words, weight))
    if one.agreement and other.agreement:
        same = one.agreement <= other.agreement or other.agreement <= one.agreement
        told = (a.agreement, b.agreement)
        found.append(("agreement", told, SAME_AGREEMENT if same else OTHER_AGREEMENT))
    if not _one_day(one, other) and not alike(one, other):
        found.append(("alike", "nothing but sides and type", BARE))
    found += report(one, other)
    return found


def _one_day(one: Ready, other: Ready) -> bool:
    """Whether both lie on one day, told or about that of the report; or one is recalled and nothing told of it."""
    if one.day is not None and other.day is not None:
        return abs(one.day - other.day) <= (0 if one.dated and other.dated else 1)
    return any(vague.recalled and vague.day is None and not vague.words for vague in (one, other))


def alike(one: Ready, other: Ready) -> bool:
    """Whether something besides sides and type is the same, by which a busy pair's days do not run into each other."""
    common = len(one.words & other.words)
    if common >= PAIR and PAIR * common >= min(len(one.words), len(other.words)):
        return True
    if one.agreement & other.agreement or (common and one.telling.place and one.telling.place == other.telling.place):
        return True
    return any(weight > 0 for _, _, weight in persons(one, other))


def _days(one: Ready, other: Ready, *, local: bool) -> Trait:
    """The times of two: over how many days they may both lie, or how many lie between them."""
    gap = apart(one, other)
    told = ((one.telling.earliest, one.telling.latest), (other.telling.earliest, other.telling.latest))
    if one.dated and other.dated:
        if gap:
            weight = NEVER if local else GAPS.get(gap, NEVER)
            if not local and gap == 1 and {one.telling.basis, other.telling.basis} != {"stated"}:
                weight = RECKONED_GAP
            return ("date", told, weight)
        width = max((r.high - r.low for r in (one, other) if r.low is not None and r.high is not None), default=0)
        return ("date", told, next((weight for most, weight in SAME_DAYS if width <= most), VAGUE_DAYS))
    if gap:
        return ("date", told, NEWS_GAPS.get(gap, NEVER))
    known = None not in {one.low, one.high, other.low, other.high}
    return ("date", told, NEWS_DAYS if known else NO_DAYS)


def _published(one: Ready, other: Ready) -> list[Trait]:
    """The days of the reports, where one of them does not tell when it was, and both tell it as news."""
    if one.published is None or other.published is None or one.recalled or other.recalled:
        return []
    if not one.vague and not other.vague:
        return []
    between = abs(one.published - other.published)
    if SOON < between < LATE:
        return []
    told = (one.telling.published, other.telling.published)
    return [("published", told, TOLD_SOON if between <= SOON else TOLD_LATE)]


def _sides(one: Ready, other: Ready, *, mutual: bool) -> Trait:
    """Who acts and on whom."""
    a, b = one.sides, other.sides
    told = ((one.actors, one.recipients), (other.actors, other.recipients))
    if not a or not b:
        return ("sides", told, NO_SIDES)
    common = a & b
    if not common:
        return ("sides", told, OTHER_SIDES)
    if not mutual and _turned(one, other):
        return ("sides", told, TURNED)
    if a == b:
        return ("sides", told, ALL_SIDES if len(a) >= PAIR else ONE_SIDE)
    if a <= b or b <= a:
        return ("sides", told, FEWER_SIDES if len(common) >= PAIR else PART_SIDES)
    most = PAIR * len(common) >= len(a | b) and len(common) >= PAIR
    return ("sides", told, PART_SIDES if most else OTHER_SIDES)


def _turned(one: Ready, other: Ready) -> bool:
    """Whether who acts in one suffers in the other."""
    if one.actors & other.actors or one.recipients & other.recipients:
        return False
    return bool(one.actors & other.recipients or one.recipients & other.actors)


def _code(one: str | None, other: str | None, sort: str, other_sort: str) -> list[Trait]:
    """What is done, by CAMEO's codes: of one type, "praise" is not "sign"."""
    if one is None or other is None or sort != other_sort or one[:2] != other[:2]:
        return []
    a, b = one[:BASE], other[:BASE]
    if a == b:
        return [("code", (one, other), 0.0 if a.endswith("0") else SAME_CODE)]
    if a.endswith("0") or b.endswith("0") or sort == "CONSULT":
        return []
    return [("code", (one, other), OTHER_CODE)]


def _place(one: Ready, other: Ready, *, local: bool) -> list[Trait]:
    """Where."""
    a, b = one.telling, other.telling
    told = (a.place or a.place_country, b.place or b.place_country)
    if a.place is not None and b.place is not None:
        if a.place == b.place or _near(one, other):
            return [("place", told, SAME_PLACE)]
        if local:
            return [("place", told, OTHER_SPOT)]
    if a.place_country is not None and b.place_country is not None and a.place_country != b.place_country:
        return [("place", told, OTHER_LAND)]
    return [("place", told, OTHER_TOWN)] if a.place is not None and b.place is not None else []


def _near(one: Ready, other: Ready) -> bool:
    """Whether two places lie within some kilometres."""
    a, b = one.telling, other.telling
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return False
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude)) <= NEAR
