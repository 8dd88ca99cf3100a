"""The command line as a shell sees it: what it prints where, and the status it leaves."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest
from articles import CHINESE, NEWS, NEWS_TITLE
from click.testing import CliRunner

from summarizer.cli import cli, main
from summarizer.records import Options

COMMAND = [sys.executable, "-m", "summarizer"]
EXTRACTIVE = ["--engine", "extractive"]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "story.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def shell(
    *arguments: str | Path, given: bytes | None = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(environment or {})},
    )


class Shell:
    """The command's own ``main`` in this process: as real as a process of its own, without its start."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._streams = streams

    def refused(self, *arguments: str | Path, given: bytes = b"") -> str:
        """Return the one line that a refusal leaves on standard error, with status 2."""
        self._monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        self._monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        with pytest.raises(SystemExit) as left:
            main()
        printed = self._streams.readouterr()
        assert (left.value.code, printed.out) == (2, "")
        (line,) = printed.err.splitlines()
        assert line.startswith("summarizer: ")
        return line


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(monkeypatch, capsys)


def run_here(*arguments: str | Path, given: str | None = None) -> str:
    result = CliRunner().invoke(cli, ["summarize", *map(str, arguments)], input=given, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_an_article_from_a_file_is_summarised_to_standard_output(story: Path) -> None:
    done = shell("summarize", story, *EXTRACTIVE)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0]
    assert not lines[1]
    assert sum(line.startswith("• ") for line in lines) == 4


def test_an_article_is_read_from_a_pipe_with_and_without_a_dash() -> None:
    piped = shell("summarize", *EXTRACTIVE, given=NEWS.encode())
    assert piped.returncode == 0
    assert shell("summarize", "-", *EXTRACTIVE, given=NEWS.encode()).stdout == piped.stdout


def test_the_installed_command_is_the_same() -> None:
    command = shutil.which("summarizer", path=Path(sys.executable).parent)
    assert command is not None
    done = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == shell("--version").stdout.decode()


def test_json_is_one_complete_record_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    file = tmp_path / "新闻.txt"
    file.write_text(CHINESE, encoding="utf-8")
    done = shell("summarize", file, *EXTRACTIVE, "--format", "json", environment={"PYTHONIOENCODING": "latin-1"})
    record = json.loads(done.stdout.decode("utf-8"))
    assert record["document"]["language"] == "zh"
    assert len(record["highlights"]) == 4


@pytest.mark.parametrize(
    ("form", "opening"), [("text", ""), ("json", "{"), ("markdown", "# "), ("html", "<article ")], ids=str
)
def test_every_format_holds_headline_summary_and_highlights(story: Path, form: str, opening: str) -> None:
    printed = run_here(story, *EXTRACTIVE, "--format", form, "--title", NEWS_TITLE)
    assert printed.startswith(opening)
    assert printed.endswith("\n")
    assert NEWS_TITLE in printed
    asked = ("--format", "json", "--title", NEWS_TITLE)
    for point in json.loads(run_here(story, *EXTRACTIVE, *asked))["highlights"]:
        assert point["text"].split("'")[0].split('"')[0] in printed


def test_options_reach_the_summary(story: Path) -> None:
    flags = [
        "--highlights",
        "2",
        "--title",
        NEWS_TITLE,
        "--headline",
        "written",
        "--language",
        "en-GB",
        "--include",
        "text",
    ]
    record = json.loads(
        run_here(story, *EXTRACTIVE, "--format", "json", *flags, "--string-index-type", "Utf16CodeUnit")
    )
    assert len(record["highlights"]) == 2
    assert record["headline"]["text"] != NEWS_TITLE
    assert record["document"]["text"].startswith(NEWS_TITLE)
    assert (record["document"]["language"], record["document"]["language_confidence"]) == ("en", 1.0)
    assert record["string_index_type"] == "Utf16CodeUnit"


def test_length_says_how_many(story: Path) -> None:
    for length, count in (("brief", 3), ("standard", 4), ("detailed", 5)):
        record = json.loads(run_here(story, *EXTRACTIVE, "--format", "json", "--length", length))
        assert len(record["highlights"]) == count


def test_every_option_is_a_flag_of_summarize_and_batch_with_its_description() -> None:
    for name in ("summarize", "batch"):
        command = cli.commands[name]
        flags = {p.name: p for p in command.params if isinstance(p, click.Option)}
        for field, declared in Options.model_fields.items():
            assert flags[field].help == declared.description


def test_notices_go_to_standard_error_and_not_into_the_piece(story: Path) -> None:
    done = shell("summarize", story, *EXTRACTIVE, "--highlights", "20")
    assert done.returncode == 0
    assert b"20 highlights were asked for" in done.stderr
    assert b"20 highlights" not in done.stdout


def test_no_arguments_print_the_help_as_it_is() -> None:
    done = shell()
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: summarizer [OPTIONS]")
    assert done.stdout == shell("--help").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["summarise"], "No such command"),
        (["summarize", "--shout"], "No such option"),
        (["summarize", "no/such/file.txt"], "no/such/file.txt: No such file or directory"),
        (["summarize", "."], "Is a directory"),
        (["summarize", "-", "--highlights", "0"], "highlights"),
        (["summarize", "-", "--highlights", "many"], "not a valid integer"),
        (["summarize", "-", "--engine", "oracle"], "auto, extractive"),
        (["summarize", "-", "--language", "English!"], "language"),
        (["summarize", "http://127.0.0.1:9/story"], "127.0.0.1"),
        (["summarize", "ftp://news.example/story"], "Only http and https"),
        (["batch"], "SOURCE"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_leaves_two_and_one_line(here: Shell, arguments: list[str], words: str) -> None:
    assert words in here.refused(*arguments, given=NEWS.encode())


def test_a_page_of_an_evaluation_takes_no_data_s_place(tmp_path: Path, here: Shell) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"id": "a", "text": NEWS, "highlights": [NEWS_TITLE]}), encoding="utf-8")
    assert "would be written over" in here.refused("evaluate", data, *EXTRACTIVE, "--html", data)
    assert "is not a folder" in here.refused("evaluate", data, *EXTRACTIVE, "--html", tmp_path / "no" / "page.html")
    assert data.read_text(encoding="utf-8").startswith("{")


def test_unusable_input_leaves_two_and_one_line_with_its_verdict() -> None:
    done = shell("summarize", given=b"Too short.")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"summarizer: too_short: This is too short")
    assert done.stderr.count(b"\n") == 1


def test_nothing_and_noise_are_refused_in_words(here: Shell) -> None:
    assert here.refused("summarize", given=b"").startswith("summarizer: too_short: ")
    assert "binary data" in here.refused("summarize", given=bytes(range(32)) * 40)
    assert here.refused("summarize", "").endswith("Is a directory")


def test_a_setting_that_makes_no_sense_is_named(here: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MIN_WORDS", "few")
    assert "SUMMARIZER_MIN_WORDS" in here.refused("summarize", given=NEWS.encode())


def test_an_input_over_the_limit_is_refused_by_its_size(here: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_BYTES", "1000")
    assert "1,000 are read" in here.refused("summarize", given=NEWS.encode())


def test_a_reader_that_has_left_is_no_error(story: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as gone:
        done = subprocess.run(
            [*COMMAND, "summarize", str(story), *EXTRACTIVE],
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_leaves_one_and_one_line(story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "summarize", str(story), *EXTRACTIVE],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["summarizer: output: No space left on device"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")
@pytest.mark.parametrize("text", [NEWS, CHINESE], ids=["English", "Chinese"])
def test_a_terminal_gets_every_word_under_a_hanging_indent(tmp_path: Path, text: str) -> None:
    import pty

    story = tmp_path / "story.txt"
    story.write_text(text, encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm"}
    command = [*COMMAND, "summarize", str(story), *EXTRACTIVE, "--highlights", "3"]
    subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, env=environment, timeout=60, check=True)
    os.close(theirs)
    printed = b""
    while chunk := _rest(ours):
        printed += chunk
    os.close(ours)
    bare = re.sub(r"\x1b\[[\d;]*m", "", printed.decode())
    lines = [line.rstrip() for line in bare.splitlines() if line.strip()]
    first = next(number for number, line in enumerate(lines) if line.startswith("• "))
    assert all(line.startswith(("• ", "  ")) for line in lines[first:])
    record = json.loads(run_here(story, *EXTRACTIVE, "--highlights", "3", "--format", "json"))
    for point in record["highlights"]:
        for words in (point["text"], *(context["quote"] for context in point["support"])):
            assert "".join(words.split()) in "".join(bare.split())


def _rest(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other side has closed
        return b""


@pytest.mark.parametrize(
    ("closed", "words"), [("<&-", "Name a file"), ("- <&-", "no standard input"), (">&-", "no standard output")]
)
def test_a_closed_stream_is_said_in_one_line(closed: str, words: str) -> None:
    script = f"{sys.executable} -m summarizer summarize {closed}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode in (1, 2)
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert words in lines[0]


def test_an_interruption_leaves_130_and_one_line() -> None:
    with subprocess.Popen(
        [*COMMAND, "summarize", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"The lamp ")
        process.stdin.flush()
        # Loaded and waiting for the rest of its input: only then is an interruption ours to answer.
        while "pipe_read" not in waiting(process.pid):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b"summarizer: interrupted\n"


def waiting(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/wchan").read_text(encoding="ascii")
    except OSError:
        pytest.skip("the system does not tell what a process waits for")
