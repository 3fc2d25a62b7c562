"""The answer to a look-up in words (trả lời tra cứu): found or not, in force or lapsed on the day asked about, by what evidence.

>>> from pipeline.gazetteer import load
>>> from pipeline.resolve.lookup import Lookup
>>> from pipeline.resolve.resolver import Resolver
>>> lookup = Lookup(Resolver(load()))
>>> print(headline(lookup.lookup("91/2017/NĐ-CP", "2025-03-01"), "vi"))
Tìm thấy; đã hết hiệu lực từ ngày 01/01/2024, thay bằng 98/2023/NĐ-CP (31/12/2023)
>>> print(headline(lookup.lookup("98/2023/NĐ-CP", "2025-03-01"), "en"))
Found; in force on 01/3/2025, lapses on 01/7/2025: 152/2025/NĐ-CP (14/6/2025) takes its place
"""

from __future__ import annotations

from pipeline.model.resolution import Candidate
from pipeline.resolve.lookup import Answer
from pipeline.resolve.reasons import explain
from pipeline.resolve.validity import Validity

_HEADS = {
    "found": ("Tìm thấy", "Found"),
    "lapsed": ("Tìm thấy", "Found"),
    "not_yet": ("Tìm thấy", "Found"),
    "ambiguous": ("Chưa rõ là văn bản nào", "Not clear which document is meant"),
    "not_found": ("Không có trong danh mục", "Not in the registry"),
}
_WORDS = {
    "code": ("số, ký hiệu", "code"),
    "type": ("loại văn bản", "type"),
    "date": ("ngày", "day"),
    "year": ("năm", "year"),
    "term": ("khóa", "term"),
    "issuer": ("cơ quan ban hành", "issuer"),
    "body": ("cơ quan ban hành", "issuer"),
    "title": ("trích yếu", "title"),
    "place": ("địa phương", "place"),
    "name": ("tên luật", "name of the law"),
    "younger": ("ban hành sau", "issued later"),
}


def headline(answer: Answer, lang: str = "vi") -> str:
    """The answer in one line, in ``vi`` or ``en``."""
    at = 0 if lang == "vi" else 1
    head = _HEADS[answer.status][at]
    if answer.document is None and answer.resolution.status == "provisional":
        head = _HEADS["not_found"][at]
    elif answer.status == "not_found" and answer.resolution.status == "unresolved":
        head = ("Chưa đủ để biết là văn bản nào", "Too little is said to know which document is meant")[at]
    force = standing(answer.validity, answer.on, lang) if answer.validity is not None else ""
    if answer.status == "not_yet" and answer.validity is None:
        force = (f"chưa ban hành vào ngày {day(answer.on)}", f"not yet adopted on {day(answer.on)}")[at]
    return f"{head}; {force}" if force else head


def standing(validity: Validity, on: str | None, lang: str = "vi") -> str:
    """Whether a document holds on the day ``on``, in words; empty where nothing is known of it."""
    at = 0 if lang == "vi" else 1
    by = f"{validity.by}" + (f" ({day(validity.by_date)})" if validity.by_date else "") if validity.by else ""
    if validity.status == "lapsed":
        told = f"đã hết hiệu lực từ ngày {day(validity.until)}", f"lapsed on {day(validity.until)}"
        instead = f", thay bằng {by}", f": {by} took its place"
        return told[at] + (instead[at] if by else "") + _doubt(validity, at)
    if validity.status == "not_yet":
        told = f"chưa có hiệu lực vào ngày {day(on)}", f"not yet in force on {day(on)}"
        since = f" (hiệu lực từ {day(validity.since)})", f" (takes effect on {day(validity.since)})"
        return told[at] + (since[at] if validity.since else "")
    parts = []
    if validity.status == "in_force":
        parts.append((f"còn hiệu lực vào ngày {day(on)}", f"in force on {day(on)}")[at])
    elif validity.since:
        parts.append((f"có hiệu lực từ ngày {day(validity.since)}", f"in force since {day(validity.since)}")[at])
    if on is not None and validity.status == "unknown" and not validity.until:
        parts.append(("danh mục không ghi việc hết hiệu lực", "the registry does not say that it lapsed")[at])
    if validity.until:
        instead = f": thay bằng {by}", f": {by} takes its place"
        until = f"hết hiệu lực từ ngày {day(validity.until)}", f"lapses on {day(validity.until)}"
        parts.append(until[at] + (instead[at] if by else "") + _doubt(validity, at))
    if validity.followed_by:
        parts.append((
            f"về cùng nội dung đã có {validity.followed_by} ({day(validity.followed_on)})",
            f"on the same matter there is {validity.followed_by} ({day(validity.followed_on)})",
        )[at] + _doubt(validity, at))  # fmt: skip
    return ", ".join(parts)


def why(answer: Answer, lang: str = "vi") -> str:
    """The reason of the answer, and of one known document what agrees and what does not."""
    chosen = answer.document
    fits = f" [{fit(chosen, lang)}]" if chosen is not None and fit(chosen, lang) else ""
    return f"{explain(answer.resolution.reason, lang)}{fits}"


def fit(candidate: Candidate, lang: str = "vi") -> str:
    """What of the citation fits a candidate, and what does not, in words."""
    at = 0 if lang == "vi" else 1
    agrees = ", ".join(dict.fromkeys(_WORDS[name][at] for name in candidate.agrees))
    differs = ", ".join(dict.fromkeys(_WORDS[name][at] for name in candidate.contradicts))
    told = [(f"khớp: {agrees}", f"agree: {agrees}")[at]] if agrees else []
    told += [(f"không khớp: {differs}", f"differ: {differs}")[at]] if differs else []
    if candidate.confidence == "unconfirmed":
        told.append(("mục này chưa được xác minh", "entry not confirmed")[at])
    return "; ".join(told)


def day(iso: str | None) -> str:
    """An ISO day as official papers write it (days under ten and months 1 and 2 with a zero); less precise dates as they are.

    >>> day("2025-07-01"), day("2024-02-09"), day("2024")
    ('01/7/2025', '09/02/2024', '2024')
    """
    if iso is None or len(iso) != 10:
        return iso or "?"
    year, month, day_ = iso.split("-")
    return f"{day_}/{month if month in ('01', '02') else month.lstrip('0')}/{year}"


def _doubt(validity: Validity, at: int) -> str:
    return "" if validity.confirmed else (" (chưa xác minh)", " (not confirmed)")[at]
