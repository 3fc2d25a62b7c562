"""Which of the cues before a citation governs it (từ chỉ quan hệ chi phối): mostly the last; some only tie on to an earlier one.

«Thực hiện ủy quyền … tại Văn bản …» implements, «Bãi bỏ Quy chế ban hành kèm theo Quyết định …» repeals, «Thay cụm từ "A" bằng
cụm từ "B" tại Điều 5 Luật …» amends: what stands between says what is carried out or changed, the last cue where it stands. A
cue inside a quotation or a bracket that is closed before the citation is a word of it. Source: guidelines, section 1.
"""

from __future__ import annotations

import re

from pipeline.extract.cue_scan import CueScan, Found

# What changes a document governs a bare list; another clause behind a semicolon is not of it.
CHANGES = frozenset({"amends", "replaces", "repeals"})
# Most cues stand near: the words right before are read first, and the whole window only when they do not settle it.
_NEAR = 200
_LONGEST_CUE = 70
_WEAK = frozenset({"tai", "chi-dao-tai", "phe-duyet-tai"})
_TIES = frozenset({"tai", "quy-dinh-tai", "phe-duyet-tai", "kem-theo"})
# A cue that a tie can yield to has one of these in it.
_CHANGE_OR_BASIS = re.compile(
    r"ãi bỏ|ửa đổi|ổ sung|hay (?:thế|cụm|từ)|ỏ (?:các |một số )?cụm|ủy bỏ|Căn cứ|BÃI BỎ|SỬA ĐỔI|CĂN CỨ"
)
# «Thực hiện ủy quyền của … tại văn bản …»: the act that is carried out was laid down in the document.
_CARRIED_OUT = re.compile(
    r"[\s\u200b]+(?:tốt |đúng |nghiêm |các |nội dung |ý kiến |sự |nghiêm túc )*(?:ủy quyền|chỉ đạo|ý kiến|đề nghị"
    r"|yêu cầu|kết luận|phân công|hướng dẫn|nhiệm vụ"
    r"|thông báo|chủ trương|giao nhiệm vụ|sự chỉ đạo)[^,;]{0,160}\Z"
)
# What is changed of a document: a provision, an annex, words, a regime issued with it.
_OBJECT = re.compile(
    r"[\s\u200b:]*(?:(?:toàn bộ|một số|một phần|các|những|việc|nội dung|hiệu lực(?: thi hành)?(?: của)?)[\s]+)*\"?"
    r"(?:cụm từ|từ|số|quy định|khoản|điểm|điều|tiết|mục|chương|phần|đoạn|dòng|tên|phụ lục|mẫu|biểu|bảng|danh mục|quy chế|quy trình"
    r"|điều lệ|định mức|mức|chỉ tiêu|tiêu chuẩn|tiêu chí|thủ tục|chế độ|nội dung|thời gian|thời hạn|phí|lệ phí|kế hoạch|đề án"
    r"|chương trình|phương án|quy chuẩn|đơn giá|giá|bộ|hướng dẫn|thành phần|\")",
    re.IGNORECASE,
)
_LONGEST_OBJECT = 420
_JOINED = re.compile(r"[\s\u200b]*(?:[,;]|và|[,;][\s]*và)(?=[\s])")
# «Cụm từ "A" được thay thế bởi cụm từ "B" theo quy định tại …»
_PHRASE = re.compile(r'[\s\u200b]*"[^"\n]{1,300}"[\s\u200b,]*')


def governing(scan: CueScan, folded: str, left: int, right: int, *, strict: bool = False) -> Found | None:
    """The cue between the offsets that governs a citation at ``right``, or None.

    ``strict`` (inside titles): a place of saying does not yield to what is carried out.
    """
    cues = _near(scan, folded, left, right)
    if cues and folded.find('"', left, right) >= 0:
        cues = [found for found in cues if not _quoted(folded, left, found, right)]
    if cues and folded.find("(", left, right) >= 0:
        cues = [found for found in cues if not _bracketed(folded, left, found, right)]
    if not cues:
        return None
    last = cues[-1]
    if len(cues) < 2:
        return last
    if last.cue.id in _WEAK and not strict:
        before = cues[-2]
        if before.cue.relation == "implements" and _CARRIED_OUT.match(folded, before.end, last.start):
            return before
    if cues[-2].cue.id == "cum-tu-duoc-thay" and _PHRASE.fullmatch(folded, cues[-2].end, last.start):
        return cues[-2]
    if last.cue.id == "kem-theo" and cues[0].cue.id == "can-cu" and _OBJECT.match(folded, cues[0].end, last.start):
        # «Căn cứ Quy chế … ban hành kèm theo Quyết định …»: the preamble rests on what the decision issued.
        return cues[0]
    return _tied_to(folded, cues) or last


def _near(scan: CueScan, folded: str, left: int, right: int) -> list[Found]:
    """The cues right before ``right``, or of the whole stretch when the near ones do not settle what governs."""
    near = right - _NEAR
    if near <= left:
        return scan.cues(folded, left, right)
    cues = scan.cues(folded, near, right)
    if not cues or cues[0].start < near + _LONGEST_CUE:
        return scan.cues(folded, left, right)
    if len(cues) > 1:
        return cues
    unsettled = cues[-1].cue.id
    if unsettled in _WEAK or (unsettled in _TIES and _CHANGE_OR_BASIS.search(folded, left, near + _LONGEST_CUE)):
        return scan.cues(folded, left, right)
    return cues


def tied_in_list(folded: str, reach: int, found: Found) -> bool:
    """Whether ``found`` only ties one more item of a list of changes to its document.

    «Bãi bỏ Điều 5 Thông tư … và Quy chế … ban hành kèm theo Quyết định …»; ``reach`` is where the item before ends.
    """
    if found.cue.id not in _TIES or found.start - reach > _NEAR:
        return False
    joined = _JOINED.match(folded, reach, found.start)
    return joined is not None and _OBJECT.match(folded, joined.end(), found.start) is not None


def _tied_to(folded: str, cues: list[Found]) -> Found | None:
    """The cue of change that the last cues only tie to the document whose part is changed, or None."""
    at = len(cues) - 1
    while at > 0 and cues[at].cue.id in _TIES:
        at -= 1
        found = cues[at]
        if found.cue.relation in CHANGES and not found.cue.inverse:
            between = folded[found.end : cues[-1].start]
            plain = len(between) <= _LONGEST_OBJECT and ";" not in _unquoted(between) and ". " not in _unquoted(between)
            if found.cue.relation == "replaces" and cues[-1].cue.id == "kem-theo":
                # A regulation replaces the one issued with the decision, not the decision.
                return None
            named = found.cue.id == "cum-tu" or _OBJECT.match(folded, found.end, cues[-1].start) is not None
            return found if plain and named else None
    return None


def _unquoted(words: str) -> str:
    return "".join(words.split('"')[::2])


def _bracketed(folded: str, left: int, found: Found, right: int) -> bool:
    """Whether the cue stands in a bracket that is closed before ``right``: «Bộ luật X năm 2015 (sửa đổi năm 2017), Luật Y»."""
    opened = folded.rfind("(", left, found.start)
    return opened >= 0 and folded.find(")", opened, found.start) < 0 and folded.find(")", found.end, right) >= 0


def _quoted(folded: str, left: int, found: Found, right: int) -> bool:
    """Whether the cue stands in a quotation that opens behind ``left`` and is closed before ``right``."""
    return folded.count('"', left, found.start) % 2 == 1 and folded.count('"', found.end, right) % 2 == 1
