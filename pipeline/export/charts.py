"""Charts of the graph's measures: a heat map of coverage, the curve of a directive's spread, bars for ranks and years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.export.canvas import INK, LINE, MUTED, Canvas, cut, day, number_words, width
from pipeline.graph.uptake import Coverage, Lag, Taken

# From quick to slow; checked to stay apart in grey and for colour-blind readers (single hue, falling lightness reversed).
SCALE = ("#0b3c5d", "#1f6f9f", "#5b9fc6", "#94c3de", "#c5dfee")
BOUNDS = (60, 180, 365, 730)
BELOW, MISSING, UNDATED = "#f2d7a6", "#ffffff", "#b9c4d0"
_RIM = "#dfe3ea"
WORDS = {
    "vi": {
        "coverage": "Địa phương triển khai", "days": "{n} ngày", "more_days": "hơn {n} ngày", "up_to": "đến {n} ngày",
        "below": "chỉ cấp dưới", "missing": "chưa thấy", "undated": "không rõ ngày", "of": "{n}/{m} địa phương",
        "on": "địa giới ngày {day}", "today": "địa giới hiện nay",
        "former": "* không thuộc danh sách tỉnh, thành phố của ngày đã chọn; không tính vào số đếm",
        "lag": "Độ trễ triển khai", "median": "trung vị {n} ngày", "axis": "ngày kể từ khi ban hành",
        "quartiles": "tứ phân vị {a} – {b} ngày", "none": "chưa có địa phương nào biết ngày",
    },
    "en": {
        "coverage": "Provinces that have taken it up", "days": "{n} days", "more_days": "over {n} days",
        "up_to": "up to {n} days", "below": "lower level only", "missing": "none found", "undated": "day unknown",
        "of": "{n} of {m} provinces", "on": "as of {day}", "today": "as of today",
        "former": "* not a province on the day chosen; not counted", "lag": "Days to uptake", "median": "median {n} days",
        "axis": "days since it was issued", "quartiles": "quartiles {a} – {b} days",
        "none": "no province whose day is known",
    },
}  # fmt: skip
_ROW, _CELL, _NAMES, _TOP = 22.0, 192.0, 160.0, 140.0


def shade(taken: Taken) -> str:
    """The colour of a cell."""
    if taken.state in ("missing", "below"):
        return MISSING if taken.state == "missing" else BELOW
    if taken.days is None:
        return UNDATED
    return SCALE[sum(taken.days > bound for bound in BOUNDS)]


def heat_map(found: Sequence[Coverage], names: Callable[[str], str], lang: str = "vi") -> str:
    """The SVG of a coverage: a row a province, a column a directive, in each cell the document and its day."""
    words = WORDS[lang]
    cells = {(number, one.province): one for number, column in enumerate(found) for one in column.taken}
    provinces = sorted({province for _, province in cells})
    listed = {province for (_, province), one in cells.items() if one.listed}
    entries = [(SCALE[at], words["up_to"].format(n=bound)) for at, bound in enumerate(BOUNDS)]
    entries.append((SCALE[-1], words["more_days"].format(n=BOUNDS[-1])))
    entries += [(UNDATED, words["undated"]), (BELOW, words["below"]), (MISSING, words["missing"])]
    wide = max(_NAMES + len(found) * (_CELL + 6) + 40, 48 + sum(36 + width(name, 11) for _, name in entries))
    canvas = Canvas(wide, _TOP + len(provinces) * _ROW + 64, words["coverage"])
    canvas.text(24, 36, words["coverage"], size=18, bold=True)
    for number, column in enumerate(found):
        _column_head(canvas, _NAMES + number * (_CELL + 6) + 24, column, words)
    for row, province in enumerate(provinces):
        y = _TOP + row * _ROW
        star = "" if province in listed else " *"
        canvas.text(_NAMES + 14, y + 15, cut(names(province), _NAMES - 30, 12) + star, size=12, anchor="end")
        for number in range(len(found)):
            one = cells.get((number, province))
            if one is not None:
                _cell(canvas, _NAMES + number * (_CELL + 6) + 24, y, one)
    if len(listed) < len(provinces):
        canvas.text(24, canvas.high - 44, words["former"], size=11, color=MUTED)
    canvas.legend(24, canvas.high - 22, entries)
    return canvas.svg()


def _column_head(canvas: Canvas, x: float, column: Coverage, words: Mapping[str, str]) -> None:
    directive = column.directive
    said = " · ".join(filter(None, (directive.name, directive.date, directive.title)))
    canvas.text(x, _TOP - 58, cut(directive.code or directive.name, _CELL, 13, bold=True), size=13, bold=True, tip=said)
    canvas.text(x, _TOP - 42, day(directive.date), size=11, color=MUTED)
    canvas.text(x, _TOP - 26, words["of"].format(n=column.count, m=column.asked), size=11, color=MUTED)
    listed = words["on"].format(day=day(column.on)) if column.on else words["today"]
    canvas.text(x, _TOP - 11, cut(listed, _CELL, 10.5), size=10.5, color=MUTED)


def _cell(canvas: Canvas, x: float, y: float, one: Taken) -> None:
    fill = shade(one)
    tip = " · ".join(filter(None, (one.by.name, one.by.date, one.by.title))) if one.by else ""
    canvas.rect(x, y, _CELL, _ROW - 3, fill, radius=3, tip=tip, stroke=_RIM if fill == MISSING else "none")
    if one.by is not None:
        color = "#ffffff" if fill in SCALE[:2] else INK
        dated = width(day(one.by.date), 10.5) + 10 if one.by.date else 0
        name = cut(one.by.code or one.by.name, _CELL - 16 - dated, 11)
        canvas.text(x + 8, y + 14, name, size=11, color=color)
        canvas.text(x + _CELL - 8, y + 14, day(one.by.date), size=10.5, color=color, anchor="end")


def curve(found: Lag, names: Callable[[str], str], lang: str = "vi") -> str:
    """The SVG of a lag: how many provinces had taken a directive up after how many days, quartiles shaded."""
    words = WORDS[lang]
    canvas = Canvas(900, 480 if found.quartiles is not None else 100, words["lag"])
    left, right, top, bottom = 70.0, 870.0, 110.0, 420.0
    canvas.text(24, 36, f"{words['lag']}: {found.directive.name}", size=18, bold=True)
    if found.quartiles is None:
        canvas.text(24, 60, words["none"], size=12, color=MUTED)
        return canvas.svg()
    low, middle, high = found.quartiles
    said = (
        f"{words['of'].format(n=len(found.taken), m=found.asked)} · {words['median'].format(n=number_words(middle))} · "
    )
    canvas.text(
        24, 60, said + words["quartiles"].format(a=number_words(low), b=number_words(high)), size=12, color=MUTED
    )
    last = max((one.days or 0 for one in found.taken), default=0)
    step = next(s for s in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000) if last / s <= 10)
    end = (last // step + 1) * step
    highest = max(len(found.taken), 1)
    unit = next(s for s in (1, 2, 5, 10, 20) if highest / s <= 8)

    def x(days: float) -> float:
        return left + (right - left) * days / end

    def y(count: float) -> float:
        return bottom - (bottom - top) * count / highest

    canvas.rect(x(low), top, max(x(high) - x(low), 1), bottom - top, "#eaf2f8")
    for mark in range(0, end + 1, step):
        canvas.line(x(mark), bottom, x(mark), bottom + 5, MUTED)
        canvas.text(x(mark), bottom + 20, mark, size=11, color=MUTED, anchor="middle")
    for mark in range(0, highest + 1, unit):
        canvas.line(left, y(mark), right, y(mark), LINE)
        canvas.text(left - 10, y(mark) + 4, mark, size=11, color=MUTED, anchor="end")
    d = f"M{x(0):.1f} {y(0):.1f}"
    for count, one in enumerate(found.taken, 1):
        d += f" H{x(one.days or 0):.1f} V{y(count):.1f}"
    canvas.path(f"{d} H{x(end):.1f}", SCALE[0], 2.2)
    canvas.line(x(middle), top, x(middle), bottom, "#b42318", 1.4, "5 4")
    for count, one in enumerate(found.taken, 1):
        label = f"{names(one.province)} · {one.by.name if one.by else ''} · {words['days'].format(n=one.days)}"
        canvas.circle(x(one.days or 0), y(count), 4, SCALE[0], label)
        if highest <= 12:
            end_side = x(one.days or 0) > right - 150
            at = x(one.days or 0) + (-10 if end_side else 10)
            canvas.text(
                at, y(count) + 16, names(one.province), size=11, anchor="end" if end_side else "start", halo=True
            )
    canvas.text((left + right) / 2, bottom + 42, words["axis"], size=11, color=MUTED, anchor="middle")
    return canvas.svg()


def bars(
    title: str,
    rows: Sequence[tuple[str, Sequence[float], str]],
    series: Sequence[tuple[str, str]],
    note: str = "",
    empty: str = "",
) -> str:
    """The SVG of horizontal bars: for each row its name, a value for each of ``series`` (colour, name) one below the other, a
    label behind. Several series are never stacked: shares of different years do not add up. ``empty`` is said
    where there are no rows."""
    names = min(max((width(name, 12) for name, _, _ in rows), default=0), 320)
    most = max((value for _, values, _ in rows for value in values), default=0) or 1
    pitch, thick = (26.0, 19.0) if len(series) == 1 else (14.0 * len(series) + 8, 12.0)
    canvas = Canvas(names + 640, 92 + max(len(rows), 1) * pitch + (40 if len(series) > 1 else 16), title)
    canvas.text(24, 36, cut(title, canvas.wide - 48, 18, bold=True), size=18, bold=True)
    canvas.text(24, 58, cut(note, canvas.wide - 48, 12), size=12, color=MUTED)
    if not rows:
        canvas.text(24, 88, empty, size=12, color=MUTED)
    for number, (name, values, label) in enumerate(rows):
        y = 78 + number * pitch
        middle = y + (pitch - 7) / 2 + 4
        canvas.text(names + 24, middle, cut(name, names + 1, 12), size=12, anchor="end", tip=name)
        for place, (value, (color, said)) in enumerate(zip(values, series, strict=True)):
            if value:
                canvas.rect(names + 34, y + place * 14, max(430 * value / most, 1), thick, color, radius=2, tip=said)
        canvas.text(names + 42 + 430 * max(values, default=0) / most, middle, label, size=11, color=MUTED)
    if len(series) > 1:
        canvas.legend(24, canvas.high - 20, series)
    return canvas.svg()


def by_year(nodes: Mapping[str, Sequence[int]], series: Sequence[tuple[str, str]], title: str, empty: str = "") -> str:
    """The SVG of upright stacked bars, one a year without gaps between the first and the last."""
    years = range(int(min(nodes)), int(max(nodes)) + 1) if nodes else range(0)
    slot = max(26.0, min(64.0, 900 / max(len(years), 1)))
    canvas = Canvas(max(130 + slot * len(years), 720), 460 if nodes else 120, title)
    canvas.text(24, 36, title, size=18, bold=True)
    if not nodes:
        canvas.text(24, 66, empty, size=12, color=MUTED)
        return canvas.svg()
    most = max((sum(values) for values in nodes.values()), default=0) or 1
    unit = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000, 10**6) if most / s <= 8)
    for mark in range(0, most + 1, unit):
        y = 380 - 300 * mark / most
        canvas.line(64, y, canvas.wide - 24, y, LINE)
        canvas.text(56, y + 4, mark, size=11, color=MUTED, anchor="end")
    every = 1 if slot >= 40 else 2
    for number, year in enumerate(years):
        x, y = 74 + number * slot, 380.0
        for value, (color, name) in zip(nodes.get(str(year), ()), series, strict=False):
            high = 300 * value / most
            y -= high
            canvas.rect(x, y, slot - 6, high, color, tip=f"{year} · {name} · {value}")
        if number % every == 0:
            canvas.text(x + (slot - 6) / 2, 398, year, size=11, color=MUTED, anchor="middle")
    canvas.legend(64, 436, series)
    return canvas.svg()
