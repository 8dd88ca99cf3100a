"""Countries and other places, with what their people, governments and things are called (``data/places.txt``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from summarizer.faithfulness.reading import fold


class Places(NamedTuple):
    """Forms of places both ways."""

    named: dict[str, frozenset[int]]
    """Form → the places that it names."""
    forms: tuple[frozenset[str], ...]
    """For each place, the forms that bear witness for it."""


@cache
def places() -> Places:
    """Return the places that the gate knows."""
    named: dict[str, set[int]] = {}
    forms: list[frozenset[str]] = []
    for line in files("summarizer.faithfulness").joinpath("data/places.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        own, _, within = line.partition(";")
        names = [fold(form.strip()) for form in own.split(",")]
        for name in names:
            named.setdefault(name, set()).add(len(forms))
        forms.append(frozenset(names) | {fold(form.strip()) for form in within.split(",") if form.strip()})
    return Places({name: frozenset(numbers) for name, numbers in named.items()}, tuple(forms))


def is_place(keys: list[str]) -> bool:
    """Whether the words of a name are, or end with, a form of a place."""
    return " ".join(keys) in places().named or keys[-1] in places().named
