"""What is told of a text before anybody reads it: whether it can hold an event, and of which text it is a near copy."""

from dragoman.screening.gate import Skipped, gate
from dragoman.screening.nearness import bands, near, signature

__all__ = ["Skipped", "bands", "gate", "near", "signature"]
