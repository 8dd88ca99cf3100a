"""The shards of a batch, put together, are what one run writes: byte for byte, whatever the order they come in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from batches import ENGLISH, batch, written
from hypothesis import given
from hypothesis import strategies as st
from synthetic import write

from summarizer.batch.merge import merge_shards
from summarizer.batch.plan import Shard
from summarizer.batch.run import Result
from summarizer.errors import UsageError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("archive") / "in.jsonl", 90, sentences=4)


@pytest.fixture(scope="module")
def shards(archive: Path) -> list[Result]:
    return [shard(archive, f"{number}/3") for number in (1, 2, 3)]


def shard(archive: Path, name: str, **plan: Any) -> Result:
    output = f"part-{name.replace('/', '-of-')}{'-'.join(plan)}.jsonl"
    return batch(archive, output=output, shard=Shard.parse(name), **plan)


def outputs(*results: Result) -> list[Path]:
    return [result.files.output for result in results]


def test_merged_shards_are_what_one_run_writes(archive: Path, shards: list[Result], tmp_path: Path) -> None:
    merged = merge_shards(outputs(*reversed(shards)), tmp_path / "all.jsonl")
    assert (merged.files.output.read_bytes(), merged.files.errors.read_bytes()) == written(batch(archive))
    assert merged.done + merged.failed == 90
    with pytest.raises(UsageError, match="exists already"):
        merge_shards(outputs(*shards), tmp_path / "all.jsonl")


def test_shards_that_do_not_belong_together_are_refused(archive: Path, shards: list[Result], tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    with pytest.raises(UsageError, match="Shard 2/3 is missing"):
        merge_shards(outputs(shards[0], shards[2]), output)
    with pytest.raises(UsageError, match="are the same shard, 1/3"):
        merge_shards(outputs(shards[0], shard(archive, "1/3", limit=90)), output)
    brief = shard(archive, "2/3", options=ENGLISH.model_copy(update={"highlights": 2}))
    with pytest.raises(UsageError, match="different options"):
        merge_shards(outputs(shards[0], brief, shards[2]), output)
    with pytest.raises(UsageError, match="ledger is missing"):
        merge_shards([archive], output)
    assert not output.exists()


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_every_article_is_in_one_shard_with_the_rest_of_its_group(count: int, position: int) -> None:
    parts = [Shard(number + 1, count) for number in range(count)]
    (mine,) = [part for part in parts if part.has(position)]
    assert mine.has(position // 16 * 16)


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "a/b", "1/0", "-1/2"])
def test_a_shard_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="2/8"):
        Shard.parse(text)
