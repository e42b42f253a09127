"""The language of a text: by its commonest words where they are plain, by py3langid where they are not."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000  # characters; a language shows in far fewer
ENOUGH = 0.22  # share of common words above which a text is of the language: English prose has 0.35 to 0.5
SHORT = 30  # words; a short English text may have few common ones ("Estonia expelled two Russian diplomats")
SOME = 0.09
BESIDE_NAMES = 0.25  # share among the words without a capital: "President Eric Mugabo met Pascal Ndayizeye in Kigali"
FEW = 6  # words below which no model can tell a language


def language_of(text: str, common: dict[str, frozenset[str]]) -> str | None:
    """ISO 639-1 code of the text's language, or None where nothing can be told."""
    told = _WORD.findall(text[:SAMPLE])
    words = [word.casefold() for word in told]
    if not words:
        return None
    shares = {language: _share(words, known) for language, known in common.items()}
    likeliest = max(shares, key=lambda language: shares[language], default=None)
    if likeliest is not None and shares[likeliest] >= (ENOUGH if len(words) >= SHORT else SOME):
        return likeliest
    # "a" is of many languages; names may fill a long text: "Energy Secretary Jane Mwangi and Chairman Otieno"
    small = [word for word in told if word[0].islower() and len(word) > 1]
    if likeliest is not None and _share(small, common[likeliest]) >= BESIDE_NAMES:
        return likeliest
    if len(words) < FEW:
        latin = sum(word.isascii() for word in words) / len(words)
        return likeliest if latin > 0.5 else None  # noqa: PLR2004 most of them
    import py3langid  # noqa: PLC0415 slow to load, seldom needed

    return str(py3langid.classify(text[:SAMPLE])[0])


def _share(words: Sequence[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0
