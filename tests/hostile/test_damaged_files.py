"""Files of every form, hurt at random: each gives documents or is told by name, and none a fault of ours."""

from pathlib import Path

import pytest

from dragoman.intake import columns_of, items
from dragoman.model.source_text import Item
from tests.intake.makers import MAPPING, good_files

from .mutations import mutations

FILES = good_files()
EACH = 15  # 300 in all; `make torture` does 5,000


@pytest.mark.parametrize("name", FILES)
def test_a_hurt_file_is_read_or_told(name: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:02}-{name}" for number in range(EACH)]
    for path, data in zip(paths, mutations(FILES[name], EACH, seed=name), strict=True):
        path.write_bytes(data)
    heard = set()
    for one in items(paths, columns=columns_of(MAPPING)):
        shown = one.raw.name if isinstance(one, Item) else one.name
        heard.add(shown.partition("!")[0])
        if isinstance(one, Item):
            assert one.raw.text.strip()
            one.raw.text.encode()  # no half pairs
        else:
            assert one.code != "fault", one.message
            assert one.message
    assert heard == set(map(str, paths))


def test_mutations_are_the_same_for_the_same_seed() -> None:
    data = FILES["report.html"]
    assert (
        list(mutations(data, 5, seed="a")) == list(mutations(data, 5, seed="a")) != list(mutations(data, 5, seed="b"))
    )
