"""Whatever comes in: a record with exact spans, or an error of ours; never a crash, never quadratic time."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import pytest

from dragoman.errors import DragomanError
from dragoman.intake import from_text, read_stream
from dragoman.model.record import Record, spans_of
from dragoman.pipeline import read_raw

from .inputs import NEWS, PAGE, Hostile, hostile_inputs

pytestmark = pytest.mark.model

INPUTS = tuple(hostile_inputs())
LONGEST = 30.0  # seconds for one input on a busy machine; most take well below one
PUBLISHED = "2023-05-04"
LEAST = 60  # inputs that the project promises to survive


def _read(hostile: Hostile) -> Record:
    return read_raw(read_stream(io.BytesIO(hostile.data), hostile.file))


def test_there_are_enough_inputs_with_names_of_their_own() -> None:
    assert len({hostile.name for hostile in INPUTS}) == len(INPUTS) >= LEAST


@pytest.mark.parametrize("hostile", [one for one in INPUTS if one.refused is None], ids=attrgetter("name"))
def test_a_hostile_input_gives_a_record_with_exact_spans(hostile: Hostile) -> None:
    begun = time.perf_counter()
    record = _read(hostile)
    assert time.perf_counter() - begun < LONGEST
    text = record.document.text
    for span in spans_of(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quote
    assert Record.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("hostile", [one for one in INPUTS if one.refused], ids=attrgetter("name"))
def test_junk_is_refused_by_name(hostile: Hostile) -> None:
    assert hostile.refused is not None
    with pytest.raises(hostile.refused, match=r"report\.txt: "):
        _read(hostile)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" \n\t\n", "empty"), ("Le ministre norvégien a rencontré son homologue à Oslo. " * 8, "language")],
    ids=["nothing", "blanks", "French"],
)
def test_what_cannot_be_read_is_a_record_with_an_issue(text: str, code: str) -> None:
    record = read_raw(from_text(text))
    assert code in {issue.code for issue in record.issues}
    assert not record.events


def test_a_page_that_opens_its_tags_forever_still_gives_its_words() -> None:
    data = f"<html><body>{'<div>' * 5_000}{PAGE}</body></html>".encode()
    record = _read(Hostile(name="nested", data=data, file="report.html"))
    assert "ambassador of Chile" in record.document.text


@dataclass(frozen=True, slots=True)
class Growth:
    """What grows: its least size, some tenths of a second long, and how it is made."""

    name: str
    least: int
    make: Callable[[int], str]


GROWING = (
    Growth("sentences", 8, lambda n: NEWS * n),
    Growth("one sentence", 800, lambda n: "The minister of Norway met " + "the envoy of Chile and " * n + "left."),
    Growth("names", 300, lambda n: f"Norway thanked {', '.join(f'Ari{i} Bek{i}' for i in range(n))} and left."),
    Growth("persons", 100, lambda n: " ".join(f"Envoy Ari{i} Bek{i} of Chile met the minister." for i in range(n))),
    Growth("dates", 200, lambda n: f"They met on {' and on '.join(f'{1 + i % 28} May {1990 + i}' for i in range(n))}."),
    Growth("commas", 1_500, lambda n: NEWS + "," * n + " said the minister."),
    Growth("opening quotation marks", 1_500, lambda n: NEWS + "“" * n + "We agreed, the minister said."),
    Growth("quotations", 60, lambda n: "“We agreed,” the minister of Norway said. " * n),
    Growth("opening brackets", 1_500, lambda n: NEWS + "(" * n + "the ministry of Norway"),
    Growth("brackets in brackets", 400, lambda n: NEWS + "(the minister " * n + ")" * n),
    Growth("lines of a word", 200, lambda n: "minister\nof\nNorway\nmet\nthe\n" * n),
    Growth("paragraphs", 60, lambda n: "The ministers of Norway and Chile met in Oslo on Monday.\n\n" * n),
    Growth("a long word", 20_000, lambda n: f"{NEWS}{'x' * n} {NEWS}"),
    Growth("a long capital word", 20_000, lambda n: f"{NEWS}{'X' * n} of Norway {NEWS}"),
    Growth("a hyphenated word", 1_000, lambda n: NEWS + "-".join(["Oslo"] * n)),
    Growth("pronouns", 60, lambda n: NEWS + "He said that they would meet them and that it was their treaty. " * n),
    Growth("agreements", 60, lambda n: " ".join(f"The Oslo Treaty {i} obliges Norway to pay Chile." for i in range(n))),
    Growth("subordinate clauses", 300, lambda n: NEWS + "The minister said that " * n + "Norway agreed."),
    Growth("verbs", 50, lambda n: NEWS + "signed met said visited accused pledged warned " * n),
)
TIMES = 4
MOST = 8.0  # a quadratic step would take 16 times as long
NOISE = 0.05  # seconds that never count: the clock and the other processes


def _seconds(growth: Growth, size: int) -> float:
    raw = from_text(growth.make(size), published=PUBLISHED)
    begun = time.process_time()
    read_raw(raw)
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("growth", GROWING, ids=attrgetter("name"))
def test_time_grows_with_the_text_and_not_with_its_square(growth: Growth) -> None:
    read_raw(from_text(NEWS))  # the models are loaded
    # Never the same size twice: the tokenizer remembers every word that it has seen, and would hide what a word costs.
    pairs = [(growth.least + extra, TIMES * (growth.least + extra)) for extra in (0, 1)]
    small = min(_seconds(growth, short) for short, _ in pairs)
    large = min(_seconds(growth, long) for _, long in pairs)
    assert large < MOST * max(small, NOISE), f"{small:.3f} s became {large:.3f} s"


def test_errors_of_the_intake_are_of_our_tree() -> None:
    refused = [one.refused for one in INPUTS if one.refused is not None]
    assert refused
    assert all(issubclass(error, DragomanError) for error in refused)
