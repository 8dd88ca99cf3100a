"""A batch that is killed at any instant and run again has the output of one that was not: byte for byte."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from batches import command, lives, workers_of
from synthetic import write

ARTICLES = 2_000


class Whole(NamedTuple):
    """An archive, and what a run of it writes that nobody disturbs: its output, and its problems."""

    archive: Path
    output: bytes
    errors: bytes


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return _whole(tmp_path_factory.mktemp("large"), ARTICLES)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return _whole(tmp_path_factory.mktemp("small"), ARTICLES // 10)


def _whole(folder: Path, count: int) -> Whole:
    """Make an archive, a fifth of which comes again under other addresses, and run it undisturbed."""
    archive = write(folder / "in.jsonl", count, sentences=4)
    found = [json.loads(line) for line in archive.read_text(encoding="utf-8").splitlines()[::5]]
    with archive.open("a", encoding="utf-8") as file:
        for each in found:
            copy = {**each, "id": f"copy of {each['id']}", "url": f"https://{each['id']}.example/"}
            file.write(f"{json.dumps(copy)}\n")
    _finish(archive, folder / "out.jsonl")
    return Whole(archive, *_written(folder / "out.jsonl"))


def _batch(archive: Path, output: Path, *, workers: int = 2) -> list[str]:
    return command("batch", archive, "--output", output, "--workers", workers)


def _written(output: Path) -> tuple[bytes, bytes]:
    return output.read_bytes(), output.with_name("out.errors.jsonl").read_bytes()


@contextmanager
def _running(archive: Path, output: Path, *, workers: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """A run as a process, which is killed as a power cut would at the latest when the block ends."""
    process = subprocess.Popen(_batch(archive, output, workers=workers), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(happened: Callable[[], bool], process: subprocess.Popen[bytes], *, pause: float = 0.005) -> bool:
    """Return whether something happens before the process ends."""
    while process.poll() is None:
        if happened():
            return True
        if pause:
            time.sleep(pause)
    return False


def _finish(archive: Path, output: Path) -> None:
    done = subprocess.run(_batch(archive, output), check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1, done.stderr  # the archive has articles that are too short


def _kill_at_random(archive: Path, output: Path, chance: random.Random) -> bool:
    """Run a batch and kill it anywhere between its first moment and its last; return whether it was still alive."""
    spool = output.with_name("out.jsonl.spool")
    size = spool.stat().st_size if spool.exists() else 0
    enough = size + chance.choice([0, 1, 100_000, 1_000_000])
    delay = chance.random() * 0.3
    with _running(archive, output, workers=chance.choice([1, 2])) as process:
        _until(lambda: spool.exists() and spool.stat().st_size >= enough, process)
        time.sleep(delay)
        return process.poll() is None


def _killed_and_resumed(whole: Whole, folder: Path, times: int) -> tuple[bytes, bytes]:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 — shown if the test fails
    chance = random.Random(seed)
    output = folder / "out.jsonl"
    alive = [_kill_at_random(whole.archive, output, chance) for _ in range(times)]
    assert sum(alive) >= times // 2
    _finish(whole.archive, output)
    return _written(output)


def test_twenty_kills_leave_no_trace(large: Whole, tmp_path: Path) -> None:
    assert _killed_and_resumed(large, tmp_path, 20) == large[1:]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.errors.jsonl", "out.jsonl", "out.jsonl.ledger"]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_two_hundred_kills_leave_no_trace(large: Whole, tmp_path: Path, number: int) -> None:
    assert _killed_and_resumed(large, tmp_path, 20) == large[1:], number


@pytest.mark.parametrize("name", ["out.jsonl.new", "out.errors.jsonl.new", "out.jsonl"])
def test_a_kill_while_publishing_leaves_no_trace(small: Whole, tmp_path: Path, name: str) -> None:
    output = tmp_path / "out.jsonl"
    with _running(small.archive, output) as process:
        _until((tmp_path / name).exists, process, pause=0)
    _finish(small.archive, output)
    assert _written(output) == small[1:]


def test_a_kill_while_an_output_is_written_anew_leaves_the_old_one(small: Whole, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    _finish(small.archive, output)
    with _running(small.archive, output) as process:
        _until((tmp_path / "out.jsonl.new").exists, process, pause=0)
    assert output.read_bytes() == small.output
    _finish(small.archive, output)
    assert _written(output) == small[1:]


def test_no_worker_outlives_a_killed_run_and_no_output_is_there_before_it_is_whole(
    small: Whole, tmp_path: Path
) -> None:
    with _running(small.archive, tmp_path / "out.jsonl") as process:
        assert _until((tmp_path / "out.jsonl.spool").exists, process)
        assert _until(lambda: len(workers_of(process.pid)) == 2, process)
        workers = workers_of(process.pid)
    assert not (tmp_path / "out.jsonl").exists()
    end = time.monotonic() + 30
    while any(map(lives, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(lives, workers))
