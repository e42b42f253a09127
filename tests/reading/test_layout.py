"""The layouts of tests/cases/layout, the rules of layout.toml by their own examples, and hostile texts."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import LexiconError
from dragoman.lexicon.layout_words import LayoutRule, load_layout_words
from dragoman.model.reading import Extent
from dragoman.reading.layout import Layout, lay_out

WORDS = load_layout_words()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases/layout/layouts.toml").read_text("utf-8"))["case"]
EXAMPLES = [(rule, text) for rule in WORDS.rules for text in rule.examples]
COUNTERS = [(rule, text) for rule in WORDS.rules for text in rule.counters]
HOSTILE = {
    "a line of 2,000,000 characters": "The envoys met. " * 125_000,
    "capitals without end": "AB " * 300_000,
    "a word a line": "\n".join(f"Word{number}" for number in range(20_000)),
    "brackets": "(" * 300_000,
    "quotation marks of Markdown": "> " * 300_000,
    "hyphens and spaces": "- " * 300_000,
    "asterisks": "*" * 300_000,
    "blank lines": "\n" * 500_000,
    "fences": "---\na: b\n" * 20_000,
    "By without end": "By " * 100_000,
    "stops": '."' * 200_000,
    "NULs": "\0" * 100_000,
}


def _text(text: str, extent: Extent | None) -> str | None:
    return None if extent is None else text[extent.start : extent.end]


def _layout(case: dict[str, Any]) -> Layout:
    media = case.get("media", [])
    return lay_out(case["text"], WORDS, title=case.get("title"), is_media=lambda name: name in media)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_text_has_these_blocks(case: dict[str, Any]) -> None:
    found = _layout(case)
    assert [block.kind for block in found.blocks] == case["kinds"]
    if "bodies" in case:
        bodies = [_text(case["text"], block.extent) for block in found.blocks if block.kind == "body"]
        assert bodies == case["bodies"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_head_tells_these_values_and_no_others(case: dict[str, Any]) -> None:
    found, text = _layout(case), case["text"]
    told = {"outlet": found.outlet, "byline": found.byline}
    told |= {"place": _text(text, found.place), "date": _text(text, found.date)}
    named = {key: case.get(key, told[key] if key == "date" else None) for key in ("outlet", "byline", "date")}
    assert {key: told[key] for key in named} == named
    if "place" in case:
        assert told["place"] == case["place"]
    if "headline" in case:
        assert _text(text, found.headline) == case["headline"]
    for name, extent in ((found.outlet, found.outlet_extent), (found.byline, found.byline_extent)):
        assert name == (None if extent is None else " ".join(text[extent.start : extent.end].split()))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{rule.id}: {text}" for rule, text in EXAMPLES])
def test_a_rule_matches_its_examples(rule: LayoutRule, text: str) -> None:
    assert rule.match(text, 0, len(text))


@pytest.mark.parametrize(("rule", "text"), COUNTERS, ids=[f"{rule.id}: {text}" for rule, text in COUNTERS])
def test_a_rule_does_not_match_its_counter_examples(rule: LayoutRule, text: str) -> None:
    assert rule.match(text, 0, len(text)) is None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    found = lay_out(text, WORDS, title="Envoys meet", is_media=lambda _: False)
    assert time.perf_counter() - began < 10
    assert all(0 <= block.extent.start < block.extent.end <= len(text) for block in found.blocks)


LINES = st.sampled_from(
    [
        "",
        "Envoys meet in Lima",
        "By Mirel Ostrov",
        "May 12, 2022",
        "LIMA, Feb 10 (Wire) -",
        "- an item",
        "1. One",
        "# Head",
        "> a quote",
        "---",
        "===",
        "(END)",
        "[Reference] Of old.",
        "Photo: X",
        "The envoys met on Monday.",
        "  goes on\t",
        "é",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(LINES, max_size=12).map("\n".join), st.text(max_size=200)))
def test_blocks_are_in_order_and_nothing_but_marks_lies_outside(text: str) -> None:
    found = lay_out(text, WORDS)
    position, outside = 0, ""
    for block in found.blocks:
        assert position <= block.extent.start < block.extent.end <= len(text)
        outside += text[position : block.extent.start]
        position = block.extent.end
    outside += text[position:]
    left = outside.replace("[Reference]", "").split()
    assert all(len(piece) < 8 and not piece.isalpha() for piece in left), left


FAULTS = {
    "unknown key": ('colour = "red"', "unknown keys"),
    "broken pattern": ("", "the pattern is none"),
    "unknown part": ("", "neither a list nor a part"),
    "no example": ("", "no example"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_table_is_named(fault: str, tmp_path: Path) -> None:
    more, message = FAULTS[fault]
    lists = ("open_ends", "labels", "final_abbreviations", "months", "short_months", "weekdays")
    pattern = {"broken pattern": "(", "unknown part": "%nothing%"}.get(fault, "x")
    examples = "[]" if fault == "no example" else '["x"]'
    table = "[words]\n" + "".join(f'{name} = ["x"]\n' for name in lists)
    table += f'[[rule]]\nid = "a"\nkind = "boilerplate"\nwhere = "whole"\npattern = \'{pattern}\'\n'
    table += f'example = {examples}\ncounter = ["y"]\n{more}\n'
    (tmp_path / "lang/en").mkdir(parents=True)
    (tmp_path / "lang/en/layout.toml").write_text(table, "utf-8")
    with pytest.raises(LexiconError, match=message):
        load_layout_words(data=tmp_path)
