"""The ontology's words, as a reader meets them: what a type, a mode, a context or a code means."""

from functools import cache

from dragoman.asking.question import STATUSES, TYPES
from dragoman.lexicon.told import ontology_told, world_told
from dragoman.model.merged import MergedKind

Choice = tuple[str, str]  # as an address has it, and as it is shown
UNSPECIFIED = ", not specified below"


def type_means(name: str | None) -> str:
    """What a type of event means; nothing for acts and kinds, which are plain words."""
    kind = ontology_told().kinds.get(name or "")
    return kind.means if kind is not None else ""


def mode_means(kind: str | None, mode: str | None) -> str:
    """What a mode of a type means."""
    told = ontology_told()
    found = told.modes_of(kind).get(mode or "") if kind in told.kinds else None
    return found.means if found is not None else ""


def cameo_words(code: str | None) -> str | None:
    """A CAMEO code in words: 036 is "express intent to meet or negotiate"."""
    found = ontology_told().cameo.get(code or "")
    if found is None:
        return None
    name = found.name.removesuffix(UNSPECIFIED)
    return name[0].lower() + name[1:] if not name.isupper() else name.lower()


def status_words(name: str) -> str:
    """A status as it is shown: "negated" is "denied", "in-force" is "in force"."""
    return "denied" if name == "negated" else name.replace("-", " ")


def context_words(name: str) -> str:
    """A context as it is shown: "natural_resource" is "natural resource"."""
    return name.replace("_", " ")


def sector_words(code: str) -> str:
    """A sector as it is shown: GOV is "the executive, its ministries, parties in power (GOV)"."""
    found = ontology_told().sectors.get(code)
    return f"{found.means} ({code})" if found is not None else code


def state_name(code: str) -> str:
    """The name of a state by its code; the code itself where the tables have none."""
    entry = world_told().actors.get(code)
    return entry.name if entry is not None else code


@cache
def states_by_name() -> tuple[Choice, ...]:
    """All states and territories, by name."""
    return tuple(sorted(((code, state_name(code)) for code in world_told().countries), key=lambda one: one[1]))


@cache
def types_of(kind: MergedKind) -> tuple[Choice, ...]:
    """What the lines of a kind may be limited to, with what it means."""
    if kind == "event":
        return tuple((name, f"{name}: {one.means}") for name, one in ontology_told().kinds.items())
    return tuple((name, name) for name in TYPES.get(kind, ()))


@cache
def statuses_of(kind: MergedKind) -> tuple[Choice, ...]:
    """The statuses of a kind."""
    return tuple((name, status_words(name)) for name in STATUSES.get(kind, ()))


@cache
def contexts() -> tuple[Choice, ...]:
    """All contexts, with what they mean."""
    return tuple((name, f"{context_words(name)}: {one.means}") for name, one in ontology_told().contexts.items())
