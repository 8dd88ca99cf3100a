"""No property test is timed; and the quality gate's floors rise freely, and are lowered only by asking for it."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# As every command does it: threads of torch's that wait by spinning make a training here ten times slower beside other
# work. Read when torch loads, which some tests do at their top.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# A first call may load a model, and machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("quality")
    group.addoption("--raise-floors", action="store_true", help="lift the quality floors to what was measured")
    group.addoption(
        "--lower-floors", action="store_true", help="set the quality floors to what was measured, even down"
    )
