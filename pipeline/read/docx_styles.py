"""Styles of a DOCX: what a paragraph or run inherits through ``basedOn`` that changes its text.

Only three things do: the numbering a paragraph style brings, capitals shown for small letters, and a legacy font whose
codes are no Unicode. Source: ECMA-376 part 1, 17.7.
"""

from __future__ import annotations

from lxml import etree

from pipeline.read.docx_names import PPR, RPR, W, child_value, integer, switched_on

_DEPTH = 20  # a chain longer than this is a loop


class Style:
    """One style: its parent and its own properties, each None when it does not say."""

    __slots__ = ("based_on", "caps", "font", "hidden", "level", "number")

    def __init__(self, element: etree._Element) -> None:
        self.based_on = child_value(element, "basedOn")
        paragraph, run = element.find(PPR), element.find(RPR)
        numbering = None if paragraph is None else paragraph.find(W("numPr"))
        self.number = child_value(numbering, "numId")
        self.level = child_value(numbering, "ilvl")
        self.caps = switched_on(run, "caps")
        self.hidden = switched_on(run, "vanish")
        self.font = font_of(run)


class Styles:
    """The styles of a document by id; a document without ``styles.xml`` has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self.default_font: str | None = None
        if root is None:
            return
        for element in root.iterchildren(W("style")):
            identity = element.get(W("styleId"))
            if identity is not None:
                self._styles[identity] = Style(element)
                if element.get(W("default")) in ("1", "true"):
                    self._default[element.get(W("type"), "paragraph")] = identity
        self.default_font = font_of(root.find(f"{W('docDefaults')}/{W('rPrDefault')}/{RPR}"))

    def chain(self, identity: str | None, kind: str = "paragraph") -> list[Style]:
        """The style and its ancestors, nearest first; the default style of its kind when ``identity`` is None."""
        found: list[Style] = []
        identity = identity or self._default.get(kind)
        while identity in self._styles and len(found) < _DEPTH:
            style = self._styles[identity]
            found.append(style)
            identity = style.based_on
        return found

    def numbering(self, identity: str | None) -> tuple[str | None, int | None]:
        """The list (``numId``) and level that a paragraph style brings, each None when no ancestor says."""
        number: str | None = None
        level: int | None = None
        for style in self.chain(identity):
            number = number if number is not None else style.number
            if level is None and style.level is not None:
                level = integer(style.level, 0)
        return number, level

    def shown(self, run: etree._Element | None, paragraph_style: str | None) -> tuple[bool, bool]:
        """Whether a run's text is shown in capitals, and whether it is hidden, from its properties and styles."""
        chains = [*self.chain(child_value(run, "rStyle"), "character"), *self.chain(paragraph_style)]
        caps, hidden = switched_on(run, "caps"), switched_on(run, "vanish")
        for style in chains:
            caps = style.caps if caps is None else caps
            hidden = style.hidden if hidden is None else hidden
        return bool(caps), bool(hidden)

    def font(self, run: etree._Element | None, paragraph_style: str | None) -> str | None:
        """The name of the font of a run, through its styles and the document's default."""
        own = font_of(run)
        if own is not None:
            return own
        chains = [*self.chain(child_value(run, "rStyle"), "character"), *self.chain(paragraph_style)]
        return next((style.font for style in chains if style.font is not None), self.default_font)

    @property
    def plain(self) -> bool:
        """Whether no style shows capitals or hides text, so that only a run's own properties can."""
        return not any(style.caps or style.hidden for style in self._styles.values())


def font_of(run: etree._Element | None) -> str | None:
    """The font that run properties name for Latin text, or None."""
    fonts = None if run is None else run.find(W("rFonts"))
    if fonts is None:
        return None
    return fonts.get(W("ascii")) or fonts.get(W("hAnsi"))
