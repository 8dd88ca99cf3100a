"""Keywords: the words and names that an article is about."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from summarizer.document import Document
from summarizer.engines.base import Draft
from summarizer.records import Keyword
from summarizer.text.grammar import REPORTING, is_finite_verb
from summarizer.text.languages import WITHOUT_SPACES, stop_words
from summarizer.text.words import WordIndex, words

COUNT = 8
_FEWEST_LETTERS = 3
_LONGEST_NAME = 4  # words
_BASE_WEIGHT = 0.25  # what a word in a sentence of no salience counts
_NAME_BONUS = 1.4  # readers look for names first; judged by eye on twenty articles of six genres
_PLAIN = frozenset(
    "first last next new old year years time day days week month people way earlier right left minute minutes hour "
    "hours moment second third chief prime vice call make keep help use need know find give tell turn show "
    "ask try".split()
)
"""English words that say little by themselves; the verbs open advice."""
_SOURCES = frozenset("according following despite during including regarding".split())
"""English words that open a sentence with its source or circumstance."""
_NUMBERS = {
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand "
    "million billion dozen",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn zwölf hundert tausend million millionen milliarde "
    "milliarden mio mrd",
    "fr": "deux trois quatre cinq six sept huit neuf dix cent mille million millions milliard milliards",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez cien mil millón millones",
    "it": "due tre quattro cinque sei sette otto nove dieci cento mila milione milioni miliardo miliardi",
    "pt": "dois duas três quatro cinco seis sete oito nove dez cem mil milhão milhões bilhão bilhões",
    "nl": "twee drie vier vijf zes zeven acht negen tien honderd duizend miljoen miljard",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh belas puluh ratus ribu juta miliar triliun",
    "ms": "dua tiga empat lima enam tujuh lapan sembilan sepuluh belas puluh ratus ribu juta bilion",
}
_UNITS = frozenset(
    "euro euros dollar dollars pound pounds meter meters metre metres kilometer kilometre kilometres km percent "
    "prozent persen percento uhr kilo kilogram liter litre hektar rupiah".split()
)
"""What a figure is of: no subject right behind one."""
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
        if _is_unit(index, places[term]):
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
    lower, english = word.lower(), language == "en"
    snippet = len(word) < _FEWEST_LETTERS and language not in WITHOUT_SPACES
    if word[0].isdigit() or (snippet and not (word.isupper() and len(word) > 1)) or lower in _numbers(language):
        return False
    if not english or word[0].isupper():
        return not english or (lower not in _PLAIN and lower not in _SOURCES)
    return not (word in _PLAIN or is_finite_verb(word) or word.endswith("ing") or word in REPORTING)


@cache
def _numbers(language: str) -> frozenset[str]:
    return frozenset(_NUMBERS.get(language, "").split())


def _is_unit(index: WordIndex, place: int) -> bool:
    """Whether a word is what a figure counts: "46 Mio. Euro"."""
    if index.words[place].lower() not in _UNITS or not place:
        return False
    before = index.words[place - 1].lower()
    return before[0].isdigit() or before in _numbers(index.language)


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
