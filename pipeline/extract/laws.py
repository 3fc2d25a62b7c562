"""Laws, codes, ordinances and the constitution cited by name (luật, bộ luật, pháp lệnh, Hiến pháp): where the name ends.

The end is found by grammar: a walk over words that stops at function words, at what begins a clause, a date or another
document; «và» and commas are weighed by what stands on both sides. The list of laws only confirms: where the grammar offers
several ends, a listed one is taken. Source: guidelines, section 1 (``named``), traps 18-19, laws gazetteer.

>>> laws = LawNames(())
>>> text = "theo Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ ngày 26/8/2024"
>>> text[9:laws.name_end(text, 9)]
' Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.law_walk import NameWalk
from pipeline.gazetteer.key import name_key
from pipeline.gazetteer.schema import Law

_AMENDING = re.compile(
    r"[ \n\u200b]+[Ss]ửa đổi(?: ?, ?| và | )[Bb]ổ sung(?: (?:một số|các|Điều|khoản)[^;.()]{0,60}?)?(?: của"
    r"| tại)?(?=[ \n\u200b]+(?:[Ll]uật|[Bb]ộ [Ll]uật|[Pp]háp lệnh|các [Ll]uật|\d{1,2} [Ll]uật|[Hh]iến pháp))"
    r"|[ \n\u200b]+[Ss]ửa đổi(?: (?:một số|các|Điều|khoản)[^;.()]{0,60}?)?(?: của| tại)?(?=[ \n\u200b]+(?:[Ll]uật"
    r"|[Bb]ộ [Ll]uật|[Pp]háp lệnh|các [Ll]uật|\d{1,2} [Ll]uật|[Hh]iến pháp))"
)
_LAWS_ABOUT = re.compile(r"[ \n\u200b]+(?:các|\d{1,2})[ \n\u200b]+[Ll]uật")


class LawNames:
    """Finds the end of a law's name. Reads ``laws`` of the gazetteers (to confirm, never to find)."""

    def __init__(self, laws: Iterable[Law]) -> None:
        keys = set()
        for law in laws:
            for name in (law.name, *law.aliases):
                bare = re.sub(r"^(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+", "", name)
                if len(bare.split()) > 1:
                    keys.add(name_key(bare))
        self._listed = frozenset(keys)
        self._most = max((len(key.split()) for key in keys), default=0)

    def amending(self, folded: str, pos: int) -> int | None:
        """The place of the amended law's type word when an amending law's name goes on at ``pos``; else None."""
        match = _AMENDING.match(folded, pos)
        return match.end() if match is not None else None

    def several(self, folded: str, pos: int) -> int | None:
        """The end of «(của) các luật …» at ``pos``: an amending law that names no single law."""
        match = _LAWS_ABOUT.match(folded, pos)
        if match is None:
            return None
        return self.name_end(folded, match.end()) or match.end()

    def name_end(self, folded: str, pos: int) -> int | None:
        """The end of the name that begins at ``pos`` (right after the type word), or None when no name begins there."""
        walk = NameWalk(folded, pos)
        if not walk.run():
            return None
        return self._confirmed(folded, walk)

    def listed(self, folded: str, start: int, end: int) -> bool:
        """Whether the words between the offsets are the name of a listed law."""
        return name_key(folded[start:end]) in self._listed

    def _confirmed(self, folded: str, walk: NameWalk) -> int:
        """Of the grammar's end and a listed name beginning here, the listed one; without a listed one the grammar's."""
        if not self._listed:
            return walk.ends[-1]
        best = 0
        words = ""
        for count, (start, stop) in enumerate(walk.words[: self._most], 1):
            words = f"{words} {folded[start:stop]}"
            # A single common syllable («Giá») confirms nothing.
            if count > 1 and name_key(words) in self._listed:
                best = stop
        if best == 0 or best == walk.ends[-1]:
            return walk.ends[-1]
        if (
            best < walk.ends[-1]
            and "," not in folded[best : walk.ends[-1]]
            and " và " not in folded[best : walk.ends[-1]]
        ):
            # A long listed name is whole; a short one («Đầu tư») may begin a longer («Đầu tư nước ngoài tại Việt Nam»).
            return best if folded.count(" ", walk.pos, best) >= 5 else walk.ends[-1]
        if best > walk.ends[-1]:
            return best
        if folded[walk.pos : best].lower().split()[:2] == ["tổ", "chức"] and folded[best:].lstrip().startswith("và"):
            # Laws on the organisation of bodies join them by «và»; the grammar has weighed what stands behind.
            return walk.ends[-1]
        # A listed name that ends before a conjunction or comma: what follows is not of the name, unless it is a short pair.
        return best if best in walk.ends and not walk.pairs else walk.ends[-1]
