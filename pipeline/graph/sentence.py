"""The words around a mention that a reader needs as evidence: its sentence, cut to a printable length.

A full rule for sentences costs more than everything else that the store does with a mention; here the nearest end of a
sentence or of a paragraph on either side is enough. Lines that only wrap are followed (``extract.breaks``).

>>> text = "I. MỤC ĐÍCH\\nThực hiện Chỉ thị số 05-CT/TW. Căn cứ Luật Đất đai, Sở lập kế hoạch.\\nHết."
>>> sentence_around(text, text.index("Luật"), text.index(", Sở"))
'Căn cứ Luật Đất đai, Sở lập kế hoạch.'
>>> long = "trồng rừng phòng hộ " * 20 + "theo Luật Đất đai" + " và chăm sóc rừng" * 30
>>> found = sentence_around(long, long.index("Luật"), long.index(" và"))
>>> found[:12], found[-12:]
('…rừng phòng ', 'và chăm sóc…')
"""

from __future__ import annotations

import re

from pipeline.extract.breaks import ends_with_abbreviation, wraps

BEFORE, AFTER = 260, 320
_STOP = re.compile(r"[.!?]+[\")”»\]]*\s+(?=[A-ZĐÀ-Ỹ\"“«(+*•-])|\n")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds ``[start, end)``, white space as single spaces, «…» where it was cut."""
    left, right = _left(text, start), _right(text, end)
    cut_left, cut_right = left == start - BEFORE, right == end + AFTER
    # What is cut is cut between words, where there are any.
    if cut_left and (space := text.find(" ", left, start)) >= 0:
        left = space
    if cut_right and (space := text.rfind(" ", end, right)) >= 0:
        right = space
    body = " ".join(text[left:right].split())
    return f"{'…' if cut_left else ''}{body}{'…' if cut_right else ''}"


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
