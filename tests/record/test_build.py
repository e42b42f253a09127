"""The record of a document: ids that outlive the coder, issues, and a Record that refuses a false quote."""

from dataclasses import replace

import pytest

from dragoman.coding.code import code
from dragoman.errors import EvidenceError
from dragoman.lexicon.load import Lexicon
from dragoman.linking.link import link
from dragoman.model.reading import Extent
from dragoman.model.record import Coder, Record, Span
from dragoman.model.source_text import Raw
from dragoman.reading import read_text
from dragoman.record.build import build_record
from dragoman.record.cut import Cutter, document_id
from tests.record.cases import record_of

TEXT = (
    "Kenyan Foreign Minister Ruth Wekesa accused Uganda of closing the border on Monday. "
    "She said that the road was blocked. Uganda pledged to reopen the border by June 1, 2025. "
    "Kenya and Uganda signed the Busia Border Treaty in Busia on Tuesday."
)
CODER = Coder(name="dragoman", version="9", lexicon="other", model="other")


def _record(text: str, lexicon: Lexicon, *, coder: Coder = CODER, recoded: bool = False) -> Record:
    raw = Raw(text=text, name="case", published="2025-03-12")
    reading = read_text(raw, lexicon)
    findings = code(reading, lexicon)
    if recoded:
        findings = replace(
            findings,
            events=tuple(replace(event, cue="en.OTHER", confidence=0.1) for event in findings.events),
            statements=tuple(replace(said, act="warn", cue="en.OTHER") for said in findings.statements),
        )
    return build_record(raw, reading, findings, link(reading, lexicon), lexicon, coder)


def _ids(record: Record) -> list[str]:
    groups = (record.actors, record.tenures, record.events, record.statements, record.agreements, record.commitments)
    return [finding.id for group in groups for finding in group]


@pytest.mark.model
def test_ids_outlive_the_coder(lexicon: Lexicon) -> None:
    first = _record(TEXT, lexicon)
    again = _record(TEXT, lexicon, coder=CODER.model_copy(update={"version": "10"}), recoded=True)
    assert all((first.tenures, first.events, first.statements, first.agreements, first.commitments))
    assert _ids(first) == _ids(again)
    assert first.events != again.events


@pytest.mark.model
def test_ids_differ_between_documents(lexicon: Lexicon) -> None:
    assert not set(_ids(_record(TEXT, lexicon))) & set(_ids(_record(f"{TEXT} ", lexicon)))


@pytest.mark.model
def test_ids_are_all_unlike(lexicon: Lexicon) -> None:
    ids = _ids(_record(TEXT, lexicon))
    assert len(set(ids)) == len(ids)


@pytest.mark.model
def test_what_refers_to_nobody_is_an_issue_with_its_place() -> None:
    record = record_of("It rained over the coast. The ministry opened three shelters.")
    assert [(issue.code, issue.span.quote if issue.span else None) for issue in record.issues] == [
        ("unresolved", "ministry")
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \n\t ", "empty", id="white space"),
        pytest.param(
            "Le ministre des Affaires étrangères a reçu son homologue à Paris lundi soir.", "language", id="French"
        ),
    ],
)
def test_a_text_that_is_not_read_gives_an_issue(text: str, code: str) -> None:
    record = record_of(text)
    assert [issue.code for issue in record.issues] == [code]
    assert (record.actors, record.events, record.document.text) == ((), (), text)


@pytest.mark.parametrize(
    ("extent", "quote"),
    [
        pytest.param(Extent(0, 3), "Rut", id="as it is"),
        pytest.param(Extent(4, 9), "ran", id="white space at its ends cut off"),
        pytest.param(Extent(4, 5), "", id="nothing but white space"),
    ],
)
def test_span(extent: Extent, quote: str) -> None:
    span = Cutter("Ruth ran . ", "d").span(extent)
    assert span.quote == quote
    assert "Ruth ran . "[span.start : span.end] == quote


def test_spans_are_told_once() -> None:
    spans = Cutter("Ruth ran.", "d").spans([Extent(0, 4), None, Extent(0, 5), Extent(5, 8)])
    assert [span.quote for span in spans] == ["Ruth", "ran"]


@pytest.mark.parametrize(
    ("kind", "document", "extents", "salt"),
    [
        pytest.param("actor", "d", [Extent(0, 4)], "", id="kind"),
        pytest.param("event", "e", [Extent(0, 4)], "", id="document"),
        pytest.param("event", "d", [Extent(0, 5)], "", id="offsets"),
        pytest.param("event", "d", [Extent(0, 4), Extent(5, 8)], "", id="more evidence"),
        pytest.param("event", "d", [Extent(0, 4)], "1", id="salt"),
    ],
)
def test_an_id_tells_apart(kind: str, document: str, extents: list[Extent], salt: str) -> None:
    mine = Cutter("Ruth ran.", "d").id("event", [Extent(0, 4)])
    assert mine == Cutter("Ruth ran.", "d").id("event", [Extent(0, 4)])
    assert mine.startswith("event:")
    assert Cutter("Ruth ran.", document).id(kind, extents, salt) != mine


def test_the_id_of_a_text_with_a_lone_surrogate() -> None:
    assert document_id("\ud800") != document_id("\ud801")


def test_a_false_quote_is_refused() -> None:
    record = Record.model_validate({"document": {"id": "d", "text": "Ruth ran."}, "coder": CODER.model_dump()})
    false = Span(start=0, end=4, quote="Rosa")
    told = record.model_dump() | {
        "actors": [{"id": "a", "kind": "person", "name": "Rosa", "mentions": [false.model_dump()]}]
    }
    with pytest.raises(EvidenceError, match="Rosa"):
        Record.model_validate(told)
