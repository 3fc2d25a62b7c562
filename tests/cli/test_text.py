"""``cancu text`` and ``cancu read``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.read.pdfmaker import PdfMaker


def letter(folder: Path) -> Path:
    maker = PdfMaker().page().text(60, 60, "SỞ NỘI VỤ").text(320, 60, "Độc lập - Tự do - Hạnh phúc")
    words = "Căn cứ Luật Thi đua, khen thưởng; các cơ quan, đơn vị tổ chức thực hiện"
    for row in range(8):
        maker.text(60, 140 + 20 * row, words, 12)
    path = folder / "cong van.pdf"
    path.write_bytes(maker.page().lines(60, 60, [words] * 8, 12).bytes())
    return path


def test_text_pages_and_layout(cancu: Run, tmp_path: Path) -> None:
    path = letter(tmp_path)
    code, out, _ = cancu("--lang", "en", "text", path)
    assert code == 0
    assert out.startswith("SỞ NỘI VỤ\nĐộc lập")
    _, out, _ = cancu("--lang", "en", "text", path, "--pages")
    assert "----- page 2 -----" in out
    _, out, _ = cancu("--lang", "vi", "text", path, "--layout")
    assert next(line for line in out.split("\n") if "NỘI VỤ" in line).index("Độc lập") > 40


def test_read_explains_page_by_page(cancu: Run, tmp_path: Path) -> None:
    code, out, _ = cancu("--lang", "en", "read", "--explain", letter(tmp_path))
    assert code == 0
    assert "2 pages" in out
    assert "the page has a text layer" in " ".join(out.split())


def test_a_file_that_cannot_be_read_is_told_and_the_others_shown(cancu: Run, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.pdf", tmp_path / "b.txt"
    bad.write_bytes(b"%PDF-1.7 junk")
    good.write_text("Kế hoạch", encoding="utf-8")
    code, out, err = cancu("text", bad, good)
    assert (code, out) == (1, "Kế hoạch\n")
    assert "a.pdf: damaged" in err
