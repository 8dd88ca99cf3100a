"""The headline: the given title, or the best short statement that the article makes itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from summarizer.document import BlockKind, Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.leaning import leaning
from summarizer.extract.shorten import shortenings
from summarizer.extract.trim import trim
from summarizer.provenance import contexts, fragment, wording
from summarizer.records import Headline, Method, Statement
from summarizer.text.discourse import is_torn, opens_unresolved
from summarizer.text.grammar import DANGLING
from summarizer.text.words import WordIndex

MAX_CHARACTERS = 80
_OPENING, _OTHERS, _LAST = 6, 3, 20
"""Sentences considered: the first, and of the opening, where what happened is told, the most salient others. Where none
of them holds a clause that is short enough, the rest of it, and then on."""
# What a candidate is worth: a least-squares fit of ROUGE-1 against the titles of four newspapers' articles,
# rounded, some then moved by hand on three of the four. What holds a headline back from standing alone, and how sure a
# clause's end is, are set by hand for the reader's sake, as dear as ROUGE lets them be.
_FIRST, _SALIENCE, _TOPIC, _LEAD, _NAMES = 0.6, 0.6, 0.4, 1.3, 0.2
_SURENESS, _LEANING = 0.5, 2.0
_LATER = 0.5  # how much more an unsure end costs behind the first sentence
_ENOUGH = 2.0  # what a good candidate of the first sentence is worth: the others are not looked at
_STANDING = 0.5  # what hardly any candidate is worth that leans on a sentence before it


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
    """Return the kept ranges of the best headline that the opening sentences offer, or else the first that any does."""
    count = len(document.sentences)
    opening = sorted(range(1, min(_OPENING, count)), key=lambda place: (-float(draft.salience[place]), place))
    topic = _Topic.of(draft.index)
    best: tuple[float, list[Span]] | None = None
    for turn, place in enumerate((0, *opening, *range(_OPENING, min(_LAST, count)))):
        if best and (turn >= _OPENING or best[0] > (_STANDING if turn > _OTHERS else _ENOUGH)):
            break
        worth = _FIRST * (place == 0) + _SALIENCE * float(draft.salience[place])
        for value, spans in _candidates(document, place, topic):
            if best is None or worth + value > best[0]:
                best = worth + value, spans
    return best[1] if best else None


def _candidates(document: Document, place: int, topic: _Topic) -> Iterator[tuple[float, list[Span]]]:
    """Yield a value and the kept ranges of each way to make a headline of a sentence."""
    start, end, _ = document.sentences[place]
    source, english = document.text[start:end], document.language == "en"
    if english and place > 0 and (opens_unresolved(source) or is_torn(source)):
        return  # whatever is left of it would lean on the sentence before
    kept = trim(document.text, Span(start, end), language=document.language)
    for found in shortenings(document.text, kept, limit=MAX_CHARACTERS, language=document.language):
        text = wording(document, found.kept, stop="")
        held_back = (leaning(text, first=place == 0) if english else 0.0) + source.endswith("?") + is_torn(source)
        held_back += _LATER * (place > 0) * (1 - found.sureness)
        yield _SURENESS * found.sureness + topic.touched(text) - _LEANING * held_back, found.kept


@dataclass(frozen=True, slots=True)
class _Topic:
    """What an article is about: the words that it repeats, and those of its first sentence."""

    index: WordIndex
    weights: list[float]
    """Of each term, 0 to 1: the logarithm of how often it stands, over the commonest term's."""
    lead: frozenset[int]

    @classmethod
    def of(cls, index: WordIndex) -> Self:
        content = index.term_ids[index.term_ids >= 0]
        weights = np.log(np.maximum(np.bincount(content, minlength=1), 1))
        lead = frozenset(index.term_ids[: index.bounds[1]].tolist())
        return cls(index, (weights / max(float(weights.max()), _ONCE)).tolist(), lead)

    def touched(self, text: str) -> float:
        """Return what a headline's words are worth: those of the topic, of the lead, and names."""
        ids, words = self.index.ids(text), text.split()
        names = sum(word[0].isupper() for word in words[1:]) / len(words)
        shared = len(ids & self.lead) / max(len(ids), 1)
        return _TOPIC * sum(self.weights[i] for i in ids) + _LEAD * shared + _NAMES * names


_ONCE = 0.1  # in place of a logarithm of 0, where every word stands once


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
