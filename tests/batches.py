"""What the tests of batches share: archives of a few articles, and the command as a process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from summarizer.batch.plan import Plan
from summarizer.batch.run import Result, run
from summarizer.records import Options

EXTRACTIVE = Options(engine="extractive", highlights=3)
ENGLISH = Options(engine="extractive", highlights=3, language="en")
"""The same, and a second less at the start of a worker, which need not load what tells languages apart."""


def write(path: Path, *records: object) -> Path:
    """Write records as JSON lines; a str is a line as it is."""
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def batch(*sources: Path, output: str = "out.jsonl", **plan: Any) -> Result:
    """Run a batch of English articles, unless told otherwise, with one worker into a folder beside its first source."""
    folder = sources[0].parent / "out"
    folder.mkdir(exist_ok=True)
    return run(sources, folder / output, Plan(**{"options": ENGLISH, "workers": 1, **plan}))


def written(result: Result) -> tuple[bytes, bytes]:
    """Return the bytes of a run's output and of its problems."""
    errors = result.files.errors
    return result.files.output.read_bytes(), errors.read_bytes() if errors.exists() else b""


_FLAGS = ("--engine", "extractive", "--highlights", "3", "--language", "en")


def command(*arguments: object) -> list[str]:
    """Return the command line of a batch of English articles with the extractive engine."""
    return [sys.executable, "-m", "summarizer", *map(str, arguments), *_FLAGS]


def started(*arguments: object) -> subprocess.Popen[str]:
    """Start a batch as a process of its own group."""
    return subprocess.Popen(command("batch", *arguments), stderr=subprocess.PIPE, text=True, start_new_session=True)


def workers_of(process: int) -> list[int]:
    """Return the numbers of a process's children that live."""
    numbers = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    return [number for number in numbers if (found := _status(number)) and found[1] == str(process)]


def lives(process: int) -> bool:
    """Whether a process is there, and no zombie."""
    return bool(_status(process))


def _status(process: int) -> list[str]:
    """Return a process's state and its parent, or nothing if it has ended."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return []
    state, parent = told.rpartition(")")[2].split()[:2]
    return [] if state == "Z" else [state, parent]
