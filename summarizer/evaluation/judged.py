"""Machine-written statements that people judged against their article: three published forms of record, read as one.

QAGS (Wang et al., "Asking and answering questions to evaluate the factual consistency of summaries", 2020) has a
``claim`` with ``supported_votes`` of ``votes``; CLIFF (Cao and Wang, "CLIFF: contrastive learning for improving
faithfulness and factuality in abstractive summarization", 2021) a ``summary`` with ``error_types``, none for a
correct one; EntFA (Cao et al., "Hallucinated but factual!", 2022) a ``summary`` with a label for each of its
``entities``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from summarizer.document import Span

_SPACED_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")


class Label(StrEnum):
    """What people say of a name or number in a machine-written sentence."""

    SUPPORTED = "Non-hallucinated"
    """The article has it."""
    TRUE_ELSEWHERE = "Factual Hallucination"
    """True, but not from the article."""
    FALSE = "Non-factual Hallucination"
    """Neither in the article nor true."""
    MISUSED = "Intrinsic Hallucination"
    """In the article, but not of this."""

    @property
    def is_true(self) -> bool:
        """Whether it is right, from wherever it comes."""
        return self in (Label.SUPPORTED, Label.TRUE_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class JudgedEntity:
    """A name, date or number of a statement, and what people say of it."""

    span: Span
    """Its place in the statement."""
    label: Label


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement, and what people say of it."""

    statement: str
    set: str
    """Name of the set that it belongs to, such as cnndm or xsum."""
    support: float | None = None
    """Share of the judges who say that the article supports it; None where only entities were judged."""
    entities: tuple[JudgedEntity, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether most judges say that the article supports it."""
        return self.support is not None and self.support > 0.5


def read_judgement(fields: Mapping[str, Any]) -> Judgement | None:
    """Return the judgement that a record carries, or None. Raises ValueError or TypeError for a malformed one."""
    group = str(fields.get("set") or "all")
    if "supported_votes" in fields:
        return Judgement(_statement(fields, "claim"), group, support=fields["supported_votes"] / fields["votes"])
    if "error_types" in fields:
        errors = fields["error_types"]
        found = ast.literal_eval(errors) if isinstance(errors, str) and errors else errors
        # The published outputs are tokenised at hyphens; joined again, they are what the model wrote.
        statement = _SPACED_HYPHEN.sub("-", _statement(fields, "summary"))
        return Judgement(statement, group, support=0.0 if found else 1.0)
    if "entities" in fields:
        judged = (JudgedEntity(Span(one["start"], one["end"]), Label(one["label"])) for one in fields["entities"])
        return Judgement(_statement(fields, "summary"), group, entities=tuple(judged))
    return None


def _statement(fields: Mapping[str, Any], key: str) -> str:
    text = fields.get(key)
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} is not a text")
    return text
