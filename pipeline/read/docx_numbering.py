"""Automatic numbering of a DOCX, rendered as the text Word prints («I.», «1.», «2.1.», «a)», «-»).

Knows ``numbering.xml``: abstract lists with up to nine levels, the lists that use them, overridden starts and levels,
levels that restart, lists linked through styles. Lists that share an abstract list share its counters; a list with a
start of its own restarts them once. Source: ECMA-376 part 1, 17.9.

>>> Level(form="upperRoman", pattern="%1.").render([2])
'II.'
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from pipeline.read.docx_names import RPR, VAL, W, child_value, integer
from pipeline.read.docx_styles import Styles, font_of
from pipeline.read.numerals import numeral

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Bullets stand in symbol fonts on private code points; these are what they look like on paper.
_SYMBOLS = {"-": "-", "+": "+", "*": "*", "o": "o", "–": "–", "\u2212": "-"}
_BULLET = "•"


class Level(msgspec.Struct, frozen=True):
    """One level of a list: its first number, form, pattern («%1.%2.»), what restarts it, and what follows the label."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    suffix: str = "tab"
    legal: bool = False
    style: str | None = None
    font: str | None = None

    def render(self, counts: list[int], forms: list[str] | None = None) -> str:
        """The label for the counts of this level and those above it (``forms`` of each, decimal when legal)."""
        if self.form == "bullet":
            return _bullet(self.pattern)
        known = forms or [self.form] * len(counts)

        def place(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            if index >= len(counts):
                return ""
            return numeral(counts[index], "decimal" if self.legal else known[index])

        return _PLACE.sub(place, self.pattern)


def _bullet(sign: str) -> str:
    sign = sign.strip()
    if not sign:
        return ""
    if 0xF000 <= ord(sign[0]) <= 0xF0FF:
        return _SYMBOLS.get(chr(ord(sign[0]) - 0xF000), _BULLET)
    return sign


def _level(element: etree._Element) -> Level:
    restart = child_value(element, "lvlRestart")
    legal = element.find(W("isLgl"))
    return Level(
        form=child_value(element, "numFmt") or _alternate_form(element) or "decimal",
        pattern=child_value(element, "lvlText") or "",
        start=integer(child_value(element, "start"), 0),
        restart=None if restart is None else integer(restart, 0),
        suffix=child_value(element, "suff") or "tab",
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        style=child_value(element, "pStyle"),
        font=font_of(element.find(RPR)),
    )


def _alternate_form(element: etree._Element) -> str | None:
    """Newer forms stand behind a compatibility switch, with an older one that any reader knows."""
    return next((found.get(VAL) for found in element.iter(W("numFmt")) if found.get(VAL) != "custom"), None)


class _List(msgspec.Struct, frozen=True):
    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts the numbered paragraphs of one document in their order and renders their labels."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iterchildren(W("abstractNum")):
            identity = element.get(W("abstractNumId"), "")
            self._abstract[identity] = {
                integer(level.get(W("ilvl")), 0): _level(level) for level in element.iterchildren(W("lvl"))
            }
            link = child_value(element, "numStyleLink")
            if link is not None:
                self._links[identity] = link
        for element in root.iterchildren(W("num")):
            self._lists[element.get(W("numId"), "")] = _list(element)

    @classmethod
    def of(
        cls,
        abstract: dict[str, dict[int, Level]],
        lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]],
    ) -> Numbering:
        """Numbering of lists that come from elsewhere than ``numbering.xml``: abstract lists, and lists as their abstract
        list's name, starts and levels that replace its own."""
        made = cls(None, Styles(None))
        made._abstract = abstract
        made._lists = {name: _List(*parts) for name, parts in lists.items()}
        return made

    def knows(self, number: str) -> bool:
        """Whether there is a list of that name."""
        return number in self._lists

    def place(self, properties: etree._Element | None, style: str | None) -> tuple[str, int] | None:
        """The list and level of a paragraph by its own ``numPr`` or its style's; None when it has no number."""
        own = None if properties is None else properties.find(W("numPr"))
        number, level = child_value(own, "numId"), child_value(own, "ilvl")
        inherited, inherited_level = self._styles.numbering(style)
        from_style = number is None
        number = inherited if from_style else number
        if number is None or number not in self._lists or number == "0":
            return None
        if level is not None:
            return number, min(integer(level, 0), _LEVELS - 1)
        if from_style:
            by_style = next((n for n, found in self._levels(number).items() if found.style == style and style), None)
            inherited_level = by_style if by_style is not None else inherited_level
        return number, min(inherited_level or 0, _LEVELS - 1)

    def _levels(self, number: str) -> dict[int, Level]:
        abstract = self._resolved(number)
        return {**self._abstract.get(abstract, {}), **self._lists[number].levels}

    def _resolved(self, number: str, depth: int = 0) -> str:
        """The abstract list that holds the levels, past links through a numbering style."""
        abstract = self._lists[number].abstract
        link = self._links.get(abstract)
        if link is None or depth > 5:
            return abstract
        target, _ = self._styles.numbering(link)
        return abstract if target is None or target not in self._lists else self._resolved(target, depth + 1)

    def label(self, number: str, level: int) -> str:
        """Count one paragraph of list ``number`` at ``level`` (0 to 8) and give its label with what follows it."""
        levels, overrides = self._levels(number), self._lists[number].starts
        own = levels.get(level, Level())
        counts = self._counts.setdefault(self._resolved(number), [None] * _LEVELS)
        if level in overrides and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = None
        for index in range(level + 1):
            if counts[index] is None:
                first = overrides.get(index, levels.get(index, Level()).start)
                counts[index] = first - 1 if index == level else first
        counts[level] = (counts[level] or 0) + 1
        for index in range(level + 1, _LEVELS):
            restart = levels.get(index, Level()).restart
            if restart is None or level < restart:
                counts[index] = None
        label = own.render(
            [count or 0 for count in counts[: level + 1]],
            [levels.get(index, Level()).form for index in range(level + 1)],
        )
        return label + ("" if own.suffix == "nothing" or not label else " ")


def _list(element: etree._Element) -> _List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterchildren(W("lvlOverride")):
        index = integer(override.get(W("ilvl")), 0)
        replaced = override.find(W("lvl"))
        if replaced is not None:
            levels[index] = _level(replaced)
        start = child_value(override, "startOverride")
        if start is not None:
            starts[index] = integer(start, 1)
    return _List(child_value(element, "abstractNumId") or "", starts, levels)
