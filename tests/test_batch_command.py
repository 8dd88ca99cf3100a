"""The commands batch and merge, as a shell sees them: what they say, and the status they leave with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from articles import NEWS
from batches import command, read, write
from synthetic import write as write_archive

from summarizer.batch.outcome import Status
from summarizer.batch.plan import Allowance
from summarizer.batch.progress import describe
from summarizer.batch.watch import Progress
from summarizer.errors import UsageError


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
