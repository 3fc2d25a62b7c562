"""The words around a mention that a reader needs as evidence: its sentence, cut to a printable length.

A full rule for sentences costs more than everything else that the store does with a mention; here the nearest end of a
sentence or of a paragraph on either side is enough. Lines that only wrap are followed (``extract.breaks``).

>>> text = "I. MỤC ĐÍCH\\nThực hiện Chỉ thị số 05-CT/TW. Căn cứ Luật Đất đai, Sở lập kế hoạch.\\nHết."
>>> sentence_around(text, text.index("Luật"), text.index(", Sở"))
'Căn cứ Luật Đất đai, Sở lập kế hoạch.'
>>> words_around(text, text.index("Luật"), text.index(", Sở"), (text.index("Căn"), text.index("Căn") + 6))
Words(sentence='Căn cứ Luật Đất đai, Sở lập kế hoạch.', mention=(7, 19), cue_text='Căn cứ', cue=(0, 6))
>>> words_around(text, text.index("Luật"), text.index(", Sở"), (text.index("Thực"), text.index("Thực") + 9)).cue is None
True
>>> long = "trồng rừng phòng hộ " * 20 + "theo Luật Đất đai" + " và chăm sóc rừng" * 30
>>> found = sentence_around(long, long.index("Luật"), long.index(" và"))
>>> found[:12], found[-12:]
('…rừng phòng ', 'và chăm sóc…')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.breaks import ends_with_abbreviation, wraps

BEFORE, AFTER = 260, 320
_STOP = re.compile(r"[.!?]+[\")”»\]]*\s+(?=[A-ZĐÀ-Ỹ\"“«(+*•-])|\n")


class Words(NamedTuple):
    """A sentence with what asserts an edge in it: ``mention`` and ``cue`` are spans of ``sentence``.

    ``cue_text`` is the cue on one line, None where there is none; ``cue`` is None where it stands outside the sentence.
    """

    sentence: str
    mention: tuple[int, int]
    cue_text: str | None = None
    cue: tuple[int, int] | None = None


def words_around(text: str, start: int, end: int, cue: tuple[int, int] | None) -> Words:
    """The sentence of ``text`` around the mention ``[start, end)``, with the places of mention and ``cue`` (a span of ``text``)."""
    left, right, before, after = _reach(text, start, end)
    shift = len(before)

    def at(span: tuple[int, int]) -> tuple[int, int]:
        return shift + _collapsed(text, left, span[0]), shift + _collapsed(text, left, span[1])

    sentence = f"{before}{' '.join(text[left:right].split())}{after}"
    inside = cue is not None and left <= cue[0] and cue[1] <= right
    cue_text = " ".join(text[cue[0] : cue[1]].split()) if cue is not None else None
    return Words(sentence, at((start, end)), cue_text or None, at(cue) if cue is not None and inside else None)


def _collapsed(text: str, left: int, place: int) -> int:
    """Where ``place`` of ``text`` comes to stand when white space from ``left`` on becomes single spaces."""
    words = " ".join(text[left:place].split())
    return len(words) + (bool(words) and text[place - 1].isspace())


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds ``[start, end)``, white space as single spaces, «…» where it was cut."""
    left, right, before, after = _reach(text, start, end)
    return f"{before}{' '.join(text[left:right].split())}{after}"


def _reach(text: str, start: int, end: int) -> tuple[int, int, str, str]:
    """How far the sentence reaches, and what stands for what was cut on either side."""
    left, right = _left(text, start), _right(text, end)
    cut_left, cut_right = left == start - BEFORE, right == end + AFTER
    # What is cut is cut between words, where there are any.
    if cut_left and (space := text.find(" ", left, start)) >= 0:
        left = space
    if cut_right and (space := text.rfind(" ", end, right)) >= 0:
        right = space
    return left, right, "…" if cut_left else "", "…" if cut_right else ""


def _left(text: str, start: int) -> int:
    floor = max(0, start - BEFORE)
    # From the mention backwards: what ends a sentence is asked of the nearest stops only.
    for match in reversed(list(_STOP.finditer(text, floor, start))):
        if _ends(text, match):
            return match.end()
    return floor


def _right(text: str, end: int) -> int:
    ceiling = min(len(text), end + AFTER)
    for match in _STOP.finditer(text, end, ceiling):
        if _ends(text, match):
            return match.start() + 1
    return ceiling


def _ends(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    if text[at] == "\n":
        return not wraps(text, at)
    return not ends_with_abbreviation(text, at)
