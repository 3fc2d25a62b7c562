"""Every error the program raises on purpose. Each names the place, what was wrong and how to mend it."""

from __future__ import annotations


class CancuError(Exception):
    """Base of all errors raised by this package. ``str(error)`` is a complete message for a user."""


class ReadError(CancuError):
    """A source that cannot be read at all: damaged, encrypted, unknown or refused for safety.

    ``path`` is the file as the user named it, ``cause`` what was wrong, ``remedy`` what to do about it.
    """

    def __init__(self, path: str, cause: str, remedy: str = "") -> None:
        self.path, self.cause, self.remedy = path, cause, remedy
        super().__init__(f"{path}: {cause}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        return type(self), (self.path, self.cause, self.remedy)


class GazetteerError(CancuError):
    """A gazetteer file that breaks its schema or its own examples. The message names file, entry and mend."""


class SymbolError(CancuError, ValueError):
    """A string that is no số/ký hiệu of any known class."""


class StoreError(CancuError):
    """A database that is missing, locked, damaged or of another version, or a question that it cannot answer.

    ``path`` is the database, ``cause`` what is wrong, ``remedy`` what to do about it.
    """

    def __init__(self, path: object, cause: str, remedy: str = "") -> None:
        self.path, self.cause, self.remedy = str(path), cause, remedy
        super().__init__(f"{path}: {cause}" + (f" ({remedy})" if remedy else ""))


class UsageError(CancuError):
    """Arguments that do not fit together; command line exit code 2."""
