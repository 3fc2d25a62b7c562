"""Children end: at their limit, with their parent, and after an interruption; they never answer one question by another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.read import Limits, pdf_child, read_bytes
from pipeline.read.child import Child, run
from pipeline.read.limits import MB
from tests.read.ocr.badfiles import stream
from tests.read.pdfmaker import PdfMaker, pdf_file

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
LETTER = PdfMaker().page().text(90, 90, "Kế hoạch số 5").bytes()
READ = "import sys; from pathlib import Path; from pipeline.read import read; read(Path(sys.argv[1]))"


def hanging() -> bytes:
    """A page whose text layer takes minutes and hardly any memory: a form drawn a thousand times that moves and moves."""
    moves = zlib.compress(b"1 0 0 1 0 0 cm " * 400_000)
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R >>",
            stream(b"/F Do " * 1000),
            stream(moves, "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Filter /FlateDecode"),
        ]
    )


@linux
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL], ids=["ended", "killed"])
def test_the_reader_of_pdfs_goes_with_its_parent_amidst_a_page(tmp_path: Path, sign: signal.Signals) -> None:
    path = tmp_path / "hang.pdf"
    path.write_bytes(hanging())
    parent = subprocess.Popen([sys.executable, "-c", READ, str(path)], stderr=subprocess.DEVNULL)
    child = until(lambda: next((pid for pid in children(parent.pid) if seconds(pid) > 0.8), 0), 20)
    assert child  # at work on the page for some time
    parent.send_signal(sign)
    parent.wait(10)
    assert until(lambda: not alive(child), 10)


def test_a_page_that_hangs_is_told_and_the_next_file_is_read() -> None:
    raw = read_bytes(hanging(), "hang.pdf", limits=Limits(page_seconds=0.4, ocr_pages=0))
    assert "it took more than 0.4 seconds" in next(d.message for d in raw.diagnostics if d.code == "page-unread")
    assert read_bytes(LETTER, "a.pdf").text == "Kế hoạch số 5"


def test_an_interruption_amidst_a_file_does_not_mix_files(monkeypatch: pytest.MonkeyPatch) -> None:
    two = PdfMaker().page().text(90, 90, "Trang một").page().text(90, 90, "Trang hai").bytes()
    read_bytes(LETTER, "a.pdf")
    first, answer, answers = pdf_child._child, Child.answer, iter((True, False))

    def interrupted(self: Child, limit: float, question: bytes | None = None) -> bytes:
        body = answer(self, limit, question)
        if not next(answers):
            raise KeyboardInterrupt
        return body

    with monkeypatch.context() as patch:
        patch.setattr(Child, "answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read_bytes(two, "b.pdf")
    assert read_bytes(LETTER, "a.pdf").text == "Kế hoạch số 5"
    assert pdf_child._child is not first


def test_a_child_that_dies_or_is_late_says_which() -> None:
    with pytest.raises(EOFError):
        Child("no.such.module", 256 * MB).answer(10, b"?")
    silent = Child("pipeline.read.ocr.worker", 1024 * MB)
    with pytest.raises(TimeoutError):
        silent.answer(0.2)
    assert not silent.usable


@linux
def test_a_program_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    assert run(["sh", "-c", f"sleep 60 & echo $! > {told}; wait"], 0.3) is None
    assert until(lambda: not alive(int(told.read_text())), 5)
    assert run(["sh", "-c", "echo yes"], 5) == b"yes\n"
    assert run(["sh", "-c", "echo much"], 5, most=3) is None


def until(found: Callable[[], int], most: float) -> int:
    """What ``found`` gives as soon as it is true, or its last answer after ``most`` seconds."""
    end = time.monotonic() + most
    while not (answer := found()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int(stat(int(entry.name))[1]) == parent:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def seconds(pid: int) -> float:
    """Processor seconds of a process."""
    used = stat(pid)
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def alive(pid: int) -> bool:
    try:
        return stat(pid)[0] != "Z"
    except OSError:
        return False
