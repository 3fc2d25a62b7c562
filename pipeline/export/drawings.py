"""The picture of each question, by its name: what the command line and the site draw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from pipeline.export.canvas import BRANCH, LEVEL, day
from pipeline.export.charts import bars, by_year, curve, heat_map
from pipeline.export.connection_pictures import common_picture, path_picture
from pipeline.export.lineage_picture import lineage_picture, neighbours_picture
from pipeline.graph.history import Comparison, Gap
from pipeline.graph.rank import Ranked
from pipeline.model.graph import LEVELS, Node

WORDS = {
    "vi": {
        "rank": "Văn bản theo vai trò",
        "gaps": "Được dẫn nhưng chưa có trong kho",
        "timeline": "Văn bản theo năm",
        "cited": "{n} văn bản dẫn",
        "compare": "Viện dẫn trong văn bản năm {a} ({n}) và {b} ({m})",
        "central": "Trung ương",
        "province": "tỉnh",
        "district": "huyện",
        "commune": "xã",
        "unit": "đơn vị",
        "?": "không rõ",
        "first": "{n} trong {m} văn bản được dẫn có thay đổi nhiều nhất; thanh: tỷ lệ văn bản của năm có dẫn",
        "empty": "Không có văn bản nào.",
        "ranked": "theo PageRank trên mọi quan hệ; bên phải: số văn bản dẫn",
    },
    "en": {
        "rank": "Documents by rank",
        "gaps": "Cited, never read",
        "timeline": "Documents by year",
        "cited": "cited by {n}",
        "compare": "What documents of {a} ({n}) and {b} ({m}) cite",
        "central": "central",
        "province": "province",
        "district": "district",
        "commune": "commune",
        "unit": "unit",
        "?": "not known",
        "first": "the {n} of {m} documents cited whose share changed most; bars: share of the year's documents that cite it",
        "empty": "No document.",
        "ranked": "by PageRank over all relations; right: documents that cite it",
    },
}
_GREY, _OLD, _NEW = "#98a2b3", "#b9c4d0", "#1d4f91"
_MOST = 40


def _named(node: Node) -> str:
    return f"{node.name} ({day(node.date)})" if node.date else node.name


def _rank(found: Sequence[Ranked], lang: str) -> str:
    words = WORDS[lang]
    rows = [(_named(r.node), [r.score], words["cited"].format(n=r.cited_by)) for r in found]
    return bars(words["rank"], rows, [(BRANCH["state"], "")], words["ranked"], words["empty"])


def _gaps(found: Sequence[Gap], lang: str) -> str:
    rows = [(_named(g.node), [g.cited_by], WORDS[lang]["cited"].format(n=g.cited_by)) for g in found]
    return bars(WORDS[lang]["gaps"], rows, [(BRANCH["party"], "")], empty=WORDS[lang]["empty"])


def _compare(found: Comparison, lang: str) -> str:
    first, second = found.years
    title = WORDS[lang]["compare"].format(a=first, b=second, n=found.documents[0], m=found.documents[1])
    shown = found.changes[:_MOST]
    rows = [
        (_named(c.node), [c.first_share, c.second_share], f"{c.first_share:.0%} → {c.second_share:.0%}") for c in shown
    ]
    note = WORDS[lang]["first"].format(n=len(shown), m=len(found.changes))
    return bars(title, rows, [(_OLD, first), (_NEW, second)], note, WORDS[lang]["empty"])


def _timeline(found: Sequence[Node], lang: str) -> str:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for node in found:
        if node.year:
            counts[node.year][node.level or "?"] += 1
    levels = [level for level in (*LEVELS, "?") if any(count[level] for count in counts.values())]
    years = {year: [count[level] for level in levels] for year, count in counts.items()}
    words = WORDS[lang]
    return by_year(
        years, [(LEVEL.get(level, _GREY), words[level]) for level in levels], words["timeline"], words["empty"]
    )


DRAWINGS: dict[str, Callable[..., str]] = {
    "neighbours": neighbours_picture,
    "lineage": lineage_picture,
    "path": path_picture,
    "common": common_picture,
    "coverage": heat_map,
    "lag": curve,
    "rank": _rank,
    "gaps": _gaps,
    "compare": _compare,
    "timeline": _timeline,
}
