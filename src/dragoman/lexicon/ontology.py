"""The ontology's tables: types, modes, contexts, sectors and CAMEO codes, with their numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.cues import Cue
from dragoman.lexicon.tables import read_csv
from dragoman.model.record import EventType, Status

TYPES_FILE, MODES_FILE, CONTEXTS_FILE = "types.csv", "modes.csv", "contexts.csv"
SECTORS_FILE, CAMEO_FILE, CROSSWALK_FILE = "sectors.csv", "cameo.csv", "cameo_to_plover.csv"
EXPORT_FILE = "plover_to_cameo.csv"
TYPE_COLUMNS = ("type", "quad", "recipient", "intensity", "roots", "means", "counts", "elsewhere")
MODE_COLUMNS = ("type", "mode", "intensity", "adds", "means")
CONTEXT_COLUMNS = ("context", "means", "except")
SECTOR_COLUMNS = ("code", "group", "means")
CAMEO_COLUMNS = ("code", "name", "goldstein", "quad")
EXPORT_COLUMNS = ("type", "mode", "status", "cameo")
CROSSWALK_COLUMNS = ("cameo", "type", "mode", "contexts", "crosswalk")
STRONGEST = 10.0
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the sixteen types. `roots` are the two-digit CAMEO codes that lie in it."""

    name: str
    quad: int
    intensity: float
    needs_recipient: bool
    roots: tuple[str, ...]
    means: str
    counts: str
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an event of a type is done. `adds` is the context that this mode always brings."""

    type: str
    name: str
    intensity: float
    adds: str | None
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an event is about. `excepted` is what looks like it and is not."""

    name: str
    means: str
    excepted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """What part of society an actor belongs to."""

    code: str
    frequent: bool
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code, its label and number, and what it is among the sixteen types (None: comments are no events).

    `crosswalk` is the type that the published crosswalk of 2021 gives it, which older data follow.
    """

    code: str
    name: str
    goldstein: float
    quad: int
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    crosswalk: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All tables, by name or code, each in the order of its file."""

    kinds: dict[str, Kind]
    modes_by_type: dict[str, dict[str, Mode]]
    contexts: dict[str, Context]
    sectors: dict[str, Sector]
    cameo: dict[str, CameoCode]
    exports: dict[tuple[str, str | None, Status], str | None]

    def export_code(self, kind: str, mode: str | None, status: Status) -> str | None:
        """Give the CAMEO code by which an event is told to older data sets; None where it is not told there.

        By type, mode and status: a planned visit is 036, a threatened arrest 137, what was denied no event. Where the
        event has a code of its content, that is the finer one. Raises LexiconError for no type, or a mode it lacks.
        """
        self.counting_mode(kind, [] if mode is None else [mode])
        return self.exports[kind, mode, status]

    def quad(self, kind: str) -> int:
        """Give the quad class, 1 to 4. Raises LexiconError for no type."""
        return self._kind(kind).quad

    def intensity(self, kind: str, modes: Iterable[str] = ()) -> float:
        """Give the intensity of an event: that of its mode farthest from zero, else its type's.

        Raises LexiconError for no type, or a mode that the type has not.
        """
        counted = self.counting_mode(kind, modes)
        return self._kind(kind).intensity if counted is None else self.modes_by_type[kind][counted].intensity

    def counting_mode(self, kind: str, modes: Iterable[str]) -> str | None:
        """Choose the mode farthest from zero, the first of equals; None where there is none."""
        known = self.modes_of(kind)
        scores = {mode: abs(self._mode(known, kind, mode).intensity) for mode in modes}
        return max(scores, key=lambda mode: scores[mode], default=None)

    def contexts_added(self, kind: str, modes: Iterable[str]) -> tuple[str, ...]:
        """Give the contexts that these modes always bring: COERCE cyber brings cyber."""
        known = self.modes_of(kind)
        added = {self._mode(known, kind, mode).adds for mode in modes}
        return tuple(name for name in self.contexts if name in added)

    def modes_of(self, kind: str) -> dict[str, Mode]:
        """Give the modes of a type; many have none. Raises LexiconError for no type."""
        return self.modes_by_type[self._kind(kind).name]

    def in_order(self, contexts: Iterable[str]) -> tuple[str, ...]:
        """Contexts, each once, in the ontology's order. Raises LexiconError for one that is none."""
        told = set(contexts)
        unknown = sorted(told - self.contexts.keys())
        if unknown:
            raise LexiconError(f"{CONTEXTS_FILE}: has no {unknown}; its contexts are {list(self.contexts)}")
        return tuple(name for name in self.contexts if name in told)

    def cameo_of(self, code: str) -> CameoCode:
        """Give the row of a CAMEO code or, where it is not listed, of its longest listed beginning."""
        for length in range(len(code), 1, -1):
            if code[:length] in self.cameo:
                return self.cameo[code[:length]]
        raise LexiconError(f"{CAMEO_FILE}: has no code that {code!r} begins with; codes begin with 01 to 20")

    def check_cues_against(self, cues: Iterable[Cue]) -> Iterator[str]:
        """Tell what in these cues the ontology does not know: modes, CAMEO codes, contexts."""
        for cue in cues:
            where = f"{cue.type}.toml: {cue.id}"
            if cue.mode is not None and cue.mode not in self.modes_of(cue.type):
                yield f"{where}: mode {cue.mode!r} is none of {cue.type}'s: {list(self.modes_of(cue.type))}"
            if cue.cameo not in self.cameo:
                yield f"{where}: cameo {cue.cameo!r} is not in {CAMEO_FILE}; take the code of its content"
            for context in cue.contexts:
                if context not in self.contexts:
                    yield f"{where}: context {context!r} is not in {CONTEXTS_FILE}: {list(self.contexts)}"

    def _kind(self, kind: str) -> Kind:
        if kind not in self.kinds:
            raise LexiconError(f"{TYPES_FILE}: has no type {kind!r}; its types are {list(self.kinds)}")
        return self.kinds[kind]

    @staticmethod
    def _mode(known: dict[str, Mode], kind: str, mode: str) -> Mode:
        if mode not in known:
            raise LexiconError(f"{MODES_FILE}: {kind} has no mode {mode!r}; its modes are {list(known)}")
        return known[mode]


def load_ontology(root: Path) -> Ontology:
    """Load the ontology whose tables lie in `root`. Raises LexiconError naming file, row and fault."""
    kinds = _by_name(root / TYPES_FILE, TYPE_COLUMNS, "type", _kind_of)
    if kinds.keys() != set(get_args(EventType)):
        wrong = sorted(kinds.keys() ^ set(get_args(EventType)))
        raise LexiconError(f"{TYPES_FILE}: {wrong} are missing or too many; the types are {get_args(EventType)}")
    contexts = _by_name(root / CONTEXTS_FILE, CONTEXT_COLUMNS, "context", _context_of)
    modes = _load_modes(root / MODES_FILE, kinds, contexts)
    sectors = _by_name(root / SECTORS_FILE, SECTOR_COLUMNS, "code", _sector_of)
    found = Ontology(kinds=kinds, modes_by_type=modes, contexts=contexts, sectors=sectors, cameo=_load_cameo(root),
        exports=_load_exports(root / EXPORT_FILE, kinds, modes))  # fmt: skip
    for row in found.cameo.values():
        where = f"{CROSSWALK_FILE}: {row.code}"
        for kind in (row.type, row.crosswalk):
            if kind is not None and kind not in kinds:
                raise LexiconError(f"{where}: {kind!r} is no type; the types are {list(kinds)}")
        if row.mode is not None and (row.type is None or row.mode not in modes[row.type]):
            raise LexiconError(f"{where}: {row.type} has no mode {row.mode!r}; mend the row")
        if not contexts.keys() >= set(row.contexts):
            raise LexiconError(f"{where}: {list(row.contexts)} has a context that {CONTEXTS_FILE} lacks")
    return found


def _by_name(
    path: Path, columns: tuple[str, ...], key: str, make: Callable[[dict[str, str], str], _Row]
) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for number, row in enumerate(read_csv(path, columns), start=2):
        name = row[key]
        if not name or name in found:
            raise LexiconError(f"{path.name}: row {number}: {key} {name!r} is empty or stands twice")
        found[name] = make(row, f"{path.name}: row {number}")
    return found


def _kind_of(row: dict[str, str], where: str) -> Kind:
    if row["recipient"] not in {"required", "optional"}:
        raise LexiconError(f"{where}: recipient {row['recipient']!r} must be required or optional")
    return Kind(
        name=row["type"],
        quad=_quad(row["quad"], where),
        intensity=_score(row["intensity"], where),
        needs_recipient=row["recipient"] == "required",
        roots=tuple(row["roots"].split()),
        means=row["means"],
        counts=row["counts"],
        elsewhere=row["elsewhere"],
    )


def _context_of(row: dict[str, str], where: str) -> Context:
    del where
    return Context(name=row["context"], means=row["means"], excepted=row["except"] or None)


def _sector_of(row: dict[str, str], where: str) -> Sector:
    if row["group"] not in {"frequent", "less frequent"}:
        raise LexiconError(f"{where}: group {row['group']!r} must be frequent or less frequent")
    return Sector(code=row["code"], frequent=row["group"] == "frequent", means=row["means"])


def _load_modes(path: Path, kinds: dict[str, Kind], contexts: dict[str, Context]) -> dict[str, dict[str, Mode]]:
    found: dict[str, dict[str, Mode]] = {kind: {} for kind in kinds}
    for number, row in enumerate(read_csv(path, MODE_COLUMNS), start=2):
        where = f"{path.name}: row {number}"
        kind, name, adds = row["type"], row["mode"], row["adds"] or None
        if kind not in kinds or not name or name in found[kind]:
            raise LexiconError(f"{where}: {kind} {name!r}: no such type, or the mode is empty or stands twice")
        if adds is not None and adds not in contexts:
            raise LexiconError(f"{where}: adds {adds!r}, which is no context; the contexts are {list(contexts)}")
        score = _score(row["intensity"], where)
        found[kind][name] = Mode(type=kind, name=name, intensity=score, adds=adds, means=row["means"])
    return found


def _load_cameo(root: Path) -> dict[str, CameoCode]:
    crossings = _by_name(root / CROSSWALK_FILE, CROSSWALK_COLUMNS, "cameo", lambda row, _where: row)

    def code_of(row: dict[str, str], where: str) -> CameoCode:
        crossing = crossings.get(row["code"])
        if crossing is None:
            raise LexiconError(f"{where}: code {row['code']!r} has no row in {CROSSWALK_FILE}; add one")
        return CameoCode(
            code=row["code"],
            name=row["name"],
            goldstein=_score(row["goldstein"], where),
            quad=_quad(row["quad"], where),
            type=crossing["type"] or None,
            mode=crossing["mode"] or None,
            contexts=tuple(crossing["contexts"].split()),
            crosswalk=crossing["crosswalk"] or None,
        )

    found = _by_name(root / CAMEO_FILE, CAMEO_COLUMNS, "code", code_of)
    stray = sorted(crossings.keys() - found.keys())
    if stray:
        raise LexiconError(f"{CROSSWALK_FILE}: {stray} are not in {CAMEO_FILE}; take them out or add them there")
    return found


def _load_exports(
    path: Path, kinds: dict[str, Kind], modes: dict[str, dict[str, Mode]]
) -> dict[tuple[str, str | None, Status], str | None]:
    found: dict[tuple[str, str | None, Status], str | None] = {}
    for number, row in enumerate(read_csv(path, EXPORT_COLUMNS), start=2):
        key = row["type"], row["mode"] or None, cast("Status", row["status"])
        if key[2] not in get_args(Status) or key in found:
            raise LexiconError(f"{path.name}: row {number}: status {key[2]!r} is none, or the row stands twice")
        found[key] = row["cameo"] or None
    wanted = {(kind, mode, status) for kind in kinds for mode in (None, *modes[kind]) for status in get_args(Status)}
    if found.keys() != wanted:
        wrong = sorted(found.keys() ^ wanted, key=str)[:3]
        raise LexiconError(
            f"{path.name}: {wrong} and perhaps more are missing or too many; a row a type, mode and status"
        )
    return found


def _score(told: str, where: str) -> float:
    try:
        score = float(told)
    except ValueError as error:
        raise LexiconError(f"{where}: {told!r} is no number; an intensity is one from -10 to 10") from error
    if not -STRONGEST <= score <= STRONGEST:
        raise LexiconError(f"{where}: {told} is out of bounds; an intensity lies between -10 and 10")
    return score


def _quad(told: str, where: str) -> int:
    classes = {str(quad): quad for quad in QUADS}
    if told not in classes:
        raise LexiconError(f"{where}: quad {told!r} is none of {list(QUADS)}")
    return classes[told]
