"""Movements (phong trào thi đua, cuộc vận động): quoted and unquoted names, lists, nested names, the period said of them.

Source: annotation guidelines, sections 4 and 8. Heads («phong trào», «cuộc vận động», «đợt thi đua») are found first; then
either quotation marks give the name (:mod:`movement_quotes`) or grammar does (:mod:`movement_names`). The gazetteer only
says which known movement a name means.

>>> from pipeline.model.document import Document
>>> from pipeline.model.structure import Header, Structure, Zones
>>> text = 'hưởng ứng phong trào thi đua "Tiền Giang chung tay vì người nghèo" giai đoạn 2021 - 2025'
>>> found = MovementExtractor().extract(Document(text, text), Structure(Header(), Zones()))[0]
>>> found.text, found.kind, found.quoted, found.period
('Tiền Giang chung tay vì người nghèo', 'phong trào', True, '2021-2025')
"""

from __future__ import annotations

import re
from typing import Protocol

from pipeline.extract.known_movements import KnownMovements
from pipeline.extract.movement_lists import listed_names
from pipeline.extract.movement_names import unquoted_name
from pipeline.extract.movement_quotes import CLAIMS, after_head, period_of, quotation, quoted_list
from pipeline.gazetteer.schema import MovementEntry
from pipeline.model.document import Document
from pipeline.model.mentions import Movement
from pipeline.model.structure import Structure

_S = r"[\s\u200b]"
# A pattern that begins with a literal is searched at memory speed, so each spelling is a pattern of its own. «thi đưa» is
# a frequent slip of the pen and of character readers.
_EMULATION = r"(?:" + _S + r"+(?P<thi>[Tt]hi|THI)" + _S + r"+(?P<emulation>[Đđ][uư]a|ĐUA))?"
_HEADS = tuple(
    (kind, re.compile(first + _S + r"+" + rest + _EMULATION + r"(?!\w)"))
    for kind, first, rest in (
        ("phong trào", "phong", "trào"), ("phong trào", "Phong", "[Tt]rào"), ("phong trào", "PHONG", "TRÀO"),
        ("cuộc vận động", "cuộc", r"[Vv]ận" + _S + "+động"), ("cuộc vận động", "Cuộc", r"[Vv]ận" + _S + "+[Đđ]ộng"),
        ("cuộc vận động", "CUỘC", r"VẬN" + _S + "+ĐỘNG"), ("cuộc vận động", "CVĐ", r"(?=[\"'A-Z])"),
    )
)  # fmt: skip
_CAMPAIGNS = tuple(
    re.compile(word + _S + r"+thi" + _S + r"+đua(?:" + _S + r"+(?:cao điểm|đặc biệt|nước rút|ngắn ngày))?")
    for word in ("đợt", "Đợt")
)
# Verbs that launch or carry on what is quoted after them, though no «phong trào» is said.
_LAUNCHES = (
    "việc", "ẩy mạnh", "ưởng ứng", "phát động", "thi đua", "làm tốt", "cuộc vận động:", "phong trào:", "thi đua cao điểm",
)  # fmt: skip
# Verbs that take many things; what is quoted after them is a movement only when it is a known one.
_TAKES = ("hung tay", "thực hiện", "tham gia", "gắn với", "hiệu quả", "lồng ghép", "cùng với")
# Between a name without marks and the quoted ones of the same list.
_THEN_QUOTED = re.compile(_S + r"*[;,]" + _S + r"*(?:và" + _S + r"+)?(?=\")")
_ENDS_IN_HEAD = re.compile(
    r"(?:[Cc]uộc" + _S + r"+[Vv]ận" + _S + r"+động"
    r"|[Pp]hong" + _S + r"+trào(?:" + _S + r"+thi" + _S + r"+đua)?)\Z"
)
# «các phong trào thi đua, cuộc vận động như …»: the first head names the kind.
_TWO_HEADS = re.compile(r"trào(?:" + _S + r"+thi" + _S + r"+đua)?,?" + _S + r"+(?:và" + _S + r"+)?\Z")
_WORD_AFTER = re.compile(_S + r"+(?P<word>[^\W_])")
_OTHER_KINDS = ("phong trào", "cuộc vận động", "đề án", "chương trình", "chiến dịch", "quy định", "về ", "kỷ niệm ")
# Days and months are kept («hưởng ứng "Ngày Pháp luật"»), unless a head says they are movements («"Ngày vì người nghèo"»).
_KEPT = ("tháng ", "tuần lễ", "ngày ", "năm ", "giờ ")
_GOVERNED = re.compile(
    r"(?:tổ chức|phát động|hưởng ứng|triển khai|thực hiện|đẩy mạnh|về|tham gia|tổng kết|sơ kết|duy trì"
    r"|nâng cao chất lượng|kế hoạch|trong|của|từ|cho|các"
    r"|tốt|hiệu quả|với|qua|nội dung|việc|làm tốt|kết quả|khởi xướng|chỉ đạo|nhân rộng|lồng ghép|đầu|dẫn đầu|,|;|là"
    r"|như)" + _S + r"+\Z", re.IGNORECASE
)  # fmt: skip


# «về việc “…”» opens a title; only what is carried on («đẩy mạnh việc “…”») is a movement.
_CARRIES_ON = re.compile(
    r"(?:[Gg]ắn với|[Gg]ắn liền với|[Đđ]ẩy mạnh|[Tt]hực hiện|[Ll]àm tốt|[Tt]ăng cường|[Tt]iếp tục)"
    r"(?: thực hiện)?(?: tốt| hiệu quả)?\s+việc\Z"
)


class _Known(Protocol):
    @property
    def movements(self) -> tuple[MovementEntry, ...]: ...


class MovementExtractor:
    """Reads ``document``; writes ``Movement`` values in the order of the text, nested names included."""

    def __init__(self, gazetteers: _Known | None = None) -> None:
        """``gazetteers.movements`` give ``movement_id`` and ``variant_of``."""
        self._known = KnownMovements(gazetteers.movements if gazetteers is not None else ())

    def extract(self, document: Document, structure: Structure) -> tuple[Movement, ...]:
        """All named movements of ``document``. ``structure`` is taken for the stage's common shape."""
        found: dict[tuple[int, int], Movement] = {}
        for kind, pattern in _HEADS:
            for head in pattern.finditer(document.folded):
                self._at_head(document, kind, head, found)
        for pattern in _CAMPAIGNS:
            for head in pattern.finditer(document.folded):
                for start, end in after_head(document.text, document.folded, head.end(), head.start()):
                    self._add(document, found, start, end, "đợt thi đua", True)
        if '"' in document.folded:
            self._launched(document, found)
        return tuple(found[span] for span in sorted(found))

    def _at_head(
        self, document: Document, kind: str, head: re.Match[str], found: dict[tuple[int, int], Movement]
    ) -> None:
        folded = document.folded
        quoted = list(after_head(document.text, folded, head.end(), head.start()))
        for start, end in quoted:
            if start == quoted[0][0] or not folded[start:end].lower().startswith(_KEPT):
                self._add(document, found, start, end, kind, True)
        if quoted and '"' in folded[head.end() : quoted[0][0]][-3:] and quoted[0][0] - head.end() < 12:
            return
        before = folded[max(0, head.start() - 24) : head.start()]
        governed = _GOVERNED.search(before) is not None
        name = unquoted_name(folded, head.end(), after_emulation=head["emulation"] is not None, governed=governed)
        name = self._as_known(folded, head, name)
        for start, end in listed_names(folded, head.end()) if name is None else ():
            first = "phong trào" if _TWO_HEADS.search(before) else kind
            self._add(document, found, start, end, first, False)
        own = _named_in_quotes(document, name) if name is not None else None
        if own is not None:
            self._add(document, found, own[0], own[1], kind, True)
        elif name is not None:
            self._add(document, found, name[0], _with_nested(document, name[1]), kind, False)
            more = _THEN_QUOTED.match(folded, name[1])
            for start, end in quoted_list(document.text, folded, more.end()) if more is not None else ():
                self._add(document, found, start, end, kind, True)

    def _as_known(self, folded: str, head: re.Match[str], name: tuple[int, int] | None) -> tuple[int, int] | None:
        """``name`` put right by a known movement that stands there: «(phong trào) Thi đua Quyết thắng», names with commas."""
        after = _WORD_AFTER.match(folded, head.end())
        starts = [head.start("thi")] if head["thi"] else []
        # A capital after a small «phong trào» begins the name: «phong trào Thi đua Quyết thắng».
        if name is not None and head["thi"] == "Thi" and head[0][0].islower() and folded[name[0]].isupper():
            name = head.start("thi"), name[1]
        for start in [*starts, after.start("word") if after is not None else -1]:
            end = self._known.end_of(folded, start) if start >= 0 else None
            if end is not None:
                return start, max(end, name[1] if name is not None else 0)
        return name

    def _launched(self, document: Document, found: dict[tuple[int, int], Movement]) -> None:
        """Quotations behind a verb that launches or carries on: of these as of «phong trào», of others known names only."""
        text, folded = document.text, document.folded
        at = folded.find('"')
        while at != -1:
            words = " ".join(folded[max(0, at - 40) : at].split())
            first = None
            if folded[at - 1 : at].isspace() and words.endswith((*_LAUNCHES, *_TAKES)):
                first = quotation(text, folded, at)
            if first is not None and words.endswith(_LAUNCHES):
                if len(folded[first[0] : first[1]].split()) >= 3 and not _claimed(words):
                    kind = "đợt thi đua" if words.endswith("cao điểm") else "phong trào"
                    for start, end in quoted_list(text, folded, at):
                        if not folded[start:end].lower().startswith(_KEPT):
                            self._add(document, found, start, end, kind, True)
            elif first is not None and not _claimed(words) and self._is_known(folded[first[0] : first[1]]):
                self._add(document, found, first[0], first[1], "phong trào", True)
            at = folded.find('"', at + 1)

    def _is_known(self, name: str) -> bool:
        return any(self._known.find(" ".join(name.split())))

    def _add(
        self, document: Document, found: dict[tuple[int, int], Movement], start: int, end: int, kind: str, quoted: bool
    ) -> None:
        text = document.text[start:end]
        folded = document.folded[start:end]
        if (start, end) in found or len(folded.split()) < 2 or not any(c.isalpha() for c in folded):
            return
        if quoted and folded.lower().startswith(_OTHER_KINDS):
            return  # the head inside the quotation marks gives the name, or it is another kind of thing
        movement_id, variant_of = self._known.find(" ".join(folded.split()))
        found[start, end] = Movement(
            start=start, end=end, text=text, kind=kind, quoted=quoted,
            period=period_of(document.folded, start, end, quoted=quoted), movement_id=movement_id, variant_of=variant_of,
        )  # fmt: skip


def _named_in_quotes(document: Document, name: tuple[int, int]) -> tuple[int, int] | None:
    """«cuộc vận động xây dựng người cán bộ "Tận tụy, gương mẫu"»: the quotation behind the words is the name."""
    at = name[1]
    words = document.folded[name[0] : at]
    if (
        document.folded[at : at + 2] != ' "'
        or len(words.split()) > 9
        or _ENDS_IN_HEAD.search(words)
        or CLAIMS.search(words)
    ):
        return None
    inner = quotation(document.text, document.folded, at + 1)
    return (inner[0], inner[1]) if inner is not None else None


def _with_nested(document: Document, end: int) -> int:
    """The end of a name that closes with another's head: «thực hiện cuộc vận động “…”» holds the quoted name too."""
    if _ENDS_IN_HEAD.search(document.folded[max(0, end - 24) : end]) is None:
        return end
    at = end
    while at < len(document.folded) and document.folded[at] in " :\n\u200b":
        at += 1
    inner = quotation(document.text, document.folded, at)
    return inner[2] if inner is not None else end


def _claimed(before: str) -> bool:
    """Whether another word takes the quotation («danh hiệu thi đua “…”», «cờ thi đua “…”»)."""
    words = before.rstrip()
    if words.endswith("việc") and _CARRIES_ON.search(words) is None:
        return True
    for tail in ("thi đua cao điểm", "thi đua", "việc"):
        words = words.removesuffix(tail).rstrip()
    return CLAIMS.search(words) is not None
