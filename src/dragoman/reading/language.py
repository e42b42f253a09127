"""The language of a text: by its commonest words where they are plain, by py3langid where they are not."""

import re

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000  # characters; a language shows in far fewer
ENOUGH = 0.22  # share of common words above which a text is of the language: English prose has 0.35 to 0.5
SHORT = 30  # words; a short English text may have few common ones ("Estonia expelled two Russian diplomats")
SOME = 0.09
FEW = 6  # words below which no model can tell a language


def language_of(text: str, common: dict[str, frozenset[str]]) -> str | None:
    """ISO 639-1 code of the text's language, or None where nothing can be told."""
    words = [word.casefold() for word in _WORD.findall(text[:SAMPLE])]
    if not words:
        return None
    shares = {language: sum(word in known for word in words) / len(words) for language, known in common.items()}
    likeliest = max(shares, key=lambda language: shares[language], default=None)
    if likeliest is not None and shares[likeliest] >= (ENOUGH if len(words) >= SHORT else SOME):
        return likeliest
    if len(words) < FEW:
        latin = sum(word.isascii() for word in words) / len(words)
        return likeliest if latin > 0.5 else None  # noqa: PLR2004 most of them
    import py3langid  # noqa: PLC0415 slow to load, seldom needed

    return str(py3langid.classify(text[:SAMPLE])[0])
