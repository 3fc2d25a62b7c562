"""From the stretches of text on pages to paragraphs in reading order.

Page furniture is left out, letterhead and signature columns are kept apart, tables are read cell by cell, lines are
joined into paragraphs, also over the end of a page; footnotes are paragraphs of their own after the one that runs on
over them. Whether two lines are one paragraph is judged as a reader does: is the first filled to the margin, does the
second open something. Source: NĐ 30/2020/NĐ-CP, appendix I (first-line indent, justified text), and real documents.

>>> lines = Line("Căn cứ Luật Thi đua, khen ", 113, 88, 540, 102, 14), Line("thưởng;", 85, 108, 130, 122, 14)
>>> page = PageContent(1, 595, 842, lines)
>>> [paragraph.text for paragraph in paragraphs([page]).paragraphs]
['Căn cứ Luật Thi đua, khen thưởng;']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from pipeline.text.columns import merged, regions, rows_of, split
from pipeline.text.footnotes import Notes, footnotes
from pipeline.text.furniture import Row, without_furniture
from pipeline.text.join import Margins, continues, continues_in_column
from pipeline.text.openers import joint, opener, starts_lower
from pipeline.text.page import Block, Line, PageContent, Paragraph, Placed, Table
from pipeline.text.stamps import stamps
from pipeline.text.table_rows import Rest, whole_rows


class Stamp(msgspec.Struct, frozen=True):
    """What a signing program printed on a page: the page's number, and the lines from top to bottom."""

    page: int
    text: str


class Layout(msgspec.Struct, frozen=True):
    """The paragraphs of a document, and the stamps of digital signatures that were left out of them."""

    paragraphs: tuple[Paragraph, ...]
    stamps: tuple[Stamp, ...] = ()

    @property
    def stamped(self) -> tuple[int, ...]:
        """The pages (by number) from which a stamp was left out."""
        return tuple(stamp.page for stamp in self.stamps)


def paragraphs(pages: Sequence[PageContent]) -> Layout:
    """Reads the contents of all pages of one document; writes its paragraphs in reading order."""
    size = _body_size(pages)
    rows, printed = [], []
    for page in pages:
        found = rows_of(page.pieces)
        marked = stamps(found, size)
        if marked:
            lines = [" ".join(line.text.split()) for row in found for line in row if id(line) in marked]
            printed.append(Stamp(page.number, "\n".join(lines)))
            kept = (tuple(line for line in row if id(line) not in marked) for row in found)
            found = [row for row in kept if row]
        rows.append(found)
    rows = without_furniture(rows, [page.height for page in pages])
    pages, rests = whole_rows(pages, rows)
    blocks: list[Block] = []
    notes: dict[int, list[Line]] = {}
    for page, kept_rows in zip(pages, rows, strict=True):
        body, found_notes = footnotes(kept_rows, size, page.height)
        notes[page.number] = found_notes.lines
        blocks += _blocks(page, body, found_notes, rests.get(page.number, {}))
    return Layout(tuple(_join(_with_margins(list(_whole_lists(blocks))), notes)), tuple(printed))


def _body_size(pages: Sequence[PageContent]) -> float:
    """The letter height of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.pieces:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _blocks(page: PageContent, rows: list[Row], notes: Notes, rest: Rest) -> Iterator[Block]:
    """A page's blocks from top to bottom: body, columns, cells. ``rest`` is what its last table goes on with."""
    columns = {region.first: region for region in regions(rows, page.width)}
    tables = sorted(page.tables, key=lambda table: table.y0)
    pending: list[Line] = []
    at = 0
    while at < len(rows):
        top = min(line.y0 for line in rows[at])
        if tables and tables[0].y0 <= top:
            yield from _flushed(page, pending)
            table = tables.pop(0)
            yield from _cells(page, table, {} if tables else rest)
        elif at in columns:
            yield from _flushed(page, pending)
            for lines in split(rows[at : columns[at].last], columns[at].gutter):
                yield Block("column", page.number, tuple(lines), 0.0, page.width)
            at = columns[at].last
        else:
            pending.append(merged(notes.unmarked(rows[at])))
            at += 1
    yield from _flushed(page, pending)
    for table in tables:
        yield from _cells(page, table, rest if table is tables[-1] else {})


def _flushed(page: PageContent, pending: list[Line]) -> Iterator[Block]:
    if pending:
        yield Block("body", page.number, tuple(pending), 0.0, page.width)
        pending.clear()


def _cells(page: PageContent, table: Table, rest: Rest) -> Iterator[Block]:
    for at, cell in enumerate(table.cells):
        lines, after = (tuple(merged(row) for row in rows_of(part)) for part in (cell, rest.get(at, ())))
        if not lines and not after:
            continue
        left, right = min(line.x0 for line in (*lines, *after)), max(line.x1 for line in (*lines, *after))
        if lines:
            yield Block("cell", page.number, lines, left, right, goes_on=bool(after))
        if after:
            yield Block("cell", page.number + 1, after, left, right)


def _whole_lists(blocks: list[Block]) -> Iterator[Block]:
    """Blocks with a list of recipients that runs onto the next page put together, before the signature beside it."""
    at = 0
    while at < len(blocks):
        left, right, after = (*blocks[at : at + 3], None, None)[:3]
        taken = _run_on(left, right, after) if left and right and after else 0
        if not taken or left is None or right is None or after is None:
            yield blocks[at]
            at += 1
            continue
        yield left
        yield msgspec.structs.replace(after, kind="column", lines=after.lines[:taken])
        yield right
        blocks[at + 2] = msgspec.structs.replace(after, lines=after.lines[taken:])
        at += 2


def _run_on(left: Block, right: Block, after: Block) -> int:
    """How many lines at the head of a page go on with the list of recipients at the foot of the page before it."""
    if (left.kind, right.kind, after.kind) != (
        "column",
        "column",
        "body",
    ) or not left.page == right.page == after.page - 1:
        return 0
    if opener(left.lines[-1].text.strip()) != "bullet" or max(line.x1 for line in left.lines) > after.right:
        return 0
    edge = min(line.x0 for line in right.lines)
    taken = 0
    for line in after.lines:
        if line.x1 > edge or not (opener(line.text.strip()) == "bullet" or (taken and starts_lower(line.text))):
            break
        taken += 1
    return taken


def _with_margins(blocks: Sequence[Block]) -> Iterator[tuple[Block, Margins]]:
    """Each block with the margins of its page's body; a page of few lines takes those of its like."""
    by_page: dict[int, list[Line]] = {}
    widths = {block.page: block.right for block in blocks if block.kind != "cell"}
    for block in blocks:
        if block.kind == "body":
            by_page.setdefault(block.page, []).extend(block.lines)
    everything = {
        width: Margins.of([line for page, lines in by_page.items() if widths[page] == width for line in lines], width)
        for width in set(widths.values())
    }
    for block in blocks:
        if block.kind == "cell":
            yield block, Margins(block.left, block.right, False, _leading(block.lines))
            continue
        own = Margins.of(by_page.get(block.page, []), block.right)
        yield block, own or everything[block.right] or Margins(0.0, block.right, False, _leading(block.lines))


def _leading(lines: Sequence[Line]) -> float:
    steps = [after.y1 - before.y1 for before, after in pairwise(lines) if after.y1 > before.y1]
    return median(steps) if steps else 20.0


class _Open:
    """The paragraph under construction."""

    def __init__(self) -> None:
        self.lines: list[Placed] = []
        self.kind = ""

    def add(self, page: int, line: Line) -> None:
        between = joint(self.lines[-1].line.text, line.text.strip()) if self.lines else ""
        self.lines.append(Placed(page, line, between))

    def closed(self) -> Iterator[Paragraph]:
        if self.lines:
            yield Paragraph(tuple(self.lines))
        self.lines = []


def _join(blocks: Iterator[tuple[Block, Margins]], notes: dict[int, list[Line]]) -> Iterator[Paragraph]:
    """Join lines block by block; footnotes wait until the paragraph that runs over them has ended."""
    current = _Open()
    waiting: list[Paragraph] = []
    seen = 0
    for block, margins in blocks:
        for page in range(seen + 1, block.page):
            waiting += _note_paragraphs(page, notes.get(page, []))
        seen = max(seen, block.page - 1)
        for line in block.lines:
            if current.lines and not _goes_on(current, block, line, margins):
                yield from current.closed()
                yield from waiting
                waiting = []
            current.kind = block.kind
            current.add(block.page, line)
        if block.kind != "body" and not block.goes_on:
            yield from current.closed()
            yield from waiting
            waiting = []
    yield from current.closed()
    yield from waiting
    for page in sorted(notes):
        if page > seen:
            yield from _note_paragraphs(page, notes[page])


def _goes_on(current: _Open, block: Block, line: Line, margins: Margins) -> bool:
    if current.kind != block.kind:
        return False
    lines = [placed.line for placed in current.lines]
    if block.kind == "column":
        return continues_in_column(lines, line)
    same_page = current.lines[-1].page == block.page
    return continues(lines, line, margins, same_page=same_page, cell=block.kind == "cell")


def _note_paragraphs(page: int, lines: Sequence[Line]) -> list[Paragraph]:
    """The footnotes of a page; each begins with its mark."""
    found: list[Paragraph] = []
    current = _Open()
    for line in lines:
        if line.text.startswith("["):
            found += current.closed()
        current.add(page, line)
    return found + list(current.closed())
