"""The fact gate: every number, date, name, quotation and negation of a statement, looked up in the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.faithfulness.binding import Bonds, Place
from summarizer.faithfulness.displacement import is_displaced
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact, find_facts
from summarizer.faithfulness.negation import check_polarity
from summarizer.faithfulness.quotations import check_quotations
from summarizer.faithfulness.reading import Reading, read
from summarizer.faithfulness.roles import check_attribution, check_roles
from summarizer.faithfulness.support import grounds, measures, score
from summarizer.records import Check

_FOOTING = 0.2  # share of its content words without which a statement is not about the article. By judgement.


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
    # A title tells the whole story in a line, so that what stands side by side in it may lie far apart.
    copied = evidence.verbatim(reading.keys) is not None
    checks = (
        *(_check(fact, reading, bonds, evidence, elsewhere=headline or copied) for fact in facts),
        *check_quotations(reading, evidence),
        *(() if headline or copied or evidence.language != "en" else _of_sense(facts, reading, bonds, evidence)),
    )
    ground = grounds(reading, evidence)
    wrong = any(check.status != "supported" for check in checks)
    value = score(measures(reading, evidence, checks, ground))
    return Verification(checks, ground.spans, value, not wrong and ground.all >= _FOOTING)


def _of_sense(facts: tuple[Fact, ...], reading: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    yield from check_polarity(reading, bonds, evidence)
    yield from check_attribution(facts, reading, bonds, evidence)
    yield from check_roles(facts, reading, bonds, evidence)


def _check(fact: Fact, reading: Reading, bonds: Bonds, evidence: Evidence, *, elsewhere: bool) -> Check:
    """Say what the article says to a fact, which may stand ``elsewhere`` than its neighbours."""
    text = reading.words(fact.first, fact.last)
    if elsewhere and fact.found == "whole" and fact.own:
        return Check(kind=fact.kind, text=text, status="supported", context=evidence.context(*fact.own[0]))
    bond = bonds.bond(Place(fact.first, fact.last), fact.own, fact.rivals)
    displaced = fact.found == "whole" and bool(fact.own) and is_displaced(fact, bond, bonds, evidence)
    placed = not displaced and not (fact.misbound and bond.own < bond.rival)
    if fact.found == "whole" and bond.own_at and placed:
        return Check(kind=fact.kind, text=text, status="supported", context=evidence.context(*bond.own_at))
    at = bond.rival_at if bond.rival > 0.3 else bond.own_at
    return Check(
        kind=fact.kind, text=text, status="altered" if at else "absent", context=evidence.context(*at) if at else None
    )
