"""FRM, the printed frame: number, dateline, letterhead, title, signature, recipients, end mark.

Source: 30/2020/NĐ-CP, phụ lục I (state papers); 36-HD/VPTW, and 05-HD/VPTW from 27/5/2026 (Party papers). What is missing
is only said to be missing where the rest of the frame is there: a text without letterhead or signature is an excerpt, and
of an excerpt nothing is said. Sections are in ``form_sections``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.check import form_sections
from pipeline.check.subject import Hit, Subject

_STATE = re.compile(r"CỘNG\s+HÒA\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
_MOTTO = re.compile(r"Độc\s+lập\s*-\s*Tự\s+do\s*-\s*Hạnh\s+phúc", re.IGNORECASE)
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_DATELINE = re.compile(
    r"ngày\s*(?P<day>\d{1,2}|[.…_\s]*)\s*tháng\s*(?P<month>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<year>\d{4}|[.…_\s]*)"
)
_NUMBER = re.compile(r"(?P<number>\d+)(?=[a-z]?(?:/\d{4})?\s*[/-])")
_AUTHORITY = re.compile(
    r"(?m)(?<![\w/])(?P<code>TM|KT|TL|TU[QY]|TƯQ|T/M|K/T|T/L|T/UQ|Q)(?P<mark>\.?)[ :]*(?=[A-ZĐÀ-Ỹ]{2})"
)
_MARK = re.compile(r"(?P<mark>\./\.|/\.|\.|;|:|,)?[\s*_\u200b]*$")
_NEW_PARTY_FORM = "2026-05-27"
# Papers of the National Assembly have a frame of their own.
_ASSEMBLY = ("Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh")
_RANK = {"TM": 0, "KT": 1, "TL": 1, "TUQ": 1, "Q": 1}


def _zone(subject: Subject, name: str) -> tuple[int, int] | None:
    found = getattr(subject.zones, name)
    return found if isinstance(found, tuple) else None


def blank_number(subject: Subject) -> Iterator[Hit]:
    """FRM101: the number line has no number yet. Information: a draft has none."""
    zone = _zone(subject, "own_number")
    if zone is not None and subject.header.number is None and subject.header.symbol:
        yield Hit(start=zone[0], end=zone[1], args={"symbol": subject.header.symbol})


def blank_day(subject: Subject) -> Iterator[Hit]:
    """FRM102: the dateline has no day, or no day and no month. Information: a draft has none."""
    found = _own_dateline(subject)
    if found is None or (found["day"].strip(" .…_\n").isdigit() and found["month"].strip(" .…_\n").isdigit()):
        return
    only_day = found["month"].strip(" .…_\n").isdigit()
    parts = ("ngày", "day") if only_day else ("ngày, tháng", "day and month")
    yield Hit(start=found.start(), end=found.end(), args={"parts": parts})


def _own_dateline(subject: Subject) -> re.Match[str] | None:
    zone = _zone(subject, "dateline")
    return _DATELINE.search(subject.folded, zone[0], min(zone[1] + 20, len(subject.text))) if zone else None


def leading_zeros(subject: Subject) -> Iterator[Hit]:
    """FRM103: days below 10 and months 1 and 2 take a leading zero, months from 3 none; numbers below 10 take one."""
    dateline = _own_dateline(subject)
    if dateline is not None:
        day, month = dateline["day"], dateline["month"]
        if day.isdigit() and len(day) == 1:
            yield _zero(dateline.span("day"), day, f"0{day}", ("ngày", "day"))
        if month.isdigit() and month in ("1", "2"):
            yield _zero(dateline.span("month"), month, f"0{month}", ("tháng", "month"))
        if month.isdigit() and month.startswith("0") and int(month) > 2:
            yield _zero(dateline.span("month"), month, month[1:], ("tháng", "month"))
    zone = _zone(subject, "own_number")
    number = _NUMBER.search(subject.folded, zone[0], zone[1]) if zone and subject.header.number else None
    if number is not None:
        said = number["number"]
        right = f"{int(said):02d}"
        if said != right and (len(said) == 1 or said.startswith("0")) and int(said) > 0:
            yield _zero(number.span("number"), said, right, ("số", "number"))


def _zero(span: tuple[int, int], said: str, right: str, what: tuple[str, str]) -> Hit:
    return Hit(start=span[0], end=span[1], args={"said": said, "right": right, "what": what}, suggestion=right)


def letterhead(subject: Subject) -> Iterator[Hit]:
    """FRM104: the heading of the state without its motto, or of the Party with it, or none although names stand there."""
    if subject.zones.own_number is None and subject.zones.dateline is None:
        return  # no frame at all: «nước Cộng hòa …» in running text is no heading
    top = subject.folded[: max(subject.zones.body[0], 600)]
    state, motto, party = _STATE.search(top), _MOTTO.search(top), _PARTY.search(top)
    names = _zone(subject, "letterhead")
    if state is not None and motto is None:
        yield Hit(start=state.start(), end=state.end(), variant=None)
    elif party is not None and state is None and motto is not None and subject.party:
        yield Hit(start=motto.start(), end=motto.end(), variant="party-motto")
    elif motto is not None and state is None and party is None:
        yield Hit(start=motto.start(), end=motto.end(), variant="motto-alone")
    elif state is None and party is None and names is not None and _whole(subject):
        yield Hit(start=names[0], end=names[1], variant="none", severity="info", confidence=0.7)


def _whole(subject: Subject) -> bool:
    """Whether the frame stands at both ends, so that a missing piece is missing and not cut off."""
    zones = subject.zones
    return zones.own_number is not None and (zones.signature is not None or zones.recipients is not None)


def recipients(subject: Subject) -> Iterator[Hit]:
    """FRM107: a signed document without «Nơi nhận» (FRM108: with it, but without «Lưu»)."""
    zone = _zone(subject, "signature")
    if subject.header.doc_type in _ASSEMBLY:
        return
    if zone is not None and not subject.header.recipients and subject.zones.recipients is None and _whole(subject):
        if "nơi nhận" in subject.folded[zone[0] - 2500 if zone[0] > 2500 else 0 :].casefold():
            return  # it stands there in a shape the reader does not know
        yield Hit(start=zone[0], end=zone[1], confidence=0.8)


def archive(subject: Subject) -> Iterator[Hit]:
    """FRM108: the list of recipients has no «Lưu»."""
    zone = _zone(subject, "recipients")
    if zone is None or not subject.header.recipients:
        return
    here = subject.folded[zone[0] : min(zone[1] + 400, len(subject.text))]
    if not re.search(r"[Ll]ưu|LƯU", here):
        yield Hit(start=zone[0], end=zone[1], confidence=0.9)


def end_mark(subject: Subject) -> Iterator[Hit]:
    """FRM109: the text of a state paper ends with «./.»; of a Party paper under 05-HD/VPTW with a full stop."""
    closing, body = _zone(subject, "closing"), subject.zones.body
    blocks = [zone[0] for zone in (_zone(subject, "signature"), _zone(subject, "recipients")) if zone]
    if (
        subject.header.doc_type in _ASSEMBLY
        or closing is None
        or not blocks
        or not _whole(subject)
        or subject.party is None
    ):
        return
    end = min(blocks)
    last = _MARK.search(subject.folded, max(body[0], end - 400), end)
    text = subject.folded[max(body[0], end - 400) : end].rstrip(" \n*_\u200b")
    if last is None or not text or (text[-1].isupper() and last["mark"] is None) or text[-1] in ")\"'":
        return
    mark, start = last["mark"] or "", last.start()
    if subject.party:
        if mark == "./." and (subject.earliest or "") >= _NEW_PARTY_FORM:
            yield Hit(start=start, end=start + 3, suggestion=".", variant="party")
    elif mark in (".", "/."):
        yield Hit(start=start, end=start + len(mark), suggestion="./.", args={"said": mark})
    elif mark == "" and text[-1].isalnum() and text[-1].islower():
        yield Hit(start=start - 1, end=start, suggestion=f"{text[-1]}./.", args={"said": text[-1]}, confidence=0.7)


def authority(subject: Subject) -> Iterator[Hit]:
    """FRM110: the codes before the signature: TM. stands first, then KT.; TL. and TUQ. do not go with TM."""
    zone = _zone(subject, "signature")
    if zone is None:
        return
    found = list(_AUTHORITY.finditer(subject.folded, zone[0], zone[1]))
    codes = [_plain(match["code"]) for match in found]
    for at, match in enumerate(found):
        before = codes[:at]
        if codes[at] == "TM" and any(_RANK[code] == 1 for code in before):
            yield Hit(start=found[0].start(), end=match.end(), args={"first": codes[0], "second": "TM"})
        elif codes[at] in ("TL", "TUQ") and "TM" in before:
            yield Hit(start=match.start(), end=match.end(), variant="with-tm", args={"code": codes[at]})


def _plain(code: str) -> str:
    joined = code.replace("/", "").replace("Ư", "U")
    return "TUQ" if joined.startswith("TU") else joined


def authority_form(subject: Subject) -> Iterator[Hit]:
    """FRM111: «T/M», «K/T» are the Party's spelling; state papers write «TM.», «KT.»."""
    zone = _zone(subject, "signature")
    if zone is None or subject.party is not False or subject.header.branch != "state":
        return
    for match in _AUTHORITY.finditer(subject.folded, zone[0], zone[1]):
        written, right = subject.folded[match.start() : match.end("mark")], f"{_plain(match['code'])}."
        if "/" in match["code"] or (not match["mark"] and match["code"] != "Q"):
            yield Hit(
                start=match.start(), end=match.end("mark"), suggestion=right, args={"said": written, "right": right}
            )


def title_stop(subject: Subject) -> Iterator[Hit]:
    """FRM112: the title (trích yếu) ends with a full stop."""
    zone = _zone(subject, "title")
    if (
        zone is None
        or not subject.header.doc_type
        or (subject.zones.own_number is None and subject.zones.dateline is None)
    ):
        return
    after = subject.folded[zone[0] : zone[1] + 2].rstrip()
    if after.endswith(".") and not after.endswith(("...", "./.")) and len(after) > 12:
        at = zone[0] + len(after) - 1
        yield Hit(start=at, end=at + 1, suggestion="", args={})


RULES: dict[str, Callable[[Subject], Iterator[Hit]]] = {
    "FRM101": blank_number,
    "FRM102": blank_day,
    "FRM103": leading_zeros,
    "FRM104": letterhead,
    **form_sections.RULES,
    "FRM107": recipients,
    "FRM108": archive,
    "FRM109": end_mark,
    "FRM110": authority,
    "FRM111": authority_form,
    "FRM112": title_stop,
}
