"""Hostile and odd files for tests of reading, made byte by byte: pictures in a PDF under any filter, broken structures.

JBIG2 is written by hand: one page segment and one generic region coded as MMR, which is the coding of a G4 fax.
Source: ISO 32000-1 (filters), ITU-T T.88 (JBIG2 segments), T.6 (G4).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, ImageChops

from tests.read.pdfmaker import pdf_file

A4 = (595, 842)


def stream(body: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(body), body)


def picture_pdf(pictures: Sequence[bytes], times: int = 1, size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages each show one of the image objects ``pictures``, all of them ``times`` times over."""
    width, height = size
    contents = stream(b"q %g 0 0 %g 0 0 cm /I Do Q" % (width, height))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", contents, *pictures]
    kids = []
    for _ in range(times):
        for at in range(len(pictures)):
            kids.append(f"{len(objects) + 1} 0 R")
            page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] /Contents 3 0 R"
            objects.append(f"{page} /Resources << /XObject << /I {at + 4} 0 R >> >> >>".encode())
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return pdf_file(objects)


def _entries(picture: Image.Image, colours: str, bits: int, more: str) -> str:
    size = f"/Width {picture.width} /Height {picture.height}"
    return f"/Type /XObject /Subtype /Image {size} /ColorSpace /{colours} /BitsPerComponent {bits} {more}"


def flate(picture: Image.Image) -> bytes:
    """A grey, colour or CMYK picture under FlateDecode."""
    colours = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[picture.mode]
    return stream(zlib.compress(picture.tobytes()), _entries(picture, colours, 8, "/Filter /FlateDecode"))


def g4_codes(picture: Image.Image) -> bytes:
    """The bare G4 codes of a bitonal picture, black as 1."""
    out = io.BytesIO()
    ImageChops.invert(picture.convert("1")).save(out, "TIFF", compression="group4", strip_size=1 << 30)
    with Image.open(io.BytesIO(out.getvalue())) as saved:
        (start,), (length,) = saved.tag_v2[273], saved.tag_v2[279]  # type: ignore[attr-defined]
    return out.getvalue()[start : start + length]


def g4(picture: Image.Image) -> bytes:
    """A bitonal picture under CCITTFaxDecode."""
    parameters = f"/K -1 /Columns {picture.width} /Rows {picture.height} /BlackIs1 false"
    more = f"/Filter /CCITTFaxDecode /DecodeParms << {parameters} >>"
    return stream(g4_codes(picture), _entries(picture, "DeviceGray", 1, more))


def jbig2(picture: Image.Image) -> bytes:
    """A bitonal picture under JBIG2Decode."""
    width, height = picture.size
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x01" + g4_codes(picture)
    body = b"".join((_segment(0, 48, page), _segment(1, 38, region), _segment(2, 49, b"")))
    return stream(body, _entries(picture, "DeviceGray", 1, "/Filter /JBIG2Decode"))


def _segment(number: int, kind: int, body: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body


def jpeg(picture: Image.Image) -> bytes:
    """A picture under DCTDecode; CMYK as Adobe writes it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    colours = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[picture.mode]
    more = "/Filter /DCTDecode" + (" /Decode [1 0 1 0 1 0 1 0]" if picture.mode == "CMYK" else "")
    return stream(out.getvalue(), _entries(picture, colours, 8, more))


def endless() -> bytes:
    """A page that takes a renderer minutes and hardly any memory: a shade whose every pixel is a long calculation."""
    sums = b"{ add 2 div " + b"dup 360 mul sin abs 0.5 add 2 div " * 400 + b"}"
    shade = "/ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1] /Matrix [595 0 0 842 0 0] /Function 5 0 R"
    resources = f"/Resources << /Shading << /S << {shade} >> >> >>"
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {resources} >>".encode(),
            stream(b"/S sh " * 3),
            stream(sums, "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]"),
        ]
    )
