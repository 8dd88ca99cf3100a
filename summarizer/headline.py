"""The headline: the given title, or the best short statement that the article makes itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import BlockKind, Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.shorten import shortenings
from summarizer.extract.trim import trim
from summarizer.provenance import contexts, fragment, wording
from summarizer.records import Headline, Method, Statement
from summarizer.text.discourse import opens_unresolved, opens_with_connective
from summarizer.text.grammar import DANGLING

MAX_CHARACTERS = 80
_CANDIDATES = 4
"""Sentences considered: those of the opening, where what happened is told."""
# What a candidate is worth, swept on a part of the development titles: nearness to the top weighs most.
_PER_PLACE, _PER_SURENESS, _PER_LENGTH, _LEANING = 1.0, 0.2, 1.0, 1.5
_ENOUGH_CHARACTERS = 70  # past this, longer is no better


def headline(document: Document, draft: Draft, *, wanted: Headline = Headline.GIVEN) -> Statement:
    """Return the article's headline.

    A given title is kept whole, whatever its length, unless a written one is wanted. One that we write has at most
    MAX_CHARACTERS characters, ends at the end of a word and of a clause, and carries no full stop.
    """
    if wanted is Headline.GIVEN and (title := next(document.of_kind(BlockKind.TITLE), None)):
        span = Span(title.start, title.end)
        return Statement(text=document.quote(span), method=Method.GIVEN, contexts=contexts(document, [span]))
    spans = _best(document, draft) or [_chopped(document)]
    text = wording(document, spans, stop="")
    return Statement(
        text=text,
        method=Method.VERBATIM if len(spans) == 1 and text == document.quote(spans[0]) else Method.TRIMMED,
        contexts=contexts(document, spans),
        fragment=fragment(spans, document),
    )


def _best(document: Document, draft: Draft) -> list[Span] | None:
    """Return the kept ranges of the best headline that the opening sentences offer."""
    best: tuple[float, list[Span]] | None = None
    for place in range(min(_CANDIDATES, len(document.sentences))):
        worth = float(draft.salience[place]) - _PER_PLACE * place
        if best and best[0] >= worth + _PER_SURENESS + _PER_LENGTH:
            break
        for value, spans in _candidates(document, place):
            if best is None or worth + value > best[0]:
                best = worth + value, spans
    return best[1] if best else None


def _candidates(document: Document, place: int) -> Iterator[tuple[float, list[Span]]]:
    """Yield a value and the kept ranges of each way to make a headline of a sentence."""
    start, end, _ = document.sentences[place]
    source, english = document.text[start:end], document.language == "en"
    penalty = _LEANING * source.endswith("?")
    kept = trim(document.text, Span(start, end), language=document.language)
    for found in shortenings(document.text, kept, limit=MAX_CHARACTERS, language=document.language):
        text = wording(document, found.kept, stop="")
        leaning = english and _leans(source, text, first=place == 0)
        length = min(len(text), _ENOUGH_CHARACTERS) / _ENOUGH_CHARACTERS
        yield _PER_SURENESS * found.sureness + _PER_LENGTH * length - _LEANING * leaning - penalty, found.kept


_DEFINITE = re.compile(r"(?:The|His|Her|Its|Their|This|That) (?=[a-z0-9])|Both |This |There ")


def _leans(sentence: str, text: str, *, first: bool) -> bool:
    """Whether a headline would need the sentences before it to be understood."""
    definite = not first and _DEFINITE.match(sentence) is not None
    return definite or opens_unresolved(text) or opens_with_connective(text)


def _chopped(document: Document) -> Span:
    """Return the beginning of the first sentence that fits and does not end on a loose word: the last resort."""
    start, end, _ = document.sentences[0]
    source = document.text[start:end].rstrip(".")
    while len(source) > MAX_CHARACTERS or source.rsplit(" ", 1)[-1].lower() in DANGLING:
        shorter = source[: MAX_CHARACTERS + 1].rpartition(" ")[0].rstrip(" ,;:–—-")
        if not shorter:
            return Span(start, start + min(len(source), MAX_CHARACTERS))
        source = shorter
    return Span(start, start + len(source))
