"""``cancu extract``: files, folders and streams in; records in every format out; failures told and survived."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from tests.cli.conftest import Run

PLAN = "Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ về việc phát động thi đua.\n"
LETTER = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh;\n"


def write(path: Path, text: str = PLAN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_one_file_prints_one_record(cancu: Run, tmp_path: Path) -> None:
    code, out, err = cancu("--lang", "en", "extract", write(tmp_path / "plan.txt"))
    assert code == 0
    record = json.loads(out)
    assert record["citations"][0]["code"] == "19/CT-TTg"
    assert record["source"]["path"] == "plan.txt"
    assert "Citations" in err and "1 documents" in err


def test_a_folder_gives_a_record_a_document_and_later_stems_keep_their_suffix(cancu: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.md")
    write(tmp_path / "in" / "a.txt")
    write(tmp_path / "in" / "deep" / "b.txt", LETTER)
    write(tmp_path / "in" / "notes.xyz")
    code, _, err = cancu("--lang", "en", "extract", tmp_path / "in", "--out", tmp_path / "out")
    assert code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "a.txt.json", "b.json"]
    assert json.loads((tmp_path / "out" / "b.json").read_text("utf-8"))["source"]["path"] == "deep/b.txt"
    assert "passed over" in err and "notes.xyz" in err


def test_json_lines_keep_order_and_ids(cancu: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": PLAN if n % 2 else LETTER}, ensure_ascii=False) for n in range(9)]
    source = tmp_path / "in.jsonl.xz"
    source.write_bytes(lzma.compress("\n".join(lines).encode()))
    code, _, _ = cancu("extract", source, "--out", tmp_path / "out.jsonl")
    assert code == 0
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == [f"d{n}" for n in range(9)]
    assert records[0]["citations"][0]["code"] == "12/KH-UBND"


def test_workers_give_the_same_records_in_the_same_order(cancu: Run, tmp_path: Path) -> None:
    for n in range(5):
        write(tmp_path / "in" / f"d{n}.txt", PLAN * (n + 1))
    assert cancu("extract", tmp_path / "in", "--out", tmp_path / "one.jsonl", "--jobs", 1)[0] == 0
    assert cancu("extract", tmp_path / "in", "--out", tmp_path / "two.jsonl", "--jobs", 2)[0] == 0
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_bad_file_is_told_and_the_others_go_on(cancu: Run, tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 not really a zip")
    code, _, err = cancu("--lang", "en", "extract", tmp_path, "--out", tmp_path / "out")
    assert code == 1
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["good.json"]
    assert "bad.docx" in err and "Traceback" not in err and "Could not be read: 1" in err


def test_a_missing_file_is_an_error_of_its_own(cancu: Run, tmp_path: Path) -> None:
    code, _, err = cancu("extract", tmp_path / "nothing.txt")
    assert code == 1
    assert "nothing.txt" in err


def test_misuse_is_exit_code_two(cancu: Run, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.txt")
    assert cancu("extract")[0] == 2
    assert cancu("extract", plan, "--format", "odd")[0] == 2
    assert cancu("extract", plan, "--format", "csv")[0] == 2
    assert cancu("extract", plan, "--out", tmp_path / "x.xlsx", "--format", "json")[0] == 2
    (tmp_path / "empty").mkdir()
    assert cancu("extract", tmp_path / "empty")[0] == 2


def test_tabular_formats_write_a_table_a_layer(cancu: Run, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.txt")
    assert cancu("extract", plan, "--out", tmp_path / "csv", "--format", "csv")[0] == 0
    assert "19/CT-TTg" in (tmp_path / "csv" / "citations.csv").read_text("utf-8-sig")
    assert cancu("extract", plan, "--out", tmp_path / "pq", "--format", "parquet")[0] == 0
    assert (tmp_path / "pq" / "relations.parquet").exists()
    assert cancu("extract", plan, "--out", tmp_path / "all.xlsx")[0] == 0
    assert (tmp_path / "all.xlsx").read_bytes()[:2] == b"PK"


def test_messages_follow_the_language(cancu: Run, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.txt")
    assert "Viện dẫn" in cancu("--lang", "vi", "extract", plan)[2]
    assert "Citations" in cancu("--lang", "en", "extract", plan)[2]
    assert "Đọc văn bản" in cancu("--lang", "vi", "--help")[1]
