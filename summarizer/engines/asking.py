"""What the engines with prompts share: what they ask for, and how an answer becomes statements."""

from __future__ import annotations

from summarizer.document import Document
from summarizer.engines.base import Written
from summarizer.engines.statements import written
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.prompting.answers import parse_answer

_HEADLINE_CHARACTERS = 80  # the bound of the headlines that we write
_SUMMARY_WORDS = 35
_HIGHLIGHT_WORDS = 30
_CHARACTERS_A_WORD = 6  # of English news, its space included
_HEADROOM, _TOKENS_A_POINT = 300, 100
"""Tokens of an answer: for its headline, summary and braces, and for each highlight, three times what English takes."""


def values(document: Document, budget: Budget) -> dict[str, object]:
    """Return a value for each variable of the prompts."""
    words = [_HIGHLIGHT_WORDS]
    if budget.words:
        words.append(budget.words // budget.sentences)
    if budget.characters:
        words.append(budget.characters // budget.sentences // _CHARACTERS_A_WORD)
    known = "" if document.language == "und" else f" ({document.language})"
    return {
        "language": f"the article's own language{known}",
        "headline_characters": _HEADLINE_CHARACTERS,
        "summary_words": _SUMMARY_WORDS,
        "highlight_count": budget.sentences,
        "highlight_words": max(5, min(words)),
    }


def asked_for(budget: Budget) -> int:
    """Return how many tokens an answer may have."""
    return _HEADROOM + _TOKENS_A_POINT * budget.sentences


def answered(text: str, number: str, document: Document, budget: Budget) -> Written:
    """Return the statements of a model's answer. Raises EngineError if it is not an answer to what was asked.

    ``number`` is that of the fence around the article.
    """
    answer = parse_answer(text)
    statements = (answer.headline, answer.summary, *answer.highlights)
    if any(number in statement for statement in statements):
        raise EngineError("The model repeated its instructions.")
    return written(document, budget, highlights=answer.highlights, summary=answer.summary, headline=answer.headline)
