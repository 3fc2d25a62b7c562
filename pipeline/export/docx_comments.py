"""The user's own Word file with a comment at every finding: range marks around the span, the words in ``comments.xml``.

The text, its formatting and every other part stay as they are; runs are only split where a span begins or ends within one.
Word takes comments in the main part alone, so a finding in a note or a page head is anchored before it, in the text; its
comment quotes the span. Source: ECMA-376 part 1, 17.13.4 (comments), part 2 (package).
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from pipeline.export.docx_parts import CommentsPart
from pipeline.export.file_fix import Letters
from pipeline.export.findings import Checked, Lines, Report
from pipeline.model.document import Origin, RawDocument
from pipeline.model.finding import Finding
from pipeline.read.docx_names import PPR, RPR, R, T, W
from pipeline.read.docx_places import WordParts, repacked

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Mark(NamedTuple):
    """One end of a comment's range: ``offset`` into the run, ends before starts where both stand at one place."""

    offset: int
    starts: bool
    id: int


def commented(data: bytes, raw: RawDocument, checked: Checked, report: Report) -> bytes:
    """The file with the findings of ``checked`` as comments. ``data`` are its bytes, ``raw`` what was read of them.

    Raises ``ReadError`` for a file that cannot be opened.
    """
    if not checked.findings:
        return data
    parts = WordParts(data, raw.source.path or "")
    origins = [origin for origin in raw.origins if origin.place.get("part") == parts.main]
    comments = CommentsPart(parts.package, parts.main, parts.strict)
    lines = Lines(raw.text)
    marks: dict[int, list[_Mark]] = defaultdict(list)
    for finding in checked.findings if origins else ():
        first, last = _anchors(origins, finding)
        number = comments.add([line for line in _words(finding, report, lines) if line])
        marks[first].append(_Mark(max(finding.start - origins[first].start, 0), True, number))
        end = min(finding.end, origins[last].end) - origins[last].start
        marks[last].append(_Mark(end if end > 0 else origins[last].end - origins[last].start, False, number))
    # All runs are looked up before the first is split: splitting changes the count that origins name them by.
    runs = {at: Letters.of(parts, origins[at]) for at in marks}
    for at, several in marks.items():
        _place(parts, origins[at], runs[at], several)
    body = next(parts.paragraph(parts.main, n) for n in range(1 << 20) if parts.paragraph(parts.main, n) is not None)
    assert body is not None
    root = body.getroottree().getroot()
    return repacked(data, {parts.main: parts.bytes_of(parts.main, root), **comments.parts()})


def _anchors(origins: list[Origin], finding: Finding) -> tuple[int, int]:
    """Indexes of the first and the last origin that a finding's span touches; of none, the nearest before it."""
    touched = [at for at, origin in enumerate(origins) if origin.start < finding.end and origin.end > finding.start]
    if touched:
        return touched[0], touched[-1]
    before = [at for at, origin in enumerate(origins) if origin.start <= finding.start]
    return (before[-1], before[-1]) if before else (0, 0)


def _words(finding: Finding, report: Report, lines: Lines) -> Iterable[str]:
    """The lines of a comment: severity and rule, message, why, evidence, basis, suggestion."""
    words = report.words
    yield f"{words[finding.severity]} {finding.code} · {finding.name}"
    yield report.message(finding)
    for proof in finding.evidence:
        if proof.kind in ("registry", "arithmetic", "corpus"):
            yield f"{words['evidence']}: {proof.label}"
        elif proof.kind == "text" and proof.start is not None:
            yield f"{words['evidence']}: {proof.label} ({words['line'].lower()} {lines.place(proof.start)[0]})"
    note = report.rules.get(finding.code)
    if note is not None:
        yield f"{words['why']}: {note.explanation}"
        yield f"{words['basis']}: {note.basis}"
    if finding.suggestion is not None:
        yield f"{words['suggestion']}: {finding.suggestion}"


def _place(parts: WordParts, origin: Origin, letters: Letters | None, marks: list[_Mark]) -> None:
    """Put the marks of one origin into its paragraph: into its run, split where needed, else around the whole paragraph."""
    if letters is None:
        paragraph = parts.paragraph(str(origin.place["part"]), int(origin.place["paragraph"]))
        if paragraph is not None:
            _around(paragraph, marks)
        return
    places: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        places[mark.offset + letters.skipped].append(mark)
    for offset in sorted(places, reverse=True):
        elements = [element for mark in sorted(places[offset]) for element in _elements(mark)]
        right = _split(letters.run, offset)
        if right is letters.run:
            for element in elements:
                right.addprevious(element)
        else:
            for element in reversed(elements):
                letters.run.addnext(element)


def _around(paragraph: etree._Element, marks: list[_Mark]) -> None:
    for mark in sorted(marks, key=lambda mark: mark.id):
        if mark.starts:
            at = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
            paragraph.insert(at, _elements(mark)[0])
        else:
            paragraph.extend(_elements(mark))


def _elements(mark: _Mark) -> list[etree._Element]:
    """The start of a range, or its end with the reference that Word hangs the comment on."""
    number = {W("id"): str(mark.id)}
    if mark.starts:
        return [etree.Element(W("commentRangeStart"), number)]
    reference = etree.Element(R)
    etree.SubElement(reference, W("commentReference"), number)
    return [etree.Element(W("commentRangeEnd"), number), reference]


def _split(run: etree._Element, offset: int) -> etree._Element | None:
    """Part a run before the character ``offset`` of its text. What stands right of the cut: a new run, ``run`` itself when
    nothing is left of it, None when nothing is right of it.
    """
    if offset <= 0:
        return run
    at = 0
    right = etree.Element(R, {str(name): str(value) for name, value in run.attrib.items()})
    for child in list(run):
        text = Letters.shows(child)
        if child.tag == RPR:
            right.append(copy.deepcopy(child))
        elif at >= offset and (text or len(right) > (right.find(RPR) is not None)):
            right.append(child)
        elif at + len(text) > offset and child.tag == T:
            tail = etree.SubElement(right, T)
            tail.text, child.text = text[offset - at :], text[: offset - at]
            for piece in (tail, child):
                piece.set(_SPACE, "preserve")
        at += len(text)
    if len(right) == (right.find(RPR) is not None):
        return None
    run.addnext(right)
    return right
