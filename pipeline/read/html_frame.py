"""What stands around a document on a web page: menus, paths, lists of related documents, the site's own imprint.

Such a part is told by its element (``nav``, ``aside``, ``footer``), by its role, or by the words of its class or id, and never
holds the document: neither the heading of state or party, nor half of the page's text. Source: HTML (sections, ARIA
landmarks), and the pages of the usual sites of legal documents.

>>> from lxml import html
>>> page = html.fromstring("<body><nav>Trang chủ</nav><div class='vbLienQuan'>x</div><p>Điều 1. Phạm vi điều chỉnh</p></body>")
>>> sorted(node.tag for node in around(page))
['div', 'nav']
"""

from __future__ import annotations

import re

from lxml import etree

_TAGS = frozenset(("nav", "aside", "footer", "header"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "tablist"))
_WORDS = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub)?(?:menu|nav|navbar|navigation)|breadcrumbs?|side-?bar|footer|header|top-?bar|tool-?bar|related|"
    r"box-?tabs?|tabs|share|social|comments?|advert\w*|banner|quang-?cao|pagination|paging|login)(?=$|[\s_-])|lien-?quan"
)
_HEADING = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|(?:^|\s)Số\s*:|Nơi\s+nhận", re.IGNORECASE)


def around(root: etree._Element) -> frozenset[etree._Element]:
    """The elements of a page that are no part of its document; those inside one of them are not named again."""
    found: list[etree._Element] = []
    whole: int | None = None
    for node in root.iter(etree.Element):
        if not _stands_around(node):
            continue
        text = "".join(str(part) for part in node.itertext())
        whole = sum(len(part) for part in root.itertext()) if whole is None else whole
        if 2 * len(text) < whole and not _HEADING.search(text):
            found.append(node)
    return frozenset(found)


def _stands_around(node: etree._Element) -> bool:
    if node.tag in _TAGS or node.get("role") in _ROLES:
        return True
    said = f"{node.get('class') or ''} {node.get('id') or ''}".strip()
    return (
        bool(said) and node.tag not in ("body", "html", "p", "td", "span") and _WORDS.search(said.lower()) is not None
    )
