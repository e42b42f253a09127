"""Dragoman reads what is written about diplomacy and security and keeps a sourced record of it.

The whole library is here: `read`, `read_file`, `read_all`, `relation`, `relations`, the values that they return, the
`Store` that keeps records, the errors that all of these raise. Nothing heavy is loaded before it is used: the values
with pydantic, the readers with spaCy, the model on first reading.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.errors import (
    AccountError,
    AuthorityError,
    DragomanError,
    EvidenceError,
    FeedListError,
    FetchError,
    GoldError,
    InputError,
    JudgementError,
    LedgerError,
    LexiconError,
    MarkError,
    MissingError,
    ModelError,
    NotTextError,
    OptionError,
    QueryError,
    ReadError,
    StoreError,
    TooLargeError,
)
from dragoman.memory import garbage_left

if TYPE_CHECKING:
    from dragoman.model.judgement import Judgement
    from dragoman.model.record import (
        Actor,
        Agreement,
        Coder,
        Commitment,
        Document,
        Event,
        Issue,
        Place,
        Provision,
        Record,
        Relation,
        Role,
        Source,
        Span,
        Stage,
        Statement,
        Tenure,
        When,
        spans_of,
    )
    from dragoman.model.source_text import Raw
    from dragoman.pipeline import read, read_all, read_file
    from dragoman.relate import relation, relations
    from dragoman.store import Store
    from dragoman.store.filters import Filter

__all__ = [
    "AccountError",
    "Actor",
    "Agreement",
    "AuthorityError",
    "Coder",
    "Commitment",
    "Document",
    "DragomanError",
    "Event",
    "EvidenceError",
    "FeedListError",
    "FetchError",
    "Filter",
    "GoldError",
    "InputError",
    "Issue",
    "Judgement",
    "JudgementError",
    "LedgerError",
    "LexiconError",
    "MarkError",
    "MissingError",
    "ModelError",
    "NotTextError",
    "OptionError",
    "Place",
    "Provision",
    "QueryError",
    "Raw",
    "ReadError",
    "Record",
    "Relation",
    "Role",
    "Source",
    "Span",
    "Stage",
    "Statement",
    "Store",
    "StoreError",
    "Tenure",
    "TooLargeError",
    "When",
    "read",
    "read_all",
    "read_file",
    "relation",
    "relations",
    "spans_of",
]

_ELSEWHERE = {
    "Filter": "dragoman.store.filters",
    "Judgement": "dragoman.model.judgement",
    "Raw": "dragoman.model.source_text",
    "Store": "dragoman.store",
    "read": "dragoman.pipeline",
    "read_all": "dragoman.pipeline",
    "read_file": "dragoman.pipeline",
    "relation": "dragoman.relate",
    "relations": "dragoman.relate",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    with garbage_left():
        value = getattr(import_module(_ELSEWHERE.get(name, "dragoman.model.record")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
