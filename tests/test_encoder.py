"""The encoder engine on a tiny random encoder: the whole path but the quality."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from articles import BY_LANGUAGE
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tiny_encoder import CONFIG, VOCABULARY, article, write_encoder

from summarizer.document import Span
from summarizer.engines.base import Draft
from summarizer.engines.windows import windows
from summarizer.errors import EngineError, SummarizerError, UnlearntLanguageError
from summarizer.extract.select import Budget
from summarizer.pipeline import Summarizer
from summarizer.records import Summary
from summarizer.settings import Settings

torch = pytest.importorskip("torch")

from summarizer.engines.encoder import EncoderEngine  # noqa: E402
from summarizer.engines.encoder_device import Arithmetic, computing, fastest, placed  # noqa: E402
from summarizer.engines.encoder_reading import Input, judge  # noqa: E402
from summarizer.engines.encoder_weights import floats, load_encoder  # noqa: E402
from summarizer.engines.encoder_words import chained, continuing, keeping  # noqa: E402
from summarizer.engines.wordpiece import cut, tokenizer  # noqa: E402
from summarizer.training.encoder_start import random_weights  # noqa: E402


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_encoder(tmp_path_factory.mktemp("encoder") / "encoder.safetensors")


@pytest.fixture(scope="module")
def engine(weights: Path) -> EncoderEngine:
    return EncoderEngine.create(str(weights))


def test_a_draft_has_a_salience_a_sentence_and_what_was_chosen(engine: EncoderEngine) -> None:
    document = Summarizer(engine="extractive").document(article(12, seed=1))
    draft = engine.draft(document, Budget(3))
    assert draft.salience.shape == (12,)
    assert ((draft.salience >= 0) & (draft.salience <= 1)).all()
    assert len(draft.selected) == 3


def test_documents_drafted_together_come_in_order_and_as_alone(engine: EncoderEngine) -> None:
    reader = Summarizer(engine="extractive")
    documents = [reader.document(article(count, seed=count)) for count in (20, 5, 33, 8, 3)]
    together = list(engine.drafts(documents, Budget(2)))
    for document, draft in zip(documents, together, strict=True):
        alone = engine.draft(document, Budget(2))
        assert isinstance(draft, Draft)
        np.testing.assert_array_equal(draft.salience, alone.salience)


def test_a_text_of_many_windows_is_read_to_its_end(engine: EncoderEngine) -> None:
    document = Summarizer(engine="extractive").document(article(400, seed=4))
    draft = engine.draft(document, Budget(5))
    assert len(np.unique(np.round(draft.salience[-40:], 6))) > 1


def test_many_threads_share_one_engine(engine: EncoderEngine) -> None:
    document = Summarizer(engine="extractive").document(article(15, seed=6))
    expected = engine.draft(document, Budget(3))
    found: list[bool] = []

    def draft() -> None:
        again = engine.draft(document, Budget(3))
        found.append(again.selected == expected.selected)

    threads = [threading.Thread(target=draft) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 6


def test_what_is_in_a_language_that_it_has_not_learnt_is_left_to_others(engine: EncoderEngine) -> None:
    reader = Summarizer(engine="extractive")
    german, english = reader.document(article(5, seed=1), language="de"), reader.document(article(5, seed=1))
    with pytest.raises(UnlearntLanguageError, match="language is de"):
        engine.draft(german, Budget(2))
    outcomes = list(engine.drafts([english, german, english], Budget(2)))
    assert [isinstance(outcome, UnlearntLanguageError) for outcome in outcomes] == [False, True, False]


@pytest.mark.parametrize("code", ["de", "ms", "zh"])
def test_a_summary_names_the_engine_that_spoke_in_a_language_that_the_encoder_has_not_learnt(code: str) -> None:
    text = BY_LANGUAGE[code]
    spoke = Summarizer(engine="encoder").summarize(text)
    plain = Summarizer(engine="extractive").summarize(text)
    assert (spoke.generator.engine, spoke.generator.revision) == ("extractive", plain.generator.revision)
    assert [notice.code for notice in spoke.warnings] == ["fell_back", *(each.code for each in plain.warnings)]
    assert spoke.highlights == plain.highlights
    with pytest.raises(UnlearntLanguageError):
        Summarizer(engine="encoder", fallback=False).summarize(text)


@pytest.mark.parametrize("fallback", [True, False])
def test_auto_takes_the_engine_that_has_learnt_the_language_without_a_warning(fallback: bool) -> None:
    summarizer = Summarizer(Settings(), engine="auto", fallback=fallback)
    articles = [summarizer.document(BY_LANGUAGE[code]) for code in ("en", "de", "en")]
    answers = summarizer.attempt(articles)
    assert not any(isinstance(answer, SummarizerError) for answer in answers)
    summaries = [answer for answer in answers if isinstance(answer, Summary)]
    assert [each.generator.engine for each in summaries] == ["encoder", "extractive", "encoder"]
    assert "fell_back" not in {notice.code for each in summaries for notice in each.warnings}


def test_stored_weights_come_back_within_half_a_step_of_their_rows(weights: Path) -> None:
    stored = load_encoder(weights)
    assert stored.config == CONFIG
    assert stored.vocabulary == VOCABULARY
    restored = floats(stored.weights)
    for name, weight in random_weights(CONFIG, seed=3).items():
        step = weight.abs().amax(-1, keepdim=True) / 127
        assert ((restored[name] - weight).abs() <= step / 2 + 1e-7).all(), name


def _logits(weights: Path, *, halves: bool = False) -> NDArray[np.float64]:
    stored, arithmetic = load_encoder(weights), Arithmetic("cpu", halves)
    pieces = cut(tokenizer(stored.vocabulary), article(30, seed=2).split("\n\n"))
    features = np.random.default_rng(1).normal(size=(30, len(CONFIG.features))).astype(np.float32)
    with computing(arithmetic):
        ready = placed(stored.weights, arithmetic)
        return judge(ready, CONFIG, [Input(pieces, features)], ends=(2, 3))[0]


def test_short_numbers_say_nearly_what_long_ones_do(weights: Path) -> None:
    exact = _logits(weights)
    short = _logits(weights, halves=True)
    assert np.abs(short - exact).max() < 0.05 * exact.std()
    assert (short != exact).any()


def test_where_to_compute_can_be_said(weights: Path) -> None:
    assert fastest("cpu").device == "cpu"
    if torch.cuda.is_available():
        assert fastest().device == "cuda"
    else:
        with pytest.raises(EngineError, match="cannot compute on cuda"):
            EncoderEngine.create(str(weights), Settings(device="cuda"))


@pytest.mark.parametrize("share", [0, 0.0005, 0.2, 0.999])
def test_a_file_that_was_cut_short_is_refused(weights: Path, tmp_path: Path, share: float) -> None:
    data = weights.read_bytes()
    broken = tmp_path / "encoder.safetensors"
    broken.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(EngineError, match="cannot be read"):
        EncoderEngine.create(str(broken))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "encoder.safetensors"
    other.write_bytes(b"\x80\x04\x95 a pickle, say, and then some more")
    with pytest.raises(EngineError, match="cannot be read"):
        EncoderEngine.create(str(other))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be read"):
        EncoderEngine.create(str(tmp_path / "nowhere.safetensors"))


def test_scales_of_another_matrix_are_refused(weights: Path, tmp_path: Path) -> None:
    from safetensors import safe_open
    from safetensors.torch import save_file

    with safe_open(weights, framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 — no mapping
        about = file.metadata()
    tensors["words.weight.scale"] = tensors["words.weight.scale"][:1].clone()
    broken = tmp_path / "encoder.safetensors"
    save_file(tensors, broken, metadata=about)
    with pytest.raises(EngineError, match=r"words\.weight has scales"):
        EncoderEngine.create(str(broken))


def test_auto_says_why_the_encoder_did_not_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "encoder.safetensors"
    broken.write_bytes(b"broken")
    monkeypatch.setattr("summarizer.engines.encoder.SHIPPED", broken)
    summary = Summarizer(engine="auto").summarize(article(12, seed=1))
    assert summary.generator.engine == "extractive"
    assert [notice.code for notice in summary.warnings] == ["fell_back"]


def test_auto_prefers_an_encoder_that_is_there(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.engines.encoder.SHIPPED", weights)
    assert Summarizer(engine="auto").summarize(article(12, seed=1)).generator.engine == "encoder"


@given(
    logits=st.lists(st.floats(-5, 5), min_size=1, max_size=7),
    chain=st.lists(st.floats(-3, 3), min_size=4, max_size=4),
)
def test_a_chain_weighs_every_choice_of_words(logits: list[float], chain: list[float]) -> None:
    steps = np.array(chain).reshape(2, 2)
    weighed = {
        choice: sum(logit for logit, kept in zip(logits, choice, strict=True) if kept)
        + sum(steps[pair] for pair in pairwise(choice))
        for choice in product((0, 1), repeat=len(logits))
    }
    probabilities = chained(np.array(logits), steps)
    total = sum(np.exp(value) for value in weighed.values())
    for place, probability in enumerate(probabilities):
        expected = sum(np.exp(value) for choice, value in weighed.items() if choice[place]) / total
        assert probability == pytest.approx(expected)


def test_a_word_that_must_stay_stays() -> None:
    probabilities = chained(np.array([-4.0, np.inf, -4.0]), np.array([[2.0, -2.0], [-2.0, 2.0]]))
    assert probabilities[1] == 1
    assert probabilities[0] < 0.5


def test_words_are_runs_of_pieces_and_punctuation_is_none() -> None:
    config = replace(CONFIG, word_start=1, word_layers=1)
    weights = random_weights(config, seed=1)
    sentences = ["Zebra, the mayor!", "", "The bridge " * 40]
    pieces = cut(tokenizer(VOCABULARY), sentences)
    given = list(zip(sentences, pieces, strict=True))
    found = keeping(weights, config, given, ends=(2, 3), continues=continuing(VOCABULARY))
    assert [sentences[0][start:end] for (start, end), _ in found[0]] == ["Zebra", "the", "mayor"]
    assert found[1] == []
    assert len(found[2]) == 80
    assert {word.kept for word in found[2][62:]} == {1}


def test_the_shipped_encoder_judges_the_words_of_what_it_picks() -> None:
    document = Summarizer(engine="extractive").document(BY_LANGUAGE["en"])
    draft = EncoderEngine.create(None).draft(document, Budget(3))
    picked = [document.sentences[place] for place in draft.selected]
    assert set(draft.keeping) == {Span(sentence.start, sentence.end) for sentence in picked}
    for whole, judged in draft.keeping.items():
        assert {document.quote(word.span) for word in judged} >= set(re.findall(r"[A-Za-z]{4,}", document.quote(whole)))
        assert all(0 <= word.kept <= 1 for word in judged)


@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=60),
    size=st.integers(2, 50),
    data=st.data(),
)
def test_windows_take_every_piece_once_and_where_it_has_context(
    sizes: list[int], size: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    bounds = [0, *np.cumsum(sizes).tolist()]
    found = windows(bounds, size=size, overlap=overlap)
    assert [piece for window in found for piece in range(window.from_, window.to)] == list(range(bounds[-1]))
    for window in found:
        assert window.start <= window.from_ <= window.to <= window.end <= window.start + size
        assert window.from_ == 0 or window.from_ - window.start >= overlap // 2
        assert window.to == bounds[-1] or window.end - window.to >= overlap // 2
