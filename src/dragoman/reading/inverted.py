"""Who tells something, behind it and behind the verb: "detained six men, informed Minister Ana Ruiz"."""

from collections.abc import Mapping, Sequence

from dragoman.reading.found import Found
from dragoman.reading.units import Unit

TELLERS = frozenset({"person", "organization", "media", "igo", "role"})
MOST = 4  # units between the verb and who tells: "this Tuesday the"
STOPS = frozenset({".", ";", "!", "?"})


def inverted(units: Sequence[Unit], found: Sequence[Found], index: int, verbs: Mapping[str, str]) -> str | None:
    """The lemma of a verb of telling that stands between a comma and somebody with whom the sentence ends.

    So does one behind an outlet, which may be taken for a noun: "discussed trade, Gazeta.uz reports with reference to".
    """
    lemma = verbs.get(units[index].text)
    if lemma is not None and _of_outlet(units, found, index):
        return lemma
    if lemma is None or index == 0 or units[index - 1].text not in {",", '"', "\u201d"}:
        return None
    teller = next((name for name in found if name.covers[0] > index), None)
    if teller is None or teller.kind not in TELLERS or teller.covers[0] - index > MOST:
        return None
    last = [name for name in found if name.covers[0] >= teller.covers[1]]
    end = teller.covers[1]
    # "the minister of justice, Ana Ruiz": an office and whose it is
    if last and end < len(units) and units[end].text == "," and last[0].covers[0] == end + 1:
        end = last[0].covers[1]
    return lemma if end >= len(units) or units[end].text in STOPS else None


def _of_outlet(units: Sequence[Unit], found: Sequence[Found], index: int) -> bool:
    outlet = next((name for name in found if name.covers[1] == index and name.kind == "media"), None)
    before = None if outlet is None else units[outlet.covers[0] - 1].text if outlet.covers[0] else ""
    return before in {",", '"', "\u201d"}


def trailing(units: Sequence[Unit], index: int, shown: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a word only tells that those before it are meant: "calls on the parties concerned to show restraint"."""
    after = units[index].lower in shown.get("trailing", ()) and index > 0
    return after and units[index - 1].lower in shown.get("trailed", ())
