"""pdfium asked for a whole page at once: the signs of its text and the boxes of its characters.

A page has some 2,500 characters, and ``ctypes`` spends more time on checking the types of a call than pdfium on answering
it. So the functions asked for every character are called without those checks, with references made once, and the boxes
are taken over in bulk. Source: the public headers of pdfium (fpdf_text.h), which fix the types written here.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as raw


def _unchecked(function: Any, answers: Any, *takes: Any) -> Any:
    """A function of pdfium at its address. The interpreter's lock is kept: a call takes a tenth of a microsecond."""
    return ctypes.PYFUNCTYPE(answers, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_BOX_OF = _unchecked(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
_ORIGIN_OF = _unchecked(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_OBJECT_AT = _unchecked(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_TYPE_OF = _unchecked(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_BOUNDS_OF = _unchecked(raw.FPDFPageObj_GetBounds, ctypes.c_int)
_bounds = (ctypes.c_float * 4)()
_at_bounds = [ctypes.byref(_bounds, 4 * at) for at in range(4)]
_MODE_OF = _unchecked(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_FILL_OF = _unchecked(raw.FPDFPageObj_GetFillColor, ctypes.c_int)
_colour = (ctypes.c_uint * 4)()
_at_colour = [ctypes.byref(_colour, 4 * at) for at in range(4)]
_tones = memoryview(_colour).cast("B").cast("I")
_AT_ONCE = 4096
_boxes = (raw.FS_RECTF * _AT_ONCE)()
_references = [ctypes.byref(_boxes, at * ctypes.sizeof(raw.FS_RECTF)) for at in range(_AT_ONCE)]
_sides = memoryview(_boxes).cast("B").cast("f")
_x, _y = ctypes.c_double(), ctypes.c_double()
_at_x, _at_y = ctypes.byref(_x), ctypes.byref(_y)


def boxes(handle: Any, count: int) -> list[float]:
    """Left, top, right, bottom of the loose box of each of the first ``count`` characters, one after the other."""
    found: list[float] = []
    for start in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - start)
        deque(map(_BOX_OF, repeat(handle), range(start, start + size), _references), maxlen=0)
        found += _sides[: 4 * size].tolist()
    return found


def origin(handle: Any, index: int) -> tuple[float, float] | None:
    """The point on the baseline where a character starts, in points from the lower left; None for one without."""
    return (_x.value, _y.value) if _ORIGIN_OF(handle, index, _at_x, _at_y) else None


def signs(handle: Any, count: int) -> str:
    """The characters of a text page, one sign each; what pdfium makes of a hyphen at a line's end is U+FFFE."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, buffer) == count + 1:
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    # A sign beyond the basic plane takes two places there, and one that is none takes no place.
    return "".join(chr(raw.FPDFText_GetUnicode(handle, index)) for index in range(count))


class Item(NamedTuple):
    """Something drawn on a page: pdfium's handle and its bounds in points from the lower left."""

    handle: Any
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, address: int) -> Item | None:
        """The item at an address, or None for one without bounds."""
        handle = ctypes.c_void_p(address)
        return cls(handle, *_bounds) if _BOUNDS_OF(handle, *_at_bounds) else None


Drawn = list[tuple[int, int]]
"""What a page draws in its order: pdfium's addresses and kinds (``FPDF_PAGEOBJ_…``)."""


def drawn_on(page: Any, most: int = 1 << 30) -> Drawn:
    """What is drawn on a page, the first ``most``; what its forms hold is not looked into."""
    place = ctypes.cast(page, ctypes.c_void_p).value
    every = list(map(_OBJECT_AT, repeat(place), range(min(raw.FPDFPage_CountObjects(page), most))))
    return list(zip(every, map(_TYPE_OF, every), strict=True))


def items(drawn: Drawn, kinds: Sequence[int]) -> list[Item]:
    """The objects that are of ``kinds``, with their bounds."""
    found = [Item.of(address) for address, kind in drawn if kind in kinds]
    return [item for item in found if item is not None]


def modes(addresses: Sequence[int]) -> list[int]:
    """The rendering modes of text objects."""
    return list(map(_MODE_OF, addresses))


def white(addresses: Sequence[int]) -> list[int]:
    """Those of the objects that are filled with white."""
    return [
        address
        for address in addresses
        if _FILL_OF(ctypes.c_void_p(address), *_at_colour) and _tones[0] > 250 and _tones[1] > 250 and _tones[2] > 250
    ]
