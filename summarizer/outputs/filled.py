"""A result on its way back to where its article came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Filled:
    """The summary of the article at one position of a source file."""

    position: int
    """Number of the article's record in the file, from 1."""
    id: str
    """The article's id in the run."""
    record: Mapping[str, Any]
    """The summary, as a batch writes it."""
