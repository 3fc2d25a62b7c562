"""A small PDF writer for tests: text at given places with a ToUnicode table, ruled lines, pages turned or empty.

No font file is needed: the reader takes letters from the ToUnicode table and widths from the font's dictionary, half an
em for every letter, so a line of ``n`` letters of size ``s`` is ``n * s / 2`` points wide.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 595, 842


class PdfMaker:
    """Collects pages; ``bytes()`` gives the file. Coordinates are points from the top left corner.

    ``broken`` says what the table to Unicode of the second font (``bold``) wrongly gives for a letter; nothing for none.
    """

    def __init__(self, broken: Callable[[str], str] = str) -> None:
        self._pages: list[tuple[list[str], int]] = []
        self._letters: dict[str, int] = {}
        self._broken = broken
        self._notes: dict[int, list[str]] = {}

    def page(self, rotate: int = 0) -> PdfMaker:
        self._pages.append(([], rotate))
        return self

    def text(
        self, x: float, y: float, text: str, size: float = 14, matrix: str = "1 0 0 1", bold: bool = False
    ) -> PdfMaker:
        """One line with its baseline at ``y`` from the top; ``matrix`` turns it, ``bold`` takes the second font."""
        codes = "".join(f"{self._letters.setdefault(sign, len(self._letters) + 1):04X}" for sign in text)
        self._pages[-1][0].append(f"BT /F{1 + bold} {size} Tf {matrix} {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def command(self, text: str) -> PdfMaker:
        """A command of the page's content as it is (``3 Tr`` makes what follows invisible, ``1 g`` white)."""
        self._pages[-1][0].append(text)
        return self

    def lines(
        self, x: float, y: float, lines: list[str], size: float = 14, step: float = 20, bold: bool = False
    ) -> PdfMaker:
        """Lines one under the other."""
        for index, line in enumerate(lines):
            self.text(x, y + index * step, line, size, bold=bold)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfMaker:
        """A drawn line."""
        self._pages[-1][0].append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def note(
        self, box: tuple[float, float, float, float], text: str, kind: str = "FreeText", flags: int = 4
    ) -> PdfMaker:
        """An annotation or form field without an appearance; ``box`` from the top left."""
        rect = f"{box[0]} {HEIGHT - box[3]} {box[2]} {HEIGHT - box[1]}"
        key = "/FT /Tx /V" if kind == "Widget" else "/Contents"
        said = f"<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /F {flags} {key} ({text}) /DA (/F1 12 Tf) >>"
        self._notes.setdefault(len(self._pages), []).append(said)
        return self

    def bytes(self) -> bytes:
        objects = [b"", b"", self._font("Test", 5), self._descendant(), self._unicode(str), b""]
        objects += [self._font("Test,Bold", 8), self._unicode(self._broken)]
        kids = []
        for number, (commands, rotate) in enumerate(self._pages, 1):
            body = "\n".join(commands).encode("ascii")
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
            box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} /Resources << /Font << /F1 3 0 R /F2 7 0 R >> >>"
            notes = f"/Annots [{' '.join(self._notes.get(number, []))}]"
            objects.append(f"<< /Type /Page /Parent 2 0 R {box} {notes} /Contents {len(objects)} 0 R >>".encode())
            kids.append(f"{len(objects)} 0 R")
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
        objects[5] = b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200 "
        objects[5] += b"/CapHeight 700 /StemV 80 /FontBBox [0 -200 1000 800] >>"
        return pdf_file(objects)

    def _font(self, name: str, table: int) -> builtins.bytes:
        return (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [4 0 R] /ToUnicode {table} 0 R >>"
        ).encode()

    def _descendant(self) -> builtins.bytes:
        return (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 500 /FontDescriptor 6 0 R "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        )

    def _unicode(self, table: Callable[[str], str]) -> builtins.bytes:
        said = {code: table(sign) for sign, code in self._letters.items()}
        rows = [f"<{code:04X}> <{sign.encode('utf-16-be').hex()}>" for code, sign in said.items() if sign]
        blocks = []
        for start in range(0, len(rows), 100):
            part = rows[start : start + 100]
            blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
        body = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
        ).encode()
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """A file of ``objects`` (numbered from 1; the first is the catalogue)."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def wrapped(text: str, width: int, first: int = 0) -> list[str]:
    """``text`` broken between words into lines of at most ``width`` letters, the first ``first`` letters shorter.

    Every line but the last keeps the space it was broken at, as word processors write it.
    """
    lines: list[str] = []
    current = ""
    for word in text.split():
        room = width - (first if not lines else 0)
        if current and len(current) + 1 + len(word) > room:
            lines.append(current + " ")
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]
