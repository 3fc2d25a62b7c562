"""Sections (phần, chương, mục, điều, khoản, điểm): labels, paths, headings and extents.

Source: guidelines, section 6 and the settled cases of section 8 (rows of a table, footnotes and page numbers are none; an
annex starts again at the root).

>>> text = "I. MỤC ĐÍCH\\n1. Nâng cao nhận thức.\\n2. Tạo chuyển biến.\\nII. NỘI DUNG\\n"
>>> [(section.path, section.heading) for section in SectionReader().read(text, text, [(0, len(text))])]
[('I', 'MỤC ĐÍCH'), ('I/1', 'Nâng cao nhận thức.'), ('I/2', 'Tạo chuyển biến.'), ('II', 'NỘI DUNG')]
"""

from __future__ import annotations

import re

from pipeline.model.mentions import Section
from pipeline.structure.decoys import cut_from_sentence, in_contents, is_row, quotations, table_heads
from pipeline.structure.labels import WORD_RANK, Label, at_line, scan
from pipeline.structure.paragraphs import PAGE_NUMBER, Layout, open_ended
from pipeline.structure.sequence import Open, is_first, midway, reread, settle

# Words after which a number at the start of the next line belongs to the sentence.
_REFERS = re.compile(
    r"(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều|[Mm]ục|[Pp]hần|[Cc]hương|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|[Đđ]ợt|[Ll]ần|và|hoặc|tại|đến|từ|[Bb]iểu"
    r"|[Mm]ẫu|[Pp]hụ lục|[Nn]hóm|[Ll]oại|[Hh]ạng|,)$"
)
# A range of years that a line break cut from its sentence is no label.
_YEARS = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d)|-{1,2} ?(?:\d{1,2}[/.]\d{1,2}[/.])?(?:19|20)\d\d(?!\d)")
_MARKED = frozenset(".:)-")
_AHEAD = 8_000
_STOPS = frozenset('.;:?!)"/…')
_TRIM = " *_\u200b\n\t"


class _Walk:
    """The sections found so far, column by column, and the units open at this point."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded
        self.labels: list[Label] = []
        self.paths: list[str] = []
        self.levels: list[int] = []
        self.headings: list[str] = []
        self.ends: list[int] = []
        self.stack: list[Open] = []

    def close(self, depth: int, at: int) -> None:
        for unit in self.stack[depth:]:
            self.ends[unit.row] = at
        del self.stack[depth:]

    def add(self, depth: int, label: Label, heading: str) -> None:
        self.close(depth, label.start)
        row = len(self.labels)
        self.paths.append(f"{self.paths[self.stack[-1].row]}/{label.text}" if depth else label.text)
        self.labels.append(label)
        self.levels.append(depth + 1)
        self.headings.append(heading)
        self.ends.append(label.end)
        self.stack.append(Open(label, row))

    def sections(self) -> tuple[Section, ...]:
        rows = zip(self.labels, self.paths, self.levels, self.headings, self.ends, strict=True)
        return tuple(
            Section(label.text, path, label.kind, level, heading, label.start, end)
            for label, path, level, heading, end in rows
        )


class _Zone:
    """One zone on the way: its bounds, its first row, whether an annex began, the styles tried as a first label."""

    __slots__ = ("annex", "end", "first", "start", "tried")

    def __init__(self, start: int, end: int, first: int) -> None:
        self.start, self.end, self.first = start, end, first
        self.annex = False
        self.tried: list[str] = []


class SectionReader:
    """Reads sections. Reads: text, folded text and the zones in which units may stand; writes: ``Section`` values."""

    def read(self, text: str, folded: str, zones: list[tuple[int, int]]) -> tuple[Section, ...]:
        """The sections of ``zones`` (body, then annexes: ``(start, end)`` offsets); each zone starts at the root."""
        walk = _Walk(text, folded)
        for start, end in zones:
            self._zone(walk, start, end)
            walk.close(0, end)
        return walk.sections()

    def _zone(self, walk: _Walk, start: int, end: int) -> None:
        folded = walk.folded
        layout = Layout.of(folded, start, end)
        tables = table_heads(walk.text, start, end)
        after = 0
        quoted = quotations(folded, start, end)
        quote = next(quoted, None)
        zone = _Zone(start, end, len(walk.labels))
        for label in scan(folded, start, end):
            while quote and quote[1] <= label.line:
                quote = next(quoted, None)
            if label.start < after or (quote and quote[0] <= label.line):
                continue
            label = reread(walk.stack, label)
            if tables and tables[0] < label.line and is_row(walk.text, label, end, tables):
                continue
            strong = self._is_strong(folded, label, start, layout)
            # A series may open right below a heading that fills its line and has no final mark.
            below_heading = bool(walk.labels) and not folded[after : label.line].strip(_TRIM)
            if cut_from_sentence(folded, label) or (not strong and self._inside_sentence(folded, label, walk.stack)):
                continue
            depth = self._depth(walk, label, zone, strong, below_heading)
            if depth is None:
                continue
            if label.kind == "phu-luc":
                zone.annex = True
                # Without a mark it is the title of an annex and no unit: what follows starts at the root.
                if folded[label.end - 1] not in _MARKED:
                    walk.close(0, label.line)
                    continue
            heading, stop = self._heading(walk, label, end, layout)
            if not heading and label.kind not in WORD_RANK and label.kind not in ("roman", "capital"):
                continue  # A number alone on its line is a cell of a table.
            if in_contents(heading):
                continue
            walk.add(depth, label, heading)
            after = stop

    @staticmethod
    def _depth(walk: _Walk, label: Label, zone: _Zone, strong: bool, below_heading: bool) -> int | None:
        """The depth of ``label``, or None; a text cut out of the middle may begin with any label of a series."""
        if label.kind in ("bieu", "mau") and not zone.annex:
            return None
        depth = settle(walk.stack, label, strong or (below_heading and is_first(label)))
        if depth is not None or not strong or label.kind in WORD_RANK or label.style in zone.tried:
            return depth
        large = label.kind in ("roman", "capital")
        seen = walk.labels[zone.first :]
        if any(other.kind == label.kind for other in seen) or (seen and not large):
            return None
        zone.tried.append(label.style)
        following = scan(walk.folded, label.end, min(zone.end, label.end + _AHEAD))
        line_end = walk.folded.find("\n", label.end, zone.end)
        line = walk.folded[label.end : line_end if line_end >= 0 else zone.end]
        return midway(walk.stack, label, following, large and len(line.strip()) > 5 and line.isupper())

    @staticmethod
    def _is_strong(folded: str, label: Label, start: int, layout: Layout) -> bool:
        """Whether the line begins a paragraph beyond doubt (always so in a text that is not hard-wrapped)."""
        if not layout.wrapped or label.line <= start:
            return True
        at = label.line - 2
        while at > start and folded[at] in _TRIM and folded[at] != "\n":
            at -= 1
        if folded[at] == "\n" or folded[at] in _STOPS or folded.endswith(("như sau", "sau đây"), start, at + 1):
            return True
        previous = folded.rfind("\n", 0, at) + 1
        return not layout.near(folded[previous : at + 1])

    @staticmethod
    def _inside_sentence(folded: str, label: Label, stack: list[Open]) -> bool:
        """Whether a line in the middle of a paragraph only begins with a number: after «khoản», or not indented."""
        before = folded[max(0, label.line - 24) : label.line].rstrip(_TRIM)
        if _REFERS.search(before):
            return True
        indents = [unit.label.start - unit.label.line for unit in stack if unit.label.style == label.style]
        return bool(indents) and label.start - label.line < indents[-1] - 2

    def _heading(self, walk: _Walk, label: Label, limit: int, layout: Layout) -> tuple[str, int]:
        """The heading and the offset where its paragraph ends."""
        folded = walk.folded
        end = folded.find("\n", label.end, limit)
        end = limit if end < 0 else end
        named = label.kind in WORD_RANK
        if not folded[label.end : end].strip(_TRIM):
            return self._title_below(walk, end, limit) if named or label.kind in ("roman", "capital") else ("", end)
        if layout.wrapped or self._may_run_on(folded, end, limit):
            end = layout.paragraph_end(folded, label.end, limit)
        if (named or label.kind in ("roman", "capital")) and folded[label.end : end].isupper():
            end = _capitals_below(folded, end, limit)
        heading = walk.text[label.end : end].strip(_TRIM + "\u200b")
        if "\n" in heading:
            heading = PAGE_NUMBER.sub("", heading.replace("\x0c", "\n"))
        if "\n" in heading or "  " in heading or "\u00a0" in heading:
            heading = " ".join(heading.split())
        return heading, end

    @staticmethod
    def _may_run_on(folded: str, end: int, limit: int) -> bool:
        """A cheap look before the costly one: a heading without final mark whose next line starts small."""
        if folded[end - 1 : end] in _STOPS and folded[end - 1 : end] != ";":
            return False
        at = end
        while at < limit and folded[at] in " \n\u200b":
            at += 1
        return at < limit and (
            folded[at].islower()
            or folded[at] == "("
            or _YEARS.match(folded, at) is not None
            or open_ended(folded[folded.rfind("\n", 0, end) + 1 : end])
        )

    @staticmethod
    def _title_below(walk: _Walk, end: int, limit: int) -> tuple[str, int]:
        """«Chương II⏎NHỮNG QUY ĐỊNH CHUNG»: the title stands on the lines below, up to the next unit or a blank line."""
        folded, at = walk.folded, end
        pieces: list[str] = []
        while at < limit and len(pieces) < 6:
            following = folded.find("\n", at + 1, limit)
            following = limit if following < 0 else following
            line = folded[at + 1 : following].strip(_TRIM)
            if not line:
                if pieces:
                    break
                at = following
                continue
            started = bool(pieces)
            if at_line(folded, at, limit) or line[0] in "-+(" or (started and not _goes_on(pieces[-1], line)):
                break
            if not started and len(line) > 300:
                break
            pieces.append(" ".join(walk.text[at + 1 : following].strip(_TRIM).split()))
            at = following
        return " ".join(pieces), at if pieces else end


def _capitals_below(folded: str, end: int, limit: int) -> int:
    """The end of a heading in capitals that goes on in capitals on the lines right below."""
    for _ in range(5):
        following = folded.find("\n", end + 1, limit)
        following = limit if following < 0 else following
        line, below = folded[folded.rfind("\n", 0, end) + 1 : end], folded[end + 1 : following]
        if end >= limit or len(line.strip()) < 30 or not below.isupper() or " " not in below.strip():
            break
        if at_line(folded, end, limit):
            break
        end = following
    return end


def _goes_on(before: str, line: str) -> bool:
    """Whether ``line`` belongs to the title begun by ``before``: capitals after capitals, or a small first letter."""
    if before.isupper() and line.isupper():
        return True
    return line[0].islower() and before[-1] not in ".;"
