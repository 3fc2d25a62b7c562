"""The walk along the words of a law's name: which word still belongs to it, which ends it, what «và» and commas do.

Knows closed classes of words only (``law_words``), no names. ``laws`` weighs the ends that a walk offers.

>>> text = " Phòng, chống sạt lở đất được ban hành"
>>> walk = NameWalk(text, 0)
>>> walk.run(), text[: walk.ends[-1]]
(True, ' Phòng, chống sạt lở đất')
"""

from __future__ import annotations

import re

from pipeline.extract.law_words import (
    ABOUT_BODIES,
    BEGINS_CLAUSE,
    BODIES,
    CLAUSE_PAIRS,
    COMMON_NOUN_AFTER,
    END_PAIRS,
    ENDS,
    ENDS_UNLESS,
    IN_NAMES,
    NOT_A_NAME_AFTER,
    OPENS_NAME,
)  # fmt: skip

_TOKEN = re.compile(r"[ \n\u200b]*(?:(?P<word>[^\W\d_]+)|(?P<mark>,(?![\d])| - |-)|(?P<other>\S))")
_TYPE_AHEAD = re.compile(
    r"(?:Nghị|Thông|Quyết|Chỉ|Kết luận|Kế hoạch|Công văn|Văn bản|Luật|Bộ [Ll]uật|Pháp|Hiến|Điều|Khoản|Điểm|Chương|Mục|Phụ|Đề án"
    r"|Chương trình|Quy chế|Căn cứ|Thực hiện|Theo|Quy định|Hướng dẫn|Mẫu|Danh mục|Biểu|Phần|Tổ chức thực hiện|luật"
    r"|bộ luật|pháp lệnh"
    r"|nghị định|thông tư|quyết định số|nghị quyết|Trường hợp|Các|Người|Việc|Khi|Nếu|Trong|Tại|Đối|Số|Giấy|Hồ sơ|Trên)(?![\w])"
)
_LONGEST = 34
# Clause verbs that a law's name may begin with.
_VERBS_OF_NAMES = frozenset(
    {"thi hành", "thực hiện", "ban hành", "quy định", "sửa đổi", "bổ sung", "liên quan", "hợp nhất"}
)


class NameWalk:
    """One walk along a name: ``ends`` are the ends that grammar allows, shortest first; ``words`` the words' spans read."""

    def __init__(self, folded: str, pos: int) -> None:
        self.folded = folded
        self.pos = pos
        self.words: list[tuple[int, int]] = []
        self.ends: list[int] = []
        self.segment = 0
        self.commas = 0
        self.pairs = False
        self._kept = 0

    def run(self) -> bool:
        """Walk; True when at least one word of a name was read."""
        pos = self.pos
        while len(self.words) < _LONGEST:
            token = _TOKEN.match(self.folded, pos)
            if token is None or token["other"] is not None:
                break
            if not self._same_paragraph(pos, token.start(token.lastgroup or 0)):
                break
            pos_after = self._over_mark(token) if token["mark"] is not None else self._over_word(token)
            if pos_after is None:
                break
            pos = pos_after
        self._read_on(pos)
        if self.words and (not self.ends or self.ends[-1] != self.words[self._kept - 1][1]):
            self.ends.append(self.words[self._kept - 1][1])
        return self._kept > 0

    def _same_paragraph(self, before: int, at: int) -> bool:
        if self.folded.find("\n", before, at) < 0:
            return True
        return (self.folded.count("\n", before, at) == 1 and not self.folded[at].isupper()) or self._long_line(before)

    def _long_line(self, before: int) -> bool:
        width = before - self.folded.rfind("\n", max(0, before - 130), before)
        return 55 <= width <= 125 and self.folded.count("\n", before, before + 3) == 1

    def _next_word(self, pos: int) -> str:
        token = _TOKEN.match(self.folded, pos)
        return token["word"] or "" if token else ""

    def _over_word(self, token: re.Match[str]) -> int | None:
        word = token["word"]
        start, stop = token.span("word")
        lower = word.lower()
        if not self.words:
            if not self._opens(lower, word, start, stop):
                return None
            self.segment -= lower == "về"
        elif lower == "và" or lower == "&":
            return self._over_and(stop)
        elif self._stops(lower, stop) if word[0].islower() else self._is_other(word, start):
            return None
        self._keep(start, stop)
        return stop

    def _is_other(self, word: str, start: int) -> bool:
        """Whether a capital begins another document or a provision, not a further word of the name."""
        return word not in ("Quy", "Người", "Mục", "Tổ", "Các") and _TYPE_AHEAD.match(self.folded, start) is not None

    def _opens(self, lower: str, word: str, start: int, stop: int) -> bool:
        """Whether a name can begin with this word."""
        pair = f"{lower} {self._next_word(stop).lower()}"
        if pair in ("luật sư", "pháp điển"):
            return True
        common = pair in COMMON_NOUN_AFTER and not self._of_code()
        if (word[0].islower() or word.isupper()) and (lower in NOT_A_NAME_AFTER or lower in ENDS or common):
            return False
        if pair in END_PAIRS and pair not in _VERBS_OF_NAMES:
            return False
        return lower in OPENS_NAME or _TYPE_AHEAD.match(self.folded, start) is None

    def _of_code(self) -> bool:
        """Whether the type word before is «Bộ luật», which is never a common noun."""
        return self.folded[max(0, self.pos - 7) : self.pos].lower() == "bộ luật"

    def _keep(self, start: int, stop: int) -> None:
        self.words.append((start, stop))
        self._kept = len(self.words)
        self.segment += 1

    def _stops(self, lower: str, stop: int) -> bool:
        if lower in ENDS:
            return True
        following = self._next_word(stop).lower()
        if lower == "của":
            # «… văn bản quy phạm pháp luật của Hội đồng nhân dân», «cư trú của người nước ngoài»
            if following in ("quốc", "hđnd", "ủy"):
                return not self._name_so_far().startswith(ABOUT_BODIES)
            return following not in ("người", "hội")
        if lower == "các":
            return not ((following in ("tổ", "luật") and self.segment == 1) or following in ("cấp", "tranh"))
        if f"{lower} {following}" in END_PAIRS:
            return not (lower == "thi" and self._next_word(_TOKEN.match(self.folded, stop).end()) == "án")  # type: ignore[union-attr]
        if lower not in ENDS_UNLESS:
            return False
        behind, ahead = ENDS_UNLESS[lower]
        before = self.folded[slice(*self.words[-1])].lower()
        return before not in behind and following not in ahead

    def _over_mark(self, token: re.Match[str]) -> int | None:
        """A comma or a dash: part of the name when what follows goes on like it."""
        if not self.words:
            return None
        if token["mark"].strip() == "-":
            after = self._next_word(token.end())
            glued = self.folded[token.end() - 1] != " "
            return token.end() if after[:1].isupper() and not (glued and after in BODIES) else None
        following = _TOKEN.match(self.folded, token.end())
        if following is None or following["word"] is None:
            return None
        if not self._goes_on(following, comma=True):
            return None
        self._mark_end()
        self.commas += 1
        return token.end()

    def _over_and(self, stop: int) -> int | None:
        following = _TOKEN.match(self.folded, stop)
        if following is None or following["word"] is None:
            return None
        if not self._goes_on(following, comma=False):
            return None
        self._mark_end()
        return stop

    def _mark_end(self) -> None:
        end = self.words[-1][1]
        if not self.ends or self.ends[-1] != end:
            self.ends.append(end)
        self.segment = 0

    def _goes_on(self, following: re.Match[str], *, comma: bool) -> bool:
        word, start = following["word"], following.start("word")
        if _TYPE_AHEAD.match(self.folded, start) or (self._of_vietnam() and word != "người"):
            return False
        if word[0].isupper():
            if word in BODIES:
                return self._name_so_far().startswith(ABOUT_BODIES)
            self.pairs = self._run_ahead(following.end("word"))[0] <= 2
            return True
        return self._small_goes_on(word, following.end("word"), comma)

    def _name_so_far(self) -> str:
        return self.folded[self.words[0][0] : self.words[-1][1]].lower()

    def _of_vietnam(self) -> bool:
        """Whether the name has come to «Việt Nam», which closes it: what is joined behind is another thing."""
        return self.folded[slice(*self.words[-1])] == "Nam" and self.folded.endswith("Việt Nam", 0, self.words[-1][1])

    def _small_goes_on(self, word: str, stop: int, comma: bool) -> bool:
        second = self._next_word(stop)
        pair = f"{word} {second}".lower()
        if word in ENDS or pair in END_PAIRS or pair in CLAUSE_PAIRS:
            return False
        if word in ENDS_UNLESS and second not in ENDS_UNLESS[word][1]:
            return False
        if word in BEGINS_CLAUSE and not any(pair.startswith(known) for known in IN_NAMES):
            return False
        run, after = self._run_ahead(stop)
        self.pairs = comma and run <= 2 and self.segment <= 2 and after in _MARKS
        if not comma:
            return run <= 7
        if self.segment <= 2 or self.commas or self._parallel(word):
            return True
        return run <= 3 and (after in _CLOSERS or after == "và")

    def _parallel(self, word: str) -> bool:
        """«Thuế xuất khẩu, thuế nhập khẩu»: the part after the comma begins with a word of the part before it."""
        return any(self.folded[a:b].lower() == word for a, b in self.words[-self.segment :])

    def _run_ahead(self, pos: int) -> tuple[int, str]:
        """How many words there are until a mark or a word that ends a name, and what stands there."""
        run = 1
        while run < 10:
            token = _TOKEN.match(self.folded, pos)
            if token is None:
                return run, ""
            word = token["word"]
            if word is None:
                return run, token.group().strip()[:1]
            if word == "và" or word.lower() in ENDS or word in _CLAUSE_WORDS:
                return run, word
            run += 1
            pos = token.end()
        return run, "…"

    def _read_on(self, pos: int) -> None:
        """Words beyond the grammar's end, for listed names that hold a word of the closed classes."""
        while len(self.words) < _LONGEST and self._kept:
            token = _TOKEN.match(self.folded, pos)
            if token is None or token["other"] is not None or "\n\n" in token.group():
                return
            if token["word"] is not None:
                self.words.append(token.span("word"))
            pos = token.end()


_CLAUSE_WORDS = frozenset({"năm", "số", "về", "có", "của", "trong", "tại", "vào", "với", "do", "đối"})
_MARKS = frozenset({".", ";", ")", "", "ngày", "năm", "số", "("})
_CLOSERS = frozenset({".", ";", ")", "", "ngày", "năm", "số", "(", ":", '"', "được", "là", "thì", "theo", "của"})
