"""Articles that a page sets in several containers of one class, with advertisements and teasers between them.

An extractor that looks for *the* container of the article finds one of them and loses the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from lxml import etree

from summarizer.document import RawBlock

_MISSED = 1.5
"""Text in all containers, in that of the extracted article, above which it was parted: 2.2 and 2.6 on the two such
pages of 79; a page with a few lines of boilerplate of the article's class has up to 1.3."""
_CONTAINER_CHARACTERS = 200
"""Text of a container worth joining: two sentences."""

Home = tuple[str, str, etree._Element | None]
"""An element's name and class, and which ``<article>`` it stands in, so that two articles are never joined."""


def join_parted_body(root: etree._Element, found: Iterable[RawBlock]) -> bool:
    """Join the containers of an article in place, if the blocks found in a page show that it has several.

    Returns whether anything was changed.
    """
    texts = {block.text for block in found}
    matched: Counter[Home] = Counter()
    containers: defaultdict[Home, Counter[etree._Element]] = defaultdict(Counter)
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is None or not parent.get("class"):
            continue
        text = " ".join("".join(str(piece) for piece in paragraph.itertext()).split())
        home = _home(parent)
        containers[home][parent] += len(text)
        if text in texts:
            matched[home] += len(text)
    if not matched:
        return False
    home = matched.most_common(1)[0][0]
    parts = [part for part, length in containers[home].items() if length >= _CONTAINER_CHARACTERS]
    whole = sum(containers[home][part] for part in parts)
    if len(parts) < 2 or whole < _MISSED * sum(len(text) for text in texts):
        return False
    _join(parts)
    return True


def _home(element: etree._Element) -> Home:
    article = next(element.iterancestors("article"), None)
    return str(element.tag), element.get("class") or "", article


def _join(parts: list[etree._Element]) -> None:
    first, *others = parts
    for other in others:
        if len(first) and other.text and other.text.strip():
            first[-1].tail = f"{first[-1].tail or ''} {other.text}"
            other.text = None
        first.extend(list(other))
