"""New events by story: what the same reports, or near copies of them, tell stands together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.store.listed import Listed
from dragoman.store.outlet_names import apart
from dragoman.store.stories import Story
from dragoman.web import addresses
from dragoman.web.lines import Line, line_of

SHOWN = 6  # lines of one story


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story: its first report's title, who tells it, and what happened in it, the most told first."""

    title: str
    page: str | None
    published: str | None
    outlets: tuple[str, ...]
    reports: int
    lines: tuple[Line, ...]
    more: tuple[Line, ...]


def grouped_by_story(items: Sequence[Listed], stories: Mapping[str, Story]) -> tuple[Told, ...]:
    """Merged findings in stories, the one that was published last first; a finding that links two makes them one."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    own: dict[str, list[str]] = {}
    for item in items:
        documents = item.merged.reports or item.merged.background_reports[:1]
        heads = sorted({stories[one].document for one in documents if one in stories}) or [item.merged.id]
        own[item.merged.id] = heads
        for head in heads[1:]:
            parent[root(head)] = root(heads[0])
    together: dict[str, list[Listed]] = {}
    for item in items:
        together.setdefault(root(own[item.merged.id][0]), []).append(item)
    told = [_told(some, {head for item in some for head in own[item.merged.id]}, stories) for some in together.values()]
    return tuple(sorted(told, key=lambda one: one.published or "", reverse=True))


def _told(items: Sequence[Listed], heads: set[str], stories: Mapping[str, Story]) -> Told:
    known = {one.document: one for one in stories.values() if one.document in heads}
    first = min(known.values(), key=lambda one: (one.published or "9999", one.document), default=None)
    last = max((one.published for one in known.values() if one.published), default=None)
    lines = sorted(map(line_of, items), key=lambda line: (-line.reports, line.day))
    return Told(
        title=(first.title if first is not None else None) or "A report without a title",
        page=addresses.report(first.document) if first is not None else None,
        published=last,
        outlets=apart({outlet for line in lines for outlet in line.outlets}),
        reports=sum(one.copies for one in known.values())
        or len({doc for item in items for doc in item.merged.reports}),
        lines=tuple(lines[:SHOWN]),
        more=tuple(lines[SHOWN:]),
    )
