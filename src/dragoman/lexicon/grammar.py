"""The closed-class words of one language, and what its parser is shown and mended with."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

MENDING = ("forms", "lemmas", "respelt", "spoken", "copulas", "inverted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What the parser gets wrong: lemmas by form, lemmas by lemma, and words it is shown in place of others.

    `respelt` maps a hyphenated noun to (the word shown, the lemma that cues know). `spoken` are the verbs of one who
    speaks, which go with the verb of saying rather than with what is said.
    """

    forms: dict[str, str]
    lemmas: dict[str, str]
    respelt: dict[str, tuple[str, str]]
    spoken: frozenset[str]
    copulas: frozenset[str]
    over: frozenset[str]
    carried_over: frozenset[str]
    leads: frozenset[str]  # what stands before one
    inverted: dict[str, str]  # forms of verbs of telling before who tells, with their lemmas
    tellers: frozenset[str]  # verbs of telling that stand, with who tells, behind what is told
    telling_whom: frozenset[str]  # of these, those whose object hears it


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The lists of grammar.toml as sets (roles keep their order), and the mending of parser.toml."""

    future: frozenset[str]
    conditional: frozenset[str]
    inverted: frozenset[str]
    negators: frozenset[str]
    alternatives: frozenset[str]
    degrees: frozenset[str]
    stranded: frozenset[str]
    excepting: frozenset[str]
    confirming: frozenset[str]
    befalling: frozenset[str]
    incidents: frozenset[str]
    ceremonies: frozenset[str]
    harming: frozenset[str]
    striking: frozenset[str]
    leaving: frozenset[str]
    stricken: frozenset[str]
    dying: frozenset[str]
    conditions: frozenset[str]
    scheduled: frozenset[str]
    agents: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    indefinite: frozenset[str]
    light_verbs: frozenset[str]
    implicatives: frozenset[str]
    attempting: frozenset[str]  # the day of what these lead to is their own: "refused to sign it on Monday"
    appointed: frozenset[str]  # what one agrees or asks to do on a day to come: "agreed to meet on Friday"
    going_on: frozenset[str]
    factual_prepositions: frozenset[str]
    earning: frozenset[str]  # before what one is thanked for
    leading: frozenset[str]
    copulas: frozenset[str]
    without: frozenset[str]
    place_prepositions: frozenset[str]
    according: frozenset[str]
    under: frozenset[str]
    also: frozenset[str]
    companions: frozenset[str]
    apart: frozenset[str]
    inner_prepositions: frozenset[str]
    blamed: frozenset[str]
    bearers: frozenset[str]
    perfect: frozenset[str]
    first_person: frozenset[str]
    letting: frozenset[str]
    permitting: frozenset[str]  # what somebody is allowed to do is not done yet
    wanting: frozenset[str]
    preventing: frozenset[str]
    unheld: frozenset[str]
    forgone: frozenset[str]
    hoping: frozenset[str]
    moments: frozenset[str]
    yet: frozenset[str]
    motions: frozenset[str]
    believing: frozenset[str]
    discussed_with: frozenset[str]
    nearness: frozenset[str]
    akin: frozenset[str]
    decisions: frozenset[str]
    obliging: frozenset[str]
    stances: frozenset[str]
    arranged: frozenset[str]
    hearsay: frozenset[str]
    imputing: frozenset[str]
    laying: frozenset[str]
    personal: frozenset[str]
    claiming: frozenset[str]
    repelling: frozenset[str]
    suspected: frozenset[str]
    retellers: frozenset[str]
    unsaying: frozenset[str]
    whatever: frozenset[str]
    auxiliaries: frozenset[str]
    authored: frozenset[str]
    hearsay_adverbs: frozenset[str]
    relayed: frozenset[str]
    doubtful: frozenset[str]
    untrue: frozenset[str]
    contraries: frozenset[str]  # what one says against what was just told: "says the reverse"
    labelling: frozenset[str]
    so: frozenset[str]
    weighed: frozenset[str]
    coordinators: frozenset[str]
    recipient_roles: tuple[str, ...]
    noun_objects: tuple[str, ...]
    noun_subjects: tuple[str, ...]
    agreement_roles: tuple[str, ...]
    promise_roles: tuple[str, ...]
    plural_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    no_objects: frozenset[str]
    judging: frozenset[str]
    treating: frozenset[str]
    light_nouns: dict[str, frozenset[str]]
    destinations: frozenset[str]
    capital_words: frozenset[str]
    tongues: frozenset[str]
    coins: frozenset[str]
    called_on: frozenset[str]
    called_for: frozenset[str]
    here: frozenset[str]
    settlements: frozenset[str]
    passages: frozenset[str]
    touring: frozenset[str]
    bearings: frozenset[str]
    beside: frozenset[str]
    inviting: frozenset[str]
    topics: frozenset[str]
    origins: frozenset[str]
    movers: frozenset[str]
    crafts: frozenset[str]
    joint: frozenset[str]
    joint_bodies: frozenset[str]
    joint_members: frozenset[str]
    occasions: frozenset[str]
    recalling: frozenset[str]
    presiding: frozenset[str]
    attendance: frozenset[str]
    happenings: frozenset[str]
    gathers: frozenset[str]
    attends: frozenset[str]
    sequels: frozenset[str]
    partaking: frozenset[str]
    settings: frozenset[str]
    drills: frozenset[str]
    commemorated: frozenset[str]
    terms: frozenset[str]
    spans: frozenset[str]
    time_anchors: frozenset[str]
    whens: frozenset[str]
    therein: frozenset[str]
    spells: frozenset[str]
    wheres: frozenset[str]
    trips: frozenset[str]
    aims: frozenset[str]
    staging: frozenset[str]
    causes: frozenset[str]
    concerning: frozenset[str]
    conceding: frozenset[str]
    venues: frozenset[str]
    witnessing: frozenset[str]
    aside: frozenset[str]
    seeing_to: frozenset[str]
    onlooking: frozenset[str]
    numbers: dict[str, int]
    mending: Mending

    def singular(self, word: str) -> str:
        """Give a word without the ending of a plural; a word that has none is itself."""
        return next((word.removesuffix(ending) for ending in self.plural_endings if word.endswith(ending)), word)

    def of_several(self, name: str) -> bool:
        """Whether a body's name tells one of several states: "the Joint Commission", "the IX Binational Cabinet"."""
        words = name.lower().split()
        if not words or name.islower():
            return False
        head = words[: next((at for at, word in enumerate(words) if at and word in self.of), len(words))]
        council = not self.joint_bodies.isdisjoint(words)
        return (head[-1] in self.joint_bodies and not self.joint.isdisjoint(head)) or (
            council and any(members in name.lower() for members in self.joint_members)
        )

    def dies(self, verb: str, objects: Iterable[str]) -> bool:
        """Whether a verb, or a verb with one of its objects, tells of somebody's death: "lost their lives"."""
        return not self.dying.isdisjoint((verb, *(f"{verb} {thing}" for thing in objects)))

    def carries(self, verb: str, noun: str) -> bool:
        """Whether a verb (with its particle or without) lends its subject to this noun."""
        base = verb.partition(" ")[0]
        if verb in self.light_verbs or base in self.light_verbs:
            return True
        nouns = self.light_nouns.get(verb) or self.light_nouns.get(base)
        return nouns is not None and (noun in nouns or noun.rpartition(" ")[2] in nouns)


_ORDERED = (
    *("recipient_roles", "noun_objects", "noun_subjects", "agreement_roles", "promise_roles"),
    *("plural_endings", "verb_endings"),
)


def load_grammar(path: Path) -> Grammar:
    """Read the closed-class words, with parser.toml beside them. Raises LexiconError naming the list at fault."""
    table = read_toml(path)
    numbers = table.pop("numbers", {})
    light_nouns = table.pop("light_nouns", {})
    lists = {key: strings(value, f"{path.name}: {key}") for key, value in table.items()}
    known = set(Grammar.__dataclass_fields__) - {"numbers", "light_nouns", "mending"}
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    told: dict[str, Any] = {key: words if key in _ORDERED else frozenset(words) for key, words in lists.items()}
    return Grammar(
        **told,
        light_nouns={
            verb: frozenset(strings(nouns, f"{path.name}: light_nouns.{verb}")) for verb, nouns in light_nouns.items()
        },
        numbers=dict(numbers),
        mending=_mending(path.with_name("parser.toml")),
    )


def _mending(path: Path) -> Mending:
    table = read_toml(path)
    respelt: dict[str, tuple[str, str]] = {}
    for word, pair in table.get("respelt", {}).items():
        shown = strings(pair, f"{path.name}: respelt.{word}")
        if len(shown) != 2:  # noqa: PLR2004 a pair
            raise LexiconError(f"{path.name}: respelt.{word}: must be the word shown and the lemma, found {pair!r}")
        respelt[word] = (shown[0], shown[1])
        respelt[f"{word}s"] = (f"{shown[0]}s", shown[1])
    return Mending(
        forms=_pairs(table, "forms", path),
        lemmas=_pairs(table, "lemmas", path),
        respelt=respelt,
        spoken=frozenset(strings(table.get("spoken"), f"{path.name}: spoken")),
        copulas=frozenset(strings(table.get("copulas"), f"{path.name}: copulas")),
        over=frozenset(strings(table.get("over"), f"{path.name}: over")),
        carried_over=frozenset(strings(table.get("carried_over"), f"{path.name}: carried_over")),
        leads=frozenset(strings(table.get("leads"), f"{path.name}: leads")),
        inverted=_pairs(table, "inverted", path),
        tellers=frozenset(strings(table.get("tellers"), f"{path.name}: tellers")),
        telling_whom=frozenset(strings(table.get("telling_whom"), f"{path.name}: telling_whom")),
    )


def _pairs(table: dict[str, dict[str, object]], name: str, path: Path) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word, lemma in table.get(name, {}).items():
        if not isinstance(lemma, str) or not lemma:
            raise LexiconError(f"{path.name}: {name}.{word}: must be one lemma, found {lemma!r}")
        pairs[word] = lemma
    return pairs


def load_placeholders(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the words shown to the parser in place of recognised phrases, by kind of mention."""
    table = read_toml(path)
    return {kind: strings(words, f"{path.name}: {kind}") for kind, words in table.items() if kind not in MENDING}
