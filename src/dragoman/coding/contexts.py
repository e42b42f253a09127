"""Words to contexts: what a sentence is about, by the signs in it."""

from collections.abc import Iterator, Sequence

from dragoman.lexicon.contexts import ContextBook, Force

ENOUGH_WEAK = 2


def contexts_of(text_words: Sequence[str], book: ContextBook) -> tuple[str, ...]:
    """Tell the contexts that a sentence shows, in the ontology's order, from its lower-case lemmas or words."""
    return tuple(signs_of(text_words, book))


def contexts_in(text: str, book: ContextBook) -> tuple[str, ...]:
    """Tell the contexts that a text shows, for callers that have no words of it."""
    return contexts_of(book.words_of(text), book)


def signs_of(text_words: Sequence[str], book: ContextBook) -> dict[str, tuple[str, ...]]:
    """Tell the contexts that a sentence shows, in the ontology's order, each with the signs that show it.

    One strong sign is enough, or two different weak ones, or a left and a right one.
    """
    found: dict[str, list[tuple[Force, str]]] = {}
    reached: dict[str, int] = {}
    words = tuple(_bases(text_words, book))
    for start, word in enumerate(words):
        for sign in book.by_first.get(word, ()):
            end = start + len(sign.words)
            if words[start:end] != sign.words:
                continue
            for context, force in sign.tells:
                # The longest sign counts, not those inside it: "nuclear power" hides the "nuclear" of cbrn.
                if reached.get(context, 0) <= start:
                    reached[context] = end
                    found.setdefault(context, []).append((force, sign.text))
    return {
        context: tuple(dict.fromkeys(text for force, text in found[context] if force != "plain"))
        for context in book.order
        if context in found and _is_shown(found[context])
    }


def _bases(text_words: Sequence[str], book: ContextBook) -> Iterator[str]:
    for word in text_words:
        if word.isalnum():
            yield book.base(word)
        else:  # "cease-fire", "d'affaires", or a mark of punctuation
            for part in book.words_of(word):
                yield book.base(part)


def _is_shown(signs: Sequence[tuple[Force, str]]) -> bool:
    forces = {force for force, _ in signs}
    return (
        not forces.isdisjoint(("strong", "bodies"))
        or {"left", "right"} <= forces
        or len({text for force, text in signs if force == "weak"}) >= ENOUGH_WEAK
    )
