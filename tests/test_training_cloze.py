"""Training the network that fills blanks on a town of our own making, through the command line and back."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from summarizer.cli import cli
from summarizer.errors import MissingExtraError, SourceError
from summarizer.faithfulness.cloze_network import Network
from summarizer.faithfulness.cloze_weights import load_cloze
from summarizer.training.cloze import Plan, train
from summarizer.training.cloze_words import embeddings

PEOPLE = "Ansel Brook,Mara Quill,Tobin Reyes,Ilse Varga,Oskar Lind,Petra Holm".split(",")
DEEDS = {
    "opened the new bridge over the river": "opened the bridge",
    "won the harbour race on Sunday": "was first in the harbour race",
    "wrote a book about lighthouses": "is the author of a book on lighthouses",
    "sold the old mill to the council": "parted with the old mill",
}


def story(rng: random.Random) -> dict[str, object]:
    people, deeds = rng.sample(PEOPLE, 4), rng.sample(sorted(DEEDS), 4)
    told = [f"It was {who} who {deed}." for who, deed in zip(people, deeds, strict=True)]
    lines = [f"The baker {who} {DEEDS[deed]}." for who, deed in zip(people, deeds, strict=True)]
    week = "A week in the town. " * rng.randint(1, 9)
    return {"id": str(rng.random()), "text": week + " ".join(told), "highlights": lines[:3]}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(0)
    path = tmp_path_factory.mktemp("town") / "town.jsonl"
    path.write_text("".join(json.dumps(story(rng)) + "\n" for _ in range(300)), encoding="utf-8")
    return path


def test_who_did_what_is_learnt(town: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    losses: list[float] = []
    filled = train(
        [town], tmp_path / "ours" / "c.npz", Plan(epochs=8), progress=lambda step, total, loss: losses.append(loss)
    )
    assert losses[-1] < losses[0] / 2
    assert filled.blanks > 10
    assert filled.right > 0.8
    assert "filled as people did" in filled.describe()
    assert load_cloze(tmp_path / "ours" / "c.npz").about["plan"]["epochs"] == 8


def test_training_again_gives_the_same_file_and_another_seed_another(town: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    made = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        train([town], tmp_path / name, Plan(seed=seed, limit=60))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] != made[2]


def test_torch_and_numpy_score_alike(town: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from summarizer.evaluation.datasets import read_examples
    from summarizer.faithfulness.cloze_vocabulary import SPECIAL
    from summarizer.faithfulness.cloze_weights import vocabulary_of
    from summarizer.settings import Settings
    from summarizer.training.cloze_data import collate, common_words, questions
    from summarizer.training.cloze_model import WORD, Model

    examples = list(read_examples(town, limit=3))
    words = common_words(examples)
    asked = [one for example in examples for one in questions(example, vocabulary_of(words), Settings())]
    torch.manual_seed(0)
    start = np.random.default_rng(0).standard_normal((SPECIAL + len(words), WORD)).astype(np.float32)
    model = Model(start).eval()
    batch = collate(asked)
    given = {name: torch.from_numpy(array) for name, array in batch.arrays.items()}
    read, said = torch.from_numpy(batch.read)[..., None], torch.from_numpy(batch.said)[..., None]
    scores = model.scores(given, read, said).detach().numpy()
    network = Network.of(model.arrays())
    assert len(asked) > 5
    for row, question in enumerate(asked):
        assert np.allclose(network.scores(question), scores[row, : len(question.words)][question.ends], atol=1e-3)


def test_words_of_like_company_lie_near_each_other() -> None:
    rng = np.random.default_rng(0)
    texts = [np.array([rng.choice([1, 2]), 5, 6, rng.choice([3, 4]), 7, 8]) for _ in range(200)]
    vectors = embeddings(texts, rows=9, width=3)
    assert vectors[1] @ vectors[2] > vectors[1] @ vectors[3]


def test_the_command_line_trains_and_says_how_well(town: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    output = tmp_path / "cloze.npz"
    result = CliRunner().invoke(cli, ["train", "cloze", str(town), "--output", str(output), "--limit", "60"])
    assert result.exit_code == 0, result.output
    assert "held back" in result.output
    assert output.exists()


def test_too_few_articles_are_refused(town: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    with pytest.raises(SourceError, match="more articles"):
        train([town], tmp_path / "c.npz", Plan(limit=3))


def test_without_torch_it_says_what_to_install(town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name.startswith("summarizer.training.cloze_"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match="transformer"):
        train([town], tmp_path / "c.npz")
