"""The same event, statement, agreement or commitment told by many reports is one. Pure: values in, values out."""

from dragoman.merging.grouping import gather
from dragoman.merging.keeping import Affected, Keeper, Kept, affected
from dragoman.merging.keys import keys_of
from dragoman.merging.one import actors_in, merged
from dragoman.merging.outcomes import Outcome, outcomes
from dragoman.merging.standing import as_of
from dragoman.merging.tellings import telling_of, tellings_of
from dragoman.merging.weighing import explain, link

__all__ = [
    "Affected",
    "Keeper",
    "Kept",
    "Outcome",
    "actors_in",
    "affected",
    "as_of",
    "explain",
    "gather",
    "keys_of",
    "link",
    "merged",
    "outcomes",
    "telling_of",
    "tellings_of",
]
