"""The way back from ``Origin.place`` into a Word file: the parsed parts with the element of each paragraph and run counted.

Walks the document exactly as the reader does, so that ``{"part", "paragraph", "run"}`` means the same. Whoever writes a
copy (comments, corrections) changes these elements and puts the parts back into the package with ``repacked``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from pipeline.read.docx import _Reader
from pipeline.read.docx_names import MAIN, RELATIONS, STRICT, STRICT_RELATIONS, child_value
from pipeline.read.docx_runs import Paragraph, RunReader
from pipeline.read.limits import DEFAULT, Limits
from pipeline.read.package import Package


class WordParts(_Reader):
    """A Word file, read again for its elements. Raises ``ReadError`` as the reader does."""

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT) -> None:
        self.package = Package(data, name, limits)
        self._elements: dict[tuple[str, int], etree._Element] = {}
        self._strict: set[str] = set()
        super().__init__(self.package)
        self.read()

    @property
    def main(self) -> str:
        """The name of the main part, ``word/document.xml`` as a rule."""
        return self._main

    @property
    def strict(self) -> bool:
        """Whether the main part is saved as «Strict Open XML»."""
        return self._main in self._strict

    def paragraph(self, part: str, number: int) -> etree._Element | None:
        """The ``w:p`` that an origin names, or None."""
        return self._elements.get((part, number))

    def runs(self, part: str, number: int) -> dict[int, etree._Element]:
        """The runs of that paragraph by the number that an origin gives them."""
        element = self.paragraph(part, number)
        return {} if element is None else _Runs(element, self._runs).elements

    def shown(self, part: str, number: int) -> dict[int, str]:
        """What the reader makes of each run, before anything is stripped: the text that offsets within a run count in."""
        element = self.paragraph(part, number)
        texts: dict[int, str] = {}
        for piece in () if element is None else self._runs.paragraph(element).pieces:
            texts[piece.run] = texts.get(piece.run, "") + piece.text
        return texts

    def bytes_of(self, part: str, root: etree._Element) -> bytes:
        """A changed part as it goes back into the package, in the namespaces it came in."""
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if part in self._strict:
            data = data.replace(MAIN.encode(), STRICT.encode()).replace(RELATIONS.encode(), STRICT_RELATIONS.encode())
        return data

    def _xml(self, part: str) -> etree._Element:
        if STRICT.encode() in self.package.read(part):
            self._strict.add(part)
        return super()._xml(part)

    def _paragraph(self, element: etree._Element, part: str, mark: str = "") -> None:
        self._elements[part, self._counts.get(part, -1) + 1] = element
        super()._paragraph(element, part, mark)


class _Runs(Paragraph):
    """A paragraph that also keeps the elements of its runs."""

    def __init__(self, element: etree._Element, reader: RunReader) -> None:
        self.elements: dict[int, etree._Element] = {}
        properties = element.find(f"{{{MAIN}}}pPr")
        super().__init__(element, child_value(properties, "pStyle"), reader)

    def _read_run(self, run: etree._Element) -> None:
        self.elements.setdefault(self._run, run)
        super()._read_run(run)


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip package ``data`` with ``parts`` in place of those of the same name, new ones at the end; all else as it was."""
    buffer = io.BytesIO()
    left = dict(parts)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = left.pop(info.filename) if info.filename in left else old.read(info)
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
        for name, content in left.items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
