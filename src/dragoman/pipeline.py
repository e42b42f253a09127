"""The one place where stages are strung together: text in, record out."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.coding.check import check_cues
from dragoman.coding.code import code
from dragoman.intake import from_text, read_path, with_options
from dragoman.learned import OWN
from dragoman.learned.lazy import Lazy
from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.memberships import load_memberships
from dragoman.lexicon.tables import DATA
from dragoman.linking.link import link
from dragoman.model.reading import Reading
from dragoman.model.record import Coder, Record
from dragoman.model.source_text import Raw
from dragoman.reading import MODEL, VERSION, read_text
from dragoman.record.build import build_record

Encoder = bool | str | Path


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    encoder: Encoder = True,
) -> Record:
    """The record of one text.

    `encoder` is weighed with the cues: True the one that comes with the package, a path one of your own, False none.
    Raises OptionError where `published` is no ISO date, TooLargeError above two million characters.
    """
    return read_raw(from_text(text, title=title, outlet=outlet, published=published, url=url), encoder=encoder)


def read_file(
    path: str | Path,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    encoder: Encoder = True,
) -> Record:
    """The record of one text, Markdown or HTML file; options beat the file's own metadata.

    As `read`; raises InputError where the file cannot be read.
    """
    return read_raw(
        with_options(read_path(Path(path)), title=title, outlet=outlet, published=published, url=url), encoder=encoder
    )


def read_all(documents: Iterable[Raw | str | Path], *, encoder: Encoder = True) -> Iterator[Record]:
    """The records of many documents, in order; a str is a text, a Path a file."""
    for document in documents:
        if isinstance(document, Raw):
            yield read_raw(document, encoder=encoder)
        elif isinstance(document, Path):
            yield read_file(document, encoder=encoder)
        else:
            yield read(document, encoder=encoder)


def read_raw(raw: Raw, *, encoder: Encoder = True) -> Record:
    """The record of a text with its metadata. Pure: no clock, network, randomness or environment."""
    lexicon = load_lexicon()
    asked = asked_of(encoder)
    reading = read_text(raw, lexicon)
    findings = code(reading, lexicon, asked)
    linked = link(reading, lexicon, findings.statements)
    return build_record(raw, reading, findings, linked, lexicon, coder_of(lexicon.digest, asked and asked.digest))


def asked_of(encoder: Encoder) -> Lazy | None:
    """What is asked of clauses, loaded when it is first asked; None for no encoder."""
    if encoder is False:
        return None
    return Lazy(OWN if encoder is True else Path(encoder))


def check_lexicon() -> Iterator[str]:
    """Every fault of the word tables' examples, one line each; tables that cannot be loaded raise LexiconError."""
    lexicon = load_lexicon()
    lexicon.dates.check()
    load_memberships(DATA, lexicon.world)
    _ = lexicon.holders.holders
    yield from lexicon.ontology.check_cues_against(lexicon.cues.cues)

    def read_example(text: str) -> Reading:
        return read_text(Raw(text=text, name="example", published="2024-06-15"), lexicon)

    for fault in check_cues(lexicon.cues.cues, lexicon, read_example):
        yield str(fault)


@cache
def coder_of(tables: str, encoder: str | None = None) -> Coder:
    """Who codes: version, tables, models."""
    try:
        number = version("dragoman")
    except PackageNotFoundError:
        number = "0.0.0+source"
    model = f"{MODEL} {VERSION}" if encoder is None else f"{MODEL} {VERSION}, encoder {encoder}"
    return Coder(name="dragoman", version=number, lexicon=tables, model=model)
