"""Training the encoder: labels by hand, and a run of ten articles from start to finish."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import CONFIG, VOCABULARY, records

from summarizer.errors import EngineError, UsageError
from summarizer.evaluation.datasets import read_examples
from summarizer.training.labels import UNKNOWN, label

torch = pytest.importorskip("torch")

from summarizer.engines.encoder import EncoderEngine  # noqa: E402
from summarizer.engines.encoder_weights import load_encoder  # noqa: E402
from summarizer.engines.encoder_words import continuing, keeping  # noqa: E402
from summarizer.engines.wordpiece import cut, tokenizer  # noqa: E402
from summarizer.training import encoder as door  # noqa: E402
from summarizer.training.encoder_batches import Layout, collate, schedule  # noqa: E402
from summarizer.training.encoder_data import Corpus, prepare  # noqa: E402
from summarizer.training.encoder_fit import Plan, Trained, fit  # noqa: E402
from summarizer.training.encoder_start import random_weights  # noqa: E402
from summarizer.training.encoder_words import WordPlan, fit_words  # noqa: E402

PLAN = Plan(
    epochs=2, articles=2, pair_rows=1, window=62, frozen=0, rate=1e-2, head_rate=1e-2, evaluate_every=2, held_out=0.2
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "archive.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records(10)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(data: Path) -> Corpus:
    return prepare(read_examples(data), VOCABULARY)


def run(corpus: Corpus, folder: Path, plan: Plan = PLAN) -> Trained:
    folder.mkdir(exist_ok=True)
    return fit((random_weights(CONFIG, 1), CONFIG), corpus, plan=plan, special=(2, 3), folder=folder)


def test_the_sentence_that_a_highlight_repeats_has_the_greatest_share_and_is_picked() -> None:
    sentences = ["It rained.", "The bridge over the river was closed on Monday.", "Nobody knows why it took so long."]
    labels = label(sentences, ["The bridge was closed."])
    assert labels.picks.tolist() == [False, True, False]
    assert int(np.argmax(labels.shares)) == 1
    assert labels.shares.sum() == pytest.approx(1)


def test_a_sentence_that_says_what_a_better_one_has_said_has_little() -> None:
    sentences = ["The bridge was closed.", "The bridge was closed on Monday.", "Ferries carry the cars instead of it."]
    labels = label(sentences, ["The bridge was closed.", "Ferries carry the cars."])
    assert labels.picks.tolist() == [True, False, True]
    assert labels.shares[1] < min(labels.shares[0], labels.shares[2])


def test_words_are_kept_or_cut_where_a_highlight_comes_from_and_unknown_elsewhere() -> None:
    labels = label(["The bridge over the river was closed.", "It rained."], ["The bridge was closed."])
    assert labels.kept == [[1, 1, 0, 0, 0, 1, 1], [UNKNOWN, UNKNOWN]]


def test_an_article_whose_highlights_share_nothing_with_it_has_no_picks() -> None:
    labels = label(["It rained."], ["Taxes fall"])
    assert not labels.picks.any()
    assert labels.mentioned == [[0, 0]]


def test_every_other_article_is_read_without_its_paragraphs(corpus: Corpus) -> None:
    assert corpus.sentences[~corpus.is_pair].tolist() == [8] * 10
    assert corpus.is_pair.sum() == 10


def test_a_corpus_comes_back_from_its_file_as_it_was(corpus: Corpus, tmp_path: Path) -> None:
    corpus.save(tmp_path / "corpus.npz")
    again = Corpus.load(tmp_path / "corpus.npz")
    assert np.array_equal(again.ids, corpus.ids)
    assert np.array_equal(again.plausible, corpus.plausible)


def test_an_epoch_reads_every_article_once_in_an_order_that_the_seed_decides(corpus: Corpus) -> None:
    layout = Layout(corpus, window=62)
    first, again = (schedule(layout, layout.articles(), seed=(7, 0), size=3, pair_rows=1) for _ in range(2))
    other = schedule(layout, layout.articles(), seed=(7, 1), size=3, pair_rows=1)
    starts = [row.article for batch in first for row in batch if row.article >= 0]
    assert sorted(starts) == layout.first[layout.articles()].tolist()
    assert starts == [row.article for batch in again for row in batch if row.article >= 0]
    assert starts != [row.article for batch in other for row in batch if row.article >= 0]


def test_a_batch_keeps_pieces_labels_and_owners_together(corpus: Corpus) -> None:
    layout = Layout(corpus, window=62)
    for rows in schedule(layout, layout.articles(), seed=(1, 0), size=3, pair_rows=2):
        batch = collate(layout, rows, cls=2, sep=3)
        assert len(batch.content) == len(batch.owners) == len(batch.labels)
        assert int(batch.owners.max()) < batch.sentences
        assert sum(len(places) for places in batch.places) == len(batch.shares) == len(batch.features)
        assert not set(batch.ids.flatten()[batch.content].tolist()) & {0, 2, 3}


def test_the_loss_falls(corpus: Corpus, tmp_path: Path) -> None:
    history = run(corpus, tmp_path / "run", replace(PLAN, epochs=8)).history
    assert history[-1][1] < history[0][1] - 0.1


def test_a_resumed_run_equals_an_uninterrupted_one(corpus: Corpus, tmp_path: Path) -> None:
    whole = run(corpus, tmp_path / "whole")

    class StoppedError(Exception):
        pass

    def stop(step: int, total: int, loss: float) -> None:
        if step == 5:
            raise StoppedError

    (tmp_path / "parts").mkdir()
    start = (random_weights(CONFIG, 1), CONFIG)
    with pytest.raises(StoppedError):
        fit(start, corpus, plan=PLAN, special=(2, 3), folder=tmp_path / "parts", progress=stop)
    parts = run(corpus, tmp_path / "parts")
    assert [entry[0] for entry in parts.history] == [entry[0] for entry in whole.history]
    for name, weight in whole.weights.items():
        assert torch.equal(weight, parts.weights[name]), name


def test_training_writes_weights_that_the_engine_runs_and_a_card(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiny_encoder import write_encoder

    monkeypatch.setattr(door, "SHIPPED", write_encoder(tmp_path / "encoder.safetensors"))
    path = door.train(data, output=tmp_path / "out", plan=PLAN)
    about = load_encoder(path).about
    assert about["training"]["plan"]["seed"] == PLAN.seed
    assert "archive.jsonl" in path.with_suffix(".md").read_text(encoding="utf-8")
    assert EncoderEngine.create(str(tmp_path / "out")).revision == load_encoder(path).revision


def test_files_of_articles_and_of_pairs_are_learnt_from_together(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiny_encoder import write_encoder

    monkeypatch.setattr(door, "SHIPPED", write_encoder(tmp_path / "encoder.safetensors"))
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    articles, pairs = tmp_path / "articles.jsonl", tmp_path / "pairs.jsonl"
    articles.write_text("".join(lines[0::2]), encoding="utf-8")
    pairs.write_text("".join(lines[1::2]), encoding="utf-8")
    about = load_encoder(door.train([articles, pairs], output=tmp_path / "out", plan=PLAN)).about
    assert list(about["training"]["data"]) == ["articles.jsonl", "pairs.jsonl"]
    alone = load_encoder(door.train(articles, output=tmp_path / "alone", plan=PLAN))
    assert alone.config.word_layers == 0
    assert EncoderEngine.create(str(tmp_path / "out")).keeping(["The ferry was closed."])[0][0].span == (0, 3)
    with pytest.raises(EngineError, match="judges no words"):
        EncoderEngine.create(str(tmp_path / "alone")).keeping(["The ferry was closed."])


def test_word_layers_learn_which_words_were_cut_and_leave_the_sentences_alone(corpus: Corpus) -> None:
    start = random_weights(CONFIG, 1)
    plan = WordPlan(epochs=60, pieces=60, rate=1e-2, dropout=0.0)
    continues = continuing(VOCABULARY)
    weights, config = fit_words((start, CONFIG), corpus, plan=plan, special=(2, 3), continues=continues)
    for name, weight in start.items():
        assert torch.equal(weights[name], weight), name
    sentence = "The ferry in the north was closed by the residents of the coast bridge."
    pieces = cut(tokenizer(VOCABULARY), [sentence])[0]
    [found] = keeping(weights, config, [(sentence, pieces)], ends=(2, 3), continues=continues)
    dropped = {sentence[start:end] for (start, end), kept in found if kept < 0.5}
    assert "residents" in dropped
    assert "ferry" not in dropped


def test_fitting_words_twice_gives_the_same_weights(corpus: Corpus) -> None:
    first, again = (
        fit_words(
            (random_weights(CONFIG, 1), CONFIG),
            corpus,
            plan=WordPlan(epochs=2, pieces=60),
            special=(2, 3),
            continues=continuing(VOCABULARY),
        )[0]
        for _ in range(2)
    )
    assert all(torch.equal(weight, again[name]) for name, weight in first.items())


def test_a_folder_that_holds_no_model_is_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no BERT"):
        door.train(data, output=tmp_path / "out", base=tmp_path)


def test_data_without_highlights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.jsonl").write_text('{"id": "1", "text": "It rained."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="nothing to learn from"):
        prepare(read_examples(tmp_path / "bare.jsonl"), VOCABULARY)
