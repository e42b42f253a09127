"""Whatever is asked, both databases answer alike. DRAGOMAN_QUESTIONS asks more than the 50 of every day."""

import os

from dragoman.store import Store
from tests.store.asking import questions, reports

QUESTIONS = int(os.environ.get("DRAGOMAN_QUESTIONS", "50"))
REPORTS = 60


def test_both_databases_answer_alike(sqlite_store: Store, postgres_store: Store) -> None:
    stores = sqlite_store, postgres_store
    for store in stores:
        documents = []
        for number, desk in enumerate(reports(REPORTS, seed=6)):
            store.writer.take(desk.item(f"{number}.txt"), desk.record())
            documents.append(desk.record().document.id)
        store.refresh_people()
        store.collect("half", documents[::2])
    empty = 0
    for told, ask in questions(QUESTIONS, seed=9):
        one, other = (ask(store.view) for store in stores)
        assert one == other, told
        empty += not one
    assert empty < QUESTIONS / 2  # or the questions would be about nothing
