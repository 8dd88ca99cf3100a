"""Hedges: what an article only holds for possible or alleged, and a statement says flatly."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.faithfulness.alignment import Alignment
from summarizer.faithfulness.denials import BREAK
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check

_HEDGES = frozenset("may might could allegedly reportedly possibly attempted tried".split())
"""Words whose loss makes a fact of what may be none."""
_SOFTENED = _HEDGES | frozenset(
    "alleged would suspected accused charged apparently perhaps probably potential potentially believed claims claimed "
    "believe believes think thinks thought suggest suggests suggested "
    "claim plans planned planning plan wants hopes hope expected likely rumored rumoured if whether trying attempt "
    "appeared appears seems seemed possible threatens threatened suspect "
    "suspects says say said told according risk".split()
)
"""Words that make a statement more or less than flat; one of them is enough."""
_REACH = 4  # tokens from a hedge to the word that it softens


def lost_hedges(laid: Alignment, statement: Reading, evidence: Evidence) -> Iterator[Check]:
    """Yield the first word that a statement says flatly and its nearest sentence only with a hedge before it."""
    if not _SOFTENED.isdisjoint(statement.keys):
        return
    reading = evidence.reading
    for hedge in range(laid.first, laid.end):
        if reading.surfaces[hedge] not in _HEDGES:  # in lower case: May is a month
            continue
        reach = range(hedge + 1, min(hedge + 1 + _REACH, laid.end))
        softened = next((at for at in reach if reading.terms[at]), -1)
        parted = BREAK.search(reading.text[reading.ends[hedge] : reading.starts[softened]])
        if softened in laid.to_statement and not parted:
            text = statement.surfaces[laid.to_statement[softened]]
            yield Check(kind="negation", text=text, status="altered", context=evidence.context(hedge, softened))
            return
