"""Move the gold's offsets when a reader's text changes: ``python corpora/sources/reanchor.py``.

Each annotation is looked for by its quote with any white space between its characters, and the occurrence nearest to
its old place is taken; quote, count and offsets are written anew. Nothing is invented: an annotation whose words no
longer stand in the text stays as it was and is reported, and the exit code is 1.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from pipeline.read import read

CORPORA = Path(__file__).resolve().parent.parent
LAYERS = ("citations", "dates", "periods", "anniversaries", "movements", "programmes", "sections")


def flexible(quote: str) -> re.Pattern[str]:
    """A pattern of ``quote`` with any white space, or none, between its characters.

    >>> bool(flexible("14-KL/TW, ngày").fullmatch("14- KL/TW,\\n\\nngày"))
    True
    """
    return re.compile(r"\s*".join(re.escape(character) for character in re.sub(r"\s", "", quote)))


def move(item: dict[str, Any], text: str) -> bool:
    """Anchor ``item`` in ``text`` in place; False when its quote does not stand there."""
    found = [match.span() for match in flexible(item["quote"]).finditer(text)]
    if not found:
        return False
    start, end = min(found, key=lambda span: abs(span[0] - item["start"]))
    quote = text[start:end]
    item.update(quote=quote, start=start, end=end, nth=occurrence(text, quote, start))
    return True


def occurrence(text: str, quote: str, start: int) -> int:
    """Which occurrence of ``quote`` in ``text``, overlapping ones counted, begins at ``start`` (from 1)."""
    return sum(text.startswith(quote, at) for at in range(start + 1) if text[at] == quote[0])


def main() -> int:
    """Re-anchor every gold file; 1 when an annotation was lost."""
    lost = 0
    for path in sorted((CORPORA / "gold").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document = next((CORPORA / "documents").glob(f"{name}.*"))
        text = read(document).text
        gold = json.loads(path.read_text(encoding="utf-8"))
        for layer in LAYERS:
            for item in gold[layer]:
                if not move(item, text):
                    lost += 1
                    print(f"{name}: {layer}: {item['quote']!r} does not stand in the text", file=sys.stderr)
        path.write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
