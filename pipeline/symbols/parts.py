"""Taking a number and symbol apart: number, year, and the codes behind them, before anyone says what class it is.

Between the parts white space, line breaks, page breaks and zero-width characters may stand («14- KL/TW», «10-⏎⏎NQ/TW»);
the codes end where a letter no longer belongs to them. Source: facts on symbols, sections 1, 4 and 5; traps F and G.

>>> from pipeline.symbols.codes import codes_for
>>> parts = read_parts("Số 367 - QĐ/TWĐTN-VP ngày", 3, codes_for(None))
>>> parts.number, parts.lead, [(token.separator, token.text) for token in parts.tokens]
(367, '-', [('', 'QĐ'), ('/', 'TWĐTN'), ('-', 'VP')])
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.symbols.codes import OLD_ISSUERS, Codes

W = "[ \n\u200b]{0,6}"
SEPARATOR = re.compile(f"({W})([-/_])({W})")
# A thousands point (1.234/QĐ-UBND), or an integer with letter (12a, 02B) or decimal (66.7); l, I, O are misread digits.
NUMBER = re.compile(
    r"(?:([1-9][0-9]{0,1}\.[0-9]{3})|([0-9lIO]{1,6})(\.[0-9]{1,2})?)([A-Za-zđ]| [a-h](?=[ ]?[-/]))?"
    f"(?={W}[-/_]|[ \n\u200b]{{1,3}}[A-ZĐ])"
)
YEAR = re.compile("(?:19|20)[0-9]{2}")
MISREAD_YEAR = re.compile("2[0O][0-9OlI]{2}(?![0-9])")
SHORT_YEAR = re.compile(f"[0-9]{{2}}(?={W}/{W}[A-ZĐ]{{2}})")
# «305/001/QĐ-BTM», «156/201/TT-BTC»: a year that lost a digit; only the first kind tells which.
CUT_YEAR = re.compile(f"[02][0-9]{{2}}(?={W}/{W}[A-ZĐ]{{2}})")
# «TT.HĐND», «VP.UBND»: the short word for an office before its authority keeps its point.
CODE = re.compile(
    r"T\.[ƯUW]|(?:TT|VP|BTV|BCH|TTr|ĐĐBQH)\.(?=[A-ZĐ]{2})[A-ZĐ]+"
    r"|[A-ZĐƯ][A-Za-zĐđƯ]*(?:&[A-ZĐ][A-Za-zĐđ]*)*[0-9]{0,3}"
)
LOWER = re.compile(f"([a-zđ]{{2,4}}){W}-{W}([a-zđ]{{2,8}})(?![\\w-])")
# A code glued to the next word by a PDF: «30/HĐTĐngày».
GLUED_WORD = re.compile("((?:TTg|[A-ZĐ&]{2,})[0-9]{0,2})(?=ngày|của|về|và|được|ban hành|có hiệu)")
_LETTERED = re.compile("[A-ZĐ][0-9]{1,3}$")
_DIGITS = str.maketrans("lIO", "110")


class Token(NamedTuple):
    """One code: the separator before it (empty for the first), its text and offsets, whether spaces stand on both sides
    of the separator, whether a line ends before it."""

    separator: str
    text: str
    start: int
    end: int
    loose: bool
    broken: bool


class Parts(NamedTuple):
    """A number and what follows it. ``lead`` is the separator before the first code; ``year_lead`` the one before the
    year (empty without a year); offsets into ``text``, the folded text."""

    text: str
    start: int
    number: int | None
    suffix: str
    year: int | None
    year_lead: str
    lead: str
    tokens: tuple[Token, ...]
    repairs: tuple[str, ...]

    def raw(self, count: int) -> str:
        """What stands in the text up to the end of the token number ``count`` (counted from 1)."""
        return self.text[self.start : self.tokens[count - 1].end]


def read_parts(text: str, start: int, codes: Codes, end: int | None = None) -> Parts | None:
    """The parts of the symbol whose number begins at ``start`` of the folded ``text``; None when there is none."""
    stop = len(text) if end is None else end
    found = NUMBER.match(text, start, stop)
    if found is None:
        return None
    number, suffix, repairs = _number(found)
    if number is None:
        return None
    return read_rest(text, start, found.end(), (number, suffix, repairs), codes, stop)


def read_rest(
    text: str, start: int, at: int, number: tuple[int | None, str, list[str]], codes: Codes, stop: int
) -> Parts | None:
    """The parts from ``at``, where the number has ended: separator, year, codes."""
    value, suffix, repairs = number
    separator = SEPARATOR.match(text, at, stop)
    lead = separator.group(2) if separator else " "
    at = separator.end() if separator else at + len(re.match("[ \n\u200b]*", text[at : at + 4]).group())  # type: ignore[union-attr]
    year, year_lead = None, ""
    if separator and at < stop and text[at].isdigit():
        dated = _year(text, at, stop, codes)
        if dated is None:
            return None
        year, after, at, mended = dated
        year_lead, lead = lead, after
        repairs += mended
    tokens = _tokens(text, at, stop, codes, repairs)
    if not tokens or (lead == " " and len(tokens) < 2 and tokens[0].text not in OLD_ISSUERS):
        return None
    return Parts(text, start, value, suffix, year, year_lead, lead, tokens, tuple(repairs))


def _number(found: re.Match[str]) -> tuple[int | None, str, list[str]]:
    thousands, integer, decimal, letter = found.groups()
    if thousands:
        return int(thousands.replace(".", "")), (letter or "").strip(), ["thousands point"]
    repairs: list[str] = []
    letter = (letter or "").strip()
    if letter in ("l", "I", "O"):
        integer, letter = integer + letter, ""
    digits = integer.translate(_DIGITS)
    if digits != integer:
        if not any(mark.isdigit() for mark in integer):
            return None, "", []
        repairs.append("digit")
    return int(digits), (decimal or "") + letter, repairs


def _year(text: str, at: int, stop: int, codes: Codes) -> tuple[int, str, int, list[str]] | None:
    """Year, separator after it, where the codes begin, repairs."""
    found = YEAR.match(text, at, stop)
    repairs: list[str] = []
    if found is not None:
        year, at = int(found.group()), found.end()
        if at < stop and text[at].isdigit():
            if codes.glued.match(text, at + 1) is None and not _typed(text, at + 1, codes):
                return None
            return year, "/", at + 1, ["digit for slash"]
    elif (found := MISREAD_YEAR.match(text, at, stop)) is not None and not found.group().isdigit():
        year, at = int(found.group().translate(_DIGITS)), found.end()
        repairs.append("digit")
    elif (found := SHORT_YEAR.match(text, at, stop)) is not None and _typed(
        text, _after_slash(text, found.end()), codes
    ):
        short = int(found.group())
        year, at = short + (1900 if short >= 45 else 2000), found.end()
        repairs.append("short year")
    elif (found := CUT_YEAR.match(text, at, stop)) is not None and _typed(text, _after_slash(text, found.end()), codes):
        cut, at = found.group(), found.end()
        year = int(f"2{cut}") if cut[0] == "0" else int(cut)
        repairs.append("cut year")
    else:
        return None
    separator = SEPARATOR.match(text, at, stop)
    if separator is not None:
        return year, separator.group(2), separator.end(), repairs
    if at < stop and text[at].isupper():
        return year, "/", at, [*repairs, "missing slash"]
    return None


def _after_slash(text: str, at: int) -> int:
    found = SEPARATOR.match(text, at)
    return found.end() if found else at


def _typed(text: str, at: int, codes: Codes) -> bool:
    found = CODE.match(text, at)
    return found is not None and (codes.type_code(found.group()) is not None or "QH" in found.group())


def _tokens(text: str, at: int, stop: int, codes: Codes, repairs: list[str]) -> tuple[Token, ...]:
    first = _code(text, at, stop, codes)
    if first is None:
        return _lower_case(text, at, stop, codes, repairs)
    tokens = [Token("", text[at:first], at, first, False, False)]
    while len(tokens) < 9 and (separator := SEPARATOR.match(text, first, stop)) is not None:
        begin = separator.end()
        end = _code(text, begin, stop, codes)
        if end is None:
            break
        before, mark, after = separator.groups()
        tokens.append(Token(mark, text[begin:end], begin, end, bool(before and after), "\n" in before))
        first = end
    return tuple(tokens)


def _code(text: str, at: int, stop: int, codes: Codes) -> int | None:
    """Where the code at ``at`` ends, or None when the word there is no code."""
    found = CODE.match(text, at, stop)
    if found is None:
        return None
    end = found.end()
    if end < stop and text[end].isalnum():
        found = GLUED_WORD.match(text, at, stop)
        return found.end(1) if found else None
    word = found.group()
    if sum(map(str.isupper, word)) >= 2 or word in codes.types or codes.known(word) or _LETTERED.match(word):
        return end
    return end if codes.type_code(word) and text[end : end + 1] in "-/ " else None


def _lower_case(text: str, at: int, stop: int, codes: Codes, repairs: list[str]) -> tuple[Token, ...]:
    """«nđ-cp»: accepted only when type and agency are both known."""
    found = LOWER.match(text, at, stop)
    if found is None:
        return ()
    kind, who = found.group(1).upper(), codes.agency(found.group(2).upper())
    if codes.type_code(kind) is None or not codes.known(who):
        return ()
    repairs.append("lower case")
    return (
        Token("", codes.type_code(kind) or kind, found.start(1), found.end(1), False, False),
        Token("-", who, found.start(2), found.end(2), False, False),
    )
