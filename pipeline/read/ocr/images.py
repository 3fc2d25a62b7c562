"""Pages as pictures: a page of a PDF rendered, a frame of a PNG, JPEG or TIFF opened, never more pixels than are bearable.

Knows that a fax has other resolutions across than down (204 × 98), that a picture without a resolution is taken for a
sheet of A4, that CMYK and 16-bit pictures are made RGB, and that about 300 dots an inch is what the engine reads best.
Source: TIFF 6.0, the manuals of pdfium and Pillow, and the engine's advice on letter height.
"""

from __future__ import annotations

import math
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageOps, UnidentifiedImageError

DPI = 300.0
A4_LONG, A4_SHORT = 842.0, 595.0  # points
_LONGEST = 5200  # pixels of the longer side after scaling: A3 at 300 dots an inch
_MOST = 20_000_000  # pixels of a page after scaling, however long and narrow it is
_LIMIT = 32_000  # pixels a side that the engine takes
_NARROW = 2.2  # times as long as wide: no sheet of paper, but a strip or several sheets side by side
_OPENED = 720_000_000  # bytes that a picture may unpack to
_FRAMES = 3000
_ORIENTATION = 0x0112


class PageImage(msgspec.Struct, frozen=True):
    """A picture (mode ``L`` or ``RGB``) of a page of ``width`` × ``height`` points."""

    image: Image.Image
    width: float
    height: float


class Unreadable(Exception):
    """A page that gives no picture: ``code`` of the diagnostic, message."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class PdfPages:
    """The pages of a PDF as pictures, one at a time."""

    def __init__(self, path: Path) -> None:
        self._document = pdfium.PdfDocument(path)

    def __len__(self) -> int:
        return len(self._document)

    def picture(self, index: int) -> PageImage:
        """Render page ``index`` (from 0). Raises ``Unreadable``."""
        try:
            page = self._document[index]
        except pdfium.PdfiumError as error:
            raise Unreadable("page-damaged", f"the page cannot be loaded: {error}") from error
        try:
            width, height = page.get_size()
            if width <= 0 or height <= 0:
                raise Unreadable("page-damaged", "the page has no size")
            image = page.render(scale=_scale(width, height), may_draw_forms=True).to_pil()
        except pdfium.PdfiumError as error:
            raise Unreadable("page-damaged", f"the page cannot be drawn: {error}") from error
        finally:
            page.close()
        return PageImage(image.convert("RGB"), width, height)

    def over_picture(self, index: int) -> bool:
        """Whether pictures cover more than half of page ``index``; what cannot be told counts as yes."""
        try:
            page = self._document[index]
            try:
                width, height = page.get_size()
                covered = 0.0
                for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
                    left, bottom, right, top = item.get_bounds()
                    covered += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
                return bool(covered > 0.5 * width * height)
            finally:
                page.close()
        except pdfium.PdfiumError:
            return True

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def _scale(width: float, height: float) -> float:
    """Pixels a point. A page larger than A3 is a photograph laid down one dot a point, a tiny one a shrunken sheet.

    A strip is taken to be as wide as a sheet across its shorter side.
    """
    longer, shorter = max(width, height), min(width, height)
    if longer > _NARROW * shorter:
        return min(A4_SHORT * DPI / 72 / shorter, math.sqrt(_MOST / longer / shorter), _LIMIT / longer)
    if longer > 1300:
        return A4_LONG * DPI / 72 / longer
    return min(_LONGEST / longer, max(DPI / 72, 2400 / longer))


class PictureFile:
    """The frames of a PNG, JPEG, TIFF, BMP or GIF as pages. Raises ``Unreadable`` when it is no picture."""

    def __init__(self, path: Path) -> None:
        Image.MAX_IMAGE_PIXELS = None  # bounded below, by what a picture unpacks to
        try:
            with _quiet():
                self._image = Image.open(path)
                self._count = self._frames()
        except UnidentifiedImageError as error:
            raise Unreadable(
                "page-damaged", "the picture cannot be opened: it is damaged or of no known kind"
            ) from error
        except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, struct.error) as error:
            raise Unreadable("page-damaged", f"the picture cannot be opened: {error}") from error

    def __len__(self) -> int:
        return self._count

    def _frames(self) -> int:
        """How many frames there are; where the file is cut off, one more, which then says so."""
        if self._image.format != "TIFF":
            return min(int(getattr(self._image, "n_frames", 1)), _FRAMES)
        for at in range(_FRAMES):
            try:
                self._image.seek(at)
            except EOFError:
                return at
            except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
                return at + 1
        return _FRAMES

    def picture(self, index: int) -> PageImage:
        """Open frame ``index`` (from 0), shown as its orientation tag says. Raises ``Unreadable``."""
        try:
            with _quiet():
                self._image.seek(index)
                across, down = self._image.size
                dots = _dots(self._image)
                self._image.draft("RGB", (_LONGEST // 2, _LONGEST // 2))  # a JPEG can be unpacked small
                if self._image.width * self._image.height * _bytes(self._image) > _OPENED:
                    most = _OPENED // _bytes(self._image) // 1_000_000
                    message = f"{across} × {down} pixels, more than the {most} million that such a page may have"
                    raise Unreadable("image-too-large", message)
                small = _reduced(self._image)
                dots = dots[0] * small.width / across, dots[1] * small.height / down
                frame = _plain(small)
        except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, struct.error) as error:
            if index:
                message = f"the file is cut off or damaged in picture {index + 1}; what follows is missing"
                raise Unreadable("image-cut-off", message) from error
            raise Unreadable("page-damaged", f"the picture cannot be unpacked: {error}") from error
        return _resized(frame, dots)

    def close(self) -> None:
        """Let go of the file."""
        self._image.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of odd tags and large pictures; both are dealt with here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _dots(image: Image.Image) -> tuple[float, float]:
    """Dots an inch across and down; (0, 0) when the picture does not say, or says nonsense."""
    found = image.info.get("dpi")
    if not isinstance(found, tuple) or len(found) != 2:
        return 0.0, 0.0
    across, down = float(found[0]), float(found[1])
    longer = max(image.width / across if across else 0, image.height / down if down else 0)
    # A sheet is between 3 and 17 inches long; 72 or 96 dots an inch is what programs write when they do not know.
    return (across, down) if 60 < across < 1300 and 60 < down < 1300 and 3 < longer < 17 else (0.0, 0.0)


def _bytes(image: Image.Image) -> int:
    """What a pixel of the picture takes in memory."""
    return 1 if image.mode in ("1", "L", "P") else 4


def _reduced(image: Image.Image) -> Image.Image:
    """A picture far larger than is needed made smaller by a whole number, strip by strip so that only one copy is held."""
    times = max(image.size) // (2 * _LONGEST)
    if times < 1 or image.mode not in ("1", "L", "RGB", "CMYK"):
        return image
    times += 1
    small = Image.new("L" if image.mode == "1" else image.mode, (-(-image.width // times), -(-image.height // times)))
    rows = 256 * times
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        small.paste((strip.convert("L") if image.mode == "1" else strip).reduce(times), (0, top // times))
    small.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
    return small


def _plain(image: Image.Image) -> Image.Image:
    """As RGB or grey, upright by its tag, on white."""
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or (image.mode == "P" and "transparency" in image.info):
        over = image.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    if image.mode in ("I", "I;16", "I;16B", "F"):
        low, high = image.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return image.convert("F").point(lambda value: (value - float(low)) * (255.0 / span)).convert("L")  # type: ignore[arg-type]
    return image.convert("L") if image.mode in ("1", "L") else image.convert("RGB")


def _resized(image: Image.Image, dots: tuple[float, float]) -> PageImage:
    if not dots[0]:
        longer = max(image.size)
        dots = (longer * 72 / A4_LONG,) * 2
    width, height = image.width * 72 / dots[0], image.height * 72 / dots[1]
    scale = _scale(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size != image.size:
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    return PageImage(image, width, height)
