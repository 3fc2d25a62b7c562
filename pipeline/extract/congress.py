"""Party documents cited by the gathering that adopted them (nghị quyết đại hội, nghị quyết Trung ương): no number at all.

«Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng», «Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XII, nhiệm kỳ
2020 - 2025», «Nghị quyết Trung ương 4 khóa XII», «Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI». One that
names several («Nghị quyết Đại hội Đảng các cấp») is none. Source: guidelines, sections 1 and 8, traps 14, 17, 18.

>>> found = match_gathering("Nghị quyết Đại hội Đảng bộ tỉnh Hà Nam lần thứ XX, nhiệm kỳ 2020-2025 và", 10)
>>> found.end, found.issuer
(69, (11, 49))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.body_words import ORDINAL
from pipeline.extract.tails import roman

_S = r"[ \n\u200b]+"
_ORDINAL = r"(?:" + ORDINAL + r")"
_CONGRESS = re.compile(_S + r"(?:của" + _S + r")?(?P<name>(?:Đại|đại) hội(?![\w]))")
_WORD = re.compile(_S + r"([^\W\d_]+)")
_NUMERAL = re.compile(_S + r"[IVX]{1,6}(?![\w])")
_ORDINAL_AFTER = re.compile(_S + _ORDINAL)
_OF_PARTY = re.compile(
    _S + r"của" + _S + r"Đảng(?:" + _S + r"Cộng sản Việt Nam|" + _S + r"bộ(?:" + _S + r"(?:tỉnh"
    r"|huyện|thành phố)))?(?![\w])"
)
# «Đại hội XVIII Đảng bộ tỉnh»: the ordinal may stand before the party organisation.
_PARTY_BEHIND = re.compile(
    _S
    + r"Đảng"
    + _S
    + r"bộ(?:"
    + _S
    + r"(?:tỉnh|huyện|thành phố|quận|xã|phường|khối)(?:(?:"
    + _S
    + r"[A-ZĐ][^\W\d_]*){1,4})?)?(?![\w])"
)
_SEVERAL = re.compile(_S + r"(?:các|cấp trên|cơ sở các|ở các|trực thuộc các)(?![\w])")
_TERM_YEARS = re.compile(
    r"[ \n]*,?[ \n]*\(?[ ]?nhiệm kỳ[ \n]*(?:\w+[ \n]+)?\d{4}[ \n]*-[ \n]*\d{4}(?:[ ]?(?P<close>\)))?"
)
_ALLOWED_TEXT = (
    "đại biểu toàn quốc đảng bộ tỉnh thành phố huyện quận thị xã phường công đoàn cơ sở thanh niên phụ nữ nông dân khối các cơ"
    " quan hội liên hiệp việt nam cựu chiến binh sinh viên thi đua yêu nước mặt trận tổ quốc ủy quân khu ban chi cộng sản hồ"
    " chí minh đặc khu trung ương"
)
_ALLOWED = frozenset(_ALLOWED_TEXT.split())
_CENTRAL = re.compile(
    _S + r"(?:của" + _S + r")?(?P<name>(?:Hội nghị" + _S + r")?(?:" + _ORDINAL + _S + r")?(?:Trung ương|TW"
    r"|BCH Trung ương|Ban Chấp hành Trung ương(?: Đảng)?))"
    r"(?:" + _S + r"(?P<number>\d{1,2})(?![\w/-])|" + _S + r"(?P<ordinal>" + _ORDINAL + r"))?"
)
_CENTRAL_TERM = re.compile(
    r"[ \n]*,?[ \n]*\(?(?:[Kk]hóa|[Kk]hoá)[ \n]+(?P<term>[IVX]{1,5}"
    r"|\d{1,2})(?![\w])(?:[ ]?(?P<close>\)))?"
)


class Gathering(NamedTuple):
    """What a type word is followed by: the end of the mention, the gathering's span (the issuer) and the term."""

    end: int
    issuer: tuple[int, int] | None
    term: str | None


# In a heading all in capitals: the name ends with its ordinal, the party and the term's years behind it.
_CAPITALS = re.compile(
    r"[ \n\u200b]+(?P<name>ĐẠI[ \n]+HỘI(?:[ \n]+[A-ZĐÀ-Ỹ]+){1,14}?[ \n]+LẦN[ \n]+THỨ[ \n]+(?:[IVX]{1,6}|\d{1,2})"
    r"(?:[ \n]+CỦA[ \n]+ĐẢNG(?:[ \n]+(?:CỘNG[ \n]+SẢN[ \n]+VIỆT[ \n]+NAM|BỘ[ \n]+(?:TỈNH|HUYỆN|THÀNH[ \n]+PHỐ)))?)?)(?![\w])"
    r"(?P<years>[ \n]*,?[ \n]*NHIỆM[ \n]+KỲ[ \n]+\d{4}[ \n]*-[ \n]*\d{4})?"
)


def match_gathering(folded: str, pos: int) -> Gathering | None:
    """The congress or plenum named right behind a type word that ends at ``pos``, or None."""
    congress = _CONGRESS.match(folded, pos)
    if congress is not None:
        return _congress(folded, congress)
    capitals = _CAPITALS.match(folded, pos)
    if capitals is not None:
        return Gathering(capitals.end(), capitals.span("name"), None)
    return _plenum(folded, pos)


def _congress(folded: str, match: re.Match[str]) -> Gathering | None:
    """Walk over the congress's name: level and body words, capitals, its ordinal."""
    end = match.end()
    ordinal = False
    specific = False
    while True:
        if _SEVERAL.match(folded, end):
            return None
        found = _ORDINAL_AFTER.match(folded, end) if not ordinal else None
        if found is None and not ordinal:
            found = _NUMERAL.match(folded, end)
        if found is not None:
            ordinal, end = True, found.end()
            continue
        word = _WORD.match(folded, end)
        if word is None or (ordinal and word[1][0].islower()):
            break
        text = word[1]
        if ordinal and text == "Đảng":
            break
        if text in ("Quyết", "Nghị", "Kế", "Chỉ", "Luật", "Kết", "Thông", "Chương", "Căn", "Và"):
            break
        if text[0].islower() and text not in _ALLOWED:
            break
        if folded.count("\n", end, word.end()) > 1:
            break
        specific = specific or text in ("bộ", "tỉnh", "Tỉnh", "huyện", "xã", "phường", "quận", "phố", "toàn")
        end = word.end()
    party = _OF_PARTY.match(folded, end) or (_PARTY_BEHIND.match(folded, end) if ordinal else None)
    if party is not None:
        end = party.end()
    if not ordinal and not specific:
        return None
    issuer = (match.start("name"), end)
    years = _TERM_YEARS.match(folded, end)
    if years is not None and (years["close"] is not None) == ("(" in years.group()):
        end = years.end()
    return Gathering(end, issuer, None)


def _plenum(folded: str, pos: int) -> Gathering | None:
    match = _CENTRAL.match(folded, pos)
    if match is None:
        return None
    term = _CENTRAL_TERM.match(folded, match.end())
    numbered = match["number"] or match["ordinal"] or "lần" in match["name"]
    if not numbered or (term is None and "Hội nghị" not in match["name"] and not match["number"]):
        return None
    # «Trung ương 4» is short for a plenum and names no body; «Hội nghị Trung ương 4» is the body.
    issuer = match.span("name") if match["number"] is None or "Hội nghị" in match["name"] else None
    if issuer is not None:
        issuer = (issuer[0], max(match.end("name"), match.end("ordinal"), match.end("number")))
    if term is None:
        return Gathering(match.end(), issuer, None)
    end = term.end() if (term["close"] is not None) == ("(" in term.group()) else term.end("term")
    return Gathering(end, issuer, roman(term["term"]))
