"""One tree of errors. Each is also the builtin a caller who does not know this tree would expect.

A message says what happened and what to do about it, in the words of the person it is for.
"""

from __future__ import annotations


class ConflictMapError(Exception):
    """The root of every error this project raises on purpose."""


class UsageError(ConflictMapError, ValueError):
    """The request itself cannot be carried out as asked; the command line ends with status 2."""


class UnknownNameError(UsageError, LookupError):
    """No adapter, command or setting has that name; the message lists those there are."""


class ReadError(ConflictMapError, ValueError):
    """A source, or one row of it, could not be read as a story."""


class DataError(ConflictMapError, ValueError):
    """A file the project ships or was given as data is damaged or missing something."""


class StoreError(ConflictMapError, RuntimeError):
    """The database could not be opened, read or written."""


class NotAllowedError(ConflictMapError, PermissionError):
    """Whoever asks may not do this; the message says who may."""


class NotFoundError(ConflictMapError, LookupError):
    """Nothing is stored under that id."""
