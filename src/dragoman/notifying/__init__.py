"""Tells others what is new in saved searches: the desk itself sends nothing, this does where somebody runs it."""

from dragoman.notifying.telling import Told, keep_notifying, notify

__all__ = ["Told", "keep_notifying", "notify"]
