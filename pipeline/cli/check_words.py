"""What ``check``, ``rule`` and ``profile`` say, in English and Vietnamese; everything else is in ``messages``."""

from __future__ import annotations

from pipeline.cli import messages

_WORDS: dict[str, tuple[str, str]] = {
    "cmd.check": (
        "Check documents: do they cite what they must, rightly, and is anything in them impossible?",
        "Kiểm tra văn bản: đã viện dẫn đủ, đúng chưa, có gì vô lý không?",
    ),
    "cmd.rule": ("Explain a rule, with examples and its legal basis.", "Giải thích một quy tắc, kèm ví dụ và căn cứ."),
    "cmd.profile": ("What a kind of document must cite.", "Hồ sơ yêu cầu: loại văn bản nào phải viện dẫn gì."),
    "cmd.profile.list": ("List the profiles.", "Liệt kê các hồ sơ yêu cầu."),
    "cmd.profile.show": ("Show one profile.", "Xem một hồ sơ yêu cầu."),
    "cmd.profile.new": (
        "Draft a profile from what accepted documents cite.",
        "Soạn hồ sơ yêu cầu từ những gì các văn bản đã được chấp nhận viện dẫn.",
    ),
    "opt.profile": (
        "Profile by name, or a TOML file; without it the one that fits.",
        "Hồ sơ yêu cầu (tên hoặc tệp TOML); bỏ trống thì tự chọn.",
    ),
    "opt.checkdb": ("Also ask what the corpus in this database says.", "Đối chiếu thêm với kho văn bản trong tệp này."),
    "opt.checkformat": ("Format of the report.", "Định dạng kết quả."),
    "opt.checkout": (
        "Where to write: a file; for html and docx also a folder.",
        "Nơi ghi kết quả: tệp; với html và docx có thể là thư mục.",
    ),
    "opt.select": (
        "Only these rules: families or codes, with commas.",
        "Chỉ các quy tắc này: nhóm hoặc mã, cách bằng dấu phẩy.",
    ),
    "opt.ignore": (
        "Not these rules: families or codes, with commas.",
        "Bỏ các quy tắc này: nhóm hoặc mã, cách bằng dấu phẩy.",
    ),
    "opt.fail_on": (
        "The least severity that gives exit code 1: error, warning or info.",
        "Mức độ thấp nhất cho mã thoát 1: error, warning hoặc info.",
    ),
    "opt.diff": ("Show the suggestions as a diff of the text.", "Hiện các đề xuất dưới dạng so sánh văn bản."),
    "opt.fix": (
        "Write a corrected copy to this file or folder (text and Word); the original stays.",
        "Ghi bản đã sửa vào tệp hoặc thư mục này (văn bản thuần, Word); bản gốc giữ nguyên.",
    ),
    "opt.matrix": ("Documents by requirements, at a glance.", "Bảng văn bản theo yêu cầu viện dẫn."),
    "opt.all": ("List every rule.", "Liệt kê mọi quy tắc."),
    "arg.code": ("Code or name of the rule.", "Mã hoặc tên quy tắc."),
    "arg.profile": ("Name of the profile, or a TOML file.", "Tên hồ sơ yêu cầu, hoặc tệp TOML."),
    "arg.accepted": ("Accepted documents, or folders of them.", "Các văn bản đã được chấp nhận, hoặc thư mục."),
    "opt.profile_out": (
        "The TOML file to write; standard output without it.",
        "Tệp TOML cần ghi; bỏ trống thì in ra màn hình.",
    ),
    "opt.profile_name": ("Name of the new profile.", "Tên của hồ sơ mới."),
    "one_task": ("Ask for one of --matrix, --diff, --fix.", "Chỉ chọn một trong --matrix, --diff, --fix."),
    "bad_check_format": ("--format {format}: there are {names}.", "--format {format}: chỉ có {names}."),
    "check_needs_out": (
        "--format {format} needs a file: name one with --out.",
        "--format {format} cần tệp: hãy chỉ ra bằng --out.",
    ),
    "needs_folder": (
        "{place}: several documents need a folder; name one that ends in /.",
        "{place}: nhiều văn bản thì cần thư mục; hãy chỉ một tên kết thúc bằng /.",
    ),
    "bad_severity": ("--fail-on {value}: error, warning or info.", "--fail-on {value}: error, warning hoặc info."),
    "same_file": (
        "{place} is the original: name another place, it is never changed.",
        "{place} là bản gốc: hãy chỉ nơi khác, bản gốc không bao giờ bị sửa.",
    ),
    "not_docx": ("not a Word file: only .docx takes comments", "không phải tệp Word: chỉ .docx nhận được chú thích"),
    "not_fixable": (
        "neither a text nor a Word file: no corrected copy can be written (see --diff)",
        "không phải tệp văn bản thuần hay Word: không ghi được bản sửa (xem --diff)",
    ),
    "error": ("error", "lỗi"),
    "warning": ("warning", "cảnh báo"),
    "info": ("info", "thông tin"),
    "why": ("why", "vì sao"),
    "basis": ("basis", "căn cứ"),
    "evidence": ("evidence", "chứng cứ"),
    "suggestion": ("suggestion", "đề xuất"),
    "bad": ("Bad", "Sai"),
    "good": ("Good", "Đúng"),
    "source": ("Source", "Nguồn"),
    "no_findings": ("no findings", "không có phát hiện"),
    "check_summary": (
        "{n} document(s): {error} error(s), {warning} warning(s), {info} information",
        "{n} văn bản: {error} lỗi, {warning} cảnh báo, {info} thông tin",
    ),
    "fixed": ("{place}: {n} correction(s)", "{place}: {n} chỗ đã sửa"),
    "unfixed": (
        "{path}: {n} suggestion(s) could not be written into the file",
        "{path}: {n} đề xuất không ghi được vào tệp",
    ),
    "no_suggestions": ("There is nothing to correct with certainty.", "Không có chỗ nào chắc chắn để sửa."),
    "no_rule": (
        "There is no rule {code!r}; «cancu rule --all» lists them.",
        "Không có quy tắc {code!r}; xem «cancu rule --all».",
    ),
    "rule_or_all": ("Name a rule, or --all.", "Hãy chỉ một quy tắc, hoặc --all."),
    "code": ("Code", "Mã"),
    "rule": ("Rule", "Quy tắc"),
    "severity": ("Severity", "Mức độ"),
    "name": ("Name", "Tên"),
    "title": ("Title", "Tiêu đề"),
    "requirement": ("Requirement", "Yêu cầu"),
    "document": ("Document", "Văn bản"),
    "profile": ("Profile", "Hồ sơ"),
    "requirements": ("Requirements", "Yêu cầu"),
    "need": ("Need", "Cách"),
    "matrix.met": ("cited", "đã dẫn"),
    "matrix.near": ("nearly", "gần đúng"),
    "matrix.nested": ("in a title only", "chỉ trong trích yếu"),
    "matrix.missing": ("missing", "thiếu"),
    "matrix.none": ("not asked for", "không yêu cầu"),
    "matrix_format": ("--matrix is given as text, html or xlsx.", "--matrix chỉ có dạng text, html hoặc xlsx."),
}


def say(key: str, **values: object) -> str:
    """The message of that key in the language in force; a key that is not of these commands is asked of ``messages``."""
    if key not in _WORDS:
        return messages.say(key, **values)
    return _WORDS[key][messages.LANGUAGES.index(messages.language())].format(**values)
