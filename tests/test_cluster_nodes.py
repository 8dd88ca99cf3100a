"""A cluster of two nodes, as two processes of Ray on this machine: one loses an actor, and one is lost itself."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batches import ENGLISH, command, lives, read, workers_of
from synthetic import write

from summarizer.batch.plan import Plan
from summarizer.batch.run import run
from summarizer.cluster.run import MANIFEST

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")]
pytest.importorskip("ray")

RAY = Path(sys.executable).with_name("ray")
QUIET = {
    **os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32),
}  # fmt: skip
PORTS = range(20_000, 30_000)
"""Above those that Ray keeps for workers, below those that the system gives to whoever asks."""
SECONDS = 420.0


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)


@pytest.fixture
def nodes() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Two nodes with one CPU each, and the address of their head."""
    port = next(port for port in random.sample(PORTS, 100) if not answers(port))
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # short, as the names of sockets have to be
    common = [str(RAY), "start", "--num-cpus=1", "--object-store-memory=100000000", "--block"]
    head = [*common, "--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={folder}"]
    started = [subprocess.Popen(head, env=QUIET, stdout=subprocess.DEVNULL, start_new_session=True)]
    try:
        wait_for(lambda: answers(port))
        other = [*common, f"--address=127.0.0.1:{port}"]
        log = Path(folder, "other.log")
        with log.open("wb") as file:
            started.append(subprocess.Popen(other, env=QUIET, stdout=file, start_new_session=True))
        wait_for(lambda: b"Ray runtime started" in log.read_bytes())
        yield f"127.0.0.1:{port}", started
    finally:
        for process in reversed(started):
            process.terminate()  # upon which ray start --block ends the node's processes
            process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def actors() -> list[tuple[int, int]]:
    """Return the processes that do shards, and the raylet each belongs to."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.joinpath("cmdline").read_bytes().startswith(b"ray::MapWorker"):
                parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]
                found.append((int(folder.name), int(parent)))
        except OSError:
            continue
    return found


def busy() -> list[tuple[int, int]]:
    """Return the actors that have done some articles of their shards."""
    return [(actor, node) for actor, node in actors() if any(map(has_lines, Path(f"/proc/{actor}/fd").glob("*")))]


def has_lines(link: Path) -> bool:
    try:
        return os.readlink(link).endswith(".spool") and link.stat().st_size > 0
    except OSError:
        return False


def test_two_nodes_of_which_one_is_lost_do_every_shard_once(
    nodes: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, started = nodes
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(8):
        write(source / f"{number}.jsonl", 400, seed=number, sentences=8)
    arguments = command("batch", source, "--output", output, "--ray", address)
    process = subprocess.Popen(arguments, env=QUIET, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    both: dict[int, tuple[int, list[int]]] = {}

    def are_busy() -> bool:
        assert process.poll() is None, process.communicate()
        both.update({node: (actor, workers_of(actor)) for actor, node in busy()})
        return len(both) == 2

    wait_for(are_busy)
    (victim, orphans), (_, others) = both.values()
    node = next(iter(both))
    os.kill(victim, signal.SIGKILL)  # an actor of one node
    wait_for(lambda: any(actor != victim and where == node for actor, where in busy()))
    started[1].terminate()  # and a node, whichever of the two it is
    said = process.communicate(timeout=SECONDS)
    assert (process.returncode in (0, 1), said[0]) == (True, ""), said
    assert not any(lives(worker) for worker in [*orphans, *others])
    assert [line["state"] for line in read(output / MANIFEST)] == ["done"] * 8
    plain = tmp_path / "plain"
    plain.mkdir()
    for line in read(output / MANIFEST):
        name = Path(line["shard"]).name
        expected = run([Path(line["shard"])], plain / name, Plan(options=ENGLISH)).files
        assert (output / f"{line['part']}.jsonl").read_bytes() == expected.output.read_bytes()
        assert (output / f"{line['part']}.errors.jsonl").exists() == expected.errors.exists()
