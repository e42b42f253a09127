"""Are persons found as well without the model's entity recognizer? `make bench` prints the table.

The persons are those whom the fact sheets name in offices and aliases, and whose name stands in the report. Exact: some
mention is just that name. Held: some mention has the name in it, with a title or more. Beside it the time of each way.
"""

import re
import statistics
import time
from collections.abc import Callable

import spacy
from corpus import Report, reports

from dragoman.lexicon.load import load_lexicon
from dragoman.reading import MODEL, read_text

REPEATS = 3

Finder = Callable[[Report], tuple[str, ...]]


def main() -> None:
    """Print how many persons each way finds, folder by folder."""
    bare = spacy.load(MODEL)
    lexicon = load_lexicon()

    def ours(report: Report) -> tuple[str, ...]:
        text = report.raw.text
        found = read_text(report.raw, lexicon).mentions
        extents = (mention.name_extent for mention in found if mention.kind == "person")
        return tuple(text[extent.start : extent.end] for extent in extents if extent is not None)

    def theirs(report: Report) -> tuple[str, ...]:
        return tuple(entity.text for entity in bare(report.raw.text).ents if entity.label_ == "PERSON")

    ways: dict[str, Finder] = {"dragoman, no recognizer": ours, "spaCy's recognizer": theirs}
    everything = reports()
    folders = list(dict.fromkeys(report.folder for report in everything))
    print(f"{'persons found':24} {'reports':24} {'named':>6} {'exact':>13} {'held':>13}")
    for way, find in ways.items():
        for folder in (*folders, "all"):
            some = [report for report in everything if folder in {report.folder, "all"}]
            named, exact, held = _count(some, find)
            print(f"{way:24} {folder:24} {named:6} {_share(exact, named)} {_share(held, named)}")
    for way, find in ways.items():
        print(f"{way:24} {_seconds(everything, find):.2f} s for all reports (whole reading against whole pipeline)")


def _count(some: list[Report], find: Finder) -> tuple[int, int, int]:
    named = exact = held = 0
    for report in some:
        text = _plain(report.raw.text)
        found = {_plain(name) for name in find(report)}
        for person in map(_plain, report.persons):
            if person not in text:
                continue  # the sheet spells the name out of its parts
            named += 1
            exact += person in found
            held += any(person in name for name in found)
    return named, exact, held


def _plain(name: str) -> str:
    """Join hard-wrapped names, and take the genitive's ending off."""
    return re.sub(r"['’]s$", "", " ".join(name.split()))


def _share(part: int, whole: int) -> str:
    return f"{part:5} ({100 * part / whole:3.0f} %)" if whole else f"{'-':>13}"


def _seconds(some: tuple[Report, ...], find: Finder) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        for report in some:
            find(report)
        times.append(time.process_time() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
