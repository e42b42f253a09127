"""The errors of Dragoman.

DragomanError
  +-- InputError        what was given cannot be read
  |     +-- MissingError      no such file, or not a file
  |     +-- TooLargeError     above the stated limit
  |     +-- NotTextError      binary content with no readable text
  |     +-- OptionError       an option's value makes no sense (a date that is none)
  |     +-- MarkError         marks of source and target that do not close or lie outside the text
  |     +-- GoldError         a file of labelled data is not in its form: file, line, fault
  |     +-- LedgerError       a ledger of judgements is not in its form, or a judgement makes no sense
  |     +-- AuthorityError    a file of persons and offices is not in its form: file, fault
  |     +-- StoreError        a store that cannot be opened, or is not in its form
  |     +-- QueryError        a filter, sort or cursor that makes no sense
  |     +-- JudgementError    a judgement that makes no sense, or is about nothing
  |     +-- AccountError      an account, a password or a token that makes no sense, or is not there
  |     +-- FetchError        an address that cannot be fetched, or must not be; `code` says why in a word
  |     +-- FeedListError     a list of feeds is not in its form
  +-- ReadError         a text that was given was not read: too many wait, it took too long; `code` says why in a word
  +-- LexiconError      a word table is faulty: file, entry, fault
  +-- EvidenceError     a span does not equal its slice of the text (a fault of ours)
  +-- ModelError        the language model is missing or is not the one expected

Troubles of a text are no errors: they are `Issue` values in its Record.
"""


class DragomanError(Exception):
    """Anything Dragoman raises on purpose."""


class InputError(DragomanError):
    """What was given cannot be read; the message names it."""


class MissingError(InputError):
    """There is no such file, or it is not a file."""


class TooLargeError(InputError):
    """The input is above the stated limit."""


class NotTextError(InputError):
    """The input is binary and holds no readable text."""


class OptionError(InputError):
    """The value of an option makes no sense."""


class MarkError(InputError):
    """Marks of source and target do not close, or lie outside the text."""


class GoldError(InputError):
    """A file of labelled data is not in its form; the message names file, line and fault."""


class LedgerError(InputError):
    """A ledger of judgements is not in its form, or a judgement makes no sense; the message names file and line."""


class AuthorityError(InputError):
    """A file of persons and their offices is not in its form; the message names the file and the fault."""


class StoreError(InputError):
    """A store cannot be opened, or is not in its form; the message names it."""


class QueryError(InputError):
    """A filter, a sort or a cursor makes no sense; the message names it.

    found: what was told, as the message quotes it, where it is a value of the question.
    """

    def __init__(self, message: str, *, found: str | None = None) -> None:
        super().__init__(message)
        self.found = found


class JudgementError(InputError):
    """A judgement makes no sense, or is about nothing that is there."""


class AccountError(InputError):
    """An account, a password or a token makes no sense, or is not there; the message names it."""


class FetchError(InputError):
    """An address cannot be fetched, or must not be; the message names it.

    `code` says why in a word; docs/watch.md lists them. `wait` is for how many seconds its host asks to be left alone,
    where it does. `is_passing`: later it may work.
    """

    def __init__(self, code: str, message: str, *, wait: float | None = None, is_passing: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.wait = wait
        self.is_passing = is_passing


class FeedListError(InputError):
    """A list of feeds is not in its form; the message names it."""


class ReadError(DragomanError):
    """A text that was given to a desk was not read; the message says why.

    `code`: busy (too many wait), stopping (the desk ends), slow (it took too long), died (its process did), fault (one
    of dragoman's own). `wait` is after how many seconds to ask again, where that may help.
    """

    def __init__(self, code: str, message: str, *, wait: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.wait = wait


class LexiconError(DragomanError):
    """A word table is faulty; the message names file, entry and fault."""


class EvidenceError(DragomanError):
    """A span does not equal its slice of the text."""


class ModelError(DragomanError):
    """The language model is missing or not the expected one."""
