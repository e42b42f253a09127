"""Texts in pieces: cut where anything begins or ends, whatever overlaps, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.record import Span
from dragoman.web.highlights import Highlight, segments
from dragoman.web.proofs import cut, pieces_of

TEXT = "Arnor signed the pact."


def light(start: int, end: int, kind: str = "event", key: str = "f1", quad: int = 0) -> Highlight:
    return Highlight(start=start, end=end, kind=kind, key=key, quad=quad)


CASES = [
    ("nothing", [], [("Arnor signed the pact.", "hl")]),
    ("one", [light(0, 5, "who", "a1")], [("Arnor", "hl k-who"), (" signed the pact.", "hl")]),
    (
        "one in another",
        [light(0, 21, quad=2), light(13, 21, "agreement", "f2")],
        [("Arnor signed ", "hl k-event q2"), ("the pact", "hl k-event k-agreement q2"), (".", "hl")],
    ),
    (
        "two that cross",
        [light(0, 12), light(6, 21, "statement", "f2")],
        [
            ("Arnor ", "hl k-event"),
            ("signed", "hl k-event k-statement"),
            (" the pact", "hl k-statement"),
            (".", "hl"),
        ],
    ),
    ("one beyond the end", [light(18, 99)], [("Arnor signed the p", "hl"), ("act.", "hl k-event")]),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_overlaps_stands_side_by_side(told: list[Highlight], expected: list[tuple[str, str]]) -> None:
    assert [(one.text, one.classes) for one in segments(TEXT, 0, told)] == expected


def test_a_finding_is_opened_once_where_its_words_begin() -> None:
    told = [light(0, 5), light(13, 21), light(0, 5, "who", "a1")]
    assert [one.opens for one in segments(TEXT, 0, told)] == ["f1", None, None, None]


def test_a_place_that_was_asked_for_is_marked_in_a_piece_of_a_text() -> None:
    found = segments(TEXT, 100, [], (106, 112))
    assert [(one.text, one.at, one.begins_at) for one in found] == [
        ("Arnor ", False, False),
        ("signed", True, True),
        (" the pact.", False, False),
    ]


EXTENTS = st.tuples(st.integers(0, 120), st.integers(0, 120)).map(lambda pair: (min(pair), max(pair)))


@given(st.text(max_size=60), st.integers(0, 50), st.lists(EXTENTS, max_size=8), st.none() | EXTENTS)
def test_no_letter_is_lost(text: str, start: int, extents: list[tuple[int, int]], at: tuple[int, int] | None) -> None:
    told = [light(low, high, key=f"f{number}") for number, (low, high) in enumerate(extents)]
    found = segments(text, start, told, at)
    assert "".join(one.text for one in found) == text
    place = start
    for one in found:
        assert set(one.keys) == {h.key for h in told if h.start <= place and h.end >= place + len(one.text) > place}
        place += len(one.text)
    assert sum(one.begins_at for one in found) <= 1


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def test_a_proof_marks_its_words_in_their_sentences_and_leaves_out_the_others() -> None:
    text = "First words. Second of them. Third at last."
    sentences = [span(text, one) for one in ("First words.", "Second of them.", "Third at last.")]
    pieces = pieces_of(sentences, [span(text, "First"), span(text, "last")])
    told = [(one.text, one.marked) for one in pieces]
    assert told == [
        ("First", True),
        (" words.", False),
        (" … ", False),
        ("Third at ", False),
        ("last", True),
        (".", False),
    ]


def test_a_long_sentence_is_cut_round_what_is_marked() -> None:
    text = "a " * 2000 + "signed " + "b " * 2000
    pieces = pieces_of([Span(start=0, end=len(text), quote=text)], [span(text, "signed")])
    assert "signed" in [one.text for one in pieces if one.marked]
    assert sum(len(one.text) for one in pieces) < 800


def test_marks_that_touch_are_one() -> None:
    pieces = cut("abcdef", 10, [Span(start=11, end=13, quote="bc"), Span(start=13, end=14, quote="d")])
    assert [(one.text, one.marked) for one in pieces] == [("a", False), ("bcd", True), ("ef", False)]
