"""Tesseract as a child process: a grey picture in, lines of words with boxes and confidences out (hOCR).

Knows how the program is found and asked for Vietnamese, and the parts of hOCR that it writes. One thread a page, for
pages run side by side. Source: the manual of tesseract 5, the hOCR 1.2 specification.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache

from lxml import etree
from PIL import Image

from pipeline.read.ocr.values import OcrLine, Word

LANGUAGE = "vie"
INSTALL = "install Tesseract 5 with Vietnamese (Debian and Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie)"
_TITLE = re.compile(r"(bbox|baseline|x_size|x_wconf) ([-0-9. ]+)")


class Missing(Exception):
    """The program or its Vietnamese data is not installed; the message names what to install."""


class Failed(Exception):
    """The program ended with an error on a picture."""


@lru_cache(maxsize=1)
def program() -> str:
    """The path of the program, with Vietnamese there. Raises ``Missing``."""
    path = shutil.which(os.environ.get("CANCU_TESSERACT", "tesseract"))
    if path is None:
        raise Missing(f"the recognition program tesseract is not installed; {INSTALL}")
    listed = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    if LANGUAGE not in (listed.stdout + listed.stderr).split():
        raise Missing(f"tesseract is there, but not its data for Vietnamese; {INSTALL}")
    return path


def recognise(image: Image.Image, points: float, seconds: float, *, mode: str = "3") -> tuple[OcrLine, ...]:
    """Read a grey picture; ``points`` is the size of a pixel in points, in which boxes are given.

    ``mode`` is the engine's way of finding lines: 3 finds columns, 6 takes one block of text, 7 a single line. Raises
    ``Missing``, ``Failed``,
    ``subprocess.TimeoutExpired`` (the program is then dead).
    """
    command = [
        program(),
        "stdin",
        "stdout",
        "-l",
        LANGUAGE,
        "--dpi",
        str(round(72 / points)),
        "--psm",
        mode,
    ]
    header = f"P5\n{image.width} {image.height}\n255\n".encode()
    done = subprocess.run(
        [*command, "-c", "hocr_font_info=0", "hocr"],
        input=header + image.tobytes(),
        capture_output=True,
        timeout=seconds,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        complaint = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Failed(f"tesseract failed ({done.returncode}): {complaint[-1] if complaint else 'no message'}")
    return _lines(done.stdout, points)


def _lines(hocr: bytes, points: float) -> tuple[OcrLine, ...]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.fromstring(hocr, parser)
    found = []
    for node in root.iter("{*}span"):
        if node.get("class") in ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"):
            words = tuple(_words(node, points))
            if words:
                found.append(_line(node, words, points))
    return tuple(found)


def _facts(node: etree._Element) -> dict[str, list[float]]:
    return {name: [float(part) for part in values.split()] for name, values in _TITLE.findall(node.get("title", ""))}


def _words(line: etree._Element, points: float) -> list[Word]:
    found = []
    for node in line.iter("{*}span"):
        text = "".join(str(piece) for piece in node.itertext()).strip()
        if node.get("class") == "ocrx_word" and text:
            facts = _facts(node)
            left, top, right, bottom = (side * points for side in facts["bbox"])
            confidence = facts.get("x_wconf", [0.0])[0] / 100
            found.append(Word(text, left, top, right, bottom, confidence))
    return found


def _line(node: etree._Element, words: tuple[Word, ...], points: float) -> OcrLine:
    facts = _facts(node)
    left, top, right, bottom = facts["bbox"]
    slope, offset = facts.get("baseline", [0.0, 0.0])[:2]
    size = facts.get("x_size", [bottom - top])[0]
    base = bottom + offset + slope * (right - left) / 2
    return OcrLine(words, base * points, size * points)
