"""The part of a sentence that asserts an edge: the cue and the mention in it, marked, and no more around them than there is room.

A sentence as stored reaches some hundred letters either side of its mention (``graph.sentence``). Cut from its start, it may
lose the very words that a reader wants; here it is cut around them, and where they stand too far apart, between them.

>>> node = Node(key="a", doc_type="Kết luận", code="56-KL/TW")
>>> said = excerpt("Các sở, ngành tiếp tục quán triệt Nghị quyết số 24-NQ/TW và Kết luận số 56-KL/TW của Bộ Chính trị trong cán bộ",
...                "quán triệt", [node], 64)
>>> said.bracketed().text
'…«quán triệt» Nghị quyết số 24-NQ/TW và ‹Kết luận số 56-KL/TW› của Bộ…'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from pipeline.model.graph import Assertion, Node

Kind = Literal["cue", "mention"]
Span = tuple[int, int]
ROOM = 150
_BRACKETS = {"cue": ("«", "»"), "mention": ("‹", "›")}
_NUMBERED = r"[\s ]+(?:(?:liên tịch|pháp luật)\s+)?(?:[Ss]ố|SỐ)?[\s:]*"
_LEAD, _LONGEST = 24, 80


class Excerpt(msgspec.Struct, frozen=True):
    """``text`` on one line; ``marks``: start, end and what stands there, in order and apart from each other."""

    text: str
    marks: tuple[tuple[int, int, Kind], ...] = ()

    def __str__(self) -> str:
        return self.bracketed().text

    def after(self, words: str) -> Excerpt:
        """The same behind other words."""
        size = len(words)
        return Excerpt(words + self.text, tuple((start + size, end + size, kind) for start, end, kind in self.marks))

    def bracketed(self) -> Excerpt:
        """The same with «» around the cue and ‹› around the mention, for where nothing else can mark them."""
        made, marks, at = "", [], 0
        for start, end, kind in self.marks:
            before, behind = _BRACKETS[kind]
            made += self.text[at:start]
            marks.append((len(made), len(made) + end - start + 2, kind))
            made += before + self.text[start:end] + behind
            at = end
        return Excerpt(made + self.text[at:], tuple(marks))

    def pieces(self) -> Iterator[tuple[str, Kind | None]]:
        """The text in order, each piece with what it is."""
        at = 0
        for start, end, kind in self.marks:
            yield self.text[at:start], None
            yield self.text[start:end], kind
            at = end
        yield self.text[at:], None


def asserted(said: Assertion | None, ends: Sequence[Node], room: int = ROOM) -> Excerpt:
    """What asserts an edge: its sentence cut to the cue and the mention of one of ``ends`` (the likelier first)."""
    if said is None:
        return Excerpt("")
    if said.mention_at is None:
        return excerpt(said.sentence, said.cue, ends, room)
    places = [_within(said.sentence, said.mention_at, ends)]
    return _shown(said.sentence, said.cue, places, [said.cue_at] if said.cue_at else [], room)


def excerpt(sentence: str, cue: str | None, ends: Sequence[Node], room: int = ROOM) -> Excerpt:
    """``sentence`` cut to about ``room`` letters around cue and mention, which are looked for in it. A cue that stands outside it
    (at the head of a list, in the line above) is set before it."""
    line = " ".join(sentence.split())
    places = [place for node in ends for place in _mentions(line, node)][:1]
    before = places[0][0] if places else len(line)
    return _shown(line, cue, places, _cue(line, " ".join((cue or "").split()), before), room)


def _shown(line: str, cue: str | None, places: Sequence[Span], stated: Sequence[Span], room: int) -> Excerpt:
    """``line`` cut around the places of the mention and those of the cue (none: it stands outside)."""
    marks: list[tuple[int, int, Kind]] = [(*place, "mention") for place in places]
    marks = sorted(marks + [(*place, "cue") for place in stated])
    found = _cut(line, marks, room)
    if cue and not stated:
        words = " ".join(cue.split())
        found = found.after(words if not line else f"{words} " if found.text.startswith("…") else f"{words} … ")
        found = Excerpt(found.text, ((0, len(words), "cue"), *found.marks))
    return found


def _within(line: str, mention: Span, ends: Sequence[Node]) -> Span:
    """What of a mention names the document: its code or name, else its first words. It may have a long title behind it."""
    start, end = mention
    for node in ends:
        for found in _mentions(line[start:end], node):
            return start + found[0], start + found[1]
    return start, end if end - start <= _LONGEST else _on(line, start, _LONGEST)


def _mentions(line: str, node: Node) -> Iterator[Span]:
    """Where a document is named: its code with the type before it, else its name."""
    if node.code and (found := _code_pattern(node.code, node.doc_type or "").search(line)):
        yield found.span()
        return
    for name in (node.label, node.title, node.name):
        if name and (found := _name_pattern(name).search(line)):
            yield found.span()
            return


@lru_cache(maxsize=4096)
def _code_pattern(code: str, doc_type: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in re.findall(r"\w+", code)]
    number = parts[0].lstrip("0") or parts[0]
    spelled = rf"(?<!\d)0*{number}" + "".join(rf"\s?[-‐‑–/.&]?\s?{part}" for part in parts[1:])
    kind = r"\s+".join(map(re.escape, doc_type.split()))
    return re.compile(f"(?:{kind}{_NUMBERED})?{spelled}(?!\\w)" if kind else f"{spelled}(?!\\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name)[:40])) or r"(?!)", re.IGNORECASE)


def _cue(line: str, cue: str, before: int) -> list[Span]:
    """The last place of the cue before the mention, else the first behind it; a place inside the mention is none.

    The cue is in the text's own letters: «thực hiện thắng lợi» in a title is not the «Thực hiện» that opened the sentence.
    """
    if not cue:
        return []
    spots = [found.span() for found in re.finditer(re.escape(cue), line)]
    ahead = [spot for spot in spots if spot[1] <= before]
    return [ahead[-1]] if ahead else [spot for spot in spots if spot[0] > before][:1]


def _cut(line: str, marks: Sequence[tuple[int, int, Kind]], room: int) -> Excerpt:
    if len(line) <= room + 10 or not marks:
        return Excerpt(line, tuple(_apart(marks))) if len(line) <= room + 10 else Excerpt(_ending(line, room) + "…")
    first, last = marks[0][0], max(mark[1] for mark in marks)
    spans = [(first, last)] if last - first <= room else [mark[:2] for mark in marks]
    spare = max(room - sum(end - start for start, end in spans), 0) // len(spans)
    shown, kept, reached = "", [], 0
    for number, (start, end) in enumerate(spans):
        left = max(_back(line, start, min(_LEAD, spare // 2)), reached)
        right = _on(line, end, spare - (start - left))
        if left > reached:
            shown += " … " if number else "…"
        shift = len(shown) - left
        kept += [(a + shift, b + shift, kind) for a, b, kind in marks if start <= a and b <= end]
        shown += line[left:right]
        reached = right
    return Excerpt(shown + ("…" if reached < len(line) else ""), tuple(_apart(kept)))


def _apart(marks: Sequence[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    at = 0
    for mark in marks:
        if mark[0] >= at:
            yield mark
            at = mark[1]


def _back(line: str, start: int, room: int) -> int:
    """A place at most ``room`` before ``start`` where a word begins."""
    if start <= room:
        return 0
    space = line.find(" ", start - room, start)
    return space + 1 if space >= 0 else start


def _on(line: str, end: int, room: int) -> int:
    """A place at most ``room`` behind ``end`` where a word ends."""
    if len(line) - end <= room:
        return len(line)
    space = line.rfind(" ", end, end + room + 1)
    return space if space >= 0 else end


def _ending(line: str, room: int) -> str:
    return line[: max(line.rfind(" ", 0, room), 1)]
