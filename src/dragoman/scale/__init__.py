"""Many documents: the reader mapped over them."""

from dragoman.scale.local import read_many
from dragoman.scale.readers import Failed

__all__ = ["Failed", "read_many"]
