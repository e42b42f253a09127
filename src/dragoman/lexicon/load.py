"""All word tables as one frozen value, loaded once."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.lexicon.asking import AskingWords, load_asking
from dragoman.lexicon.contexts import ContextBook, load_contexts
from dragoman.lexicon.cues import CueBook, load_classes, load_cues
from dragoman.lexicon.date_words import DateWords, load_date_words
from dragoman.lexicon.descriptions import Descriptions, load_descriptions
from dragoman.lexicon.given import Gender, load_given
from dragoman.lexicon.grammar import Grammar, load_grammar, load_placeholders
from dragoman.lexicon.holders import Holders
from dragoman.lexicon.layout_words import LayoutWords, load_layout_words
from dragoman.lexicon.merging import MergingWords, load_merging_words
from dragoman.lexicon.names import NameWords, load_names
from dragoman.lexicon.offices import OfficeWords, load_office_words
from dragoman.lexicon.ontology import Ontology, load_ontology
from dragoman.lexicon.places import Gazetteer
from dragoman.lexicon.screening import ScreeningWords, load_screening
from dragoman.lexicon.spellings import Spellings, load_spellings
from dragoman.lexicon.state_codes import StateCodes, load_state_codes
from dragoman.lexicon.statements import StatementWords, load_statements
from dragoman.lexicon.tables import DATA, read_toml
from dragoman.lexicon.world import World, load_world
from dragoman.memory import garbage_left


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every table of one language and of the world. `digest` changes with any byte of any of them."""

    names: NameWords
    given: dict[str, Gender]
    opening_names: frozenset[str]  # given names, also those that are words: where they open a sentence
    holders: Holders
    descriptions: Descriptions
    offices: OfficeWords
    spellings: Spellings
    grammar: Grammar
    placeholders: dict[str, tuple[str, ...]]
    dates: DateWords
    layout: LayoutWords
    statements: StatementWords
    screening: ScreeningWords
    merging: MergingWords
    asking: AskingWords
    cues: CueBook
    world: World
    codes: StateCodes
    gazetteer: Gazetteer
    ontology: Ontology
    contexts: ContextBook
    languages: dict[str, frozenset[str]]
    capitals: dict[str, str]
    formal_words: dict[str, frozenset[str]]
    act_nouns: frozenset[str]
    alone_nouns: frozenset[str]  # those of them that tell an act without a verb
    digest: str


@cache
def load_lexicon(root: Path = DATA, language: str = "en") -> Lexicon:
    """The lexicon under `root`. Raises LexiconError naming file, entry and fault."""
    with garbage_left():
        return _load(root, language)


def _load(root: Path, language: str) -> Lexicon:
    folder = root / "lang" / language
    ontology = load_ontology(root)
    world = load_world(root)
    statements = load_statements(folder / "statements.toml")
    cues = load_cues(folder / "events", load_classes(folder / "classes.toml"), root / "projections.csv")
    names = load_names(folder / "names.toml")
    given = load_given(root / "given_names.csv")
    return Lexicon(
        names=names,
        given=given,
        opening_names=names.given_words | (given.keys() - names.not_names),
        holders=Holders(root / "holders.csv", world, names.name_particles),
        descriptions=load_descriptions(folder / "descriptions.toml"),
        offices=load_office_words(folder / "offices.toml"),
        spellings=load_spellings(root),
        grammar=load_grammar(folder / "grammar.toml"),
        placeholders=load_placeholders(folder / "parser.toml"),
        dates=load_date_words(folder / "dates.toml"),
        layout=load_layout_words(language, data=root),
        statements=statements,
        screening=load_screening(folder / "screening.toml"),
        merging=load_merging_words(folder / "merging.toml"),
        asking=load_asking(folder / "asking.toml"),
        cues=cues,
        world=world,
        codes=load_state_codes(root / "state_codes.csv", world.countries),
        ontology=ontology,
        contexts=load_contexts(folder / "contexts.toml", ontology),
        capitals=capitals_of(world),
        formal_words=formal_words_of(world),
        act_nouns=frozenset(cues.by_noun) | frozenset(statements.acts),
        alone_nouns=frozenset(noun for noun, of in cues.by_noun.items() if any(cue.alone for cue in of)),
        gazetteer=Gazetteer(root / "places.tsv"),
        languages=load_languages(root / "lang"),
        digest=digest_of(root),
    )


def capitals_of(world: World) -> dict[str, str]:
    """The capital of each state, by ISO 3166-1 alpha-3; the first told where it has several."""
    found: dict[str, str] = {}
    for entries in world.forms.values():
        for entry in entries:
            if entry.form_kind == "capital":
                found.setdefault(entry.id, entry.form)
    return found


def formal_words_of(world: World) -> dict[str, frozenset[str]]:
    """The words of each state's formal names that its short names of today lack: "kingdom" of Jordan."""
    formal: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for key, entries in world.forms.items():
        for entry in entries:
            if entry.kind == "state" and entry.form_kind != "historical":
                kept = formal if entry.form_kind == "formal" else short
                kept.setdefault(entry.id, set()).update(key.split())
    return {iso3: frozenset(words - short.get(iso3, set())) for iso3, words in formal.items()}


def load_languages(root: Path) -> dict[str, frozenset[str]]:
    """The commonest words of each language that has a folder, to tell it by."""
    return {
        folder.name: frozenset(read_toml(folder / "common.toml")["words"])
        for folder in sorted(root.iterdir())
        if (folder / "common.toml").exists()
    }


def digest_of(root: Path) -> str:
    """The digest of all tables, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in {".toml", ".csv", ".tsv"}:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
