"""Passwords: kept as argon2 hashes only, looked at a few at a time, since each look takes 64 MiB on purpose."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.errors import AccountError

SHORTEST, LONGEST, FEWEST_LETTERS = 12, 1024, 5
AT_ONCE = 2

_HASHER = PasswordHasher()
_LOOKING = BoundedSemaphore(AT_ONCE)


def check_password(password: str, name: str) -> None:
    """Raise AccountError where a password would be guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters; a few words will do")
    if len(set(password)) < FEWEST_LETTERS or name.casefold() in password.casefold():
        raise AccountError("this password would be guessed: it has the name in it, or few characters; take another")


def hashed(password: str) -> str:
    """The hash of a password, with its salt and what it took."""
    with _LOOKING:
        return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; None takes as long, and never fits."""
    with _LOOKING:
        try:
            return (
                _HASHER.verify(kept if kept is not None else _nobodys(), password[: LONGEST + 1]) and kept is not None
            )
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with less than is taken today."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("of nobody")
