"""What is told of agreements and what they lay down."""

from pathlib import Path

import pytest

from dragoman.coding.agreements import code_agreements
from dragoman.coding.events import code_events
from dragoman.coding.provisions import code_provisions
from dragoman.errors import LexiconError
from dragoman.lexicon.agreements import load_agreements
from tests.coding.readings import named, quote, rows, scene_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "status", "parties"),
    [
        pytest.param(
            "Peru and Chile signed the Lima Treaty on Monday.", "treaty", "signed", "Peru; Chile", id="signed by two"
        ),
        pytest.param(
            "Peru signed a peace accord with Chile.", "agreement", "signed", "Peru; Chile", id="signed with another"
        ),
        pytest.param(
            "Chad and the rebels signed a ceasefire agreement.", "ceasefire", "signed", "Chad; rebels", id="ceasefire"
        ),
        pytest.param("Peru ratified the Lima Convention.", "convention", "ratified", "Peru", id="ratified"),
        pytest.param("Russia suspended the treaty in May.", "treaty", "suspended", "Russia", id="suspended"),
        pytest.param("The North scrapped the pact last November.", "agreement", "ended", "North", id="scrapped"),
        pytest.param("Russia withdrew from the Lima Treaty.", "treaty", "ended", "Russia", id="left"),
        pytest.param(
            "Peru and Chile will sign a memorandum in May.", "memorandum", "proposed", "Peru; Chile", id="to come"
        ),
        pytest.param("The Lima Protocol will enter into force in May.", "protocol", None, "", id="not yet in force"),
        pytest.param("The envoys spoke of the Lima Protocol.", "protocol", None, "", id="merely mentioned"),
    ],
)
def test_agreement(text: str, kind: str, status: str | None, parties: str) -> None:
    scene = scene_of(text)
    found = [(a.kind, a.status, named(scene, a.parties)) for a in code_agreements(scene, code_events(scene))]
    assert (kind, status, parties) in found


def test_signatories_are_persons() -> None:
    scene = scene_of("The Lima Agreement was signed by Foreign Minister Ana Ruiz and by Defence Minister Ivo Kral.")
    found = code_agreements(scene, code_events(scene))
    assert [named(scene, a.signatories) for a in found] == ["Foreign Minister Ana Ruiz; Defence Minister Ivo Kral"]
    assert [a.parties for a in found] == [()]


@pytest.mark.parametrize("row", rows("provisions.csv"), ids=lambda r: r["name"])
def test_provision(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [(p.force, quote(scene, p.text), named(scene, p.bound)) for p in code_provisions(scene)]
    if row["force"]:
        assert (row["force"], row["provision"], row["bound"]) in found
    else:
        assert row["provision"] not in {text for _, text, _ in found}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        pytest.param("[kinds]\nsong = ['song']", r"kinds\.song", id="no such kind"),
        pytest.param("[kinds]\ntreaty = ['pact']\nagreement = ['pact']", "stands under", id="a word under two kinds"),
        pytest.param("links = ['with']", "first", id="lists missing"),
    ],
)
def test_faulty_table_is_named(table: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "agreements.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(LexiconError, match=told):
        load_agreements(path)
