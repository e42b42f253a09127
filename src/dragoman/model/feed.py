"""What is known of a feed that is watched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was when it was last asked. Moments are ISO 8601 in UTC.

    `etag` and `modified` are what it said of its version, to be asked with; None as long as entries of it are left.
    `next` is before when it is not to be asked again; None: it never was. `trouble` says why the last time failed.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    fetched: str | None = None
    next: str | None = None
    failures: int = 0
    trouble: str | None = None
