"""Names of WordprocessingML: the qualified tags the DOCX reader meets, and small look-ups on elements.

Source: ECMA-376 part 1 (transitional namespace); documents saved as «Strict Open XML» use another namespace for the same
names and are brought to this one before reading.

>>> W("p")
'{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
"""

from __future__ import annotations

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def W(name: str) -> str:
    """The qualified form of a WordprocessingML name."""
    return f"{{{MAIN}}}{name}"


P, R, T, TBL, TR, TC, PPR, RPR = map(W, ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr"))
VAL = W("val")
CHOICE, FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
MATH_TEXT = f"{{{MATH}}}t"
TEXT_BOX = W("txbxContent")
# What Word shows of a tracked change is the text as it stands now: insertions are in, deletions are out.
DROPPED = frozenset(map(W, ("del", "moveFrom", "delText", "instrText", "rPrChange", "pPrChange", "sectPrChange")))
_OFF = frozenset(("0", "false", "off", "none"))


def child_value(element: etree._Element | None, name: str) -> str | None:
    """``w:val`` of the child ``name`` of an element, or None."""
    if element is None:
        return None
    child = element.find(W(name))
    return None if child is None else child.get(VAL)


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """A toggle property (``<w:caps/>``): on, off, or None when it is not said."""
    if properties is None:
        return None
    child = properties.find(W(name))
    return None if child is None else child.get(VAL, "1") not in _OFF


def integer(value: str | None, otherwise: int) -> int:
    """A number of an attribute, or ``otherwise`` when it is missing or none.

    >>> integer("3", 0), integer("x", 0), integer(None, 1)
    (3, 0, 1)
    """
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
