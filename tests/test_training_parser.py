"""Training a parser on a treebank of our own making, through the command line and back into trees."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from summarizer.cli import cli
from summarizer.document import Span
from summarizer.errors import MissingExtraError, SourceError
from summarizer.text.parser_network import Network
from summarizer.text.parser_weights import load_parser
from summarizer.text.parsing import ROOT, Tokens, trees
from summarizer.training.parser import Plan, train
from summarizer.training.parser_scores import measure
from summarizer.training.parser_variants import variant, without_quotation_marks
from summarizer.training.treebank import GoldTree, read_treebank

PEOPLE = "council mayor ferry baker union judge".split()
THINGS = "bridge harbour budget strike garden road".split()
DEEDS = "closed opened praised blocked funded".split()
DAYS = "Monday Friday Sunday".split()


def sentence(rng: random.Random) -> list[tuple[str, str, int, str]]:
    """A sentence of a small grammar: form, tag, head (from 1, 0 for the root) and label of each token."""
    rows = [
        ("The", "DT", 2, "det"),
        (rng.choice(PEOPLE), "NN", 3, "nsubj"),
        (rng.choice(DEEDS), "VBD", 0, ROOT),
        ("a", "DT", 5, "det"),
        (rng.choice(THINGS), "NN", 3, "dobj"),
    ]
    if rng.random() < 0.5:
        rows += [("on", "IN", 3, "prep"), (rng.choice(DAYS), "NNP", 6, "pobj")]
    return [*rows, (".", ".", 3, "punct")]


def conllu(rows: list[tuple[str, str, int, str]]) -> str:
    lines = [
        f"{number}\t{form}\t_\t_\t{tag}\t_\t{head}\t{label}\t_\t_"
        for number, (form, tag, head, label) in enumerate(rows, 1)
    ]
    return "\n".join([*lines, "", ""])


@pytest.fixture(scope="module")
def treebank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(0)
    path = tmp_path_factory.mktemp("trees") / "town.conllu"
    path.write_text("# our own town\n" + "".join(conllu(sentence(rng)) for _ in range(150)), encoding="utf-8")
    return path


def test_a_treebank_is_learnt(treebank: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    losses: list[float] = []
    output = tmp_path / "ours" / "parser.npz"
    scores = train([treebank], output, Plan(epochs=25), progress=lambda step, total, loss: losses.append(loss))
    assert losses[-1] < losses[0] / 10
    assert scores.labels == scores.subjects == 1
    parser, learnt = load_parser(output), list(read_treebank(treebank))
    assert measure(parser, learnt).labels == 1
    assert list(output.parent.iterdir()) == [output]
    assert parser.about["plan"]["epochs"] == 25


def test_training_again_gives_the_same_file_and_another_seed_another(treebank: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    made = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        train([treebank], tmp_path / name, Plan(epochs=1, seed=seed))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] != made[2]


def test_the_command_trains_and_reports(treebank: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    output = tmp_path / "parser.npz"
    done = CliRunner().invoke(
        cli, ["train", "parser", str(treebank), "--output", str(output), "--epochs", "1", "--limit", "80"]
    )
    assert done.exit_code == 0, done.output
    assert "sentences held back: heads" in done.output
    (tree,) = trees(load_parser(output), [Tokens((Span(0, 3), Span(4, 9)), ("The", "mayor"))])
    assert tree.labels.count(ROOT) == 1


def test_without_torch_the_package_to_install_is_named(
    treebank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name in ("summarizer.training.parser_fit", "summarizer.training.parser_model")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r"newsroom-summarizer\[transformer\]"):
        train([treebank], tmp_path / "parser.npz")


def test_too_few_sentences_are_refused(treebank: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    with pytest.raises(SourceError, match="more sentences than the 10"):
        train([treebank], tmp_path / "parser.npz", Plan(limit=10))
    assert not (tmp_path / "parser.npz").exists()


def test_what_is_trained_is_what_is_run() -> None:
    torch = pytest.importorskip("torch")
    from summarizer.training.parser_model import Model, Sizes

    torch.manual_seed(0)
    model = Model(Sizes(rows=(9, 9, 9), labels=5, tags=6, width=16), dropout=0.5).eval()
    network = Network.of(model.arrays(), list(model.sizes.dilations))
    lengths, rng = (3, 12, 1), np.random.default_rng(0)
    bounds = [0, 3, 15, 16]
    ids, heads = rng.integers(0, 9, (3, 12, 4)), np.zeros((3, 12), np.int64)
    mask = np.arange(12) < np.array(lengths)[:, None]
    with torch.no_grad():
        padded = model.read(torch.from_numpy(ids), torch.from_numpy(mask))
        arcs = model.arcs(padded, torch.from_numpy(mask)).numpy()
        labels = model.labels(padded, torch.from_numpy(heads)).numpy()[mask]
        tags = model.tags(padded).numpy()[mask]
    state = network.read(ids[mask], bounds)
    for number, (length, scores) in enumerate(zip(lengths, network.arcs(state, bounds), strict=True)):
        assert np.allclose(scores, arcs[number, :length, :length], atol=1e-4)
    assert np.allclose(network.labels(state, np.repeat(bounds[:-1], lengths)), labels, atol=1e-4)
    assert np.allclose(network.tags(state), tags, atol=1e-4)


def test_sentences_too_long_for_the_parser_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    long = conllu([("go", "VB", 0, "root"), *(("on", "RP", 1, "prt") for _ in range(120))])
    path.write_text(long + GOOD + long.rstrip("\n"), encoding="utf-8")
    assert [len(tree.tokens) for tree in read_treebank(path)] == [3]


GOOD = conllu([("Ships", "NNS", 2, "nsubj"), ("sail", "VBP", 0, "root"), (".", ".", 2, "punct")])


def test_a_treebank_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    ranges = "1-2\tShipsail\t_\t_\t_\t_\t_\t_\t_\t_\n" + GOOD.rstrip("\n") + "\n2.1\te\t_\t_\t_\t_\t_\t_\t_\t_"
    path.write_text(f"# text\n{ranges}\n\n\n\n{GOOD}".rstrip("\n"), encoding="utf-8")
    found = list(read_treebank(path))
    assert found == [GoldTree(("Ships", "sail", "."), ("NNS", "VBP", "."), (1, 1, 1), ("nsubj", ROOT, "punct"))] * 2
    assert list(read_treebank(path, limit=1)) == found[:1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\t_\t_\tNNS\t", "\tNNS\t", ":1 has 8 columns"),
        ("3\t.", "4\t.", ":3 is token '4', where 3 comes next"),
        ("\tNNS\t", "\t_\t", ":1 lacks a form, a tag"),
        ("\tnsubj\t", "\t_\t", ":1 lacks a form, a tag"),
        ("\t2\tnsubj", "\t-2\tnsubj", ":1 has the head '-2'"),
        ("\t2\tnsubj", "\t9\tnsubj", "ends at a.conllu:4 has a head 9"),
        ("\t2\tnsubj", "\t0\tnsubj", "ends at a.conllu:4 has 2 roots"),
        ("\t0\troot", "\t1\troot", "ends at a.conllu:4 has 0 roots"),
        ("\t2\tnsubj", "\t1\tnsubj", "ends at a.conllu:4 has a circle through token 1"),
    ],
)
def test_what_is_no_tree_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        list(read_treebank(path))
    assert told in error.value.detail


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu.xz"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match=r"a\.conllu\.xz"):
        list(read_treebank(path))


QUOTED = GoldTree(
    ("“", "Stay", ",", "”", "he", "said"),
    ("``", "VB", ",", "''", "PRP", "VBD"),
    (5, 5, 5, 5, 5, 5),
    ("punct", "ccomp", "punct", "punct", "nsubj", ROOT),
)


def test_quotation_marks_go_and_the_tree_stays() -> None:
    assert without_quotation_marks(QUOTED) == GoldTree(
        ("Stay", ",", "he", "said"), ("VB", ",", "PRP", "VBD"), (3, 3, 3, 3), ("ccomp", "punct", "nsubj", ROOT)
    )
    heading = QUOTED._replace(heads=(5, 0, 5, 5, 5, 5))
    assert without_quotation_marks(heading) == heading


def test_variants_keep_the_tree_and_most_sentences_as_they_are() -> None:
    rng = random.Random(0)
    found = [variant(QUOTED, rng) for _ in range(400)]
    assert 0.5 < sum(tree == QUOTED for tree in found) / len(found) < 0.9
    assert {tree.tokens[-1] for tree in found} == {"said", "SAID"}
    assert {tree.tokens[-2] for tree in found} == {"he", "HE"}
    assert {len(tree.tokens) for tree in found} == {4, 6}
    assert all(tree.labels[-1] == ROOT for tree in found)
