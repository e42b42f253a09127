"""From characters to units: the words of a sentence, hyphenated ones whole, with their extents."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.lexicon.names import NameWords

# Closing marks that still belong to the sentence they end. Typography, not words of a language.
CLOSERS = frozenset("\"'”’»)]")
STOPS = frozenset({".", "!", "?", "...", "…", "。", "؟", "।"})
EN_DASH = "\N{EN DASH}"
EMPHASIS = {"*"}
HYPHENS = frozenset({"-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", EN_DASH})
LONGEST_JOINED = 12  # tokens; no input makes one word of a line of hyphens
LONGEST_HEADING = 4  # units of what heads a part of a report, with its colon: "For reference:"
LONGEST_SHORTENED = 3  # characters; the stop of "J." or "St." ends no sentence
LONGEST_SENTENCE = 300  # units; a longer one is cut, so that no input can make the parser slow


@dataclass(frozen=True, slots=True)
class Unit:
    """One word: `pieces` are the tokenizer's own tokens inside it as (text, start, end)."""

    text: str
    lower: str
    start: int
    end: int
    pieces: tuple[tuple[str, int, int], ...]

    @property
    def capital(self) -> bool:
        return self.text.lstrip("'‘’")[:1].isupper()


# marks that may be the first letter of a name: "'Ofa", "'Eua"
OKINAS = frozenset({"'", "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,4}\Z")
_CLOSED = re.compile(r"[\w.,!?]['’](?!\w)")  # a mark that closes a quotation

Tokenizer = Callable[[str], Sequence[tuple[str, int]]]  # text -> (token, offset), white space left out


def units_of(text: str, start: int, end: int, tokenize: Tokenizer) -> list[Unit]:
    """The units of `text[start:end]`; tokens joined by a hyphen without space are one unit ("Col-Gen", "Tae-ho").

    Marks of emphasis ("**NCW** spokesman") are none.
    """
    units: list[Unit] = []
    group: list[tuple[str, int, int]] = []
    last_end = -1
    for token, offset in tokenize(text[start:end]):
        if set(token) == EMPHASIS:
            last_end = -1
            continue
        begin = start + offset
        stop = begin + len(token)
        glued = begin == last_end and bool(group)
        if glued and len(group) == 1 and _opens_name(text, group[0], begin, end):
            group.append((token, begin, stop))
            last_end = stop
            continue
        joins = glued and (token in HYPHENS or group[-1][0] in HYPHENS) and len(group) < LONGEST_JOINED
        if joins and (token[0].isalnum() or token in HYPHENS) and group[0][0][0].isalnum():
            group.append((token, begin, stop))
        else:
            if group:
                units.append(_unit(text, group))
            group = [(token, begin, stop)]
        last_end = stop
    if group:
        units.append(_unit(text, group))
    return units


def _opens_name(text: str, mark: tuple[str, int, int], begin: int, end: int) -> bool:
    """Whether a mark is the first letter of the name behind it, and opens no quotation."""
    token, start, _ = mark
    opens = token in OKINAS and text[begin].isupper() and (start == 0 or text[start - 1].isspace())
    return opens and _CLOSED.search(text, begin, end) is None


def _unit(text: str, group: list[tuple[str, int, int]]) -> Unit:
    whole = text[group[0][1] : group[-1][2]]
    return Unit(whole, whole.lower(), group[0][1], group[-1][2], tuple(group))


def heading_end(units: Sequence[Unit], headings: Collection[str]) -> int:
    """Behind a heading told in a line with what it heads: "Background: Zambia and Angola signed"; 0 where none is."""
    colon = next((at for at, unit in enumerate(units[:LONGEST_HEADING]) if unit.text == ":"), 0)
    told = " ".join(unit.lower for unit in units[:colon])
    return colon + 1 if colon and told in headings and colon + 1 < len(units) else 0


def sentences_of(units: Sequence[Unit], words: NameWords) -> Iterator[tuple[int, int]]:
    """Index ranges of sentences: a stop, with closing marks, before a word that may begin one."""
    begin = 0
    index = 0
    count = len(units)
    while index < count:
        text = units[index].text
        stops = text[-1] in STOPS and (len(text) > LONGEST_SHORTENED or _is_platform(units, index, words))
        if text in STOPS or stops:
            after = index + 1
            while after < count and units[after].text[0] in CLOSERS and units[after].start == units[after - 1].end:
                after += 1
            if after >= count or _begins(units, index, after, words):
                yield begin, after
                begin = after
            index = after
        elif index - begin >= LONGEST_SENTENCE:
            yield begin, index
            begin = index
            index += 1
        else:
            index += 1
    if begin < count:
        yield begin, count


def _is_platform(units: Sequence[Unit], index: int, words: NameWords) -> bool:
    """Whether a letter is no initial but the network: "the ministry said on X. He is also due"."""
    return index > 0 and f"{units[index - 1].lower} {units[index].lower.rstrip('.')}" in words.platforms


def _begins(units: Sequence[Unit], stop: int, after: int, words: NameWords) -> bool:
    following = units[after]
    if following.start == units[after - 1].end:
        return False  # "3.5", "a.b"
    first = following.text[0]
    if not (first.isupper() or first.isdigit() or not first.isalnum() or not first.isascii()):
        return False
    if units[stop].text != ".":
        if stop and _INITIALS.match(units[stop].text) and units[stop - 1].lower in words.titles | words.honorifics:
            return False  # "Foreign Minister D.N. Wangchuk"
        return units[stop].lower.rstrip(".") not in words.abbreviations
    before = units[stop - 1] if stop else None
    if before is not None and before.end == units[stop].start:
        bare = before.lower.rstrip(".")
        if bare in words.abbreviations and not first.isdigit():
            return False
        if len(bare) == 1 and before.text.isupper():
            return False  # an initial: "J. Smith"
    return True
