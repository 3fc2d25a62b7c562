"""What the command line says, in English and Vietnamese, and the choice between them.

The language is ``--lang``, else ``CANCU_LANG``, else the locale's (Vietnamese when it begins with ``vi``, else English).
It is chosen once, before the commands are built, because their help texts are made of these messages.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from itertools import pairwise

LANGUAGES = ("en", "vi")
_CATALOGUE: dict[str, tuple[str, str]] = {
    "app": (
        "Căn Cứ finds every document that Vietnamese official documents cite.",
        "Căn Cứ tìm mọi văn bản được viện dẫn trong văn bản hành chính Việt Nam.",
    ),
    "opt.lang": ("Language of messages: vi or en.", "Ngôn ngữ thông báo: vi hoặc en."),
    "opt.version": ("Print the version.", "In số phiên bản."),
    "arg.paths": (
        "Files or folders to read; - for standard input.",
        "Tệp hoặc thư mục cần đọc; - là đầu vào chuẩn.",
    ),
    "arg.path": ("The file to read.", "Tệp cần đọc."),
    "opt.out": (
        "Where to write: a folder, or a file ending in .json, .jsonl or .xlsx. Standard output without it.",
        "Nơi ghi kết quả: thư mục, hoặc tệp .json, .jsonl, .xlsx. Bỏ trống thì in ra màn hình.",
    ),
    "opt.format": ("Format of the output.", "Định dạng kết quả."),
    "opt.jobs": ("How many processes work at once.", "Số tiến trình chạy song song."),
    "opt.gazetteers": (
        "Folder of gazetteers instead of the shipped ones.",
        "Thư mục danh mục thay cho danh mục kèm theo.",
    ),
    "opt.html": ("Write a self-contained HTML page to this file instead.", "Ghi ra một trang HTML độc lập."),
    "opt.force": ("Overwrite an existing file.", "Ghi đè tệp đã có."),
    "cmd.extract": ("Read documents and write their records.", "Đọc văn bản và ghi ra bản ghi."),
    "cmd.build": (
        "Read documents into the database; only what is new or changed.",
        "Nạp văn bản vào cơ sở dữ liệu; chỉ đọc những gì mới hoặc đã thay đổi.",
    ),
    "cmd.search": (
        "Search texts and titles in the database.",
        "Tìm trong nội dung và trích yếu của các văn bản đã nạp.",
    ),
    "opt.db": ("The database file.", "Tệp cơ sở dữ liệu."),
    "opt.no_text": (
        "Leave out the full-text index (much faster; a later build adds it).",
        "Không lập chỉ mục toàn văn (nhanh hơn nhiều; lần nạp sau sẽ bổ sung).",
    ),
    "laid_over": (
        "the file at hand was laid over the database for this question; only documents in the database are counted "
        "(«cancu build» puts the file in).",
        "tệp này chỉ được ghép tạm vào kho cho câu hỏi; chỉ các văn bản đã có trong kho được tính (dùng «cancu build» để nạp tệp).",
    ),
    "opt.anew": (
        "Build the whole database again, beside the old one, and put it in its place when it is done.",
        "Dựng lại toàn bộ cơ sở dữ liệu bên cạnh bản cũ, xong mới thay thế.",
    ),
    "kept": (
        "some files that the old database was built from are gone or cannot be read; it stays as {place}",
        "một số tệp của cơ sở dữ liệu cũ không còn hoặc không đọc được; bản cũ được giữ tại {place}",
    ),
    "build_stdin": (
        "build needs files that it can find again: save standard input to a file first.",
        "Lệnh build cần tệp có thể tìm lại: hãy lưu đầu vào chuẩn thành tệp trước.",
    ),
    "settling": ("Settling citations, {n} documents left", "Đang xác định viện dẫn, còn {n} văn bản"),
    "outcome": ("Outcome", "Kết quả"),
    "build.read": ("New", "Mới"),
    "build.replaced": ("Replaced", "Thay thế"),
    "build.unchanged": ("Unchanged", "Không đổi"),
    "build.removed": ("Removed", "Đã bỏ"),
    "build.failed": ("Could not be read", "Không đọc được"),
    "build.held": ("In the database", "Trong cơ sở dữ liệu"),
    "build.documents": ("Documents read", "Văn bản đã nạp"),
    "build.cited": ("Documents only cited", "Văn bản chỉ được viện dẫn"),
    "build.edges": ("Edges", "Quan hệ"),
    "status.resolved": ("Citations resolved", "Viện dẫn đã xác định"),
    "status.provisional": ("Citations provisional", "Viện dẫn tạm xác định"),
    "status.ambiguous": ("Citations ambiguous", "Viện dẫn chưa phân định"),
    "status.unresolved": ("Citations unresolved", "Viện dẫn chưa xác định"),
    "doubles": (
        "{n} identit(y/ies) shared by different documents, for instance {identity}: {paths}",
        "{n} định danh có nhiều văn bản khác nhau cùng mang, ví dụ {identity}: {paths}",
    ),
    "built": ("{place}, {s:.1f} s", "{place}, {s:.1f} giây"),
    "arg.query": (
        'Words to look for, with or without diacritics; "in quotes" as a phrase.',
        'Từ cần tìm, có dấu hoặc không dấu; "trong ngoặc kép" là cả cụm.',
    ),
    "opt.type": ("Only documents of this type.", "Chỉ loại văn bản này."),
    "opt.province": ("Only documents of this province.", "Chỉ văn bản của tỉnh, thành phố này."),
    "opt.year": ("Only documents of this year.", "Chỉ văn bản của năm này."),
    "opt.cites": (
        "Only documents that cite this one (code or canonical id).",
        "Chỉ văn bản viện dẫn văn bản này (số, ký hiệu hoặc định danh).",
    ),
    "opt.limit": ("At most so many answers.", "Số kết quả tối đa."),
    "no_query": ("There is no word to look for in {text!r}.", "Không có từ nào để tìm trong {text!r}."),
    "nothing_found": ("Nothing found.", "Không tìm thấy."),
    "no_text_index": (
        "{n} document(s) are not in the full-text index; «cancu build» without --no-text adds them.",
        "{n} văn bản chưa có trong chỉ mục toàn văn; chạy «cancu build» không kèm --no-text để bổ sung.",
    ),
    "no_such_document": ("No document {text!r} in the database.", "Không có văn bản {text!r} trong cơ sở dữ liệu."),
    "cited_only": ("only cited", "chỉ được viện dẫn"),
    "cmd.show": ("Show a document with everything found in it.", "Xem văn bản với mọi thông tin tìm được."),
    "cmd.evaluate": (
        "Precision, recall and F1 of records against gold.",
        "Độ chính xác, độ phủ và F1 của bản ghi so với đáp án.",
    ),
    "cmd.gazetteer": ("Look at and check the gazetteers.", "Xem và kiểm tra các danh mục."),
    "cmd.gazetteer.lint": ("Check every gazetteer entry.", "Kiểm tra mọi mục trong danh mục."),
    "cmd.gazetteer.show": ("Print one gazetteer as a table.", "In một danh mục dưới dạng bảng."),
    "arg.gold": ("Folder of NAME.gold.json files.", "Thư mục các tệp TÊN.gold.json."),
    "arg.pred": ("Folder of NAME.json records.", "Thư mục các bản ghi TÊN.json."),
    "opt.misses": (
        "Also list every difference (of one layer, or all).",
        "Liệt kê mọi khác biệt (của một lớp, hoặc all).",
    ),
    "opt.floors": (
        "Fail when a figure is below this file's floor.",
        "Báo lỗi khi có chỉ số thấp hơn mức sàn trong tệp này.",
    ),
    "opt.json": ("Print JSON instead of a table.", "In JSON thay cho bảng."),
    "arg.gazetteer": ("Which gazetteer; without it their names are listed.", "Tên danh mục; bỏ trống thì liệt kê tên."),
    "opt.find": ("Only rows that contain these words.", "Chỉ các dòng có chứa những chữ này."),
    "reading": ("Reading", "Đang đọc"),
    "found": ("Found", "Đã tìm thấy"),
    "documents": ("Documents", "Văn bản"),
    "citations": ("Citations", "Viện dẫn"),
    "dates": ("Dates", "Ngày tháng"),
    "periods": ("Periods", "Giai đoạn"),
    "anniversaries": ("Anniversaries", "Ngày kỷ niệm"),
    "movements": ("Movements", "Phong trào"),
    "programmes": ("Programmes", "Chương trình, đề án"),
    "sections": ("Sections", "Đề mục"),
    "relations": ("Relations", "Quan hệ"),
    "diagnostics": ("Diagnostics", "Lưu ý"),
    "header": ("Header", "Thể thức"),
    "layer": ("Layer", "Lớp"),
    "field": ("Field", "Trường"),
    "count": ("Count", "Số lượng"),
    "failed": ("Could not be read", "Không đọc được"),
    "skipped": (
        "{n} file(s) of other kinds passed over, for instance {name}",
        "Bỏ qua {n} tệp loại khác, ví dụ {name}",
    ),
    "written": ("Written to {place}", "Đã ghi vào {place}"),
    "seconds": ("{n} documents in {s:.1f} s", "{n} văn bản trong {s:.1f} giây"),
    "nothing": ("There is nothing to read in {names}.", "Không có gì để đọc trong {names}."),
    "needs_out": (
        "--format {format} writes several tables; name a place for them with --out.",
        "--format {format} ghi nhiều bảng; hãy chỉ nơi ghi bằng --out.",
    ),
    "bad_out": (
        "{place}: --format {format} writes to {expected}; name one with --out.",
        "{place}: --format {format} ghi vào {expected}; hãy chỉ ra bằng --out.",
    ),
    "a_folder": ("a folder", "một thư mục"),
    "a_file": ("a file", "một tệp"),
    "one_document": (
        "{path} holds many documents; name a single file.",
        "{path} chứa nhiều văn bản; hãy chọn một tệp đơn.",
    ),
    "exists": ("{place} exists; add --force to overwrite it.", "{place} đã có; thêm --force để ghi đè."),
    "below": ("below the floor: {name} {value:.4f} < {floor:.4f}", "dưới mức sàn: {name} {value:.4f} < {floor:.4f}"),
    "no_record": ("no record for {names}", "không có bản ghi cho {names}"),
    "lint_ok": ("{n} entries, no problem.", "{n} mục, không có lỗi."),
    "lint_bad": ("{n} problem(s).", "{n} lỗi."),
    "no_table": ("There is no gazetteer {name!r}; there are {names}.", "Không có danh mục {name!r}; có {names}."),
    "missed": ("missed", "bỏ sót"),
    "spurious": ("spurious", "thừa"),
    "interrupted": ("Interrupted.", "Đã dừng."),
}
_language = "en"


def choose(arguments: Sequence[str]) -> str:
    """Set the language from the arguments, the environment or the locale, and return it."""
    global _language
    asked = next((b for a, b in pairwise(arguments) if a == "--lang"), None)
    asked = asked or next((a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")), None)
    asked = asked or os.environ.get("CANCU_LANG") or (locale.getlocale()[0] or os.environ.get("LANG", ""))[:2]
    _language = "vi" if asked.lower().startswith("vi") else "en"
    return _language


def language() -> str:
    """The language in force, ``en`` or ``vi``."""
    return _language


def say(key: str, **values: object) -> str:
    """The message of that key in the language in force, its places filled. Raises ``KeyError`` for an unknown key."""
    return _CATALOGUE[key][LANGUAGES.index(_language)].format(**values)
