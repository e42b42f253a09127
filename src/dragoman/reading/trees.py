"""The parsed text as plain columns, so that nothing beyond this room sees the parser's own objects."""

from dataclasses import dataclass

from dragoman.reading.found import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """One row a word, all sentences after one another; `head` of a root is itself. Extents are of the document's text.

    `found` is the index of the name that the word stands for, `time` of the time expression, -1 for none.
    `country` is the state that a nationality word tells.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    found: list[int]
    time: list[int]
    country: list[str | None]
    children: list[list[int]]
    left: list[int]  # leftmost word of the subtree
    right: list[int]  # rightmost
    names: tuple[Found, ...]

    def __len__(self) -> int:
        return len(self.text)

    def kids(self, word: int, *deps: str) -> list[int]:
        """Give the children of a word that hang on it by one of these relations."""
        return [child for child in self.children[word] if self.dep[child] in deps]

    def kid(self, word: int, *deps: str) -> int | None:
        """Give the first such child."""
        for child in self.children[word]:
            if self.dep[child] in deps:
                return child
        return None

    def conjuncts(self, word: int) -> list[int]:
        """Give the word and all that is coordinated with it, in order."""
        chain = [word]
        for item in chain:
            chain.extend(child for child in self.children[item] if self.dep[child] == "conj")
        return sorted(chain)
