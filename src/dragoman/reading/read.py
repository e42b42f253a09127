"""One text to one Reading."""

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Block, Extent, Frame, Mention, Quotation, Reading, Sentence
from dragoman.model.source_text import Raw
from dragoman.reading.condense import Laid, Showing, condense, phrases_of
from dragoman.reading.date_parts import has_own_year
from dragoman.reading.date_rules import day_of
from dragoman.reading.dated import named_by_day, titled
from dragoman.reading.dates import Components, RawTime, find_times, resolve_times
from dragoman.reading.frames import find_frames
from dragoman.reading.labels import phrasebook_of
from dragoman.reading.language import language_of
from dragoman.reading.layout import Layout, lay_out
from dragoman.reading.lists import with_leads
from dragoman.reading.mediated import with_mediation
from dragoman.reading.mentions import find_mentions
from dragoman.reading.setting import Setting
from dragoman.reading.tenses import tenses_of
from dragoman.reading.terms import counted_from
from dragoman.reading.trees import Trees

_NAMED = frozenset({"name", "organization", "person", "place"})  # as what an outlet's own name may be misread

LONGEST_QUOTATION = 1500
LATELY = 31  # days after its date line in which a report is published


def read_text(raw: Raw, lexicon: Lexicon) -> Reading:
    """Read a text. What cannot be read as English text gives a Reading with issues and nothing else."""
    text = raw.text
    issues: list[tuple[str, str, Extent | None]] = [(code, message, None) for code, message in raw.issues]
    language = language_of(text, lexicon.languages)
    if not text.strip():
        return Reading(text=text, title=raw.title, issues=(*issues, ("empty", "the text is empty", None)))
    if language not in lexicon.languages:
        read = ", ".join(sorted(lexicon.languages))
        told = f"the text is in no language that is read ({language or 'none is known'}); read are {read}"
        return Reading(text=text, title=raw.title, language=language, issues=(*issues, ("language", told, None)))
    media = _is_outlet(lexicon)
    layout = lay_out(text, lexicon.layout, title=raw.title, is_media=media)
    text = without_emphasis(text)
    raws = find_times(text, lexicon.dates)
    book = phrasebook_of(lexicon)
    laid = Laid(text, layout.blocks, [_bare(text, raw_time.inner, lexicon) for raw_time in raws])
    ((sentences, trees),) = condense([laid], book=book, showing=_showing(lexicon))
    bare = _told(laid, sentences, trees, lexicon)
    mentions, frames, quotations = bare.mentions, bare.frames, bare.quotations
    asked = {t for f in frames if f.lemma in lexicon.grammar.inviting for t in f.times}
    raws = tuple(replace(t, awaited=True) if n in asked and t.kind == "date" else t for n, t in enumerate(raws))
    starts = [sentence.extent.start for sentence in sentences]
    times, document = resolve_times(
        raws,
        text=text,
        published=dt.date.fromisoformat(raw.published) if raw.published else None,
        printed=_printed(layout, raws),
        written=_written(layout, raws, raw.published),
        sentence_of=lambda offset: bisect.bisect_right(starts, offset),
        past=tenses_of(raws, frames, text, lexicon.grammar),
        aside=_asides(text, raws, frames, lexicon),
    )
    times = counted_from(times, raws, frames)
    outlet = raw.outlet or layout.outlet
    named = _with_outlet(text, mentions, outlet)
    return Reading(
        text=text, blocks=layout.blocks, sentences=sentences, mentions=named, times=times,
        frames=with_mediation(frames, lexicon.grammar),
        quotations=quotations, title=raw.title or _headline(text, layout), outlet=outlet,
        outlet_extent=None if raw.outlet else layout.outlet_extent, issuer=layout.issuer,
        byline=raw.byline or layout.byline, language=language, published=document, dateline_place=layout.place,
        issues=tuple(issues),
    )  # fmt: skip


# "of the **Economic Community of West African States**, led by"; an item of a list and "2 * 3" have no such marks
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=[^\s*_])([^*\n]{0,300}?[^\s*_])\1(?![\w*_])")


def without_emphasis(text: str) -> str:
    """The text with spaces for the marks that set words in bold or italics, all else in its place."""
    return _EMPHASIS.sub(lambda found: f"{' ' * len(found[1])}{found[2]}{' ' * len(found[1])}", text)


def _with_outlet(text: str, mentions: tuple[Mention, ...], outlet: str | None) -> tuple[Mention, ...]:
    """Know the report's own outlet where it is named as a place or anything else: "Gulf Courier reports"."""
    own = [m for m in mentions if m.kind in _NAMED and outlet is not None and text[slice(*m.extent)] == outlet]
    told = {m.index: replace(m, kind="media", name=outlet) for m in own}
    return tuple(told.get(m.index, m) for m in mentions)


def read_passages(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Reading]:
    """Read bare passages, each for itself but parsed together: running text in the language of the lexicon, no layout.

    Times are known as such and not resolved.
    """
    laid = [
        Laid(
            text,
            (Block(kind="body", extent=Extent(0, len(text))),) if text.strip() else (),
            [_bare(text, raw.inner, lexicon) for raw in find_times(text, lexicon.dates)],
        )
        for text in texts
    ]
    trees = condense(laid, book=phrasebook_of(lexicon), showing=_showing(lexicon))
    for one, (sentences, tree) in zip(laid, trees, strict=True):
        yield _told(one, sentences, tree, lexicon)


def _showing(lexicon: Lexicon) -> Showing:
    shown = lexicon.placeholders
    asides = phrases_of(shown.get("asides", ()))
    return Showing(lexicon.names, shown, lexicon.grammar.mending, asides, lexicon.opening_names)


def _told(laid: Laid, sentences: tuple[Sentence, ...], trees: Trees, lexicon: Lexicon) -> Reading:
    """Give what stands in the sentences: mentions, frames, quotations."""
    text = laid.text
    quotations = _quotations(text, laid.blocks, sentences, lexicon)
    mentions = find_mentions(text, trees, lexicon.names, lexicon.grammar, tuple(q.extent for q in quotations))
    frames = find_frames(
        Setting(
            text=text, trees=trees, mentions=mentions, grammar=lexicon.grammar, words=lexicon.names,
            act_nouns=lexicon.act_nouns, alone_nouns=lexicon.alone_nouns, quotations=quotations,
        )
    )  # fmt: skip
    promising = frozenset(lexicon.statements.agreements.undertakes) | lexicon.grammar.decisions
    frames = with_leads(text, sentences, mentions.items, frames, lexicon.grammar, promising)
    named = titled(text, named_by_day(text, mentions.items, laid.times, lexicon.grammar), quotations)
    return Reading(
        text=text, blocks=tuple(laid.blocks), sentences=sentences, mentions=named, frames=frames,
        quotations=quotations,
    )  # fmt: skip


def _bare(text: str, inner: Extent, lexicon: Lexicon) -> Extent:
    """Give a time without the word that ties it to what follows: "eight months" in "eight months after the war"."""
    told = text[inner.start : inner.end]
    last = told.split()[-1]
    if last.lower() in lexicon.grammar.time_anchors and last != told:
        return Extent(inner.start, inner.start + len(told[: -len(last)].rstrip()))
    return inner


def _is_outlet(lexicon: Lexicon) -> Callable[[str], bool]:
    return lambda name: any(entry.kind == "media" for entry in lexicon.world.find(name))


def _headline(text: str, layout: Layout) -> str | None:
    if layout.headline is None:
        return None
    return " ".join(text[layout.headline.start : layout.headline.end].split())


def _printed(layout: Layout, raws: Sequence[RawTime]) -> dt.date | None:
    """Give the full date of the date line."""
    parts = _of_line(layout, raws)  # "8-9 April 2025" is dated when it ended
    if parts is None or not (parts.year and parts.month and parts.day):
        return None
    return dt.date(parts.year, parts.month, parts.day)


def _written(layout: Layout, raws: Sequence[RawTime], published: str | None) -> dt.date | None:
    """Give the day of a date line without a year, shortly before the report was published: "NAIROBI, July 9 --"."""
    parts = _of_line(layout, raws)
    if published is None or parts is None or parts.year or not (parts.month and parts.day):
        return None
    given = dt.date.fromisoformat(published)
    years = (given.year, given.year - 1)
    days = (day_of(year, parts.month, parts.day) for year in years)
    return next((day for day in days if day is not None and 0 <= (given - day).days <= LATELY), None)


def _of_line(layout: Layout, raws: Sequence[RawTime]) -> Components | None:
    if layout.date is None:
        return None
    for raw in raws:
        if layout.date.start <= raw.inner.start < layout.date.end and raw.kind in {"date", "range"}:
            return raw.components[-1]
    return None


def _asides(text: str, raws: Sequence[RawTime], frames: Sequence[Frame], lexicon: Lexicon) -> Callable[[RawTime], bool]:
    """Whether the clause that a time stands in only tells of somebody: "the Minister, who arrived on Sunday"."""
    numbers = {id(raw): number for number, raw in enumerate(raws)}
    verbs = [frame for frame in frames if frame.kind == "verb"]
    # but "flew to Vilnius, where he met his colleague on Monday" goes on with what he did
    there = tuple(f"{word} " for word in lexicon.grammar.wheres)
    told = [f for f in verbs if not text[f.clause.start : f.clause.end].lower().startswith(there)]
    inside = {time for frame in told if frame.link == "relcl" for time in frame.times}
    # "the Treaty, signed in Bishkek on March 13, 2025": a year of its own
    recalled = {time for frame in verbs if frame.link == "acl" for time in frame.times}
    inside |= {time for time in recalled if has_own_year(raws[time].components[0])}
    # "condemned the arrest of three guards on June 14. The same day he met": the day of the arrest is none of his
    blamed = {f.parent: f.extent.end for f in frames if f.kind == "noun" and f.link == "light" and f.parent is not None}
    for frame in verbs:
        if frame.index in blamed and any(cue.type == "ACCUSE" for cue in lexicon.cues.by_verb.get(frame.lemma, ())):
            inside |= {time for time in frame.times if raws[time].extent.start > blamed[frame.index]}
    return lambda raw: numbers[id(raw)] in inside


def _quotations(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Quotation, ...]:
    """Find what stands between quotation marks, within one paragraph."""
    starts = [sentence.extent.start for sentence in sentences]
    opening = "".join(sorted(lexicon.names.open_quotes))
    closing = "".join(sorted(lexicon.names.close_quotes))
    begin, end, neither = re.escape(opening), re.escape(closing), re.escape(opening + closing)
    pattern = re.compile(rf"(?<!\w)[{begin}](?=\S)([^{neither}]{{2,{LONGEST_QUOTATION}}})[{end}](?!\w)")
    found = []
    for block in blocks:
        for match in pattern.finditer(text, block.extent.start, block.extent.end):
            sentence = max(0, bisect.bisect_right(starts, match.start(1)) - 1)
            found.append(Quotation(extent=Extent(match.start(1), match.end(1)), sentence=sentence))
    return tuple(found)
