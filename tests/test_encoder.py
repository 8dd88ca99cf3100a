"""The encoder engine on a tiny random encoder: the whole path but the quality."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_encoder import CONFIG, VOCABULARY, article, write_encoder

from summarizer.engines.windows import windows
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.pipeline import Summarizer

torch = pytest.importorskip("torch")

from summarizer.engines.encoder import EncoderEngine  # noqa: E402
from summarizer.engines.encoder_weights import load_encoder  # noqa: E402
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
        np.testing.assert_allclose(draft.salience, alone.salience, atol=1e-5)


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


def test_a_language_it_has_not_learnt_is_scored_without_it(engine: EncoderEngine) -> None:
    text = (
        "Der Rat hat am Montag eine neue Brücke beschlossen. Sie wird zehn Millionen kosten. Die Stadt freut sich sehr."
    )
    document = Summarizer(engine="extractive").document(text, language="de")
    draft = engine.draft(document, Budget(2))
    assert len(draft.selected) == 2


def test_stored_weights_come_back_within_half_a_step_of_their_rows(weights: Path) -> None:
    stored = load_encoder(weights)
    assert stored.config == CONFIG
    assert stored.vocabulary == VOCABULARY
    for name, weight in random_weights(CONFIG, seed=3).items():
        step = weight.abs().amax(-1, keepdim=True) / 127
        assert ((stored.weights[name] - weight).abs() <= step / 2 + 1e-7).all(), name


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
