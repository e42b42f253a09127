"""Words of saying and the act each is."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.agreements import AgreementWords, load_agreements
from dragoman.lexicon.tables import read_toml, strings
from dragoman.model.record import Act

_MARK = re.compile(r"\[(SPK|CON|VRB) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """An example of an act: a sentence without its marks, and the extents marked in it."""

    act: str
    text: str
    speaker: tuple[int, int] | None = None
    content: tuple[int, int] | None = None
    verb: tuple[int, int] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """Acts by lemma, and the words that shade them; the table says what each list is for."""

    language: str
    verbs: dict[str, Act]
    nouns: dict[str, Act]
    acts: dict[str, Act]
    feelings: dict[str, Act]
    content: dict[str, tuple[str, ...]]
    reported_future: frozenset[str]
    emphasis: frozenset[str]
    favourable: frozenset[str]
    unfavourable: frozenset[str]
    damning: frozenset[str]
    ominous: frozenset[str]
    untrue: frozenset[str]
    stages: frozenset[str]
    manner: frozenset[str]
    reaching: frozenset[str]
    outlet_heads: frozenset[str]
    outlet_tails: frozenset[str]
    releases: frozenset[str]
    reports: frozenset[str]
    clausal: frozenset[str]
    labels: frozenset[str]
    to_object: frozenset[str]
    events_with_infinitive: frozenset[str]
    not_of_persons: frozenset[str]
    carriers: frozenset[str]
    bearers: frozenset[str]
    quoters: frozenset[str]
    citing: frozenset[str]
    attributable: frozenset[str]
    texts: frozenset[str]
    learning: frozenset[str]
    from_roles: frozenset[str]
    references: frozenset[str]
    repeated: frozenset[str]
    outlet_verbs: frozenset[str]
    carrying: frozenset[str]
    as_word: frozenset[str]
    press: frozenset[str]
    passed_by: frozenset[str]
    voices: frozenset[str]
    spoken: frozenset[str]
    guessing: frozenset[str]
    insisting: frozenset[str]
    complementizers: frozenset[str]
    demonstratives: frozenset[str]
    rumours: frozenset[str]
    answers: frozenset[str]
    facts: frozenset[str]
    steps: frozenset[str]
    disclaiming: frozenset[str]
    unattained: frozenset[str]
    topics: frozenset[str]  # before what a saying is about: "said of the report"
    asking: frozenset[str]  # what a text is called in which one asks and another answers
    unmoved: frozenset[str]  # verbs of which "has not" tells how things stand, and denies nothing
    compared: frozenset[str]  # words of "We never had better relations"
    denials: frozenset[str]
    infinitives: frozenset[str]
    joiners: frozenset[str]
    determiners: frozenset[str]
    first_person: frozenset[str]
    relatives: frozenset[str]
    noun_prepositions: tuple[str, ...]
    medium_roles: frozenset[str]
    on_air: frozenset[str]
    interviews: frozenset[str]
    to_roles: frozenset[str]
    examples: tuple[Saying, ...]
    counters: tuple[Saying, ...]
    agreements: AgreementWords

    def act(self, lemma: str) -> Act | None:
        """Give the act of a word of saying, None for any other word."""
        return self.acts.get(lemma)

    def tells(self, lemma: str) -> bool:
        """Tell whether a clause under this verb is told as so: said, announced, confirmed, added."""
        return self.acts.get(lemma) not in {None, "deny"}

    def denies(self, lemma: str) -> bool:
        return self.acts.get(lemma) == "deny"


def load_statements(path: Path) -> StatementWords:
    """Give the words of saying, with those of agreements beside them. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    verbs = _by_act(table.pop("acts", {}), f"{path.name}: acts")
    nouns = _by_act(table.pop("nouns", {}), f"{path.name}: nouns")
    feelings = _by_act(table.pop("feelings", {}), f"{path.name}: feelings")
    content = {word: strings(value, f"{path.name}: content.{word}") for word, value in table.pop("content", {}).items()}
    examples = tuple(parse_saying(row, path.name) for row in table.pop("example", ()))
    counters = tuple(parse_saying(row, path.name) for row in table.pop("counter", ()))
    language = table.pop("language", None)
    if not isinstance(language, str):
        raise LexiconError(f"{path.name}: language must be the code of its language, found {language!r}")
    ordered = strings(table.pop("noun_prepositions", None), f"{path.name}: noun_prepositions")
    lists = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    made = {"language", "verbs", "nouns", "acts", "feelings", "content", "examples", "counters", "agreements"}
    made.add("noun_prepositions")
    known = set(StatementWords.__dataclass_fields__) - made
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    return StatementWords(
        language=language,
        verbs=verbs,
        nouns=nouns,
        acts={**nouns, **verbs},
        feelings=feelings,
        content=content,
        noun_prepositions=ordered,
        examples=examples,
        counters=counters,
        agreements=load_agreements(path.with_name("agreements.toml")),
        **lists,
    )


def parse_saying(row: dict[str, str], file: str) -> Saying:
    """Take the marks out of an example. Raises LexiconError on an unknown act or a mark that stands twice."""
    act, marked = row.get("act", ""), row.get("text", "")
    if act not in get_args(Act) or not marked:
        raise LexiconError(f"{file}: example {marked!r}: needs a text and one of the acts {get_args(Act)}")
    text, last = "", 0
    spans: dict[str, tuple[int, int]] = {}
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        if match[1] in spans:
            raise LexiconError(f"{file}: {marked!r}: has two [{match[1]}] marks; keep one")
        spans[match[1]] = (len(text), len(text) + len(match[2]))
        text += match[2]
        last = match.end()
    return Saying(
        act=act,
        text=text + marked[last:],
        speaker=spans.get("SPK"),
        content=spans.get("CON"),
        verb=spans.get("VRB"),
        why=row.get("why", ""),
    )


def _by_act(table: dict[str, object], where: str) -> dict[str, Act]:
    found: dict[str, Act] = {}
    for act, lemmas in table.items():
        if act not in get_args(Act):
            raise LexiconError(f"{where}.{act}: the acts are {get_args(Act)}")
        for lemma in strings(lemmas, f"{where}.{act}"):
            found.setdefault(lemma, cast("Act", act))
    return found
