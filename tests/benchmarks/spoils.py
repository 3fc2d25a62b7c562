"""How pages are spoiled on their way through an office, as functions from a picture to a picture.

Each takes a clean RGB page of 300 dots an inch. ``SPOILS`` names them; a receiver's stamp and notes by hand need a font with
Vietnamese letters and are left out where there is none.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Spoil = Callable[[Image.Image], Image.Image]
FONTS = tuple(
    Path("/usr/share/fonts/truetype") / name for name in ("dejavu/DejaVuSans-Bold.ttf", "noto/NotoSans-Bold.ttf")
)
FONT = next((path for path in FONTS if path.exists()), None)


def _rings(page: Image.Image, ink: tuple[int, int, int], width: int = 5) -> Image.Image:
    """A seal of 36 mm over the lower right, as over a signature, and one over the middle of the text."""
    over = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(over)
    radius = page.width * 18 // 210
    for x, y in ((0.68, 0.8), (0.5, 0.45)):
        middle = page.width * x, page.height * y
        for inner in (0, 8, 60, 66, 90, 94):
            corners = (
                middle[0] - radius + inner,
                middle[1] - radius + inner,
                middle[0] + radius - inner,
                middle[1] + radius - inner,
            )
            draw.ellipse(corners, outline=ink, width=width)
    return ImageChops.multiply(page, over)


def _fax(page: Image.Image) -> Image.Image:
    """Bitonal, 204 × 98 dots an inch, as a fax machine sends."""
    small = page.convert("L").resize((1728, 1143), Image.Resampling.BICUBIC).point(lambda grey: 255 * (grey > 150))
    return small.resize(page.size, Image.Resampling.NEAREST)


def _dirty(page: Image.Image) -> Image.Image:
    """Soft, low contrast, with specks, through a strong JPEG."""
    source = random.Random(7)
    page = page.convert("L").filter(ImageFilter.GaussianBlur(1.6)).point(lambda grey: 60 + grey * 0.7)
    draw = ImageDraw.Draw(page)
    for _ in range(1500):
        x, y = source.randrange(page.width), source.randrange(page.height)
        draw.point([(x, y), (x + 1, y), (x, y + 1)], fill=source.randrange(60, 140))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=25)
    return Image.open(out)


def _smaller(times: float) -> Spoil:
    return lambda page: page.resize((round(page.width / times), round(page.height / times)), Image.Resampling.BICUBIC)


def _photo(page: Image.Image) -> Image.Image:
    """Photographed by hand: the far edge narrower, a shadow over one side, dark ground around the sheet."""
    width, height = page.size
    edge, lean = width // 25, width // 50
    flat = page.resize((width - 2 * edge, height - 2 * edge), Image.Resampling.BICUBIC)
    table = Image.new("RGB", page.size, (70, 62, 55))
    table.paste(flat, (edge, edge))
    corners = (-lean, 0, 0, height, width, height, width + lean, 0)  # upper left, lower left, lower right, upper right
    tilted = table.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=(70, 62, 55))
    across = np.linspace(1.0, 0.45, width)[None, :, None] * np.linspace(1.0, 0.85, height)[:, None, None]
    return Image.fromarray((np.asarray(tilted) * across).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2))


def _punched(page: Image.Image) -> Image.Image:
    """Two punched holes at the left, black borders of the scanner's lid at three sides."""
    page = page.convert("L")
    draw = ImageDraw.Draw(page)
    for y in (0.36, 0.63):
        middle = page.width * 0.045, page.height * y
        draw.ellipse([middle[0] - 36, middle[1] - 36, middle[0] + 36, middle[1] + 36], fill=0)
    for box in ((0, 0, 45, page.height), (0, 0, page.width, 38), (page.width - 60, 0, page.width, page.height)):
        draw.rectangle(box, fill=20)
    return page


def _stamped(page: Image.Image) -> Image.Image:
    """The receiver's entry stamp in blue ink under the letterhead's left half, a little askew."""
    assert FONT is not None
    stamp = Image.new("RGB", (620, 300), "white")
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, 615, 295), outline=(50, 60, 150), width=6)
    font = ImageFont.truetype(str(FONT), 40)
    draw.multiline_text(
        (30, 20),
        "VĂN PHÒNG HUYỆN ỦY\nCÔNG VĂN ĐẾN\nSố: 1482\nNgày: 09/9/2025\nChuyển: CT, PCT",
        (50, 60, 150),
        font,
        spacing=10,
    )
    over = Image.new("RGB", page.size, "white")
    over.paste(stamp.rotate(3, expand=True, fillcolor="white"), (round(page.width * 0.06), round(page.height * 0.005)))
    return ImageChops.multiply(page.convert("RGB"), over)


def _noted(page: Image.Image) -> Image.Image:
    """A number in a ring in the upper corner and a note at the right margin, by pen."""
    assert FONT is not None
    over = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(over)
    font = ImageFont.truetype(str(FONT), 80)
    draw.ellipse((page.width - 330, 60, page.width - 170, 210), outline=(40, 40, 120), width=7)
    draw.text((page.width - 300, 90), "20", (40, 40, 120), font)
    note = Image.new("RGB", (420, 110), "white")
    ImageDraw.Draw(note).text((5, 5), "P. TH xử lý", (40, 40, 120), ImageFont.truetype(str(FONT), 52))
    over.paste(note.rotate(14, expand=True, fillcolor="white"), (page.width - 440, page.height // 30 + 200))
    return ImageChops.multiply(page.convert("RGB"), over)


SPOILS: dict[str, Spoil] = {
    "clean, 300 dpi": lambda page: page,
    "150 dpi": _smaller(2),
    "100 dpi": _smaller(3),
    "askew by 3 degrees": lambda page: page.rotate(3, Image.Resampling.BICUBIC, fillcolor="white"),
    "askew by 5 degrees": lambda page: page.rotate(-5, Image.Resampling.BICUBIC, fillcolor="white"),
    "upside down": lambda page: page.transpose(Image.Transpose.ROTATE_180),
    "on its side": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "red seals": lambda page: _rings(page, (215, 40, 50)),
    "faded pink seals": lambda page: _rings(page, (235, 165, 175)),
    "grey seals (a copy)": lambda page: _rings(page, (150, 150, 150)).convert("L"),
    "fax, fine": lambda page: page.convert("L").resize((1728, 2286)).point(lambda grey: 255 * (grey > 150)),
    "fax, coarse": _fax,
    "dirty": _dirty,
    "photographed": _photo,
    "holes, black borders": _punched,
    **(
        {
            "entry stamp": _stamped,
            "entry stamp, copied": lambda page: _stamped(page).convert("L"),
            "notes by pen": _noted,
        }
        if FONT is not None
        else {}
    ),
}
"""By name; two sheets on one picture («double page») is made by the benchmark, which has both pages."""


def double_page(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pages side by side on one landscape picture, as an open folder is scanned, with the dark fold between."""
    wide = Image.new("RGB", (left.width + right.width, max(left.height, right.height)), "white")
    wide.paste(left, (0, 0))
    wide.paste(right, (left.width, 0))
    ImageDraw.Draw(wide).line((left.width, 0, left.width, wide.height), fill=(120, 120, 120), width=9)
    return wide
