"""A small SVG canvas: shapes and text with everything escaped, and text measured so that nothing runs over.

Widths are those of DejaVu Sans at size 1, the widest of the fonts named in ``FONTS``: what fits in it fits in the others.
PNG is drawn by resvg (a wheel without system libraries) with the fonts of the machine.

>>> canvas = Canvas(100, 40)
>>> canvas.text(5, 20, "a < b & c", size=10)
>>> "a &lt; b &amp; c" in canvas.svg()
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

FONTS = "'DejaVu Sans', 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
INK, MUTED, LINE, PAPER = "#1c2430", "#667085", "#d9dee7", "#ffffff"
BRANCH = {"party": "#b42318", "state": "#1d4f91", "peoples_council": "#2f7d4f", "mass": "#b5651d", "army": "#5b6236"}
# Each level lighter than the one above it, so that they stay apart in grey and for colour-blind readers.
LEVEL = {"central": "#5e1224", "province": "#1f5fa8", "district": "#3aa39c", "commune": "#b7cf6b", "unit": "#d5dae2"}
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]-/ "), frozenset("mwMWƠỜỚỢỞỠĐQO@%…→←")
# What no XML document may hold, and the bidirectional overrides that can disguise a line.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


# Where a place begins in a letterhead, and what parts the fields of an office («Lao động - Thương binh và Xã hội»).
_PLACE = re.compile(r"(?<= )(?=(?:tỉnh|thành phố|huyện|thị xã|thị trấn|quận|phường|xã|đặc khu) (?!ủy|hội))")
_FIELDS = re.compile(r"( - |, | và )")
_OFFICE = re.compile(r"(sở|bộ|phòng|cục|chi cục|ban quản lý|ban|thanh tra|trung tâm) (?=.)")
_SHORT = re.compile(r"\b(?:ubnd|hđnd|ubmttq|mttq)\b")
# A party committee bears the name of its place.
_COMMITTEE = re.compile(r"((?:tỉnh|thành|huyện|thị|quận) ủy)\b(.*)")


def plain(text: object) -> str:
    """``text`` without characters that XML forbids, white space (page breaks too) as single spaces."""
    return " ".join(_FORBIDDEN.sub("\ufffd", " ".join(str(text).split())).split())


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    base = unicodedata.normalize("NFD", character)[0]
    if base in _NARROW:
        return 0.38
    if base in _WIDE:
        return 0.92
    return 0.64 if base.isdigit() else 0.72 if base.isupper() else 0.62


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide ``text`` is at most, in pixels."""
    return sum(map(_em, text)) * size * (1.1 if bold else 1.0)


def cut(text: object, room: float, size: float, *, bold: bool = False) -> str:
    """``text`` on one line, cut with «…» to fit ``room`` pixels.

    >>> cut("Ủy ban nhân dân tỉnh Bắc Kạn", 90, 10)
    'Ủy ban nhân…'
    """
    line = plain(text)
    if width(line, size, bold=bold) <= room:
        return line
    room -= width("…", size, bold=bold)
    used, end = 0.0, 0
    for end, character in enumerate(line):  # noqa: B007 -- the place where room runs out
        used += _em(character) * size * (1.1 if bold else 1.0)
        if used > room:
            break
    space = line.rfind(" ", 0, end + 1)
    return line[: space if space > end * 0.6 else end].rstrip(" ,;:-") + "…"


def wrap(text: object, room: float, size: float, lines: int) -> list[str]:
    """``text`` on at most ``lines`` lines of ``room`` pixels, the last one cut."""
    words = plain(text).split(" ")
    made: list[str] = []
    while words and len(made) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line += " " + words.pop(0)
        made.append(cut(line, room, size))
    return [*made, cut(" ".join(words), room, size)] if words else made


class Canvas:
    """Collects shapes in order; later ones lie above earlier ones. All lengths are pixels."""

    def __init__(self, wide: float, high: float, title: str = "") -> None:
        self.wide, self.high, self.title = wide, high, title
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        *,
        stroke: str = "none",
        radius: float = 0,
        tip: str = "",
    ) -> None:
        """A rectangle; ``tip`` is shown on hovering."""
        self._put(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius}" fill="{fill}" stroke="{stroke}"',
            tip,
        )

    def circle(self, x: float, y: float, r: float, fill: str, tip: str = "") -> None:
        """A dot."""
        self._put(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"', tip)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, color: str = LINE, wide: float = 1, dash: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._put(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="{wide}"{dashed}'
        )

    def path(
        self, d: str, color: str, wide: float = 1.5, *, fill: str = "none", opacity: float = 1, tip: str = ""
    ) -> None:
        """A path of SVG commands made by the caller from numbers only."""
        self._put(f'<path d="{d}" fill="{fill}" stroke="{color}" stroke-width="{wide}" opacity="{opacity}"', tip)

    def text(
        self,
        x: float,
        y: float,
        text: object,
        *,
        size: float = 12,
        color: str = INK,
        bold: bool = False,
        anchor: str = "start",
        halo: bool = False,
        tip: str = "",
    ) -> None:
        """One line of text with its baseline at ``y``; ``halo`` keeps it readable over lines, ``tip`` is shown on hovering."""
        weight = ' font-weight="600"' if bold else ""
        if halo:
            weight += f' paint-order="stroke" stroke="{PAPER}" stroke-width="4" stroke-linejoin="round"'
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}"{weight} text-anchor="{anchor}">'
            f"{escape(plain(text))}{f'<title>{escape(plain(tip))}</title>' if tip else ''}</text>"
        )

    def legend(self, x: float, y: float, entries: Sequence[tuple[str, str]]) -> None:
        """Coloured squares with their names, in one row."""
        for color, name in entries:
            self.rect(x, y - 9, 10, 10, color, radius=2, stroke="#c3cad6" if color == PAPER else "none")
            self.text(x + 16, y, name, size=11, color=MUTED)
            x += 36 + width(name, 11)

    def svg(self) -> str:
        """The whole picture as an SVG document."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide:.0f}" height="{self.high:.0f}" '
            f'viewBox="0 0 {self.wide:.0f} {self.high:.0f}" font-family={quoteattr(FONTS)} role="img">'
        )
        title = f"<title>{escape(plain(self.title))}</title>" if self.title else ""
        paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        return "\n".join([head, title, paper, *self._parts, "</svg>\n"])

    def _put(self, opening: str, tip: str = "") -> None:
        name = opening[1 : opening.index(" ")]
        self._parts.append(f"{opening}><title>{escape(plain(tip))}</title></{name}>" if tip else f"{opening}/>")


def png(svg: str, scale: float = 2.0) -> bytes:
    """The picture as PNG, ``scale`` pixels a unit. Raises ``ImportError`` where resvg-py is missing."""
    import resvg_py

    made: bytes = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, background=PAPER))
    return made


def day(date: str | None) -> str:
    """An ISO date as it is written here.

    >>> day("2024-01-24"), day("2024-03"), day(None)
    ('24/01/2024', '03/2024', '')
    """
    return "/".join(reversed(date.split("-"))) if date else ""


def number_words(value: float) -> str:
    """A number with a decimal only where it has one.

    >>> number_words(906.5), number_words(30.0), number_words(17.25)
    ('906.5', '30', '17.2')
    """
    return f"{value:.1f}".removesuffix(".0")


def spoken(issuer: str | None) -> str:
    """A letterhead in capitals as running text: bodies lower case after their first letter, the fields of an office each with
    a capital, places with every word.

    >>> spoken("ỦY BAN NHÂN DÂN TỈNH BẮC KẠN"), spoken("Sở Nội vụ"), spoken("TỈNH ỦY BẮC KẠN")
    ('Ủy ban nhân dân tỉnh Bắc Kạn', 'Sở Nội vụ', 'Tỉnh ủy Bắc Kạn')
    >>> spoken("BAN THƯỜNG VỤ TỈNH ỦY LÀO CAI"), spoken("UBND THÀNH PHỐ HỒ CHÍ MINH")
    ('Ban Thường vụ Tỉnh ủy Lào Cai', 'UBND thành phố Hồ Chí Minh')
    >>> spoken("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH HÀ TĨNH"), spoken("LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC KẠN")
    ('Sở Lao động - Thương binh và Xã hội tỉnh Hà Tĩnh', 'Liên đoàn lao động tỉnh Bắc Kạn')
    """
    if not issuer or not issuer.isupper():
        return issuer or ""
    body, *places = _PLACE.split(" ".join(issuer.lower().split()))
    office = _OFFICE.match(body)
    if office:
        fields = _FIELDS.split(body[office.end() :])
        body = _first(office[0]) + "".join(part if _FIELDS.fullmatch(part) else _first(part) for part in fields)
    body = _COMMITTEE.sub(lambda found: _first(found[1]) + _named(found[2]), body)
    body = _SHORT.sub(lambda found: found[0].upper(), body)
    return _first(body) + "".join(f"{place.split(' ')[0]} {_named(place.partition(' ')[2])}" for place in places)


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(words: str) -> str:
    """A place's name; of «thành phố», «thị xã», «thị trấn» and «đặc khu» the second word stays as it is."""
    return re.sub(r"(?<!\w)(?!(?:phố|xã|trấn|khu) )\w", lambda found: found[0].upper(), words)
