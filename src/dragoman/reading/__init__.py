"""Document to Reading: layout, names, tree, mentions, frames, times. The only room that imports spaCy."""

from dragoman.reading.parser import MODEL, VERSION
from dragoman.reading.read import read_passages, read_text

__all__ = ["MODEL", "VERSION", "read_passages", "read_text"]
