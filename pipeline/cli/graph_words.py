"""What ``graph``, ``lookup``, ``export`` and ``annotate`` say, in English and Vietnamese; everything else is in ``messages``."""

from __future__ import annotations

from pipeline.cli import messages

_WORDS: dict[str, tuple[str, str]] = {
    "cmd.graph": (
        "Ask the graph: who cites whom, what derives from what.",
        "Hỏi đồ thị: ai viện dẫn ai, văn bản nào bắt nguồn từ đâu.",
    ),
    "cmd.cites": ("What a document cites.", "Văn bản này viện dẫn những gì."),
    "cmd.cited-by": ("Which documents cite it.", "Những văn bản viện dẫn nó."),
    "cmd.lineage": ("From a plan up to its central sources.", "Từ một kế hoạch lên tới văn bản gốc của Trung ương."),
    "cmd.descendants": (
        "What derives from it, down to districts.",
        "Những văn bản bắt nguồn từ nó, xuống tới cấp huyện, xã.",
    ),
    "cmd.path": ("How two documents hang together.", "Hai văn bản liên hệ với nhau qua những bước nào."),
    "cmd.common": ("The sources that two documents share.", "Những văn bản gốc chung của hai văn bản."),
    "cmd.rank": ("The documents that carry the most.", "Những văn bản có vai trò lớn nhất."),
    "cmd.coverage": (
        "Which provinces have taken a directive up, when and how.",
        "Địa phương nào đã triển khai, khi nào, bằng văn bản nào.",
    ),
    "cmd.lag": (
        "Days from a directive to each province's document.",
        "Số ngày từ khi ban hành đến khi từng địa phương triển khai.",
    ),
    "cmd.timeline": ("The documents over the years.", "Các văn bản theo năm."),
    "cmd.compare": ("What one year cites that another does not.", "Năm này viện dẫn gì mà năm kia không."),
    "cmd.gaps": ("Cited often, never read.", "Được viện dẫn nhiều nhưng chưa có trong kho."),
    "cmd.lookup": ("What does this citation mean?", "Viện dẫn này là văn bản nào?"),
    "cmd.export": (
        "Write the graph or one document for other programs.",
        "Xuất đồ thị hoặc một văn bản cho chương trình khác.",
    ),
    "cmd.export.graph": (
        "Write the graph: GraphML, GEXF, JSON, CSV or Parquet.",
        "Xuất đồ thị: GraphML, GEXF, JSON, CSV hoặc Parquet.",
    ),
    "cmd.export.akn": ("Write one document as Akoma Ntoso XML.", "Xuất một văn bản thành XML Akoma Ntoso."),
    "cmd.annotate": (
        "Write a document as HTML with its citations linked.",
        "Ghi văn bản ra HTML, mỗi viện dẫn là một liên kết.",
    ),
    "arg.doc": (
        "A canonical id, a code (34-CT/TW), a name of law or a file.",
        "Mã định danh, số ký hiệu (34-CT/TW), tên luật hoặc tệp.",
    ),
    "arg.docs": ("Canonical ids, codes, names or files.", "Các mã định danh, số ký hiệu, tên hoặc tệp."),
    "arg.year": ("A year.", "Một năm."),
    "arg.text": ("A citation as written.", "Viện dẫn như trong văn bản."),
    "opt.db": ("The database made by «cancu build».", "Cơ sở dữ liệu do «cancu build» tạo."),
    "opt.lent": (
        "A database whose documents help to tell what is cited.",
        "Cơ sở dữ liệu giúp xác định văn bản được viện dẫn.",
    ),
    "opt.from": (
        "Read these documents or records now, without a database.",
        "Đọc ngay các văn bản hay bản ghi này, không cần cơ sở dữ liệu.",
    ),
    "opt.svg": ("Draw it into this SVG file.", "Vẽ ra tệp SVG này."),
    "opt.png": ("Draw it into this PNG file.", "Vẽ ra tệp PNG này."),
    "opt.page": ("Write picture and table into this HTML file.", "Ghi hình và bảng ra tệp HTML này."),
    "opt.csv": ("Write the table into this CSV file.", "Ghi bảng ra tệp CSV này."),
    "opt.on": (
        "The day on which it is cited (2024-03-20): says what had lapsed.",
        "Ngày viện dẫn (2024-03-20): cho biết văn bản nào đã hết hiệu lực.",
    ),
    "opt.file": (
        "A file of citations, one a line; - for standard input.",
        "Tệp chứa các viện dẫn, mỗi dòng một; - là đầu vào chuẩn.",
    ),
    "opt.top": ("How many to show.", "Số dòng cần xem."),
    "opt.level": (
        "Only this level: central, province, district, commune.",
        "Chỉ cấp này: central, province, district, commune.",
    ),
    "opt.type": ("Only this type of document.", "Chỉ loại văn bản này."),
    "opt.year": ("Only this year.", "Chỉ năm này."),
    "opt.only_type": ("Only documents of this type.", "Chỉ loại văn bản này."),
    "no_such_type": (
        "there is no such type of document; write it as «Chỉ thị», «ke hoach».",
        "không có loại văn bản này; hãy viết như «Chỉ thị», «ke hoach».",
    ),
    "no_such_province": (
        "there is no such province; write it as «Bắc Kạn», «bac kan».",
        "không có tỉnh, thành phố này; hãy viết như «Bắc Kạn», «bac kan».",
    ),
    "no_such_cites": (
        "there is no such document in this database; give a canonical id, a code or a name.",
        "không có văn bản này trong cơ sở dữ liệu; hãy cho mã định danh, số ký hiệu hoặc tên.",
    ),
    "opt.provinces": (
        "Ask for the provinces that existed on this day (2025-07-01: the 34 of today); else on the directive's.",
        "Tính theo các tỉnh, thành phố có vào ngày này (2025-07-01: 34 tỉnh, thành phố); mặc định là ngày ban hành.",
    ),
    "bad_province_day": (
        "--provinces {day}: write a day as 2025-07-01.",
        "--provinces {day}: hãy viết ngày như 2025-07-01.",
    ),
    "bad_level": ("--level {level}: there are {names}.", "--level {level}: chỉ có {names}."),
    "bad_type": (
        "--type {type}: there is no such type of document; write it as «Chỉ thị», «ke hoach».",
        "--type {type}: không có loại văn bản này; hãy viết như «Chỉ thị», «ke hoach».",
    ),
    "bad_year": ("{year}: write a year as 2024.", "{year}: hãy viết năm như 2024."),
    "no_such_year": (
        "No document of {year} has been read; there are {names}.",
        "Chưa có văn bản năm {year} trong kho; có các năm {names}.",
    ),
    "opt.central": ("Only steps that lead to a central document.", "Chỉ các bước dẫn tới văn bản Trung ương."),
    "opt.place": ("Where to write; standard output without it.", "Nơi ghi kết quả; bỏ trống thì in ra màn hình."),
    "unknown": (
        "{name}: no such document here. Give a canonical id, a code like 34-CT/TW, a name or a file; "
        "«cancu search» looks into texts and titles.",
        "{name}: không có văn bản này. Hãy cho mã định danh, số ký hiệu như 34-CT/TW, tên văn bản hoặc tệp; "
        "«cancu search» tìm trong nội dung và trích yếu.",
    ),
    "no_name": (
        "Name a document: a canonical id, a code like 34-CT/TW, a name or a file.",
        "Hãy cho biết văn bản: mã định danh, số ký hiệu như 34-CT/TW, tên văn bản hoặc tệp.",
    ),
    "no_file": (
        "{name}: there is no such file; check name and folder.",
        "{name}: không có tệp này; hãy kiểm tra tên và thư mục.",
    ),
    "near": (
        "{name}: no document here is that. Near to it are these; ask again with the id of one:",
        "{name}: không có văn bản đúng như vậy. Gần giống có; hãy hỏi lại bằng mã định danh:",
    ),
    "known_only": (
        "{name}: known, but no document here is it or cites it; «cancu lookup» says more, «cancu build» adds documents.",
        "{name}: có trong danh mục, nhưng ở đây không có và không văn bản nào viện dẫn; xem «cancu lookup», "
        "hoặc bổ sung bằng «cancu build».",
    ),
    "several": (
        "{name} may be any of these; ask again with the id of one:",
        "{name} có thể là một trong các văn bản sau; hãy hỏi lại bằng mã định danh:",
    ),
    "nothing_found": ("Nothing found.", "Không tìm thấy gì."),
    "lapsed": ("lapsed on {date}", "hết hiệu lực từ {date}"),
    "total": ("{n} documents", "{n} văn bản"),
    "shown": ("{n} of {total} shown", "đang xem {n} trong {total}"),
    "above": ("see above", "xem phía trên"),
    "refused": (
        "{n} step(s) left out: the source would be younger than what derives from it.",
        "Bỏ qua {n} bước: văn bản gốc lại ban hành sau văn bản bắt nguồn từ nó.",
    ),
    "cycle": ("{n} step(s) close a circle.", "{n} bước khép thành vòng."),
    "unsettled": ("Citations that lead nowhere yet:", "Viện dẫn chưa xác định được văn bản:"),
    "cut_short": ("Cut at the limit; there is more.", "Đã dừng ở giới hạn; còn nữa."),
    "sources": ("Central sources: {names}", "Văn bản gốc của Trung ương: {names}"),
    "path.derivation": (
        "The first derives from the last, or the last from the first.",
        "Văn bản này bắt nguồn từ văn bản kia.",
    ),
    "path.any": (
        "No derivation: only linked by other citations.",
        "Không phải quan hệ nguồn gốc: chỉ liên hệ qua viện dẫn khác.",
    ),
    "path.same": ("Both are the same document.", "Cả hai là cùng một văn bản."),
    "no_steps": (
        "Nothing here says what it derives from.",
        "Ở đây không có câu chữ nào cho biết nó bắt nguồn từ đâu.",
    ),
    "no_steps_down": ("Nothing here derives from it.", "Ở đây chưa có văn bản nào bắt nguồn từ nó."),
    "relation.based_on": ("based on", "căn cứ"),
    "relation.implements": ("implements", "thực hiện"),
    "relation.details": ("details", "quy định chi tiết"),
    "relation.issues": ("issues", "ban hành"),
    "relation.amends": ("amends", "sửa đổi"),
    "relation.replaces": ("replaces", "thay thế"),
    "relation.repeals": ("repeals", "bãi bỏ"),
    "relation.reviews": ("reviews", "sơ kết, tổng kết"),
    "relation.cites": ("cites", "viện dẫn"),
    "no_path": ("Nothing connects them.", "Không có liên hệ nào."),
    "doc": ("document", "văn bản"),
    "date": ("date", "ngày"),
    "issuer": ("issuer", "cơ quan"),
    "relation": ("relation", "quan hệ"),
    "page": ("page", "trang"),
    "words": ("words", "câu chữ"),
    "cited_by": ("cited by", "được dẫn bởi"),
    "score": ("score", "điểm"),
    "directive": ("directive", "văn bản gốc"),
    "province": ("province", "địa phương"),
    "state": ("state", "tình trạng"),
    "days": ("days", "số ngày"),
    "level": ("level", "cấp"),
    "year": ("year", "năm"),
    "read": ("read", "có trong kho"),
    "only_cited": ("only cited", "chỉ được dẫn"),
    "direct": ("direct", "trực tiếp"),
    "through": ("through others", "qua văn bản khác"),
    "below": ("lower level only", "chỉ cấp dưới"),
    "missing": ("none found", "chưa thấy"),
    "new": ("new", "mới"),
    "dropped": ("dropped", "thôi dẫn"),
    "kept": ("kept", "vẫn dẫn"),
    "level.?": ("level not known", "không rõ cấp"),
    "level.province": ("province", "tỉnh"),
    "level.central": ("central", "Trung ương"),
    "level.district": ("district", "huyện"),
    "level.commune": ("commune", "xã"),
    "level.unit": ("unit", "đơn vị"),
    "of_provinces": (
        "{name}: {n} of {total} provinces (as of {day})",
        "{name}: {n}/{total} địa phương (theo địa giới ngày {day})",
    ),
    "today": ("today", "hiện nay"),
    "not_listed": ("not one of the {total}", "ngoài {total} địa phương"),
    "lag_line": (
        "{n} of {total} provinces; median {median} days, quartiles {low} – {high}",
        "{n}/{total} địa phương; trung vị {median} ngày, tứ phân vị {low} – {high}",
    ),
    "after_days": ("after {n} days", "sau {n} ngày"),
    "no_days": ("No province whose day is known.", "Chưa có địa phương nào biết ngày."),
    "rank_title": ("Documents by rank", "Văn bản theo vai trò"),
    "gaps_title": ("Cited, never read", "Được dẫn nhưng chưa có"),
    "timeline_title": ("Documents by year", "Văn bản theo năm"),
    "compare_title": ("{a} and {b}: what they cite", "{a} và {b}: viện dẫn gì"),
    "shares": ("share of each year's documents that cite it", "tỷ lệ văn bản mỗi năm có dẫn"),
    "from_steps": ("steps from each", "số bước từ mỗi văn bản"),
    "nearest": ("nearest", "gần nhất"),
    "lookup.found": ("found", "tìm thấy"),
    "lookup.lapsed": ("found, but lapsed", "tìm thấy, nhưng đã hết hiệu lực"),
    "lookup.not_yet": ("not yet adopted on that day", "ngày đó chưa ban hành"),
    "lookup.ambiguous": ("ambiguous", "chưa rõ là văn bản nào"),
    "lookup.not_found": ("not found", "không tìm thấy"),
    "by": ("by", "bởi"),
    "one_of": ("Give either a citation or --file.", "Hãy cho một viện dẫn, hoặc --file."),
    "bad_day": ("--on {day}: write a day as 2024-03-20.", "--on {day}: hãy viết ngày như 2024-03-20."),
    "bad_graph_format": ("--format {format}: there are {names}.", "--format {format}: chỉ có {names}."),
    "counts": ("{nodes:,} nodes, {edges:,} edges", "{nodes:,} nút, {edges:,} cạnh"),
    "unresolved": ("not found", "không tìm thấy"),
    "ambiguous": ("ambiguous", "chưa rõ"),
}


def say(key: str, **values: object) -> str:
    """The message of that key in the language in force; a key that is not of these commands is asked of ``messages``."""
    if key not in _WORDS:
        return messages.say(key, **values)
    return _WORDS[key][messages.LANGUAGES.index(messages.language())].format(**values)
