"""Training a scorer on a small archive of our own, through the command line and back into the engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarizer.cli import cli
from summarizer.errors import SourceError
from summarizer.extract.learned import LearnedScorer
from summarizer.training.scorer import Plan, train

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

ARTICLES = Path(__file__).parent / "quality" / "articles.jsonl"
QUICK = Plan(rounds=5, epochs=2, hidden=8)


def test_training_writes_a_scorer_that_scores_and_reports_its_gain(tmp_path: Path) -> None:
    gain = train([ARTICLES], tmp_path / "ours.npz", QUICK)
    assert 0 < gain.lead.value < gain.oracle.value < 1
    assert gain.articles >= 1
    assert gain.learnt + gain.articles <= 40
    assert f"{gain.learnt} articles learnt from, {gain.articles} held back" in gain.describe()
    assert LearnedScorer.load(tmp_path / "ours.npz").background.documents > 20


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        train([ARTICLES], tmp_path / name, QUICK)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_seed_gives_another_scorer(tmp_path: Path) -> None:
    for seed in (0, 1):
        train([ARTICLES], tmp_path / str(seed), QUICK.model_copy(update={"seed": seed}))
    assert (tmp_path / "0").read_bytes() != (tmp_path / "1").read_bytes()


def test_too_few_articles_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "few.jsonl"
    data.write_text(json.dumps({"id": "1", "text": "One. Two. Three. Four.", "highlights": ["One."]}) + "\n")
    with pytest.raises(SourceError, match="more articles"):
        train([data], tmp_path / "ours.npz", QUICK)
    assert not (tmp_path / "ours.npz").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "archive.jsonl"], "would be written over"),
        (["--output", "nowhere/ours.npz"], "nowhere is not a folder"),
        (["--output", "ours.npz", "--language", "klingon"], "'klingon' is not the code of a language"),
    ],
)
def test_a_command_that_cannot_end_well_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    archive = ARTICLES.read_bytes()
    (tmp_path / "archive.jsonl").write_bytes(archive)
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(cli, ["train", "scorer", "archive.jsonl", *arguments])
    assert words in f"{refused.output}{refused.exception}"
    assert (tmp_path / "archive.jsonl").read_bytes() == archive
    assert [path.name for path in tmp_path.iterdir()] == ["archive.jsonl"]


def test_a_scorer_of_a_regions_language_speaks_for_the_language(tmp_path: Path) -> None:
    output = tmp_path / "ours.npz"
    command = ["train", "scorer", str(ARTICLES), "--output", str(output), "--limit", "40", "--language", "en-GB"]
    assert CliRunner().invoke(cli, command, catch_exceptions=False).exit_code == 0
    assert LearnedScorer.load(output).language == "en"


def test_the_command_trains_and_the_file_is_an_engine(tmp_path: Path) -> None:
    output = tmp_path / "ours.npz"
    trained = CliRunner().invoke(cli, ["train", "scorer", str(ARTICLES), "--output", str(output)])
    assert trained.exit_code == 0, trained.output
    example = Path(__file__).parent / "data" / "night-ferry.txt"
    asked = ["summarize", str(example), "--engine", f"extractive:{output}", "--format", "json"]
    summary = json.loads(CliRunner().invoke(cli, asked, catch_exceptions=False).stdout)
    assert summary["generator"]["model"] == str(output)
