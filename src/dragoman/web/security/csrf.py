"""The token of a page: what changes something brings it back, which a page of somebody else can't."""

import hashlib
import hmac

HEADER = "X-CSRF-Token"
FIELD = "csrf"


def token_of(key: str, visitor: str) -> str:
    """The token of a visitor: of a session, of a browser that is about to log in, or of who is on loopback."""
    return hmac.new(key.encode(), visitor.encode(), hashlib.sha256).hexdigest()


def fits(told: str | None, expected: str) -> bool:
    """Whether a token is the one of this visitor; nothing fits where none is expected."""
    return told is not None and expected != "" and hmac.compare_digest(told.encode(), expected.encode())
