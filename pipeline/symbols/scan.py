"""Finding symbols in a folded text: one quick scan for heads (a digit, a separator, a capital), an anchored parser behind.

Guards (facts on symbols, section 5; traps F): no dates, fractions, periods, standards (ISO 9001:2015, QCVN 01-132:2013/BNNPTNT),
no numbers of printed forms («Mẫu số 02/TB-…»); a code ends where letters no longer belong to it.

>>> [match.symbol.canonical for match in find_symbols("Chỉ thị số 34- CT/TW, ngày 07/4/2014 và Quyết định 1315/ QĐ-TTg")]
['34-CT/TW', '1315/QĐ-TTg']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.symbols.classify import classify
from pipeline.symbols.codes import Codes, codes_for
from pipeline.symbols.parts import Parts, W, read_parts, read_rest
from pipeline.symbols.symbol import SymbolMatch

_CAPITAL = "A-ZĐ"
# A digit, perhaps a letter, a separator, perhaps a year, and a code's first letter; or the type right behind a space.
HEAD = re.compile(
    f"[0-9][a-zA-Zđ]?(?: [a-h](?=[ /-]))?{W}(?:[-/_]{W}(?:[12][0-9OolI]{{3}}[0-9]?{W}[-/_]?{W}|[0-9]{{2,3}}{W}/{W})?"
    f"[{_CAPITAL}nqtck]|(?:NQ|QĐi?|QyĐ|CT|CTr|KL|KH|HD|TB|TTr|BC|CV|QC|ĐA|NĐ|TT) ?[/-] ?[{_CAPITAL}])"
)
_BEFORE = re.compile(r"[0-9lIO.]*$")
_SO = ("số", "SỐ", "Số")
# Words before the number of a printed form, a template or a file, not of a document.
_FORM = re.compile(r"(?:[Mm]ẫu|MẪU|[Bb]iểu|BIỂU|[Bb]ảng|[Pp]hụ lục|PHỤ LỤC)(?: (?:mẫu|biểu))?(?: số| SỐ)?[ :]*$")
# A type glued to its number («NĐ98/2023/NĐ-CP», «SỐ12/…»); a standard («QCVN 01-53 : 2011/BNNPTNT»); no number of a document.
_GLUED = re.compile(r"(?:\b(?:NĐ|TT|QĐ|NQ|CT|KH|TTLT)|SỐ)$")
_STANDARD = re.compile("[0-9] ?: ?$")
_NO_NUMBER = re.compile(r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Tt]rang|năm|tháng|ngày)\s*$")
_BLANK = re.compile("[ .…_\n\u200b]*")
_BARE = re.compile(r"([0-9]{1,6}[a-zđ]?(?:\.[0-9]{1,2})?)(?: ?/ ?((?:19|20)[0-9]{2}))?(?![\w/])")
# What may stand between two numbers of one list of forms: «Mẫu số 01/TB-A, 02/TB-B và 03/TB-C».
_NEAR = 8


def find_symbols(
    folded: str, start: int = 0, end: int | None = None, codes: Codes | None = None
) -> Iterator[SymbolMatch]:
    """Every number and symbol of ``folded[start:end]`` in order, without overlaps; offsets are into ``folded``.

    Letters (công văn) come only with a known agency and a unit; what a type word announces, read with
    ``match_letter_symbol``. ``codes`` default to those of the shipped gazetteers.
    """
    known = codes if codes is not None else codes_for(None)
    stop = len(folded) if end is None else end
    at, form_end = start, -_NEAR
    while (head := HEAD.search(folded, at, stop)) is not None:
        begin = number_start(folded, head.start(), at)
        at = head.start() + 1
        if begin is None:
            continue
        parts = read_parts(folded, begin, known, stop)
        found = classify(parts, known) if parts is not None else None
        if parts is None or found is None or _file_name(parts):
            continue
        if parts.lead == " " and _NO_NUMBER.search(folded, max(0, begin - 12), begin) is not None:
            continue
        at = found.end
        if found.symbol.year is None and (
            begin - form_end < _NEAR or _FORM.search(folded, max(0, begin - 24), begin) is not None
        ):
            form_end = found.end
            continue
        yield found


def _file_name(parts: Parts) -> bool:
    """Whether number, year and code are joined the way file names join them: 23_2022_TT-BTC, 17-2012-TT-BTC."""
    joints = parts.year_lead or parts.lead, parts.lead
    return "_" in joints or (parts.year is not None and joints == ("-", "-"))


def number_start(folded: str, digit: int, floor: int = 0) -> int | None:
    """Where the number that holds the digit at ``digit`` begins; None when what stands before rules a symbol out."""
    found = _BEFORE.search(folded, max(floor, digit - 9), digit)
    begin = found.start() if found else digit
    while begin < digit and (folded[begin] in "." or (folded[begin] in "lIO" and _letter(folded, begin - 1))):
        begin += 1
    if begin == floor or begin == 0:
        return begin
    before = folded[begin - 1]
    if before.isalnum():
        return begin if before.islower() or _GLUED.search(folded, max(0, begin - 5), begin) else None
    if before in "=%_+&":
        return None
    if before in "/-:." and begin >= 2 and folded[begin - 2].isalnum():
        return begin if before in ":.-" and folded[max(0, begin - 3) : begin - 1] in _SO else None
    return None if _STANDARD.search(folded, max(0, begin - 4), begin) else begin


def _letter(folded: str, at: int) -> bool:
    return at >= 0 and folded[at].isalnum()


def match_symbol(folded: str, pos: int, end: int | None = None, codes: Codes | None = None) -> SymbolMatch | None:
    """The symbol whose number begins at ``pos``, for a parser that stands behind «số»; None when there is none."""
    known = codes if codes is not None else codes_for(None)
    parts = read_parts(folded, pos, known, end)
    return classify(parts, known) if parts is not None else None


def match_letter_symbol(
    folded: str, pos: int, end: int | None = None, codes: Codes | None = None
) -> SymbolMatch | None:
    """Like ``match_symbol``, behind «Công văn số», «Văn bản số», «Tờ trình số»: any agency, with or without a unit."""
    known = codes if codes is not None else codes_for(None)
    parts = read_parts(folded, pos, known, end)
    return classify(parts, known, announced=True) if parts is not None else None


def match_own_symbol(folded: str, pos: int, end: int | None = None, codes: Codes | None = None) -> SymbolMatch | None:
    """A document's own number behind «Số:», also when the number is blank («Số: /KH-SCT», «Số ……-CTr/TU»).

    ``pos`` is behind the label. The match starts at the number, or at the separator when it is blank (``number`` None).
    """
    known = codes if codes is not None else codes_for(None)
    stop = len(folded) if end is None else end
    blank = _BLANK.match(folded, pos, stop)
    at = blank.end() if blank else pos
    if at < stop and folded[at] not in "/-":
        return match_letter_symbol(folded, at, stop, known)
    parts = read_rest(folded, at, at, (None, "", []), known, stop)
    return classify(parts, known, announced=True) if parts is not None else None


def match_number(folded: str, pos: int, end: int | None = None) -> tuple[int, str, int | None] | None:
    """A bare number behind a type word, with the year if it stands there («Nghị định số 98/2023», «Nghị quyết 30a»).

    Returns its end, the number as written and the year, or None.
    """
    found = _BARE.match(folded, pos, len(folded) if end is None else end)
    if found is None:
        return None
    return found.end(), found.group(1), int(found.group(2)) if found.group(2) else None
