"""All word tables as one frozen value, loaded once."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.lexicon.cues import CueBook, load_classes, load_cues
from dragoman.lexicon.date_words import DateWords, load_date_words
from dragoman.lexicon.grammar import Grammar, load_grammar, load_placeholders
from dragoman.lexicon.layout_words import LayoutWords, load_layout_words
from dragoman.lexicon.names import NameWords, load_names
from dragoman.lexicon.places import Gazetteer
from dragoman.lexicon.statements import StatementWords, load_statements
from dragoman.lexicon.tables import DATA, read_toml
from dragoman.lexicon.world import World, load_world


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every table of one language and of the world. `digest` changes with any byte of any of them."""

    names: NameWords
    grammar: Grammar
    placeholders: dict[str, tuple[str, ...]]
    dates: DateWords
    layout: LayoutWords
    statements: StatementWords
    cues: CueBook
    world: World
    gazetteer: Gazetteer
    languages: dict[str, frozenset[str]]
    digest: str

    @property
    def capitals(self) -> dict[str, str]:
        """The capital of each state, by ISO 3166-1 alpha-3."""
        return {
            entry.id: entry.form
            for entries in self.world.forms.values()
            for entry in reversed(entries)
            if entry.form_kind == "capital"
        }

    @property
    def act_nouns(self) -> frozenset[str]:
        """The nouns that some cue or act of saying knows as naming an act."""
        return frozenset(self.cues.by_noun) | frozenset(self.statements.acts)


@cache
def load_lexicon(root: Path = DATA, language: str = "en") -> Lexicon:
    """The lexicon under `root`. Raises LexiconError naming file, entry and fault."""
    folder = root / "lang" / language
    return Lexicon(
        names=load_names(folder / "names.toml"),
        grammar=load_grammar(folder / "grammar.toml"),
        placeholders=load_placeholders(folder / "parser.toml"),
        dates=load_date_words(folder / "dates.toml"),
        layout=load_layout_words(language, data=root),
        statements=load_statements(folder / "statements.toml"),
        cues=load_cues(folder / "events", load_classes(folder / "classes.toml"), root / "projections.csv"),
        world=load_world(root),
        gazetteer=Gazetteer(root / "places.tsv"),
        languages=load_languages(root / "lang"),
        digest=digest_of(root),
    )


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
