"""Build the Word, PDF and web samples from the plain sources beside this file.

Run ``python corpora/sources/build.py`` from the repository. DOCX needs python-docx; the PDFs are made of a DOCX by
LibreOffice (``soffice``) and are left as they are when it is not installed.

A source is text with a mark at the start of a line: ``%left``, ``%right``, ``%number``, ``%place`` (letterhead, ``|``
between lines), ``%type``, ``%title``, ``%note``, ``%subject``, ``%to``, ``%centre``; ``%r``, ``%a``, ``%l`` (sections
with a Roman number, an Arabic number, a letter: in Word their labels are automatic), ``%d`` (Điều, typed), ``%table``
to ``%end``, ``%recipients`` to ``%sign``, ``%annex`` (a new page, numbers start again), ``%mark`` (the line that says
that this is a sample). ``{fn:…}`` is a footnote. A line without a mark is a paragraph.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from word import Word

MARK = "VĂN BẢN MẪU – soạn cho dự án Căn Cứ, không có giá trị pháp lý"
HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE.parent / "documents"
FORMATS = {
    "bac-kan-ldld-kh-2024": "docx",
    "bac-kan-ubnd-kh-2025": "docx",
    "bac-kan-ubnd-qd-2024": "docx",
    "thai-nguyen-snv-hd-2025": "docx",
    "bac-kan-tinh-uy-ctr-2025": "pdf",
    "bac-kan-ubnd-bc-2024": "pdf",
    "bac-kan-ubnd-cv-2024": "pdf",
    "thai-nguyen-ubnd-kh-2025": "pdf",
    "son-la-huyen-uy-tb-2025": "html",
}
# Untagged: the structure tree is a third of the file and nothing here reads it.
_EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
_LINE = re.compile(r"%([a-z]+) ?(.*)")
_LABEL = re.compile(r"(?:[IVX]+|\d+|[a-zđ])[.)-] ?")

Block = tuple[str, list[str]]


def blocks(source: str) -> Iterator[Block]:
    """Yield ``(mark, lines)``: the mark without its ``%`` (``p`` for a paragraph) and its lines.

    >>> list(blocks("%left UBND|TỈNH\\nCăn cứ;\\n%r I. MỤC ĐÍCH"))
    [('left', ['UBND', 'TỈNH']), ('p', ['Căn cứ;']), ('r', ['I. MỤC ĐÍCH'])]
    """
    lines = iter(source.strip("\n").split("\n"))
    held: list[str] = []
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            if line.strip():
                held.append(line)
            continue
        if found[1] == "end":
            yield "table", held
            held = []
            continue
        yield from (("p", [text]) for text in held if not text.startswith("- "))
        if found[1] == "sign":
            yield "recipients", [text for text in held if text.startswith("- ")]
        elif held and held[-1].startswith("- "):
            yield from (("p", [text]) for text in held if text.startswith("- "))
        held = []
        if found[1] not in ("table", "recipients"):
            yield found[1], found[2].split("|") if found[1] in ("left", "right", "to", "sign") else [found[2]]
    yield from (("p", [text]) for text in held)


def docx(source: str, target: Path, *, automatic: bool, font: str = "Times New Roman", points: int = 14) -> None:
    """Write ``source`` as a Word file; with ``automatic``, section labels are numbering and not text."""
    word = Word(MARK, font, points)
    parts: dict[str, list[str]] = {}
    for mark, lines in blocks(source):
        if mark in ("left", "right", "number", "subject", "place"):
            parts[mark] = lines
            if mark == "place":
                word.letterhead(parts)
        elif mark in ("r", "a", "l"):
            label = _LABEL.match(lines[0])
            if label is None:
                raise ValueError(f"no label: {lines[0]!r}")
            word.section(mark, label[0].strip(), lines[0][label.end() :], automatic=automatic)
        elif mark == "recipients":
            parts["recipients"] = lines
        elif mark == "sign":
            word.closing(parts["recipients"], lines)
        elif mark == "annex":
            word.annex()
        elif mark == "table":
            word.table([[cell.strip() for cell in line.split("|")] for line in lines])
        elif mark == "to":
            word.addressees(lines)
        elif mark != "mark":
            word.paragraph(mark, lines[0])
    word.save(target)


def pdf(source: str, target: Path) -> bool:
    """Write ``source`` as a PDF through LibreOffice; False when it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"{target.stem}.docx"
        # A free font that has every Vietnamese letter, so that no letter is taken from another font.
        docx(source, draft, automatic=False, font="DejaVu Serif", points=12)
        command = [office, "--headless", "--convert-to", _EXPORT, "--outdir", str(target.parent), str(draft)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return True


def page(source: str, target: Path) -> None:
    """Write ``source`` as a web page with the letterhead in a table and sections as paragraphs."""
    rows: list[str] = []
    parts: dict[str, str] = {}
    for mark, lines in blocks(source):
        text = "<br>\n".join(html.escape(line, quote=False) for line in lines)
        if mark in ("left", "right", "number"):
            parts[mark] = text
        elif mark == "place":
            left, right = f"<td>{parts['left']}</td>", f"<td>{parts['right']}</td>"
            rows.append(f"<table>\n<tr>{left}{right}</tr>\n<tr><td>{parts['number']}</td><td><i>{text}</i></td></tr>")
            rows.append("</table>")
        elif mark in ("type", "title"):
            rows.append(f"<h{'1' if mark == 'type' else '2'}>{text}</h{'1' if mark == 'type' else '2'}>")
        elif mark == "recipients":
            rows.append(f"<div><b>Nơi nhận:</b><br>\n{text}</div>")
        elif mark == "sign":
            rows.append(f"<div><b>{text}</b></div>")
        elif mark == "mark":
            rows.append(f"<footer><small>{MARK}</small></footer>")
        else:
            rows.append(f"<p>{text}</p>")
    body = "\n".join(rows)
    head = f'<meta charset="utf-8">\n<title>{MARK}</title>'
    style = "<style>body { max-width: 46em; margin: auto; } h1, h2 { text-align: center; }</style>"
    start = f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n{head}\n{style}\n</head>\n'
    target.write_text(f"{start}<body>\n{body}\n</body>\n</html>\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Build the named samples, all without names; 1 when a PDF could not be made."""
    status = 0
    for name in names or sorted(FORMATS):
        form = FORMATS[name]
        source = (HERE / f"{name}.txt").read_text(encoding="utf-8")
        target = DOCUMENTS / f"{name}.{form}"
        if form == "docx":
            docx(source, target, automatic=True)
        elif form == "html":
            page(source, target)
        elif not pdf(source, target):
            print(f"{target.name}: soffice is not installed; the file is left as it is", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
