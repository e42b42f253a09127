"""A sentence read and set out for coding, and the tables of cases."""

import csv
from functools import cache
from pathlib import Path

from dragoman.coding.scene import Scene, set_scene
from dragoman.lexicon.load import load_lexicon
from dragoman.model.reading import Extent
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

CASES = Path(__file__).parent.parent / "cases"


@cache
def scene_of(text: str) -> Scene:
    """Give the scene of a text, with the real lexicon."""
    lexicon = load_lexicon()
    return set_scene(read_text(Raw(text=text, name="case"), lexicon), lexicon)


def quote(scene: Scene, extent: Extent | None) -> str:
    """Give the words of an extent; nothing for none."""
    return "" if extent is None else scene.reading.text[extent.start : extent.end]


def named(scene: Scene, mentions: tuple[int, ...]) -> str:
    """Give the words of mentions, one after the other."""
    return "; ".join(quote(scene, scene.mentions[index].extent) for index in mentions)


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
