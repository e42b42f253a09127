"""What robots.txt lets us fetch (RFC 9309)."""

from dataclasses import dataclass

import httpx
from protego import Protego

AGENT = "dragoman"
LARGEST = 512_000  # bytes that are looked at
KEPT = 86_400.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one host; no `found`: it has none. `until` is how long they hold, in seconds of the clock."""

    found: Protego | None
    until: float

    def allow(self, address: httpx.URL) -> bool:
        return self.found is None or bool(self.found.can_fetch(str(address), AGENT))

    @property
    def pause(self) -> float:
        """The seconds that it wants between two requests; 0 where it does not say."""
        return float(self.found.crawl_delay(AGENT) or 0.0) if self.found is not None else 0.0


def rules_of(body: bytes, *, until: float) -> Rules:
    """The rules that a robots.txt has; whatever is no rule in it is passed over."""
    return Rules(found=Protego.parse(body.decode("utf-8", "replace").removeprefix("\ufeff")), until=until)


def place_of(address: httpx.URL) -> httpx.URL:
    """The address of the robots.txt that is about an address."""
    return address.copy_with(raw_path=b"/robots.txt")
