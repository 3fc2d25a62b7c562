"""Why a citation was answered as it was: one short sentence for each reason code, in Vietnamese and English.

>>> explain("date-slip", "en")
'Code and title (or day and month) say which document is meant; the date given is a slip.'
"""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "code-and-date": ("Số, ký hiệu và ngày trùng với văn bản đã biết.", "Code and date are those of a known document."),
    "code-alone": (
        "Số, ký hiệu có năm, cơ quan trung ương ban hành: chỉ có một văn bản.",
        "The code carries its year and a central issuer: there is one such document.",
    ),
    "code-and-term": (
        "Số, ký hiệu và khóa trùng với văn bản đã biết.",
        "Code and party term are those of a known document.",
    ),
    "code-and-year": ("Số, ký hiệu và năm trùng với văn bản đã biết.", "Code and year are those of a known document."),
    "code-and-title": (
        "Số, ký hiệu và trích yếu trùng với văn bản đã biết.",
        "Code and title are those of a known document.",
    ),
    "date-slip": (
        "Số, ký hiệu cùng trích yếu (hoặc ngày, tháng) cho biết văn bản nào; ngày ghi sai so với ngày của văn bản đó.",
        "Code and title (or day and month) say which document is meant; the date given is a slip.",
    ),
    "cites-itself": ("Là chính văn bản này.", "It is the citing document itself."),
    "short-form": ("Cách gọi tắt của văn bản đã nêu đầy đủ.", "A short form of a document named in full."),
    "completed": (
        "Được bổ sung từ lần nêu đầy đủ trong cùng văn bản.",
        "Completed from a fuller mention in the same document.",
    ),
    "law-in-force": (
        "Phiên bản của luật có hiệu lực vào ngày của văn bản viện dẫn.",
        "The version of the law in force on the citing document's date.",
    ),
    "law-and-year": ("Tên luật và năm (hoặc ngày) ban hành.", "Name of the law and the year or date of its adoption."),
    "only-version": (
        "Luật cùng tên duy nhất có trong kho; danh mục không biết phiên bản nào khác.",
        "The one law of this name in the corpus; the registry knows no other version.",
    ),
    "new-identity": (
        "Đủ thông tin để định danh; chưa biết văn bản nào như vậy.",
        "Enough is said to identify it; no known document is it.",
    ),
    "congress": (
        "Nghị quyết của đại hội hoặc hội nghị, không có số.",
        "A resolution of a congress or plenum, without a number.",
    ),
    "date-differs": (
        "Ngày ghi khác ngày của văn bản đã biết cùng số, ký hiệu, cùng khóa hoặc năm: số hoặc ngày ghi sai.",
        "The date differs from that of the known document with this code in the same term or year: one of the two is wrong.",
    ),
    "date-unconfirmed": (
        "Ngày ghi khác ngày trong danh mục, mà ngày trong danh mục chưa được xác minh.",
        "The date differs from the registry's, which no source confirms.",
    ),
    "year-differs": (
        "Năm trong số, ký hiệu khác năm ban hành được ghi: một trong hai ghi sai.",
        "The year in the code is not that of the date given: one of the two is wrong.",
    ),
    "number-reused": (
        "Số, ký hiệu này cũng là của văn bản khóa khác hoặc năm khác; ngày ghi là của văn bản chưa có trong danh mục.",
        "The code is also that of a document of another term or year; the date given is of another one, not known here.",
    ),
    "contradicted": (
        "Văn bản đã biết cùng số, ký hiệu không khớp với nội dung viện dẫn.",
        "The known document with this code does not fit what the citation says.",
    ),
    "younger": (
        "Ban hành sau văn bản viện dẫn, hoặc sau ngày được hỏi.",
        "Issued after the citing document, or after the day asked about.",
    ),
    "several-fit": ("Nhiều văn bản cùng số, ký hiệu đều phù hợp.", "Several known documents with this code fit."),
    "several-here": (
        "Văn bản này nêu nhiều văn bản cùng số, ký hiệu.",
        "This document names several documents with this code.",
    ),
    "number-restarts": (
        "Số, ký hiệu được đánh lại theo năm hoặc khóa, mà viện dẫn không cho biết.",
        "The number starts again each year or term, and the citation does not say which.",
    ),
    "number-slip": (
        "Ngày và trích yếu là của văn bản khác có số gần giống.",
        "Day and title are those of another known document: the number may be the slip.",
    ),
    "place-unknown": ("Không rõ địa phương ban hành.", "Which locality issued it is not said."),
    "issuer-unknown": ("Không rõ cơ quan ban hành.", "Which body issued it is not said."),
    "number-alone": ("Chỉ có số, không có ký hiệu.", "A number without its symbol."),
    "type-unknown": ("Không rõ loại văn bản.", "Which type of document it is is not said."),
    "version-unknown": (
        "Không rõ phiên bản nào của luật.",
        "Which version of the law is meant is not said and does not follow from the date.",
    ),
    "unnamed": ("Không có số, ký hiệu hay tên xác định.", "Neither a code nor a name that identifies it."),
    "ordinal-unknown": ("Không rõ đại hội lần thứ mấy.", "Which congress is meant is not said."),
}


def explain(reason: str, lang: str = "vi") -> str:
    """The sentence for a reason code in ``vi`` or ``en``. Raises ``KeyError`` for a code that does not exist."""
    return REASONS[reason][0 if lang == "vi" else 1]
