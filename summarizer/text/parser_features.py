"""What the parser sees of a token: its word, ending, beginning and shape, as rows of four embedding tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

TABLES = ("word", "ending", "beginning", "shape")
"""The embedding tables, in the order of a token's ids."""
SHAPES = 16
"""Eight shapes, twice: of a sentence's first token, whose capital says little, and of the others."""
UNKNOWN = 0
"""Row of what the vocabulary does not hold."""

_NUMBER = re.compile(r"\d[\d.,:]*")
_REMEMBERED = 50_000  # tokens whose ids are kept: some 10 MB at most
_ENDING, _BEGINNING = 3, 2

Ids = tuple[int, int, int, int]


def normal(token: str) -> str:
    """Return the form in which a token is looked up: lower-cased, numbers alike but for those that look like years."""
    word = token.replace("’", "'").lower()
    if not word[0].isdigit():
        return word
    return "0000" if len(word) == 4 and word.isdigit() else _NUMBER.sub("0", word)


def ending(word: str) -> str:
    """Return the last letters of a word in its normal form."""
    return word[-_ENDING:]


def beginning(word: str) -> str:
    """Return the first letters of a word in its normal form."""
    return word[:_BEGINNING]


def shape(token: str) -> int:
    """Return the shape of a token, 0 to 7: how it is written, apart from its letters."""
    if token[0].isdigit():
        return 0 if token.isdigit() else 1
    if not token[0].isalnum():
        return 2
    if token.islower():
        return 3
    if token.isupper():
        return 4 if len(token) > 1 else 5
    return 6 if token[0].isupper() else 7


class _Known(dict[str, Ids]):
    """Token → its ids, as if it did not open a sentence; learns each token once."""

    def __init__(self, words: Mapping[str, int], endings: Mapping[str, int], beginnings: Mapping[str, int]) -> None:
        self._tables = words, endings, beginnings

    def __missing__(self, token: str) -> Ids:
        if len(self) >= _REMEMBERED:
            self.clear()
        words, endings, beginnings = self._tables
        word = normal(token)
        ids = self[token] = (
            words.get(word, UNKNOWN),
            endings.get(ending(word), UNKNOWN),
            beginnings.get(beginning(word), UNKNOWN),
            shape(token),
        )
        return ids


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rows of the tables of words, endings and beginnings; the first, of each, is for what it does not hold."""

    words: Mapping[str, int]
    endings: Mapping[str, int]
    beginnings: Mapping[str, int]
    _known: dict[str, Ids] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", _Known(self.words, self.endings, self.beginnings))

    def ids(self, sentences: Sequence[Sequence[str]]) -> NDArray[np.int32]:
        """Return the ids of all tokens of sentences, one after another: shape (tokens, 4)."""
        rows: list[Ids] = []
        for tokens in sentences:
            begin = len(rows)
            rows += map(self._known.__getitem__, tokens)
            word, last, first, form = rows[begin]
            rows[begin] = (word, last, first, form + SHAPES // 2)
        return np.array(rows, dtype=np.int32)
