"""Lists of feeds in OPML, read without entities: a document type can make a few bytes fill a memory."""

from dataclasses import dataclass, field
from xml.parsers import expat

from dragoman.errors import FeedListError

LARGEST = 5_000_000  # bytes
DEEPEST = 100  # outlines within one another
MOST = 10_000  # feeds
FEED_NAMES = ("xmlUrl", "xmlurl", "xmlURL")  # as lists spell it


def is_list(data: bytes) -> bool:
    """Tell whether some bytes begin as an OPML list does."""
    return b"<opml" in data[:4096].lower()


def feeds_in(data: bytes, name: str) -> tuple[str, ...]:
    """The addresses of the feeds in a list, each once, in its order.

    Raises FeedListError where it is no list, is damaged, has a document type, or more in it than any honest one.
    """
    if len(data) > LARGEST:
        raise FeedListError(f"{name}: has {len(data):,} bytes, the limit of a list of feeds is {LARGEST:,}")
    found = _Found(name)
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = found.refuse
    parser.EntityDeclHandler = found.refuse
    parser.StartElementHandler = found.begin
    parser.EndElementHandler = found.end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no name
    except expat.ExpatError as error:
        raise FeedListError(f"{name}: is no list of feeds in OPML ({error})") from error
    if not found.feeds:
        raise FeedListError(f"{name}: names no feeds; an outline of a feed has its address as xmlUrl")
    return tuple(found.feeds)


@dataclass(slots=True)
class _Found:
    name: str
    feeds: dict[str, None] = field(default_factory=dict)
    depth: int = 0

    def refuse(self, *_: object) -> None:
        raise FeedListError(f"{self.name}: declares a document type or entities, which no list of feeds needs")

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.depth and tag.lower() != "opml":
            raise FeedListError(f"{self.name}: begins with <{tag[:40]}>, so it is no list of feeds in OPML")
        self.depth += 1
        if self.depth > DEEPEST:
            raise FeedListError(f"{self.name}: is nested more than {DEEPEST} deep")
        if tag.lower() != "outline":
            return
        address = next((attributes[name].strip() for name in FEED_NAMES if attributes.get(name)), "")
        if address:
            self.feeds[address] = None
        if len(self.feeds) > MOST:
            raise FeedListError(f"{self.name}: names more than {MOST:,} feeds, the limit")

    def end(self, _: str) -> None:
        self.depth -= 1
