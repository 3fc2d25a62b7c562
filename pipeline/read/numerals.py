"""Numbers as list labels: Roman, letters, decimal, for the automatic numbering of Word and HTML.

Letters run a … z, then doubled (aa, bb), as Word prints them: it leaves out neither f, j, w, z nor adds đ. A list that a
writer numbers by hand in the Vietnamese order (a, b, c, d, đ, e, g …) is ordinary text and passes here unchanged.
Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).

>>> [numeral(n, "upperRoman") for n in (1, 4, 9, 14)], numeral(28, "lowerLetter"), numeral(3, "decimalZero")
(['I', 'IV', 'IX', 'XIV'], 'bb', '03')
"""

from __future__ import annotations

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def roman(number: int) -> str:
    """A Roman numeral of 1 to 3999; other numbers stay decimal, as in Word."""
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


def letter(number: int) -> str:
    """The nth letter, doubled after z: 27 is «aa», 28 «bb»."""
    if number < 1:
        return str(number)
    turns, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (turns + 1)


def words(number: int) -> str:
    """Vietnamese number words up to 99 («mười một», «hai mươi lăm»); others stay decimal.

    >>> words(1), words(15), words(21)
    ('một', 'mười lăm', 'hai mươi mốt')
    """
    if not 0 < number < 100:
        return str(number)
    if number <= 10:
        return _WORDS[number - 1]
    tens, unit = divmod(number, 10)
    head = "mười" if tens == 1 else f"{_WORDS[tens - 1]} mươi"
    if unit == 0:
        return head
    tail = "lăm" if unit == 5 else "mốt" if unit == 1 and tens > 1 else _WORDS[unit - 1]
    return f"{head} {tail}"


def numeral(number: int, form: str) -> str:
    """``number`` in the form that Word calls ``form``; an unknown form is decimal, ``none`` is nothing."""
    if form == "upperRoman":
        return roman(number)
    if form == "lowerRoman":
        return roman(number).lower()
    if form == "upperLetter":
        return letter(number).upper()
    if form == "lowerLetter":
        return letter(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("cardinalText", "ordinalText", "vietnameseCounting"):
        return words(number).capitalize()
    if form == "decimalEnclosedCircle" and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form == "decimalEnclosedParen":
        return f"({number})"
    return "" if form in ("none", "bullet") else str(number)
