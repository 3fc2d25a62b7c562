"""What was written by hand into the form of a document: its number («Số: … /KH-VP») and its day («ngày … tháng»).

A number that a clerk wrote reads as other digits or as no digits at all, and a wrong number is worse than none: what is
not clearly printed is left blank, as in a draft, and a remark keeps what was read. Source: NĐ 30/2020/NĐ-CP, articles 8
and 15 (the number is given, by hand or stamp, when the document is registered), and real scans.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from pipeline.read.ocr.day_bounds import Around, days_open
from pipeline.read.ocr.lines import Stretch
from pipeline.read.ocr.values import Penned, Word

_SURE = 0.8  # confidence of a printed number; clean print has 0.86 and more, handwriting seldom 0.5
_SURE_DAY = 0.85  # of a printed day or month, a word by itself; clean print has 0.93 and more
_CONFIRMED = 0.75  # of what a second reading bears out: handwriting was seen to give the same wrong digit twice at 0.7
_GLUED_SURE = 0.6  # the same for a number in one word with its symbol
_SURE_PEN = 0.7  # of a handwritten day or month: of those as sure as that, 98 in 100 were right (docs/ocr.md)
_AGAINST = 0.5  # of a handwritten day that unsays a sure reading which is not set as print is
_EVEN = (0.88, 1.12)  # height of a printed day, of its year's: 0.97 to 1.03 but for boxes that take in dirt
_LEVEL = 0.1  # of the year's height: how far the feet of a printed day lie off the year's
_WIDE = (0.65, 1.2)  # width of a printed day's digits, of its year's: 0.81 (one in both) to 1.04
_TALL = 1.45  # of the printed words' height beside it: handwriting is taller
_LABEL = re.compile(r"^(?:[Ss5][óôốồỏổõòoởớ6][´'`]?|SỐ|SÓ|SÔ)\s*[:;.]*\s*(?=[^a-zà-ỹ]|$)")
_CAPITALS = re.compile(r"^SỐ(?!\s*:)")  # «… THEO QUYẾT ĐỊNH SỐ 1050/QĐ-SCT» in the name of a body
_LETTERS = re.compile(r"[-/⁄\\|–_]\s*(?=[A-ZĐÐ][A-ZĐÐa-zđ]*[A-ZĐÐ])")
_PRINTED = re.compile(r"^([0-9]{1,6}[a-zA-Zđ]?)\s*((?:[/⁄]\s*(?:19|20)[0-9]{2})?)$")
_YEAR = re.compile(r"[/⁄]\s*((?:19|20)[0-9]{2})$")
_DATELINE = re.compile(
    r"^(?P<place>[^\d;:]{2,48}?)\bng[àaáả]y\b(?P<day>.*?)\bth[áaả]ng\b(?P<month>.*?)"
    r"\bn(?:[ăaáâ]m\b|[ắằặ]m(?=\s?[12]))(?P<year>.*)$"  # «nắm» and «nằm» are words too
)
_NGAY = re.compile(r"ng[àaáả]y$")
_DAY = re.compile(r"^[0-9]{1,2}[.,]?$")
_YEAR_ALONE = re.compile(r"^(?:19|20)[0-9]{2}$")
_GLUED = re.compile(r"(?<=\S)(?=tháng|n[ăắằặ]m)|(?<=ngày|háng)(?=\S)")  # a pen's digits read as one word with the print
ALONE = Around()  # nothing is known but the line


class Blanked(msgspec.Struct, frozen=True):
    """A stretch's text after the handwriting was left out; ``code`` of the remark and what was read there.

    ``penned`` is what was read from handwriting, surely enough to stand in ``text`` (``handwritten-day-read``).
    """

    text: str
    code: str = ""
    read: str = ""
    penned: tuple[Penned, ...] = ()


def without_handwriting(part: Stretch, around: Around = ALONE) -> Blanked:
    """Reads a stretch of a page's upper half; writes its text with what was written by hand left blank or read surely.

    ``around`` is what the whole file says of its day (``day_bounds``).
    """
    found = _number_line(part) or _dateline(part, around)
    return found or Blanked(part.text)


def _number_line(part: Stretch) -> Blanked | None:
    text = part.text
    label = _LABEL.match(text)
    if label is None or len(text) > 60 or _CAPITALS.match(text):
        return None
    letters = _LETTERS.search(text, label.end() - 1)
    if letters is None:
        return None
    opening = "Số:" if re.search("[:;.]", label.group()) or letters.start() == label.end() else "Số"
    number = text[label.end() : letters.start()].strip()
    rest = text[letters.start() :].replace("⁄", "/")
    if rest[0] in "\\|_–":
        rest = "/" + rest[1:]
    if not number.strip("…._ /"):
        return Blanked(f"{opening} {rest}", "handwritten-number", text)
    printed = _PRINTED.match(number)
    if printed and (
        _sure(part, label.end(), letters.start()) or _confirmed(part, number, label.end(), letters.start())
    ):
        return Blanked(f"{opening} {number}{rest}")
    year = _YEAR.search(number)
    return Blanked(f"{opening} {'/' + year.group(1) if year else ''}{rest}", "handwritten-number", text)


def _dateline(part: Stretch, around: Around) -> Blanked | None:
    text = _GLUED.sub(" ", part.text)
    found = _DATELINE.match(text)
    if found is None or len(text) > 80 or not text[:1].isupper():
        return None
    year = found.group("year").strip(" .,")
    printed = {field: _printed(part, found, field, most) for field, most in (("day", 31), ("month", 12))}
    if printed["day"] and _unsaid(part, printed["day"]):
        printed["day"] = ""
    penned = _penned(part, printed, year, around)
    values = {field: value or _written(penned.get(field)) for field, value in printed.items()}
    pieces = [found.group("place").strip(), "ngày", values["day"], "tháng", values["month"], "năm", year]
    joined = " ".join(piece for piece in pieces if piece)
    if not all(values.values()):
        return Blanked(joined, "handwritten-date", part.text)
    if penned:
        return Blanked(joined, "handwritten-day-read", part.text, tuple(penned.values()))
    return Blanked(joined)


def _printed(part: Stretch, found: re.Match[str], field: str, most: int) -> str:
    """The day or month as read, when it was clearly printed, else nothing."""
    value = found.group(field).strip(" .…_,")
    start, end = (_unparted(part.text, at) for at in found.span(field))
    sure = _sure(part, start, end, _SURE_DAY)
    if not sure and field == "day" and _agrees(value, _day(part.again)):
        sure = _sure(part, start, end, _CONFIRMED)
    return value if sure and _fits(most)(value) else ""


def _unsaid(part: Stretch, day: str) -> bool:
    """Whether a day that the engine read surely was written by hand, and reads as another day there."""
    other = next((one for one in part.pen if one.field == "day"), None)
    return other is not None and other.value != int(day) and other.confidence >= _AGAINST and _unlike_print(part)


def _unlike_print(part: Stretch) -> bool:
    """Whether the day of a dateline is not set as its year is: digits of one height and width on one baseline.

    False where the day or the year is no word by itself, so that nothing can be said.
    """
    words = [word for word in part.words if any(map(str.isalnum, word.text))]
    at = next((at for at, word in enumerate(words) if _NGAY.search(word.text)), len(words))
    year = next((word for word in reversed(words) if _YEAR_ALONE.match(word.text)), None)
    day = words[at + 1] if at + 1 < len(words) else None
    if day is None or year is None or not _DAY.match(day.text):
        return False
    high, wide = year.y1 - year.y0, (year.x1 - year.x0) / 4 * len(day.text)
    tall, low = (day.y1 - day.y0) / high, abs(day.y1 - year.y1) / high
    return not _EVEN[0] <= tall <= _EVEN[1] or low > _LEVEL or not _WIDE[0] <= (day.x1 - day.x0) / wide <= _WIDE[1]


def _unparted(text: str, at: int) -> int:
    """Where ``at`` of the text with its glued words parted stands in ``text``."""
    for spaces, glued in enumerate(_GLUED.finditer(text)):
        if glued.start() + spaces >= at:
            return at - spaces
    return at - len(_GLUED.findall(text))


def _penned(part: Stretch, printed: dict[str, str], year: str, around: Around) -> dict[str, Penned]:
    """What was read surely from handwriting where nothing clear is printed; nothing when the file speaks against it."""
    read = {one.field: one for one in part.pen if not printed[one.field] and one.confidence >= _SURE_PEN}
    month = int(printed["month"]) if printed["month"] else read["month"].value if "month" in read else 0
    if not _YEAR_ALONE.match(year) or not month:
        return {}
    if "day" in read and read["day"].value not in days_open(around, int(year), month):
        del read["day"]
    return read if "day" in read or printed["day"] else {}


def _written(one: Penned | None) -> str:
    """As the decree has it printed: days below 10 and the months 1 and 2 with a zero before them."""
    if one is None:
        return ""
    return f"{one.value:02}" if one.value < (10 if one.field == "day" else 3) else str(one.value)


def in_doubt(part: Stretch) -> bool:
    """Whether a stretch is a number line or dateline whose digits deserve a second, closer look."""
    if not any(map(str.isdigit, part.text)):
        return False
    return without_handwriting(part).code != "" or bool(_DATELINE.match(part.text) and _unlike_print(part))


def second_would_tell(part: Stretch) -> bool:
    """Whether a second reading can change what is made of a stretch: one that agrees with the first would be believed."""
    agreeing = msgspec.structs.replace(part, again=part.text)
    return without_handwriting(agreeing) != without_handwriting(part)


def _confirmed(part: Stretch, number: str, start: int, end: int) -> bool:
    """Whether a second reading bears out a number that the first was not sure of.

    A number in one word with its symbol («1105/KH-ĐKT») takes part in the symbol's doubt; by itself it has its own.
    """
    glued = part.text[end - 1 : end] != " "
    return _agrees(number, part.again) and _sure(part, start, end, _GLUED_SURE if glued else _CONFIRMED)


def _agrees(number: str, again: str) -> bool:
    """Whether a second reading has the same digits, and no others, before the symbol."""
    before = _LETTERS.split(again, maxsplit=1)[0]
    return bool(number) and re.findall("[0-9]+", before) == re.findall("[0-9]+", number)


def _day(again: str) -> str:
    """What a second reading of a dateline has between «ngày» and «tháng»."""
    found = _DATELINE.match(_GLUED.sub(" ", again))
    return found.group("day") if found else ""


def _fits(most: int) -> Callable[[str], bool]:
    return lambda value: value.isascii() and value.isdigit() and len(value) <= 2 and 1 <= int(value) <= most


def _sure(part: Stretch, start: int, end: int, least: float = _SURE) -> bool:
    """Whether the words that cover ``[start, end)`` of the stretch's text are read surely and printed like the rest."""
    covering: list[Word] = []
    others: list[Word] = []
    at = 0
    for word in part.words:
        inside = at < end and start < at + len(word.text)
        (covering if inside and any(map(str.isalnum, word.text)) else others).append(word)
        at += len(word.text) + 1
    if not covering or min(word.confidence for word in covering) < least:
        return False
    usual = [word.y1 - word.y0 for word in others if len(word.text) > 1]
    return not usual or max(word.y1 - word.y0 for word in covering) <= _TALL * max(usual)
