"""The way in: paths, detection by content, containers, and every bad input ending in one clear message."""

from __future__ import annotations

import gzip
import hashlib
import inspect
import json
import lzma
import os
from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import ReadError
from pipeline.model.document import RawDocument
from pipeline.read import Limits, detect, read, read_bytes, read_many
from pipeline.read.formats import reader_of
from tests.read.pdfmaker import PdfMaker
from tests.read.test_docx import p, package, run


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def lines(*items: object) -> bytes:
    return b"\n".join(
        json.dumps(item, ensure_ascii=False).encode() if not isinstance(item, bytes) else item for item in items
    )


def test_source_describes_the_file(tmp_path: Path) -> None:
    data = "Kế hoạch".encode()
    path = written(tmp_path / "tỉnh" / "kh.txt", data)
    raw = read(path, root=tmp_path)
    assert raw.source.path == "tỉnh/kh.txt"
    assert read(path).source.path == "kh.txt"
    assert read(path, root=tmp_path / "khác").source.path == "kh.txt"
    assert raw.source.sha256 == hashlib.sha256(data).hexdigest()
    assert (raw.source.bytes, raw.source.media_type, raw.source.reader) == (len(data), "text/plain", "text")


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", package(p(run("Kế hoạch"))), "wordprocessingml"),
        ("a.docx", PdfMaker().page().text(90, 90, "Kế hoạch").bytes(), "application/pdf"),
        ("a.doc", b"<html><body><p>K\xe1\xba\xbf ho\xe1\xba\xa1ch</p></body></html>", "text/html"),
        ("a.pdf", "Kế hoạch".encode(), "text/plain"),
    ],
)
def test_wrong_suffix_is_read_by_content(name: str, data: bytes, media_type: str) -> None:
    raw = read_bytes(data, name)
    assert raw.text == "Kế hoạch"
    assert media_type in raw.source.media_type
    assert [(d.code, d.severity) for d in raw.diagnostics] == [("wrong-suffix", "info")]


def test_an_old_word_file_without_content_is_damaged() -> None:
    with pytest.raises(ReadError, match=r"a\.doc: damaged"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")


@pytest.mark.parametrize("suffix", [*detect._SUFFIXES, ".zip", ".unknown", ""])
def test_a_file_of_no_bytes_is_said_to_be_empty(suffix: str) -> None:
    raw = read_bytes(b"", f"a{suffix}")
    assert [(d.code, d.message) for d in raw.diagnostics] == [
        ("empty-document", "the file is empty (0 bytes): ask for it again")
    ]
    assert raw.source.media_type == detect.MEDIA_TYPES[detect.suffix_format(f"a{suffix}") or "text"]


@pytest.mark.parametrize("suffix", detect.CONTAINER_SUFFIXES)
def test_a_container_of_no_bytes_is_said_to_be_empty(tmp_path: Path, suffix: str) -> None:
    (only,) = read_many(written(tmp_path / f"a{suffix}", b""))
    assert isinstance(only, ReadError) and only.cause == "the file is empty"


@pytest.mark.parametrize("kind", [kind for kind in get_args(detect.Format) if kind not in ("office", "unknown")])
def test_every_format_has_a_reader(kind: detect.Format) -> None:
    reader = reader_of(kind)
    assert reader is not None
    names = [name.strip("_") for name in inspect.signature(reader).parameters]
    assert names[:5] == ["data", "name", "target", "limits", "extra"]


def test_blank_document_is_told() -> None:
    assert [d.code for d in read_bytes(b" \n ", "a.txt").diagnostics] == ["empty-document"]
    assert [d.code for d in read_bytes(package(""), "a.docx").diagnostics] == ["empty-document"]


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "thu-muc.pdf").mkdir()
    os.mkfifo(tmp_path / "ong.txt")
    for name, cause in [("thu-muc.pdf", "a folder"), ("ong.txt", "no ordinary file"), ("thieu.txt", "no such file")]:
        with pytest.raises(ReadError) as caught:
            read(tmp_path / name)
        assert cause in caught.value.cause
        assert caught.value.path == str(tmp_path / name)


def test_unreadable_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt", b"x")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="permission denied"):
        read(path)


def test_file_size_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"x" * 2000)
    with pytest.raises(ReadError, match="more than the 1000 bytes"):
        read(path, limits=Limits(file=1000))


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)])
def test_containers_keep_order_and_report_bad_lines(tmp_path: Path, suffix: str, pack: object) -> None:
    data = lines(
        {"id": "a", "text": "Một\r\n"}, b"{rubbish", {"id": 2, "text": "Hai"}, {"id": "x"}, b"", {"text": "Ba"}
    )
    path = written(tmp_path / f"b.jsonl{suffix}", pack(data))  # type: ignore[operator]
    found = list(read_many(path))
    assert [(item.id, item.text) for item in found if isinstance(item, RawDocument)] == [
        ("a", "Một\n"),
        ("2", "Hai"),
        (None, "Ba"),
    ]
    errors = [item for item in found if isinstance(item, ReadError)]
    assert [error.path for error in errors] == [f"{path}:2", f"{path}:4"]
    assert isinstance(found[1], ReadError)
    first = found[0]
    assert isinstance(first, RawDocument)
    assert first.source.path == f"b.jsonl{suffix}"


def test_line_too_long_is_reported_and_the_next_is_read(tmp_path: Path) -> None:
    data = lines({"id": "a", "text": "x" * 3_000_000}, {"id": "b", "text": "Hai"})
    path = written(tmp_path / "b.jsonl", data)
    first, second = read_many(path, limits=Limits(line=1_000_000))
    assert isinstance(first, ReadError)
    assert first.path.endswith("b.jsonl:1")
    assert isinstance(second, RawDocument)
    assert second.id == "b"


def test_invalid_utf8_in_a_line(tmp_path: Path) -> None:
    path = written(tmp_path / "b.jsonl", b'{"text": "a\xff"}\n{"text": "b"}')
    first, second = read_many(path)
    assert isinstance(first, ReadError)
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_damaged_and_swollen_containers(tmp_path: Path, suffix: str, pack: object) -> None:
    whole = pack(lines(*({"id": str(n), "text": f"Văn bản {n * 7919}"} for n in range(3000))))  # type: ignore[operator]
    cut = list(read_many(written(tmp_path / f"cut.jsonl{suffix}", whole[: len(whole) // 2])))
    assert isinstance(cut[-1], ReadError)
    assert "damaged or cut off" in cut[-1].cause
    rubbish = list(read_many(written(tmp_path / f"bad.jsonl{suffix}", b"rubbish" * 9)))
    assert [type(item) for item in rubbish] == [ReadError]
    bomb = pack(b"\n" * 20_000_000)  # type: ignore[operator]
    swollen = list(read_many(written(tmp_path / f"bomb.jsonl{suffix}", bomb), limits=Limits(stream=5_000_000)))
    assert isinstance(swollen[-1], ReadError)
    assert "once unpacked" in swollen[-1].cause


def test_gzip_members_one_after_the_other(tmp_path: Path) -> None:
    data = gzip.compress(lines({"text": "Một"}) + b"\n") + gzip.compress(lines({"text": "Hai"}))
    texts = [item.text for item in read_many(written(tmp_path / "b.jsonl.gz", data)) if isinstance(item, RawDocument)]
    assert texts == ["Một", "Hai"]


def test_other_files_give_one_item(tmp_path: Path) -> None:
    [one] = read_many(written(tmp_path / "a.txt", "Kế hoạch".encode()))
    assert isinstance(one, RawDocument)
    [missing] = read_many(tmp_path / "thieu.jsonl")
    assert isinstance(missing, ReadError)
