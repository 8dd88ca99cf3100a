"""How well single sentences are trimmed, against sentences that people compressed by deleting words.

The data are those of Filippova and Altun, "Overcoming the lack of parallel data in sentence compression", 2013. What
matters most is that few words are cut which the reference keeps: a wrong cut costs more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from summarizer.document import Span
from summarizer.engines.encoder import EncoderEngine
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.rouge import f1, overlap
from summarizer.extract.pruning import pruned
from summarizer.extract.trees import Trees
from summarizer.extract.trim import trims

Compressor = Callable[[str], str]
"""One sentence in, what is left of it out."""

FIRST_WORDS = 14
"""Words of the plain baseline: the best of 8 to 16 (13 ties with it), swept on the same corpus."""

_TOKEN = re.compile(r"\w+(?:['’.,-]\w+)*")


class Trimmed(NamedTuple):
    """One sentence, trimmed: the raw counts and scores of it."""

    f1: float
    """F1 of the kept words, as a bag, lower case."""
    exact: float
    """1 if exactly the reference's words are kept, else 0."""
    cut: int
    """Words cut."""
    rightly_cut: int
    """Those of them that the reference cuts too."""
    kept_share: float
    """Characters kept of the sentence's."""


def product(sentence: str) -> str:
    """Trim a sentence as the product does a highlight."""
    return " ".join(sentence[start:end] for start, end in trims(sentence, [Span(0, len(sentence))])[0])


def pruning(encoder: EncoderEngine) -> Compressor:
    """Return the compressor that cuts down a sentence's tree to the words that an encoder would keep."""

    def compress(sentence: str) -> str:
        whole = Span(0, len(sentence))
        [tree], [words] = Trees().of(sentence, [whole]), encoder.keeping([sentence])
        return " ".join(sentence[start:end] for start, end in (pruned(tree, words) if tree else [whole]))

    return compress


def keep_everything(sentence: str) -> str:
    """Leave a sentence as it is."""
    return sentence


def first_words(sentence: str) -> str:
    """Keep the first FIRST_WORDS words."""
    return " ".join(sentence.split()[:FIRST_WORDS])


BASELINES: dict[str, Compressor] = {"keep everything": keep_everything, f"first {FIRST_WORDS} words": first_words}


def compare(compress: Compressor, examples: Iterable[Example]) -> list[Trimmed]:
    """Trim each example's sentence and hold it against its ``compression``; examples without one are passed over."""
    return [_trimmed(example, compress(example.text)) for example in examples if example.compression]


def _trimmed(example: Example, result: str) -> Trimmed:
    source, wanted, found = _words(example.text), _words(example.compression or ""), _words(result)
    cut = _cut(source, found)
    return Trimmed(
        f1=f1(overlap(wanted, found), len(wanted), len(found)),
        exact=float(wanted == found),
        cut=len(cut),
        rightly_cut=len(cut & _cut(source, wanted)),
        kept_share=min(len(result) / max(len(example.text), 1), 1.0),
    )


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _cut(source: list[str], kept: list[str]) -> set[int]:
    """Return the positions of the words that are not kept; of a repeated word, the one in the longer run is kept."""
    matcher = SequenceMatcher(None, source, kept, autojunk=False)
    taken = {block.a + offset for block in matcher.get_matching_blocks() for offset in range(block.size)}
    return set(range(len(source))) - taken
