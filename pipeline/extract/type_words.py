"""The words for kinds of documents (tên loại văn bản): which stand in front of a number, and what each is called in full.

Source: Decree 30/2020 Appendix III, party guide 36-HD/VPTW, ``doc_types`` gazetteer; variants of use (NQ, QĐ, «Thông tư liên
bộ») from facts/symbols.md. Reading goes backward from the number, by syllables, so case, line breaks and doubled spaces do
not matter:

>>> words = TypeWords(())
>>> found = words.before("theo Chương\\ntrình hành động số 39", 28)
>>> found.name, found.start
('Chương trình hành động', 5)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.gazetteer.schema import DocType

# Types that the official lists know under a shorter name, and words of use that stand for a type.
_MORE = {
    "thông tư liên bộ": "Thông tư liên tịch",
    "thông tư liên ngành": "Thông tư liên tịch",
    "thông tư liên tịch": "Thông tư liên tịch",
    "nghị quyết liên tịch": "Nghị quyết liên tịch",
    "quyết định liên tịch": "Quyết định liên tịch",
    "kế hoạch liên tịch": "Kế hoạch liên tịch",
    "kế hoạch liên ngành": "Kế hoạch liên ngành",
    "kế hoạch phối hợp": "Kế hoạch phối hợp",
    "hướng dẫn liên ngành": "Hướng dẫn liên ngành",
    "hướng dẫn liên tịch": "Hướng dẫn liên tịch",
    "quy chế phối hợp": "Quy chế phối hợp",
    "chương trình phối hợp": "Chương trình phối hợp",
    "chương trình hành động": "Chương trình hành động",
    "chương trình công tác": "Chương trình công tác",
    "chương trình": "Chương trình",
    "kế hoạch hành động": "Kế hoạch hành động",
    "văn bản hợp nhất": "Văn bản hợp nhất",
    "văn bản": "Văn bản",
    "công văn": "Công văn",
    "công văn liên ngành": "Công văn",
    "thông báo kết luận": "Thông báo",
    "thông báo": "Thông báo",
    "kết luận thanh tra": "Kết luận thanh tra",
    "kết luận": "Kết luận",
    "nghị quyết": "Nghị quyết",
    "nghị định": "Nghị định",
    "nghị đinh": "Nghị định",
    "nghi định": "Nghị định",
    "quyết định": "Quyết định",
    "quyết đinh": "Quyết định",
    "chỉ thị": "Chỉ thị",
    "thông tư": "Thông tư",
    "thông tri": "Thông tri",
    "hướng dẫn": "Hướng dẫn",
    "kế hoạch": "Kế hoạch",
    "đề án": "Đề án",
    "dự án": "Dự án",
    "phương án": "Phương án",
    "báo cáo": "Báo cáo",
    "tờ trình": "Tờ trình",
    "quy chế": "Quy chế",
    "quy định": "Quy định",
    "điều lệ": "Điều lệ",
    "công điện": "Công điện",
    "sắc lệnh": "Sắc lệnh",
    "sắc luật": "Sắc luật",
    "pháp lệnh": "Pháp lệnh",
    "bộ luật": "Bộ luật",
    "luật": "Luật",
    "lệnh": "Lệnh",
    "biên bản": "Biên bản",
    "giấy mời": "Giấy mời",
    "giấy phép": "Giấy phép",
    "tờ trình liên ngành": "Tờ trình",
    "thông cáo": "Thông cáo",
    "nq": "Nghị quyết",
    "nđ": "Nghị định",
    "qđ": "Quyết định",
    "ct": "Chỉ thị",
    "kl": "Kết luận",
    "kh": "Kế hoạch",
    "hd": "Hướng dẫn",
    "cv": "Công văn",
    "vb": "Văn bản",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
    "tb": "Thông báo",
}
# Types whose lower-case word says nothing by itself: «quy định số» is a rule about a number more often than a document.
_CAPITAL_ONLY = frozenset({"Quy định", "Dự án", "Phương án", "Biên bản", "Lệnh", "Điều lệ", "Giấy phép", "Quy chế"})
_ABBREVIATED = frozenset({"nq", "nđ", "qđ", "ct", "kl", "kh", "hd", "cv", "vb", "tt", "ttlt", "tb"})
# A type with what it is about before the number: «Giấy phép thăm dò khoáng sản số …», «Báo cáo thẩm định số …».
_QUALIFIED = re.compile(
    r"(?<![\w])(?P<type>Giấy phép|Báo cáo|Tờ trình|Thông báo|Biên bản|Công văn|Văn bản|Quyết định|Quy chế|Công điện)"
    r"(?P<about>(?:[ \n\u200b]+(?!(?:của|tại|theo|về|được|và|các|này|ngày|có|kèm|ban|do|trong|từ|nêu|trên|đã|cho|sau|như)(?![\w]))"
    r"[^\W\d_A-ZĐ][^\W\d_]*){1,6})[ \n\u200b]*\Z"
)
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONGEST = 5


class TypeWord(NamedTuple):
    """A type word found: its full canonical name and the offsets of the words themselves."""

    name: str
    start: int
    end: int
    abbreviated: bool = False


class TypeWords:
    """Finds the type word that ends at a place of the folded text. Reads ``doc_types`` of the gazetteers."""

    def __init__(self, doc_types: Iterable[DocType]) -> None:
        names = dict(_MORE)
        self.by_code: dict[str, str] = {}
        for entry in doc_types:
            name = re.sub(r"\s*\(.*\)", "", entry.name).strip()
            if len(name.split()) > 1:
                names.setdefault(name.lower(), name)
            if entry.code:
                self.by_code.setdefault(entry.code, name)
        self._names = names
        self._last = frozenset(name.split()[-1] for name in names)
        self.names = frozenset(names.values())
        openers = sorted({name for name in names if name not in _ABBREVIATED}, key=len, reverse=True)
        written = "|".join(re.escape(form) for name in openers for form in _written(name))
        self.opener = re.compile(r"(?:" + written.replace(r"\ ", r"\s+") + r")(?![\w])")

    def before(self, folded: str, end: int) -> TypeWord | None:
        """The longest type word whose last syllable ends at or just before ``end`` (white space between allowed)."""
        near = folded[max(0, end - 9) : end].split()
        if not near or near[-1].lower().replace("\u200b", "") not in self._last:
            return None
        left = max(0, end - 48)
        syllables = list(_SYLLABLE.finditer(folded, left, end))
        if not syllables or folded[syllables[-1].end() : end].strip(" \n\u200b"):
            return None
        if syllables[-1].group().lower() not in self._last:
            return None
        best: TypeWord | None = None
        joined = ""
        following: int | None = None
        for word in reversed(syllables[-_LONGEST:]):
            if word.start() == left and left > 0 and folded[left - 1].isalpha():
                break
            if following is not None and folded[word.end() : following].strip(" \n\u200b"):
                break
            following = word.start()
            joined = f"{word.group().lower()} {joined}" if joined else word.group().lower()
            name = self._names.get(joined)
            if name is None or not self._fits(folded, word, joined, name):
                continue
            best = TypeWord(name, word.start(), syllables[-1].end(), joined in _ABBREVIATED)
        return best

    def qualified(self, folded: str, end: int) -> TypeWord | None:
        """The type word of a phrase that ends at ``end`` and says what the document is about, when a symbol follows."""
        found = _QUALIFIED.search(folded, max(0, end - 70), end)
        return TypeWord(found["type"], found.start(), found.end("about")) if found else None

    def named(self, written: str) -> str | None:
        """The full canonical name of a type word as written, or None."""
        return self._names.get(" ".join(written.lower().split()))

    @staticmethod
    def _fits(folded: str, word: re.Match[str], joined: str, name: str) -> bool:
        start = word.start()
        if start and (folded[start - 1].isalnum() or folded[start - 1] in "/-&"):
            return False
        if joined in _ABBREVIATED:
            return word.group()[:1].isupper()
        if name in _CAPITAL_ONLY and not folded[start].isupper():
            return False
        if joined in ("luật", "lệnh"):
            return not folded[max(0, start - 5) : start].lower().endswith(("pháp ", "bộ ", "kỷ ", "sắc ", "quy "))
        return True


def _written(name: str) -> tuple[str, ...]:
    """The case variants in which a type word opens a mention: «Nghị quyết», «Nghị Quyết», «NGHỊ QUYẾT»."""
    return (name[0].upper() + name[1:], name.title(), name.upper())
