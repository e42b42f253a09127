"""What a sentence is about: the table's own examples hold, and so do the cases."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.contexts import contexts_in, contexts_of, signs_of
from dragoman.errors import LexiconError
from dragoman.lexicon.contexts import ContextBook, Illustration, load_contexts
from dragoman.lexicon.ontology import load_ontology
from dragoman.lexicon.tables import DATA

TABLE = DATA / "lang" / "en" / "contexts.toml"
ONTOLOGY = load_ontology(DATA)
BOOK = load_contexts(TABLE, ONTOLOGY)
with (Path(__file__).parent.parent / "cases" / "contexts.csv").open(encoding="utf-8", newline="") as file:
    CASES = [
        (row["text"], set(row["told"].split()), set(row["not_told"].split()), row["name"])
        for row in csv.DictReader(file)
    ]

MICROSECONDS_A_WORD = 15

INVENTED = """
joiners = ["-"]
kept = ["glass"]
plurals = [["oj", "o"], ["j", ""]]
inflections = [["is", "i"]]
[same]
maro = "akvo"
[context.military]
strong = ["armeo", "granda kanono"]
weak = ["batali", "tanko"]
plain = ["armeo de ludiloj"]
examples = ["[Armeoj] venas.", "Du [grandaj kanonoj].", "Ni [batalis] kun [tanko].", "[armeo]"]
counters = [["armeo de ludiloj", "ludo"], ["tanko kaj tanko", "unu"], ["kanono", "nuda"]]
[context.disasters]
left = ["akvo"]
right = ["alta"]
examples = ["[alta] [akvo]", "[akvo] [alta]", "[Maro] estas [alta].", "[alta]-[akvo]"]
counters = [["akvo", "sola"], ["alta", "sola"], ["", "nenio"]]
"""


@pytest.fixture
def invented(tmp_path: Path) -> ContextBook:
    path = tmp_path / "contexts.toml"
    path.write_text(INVENTED, encoding="utf-8")
    return load_contexts(path, ONTOLOGY)


def shown(book: ContextBook, illustration: Illustration) -> set[str]:
    return set(signs_of(book.words_of(illustration.text), book).get(illustration.context, ()))


def marked(book: ContextBook, illustration: Illustration) -> set[str]:
    return {" ".join(book.base(word) for word in book.words_of(mark)) for mark in illustration.marked}


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda one: f"{one.context}: {one.text}")
def test_an_example_is_shown_by_exactly_its_marks(example: Illustration) -> None:
    assert shown(BOOK, example) == marked(BOOK, example)


@pytest.mark.parametrize("counter", BOOK.counters, ids=lambda one: f"{one.context}: {one.text}")
def test_a_counter_example_does_not_show_its_context(counter: Illustration) -> None:
    assert shown(BOOK, counter) == set(), counter.why
    assert counter.why


def test_every_context_has_signs() -> None:
    assert {example.context for example in BOOK.examples} == set(ONTOLOGY.contexts)


@pytest.mark.parametrize(("text", "told", "not_told"), [case[:3] for case in CASES], ids=[case[3] for case in CASES])
def test_case(text: str, told: set[str], not_told: set[str]) -> None:
    found = set(contexts_in(text, BOOK))
    assert told <= found
    assert not found & not_told


def test_the_cases_name_contexts() -> None:
    assert set().union(*(told | not_told for _, told, not_told, _ in CASES)) <= set(ONTOLOGY.contexts)


SAME = [
    (("foreign", "ministers", "met"), "words"),
    (("foreign", "minister", "meet"), "lemmas"),
    (("foreign-minister",), "a word with a hyphen inside"),
    (("foreign", "-", "minister"), "a hyphen by itself"),
]


@pytest.mark.parametrize("words", [row[0] for row in SAME], ids=[row[1] for row in SAME])
def test_lemmas_and_words_are_told_alike(words: tuple[str, ...]) -> None:
    assert contexts_of(words, BOOK) == ("diplomatic",)


def test_contexts_come_in_the_ontologys_order() -> None:
    found = contexts_in("Smugglers bribed the ambassador, the judge and the army.", BOOK)
    assert found == ("military", "legal", "diplomatic", "corruption", "trafficking")


def test_nothing_is_told_of_nothing() -> None:
    assert contexts_in("", BOOK) == contexts_of((), BOOK) == ()


@given(st.text())
def test_any_text_gives_contexts_in_order_once(text: str) -> None:
    found = contexts_in(text, BOOK)
    assert found == ONTOLOGY.in_order(found) == contexts_of(BOOK.words_of(text), BOOK)


def test_punctuation_parts_a_phrase() -> None:
    assert contexts_in("They went foreign; minister and all.", BOOK) == ()


def test_an_invented_language_proves_its_examples(invented: ContextBook) -> None:
    for example in invented.examples:
        assert shown(invented, example) == marked(invented, example), example.text
    for counter in invented.counters:
        assert shown(invented, counter) == set(), counter.text


FAULTS = [
    ("[context.military]", "[context.militry]", "militry: is no context"),
    ('"batali", "tanko"', '"batali", "tanko", "tankoj"', "'tankoj' stands twice"),
    ('"batali", "tanko"', '"batali", "a b c d e"', "has 5 words"),
    ('"batali", "tanko"', '"Batali", "tanko"', "must be in lower case"),
    ('right = ["alta"]', "", "left or right alone"),
    ('right = ["alta"]', 'right = ["alta"]\nwrong = []', "unknown key"),
    ('joiners = ["-"]', 'joiners = ["-"]\nodd = 1', "unknown key"),
    ('joiners = ["-"]', "", "joiners: must be a list"),
    ('plurals = [["oj", "o"], ["j", ""]]', 'plurals = [["oj"]]', "must be a pair"),
    ('"[Armeoj] venas.", ', "", "has 3 examples"),
    ("[Armeoj]", "Armeoj", "marks nothing"),
    (', ["kanono", "nuda"]', "", "has 2 counter-examples"),
    ('["kanono", "nuda"]', '["kanono"]', "must be a pair"),
    ('maro = "akvo"', "maro = 1", "same must be a table"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS, ids=[row[2] for row in FAULTS])
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "contexts.toml"
    assert old in INVENTED
    path.write_text(INVENTED.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"contexts\.toml") as caught:
        load_contexts(path, ONTOLOGY)
    assert told in str(caught.value)


def test_it_is_quick() -> None:
    text = "The foreign ministers of both countries discussed trade, defence cooperation and the disputed border. " * 40
    words = [word.lower() for word in text.split()]
    fastest = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        contexts_in(text, BOOK)
        fastest = min(fastest, time.perf_counter() - start)
    assert fastest / len(words) * 1e6 < MICROSECONDS_A_WORD
