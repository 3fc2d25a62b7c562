"""The header: letterhead, number line, dateline, type and title of a document, read from its first lines.

Source: guidelines, section 7. ``Head`` keeps the spans; ``HeaderReader`` finds them; what they mean for issuer, province, level
and branch is settled in ``identity``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.gazetteer import Gazetteers
from pipeline.structure.bodies import broken_start, starts_body
from pipeline.structure.frame import (
    Cell,
    DateLine,
    OwnNumber,
    cells,
    has_party_heading,
    headings,
    read_date,
    read_number,
)
from pipeline.structure.title import Title, TitleReader, read_subject, read_untyped

_HEAD_CHARS = 6000
_SENT_TO = re.compile(r"(?:^|(?<=[\n\t|])|(?<=   ))[ *_\u200b]*(?:Kính gửi|KÍNH GỬI|Điện gửi)", re.MULTILINE)
_BODY = re.compile(r"\n[ *_\u200b]*(?:Căn cứ |Thực hiện |Điều 1\.|I\. |1\. |Phần |Chương )")
_NOT_BODY = re.compile(r"V/v|V\.v|Về việc|Kính gửi|Số\b|\*|\(|[a-zđ]|Ngày|Trang|Mẫu")


class Head(NamedTuple):
    """What stands at a document's head. ``letterhead`` are the cells of the bodies' names, in order."""

    letterhead: tuple[Cell, ...]
    number: OwnNumber | None
    date: DateLine | None
    title: Title | None
    party: bool
    letter: bool
    cited: tuple[str, str] | None
    end: int


class HeaderReader:
    """Finds the formal parts at the head of a document. Built once from the gazetteers (document types)."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        types: dict[str, tuple[str, ...]] = {}
        for doc_type in gazetteers.doc_types:
            types[doc_type.name] = (*types.get(doc_type.name, ()), *doc_type.variants)
        self._titles = TitleReader(types)

    def read(self, folded: str) -> Head:
        """Reads the folded text; writes the ``Head`` of the document that begins at its start."""
        limit = min(len(folded), _HEAD_CHARS)
        begin = len(folded[:limit]) - len(folded[:limit].lstrip("\n \u200b"))
        first = self._titles.first_line(folded, begin, limit)
        if first:
            title, own, heads = first
            return Head(
                (), own if heads else None, None, title, False, False, (own.number or "", own.symbol or ""), title.end
            )
        sent = _SENT_TO.search(folded, 0, limit)
        title_found = self._titles.read(folded, 0, limit)
        body = _BODY.search(folded, 0, limit)
        if title_found and title_found.type_line and body and body.start() < title_found.type_line[0]:
            title_found = None
        top = self._top(folded, title_found, sent, body, limit)
        number = read_number(folded, 0, top)
        date = read_date(folded, 0, top, number)
        if date is None and title_found and title_found.type_line:
            date = read_date(folded, title_found.type_line[1], min(title_found.end, limit))
        known = [span for span in (number.full if number else None, date[:2] if date else None) if span]
        letter = False
        if title_found is None:
            title_found = read_subject(folded, 0, sent.end() if sent else top, [*known, *headings(folded, 0, top)])
            letter = title_found is not None or sent is not None
            if not letter and number and number.symbol and known:
                title_found = read_untyped(
                    folded, _line_below(folded, max(span[1] for span in known)), top, _names_body
                )
        cut = [*known, *(title_found.spans if letter and title_found else ())]
        if known and not letter:
            # What stands below number and date is no letterhead: the title, the authority («CHỦ TỊCH …»).
            top = min(top, max(span[1] for span in known))
        framed = bool(number or date or title_found or headings(folded, 0, top))
        names = _letterhead(folded, cells(folded, 0, top, sorted(cut))) if framed else ()
        parts = [*(span[1] for span in known), *(cell.end for cell in names[-1:])]
        end = max([*parts, title_found.end if title_found else 0, begin])
        if sent and letter:
            end = max(end, sent.start())
        return Head(names, number, date, title_found, has_party_heading(folded, 0, top), letter, None, end)

    @staticmethod
    def _top(
        folded: str, title: Title | None, sent: re.Match[str] | None, body: re.Match[str] | None, limit: int
    ) -> int:
        """Where the lines above type and address end."""
        if title and title.type_line:
            return title.type_line[0]
        stops = [match.start() for match in (sent, body) if match]
        return min([*stops, limit, 2500])


def _names_body(line: str) -> bool:
    return starts_body(line) and not line.startswith("BAN HÀNH")


def _line_below(folded: str, at: int) -> int:
    newline = folded.find("\n", at)
    return len(folded) if newline < 0 else newline + 1


def _letterhead(folded: str, found: list[Cell]) -> tuple[Cell, ...]:
    """The cells that are bodies' names: from the first that begins like one, in capitals (or capitalised) lines."""
    names: list[Cell] = []
    for cell, after in zip(found, (*found[1:], None), strict=False):
        text = folded[cell.start : cell.end]
        if not names and after is not None and broken_start(text, folded[after.start : after.end]):
            names.append(cell)
            continue
        if text[0] == "/" or len(text) > 120 or _NOT_BODY.match(text):
            if names and text[:1].islower():
                break
            continue
        if not names and not starts_body(text):
            continue
        if not (text.isupper() or (starts_body(text) and len(text) < 70 and text[-1] not in ".:;,!?")):
            continue
        names.append(cell)
        if len(names) > 7:
            break
    return tuple(names)
