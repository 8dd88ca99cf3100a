"""The fact gate: every number, date, name, quotation and negation of a statement, looked up in the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.faithfulness.binding import Bond, Bonds, Place
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact, find_facts
from summarizer.faithfulness.negation import check_polarity
from summarizer.faithfulness.quotations import check_quotations
from summarizer.faithfulness.reading import Reading, read
from summarizer.faithfulness.roles import check_attribution, check_roles
from summarizer.records import Check


@dataclass(frozen=True, slots=True)
class Verification:
    """What the article says to a statement."""

    checks: tuple[Check, ...]
    """Each fact of the statement, with the source words that bear on it."""
    spans: tuple[Span, ...]
    """Source sentences that the statement rests on, best first."""
    score: float
    """How well the article supports the statement, 0 to 1."""
    supported: bool
    """Whether it may be published as it stands."""


def verify(statement: str, evidence: Evidence, *, headline: bool = False) -> Verification:
    """Check a statement against an article; ``headline`` says that it may be in Title Case and without articles."""
    reading = read(statement, evidence.language)
    bonds = Bonds(reading, evidence)
    facts = tuple(find_facts(reading, evidence, headline=headline))
    checks = (
        *(_check(fact, reading, bonds, evidence) for fact in facts),
        *check_quotations(reading, evidence),
        *(_of_sense(facts, reading, bonds, evidence) if evidence.language == "en" else ()),
    )
    spans, cover = _grounds(reading, evidence)
    wrong = any(check.status != "supported" for check in checks)
    return Verification(checks, spans, cover * (0.3 if wrong else 1.0), not wrong and cover > 0.2)


def _of_sense(facts: tuple[Fact, ...], reading: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    yield from check_polarity(reading, bonds, evidence)
    yield from check_attribution(facts, reading, bonds, evidence)
    yield from check_roles(facts, reading, bonds, evidence)


def _check(fact: Fact, reading: Reading, bonds: Bonds, evidence: Evidence) -> Check:
    bond = bonds.bond(Place(fact.first, fact.last), fact.own, fact.rivals)
    text = reading.words(fact.first, fact.last)
    if fact.found == "whole" and fact.bound is not False and bond.own_at and not displaced(bond):
        return Check(kind=fact.kind, text=text, status="supported", context=evidence.context(*bond.own_at))
    at = bond.rival_at if bond.rival > 0.3 else bond.own_at
    return Check(
        kind=fact.kind, text=text, status="altered" if at else "absent", context=evidence.context(*at) if at else None
    )


def displaced(bond: Bond) -> bool:
    """Whether a fact that the article has elsewhere took the place of another."""
    return bond.rival_slot - bond.own_slot >= 2


def _grounds(reading: Reading, evidence: Evidence) -> tuple[tuple[Span, ...], float]:
    """Return the sentences that share most of a statement's words, best first, and the share that two of them hold."""
    terms = {term for term in reading.terms if term}
    if not terms:
        return (), 0.0
    weight = {term: evidence.rarity(term) for term in terms}
    held: dict[int, set[str]] = {}
    for term in terms:
        for token in evidence.places.get(term, ()):
            held.setdefault(evidence.unit_of[token], set()).add(term)
    chosen: list[int] = []
    left = set(terms)
    while held and len(chosen) < 3:
        best = max(held, key=lambda unit: (sum(weight[term] for term in held[unit] & left), -unit))
        if not held[best] & left:
            break
        chosen.append(best)
        left -= held.pop(best)
    cover = 1 - sum(weight[term] for term in left) / sum(weight.values())
    return tuple(evidence.units[unit] for unit in chosen), cover
