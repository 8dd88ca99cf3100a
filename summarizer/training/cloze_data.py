"""Blanks to learn from: what people wrote about an article, each fact that the article has too blanked out in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.evaluation.datasets import Example
from summarizer.evaluation.systems import read_document
from summarizer.faithfulness.binding import Bonds
from summarizer.faithfulness.cloze_question import BLANK, FARTHEST, MEASURES, Question, ask
from summarizer.faithfulness.cloze_vocabulary import SPECIAL, Vocabulary, is_figure, words_of
from summarizer.faithfulness.evidence import read_evidence
from summarizer.faithfulness.facts import find_facts
from summarizer.faithfulness.reading import read
from summarizer.settings import Settings

_ROWS = 6_000  # of the table of words: the file stays below 300 KB
_STATEMENT = range(4, 61)  # tokens of a statement that is learned from

Array = NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions side by side, padded: arrays named as in Question, with a first axis more."""

    arrays: dict[str, Array]
    read: NDArray[np.bool_]
    """Which tokens of the article are none of the padding, (b, n)."""
    said: NDArray[np.bool_]
    """The same for the statements, (b, m)."""


def common_words(examples: Iterable[Example]) -> list[str]:
    """Return the words that get a row of their own, the most frequent first."""
    counts: Counter[str] = Counter()
    for example in examples:
        for text in (example.text, *example.highlights):
            counts.update(words_of(read(text)))
    ranked = sorted((-count, word) for word, count in counts.items() if word and not is_figure(word))
    return [word for _, word in ranked[: _ROWS - SPECIAL]]


def questions(example: Example, vocabulary: Vocabulary, settings: Settings) -> Iterator[Question]:
    """Yield the blanks of an article's highlights that more than one of its values could fill."""
    evidence = read_evidence(read_document(example, settings))
    for highlight in example.highlights:
        statement = read(highlight, evidence.language)
        if len(statement) not in _STATEMENT or evidence.verbatim(statement.keys) is not None:
            continue
        bonds = Bonds(statement, evidence)
        for fact in find_facts(statement, evidence):
            if fact.found == "whole" and fact.own and fact.rivals:
                question = ask(fact, bonds, evidence, vocabulary)
                if question.own.any() and question.others.any():
                    yield _small(question)


def _small(question: Question) -> Question:
    """Return a question in a third of the memory."""
    return Question(
        question.words.astype(np.int16),
        question.measures.astype(np.float16),
        question.own,
        question.others,
        question.equal,
        question.stated.astype(np.int16),
        question.distances.astype(np.int8),
        question.rarities,
        question.kind,
    )


def collate(questions: Sequence[Question]) -> Batch:
    """Put questions side by side."""
    size, tokens = len(questions), max(len(one.words) for one in questions)
    stated = max(len(one.stated) for one in questions)
    arrays: dict[str, Array] = {
        "words": np.zeros((size, tokens), np.int64),
        "measures": np.zeros((size, tokens, MEASURES), np.float32),
        "own": np.zeros((size, tokens), bool),
        "others": np.zeros((size, tokens), bool),
        "equal": np.zeros((size, tokens, stated), bool),
        "stated": np.zeros((size, stated), np.int64),
        "distances": np.full((size, stated), FARTHEST, np.int64),
        "rarities": np.zeros((size, stated), np.float32),
    }
    read, said = np.zeros((size, tokens), bool), np.zeros((size, stated), bool)
    for row, one in enumerate(questions):
        for name, array in arrays.items():
            given: Array = getattr(one, name)
            array[row][tuple(slice(length) for length in given.shape)] = given
        read[row, : len(one.words)] = True
        said[row, : len(one.stated)] = True
    arrays["kind"] = np.array([one.kind for one in questions])
    arrays["blank"] = arrays["distances"] == BLANK
    return Batch(arrays, read, said)
