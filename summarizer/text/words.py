"""Words, stems and counts of a document's sentences, in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray

from summarizer.text.languages import WITHOUT_SPACES, stemmer, stop_words

# Atomic groups, for a possessive one over a pattern that turns back matches wrongly before Python 3.11.5 (gh-106052).
_WORD = re.compile(r"\w++(?>(?:[.,'’&-]\w++)*)")  # without turning back: a fifth faster
_ASCII_WORD = re.compile(_WORD.pattern, re.ASCII)  # a quarter faster again
# The same, with the vowel signs that Python's \w leaves out of Hebrew, Arabic and the Indic scripts.
_MARKS = r"\w\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_MARKED_WORD = re.compile(rf"[{_MARKS}]++(?>(?:[.,'’&-][{_MARKS}]++)*)")
_MARKED = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff]")
# A run of Han or kana is read by its character bigrams, the usual unit of unsegmented text retrieval (Nie & Ren 1999).
_CJK_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")

REMEMBERED_WORDS = 200_000  # words remembered per language: some 30 MB of usual ones, 50 at most
REMEMBERED_CHARACTERS = 60  # of a remembered word: the longest of German news has fewer
REMEMBERED_LANGUAGES = 8  # a caller names the language


class _Terms(dict[str, str]):
    """Surface word → stem, or "" for a stop word; learns each word once, but for those too long to be one."""

    def __init__(self, language: str) -> None:
        self._stem = stemmer(language) or str
        self._stop = stop_words(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        lower = word.lower().replace("’", "'").removesuffix("'s")
        term = "" if lower in self._stop or not lower else self._stem(lower)
        if len(word) <= REMEMBERED_CHARACTERS:
            self[word] = term
        return term


@lru_cache(maxsize=REMEMBERED_LANGUAGES)
def remembered(language: str) -> dict[str, str]:
    """Return the terms of a language's words, which learn themselves when they are asked for."""
    return _Terms(language)


def words(text: str, language: str = "en") -> list[str]:
    """Return the words of a text as they stand in it; character bigrams for Chinese and Japanese."""
    if language in WITHOUT_SPACES:
        return _bigrams(text)
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return (_MARKED_WORD if _MARKED.search(text) else _WORD).findall(text)


def _bigrams(text: str) -> list[str]:
    found: list[str] = []
    for piece in _CJK_PIECE.findall(text):
        if piece[0] < "\u3040" or len(piece) == 1:
            found.append(piece)
        else:
            found.extend(piece[i : i + 2] for i in range(len(piece) - 1))
    return found


def terms(text: str, language: str = "en") -> list[str]:
    """Return the stems of a text's content words, in order, repeats kept."""
    learnt = remembered(language)
    return [term for word in words(text, language) if (term := learnt[word])]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Words of n sentences, and their different forms and content terms as numbers.

    ``words`` is flat; sentence i has ``words[bounds[i]:bounds[i + 1]]``. ``form_ids[k]`` is the form of the k-th word,
    ``term_ids[k]`` its term, −1 for a stop word; ids count up by first appearance, so that equal texts give equal
    arrays.
    """

    words: list[str]
    bounds: NDArray[np.int64]
    lengths: NDArray[np.int64]
    """Words of each sentence, shape (n,)."""
    owner: NDArray[np.int64]
    """The sentence that each word is in."""
    forms: dict[str, int]
    """Each word as it is written: half as many as words, for what is asked of each."""
    form_ids: NDArray[np.int32]
    form_terms: NDArray[np.int32]
    """The term of each form, or −1."""
    term_ids: NDArray[np.int32]
    vocabulary: dict[str, int]
    language: str

    def ids(self, text: str) -> list[int]:
        """Return the ids of those content terms of a text that the sentences know, in order."""
        if text in self.forms:  # a word of theirs, as most are that are asked for: no need to read it again
            term = int(self.form_terms[self.forms[text]])
            return [term] if term >= 0 else []
        known = self.vocabulary
        return [known[term] for term in terms(text, self.language) if term in known]


def index_words(sentences: Sequence[str], language: str = "en") -> WordIndex:
    """Index the words of sentences given as strings."""
    found: list[str] = []
    bounds = [0]
    for sentence in sentences:
        found += words(sentence, language)
        bounds.append(len(found))
    forms = dict(zip(dict.fromkeys(found), count(), strict=False))
    form_ids = np.fromiter(map(forms.__getitem__, found), np.int32, len(found))
    stems = list(map(remembered(language).__getitem__, forms))
    vocabulary = dict(zip(filter(None, dict.fromkeys(stems)), count(), strict=False))
    form_terms = np.fromiter(map(vocabulary.get, stems, repeat(-1)), np.int32, len(forms))
    edges = np.array(bounds)
    lengths = edges[1:] - edges[:-1]
    owner = np.repeat(np.arange(len(lengths)), lengths)
    term_ids = form_terms.take(form_ids)
    return WordIndex(found, edges, lengths, owner, forms, form_ids, form_terms, term_ids, vocabulary, language)
