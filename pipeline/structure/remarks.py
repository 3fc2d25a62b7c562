"""What a reader of a record must know of a document's formal parts: a number that is not there.

Offices stamp or write the number of a document when they send it, so drafts and many scans have none. It stays null in
the header, and this says so. Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II (số, ký hiệu).

>>> from pipeline.model.structure import Header, Structure, Zones
>>> [remark.code for remark in remarks(Structure(Header(symbol="KH-SCT"), Zones(own_number=(5, 12))))]
['blank-number']
"""

from __future__ import annotations

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.structure import Structure


def remarks(structure: Structure) -> tuple[Diagnostic, ...]:
    """Reads header and zones; writes the remark ``blank-number`` with the place of the number line, if it applies."""
    header, at = structure.header, structure.zones.own_number
    if header.symbol is None or header.number is not None:
        return ()
    message = f"the number line «…/{header.symbol}» has no number: it was left blank, or stamped or written by hand"
    return (Diagnostic("blank-number", "info", message, *(at or (None, None))),)
