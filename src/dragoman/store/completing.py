"""What follows from the fields that a person tells of a finding: one place for forms, the interface and what is added.

A type brings its quad class and intensity, and a time the days between which it lies. What is kept of a judgement is
what was told; what follows is worked out where it is read, each time anew.
"""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from dragoman.lexicon.told import ontology_told
from dragoman.model.edtf import bounds_of
from dragoman.model.record import Status

Fields = Mapping[str, JsonValue]
CODING = frozenset({"type", "mode", "modes"})
CODED = frozenset({"mode", "modes", "quad", "intensity", "cameo"})
TIMES = ("date", "signed", "due")


def put_right(kind: str, found: Fields, corrections: Sequence[Fields]) -> tuple[Fields, frozenset[str]]:
    """A finding with what persons put right in it, one after the other, and the fields that this makes other."""
    value, names = dict(found), set[str]()
    for told in corrections:
        whole = completed(kind, value, told)
        value |= whole
        names |= whole.keys()
    return value, frozenset(names)


def completed(kind: str, found: Fields, told: Fields) -> dict[str, JsonValue]:
    """The fields that are told of a finding, and those that follow; what makes no sense stays, to be refused."""
    times = {name: _time(told[name]) for name in TIMES if name in told}
    return {**told, **times, **(_coded(found, told) if kind == "event" else {})}


def follows(name: str, told: Fields) -> bool:
    """Whether a field may be other by a correction that doesn't tell it."""
    return name in CODED - told.keys() and bool(CODING & told.keys())


def _time(told: JsonValue) -> JsonValue:
    """A time with its days, where its EDTF alone is told."""
    if not isinstance(told, dict) or told.get("earliest") or told.get("latest"):
        return told
    edtf = told.get("edtf")
    days = bounds_of(edtf) if isinstance(edtf, str) else None
    return told if days is None else {**told, "earliest": days[0], "latest": days[1]}


def _coded(found: Fields, told: Fields) -> dict[str, JsonValue]:
    """The mode that counts, quad class, intensity and code, as type and modes have them.

    The code is of the content, and finer than what type and mode alone tell: it changes where theirs does.
    """
    ontology = ontology_told()
    kind = told.get("type", found.get("type"))
    if not CODING & told.keys() or not isinstance(kind, str) or kind not in ontology.kinds:
        return {}
    before = found.get("type")
    modes = [one for one in _modes(found, told, same=kind == before) if one in ontology.modes_of(kind)]
    mode = told.get("mode")
    counting = mode if isinstance(mode, str) and mode in modes else ontology.counting_mode(kind, modes)
    value: dict[str, JsonValue] = {
        "mode": counting,
        "modes": list[JsonValue](modes),
        "quad": ontology.quad(kind),
        "intensity": ontology.intensity(kind, modes),
    }
    if "cameo" not in told:
        status: Status = "planned" if told.get("status", found.get("status")) == "planned" else "occurred"
        own = ontology.export_code(kind, counting, status)
        was = found.get("mode")
        has_been = isinstance(before, str) and before in ontology.kinds
        known = isinstance(was, str) and has_been and was in ontology.modes_of(str(before))
        if not has_been or own != ontology.export_code(str(before), str(was) if known else None, status):
            value["cameo"] = own
    return value


def _modes(found: Fields, told: Fields, *, same: bool) -> list[str]:
    """The modes as told, else the one that is told, else those that were there, where the type is the same."""
    mode = told.get("mode")
    given = told.get("modes") if "modes" in told else [mode] if "mode" in told else found.get("modes") if same else []
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
