"""Closing, recipients and signature: where the body of a document ends and who signs it.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 7 to 9; facts: section_structure, signature
codes; guidelines, section 7. The signature may stand before «Nơi nhận», after it, or beside it in a second column.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.gazetteer import Gazetteers
from pipeline.structure.signature import Signature, SignatureReader
from pipeline.text.fold import fold

_RECIPIENTS = re.compile(
    r"(?:^|(?<=[\n\t|])|(?<=   ))[ *_#\u200b]*(?:Nơi {1,3}nhận|NƠI {1,3}NHẬN|Nơi {1,3}Nhận)(?: ?:[ *_]*|[ *_]*(?=\n))",
    re.MULTILINE,
)
_ITEM = re.compile(r"^[ *_\u200b]*(?:[-+•–]|\d\.(?!\d)) *")
_LIST = re.compile(r"(?:^|\n)[ \t*_\u200b|]*[-+•]|Như |Lưu")
_WORDS = re.compile(r"N(?:ơi|ƠI) {1,3}[nN](?:hận|HẬN)")
# A tab before an item only sets it in; before anything else it parts two columns.
_SET_IN = re.compile(r"[ *_\u200b]*\t[ \t]*(?=[-+•])")
_FORM = re.compile(r"\.{4,}|…{2,}|\. \. \. ")
_GAP = re.compile(r"\t| {3,}|\|")
_LONG = 4000


class Closing(NamedTuple):
    """The end of a document. ``start`` is where the closing begins, ``end`` where the block of names ends.

    ``recipients`` is the list's span, ``items`` the recipients as printed.
    """

    start: int
    end: int
    recipients: tuple[int, int] | None
    items: tuple[str, ...]
    signature: Signature | None


def _first_list(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The first «Nơi nhận» at a line's start that is followed by a list (a form in an annex has a later one)."""
    at = start
    while True:
        words = _WORDS.search(folded, at, end)
        if words is None:
            return None
        place = words.start()
        line = max(folded.rfind("\n", start, place), start)
        match = _RECIPIENTS.search(folded, line, min(end, place + 40))
        if match and match.start() <= place < match.end():
            rest = folded[match.end() : match.end() + 400]
            if _LIST.search(rest) and not _FORM.search(rest[:120]):
                return match
        at = place + 8


def _last_paragraph(tail: str) -> bool:
    """Whether ``tail`` has no list item or numbered line after its first line."""
    return not re.search(r"\n[ *_\u200b]*(?:[-+•]|\d+[.)]|[a-zđ]\)|[IVX]+\.)", tail)


def _left(line: str) -> tuple[int, str]:
    """The left column of a line (the right one holds the signature) and its offset in the line."""
    stripped = line.rstrip()
    set_in = _SET_IN.match(stripped)
    skip = set_in.end() if set_in else len(stripped) - len(stripped.lstrip(" *_|\u200b"))
    if skip > 24 and "|" not in stripped[:skip]:
        return 0, ""
    gap = _GAP.search(stripped, skip)
    return skip, stripped[skip : gap.start() if gap else len(stripped)]


def _parts(piece: str, skip: int) -> list[str]:
    """One line's items: usually one; «- A;- B;- C» are three."""
    return re.split(r"; *[-–] *(?=\w)", piece[skip:].strip())


def _ended(item: str, archived: bool) -> bool:
    return item.rstrip().endswith((";", "./.")) or (item.rstrip().endswith(".") and archived)


def _signs(content: str) -> bool:
    """Whether a line is the signature's and no recipient: in capitals, or the word for a signed copy."""
    letters = content.strip(" .,:;*_")
    return (letters.isupper() and len(letters) > 4 and " " in letters) or letters.startswith("(Đã ký")


def _clean(item: str) -> str:
    """Without mark at the end; empty for a label such as «Gửi bản điện tử:»."""
    clean = " ".join(item.replace("\u200b", "").split()).strip(" *_")
    if clean.endswith(":"):
        return ""
    return clean.rstrip(" ;.,/*_")


class ClosingReader:
    """Reads the end of a document. Built once from the gazetteers (authorities; phrases: ``role``, ``closing`` …)."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._signatures = SignatureReader(gazetteers)
        words = {fold(word) for entry in gazetteers.phrases if entry.kind == "closing" for word in entry.words}
        openers = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        self._closing = re.compile(
            rf"(?<=\n)[ *_\u200b]*(?:(?:{openers})(?!\w)|[^\n]{{0,80}}?(?:trân trọng|kính) (?:báo cáo|đề nghị|trình|thông báo))"
        )

    def read(self, text: str, folded: str, start: int, end: int) -> Closing | None:
        """The closing of the document whose body begins at ``start``; None when it has neither recipients nor signature."""
        head = _first_list(folded, start, end)
        if head is None:
            return self._signature_only(text, folded, start, end)
        list_end, items = self._items(text, folded, head.end(), end)
        line = folded.rfind("\n", start, head.start("open") if "open" in head.groupdict() else head.start()) + 1
        line = max(line, start)
        above = self._signatures.start(folded, start, line)
        block = line if above is None else above
        signature = self._signatures.read(text, folded, block, min(end, max(list_end, line) + 1500))
        stop = max(list_end, signature.end if signature else 0)
        return Closing(self._closing_start(folded, start, block), stop, (line, list_end), items, signature)

    def _signature_only(self, text: str, folded: str, start: int, end: int) -> Closing | None:
        limit = end
        begin = self._signatures.start(folded, max(start, limit - _LONG), limit)
        if begin is None:
            return None
        signature = self._signatures.read(text, folded, begin, limit)
        if signature is None or signature.name is None:
            return None
        return Closing(self._closing_start(folded, start, begin), signature.end, None, (), signature)

    def _closing_start(self, folded: str, start: int, block: int) -> int:
        """The start of the closing sentence before ``block`` («Trên đây là …»), else ``block`` itself."""
        window = max(start, block - 2500)
        found, announced = None, False
        for match in self._closing.finditer(folded, window, block):
            ours = match.group().strip(" *_\u200b").startswith("Trên đây")
            tail = folded[match.start() : block].strip()
            alone = "\n" not in tail and len(tail) < 1200
            if ours or (not announced and (alone or tail.endswith("./.")) and _last_paragraph(tail)):
                found, announced = match.start(), announced or ours
        if found is None:
            return block
        return found + len(folded[found:block]) - len(folded[found:block].lstrip(" *_\u200b"))

    def _items(self, text: str, folded: str, start: int, end: int) -> tuple[int, tuple[str, ...]]:
        """The end of the list of recipients and its items."""
        items: list[str] = []
        at, stop_at, archived, blank, signed = start, start, False, 0, 0
        while at < end and len(items) < 200:
            newline = folded.find("\n", at, end)
            newline = end if newline < 0 else newline
            skip, piece = _left(folded[at:newline])
            second = self._signatures.second_column(folded, at + skip, at + skip + len(piece)) if piece else None
            piece = piece if second is None else folded[at + skip : second - 1]
            bullet = _ITEM.match(piece)
            content = piece[bullet.end() :].strip() if bullet else piece.strip(" *_\u200b")
            if not content or content.isdigit():  # A page number is no line of the list.
                blank += 1
                if blank > 12 or (archived and blank > 1):
                    break
            elif bullet or (not items and not _signs(content)):
                archived = archived or content.startswith(("Lưu", "lưu", "LƯU"))
                items.extend(_parts(text[at + skip : at + skip + len(piece)], bullet.end() if bullet else 0))
                stop_at, blank = newline, 0
            elif (
                items and not _signs(content) and self._runs_on(items[-1], content, archived, bool(signed), bool(blank))
            ):
                items[-1] = f"{items[-1]} {text[at + skip : at + skip + len(piece)].strip(' *_')}"
                stop_at = newline
            elif items:
                # The second column may come in the middle of the list; a few of its lines are passed over.
                signed += 1
                if archived or signed > 8:
                    break
            at = newline + 1
        return stop_at, tuple(item for raw in items if (item := _clean(raw)))

    def _runs_on(self, item: str, content: str, archived: bool, signed: bool, blank: bool) -> bool:
        """Whether ``content`` carries on ``item``; after lines of the signature only a small letter or a comma tells."""
        if signed:
            if content[0].islower() and item.rstrip()[-1:] not in ".;,":
                return True
            return item.rstrip().endswith(",") and not self._signatures.is_person(content)
        return not blank and not _ended(item, archived)
