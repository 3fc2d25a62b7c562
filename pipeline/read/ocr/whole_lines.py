"""Whole lines that a letterhead or a signature may hold (dòng nguyên của phần đầu và phần ký), by their letters without marks.

Knows the motto, the provinces with their bodies, agencies, document types and the positions of signers, so that a line of
which only marks or spaces were lost can be put right as a whole. Source: NĐ 30/2020/NĐ-CP, appendix I; the gazetteers.

>>> key("CỘNG HOÀ XÃ HỘI")
'conghoaxahoi'
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pipeline.gazetteer import Gazetteers
from pipeline.read.ocr.confusable import skeleton
from pipeline.text.fold import fold

_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM")

# Who signs (NĐ 30/2020/NĐ-CP, appendix I, II.7: chức vụ của người ký), as they stand on a line of their own.
_ROLES = (
    "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Bí thư", "Phó Bí thư", "Thủ tướng", "Phó Thủ tướng",
    "Bộ trưởng", "Thứ trưởng", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Tổng Giám đốc", "Cục trưởng", "Chi cục trưởng",
    "Trưởng ban", "Phó Trưởng ban", "Trưởng phòng", "Hiệu trưởng", "Chủ nhiệm", "Viện trưởng", "Vụ trưởng", "Nơi nhận:",
)  # fmt: skip
_SIGNERS = (*_ROLES[:-1], "Ủy ban nhân dân", "Hội đồng nhân dân", "Ban Thường vụ", "Ban Chấp hành", "Ủy ban")


def whole_lines(gazetteers: Gazetteers) -> dict[str, str]:
    """Whole lines of letterheads by skeleton: motto, provinces with their bodies, agencies, document types."""
    places = {(entry.type, entry.name) for entry in gazetteers.provinces}
    names = list(_MOTTO)
    for kind, name in places:
        prefix = "Tỉnh" if kind == "tỉnh" else "Thành phố"
        names += [f"{prefix} {name}", f"UBND {prefix.lower()} {name}", f"HĐND {prefix.lower()} {name}"]
        names += [f"Ủy ban nhân dân {prefix.lower()} {name}", f"Hội đồng nhân dân {prefix.lower()} {name}"]
    names += ["Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội"]
    names += [entry.name for entry in gazetteers.doc_types]
    names += _ROLES
    names += [f"{form} {role}" for entry in gazetteers.authorities for form in entry.forms for role in _SIGNERS]
    names += [name for entry in gazetteers.agencies for name in entry.names if len(name.split()) > 1]
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        found[key(name)].add(fold(name).lower())
    spelled = {key(name): fold(name) for name in names}
    return {key: spelled[key] for key, same in found.items() if len(same) == 1}


def key(line: str) -> str:
    """A line's letters without marks and spaces: recognition loses the first, and glues words."""
    return skeleton(line).replace(" ", "")


@lru_cache(maxsize=1)
def _positions() -> dict[str, str]:
    return {key(role): role for role in _ROLES[:-1]}


def position(line: str) -> str | None:
    """The position of a signer that a line in capitals is but for its marks, in capitals; else None.

    >>> position("CHANH VẬN PHÒNG"), position("VĂN PHÒNG")
    ('CHÁNH VĂN PHÒNG', None)
    """
    role = _positions().get(key("".join(sign for sign in line if sign.isalnum() or sign.isspace())))
    return role.upper() if role is not None and line.isupper() else None


def same(whole: str, text: str) -> bool:
    """Whether two lines differ in nothing but the space behind a point («TL.CHỦ TỊCH»), which is the writer's own."""
    return whole == text or ("." in text and whole.replace(" ", "") == text.replace(" ", ""))


def cased(whole: str, text: str) -> str:
    """``whole`` in capitals, or as it is, as ``text`` is."""
    return whole.upper() if text.isupper() else whole
