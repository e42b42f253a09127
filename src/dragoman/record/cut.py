"""Extents to spans with their quotes, and ids from where the evidence stands."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model.reading import Extent
from dragoman.model.record import Span


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts spans from one text; ids are digests of document, kind and offsets, never of what was coded."""

    text: str
    document: str

    def span(self, extent: Extent) -> Span:
        """The span of an extent, without white space at its ends."""
        start, end = extent
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start=start, end=end, quote=self.text[start:end])

    def spans(self, extents: Iterable[Extent | None]) -> tuple[Span, ...]:
        """The spans of extents, each once, in the order given."""
        return tuple(dict.fromkeys(self.span(extent) for extent in extents if extent is not None))

    def id(self, kind: str, extents: Iterable[Extent], salt: str = "") -> str:
        """The id of a finding of this kind with this evidence."""
        told = ",".join(f"{extent.start}-{extent.end}" for extent in extents)
        digest = hashlib.sha256(f"{self.document}|{kind}|{told}|{salt}".encode()).hexdigest()
        return f"{kind}:{digest[:16]}"


def document_id(text: str) -> str:
    """ "sha256:" and the digest of the text; a lone surrogate counts as itself."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
