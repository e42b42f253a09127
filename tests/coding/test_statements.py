"""Who says what: the examples of the word table, the cases of statements and of attributions."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from dragoman.coding.attributions import code_attributions
from dragoman.coding.statements import code_statements
from dragoman.errors import LexiconError
from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.statements import Saying, load_statements, parse_saying
from dragoman.lexicon.tables import DATA
from dragoman.model.record import Act
from tests.coding.readings import named, quote, rows, scene_of

pytestmark = pytest.mark.model
WORDS = load_statements(DATA / "lang" / "en" / "statements.toml")
FEWEST = 8


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: f"{e.act}: {e.text[:60]}")
def test_example_is_coded_with_its_marks(example: Saying) -> None:
    scene = scene_of(example.text)
    found = [
        (s.act, tuple(scene.mentions[s.speaker].extent), tuple(s.content), tuple(s.verb))
        for s in code_statements(scene)
    ]
    assert (example.act, example.speaker, example.content, example.verb) in found


@pytest.mark.parametrize("counter", WORDS.counters, ids=lambda e: f"{e.act}: {e.text[:60]}")
def test_counter_example_has_not_this_act(counter: Saying) -> None:
    assert counter.act not in {s.act for s in code_statements(scene_of(counter.text))}, counter.why


def test_every_act_has_examples_and_a_counter_example() -> None:
    counted = Counter(example.act for example in WORDS.examples)
    assert {act: counted[act] for act in get_args(Act) if counted[act] < FEWEST} == {}
    assert {counter.act for counter in WORDS.counters} == set(get_args(Act))


@pytest.mark.parametrize("row", rows("statements.csv"), ids=lambda r: r["name"])
def test_statement(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [(named(scene, (s.speaker,)), s.act, quote(scene, s.content)) for s in code_statements(scene)]
    if row["act"]:
        assert (row["speaker"], row["act"], row["content"]) in found
    else:
        assert [speaker for speaker, _, _ in found if speaker == row["speaker"]] == []


@pytest.mark.parametrize("row", rows("attributions.csv"), ids=lambda r: r["name"])
def test_attribution(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [
        (
            "" if a.teller is None else named(scene, (a.teller,)),
            quote(scene, a.extent),
            "" if a.medium is None else named(scene, (a.medium,)),
        )
        for a in code_attributions(scene)
    ]
    assert (row["teller"], row["told"], row["medium"]) in found


def test_nothing_is_said_twice_by_one_speaker() -> None:
    scene = scene_of("Kenya said on Monday that the port is open, and President Ali Noor praised the workers.")
    found = [(s.speaker, s.content) for s in code_statements(scene)]
    assert len(found) == len(set(found)) > 1


def test_no_content_is_longer_than_four_hundred_characters() -> None:
    long = ", ".join(f"the village of Number {n} was reached by the convoy of trucks" for n in range(12))
    found = code_statements(scene_of(f"The ministry said that {long}."))
    assert found
    assert all(s.content.end - s.content.start <= 400 for s in found)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"act": "sing", "text": "A [SPK bard] sang."}, id="no such act"),
        pytest.param({"act": "assert", "text": ""}, id="no text"),
        pytest.param({"act": "assert", "text": "[SPK A] and [SPK B] [VRB said] so."}, id="a mark twice"),
    ],
)
def test_faulty_example_is_named(row: dict[str, str]) -> None:
    with pytest.raises(LexiconError, match=r"statements\.toml"):
        parse_saying(row, "statements.toml")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(("[acts]", "[acts]\nsing = ['sing']"), r"acts\.sing", id="no such act"),
        pytest.param(('manner = ["with"]', ""), "manner", id="a list missing"),
        pytest.param(('language = "en"', ""), "language", id="no language"),
    ],
)
def test_faulty_table_is_named(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    folder = DATA / "lang" / "en"
    text = (folder / "statements.toml").read_text(encoding="utf-8")
    (tmp_path / "statements.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    (tmp_path / "agreements.toml").write_bytes((folder / "agreements.toml").read_bytes())
    with pytest.raises(LexiconError, match=told):
        load_statements(tmp_path / "statements.toml")


def test_lexicon_knows_its_sayings() -> None:
    words = load_lexicon().statements
    assert words.tells("announce")
    assert words.denies("deny")
    assert words.act("attack") is None
