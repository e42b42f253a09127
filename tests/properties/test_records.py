"""What holds for every text: exact spans, the same record twice, the same record after JSON, in any process."""

import os
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman import Record, read, read_all, read_file, spans_of

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
REPORTS = sorted(path for path in (ROOT / "examples/reports").iterdir() if path.suffix in {".txt", ".html"})
# Counts are stated here, so that the suite stays fast; `--hypothesis-seed` and a larger number look further.
ARBITRARY, NEWSY = 150, 120
FEWER = settings(max_examples=ARBITRARY, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
NEWS = settings(max_examples=NEWSY, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

# A small grammar of reports. Persons are invented, so are some of the states.
PERSONS = ("Kari Solheim", "Tomás Iriarte", "Col. Gen. Ari Bek", "Dr. Nguyen Van Thu", "Solheim", "al-Rashidi", "O’Dea")
STATES = ("Norway", "the Republic of Chile", "Chilean", "Gondor", "Oslo", "the two countries", "Ankara’s", "the US")
OFFICES = ("Foreign Minister", "the chief of the State Security Service", "ambassador to Chile", "the guest", "he")
VERBS = ("met", "signed", "will visit", "has accused", "denied that it had bombed", "refused to recall", "pledged")
THINGS = ("a treaty on fisheries", "the Oslo Declaration", "$40 million in aid", "“an act of war”", "the accord (OA)")
TIMES = ("on May 12", "in 2020", "on Thursday", "on 3 May 2023", "last month", "by the end of June", "since 1905")
JOINTS = (
    " ",
    ", ",
    " and ",
    ", who ",
    "; ",
    " — ",
    " (",
    ") ",
    ".\n\n",
    ". ",
    " said that ",
    ", he said. ",
    "\n",
    ' "',
    "” ",
)
HEADS = ("", "OSLO, May 3 (Agency) - ", "PRESS RELEASE\n\n", "By Ari Bek\n\n", "Norway, Chile sign pact\n\n", "---\n")

fragments = st.sampled_from(PERSONS + STATES + OFFICES + VERBS + THINGS + TIMES)
clauses = st.lists(st.tuples(fragments, st.sampled_from(JOINTS)), min_size=2, max_size=24).map(
    lambda pairs: "".join(fragment + joint for fragment, joint in pairs)
)
newsy = st.tuples(st.sampled_from(HEADS), st.just("The minister of Norway met the envoy of Chile. "), clauses).map(
    "".join
)
arbitrary = st.text(max_size=300) | st.text(string.printable, max_size=300)
days = st.none() | st.dates().map(str)


def _assert_exact(record: Record) -> None:
    text = record.document.text
    for span in spans_of(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quote


def _assert_joined(record: Record) -> None:
    """Every id that the record names is the id of something in it, and no two things share one."""
    actors = {actor.id for actor in record.actors}
    agreements = {agreement.id for agreement in record.agreements}
    named = {role.actor for event in record.events for role in (*event.actors, *event.recipients)}
    named |= {one for said in record.statements for one in (said.speaker, *said.addressees)}
    named |= {one for deal in record.agreements for one in (*deal.parties, *deal.signatories)}
    named |= {one for promise in record.commitments for one in (*promise.by, *promise.to)}
    named |= {one for tenure in record.tenures for one in (tenure.person, tenure.organization) if one is not None}
    assert named <= actors
    under = {promise.under for promise in record.commitments} | {event.agreement for event in record.events}
    assert under - {None} <= agreements
    ids = [actor.id for actor in record.actors] + [tenure.id for tenure in record.tenures]
    ids += [event.id for event in record.events] + [said.id for said in record.statements]
    ids += [deal.id for deal in record.agreements] + [promise.id for promise in record.commitments]
    assert len(set(ids)) == len(ids), sorted(one for one in ids if ids.count(one) > 1)


@FEWER
@given(arbitrary, days)
@example("\ud800", None)
@example("a\0b", "2022-05-12")
def test_any_text_gives_exact_spans(text: str, published: str | None) -> None:
    _assert_exact(read(text, published=published))


@FEWER
@given(arbitrary.map(lambda text: f"The minister of Norway met the envoy of Chile. {text} They signed the treaty."))
def test_any_text_within_english_gives_exact_spans(text: str) -> None:
    record = read(text)
    _assert_exact(record)
    _assert_joined(record)


@NEWS
@given(newsy, days)
def test_news_gives_exact_spans_and_ids_that_join(text: str, published: str | None) -> None:
    record = read(text, published=published)
    _assert_exact(record)
    _assert_joined(record)


@NEWS
@given(newsy)
def test_the_same_text_gives_the_same_record_and_json_gives_it_back(text: str) -> None:
    record = read(text)
    told = record.model_dump_json()
    assert read(text).model_dump_json() == told
    assert Record.model_validate_json(told) == record


@NEWS
@given(st.lists(newsy, min_size=2, max_size=4))
def test_what_was_read_before_changes_nothing(texts: list[str]) -> None:
    together = [record.model_dump_json() for record in read_all(texts)]
    assert [record.model_dump_json() for record in read_all(reversed(texts))] == together[::-1]


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_an_example_report_gives_exact_spans_and_ids_that_join(path: Path) -> None:
    record = read_file(path)
    _assert_exact(record)
    _assert_joined(record)
    assert record.events


@pytest.mark.slow
def test_two_processes_give_the_same_bytes_whatever_their_hash_seed() -> None:
    code = "import sys, dragoman\nfor path in sys.argv[1:]: print(dragoman.read_file(path).model_dump_json())"
    command = [sys.executable, "-c", code, *map(str, REPORTS)]
    told = [
        subprocess.run(  # noqa: S603 - our own code
            command, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "4242", "random")
    ]
    assert told[0].count(b"\n") == len(REPORTS)
    assert told[0] == told[1] == told[2]
