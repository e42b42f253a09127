"""Mending gerunds: those that the parser hangs beside the verb whose object they are."""

from dragoman.reading.parser import Parsed


def mend_gerunds(parsed: Parsed) -> None:
    """Tell a gerund right behind a verb's particle for what the verb is about: "ruled out sending troops"."""
    for word in range(1, len(parsed.tag)):
        if parsed.tag[word] == "VBG" and parsed.dep[word] == "advcl" and parsed.dep[word - 1] == "prt":
            parsed.dep[word] = "xcomp"
