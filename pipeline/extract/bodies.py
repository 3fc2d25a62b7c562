"""Where the name of a body ends (cơ quan, tổ chức ban hành): a walk over capitals, level words and known lower-case runs.

The end is found by grammar; the agencies gazetteer only adds lower-case runs. Names hold «và», commas and dashes («Bộ Văn hóa,
Thể thao và Du lịch»); joint issuers are joined by the same marks. Source: guidelines, section 1 (issuer), traps 7-9, 73-78.

>>> bodies = Bodies(())
>>> text = "Ban Thường vụ Đảng ủy UBND tỉnh thực hiện Đề án"
>>> text[slice(*bodies.match(text, 0))]
'Ban Thường vụ Đảng ủy UBND tỉnh'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.body_forms import (
    CAPITAL_PART,
    CENTRAL_PAIR,
    CITY,
    CLOSED_TAILS,
    MEMBER,
    MET,
    ORDINAL_NEXT,
    PLACE_ALONE,
    PLENUM_NUMBER,
    REWARD,
    STAFF,
    TOGETHER,
    committee_end,
    names_person,
    of_assembly,
)
from pipeline.extract.body_words import (
    CLOSED,
    FUNCTION,
    HEADS,
    LEVELS,
    NOT_A_NAME,
    OPENERS,
    VERB_RUNS,
    either,
    lower_runs,
)
from pipeline.gazetteer.schema import Agency

_S = r"[ \n\u200b]+"
_WORD = re.compile(r"[^\W\d_]+(?:[&'][^\W\d_]+)*")
_LEAD = re.compile(r"[ \n\u200b]*")
_DIGITS = re.compile(r"[ ](\d{1,3}|[IVX]{1,4})(?![\w/.-])")
_AND = re.compile(r"[ \n\u200b]+(?:và|cùng)[ \n\u200b]+")
_COMMA = re.compile(r"[ ]?,[ \n\u200b]+")
_DASH = re.compile(r"[ \n]?-[ \n]?(?=[^\W\d_])")
_SPACES = re.compile(r"[ \n\u200b]+")
_SPACE = frozenset(" \n\u200b")
# What the walk has just read: a head, one capital, several, a lower-case word, a level, a place's name.
_HEAD, _ONE_CAPITAL, _CAPITALS, _LOWER, _LEVEL, _PLACE = range(6)


class Bodies:
    """Matches the name of a body at a place of the folded text. Reads ``agencies`` of the gazetteers."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        names = [name for agency in agencies for name in agency.names]
        runs = {run for run in lower_runs(names) if run not in OPENERS}
        self._head = re.compile(either(HEADS) + r"(?![\w])")
        self._level = re.compile(_S + either(LEVELS) + r"(?![\w])")
        self._runs = re.compile(_S + either(runs | set(LEVELS)) + r"(?![\w])")
        self._segment = re.compile(either(runs) + r"(?![\w])")
        self._opener = re.compile(_S + either(OPENERS) + r"(?![\w])")

    def begins(self, folded: str, pos: int) -> bool:
        """Whether a word that begins bodies' names stands at ``pos``."""
        return self._head.match(folded, pos) is not None and NOT_A_NAME.match(folded, pos) is None

    def match(self, folded: str, pos: int, *, joint: bool = False, known: bool = True) -> tuple[int, int] | None:
        """The span of the body named at ``pos`` (white space skipped), or None.

        ``joint``: several bodies may be joined by commas too; ``known``: the first word must be one of bodies' words
        (required where no «của» announces a body).
        """
        start = _LEAD.match(folded, pos).end()  # type: ignore[union-attr]
        end = self._one(folded, start, known)
        if end is None:
            return None
        while True:
            assembly = of_assembly(folded, start, end)
            further = self._one(folded, assembly, True) if assembly else self._joined(folded, end, joint)
            if further is None:
                return start, end
            end = further

    def _one(self, folded: str, pos: int, known: bool) -> int | None:
        together = TOGETHER.match(folded, pos)
        if together is not None and (not known or together.group()[0] == "L"):
            return self._members(folded, together.end())
        head = self._head.match(folded, pos)
        if NOT_A_NAME.match(folded, pos) is not None and not (head and head.group() == "Tổ"):
            return None
        if head is not None:
            return self._headed(folded, head)
        place = PLACE_ALONE.match(folded, pos) if not known else None
        if place is not None:
            return self._walk(folded, place.end(), _LEVEL)
        word = _WORD.match(folded, pos)
        if known or word is None or not word.group()[0].isupper():
            return None
        return self._walk(folded, word.end(), _ONE_CAPITAL)

    def _headed(self, folded: str, head: re.Match[str]) -> int:
        name = _SPACES.sub(" ", head.group())
        if name in ("Hội nghị", "Đại hội"):
            return self._gathering(folded, head.end())
        if name not in CLOSED:
            named = committee_end(folded, head.end()) if name == "Ban" else None
            return named or self._walk(folded, head.end(), _HEAD)
        tail = CLOSED_TAILS[name].match(folded, head.end()) if name in CLOSED_TAILS else None
        return tail.end() if tail else head.end()

    def _gathering(self, folded: str, pos: int) -> int:
        """The end of a plenum's or congress's name: its number may stand before or behind the body that met."""
        end = self._walk(folded, pos, _HEAD)
        while True:
            further = ORDINAL_NEXT.match(folded, end) or PLENUM_NUMBER.match(folded, end)
            if further is None:
                met = MET.match(folded, end)
                if met is None:
                    return end
                end = self._walk(folded, met.end() - 1, _HEAD)
            else:
                end = further.end()

    def _members(self, folded: str, pos: int) -> int:
        """The end of the list of ministries or departments behind «liên Bộ», «liên Sở»."""
        end = self._walk(folded, pos, _HEAD)
        while (mark := MEMBER.match(folded, end)) is not None and NOT_A_NAME.match(folded, mark.end()) is None:
            word = _WORD.match(folded, mark.end())
            if word is None:
                break
            end = self._walk(folded, word.end(), _ONE_CAPITAL)
        return end

    def _walk(self, folded: str, pos: int, state: int) -> int:
        """Go on from the end of the body's first word while the name lasts; the end of the last part."""
        end: int = pos
        while True:
            further = self._step(folded, end, state)
            if further is None:
                return end
            end, state = further

    def _step(self, folded: str, end: int, state: int) -> tuple[int, int] | None:
        if folded[end : end + 1] not in _SPACE:
            return self._over_mark(folded, end)
        at = _LEAD.match(folded, end).end()  # type: ignore[union-attr]
        if at >= len(folded) or folded.count("\n", end, at) > 1:
            return None
        if folded[at].isupper():
            return self._capital(folded, at, state)
        level = self._level.match(folded, end)
        if level is not None:
            return level.end(), _LEVEL
        number = _DIGITS.match(folded, end)
        if number is not None:
            counted = folded[max(0, end - 6) : end].lower().endswith(("quận", "phường", "khu", "vực", "đoàn", "vùng"))
            return (number.end(), _PLACE) if counted else None
        if self._opener.match(folded, end) is not None and not folded.startswith("Ngoại giao", end - 5):
            return None
        conjunction = _AND.match(folded, end)
        if conjunction is not None:
            return self._after_and(folded, conjunction.end())
        if folded[at] in ",-":
            return self._over_mark(folded, end)
        return self._lower(folded, end, at, state)

    def _capital(self, folded: str, at: int, state: int) -> tuple[int, int] | None:
        if NOT_A_NAME.match(folded, at) is not None and not (
            folded.startswith("Tổ chức", at) and STAFF.search(folded, max(0, at - 6), at)
        ):
            return None
        head = self._head.match(folded, at)
        if head is not None:
            name = _SPACES.sub(" ", head.group())
            return head.end(), (_PLACE if name in CLOSED else _HEAD)
        word = _WORD.match(folded, at)
        if word is None:
            return None
        if state in (_LEVEL, _PLACE):
            return None if names_person(folded, at, state == _LEVEL) else (word.end(), _PLACE)
        return word.end(), (_CAPITALS if state in (_ONE_CAPITAL, _CAPITALS) else _ONE_CAPITAL)

    def _lower(self, folded: str, end: int, at: int, state: int) -> tuple[int, int] | None:
        """A lower-case word goes on in a known run, or as the second syllable of a word begun by one capital."""
        if state in (_LEVEL, _PLACE):
            return None
        run = self._runs.match(folded, end)
        if run is not None:
            return None if state == _LOWER and run.group().strip() in VERB_RUNS else (run.end(), _LOWER)
        if state != _ONE_CAPITAL:
            return None
        word = _WORD.match(folded, at)
        if word is None or FUNCTION.match(folded, at) is not None:
            return None
        return word.end(), _LOWER

    def _over_mark(self, folded: str, end: int) -> tuple[int, int] | None:
        dash = _DASH.match(folded, end)
        if dash is not None and not folded[dash.end()].isupper():
            segment = self._segment.match(folded, dash.end())
            return (segment.end(), _LOWER) if segment else None
        if dash is not None:
            word = None if NOT_A_NAME.match(folded, dash.end()) else _WORD.match(folded, dash.end())
            return (word.end(), _ONE_CAPITAL) if word else None
        city = CITY.match(folded, end)
        if city is not None:
            word = _WORD.match(folded, city.end())
            return (word.end(), _PLACE) if word else None
        comma = _COMMA.match(folded, end)
        return self._after_comma(folded, comma.end()) if comma is not None else None

    def _after_and(self, folded: str, at: int) -> tuple[int, int] | None:
        if NOT_A_NAME.match(folded, at) is not None or self._head.match(folded, at) is not None:
            return None
        word = _WORD.match(folded, at)
        if word is None:
            return None
        if word.group()[0].isupper():
            return word.end(), _ONE_CAPITAL
        segment = self._segment.match(folded, at)
        return (segment.end(), _LOWER) if segment is not None else None

    def _after_comma(self, folded: str, at: int) -> tuple[int, int] | None:
        """A comma belongs to the name when a part of a name follows it and «và» joins another one behind."""
        if NOT_A_NAME.match(folded, at) is not None or self._head.match(folded, at) is not None:
            return None
        part = CAPITAL_PART.match(folded, at) or REWARD.match(folded, at)
        if part is not None:
            return part.end(), _LOWER
        segment = self._segment.match(folded, at)
        if segment is None:
            return None
        return (segment.end(), _LOWER) if _AND.match(folded, segment.end()) else None

    def _joined(self, folded: str, end: int, joint: bool) -> int | None:
        """The end of a further body joined to the one that ends at ``end``."""
        mark = _AND.match(folded, end) or (_COMMA.match(folded, end) if joint else CENTRAL_PAIR.match(folded, end))
        if mark is None or not self.begins(folded, mark.end()):
            return None
        return self._one(folded, mark.end(), True)
