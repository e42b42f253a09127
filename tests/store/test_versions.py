"""What became of the sentences of a text in another version of it."""

import pytest

from dragoman.store import Store
from tests.store.making import Desk

MET, SIGNED = "The ministers met in Osh on Monday.", "They signed a pact on grain."
RAIN, HURT = "It rained all day.", "Nobody was hurt in the flood."
CHANGES = {
    "a word is another": ((MET, SIGNED), ("The ministers met in Osh on Tuesday.", SIGNED), ["changed"]),
    "one is left out beside one that is changed": (
        (MET, RAIN, SIGNED),
        ("The ministers met in Osh on Tuesday.", SIGNED),
        ["changed", "removed"],
    ),
    "several are left out beside it": (
        (RAIN, HURT, MET),
        ("The ministers met in Osh.",),
        ["removed", "removed", "changed"],
    ),
    "another stands in its place": ((MET, RAIN), (MET, HURT), ["removed", "added"]),
    "one is cut in two": (
        ("The ministers met in Osh on Monday and signed a pact on grain.",),
        ("The ministers met in Osh on Monday.", "Then they signed a pact on grain."),
        ["changed"],
    ),
    "two are drawn together": (
        (MET, SIGNED),
        ("The ministers met in Osh on Monday and signed a pact on grain.",),
        ["changed"],
    ),
    "one is left out": ((MET, RAIN, SIGNED), (MET, SIGNED), ["removed"]),
    "one is added": ((MET, SIGNED), (MET, RAIN, SIGNED), ["added"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_became_of_sentences(store: Store, name: str) -> None:
    before, after, kinds = CHANGES[name]
    documents = []
    for number, told in enumerate((before, after)):
        desk = Desk(published=f"2024-05-1{number}", outlet="Caspian Wire", opening="The news of today.")
        for sentence in told:
            desk.say(sentence.removesuffix("."))
        record = desk.record()
        store.writer.take(desk.item(f"{number}.txt"), record)
        documents.append(record.document.id)
    changes = store.view.difference(documents[0], documents[1])
    assert [change.kind for change in changes] == kinds
    for change in changes:
        assert bool(change.before) == (change.kind != "added")
        assert bool(change.after) == (change.kind != "removed")
