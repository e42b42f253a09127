"""The words from which names, titles, bodies and described actors are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

NounKind = Literal["role", "organization", "group", "state"]
NOUN_KINDS = get_args(NounKind)
TABLES = (
    "bodies_of",
    "same_offices",
    "heading",
    "seats",
    "singulars",
    "households",
    "states_of",
    "issuers",
    "states_without",
    "missions",
    "vessel_states",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A common noun that stands for actors: kind of mention, PLOVER sector ("" where the noun tells none)."""

    kind: NounKind
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The lists of names.toml as sets, and its nouns by lemma."""

    articles: frozenset[str]
    indefinite: frozenset[str]
    possessive_pronouns: frozenset[str]
    possessives: frozenset[str]
    conjunctions: frozenset[str]
    of: frozenset[str]
    field_prepositions: frozenset[str]
    relatives: frozenset[str]
    possessive_relatives: frozenset[str]
    filial_particles: frozenset[str]
    name_particles: frozenset[str]
    name_prefixes: frozenset[str]
    name_suffixes: frozenset[str]
    post_nominals: frozenset[str]
    given_words: frozenset[str]
    family_words: frozenset[str]
    surname_words: frozenset[str]
    given_titles: frozenset[str]
    ranking_titles: frozenset[str]
    attributes: frozenset[str]
    no_actors: frozenset[str]
    papers: frozenset[str]
    vessels: frozenset[str]
    honorifics: frozenset[str]
    feminine: frozenset[str]
    ranks: frozenset[str]
    temporal: frozenset[str]
    former: frozenset[str]
    titles: frozenset[str]
    short_titles: frozenset[str]
    alias_words: frozenset[str]
    plural_titles: frozenset[str]
    former_prefixes: frozenset[str]
    quantities: frozenset[str]
    portfolios: frozenset[str]
    body_heads: frozenset[str]
    place_heads: frozenset[str]
    agreement_heads: frozenset[str]
    agreement_phrases: frozenset[str]
    agreement_leads: frozenset[str]
    event_heads: frozenset[str]
    thing_heads: frozenset[str]
    thing_tails: frozenset[str]
    not_names: frozenset[str]
    abbreviations: frozenset[str]
    platforms: frozenset[str]  # one letter that ends a sentence all the same
    open_quotes: frozenset[str]
    close_quotes: frozenset[str]
    nouns: dict[str, Noun]
    body_sectors: dict[str, str]  # the sector that a word tells in the name of a body
    sides: frozenset[str]
    state_pairs: frozenset[str]
    agreement_nouns: frozenset[str]
    generic_agreements: frozenset[str]
    capital_agreements: frozenset[str]
    signing: frozenset[str]
    signed_papers: frozenset[str]  # no agreements unless they are signed
    pact_fields: frozenset[str]  # right before a programme that is an agreement
    governments: frozenset[str]
    domestic: frozenset[str]
    joint_heads: frozenset[str]
    offices: frozenset[str]
    mass: frozenset[str]
    stances: frozenset[str]
    visits: frozenset[str]
    relational: frozenset[str]
    successive: frozenset[str]
    persons: frozenset[str]
    movements: frozenset[str]
    deputies: frozenset[str]
    no_body: frozenset[str]
    accredited: frozenset[str]
    courtesies: frozenset[str]
    staff: frozenset[str]  # of a mission, beside whoever is accredited
    to_own: frozenset[str]
    to_strangers: frozenset[str]
    world_wires: frozenset[str]
    meetings: frozenset[str]
    facing: frozenset[str]
    widespread: frozenset[str]
    flanks: frozenset[str]
    capital_sides: frozenset[str]
    composing: frozenset[str]
    listing: frozenset[str]
    listings: frozenset[str]
    any_envoy: frozenset[str]
    sent: frozenset[str]
    escorting: frozenset[str]
    suites: frozenset[str]
    representing: frozenset[str]
    siding: frozenset[str]
    departing: frozenset[str]  # what one does to be in another state
    bound: frozenset[str]
    press: frozenset[str]  # what writes or broadcasts: "the Chilean daily"
    quoting: frozenset[str]  # what it does with somebody
    returning: frozenset[str]
    regional: frozenset[str]
    agents: frozenset[str]
    behalf: frozenset[str]
    calling: frozenset[str]
    led: frozenset[str]
    beneath: frozenset[str]
    elliptic: frozenset[str]  # what stands for a side: "the Brazilian one"
    own_pronouns: frozenset[str]
    strangers: frozenset[str]  # who are another's than whose they are called: "our partners"
    addressing: frozenset[str]  # whose that is to whom one speaks: "your army"
    issuing: frozenset[str]
    family_openings: frozenset[str]
    first_person: frozenset[str]
    loose: frozenset[str]
    national_bodies: frozenset[str]
    national_offices: frozenset[str]
    seated: frozenset[str]  # an office only beside a chamber: "a member of parliament"
    chambers: frozenset[str]
    around_towns: frozenset[
        str
    ]  # before a town that is no part of an office: "From Tashkent Minister Okoth will travel"
    leaving: frozenset[str]  # "recalled its ambassador from Algiers"
    being: frozenset[str]
    becoming: frozenset[str]
    appointing: frozenset[str]
    raising: frozenset[str]
    no_longer: frozenset[str]
    no_office: frozenset[str]
    until: frozenset[str]
    appointments: frozenset[str]
    succeeding: frozenset[str]
    stead: frozenset[str]
    goals: frozenset[str]
    taking: frozenset[str]
    posts: frozenset[str]
    serving: frozenset[str]
    capacities: frozenset[str]
    styles: frozenset[str]
    envoy_ranks: frozenset[str]
    royal_styles: frozenset[str]
    households: dict[str, str]
    states_of: dict[str, list[str]]  # the states that have such an office
    issuers: dict[str, str]  # the state of a line that only its offices write
    states_without: dict[str, list[str]]  # the states that have no such office: a kingdom's president is another's
    missions: dict[str, list[str]]  # by what houses them: who is sent
    heading: dict[str, dict[str, str]]  # by verb: the argument that is the body, and the title
    bodies_of: dict[str, str]
    same_offices: dict[str, str]
    seats: dict[str, dict[str, str]]  # by state ("any" for all), by office
    singulars: dict[str, str]
    vessel_states: dict[str, str]  # by the prefix of a ship's name
    pronouns: dict[str, str]

    def is_of(self, between: Sequence[str]) -> bool:
        """Whether these words only tie a name to its owner: "of", "of the"; in small letters."""
        return bool(between) and between[0] in self.of and self.articles.issuperset(between[1:])


def load_names(path: Path) -> NameWords:
    """The name words of one language. Raises LexiconError naming the list at fault."""
    table = read_toml(path)
    nouns = table.pop("nouns", {})
    references = table.pop("references", {})
    pronouns = table.pop("pronouns", {})
    tables = {key: _words_in(table.pop(key, {}), f"{path.name}: {key}") for key in TABLES}
    lists: dict[str, Any] = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    renamed = {"agreements": "agreement_nouns"}
    referred: dict[str, Any] = {
        renamed.get(key, key): frozenset(strings(value, f"{path.name}: references.{key}"))
        for key, value in references.items()
    }
    known = set(NameWords.__dataclass_fields__) - {"nouns", "body_sectors", "pronouns", *TABLES, *referred}
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    by_lemma: dict[str, Noun] = {}
    of_bodies: dict[str, str] = {}
    portfolios = lists["portfolios"]  # the "Ministry of National Defence" is none of nationals
    for kind, sectors in nouns.items():
        if kind not in NOUN_KINDS:
            raise LexiconError(f"{path.name}: nouns.{kind}: the kinds are {NOUN_KINDS}")
        for sector, lemmas in sectors.items():
            for lemma in strings(lemmas, f"{path.name}: nouns.{kind}.{sector}"):
                by_lemma.setdefault(lemma, Noun(kind=cast("NounKind", kind), sector=sector))
                told = kind == "organization" or (kind == "group" and sector != "CVL" and lemma not in portfolios)
                if sector and told:
                    of_bodies.setdefault(lemma, sector)
    return NameWords(
        **lists,
        nouns=by_lemma,
        body_sectors=of_bodies,
        **referred,
        **tables,
        pronouns={word: kind for kind, words in pronouns.items() for word in words},
    )


def _words_in(table: object, where: str) -> Any:  # noqa: ANN401 tables of words differ in depth
    """A table whose leaves are words, or lists of them, under word keys."""
    if not isinstance(table, dict):
        raise LexiconError(f"{where}: is no table; give words by words")
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found[key] = _words_in(value, f"{where}.{key}")
        elif isinstance(value, list):
            found[key] = list(strings(value, f"{where}.{key}"))
        elif isinstance(value, str):
            found[key] = value
        else:
            raise LexiconError(f"{where}.{key}: {value!r} is no word")
    return found
