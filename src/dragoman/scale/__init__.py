"""Many documents: the reader mapped over them."""

from dragoman.scale.local import Failed, read_many

__all__ = ["Failed", "read_many"]
