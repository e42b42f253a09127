r"""The block of keys above some texts: "---\ntitle: ...\ndate: ...\n---". It stays in the text."""

import re
import tomllib

from dragoman.intake.metadata import Metadata, any_day

LONGEST = 20_000  # characters: beyond, a rule at the top is just a rule

# The keys of a file format, not words that are read.
KEYS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "source": "outlet",
    "outlet": "outlet",
    "publisher": "outlet",
    "url": "url",
    "link": "url",
    "author": "byline",
    "byline": "byline",
}
_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)(?:\n|(?<=\n))(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_]{1,30})[ \t]*:[ \t]+(\S.*)")


def front_matter(text: str) -> Metadata:
    """Read the metadata in a text's front matter; empty where it has none."""
    found = _FENCED.match(text[:LONGEST])
    if found is None:
        return Metadata()
    pairs, issues = _toml(found.group(2)) if found.group(1) == "+++" else (_yaml(found.group(2)), ())
    values: dict[str, str] = {}
    for key, value in pairs.items():
        field = KEYS.get(key.lower())
        if field is None or field in values:
            continue
        if field == "published":
            day = any_day(value)
            if day is None:
                issues = (*issues, ("bad-date", f"front matter: {key} is {value!r}, which is no date"))
                continue
            value = day  # noqa: PLW2901 - the day is the value
        values[field] = value
    return Metadata(**values, issues=issues)


def _yaml(lines: str) -> dict[str, str]:
    pairs = {}
    for line in lines.split("\n"):
        found = _PAIR.fullmatch(line.rstrip())
        if found is None:
            continue
        value = found.group(2).strip()
        if value[0] == value[-1] and value[0] in "\"'" and len(value) > 1:
            value = value[1:-1].strip()
        elif value[0] == "[" and value[-1] == "]":
            value = ", ".join(item.strip(" \"'") for item in value[1:-1].split(","))
        if value:
            pairs[found.group(1)] = value
    return pairs


def _toml(lines: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    try:
        table = tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, (("front-matter", f"front matter is no TOML ({error}); it was not read"),)
    values = {
        key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in table.items()
    }
    return {key: value.strip() for key, value in values.items() if value.strip()}, ()
