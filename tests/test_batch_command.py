"""The commands batch and merge, as a shell sees them: what they say, and the status they leave with."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from articles import NEWS
from batches import command, read, write
from synthetic import write as write_archive

from summarizer.batch.command import Stop
from summarizer.batch.outcome import Status
from summarizer.batch.plan import Allowance, Plan
from summarizer.batch.progress import describe
from summarizer.batch.watch import Progress
from summarizer.errors import UsageError
from summarizer.records import Options
from summarizer.settings import Settings

COMMAND = (sys.executable, "-m", "summarizer")


def ran(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=120, check=False)


def test_the_report_says_what_came_of_the_run(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, "bad", {"id": "b", "text": NEWS})
    output = tmp_path / "out.jsonl"
    done = ran("batch", source, "--output", output)
    assert (done.returncode, done.stdout) == (1, "")
    first, *rest = done.stderr.splitlines()
    assert first == f"2 summarised, 1 refused or failed ({tmp_path / 'out.errors.jsonl'})"
    told = [line.strip() for line in rest]
    assert "verdicts: article 2" in told
    assert "languages: en 2" in told
    assert "engines: extractive 2" in told
    assert "problems: unreadable_source 1" in told
    assert "duplicates: 1 equal to an earlier article; 1 took an equal one's result" in told
    assert any(line.startswith("time an article: half within ") for line in told)
    assert told[-1].startswith("in.jsonl:2: unreadable_source: in.jsonl:2 is not valid JSON")
    assert [len(record["highlights"]) for record in read(output)] == [3, 3]


@pytest.mark.parametrize(
    ("default", "asked", "seconds"),
    [
        ("auto", "auto", 60),
        ("auto", "endpoint:large", 600),
        ("endpoint:large", "auto", 600),
        ("endpoint:large", "extractive", 60),
    ],
)
def test_a_model_that_writes_has_more_time_however_it_was_named(default: str, asked: str, seconds: float) -> None:
    assert Plan(options=Options(engine=asked)).seconds(Settings(engine=default)) == seconds


def test_a_report_takes_the_place_of_nothing_that_the_run_reads_or_writes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    before, output = source.read_bytes(), tmp_path / "out.jsonl"
    for report in (source, output):
        done = ran("batch", source, "--output", output, "--report", report)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "would be written over" in done.stderr
    assert source.read_bytes() == before
    assert not output.exists()


def test_a_run_without_failures_leaves_with_zero_and_maps_fields(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"nr": "x1", "words": NEWS, "text": "of no matter"})
    done = ran("batch", source, "--output", tmp_path / "o.jsonl", "--field", "text=words", "--field", "id=nr")
    assert (done.returncode, done.stderr.splitlines()[0]) == (0, "1 summarised")
    assert [record["id"] for record in read(tmp_path / "o.jsonl")] == ["x1"]


def test_a_run_that_goes_wrong_is_stopped(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": f"Nothing, {number} times."}) for number in range(2_000)]
    source = write(tmp_path / "in.jsonl", *lines)
    done = ran("batch", source, "--output", tmp_path / "o.jsonl", "--max-failures", "5%", "--workers", 1)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "summarizer: stopped, because too many articles were refused; "
        "what is done is safe. Run the same command again to go on."
    )
    assert not (tmp_path / "o.jsonl").exists()
    assert 100 <= len(read(tmp_path / "o.errors.jsonl")) < 1_000


def test_shards_are_merged(tmp_path: Path) -> None:
    source = write_archive(tmp_path / "in.jsonl", 40, sentences=4)
    parts = [tmp_path / f"{number}.jsonl" for number in (1, 2)]
    for number, part in enumerate(parts, start=1):
        assert ran("batch", source, "--output", part, "--shard", f"{number}/2").returncode in (0, 1)
    whole = tmp_path / "all.jsonl"
    merge = [sys.executable, "-m", "summarizer", "merge", *map(str, parts), "--output", str(whole)]
    merged = subprocess.run(merge, capture_output=True, text=True, check=False, timeout=60)
    assert merged.stderr.splitlines()[0].startswith(f"{len(read(whole))} summarised")
    assert [record["id"] for record in read(whole)][:3] == ["1-0", "1-1", "1-2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--max-failures", "many"), "neither a number of failures nor a share"),
        (("--max-failures", "120%"), "no number of failures that can be"),
        (("--shard", "3/2"), "no shard"),
        (("--field", "text"), "does not name a field"),
        (("--field", "colour=text"), "no field colour"),
        (("--highlights", "0"), "highlights"),
    ],
)
def test_wrong_use_is_one_line_and_two(tmp_path: Path, arguments: tuple[str, str], words: str) -> None:
    source = write(tmp_path / "in.jsonl", {"text": NEWS})
    given = command("batch", source, "--output", tmp_path / "o.jsonl")
    done = subprocess.run([*given, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(
    ("text", "failures", "seen", "spent"),
    [("3", 3, 10, False), ("3", 4, 10, True), ("5%", 5, 99, False), ("5%", 5, 100, False), ("5%", 6, 100, True),
     ("0", 1, 1, True), ("0%", 1, 100, True), ("100%", 100, 100, False)],
)  # fmt: skip
def test_an_allowance_is_a_count_or_a_share(text: str, failures: int, seen: int, spent: bool) -> None:
    assert Allowance.parse(text).is_spent(failures, seen=seen) is spent


def test_without_an_allowance_nothing_is_too_much() -> None:
    assert not Allowance().is_spent(1_000, seen=1_000)


@pytest.mark.parametrize("text", ["", "five", "%", "-1", "5.5"])
def test_an_allowance_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Allowance.parse(text)


def test_a_line_of_the_log_says_how_far_the_run_is() -> None:
    progress = Progress(seen=120, kept=10, copied=5)
    progress.statuses.update({Status.DONE: 80, Status.REFUSED: 5})
    assert describe(progress, rate=20.0, share=0.25) == (
        "100 done, 20 a second, 5 refused or failed, 10 from before, 5 equal to another, about 15 s to go"
    )
    assert describe(Progress(), rate=0.0, share=0.0) == "0 done, 0 a second, 0 refused or failed"


def test_what_of_a_folder_was_not_read_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    os.mkfifo(folder / "fifo")
    (folder / "dangling").symlink_to("nowhere")
    done = ran("batch", folder, "--output", tmp_path / "o.jsonl")
    assert done.returncode == 0
    assert f"  not read: 2 files, the first of them {folder / 'dangling'}; links to folders" in done.stderr


def test_a_pipe_and_standard_input_are_refused_with_what_to_do(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for source, words in ((tmp_path / "fifo", "is neither a file nor a folder"), ("-", "save what you pipe first")):
        done = ran("batch", source, "--output", tmp_path / "o.jsonl")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert words in done.stderr


def test_one_signal_ends_a_run_that_waits_for_what_never_comes() -> None:
    code = """
import os, signal
from summarizer.batch.command import Stop
reading, writing = os.pipe()
with Stop():
    os.kill(os.getpid(), signal.SIGINT)
    os.read(reading, 1)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert "KeyboardInterrupt" in done.stderr


def test_a_run_that_looks_is_left_to_stop_in_its_own_time() -> None:
    with Stop() as stop:
        assert not stop.is_wanted()
        signal.raise_signal(signal.SIGTERM)
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
        assert stop.is_wanted()
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_outputs_of_one_name_each_have_their_own_problems(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, "bad")
    for name in ("o.csv", "o.jsonl.gz", "o.jsonl"):
        assert ran("batch", source, "--output", tmp_path / name).returncode == 1
    errors = [tmp_path / f"{name}.errors.jsonl" for name in ("o.csv", "o.jsonl.gz", "o")]
    assert len({path.read_bytes() for path in errors}) == 1
    done = ran("batch", source, "--output", tmp_path / "o", "--fresh")
    assert done.returncode == 2
    assert f"o.errors.jsonl belongs to the run that writes {tmp_path / 'o.jsonl'}" in done.stderr
    assert all(path.exists() for path in errors)


def test_a_full_disk_at_the_start_of_a_worker_is_said_in_one_line(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": NEWS})
    asked = [*COMMAND, "batch", str(source), "--output", str(tmp_path / "o.jsonl"), "--engine", "extractive"]
    limit = f"ulimit -f 3000; exec {shlex.join(asked)}"
    done = subprocess.run(["bash", "-c", limit], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr == "summarizer: A worker cannot start: [Errno 27] File too large.\n"
