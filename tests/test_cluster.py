"""Shards on a Ray cluster: what they become, byte for byte, and what is left when an actor is killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from articles import NEWS
from batches import ENGLISH, command, lives, read, workers_of, write
from synthetic import articles, record
from synthetic import write as write_archive

from summarizer.batch.outcome import Status
from summarizer.batch.plan import Plan
from summarizer.batch.run import Finish
from summarizer.batch.run import run as run_here
from summarizer.batch.watch import Progress, Watch
from summarizer.cluster.actor import put_in_place
from summarizer.cluster.command import report
from summarizer.cluster.connection import connected
from summarizer.cluster.run import MANIFEST, Result, run
from summarizer.cluster.shards import Part, Shard, find_shards, finished, is_part, part_name
from summarizer.cluster.storage import Copy, Storage, copied, opened
from summarizer.cluster.workspace import workspace
from summarizer.errors import MissingExtraError, SourceError, TooLargeError, UsageError
from summarizer.records import options_of

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
]
pyarrow = pytest.importorskip("pyarrow")

PLAN = Plan(options=ENGLISH, workers=2, article_seconds=0.5)
SHARDS = ["a.jsonl", "c.parquet", "long.jsonl", "b.jsonl.gz", "poison.jsonl"]
UNHEARD = "127.0.0.1:9"
"""The discard port, on which nothing listens."""


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A cluster of this machine alone, with two CPUs."""
    found = pytest.importorskip("ray")
    with connected("auto", workers=2):
        yield found


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """Four shards: lines with a bad one and some without an id, packed lines, Parquet, and one that takes a while."""
    from pyarrow import parquet

    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    records = [record(found) for found in articles(90, sentences=4)]
    unnamed = [{"text": found["text"]} for found in records[:30]]
    write(folder / "a.jsonl", *unnamed[:9], "not a record", *unnamed[9:], {"id": "short", "text": "Too short."})
    lines = "".join(f"{json.dumps(found)}\n" for found in records[30:60])
    (folder / "more" / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    parquet.write_table(pyarrow.Table.from_pylist(records[60:]), folder / "c.parquet")
    write_archive(folder / "long.jsonl", 400, seed=5, sentences=8)
    return folder


def made(result: Result, folder: Path) -> list[tuple[bytes, bytes]]:
    """Return the bytes of each shard's output and of its problems."""
    found = []
    for answer in result.answers:
        assert answer is not None
        errors = folder / f"{answer['part']}.errors.jsonl"
        lines = (folder / f"{answer['part']}.jsonl").read_bytes()
        found.append((lines, errors.read_bytes() if errors.exists() else b""))
    return found


def expected(result: Result, folder: Path, plan: Plan = PLAN) -> list[tuple[bytes, bytes]]:
    """Return what a plain batch of each shard writes."""
    folder.mkdir()
    found = []
    for number, shard in enumerate(result.shards):
        files = run_here([Path(shard.path)], folder / f"{number}.jsonl", plan).files
        found.append((files.output.read_bytes(), files.errors.read_bytes() if files.errors.exists() else b""))
    return found


class Stopper(Watch):
    """Stops a run when its first shard is done."""

    def __init__(self) -> None:
        self._done = 0

    def come_to(self, source: str) -> None:
        """Note that a shard is done."""
        self._done += 1

    def wants_stop(self) -> bool:
        """Whether one is."""
        return self._done > 0


class Killer(Watch):
    """Kills an actor that has done some articles of its shard, once; notes the worker process that it had."""

    def __init__(self) -> None:
        self.orphans: list[int] = []

    def tick(self, progress: Progress) -> None:
        """Kill, when it is time to."""
        for actor, workers, files in () if self.orphans else actors():
            if any(file.endswith(".spool") and os.path.getsize(file) for file in files):
                self.orphans = workers
                os.kill(actor, signal.SIGKILL)
                return


def actors() -> Iterator[tuple[int, list[int], list[str]]]:
    """Yield the processes that do shards, each with its worker processes and the files that it holds open."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.joinpath("cmdline").read_bytes().startswith(b"ray::MapWorker"):
                files = [os.readlink(link) for link in folder.joinpath("fd").iterdir()]
                yield int(folder.name), workers_of(int(folder.name)), files
        except OSError:
            continue


def test_a_stopped_run_and_a_killed_actor_leave_what_a_batch_of_each_shard_writes(
    ray: Any, shards: Path, tmp_path: Path
) -> None:
    stopped = run([str(shards)], str(output := tmp_path / "out"), replace(PLAN, workers=1), watch=Stopper())
    assert stopped.finish is Finish.STOPPED
    states = [line["state"] for line in read(output / MANIFEST)]
    assert set(states) == {"done", "waiting"}
    assert list(report(stopped))[-1].startswith("summarizer: stopped; finished shards are safe.")
    before = {path.name: path.stat().st_mtime_ns for path in output.iterdir() if is_part(path.name)}
    assert len(finished([*before])) == states.count("done")

    poison = {"id": "long", "text": "\n\n".join(found.text for found in articles(800))}
    write(shards / "poison.jsonl", {"id": "1", "text": NEWS}, poison, {"id": "2", "text": f"{NEWS} More."})
    killer = Killer()
    result = run([str(shards)], str(output), PLAN, watch=killer)
    assert result.finish is Finish.FINISHED
    assert killer.orphans
    assert not any(lives(process) for process in killer.orphans)
    assert made(result, output) == expected(result, tmp_path / "plain")
    assert result.count(Status.QUARANTINED) == 1
    assert [answer and answer["is_kept"] for answer in result.answers].count(True) == states.count("done")
    assert {name: (output / name).stat().st_mtime_ns for name in before} == before
    assert sorted(path.name for path in output.iterdir() if not is_part(path.name)) == [MANIFEST]
    assert [Path(line["shard"]).name for line in read(output / MANIFEST)] == SHARDS


@pytest.mark.slow
def test_failed_shards_are_done_again_when_asked_and_all_are_on_a_fresh_start(ray: Any, tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    write(source / "bad.jsonl", {"id": "1", "text": NEWS})
    plan = replace(PLAN, article_seconds=60.0)

    def kept(plan: Plan) -> tuple[list[bool], Result]:
        result = run([str(source)], str(output), plan)
        assert result.finish is Finish.FINISHED
        return [bool(answer and answer["is_kept"]) for answer in result.answers], result

    assert kept(replace(plan, article_seconds=1e-6))[1].count(Status.QUARANTINED) == 1
    write(source / "good.jsonl", {"id": "2", "text": NEWS}, {"id": "3", "text": "Too short."})
    first = kept(plan)[1]
    assert (first.count(Status.QUARANTINED), first.count(Status.DONE), first.count(Status.REFUSED)) == (1, 1, 1)
    assert len(list(output.glob("*.errors.jsonl"))) == 2
    again, retried = kept(replace(plan, retry_failed=True))
    assert again == [False, True]
    assert made(retried, output) == expected(retried, tmp_path / "plain", plan)
    assert len(list(output.glob("*.errors.jsonl"))) == 1
    assert kept(replace(plan, retry_failed=True))[0] == [True, True]

    (output / "mine.txt").write_text("Mine.")
    other = kept(replace(plan, options=options_of({**dict(ENGLISH), "highlights": 2})))[1]
    assert other.strange == 2
    fresh, result = kept(replace(plan, fresh=True))
    assert (fresh, result.strange) == ([False, False], 0)
    assert made(result, output) == made(retried, output)
    assert (output / "mine.txt").read_text() == "Mine."


@pytest.mark.slow
def test_a_run_that_goes_wrong_is_stopped_and_goes_on_where_it_was(ray: Any, tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(4):
        short = ({"id": str(each), "text": f"Nothing, {each} times {number}."} for each in range(8_000))
        write(source / f"{number}.jsonl", *short)
    told = command("batch", source, "--output", output, "--ray", "auto", "--workers", 2)
    done = subprocess.run([*told, "--max-failures", "5%"], capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("summarizer: stopped, because too many articles were refused;")
    assert "waiting" in {line["state"] for line in read(output / MANIFEST)}
    assert {path.name for path in output.iterdir() if not is_part(path.name)} == {MANIFEST}
    result = run([str(source)], str(output), replace(PLAN, article_seconds=None))
    assert (result.finish, result.count(Status.REFUSED)) == (Finish.FINISHED, 32_000)


def test_shards_are_found_in_order_and_the_output_is_none(tmp_path: Path) -> None:
    for name in (
        "b.jsonl",
        "a.parquet",
        "sub/c.jsonl.gz",
        "sub/.hidden.jsonl",
        ".cache/d.jsonl",
        "notes.txt",
        "out/e.jsonl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_shards([str(tmp_path / "sub" / "c.jsonl.gz"), str(tmp_path)], output=str(tmp_path / "out"))
    assert [Path(shard.path).relative_to(tmp_path).as_posix() for shard in found] == [
        "sub/c.jsonl.gz", "a.parquet", "b.jsonl", "sub/c.jsonl.gz",
    ]  # fmt: skip
    by_url = find_shards([tmp_path.as_uri()], output=str(tmp_path / "out"))
    assert [str(shard) for shard in by_url] == [shard.path for shard in found[1:]]
    for source, words in [("notes.txt", "is no shard"), ("nothing", "does not exist"), ("out", "There are no shards")]:
        with pytest.raises(UsageError, match=words):
            find_shards([str(tmp_path / source)], output=str(tmp_path / "out"))


@pytest.mark.parametrize("address", ["nothing://here", "http://127.0.0.1/x.jsonl"])
def test_an_address_of_no_known_kind_is_wrong_use(address: str) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        opened(address)


def test_a_part_is_named_by_all_that_decides_it() -> None:
    def name(path: str = "a.jsonl", sha256: str = "1", configuration: str = "2", **fields: str) -> str:
        return part_name(Copy(Path(path), sha256, 0), configuration, fields)

    names = [name(), name("b.jsonl"), name(sha256="2"), name(configuration="1"), name(text="body")]
    assert len(set(names)) == 5
    assert name() == name("elsewhere/a.jsonl")
    assert all(is_part(f"{each}.jsonl") and is_part(f"{each}.manifest.json") for each in names)
    assert not is_part("part-1.jsonl")


@pytest.fixture(params=["local", "other"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """A folder on the disk, and one of a store that is reached through Arrow alone."""
    from pyarrow import fs

    if request.param == "local":
        return opened(str(tmp_path))
    return Storage(fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()), "")


def test_a_file_is_put_whole_in_place_of_an_earlier_one(storage: Storage, tmp_path: Path) -> None:
    local = tmp_path / "local"
    local.mkdir()
    for content in ("first", "second"):
        (local / "x").write_text(content)
        storage.within("part.jsonl.gz").put(local / "x")
        assert storage.within("part.jsonl.gz").read() == content.encode()
    assert storage.names() == ["part.jsonl.gz"]
    storage.within("part.jsonl.gz").drop()
    storage.within("part.jsonl.gz").drop()
    assert (storage.names(), storage.within("part.jsonl.gz").read()) == ([], None)


def test_a_shard_from_elsewhere_is_copied_under_its_name_and_within_bounds(tmp_path: Path) -> None:
    from pyarrow import fs

    (tmp_path / "in.jsonl.gz").write_bytes(b"packed")
    elsewhere = Storage(fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem()), "in.jsonl.gz")
    folder = tmp_path / "work"
    folder.mkdir()
    found = copied(elsewhere, folder, most=6)
    assert (found.path, found.path.read_bytes(), found.size) == (folder / "in.jsonl.gz", b"packed", 6)
    assert found.sha256 == copied(opened(str(tmp_path / "in.jsonl.gz")), folder, most=6).sha256
    with pytest.raises(TooLargeError):
        copied(elsewhere, folder, most=5)
    for gone in (elsewhere.at("gone.jsonl"), opened(str(tmp_path / "gone.jsonl"))):
        with pytest.raises(SourceError, match="cannot be read"):
            copied(gone, folder, most=5)


def test_a_manifest_makes_a_part_finished(tmp_path: Path) -> None:
    found = Part(opened(str(tmp_path)), "part-0123456789abcdef")
    found.lines().put(write(tmp_path / "x", "{}"))
    assert (found.known(), finished(os.listdir(tmp_path))) == (None, set())
    found.manifest().put(write(tmp_path / "x", {"part": found.name}))
    assert (found.known(), finished(os.listdir(tmp_path))) == ({"part": found.name}, {found.name})


def test_a_part_that_is_done_again_is_unfinished_until_it_is_whole(tmp_path: Path) -> None:
    part = Part(opened(str(tmp_path)), "part-0123456789abcdef")
    part.manifest().put(write(tmp_path / "x", {"part": part.name}))
    result = run_here([write(tmp_path / "in.jsonl", {"text": NEWS})], tmp_path / "made.jsonl", PLAN)
    result.files.output.unlink()
    with pytest.raises(FileNotFoundError):
        put_in_place(part, result, {}, tmp_path)
    assert part.known() is None


def test_a_folder_to_work_in_goes_with_its_process_or_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, young = tmp_path / "summarizer-cluster-left", tmp_path / "summarizer-cluster-young"
    for folder in (left, young):
        folder.mkdir()
    os.utime(left, (0, 0))
    with workspace() as mine:
        os.utime(mine, (0, 0))
        with workspace() as other:
            assert sorted(tmp_path.iterdir()) == sorted([mine, other, young])
    assert list(tmp_path.iterdir()) == [young]


def test_an_address_that_does_not_answer_is_named() -> None:
    for address, words in [
        (UNHEARD, "No Ray cluster answers at 127.0.0.1:9"),
        ("ray://127.0.0.1:9", "address of the head node"),
        ("here", "a host and a port"),
    ]:
        with pytest.raises(UsageError, match=words), connected(address, workers=1):
            pass


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"newsroom-summarizer\[cluster\]"), connected("auto", workers=1):
        pass


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("in.jsonl", "--output", "o", "--ray", UNHEARD), "No Ray cluster answers at 127.0.0.1:9"),
        (("in.jsonl", "--output", "o", "--ray", "auto", "--limit", "3"), "--limit does not go with --ray"),
        (("in.jsonl", "--output", "o", "--ray", "auto", "--near-duplicates"), "--near-duplicates does not go with"),
        (("s3://bucket/in.jsonl", "--output", "o.jsonl"), "with --ray only"),
        (("in.jsonl", "--output", "s3://bucket/o.jsonl"), "with --ray only"),
    ],
)
def test_wrong_use_is_one_line_and_two(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    write(tmp_path / "in.jsonl", {"text": NEWS})
    done = subprocess.run(
        command("batch", *arguments), cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert words in done.stderr


def test_a_shard_is_called_by_its_path_or_url() -> None:
    assert str(Shard("s3://bucket/in", "bucket/in/a.jsonl")) == "s3://bucket/in/a.jsonl"
    assert str(Shard("in", "/data/in/a.jsonl")) == "/data/in/a.jsonl"
