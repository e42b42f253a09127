"""How likely two tellings are of one statement, one agreement, or one commitment."""

from dragoman.merging.prepared import Ready
from dragoman.merging.traits import NEVER, Trait, apart, persons, report, shared

# statements
SAID_PRIOR = -4.0
SPEAKER, SPEAKERS_APART = 1.5, -6.0
QUOTED = ((0.8, 5.0), (0.6, 3.5), (0.5, 2.5))
OTHER_WORDS = -4.0
SHORTEST = 3  # words by which a quotation is known
SAME_ACT, OTHER_ACT = 0.5, -0.3
NEXT_DAY = 1

# agreements
PACT_PRIOR = -1.8
NAME, PART_OF_NAME, OTHER_NAME = 4.0, 3.0, -5.0
NICKNAME = -1.2  # "the Kars treaty" may be the treaty on rail freight, where others say so
PARTIES, SOME_PARTIES, OTHER_PARTIES = 2.0, 1.0, -6.0
# "OSCE observers saw the guns. The agreement, signed on 12 June": who watches over it is taken for a party. Of two
# names the day has to say that it is one agreement; where one has no name it says too little to keep them apart.
A_BODY, A_BODY_UNNAMED = -3.0, -1.0
SIGNED, SIGNED_ABOUT, SIGNED_NEAR = 2.0, 1.0, 0.0
A_DAY, A_WEEK, A_MONTH = 1, 7, 31
NEWS_OF_ONE, OTHER_NEWS = 1.0, -1.0  # one stage told within days, or at other times
SOON, LATE = 3, 14
KIND, OTHER_KIND, OTHER_FORM = 0.5, -1.0, -2.0
# Kinds that reports call by each other's names ("the Taraz ceasefire", "the Taraz Agreement"); a memorandum, a protocol
# and a declaration are none of these.
LOOSE_KINDS = frozenset({"agreement", "treaty", "convention", "contract", "ceasefire", "plan", "other"})

NAMED = "name:"  # a side that is no state (`merging.tellings`)

# commitments
PLEDGE_PRIOR = -4.0
DOER, OTHER_DOER = 1.5, -6.0
TO_WHOM, TO_OTHERS = 1.5, -4.0
# by the part of the smaller set of words: where one has no word or one word of its own, and where both have more
ALIKE = ((1.0, 3.5), (0.75, 3.0), (0.65, 2.0), (0.5, -0.5))
BOTH_MORE = ((0.75, 1.0), (0.5, -1.4))
OWN = 2
FEW, ONE_WORD = 2, 0.5
DUE, DUE_ABOUT, OTHER_DUE, FAR_DUE = 2.0, 1.0, -0.5, -2.5
UNDER, UNDER_OTHER = 1.5, -2.0
LONG = 730  # days between two reports, after which a promise is another


def weigh_statements(one: Ready, other: Ready) -> list[Trait]:
    """What speaks for and against that two quote one saying."""
    a, b = one.telling, other.telling
    if far := _far(one, other, NEXT_DAY):
        return far
    found: list[Trait] = [("prior", "two sayings", SAID_PRIOR)]
    found.append(("speaker", (a.actors, b.actors), SPEAKER if one.actors & other.actors else SPEAKERS_APART))
    found += [(name, told, SPEAKERS_APART if weight < 0 else weight) for name, told, weight in persons(one, other)]
    found.append(_words(one, other, QUOTED, SHORTEST, OTHER_WORDS))  # fewer: "mediate", said of two wars
    found.append(("act", (a.type, b.type), SAME_ACT if a.type == b.type else OTHER_ACT))
    return found + report(one, other)


def weigh_agreements(one: Ready, other: Ready) -> list[Trait]:
    """What speaks for and against that two tell of one agreement."""
    a, b = one.telling, other.telling
    found: list[Trait] = [("prior", "two agreements", PACT_PRIOR)]
    if one.agreement and other.agreement:
        if one.agreement == other.agreement:
            weight = NAME
        elif one.agreement <= other.agreement or other.agreement <= one.agreement:
            weight = PART_OF_NAME
        else:
            weight = OTHER_NAME if shared(one.agreement, other.agreement) <= 1 / 2 else 0.0
            if one.sides == other.sides and not one.agreement & other.agreement and len(one.sides) > 1:
                weight = NICKNAME
        found.append(("name", (a.agreement, b.agreement), weight))
    if one.sides and other.sides:
        common = one.sides & other.sides
        inside = one.sides <= other.sides or other.sides <= one.sides
        weight = PARTIES if one.sides == other.sides else SOME_PARTIES if inside else OTHER_PARTIES
        if common and not inside:
            weight = 0.0 if one.agreement == other.agreement and one.agreement else OTHER_NAME
        if not common and _is_a_body(one) is not _is_a_body(other):
            weight = A_BODY if one.agreement and other.agreement else A_BODY_UNNAMED
        found.append(("parties", (a.actors, b.actors), weight))
    nicknamed = any(weight == NICKNAME for name, _, weight in found if name == "name")
    if one.dated and other.dated:
        gap = apart(one, other)
        weight = 0.0 if nicknamed else SIGNED if one.exact and other.exact else SIGNED_ABOUT
        if gap:
            weight = SIGNED_NEAR if gap <= A_DAY else -1.0 if gap <= A_WEEK else -4.0 if gap <= A_MONTH else NEVER
        found.append(("signed", ((a.earliest, a.latest), (b.earliest, b.latest)), weight))
    # Several are signed on one day: of two names that says nothing.
    found += [trait for trait in _told(one, other) if trait[2] < 0 or not nicknamed]
    found.append(("kind", (a.type, b.type), _kind(one, other)))
    return found + report(one, other)


def _is_a_body(one: Ready) -> bool:
    """Whether the one party that is told is no state."""
    return len(one.sides) == 1 and all(side.startswith(NAMED) for side in one.sides)


def _told(one: Ready, other: Ready) -> list[Trait]:
    """When it was told: never as signed before it was; one stage as news within days, as a rule."""
    days = (one.published, other.published)
    if None in days:
        return []
    told = (one.telling.published, other.telling.published)
    for a, b in ((one, other), (other, one)):
        if a.low is not None and b.published is not None and b.telling.status != "proposed" and b.published < a.low - 1:
            return [("told", told, NEVER)]
    if one.telling.status != other.telling.status or (one.exact and other.exact):
        return []
    between = abs((one.published or 0) - (other.published or 0))
    return [("told", told, NEWS_OF_ONE if between <= SOON else OTHER_NEWS)] if not SOON < between <= LATE else []


def _kind(one: Ready, other: Ready) -> float:
    """What it is called: a treaty is told as an agreement, a protocol seldom."""
    a, b = one.telling.type, other.telling.type
    if a == b:
        return KIND
    if "other" in {a, b} or {a, b} <= LOOSE_KINDS:
        return OTHER_KIND if not one.agreement and not other.agreement else 0.0
    return OTHER_FORM


def weigh_commitments(one: Ready, other: Ready) -> list[Trait]:
    """What speaks for and against that two tell of one promise, and of what became of it."""
    a, b = one.telling, other.telling
    if far := _far(one, other, LONG):
        return far
    found: list[Trait] = [("prior", "two promises", PLEDGE_PRIOR)]
    found.append(("by", (a.actors, b.actors), DOER if one.actors & other.actors else OTHER_DOER))
    if one.recipients and other.recipients:
        found.append(("to", (a.recipients, b.recipients), TO_WHOM if one.recipients & other.recipients else TO_OTHERS))
    own = min(len(one.words - other.words), len(other.words - one.words))
    found.append(_words(one, other, ALIKE if own < OWN else BOTH_MORE, FEW, ONE_WORD))
    found += [trait for trait in _told(one, other) if trait[2] == NEWS_OF_ONE]
    if one.high is not None and other.high is not None:
        gap = apart(one, other)
        weight = OTHER_DUE if gap <= A_MONTH else FAR_DUE
        if not gap:
            weight = DUE if one.exact and other.exact else DUE_ABOUT
        found.append(("due", (a.latest, b.latest), weight))
    if one.agreement and other.agreement:
        same = shared(one.agreement, other.agreement) > 1 / 2
        found.append(("under", (a.agreement, b.agreement), UNDER if same else UNDER_OTHER))
    return found + report(one, other)


def _far(one: Ready, other: Ready, most: int) -> list[Trait]:
    """That more than `most` days lie between the two reports; nothing where that is not so, or not known."""
    if one.published is None or other.published is None or abs(one.published - other.published) <= most:
        return []
    return [("date", (one.telling.published, other.telling.published), NEVER)]


def _words(one: Ready, other: Ready, weights: tuple[tuple[float, float], ...], enough: int, at_most: float) -> Trait:
    """The words in common, by their part of the smaller set; `at_most` is what fewer than `enough` of them weigh."""
    common = one.words & other.words
    part = shared(one.words, other.words)
    weight = next((weight for least, weight in weights if part >= least), OTHER_WORDS)
    return ("words", common, weight if len(common) >= enough else min(weight, at_most))
