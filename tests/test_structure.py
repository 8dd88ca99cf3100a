"""The shape of the source: floors, cycles, light imports, small files, plain names, a docstring for whoever calls."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

# Longest prefix wins. Code may import from its own package and from lower floors.
FLOORS = {
    "summarizer.errors": 0,
    "summarizer.document": 0,
    "summarizer.complaints": 0,
    "summarizer.records": 0,
    "summarizer.settings": 0,
    "summarizer.destination": 1,
    "summarizer.text": 1,
    "summarizer.sources": 2,
    "summarizer.extract": 2,
    "summarizer.provenance": 2,
    "summarizer.faithfulness": 2,
    "summarizer.prompting": 2,
    "summarizer.verdict": 2,
    "summarizer.engines": 3,
    "summarizer.headline": 4,
    "summarizer.gate": 4,
    "summarizer.highlights": 4,
    "summarizer.keywords": 4,
    "summarizer.pipeline": 5,
    "summarizer.render": 6,
    "summarizer.batch": 6,
    "summarizer.outputs": 6,
    "summarizer.cluster": 6,
    "summarizer.store": 6,
    "summarizer.evaluation": 6,
    "summarizer.training": 6,
    "summarizer": 6,  # the public door, which loads what is asked for
    "summarizer.cli": 7,
    "summarizer.__main__": 8,
    "web": 7,
    "serve": 8,
}
VOCABULARY = {f"summarizer.{name}" for name in ("complaints", "document", "errors", "records", "settings")}
"""Floor 0 is one vocabulary: its modules may name one another's words, without a cycle."""
NEIGHBOURS = {
    ("summarizer.training", "summarizer.evaluation"),
    ("summarizer.gate", "summarizer.headline"),
    ("summarizer.gate", "summarizer.highlights"),
    ("summarizer.batch", "summarizer.outputs"),
    ("summarizer.outputs", "summarizer.batch"),
    ("summarizer.outputs", "summarizer.render"),
    ("summarizer.evaluation", "summarizer.outputs"),
    ("summarizer.cluster", "summarizer.batch"),
    ("summarizer.cluster", "summarizer.outputs"),
}
"""Who may import on the same floor: training labels with the oracle that evaluation measures with, and the gate puts
extracted statements where a model's did not pass; a batch has its outputs written, one of which is the page of its
own statistics, and others are rendered summaries; an evaluation's page has the frame of theirs; and an actor of a
cluster does a shard as any batch is done, and puts it in place as any output is put."""

LIGHT = {"numpy", "pydantic", "pydantic_core", "pydantic_settings", "click"}
"""Third-party packages that any module may import at its top; every other one is loaded when it is needed."""
ALSO_LIGHT = {
    "summarizer.sources": {"lxml"},
    "web": {"flask", "apiflask", "werkzeug", "markupsafe", "jinja2", "lxml"},
    "serve": {"gunicorn"},
}
HEAVY_ALLOWED = ("summarizer.training",)

LONGEST_FILE = 300
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "tools"}


class Module(NamedTuple):
    name: str
    path: Path
    tree: ast.Module


class Edge(NamedTuple):
    source: str
    target: str
    top: bool
    """Whether it is loaded with the module itself, not in a function or for type checkers only."""
    line: int


@cache
def modules() -> dict[str, Module]:
    files = [*ROOT.glob("summarizer/**/*.py"), *ROOT.glob("web/**/*.py"), *ROOT.glob("serve.py")]
    found = {}
    for path in sorted(files):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def imports(module: Module) -> Iterator[Edge]:
    later = {
        id(inner)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        for inner in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        top = id(node) not in later
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Edge(module.name, alias.name, top, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno}: a relative import"
            origin = node.module or ""
            for alias in node.names:
                whole = f"{origin}.{alias.name}"
                yield Edge(module.name, whole if whole in modules() else origin, top, node.lineno)


@cache
def edges() -> tuple[Edge, ...]:
    return tuple(edge for module in modules().values() for edge in imports(module))


def our_edges() -> list[Edge]:
    return [edge for edge in edges() if edge.target.split(".")[0] in ("summarizer", "web", "serve")]


def part(name: str) -> str:
    """Return the entry of FLOORS that a module belongs to."""
    if name == "summarizer":
        return name
    entries = [entry for entry in FLOORS if entry != "summarizer" and (name == entry or name.startswith(f"{entry}."))]
    assert entries, f"{name} stands on no floor: give it one in FLOORS"
    return max(entries, key=len)


def where(edge: Edge) -> str:
    return f"{modules()[edge.source].path.relative_to(ROOT)}:{edge.line} imports {edge.target}"


def test_there_is_something_to_hold() -> None:
    assert {"summarizer", "summarizer.pipeline", "summarizer.cli"} <= set(modules())
    assert len(our_edges()) > 50


def test_every_module_stands_on_a_floor() -> None:
    assert {part(name) for name in modules()} <= set(FLOORS)


def test_imports_point_down() -> None:
    upward = []
    for edge in our_edges():
        source, target = part(edge.source), part(edge.target)
        if source == target or {source, target} <= VOCABULARY or (source, target) in NEIGHBOURS:
            continue
        if source == "summarizer" or FLOORS[target] < FLOORS[source]:
            continue
        upward.append(where(edge))
    assert upward == []


def test_the_library_never_imports_the_web() -> None:
    from_library = [edge for edge in our_edges() if edge.source.split(".")[0] == "summarizer"]
    assert [where(edge) for edge in from_library if edge.target.split(".")[0] != "summarizer"] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for edge in our_edges():
        # A package's own modules may name it for its public words; the door loads nothing by itself.
        if edge.source != edge.target and edge.source != "summarizer":
            graph[edge.source].add(edge.target)
    TopologicalSorter(graph).prepare()  # raises CycleError


def test_nothing_heavy_is_imported_at_a_module_top() -> None:
    heavy = []
    for edge in edges():
        package = edge.target.split(".")[0]
        allowed = set().union(LIGHT, *(extra for prefix, extra in ALSO_LIGHT.items() if edge.source.startswith(prefix)))
        ours = package in ("summarizer", "web", "serve", "__future__")
        if ours or package in sys.stdlib_module_names or package in allowed or edge.source.startswith(HEAVY_ALLOWED):
            continue
        if edge.top:
            heavy.append(where(edge))
    assert heavy == []


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_file_is_short_unless_it_is_one_table(name: str) -> None:
    module = modules()[name]
    lines = module.path.read_text(encoding="utf-8").count("\n")
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert lines <= LONGEST_FILE or not functions, f"{lines} lines"


def test_modules_are_named_for_their_idea() -> None:
    assert [name for name in modules() if VAGUE & set(name.split("."))] == []


def public_definitions(module: Module) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


@pytest.mark.parametrize("name", sorted(modules()))
def test_what_others_may_call_has_a_docstring(name: str) -> None:
    module = modules()[name]
    told = ast.get_docstring(module.tree)
    assert told, "the module itself says nothing"
    # An error says what it is by its name, its title and its place in the tree.
    silent = [
        label
        for label, node in public_definitions(module)
        if not ast.get_docstring(node) and not label.partition(".")[0].endswith("Error")
    ]
    assert silent == []


def test_no_assertion_guards_the_library() -> None:
    """``python -O`` removes assertions: what must hold raises an error of our tree instead."""
    found = [
        f"{module.path.relative_to(ROOT)}:{node.lineno}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_only_commands_print() -> None:
    found = [
        f"{module.path.relative_to(ROOT)}:{node.lineno}"
        for name, module in modules().items()
        if not name.startswith(("summarizer.cli", "summarizer.training", "summarizer.evaluation", "serve"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == []
