"""The headline: the given title, or the best short statement that the article makes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from summarizer.document import BlockKind, Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.clauses import clauses
from summarizer.extract.leaning import leaning
from summarizer.extract.opening import begin, lead
from summarizer.extract.phrases import phrases
from summarizer.extract.shorten import ranges, shorten
from summarizer.extract.telegraphic import left_out
from summarizer.extract.titles import first_names
from summarizer.extract.topic import Topic
from summarizer.extract.trees import Trees
from summarizer.extract.uncut import ELLIPSIS, uncut
from summarizer.extract.worth import COVER, worths
from summarizer.provenance import contexts, fragment, wording
from summarizer.records import Headline, Method, Statement
from summarizer.text.discourse import is_torn, opens_unresolved, opens_with_connective
from summarizer.text.grammar import DANGLING
from summarizer.text.words import WordIndex

MAX_CHARACTERS = 80
_OPENING, _OTHERS = 6, 3
"""Sentences considered: the first, and where it offers nothing good, of those after it the most salient."""
# What a candidate costs, in the log-odds of phrases: titles repeat the first sentence twice as often as any later one.
_LATER, _SALIENCE, _LEANS, _ASKS = 24.0, 2.0, 3.0, 4.0
_CURT, _DANGLES = 1.5, 15.0  # articles and auxiliaries go for nothing, first names for something
_BARE, _SHORT = 25.0, 25  # what says hardly anything; characters
_GOOD, _GOOD_LATER = 20.0, 40.0  # from here down no other sentence is looked at


_OPEN = DANGLING | {"even", "just", "only", "anyone", "those", "early", "late"}


class _Candidate(NamedTuple):
    cost: float
    kept: list[Span]


def headline(document: Document, draft: Draft, *, wanted: Headline = Headline.GIVEN) -> Statement:
    """Return the article's headline.

    A given title is kept whole, whatever its length, unless a written one is wanted. One that we write has at most
    MAX_CHARACTERS characters, ends at the end of a clause, or with an ellipsis where no opening sentence fits, and
    carries no full stop.
    """
    if wanted is Headline.GIVEN and (title := next(document.of_kind(BlockKind.TITLE), None)):
        span = Span(title.start, title.end)
        return Statement(text=document.quote(span), method=Method.GIVEN, contexts=contexts(document, [span]))
    spans = _by_tree(document, draft) if document.language == "en" else None
    if not spans:
        return _of_whole_sentences(document, draft)
    text = wording(document, spans, stop="")
    return Statement(
        text=text,
        method=Method.VERBATIM if len(spans) == 1 and text == document.quote(spans[0]) else Method.TRIMMED,
        contexts=contexts(document, spans),
        fragment=fragment(spans, document),
    )


def _of_whole_sentences(document: Document, draft: Draft) -> Statement:
    """Return a headline where no tree offers one; if it must break off, an ellipsis shows it."""
    found = uncut(document, draft.index, draft.salience, first=lead(document), limit=MAX_CHARACTERS)
    text = wording(document, [found.span], stop="") + (ELLIPSIS if found.is_cut else "")
    return Statement(
        text=text,
        method=Method.VERBATIM if text == document.quote(found.span) else Method.TRIMMED,
        contexts=contexts(document, [found.span]),
        fragment=fragment([found.span], document),
    )


def expect_headline(document: Document, draft: Draft) -> None:
    """Let the first sentence be read along with those of the highlights, if these are read first."""
    if document.language == "en":
        draft.trees.expect(_body(document, lead(document)))


def _by_tree(document: Document, draft: Draft) -> list[Span] | None:
    """Return the kept ranges of the best headline that the opening sentences offer."""
    frequency = _frequency(draft.index)
    first = lead(document)
    topic = Topic(draft.index, first)
    opening = range(first + 1, min(first + _OPENING, len(document.sentences)))
    others = sorted(opening, key=lambda place: (-float(draft.salience[place]), place))[:_OTHERS]
    best: _Candidate | None = None
    for place in (first, *others):
        later = place > first
        price = later and _LATER - _SALIENCE * float(draft.salience[place])
        if best and best.cost <= price:
            break  # no candidate's own cost is below 0: those that are left need no tree
        for candidate in _candidates(document, place, draft.trees, frequency, topic):
            cost = price + candidate.cost
            if best is None or cost < best.cost:
                best = candidate._replace(cost=cost)
        if best and best.cost < (_GOOD_LATER if later else _GOOD):
            break
    return best.kept if best else None


def _candidates(
    document: Document, place: int, trees: Trees, frequency: Callable[[str], int], topic: Topic
) -> Iterator[_Candidate]:
    """Yield the ways to make a headline of an English sentence."""
    span, first = _body(document, place), place == lead(document)
    source = document.quote(span)
    if not first and opens_unresolved(source):
        return
    tree = trees.of(document.text, [span])[0]
    if tree is None:
        return
    price = _LEANS * (opens_unresolved(source) or opens_with_connective(source)) + _ASKS * source.endswith("?")
    shares = topic.shares(tree)
    valued = list(worths(tree, list(phrases(tree)), shares))
    telegraphic = left_out(tree)
    registers = (
        (frozenset[int](), 0.0),
        (telegraphic, 0.0),
        (telegraphic | first_names(tree, frequency), _CURT),
    )
    for clause in clauses(tree):
        least = float("inf")
        unsaid = COVER * (topic.whole - sum(shares[clause.first : clause.end]))
        for without, dear in registers:
            if least <= dear:
                break  # no curter wording can cost less
            shortening = shorten(tree, clause, valued, limit=MAX_CHARACTERS, without=without)
            if shortening is None:
                continue
            least = min(least, shortening.loss)
            kept = ranges(tree, shortening.kept)
            text = wording(document, kept, stop="")
            if len(text) <= MAX_CHARACTERS and not is_torn(text):
                ties = leaning(tree, shortening.kept, first=first)
                ties += _DANGLES * (text.rsplit(" ", 1)[-1].lower() in _OPEN)
                bare = _BARE * max(0, 1 - len(text) / _SHORT)
                yield _Candidate(price + unsaid + dear + shortening.loss + ties + bare, kept)


def _body(document: Document, place: int) -> Span:
    """Return a sentence without what stands before it."""
    start, end, _ = document.sentences[place]
    return Span(begin(document.text, Span(start, end)), end)


def _frequency(index: WordIndex) -> Callable[[str], int]:
    """Return how often an article holds a word, in any of its forms."""
    counts: list[int] = np.bincount(index.term_ids[index.term_ids >= 0], minlength=1).tolist()

    @cache
    def frequency(word: str) -> int:
        return max((counts[term] for term in index.ids(word)), default=0)

    return frequency
