"""Legacy Vietnamese encodings: TCVN3 (ABC, fonts «.Vn…») and VNI Windows (fonts «VNI-…»), turned into Unicode.

Both put Vietnamese letters on the code points of Latin-1, TCVN3 one for one, VNI as a vowel with a mark after it. TCVN3
has no toned capitals: its fonts ending in H show small letters as capitals. Source: TCVN 5712:1993 (VN3) and the VNI
Windows code page, as in the tables of common converters.

>>> convert("ñy ban nh©n d©n", "tcvn3"), convert("Uûy ban nhaân daân tænh Ñoàng Nai", "vni")
('ủy ban nhân dân', 'Ủy ban nhân dân tỉnh Đồng Nai')
>>> encoding_of_font(".VnTimeH"), encoding_of_font("VNI-Times"), encoding_of_font("Times New Roman")
('tcvn3', 'vni', None)
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from pipeline.read.syllables import Share

Encoding = Literal["tcvn3", "vni"]

_TCVN3_FROM = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI_MARKS = {**_VNI_MARKS, **{key.upper(): value for key, value in _VNI_MARKS.items()}}
"""VNI's signs behind a vowel with the combining marks they stand for."""
VNI_LETTERS = {**_VNI_LETTERS, **{key.upper(): value.upper() for key, value in _VNI_LETTERS.items()}}
"""VNI's signs that are letters by themselves."""
_VNI = re.compile(f"([aeouyAEOUYôöÔÖ])([{''.join(VNI_MARKS)}])|([{''.join(VNI_LETTERS)}])")


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Turn ``text`` (legacy codes seen as Latin-1 / Windows-1252 characters) into Unicode NFC.

    ``capitals`` says that the font shows small letters as capitals (TCVN3 fonts ending in H).
    """
    turned = capitals_as_meant(text.translate(_TCVN3)) if encoding == "tcvn3" else _VNI.sub(_vni_letter, text)
    turned = unicodedata.normalize("NFC", turned)
    return turned.upper() if capitals else turned


_CAPITAL = "A-ZĐĂÂÊÔƠƯÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"
_TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TYPED_CAPITALS = re.compile(rf"\b(?:[{_CAPITAL}]*[{_TONED}][{_CAPITAL}]+|[{_CAPITAL}]{{2,}}[{_TONED}])(?!\w)")
_AMONG_CAPITALS = re.compile(
    rf"(?<=[{_CAPITAL}]{{2}} )[{_CAPITAL}][{_TONED}](?= [{_CAPITAL}]{{2}})"
    rf"|\b[{_CAPITAL}][{_TONED}](?= [{_CAPITAL}]*[{_TONED.upper()}][{_CAPITAL}]*(?!\w))"  # a word, and no abbreviation
)


def capitals_as_meant(text: str) -> str:
    """TCVN3 has no toned capitals: who typed capitals in an ordinary font got «VIệT», which is read as it was meant.

    >>> capitals_as_meant("CộNG HòA Xã HộI, ủY BAN; Số 12, Hội, Kế HOạCH, Tổ HĐND")
    'CỘNG HÒA XÃ HỘI, ỦY BAN; Số 12, Hội, KẾ HOẠCH, Tổ HĐND'
    """
    return _AMONG_CAPITALS.sub(_upper, _TYPED_CAPITALS.sub(_upper, text))


def _upper(match: re.Match[str]) -> str:
    return match.group().upper()


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, letter = match.groups()
    if letter:
        return VNI_LETTERS[letter]
    return VNI_LETTERS.get(base, base) + VNI_MARKS[mark]


def encoding_of_font(name: str) -> Encoding | None:
    """The legacy encoding a font's name promises, or None; a PDF's subset prefix («ABCDEF+») is ignored."""
    name = name.split("+", 1)[-1]
    if name.startswith(".Vn"):
        return "tcvn3"
    return "vni" if name.upper().startswith("VNI-") else None


def shows_capitals(font: str) -> bool:
    """Whether a legacy font shows small letters as capitals («.VnTimeH», «.VnTimeH,Bold»)."""
    return encoding_of_font(font) == "tcvn3" and bool(re.search(r"H(?:\b|,|-|$)", font.split("+", 1)[-1]))


SOFT_HYPHEN = "\u00ad"


def optional_hyphen(font: str | None) -> str:
    """What an optional hyphen reads in a font: nothing, but in a TCVN3 font the letter «ư», whose code it shares.

    >>> optional_hyphen(".VnTime") == SOFT_HYPHEN, optional_hyphen("Times New Roman"), optional_hyphen(None)
    (True, '', '')
    """
    return SOFT_HYPHEN if font and encoding_of_font(font) == "tcvn3" else ""


_SUSPECT = re.compile(r"[¡-¸¹»-¿×÷øûïëåäæöüñÞßþØÆÑ\xad]")
_REAL = re.compile(r"[ạ-ỹẠ-ỸơưƠƯđĐăĂ]")
_SAMPLE = 40_000


def legacy_encoding(text: str) -> Encoding | None:
    """The encoding ``text`` (already characters) is really written in, or None when it is as it should be.

    Judged on the first 40,000 characters: a legacy text has hardly any real Vietnamese letters, and conversion turns
    its marked tokens into syllables.
    """
    sample = text[:_SAMPLE]
    suspects = len(_SUSPECT.findall(sample))
    if suspects < 3 or len(_REAL.findall(sample)) > suspects // 4:
        return None
    best: tuple[float, Encoding | None] = (max(0.6, Share(sample).of_marked + 0.2), None)
    candidates: tuple[Encoding, ...] = ("tcvn3", "vni")
    for encoding in candidates:
        converted = Share(convert(sample, encoding))
        if converted.of_marked > best[0]:
            best = (converted.of_marked, encoding)
    return best[1]
