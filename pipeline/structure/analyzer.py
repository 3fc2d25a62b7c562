"""The stage that reads a document's structure: header, zones and sections.

>>> from pipeline.gazetteer import load
>>> from pipeline.model.document import Document
>>> from pipeline.text.fold import fold
>>> text = "UBND TỈNH HÀ TĨNH\\nSỞ CÔNG THƯƠNG\\nSố: 12/KH-SCT\\n\\nKẾ HOẠCH\\nThi đua năm 2024\\n\\nI. MỤC ĐÍCH\\nMở rộng.\\n"
>>> found = StructureAnalyzer(load()).analyze(Document(text=text, folded=fold(text)))
>>> found.header.doc_type, found.header.number, found.header.symbol, found.header.issuer, found.sections[0].heading
('Kế hoạch', '12', 'KH-SCT', 'SỞ CÔNG THƯƠNG', 'MỤC ĐÍCH')
"""

from __future__ import annotations

from pipeline.errors import SymbolError
from pipeline.gazetteer import Gazetteers
from pipeline.model.document import Document
from pipeline.model.structure import Header, Structure, Zones
from pipeline.structure.annexes import find_annexes
from pipeline.structure.closing import Closing, ClosingReader
from pipeline.structure.header import Head, HeaderReader
from pipeline.structure.identity import IdentityReader
from pipeline.structure.sections import SectionReader
from pipeline.structure.title import join
from pipeline.symbols import Symbol, codes_for, parse


class StructureAnalyzer:
    """Reads structure. Reads: ``Document.text``, ``Document.folded``; writes: ``Structure`` (header, zones, sections).

    Built once from the gazetteers; raises nothing: what is not there is null.
    """

    def __init__(self, gazetteers: Gazetteers) -> None:
        self._gazetteers = gazetteers
        self._codes = codes_for(gazetteers)
        self._head = HeaderReader(gazetteers)
        self._identity = IdentityReader(gazetteers)
        self._sections = SectionReader()
        self._closing = ClosingReader(gazetteers)

    def analyze(self, document: Document) -> Structure:
        """The structure of one document; all offsets into ``document.text``."""
        text, folded = document.text, document.folded
        ruled = _with_tabs(text, folded)
        head = self._head.read(ruled)
        closing = self._closing.read(text, ruled, head.end, len(folded))
        body_end = closing.start if closing else len(folded)
        annexes = find_annexes(folded, closing.end, len(folded)) if closing else ()
        sections = self._sections.read(text, folded, [(head.end, body_end), *annexes])
        header = self._header(text, folded, head, closing)
        return Structure(header, _zones(head, closing, body_end, annexes), sections)

    def _header(self, text: str, folded: str, head: Head, closing: Closing | None) -> Header:
        number, symbol = _own_number(text, head)
        parsed = self._parsed(number, symbol)
        date = head.date.date if head.date else None
        who = self._identity.read(text, folded, head, closing, parsed, date)
        doc_type = head.title.doc_type if head.title else None
        if doc_type is None:
            doc_type = self._type_of_symbol(parsed) or ("Công văn" if head.letter else None)
        place = head.date.place if head.date else None
        signature = closing.signature if closing else None
        return Header(
            doc_type=doc_type,
            number=number,
            symbol=symbol,
            date=date,
            place=" ".join(text[place[0] : place[1]].split()) if place else None,
            title=join(text, head.title.spans) if head.title else None,
            issuer=who.issuer,
            level=who.level,
            branch=who.branch,
            locality=who.locality,
            province=who.province,
            signer_name=signature.name if signature else None,
            signer_role=signature.role if signature else None,
            signer_authority=signature.authority if signature else None,
            recipients=closing.items if closing else (),
        )

    def _parsed(self, number: str | None, symbol: str | None) -> Symbol | None:
        """The own symbol taken apart; a blank number stands in as 1, for only the codes matter here."""
        if symbol is None:
            return None
        for separator in ("/", "-"):
            try:
                return parse(f"{number or '01'}{separator}{symbol}")
            except SymbolError:
                continue
        return None

    def _type_of_symbol(self, symbol: Symbol | None) -> str | None:
        return self._codes.doc_type(symbol) if symbol and symbol.type_code else None


def _with_tabs(text: str, folded: str) -> str:
    """The folded view with the text's tabs, which part the columns of letterhead and signature (equal length)."""
    if "\t" not in text:
        return folded
    pieces, at = [], 0
    for part in text.split("\t"):
        pieces.append(folded[at : at + len(part)])
        at += len(part) + 1
    return "\t".join(pieces)


def _own_number(text: str, head: Head) -> tuple[str | None, str | None]:
    """Number and symbol of the number line, else of a first line «Nghị định số …»; cleaned of spaces."""
    if head.cited:
        return head.cited
    if head.number is None:
        return None, None
    return head.number.number, head.number.symbol


def _zones(head: Head, closing: Closing | None, body_end: int, annexes: tuple[tuple[int, int], ...]) -> Zones:
    title = head.title
    names = head.letterhead
    return Zones(
        letterhead=(names[0].start, names[-1].end) if names else None,
        own_number=(head.number.start, head.number.end) if head.number and head.number.symbol else None,
        dateline=(head.date.start, head.date.end) if head.date else None,
        title=(title.spans[0][0], title.spans[-1][1]) if title and title.spans else None,
        issuing_note=title.note if title else None,
        body=(head.end, body_end),
        closing=(closing.start, closing.end) if closing else None,
        recipients=closing.recipients if closing else None,
        signature=(closing.signature.start, closing.signature.end) if closing and closing.signature else None,
        annexes=annexes,
    )
