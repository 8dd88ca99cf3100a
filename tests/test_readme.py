"""What the README shows is what there is: its tables, its commands, its files."""

from __future__ import annotations

import ast
import re
import shlex
import types
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pydantic.fields import FieldInfo

import summarizer
from summarizer.cli import cli
from summarizer.records import Options
from summarizer.settings import Settings

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHELLS = {"", "sh", "bash", "shell", "console"}


def text() -> str:
    return README.read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    """Return the cells of the table between two comments, without its head."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text(), re.DOTALL)
    assert found, f"README.md has no table between <!-- {name} --> and <!-- /{name} -->"
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in found[1].splitlines() if line.startswith("|")]
    return [[cell.strip().replace("`", "").replace("\\|", "|") for cell in row] for row in rows[2:]]


def printed(field: FieldInfo) -> str:
    """Return a default as the README prints it."""
    value = field.default
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value if isinstance(value, Enum) else value)


def told(name: str, field: FieldInfo) -> list[str]:
    return [name, printed(field), " ".join((field.description or "").split()).replace("`", "")]


def blocks(*languages: str) -> Iterator[str]:
    for language, body in re.findall(r"^```([a-z]*)\n(.*?)^```", text(), re.DOTALL | re.MULTILINE):
        if language in languages:
            yield body


def commands() -> list[list[str]]:
    """Return the words of every summarizer command of the README's shell blocks."""
    found = []
    for block in blocks(*SHELLS):
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"&&|;|\|(?!\|)", line.removeprefix("$ ")):
                words = shlex.split(part, comments=True)
                if words[:3] == ["python", "-m", "summarizer"]:
                    words = words[2:]
                if words[:1] == ["summarizer"]:
                    found.append(words[1:])
    return found


def test_the_table_of_settings_is_what_is_declared() -> None:
    assert table("settings") == [
        told(f"SUMMARIZER_{name.upper()}", field) for name, field in Settings.model_fields.items()
    ]


def test_the_table_of_options_is_what_is_declared() -> None:
    assert table("options") == [
        told(f"--{name.replace('_', '-')}", field) for name, field in Options.model_fields.items()
    ]


def test_the_readme_shows_how_to_summarise() -> None:
    assert any(words[:1] == ["summarize"] for words in commands())


def test_every_command_exists_with_its_options() -> None:
    for words in commands():
        if not words or words[0].startswith("-"):
            continue
        command = cli.commands.get(words[0])
        assert command is not None, f"summarizer {words[0]}"
        if isinstance(command, click.Group):
            command = command.commands[words[1]]
        known = {flag for p in command.params if isinstance(p, click.Option) for flag in (*p.opts, *p.secondary_opts)}
        asked = {word.partition("=")[0] for word in words if re.match(r"-{1,2}[a-z]", word)}
        assert asked <= known | {"--help", "-h"}, words


def test_a_command_on_a_file_that_comes_with_the_project_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = 0
    for words in commands():
        if words[:1] == ["summarize"] and len(words) > 1 and Path(words[1]).is_file():
            arguments = words[: words.index(">")] if ">" in words else words
            result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
            assert (result.exit_code, bool(result.stdout)) == (0, True), words
            ran += 1
    assert ran


def test_the_output_that_is_shown_is_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines left out are an ellipsis; the others stand in what the first command prints, in order."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SUMMARIZER_ENGINE", "extractive")  # what a fresh installation has
    first = next(words for words in commands() if words[:1] == ["summarize"])
    lines = CliRunner().invoke(cli, first, catch_exceptions=False).stdout.splitlines()
    shown = [line for line in next(blocks("text")).splitlines() if line.strip("• …")]
    assert len(shown) >= 3
    at = 0
    for line in shown:
        assert line in lines[at:]
        at = lines.index(line, at) + 1


def test_python_examples_parse_and_name_what_the_package_offers() -> None:
    for block in blocks("python", "py"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module == "summarizer":
                assert {alias.name for alias in node.names} <= set(summarizer.__all__)


def test_python_examples_call_what_there_is_with_arguments_that_it_takes() -> None:
    offered: dict[str, Any] = {name: getattr(summarizer, name) for name in summarizer.__all__}
    fields = set(Options.model_fields) | {"settings", "title", "options"}
    for block in blocks("python", "py"):
        for node in ast.walk(ast.parse(block)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Summarizer", "summarize")
            ):
                assert isinstance(offered[node.func.id], type | types.FunctionType)
                assert {keyword.arg for keyword in node.keywords if keyword.arg} <= fields


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1]
    command = script.replace("pip install --quiet", "pip install")
    shown = [
        line.replace("pip install --quiet", "pip install") for block in blocks(*SHELLS) for line in block.splitlines()
    ]
    assert any(command in line for line in shown), command


def test_links_to_files_of_the_project_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text()):
        if not re.match(r"[a-z]+:|#", target):
            assert (ROOT / target.partition("#")[0]).exists(), target
