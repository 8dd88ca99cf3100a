"""A scorer's file: what was trained is what scores, and a damaged one is refused by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from articles import CHINESE, NEWS

from summarizer import Summarizer
from summarizer.engines.extractive import SHIPPED
from summarizer.errors import EngineError
from summarizer.extract.background import Background
from summarizer.extract.learned import COLUMNS, NEIGHBOURED, LearnedScorer

WIDTH = 2 * len(COLUMNS) + 2 * len(NEIGHBOURED)


def random_scorer(seed: int = 0, language: str = "en") -> LearnedScorer:
    dice = np.random.default_rng(seed)
    layers = ((dice.normal(size=(WIDTH, 8)), dice.normal(size=8)), (dice.normal(size=(8, 1)), dice.normal(size=1)))
    background = Background({"council": 40, "lighthous": 3}, 100)
    return LearnedScorer(None, None, language, background, np.zeros(WIDTH), np.ones(WIDTH), layers)


def test_a_scorer_survives_its_file() -> None:
    scorer = random_scorer()
    read = LearnedScorer.from_bytes(scorer.to_bytes({}), model="x")
    rows = np.random.default_rng(1).normal(size=(50, WIDTH))
    assert read.predict(rows) == pytest.approx(scorer.predict(rows), abs=0.02)  # weights are kept in half precision
    assert (read.background, read.language) == (scorer.background, "en")


def test_equal_scorers_make_equal_files() -> None:
    assert random_scorer().to_bytes({"seed": 1}) == random_scorer().to_bytes({"seed": 1})


def test_salience_lies_between_0_and_1_however_odd_the_input() -> None:
    rows = np.array([[1e300] * WIDTH, [-1e300] * WIDTH, [0.0] * WIDTH])
    found = random_scorer().predict(rows)
    assert ((found >= 0) & (found <= 1)).all()


def test_a_file_named_on_the_command_line_decides_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ours.npz"
    path.write_bytes(random_scorer(3).to_bytes({}))
    summary = Summarizer(engine=f"extractive:{path}").summarize(NEWS)
    assert summary.generator.model == str(path)
    assert summary.generator.revision == LearnedScorer.load(path).revision
    shipped = Summarizer(engine="extractive").summarize(NEWS)
    assert [h.rank_score for h in shipped.highlights] != [h.rank_score for h in summary.highlights]


def test_a_scorer_speaks_for_its_own_language_only(tmp_path: Path) -> None:
    path = tmp_path / "ours.npz"
    path.write_bytes(random_scorer(3).to_bytes({}))
    ours, shipped = (Summarizer(engine=name).summarize(CHINESE) for name in (f"extractive:{path}", "extractive"))
    assert ours.highlights == shipped.highlights


@pytest.mark.parametrize("cut", [0, 1, 100, -1, -100])
def test_a_truncated_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.npz"
    path.write_bytes(random_scorer().to_bytes({})[:cut])
    with pytest.raises(EngineError, match="cannot be read as a scorer"):
        LearnedScorer.load(path)


def test_a_file_made_for_other_features_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    path.write_bytes(random_scorer().to_bytes({"columns": ["centroid"]}))
    with pytest.raises(EngineError, match="train it again"):
        LearnedScorer.load(path)


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.npz"
    np.savez(path, header=np.array([{"format": "x"}], dtype=object))
    with pytest.raises(EngineError):
        LearnedScorer.load(path)


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="none"):
        LearnedScorer.load(tmp_path / "none.npz")
    path = tmp_path / "huge.npz"
    path.write_bytes(b"\0" * 4_000_001)
    with pytest.raises(EngineError, match="4,000,001 bytes"):
        LearnedScorer.load(path)


def test_the_shipped_scorer_is_small_and_says_how_it_was_made() -> None:
    assert SHIPPED.stat().st_size < 4_000_000
    assert LearnedScorer.load(SHIPPED).language == "en"
