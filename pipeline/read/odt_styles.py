"""Styles and lists of an OpenDocument text, as far as they change its text: numbering, capitals, hidden text, old fonts.

Source: OpenDocument 1.3, part 3, sections 16 (styles) and 19 (attributes).
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from pipeline.read.docx_names import integer
from pipeline.read.docx_numbering import Level

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_FORMS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter", "": "none"}
_DEPTH = 20
_LEVELS = 10


def name(short: str) -> str:
    """A qualified name: ``name("text:p")``."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


class Look(NamedTuple):
    """What a style says: its parent, its list, and what it does to letters; None where it says nothing."""

    parent: str | None
    list: str | None
    font: str | None
    capitals: bool | None
    hidden: bool | None

    def over(self, base: Look) -> Look:
        """This style laid over another; the parent is that of the other."""
        return Look(
            base.parent,
            base.list if self.list is None else self.list,
            base.font if self.font is None else self.font,
            base.capitals if self.capitals is None else self.capitals,
            base.hidden if self.hidden is None else self.hidden,
        )


class OdtStyles:
    """The styles of a document by family and name, and its list styles."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._looks: dict[tuple[str, str], Look] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(name("style:style")):
                key = style.get(name("style:family"), ""), style.get(name("style:name"), "")
                self._looks[key] = _look(style)
            for listed in root.iter(name("text:list-style")):
                self._lists[listed.get(name("style:name"), "")] = _levels(listed)
            for listed in root.iter(name("text:outline-style")):
                self.outline = _levels(listed)

    def levels(self, style: str | None) -> dict[int, Level]:
        """The levels of a list style, from 0."""
        return self._lists.get(style or "", {})

    def of(self, family: str, style: str | None) -> Look:
        """What a style and those above it say."""
        told = Look(None, None, None, None, None)
        for _ in range(_DEPTH):
            look = self._looks.get((family, style or ""))
            if look is None:
                break
            told = told.over(look)
            style = look.parent
        return told


def _look(style: etree._Element) -> Look:
    shown = style.find(name("style:text-properties"))
    if shown is None:
        return Look(
            style.get(name("style:parent-style-name")),
            style.get(name("style:list-style-name")) or None,
            None,
            None,
            None,
        )
    transform, display = shown.get(name("fo:text-transform")), shown.get(name("text:display"))
    return Look(
        style.get(name("style:parent-style-name")),
        style.get(name("style:list-style-name")) or None,
        shown.get(name("style:font-name")) or shown.get(name("fo:font-family")),
        None if transform is None else transform == "uppercase",
        None if display is None else display == "none",
    )


def _levels(listed: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in listed:
        number = integer(element.get(name("text:level")), 1) - 1
        if not isinstance(element.tag, str) or not 0 <= number < _LEVELS:
            continue
        if element.tag == name("text:list-level-style-bullet"):
            found[number] = Level(form="bullet", pattern=element.get(name("text:bullet-char"), "•"))
        elif element.tag in (name("text:list-level-style-number"), name("text:outline-level-style")):
            found[number] = _numbered(element, number)
    return found


def _numbered(element: etree._Element, number: int) -> Level:
    form = _FORMS.get(element.get(name("style:num-format"), ""), "decimal")
    shown = min(integer(element.get(name("text:display-levels")), 1), number + 1)
    places = "" if form == "none" else ".".join(f"%{at + 1}" for at in range(number + 1 - shown, number + 1))
    # Newer files keep the whole pattern («%1%.%2%)») in an attribute of their own.
    whole = next((v for k, v in element.attrib.items() if str(k).endswith("}num-list-format")), None)
    pattern = element.get(name("style:num-prefix"), "") + places + element.get(name("style:num-suffix"), "")
    if isinstance(whole, str) and form != "none":
        pattern = whole
        for at in range(_LEVELS, 0, -1):
            pattern = pattern.replace(f"%{at}%", f"%{at}")
    return Level(form=form, pattern=pattern, start=integer(element.get(name("text:start-value")), 1))


class Counters:
    """Counts the items of the lists of a document; a list that continues another shares its counts."""

    def __init__(self) -> None:
        self._of_list: dict[str, list[int]] = {}
        self._of_style: dict[str, list[int]] = {}

    def begin(self, listed: etree._Element, style: str) -> list[int]:
        """The counts of a list that begins: its own, or those of the list it continues."""
        after, identity = listed.get(name("text:continue-list")), listed.get(name("xml:id"))
        counts: list[int] | None = None
        if after is not None:
            counts = self._of_list.get(after)
        elif listed.get(name("text:continue-numbering")) == "true":
            counts = self._of_style.get(style)
        if counts is None:
            counts = [0] * _LEVELS
        if identity:
            self._of_list[identity] = counts
        self._of_style[style] = counts
        return counts


def label(levels: dict[int, Level], counts: list[int], level: int, start: int | None) -> str:
    """Count one item at ``level`` and give its label with a space behind it, or nothing."""
    own = levels.get(level)
    if own is None:
        return ""
    for above in range(level):
        counts[above] = counts[above] or levels.get(above, Level()).start
    counts[level] = start if start is not None else (counts[level] + 1 if counts[level] else own.start)
    counts[level + 1 :] = [0] * (_LEVELS - level - 1)
    text = own.render(counts[: level + 1], [levels.get(at, Level()).form for at in range(level + 1)])
    return f"{text} " if text.strip() else ""
