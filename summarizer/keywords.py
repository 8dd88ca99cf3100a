"""Keywords: the words and names that an article is about."""

from __future__ import annotations

import re

import numpy as np

from summarizer.document import Document
from summarizer.engines.base import Draft
from summarizer.records import Keyword
from summarizer.text.languages import WITHOUT_SPACES
from summarizer.text.words import words

COUNT = 8
_FEWEST_LETTERS = 3
_LONGEST_NAME = 4  # words
_BASE_WEIGHT = 0.25  # what a word in a sentence of no salience counts
_NAME_BONUS = 1.4  # readers look for names first; judged by eye on twenty articles of six genres
_WORD_BEFORE = re.compile(r"[\w’'&.-]+ $")
_WORD_AFTER = re.compile(r" [\w’'&-]+")


def keywords(document: Document, draft: Draft) -> tuple[Keyword, ...]:
    """Return up to COUNT words or names, weightiest first, each where it first stands in the body.

    A term's weight is its frequency (Luhn 1958), each occurrence counted by the salience of its sentence.
    """
    index = draft.index
    content = index.term_ids >= 0
    if not content.any():
        return ()
    owner = np.repeat(np.arange(len(draft.salience)), index.lengths)
    weights = np.bincount(index.term_ids[content], (_BASE_WEIGHT + draft.salience[owner])[content])
    first = np.unique(index.term_ids[content], return_index=True)[1]
    places = np.flatnonzero(content)[first]  # of the first word of each term
    names = np.array([index.words[place][0].isupper() for place in places])
    weights = np.where(names, weights * _NAME_BONUS, weights)
    found: list[Keyword] = []
    covered: set[str] = set()
    for term in np.argsort(-weights, kind="stable"):
        word = index.words[places[term]].removesuffix("'s").removesuffix("’s")
        if len(found) == COUNT:
            break
        if word.lower() in covered or not _telling(word, index.language):
            continue
        sentence = document.sentences[owner[places[term]]]
        start = document.text.find(word, sentence.start, sentence.end)
        start, end = (
            _name_around(document.text, start, start + len(word)) if word[0].isupper() else (start, start + len(word))
        )
        phrase = document.text[start:end]
        covered.update(part.lower() for part in words(phrase, index.language))
        score = round(float(weights[term] / weights.max()), 4)
        found.append(Keyword(text=phrase, offset=start, length=end - start, score=score))
    return tuple(found)


def _telling(word: str, language: str) -> bool:
    return not word[0].isdigit() and (len(word) >= _FEWEST_LETTERS or language in WITHOUT_SPACES or word.isupper())


def _name_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a capitalised word to the run of capitalised words around it."""
    for _ in range(_LONGEST_NAME):
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if not before or not before[0][0].isupper() or _opens_sentence(text, before.start()) or "." in before[0]:
            break
        start = before.start()
    for _ in range(_LONGEST_NAME):
        after = _WORD_AFTER.match(text, end)
        if not after or not after[0][1].isupper():
            break
        end = after.end() - (2 if after[0].endswith(("'s", "’s")) else 0)
    return start, end


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n" or text[max(0, at - 2) : at].strip()[-1:] in {".", "!", "?", "”", '"', ":"}
