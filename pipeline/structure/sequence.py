"""The order of numbered units: which label carries a series on, which opens one, which is only a number in a sentence.

Labels of one series increase by one; a series begins at its first label; a unit named by a word (Chương, Điều) closes
every smaller one (guidelines, section 6; facts: section_structure, heading grammar). A line that begins in the middle
of a sentence («… tại khoản⏎2. …») is a unit only when it is exactly the label that was due.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pipeline.structure.labels import WORD_RANK, Label, twin

_RANK = {"capital": 10, "roman": 20, "arabic": 30, "decimal": 40, "letter": 50, "bracket": 60}
_GAP = 3
_TWOFOLD = frozenset("ivxIVX")


class Open:
    """An open unit on the way from the root: its label and its row in the list of sections."""

    __slots__ = ("label", "row")

    def __init__(self, label: Label, row: int) -> None:
        self.label, self.row = label, row


def due(previous: tuple[int, ...], value: tuple[int, ...], kind: str) -> bool:
    """Whether ``value`` comes right after ``previous``: 2 after 1, 2a after 2, e after d (many leave đ out), 2 after 1c."""
    if len(value) > len(previous) and value[: len(previous)] == previous:
        return value[-1] == 1 and kind != "decimal"
    depth = len(value)
    if depth > len(previous) or value[: depth - 1] != previous[: depth - 1]:
        return False
    step = value[-1] - previous[depth - 1]
    return step == 1 or (kind in ("letter", "capital") and step == 2)


def is_first(label: Label) -> bool:
    """Whether the label opens a series (1, a, A, I, 2.1)."""
    return label.value[-1] == 1 and (len(label.value) == 1 or label.kind == "decimal")


def reread(stack: list[Open], label: Label) -> Label:
    """A label of one letter that is also a Roman numeral, read by the series it carries on.

    «(v)» after «(iv)» is 5 and not the letter v; «I.» after «H.» is the letter.
    """
    if label.text.strip("()") not in _TWOFOLD:
        return label
    other = twin(label)
    for unit in reversed(stack):
        if unit.label.style == label.style and due(unit.label.value, label.value, label.kind):
            return label
        if unit.label.style == other.style and due(unit.label.value, other.value, other.kind):
            return other
    return label


def settle(stack: list[Open], label: Label, strong: bool) -> int | None:
    """The depth at which ``label`` joins ``stack`` (the open units from the root), or None when it opens no unit.

    ``strong`` says that the line begins a paragraph beyond doubt. The caller cuts the stack to the depth returned.
    """
    if label.kind in WORD_RANK:
        return _settle_word(stack, label, strong)
    if label.kind == "decimal":
        return _settle_decimal(stack, label, strong)
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth].label
        if other.style == label.style:
            return depth if _joins(other, label, strong) else _as_kin(stack, label)
    kin = _as_kin(stack, label)
    if kin is not None:
        return kin
    late = label.kind in ("roman", "arabic") and (not stack or label.value[0] == 2)
    if not strong or not (is_first(label) or late):
        return None
    return _new_depth(stack, label)


def midway(stack: list[Open], label: Label, following: Iterable[Label], titled: bool) -> int | None:
    """The depth of the first label of a text that begins in the middle of a series («4.», then 4.1), or None.

    ``following`` are the labels after it: its first child or its successor must be among the next; ``titled`` says that
    its heading is in capitals, which is enough for a Roman numeral or a capital.
    """
    depth = _new_depth(stack, label) if stack else 0
    if titled:
        return depth
    for row, other in enumerate(islice(following, 40)):
        if row == 0 and other.kind == "decimal" and other.value == (*label.value, 1):
            return depth
        if other.style == label.style and len(other.value) == len(label.value):
            return depth if due(label.value, other.value, label.kind) else None
    return None


def _joins(other: Label, label: Label, strong: bool) -> bool:
    if due(other.value, label.value, label.kind):
        return True
    if not strong:
        return False
    if is_first(label):
        return True
    step = label.value[0] - other.value[0]
    return 0 <= step <= _GAP


def _as_kin(stack: list[Open], label: Label) -> int | None:
    """A series whose mark changes on the way («1.» … «2/»): the label due, whatever its mark."""
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth].label
        if other.kind == label.kind and due(other.value, label.value, label.kind):
            return depth
    return None


def _settle_word(stack: list[Open], label: Label, strong: bool) -> int | None:
    rank = WORD_RANK[label.kind]
    depth = 0
    while depth < len(stack) and WORD_RANK.get(stack[depth].label.kind, 99) < rank:
        depth += 1
    if not strong:
        other = stack[depth].label if depth < len(stack) else None
        if other is None or other.kind != label.kind or not due(other.value, label.value, label.kind):
            return None
    return depth


def _settle_decimal(stack: list[Open], label: Label, strong: bool) -> int | None:
    parent = label.value[:-1]
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth].label
        if other.style == label.style and other.value[:-1] == parent:
            return depth if strong or due(other.value, label.value, label.kind) else None
        if other.kind in ("arabic", "decimal", "roman") and other.value == parent:
            return depth + 1 if strong or label.value[-1] == 1 else None
    if not strong:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth].label
        if other.style == label.style:
            return depth
        if other.kind in ("arabic", "roman", "capital") or other.kind in WORD_RANK:
            return depth + 1
    return 0 if is_first(label) else None


def _new_depth(stack: list[Open], label: Label) -> int:
    """Where a series of a new style begins: below the last unit, but a Roman or capital one never below a small one."""
    depth = len(stack)
    if label.style not in ("roman", "capital"):
        return depth
    while depth and _RANK.get(stack[depth - 1].label.kind, 0) > _RANK["roman"]:
        depth -= 1
    return depth
