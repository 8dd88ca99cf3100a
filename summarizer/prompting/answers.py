"""Answers of models: the JSON object asked for, found among whatever stands around it, and taken only if it fits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from summarizer.errors import EngineError
from summarizer.text.clean import clean

_LONGEST = 50_000
"""Characters of an answer that is read: ten times what the longest that may be asked for takes."""
_STARTS = 200
"""Braces tried as the beginning of the object, so that an answer of nothing but braces takes no time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, cleaned."""

    headline: str
    summary: str
    highlights: tuple[str, ...]


def parse_answer(text: str) -> Answer:
    """Return the statements of a model's answer: its last JSON object that has all three, other keys ignored.

    A model may think aloud, or repeat JSON of the article, before it answers; hence the last. Raises EngineError if
    there is none or a value is of the wrong type.
    """
    if len(text) > _LONGEST:
        raise EngineError(f"The model's answer is longer than {_LONGEST:,} characters.")
    found = None
    for value in _objects(text):
        if {"headline", "summary", "highlights"} <= value.keys():
            found = value
    if found is None:
        raise EngineError("The model did not answer with the JSON object that was asked for.")
    return Answer(
        _string(found["headline"], "headline"), _string(found["summary"], "summary"), _strings(found["highlights"])
    )


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost JSON objects in a text, in order."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_STARTS):
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1  # no object begins here
        else:
            yield value
        at = text.find("{", end)


def _string(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise EngineError(f"The model's answer has a {key} that is not text.")
    return clean(value)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise EngineError("The model's answer has highlights that are not a list.")
    return tuple(text for each in value if (text := _string(each, "highlight")))
