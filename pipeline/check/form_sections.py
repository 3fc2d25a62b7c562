"""FRM, sections: numbering that jumps or repeats, and Roman numerals that are none.

Source: 30/2020/NĐ-CP, phụ lục I, II.6 (Roman, Arabic, letters in Vietnamese order a, b, c, d, đ, e, g, …); facts on layout,
section 2. Siblings are sections of one kind under one parent. A jump is only told of where the numbering goes on after it
or where it jumps by one: a list number misread as a heading would break the row in other ways.

>>> value("IV", "roman"), value("2.10", "decimal"), value("đ", "letter"), value("IIII", "roman")
(4, 10, 5, None)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from pipeline.check.subject import Hit, Subject
from pipeline.model.finding import Proof
from pipeline.model.mentions import Section

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10}
_BAD_ROMAN = re.compile(r"(?m)^[ *_#]*(?P<label>[IVX]{2,8})(?P<mark>[.\-/)])\s*[A-ZĐÀ-Ỹ]")
_LABEL = re.compile(r"\d+$")
_KINDS = ("roman", "arabic", "decimal", "letter", "dieu", "chuong")


def value(label: str, kind: str) -> int | None:
    """What number a label is among its siblings; None when it is none."""
    last = label.split()[-1].rstrip(".")
    if kind == "dieu" and not last.isdigit():
        return None
    if kind in ("roman", "chuong", "phan") and not last.isdigit():
        if not last or _ROMAN.fullmatch(last) is None:
            return None
        numbers = [_DIGITS[letter] for letter in last]
        return sum(-one if one < other else one for one, other in zip(numbers, [*numbers[1:], 0], strict=True))
    if kind == "letter":
        return LETTERS.index(last.lower()) + 1 if last.lower() in LETTERS else None
    found = _LABEL.search(last)
    return int(found.group()) if found else None


def _rows(subject: Subject) -> Iterator[list[Section]]:
    """Siblings in text order: one kind, one parent, one run of the document (an annex begins anew)."""
    edges = [start for start, _ in subject.zones.annexes]
    rows: dict[tuple[object, ...], list[Section]] = defaultdict(list)
    opened: list[Section] = []
    for section in subject.record.sections:
        while opened and opened[-1].level >= section.level:
            opened.pop()
        parent = opened[-1].start if opened else -1
        opened.append(section)
        if section.kind in _KINDS:
            run = sum(1 for edge in edges if edge <= section.start)
            rows[run, parent, section.kind, section.level].append(section)
    return iter(rows.values())


def gaps(subject: Subject) -> Iterator[Hit]:
    """FRM105: a number left out or used twice among siblings."""
    for row in _rows(subject):
        numbers = [value(section.label, section.kind) for section in row]
        if len(row) < 2 or None in numbers or numbers[0] != 1:
            continue
        for at in range(1, len(row)):
            before, here = numbers[at - 1], numbers[at]
            assert before is not None and here is not None
            if here == before + 1 or not _consistent(numbers, at):
                continue
            earlier = Proof(kind="text", label=row[at - 1].label, start=row[at - 1].start,
                            end=row[at - 1].start + len(row[at - 1].label))  # fmt: skip
            section = row[at]
            yield Hit(
                start=section.start, end=section.start + len(section.label), evidence=(earlier,), confidence=0.85,
                variant="twice" if here == before else "letter" if _skips_bar(row[at], here) else None,
                severity="info" if _skips_bar(row[at], here) else None,
                args={"label": section.label, "before": row[at - 1].label},
            )  # fmt: skip


def _skips_bar(section: Section, number: int) -> bool:
    """Whether a list of letters goes from d to e: against the Vietnamese order, but so common that it is information."""
    return section.kind == "letter" and number == LETTERS.index("e") + 1


def _consistent(numbers: list[int | None], at: int) -> bool:
    """Whether the break at ``at`` is a slip of the writer: the row is in order before it and after it."""
    here, before = numbers[at], numbers[at - 1]
    assert here is not None and before is not None
    if here == 1 or here < before or here - before > 2:
        return False
    after = numbers[at + 1] if at + 1 < len(numbers) else here + 1
    return after in (here + 1, here)


def bad_roman(subject: Subject) -> Iterator[Hit]:
    """FRM106: a heading's Roman numeral that no rule of writing gives («IIII.», «VIIII.»)."""
    for found in _BAD_ROMAN.finditer(subject.folded, subject.zones.body[0], subject.zones.body[1]):
        label = found["label"]
        if value(label, "roman") is not None:
            continue
        right = _right(label)
        yield Hit(start=found.start("label"), end=found.end("label"), suggestion=right,
                  args={"said": label, "right": right or "?"}, confidence=0.9)  # fmt: skip


def _right(label: str) -> str | None:
    """The right numeral for one written by adding up only (IIII, VIIII); None when it cannot be told."""
    if sorted(label, key="XVI".index) != list(label):
        return None
    total = sum(_DIGITS[letter] for letter in label)
    pieces = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for size, sign in pieces:
        written, total = written + sign * (total // size), total % size
    return written


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {"FRM105": gaps, "FRM106": bad_roman}
