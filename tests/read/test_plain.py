"""Text files: encodings found and converted, the text otherwise as it is; bad bytes told with their place."""

from __future__ import annotations

import random

import pytest

from pipeline.errors import ReadError
from pipeline.read import Limits, read_bytes, read_text
from pipeline.read.legacy import convert

TEXT = "Ủy ban nhân dân tỉnh\n\n  Số:   /KH-UBND\nCăn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;\n"
SMALL = "ủy ban nhân dân tỉnh quyết định phát động phong trào thi đua đặc biệt, căn cứ luật đất đai"
TCVN3_CODES = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(codec: str) -> None:
    raw = read_bytes(TEXT.encode(codec), "a.txt")
    assert raw.text == TEXT
    assert raw.diagnostics == ()


def test_only_newlines_and_composition_change() -> None:
    raw = read_bytes("Ke\u0302\u0301  hoạch\t\r\n\r\nMục\rtiêu\x0c \u00a0".encode(), "a.md")
    assert raw.text == "Kế  hoạch\t\n\nMục\ntiêu\x0c \u00a0"
    assert raw.source.media_type == "text/markdown"


def test_tcvn3_as_bytes_and_as_characters() -> None:
    coded = "".join(TCVN3_CODES.get(sign, sign) for sign in SMALL)
    for data in (coded.encode("latin-1"), coded.encode("utf-8")):
        raw = read_bytes(data, "a.txt")
        assert raw.text == SMALL
        assert [d.code for d in raw.diagnostics] == ["legacy-encoding"]


def test_vni_as_bytes_and_as_characters() -> None:
    coded = "UÛy ban nhaân daân tænh quyeát ñònh phaùt ñoäng phong traøo thi ñua, caên cöù Luaät Ñaát ñai, ngöôøi"
    wanted = "Ủy ban nhân dân tỉnh quyết định phát động phong trào thi đua, căn cứ Luật Đất đai, người"
    for data in (coded.encode("cp1252"), coded.encode("utf-8")):
        assert read_bytes(data, "a.txt").text == wanted


def test_windows_1258() -> None:
    # Python composes no marks on encoding: the tone marks of this code page stand by themselves.
    decomposed = "Quyê\u0301t đi\u0323nh cu\u0309a U\u0309y ban nhân dân ti\u0309nh vê\u0300 thi đua"
    raw = read_bytes(decomposed.encode("cp1258"), "a.txt")
    assert raw.text == "Quyết định của Ủy ban nhân dân tỉnh về thi đua"


@pytest.mark.parametrize(
    "text",
    [
        "Un café crème, s'il vous plaît : déjà vu à l'hôtel Ñandú, où êtes-vous né ?",
        "Straße, Größe, Übung, Äpfel und Öl für Müller, schön grüßt Jürgen Weiß über München",
        "The decree № 5 © 2024 ® µm × ÷ ± «quoted»",
        SMALL,
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").text == text


def test_bad_bytes_are_told_with_their_offset() -> None:
    data = bytearray((TEXT * 20).encode())
    place = data.index(b"Nghi"[:3], 500)
    data[place] = 0xFF
    raw = read_bytes(bytes(data), "a.txt")
    [remark] = raw.diagnostics
    assert (remark.code, remark.severity) == ("invalid-encoding", "warning")
    assert f"byte offset {place}" in remark.message
    assert remark.start is not None
    assert raw.text[remark.start : remark.end] == "\ufffd"


def test_rubbish_is_an_error() -> None:
    noise = random.Random(7).randbytes(4000)
    with pytest.raises(ReadError, match=r"rac\.txt: .*binary content"):
        read_bytes(noise, "rac.txt")
    high = bytes(byte | 0x80 for byte in noise)
    with pytest.raises(ReadError, match="offset"):
        read_bytes(high, "rac.txt")


def test_size_limit_of_a_text() -> None:
    with pytest.raises(ReadError, match="more than the 100 bytes"):
        read_bytes(TEXT.encode() * 3, "a.txt", limits=Limits(text=100))


def test_bare_string() -> None:
    raw = read_text("Kế hoạch\r\n", id="7")
    assert (raw.text, raw.id, raw.source.path, raw.source.bytes) == ("Kế hoạch\n", "7", None, 13)
    assert raw.origins[0].place == {"bytes": [0, 13]}
    assert read_text("a\ud800b").text == "a\ufffdb"


@pytest.mark.parametrize(
    ("coded", "wanted"),
    [
        ("Caên cöù Luaät Ñaát ñai", "Căn cứ Luật Đất đai"),
        ("nghò quyeát veà ngöôøi kyõ sö", "nghị quyết về người kỹ sư"),
    ],
)
def test_vni_letters(coded: str, wanted: str) -> None:
    assert convert(coded, "vni") == wanted
