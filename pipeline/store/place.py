"""Level and province of a document, read from the key that the resolver gave it (``resolve.identity``).

>>> level_and_province("key:vn/chi-thi/trung-uong/khoa-xi/34-ct-tw")
('central', None)
>>> level_and_province("key:vn-lao-cai_huyen-bat-xat/ke-hoach/uy-ban-nhan-dan/2024/12-kh-ubnd")
('district', 'lao-cai')
>>> level_and_province("sha256:00")
(None, None)
"""

from __future__ import annotations

from pipeline.resolve.identity import parse_id

_BELOW = ("central", "province", "district", "commune")


def level_and_province(key: str) -> tuple[str | None, str | None]:
    """Level (``central | province | district | commune``) and the slug of the province; None where the key does not say."""
    if not key.startswith("key:"):
        return None, None
    try:
        place = parse_id(key).place
    except ValueError:
        return None, None
    if not place:
        return "central", None
    province = place[0] if place[0] != "?" else None
    return _BELOW[min(len(place), 3)], province
