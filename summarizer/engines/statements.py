"""What a model said, as statements: tidied, within the budget, and language at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.document import Document
from summarizer.engines.base import Written
from summarizer.engines.sense import refuse_nonsense
from summarizer.errors import EngineError
from summarizer.extract.select import Budget, Room
from summarizer.text.clean import clean
from summarizer.text.words import words

_MARKUP = re.compile(r"^(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+|#{1,6}\s+)+|\*\*|__")
"""A list's mark before a statement, and Markdown's bold."""
_LOOSE = re.compile(r"\s+(?=[.,;](?:\s|$))")
"""A space before a stop, as models trained on tokenised text write it."""
_STOP = re.compile(r"(?<![.\s])\.$")


def written(
    document: Document, budget: Budget, *, highlights: Iterable[str], summary: str = "", headline: str = ""
) -> Written:
    """Return a model's statements, tidied; highlights that go past the budget, or repeat another, are left out.

    Raises EngineError if there are no highlights or what was written is nonsense.
    """
    points = tuple(_fitting(map(_tidy, highlights), document.language, budget))
    if not points:
        raise EngineError("The model wrote no statement that fits the budget.")
    top, lead = _STOP.sub("", _tidy(headline)), _tidy(summary)
    refuse_nonsense(points, document)
    for single in filter(None, (top, lead)):
        refuse_nonsense((single,), document)
    return Written(headline=top or None, summary=lead or None, highlights=points)


def _tidy(text: str) -> str:
    """Return a statement on one line, without marks of lists, its first letter as a sentence has it."""
    text = _LOOSE.sub("", clean(_MARKUP.sub("", clean(text))))
    return text[:1].upper() + text[1:]


def _fitting(statements: Iterable[str], language: str, budget: Budget) -> Iterator[str]:
    seen: set[str] = set()
    room = Room(budget)
    for text in statements:
        if text and text.casefold() not in seen and room.take(len(words(text, language)), len(text)):
            seen.add(text.casefold())
            yield text
