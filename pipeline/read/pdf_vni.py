"""Characters of a PDF page in VNI codes, where a vowel and its mark are two, as letters with one box.

>>> converted_vni([("O", 0, 7, 100, 12), ("Ø", 7, 9, 100, 12), ("A", 9, 16, 100, 12)])
[('Ò', 0, 9, 100, 12), ('A', 9, 16, 100, 12)]
"""

from __future__ import annotations

from pipeline.read.legacy import convert
from pipeline.read.pdf_chars import Char


def converted_vni(chars: list[Char]) -> list[Char]:
    """Characters of VNI codes as letters: a vowel takes the mark written after it into itself."""
    turned: list[Char] = []
    done = False  # whether the last one is converted already: «Ò» is a letter then, and no code for «Ị»
    for char in chars:
        if turned and not done:
            before = turned[-1]
            both = convert(before[0] + char[0], "vni") if len(before[0]) == 1 and before[0].isalpha() else ""
            if len(both) == 1:
                turned[-1] = (both, before[1], max(before[2], char[2]), before[3], before[4])
                done = True
                continue
            turned[-1] = (convert(before[0], "vni"), *before[1:])
        turned.append(char)
        done = False
    if turned and not done:
        turned[-1] = (convert(turned[-1][0], "vni"), *turned[-1][1:])
    return turned
