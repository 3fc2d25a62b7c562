"""What ``text`` and ``read`` say, in English and Vietnamese; everything else is in ``messages``."""

from __future__ import annotations

from pipeline.cli import messages

_WORDS: dict[str, tuple[str, str]] = {
    "cmd.text": ("Print a document's text as it was read.", "In nội dung văn bản như đã đọc được."),
    "cmd.read": ("Say how a document is read.", "Cho biết văn bản được đọc bằng cách nào."),
    "opt.pages": ("Part the pages, each under its number.", "Tách từng trang, kèm số trang."),
    "opt.layout": ("Set each line where it stands on the page.", "Đặt mỗi dòng đúng vị trí trên trang."),
    "opt.explain": ("Page by page: which reader, and why.", "Từng trang: đọc bằng cách nào, vì sao."),
    "opt.pagetimeout": (
        "Seconds that one page may take (reading or recognition).",
        "Số giây tối đa cho một trang (đọc hoặc nhận dạng).",
    ),
    "recognising": (
        "Recognising {n:,} scanned pages; about a second or two each. Ctrl-C stops.",
        "Đang nhận dạng {n:,} trang quét; mỗi trang một, hai giây. Ctrl-C để dừng.",
    ),
    "recognised": ("recognised {done} of {n} pages", "đã nhận dạng {done}/{n} trang"),
    "page": ("page {n}", "trang {n}"),
    "col.page": ("Page", "Trang"),
    "col.reader": ("Reader", "Cách đọc"),
    "col.reason": ("Why", "Lý do"),
    "col.sure": ("Sure", "Tin cậy"),
    "col.size": ("Characters", "Số ký tự"),
    "whole": ("{kind}, {size:,} bytes, read by {reader}", "{kind}, {size:,} byte, đọc bằng {reader}"),
    "pages": ("{n} pages", "{n} trang"),
    "characters": ("{n:,} characters", "{n:,} ký tự"),
    "signed": ("Signed by {who} {time}", "Ký số: {who} {time}"),
    "stamp": ("Stamp on page {page}: {text}", "Dấu ký số ở trang {page}: {text}"),
}


def say(key: str, **values: object) -> str:
    """The message of that key in the language in force; keys of ``messages`` too."""
    if key not in _WORDS:
        return messages.say(key, **values)
    return _WORDS[key][messages.LANGUAGES.index(messages.language())].format(**values)
