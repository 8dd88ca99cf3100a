"""The headline: the given title, or the best short statement that the article makes itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import BlockKind, Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.trim import trim
from summarizer.provenance import contexts, fragment, wording
from summarizer.records import Headline, Method, Statement
from summarizer.text.discourse import opens_unresolved, opens_with_connective
from summarizer.text.grammar import DANGLING, has_finite_verb

MAX_CHARACTERS = 80
_MIN_CHARACTERS = 25
_CANDIDATES = 8  # sentences considered: a headline comes from the most salient few
# Where a clause may end: punctuation, or before a word that opens an adjunct or a clause of its own.
_BOUNDARY = re.compile(
    r"(?=[,;:] | [–—-]{1,2} | (?:after|as|when|while|because|who|which|where|since|although|though|before|until|following"
    r"|amid|despite|during|according|including|with|that it|and)\b)"
)
_LEADING_ADJUNCT = re.compile(
    r"(?:On|In|At|During|After|Before|Since|By|Earlier|Last|This|Early|Late|As|When|While|With|Under|For)\b[^,]{3,60}, (?=[A-Z])"
)
_QUOTES = re.compile(r"[\"“”]")


def headline(document: Document, draft: Draft, *, wanted: Headline = Headline.GIVEN) -> Statement:
    """Return the article's headline.

    A given title is kept whole, whatever its length, unless a written one is wanted. One that we write has at most
    MAX_CHARACTERS characters, ends at the end of a word and of a clause, and carries no full stop.
    """
    if wanted is Headline.GIVEN and (title := next(document.of_kind(BlockKind.TITLE), None)):
        span = Span(title.start, title.end)
        return Statement(text=document.quote(span), method=Method.GIVEN, contexts=contexts(document, [span]))
    spans = max(_candidates(document, draft), key=lambda found: found[0])[1]
    text = wording(document, spans, stop="")
    verbatim = len(spans) == 1 and text == document.quote(spans[0]).rstrip(".")
    return Statement(
        text=text,
        method=Method.VERBATIM if verbatim else Method.TRIMMED,
        contexts=contexts(document, spans),
        fragment=fragment(spans, document),
    )


def _candidates(document: Document, draft: Draft) -> Iterator[tuple[float, list[Span]]]:
    """Yield a value and the kept spans of each way to head the article, the last resort included."""
    ranked = sorted(range(len(draft.salience)), key=lambda i: (-draft.salience[i] - 0.5 / (1 + i), i))[:_CANDIDATES]
    for rank, i in enumerate(ranked):
        sentence = document.sentences[i]
        source = document.quote(sentence)
        kept = trim(document.text, Span(sentence.start, sentence.end), language=document.language)
        for spans in _shortenings(document.text, kept):
            text = wording(document, spans, stop="")
            if len(text) <= MAX_CHARACTERS:
                yield float(draft.salience[i]) - 0.05 * rank + _fitness(text, document.language), spans
        if rank == 0:
            yield -10.0, [_chopped(document.text, sentence.start, source)]


def _shortenings(text: str, kept: list[Span]) -> Iterator[list[Span]]:
    """Yield a trimmed sentence, without its leading adjunct, and each of both up to every clause boundary."""
    for spans in (kept, _without_adjunct(text, kept)):
        yield _unstopped(text, spans)
        for number, span in enumerate(spans):
            for found in _BOUNDARY.finditer(text, span.start, span.end):
                if found.start() > span.start:
                    yield [*spans[:number], Span(span.start, found.start())]


def _without_adjunct(text: str, spans: list[Span]) -> list[Span]:
    found = _LEADING_ADJUNCT.match(text, spans[0].start, spans[0].end)
    return [Span(found.end(), spans[0].end), *spans[1:]] if found else spans


def _unstopped(text: str, spans: list[Span]) -> list[Span]:
    last = spans[-1]
    return [*spans[:-1], Span(last.start, last.start + len(text[last.start : last.end].rstrip(".")))]


def _fitness(text: str, language: str) -> float:
    """Return how well a text reads as a headline: complete, self-contained, neither terse nor crammed."""
    words = re.findall(r"[\w'’-]+", text.lower())
    value = 0.0 if len(text) >= _MIN_CHARACTERS else -1.0
    value += 0.2 * min(len(text), 70) / 70
    if len(_QUOTES.findall(text)) % 2 or text.count("(") != text.count(")"):
        value -= 2
    if language == "en":
        value -= 2 * (not words or words[-1] in DANGLING) + 2 * (not has_finite_verb(words))
        value -= opens_unresolved(text) + 0.5 * opens_with_connective(text)
    return value


def _chopped(text: str, start: int, source: str) -> Span:
    """Return the sentence's beginning up to the last whole word that fits: the last resort."""
    if len(source) <= MAX_CHARACTERS:
        return Span(start, start + len(source.rstrip(".")))
    cut = source.rfind(" ", 0, MAX_CHARACTERS + 1)
    return Span(start, start + (cut if cut > 0 else MAX_CHARACTERS))
