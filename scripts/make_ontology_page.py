"""Make docs/ontology.md from the tables: the same page from the same tables, always.

python scripts/make_ontology_page.py [FILE]
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from dragoman.lexicon.contexts import ContextBook, load_contexts
from dragoman.lexicon.cues import load_classes, load_cues
from dragoman.lexicon.ontology import QUADS, CameoCode, Kind, Ontology, load_ontology
from dragoman.lexicon.tables import DATA
from dragoman.model.record import Status

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"
ENGLISH = DATA / "lang" / "en"

OPENING = """\
<!-- Made by `python scripts/make_ontology_page.py`; change the tables, not this page. -->
# The ontology

An event answers three questions. Its **type** says what was done, its **mode** how, its **contexts** what it is about.
The types, modes, contexts and sectors are those of PLOVER in its edition of 2021; the CAMEO codes go beside them for
comparison with older data. The tables lie in `src/dragoman/lexicon/data/`.

- [The sixteen types](#the-sixteen-types)
- [Status and novelty](#status-and-novelty)
- [Contexts](#contexts)
- [Sectors](#sectors)
- [CAMEO codes](#cameo-codes)
"""

TYPES = """\
## The sixteen types

Every type belongs to one of four quad classes and has an **intensity** from -10 (the worst conflict) to 10 (the closest
cooperation). An event's intensity is that of its mode, else that of its type; where it has several modes, the one
farthest from zero counts, and it is the one the record calls `mode`. *Cues* counts the entries of the English
lexicon that lead to the type.
"""

STATUS = """\
## Status and novelty

| status | the act |
|---|---|
| `occurred` | was done or is going on. A promise made has occurred, whatever becomes of it |
| `planned` | is still to come: a bare future, an announcement, a promised concession |
| `hypothetical` | stands under a condition or a possibility |
| `negated` | is said not to have been done. A refusal is an act of its own, REJECT |
| `alleged` | is what an accusation or a contested claim is about; that news is somebody's word is for `sources` |

Some types change with the future instead of keeping it: cooperation to come is AGREE, harm announced is THREATEN, a
concession promised is CONCEDE and planned.

| novelty | the event |
|---|---|
| `reported` | is what the report was written to tell, or lies in the days around it |
| `background` | is recalled: mostly more than two weeks old, with a date of its own, or told as past already |
"""

CONTEXTS = """\
## Contexts

A context says what the text around an event is about, not what the event is: an attack on the eve of a vote may carry
`election`. There may be none or several. A sentence shows a context by one strong word or the name of a body, by two
different weak words, or by a pair of which neither half would do; phrases that only look the part ("trade war" for
`military`) are passed over. Some modes bring their context with them. *Signs* counts the words and phrases of the
English table.
"""

SECTORS = """\
## Sectors

An actor's country and sectors together say who acts. One actor may have several sectors; the first is the primary one.
"""

CAMEO = """\
## CAMEO codes

Every event also carries the CAMEO code of its content, as text: `010` and `10` differ. The code serves exports and
comparison; the type follows the manual. So a visit is CONSULT and 042, a signing SUPPORT and 057, a promised release
CONCEDE and 0353. A code that is not listed goes by its longest listed beginning. Comments (root 01) are no events;
statements hold them.

Where the published crosswalk of 2021 leads a code to another type than the manual has it now, both are shown.
"""


EXPORT = """\
### Codes for export

The code by which an event is told to data sets that know no type, mode and status (`Ontology.export_code`). An empty
cell: it is not told there. Where an event has a code of its content, `cameo` in the record, that is the finer one.
"""


def main(argv: list[str]) -> None:
    path = Path(argv[0]) if argv else PAGE
    path.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Make the whole text of the page."""
    ontology = load_ontology(DATA)
    book = load_contexts(ENGLISH / "contexts.toml", ontology)
    cues = load_cues(ENGLISH / "events", load_classes(ENGLISH / "classes.toml"), DATA / "projections.csv")
    counts = Counter(str(cue.type) for cue in cues.cues)
    parts = (
        OPENING,
        TYPES,
        overview(ontology, counts),
        *(kind_part(kind, ontology) for kind in ontology.kinds.values()),
        STATUS,
        CONTEXTS,
        contexts_table(ontology, book),
        SECTORS,
        table(
            ("sector", "who", ""),
            ((f"`{s.code}`", s.means, "frequent" * s.frequent) for s in ontology.sectors.values()),
        ),
        CAMEO,
        cameo_roots(ontology),
        "### Where crosswalk and manual differ\n",
        differences(ontology),
        EXPORT,
        table(("type", "mode", *get_args(Status)), export_rows(ontology)),
    )
    return "\n".join(parts)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Make a table in Markdown."""
    heads = tuple(heads)
    lines = [line(heads), line("---" for _ in heads), *(line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def overview(ontology: Ontology, counts: Mapping[str, int]) -> str:
    rows = (
        (
            f"[{kind.name}](#{kind.name.lower()})",
            f"{kind.quad} {QUADS[kind.quad]}",
            f"{kind.intensity:g}",
            "required" if kind.needs_recipient else "optional",
            str(len(ontology.modes_of(kind.name))),
            str(counts[kind.name]),
        )
        for kind in ontology.kinds.values()
    )
    return table(("type", "quad class", "intensity", "recipient", "modes", "cues"), rows)


def kind_part(kind: Kind, ontology: Ontology) -> str:
    lines = [
        f"### {kind.name}\n",
        f"*{kind.means[0].upper()}{kind.means[1:]}.*\n",
        f"- Counts: {kind.counts}.",
        f"- Elsewhere: {kind.elsewhere}.",
        f"- Quad {kind.quad} ({QUADS[kind.quad]}), intensity {kind.intensity:g}, CAMEO {', '.join(kind.roots)}.\n",
    ]
    rows = [
        (f"`{mode.name}`", f"{mode.intensity:g}", mode.means + (f"; brings `{mode.adds}`" if mode.adds else ""))
        for mode in ontology.modes_of(kind.name).values()
    ]
    return "\n".join(lines) + ("\n" + table(("mode", "intensity", "how"), rows) if rows else "")


def contexts_table(ontology: Ontology, book: ContextBook) -> str:
    signs = Counter(
        context
        for group in book.by_first.values()
        for sign in group
        for context, force in sign.tells
        if force != "plain"
    )
    first = {example.context: example.text for example in reversed(book.examples)}
    rows = (
        (
            f"`{context.name}`",
            context.means + (f"; not {context.excepted}" if context.excepted else ""),
            first.get(context.name, ""),
            str(signs[context.name]),
        )
        for context in ontology.contexts.values()
    )
    return table(("context", "covers", "for example", "signs"), rows)


def cameo_roots(ontology: Ontology) -> str:
    rows = (
        (
            f"`{code.code}`",
            code.name.lower(),
            str(code.quad),
            f"{code.goldstein:g}",
            ", ".join(types_under(code, ontology)),
        )
        for code in ontology.cameo.values()
        if len(code.code) == len("01")
    )
    return table(("root", "name", "quad", "score", "types of its codes"), rows)


def types_under(root: CameoCode, ontology: Ontology) -> list[str]:
    codes = ontology.cameo.values()
    found = {code.type for code in codes if code.code.startswith(root.code) and code.type is not None}
    return [kind for kind in ontology.kinds if kind in found] or ["none"]


def differences(ontology: Ontology) -> str:
    return table(("code", "name", "here", "crosswalk"), difference_rows(ontology))


def difference_rows(ontology: Ontology) -> Iterator[tuple[str, ...]]:
    for code in ontology.cameo.values():
        if code.crosswalk is not None and code.type != code.crosswalk:
            here = f"{code.type} `{code.mode}`" if code.mode else str(code.type)
            yield f"`{code.code}`", code.name, here, code.crosswalk


def export_rows(ontology: Ontology) -> Iterator[tuple[str, ...]]:
    for kind in ontology.kinds:
        for mode in (None, *ontology.modes_of(kind)):
            codes = (ontology.export_code(kind, mode, status) for status in get_args(Status))
            yield kind, f"`{mode}`" if mode else "", *(f"`{code}`" if code else "" for code in codes)


if __name__ == "__main__":
    main(sys.argv[1:])
