"""The encoder engine: a small fine-tuned transformer that reads the article in context and picks its sentences.

It writes nothing: every word of its drafts is the source's. It has learnt English, and leaves documents in other
languages to the next engine, whose features know no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Document, Span
from summarizer.engines.base import Draft, EngineInfo, in_groups
from summarizer.engines.drafting import drafted
from summarizer.engines.encoder_device import computing, fastest, placed
from summarizer.engines.encoder_model import PICK, SHARE
from summarizer.engines.encoder_reading import Input, judge
from summarizer.engines.encoder_weights import StoredEncoder, load_encoder
from summarizer.engines.encoder_words import continuing, keeping
from summarizer.engines.extractive import SHIPPED as SCORER
from summarizer.engines.foreign import as_engine_error
from summarizer.engines.wordpiece import CLS, SEP, cut, tokenizer
from summarizer.errors import EngineError, MissingExtraError, UnlearntLanguageError
from summarizer.extract.dispensable import Word
from summarizer.extract.features import FEATURES, features
from summarizer.extract.learned import LearnedScorer
from summarizer.extract.select import REDUNDANCY, Budget
from summarizer.settings import Settings
from summarizer.text.similarity import Floats, SentenceVectors, sentence_vectors
from summarizer.text.words import WordIndex, index_words

SHIPPED = Path(__file__).parent / "data" / "encoder.safetensors"
_NEEDS = "transformer"
_PACKAGES = ("torch", "safetensors", "tokenizers")
_LANGUAGES = frozenset({"en", "und"})
_SCORED = 2.0
"""Weight of the extractive scorer's logit beside the network's two."""
_WORD_PRICE = 0.02
"""Price of a word in logits: what people write is shorter than what the network would pick."""
_TOP = 0.6
"""Salience of the best sentence; what its title and headings say of it comes on top."""
_SLOPE = REDUNDANCY / 5 / _TOP
"""Fall of the salience with each logit, such that a cosine of 1 to the best sentence costs five."""
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document's sentences as the engine reads them."""

    index: WordIndex
    vectors: SentenceVectors
    given: Input
    """What the encoder is given."""


def is_ready() -> bool:
    """Whether the packages and the shipped weights are there; loads neither."""
    return SHIPPED.exists() and all(find_spec(name) is not None for name in _PACKAGES)


class EncoderEngine:
    """Scores sentences with the encoder and selects. Holds nothing that a draft changes.

    The settings' ``torch_threads`` hold for the whole process.
    """

    name = "encoder"

    def __init__(self, stored: StoredEncoder, *, model: str | None = None, settings: Settings | None = None) -> None:
        import torch

        if settings is not None and settings.torch_threads is not None:
            torch.set_num_threads(settings.torch_threads)
        unknown = set(stored.config.features) - set(FEATURES)
        if unknown:
            raise EngineError(
                f"The encoder was trained with features that there are not: {', '.join(sorted(unknown))}."
            )
        self.model: str | None = model
        self.revision: str | None = stored.revision
        self._config = stored.config
        device = settings.device if settings else "auto"
        with as_engine_error(f"The encoder cannot compute on {device}"):
            self._arithmetic = fastest(device)
            self._weights = placed(stored.weights, self._arithmetic)
        self._columns = [FEATURES.index(name) for name in stored.config.features]
        self._cutter = tokenizer(stored.vocabulary)
        self._continues = continuing(stored.vocabulary)
        self._ends = (stored.vocabulary.index(CLS), stored.vocabulary.index(SEP))
        self._learned = LearnedScorer.load(SCORER, model=SCORER.stem)

    @classmethod
    def create(cls, model: str | None, settings: Settings | None = None) -> Self:
        """Make the engine with the shipped weights, or those in a file or folder that training wrote.

        It computes on the settings' device, by default a GPU if there is one. Raises MissingExtraError without torch,
        EngineError if the weights cannot be read.
        """
        if any(find_spec(name) is None for name in _PACKAGES):
            raise MissingExtraError("The encoder", _NEEDS)
        path = Path(model) if model else SHIPPED
        return cls(load_encoder(path / SHIPPED.name if path.is_dir() else path), model=model, settings=settings)

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        ready = is_ready()
        return EngineInfo(
            name="encoder",
            description="Reads the article with a small transformer, then picks and trims the source's own sentences.",
            ready=ready,
            needs=None if ready else f"pip install 'newsroom-summarizer[{_NEEDS}]'",
        )

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft one document. Raises UnlearntLanguageError if it is not in English."""
        outcome = next(self.drafts([document], budget))
        if isinstance(outcome, EngineError):
            raise outcome
        return outcome

    def drafts(self, documents: Iterable[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        """Draft many documents in order, several at a time; an error stands for one that is not in English."""
        for group in in_groups(documents):
            yield from self._group(group, budget)

    @property
    def judges_words(self) -> bool:
        """Whether it has learnt from compressed sentences."""
        return self._config.word_layers > 0

    def keeping(self, sentences: Sequence[str]) -> list[list[Word]]:
        """Judge which words of sentences, each taken by itself, an editor would keep; ranges are of each sentence.

        Raises EngineError if this encoder does not judge words.
        """
        if not self.judges_words:
            raise EngineError("This encoder judges no words: it has learnt from no compressed sentences.")
        read = list(zip(sentences, cut(self._cutter, sentences), strict=True))
        with as_engine_error("The encoder failed"), computing(self._arithmetic):
            return keeping(self._weights, self._config, read, ends=self._ends, continues=self._continues)

    def _group(self, group: Sequence[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        read = [self._prepared(document) if document.language in _LANGUAGES else None for document in group]
        judged = iter(self._judged([each.given for each in read if each]))
        for document, each in zip(group, read, strict=True):
            yield self._draft(document, each, next(judged), budget) if each else _unlearnt(document.language)

    def _judged(self, inputs: list[Input]) -> list[Floats]:
        parts = [inputs] if self._arithmetic.together and inputs else [[each] for each in inputs]
        with as_engine_error("The encoder failed"), computing(self._arithmetic):
            return [found for part in parts for found in judge(self._weights, self._config, part, ends=self._ends)]

    def _draft(self, document: Document, read: _Prepared, judged: Floats, budget: Budget) -> Draft:
        scored = self._learned.score(document, read.index, read.vectors)
        salience = salience_of(judged, scored, read.index.lengths)
        draft = drafted(document, read.index, read.vectors, salience, budget)
        if not self.judges_words or document.language != "en":
            return draft
        return replace(draft, keeping=self._keeping(document, draft.selected))

    def _keeping(self, document: Document, selected: Sequence[int]) -> dict[Span, list[Word]]:
        """Judge the words of the selected sentences, as ranges of the document."""
        places = [Span(document.sentences[i].start, document.sentences[i].end) for i in selected]
        judged = self.keeping([document.quote(place) for place in places])
        return {
            place: [Word(Span(place.start + start, place.start + end), kept) for (start, end), kept in words]
            for place, words in zip(places, judged, strict=True)
        }

    def _prepared(self, document: Document) -> _Prepared:
        sentences = [document.quote(sentence) for sentence in document.sentences]
        index = index_words(sentences, document.language)
        vectors = sentence_vectors(index)
        known = features(document, index, vectors)[:, self._columns].astype(np.float32)
        return _Prepared(index, vectors, Input(cut(self._cutter, sentences), known))


def _unlearnt(language: str) -> UnlearntLanguageError:
    return UnlearntLanguageError(f"The encoder has learnt English, and this article's language is {language}.")


def salience_of(judged: Floats, scored: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Join the network's logits of n sentences, (n, 2), with the extractive scorer's salience, less a price of words.

    Returns a salience of shape (n,), 0 to 1.
    """
    inside = np.clip(scored, _EDGE, 1 - _EDGE)
    joined = judged[:, PICK] + judged[:, SHARE] + _SCORED * np.log(inside / (1 - inside))
    joined = joined - _WORD_PRICE * lengths
    salience: Floats = _TOP * np.exp(_SLOPE * (joined - joined.max()))
    return salience
