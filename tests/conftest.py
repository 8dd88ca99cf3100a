"""No property test is timed; and the quality gate's floors rise freely, and are lowered only by asking for it."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A first call may load a model, and machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("quality")
    group.addoption("--raise-floors", action="store_true", help="lift the quality floors to what was measured")
    group.addoption(
        "--lower-floors", action="store_true", help="set the quality floors to what was measured, even down"
    )
