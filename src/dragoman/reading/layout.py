"""The parts of a report on the page: headline, by-line, date line, paragraphs, and what is no text of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dragoman.lexicon.layout_words import LayoutRule, LayoutWords
from dragoman.model.reading import Block, BlockKind, Extent
from dragoman.reading.paragraphs import Paragraph, Start, ends_sentence, front_matter, paragraphs

LONGEST_HEADLINE = 220  # characters
MOST_HEADLINES = 3  # a headline, a line under it, and one more
BODY_WITHIN = 12  # paragraphs under a headline in which a sentence must come
LONG = 120  # characters: so long a paragraph is body, whatever it ends with
MOST_ENDS = 3  # marks behind one paragraph: "(Photo: ...) (END)"
LABELS = 2  # paragraphs of a bulletin that open with a day of their own
HEAD = 600  # characters: a letterhead stands above the body
NEWS = 2  # paragraphs of body in which an outlet tells its own name: "Azerwire reports"
LISTED = frozenset({"item", "number", "row"})  # marks of paragraphs of which each tells something of its own
KINDS: tuple[BlockKind, ...] = ("boilerplate", "caption", "byline", "dateline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks of a text in their order, and what its head tells.

    All that is not blank lies in a block, but for marks such as "1." and "#" before a block. `date` is the date of the
    date line or of a line of its own, as printed; `body_start` the beginning of the body, behind the date line.
    """

    blocks: tuple[Block, ...] = ()
    headline: Extent | None = None
    outlet: str | None = None
    outlet_extent: Extent | None = None
    byline: str | None = None
    byline_extent: Extent | None = None
    place: Extent | None = None
    date: Extent | None = None
    issuer: Extent | None = None
    body_start: int | None = None


def lay_out(
    text: str,
    words: LayoutWords,
    *,
    title: str | None = None,
    is_media: Callable[[str], bool] | None = None,
) -> Layout:
    """Tell the parts of a report, in time linear in its length; any text has a layout.

    `title`: a paragraph that equals it is the headline. `is_media`: whether a name is an outlet's; only with it is an
    outlet taken from the running text ("Azerwire reports"), where no date line names one.
    """
    matter = front_matter(text)
    found = paragraphs(text, matter.end if matter else 0, _starts(text, words), words.open_ends)
    reader = _Reader(text, words, is_media)
    if matter:
        reader.put("boilerplate", *matter)
    reader.read(_with_title(text, found, title))
    return reader.layout()


def _starts(text: str, words: LayoutWords) -> Callable[[int, int], Start]:
    """Give the judge of single lines that joins no by-line to a paragraph."""
    whole = tuple(rule for rule in words.rules if rule.where == "whole" and rule.kind != "issuer")
    begins = tuple(rule for rule in words.rules if rule.where == "start")
    marks = ("byline", "dateline", "reference")
    always = tuple(rule for rule in words.rules if rule.where == "prefix" and rule.kind in marks and not rule.top)
    labels = words.told("label", "prefix")

    def starts(start: int, end: int) -> Start:
        if any(rule.match(text, start, end) for rule in always):
            return "always"
        if end - start <= LONG and any(rule.match(text, start, end) for rule in whole):
            return "whole"
        if any(rule.match(text, start, end) for rule in labels):
            return "begins"
        return "begins" if any(rule.pattern.match(text, start, end) for rule in begins) else ""

    return starts


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_#]+", " ", text).split()).rstrip(".").casefold()


def _with_title(text: str, found: tuple[Paragraph, ...], title: str | None) -> tuple[tuple[Paragraph, bool], ...]:
    """Mark the paragraph that is the title; one that was wrapped in up to three is joined."""
    wanted = _plain(title) if title else ""
    if wanted:
        for first in range(min(BODY_WITHIN, len(found))):
            for last in range(first, min(first + 3, len(found))):
                extent = Extent(found[first].extent.start, found[last].extent.end)
                if extent.end - extent.start <= 2 * len(wanted) + LONG and _plain(text[slice(*extent)]) == wanted:
                    whole = replace(found[first], extent=extent, outer=Extent(found[first].outer.start, extent.end))
                    before, after = found[:first], found[last + 1 :]
                    return (*((one, False) for one in before), (whole, True), *((one, False) for one in after))
    return tuple((one, False) for one in found)


class _Reader:
    """Goes through the paragraphs once, from the top; collects blocks and what the head tells."""

    def __init__(self, text: str, words: LayoutWords, is_media: Callable[[str], bool] | None) -> None:
        self.text = text
        self.words = words
        self.is_media = is_media
        self.blocks: list[Block] = []
        self.told = Layout()
        self.title: Extent | None = None
        self.bodies: list[Extent] = []
        self.items: set[Extent] = set()  # of the bodies, those of a list
        self.headlines: list[Extent] = []
        self.above = 0  # headlines above the mark that opens a release: who issues it, and in which office
        self.background = False
        self.lines = tuple(sorted(_lines(words), key=lambda rule: KINDS.index(_kind(rule))))
        self.headings = words.told("reference", "whole")
        self.reference_marks = words.told("reference", "prefix")
        self.datelines = words.told("dateline", "prefix")
        self.labels = words.told("label", "prefix")
        self.labelled: dict[int, re.Match[str]] = {}  # by their beginnings, the items of a bulletin
        self.turns = words.told("byline", "prefix")
        self.ends = tuple(rule for rule in words.rules if rule.where == "end")

    def put(self, kind: BlockKind, start: int, end: int) -> None:
        """Add a block without its outer blanks."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            self.blocks.append(Block(kind=kind, extent=Extent(start, end)))

    def read(self, found: tuple[tuple[Paragraph, bool], ...]) -> None:
        sentences = self._sentences(found)
        labels = (self._label(paragraph) for paragraph, is_title in found if not is_title)
        labelled = [label for label in labels if label is not None]
        self.labelled = {label.start(): label for label in labelled} if len(labelled) >= LABELS else {}
        for index, (paragraph, is_title) in enumerate(found):
            body_near = any(sentences[index + 1 : index + 1 + BODY_WITHIN])
            if is_title and not self.bodies:
                self._headline(paragraph, is_title=True)
            elif paragraph.mark == "rule":
                self.put("boilerplate", *paragraph.outer)
            elif not self._line(paragraph, alone=len(found) == 1) and not self._reference(paragraph):
                if paragraph.mark == "heading" or (body_near and self._is_headline(paragraph)):
                    self._headline(paragraph, is_title=False)
                else:
                    self._body(paragraph)

    def layout(self) -> Layout:
        """Give what was found."""
        if self.title is None and self.above < len(self.headlines):
            heads = set(self.headlines[: self.above])
            self.headlines = self.headlines[self.above :]
            self.blocks = [replace(block, kind="byline") if block.extent in heads else block for block in self.blocks]
        headline = self.title or (self.headlines[0] if self.headlines else None)
        if self.told.outlet is None:
            self._outlet_in_text()
        start = self.bodies[0].start if self.bodies else None
        return replace(
            self.told, blocks=tuple(self.blocks), headline=headline, body_start=start, issuer=self._issuer(start or 0)
        )

    def _issuer(self, end: int) -> Extent | None:
        """Find whose letterhead stands above the body: the line of a body's name, with more below it."""
        lines = list(re.finditer(r"[^\n]*\S", self.text[: min(end, HEAD)]))
        for line in lines[:MOST_HEADLINES] if len(lines) > 1 else ():
            for rule in self.words.told("issuer", "whole"):
                found = rule.match(self.text, line.start(), line.end())
                if found is not None and line is not lines[-1]:
                    return Extent(*found.span("issuer"))
        return None

    def _sentences(self, found: tuple[tuple[Paragraph, bool], ...]) -> list[bool]:
        return [
            one.mark != "rule" and (ends_sentence(self.text, *one.extent) or one.extent.end - one.extent.start > LONG)
            for one, _ in found
        ]

    def _is_headline(self, paragraph: Paragraph) -> bool:
        start, end = paragraph.extent
        if (
            self.bodies
            or paragraph.mark
            or len(self.headlines) - self.above >= MOST_HEADLINES
            or end - start > LONGEST_HEADLINE
        ):
            return False
        last = self.text[max(start, end - 12) : end].rstrip("*_\"'\u201d\u2019»)")
        stopped = last.endswith((".", ":", ";", ",", "…")) and not last.endswith(self.words.final_abbreviations)
        first = re.search(r"\b[^\W\d_]", self.text[start:end])  # "(2nd LD) Envoys": the L, not the n
        if stopped or first is None or first[0].islower():
            return False
        return not any(rule.match(self.text, start, end) for rule in (*self.datelines, *self.turns))

    def _headline(self, paragraph: Paragraph, *, is_title: bool) -> None:
        start, end = paragraph.extent
        while start < end and self.text[start] in "*_#":
            start += 1
        while end > start and self.text[end - 1] in "*_# ":
            end -= 1
        if start == end:
            self.put("boilerplate", *paragraph.outer)
            return
        self.put("headline", start, end)
        if is_title:
            self.title = Extent(start, end)
        elif not self.bodies:
            self.headlines.append(Extent(start, end))

    def _line(self, paragraph: Paragraph, *, alone: bool) -> bool:
        """Take a paragraph that is a by-line, a date line, a caption or no text of the report at all."""
        for extent in dict.fromkeys((paragraph.outer, paragraph.extent)):
            for rule in self.lines:
                if rule.top and (self.bodies or alone):
                    continue
                found = rule.match(self.text, *extent)
                if found is not None:
                    self._tell(found, rule)
                    self.put(_kind(rule), *paragraph.outer)
                    self.above = len(self.headlines) if rule.opens else self.above
                    return True
        return False

    def _reference(self, paragraph: Paragraph) -> bool:
        for rule in self.headings:
            if rule.match(self.text, *paragraph.outer):
                self.put("boilerplate", *paragraph.outer)
                self.background = self.background or rule.on
                return True
        for rule in self.reference_marks:
            found = rule.match(self.text, *paragraph.extent)
            if found is not None:
                self.background = self.background or rule.on
                if found.end() < paragraph.extent.end:
                    self._split_end("reference", found.end(), paragraph.extent.end)
                else:
                    self.put("boilerplate", *paragraph.outer)
                return True
        return False

    def _label(self, paragraph: Paragraph) -> re.Match[str] | None:
        """Find the day with which an item of a bulletin opens."""
        return next((found for rule in self.labels if (found := rule.match(self.text, *paragraph.extent))), None)

    def _body(self, paragraph: Paragraph) -> None:
        start, end = paragraph.extent
        label = self.labelled.get(start)
        if label is not None:
            place = _trimmed(self.text, *label.span("place")) if "place" in label.re.groupindex else None
            self.blocks.append(Block(kind="label", extent=_trimmed(self.text, *label.span()), place=place))
            start = label.end()
        for rule in self.datelines:
            if (rule.top and self.bodies) or label is not None:
                continue
            found = rule.match(self.text, start, end)
            if found is not None and found.end() > start and not self._names_press(found):
                self._tell(found, rule)
                self.put("dateline", start, found.end())
                start = found.end()
                break
        turn = next((found for rule in self.turns if (found := rule.match(self.text, start, end))), None)
        if turn is not None:
            self.put("byline", *turn.span())
            start = turn.end()
        while start < end and self.text[start].isspace():
            start += 1
        if start == end:
            return
        kind: BlockKind = "reference" if self.background else "body"
        end = self._split_end(kind, start, end)
        if start < end and kind == "body":
            self.bodies.append(Extent(start, end))
            if paragraph.mark in LISTED:
                self.items.add(Extent(start, end))

    def _split_end(self, kind: BlockKind, start: int, end: int) -> int:
        """Put a paragraph, and behind it what stands at its end and is none of it; give the end of the text itself."""
        cut: list[tuple[BlockKind, int, int]] = []
        for _ in range(MOST_ENDS):
            for rule in self.ends:
                found = rule.match(self.text, start, end)
                if found is not None:
                    cut.append((_kind(rule), found.start(), end))
                    end = found.start()
                    while end > start and self.text[end - 1].isspace():
                        end -= 1
                    break
            else:
                break
        self.put(kind, start, end)
        for other, left, right in reversed(cut):
            self.put(other, left, right)
        return end

    def _names_press(self, found: re.Match[str]) -> bool:
        """Whether an outlet stands where a date line has its place: "ISNA: The minister met", an item of a digest."""
        place = found["place"] if "place" in found.re.groupindex else None
        return place is not None and self.is_media is not None and self.is_media(" ".join(place.split()))

    def _tell(self, found: re.Match[str], rule: LayoutRule) -> None:
        groups = found.re.groupindex
        if "name" in groups and self.told.byline is None and found["name"]:
            extent = _trimmed(self.text, *found.span("name"))
            self.told = replace(self.told, byline=_told(self.text, extent), byline_extent=extent)
        if "place" in groups and self.told.place is None and found["place"]:
            self.told = replace(self.told, place=_trimmed(self.text, *found.span("place")))
        if "date" in groups and found["date"]:
            extent = _trimmed(self.text, *found.span("date"), keep=".")
            # "May 12, 2022 14:35" above "BAKU, May 12": the one with its year tells more
            known = self.told.date
            if known is None or (_has_year(self.text, extent) and not _has_year(self.text, known)):
                self.told = replace(self.told, date=extent)
        if "outlet" in groups and self.told.outlet is None and found["outlet"]:
            name = " ".join(found["outlet"].split())
            if rule.kind in {"dateline", "byline"} or (self.is_media is not None and self.is_media(name)):
                extent = _trimmed(self.text, *found.span("outlet"), keep=".")
                self.told = replace(self.told, outlet=_told(self.text, extent), outlet_extent=extent)

    def _outlet_in_text(self) -> None:
        """Find the one outlet that tells its own name: no item of a list does, each of which may be of another."""
        found = [one for body in self.bodies[:NEWS] if body not in self.items for one in self._outlets_in(body)]
        if len({_told(self.text, extent) for extent in found}) == 1:
            self.told = replace(self.told, outlet=_told(self.text, found[0]), outlet_extent=found[0])

    def _outlets_in(self, body: Extent) -> Iterator[Extent]:
        """Outlets that tell their names: of "Baku Azerwire reports" the longest end that is one."""
        for rule in self.words.told("outlet", "inside") if self.is_media is not None else ():
            for found in rule.pattern.finditer(self.text, body.start, min(body.end, body.start + 4 * rule.longest)):
                left, right = found.span("outlet")
                while left < right:
                    extent = _trimmed(self.text, left, right)
                    if self.is_media is not None and self.is_media(_told(self.text, extent)):
                        yield extent
                        break
                    space = self.text.find(" ", left, right)
                    left = right if space < 0 else space + 1


def _lines(words: LayoutWords) -> tuple[LayoutRule, ...]:
    told = ("whole", "start")
    return tuple(rule for rule in words.rules if rule.where in told and rule.kind not in {"reference", "issuer"})


def _kind(rule: LayoutRule) -> BlockKind:
    return next(kind for kind in KINDS if kind == rule.kind)


def _told(text: str, extent: Extent) -> str:
    return " ".join(text[extent.start : extent.end].split())


def _has_year(text: str, extent: Extent) -> bool:
    return re.search(r"\d{4}", text[extent.start : extent.end]) is not None


def _trimmed(text: str, start: int, end: int, *, keep: str = "") -> Extent:
    while start < end and (text[start].isspace() or text[start] in "*_,;:/-"):
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] in "*_,;:/-." and text[end - 1] not in keep)):
        end -= 1
    return Extent(start, end)
