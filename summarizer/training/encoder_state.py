"""The state of a training run on disk, so that a run which was stopped goes on as if it had not been."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

_MARK = "state"


@dataclass(frozen=True, slots=True)
class RunState:
    """Where a run stands."""

    step: int
    tensors: Mapping[str, Tensor]
    """Weights, their running average and the optimiser's moments, told apart by a prefix."""
    history: tuple[tuple[int, float, float], ...]
    """Step, training loss and held-out score at each evaluation so far."""
    plan: str
    """Fingerprint of data and options; a run of another plan does not go on from here."""


def write_state(path: Path, state: RunState) -> None:
    """Write a state; one that was there stays whole until the new one is."""
    from safetensors.torch import save_file

    about = json.dumps({"step": state.step, "history": state.history, "plan": state.plan})
    fresh = path.with_suffix(".partial")
    save_file({name: tensor.contiguous() for name, tensor in state.tensors.items()}, fresh, metadata={_MARK: about})
    fresh.replace(path)


def read_state(path: Path) -> RunState:
    """Read a state back. Raises OSError or safetensors' SafetensorError for a file that is no state."""
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        about = json.loads(file.metadata()[_MARK])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 — no mapping
    history = tuple((int(step), float(loss), float(score)) for step, loss, score in about["history"])
    return RunState(about["step"], tensors, history, about["plan"])
