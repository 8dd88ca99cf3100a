"""A statement with one fact blanked out, beside the article: which of the article's values belongs into the blank?

Such questions are the cloze of Hermann et al., "Teaching Machines to Read and Comprehend" (2015). What the network of
``cloze_network.py`` sees of one: the words of both sides, the values that could stand in the blank (names without their
letters, so that it learns no people by heart), and how far the article's sentences share the rest of the statement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.faithfulness.binding import Bonds, Place
from summarizer.faithfulness.cloze_article import Told, told
from summarizer.faithfulness.cloze_vocabulary import BLANKED, NAME, PLACE, Floats, Ints, Vocabulary
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact
from summarizer.faithfulness.reading import Reading

Flags = NDArray[np.bool_]

MEASURES = 8
"""Numbers that come with each token of the article."""
KINDS = 6
"""Kinds of blanks."""
FARTHEST, BLANK = 8, 17
"""Distance from the blank beyond which all are alike, and what stands for the blank's own."""

_KIND = {"name": 0, "number": 2, "date": 4}
_MOST = 400  # tokens read of the article: the sentences that share most with the statement
_BESIDE = 0.4  # what such a share is worth to the sentences before and after
_RARE = 6.0  # brings a rarity to about 1


@dataclass(frozen=True, slots=True)
class Question:
    """A blank: n tokens of the article beside the m of a statement."""

    words: Ints
    """Rows of the article's tokens in the table of words, (n,)."""
    measures: Floats
    """What comes with each of them, (n, MEASURES)."""
    own: Flags
    """Where a value ends that is the fact's, (n,)."""
    others: Flags
    """Where another ends that could have stood there, (n,)."""
    equal: Flags
    """Which tokens of the article are which of the statement's, the blank's left out, (n, m)."""
    stated: Ints
    """Rows of the statement's tokens, (m,)."""
    distances: Ints
    """How far each stands from the blank, less than FARTHEST before it and more behind it, or BLANK, (m,)."""
    rarities: Floats
    """How rare each content word is; 0 for a function word and the blank, (m,)."""
    kind: int
    """What is asked for, below KINDS."""

    @property
    def ends(self) -> Flags:
        """Where a value ends, (n,)."""
        return self.own | self.others


def ask(fact: Fact, bonds: Bonds, evidence: Evidence, vocabulary: Vocabulary) -> Question:
    """Blank a fact out, which the article carries somewhere."""
    place, statement, article = Place(fact.first, fact.last), bonds.statement, told(evidence, vocabulary)
    shares = np.zeros(len(evidence.units), np.float32)
    for unit, share in bonds.shares(place)[0].items():
        shares[unit] = share
    read = _read(article.units, shares)
    words = article.words.copy()
    own, others = np.zeros(len(words), bool), np.zeros(len(words), bool)
    for places, ends in ((fact.own, own), (fact.rivals, others)):
        for first, last in places:
            ends[last] = True
            if fact.kind == "name":
                words[first : last + 1] = PLACE if fact.sort == "place" else NAME
    others &= ~own
    distances = _distances(place, len(statement))
    stated = vocabulary.of(statement)
    stated[fact.first : fact.last + 1] = BLANKED
    rarities = np.array([evidence.rarity(term) / _RARE if term else 0.0 for term in statement.terms], np.float32)
    rarities[fact.first : fact.last + 1] = 0
    equal = _equal(statement, evidence)
    equal[:, fact.first : fact.last + 1] = False
    measures = _measures(article, read, bonds.around(*place), shares, own | others)
    kind = _KIND[fact.kind] + (fact.sort == "place")
    return Question(words[read], measures, own[read], others[read], equal[read], stated, distances, rarities, kind)


def _distances(blank: Place, size: int) -> Ints:
    """Return how far each of a statement's tokens stands from a blank, from 0 to twice FARTHEST, and BLANK."""
    tokens = np.arange(size)
    apart = np.minimum(tokens - blank.first, 0) + np.maximum(tokens - blank.last, 0)
    return np.where(apart == 0, BLANK, np.clip(apart, -FARTHEST, FARTHEST) + FARTHEST)


def _read(unit_of: Ints, shares: Floats) -> Ints:
    """Return the tokens that are read: all, or the sentences that share most with the statement, in order."""
    if len(unit_of) <= _MOST:
        return np.arange(len(unit_of))
    before, after = np.append(0, shares[:-1]), np.append(shares[1:], 0)
    order = np.argsort(-(shares + _BESIDE * np.maximum(before, after)), kind="stable")
    sizes = np.bincount(unit_of, minlength=len(shares))
    chosen = np.zeros(len(shares), bool)
    chosen[order[np.cumsum(sizes[order]) <= _MOST]] = True
    read = np.flatnonzero(chosen[unit_of])
    return read if len(read) else np.arange(_MOST)


def _equal(statement: Reading, evidence: Evidence) -> Flags:
    equal = np.zeros((len(evidence.reading), len(statement)), bool)
    for token, (term, key) in enumerate(zip(statement.terms, statement.keys, strict=True)):
        equal[evidence.places.get(term, []) if term else evidence.key_places.get(key, []), token] = True
    return equal


def _measures(article: Told, read: Ints, fit: NDArray[np.float64], shares: Floats, ends: Flags) -> Floats:
    units = article.units[read]
    columns = np.empty((MEASURES, len(read)), np.float32)
    columns[0] = fit[read]
    columns[1] = shares[units]
    columns[2] = np.append(0, shares[:-1])[units]
    columns[3] = np.append(shares[1:], 0)[units]
    columns[4] = article.places[read]
    columns[5] = article.capitals[read]
    columns[6] = ends[read]
    columns[7] = article.firsts[read]
    return columns.T
