"""What is told of a text before anybody reads it: whether it can hold an event, and of which text it is a near copy."""

from dragoman.screening.nearness import bands, near, signature

__all__ = ["bands", "near", "signature"]
