"""Training the extractive scorer from articles with human highlights: boosted trees teach a small network.

1 Every second article is read as one paragraph, so that the scorer does not lean on paragraphs that a source may lose.
2 Labels are the greedy oracle's picks. 3 Boosted trees (LightGBM) learn to tell picks from the rest. 4 Their score,
less a price on words (human highlights are short), is what the network learns (distillation, Hinton et al. 2015).
5 A tenth of the articles, held back throughout, says what the scorer gains over the first sentences.
"""

from __future__ import annotations

import hashlib
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer import sources
from summarizer.document import Document
from summarizer.engines.drafting import drafted
from summarizer.errors import MissingExtraError, SourceError, SummarizerError
from summarizer.evaluation.bootstrap import Interval, mean_interval, ratio_interval
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.evaluation.oracle import oracle
from summarizer.evaluation.rouge import score
from summarizer.extract.background import Background
from summarizer.extract.learned import LearnedScorer, inputs
from summarizer.extract.select import Budget
from summarizer.highlights import highlights
from summarizer.records import Record
from summarizer.settings import Settings
from summarizer.text.assemble import assemble
from summarizer.text.similarity import Floats, sentence_vectors
from summarizer.text.words import WordIndex, index_words
from summarizer.training.origin import sha256_of, versions

PICKS = 3
"""Sentences that the oracle picks, and highlights that the report is about."""
BREVITY = 0.01
"""Price of a word, in the trees' log-odds. Swept from 0 to 0.05: more gains on CNN and loses on the Daily Mail."""
_COMMON = 8  # articles that a term must stand in to be listed in the background
_HELD_BACK = 10  # one article in so many
_FEWEST = 20
_SENTENCES = (4, 200)  # fewer leave nothing to choose; more outweigh everything else
_TREES: dict[str, Any] = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.06, "min_data_in_leaf": 150, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "verbose": -1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


class Plan(Record):
    """How to train."""

    seed: int = 0
    """Everything random hangs on it."""
    rounds: int = 300
    """Boosted trees."""
    hidden: int = 96
    """Units of the network's hidden layer."""
    epochs: int = 12
    """Passes of the network over the data."""
    limit: int | None = None
    """Most articles read from each file; by default all."""
    language: str = "en"
    """Language of the articles."""


class Gain(Record):
    """What a scorer gains on articles held back: means of ROUGE-1, -2 and -Lsum F1, 0 to 1, with 95 % intervals."""

    learnt: int
    """How many articles the scorer learnt from; those without highlights, or that are no articles, are left out."""
    articles: int
    """How many articles were held back."""
    lead: Interval
    """The first sentences."""
    trained: Interval
    """The product's highlights with this scorer."""
    oracle: Interval
    """The best sentences that anyone could pick."""
    gap_closed: Interval | None
    """How much of the way from lead to oracle the scorer goes."""

    def describe(self) -> str:
        """Return the figures as a line for people."""
        closed = self.gap_closed
        share = f"; gap closed {closed.value:.1%} [{closed.low:.1%}, {closed.high:.1%}]" if closed else ""
        return (
            f"{self.learnt:,} articles learnt from, {self.articles:,} held back: lead {self.lead.value:.4f}, "
            f"this scorer {self.trained.value:.4f}, oracle {self.oracle.value:.4f}{share}"
        )


@dataclass(frozen=True, slots=True)
class _Read:
    document: Document
    index: WordIndex
    references: tuple[str, ...]


def train(data: Sequence[Path], output: Path, plan: Plan | None = None) -> Gain:
    """Train a scorer on files of articles with highlights, write it, and report what it gains on a held-back tenth.

    Raises SourceError if there are too few articles, MissingExtraError without LightGBM or scikit-learn.
    """
    plan = plan or Plan()
    read = list(_articles(data, plan))
    kept = [article for article in read if not _held_back(article)]
    held = [article for article in read if _held_back(article)]
    if len(kept) < _FEWEST or not held:
        raise SourceError(
            f"Training needs more articles with highlights: at least {_FEWEST} to learn from and one to hold back, "
            f"not {len(kept)} and {len(held)}."
        )
    background = _background(kept)
    rows = np.vstack([_inputs(article, background) for article in kept]).astype(np.float32)
    scorer = _fit(rows, kept, background, plan)
    made = scorer.to_bytes(_about(data, plan, len(kept)))
    output.write_bytes(made)
    return _gain(LearnedScorer.from_bytes(made, model=str(output)), held, learnt=len(kept))


def _articles(data: Sequence[Path], plan: Plan) -> Iterator[_Read]:
    settings = Settings()
    fewest, most = _SENTENCES
    for path in data:
        for number, example in enumerate(read_examples(path, limit=plan.limit)):
            if not example.highlights:
                continue
            try:
                document = _document(example, settings, plan.language, joined=number % 2 == 1)
            except SummarizerError:
                continue  # not an article that the product would summarise either
            if fewest <= len(document.sentences) <= most:
                index = index_words([document.quote(s) for s in document.sentences], plan.language)
                yield _Read(document, index, tuple(example.highlights))


def _document(example: Example, settings: Settings, language: str, *, joined: bool) -> Document:
    text = " ".join(example.text.split("\n")) if joined else example.text
    raw = sources.read_text(text, settings=settings)
    return assemble(raw, title=example.title, language=language, settings=settings)


def _held_back(article: _Read) -> bool:
    """Split by document: the same text is always on the same side."""
    digest = hashlib.sha256(article.document.text.replace("\n", " ").encode()).digest()
    return digest[0] % _HELD_BACK == 0


def _background(articles: Sequence[_Read]) -> Background:
    counts = Counter(term for article in articles for term in article.index.vocabulary)
    common = {term: count for term, count in sorted(counts.items()) if count >= min(_COMMON, len(articles))}
    return Background(common, len(articles))


def _inputs(article: _Read, background: Background) -> Floats:
    return inputs(article.document, article.index, sentence_vectors(article.index), background)


def _fit(rows: Any, articles: Sequence[_Read], background: Background, plan: Plan) -> LearnedScorer:
    """Fit the trees on the oracle's picks, then the network on the trees' scores."""
    try:
        import lightgbm
        from sklearn.neural_network import MLPRegressor
    except ImportError as error:
        raise MissingExtraError("Training a scorer", "train") from error
    labels = np.zeros(len(rows))
    weights, starts = np.ones(len(rows)), np.cumsum([0, *(len(a.document.sentences) for a in articles)])
    for article, start, end in zip(articles, starts, starts[1:], strict=False):
        sentences = [article.document.quote(s) for s in article.document.sentences]
        labels[start + np.array(oracle(sentences, article.references, PICKS), dtype=int)] = 1
        weights[start:end] = 1 / np.sqrt(end - start)
    trees = lightgbm.train({**_TREES, "seed": plan.seed}, lightgbm.Dataset(rows, labels, weight=weights), plan.rounds)
    words = np.concatenate([article.index.lengths for article in articles])
    target = trees.predict(rows, raw_score=True) - BREVITY * (words - words.mean())
    mean, scale = rows.mean(axis=0, dtype=np.float64), 1 / (rows.std(axis=0, dtype=np.float64) + 1e-6)
    network = MLPRegressor(
        hidden_layer_sizes=(plan.hidden,),
        batch_size=1024,
        learning_rate_init=2e-3,
        max_iter=plan.epochs,
        random_state=plan.seed,
        tol=0.0,
    )
    standard = np.clip((rows - mean) * scale, -5, 5).astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it stops after its epochs, whether or not it has converged
        network.fit(standard, target.astype(np.float32))
    layers = tuple(zip(network.coefs_, network.intercepts_, strict=True))
    return LearnedScorer(None, None, plan.language, background, mean, scale, layers)


def _gain(scorer: LearnedScorer, articles: Sequence[_Read], *, learnt: int) -> Gain:
    """Compare the product's own highlights with the first sentences and the oracle's."""
    lead, trained, best = [], [], []
    for article in articles:
        document, index = article.document, article.index
        sentences = [document.quote(s) for s in document.sentences]
        vectors = sentence_vectors(index)
        draft = drafted(document, index, vectors, scorer.score(document, index, vectors), Budget(PICKS))
        lead.append(score(article.references, sentences[:PICKS]).mean)
        trained.append(score(article.references, [h.text for h in highlights(document, draft)]).mean)
        best.append(score(article.references, [sentences[i] for i in oracle(sentences, article.references)]).mean)
    return Gain(
        learnt=learnt,
        articles=len(articles),
        lead=mean_interval(lead),
        trained=mean_interval(trained),
        oracle=mean_interval(best),
        gap_closed=ratio_interval(np.subtract(trained, lead).tolist(), np.subtract(best, lead).tolist()),
    )


def _about(data: Sequence[Path], plan: Plan, articles: int) -> dict[str, Any]:
    """Say how a scorer was made."""
    return {
        "plan": plan.model_dump(),
        "articles": articles,
        "data": {path.name: sha256_of(path) for path in data},
        "versions": versions("numpy", "lightgbm", "scikit-learn"),
    }
