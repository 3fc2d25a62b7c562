"""Statutes of the Party and of nationwide organisations cited by name (điều lệ): «Điều lệ Đảng», «Điều lệ Công đoàn Việt Nam».

Only organisations of which there is one in the country make the name identify a document; «Điều lệ của Hội», «Điều lệ trường
trung học» are other things. Source: guidelines, section 1 (``named``), 36-HD/VPTW.

>>> text = "theo Điều lệ Đảng Cộng sản Việt Nam và Quy chế"
>>> [text[slice(*found.span())] for found in statutes(text)]
['Điều lệ Đảng Cộng sản Việt Nam']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_S = r"[ \n\u200b]+"
_STATUTE = re.compile(
    r"Đ(?:iều lệ|IỀU LỆ)"
    + _S
    + r"(?:của"
    + _S
    + r")?(?:"
    + r"Đảng(?:"
    + _S
    + r"[Cc]ộng sản Việt Nam)?"
    + r"|Công đoàn(?:"
    + _S
    + r"Việt Nam)?"
    + r"|Mặt trận Tổ quốc"
    + _S
    + r"Việt Nam|MTTQ"
    + _S
    + r"Việt Nam"
    + r"|Đoàn(?:"
    + _S
    + r"(?:TNCS|Thanh niên [Cc]ộng sản)"
    + _S
    + r"Hồ Chí Minh)?"
    + r"|Hội"
    + _S
    + r"(?:[^\W\d_]+"
    + _S
    + r"){2,6}?Việt Nam"
    + r")(?![\w])(?!"
    + _S
    + r"(?:bộ|ủy|viên|phí|đoàn|các|cơ sở|khối|trường|tỉnh|huyện)(?![\w]))"
)


def statutes(folded: str) -> Iterator[re.Match[str]]:
    """The mentions of statutes by name, in text order; offsets into ``folded``."""
    return _STATUTE.finditer(folded)
