"""What the gate lets through and what it skips, with reasons; its figures are those of `benchmarks/gate.py`."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.intake import read_path
from dragoman.lexicon.load import Lexicon
from dragoman.screening import Skipped, gate
from tests.lexicon.conftest import invented, invented_root
from tests.screening.texts import GOLD, LEAST_RECALL, LEAST_SKIPPED, ROOT, labelled, off_topic, reports_in

__all__ = ["invented", "invented_root"]

REPORTS = reports_in(ROOT / "examples/reports", ROOT / "tests/reports")
OFF_TOPIC = off_topic()

# Events told in the words of what is usually something else.
THROUGH = {
    "a short notice": "Estonia expelled two Russian diplomats.",
    "football and diplomacy": (
        "The presidents of Chad and Togo watched the final of the African football cup from one box on Sunday. "
        "Before the match they held talks in the stadium on the border posts. Their foreign ministers signed a "
        "protocol at half-time. The president of Chad invited his guest to N'Djamena. The Togolese government "
        "welcomed the invitation."
    ),
    "a boycott of games": (
        "Lithuania and Latvia will boycott the winter games because Russian athletes were admitted, their "
        "governments said on Monday. The Lithuanian foreign minister condemned the decision of the committee. "
        "Russia rejected the criticism."
    ),
    "a grain deal": (
        "Ukraine and Türkiye signed an agreement on Friday under which ships carry wheat and corn through the "
        "straits. Prices of wheat fell by two percent. The agreement obliges both governments to inspect cargoes. "
        "The UN welcomed it, and Russia threatened to close the corridor if its own shipments of fertiliser were "
        "not freed."
    ),
    "aid after a cyclone": (
        "India sent two navy ships with food to Mozambique on Thursday after Cyclone Abel flooded the port of "
        "Beira. The Mozambican government thanked New Delhi. The Indian foreign ministry promised a field hospital "
        "and tents. South Africa deployed helicopters at the request of Maputo. Rain is expected until Sunday."
    ),
    "an extradition": (
        "A court in Lisbon approved the extradition of a Brazilian banker on Tuesday. Brazil had requested it in "
        "May. The Portuguese justice minister signed the order, and the Brazilian ambassador thanked the "
        "authorities."
    ),
    "a singer as envoy": (
        "The singer Mara Vale met the president of Rwanda in Kigali as an envoy of UNICEF. She urged the "
        "government to vaccinate children in the camps. The health minister promised to send doctors to the "
        "border."
    ),
    "a strike": "Nurses in three hospitals went on a hunger strike over their pay.",
    "actor and act in neighbouring sentences": (
        "The envoys of Peru and Chile arrived at noon. An accord was signed an hour later."
    ),
}

SKIPPED = {
    "no-actor": (
        "The ducks came back to the pond in the park this week, as they do when the ice is gone. Children threw "
        "bread to them, though a sign asks them not to, and an old man with a camera said that it was the best day "
        "of his year."
    ),
    "no-act": (
        "Norway is a long country with a short night in June. The road from the south to the north is lined with "
        "wooden churches, and in Chile there is one that looks the same. Both are painted in red and white, as is "
        "the one near us."
    ),
    "elsewhere": (
        "Kenya beat Qatar 3-1 in the semi-final on Tuesday, with goals from the striker and both wingers. The "
        "coach praised the goalkeeper, who saved a penalty in the first half. Kenya will meet the winner of the "
        "match between Ghana and Mali in the final. The captain of Qatar was sent off after a tackle on the "
        "midfielder."
    ),
}


@pytest.mark.parametrize("name", THROUGH)
def test_what_tells_an_event_is_let_through(name: str, lexicon: Lexicon) -> None:
    assert gate(THROUGH[name], None, lexicon) is None


@pytest.mark.parametrize("code", SKIPPED)
def test_what_is_skipped_has_a_reason(code: str, lexicon: Lexicon) -> None:
    skipped = gate(SKIPPED[code], None, lexicon)
    assert skipped is not None
    assert skipped.code == code
    assert ("none" in skipped.reason) == (code != "elsewhere")


def test_the_reason_names_what_was_found(lexicon: Lexicon) -> None:
    told = gate(SKIPPED["elsewhere"], "Kenya reach final", lexicon)
    assert told is not None
    assert told.reason.startswith("about sport: words of such reports ")
    assert "'striker'" in told.reason or "'goalkeeper'" in told.reason or "'semi-final'" in told.reason
    told = gate(SKIPPED["no-act"], None, lexicon)
    assert told is not None
    assert told.reason == "no act between actors: states, bodies and offices 2 ('Norway', 'Chile'), cues none"


def test_a_title_counts(lexicon: Lexicon) -> None:
    text = "The two sides did not say more about it, and there was no word of a date for it in the evening of that day."
    assert gate(text, None, lexicon) is not None
    assert gate(text, "Peru and Chile sign a border treaty", lexicon) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 2 3 4",
        "Der Ball lag im Netz, und das ganze Stadion sang, weil der Stürmer in der letzten Minute getroffen hatte.",
        "Мяч оказался в сетке, и весь стадион запел, потому что нападающий забил гол на последней минуте матча.",
    ],
    ids=["nothing", "no words", "German", "Russian"],
)
def test_what_is_not_plainly_of_the_language_is_for_the_reader(text: str, lexicon: Lexicon) -> None:
    assert gate(text, None, lexicon) is None


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_our_own_reports_are_let_through(path: Path, lexicon: Lexicon) -> None:
    raw = read_path(path)
    assert gate(raw.text, raw.title, lexicon) is None


def test_every_example_of_a_cue_is_let_through(lexicon: Lexicon) -> None:
    examples = [example.text for cue in lexicon.cues.cues for example in cue.examples]
    assert [text for text in examples if gate(text, None, lexicon) is not None] == []


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled sentences are kept outside")
def test_labelled_sentences_are_let_through(lexicon: Lexicon) -> None:
    held = [gate(text, None, lexicon) is None for text in labelled()]
    assert sum(held) >= LEAST_RECALL * len(held)


@pytest.mark.parametrize("name", OFF_TOPIC)
def test_off_topic_reports_are_skipped(name: str, lexicon: Lexicon) -> None:
    told = [gate(report["text"], report["title"], lexicon) for report in OFF_TOPIC[name]]
    skipped = [one for one in told if one is not None]
    assert len(skipped) >= LEAST_SKIPPED * len(told)
    assert all(one.code and one.reason for one in skipped)


def test_the_gate_knows_the_words_of_its_lexicon(invented: Lexicon, lexicon: Lexicon) -> None:
    """Arnor and Gondor are nobody in the world's tables."""
    text = "Arnor signed a treaty with Gondor in the spring, and it is the first of its kind that they have had."
    assert gate(text, None, invented) is None
    assert gate(text, None, lexicon) is not None


def test_a_word_that_is_loose_tells_no_act(lexicon: Lexicon) -> None:
    text = "The ministry of Norway has a decree that is the first of its kind for them, and it is not yet in print."
    assert gate(text, None, lexicon) is None
    strict = replace(lexicon, screening=replace(lexicon.screening, loose=lexicon.screening.acts), digest="loose")
    assert gate(text, None, strict) == Skipped(
        "no-act", "no act between actors: states, bodies and offices 2 ('ministry', 'Norway'), cues none"
    )
