"""The one place where stages are strung together: text in, record out."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.coding.check import check_cues
from dragoman.coding.code import code
from dragoman.intake import from_text, read_path, with_options
from dragoman.lexicon.load import load_lexicon
from dragoman.linking.link import link
from dragoman.model.reading import Reading
from dragoman.model.record import Coder, Record
from dragoman.model.source_text import Raw
from dragoman.reading import MODEL, VERSION, read_text
from dragoman.record.build import build_record


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of one text.

    Raises OptionError where `published` is no ISO date, TooLargeError above two million characters.
    """
    return read_raw(from_text(text, title=title, outlet=outlet, published=published, url=url))


def read_file(
    path: str | Path,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of one text, Markdown or HTML file; options beat the file's own metadata. Raises InputError."""
    return read_raw(with_options(read_path(Path(path)), title=title, outlet=outlet, published=published, url=url))


def read_all(documents: Iterable[Raw | str | Path]) -> Iterator[Record]:
    """The records of many documents, in order; a str is a text, a Path a file."""
    for document in documents:
        if isinstance(document, Raw):
            yield read_raw(document)
        elif isinstance(document, Path):
            yield read_file(document)
        else:
            yield read(document)


def read_raw(raw: Raw) -> Record:
    """The record of a text with its metadata. Pure: no clock, network, randomness or environment."""
    lexicon = load_lexicon()
    reading = read_text(raw, lexicon)
    findings = code(reading, lexicon)
    linked = link(reading, lexicon)
    return build_record(raw, reading, findings, linked, lexicon, coder_of(lexicon.digest))


def check_lexicon() -> Iterator[str]:
    """Every fault of the word tables' examples, one line each; tables that cannot be loaded raise LexiconError."""
    lexicon = load_lexicon()
    lexicon.dates.check()
    yield from lexicon.ontology.check_cues_against(lexicon.cues.cues)

    def read_example(text: str) -> Reading:
        return read_text(Raw(text=text, name="example", published="2024-06-15"), lexicon)

    for fault in check_cues(lexicon.cues.cues, lexicon, read_example):
        yield str(fault)


@cache
def coder_of(tables: str) -> Coder:
    """Who codes: version, tables, model."""
    try:
        number = version("dragoman")
    except PackageNotFoundError:
        number = "0.0.0+source"
    return Coder(name="dragoman", version=number, lexicon=tables, model=f"{MODEL} {VERSION}")
