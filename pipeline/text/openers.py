"""How a line of a Vietnamese official document opens and ends: labels, bullets, cues, sentence ends.

Joining lines and keeping them apart both rest on this. Source: NĐ 30/2020/NĐ-CP, appendix I (numbering of parts), and
the layout facts of the project (``section_structure``).

>>> opener("Điều 5. Hành vi"), opener("a) Thi đua"), opener("- Lưu: VT"), opener("năm 2024"), opener("II. NỘI DUNG")
('label', 'label', 'bullet', None, 'label')
>>> ends_sentence("như sau:"), ends_sentence("thi đua,"), ends_sentence("thắng lợi”.")
(True, False, True)
"""

from __future__ import annotations

import re
from typing import Literal

Opener = Literal["label", "bullet", "cue"]

_LABEL = re.compile(
    r"""(?:
      [IVX]{1,5}\s?(?:[.\-)]|/(?!v))\s*\S                      # II. | II- | II/, not V/v
    | \d{1,2}(?:\.\d{1,2}){0,3}\.?\)?[.)]\s*[^\W\d_“"«(]        # 1. Tên | 2.1) Tên
    | \d{1,2}(?:\.\d{1,2}){1,3}\s+[^\W\d_]                       # 2.1 Tên
    | \d{1,2}-\s                                                 # 1- (party)
    | [a-zđ](?:\.\d{1,2})?[.)]\s*\S                              # a) | b.1)
    | [A-ZĐ][.)]\s+\S                                            # A. TÊN
    | \((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*\S                     # (1) | (ii)
    | (?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s*[.:]
    | (?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Tiểu\ mục|TIỂU\ MỤC|Phụ\ lục|PHỤ\ LỤC)\s+(?:[IVX]+|\d{1,3}|[Tt]hứ)\b\s*(?:[.:]|$)
    | (?:Điều|Chương|CHƯƠNG|Phần|PHẦN)\s+(?:[IVX]+|\d{1,3})\s*$
    )""",
    re.VERBOSE,
)
_BULLET = re.compile(r"[-–—+*•▪●○◦‣➢✓✔§·−]\s*[^\W_“\"«(]|[-–+*•]\s+\S")
_CUE = re.compile(
    r"(?:Căn cứ|CĂN CỨ|Xét |Theo đề nghị|Trên đây là|Nơi nhận|NƠI NHẬN|Nơi gửi|Kính gửi|Số:|QUYẾT ĐỊNH|QUYẾT NGHỊ)"
)
_END = re.compile(r"[.;:!?…]['\"”»)\]]*$")


def opener(text: str) -> Opener | None:
    """How a line opens a new unit, or None when nothing says that it does. ``text`` has no leading space."""
    if _BULLET.match(text):
        return "bullet"
    if _LABEL.match(text):
        return "label"
    return "cue" if _CUE.match(text) else None


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a mark that may end a sentence or an item."""
    return bool(_END.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Whether the first letter of a line, past quotes and brackets, is a small one: a paragraph hardly starts so."""
    first = next((sign for sign in text if sign.isalnum()), "")
    return first.islower()


def joint(before: str, after: str) -> str:
    """What stands between two lines that are one: nothing after a symbol broken at its hyphen or slash, else a space.

    ``before`` keeps the space it ended with: Word leaves one where it wrapped between words.

    >>> joint("Quyết định số 2257/QĐ-", "UBND"), joint("thi đua -", "khen thưởng"), joint("kế ", "hoạch")
    ('', ' ', ' ')
    """
    bare = before.rstrip()
    if bare != before or len(bare) < 2 or not after:
        return " "
    if bare[-1] in "-‐‑/" and bare[-2].isalnum() and after[0].isalnum():
        return ""
    return " "
