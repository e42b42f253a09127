"""The tables of the world alone, read once: for who needs no words of a language."""

from functools import cache

from dragoman.lexicon.ontology import Ontology, load_ontology
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import World, load_world


@cache
def world_told() -> World:
    """The states and bodies of the tables."""
    return load_world(DATA)


@cache
def ontology_told() -> Ontology:
    """What types, modes, contexts and codes mean."""
    return load_ontology(DATA)
