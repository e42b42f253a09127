"""Gold reports.

Whole documents with a sheet of the facts that a careful reader finds in them (`NAME.facts.json` beside it).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import GoldError
from dragoman.evaluation.facts import Score, load_sheet, score
from dragoman.pipeline import read_file

SHEET = ".facts.json"
SUFFIXES = (".txt", ".md", ".html")


@dataclass(frozen=True, slots=True)
class ReportScores:
    """The score of each report, by its path."""

    scores: dict[Path, Score]

    @property
    def held(self) -> Counter[str]:
        """The facts held, by kind."""
        return sum((Counter(one.held) for one in self.scores.values()), Counter())

    @property
    def asked(self) -> Counter[str]:
        """The facts asked for, by kind."""
        return sum((Counter(one.asked) for one in self.scores.values()), Counter())

    @property
    def known(self) -> Counter[str]:
        """The findings that a sheet knows, by the kinds that it lists whole."""
        return sum(
            (Counter({k: mine for k, (mine, _) in one.known.items()}) for one in self.scores.values()), Counter()
        )

    @property
    def told(self) -> Counter[str]:
        """All findings of these kinds."""
        return sum(
            (Counter({k: told for k, (_, told) in one.known.items()}) for one in self.scores.values()), Counter()
        )

    @property
    def broken(self) -> int:
        """How many "never" facts are broken."""
        return sum(len(one.broken) for one in self.scores.values())


def reports_in(paths: Iterable[Path]) -> list[Path]:
    """List the reports that have a sheet.

    The files named, and those in the folders named. Raises GoldError for none.
    """
    found: list[Path] = []
    for path in paths:
        given = sorted(path.iterdir()) if path.is_dir() else [path]
        mine = [one for one in given if one.suffix in SUFFIXES and one.with_suffix(SHEET).exists()]
        if not mine:
            raise GoldError(f"{path}: has no report with a sheet of facts; NAME.txt needs NAME{SHEET} beside it")
        found += mine
    return found


def score_reports(paths: Sequence[Path]) -> ReportScores:
    """Read each report with its sheet's options and score it. Raises GoldError naming a faulty sheet."""
    scores: dict[Path, Score] = {}
    for path in paths:
        sheet = load_sheet(path.with_suffix(SHEET))
        try:
            scores[path] = score(read_file(path, **sheet.options), sheet)
        except KeyError as error:
            raise GoldError(f"{path.with_suffix(SHEET)}: asks by {error}, which its kind of fact has not") from error
    return ReportScores(scores)
