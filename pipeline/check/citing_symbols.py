"""CIT, symbols: type word against code, damaged symbols, party symbols in state order and the reverse, year against date.

What a symbol must look like is the grammar of ``pipeline.symbols`` (30/2020/NĐ-CP, 36-HD/VPTW; facts on symbols, sections
2 and 4); a damaged one was read with one possible meaning, which is the suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.check.citing import date_span, type_span
from pipeline.check.known import find, named, same_type
from pipeline.check.subject import Hit, Subject
from pipeline.model.finding import Proof
from pipeline.model.mentions import Citation
from pipeline.symbols import repair

# What the symbol grammar calls a number and type joined in the other system's order.
_ORDER = "separator"
# Before 55/2005/TTLT-BNV-VPCP state bodies wrote «34/2003/QĐ/BGDĐT» as well: no fault then.
_UNIFORM = "2006"
_SPACED = re.compile(r"[0-9A-Za-zĐđ](?: +[-/] *| *[-/] +)[0-9A-Za-zĐđ]")
# Words that name a document without claiming its type.
_LOOSE = {"Văn bản", "Công văn", "Tờ trình", "Điện"}


def symbol_span(subject: Subject, citation: Citation) -> tuple[int, int] | None:
    """Where the symbol stands inside the citation, spaces and line breaks in it allowed for; None without one."""
    wanted = citation.as_read or citation.code
    if wanted is None:
        return None
    marks = [re.escape(mark) for mark in wanted if not mark.isspace() and mark != "\u200b"]
    gap = r"[\s\u200b\u00ad]*"
    found = re.compile(gap.join(marks)).search(subject.folded, citation.start, citation.end)
    if found is None and marks and marks[0] == "0":  # the code pads the number to two digits, the text need not
        found = re.compile(gap.join(marks[1:])).search(subject.folded, citation.start, citation.end)
    return (found.start(), found.end()) if found else None


def type_against_symbol(subject: Subject) -> Iterator[Hit]:
    """CIT105: the type word says one type, the symbol's code another («Nghị quyết số 05-CT/TW»)."""
    for citation in subject.record.citations:
        if citation.kind != "numbered" or not citation.code or not citation.doc_type or citation.doc_type in _LOOSE:
            continue
        facts = subject.knowledge.facts(citation.code)
        span = type_span(subject, citation)
        if facts.symbol is None or facts.symbol.type_code is None or not facts.types or span is None:
            continue
        names = [subject.knowledge.type_name(kind) for kind in facts.types]
        if any(same_type(name, citation.doc_type) for name in names):
            continue
        known = find(subject, citation)
        if known is not None and known.certain:  # the registry settles it: CIT104 says so
            continue
        yield Hit(
            start=span[0], end=span[1], confidence=0.9,
            args={"said": citation.doc_type, "code": citation.code, "type_code": facts.symbol.type_code, "known": names[0]},
        )  # fmt: skip


def malformed(subject: Subject) -> Iterator[Hit]:
    """CIT106: a damaged symbol («98/2023/ND-CP», a year of five digits) with its one right form."""
    for citation, span in _damaged(subject, order=False):
        yield Hit(start=span[0], end=span[1], args={"said": subject.words(*span), "known": citation.code or ""},
                  suggestion=citation.code, confidence=0.95)  # fmt: skip


def wrong_order(subject: Subject) -> Iterator[Hit]:
    """CIT107: a party symbol in the state's order («15/NQ-TW») or a state symbol in the Party's («19-CT/TTg»)."""
    for citation, span in _damaged(subject, order=True):
        assert citation.code is not None
        year = subject.knowledge.facts(citation.code).year or (citation.date or "9999")[:4]
        if year < _UNIFORM:
            continue
        party = bool(citation.code and subject.knowledge.facts(citation.code).restarts in ("term", "day"))
        yield Hit(start=span[0], end=span[1], args={"said": subject.words(*span), "known": citation.code or ""},
                  suggestion=citation.code, confidence=0.95, variant=None if party else "state")  # fmt: skip


def _damaged(subject: Subject, order: bool) -> Iterator[tuple[Citation, tuple[int, int]]]:
    for citation in subject.record.citations:
        if citation.as_read is None or citation.code is None:
            continue
        symbol = repair(citation.as_read, subject.knowledge.codes)
        span = symbol_span(subject, citation)
        if symbol is None or span is None or symbol.canonical != citation.code:
            continue
        if _own_spelling(citation.as_read) == citation.code or "_" in citation.as_read:
            continue  # «BLĐTB&XH», «UBTƯMTTQVN» are spellings of the bodies themselves; the underscore is a file name's
        if (_ORDER in symbol.repairs) == order and symbol.repairs:
            yield citation, span


def _own_spelling(printed: str) -> str:
    return printed.replace("&", "").replace(" ", "").replace("TƯ", "TW")


def year_against_date(subject: Subject) -> Iterator[Hit]:
    """CIT116: the year in the symbol is not the year of the date («98/2023/NĐ-CP ngày 31/12/2022»)."""
    for citation in subject.record.citations:
        span = date_span(subject, citation)
        if span is None or not citation.code or not citation.date:
            continue
        year = subject.knowledge.facts(citation.code).year
        known = find(subject, citation)
        if year is None or year == citation.date[:4] or (known is not None and known.certain):
            continue
        yield Hit(start=span[0], end=span[1], confidence=0.95,
                  args={"document": named(citation), "said": citation.date[:4], "known": year})  # fmt: skip


def spaced(subject: Subject) -> Iterator[Hit]:
    """CIT117: spaces inside a symbol («34- CT/TW»), on one line: a break of the page is no fault of the writer."""
    for citation in subject.record.citations:
        span = symbol_span(subject, citation) if citation.as_read is None else None
        if span is None or citation.code is None:
            continue
        printed = subject.text[span[0] : span[1]]
        if "\n" not in printed and _SPACED.search(printed):
            yield Hit(start=span[0], end=span[1], args={"said": printed, "known": citation.code},
                      suggestion=citation.code)  # fmt: skip


def same_number_other_type(subject: Subject) -> Iterator[Hit]:
    """CIT118: one number and symbol under two types in one text («Quyết định số 12/KH-UBND», «Kế hoạch số 12/KH-UBND»)."""
    first: dict[tuple[str, str | None], Citation] = {}
    for citation in subject.record.citations:
        if not citation.code or not citation.doc_type or citation.doc_type in _LOOSE or citation.kind != "numbered":
            continue
        earlier = first.setdefault((citation.code, citation.date), citation)
        span = type_span(subject, citation)
        if citation.date is None or span is None or same_type(earlier.doc_type, citation.doc_type):
            continue
        here = Proof(kind="text", label=named(earlier), start=earlier.start, end=earlier.end)
        yield Hit(start=span[0], end=span[1], evidence=(here,), confidence=0.9,
                  args={"said": citation.doc_type, "code": citation.code, "other": earlier.doc_type or ""})  # fmt: skip


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "CIT105": type_against_symbol,
    "CIT106": malformed,
    "CIT107": wrong_order,
    "CIT116": year_against_date,
    "CIT117": spaced,
    "CIT118": same_number_other_type,
}
