"""Full text, the same on both databases: sentences are indexed as words folded here; so are the words looked for."""

import re
from dataclasses import dataclass

from dragoman.errors import QueryError
from dragoman.lexicon.letters import in_ascii

LONGEST_WORD = 60
MOST_WORDS = 15_000  # of one sentence: PostgreSQL counts no positions beyond 16,383
MOST_TERMS = 50

_WORD = re.compile(r"[a-z0-9]+")
_TOLD = re.compile(r"""(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that follow each other; `prefix`: the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: in one sentence one of each of `all_of`, and none of `none_of`."""

    all_of: tuple[tuple[Term, ...], ...]
    none_of: tuple[Term, ...] = ()


def folded(text: str) -> list[str]:
    """The words of a text as they are indexed: lower ASCII letters and digits; "Nağıyev's" is "nagiyev", "s"."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(in_ascii(text).lower())][:MOST_WORDS]


def search(told: str) -> Search:
    """What somebody looks for: `gas deal`, `"gas deal"`, `pipeline OR gas`, `sanction*`, `-oil`.

    Raises QueryError where there is nothing to look for.
    """
    groups: list[list[Term]] = []
    none_of: list[Term] = []
    joined = False
    for found in _TOLD.finditer(told):
        word = found["word"]
        if word == "OR" and not found["minus"]:
            joined = bool(groups)
            continue
        spelled = found["phrase"] if word is None else word
        words = tuple(folded(spelled))
        if not words:
            continue
        term = Term(words=words, prefix=word is not None and word.endswith("*"))
        if found["minus"]:
            none_of.append(term)
        elif joined:
            groups[-1].append(term)
        else:
            groups.append([term])
        joined = False
    if not groups:
        raise QueryError(f"{told!r}: has no word to look for; give one at least that is not excluded")
    if sum(map(len, groups)) + len(none_of) > MOST_TERMS:
        raise QueryError(f"{told[:40]!r}...: has more than {MOST_TERMS} words and phrases; look for fewer")
    return Search(all_of=tuple(map(tuple, groups)), none_of=tuple(none_of))


def as_fts5(looked_for: Search) -> str:
    """In the language of SQLite's FTS5. Words are letters and digits only, so nothing in them can be an operator."""

    def term(told: Term) -> str:
        return f'"{" ".join(told.words)}"{"*" if told.prefix else ""}'

    found = " AND ".join(f"({' OR '.join(map(term, group))})" for group in looked_for.all_of)
    excluded = "".join(f" NOT {term(told)}" for told in looked_for.none_of)
    return f"({found}){excluded}"


def as_tsquery(looked_for: Search) -> str:
    """As a `tsquery` of PostgreSQL, written out: no configuration of the server changes it."""

    def term(told: Term) -> str:
        words = [f"'{word}'" for word in told.words]
        words[-1] += ":*" if told.prefix else ""
        return f"({' <-> '.join(words)})"

    parts = [f"({' | '.join(map(term, group))})" for group in looked_for.all_of]
    return " & ".join((*parts, *(f"!{term(told)}" for told in looked_for.none_of)))


def as_tsvector(words: list[str]) -> str:
    """Words with their places, as a `tsvector` written out."""
    places: dict[str, list[str]] = {}
    for number, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(number))
    return " ".join(f"'{word}':{','.join(told[:255])}" for word, told in places.items())


def placed(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as `folded` gives them, each with the characters of the text from which it comes.

    "Nağıyev's" has "nagiyev" at 0 to 7; a letter that is written with several ("ß", "ss") belongs to a word whole.
    """
    letters = [in_ascii(letter).lower() for letter in text]
    came_from = [place for place, letter in enumerate(letters) for _ in letter]
    return [
        (found.group()[:LONGEST_WORD], came_from[found.start()], came_from[found.end() - 1] + 1)
        for found in _WORD.finditer("".join(letters))
    ][:MOST_WORDS]


def marks(text: str, looked_for: Search) -> list[tuple[int, int]]:
    """Start and end of all that was looked for and is in a text; what touches is one."""
    words = placed(text)
    found: set[tuple[int, int]] = set()
    for term in (term for group in looked_for.all_of for term in group):
        length = len(term.words)
        for place in range(len(words) - length + 1):
            here = [word for word, _, _ in words[place : place + length]]
            last = here[-1].startswith(term.words[-1]) if term.prefix else here[-1] == term.words[-1]
            if last and here[:-1] == list(term.words[:-1]):
                found.add((words[place][1], words[place + length - 1][2]))
    return _joined(sorted(found))


def _joined(extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in extents:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
