"""Files, streams and strings in, one `Raw` each out: decoded, with the metadata that the file itself gives.

`items` takes whatever people have: folders, archives, mails, feeds, tables, crawls.
"""

from dragoman.intake.files import from_text, read_path, read_stream, with_options
from dragoman.intake.items import items, items_found, items_in
from dragoman.intake.limits import Limits
from dragoman.intake.rows import columns_of

__all__ = [
    "Limits",
    "columns_of",
    "from_text",
    "items",
    "items_found",
    "items_in",
    "read_path",
    "read_stream",
    "with_options",
]
