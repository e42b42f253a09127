"""The store: documents, what was read in them, what persons decided, and what follows from both. All SQL is here."""

from dragoman.store.notes import Taken
from dragoman.store.open import Store
from dragoman.store.prepared import Prepared, prepared
from dragoman.store.recode import Recoded, recode
from dragoman.store.writer import Writer

__all__ = ["Prepared", "Recoded", "Store", "Taken", "Writer", "prepared", "recode"]
