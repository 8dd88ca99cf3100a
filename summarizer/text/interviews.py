"""Which blocks of an article are an interviewer's questions: they head their answers, and say nothing themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_QUESTION = re.compile(r"Q(?:uestion)?\s?\d{0,2}\s?[:.)]\s")
_NAMED = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): (?=\S)")
_INNER = re.compile(r"[.!?…][\"”’)]*\s")
_QUOTES = "\"'“‘«„"
_FEWEST_LABELLED, _FEWEST_BARE = 2, 3  # one alone may be a way to begin


def questions(texts: Sequence[str]) -> frozenset[int]:
    """Return the places of the blocks that ask: by a label ("Q:", a name that only ever asks), or three bare ones."""
    asking = [n for n, text in enumerate(texts) if text[-1:] in ("?", "？") or text.startswith("Q")]
    if len(asking) < _FEWEST_LABELLED:
        return frozenset()
    labelled = [n for n in asking if _QUESTION.match(texts[n])]
    if len(labelled) >= _FEWEST_LABELLED:
        return frozenset(labelled)
    return _named(texts, asking) or _bare(texts, asking)


def _named(texts: Sequence[str], asking: Sequence[int]) -> frozenset[int]:
    names = Counter(found[1] for n in asking if texts[n][-1] == "?" and (found := _NAMED.match(texts[n])))
    asked = {
        name
        for name, times in names.items()
        if times >= _FEWEST_LABELLED and times == sum(text.startswith(f"{name}: ") for text in texts)
    }
    return frozenset(n for n in asking if (found := _NAMED.match(texts[n])) and found[1] in asked)


def _bare(texts: Sequence[str], asking: Sequence[int]) -> frozenset[int]:
    """Return blocks that are one question over an answer."""
    alone = set(asking)
    found = frozenset(
        n
        for n in asking
        if n + 1 < len(texts)
        and n + 1 not in alone
        and texts[n][0] not in _QUOTES
        and texts[n][-1] in ("?", "？")
        and not _INNER.search(texts[n])
    )
    return found if len(found) >= _FEWEST_BARE else frozenset()
