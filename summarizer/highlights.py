"""Key highlights, their support, and the one-sentence summary: from a draft's sentences to statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.document import BlockKind, Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.listed import listed
from summarizer.extract.opening import begin
from summarizer.extract.trim import trim, trims
from summarizer.provenance import context, contexts, fragment, wording
from summarizer.records import Context, Highlight, Method, Statement
from summarizer.text.discourse import is_torn, opens_unresolved, opens_with_connective
from summarizer.text.grammar import has_finite_verb
from summarizer.text.openers import joins_on, points_back

_SUPPORT_SENTENCES = 2
_SUPPORT_CHARACTERS = 400
_SUMMARY_WITHIN = 6  # a standfirst comes from the top of an article, where what happened is told
_SUMMARY_CHARACTERS = (50, 320)
_STANDS = 4  # what a sentence that nothing speaks against is worth
_FIRST = 0.3  # what being first adds to a salience here: news tells first what happened


def highlights(document: Document, draft: Draft) -> tuple[Highlight, ...]:
    """Return the chosen sentences as highlights, in reading order, each with its support."""
    chosen = sorted(draft.selected)
    spans = [_span(document, index) for index in chosen]
    trimmed = trims(document.text, spans, language=document.language, trees=draft.trees, keeping=draft.keeping)
    taken = set(chosen)  # support ends before the next point, so that no two points share any
    headings = _headings(document, chosen)
    return tuple(
        _under(document, draft, index, headings[index], taken)
        if index in headings
        else _highlight(document, draft, index, _fields(document, whole, kept), taken)
        for index, whole, kept in zip(chosen, spans, trimmed, strict=True)
    )


def alternatives(document: Document, draft: Draft) -> tuple[Highlight, ...]:
    """Return the next best sentences as highlights, best first; they are worth no tree, and trimmed by rule."""
    return tuple(
        _highlight(document, draft, index, _fields(document, whole, _trimmed(document, whole)), {index})
        for index in draft.alternatives
        for whole in [_span(document, index)]
    )


def summary(document: Document, draft: Draft) -> Statement:
    """Return the one sentence that says what happened: the most salient of the opening ones that can stand alone.

    Where none of these can, as in a speech that clears its throat first, of all. A list article opens before its list.
    """
    first = min(listed(document), default=0)
    within = sum(sentence.block < first for sentence in document.sentences[:_SUMMARY_WITHIN]) or _SUMMARY_WITHIN
    places = sorted(range(len(document.sentences)), key=lambda i: (-draft.salience[i] - _FIRST / (1 + i), i))
    opening = [i for i in places if i < within]
    standing = (i for i in (*opening, *places) if _standing(document, i) == _STANDS)
    best = next(standing, None)
    whole = _span(document, max(opening, key=lambda i: _standing(document, i)) if best is None else best)
    return Statement(**_fields(document, whole, _trimmed(document, whole, lightly=True)))


def _fields(document: Document, whole: Span, kept: list[Span]) -> dict[str, Any]:
    """Return what a statement and a highlight have in common, of a sentence and what trimming has kept of it."""
    verbatim = kept == [whole]
    return {
        "text": document.quote(whole) if verbatim else wording(document, kept),
        "method": Method.VERBATIM if verbatim else Method.TRIMMED,
        "contexts": contexts(document, kept),
        "fragment": fragment(kept, document),
    }


def _span(document: Document, index: int) -> Span:
    sentence = document.sentences[index]
    return Span(sentence.start, sentence.end)


def _standing(document: Document, index: int) -> int:
    """Return how fit a sentence is to stand alone as it will be printed, 0 to _STANDS."""
    language, whole = document.language, _span(document, index)
    text = document.text[begin(document.text, whole, language=language) : whole.end]
    shortest, longest = _SUMMARY_CHARACTERS
    if language == "en":
        leaning, told = opens_unresolved(text) or opens_with_connective(text), has_finite_verb(text.split())
    else:
        leaning, told = points_back(text, language) or joins_on(text, language), True
    return (shortest <= len(text) <= longest) + (not leaning) + (not is_torn(text)) + told


def _trimmed(document: Document, whole: Span, *, lightly: bool = False) -> list[Span]:
    return trim(document.text, whole, language=document.language, lightly=lightly)


def _highlight(document: Document, draft: Draft, index: int, fields: dict[str, Any], taken: set[int]) -> Highlight:
    salience = round(float(draft.salience[index]), 4)
    return Highlight(**fields, rank_score=salience, support=detail(document, index, taken))


def _headings(document: Document, chosen: Sequence[int]) -> dict[int, Span]:
    """Return, for sentences of a list article, the heading that is their point, each for the first one under it."""
    points, found = listed(document), {}
    for index in chosen if points else ():
        start, end, block = document.sentences[index]
        heading = next((n for n in range(block, -1, -1) if document.blocks[n].kind is BlockKind.HEADING), -1)
        if heading in points and len(document.quote(points[heading])) <= end - start:
            found[index] = points.pop(heading)
    return found


def _under(document: Document, draft: Draft, index: int, heading: Span, taken: set[int]) -> Highlight:
    """Return the point that a heading makes, with the sentence chosen under it as the first of its details."""
    made = _highlight(document, draft, index, _fields(document, heading, [heading]), taken)
    support = (context(document, _span(document, index)), *made.support)
    return made.model_copy(update={"support": support})


def detail(document: Document, index: int, taken: set[int]) -> tuple[Context, ...]:
    """Return what details a point: the sentences after it in its passage that are not taken, up to a limit."""
    found: list[int] = []
    room = _SUPPORT_CHARACTERS
    for i in range(index + 1, min(index + 1 + _SUPPORT_SENTENCES, len(document.sentences))):
        size = document.sentences[i].end - document.sentences[i].start
        if i in taken or size > room or not _same_passage(document, index, i):
            break
        found.append(i)
        room -= size
    while found and is_torn(" ".join(document.quote(document.sentences[i]) for i in found)):
        found.pop()  # rather no detail than half a quotation
    return tuple(context(document, Span(s.start, s.end)) for s in (document.sentences[i] for i in found))


def _same_passage(document: Document, a: int, b: int) -> bool:
    """Whether two sentences share a block, or lie in neighbouring blocks with no heading between them."""
    first, last = document.sentences[a].block, document.sentences[b].block
    between = document.blocks[first + 1 : last]
    bodies = sum(block.kind.is_body for block in between)
    return bodies == 0 and not any(block.kind is BlockKind.HEADING for block in between)
