"""Prompts are data: three TOML files, read once, checked for every mistake that can be seen before a model is asked."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from summarizer.complaints import complaint
from summarizer.errors import UsageError
from summarizer.records import Record

SHIPPED = Path(__file__).parents[2] / "prompts"
"""The prompts that come with the product: beside its packages, in the repository as in an installation."""
OUTPUTS: Mapping[str, Literal["string", "array"]] = {"headline": "string", "summary": "string", "highlights": "array"}
"""Name of a prompt, and of the key that its answer has → type of that key's value."""
VARIABLES = frozenset({"language", "headline_characters", "summary_words", "highlight_count", "highlight_words"})
"""What a prompt's texts may have filled in."""
_LARGEST = 100_000
"""Bytes of a prompt file: a hundred times what ours have."""


class Output(Record):
    """What a key of the answer holds."""

    type: Literal["string", "array"]
    items: Literal["string"] | None = None
    description: str = ""

    def as_schema(self) -> dict[str, object]:
        """Return the JSON Schema of the value."""
        items = {"items": {"type": self.items}} if self.items else {}
        return {"type": self.type, **items, "description": self.description}


class Prompt(Record):
    """One prompt as its file declares it. ``system`` says how to work, ``user`` what to write."""

    version: str = Field(min_length=1)
    variables: tuple[str, ...]
    system: str = Field(min_length=1)
    user: str = Field(min_length=1)
    output: dict[str, Output]

    @model_validator(mode="after")
    def _uses_what_it_declares(self) -> Self:
        used = _names(self.system) | _names(self.user)
        declared = set(self.variables)
        if unknown := sorted(declared - VARIABLES):
            raise ValueError(f"there is no variable {', '.join(unknown)}; there are {', '.join(sorted(VARIABLES))}")
        if missing := sorted(used - declared):
            raise ValueError(f"variables must list {', '.join(missing)}, which the text uses")
        if idle := sorted(declared - used):
            raise ValueError(f"variables lists {', '.join(idle)}, which the text does not use")
        return self


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts of an installation, by name, in the order of OUTPUTS."""

    by_name: Mapping[str, Prompt]
    sha256: str
    """SHA-256 of the files' names and bytes."""


def load_prompts(folder: Path | None = None) -> Prompts:
    """Read the prompts; a file in ``folder`` takes the place of the shipped one of its name.

    Raises UsageError, naming the file and what is wrong, for a folder that is not there or holds no prompt, for a TOML
    file of another name, and for a prompt that is not valid.
    """
    if folder is not None:
        _check_folder(folder)
    digest = hashlib.sha256()
    found = {}
    for name, kind in OUTPUTS.items():
        own = folder / f"{name}.toml" if folder else None
        path = own if own and own.exists() else SHIPPED / f"{name}.toml"
        data = _read(path)
        digest.update(f"{name}:{len(data)}:".encode() + data)
        found[name] = _parsed(path, data, {name: kind})
    return Prompts(found, digest.hexdigest())


def _check_folder(folder: Path) -> None:
    try:
        found = {path.name for path in folder.iterdir() if path.suffix == ".toml"}
    except OSError as error:
        raise UsageError(f"The folder of prompts {folder} cannot be read: {error.strerror or error}.") from error
    names = [f"{name}.toml" for name in OUTPUTS]
    if strange := sorted(found - set(names)):
        raise UsageError(f"{folder / strange[0]} is no prompt; prompts are called {', '.join(names)}.")
    if not found:
        raise UsageError(f"{folder} holds no prompts; they are called {', '.join(names)}.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"The prompt {path} cannot be read: {error.strerror or error}.") from error
    if len(data) > _LARGEST:
        raise UsageError(f"The prompt {path} is larger than {_LARGEST:,} bytes.")
    return data


def _parsed(path: Path, data: bytes, outputs: Mapping[str, str]) -> Prompt:
    try:
        prompt = Prompt.model_validate(tomllib.loads(data.decode()))
    except ValidationError as error:
        raise UsageError(f"The prompt {path} is not valid: {_told(error)}") from error
    except ValueError as error:  # TOML's errors and those of UTF-8 are ValueErrors
        raise UsageError(f"The prompt {path} is not valid: {error}.") from error
    if {key: value.type for key, value in prompt.output.items()} != outputs:
        expected = ", ".join(f"{key} of type {kind}" for key, kind in outputs.items())
        raise UsageError(f"The prompt {path} is not valid: its output must be {expected}.")
    return prompt


def _told(error: ValidationError) -> str:
    """Return every mistake in one line, each with its place."""
    mistakes = ((".".join(map(str, each["loc"])), complaint(each)) for each in error.errors())
    return " ".join(f"{place}: {message}" if place else message for place, message in mistakes)


def _names(template: str) -> set[str]:
    """Return the variables of a text. Raises ValueError for braces that are not a plain ``{name}``."""
    names = set()
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}} is not a plain variable; a brace that is meant as one is written twice")
        names.add(name)
    return names
