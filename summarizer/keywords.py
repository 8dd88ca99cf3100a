"""Keywords: the words and names that an article is about."""

from __future__ import annotations

import re

import numpy as np

from summarizer.document import Document
from summarizer.engines.base import Draft
from summarizer.records import Keyword
from summarizer.text.grammar import REPORTING, is_finite_verb
from summarizer.text.languages import WITHOUT_SPACES, stop_words
from summarizer.text.words import words

COUNT = 8
_FEWEST_LETTERS = 3
_LONGEST_NAME = 4  # words
_BASE_WEIGHT = 0.25  # what a word in a sentence of no salience counts
_NAME_BONUS = 1.4  # readers look for names first; judged by eye on twenty articles of six genres
_PLAIN = frozenset(
    "first last next new old year years time day days week month people way two three four five six".split()
)
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
    ids, owner = index.term_ids[content], index.owner
    weights = np.bincount(ids, (_BASE_WEIGHT + draft.salience[owner])[content])
    places = np.empty(len(weights), dtype=np.int64)  # of the first word of each term
    places[ids[::-1]] = np.flatnonzero(content)[::-1]  # reversed, so that the earliest is written last
    names = [index.words[place][0].isupper() for place in places.tolist()]
    weights = np.where(names, weights * _NAME_BONUS, weights)
    most = float(weights.max())
    found: list[Keyword] = []
    covered: set[str] = set()
    for term in np.argsort(-weights, kind="stable").tolist():
        word = index.words[places[term]].removesuffix("'s").removesuffix("’s")
        if len(found) == COUNT:
            break
        if not _telling(word, index.language) or not covered.isdisjoint(_parts(word, index.language)):
            continue
        sentence = document.sentences[owner[places[term]]]
        start = document.text.find(word, sentence.start, sentence.end)
        end = start + len(word)
        if word[0].isupper():
            start, end = _name_around(document.text, start, end, stop_words(index.language))
        phrase = document.text[start:end]
        covered.update(_parts(phrase, index.language))
        score = round(float(weights[term]) / most, 4)
        found.append(Keyword(text=phrase, offset=start, length=end - start, score=score))
    return tuple(found)


def _telling(word: str, language: str) -> bool:
    """Whether a word says what a text is about: no figure, no snippet, and in English no verb."""
    if word[0].isdigit() or (len(word) < _FEWEST_LETTERS and language not in WITHOUT_SPACES and not word.isupper()):
        return False
    return (
        language != "en"
        or word[0].isupper()
        or not (word in _PLAIN or is_finite_verb(word) or word.endswith("ing") or word in REPORTING)
    )


def _parts(phrase: str, language: str) -> set[str]:
    """Return what two phrases may not share: words, or characters where words are not set apart."""
    return set(phrase) if language in WITHOUT_SPACES else {word.lower() for word in words(phrase, language)}


def _name_around(text: str, start: int, end: int, common: frozenset[str]) -> tuple[int, int]:
    """Widen a capitalised word to the run of capitalised words around it, no common word among them."""
    for _ in range(_LONGEST_NAME):
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if not before or not before[0][0].isupper() or "." in before[0] or before[0].strip().lower() in common:
            break
        if _opens_sentence(text, before.start()):
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
