"""A corrected copy of a file: letters change, their formatting and everything else stays.

A text file keeps its byte order mark and its kind of newlines. In a Word file corrections go into the runs.
Of a correction only the letters that differ are touched, so that a symbol half bold stays half bold. A place that is no
text of the file (a number that Word counts itself, a text in an old font's codes) is left alone and not counted as done.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Sequence

from lxml import etree

from pipeline.export.corrections import Correction, changes, corrected
from pipeline.model.document import Origin, RawDocument
from pipeline.read.docx_names import T, W
from pipeline.read.docx_places import WordParts, repacked

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE = {W("tab"): "\t", W("ptab"): "\t", W("br"): "\n", W("cr"): "\n", W("noBreakHyphen"): "-"}


def corrected_file(data: bytes, raw: RawDocument, wanted: Sequence[Correction]) -> tuple[bytes, int]:
    """The file with the corrections in, and how many of them could be put in. ``data`` are the file's bytes.

    Knows text and Word files (``raw.source.reader``). Raises ``ReadError`` for a Word file that cannot be opened.
    """
    if raw.source.reader == "docx":
        return _corrected_docx(data, raw, wanted)
    text = corrected(raw.text, wanted)
    if b"\r\n" in data:
        text = text.replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8"), len(wanted)


def _corrected_docx(data: bytes, raw: RawDocument, wanted: Sequence[Correction]) -> tuple[bytes, int]:
    """The file with the corrections in, and how many were put in. Raises ``ReadError`` for a file that cannot be opened."""
    parts = WordParts(data, raw.source.path or "")
    roots: dict[str, etree._Element] = {}
    known: dict[int, Letters | None] = {}
    done = 0
    for one in reversed(wanted):
        touched = [origin for origin in raw.origins if origin.start < one.end and origin.end > one.start]
        for origin in touched:
            if origin.start not in known:  # as it stood before any change
                known[origin.start] = Letters.of(parts, origin)
        runs = [found for origin in touched if (found := known[origin.start]) is not None]
        if (
            len(runs) != len(touched)
            or sum(min(r.end, one.end) - max(r.start, one.start) for r in runs) != one.end - one.start
        ):
            continue
        for change in changes(raw.text[one.start : one.end], one.text):
            _write(runs, one.start + change.start, one.start + change.end, change.text)
        for run in runs:
            roots[run.part] = run.root
        done += 1
    return repacked(data, {part: parts.bytes_of(part, root) for part, root in roots.items()}), done


def _write(runs: Sequence[Letters], start: int, end: int, new: str) -> None:
    """``new`` in place of ``[start, end)``: all of it into the first run touched, the rest of the span taken out."""
    if start == end:
        at = next((run for run in runs if run.start < start <= run.end), runs[0])
        at.replace(start, start, new)
        return
    touched = [run for run in runs if run.start < end and run.end > start]
    for run in reversed(touched):
        run.replace(max(start, run.start), min(end, run.end), new if run is touched[0] else "")


class Letters:
    """The letters of one run: for each character of its text the element that shows it. Offsets are the document's."""

    def __init__(self, origin: Origin, run: etree._Element, skipped: int) -> None:
        self.start, self.end, self.part = origin.start, origin.end, str(origin.place["part"])
        self.root = run.getroottree().getroot()
        self.run, self.skipped = run, skipped

    @classmethod
    def of(cls, parts: WordParts, origin: Origin) -> Letters | None:
        """The run of an origin; None when its letters are not simply those of the file."""
        place = origin.place
        if "run" not in place:
            return None
        part, number, at = str(place["part"]), int(place["paragraph"]), int(place["run"])
        run, shown = parts.runs(part, number).get(at), parts.shown(part, number).get(at)
        if run is None or shown is None:
            return None
        written = "".join(text for _, text in _texts(run))
        if shown not in (written, written.upper()) or unicodedata.normalize("NFC", written) != written:
            return None
        body = shown.strip(" \t\n\u00a0")
        skipped = shown.find(body) if origin.end - origin.start < len(shown) and shown[:1].isspace() else 0
        return cls(origin, run, skipped) if skipped + origin.end - origin.start <= len(shown) else None

    @staticmethod
    def shows(child: etree._Element) -> str:
        """What one element of a run shows, as the reader reads it."""
        return child.text or "" if child.tag == T else _ONE.get(child.tag, "")

    def replace(self, start: int, end: int, new: str) -> None:
        """``new`` in place of the document's ``[start, end)``, which lies in this run. Later places must be done before."""
        first, last = start - self.start + self.skipped, end - self.start + self.skipped
        at, put = 0, False
        for element, text in _texts(self.run):
            low, high = max(first - at, 0), min(last - at, len(text))
            here = not put and element.tag == T and 0 <= first - at <= len(text)
            at += len(text)
            if element.tag == T and (here or low < high):
                element.text = text[:low] + (new if here else "") + text[max(low, high) :]
                element.set(_SPACE, "preserve")
                put |= here
            elif low < high:
                self.run.remove(element)
        if not put and new:
            element = etree.SubElement(self.run, T)
            element.text = new
            element.set(_SPACE, "preserve")


def _texts(run: etree._Element) -> list[tuple[etree._Element, str]]:
    """The elements of a run that show text, with what they show."""
    return [(child, text) for child in run if (text := Letters.shows(child))]
