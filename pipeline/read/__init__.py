"""Reading: a source in, a ``RawDocument`` out; one module a format (đọc văn bản).

The readers are loaded when the first of these functions is used: a build that has nothing to read needs the limits alone.

>>> from pipeline.read import read_bytes
>>> read_bytes("Căn cứ Luật Đất đai;".encode(), "a.txt").text
'Căn cứ Luật Đất đai;'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from pipeline.read.formats import read_bytes, read_text
    from pipeline.read.sources import read, read_many

__all__ = ["DEFAULT", "Limits", "read", "read_bytes", "read_many", "read_text"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.read import formats, sources

    return getattr(sources if name in ("read", "read_many") else formats, name)
