"""List articles ("Ten things to see in Mole"): their points are their numbered headings, which prose only details."""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.document import BlockKind, Document, Span

_NUMBERED = re.compile(r"(?:#|No\. ?)?(\d{1,3})[.):]\s+(?=\w)")
_FEWEST_POINTS = 3
_FEWEST_WORDS = 3  # "Introduction" heads a chapter, and says nothing


def listed(document: Document) -> dict[int, Span]:
    """Return the points of a list article by their blocks, without their numbers; none for any other article.

    The numbers count up or down by one, each heading has prose under it, and none asks.
    """
    found: dict[int, Span] = {}
    numbers: list[int] = []
    for place, block in enumerate(document.blocks[:-1]):
        numbered = _NUMBERED.match(document.text, block.start, block.end) if block.kind is BlockKind.HEADING else None
        if numbered and document.blocks[place + 1].kind.is_body:
            found[place] = Span(numbered.end(), block.end)
            numbers.append(int(numbered[1]))
    counted = {after - before for before, after in pairwise(numbers)}
    if len(found) < _FEWEST_POINTS or counted not in ({1}, {-1}):
        return {}
    texts = [document.quote(words) for words in found.values()]
    plain = all(text[-1] not in "?？" for text in texts)
    telling = sum(len(text.split()) >= _FEWEST_WORDS for text in texts) * 2 > len(texts)
    return found if plain and telling else {}
