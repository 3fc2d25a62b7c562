"""Signs that recognition takes for one another, and what two readings have in common (nét chữ giống nhau).

``shape`` maps every sign to one of its look-alikes, so equal shapes are possible readings of one another; ``skeleton``
drops the marks above and below the letters, which are lost first. Source: readings of real scans.

>>> shape("NO") == shape("NQ") == shape("NĐ"), shape("TTø") == shape("TTg"), shape("TVV") == shape("TW")
(True, True, True)
>>> skeleton("TĨNH PHỦ THỌ") == skeleton("Tỉnh Phú Thọ")
True
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LOOKS = str.maketrans({
    **dict.fromkeys("QO0DĐÐƠÔ", "O"),
    **dict.fromkeys("IlL1|!T", "I"),
    **dict.fromkeys("gqøạg9", "g"),
    **dict.fromkeys("UƯÚÙ", "U"),
    "5": "S",
    "8": "B",
    "\\": "",
    "Ñ": "N",
    "Ê": "E",
    "P": "P",
})  # fmt: skip
_BAR = str.maketrans("đĐðÐ", "dDdD")


def shape(code: str) -> str:
    """The look-alike class of a code."""
    return code.replace("VV", "W").translate(_LOOKS)


@lru_cache(maxsize=16384)
def skeleton(words: str) -> str:
    """Letters without marks, in small letters, single spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))
    return " ".join(bare.translate(_BAR).lower().split())
