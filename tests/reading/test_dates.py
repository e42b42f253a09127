"""Time expressions: the table of cases, the patterns' own examples, and hostile text."""

import csv
import datetime as dt
import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.lexicon.date_words
from dragoman.errors import LexiconError
from dragoman.lexicon.date_words import DatePattern, build_date_words, load_date_words
from dragoman.model.reading import TimeExpression
from dragoman.reading.dates import RawTime, find_times, resolve_times

TABLE = Path(dragoman.lexicon.date_words.__file__).parent / "data" / "lang" / "en" / "dates.toml"
WORDS = load_date_words(TABLE)
CASES = Path(__file__).parent.parent / "cases" / "dates.csv"
EDTF_DAY = r"(?:\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}|\d{3}X|\d\dXX)~?"
EDTF = re.compile(rf"{EDTF_DAY}|{EDTF_DAY}/(?:{EDTF_DAY}|\.\.)|\.\./{EDTF_DAY}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    text: str
    published: str
    printed: str
    tense: str
    target: str
    edtf: str
    basis: str
    relation: str
    note: str


def cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def resolve(
    text: str, *, published: str = "", printed: str = "", tense: str = ""
) -> tuple[tuple[RawTime, ...], tuple[TimeExpression, ...], TimeExpression | None]:
    raws = find_times(text, WORDS)
    stops = [found.end() for found in re.finditer(r"[.!?]\s+(?=[A-Z])", text)]
    times, document = resolve_times(
        raws,
        text=text,
        published=dt.date.fromisoformat(published) if published else None,
        printed=dt.date.fromisoformat(printed) if printed else None,
        sentence_of=lambda offset: sum(stop <= offset for stop in stops),
        past=lambda _: {"past": True, "future": False}.get(tense),
    )
    return raws, times, document


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_of_the_table(case: Case) -> None:
    _, times, _ = resolve(case.text, published=case.published, printed=case.printed, tense=case.tense)
    found: dict[str, TimeExpression] = {}
    for told in times:
        found.setdefault(case.text[told.extent.start : told.extent.end], told)
    if not case.target:
        assert found == {}
        return
    assert case.target in found
    told = found[case.target]
    assert (told.edtf or "", told.basis, told.relation) == (case.edtf, case.basis, case.relation)
    assert told.edtf is None or EDTF.fullmatch(told.edtf)


def test_the_table_has_enough_cases() -> None:
    assert len(cases()) >= 150


@pytest.mark.parametrize("pattern", WORDS.patterns, ids=lambda pattern: pattern.id)
def test_a_pattern_finds_its_example_and_not_its_counter_example(pattern: DatePattern) -> None:
    text = pattern.example.replace("[", "").replace("]", "")
    start = pattern.example.index("[")
    end = pattern.example.index("]") - 1
    assert (pattern.id, start, end) in {(raw.rule, *raw.inner) for raw in find_times(text, WORDS)}
    assert pattern.id not in {raw.rule for raw in find_times(pattern.counter, WORDS)}


@pytest.mark.parametrize(
    ("text", "target", "earliest", "latest"),
    [
        ("They met in May 2022.", "May 2022", "2022-05-01", "2022-05-31"),
        ("They met in February 2024.", "February 2024", "2024-02-01", "2024-02-29"),
        ("They met in 2020.", "2020", "2020-01-01", "2020-12-31"),
        ("They met in winter 2020.", "winter 2020", "2020-12-01", "2021-02-28"),
        ("They met in the 1990s.", "1990s", "1990-01-01", "1999-12-31"),
        ("They met in the 19th century.", "19th century", "1800-01-01", "1899-12-31"),
        ("They fought since 2014.", "since 2014", "2014-01-01", None),
        ("They will go by 2030.", "by 2030", None, "2030-12-31"),
        ("They met on 3-5 June 2021.", "3-5 June 2021", "2021-06-03", "2021-06-05"),
    ],
)
def test_bounds(text: str, target: str, earliest: str | None, latest: str | None) -> None:
    _, times, _ = resolve(text)
    told = next(told for told in times if text[told.extent.start : told.extent.end] == target)
    assert (told.earliest, told.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "published", "printed", "expected"),
    [
        ("They met.", "", "", None),
        ("They met.", "2023-03-15", "", ((0, 0), "2023-03-15", "publication")),
        ("March 9, 2023\nThey met.", "", "2023-03-09", ((0, 13), "2023-03-09", "stated")),
        ("They met.", "2023-03-09", "2023-03-09", ((0, 0), "2023-03-09", "stated")),
        ("The May 12 report recalls June 15, 2021.", "", "", ((4, 10), "2022-05-12", "inferred")),
        ("Bree, 3 February. They met on Thursday. Trade in 2021 rose.", "", "", ((6, 16), "2022-02-03", "inferred")),
        ("Bree, 3 December. They met on Saturday. Trade in 2021 rose.", "", "", ((6, 16), "2022-12-03", "inferred")),
        ("Bree, 3 February. They met on Monday. Trade in 2021 rose.", "", "", None),
        ("Bree, 3 February. They met. Trade in 2021 rose.", "", "", None),
        ("They met on June 15, 2021.", "", "", None),
        ("BREE, Feb. 14 (Wire) - They met. The pact is of Sept. 19, 2018.", "", "", None),
        ("BREE, Feb. 14 (Wire) - They met on Wednesday. The pact is of Sept. 19, 2018.", "", "", None),
        (
            "BREE, Feb. 14 (Wire) - They met on Thursday. The pact is of Sept. 19, 2018.",
            "",
            "",
            ((6, 13), "2019-02-14", "inferred"),
        ),
    ],
    ids=[
        "unknown",
        "given",
        "printed",
        "both",
        "inferred",
        "a weekday tells in which year",
        "at its end",
        "a weekday of neither year",
        "a year alone tells none",
        "history only",
        "a date line tells no year",
        "a weekday speaks against the year",
        "a weekday speaks for the year",
    ],
)
def test_the_document_date(
    text: str, published: str, printed: str, expected: tuple[tuple[int, int], str, str] | None
) -> None:
    _, _, document = resolve(text, published=published, printed=printed)
    assert (None if document is None else (tuple(document.extent), document.edtf, document.basis)) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Press Briefing\n\n**Ministry of Trade, Bree \N{EN DASH} Friday, 24 January 2025**\n\nThey met on Monday.",
            "2025-01-24",
        ),
        ("WESTERN LANDS: THE WEEK TO 15 SEPTEMBER 2023\nCompiled from agency reports\n\nThey met.", "2023-09-15"),
        ("WEEKLY REVIEW OF THE SHIRE, 9 - 15 SEPTEMBER 2023\n\nThey met on Monday.", "2023-09-15"),
        ("Situation report of the Northern Command for the period 9 to 15 September 2023\n\nThey met.", "2023-09-15"),
        ("Bulletin\nNORTHERN COMMAND\nThursday 10 April 2025, 18.00 hrs.\n\nThey met.", "2025-04-10"),
        ("No. 114\n\nThe two have met.\n\nBree, 19 April 2024\n", "2024-04-19"),
        ("The two have met.\n\nBree, 19 April 2024\n\nEmbassy of Gondor\nBREE\n", "2024-04-19"),
        ("The two have met.\n\nDone at Bree on 19 April 2024.\n", "2024-04-19"),
        (
            "Crews to be sent in two weeks\n\nPublished on 06/07/2021 \N{EN DASH} 18:04\n\nTalks began (July 6).\n",
            "2021-07-06",
        ),
        ("Talks fail\n\nUpdated on 12 September 2024, 18:04\n\nThey met on Monday.\n", "2024-09-12"),
        ("The two sides met in Bree.\nThey recalled the Treaty of Bree, 24 January 2021\nand went on.", None),
        ("Relations have been cut since 8 June 2022\nand nobody has met.\n", None),
        ("Gondor and Rohan signed the pact that was agreed on in Bree on 15 June 2021.\n\nThey met.", None),
    ],
    ids=[
        "bold",
        "week to",
        "review",
        "period",
        "bulletin",
        "foot",
        "foot of a note",
        "done at",
        "published on, below a headline",
        "updated on",
        "below sentences",
        "since",
        "sentence",
    ],
)
def test_the_date_line(text: str, day: str | None) -> None:
    _, _, document = resolve(text)
    stated = document is not None and document.basis == "stated"
    assert (document.edtf if document is not None and stated else None) == day


FRAGMENTS = st.sampled_from(
    [
        "May ",
        "12",
        "5",
        ", ",
        "2021",
        "since ",
        "the ",
        "end of ",
        "week",
        "last ",
        "Monday",
        "-",
        "/",
        ".",
        "\n",
        " to ",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=20).map("".join))


@given(
    text=TEXTS,
    published=st.none() | st.dates(),
    printed=st.none() | st.dates(),
    tense=st.sampled_from([True, False, None]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_exact_extents(
    text: str,
    published: dt.date | None,
    printed: dt.date | None,
    tense: bool | None,  # noqa: FBT001
) -> None:
    raws = find_times(text, WORDS)
    ends = 0
    for raw in raws:
        assert ends <= raw.extent.start <= raw.inner.start < raw.inner.end == raw.extent.end <= len(text)
        assert not text[raw.extent.start].isspace()
        assert not text[raw.extent.end - 1].isspace()
        ends = raw.extent.end
    times, _ = resolve_times(
        raws, text=text, published=published, printed=printed, sentence_of=lambda _: 0, past=lambda _: tense
    )
    assert [told.extent for told in times] == [raw.extent for raw in raws]
    for told in times:
        assert (told.edtf is None) == (told.basis == "unknown")
        assert told.earliest is None or told.latest is None or told.earliest <= told.latest


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "1-",
        "12 ",
        "12.",
        "May ",
        "the ",
        "since ",
        "2020-",
        "Monday ",
        "May 12, ",
        "in 2014 and 2016, ",
        "a ",
        " ",
    ],
)
def test_hostile_lines_take_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = 9.0
        for _ in range(3):
            begun = time.perf_counter()
            raws = find_times(text, WORDS)
            resolve_times(raws, text=text, published=None, sentence_of=lambda offset: offset // 80, past=lambda _: None)
            best = min(best, time.perf_counter() - begun)
        return best

    assert seconds(40_000) < 12 * seconds(10_000) + 0.02  # four times as long, on a busy machine; a square is sixteen


def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda table: table.pop("proper"), "it must have"),
        (lambda table: table["pattern"][0].update(kind="hour"), "must be one of"),
        (lambda table: table["pattern"][0].update(match="{moon}"), "no shape or plain list is named 'moon'"),
        (lambda table: table["pattern"][0].update(match="("), "is no pattern"),
        (lambda table: table["pattern"][0].pop("counter"), "missing or unknown"),
        (lambda table: table["pattern"][0].update(lead=["beside"]), "no lead is of class"),
        (lambda table: table["pattern"].append(table["pattern"][0]), "each must stand once"),
        (lambda table: table["lead"][0].update(relation="near"), "is none of"),
        (lambda table: table["words"]["month"].update(May=True), "must be a number or a word"),
        (lambda table: table["words"].update(month=["May"]), "must be a table"),
        (lambda table: table["shape"].pop("_"), "white space"),
    ],
    ids=["table", "kind", "piece", "syntax", "counter", "lead", "twice", "relation", "worth", "words", "blank"],
)
def test_a_faulty_table_is_named(spoil: Callable[[dict[str, Any]], object], message: str) -> None:
    table = _table()
    spoil(table)
    with pytest.raises(LexiconError, match=message) as caught:
        build_date_words(table, "dates.toml").check()
    assert "dates.toml" in str(caught.value)
