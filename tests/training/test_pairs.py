"""The project's own training pairs: their form, what they cover, and that they copy nothing that measures."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from dragoman.errors import GoldError
from dragoman.evaluation.pairs import load_gold_pairs
from dragoman.evaluation.records import load_records
from dragoman.learned.labels import answers_of
from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Status
from dragoman.training.pairs import Pair, load_pairs, split

ROOT = Path(__file__).parents[2]
FEWEST = 5000
SHINGLE = 5  # words
NEAR = 0.35  # share of a sentence's shingles that another may have
REGIONS = frozenset(
    {
        *("west-africa", "east-africa", "southern-africa", "north-america", "latin-america", "europe", "post-soviet"),
        *("middle-east", "south-asia", "east-asia", "southeast-asia", "oceania"),
    }
)
CONSTRUCTIONS = frozenset(
    {
        *("active", "passive", "relative", "participle", "control", "coordinated", "nominal", "light", "reported"),
        *("quoted", "headline", "idiom"),
    }
)


@cache
def _pairs() -> tuple[Pair, ...]:
    return load_pairs(ROOT / "training/pairs.tsv", load_lexicon().ontology)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def near_copies(sentences: list[str], measured: list[str]) -> list[str]:
    """Give the sentences that share too many runs of words with one that measures."""
    index: dict[tuple[str, ...], set[int]] = {}
    for number, text in enumerate(measured):
        for shingle in _shingles(text):
            index.setdefault(shingle, set()).add(number)
    found = []
    for text in sentences:
        mine = _shingles(text)
        shared = Counter(number for shingle in mine for number in index.get(shingle, ()))
        if shared and max(shared.values()) >= max(3, NEAR * len(mine)):
            found.append(text)
    return found


def _cue_sentences() -> list[str]:
    return [example.text for cue in load_lexicon().cues.cues for example in (*cue.examples, *cue.counters)]


def test_there_are_enough_and_none_stands_twice() -> None:
    pairs = _pairs()
    assert len(pairs) >= FEWEST
    assert len({pair.marked for pair in pairs}) == len(pairs)


def test_every_type_mode_status_construction_and_region_is_there() -> None:
    pairs, ontology = _pairs(), load_lexicon().ontology
    types = Counter(pair.label.type for pair in pairs)
    assert all(types[name] >= 150 for name in (*ontology.kinds, None))  # type: ignore[index]
    modes = Counter((pair.label.type, mode) for pair in pairs for mode in pair.modes)
    assert all(modes[kind, mode] >= 5 for kind, known in ontology.modes_by_type.items() for mode in known)  # type: ignore[index]
    assert {pair.label.status for pair in pairs} == set(get_args(Status))
    assert {pair.construction for pair in pairs} == CONSTRUCTIONS
    assert {pair.region for pair in pairs} == REGIONS
    assert all((pair.label.type is None) == (pair.label.cameo is None) for pair in pairs)


def test_the_second_reading_is_of_sentences_of_the_first() -> None:
    known = {pair.marked for pair in _pairs()}
    second = load_pairs(ROOT / "training/second_reading.tsv", load_lexicon().ontology)
    assert len(second) >= 500
    assert all(pair.marked in known for pair in second)


def test_no_pair_is_near_a_record_that_measures() -> None:
    records = [record.text for record in load_records(ROOT / "evaluation/records.jsonl")]
    assert near_copies([pair.marked.text for pair in _pairs()], records) == []
    assert near_copies(_cue_sentences(), records) == []


def test_no_pair_and_no_example_of_a_cue_is_near_the_shared_gold(shared_folder: Path) -> None:
    gold = [pair.marked.text for pair in load_gold_pairs(shared_folder / "gold/plv-dev.tsv")]
    assert near_copies([pair.marked.text for pair in _pairs()], gold) == []
    assert near_copies(_cue_sentences(), gold) == []


def test_a_near_copy_is_seen() -> None:
    gold = "The ministers of Arnor and Gondor met in Bree on Tuesday to discuss the bridge over the Brandywine"
    copy = "The ministers of Arnor and Gondor met in Bree on Friday to discuss the bridge over the Brandywine"
    assert near_copies([copy, "The ministers of Rohan left Edoras on Monday in the rain"], [gold]) == [copy]


def test_one_sentence_stands_on_one_side_of_the_split() -> None:
    train, held = split(_pairs())
    assert len(train) + len(held) == len(_pairs())
    assert 0.08 < len(held) / len(_pairs()) < 0.12
    assert not {pair.marked.text for pair in train} & {pair.marked.text for pair in held}


def test_the_shipped_answers_are_those_of_the_pairs() -> None:
    table = ROOT / "src/dragoman/learned/data/labels.json"
    told = json.loads(table.read_text(encoding="utf-8"))
    answers = answers_of(pair.label for pair in split(_pairs())[0])
    assert told["codes"] == list(answers.codes)
    assert told["forms"] == list(answers.forms)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param("<s>A</s>\tFIGHT\t\toccurred\t190", "type 'FIGHT'", id="type"),
        pytest.param("<s>A</s>\tASSAULT\tjoy\toccurred\t190", "['joy'] are no modes of ASSAULT", id="mode"),
        pytest.param("<s>A</s>\tASSAULT\t\tdone\t190", "status 'done'", id="status"),
        pytest.param("<s>A</s>\tASSAULT\t\toccurred\t999", "'999' is no CAMEO code", id="code"),
        pytest.param("<s>A\tASSAULT\t\toccurred\t190", "never closed", id="mark"),
    ],
)
def test_a_faulty_pair_is_told_by_line(tmp_path: Path, row: str, fault: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"marked\ttype\tmode\tstatus\tcameo\n{row}\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        load_pairs(path, load_lexicon().ontology)
    assert "line 2" in str(caught.value)
    assert fault in str(caught.value)
