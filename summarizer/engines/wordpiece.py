"""Words to pieces of the encoder's vocabulary, as BERT's uncased tokenizer cuts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = "[CLS]", "[SEP]"
CONTINUES = "##"
"""How a piece begins that goes on with a word."""


class Pieces(NamedTuple):
    """The pieces of one sentence: their ids, and where each stands in it, (start, end) in characters."""

    ids: list[int]
    offsets: list[tuple[int, int]]


def tokenizer(vocabulary: Sequence[str]) -> Tokenizer:
    """Make a tokenizer of a vocabulary whose ids count from 0."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    words = {word: number for number, word in enumerate(vocabulary)}
    made = Tokenizer(models.WordPiece(words, unk_token="[UNK]"))  # noqa: S106 — no password, a token
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def cut(made: Tokenizer, sentences: Sequence[str]) -> list[Pieces]:
    """Cut sentences into pieces, without special ones."""
    return [Pieces(e.ids, e.offsets) for e in made.encode_batch(list(sentences), add_special_tokens=False)]
