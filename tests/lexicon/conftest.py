"""The invented lexicon: three states, a few bodies, titles and cues, in the layout of the real one."""

import shutil
from pathlib import Path

import pytest

from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.lexicon.tables import DATA

INVENTED = Path(__file__).parent / "data"
# The ontology, and the closed-class words and the layout of English, grow with no new state, title or cue: they are
# taken as they are. Everything else is the invented lexicon's own.
SHARED = (
    *("types.csv", "modes.csv", "contexts.csv", "sectors.csv", "cameo.csv", "cameo_to_plover.csv", "projections.csv"),
    *("plover_to_cameo.csv", "spellings.toml"),
    *(
        f"lang/en/{name}.toml"
        for name in (
            *(
                "agreements",
                "asking",
                "common",
                "dates",
                "descriptions",
                "grammar",
                "layout",
                "merging",
                "offices",
                "parser",
            ),
            *("screening", "statements"),
        )
    ),
)


@pytest.fixture(scope="session")
def invented_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out the invented lexicon's tables with those it shares."""
    root = tmp_path_factory.mktemp("lexicon") / "data"
    shutil.copytree(INVENTED, root)
    for name in SHARED:
        assert not (root / name).exists()
        shutil.copy(DATA / name, root / name)
    return root


@pytest.fixture(scope="session")
def invented(invented_root: Path) -> Lexicon:
    """Load the invented lexicon."""
    return load_lexicon(invented_root)
