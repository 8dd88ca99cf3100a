"""What can be told of each sentence without a model: one column a feature, one vectorised pass for all sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.document import BlockKind, Document
from summarizer.extract.centrality import centroid, directed, lexrank
from summarizer.text.discourse import PERSONAL_PRONOUNS, opens_unresolved, opens_with_connective
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex

FEATURES = (
    "centroid", "lexrank", "backward", "forward", "lead", "position", "paragraph", "paragraph_first",
    "paragraph_length", "length", "short", "long", "title", "heading", "names", "numbers", "quoted", "speech",
    "first_person", "question", "unresolved", "connective", "dangling", "unfinished", "new_terms", "sentences",
)  # fmt: skip
"""Names of the columns, in order."""

_FIRST_PERSON = frozenset("I I'm I've I'd I'll we We we're We're my My our Our me us you You your Your".split())
_SPEECH = frozenset(
    "said says say told tells added adds asked wrote called according announced explained insisted reported "
    "claimed admitted confirmed denied warned argued tweeted".split()
)
_TERMINALS = frozenset(".!?…。！？।۔؟\"”’')»")
_NEVER = 1 << 40
_OPENING_QUOTE = re.compile('["“«„]')
_OPENING_SINGLE, _CLOSING_SINGLE = re.compile(r"['‘`](?<![^\s(\[].)(?=\w)"), re.compile(r"['’](?<=[\w.,!?…].)(?!\w)")
_KNOWN_WORDS = 200_000  # words remembered: some 20 MB at most
_CAPITAL, _NUMBER, _FIRST, _SAYS, _PRONOUN = 1, 2, 4, 8, 16
_SHARED = np.array([_CAPITAL, _NUMBER, _FIRST, _SAYS])
_KIND_SETS = 2 * _PRONOUN
_IN_SET = ((np.arange(_KIND_SETS) & _SHARED[:, None]) > 0).astype(np.float64)  # which kinds each sum of bits holds


class _Kinds(dict[str, int]):
    """Surface word → what it is, as bits; learns each word once."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        kind = (
            _CAPITAL * word[0].isupper()
            | _NUMBER * word[0].isdigit()
            | _FIRST * (word in _FIRST_PERSON)
            | _SAYS * (word in _SPEECH)
            | _PRONOUN * (word in PERSONAL_PRONOUNS)
        )
        self[word] = kind
        return kind


_KINDS = _Kinds()


def features(document: Document, index: WordIndex, vectors: SentenceVectors, *, iterate: bool = True) -> Floats:
    """Return the features of n sentences, shape (n, len(FEATURES)); most lie between 0 and 1.

    LexRank, the one that takes iterations, is left at 0 unless ``iterate``.
    """
    count = vectors.count
    order = np.arange(count)
    sentences = [document.text[s.start : s.end] for s in document.sentences]
    lengths = index.lengths
    block, first, block_length = _paragraphs(document)
    names, numbers, first_person, speech, dangling = _word_flags(index, count)
    backward, forward = directed(vectors)
    english = document.language == "en"
    columns = (
        centroid(vectors),
        lexrank(vectors) if iterate else np.zeros(count),
        backward,
        forward,
        1 / (1 + order),
        order / count,
        1 / (1 + block),
        first,
        np.minimum(block_length, 10) / 10,
        np.minimum(lengths, 60) / 60,
        lengths < 7,
        lengths > 40,
        title_overlap(document, index, vectors),
        heading_overlap(document, index, vectors),
        names,
        numbers,
        _quoted(sentences),
        speech,
        first_person,
        [s.endswith(("?", "?”", '?"', "？")) for s in sentences],
        [english and opens_unresolved(s) for s in sentences],
        [english and opens_with_connective(s) for s in sentences],
        dangling if english else np.zeros(count),
        [s[-1] not in _TERMINALS for s in sentences],
        _new_terms(vectors),
        np.full(count, np.log(count)),
    )
    table = np.empty((len(columns), count))
    for number, column in enumerate(columns):
        table[number] = column
    return table.T


def _paragraphs(document: Document) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return, a sentence, the rank of its body block, whether it opens it, and how many sentences the block has."""
    blocks = np.array([s.block for s in document.sentences])
    first = np.ones(len(blocks), dtype=bool)
    first[1:] = blocks[1:] != blocks[:-1]
    rank = np.cumsum(first) - 1
    return rank, first, np.bincount(rank)[rank]


def _word_flags(index: WordIndex, count: int) -> tuple[Floats, Floats, Floats, Floats, NDArray[np.bool_]]:
    """Return shares of names, numbers, first-person and speech words, and whether a pronoun comes before any name."""
    owner, forms = index.owner, index.form_ids
    kinds = np.fromiter(map(_KINDS.__getitem__, index.forms), np.uint8, len(index.forms)).take(forms)
    capital = (kinds & _CAPITAL).view(bool)
    inner = capital.copy()
    openings = index.bounds[:-1][index.lengths > 0]
    inner[openings] = False
    seen = np.zeros(len(index.forms), dtype=bool)
    seen[forms[inner]] = True
    # The first word of a sentence is a name if it is one elsewhere, or if the next word has a capital too.
    doubtful = openings[capital[openings]]
    capital[doubtful] = seen[forms[doubtful]] | inner[np.minimum(doubtful + 1, len(inner) - 1)]
    capital &= index.term_ids >= 0
    kinds = kinds & ~np.uint8(_CAPITAL) | capital
    sets = np.bincount(owner * _KIND_SETS + kinds, minlength=count * _KIND_SETS).reshape(count, _KIND_SETS)

    def first(flags: NDArray[Any]) -> NDArray[np.int64]:
        places = np.full(count, _NEVER)
        found = np.flatnonzero(flags)[::-1]
        places[owner[found]] = found  # reversed, so that the earliest is written last
        return places

    names, numbers, first_person, speech = _IN_SET @ sets.T / np.maximum(index.lengths, 1)
    return names, numbers, first_person, speech, first(kinds & _PRONOUN) < first(capital)


def title_overlap(document: Document, index: WordIndex, vectors: SentenceVectors) -> Floats:
    """Return the share of the title's known terms that each sentence has."""
    ids = set(index.ids(document.title or ""))
    if not ids:
        return np.zeros(vectors.count)
    known = np.zeros(vectors.width, dtype=bool)
    known[list(ids)] = True
    return np.bincount(vectors.rows, known[vectors.columns], minlength=vectors.count) / len(ids)


def heading_overlap(document: Document, index: WordIndex, vectors: SentenceVectors) -> Floats:
    """Return the share of the nearest heading's known terms that each sentence has."""
    headings = [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING]
    if not headings:
        return np.zeros(vectors.count)
    ids = [set(index.ids(document.quote(document.blocks[n]))) for n in headings]
    cells = np.array(sorted(n * vectors.width + i for n, terms in enumerate(ids) for i in terms), dtype=np.int64)
    section = np.array([bisect_right(headings, s.block) - 1 for s in document.sentences])
    sizes = np.array([max(1, len(terms)) for terms in ids])
    owner = section[vectors.rows]
    hit = np.isin(owner * vectors.width + vectors.columns, cells) & (owner >= 0)
    shared = np.bincount(vectors.rows, hit, minlength=vectors.count)
    return np.where(section >= 0, shared / sizes[np.maximum(section, 0)], 0.0)


def _quoted(sentences: list[str]) -> Floats:
    """Return the share of each sentence's characters that stand inside quotation marks.

    A text without double marks, as many a British newspaper's, is read for single ones.
    """
    openings = [_OPENING_QUOTE.search(sentence) for sentence in sentences]
    if not any(openings):
        return np.array([_singly_quoted(sentence) for sentence in sentences])
    shares = np.zeros(len(sentences))
    for number, (sentence, opened) in enumerate(zip(sentences, openings, strict=True)):
        if opened:
            start = opened.start()
            end = max(sentence.rfind(mark) for mark in '"”»“')
            shares[number] = (end - start if end > start else len(sentence) - start) / len(sentence)
    return shares


def _singly_quoted(sentence: str) -> float:
    """Return the share of a sentence between its first opening single mark and its last closing one."""
    opened = _OPENING_SINGLE.search(sentence)
    if not opened:
        return 0.0
    ends = [closed.start() for closed in _CLOSING_SINGLE.finditer(sentence, opened.end())]
    return (ends[-1] - opened.start()) / len(sentence) if ends else 0.0


def _new_terms(vectors: SentenceVectors) -> Floats:
    """Return the share of each sentence's distinct terms that no earlier sentence has."""
    columns = vectors.term_columns
    first = np.ones(len(columns), dtype=bool)
    first[1:] = columns[1:] != columns[:-1]
    new = np.bincount(vectors.term_rows[first], minlength=vectors.count)
    return new / np.maximum(np.diff(vectors.starts), 1)
