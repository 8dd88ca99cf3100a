"""An article that hangs, crashes or eats memory costs itself; a run that is asked to stop can be taken up again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from articles import NEWS
from batches import ENGLISH, command, lives, read, started, workers_of, write, written
from batches import batch as any_batch
from synthetic import articles, record

from summarizer.batch.ledger import Ledger
from summarizer.errors import EngineError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


@pytest.fixture(scope="module")
def long() -> dict[str, str]:
    """An article that takes seconds where others take milliseconds, and hundreds of megabytes."""
    return {"id": "long", "text": "\n\n".join(found.text for found in articles(800))}


batch = partial(any_batch, options=ENGLISH)


def good(count: int) -> list[dict[str, str]]:
    return [record(found) for found in articles(count, seed=3, sentences=4) if found.title]


def holds(file: Path, size: int) -> bool:
    return file.exists() and file.stat().st_size > size


def wait_for(happened: Callable[[], bool], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def test_an_article_that_takes_too_long_costs_itself(tmp_path: Path, long: dict[str, str]) -> None:
    lines = good(40)
    source = write(tmp_path / "in.jsonl", *lines[:20], long, *lines[20:])
    result = batch(source, article_seconds=0.5, workers=2)
    (failure,) = [found for found in read(result.files.errors) if found["id"] == "long"]
    assert failure["problem"]["code"] == "too_slow"
    assert [found["id"] for found in read(result.files.output)] == _good_ids(tmp_path, lines)
    with Ledger(result.files.ledger) as ledger:
        found = ledger.connection.execute("SELECT status, attempts FROM result WHERE verdict = ''").fetchall()
    assert found == [("quarantined", 2)]


def test_an_article_that_takes_too_much_memory_costs_itself(tmp_path: Path, long: dict[str, str]) -> None:
    lines = good(20)
    source = write(tmp_path / "in.jsonl", *lines[:10], long, *lines[10:])
    result = batch(source, article_memory=80)  # of which the first product of matrices takes 32 for good
    problem = next(found["problem"] for found in read(result.files.errors) if found["id"] == "long")
    # Native code may abort where Python raises, and an engine says itself that it has no more.
    assert problem["code"] in ("out_of_memory", "worker_crashed") or problem["detail"].endswith("out of memory.")
    assert [found["id"] for found in read(result.files.output)] == _good_ids(tmp_path, lines)


def _good_ids(tmp_path: Path, lines: list[dict[str, str]]) -> list[str]:
    plain = batch(write(tmp_path / "plain.jsonl", *lines), output="plain.jsonl")
    return [found["id"] for found in read(plain.files.output)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "in.jsonl", *good(250))


def test_workers_that_are_killed_leave_no_trace(archive: Path) -> None:
    expected = written(batch(archive))
    output = archive.parent / "out.jsonl"
    process = started(archive, "--output", output, "--workers", 2)
    spool = output.with_name("out.jsonl.spool")
    for size in (0, 100_000, 200_000):
        wait_for(partial(holds, spool, size))
        os.kill(random.choice(workers_of(process.pid)), signal.SIGKILL)
    process.communicate(timeout=120)
    errors = output.with_name("out.errors.jsonl")
    assert (output.read_bytes(), errors.read_bytes()) == expected


def test_a_worker_that_is_stuck_is_replaced(archive: Path) -> None:
    output = archive.parent / "out.jsonl"
    process = started(archive, "--output", output, "--workers", 1, "--article-seconds", "1", "--limit", 60)
    spool = output.with_name("out.jsonl.spool")
    wait_for(partial(holds, spool, 0))
    stuck = workers_of(process.pid)
    for worker in stuck:
        os.kill(worker, signal.SIGSTOP)
    process.communicate(timeout=120)
    assert not any(map(lives, stuck))
    assert len(read(output)) + len(read(output.with_name("out.errors.jsonl"))) == 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_says_how_to_go_on(archive: Path, number: signal.Signals) -> None:
    output = archive.parent / "out.jsonl"
    process = started(archive, "--output", output, "--workers", 2)
    spool = output.with_name("out.jsonl.spool")
    wait_for(partial(holds, spool, 0))
    os.killpg(process.pid, number)  # as a terminal does: to the run, and to whoever shares its group
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1] == ("summarizer: stopped; what is done is safe. Run the same command again to go on.")
    assert not output.exists()
    with Ledger(output.with_name("out.jsonl.ledger")) as ledger:
        assert 0 < ledger.connection.execute("SELECT count(*) FROM result").fetchone()[0] < 250
    again = subprocess.run(
        command("batch", archive, "--output", output), capture_output=True, text=True, check=False, timeout=120
    )
    assert again.returncode in (0, 1)
    assert output.read_bytes() == written(batch(archive))[0]


def test_a_second_interruption_ends_a_run_at_once(archive: Path) -> None:
    process = started(archive, "--output", archive.parent / "out.jsonl", "--workers", 1)
    wait_for(lambda: bool(workers_of(process.pid)))
    worker = workers_of(process.pid)[0]
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said or process.returncode != 130
    wait_for(lambda: not lives(worker))


def test_what_failed_is_tried_again_only_when_asked(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    result = batch(source, article_seconds=0.000_001)
    assert [found["problem"]["code"] for found in read(result.files.errors)] == ["too_slow"]
    assert batch(source).statistics.done == 0
    retried = batch(source, retry_failed=True)
    assert [found["id"] for found in read(retried.files.output)] == ["a"]


def test_workers_that_cannot_start_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EngineError, match="cannot be started"):
        batch(write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}))
